"""Dates that a question tells of what has a date: the value that it asks about, which restricts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.terms import Token

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>(?-i:Mar|May|MAR|MAY)|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|(?-i:March)|april|june"
    r"|july|august|september|october|november|december)\b\.?"
)
"""A month by its name; "may" and "march" in small letters are verbs."""
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?{_MONTH}"
    r"(?:\s(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?%|[.:]\d))?(?:,?\s(?:of\s)?(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|since|of|from|during|was)\s(?P<year>20\d\d)\b(?!\s(?:update|paper|article|abstract|report))"
)
_ENDS = {
    "Enrolment start": re.compile(r"\b(?:start(?:ed|ing)?|beg[aiu]n(?:ning)?|commenc\w+|launch\w*)\b", re.IGNORECASE),
    "Enrolment end": re.compile(r"\b(?:end of (?:enrolment|recruitment)|last patient)\b", re.IGNORECASE),
}
"""What is dated where a question only tells dates for it: "one says May 2015 for the start, the other June"."""
_KINDS = ("outcome", "subgroup", "grade", "population", "arm", "analysis")


@dataclass(frozen=True, slots=True)
class Told:
    """A date as far as a question tells it; a part that is ``None`` may be any."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def agrees(self, day: date) -> bool:
        """Whether ``day`` may be the one that is told."""
        parts = ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        return all(told in (None, own) for told, own in parts)


def dates_told(text: str) -> tuple[Told, ...]:
    """The dates with a month that a text tells, in their order; years alone where none has one."""
    found = tuple(_read(match) for match in _DATE.finditer(text))
    return found or tuple(Told(*m.span("year"), int(m["year"])) for m in _YEAR.finditer(text))


def with_dates_told(question: Question, *, corpus: Corpus) -> Question:
    """The question without the words of dates, where all that it asks has a date: "did it start in May or in June"."""
    told = [each for each in dates_told(question.text) if each.month]
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic")) if told else ()
    dated = {outcome for outcome, statistic in slots if outcome and statistic == "date"}
    if not question.outcomes and not any(m.term.kind in _KINDS for m in question.mentions):
        ends = tuple(name for name, said in _ENDS.items() if name in dated and said.search(question.text))
        question = replace(question, outcomes=ends, topics=()) if ends else question
    parents = {name.rsplit(" ", 1)[0] for name in dated}
    if not question.outcomes or not all(_is_dated(name, dated, parents) for name in question.outcomes):
        return question
    return replace(
        question,
        topics=(),
        unknown=tuple(_outside(question.unknown, told)),
        unread=tuple(_outside(question.unread, told)),
        hints=tuple(_outside(question.hints, told)),
    )


def _is_dated(name: str, dated: set[str], parents: set[str]) -> bool:
    return name in dated or name.endswith(" date") or name.rsplit(" ", 1)[0] in parents


def _outside(tokens: tuple[Token, ...], told: list[Told]) -> Iterator[Token]:
    return (token for token in tokens if not any(each.start <= token.start < each.end for each in told))


def _read(match: re.Match[str]) -> Told:
    day = match["before"] or match["after"]
    year = int(match["year"]) if match["year"] else None
    return Told(*match.span(), year, _MONTHS.index(match["month"][:3].casefold()) + 1, int(day) if day else None)
