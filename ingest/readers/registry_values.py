"""Values of a registry record: texts that are numbers, "not reached", or something else that is kept as it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.readers.registry_words import unescape
from ingest.records import NOT_REACHED

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_WITH_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_MOST_DIGITS = 40  # more are no measurement
_MISSING = re.compile(r"n\.?\s?/?\s?[aer]\.?|not (?:reached|estimable)", re.IGNORECASE)
_SAYS_NOT_REACHED = re.compile(r"\bnot\b[^.;]{0,20}\breached\b|\b(?:un)?reached\b[^.;]{0,20}\bnot\b", re.IGNORECASE)
_SAYS_NOT_ESTIMABLE = re.compile(
    r"\b(?:not|cannot|could not|couldn't|unable|can't)\b[^.;]{0,30}\b(?:estimat|calculat|determin|comput|evaluat)|"
    r"\binestimable\b|\bnon-?estimable\b|"
    r"\b(?:too few|insufficient|low number of|small number of)\b[^.;]{0,40}\bevents?\b",
    re.IGNORECASE,
)
_OF_AN_ASSAY = re.compile(r"quantif|lloq|bloq|\bblq\b|detect", re.IGNORECASE)

_P = re.compile(
    r"(?:p\s*(?:-?\s*value)?\s*)?(<=|>=|≤|≥|<|>|=)?\s*(0?\.\d+|0|1|[01]\.\d+|\d\.?\d*[eE]-\d{1,3})", re.IGNORECASE
)
_COMPARATORS = {"≤": "<=", "≥": ">="}
_SIDES = re.compile(
    r"\b(one|two|1|2)[\s-]*(?:sided|tailed)\b(?!(?:\s+\S+){0,3}?\s*(?:confidence|ci\b|interval|\d+(?:\.\d+)?\s*%))",
    re.IGNORECASE,
)
_SIDES_OF_P = re.compile(
    r"\b(one|two|1|2)[\s-]*(?:sided|tailed)\s+(?:\w+\s+){0,2}?(?:p\b|p-?\s?values?|tests?\b|log-?\s?rank)"
    r"|\bp-?\s?values?\b[^.;]{0,30}?\b(one|two|1|2)[\s-]*(?:sided|tailed)\b(?!\s+(?:\S+\s+)?(?:confidence|ci\b))",
    re.IGNORECASE,
)
_SIDES_BEFORE_P = re.compile(r"\b(one|two|1|2)[\s-]*(?:sided|tailed)\s+p(?:\b|-?\s?values?\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PValue:
    """A p-value as posted: no field says how many sides it has."""

    comparator: str
    value: Decimal


@lru_cache(maxsize=4096)  # counts and denominators come again and again
def read_number(text: str | None) -> Decimal | None:
    """Return the number that a text is, its decimals kept and thousands commas dropped; ``None`` for any other."""
    plain = html.unescape(text or "").strip().replace("−", "-")
    if _WITH_COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    return Decimal(plain) if _NUMBER.fullmatch(plain) and len(plain) <= _MOST_DIGITS else None


def read_value(text: str | None, *, comment: str | None = None, of_time: bool = False) -> Decimal | str | None:
    """Return a posted value: a number, "not reached" where the comment says so, else its text; ``None`` for nothing.

    Args:
        of_time: Whether it belongs to a median or its bounds: only then does "could not be estimated" say that it was
            not reached.
    """
    plain = unescape(text)
    if not plain:
        return None
    number = read_number(plain)
    if number is not None:
        return number
    said = unescape(comment)
    reached = not _SAYS_NOT_REACHED.search(f"{plain} {said}") and not (of_time and _SAYS_NOT_ESTIMABLE.search(said))
    return plain if reached or not _MISSING.fullmatch(plain) or _OF_AN_ASSAY.search(said) else NOT_REACHED


def read_count(text: str | None) -> int | None:
    """Return the whole number that a text is; ``None`` for any other."""
    number = read_number(text)
    return int(number) if number is not None and number == number.to_integral_value() and abs(number) < 10**12 else None


def read_p(text: str | None) -> PValue | None:
    """Return a p-value with its comparator; ``None`` where the text is no number between 0 and 1."""
    found = _P.fullmatch(unescape(text).replace("−", "-"))
    if not found:
        return None
    value = Decimal(found.group(2))
    comparator = found.group(1) or "="
    return PValue(_COMPARATORS.get(comparator, comparator), value) if value <= 1 else None


def read_sides(p_comment: str | None, *others: str | None) -> str:
    """Return how many sides the comments give the p-value: "one-sided", "two-sided", else "not stated".

    A confidence interval's sides are not the p-value's. In ``others`` the words must speak of a p-value or a test.
    Where its own comment has both, as of a level of significance, those right before "p" count.
    """
    own = unescape(p_comment)
    told = _sides(_SIDES.findall(own))
    for other in others:
        told |= _sides_of_p(unescape(other))
    told = told if len(told) == 1 else _sides(_SIDES_BEFORE_P.findall(own))
    return told.pop() if len(told) == 1 else "not stated"


def _sides_of_p(text: str) -> set[str]:
    return _sides(first or second for first, second in _SIDES_OF_P.findall(text))


def _sides(numbers: Iterable[str]) -> set[str]:
    return {"one-sided" if number.casefold() in ("one", "1") else "two-sided" for number in numbers}
