"""A claim with one number, or every number, altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from evaluation.seeded_errors.context import Alter, Alteration, Context, list_values, set_figure
from evaluation.seeded_errors.digits import misprint
from evaluation.seeded_errors.records import Claim, ErrorClass
from ingest.records import NOT_REACHED

_LEVELS = ("90", "95", "95.4", "97.5", "98", "99")


def _values(claim: Claim, context: Context) -> Iterator[Alteration]:
    numbers = [figure for figure in claim.figures if figure.column != "ci_level" and not figure.role.startswith("N")]
    numbers = [figure for figure in numbers if figure.text[:1].isdigit() or figure.text[:1] == "-"]
    if claim.p_comparator != "=":  # "p<0.0007" is true of p<0.0001
        numbers = [figure for figure in numbers if figure.role != "p"]
    for figure in context.random.sample(numbers, k=min(2, len(numbers))):
        for wrong in misprint(figure.text, random=context.random)[:3]:
            yield Alteration(ErrorClass.WRONG_VALUE, set_figure(claim, figure, text=wrong), (figure.role,))


def _levels(claim: Claim, context: Context) -> Iterator[Alteration]:
    for figure in claim.figures:
        if figure.column == "ci_level":
            wrong = context.random.choice([level for level in _LEVELS if level != figure.text])
            yield Alteration(ErrorClass.CI_LEVEL, set_figure(claim, figure, text=wrong), (figure.role,))


def _denominators(claim: Claim, context: Context) -> Iterator[Alteration]:
    others = sorted({str(row.N) for row in context.table.results(trial=claim.trial) if row.N})
    for figure in claim.figures:
        if figure.column == "N":
            count = claim.figure("n" + figure.side)
            fitting = [
                text for text in others if text != figure.text and (count is None or int(text) >= int(count.text))
            ]
            near = sorted(fitting, key=lambda text, own=figure.text: abs(int(text) - int(own)))[:3]  # type: ignore[misc]
            if near:
                yield Alteration(
                    ErrorClass.DENOMINATOR, set_figure(claim, figure, text=context.random.choice(near)), (figure.role,)
                )


def _bounds(claim: Claim, context: Context) -> Iterator[Alteration]:
    del context
    high = claim.figure("hi")
    if high is None or high.text == NOT_REACHED or claim.kind not in ("ratio", "both", "rates"):
        return
    if Decimal("0.95") <= Decimal(high.text) < 1:
        for wrong in ("1.0", "1.00"):
            yield Alteration(ErrorClass.BOUND_ACROSS_ONE, set_figure(claim, high, text=wrong), ("hi",))
    if 1 < Decimal(high.text) <= Decimal("1.09"):
        yield Alteration(ErrorClass.BOUND_ACROSS_ONE, set_figure(claim, high, text="0.99"), ("hi",))


def _not_reached(claim: Claim, context: Context) -> Iterator[Alteration]:
    for figure in claim.figures:
        if figure.column == "value" and figure.text == NOT_REACHED:
            for wrong in ("0", "not available", "not reported"):
                altered = set_figure(claim, figure, text=wrong)
                yield Alteration(ErrorClass.NOT_REACHED_MISUSED, altered, (figure.role,), expected="finding")
        elif (
            figure.role in ("va", "vb") and figure.statistic == "Kaplan-Meier median" and context.random.random() < 0.5
        ):
            yield Alteration(
                ErrorClass.NOT_REACHED_MISUSED, set_figure(claim, figure, text=NOT_REACHED), (figure.role,)
            )


def _foreign(claim: Claim, context: Context) -> Iterator[Alteration]:
    roles = {figure.role for figure in claim.figures}
    fitting = [
        other
        for other in context.foreign
        if other.kind == claim.kind and {figure.role for figure in other.figures} >= roles
    ]
    fitting = [other for other in fitting if other.unit == claim.unit and other.category == claim.category]
    if fitting:
        other = context.random.choice(fitting)
        figures = tuple(replace(figure, text=(other.figure(figure.role) or figure).text) for figure in claim.figures)
        yield Alteration(ErrorClass.OTHER_TRIAL, replace(claim, figures=figures), list_values(claim))


NUMBERS: tuple[Alter, ...] = (_values, _levels, _denominators, _bounds, _not_reached, _foreign)
"""Ways to alter what is counted or measured."""
