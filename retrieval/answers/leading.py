"""Which source leads where several report one figure, and whether the others agree with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ingest.records import Result, Source

_ORDER = ("article", "registry record", "regulatory document", "conference abstract", "company page", "news")
_ORDER_OF_TIER = {"primary": 0, "registry": 1, "regulatory": 2, "company": 4, "secondary": 5}


def source_rank(source: Source) -> int:
    """Return 0 for what leads: article, registry, regulatory document, abstract, company page, then news."""
    if source.publication_type in _ORDER:
        return _ORDER.index(source.publication_type)
    return _ORDER_OF_TIER[source.tier]


def leading_first(results: Sequence[Result], *, sources: Mapping[str, Source]) -> tuple[Result, ...]:
    """Order reports of one slot: by source, stated cut-off, decimals, completeness, id.

    Completeness (an interval, then n, then a quote) goes before the id, so that of two equal sources the one leads
    that prints the interval, or that a reader can open.
    """
    return tuple(sorted(results, key=lambda result: rank(result, sources[result.source])))


def rank(result: Result, source: Source) -> tuple[Any, ...]:
    """Return what orders a report of a slot among others: the least leads."""
    return (
        source_rank(source),
        result.cutoff_stated is not True,
        -decimals(result.value),
        result.ci_low is None,
        result.n is None,
        result.quote is None,
        result.id,
    )


def decimals(value: object) -> int:
    """How many decimals a number is printed with; 0 for what is no number."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


def agrees(stated: object, reported: object) -> bool:
    """Whether two printed values are one figure: the finer, rounded half up to the coarser's decimals, equals it."""
    if not isinstance(stated, Decimal) or not isinstance(reported, Decimal):
        return stated == reported
    coarser, finer = sorted((stated, reported), key=decimals)
    return finer.quantize(coarser, ROUND_HALF_UP) == coarser


def disagreements(leading: Result, others: Sequence[Result]) -> tuple[Result, ...]:
    """Those of ``others`` that report another value, bound or confidence level than ``leading`` for the same slot."""

    def differs(other: Result) -> bool:
        pairs = ((leading.value, other.value), (leading.ci_low, other.ci_low), (leading.ci_high, other.ci_high))
        levels = (leading.ci_level, other.ci_level)
        return any(None not in pair and not agrees(*pair) for pair in (*pairs, (leading.p_value, other.p_value))) or (
            None not in levels and levels[0] != levels[1]
        )

    return tuple(other for other in others if differs(other))


def printed_otherwise(leading: Result, others: Sequence[Result]) -> tuple[Result, ...]:
    """Those of ``others`` that print the figure of ``leading`` with other decimals: 0.531 beside 0.53."""
    found: dict[str, Result] = {}
    for other in others:
        if isinstance(other.value, Decimal) and str(other.value) != str(leading.value):
            found.setdefault(str(other.value), other)
    return tuple(found.values())
