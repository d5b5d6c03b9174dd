"""A claim altered in one thing: a number, or a qualifier that it tells."""

from __future__ import annotations

from evaluation.seeded_errors.altered_numbers import NUMBERS
from evaluation.seeded_errors.altered_qualifiers import QUALIFIERS
from evaluation.seeded_errors.context import Alteration, Context
from evaluation.seeded_errors.records import Claim


def list_alterations(claim: Claim, *, context: Context) -> tuple[Alteration, ...]:
    """Return what can be altered in a claim; the caller keeps what the table does not bear out."""
    return tuple(alteration for alter in (*NUMBERS, *QUALIFIERS) for alteration in alter(claim, context))
