"""Letters that tell what helps, with and without what harms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.seeded_errors.context import Context
from evaluation.seeded_errors.phrasings import list_phrasings
from evaluation.seeded_errors.records import Claim, ErrorClass, Pair, Statement
from evaluation.seeded_errors.truth import holds
from evaluation.seeded_errors.wording import choose_style, fill

_LETTERS = 12
_OPENING = "Dear Doctor,\n\nThank you for your question about {} in the {} trial.\n\n"
_CLOSING = "\n\nYours sincerely,\nMedical Information"


def pair_letters(claims: Sequence[Claim], *, context: Context) -> Iterator[Pair]:
    """Yield letters of two efficacy sentences: the true ones tell adverse events too, their twins do not."""
    helps = [claim for claim in claims if claim.kind in ("ratio", "both", "rates") and claim.subgroup is None]
    harms = [claim for claim in claims if claim.kind == "percentages" and claim.category == "safety"]
    for _ in range(_LETTERS if len(helps) > 1 and len(harms) > 1 else 0):
        told = [
            _tell(claim, context=context)
            for claim in (*context.random.sample(helps, k=2), *context.random.sample(harms, k=2))
        ]
        if not all(told):
            continue
        opening = _OPENING.format("efficacy", claims[0].acronym)
        whole = opening + " ".join(told) + _CLOSING
        half = opening + " ".join(told[:2]) + _CLOSING
        yield Pair(
            "", claims[0].trial, ErrorClass.BALANCE, Statement(whole, "letter"), Statement(half, "letter"), "finding"
        )


def _tell(claim: Claim, *, context: Context) -> str:
    """Return the claim as a sentence, or nothing where it cannot be told."""
    if not holds(claim, table=context.table):
        return ""
    template = next(one for one in list_phrasings(claim.kind, category=claim.category) if "|" not in one)
    filled = fill(template, claim, style=choose_style(context.random))
    return filled[0] if filled else ""
