"""A claim altered in one thing: a number, or a qualifier that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from evaluation.seeded_errors.digits import misprint
from evaluation.seeded_errors.records import Claim, ErrorClass, Expected, Figure
from ingest.records import NOT_REACHED
from ingest.table import ResultsTable

_LEVELS = ("90", "95", "95.4", "97.5", "98", "99")
_UNITS = {
    "months": ("weeks", "years", "days"),
    "weeks": ("months", "days"),
    "years": ("months",),
    "days": ("weeks", "hours"),
    "points": ("days",),
}
_VALUES = ("est", "va", "vb")


@dataclass(frozen=True, slots=True)
class Context:
    """What an alteration may draw from: the trial's own table and claims, and the claims of other trials."""

    table: ResultsTable
    claims: Sequence[Claim]
    foreign: Sequence[Claim]
    random: Random


@dataclass(frozen=True, slots=True)
class Alteration:
    """An altered claim, and the roles whose numbers it makes false."""

    error: ErrorClass
    claim: Claim
    roles: tuple[str, ...]
    expected: Expected = "contradicted"


Alter = Callable[[Claim, Context], Iterator[Alteration]]


def list_alterations(claim: Claim, *, context: Context) -> tuple[Alteration, ...]:
    """Return what can be altered in a claim; the caller keeps what the table does not bear out."""
    return tuple(alteration for alter in _ALTER for alteration in alter(claim, context))


def _values(claim: Claim, context: Context) -> Iterator[Alteration]:
    numbers = [figure for figure in claim.figures if figure.column != "ci_level" and not figure.role.startswith("N")]
    numbers = [figure for figure in numbers if figure.text[:1].isdigit() or figure.text[:1] == "-"]
    for figure in context.random.sample(numbers, k=min(2, len(numbers))):
        for wrong in misprint(figure.text, random=context.random)[:3]:
            yield Alteration(ErrorClass.WRONG_VALUE, _set(claim, figure, wrong), (figure.role,))


def _arms(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    told = [figure.role for figure in claim.figures if figure.role in ("va", "vb")]
    if len(claim.arms) != 2 or not told:
        if claim.kind == "ratio" and len(claim.arms) == 2:
            swapped = replace(claim, arms=claim.arms[::-1])
            yield Alteration(ErrorClass.DIRECTION, swapped, ("est",), expected="finding")
        return
    if claim.kind in ("both", "rates", "means"):  # the comparison still runs the right way round
        swap = {"a": "b", "b": "a"}
        figures = tuple(
            replace(figure, role=figure.role[:-1] + swap[figure.side], side=swap[figure.side]) if figure.side in swap else figure
            for figure in claim.figures
        )
        yield Alteration(ErrorClass.ARMS_SWAPPED, replace(claim, figures=figures), ("va", "vb"))
    else:
        yield Alteration(ErrorClass.ARMS_SWAPPED, replace(claim, arms=claim.arms[::-1]), tuple(told))


def _levels(claim: Claim, context: Context) -> Iterator[Alteration]:
    for figure in claim.figures:
        if figure.column == "ci_level":
            wrong = context.random.choice([level for level in _LEVELS if level != figure.text])
            yield Alteration(ErrorClass.CI_LEVEL, _set(claim, figure, wrong), (figure.role,))


def _sides(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    if claim.figure("p") is None or not claim.p_sides:
        return
    other = "two-sided" if claim.p_sides == "one-sided" else "one-sided"
    yield Alteration(ErrorClass.P_SIDES_OR_NOMINAL, replace(claim, p_sides=other), ("p",), expected="finding")
    if claim.p_sides == "one-sided":
        yield Alteration(ErrorClass.P_SIDES_OR_NOMINAL, replace(claim, p_sides=""), ("p",), expected="finding")


def _denominators(claim: Claim, context: Context) -> Iterator[Alteration]:
    others = sorted({str(row.N) for row in context.table.results(trial=claim.trial) if row.N})
    for figure in claim.figures:
        if figure.column == "N":
            count = claim.figure("n" + figure.side)
            fitting = [text for text in others if text != figure.text and (count is None or int(text) >= int(count.text))]
            near = sorted(fitting, key=lambda text, own=figure.text: abs(int(text) - int(own)))[:3]  # type: ignore[misc]
            if near:
                yield Alteration(ErrorClass.DENOMINATOR, _set(claim, figure, context.random.choice(near)), (figure.role,))


def _grades(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.grade is None or claim.outcome.lower().startswith(("fatal", "serious")):
        return
    rows = context.table.results(trial=claim.trial, outcome=claim.outcome)
    for grade in sorted({row.grade for row in rows if row.grade and row.grade in ("any", ">=3", "serious", "3", "4")} - {claim.grade}):
        yield Alteration(ErrorClass.GRADE, replace(claim, grade=grade), _told(claim))


def _populations(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.population is None:
        return
    known = {row.population for row in context.table.results(trial=claim.trial) if row.population and row.N}
    for population in sorted(known - {claim.population}):
        yield Alteration(ErrorClass.POPULATION, replace(claim, population=population), _told(claim))


def _cutoffs(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.cutoff is not None:
        rows = context.table.results(trial=claim.trial, outcome=claim.outcome)
        for cutoff in sorted({row.data_cutoff for row in rows if row.data_cutoff} - {claim.cutoff}):
            yield Alteration(ErrorClass.CUTOFF, replace(claim, cutoff=cutoff), _told(claim))
    elif claim.kind in ("both", "rates") and (lacking := _mix(claim, context)) is not None:
        yield Alteration(ErrorClass.CUTOFF, lacking, ("est",), expected="finding")


def _mix(claim: Claim, context: Context) -> Claim | None:
    """The medians of one analysis with the hazard ratio of another: each true, together false."""
    same = [other for other in context.claims if (other.kind, other.outcome, other.arms) == (claim.kind, claim.outcome, claim.arms)]
    same = [other for other in same if other.subgroup == claim.subgroup]
    for other in same:
        est, arms = other.figure("est"), {figure.text for figure in claim.figures if figure.role in ("va", "vb")}
        apart = not arms & {figure.text for figure in other.figures if figure.role in ("va", "vb")}
        if est and est.text != (claim.figure("est") or est).text and apart:
            figures = tuple(figure for figure in claim.figures if figure.side != "ab")
            mixed = (*figures, *(figure for figure in other.figures if figure.side == "ab"))
            return replace(claim, figures=mixed, p_comparator=other.p_comparator, p_sides=other.p_sides, nominal=other.nominal)
    return None


def _bounds(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    low, high = claim.figure("lo"), claim.figure("hi")
    if low is None or high is None or claim.kind not in ("ratio", "both", "rates"):
        return
    for figure, moved in ((high, Decimal(high.text) < 1 <= Decimal(high.text) + Decimal("0.05")), (low, False)):
        if moved and figure is high:
            yield Alteration(ErrorClass.BOUND_ACROSS_ONE, _set(claim, figure, "1.0"), (figure.role,))
            yield Alteration(ErrorClass.BOUND_ACROSS_ONE, _set(claim, figure, "1.00"), (figure.role,))
    if Decimal(high.text) > 1 and Decimal(high.text) <= Decimal("1.09"):
        yield Alteration(ErrorClass.BOUND_ACROSS_ONE, _set(claim, high, "0.99"), ("hi",))


def _not_reached(claim: Claim, context: Context) -> Iterator[Alteration]:
    for figure in claim.figures:
        if figure.column == "value" and figure.text == NOT_REACHED:
            for wrong in ("0", "not evaluated", "not reported"):
                yield Alteration(ErrorClass.NOT_REACHED_MISUSED, _set(claim, figure, wrong), (figure.role,))
        elif figure.role in ("va", "vb") and figure.statistic == "Kaplan-Meier median" and context.random.random() < 0.5:
            yield Alteration(ErrorClass.NOT_REACHED_MISUSED, _set(claim, figure, NOT_REACHED), (figure.role,))


def _units(claim: Claim, context: Context) -> Iterator[Alteration]:
    if claim.figure("va") is not None:
        for unit in _UNITS.get(claim.unit, ())[:2]:
            yield Alteration(ErrorClass.UNIT, replace(claim, unit=unit), _told(claim))
    del context


def _endpoints(claim: Claim, context: Context) -> Iterator[Alteration]:
    same = {other.outcome for other in context.claims if (other.kind, other.category, other.unit) == (claim.kind, claim.category, claim.unit)}
    others = sorted(same - {claim.outcome})
    for outcome in context.random.sample(others, k=min(2, len(others))):
        yield Alteration(ErrorClass.ENDPOINT, replace(claim, outcome=outcome), _told(claim))


def _subgroups(claim: Claim, context: Context) -> Iterator[Alteration]:
    same = [other for other in context.claims if (other.kind, other.outcome, other.arms) == (claim.kind, claim.outcome, claim.arms)]
    if claim.subgroup is not None and any(other.subgroup is None for other in same):
        yield Alteration(ErrorClass.SUBGROUP, replace(claim, subgroup=None), _told(claim))
    for subgroup in sorted({other.subgroup for other in same if other.subgroup} - {claim.subgroup})[:2]:
        yield Alteration(ErrorClass.SUBGROUP, replace(claim, subgroup=subgroup), _told(claim))


def _foreign(claim: Claim, context: Context) -> Iterator[Alteration]:
    roles = {figure.role for figure in claim.figures}
    fitting = [other for other in context.foreign if other.kind == claim.kind and {figure.role for figure in other.figures} >= roles]
    fitting = [other for other in fitting if other.unit == claim.unit and other.category == claim.category]
    if fitting:
        other = context.random.choice(fitting)
        figures = tuple(replace(figure, text=(other.figure(figure.role) or figure).text) for figure in claim.figures)
        yield Alteration(ErrorClass.OTHER_TRIAL, replace(claim, figures=figures), _told(claim))


def _set(claim: Claim, figure: Figure, text: str) -> Claim:
    return replace(claim, figures=tuple(replace(one, text=text) if one is figure else one for one in claim.figures))


def _told(claim: Claim) -> tuple[str, ...]:
    return tuple(figure.role for figure in claim.figures if figure.role in _VALUES)


def round_half_up(number: Decimal, *, places: int) -> str:
    """Return the number with so many decimals, halves rounded up, as journals print it."""
    return str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


_ALTER: tuple[Alter, ...] = (
    _values, _arms, _levels, _sides, _denominators, _grades, _populations, _cutoffs, _bounds, _not_reached, _units,
    _endpoints, _subgroups, _foreign,
)  # fmt: skip
