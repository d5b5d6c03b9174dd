"""Errors that lie in the words: what a number is told to mean. Both twins are written out; their numbers may agree."""

from __future__ import annotations

from evaluation.seeded_errors.context import Context, Twist
from evaluation.seeded_errors.records import Claim
from evaluation.seeded_errors.twisted_rates import RATES
from evaluation.seeded_errors.twisted_ratios import RATIOS


def list_twists(claim: Claim, *, context: Context) -> tuple[Twist, ...]:
    """Return every twist of words that a claim allows."""
    return tuple(twist for make in (*RATIOS, *RATES) for twist in make(claim, context))
