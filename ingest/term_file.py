"""The words of trials that their sources tell: thousands of trials have more of them than one question needs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from ingest.arrow_file import Codes, StoredRows, place_rows
from ingest.plain import to_plain
from ingest.vocabulary import Term

_NAMES = pa.dictionary(pa.int32(), pa.string())
_SCHEMA = pa.schema([("source", _NAMES), ("trial", _NAMES), ("kind", _NAMES), ("term", pa.large_string())])


class SourceTerms(StoredRows):
    """Terms with the source that tells them, in order of the sources."""

    _schema = _SCHEMA

    def __init__(self, terms: Iterable[tuple[str, Term]] = ()) -> None:
        rows = [(source, term.trial, term.kind, write_term(term)) for source, term in terms]
        columns = zip(*rows, strict=True) if rows else [()] * len(_SCHEMA)
        self._columns = pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)

    def of_trial(self, trial: str, *, but: Collection[str] = ()) -> tuple[Term, ...]:
        """Return the terms of a trial, except those of some kinds."""
        rows = self._trials.rows_with(trial)
        return self._at([row for row in rows.tolist() if self._kinds.text_of(row) not in but])

    def of_source(self, source: str) -> tuple[Term, ...]:
        """Return the terms that a source tells."""
        return self._at(self._sources.rows_with(source).tolist())

    def of_kinds(self, kinds: Collection[str]) -> tuple[Term, ...]:
        """Return the terms of some kinds, of every trial."""
        return self._at(np.concatenate([self._kinds.rows_with(kind) for kind in kinds]).tolist())

    def _at(self, rows: Sequence[int]) -> tuple[Term, ...]:
        return tuple(map(read_term, self._columns["term"].take(place_rows(rows)).to_pylist()))

    @cached_property
    def _sources(self) -> Codes:
        return Codes(self._columns["source"])

    @cached_property
    def _trials(self) -> Codes:
        return Codes(self._columns["trial"])

    @cached_property
    def _kinds(self) -> Codes:
        return Codes(self._columns["kind"])


def write_term(term: Term) -> str:
    """Return a term as JSON."""
    return json.dumps(term, ensure_ascii=False, default=to_plain)


def read_term(text: str) -> Term:
    """Return the term that ``write_term`` wrote."""
    return to_term(json.loads(text))


def to_term(stored: dict[str, Any]) -> Term:
    """Return a term from its fields as JSON has them."""
    fields: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry for name, entry in stored.items()
    }
    cutoff = date.fromisoformat(stored["cutoff"]) if stored["cutoff"] else None
    return Term(**{**fields, "cutoff": cutoff})
