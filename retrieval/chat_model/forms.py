"""The forms in which a result can be asked for by name: each printed by the code that phrases results."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import (
    describe_figure,
    describe_setting,
    format_date,
    format_interval,
    format_lower_hazard,
    format_p,
    format_patients,
    format_plain,
    format_value,
    with_arm,
)
from retrieval.terms import TermIndex

Pieces = list[tuple[str, Result | None]]
"""Text in order; what was printed from a result, with that result."""


class Form(StrEnum):
    """What of a result is printed."""

    VALUE = "value"
    VALUE_CI = "value_ci"
    CI = "ci"
    N_OF_N = "n_of_N"
    P = "p"
    MEDIAN = "median"
    ARMS = "arms"
    SENTENCE = "sentence"
    LOWER_HAZARD = "lower_hazard"
    CUTOFF = "cutoff"
    FOLLOW_UP = "follow_up"
    SETTING = "setting"


def print_result(row: Result, form: Form, *, beside: Sequence[Result], terms: TermIndex) -> Pieces | None:
    """The result in this form; ``None`` where it has no such part.

    Args:
        beside: Results that stand for other arms of the same figure, in the order in which arms are told.
    """
    if form is Form.SENTENCE:
        return _sentence(row, beside, terms=terms)
    if form is Form.ARMS:
        return _arms(beside or (row,)) if row.arm else None
    text = _print_alone(row, form)
    return None if text is None else [(text, row)]


def _print_alone(row: Result, form: Form) -> str | None:
    match form:
        case Form.VALUE:
            return format_plain(row)
        case Form.VALUE_CI:
            return format_value(row)
        case Form.CI:
            return format_interval(row)
        case Form.N_OF_N:
            return format_patients(row)
        case Form.P:
            return format_p(row) if row.p_value is not None else None
        case Form.MEDIAN:
            return f"a median of {format_value(row)}" if "median" in row.statistic.casefold() else None
        case Form.LOWER_HAZARD:
            return format_lower_hazard(row)
        case Form.CUTOFF:
            return format_date(row.data_cutoff) if row.data_cutoff else None
        case Form.FOLLOW_UP:
            return row.follow_up
        case _:
            return describe_setting(row) or None


def _arms(rows: Sequence[Result]) -> Pieces:
    """Every arm's value with its arm: "35.7 months with A and 19.2 months with B"."""
    pieces: Pieces = []
    for place, row in enumerate(rows):
        between = "" if place == 0 else " and " if place == len(rows) - 1 else ", "
        pieces += [(between, None), (format_value(row), row), (with_arm(row), None)]
    return [piece for piece in pieces if piece[0]]


def _sentence(row: Result, beside: Sequence[Result], *, terms: TermIndex) -> Pieces:
    """The sentence that the program itself says of the figure, without its full stop."""
    rows = tuple(beside) or (row,)
    [told, *_] = describe_figure(Figure(rows, {}, "latest"), terms=terms)
    text = told.text.rstrip(".")
    pieces: Pieces = []
    at = 0
    for each in rows:
        printed = format_value(each)
        start = text.find(printed, at)
        if start >= 0:
            pieces += [(text[at:start], None), (printed, each)]
            at = start + len(printed)
    return [piece for piece in (*pieces, (text[at:], None)) if piece[0]]
