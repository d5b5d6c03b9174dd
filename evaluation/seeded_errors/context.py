"""What alterations draw from, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from evaluation.seeded_errors.records import Claim, ErrorClass, Expected, Figure
from ingest.table import ResultsTable


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


@dataclass(frozen=True, slots=True)
class Twist:
    """Two templates over one claim.

    Attributes:
        extra: Gaps of both; ``twisted`` overrides them in the altered one.
        roles: Gaps whose numbers are false in the altered one.
    """

    error: ErrorClass
    claim: Claim
    true: str
    altered: str
    extra: tuple[tuple[str, str], ...] = ()
    twisted: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    expected: Expected = "finding"


Alter = Callable[[Claim, Context], Iterator[Alteration]]
Twister = Callable[[Claim, Context], Iterator[Twist]]


def set_figure(claim: Claim, figure: Figure, *, text: str) -> Claim:
    """Return the claim with another text in one figure."""
    return replace(claim, figures=tuple(replace(one, text=text) if one is figure else one for one in claim.figures))


def list_values(claim: Claim) -> tuple[str, ...]:
    """Return the roles of its estimates, without bounds, counts and p-values."""
    return tuple(figure.role for figure in claim.figures if figure.role in ("est", "va", "vb", "vc"))
