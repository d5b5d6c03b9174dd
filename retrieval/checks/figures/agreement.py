"""Whether a stated number is a reported one, within the rounding that it was printed with."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from ingest.records import NOT_REACHED
from retrieval.checks.figures.dates import read_month
from retrieval.checks.figures.numbers import Number

_ABOUT = Decimal("0.03")
"""How far "about 36 months" may be from what is reported, as a share of it."""
_FINE = 2
"""Decimals of a number of which "about" says no more than that it was rounded, or cut off: "about 0.58"."""


def agrees(stated: Number, reported: Decimal | date | str | int | None) -> bool:
    """Whether ``reported``, rounded half up to the decimals of ``stated``, is ``stated``; a comparator must hold."""
    if reported is None:
        return False
    if stated.form == "date":
        return isinstance(reported, date) and reported in stated.days
    if stated.form == "month":
        return isinstance(reported, date) and read_month(stated.text) == (reported.year, reported.month)
    if isinstance(reported, date):
        return False
    if isinstance(reported, str):
        told, whole = (
            str(stated.value).casefold(),
            NOT_REACHED if is_not_reached(reported) else reported.casefold().strip(),
        )
        return told == whole or ("/" in whole and told in whole.split("/"))  # one step of a dose of "20/56"
    value = stated.value
    if not isinstance(value, Decimal) or stated.form in ("share", "factor"):
        return False
    return _holds(value, stated, Decimal(reported))


def rounds_to(value: Decimal, stated: Decimal) -> bool:
    """Whether ``value``, rounded half up to the decimals of ``stated``, is ``stated``."""
    try:
        return value.quantize(stated, ROUND_HALF_UP) == stated
    except ArithmeticError:  # more digits than the context holds
        return value == stated


def is_below_tie(stated: Decimal, value: Decimal) -> bool:
    """Whether ``value`` lies halfway above ``stated``: it was rounded itself, and 0.825 may have been 0.8247."""
    try:
        down = value.quantize(stated, ROUND_HALF_DOWN)
    except ArithmeticError:  # more digits than the context holds
        return False
    return down == stated and not rounds_to(value, stated)


def printed(value: Decimal | date | str | int | None) -> str | None:
    """Return a reported value as text."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def is_not_reached(value: object) -> bool:
    """Whether a reported value says that it was not reached; a registry prints "NA" without a comment, too."""
    return isinstance(value, str) and value.casefold() in (NOT_REACHED, "na")


def _holds(value: Decimal, stated: Number, reported: Decimal) -> bool:
    if stated.comparator == "<":
        return reported < value
    if stated.comparator == "<=":
        return reported <= value
    if stated.comparator == ">":
        return reported > value
    if stated.comparator == ">=":
        return reported >= value
    if value == 0 and stated.decimals == 0 and reported != 0 and stated.comparator is None:
        return False  # "0 %" says that there was none, which no 0.4 % rounds to
    near = abs(reported - value) <= abs(reported) * _ABOUT
    if (stated.decimals or 0) >= _FINE and stated.comparator == "~":
        return rounds_to(reported, value) or reported.quantize(value, ROUND_DOWN) == value
    if stated.comparator == "~>":
        return near and reported > value
    if stated.comparator == "~<":
        return near and reported < value
    return rounds_to(reported, value) or (stated.comparator == "~" and near)
