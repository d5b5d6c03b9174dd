"""A claim with one qualifier altered: its numbers stand, and are those of something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evaluation.seeded_errors.context import Alter, Alteration, Context, list_values
from evaluation.seeded_errors.records import Claim, ErrorClass
from evaluation.seeded_errors.truth import is_reported

_UNITS = {
    "months": ("weeks", "years", "days"),
    "weeks": ("months", "days"),
    "years": ("months",),
    "days": ("weeks", "hours"),
    "points": ("days",),
}


def _arms(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    told = [figure.role for figure in claim.figures if figure.role in ("va", "vb", "vc")]
    if len(claim.arms) == 1 or not told:
        if claim.kind == "ratio" and len(claim.arms) == 2:
            swapped = replace(claim, arms=claim.arms[::-1])
            yield Alteration(ErrorClass.DIRECTION, swapped, ("est",), expected="finding")
        return
    if claim.kind in ("both", "rates", "means"):  # the comparison still runs the right way round
        swap = {"a": "b", "b": "a"}
        figures = tuple(
            replace(figure, role=figure.role[:-1] + swap[figure.side], side=swap[figure.side])
            if figure.side in swap
            else figure
            for figure in claim.figures
        )
        yield Alteration(ErrorClass.ARMS_SWAPPED, replace(claim, figures=figures), ("va", "vb"))
    else:
        yield Alteration(ErrorClass.ARMS_SWAPPED, replace(claim, arms=claim.arms[::-1]), tuple(told))


def _sides(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    if claim.figure("p") is None or not claim.p_sides:
        return
    other = "two-sided" if claim.p_sides == "one-sided" else "one-sided"
    yield Alteration(ErrorClass.P_SIDES_OR_NOMINAL, replace(claim, p_sides=other), ("p",), expected="finding")
    if claim.p_sides == "one-sided":
        yield Alteration(ErrorClass.P_SIDES_OR_NOMINAL, replace(claim, p_sides=""), ("p",), expected="finding")


def _grades(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.grade is None or claim.outcome.lower().startswith(("fatal", "serious")):
        return
    rows = context.table.results(trial=claim.trial, outcome=claim.outcome)
    for grade in sorted(
        {row.grade for row in rows if row.grade and row.grade in ("any", ">=3", "serious", "3", "4")} - {claim.grade}
    ):
        yield Alteration(ErrorClass.GRADE, replace(claim, grade=grade), list_values(claim))


def _populations(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.population is None or claim.kind in ("counts", "total"):  # a count of patients makes its own population
        return
    rows = [row for row in context.table.results(trial=claim.trial) if row.arm != "all"]
    known = {row.population for row in rows if row.population and row.category in ("efficacy", "safety")}
    for population in sorted(known - {claim.population}):
        yield Alteration(ErrorClass.POPULATION, replace(claim, population=population), list_values(claim))


def _cutoffs(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.cutoff is not None:
        rows = context.table.results(trial=claim.trial, outcome=claim.outcome)
        for cutoff in sorted({row.data_cutoff for row in rows if row.data_cutoff} - {claim.cutoff}):
            altered = replace(claim, cutoff=cutoff)
            yield Alteration(ErrorClass.CUTOFF, altered, _list_reported(altered, context=context))
    elif claim.kind in ("both", "rates") and (lacking := _mix(claim, context)) is not None:
        yield Alteration(ErrorClass.CUTOFF, lacking, ("est",), expected="finding")


def _mix(claim: Claim, context: Context) -> Claim | None:
    """The medians of one analysis with the hazard ratio of another: each true, together false."""
    same = [
        other
        for other in context.claims
        if (other.kind, other.outcome, other.arms) == (claim.kind, claim.outcome, claim.arms)
    ]
    same = [other for other in same if other.subgroup == claim.subgroup]
    for other in same:
        est, arms = other.figure("est"), {figure.text for figure in claim.figures if figure.role in ("va", "vb")}
        apart = not arms & {figure.text for figure in other.figures if figure.role in ("va", "vb")}
        if est and est.text != (claim.figure("est") or est).text and apart:
            figures = tuple(figure for figure in claim.figures if figure.side != "ab")
            mixed = (*figures, *(figure for figure in other.figures if figure.side == "ab"))
            return replace(
                claim, figures=mixed, p_comparator=other.p_comparator, p_sides=other.p_sides, nominal=other.nominal
            )
    return None


def _units(claim: Claim, context: Context) -> Iterator[Alteration]:
    numbers = [figure.role for figure in claim.figures if figure.text[-1:].isdigit()]
    altered = tuple(role for role in list_values(claim) if role in numbers)  # "not reached" is told without a unit
    if claim.figure("va") is not None and altered:
        for unit in _UNITS.get(claim.unit, ())[:2]:
            yield Alteration(ErrorClass.UNIT, replace(claim, unit=unit), altered)
    del context


def _endpoints(claim: Claim, context: Context) -> Iterator[Alteration]:
    alike = [other for other in context.claims if (other.kind, other.category) == (claim.kind, claim.category)]
    same = {other.outcome for other in alike if (other.unit, other.grade) == (claim.unit, claim.grade)}
    others = sorted(same - {claim.outcome})
    for outcome in context.random.sample(others, k=min(2, len(others))):
        altered = replace(claim, outcome=outcome)
        yield Alteration(ErrorClass.ENDPOINT, altered, _list_reported(altered, context=context))


def _subgroups(claim: Claim, context: Context) -> Iterator[Alteration]:
    same = [
        other
        for other in context.claims
        if (other.kind, other.outcome, other.arms) == (claim.kind, claim.outcome, claim.arms)
    ]
    if claim.subgroup is not None and any(other.subgroup is None for other in same):
        yield Alteration(ErrorClass.SUBGROUP, replace(claim, subgroup=None), list_values(claim))
    for subgroup in sorted({other.subgroup for other in same if other.subgroup} - {claim.subgroup})[:2]:
        yield Alteration(ErrorClass.SUBGROUP, replace(claim, subgroup=subgroup), list_values(claim))


def _list_reported(claim: Claim, *, context: Context) -> tuple[str, ...]:
    """Return roles with a figure reported where the claim now puts it; elsewhere no table can say that it is false."""
    told = [figure for figure in claim.figures if figure.role in list_values(claim)]
    return tuple(figure.role for figure in told if is_reported(claim, figure, table=context.table))


QUALIFIERS: tuple[Alter, ...] = (_arms, _sides, _grades, _populations, _cutoffs, _units, _endpoints, _subgroups)
"""Ways to alter what the numbers are numbers of."""
