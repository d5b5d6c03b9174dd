"""Stretches of a text that each name one matter: which are asked as one, since they share whom or when they are of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

MEASURED = ("efficacy", "safety")
COUNTED = ("baseline", "disposition")
OF_PATIENTS = (*MEASURED, *COUNTED)
"""Kinds of things that are asked of patients, and so of some of them."""


@dataclass(slots=True)
class Piece:
    """A stretch of a text that names one matter.

    Attributes:
        kind: What sort of thing it names.
        narrowed: Whether it says in which arm, in whom, or when, or has a word that is not known.
        apart: Whether what stands before it parts it from the others.
        leads: Whether that stands before what it names, so that it may hold for all: "in the elderly, the rate of A".
        added: Whether it is only added to the one before it: "A plus B at the interim analysis".
        whom: The parts of the patients that it names behind what it asks of them: "A in the elderly".
    """

    start: int
    end: int
    kind: str
    narrowed: bool
    apart: bool
    leads: bool
    added: bool
    whom: tuple[str, ...] = ()


def joined_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with those as one that share what is asked of them, or who it is asked of."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        measured = last and last.kind in MEASURED and piece.kind in MEASURED and _may_share(last, piece)
        alike = last and last.kind == piece.kind and not piece.apart and not _have_their_own(last, piece)
        if last and (measured or alike):
            last.end, last.narrowed = piece.end, last.narrowed or piece.narrowed
        else:
            joined.append(piece)
    return joined


def _may_share(one: Piece, other: Piece) -> bool:
    """Whether whom or when one of two pieces names may be asked of the other: of one before it only in its sentence."""
    shares = one.narrowed or (other.narrowed and (not other.apart or other.added))
    return shares and not _have_their_own(one, other)


def _have_their_own(one: Piece, other: Piece) -> bool:
    """Whether each of two pieces names other patients behind what it asks: "A in the elderly, B in the impaired"."""
    return bool(one.whom and other.whom) and set(one.whom) != set(other.whom)


def may_hold_for_another(pieces: Sequence[Piece]) -> bool:
    """Whether whom or when one piece names may be asked of another, too."""
    of_patients = [piece for piece in pieces if piece.kind in OF_PATIENTS]
    if of_patients and pieces[0].leads and pieces[0] not in of_patients:
        return True
    return any(
        _may_share(one, other) and (one.leads or not other.apart or {one.kind, other.kind} <= set(MEASURED))
        for one, other in combinations(of_patients, 2)
    )
