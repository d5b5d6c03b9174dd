"""Numbers of patients that were assigned to an arm, whatever is told between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.carrying import carry
from retrieval.checks.outcomes.stand_ins import is_entry
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def read_allocation(clause: Clause, slot: Slot, mentions: Sequence[Mention], previous: Slot | None) -> None:
    """ "179 were assigned to A, of whom 177 were treated, and 123 to B": the latter were assigned.

    So were "472 patients with gastric cancer were randomised", whatever stands between.
    """
    if slot.unit not in ("patients", None) or len(slot.expression.parts) > 1:
        return
    screened = previous is not None and bool(previous.outcomes) and "screened" in previous.outcomes[0].casefold()
    in_vain = slot.told_at is not None and _FAILED.match(clause.text, slot.told_at)
    if in_vain or (screened and _FAILED_SO.match(slot.after)):
        trial = clause.evidence.trial.id
        failed = clause.evidence.terms.find("screen failures", trial=trial, kinds={"outcome"}, typos=False)
        slot.outcomes = tuple(item.term.name for item in failed[:1]) or slot.outcomes
        return
    assigned = [item for item in mentions if cues.RANDOMISED.search(f"{item.term.name} {item.text}")]
    to = _TO.match(slot.after)
    place = slot.expression.end + to.end() if to else -1
    at_arm = any(mention.start == place for mention in clause.mentions.get("arm", ()))
    goes_on = at_arm or _GOES_ON.search(f"{slot.before[-3:]}|{slot.after}")
    if previous is not None and is_entry(previous.outcomes) and goes_on:
        carry(slot, previous)
    were = (_WERE_ASSIGNED if slot.unit == "patients" else _WERE_SO).match(slot.after)
    were = were or (_COMPARED_IN.search(slot.before) if slot.unit == "patients" and slot.arm is None else None)
    names = [mention.term.name for mention in assigned if not _is_design(clause, mention)]
    if were and not names:
        trial = clause.evidence.trial.id
        found = clause.evidence.terms.find("randomised", trial=trial, kinds={"outcome"}, typos=False)
        names = [item.term.name for item in found]
    if names and (were or at_arm):
        slot.outcomes, slot.unknown, slot.alternatives = (names[0],), None, ()
    elif slot.carried and slot.expression.parts[0].number.decimals in (0, None) and _got_arm(clause, slot):
        slot.outcomes, slot.carried, slot.unknown, slot.alternatives, slot.grades = (), False, None, (), frozenset()
        slot.unit = "patients"


_FAILED = re.compile(
    r"(?:patients |people )?screened,? (?:but|and|yet|without) (?:then )?"
    r"(?:(?:did|were|was|could|had) (?:not|never)|(?:didn|weren|wasn|couldn)'t|failed|never|not|proved|turned out"
    r"|being)\b",
    re.IGNORECASE,
)
"""Those who were screened in vain: "39 were screened but did not qualify"."""
_FAILED_SO = re.compile(
    r"\s(?:of (?:them|these) )?(?:failed|did not (?:qualify|enter)|dropped out|proved|were (?:not |in)?eligible"
    r"|were (?:excluded|rejected|turned away|not (?:randomi[sz]ed|enrolled)))\b",
    re.IGNORECASE,
)
"""Behind the number of those among the people screened: "341 were screened; 39 failed"."""


def _got_arm(clause: Clause, slot: Slot) -> bool:
    """Whether "179 got A" tells how many had a treatment, and nothing of what was told before."""
    got = _GOT.match(clause.text, slot.expression.end)
    return got is not None and any(got.end() in (arm.start, arm.start - 4) for arm in clause.mentions.get("arm", ()))


_GOT = re.compile(
    r"\s(?:patients |people |participants )?(?:got|received|were given|were put on|took|had)\s", re.IGNORECASE
)


def _is_design(clause: Clause, mention: Mention) -> bool:
    """Whether a word for how patients were assigned, "in a ratio of 3:2", counts none of them."""
    held = clause.evidence.results(mention.term.name)
    return not is_entry((mention.term.name,)) and not held.any(lambda row: row.category != "design")


_GOES_ON = re.compile(
    r"\(\|(?:\s(?:patients|participants))?\)|n\s?=\s?\|\)|\|\s(?:got|were (?:given|assigned|allocated))\b",
    re.IGNORECASE,
)
"""Around a number that goes on with those who entered: "to A (62)", "63 got B"."""
_WERE_ASSIGNED = re.compile(
    r"(?:(?!\b(?:who|whom|that|which|were|was|had)\b)[^,;.:])*"
    r"\b(?:(?:were|was)\s(?:then\s)?(?:randomly\s)?(?:randomi[sz]ed|assigned|allocated)\b"
    r"|took part\b|participated\b|entered the (?:trial|study)\b)",
    re.IGNORECASE,
)
_COMPARED_IN = re.compile(r"\bcompar(?:ed|es|ing)\b[^.;]*\b(?:in|among)\s(?:a total of )?$", re.IGNORECASE)
"""Before all who entered: "A was compared with B in 302 adults"."""
_WERE_SO = re.compile(
    r"\s(?:of (?:them|these|those|whom)\s)?(?:were|was)\s(?:then\s)?(?:randomly\s)?"
    r"(?:randomi[sz]ed|assigned|allocated)\b",
    re.IGNORECASE,
)
"""The same right behind a number without a noun: "of these, 306 were assigned to A"."""
_TO = re.compile(r"\s+to\s+(?:the\s+)?", re.IGNORECASE)
