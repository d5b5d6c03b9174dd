"""What can be told of a table: its results, put together as a sentence would put them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from evaluation.seeded_errors.records import Claim, Figure
from ingest.records import NOT_REACHED, Result, Trial
from ingest.table import ResultsTable

_MEDIANS = ("Kaplan-Meier median", "median")
_MEANS = ("least-squares mean", "mean", "rate")
_RATIOS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio")
_DIFFERENCES = ("difference", "risk difference")


def list_claims(table: ResultsTable, *, trial: Trial) -> tuple[Claim, ...]:
    """Return every claim, in contract order of its first result; results under another censoring rule are not told."""
    groups: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for result in table.results(trial=trial.id):
        if result.censoring is None and result.interval_kind != "range":
            groups[_slot(result)].append(result)
    return tuple(claim for rows in groups.values() for claim in _tell(rows, trial=trial))


def _slot(result: Result) -> tuple[object, ...]:
    """What two results of one sentence share: all but arm and statistic, and one source tells both."""
    return (result.source, result.outcome, result.population, result.subgroup, result.grade, result.data_cutoff)


def _tell(rows: list[Result], *, trial: Trial) -> Iterator[Claim]:
    by_arm = {row.arm: row for row in rows if row.arm}
    for row in rows:
        if row.comparison and row.statistic in (*_RATIOS, *_DIFFERENCES) and isinstance(row.value, Decimal):
            yield from _compare(row, by_arm=by_arm, trial=trial)
    arms = [row for row in by_arm.values() if row.arm != "all" and _is_told(row)]
    for first, second in pairwise(arms):
        if first.statistic == second.statistic:
            yield _pair(_order(first, second, rows=rows), trial=trial)
    if len(arms) == 3 and len({row.statistic for row in arms}) == 1 and arms[0].statistic in ("percentage", *_MEDIANS):
        yield _triple(arms, trial=trial)
    yield from (_single(row, trial=trial) for row in arms if row.statistic in ("percentage", *_MEDIANS))
    everyone = by_arm.get("all")
    if everyone is not None and everyone.statistic in ("count", *_MEDIANS) and isinstance(everyone.value, Decimal):
        yield replace(_start("total", everyone, trial=trial), figures=(_figure(everyone, "va", "all", "value"),))


def _is_told(row: Result) -> bool:
    told = row.statistic in ("percentage", "count", *_MEDIANS, *_MEANS)
    return told and (isinstance(row.value, Decimal) or row.value == NOT_REACHED)


def _order(first: Result, second: Result, *, rows: list[Result]) -> tuple[Result, Result]:
    """The arm that a comparison names second comes second."""
    controls = {row.comparison.partition(" vs ")[2] for row in rows if row.comparison}
    return (second, first) if first.arm in controls and second.arm not in controls else (first, second)


def _compare(row: Result, *, by_arm: dict[str, Result], trial: Trial) -> Iterator[Claim]:
    base = replace(
        _start("ratio" if row.statistic in _RATIOS else "difference", row, trial=trial), figures=_estimate(row)
    )
    yield base
    sides = [by_arm.get(arm) for arm in base.arms]
    first, second = sides[0], sides[-1]
    if (
        first is None
        or second is None
        or first.statistic != second.statistic
        or not (_is_told(first) and _is_told(second))
    ):
        return
    ratio, median = row.statistic in _RATIOS, first.statistic in _MEDIANS
    if ratio and not median and first.statistic != "percentage":
        return  # a rate stands beside its rate ratio in tables, and in prose by itself
    kind = "means" if not ratio else "both" if median else "rates"
    figures = (*_arm_figures(first, "a"), *_arm_figures(second, "b"), *base.figures)
    yield replace(base, kind=kind, figures=figures, unit=first.unit or "")


def _pair(rows: tuple[Result, Result], *, trial: Trial) -> Claim:
    first, second = rows
    kinds = {"percentage": "percentages", "count": "counts"}
    kind = kinds.get(first.statistic, "medians" if first.statistic in _MEDIANS else "averages")
    base = _start(kind, first, trial=trial)
    figures = (*_arm_figures(first, "a"), *_arm_figures(second, "b"))
    return replace(base, arms=(first.arm or "", second.arm or ""), figures=figures)


def _triple(rows: list[Result], *, trial: Trial) -> Claim:
    kind = "three rates" if rows[0].statistic == "percentage" else "three medians"
    figures = tuple(figure for row, side in zip(rows, "abc", strict=True) for figure in _arm_figures(row, side))
    return replace(_start(kind, rows[0], trial=trial), arms=tuple(row.arm or "" for row in rows), figures=figures)


def _single(row: Result, *, trial: Trial) -> Claim:
    kind = "percentage" if row.statistic == "percentage" else "median"
    return replace(_start(kind, row, trial=trial), figures=_arm_figures(row, "a"))


def _start(kind: str, row: Result, *, trial: Trial) -> Claim:
    arms = tuple(row.comparison.split(" vs ")) if row.comparison else (row.arm or "",)
    return Claim(
        kind=kind,
        trial=trial.id,
        acronym=trial.acronym or trial.id,
        category=row.category,
        outcome=row.outcome,
        arms=arms,
        figures=(),
        unit=row.unit or "",
        population=row.population,
        subgroup=row.subgroup,
        grade=row.grade,
        cutoff=row.data_cutoff,
        p_comparator=row.p_comparator or "=",
        p_sides=row.p_sides if row.p_sides and row.p_sides != "not stated" else "",
        nominal=row.p_tested == "nominal",
    )


def _estimate(row: Result) -> tuple[Figure, ...]:
    columns = {"est": "value", "lo": "ci_low", "hi": "ci_high", "lev": "ci_level", "p": "p_value"}
    return tuple(
        _figure(row, role, "ab", column) for role, column in columns.items() if getattr(row, column) is not None
    )


def _arm_figures(row: Result, side: str) -> tuple[Figure, ...]:
    columns = {"v": "value"}
    if row.statistic == "percentage":
        columns |= {"n": "n", "N": "N"}
    if row.interval_kind == "CI":
        columns |= {"lo": "ci_low", "hi": "ci_high", "lev": "ci_level"}
    return tuple(
        _figure(row, role + side, side, column) for role, column in columns.items() if getattr(row, column) is not None
    )


def _figure(row: Result, role: str, side: str, column: str) -> Figure:
    return Figure(role, side, row.statistic, column, str(getattr(row, column)))
