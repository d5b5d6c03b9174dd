"""The words of the field: canonical terms with their synonyms, from files that a domain expert edits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import VocabularyError

TermKind = Literal[
    "trial", "outcome", "arm", "population", "subgroup", "grade", "statistic", "analysis", "topic", "drug"
]
NAMING_KINDS: tuple[TermKind, ...] = ("trial", "drug")
"""Kinds of terms by which a text names the trial that it is about."""
CLINICAL_TERMS = Path(__file__).parent / "clinical_terms.toml"
"""Terms that hold for any trial; a trial's own terms stand beside its sources in the corpus."""
COMMON_WORDS = Path(__file__).parent / "common_words.txt"
"""Words, one a line, that restrict neither a population nor an outcome, a place or a time."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    abbreviation: str | None = None
    synonyms: tuple[str, ...] = ()
    category: Literal["design", "disposition", "baseline", "efficacy", "safety"] | None = None
    role: Literal["experimental", "control", "all"] | None = None
    broader: tuple[str, ...] = ()
    cutoff: date | None = None
    follow_up: str | None = None
    section: str | None = None
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One canonical term.

    Attributes:
        kind: Which slot of a result it fills; ``"topic"`` is a subject that prose answers, not a figure.
        name: The canonical form, as it stands in the results table.
        abbreviation: Short form shown beside the name, e.g. ``"PFS"``.
        synonyms: Other spellings, in lower case unless the case tells them apart.
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


def read_terms(path: Path, *, trial: str | None = None) -> tuple[Term, ...]:
    """Read the terms of one vocabulary file: one array of tables for each kind of term.

    Raises:
        VocabularyError: The file is not TOML, or an entry has a kind or a field that is not known.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{path.name}: expected a TOML vocabulary file; {error}") from error
    terms: list[Term] = []
    for kind, entries in tables.items():
        if kind not in get_args(TermKind) or not isinstance(entries, list):
            known = ", ".join(get_args(TermKind))
            raise VocabularyError(f"{path.name}: expected arrays of tables named {known}; found {kind!r}")
        for number, entry in enumerate(entries, start=1):
            try:
                fields = _Entry.model_validate(entry).model_dump()
            except ValidationError as error:
                raise VocabularyError(f"{path.name}: {kind} {number}: {error.errors()[0]['msg']}") from error
            terms.append(Term(kind=kind, trial=trial, **fields))  # type: ignore[arg-type]  # checked above
    return tuple(terms)
