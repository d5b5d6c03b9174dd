"""The lower hazard, or rate, that a ratio below 1 stands for; it is never a lower absolute risk."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ingest.records import Result


def lower_hazard(row: Result) -> Decimal | None:
    """By how many percent a hazard ratio below 1 lowers the hazard, a whole number rounded half up; else ``None``."""
    return _lower(row) if row.statistic == "hazard ratio" else None


def lower_rate(row: Result) -> Decimal | None:
    """The same of the ratio of two rates."""
    return _lower(row) if row.statistic in ("rate ratio", "risk ratio") else None


def _lower(row: Result) -> Decimal | None:
    if not isinstance(row.value, Decimal) or row.value >= 1:
        return None
    return ((1 - row.value) * 100).quantize(Decimal(1), ROUND_HALF_UP)


def lowers_by(row: Result, percent: str) -> bool:
    """Whether a hazard ratio comes to a lower hazard of so many percent, ``"45"``."""
    return str(lower_hazard(row)) == percent
