"""A number told by a statistic that has a name of its own, "vaccine efficacy": of which outcome, and of which ages."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from retrieval.checks.figures.limits import Limit, find_limits, read_limits
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence

_EFFECTIVE = re.compile(r"\s?%?\)?(?:\s[a-z]+)?\seffective\b", re.IGNORECASE)
"""Behind a figure: "the vaccine was 97 % effective"."""
_EFFICACY = re.compile(r"\b(?:efficacy|effectiveness)$")
_EFFICACY_TOLD = re.compile(r"\b(?:efficacy|effectiveness|VE)\b")
_ANOTHER = re.compile(r"\b(?:cases?|rates?|incidence|occurred|reported|had|developed)\b[^.;]*$", re.IGNORECASE)
"""Between the name of a statistic and a number that tells something else."""


def take_measure(slot: Slot, evidence: Evidence) -> None:
    """Read a number told by a statistic of its own name as that of the outcome, and of the ages, that are told.

    Where several outcomes have one and none of them is told, it is that of the primary one, else of none.
    """
    told = _measure_told(slot, evidence)
    if not told:
        return
    kind = min(kind for _, kind in told)
    slot.statistics, slot.unit = frozenset({kind}), None if slot.unit == "%" and "%" in kind else slot.unit
    outcome = _outcome_told(slot, sorted({outcome for outcome, _ in told}), evidence)
    if outcome:
        slot.outcomes = (outcome, *slot.outcomes)
    else:
        slot.outcomes, slot.alternatives = (), ()
    ages = read_limits(outcome or "")
    slot.subgroups = frozenset(name for name in slot.subgroups if not ages or read_limits(name) != ages)


def _measure_told(slot: Slot, evidence: Evidence) -> Collection[tuple[str, str]]:
    """The outcomes, each with its statistic, of the statistic by whose name a number is told."""
    if not evidence.facts.measures or slot.expression.number(Role.COUNT):
        return ()
    words, lead = slot.before.casefold(), slot.told[: _place(slot)]
    named = [name for name in evidence.facts.measures if name in words]
    own = [name for name in evidence.facts.measures if _EFFICACY.search(name)]
    if not named and len(own) == 1 and slot.unit == "%" and slot.arm_source != "named":
        again = [match for match in _EFFICACY_TOLD.finditer(lead) if not _ANOTHER.search(lead, match.end())]
        figure = slot.expression.parts[0].number.text
        named = own if again or _EFFECTIVE.match(slot.told, _place(slot) + len(figure)) else []
    return evidence.facts.measures[max(named, key=len)] if named else ()


def _place(slot: Slot) -> int:
    """Where a number stands in its sentence."""
    number = slot.expression.parts[0].number.text
    lead = slot.told.find(f"{slot.before}{number}")
    return lead + len(slot.before) if lead >= 0 else max(slot.told.find(number), 0)


def _outcome_told(slot: Slot, titles: Sequence[str], evidence: Evidence) -> str | None:
    """The one outcome that is told; of those that differ in the ages of their patients the one whose ages are told."""
    held = {title for name in slot.outcomes for title in evidence.results(name).outcomes}
    own = [title for title in titles if title in held] or _named_before(slot, titles, evidence)
    ages = {title: read_limits(title) for title in titles}
    limit = _nearest([it for it in find_limits(slot.told) if any(it.says in says for says in ages.values())], slot)
    if limit is not None:
        aged = [title for title in titles if limit.says in ages[title]]
        titles = [title for title in aged if title in own] or aged
        return titles[0] if len(titles) == 1 else None
    if len(own or titles) == 1:
        return (own or titles)[0]
    return next((title for title in evidence.facts.primary if title in (own or titles)), None)


def _named_before(slot: Slot, titles: Sequence[str], evidence: Evidence) -> list[str]:
    """The outcomes that the sentence names before a number, of another one: "PHN was seen in none, an efficacy of"."""
    lead = slot.told[: _place(slot)]
    named = evidence.terms.find(lead, trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    held = {title for item in named for title in evidence.results(item.term.name).outcomes}
    return [title for title in titles if title in held]


def _nearest(limits: Sequence[Limit], slot: Slot) -> Limit | None:
    """The limit told right behind a number, before the next one, else the last before it."""
    place = _place(slot)
    end = place + slot.expression.end - slot.expression.start
    behind = [limit for limit in limits if limit.start >= end and not _NEXT.search(slot.told, end, limit.start)]
    before = [limit for limit in limits if limit.end <= place]
    return next(iter(behind), before[-1] if before else None)


_NEXT = re.compile(r"[0-9]\s?%")
