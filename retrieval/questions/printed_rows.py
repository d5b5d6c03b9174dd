"""The results as a question has them printed: with a number of decimals, or with an interval of a level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.questions.breadth import asks_of_each_source
from retrieval.questions.quoted import decimals_quoted
from retrieval.questions.wording import decimals_asked

Filter = Callable[[Sequence[Result]], tuple[Result, ...]]


def as_printed(text: str) -> Iterator[tuple[str, Filter]]:
    """The filters by decimals and by confidence level, where a question tells them."""
    if places := decimals_asked(text):
        yield "decimals", lambda rows: _with_decimals(rows, places)
    levels = {Decimal(match["level"]) for match in _LEVEL.finditer(text)} - {_USUAL}
    levels |= {Decimal(match["level"]) for match in _OTHER_LEVEL.finditer(text) if levels}
    if len(levels) == 1 and not (asks_of_each_source(text) or _AND_USUAL.search(text) or _TAG.search(text)):
        quoted = decimals_quoted(_LEVEL.sub(" ", text))
        yield (
            "level",
            lambda rows: tuple(rows) if _is_of_other_level(rows, quoted, *levels) else _of_level(rows, *levels),
        )


def level_lacking(text: str, rows: Sequence[Result]) -> tuple[str, ...]:
    """The interval of the one confidence level that a question names, where those of the results have other levels."""
    levels = {Decimal(match["level"]) for match in _LEVEL.finditer(text)}
    held = {row.ci_level for row in rows if row.ci_level is not None}
    return tuple(f"{level}% confidence interval" for level in levels if len(levels) == 1 and held and level not in held)


def _with_decimals(rows: Sequence[Result], places: int) -> tuple[Result, ...]:
    """Rows as a source prints them with the decimals asked, and those that have no number; all where none is so."""
    printed = [row for row in rows if isinstance(row.value, Decimal) and -int(row.value.as_tuple().exponent) == places]
    kept = tuple(row for row in rows if row in printed or not isinstance(row.value, Decimal))
    return kept if printed else tuple(rows)


def _of_level(rows: Sequence[Result], level: Decimal) -> tuple[Result, ...]:
    """Rows with an interval of a level that is not the usual one, and those without any; all where none has it."""
    having = {row.outcome for row in rows if row.ci_level == level}
    return tuple(row for row in rows if row.outcome not in having or row.ci_level in (None, level))


def _is_of_other_level(rows: Sequence[Result], quoted: frozenset[str], level: Decimal) -> bool:
    """Whether a figure is quoted with a level that it has in no row: "0.58 (99% CI 0.42-0.79)" of one with 95%."""
    of_it = [row for row in rows if {str(row.value), str(row.ci_low), str(row.ci_high)} & quoted and row.ci_level]
    return bool(of_it) and all(row.ci_level != level for row in of_it)


_TAG = re.compile(r"(?:[,.;–—-]\s?(?:right|correct|true)|\b(?:is|does|was|has|did)n['’]t it)\W*$", re.IGNORECASE)
"""At the end of what is taken to be so: a level that is claimed picks out no rows."""
_USUAL = Decimal(95)
_AND_USUAL = re.compile(
    r"(?<!than )(?<!than a )(?<!than the )(?<!of )(?<!of a )(?<!of the )(?<!not )(?<!not a )(?<!not the )"
    r"(?<![\d.])95\s?(?:%|per ?cent)",
    re.IGNORECASE,
)
"""The usual level beside another one: each is asked for, but where one is told to stand in place of the other."""
_OTHER_LEVEL = re.compile(r"\b(?:the|a) (?P<level>\d\d(?:\.\d+)?)\s?(?:%|per ?cent)(?=\W*$| one\b)", re.IGNORECASE)
"""A second level that is named beside an interval: "the 99% CI and the 95.4% one"."""
_LEVEL = re.compile(
    r"(?<![\d.])(?P<level>\d\d(?:\.\d+)?)\s?(?:%|per ?cent)[\s-]*(?:CIs?\b|confidence|intervals?\b)", re.IGNORECASE
)
