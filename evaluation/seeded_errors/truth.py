"""Whether a table bears a claim out: an altered twin must be false, however it is read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from evaluation.seeded_errors.records import Claim, Figure
from ingest.records import Result
from ingest.table import ResultsTable

_UNGRADED = (None, "any")  # "pneumonia occurred in 36 %" tells no grade, and means any


def is_true(claim: Claim, figure: Figure, *, table: ResultsTable) -> bool:
    """Whether some result agrees with every qualifier that the claim tells, and with the figure as rounded."""
    if figure.recomputed:
        return True
    results = table.results(trial=claim.trial, outcome=claim.outcome)
    return any(
        _agrees(getattr(result, figure.column), figure.text) for result in results if _fits(result, claim, figure)
    )


def is_reported(claim: Claim, figure: Figure, *, table: ResultsTable) -> bool:
    """Whether the table has a figure at all where the claim puts this one."""
    return any(
        getattr(result, figure.column) is not None and _fits(result, claim, figure)
        for result in table.results(trial=claim.trial, outcome=claim.outcome)
    )


def holds(claim: Claim, *, table: ResultsTable) -> bool:
    """Whether every figure of the claim is true."""
    return all(is_true(claim, figure, table=table) for figure in claim.figures)


def _fits(result: Result, claim: Claim, figure: Figure) -> bool:
    return (
        _who(result) == _side(claim, figure)
        and _family(result.statistic) == _family(figure.statistic)
        and (claim.population is None or result.population == claim.population)
        and result.subgroup == claim.subgroup
        and (result.grade == claim.grade or (claim.grade in _UNGRADED and result.grade in _UNGRADED))
        and (claim.cutoff is None or result.data_cutoff == claim.cutoff)
        and (figure.side == "ab" or not claim.unit or not result.unit or result.unit == claim.unit)
    )


def _who(result: Result) -> str:
    return result.arm or result.comparison or ""


def _side(claim: Claim, figure: Figure) -> str:
    if figure.side == "ab":
        return " vs ".join(claim.arms)
    return "all" if figure.side == "all" else claim.arms["abc".index(figure.side)]


def _family(statistic: str) -> str:
    """Prose says "median" of a Kaplan-Meier median."""
    return "median" if statistic == "Kaplan-Meier median" else statistic


def _agrees(reported: object, stated: str) -> bool:
    if reported is None:
        return False
    try:
        number = Decimal(stated)
        return Decimal(str(reported)).quantize(number, ROUND_HALF_UP) == number
    except InvalidOperation:  # "not reached", a dose of two numbers
        return str(reported) == stated
