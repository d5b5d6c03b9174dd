"""A figure read in prose, as a row that counts only once a person has confirmed it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Result


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed row.

    Attributes:
        id: Eight hexadecimal digits, the same for the same figure at the same place of the same text.
        result: The draft, with the quote and its offsets into the document; its id is not that of a result yet.
        start: Offset of the figure itself.
        uncertain: What a person has to look at, each as ``"slot: reason"``.
    """

    id: str
    result: Result
    start: int
    end: int
    uncertain: tuple[str, ...] = ()
