"""Whether a title has the limits that a question gives: a score that is coded by them, a fold, a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.questions.question import Question
from retrieval.terms import Token


def has_limits(title: str, text: str, *, held: frozenset[str]) -> bool:
    """Whether a title has the limits that a question gives: "EASI-90" is no EASI-75, "57 %" not "at least 40 %".

    A percentage that no title has is a figure, and no limit.

    Args:
        held: The percentages that titles have.
    """
    for pattern, strict in ((_CODED, True), (_FOLD, True), (_PERCENT, False)):
        asked = set(pattern.findall(text)) if strict else set(pattern.findall(text)) & held
        own = set(pattern.findall(title))
        if asked and own and not asked & own:
            return False
    return True


def percentages(titles: Iterable[str]) -> frozenset[str]:
    """The percentages that titles have."""
    return frozenset(number for title in titles for number in _PERCENT.findall(title))


def with_foreign_limits(question: Question) -> Question:
    """The question with a percentage that bounds what is asked as a restriction, where its titles have another one.

    "A drop by 50 %" is not told by those with one of 30 %.
    """
    asked = list(_BOUND.finditer(question.text))
    told = [frozenset(_PERCENT.findall(title)) for title in question.outcomes]
    if not asked or not told or not all(told):
        return question
    foreign = [match for match in asked if not any(_number(match) in own for own in told)]
    if len(foreign) < len(asked):
        return question
    tokens = [Token(m.start("limit"), m.end("limit"), f"{_number(m)} %", f"{_number(m)}%") for m in foreign]
    return replace(question, unknown=(*question.unknown, *tokens))


def _number(match: re.Match[str]) -> str:
    return match["limit"].split("%")[0].split("p")[0].strip()


_SIZE = r"(?P<limit>\d+ ?(?:%|per ?cent))"
_BOUND = re.compile(
    rf"\b(?:by|of|at least|over|more than|above)\s(?:a\s|an\s|the\s)?{_SIZE}"
    r"(?!\s(?:CI|confidence|of (?:the )?patients))",
    re.IGNORECASE,
)
"""A percentage that bounds an outcome."""


def of_multiple(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the multiple of a limit that ``text`` asks for ("5 x ULN"), where some tell it; else all."""
    asked = set(_MULTIPLE.findall(text))
    told = {row.item: set(_MULTIPLE.findall(row.item or "")) for row in rows}
    named = {item for item, own in told.items() if own & asked}
    return tuple(row for row in rows if row.item in named) if named else tuple(rows)


_MULTIPLE = re.compile(r"(\d+)\s?(?:x|times|\*|\u00d7|-?fold)\s?(?:the\s)?(?:ULN|upper limit)", re.IGNORECASE)
_CODED = re.compile(r"(?<=[A-Z]{2})-?(\d+)\b")
_FOLD = re.compile(r"\b(\d+)(?=[- ]?fold)", re.IGNORECASE)
_PERCENT = re.compile(r"\b(\d+)(?= ?(?:%|per ?cent))")
