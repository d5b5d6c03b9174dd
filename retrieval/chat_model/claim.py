"""One claim that a chat model's words make beyond its figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """What some words of a statement claim, and why it does not stand.

    Attributes:
        refuted: Whether the results told say otherwise: then no figure of the statement stands as it is.
    """

    start: int
    end: int
    reason: str
    refuted: bool = False
