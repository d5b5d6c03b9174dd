"""Percentages of the arms side by side, with the difference that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from ingest.records import Result
from retrieval.overview.cutoffs import at_cutoff
from retrieval.overview.records import Arm, ArmRate, Difference, Rates, Report
from retrieval.overview.reports import by_endpoint, lead
from retrieval.overview.view import View

_PEOPLE = ("patients", "participants", "subjects", "people")
_TENTH = Decimal("0.1")


def list_responses(reports: Sequence[Report], view: View) -> tuple[Rates, ...]:
    """Return the percentages of efficacy outcomes by arm: the whole trial first, then subgroups."""
    measured = [report for report in reports if report.first.category == "efficacy"]
    found = [rates for same in by_endpoint(measured, terms=view.terms).values() for rates in choose_rates(same, view)]
    return tuple(sorted(found, key=lambda rates: rates.subgroup is not None))


def choose_rates(reports: Sequence[Report], view: View) -> tuple[Rates, ...]:
    """Return an endpoint's rates at the cut-off asked for, else at the latest one that reports most of its arms.

    A later report of one arm alone compares nothing, and stands with what changed.
    """
    arms = {id(report): len({row.arm for row in rate_rows(report)}) for report in reports}
    if view.cutoff is None:
        most = max(arms.values(), default=0)
        reports = [report for report in reports if arms[id(report)] == most]
    return pair(at_cutoff([report for report in reports if arms[id(report)]], view.cutoff), view)


def pair(reports: Sequence[Report], view: View) -> tuple[Rates, ...]:
    """Return the rates of the leading source among reports of one endpoint at one cut-off."""
    kept = lead(reports, main=lambda report: next(iter(rate_rows(report)), None), sources=view.sources)
    return tuple(rates for report in kept if (rates := read_rates(report, arms=view.arms)))


def read_rates(report: Report, *, arms: Sequence[Arm]) -> Rates | None:
    """Return the percentages of a report's arms; ``None`` where it has none."""
    found: list[ArmRate] = []
    for arm in arms:
        own = [row for row in rate_rows(report) if row.arm == arm.name]
        printed = [row for row in own if row.statistic == "percentage"] or own
        if printed:
            found.append(_read_rate(printed[0], arm=arm))
    if not found:
        return None
    first = found[0].result
    outcome = f"{first.outcome} – {first.item}" if first.item else first.outcome
    return Rates(outcome, first.grade, first.subgroup, tuple(found), _compare(found))


def rate_rows(report: Report) -> list[Result]:
    """Return the results of a report that are shares of an arm's patients; a number of events is none."""
    return [row for row in report.rows if row.arm and isinstance(row.value, Decimal) and _is_rate(row)]


def _is_rate(row: Result) -> bool:
    if row.statistic == "percentage":
        return row.unit == "%"
    counted = row.statistic == "count" and row.unit in _PEOPLE
    return counted and row.n is not None and bool(row.N)


def _read_rate(row: Result, *, arm: Arm) -> ArmRate:
    if row.statistic == "percentage":
        assert isinstance(row.value, Decimal), "a rate is a number"
        return ArmRate(arm, row, row.value, derived=False)
    assert row.n is not None, "a count that is a rate has n"
    assert row.N, "a count that is a rate has N"
    percent = (Decimal(100 * row.n) / row.N).quantize(_TENTH, ROUND_HALF_UP)
    return ArmRate(arm, row, percent, derived=True)


def _compare(rates: Sequence[ArmRate]) -> Difference | None:
    """The experimental arm minus the control: from n/N where both have them, else from the percentages as printed."""
    pair = _find_pair(rates)
    if pair is None:
        return None
    first, second = pair
    if all(rate.result.n is not None and rate.result.N for rate in pair):
        shares = [Decimal(100 * (rate.result.n or 0)) / (rate.result.N or 1) for rate in pair]
        points = (shares[0] - shares[1]).quantize(_TENTH, ROUND_HALF_UP)
        told = " − ".join(f"{rate.result.n}/{rate.result.N}" for rate in pair)
        return Difference(points, f"{told} = {_show(points)} percentage points")
    points = first.percent - second.percent
    return Difference(points, f"{first.percent}% − {second.percent}% = {_show(points)} percentage points")


def _find_pair(rates: Sequence[ArmRate]) -> tuple[ArmRate, ArmRate] | None:
    treated = [rate for rate in rates if rate.arm.role == "experimental"]
    control = [rate for rate in rates if rate.arm.role == "control"]
    if len(treated) == len(control) == 1:
        return treated[0], control[0]
    return (rates[0], rates[1]) if len(rates) == 2 and not treated + control else None


def _show(points: Decimal) -> str:
    return f"{points}".replace("-", "−")
