"""Whether a p-value is one- or two-sided: as its source says, else as its confidence interval implies."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import log
from statistics import NormalDist

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family

_SIDED = ("one-sided", "two-sided")
_NEAR = 1.35
"""How far a p-value may be from the implied one: half of it, the other kind, is further away than that."""
_SMALLEST = Decimal("0.0005")


def sides_of(row: Result) -> str | None:
    """ "one-sided" or "two-sided"; ``None`` where neither the source nor the interval tells.

    A normal estimate is assumed, on the logarithmic scale for a ratio, so that p follows from estimate and bounds.
    """
    if row.p_sides in _SIDED:
        return row.p_sides
    ratio = family(row.statistic, row.unit) in cues.RATIOS
    numbers = (row.value, row.ci_low, row.ci_high, row.ci_level, row.p_value)
    if row.p_comparator not in (None, "=") or not all(isinstance(number, Decimal) for number in numbers):
        return None
    return _implied(ratio, numbers)


@lru_cache(maxsize=1024)
def _implied(ratio: bool, numbers: tuple[Decimal, ...]) -> str | None:
    value, low, high, level, p = numbers
    if p < _SMALLEST or low >= high or (ratio and low <= 0) or not 0 < level < 100:  # percent
        return None
    if ratio and value <= 0:
        return None
    estimate, bottom, top = (log(number) if ratio else float(number) for number in (value, low, high))
    normal = NormalDist()
    error = (top - bottom) / (2 * normal.inv_cdf(0.5 + float(level) / 200))
    one = normal.cdf(-abs(estimate) / error)
    fitting = [name for name, implied in zip(_SIDED, (one, 2 * one), strict=True) if _is_near(float(p), implied)]
    return fitting[0] if len(fitting) == 1 else None


def _is_near(p: float, implied: float) -> bool:
    return implied / _NEAR <= p <= implied * _NEAR
