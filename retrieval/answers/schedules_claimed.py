"""How often, or how long, something was given, as a question takes it for granted, held against what is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answers.contrasts import presupposes
from retrieval.questions.frequencies import NUMBERS, frequencies
from retrieval.records import Sentence

_OTHER = "Correction: the question gives another schedule than the one recorded."


def correct_schedule(text: str, told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """A correction of how often a question takes something to have been given, where no paragraph told says so."""
    if not told or not presupposes(text):
        return ()
    said = " ".join(sentence.text for sentence in told)
    for read in (frequencies, _durations):
        claimed, given = read(text), read(said)
        if len(claimed) == 1 and given and not claimed & given:
            return (replace(told[0], text=_OTHER),)
    return ()


def _durations(text: str) -> frozenset[tuple[str, str]]:
    """How long, as a number of units: ``{("2", "year")}`` of "for two years" and "a total duration of 2 years"."""
    found = ((match["number"] or match["word"]).casefold() for match in _LASTS.finditer(text))
    units = (match["unit"].casefold() for match in _LASTS.finditer(text))
    return frozenset((NUMBERS.get(number, number), unit) for number, unit in zip(found, units, strict=True))


_LASTS = re.compile(
    r"\b(?:for|duration of|lasting|over)(?: at least| up to| about| a total of)? "
    r"(?:(?P<number>\d+)|(?P<word>one|two|three|four|six|eight|twelve))[ -](?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
