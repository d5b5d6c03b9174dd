"""Figures of an overview in words: each with its unit, its denominator and its data cut-off."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ingest.records import Result, Value
from interfaces.result_card import show_value
from retrieval.answers.phrasing import format_p, format_value
from retrieval.overview.cutoffs import NOT_STATED
from retrieval.overview.records import ArmRate, Difference, Effect

_GRADES = {">=3": "grade 3 or worse", "any": "any grade", "serious": "serious", "non-serious": "other than serious"}


def show_rate(rate: ArmRate, *, short: bool = False) -> str:
    """Return ``"136/177 (77%)"``, ``"44.1% of 179"``, or the percentage and that its denominator is not given.

    Args:
        short: Leave out that a percentage is derived, where ``n/N`` stands beside it in a plot.
    """
    percent, result = f"{rate.percent:f}%", rate.result
    if result.n is not None and result.N is not None:
        return f"{result.n}/{result.N} ({percent}{', derived' if rate.derived and not short else ''})"
    return f"{percent} of {result.N}" if result.N is not None else f"{percent}, denominator not given"


def show_difference(difference: Difference) -> str:
    """Return ``"+9.6 points"``; a difference of percentages is never in percent."""
    sign = "+" if difference.points > 0 else "−" if difference.points < 0 else "±"
    return f"{sign}{abs(difference.points):f} points"


def show_estimate(result: Result) -> str:
    """Return ``"0.58 (95.4% CI 0.42–0.79)"``; that an interval is not reported is said."""
    value = show_value(result.value) if result.value is not None else "not given"
    if result.interval_kind is None:
        return f"{value} (no interval reported)"
    level = f"{result.ci_level:f}% " if result.ci_level is not None else ""
    return f"{value} ({level}{result.interval_kind} {_bound(result.ci_low)}–{_bound(result.ci_high)})"


def show_size(effect: Effect) -> str:
    """Return the patients that a ratio is of: its own ``n/N``, else how many were randomised; empty where unknown."""
    row = effect.result
    if row.N is not None:
        return f"{row.n}/{row.N}" if row.n is not None else f"N {row.N}"
    return f"N {show_value(effect.size.value)}" if effect.size and effect.size.value is not None else ""


def show_figure(result: Result) -> str:
    """Return one figure without its p-value: the value with its unit, n/N or N, and interval."""
    if result.value is None:
        return format_p(result)
    text = format_value(result)
    text = text.removesuffix(f"; {format_p(result)}") if result.p_value is not None else text
    of_all = result.N is None or result.arm is None or re.search(rf"\b(?:of |/){result.N}\b", text)
    return text if of_all else f"{text}, N = {result.N}"


def show_grade(grade: str | None) -> str:
    """Return a grade in words; nothing where grading does not apply."""
    if grade is None:
        return ""
    return _GRADES.get(grade, f"grade {grade}")


def show_day(day: date | None) -> str:
    """Return ``"7 Feb 2020"``, the same in every locale, or that no cut-off is stated."""
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day} {months[day.month - 1]} {day.year}" if day else NOT_STATED


def _bound(value: Value | None) -> str:
    if value is None:
        return "not given"
    return "NR" if isinstance(value, str) and not isinstance(value, Decimal) else show_value(value)
