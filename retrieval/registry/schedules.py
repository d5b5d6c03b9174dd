"""How often something was given, as a question takes it for granted, held against the record's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answers.contrasts import presupposes
from retrieval.records import Sentence

_OTHER = "Correction: the question gives another schedule than the one recorded."
_NUMBERS = {"a": "1", "one": "1", "two": "2", "second": "2", "other": "2", "three": "3", "third": "3", "four": "4",
            "fourth": "4", "six": "6", "eight": "8", "twelve": "12"}  # fmt: skip
_EVERY = re.compile(
    r"\bevery (?:(?P<number>\d+|one|two|second|other|three|third|four|fourth|six|eight|twelve)[ -]?)?"
    r"(?P<unit>day|week|month|hour|year)s?\b|\bq(?P<short>\d*)(?P<letter>[dwm])\b",
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


def correct_schedule(text: str, told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """A correction of how often a question takes something to have been given, where no paragraph told says so."""
    if not told or not presupposes(text):
        return ()
    said = " ".join(sentence.text for sentence in told)
    for read in (_schedules, _durations):
        claimed, given = read(text), read(said)
        if len(claimed) == 1 and given and not claimed & given:
            return (replace(told[0], text=_OTHER),)
    return ()


def _durations(text: str) -> frozenset[tuple[str, str]]:
    """How long, as a number of units: ``{("2", "year")}`` of "for two years" and "a total duration of 2 years"."""
    found = ((match["number"] or match["word"]).casefold() for match in _LASTS.finditer(text))
    units = (match["unit"].casefold() for match in _LASTS.finditer(text))
    return frozenset((_NUMBERS.get(number, number), unit) for number, unit in zip(found, units, strict=True))


_LASTS = re.compile(
    r"\b(?:for|duration of|lasting|over)(?: at least| up to| about| a total of)? "
    r"(?:(?P<number>\d+)|(?P<word>one|two|three|four|six|eight|twelve))[ -](?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)


def _schedules(text: str) -> frozenset[tuple[str, str]]:
    """How often, as a number of times or units: ``{("2", "week")}`` of "every other week" and "q2w"."""
    found = {("twice", "week" if "week" in match.group().casefold() else "day") for match in _TWICE.finditer(text)}
    rest = _TWICE.sub(" ", text)
    for match in _EVERY.finditer(rest):
        unit = match["unit"] or _LETTERS[match["letter"].casefold()]
        number = (match["number"] or match["short"] or "1").casefold()
        found.add((_NUMBERS.get(number, number), unit.casefold()))
    for match in _ONCE.finditer(_EVERY.sub(" ", rest)):
        found.add(("1", (match["unit"] or _ADVERBS[match["adverb"].casefold()]).casefold()))
    return frozenset(found)
