"""How often something is given, as texts tell it: "every other week", "q2w", "twice a day"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.terms import Mention

NUMBERS = {"a": "1", "one": "1", "two": "2", "second": "2", "other": "2", "three": "3", "third": "3", "four": "4",
            "fourth": "4", "six": "6", "eight": "8", "twelve": "12"}  # fmt: skip
_EVERY = re.compile(
    r"\bevery[ -](?:(?P<number>\d+|one|two|second|other|three|third|four|fourth|six|eight|twelve)[ -]?)?"
    r"(?P<unit>day|week|month|hour|year)s?\b|\bq(?P<short>\d*)(?P<letter>[dwm])(?:k|ks|eeks?)?\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:once|one time|per|a|each)[ -](?P<unit>day|week|month|year)\b"
    r"|\b(?:once[ -])?(?P<adverb>daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\btwice[ -](?:a |per |each )?(?:day|daily|week|weekly)\b|\bb\.?i\.?d\b", re.IGNORECASE)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year"}
_LETTERS = {"d": "day", "w": "week", "m": "month"}
_GIVING = re.compile(
    r"\b(?:giv(?:en|e|es|ing)|gets?|got|getting|receiv\w+|infus\w+|inject\w+|administ\w+|dos(?:e|es|ed|ing)|taken?|took"
    r"|schedules?|regimen|frequency|switch\w*|goes|go|went|changed?)\b",
    re.IGNORECASE,
)
_MEDICINE = re.compile(
    r"\b(?:drugs?|medicines?|medication|antibody|infusions?|injections?|tablets?|pills?)\b", re.IGNORECASE
)
_CHECKED = re.compile(
    r"\b(?:assess|measur|scan|visit|imag|check|monitor|test|sampl|review|follow|evaluat)", re.IGNORECASE
)
"""That what was done so often is no giving of a drug."""


def frequencies(text: str) -> frozenset[tuple[str, str]]:
    """How often, as a number of times or units: ``{("2", "week")}`` of "every other week" and "q2w"."""
    found = {("twice", "week" if "week" in match.group().casefold() else "day") for match in _TWICE.finditer(text)}
    rest = _TWICE.sub(" ", text)
    for match in _EVERY.finditer(rest):
        unit = match["unit"] or _LETTERS[match["letter"].casefold()]
        number = (match["number"] or match["short"] or "1").casefold()
        found.add((NUMBERS.get(number, number), unit.casefold()))
    for match in _ONCE.finditer(_EVERY.sub(" ", rest)):
        found.add(("1", (match["unit"] or _ADVERBS[match["adverb"].casefold()]).casefold()))
    return frozenset(found)


def frequencies_of_drugs(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The spans that tell how often a drug was given, where a question asks of that and of no result."""
    drugs = [m for m in mentions if m.term.kind in ("drug", "arm")]
    results = any(m.term.kind in ("outcome", "statistic", "subgroup", "grade", "analysis") for m in mentions)
    if not (drugs or _MEDICINE.search(text)) or results or _CHECKED.search(text):
        return
    found = [match for pattern in (_EVERY, _ONCE, _TWICE) for match in pattern.finditer(text)]
    given = bool(_GIVING.search(text)) or any(_SPACE.fullmatch(text[d.end : f.start()]) for d in drugs for f in found)
    yield from (match.span() for match in found if given)


_SPACE = re.compile(r"\s(?:is |was |are |were )?")
