"""Digits in a model's statement that are no figure to be read: of names, of years, of thresholds in a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.names import find_names
from retrieval.checks.sentences.name_digits import DEFINES

_NULL = re.compile(
    r"\b(?:(?:includ|cross|contain|exclud|span)\w* (?:still )?(?:the (?:null )?value (?:of )?)?"
    r"|closer to |nearer (?:to )?)"
    r"(?P<null>1(?:\.0+)?)(?!\d|\.\d|\s?%)",
    re.IGNORECASE,
)
"""The null value of a ratio: whether an interval contains it is checked by its bounds."""


def find_known_digits(text: str, told: Sequence[Result]) -> Iterator[tuple[int, int]]:
    """Spans whose digits say what the results told are, or nothing of a quantity.

    Args:
        told: The results that the statement's figures were found to be.
    """
    yield from _find_names(readable(text))
    yield from (match.span("null") for match in _NULL.finditer(text))
    yield from _find_years(text, told)
    yield from _find_bounds(text, told)
    yield from _find_thresholds(text, told)
    yield from _find_values(text, told)


def _find_years(text: str, told: Sequence[Result]) -> Iterator[tuple[int, int]]:
    """Spans of years that are those of the data cut-offs of the results told: "HR 0.53 in 2020"."""
    years = {str(row.data_cutoff.year) for row in told if row.data_cutoff}
    return (match.span("year") for match in _IN_YEAR.finditer(text) if match["year"] in years)


_IN_YEAR = re.compile(r"\b(?:in|by|from|of|since|until|early|late)\s(?P<year>20[0-9]{2})\b(?![.,][0-9])", re.IGNORECASE)


def _find_bounds(text: str, told: Sequence[Result]) -> Iterator[tuple[int, int]]:
    """Spans of the one that an interval is told to lie below or above, where the bounds of a result told do so."""
    for match in _BESIDE_ONE.finditer(text):
        below = match["side"].casefold() in ("below", "under", "beneath")
        near = match["side"].casefold() in ("close to", "near")
        bound = _BOUND.search(text, max(0, match.start() - 60), match.start())
        high = bound["which"].casefold() == "upper" if bound else below
        bounds = [row.ci_high if high else row.ci_low for row in told if row.comparison]
        if bound is None and _RATIO.search(text, max(0, match.start() - 60), match.start()):
            bounds = [row.value for row in told if row.comparison and isinstance(row.value, Decimal)]
        beside = any(isinstance(it, Decimal) and (it < 1) == below and it != 1 for it in bounds)
        if any(row.comparison and _is_near_one(row.value) for row in told) if near else beside:
            yield match.span("one")


def _is_near_one(value: object) -> bool:
    """Whether a ratio can be called close to one: within a fifth of it."""
    return isinstance(value, Decimal) and Decimal("0.8") <= value <= Decimal("1.25")


_BOUND = re.compile(
    r"\b(?P<which>upper|lower) (?:\w+ )?(?:bound|limit|end)\b"
    r"(?:(?!\b(?:upper|lower)\b)(?:[^.;,]|\.[0-9]|,(?= [0-9])|(?<=[0-9]),))*$",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:ratio|estimate|(?-i:HR|OR))\b[^.;,0-9]{0,30}(?:\([0-9.]+\) )?(?:is|was|lies|of|lay)\s$", re.IGNORECASE
)
_BESIDE_ONE = re.compile(
    r"\b(?P<side>below|under|beneath|above|over|exceed(?:s|ed|ing)|close to|near)\s(?P<one>1(?:\.0+)?)(?!\d|\.\d|\s?%)",
    re.IGNORECASE,
)


def _find_values(text: str, told: Sequence[Result]) -> Iterator[tuple[int, int]]:
    """Spans of values that patients are counted by in the titles of the results told: "the status was 0 or 1"."""
    titles = [_plain(row.outcome) for row in told]
    for match in _VALUES.finditer(text):
        if any(title.endswith(_plain(match["value"])) for title in titles):
            yield match.span("value")


_VALUES = re.compile(
    r"\b(?:was|were|is|of)\s(?P<value>[0-9](?:\s(?:or|to|and)\s[0-9])?)(?=\s(?:in|for|at|among|with)\b)"
)


def _find_thresholds(text: str, told: Sequence[Result]) -> Iterator[tuple[int, int]]:
    """Spans of thresholds that stand in the titles or groups of the results told: a "≥40% eGFR decline"."""
    titles = [_plain(f"{row.outcome} {row.subgroup or ''}") for row in told]
    defining = (it for it in _SHARE.finditer(text) if DEFINES.match(text, it.end()))
    for match in (*_THRESHOLD.finditer(text), *defining):
        if any(re.search(rf"{re.escape(_plain(match[0]))}(?![0-9])", title) for title in titles):
            yield match.span()


_SHARE = re.compile(r"[0-9]+(?:\.[0-9]+)?\s?%")
_THRESHOLD = re.compile(r"(?:[≥>≤<]=?|at least|over|below|under)\s?[0-9]+(?:\.[0-9]+)?", re.IGNORECASE)


def _plain(text: str) -> str:
    """A text without spaces, its comparators as one sign each."""
    return re.sub(r"\s", "", text).replace(">=", "≥").replace("<=", "≤").casefold()


def _find_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans whose digits are no quantity; a power of ten after a factor ("7 x 10^-5") is one."""
    return (span for span in find_names(text) if not _FACTOR_BEFORE.search(text[: span[0]]))


_FACTOR_BEFORE = re.compile(r"\d\s?[x×*·]\s?$", re.IGNORECASE)
