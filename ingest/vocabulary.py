"""The words of the field: canonical terms with their synonyms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

TermKind = Literal[
    "trial", "outcome", "arm", "population", "subgroup", "grade", "statistic", "analysis", "topic", "drug"
]
NAMING_KINDS: tuple[TermKind, ...] = ("trial", "drug")
"""Kinds of terms by which a text names the trial that it is about."""
CLINICAL_TERMS = Path(__file__).parent / "clinical_terms.toml"
"""Terms that hold for any trial; a trial's own terms stand beside its sources in the corpus."""
COMMON_WORDS = Path(__file__).parent / "common_words.txt"
"""Words, one a line, that restrict neither a population nor an outcome, a place or a time."""


@dataclass(frozen=True, slots=True)
class Term:
    """One canonical term.

    Attributes:
        kind: Which slot of a result it fills; ``"topic"`` is a subject that prose answers, not a figure.
        name: The canonical form, as it stands in the results table.
        abbreviation: Short form shown beside the name, e.g. ``"PFS"``.
        synonyms: Other spellings, in lower case unless the case tells them apart; choices in a file
            ("before {next|new} treatment") are written out here.
        trial: The trial whose vocabulary it comes from; ``None`` for a general term.
        role: Of an arm: experimental, control, or all participants.
        broader: Names of terms that include this one.
        cutoff: Of an analysis: its data cut-off.
        follow_up: Of an analysis: its median follow-up with unit.
        section: Of a topic: title of the document section that answers it.
        primary: Of an outcome: the trial's primary endpoint.
    """

    kind: TermKind
    name: str
    abbreviation: str | None = None
    synonyms: tuple[str, ...] = ()
    trial: str | None = None
    category: str | None = None
    role: str | None = None
    broader: tuple[str, ...] = ()
    cutoff: date | None = None
    follow_up: str | None = None
    section: str | None = None
    primary: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write the term: name, abbreviation and synonyms."""
        return (self.name, *((self.abbreviation,) if self.abbreviation else ()), *self.synonyms)
