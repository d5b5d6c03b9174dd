"""Population, subgroup, grade, analysis and cut-off of a number, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from retrieval.checks.figures import cues
from retrieval.checks.terms.arm_pairs import is_beside

_LINK = re.compile(
    r"(?:\s?\((?-i:[A-Z])[^()]{2,60}\b20[0-9]{2}[^()]{0,20}\))?"  # a publication cited
    r"[)\]]{0,2},?\s*[(\[]?\s*(?:(?:in|at|with|for|of|by|on|from|as|if|the|a|data|cut-?off|cutoff|date"
    r"|analysis|time|this|patients|pts|participants|those|who|available|expected|reported|seen|later|"
    r"had|were|aged|all|population|subgroup|among|median|follow-up|after|was|planned|prespecified|lower|higher|longer|shorter)\b[\s,(-]*)*[(\[]?\s*",
    re.IGNORECASE,
)
T = TypeVar("T")
OUTSIDE = "not "
"""Begins the name of those who are no part of a group: "not early relapse"."""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier named in a sentence: a term's name, or the cut-offs that a name or a date means."""

    start: int
    end: int
    name: str
    cutoffs: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """What a sentence's qualifiers say of one number: those that bind it, and those that it may have."""

    strict: tuple[Qualifier, ...] = ()
    lenient: tuple[Qualifier, ...] = ()


_NOTHING = Reach()


def reach(
    text: str, expression: tuple[int, int], others: Sequence[tuple[int, int]], qualifiers: Sequence[Qualifier]
) -> Reach:
    """Tell which of the qualifiers of one kind hold for a number at ``expression`` among ``others`` of its sentence.

    One right after the number holds; so does the last one before it, unless that one stands right after another
    number; so does one that stands after all numbers, where the number has none of its own.
    """
    if not qualifiers:
        return _NOTHING
    start, end = expression
    inside = [item for item in qualifiers if start <= item.start and item.end <= end]
    if inside:
        return Reach(_same_place(inside[0], qualifiers), ())
    if opening := [item for item in qualifiers if _OPENS.fullmatch(text, item.end, start)]:
        return Reach(_same_place(opening[0], qualifiers), ())
    following = min((other[0] for other in others if other[0] > start), default=len(text))
    for item in qualifiers:
        if end <= item.start < following and follows(text, end, item.start) and not _leads(text, item, following, end):
            return Reach(_same_place(item, qualifiers), ())
    preceding = [item for item in qualifiers if item.end <= start and not _owned(text, item, others, start)]
    if preceding:
        return Reach(_same_place(preceding[-1], qualifiers), ())
    if trailing := _behind(text, expression, others, qualifiers):
        return Reach(_same_place(trailing, qualifiers), ())
    return Reach((), tuple(qualifiers))


_OPENS = re.compile(r"\s?\((?:(?:HR|OR|RR|hazard ratio|odds ratio|median)(?: of|:|,| =|=)?\s?)?")
"""Between a group and its own figure in brackets: "age 70 or more (HR 0.36), reduced eGFR (HR 0.27)"."""


def _behind(
    text: str, expression: tuple[int, int], others: Sequence[tuple[int, int]], qualifiers: Sequence[Qualifier]
) -> Qualifier | None:
    """The qualifier that stands after all numbers of the sentence, or of the part of it up to a semicolon."""
    start, end = expression
    part = _PART.search(text, end)
    for stop in (*([part.start()] if part else ()), len(text)):
        beside = [other for other in others if other[0] < stop and not _is_opened(text, other, qualifiers)]
        last = max((end, *(other[1] for other in beside)))
        trailing = [item for item in qualifiers if last <= item.start < stop]
        if not trailing:
            continue
        first = all(item.start >= trailing[0].start for item in qualifiers)
        first = first and _CONCLUDES.search(text, last, trailing[0].start) is None
        parted = any(other[0] > text.find(";", end, trailing[0].start) > 0 for other in beside)
        if first and not parted and not _is_of_last(text, start, beside, trailing[0].start):
            return trailing[0]
    return None


def _is_opened(text: str, other: tuple[int, int], qualifiers: Sequence[Qualifier]) -> bool:
    """Whether a figure stands in brackets right behind a qualifier: "19.15 months at the first analysis (HR 0.53)"."""
    return any(item.end < other[0] and _OPENS.fullmatch(text, item.end, other[0]) for item in qualifiers)


_PART = re.compile(r";\s+(?=[^\W\d])")
"""Where a sentence goes on with another statement; no semicolon between two numbers."""


def _leads(text: str, item: Qualifier, following: int, end: int) -> bool:
    """Whether a qualifier begins what is told of the next number: "0.67 (0.45-0.99), for women 0.58"."""
    return (
        _BEGINS.fullmatch(text, end, item.start) is not None and _LED.fullmatch(text, item.end, following) is not None
    )


_BEGINS = re.compile(
    r"[^,;]{0,3}[,;]\s(?:and\s|but\s)?(?:the\s)?(?:(?:for|in|among|with|at|by)\s(?:the\s|those\s)?)?", re.IGNORECASE
)
_LED = re.compile(
    r"(?:\s(?:patients|participants|ones|disease|group|subgroup))?"
    r"(?:\s(?:the\s)?(?:HR|OR|RR|hazard ratio|odds ratio|median|rate))?(?:\s(?:it|was|is|were|of))*:?\s",
    re.IGNORECASE,
)


def _is_of_last(text: str, start: int, others: Sequence[tuple[int, int]], end: int) -> bool:
    """Whether a qualifier is of the last number alone: "0.58, in line with the 0.53 seen at the interim analysis"."""
    last = max(others, default=(start, start))
    the = _THE.search(text, max(0, last[0] - 10), last[0])
    return last[0] > start and bool(the and _REPORTED.match(text, last[1], end))


_CONCLUDES = re.compile(r"\b(?:so|hence|thus|therefore|which (?:is|was|means|limits|makes))\b", re.IGNORECASE)
"""Between the figures of a sentence and a group of which something is concluded from them."""
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_REPORTED = re.compile(r"\s(?:reported|seen|observed|found|published|obtained|recorded|given)\s", re.IGNORECASE)


def _same_place(item: Qualifier, qualifiers: Sequence[Qualifier]) -> tuple[Qualifier, ...]:
    """A spelling that belongs to several terms means any of them."""
    return tuple(other for other in qualifiers if other.start < item.end and item.start < other.end)


def follows(text: str, start: int, end: int) -> bool:
    """Whether no more than a link stands between the end of a number and what qualifies it."""
    return 0 <= end - start < 60 and (_LINK.fullmatch(text, start, end) is not None or is_beside(text, start, end))


def _owned(text: str, item: Qualifier, others: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a qualifier before the number stands right after another number, and so belongs to that one."""
    before = [other for other in others if other[1] <= item.start]
    if not before or not follows(text, before[-1][1], item.start):
        return False
    between = text[item.end : start]
    return bool(cues.BREAK.search(between)) or "," in between
