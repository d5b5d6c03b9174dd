"""Schedules of a question in the words of its trial: "every 2 weeks" as "Q2W"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.questions.question import Question
from retrieval.registry.trial_words import TrialWords


def scheduled(question: Question, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Intervals of doses by the letters that name an arm or a row: "every 8 weeks", "monthly" as "Q8W", "Q4W"."""
    given = {m.end + 1 for m in question.mentions if m.term.kind in ("arm", "drug")}
    for match in _EVERY.finditer(question.text):
        if match["each"]:
            if "qw" in words.naming and match.start() not in given:
                yield match.start(), match.end(), "QW"
            continue
        told = match["weeks"] or match["weekly"] or "4"  # a month counts as four weeks
        number = _COUNTS.get(told.casefold(), told)
        if f"q{number}w" in words.names and match.start() not in given:
            yield match.start(), match.end(), f"every {number} weeks (Q{number}W)"
        elif f"q{number}w" in words.naming:
            yield match.start(), match.end(), f"Q{number}W"


def schedules_in_words(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Intervals of doses as the names of the arms tell them: "q8w", "eight-weekly dosing" as "every 8 weeks"."""
    held = {match["number"] for arm in words.arms for match in _EVERY_WEEKS.finditer(arm)}
    for match in _BY_LETTERS.finditer(text) if held else ():
        number = _COUNTS.get(match["word"].casefold(), match["word"]) if match["word"] else match["number"]
        if number in held:
            yield *match.span(), f"every {number} weeks"


_EVERY_WEEKS = re.compile(r"\bevery (?P<number>\d{1,2}) weeks\b", re.IGNORECASE)
_BY_LETTERS = re.compile(
    r"\b(?:q\s?(?P<number>\d{1,2})\s?w(?:ks?|eekly)?|(?P<word>\d{1,2}|two|three|four|six|eight|twelve)[ -]weekly"
    r"(?:\s(?:dosing|dos(?:e|age)s?|schedules?|regimens?|infusions?|injections?))?)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"(?:\bevery[\s-](?P<weeks>\d{1,2}|two|second|other|three|third|four|six|eight|twelve)(?:st|nd|rd|th)?[\s-]weeks?\b"
    r"|\b(?P<weekly>\d{1,2}|two|three|four|six|eight|twelve)[ -]week(?:ly)?"
    r"(?=\s(?:dos|interval|inject|schedul|regimen|treatment|arm|group)\w*)"
    r"|\b(?P<each>(?:once )?weekly|every week|once (?:a|per) week)(?=\s(?:dos|interval|inject|schedul|regimen"
    r"|treatment|arm|group|versus|vs|or|than|was|did)\w*|\W*$)"
    r"|\b(?P<monthly>monthly|every month)(?=\s(?:dos|interval|inject|schedul|regimen|treatment|arm|group)\w*))"
    r"(?:\s(?:dosing|dos(?:e|age)s?|intervals?|injections?|schedules?|regimens?)\b)?",
    re.IGNORECASE,
)
_COUNTS = {
    "two": "2", "second": "2", "other": "2", "three": "3", "third": "3", "four": "4", "six": "6", "eight": "8",
    "twelve": "12",
}  # fmt: skip
