"""Reported figures in AMA style: ``0.58 (95.4% CI, 0.42-0.79)``, ``1-sided P = .0007``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingest.records import NOT_REACHED, Result, Value
from retrieval.answers.phrasing import format_date, print_unit

_SIDES = {"one-sided": "1-sided ", "two-sided": "2-sided "}
SHORT_NAMES = {
    "hazard ratio": "HR",
    "odds ratio": "OR",
    "risk ratio": "RR",
    "relative risk": "RR",
    "rate ratio": "rate ratio",
    "standard deviation": "SD",
    "standard error": "SE",
}
RATIOS = frozenset({"hazard ratio", "odds ratio", "risk ratio", "rate ratio", "relative risk"})
RATES = frozenset({"percentage", "count"})


def state_value(row: Result) -> str:
    """The value with unit, n and N, interval and p-value, every digit as printed by the source."""
    p = f"; {state_p(row)}" if row.p_value is not None else ""
    if row.value is None:
        return state_p(row)
    if row.statistic == "percentage":
        return f"{_percentage(row)}{p}"
    if row.statistic == "range" and row.interval_kind:
        return f"{_span(row)}{f' {row.unit}' if row.unit else ''}"
    interval = f" ({state_interval(row)})" if row.interval_kind else ""
    return f"{_plain(row)}{interval}{p}"


def state_interval(row: Result) -> str:
    """The interval with its level: ``"95.4% CI, 0.42-0.79"``; empty without one."""
    if row.interval_kind is None:
        return ""
    level = f"{print_value(row.ci_level)}% " if row.ci_level is not None else ""
    return f"{level}{row.interval_kind}, {_span(row)}"


def state_p(row: Result) -> str:
    """The p-value without a leading zero, with its sides, and whether it is only nominal; empty without one."""
    if row.p_value is None:
        return ""
    nominal = "nominal " if row.p_tested == "nominal" else ""
    unstated = " (sides not stated)" if row.p_sides in ("not stated", None) else ""
    digits = f"{row.p_value:f}".removeprefix("0") if row.p_value < 1 else f"{row.p_value:f}"
    return f"{nominal}{_SIDES.get(row.p_sides or '', '')}P {row.p_comparator or '='} {digits}{unstated}"


def shorten(statistic: str) -> str:
    """The usual short form of a statistic in a table: ``"HR"``; the statistic itself where it has none."""
    return SHORT_NAMES.get(statistic, statistic)


def print_value(value: Value | None) -> str:
    """A value as its source prints it: no exponent, all decimals, a date in words."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return format_date(value) if isinstance(value, date) else str(value)


def _plain(row: Result) -> str:
    value = print_value(row.value)
    if row.value == NOT_REACHED or not row.unit:
        return value
    counted = row.statistic == "count" and row.N is not None and row.n != row.N and row.unit != "events"
    return f"{value}{f' of {row.N}' if counted else ''}{print_unit(row)}"


def _percentage(row: Result) -> str:
    value = f"{print_value(row.value)}%"
    interval = f"; {state_interval(row)}" if row.interval_kind else ""
    if row.n is not None and row.N is not None:
        return f"{row.n} of {row.N} patients ({value}{interval})"
    whole = f" of {row.N} patients" if row.N is not None else ""
    return f"{value}{whole}{f' ({state_interval(row)})' if row.interval_kind else ''}"


def _span(row: Result) -> str:
    """Both bounds, joined by a hyphen; by "to" where one is negative or no number."""
    bounds = (row.ci_low, row.ci_high)
    joined = " to " if any(not isinstance(bound, Decimal) or bound < 0 for bound in bounds) else "-"
    return joined.join("not reported" if bound is None else print_value(bound) for bound in bounds)
