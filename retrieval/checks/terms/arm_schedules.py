"""Arms told by how often their drug is given: "q2w dupilumab", "the weekly regimen", "vedamab twice daily"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from retrieval.arm_periods import whole_of
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_NUMBERS = {
    "other": 2, "second": 2, "third": 3, "fourth": 4, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8,
    "twelve": 12,
}  # fmt: skip
_TIMES = {"once": 1, "one": 1, "twice": 2, "two times": 2, "three times": 3, "thrice": 3, "four times": 4}
_LATIN = {
    "qd": (1, 1, "d"), "od": (1, 1, "d"), "bid": (2, 1, "d"), "tid": (3, 1, "d"), "qid": (4, 1, "d"),
    "qod": (1, 2, "d"), "eod": (1, 2, "d"), "qow": (1, 2, "w"), "qw": (1, 1, "w"), "qm": (1, 4, "w"),
}  # fmt: skip
"""What prescribers write: how many times in how many units of time."""
_UNITS = {
    "weekly": (1, "w"), "fortnightly": (2, "w"), "daily": (1, "d"), "monthly": (1, "m"), "quarterly": (3, "m"),
}  # fmt: skip
_HOURS, _WEEKS = 24, 4
"""Hours of a day, and weeks of the month of a regimen: "monthly" and "every 4 weeks" are told for each other."""
_TIMES_TOLD = "|".join(_TIMES).replace(" ", "[ -]")
_SCHEDULE = re.compile(
    rf"\b(?:(?:(?P<times>{_TIMES_TOLD})[ -])?(?P<ly>{'|'.join(_UNITS)})"
    rf"|(?:(?P<often>{_TIMES_TOLD})[ -])?(?:every|each|an?|per)[ -]"
    rf"(?:(?P<number>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})[ -])?"
    r"(?P<unit>hour|day|week|month)s?"
    rf"|(?P<latin>{'|'.join(_LATIN)}|b\.i\.d\.|t\.i\.d\.|q\.d\.)|q ?(?P<count>[0-9]{{1,2}}) ?(?P<of>h|d|wk?|m)"
    r"(?:ours?|ays?|ks?|eeks?|o|onths?)?"
    rf"|(?P<once_in>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})-(?P<unitly>hour|week|month)ly)(?![\w-])",
    re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r"[ -](?:dos(?:es?|ing)|regimens?|schedules?|arms?|groups?|cohorts?|patients|participants|recipients|treatment"
    r"|therapy|administration|injections?)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:q|b|t)[\w.]*$|[oqe]od?$", re.IGNORECASE)
_DOSE = re.compile(
    r",? (?:(?:at )?[0-9.]+ ?(?:mg/kg|mg|mcg|[µμ]g|g|IU|units?|mL)(?:,? (?:given|taken))? |given |taken )?"
)
"""Between a drug and its schedule."""
_GIVEN = re.compile(
    r"\b(?:(?:those|patients|participants|people) )?(?:dosed|treated|infused|injected|given (?:it|the drug))\s$",
    re.IGNORECASE,
)
"""Before a schedule that tells who was so treated: "those dosed every four weeks"."""
_NEAR = 24  # code points before a schedule in which that stands
_INERT = re.compile(r"\b(?:placebo|sham|vehicle|control)\b", re.IGNORECASE)

Schedule = tuple[int, int, str]
"""How often in how many units of time: twice a day is ``(2, 1, "d")``."""


def by_schedule(text: str, span: tuple[int, int], drugs: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """Return the arms that a span tells by a schedule of their labels.

    The schedule stands beside the drug, before a word for those who get it, or as prescribers write it ("q2w"). One
    that the label of a control has, too, tells the arm that gets the drug.
    """
    schedules = _schedules_of(evidence.facts.arms)
    if len(set(schedules.values())) < _SEVERAL:
        return []
    found: list[Mention] = []
    for match in _SCHEDULE.finditer(text, *span):
        low, high, drug = _with_drug(text, match, drugs)
        group = _OF_A_GROUP.match(text, high, span[1])
        given = _GIVEN.search(text, max(span[0], match.start() - _NEAR), match.start())
        if drug is None and group is None and given is None and not _CODE.match(match[0]):
            continue
        arm = _arm_of(_read(match), drug, schedules, evidence.facts.comparisons)
        term = evidence.terms.term(arm, kind="arm", trial=evidence.trial.id) if arm else None
        if term is not None:
            low, end = given.start() if given else low, group.end() if group else high
            found.append(Mention(low, end, text[low:end], term))
    return found


_SEVERAL = 2


def _with_drug(text: str, match: re.Match[str], drugs: Sequence[Mention]) -> tuple[int, int, str | None]:
    """Where a schedule stands with its drug, before or behind it, and the drug's name as told."""
    for drug in drugs:
        if drug.start - match.end() in (1, 2) and not text[match.end() : drug.start].strip(" -"):
            return match.start(), drug.end, drug.text
        if drug.end <= match.start() and _DOSE.fullmatch(text, drug.end, match.start()):
            return drug.start, match.end(), drug.text
    return match.start(), match.end(), None


def _arm_of(
    schedule: Schedule, drug: str | None, schedules: Mapping[str, Schedule], comparisons: Collection[str]
) -> str | None:
    """The one arm of a schedule: of several the one with the drug, no control, in any period, that is compared."""
    arms = [arm for arm, own in schedules.items() if own == schedule]
    if drug is not None:
        arms = [arm for arm in arms if drug.casefold() in arm.casefold()] or arms
    if len(arms) > 1:
        arms = [arm for arm in arms if not _INERT.search(arm)]
    if len({whole_of(arm) for arm in arms}) > 1:
        arms = [arm for arm in arms if any(arm in pair.split(" vs ") for pair in comparisons)]
    return min(arms, key=len) if len({whole_of(arm) for arm in arms}) == 1 else None


@lru_cache(maxsize=64)
def _schedules_of(arms: tuple[str, ...]) -> dict[str, Schedule]:
    """The schedule of each arm whose label has one alone."""
    told = {arm: {_read(match) for match in _SCHEDULE.finditer(arm)} for arm in arms}
    return {arm: own.pop() for arm, own in told.items() if len(own) == 1}


def _read(match: re.Match[str]) -> Schedule:
    """A schedule in times, units and the unit's letter, "every 12 hours" as twice a day."""
    if match["latin"]:
        return _LATIN[match["latin"].casefold().replace(".", "")]
    if match["ly"]:
        number, unit = _UNITS[match["ly"].casefold()]
    else:
        told = (match["number"] or match["count"] or match["once_in"] or "1").casefold()
        number, unit = _NUMBERS.get(told) or int(told), (match["unit"] or match["of"] or match["unitly"])[0].casefold()
    times = _TIMES.get((match["times"] or match["often"] or "once").casefold().replace("-", " "), 1)
    if unit == "h" and number and _HOURS % number == 0:
        times, number, unit = times * _HOURS // number, 1, "d"
    if unit == "m":
        number, unit = number * _WEEKS, "w"
    return times, number, unit
