"""Vocabulary files, which a domain expert edits: one array of tables for each kind of term."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import VocabularyError
from ingest.vocabulary import Term, TermKind


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


def read_terms(path: Path, *, trial: str | None = None) -> tuple[Term, ...]:
    """Read the terms of one vocabulary file: one array of tables for each kind of term.

    Raises:
        VocabularyError: The file is not TOML, or an entry has a kind or a field that is not known.
    """
    try:
        return _to_terms(path.read_text(encoding="utf-8"), path.name, trial)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{path.name}: expected a TOML vocabulary file; {error}") from error


@lru_cache(maxsize=4)  # a process that ingests again reads the same words: half a second for thousands of spellings
def _to_terms(text: str, file: str, trial: str | None) -> tuple[Term, ...]:
    terms: list[Term] = []
    for kind, entries in tomllib.loads(text).items():
        if kind not in get_args(TermKind) or not isinstance(entries, list):
            known = ", ".join(get_args(TermKind))
            raise VocabularyError(f"{file}: expected arrays of tables named {known}; found {kind!r}")
        for number, entry in enumerate(entries, start=1):
            try:
                fields = _Entry.model_validate(entry).model_dump()
            except ValidationError as error:
                raise VocabularyError(f"{file}: {kind} {number}: {error.errors()[0]['msg']}") from error
            fields["synonyms"] = tuple(each for spelling in fields["synonyms"] for each in _written_out(spelling))
            terms.append(Term(kind=kind, trial=trial, **fields))  # type: ignore[arg-type]  # checked above
    return tuple(terms)


def _written_out(spelling: str) -> Iterator[str]:
    """Every spelling that one with choices stands for: "before {next|new} treatment" is two, "{|the} first" too."""
    match = _CHOICE.search(spelling)
    if match is None:
        yield " ".join(spelling.split())
        return
    for choice in match["words"].split("|"):
        yield from _written_out(f"{spelling[: match.start()]}{choice}{spelling[match.end() :]}")


_CHOICE = re.compile(r"\{(?P<words>[^{}]*)\}")
