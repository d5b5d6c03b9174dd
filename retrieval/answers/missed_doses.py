"""Doses and limits that a question asks for, and nothing shown or said tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems


def doses_missed(question: Question, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Doses that are asked of a drug, and of which no sentence that names it tells an amount."""
    outcomes = [m for m in question.mentions if m.term.kind == "outcome"]
    for mention in question.mentions:
        before, after = (
            _DOSE_BEFORE.search(question.text[: mention.start]),
            _DOSE_AFTER.match(question.text, mention.end),
        )
        start = before.start() if before else mention.start
        end = after.end() if after else mention.end
        dosed = mention.term.kind == "drug" and (before or after)
        inside = any(o.start <= mention.start and mention.end <= o.end for o in outcomes)  # "at least one dose"
        dosed = dosed or (mention.term.kind == "topic" and not inside and _DOSE.search(mention.text))
        words = stems(mention.text) - _OF_A_DOSE
        own = stems(mention.term.name) if mention.term.kind == "drug" else words  # told by its name, not its brand
        named = [s.text for s in sentences if words <= stems(s.text) or own <= stems(s.text)]
        if dosed and words and not any(_AMOUNT.search(text) for text in named):
            yield question.text[start:end]


_DOSE = re.compile(r"\b(?:dose|dosage)\b", re.IGNORECASE)
_OF_A_DOSE = stems("the dose dosage dosing of")
_DOSE_BEFORE = re.compile(r"\b(?:dose|dosage)\s(?:of|for)\s(?:the\s)?$", re.IGNORECASE)
_DOSE_AFTER = re.compile(r"\s(?:dose|dosage)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\s?(?:mg|µg|mcg|g|ml|IU|units?)\b", re.IGNORECASE)


def limits_missed(question: Question, said: str) -> Iterator[str]:
    """The upper limit of age, where it is asked and only the lower one is told."""
    if _UPPER_AGE.search(question.text) and _LOWER_AGE.search(said):
        yield "an upper age limit"


_UPPER_AGE = re.compile(
    r"\b(?:upper|maximum|max|highest|top)\s(?:\w+\s){0,3}?age\b|\boldest\b|\bage (?:cap|ceiling|maximum)\b"
    r"|\b(?:cap on|limit (?:of|on|to)) age\b|\btoo old\b",
    re.IGNORECASE,
)
_LOWER_AGE = re.compile(r"\bminimum age for eligibility\b(?![^.]*\bmaximum age\b)", re.IGNORECASE)
