"""The files of one generation, but for the passage index: written and read here alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import HomeError
from ingest.records import Disclosure, Document, Page, Passage, Section, Source, SourceNotice, Trial
from ingest.result_words import ResultWords
from ingest.table import ResultsTable
from ingest.vocabulary import Term

FORMAT = 3
"""Version of these files and of how passages are cut, rendered and batched; another one is ingested anew."""

_INTEGERS = ("start", "end", "page")
_PASSAGES = pa.schema(
    [(field.name, pa.int64() if field.name in _INTEGERS else pa.string()) for field in fields(Passage)]
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One source as a generation holds it.

    Attributes:
        origin: Folder or file that was ingested when the source was read.
        digest: Hash of the file and of everything that the manifest says of it.
        passages: How many passages the source has, rendered ones included.
        results: How many results the table has from it.
        terms: Words of its trial that the source itself tells.
        notices: What has to be known of the source, or confirmed.
    """

    source: Source
    origin: str
    digest: str
    passages: int = 0
    results: int = 0
    terms: tuple[Term, ...] = ()
    notices: tuple[SourceNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What one ingested folder or file said beside its sources.

    Attributes:
        path: The resolved folder or file.
        results_digest: Hash of its results files, as far as they were read; ``""`` without any.
    """

    path: str
    trials: tuple[Trial, ...]
    terms: tuple[Term, ...]
    results_digest: str = ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a generation holds, without the texts.

    Attributes:
        fingerprint: Hash of what was ingested; the same for the same sources, results, terms, model and format.
        model: Setting, precision and fingerprint of the embedding model.
        terms: General terms; a trial's own stand with its origin.
    """

    fingerprint: str
    model: tuple[str, str, str]
    terms: tuple[Term, ...]
    origins: tuple[Origin, ...]
    holdings: tuple[Holding, ...]

    def every_term(self) -> tuple[Term, ...]:
        """Return the general terms, then each trial's own: of its vocabulary, then of its sources."""
        of_origins = (term for origin in self.origins for term in origin.terms)
        return (*self.terms, *of_origins, *(term for holding in self.holdings for term in holding.terms))


class Generation:
    """The files in ``folder``; whatever is asked for is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index_folder = folder / "chroma"
        self.keywords_folder = folder / "keywords"

    def catalog(self) -> Catalog:
        """Read what is held.

        Raises:
            HomeError: The file is missing, or another version of the program wrote it.
        """
        stored = self._read_json("sources.json")
        if stored.get("format") != FORMAT:
            raise HomeError(
                f"{self.folder}: written by another version of the program; run trialcite ingest PATH --sync"
            )
        return Catalog(
            fingerprint=stored["fingerprint"],
            model=tuple(stored["model"]),
            terms=tuple(_to_term(term) for term in stored["terms"]),
            origins=tuple(_to_origin(origin) for origin in stored["origins"]),
            holdings=tuple(_to_holding(entry) for entry in stored["holdings"]),
        )

    def table(self) -> ResultsTable:
        """Read the results table."""
        return ResultsTable.read(self.folder / "results.arrow")

    def result_words(self, table: ResultsTable) -> ResultWords:
        """Open the words of the results table."""
        return ResultWords.open(self.folder / "result_words", table=table)

    def passages(self) -> tuple[Passage, ...]:
        """Read all passages, in order of ingestion."""
        try:
            columns = pq.read_table(self.folder / "passages.parquet", schema=_PASSAGES).to_pydict()
        except (OSError, ValueError) as error:
            raise HomeError(f"{self.folder}: the passages cannot be read; run trialcite ingest ({error})") from error
        return tuple(Passage(*row) for row in zip(*columns.values(), strict=True))

    def disclosures(self) -> tuple[Disclosure, ...]:
        """Read all disclosures, by source, in the order of each statement."""
        return tuple(Disclosure(**entry) for entry in self._read_json("disclosures.json"))

    def document(self, source: str) -> Document | None:
        """Read the text of a source; ``None`` when only figures of it are held."""
        if not self.document_path(source).is_file():
            return None
        stored = self._read_json(f"documents/{source}.json")
        sections = tuple(Section(**section) for section in stored["sections"])
        pages = tuple(Page(**page) for page in stored["pages"])
        return Document(source=stored["source"], text=stored["text"], sections=sections, pages=pages)

    def write_catalog(self, catalog: Catalog) -> None:
        """Write what is held."""
        self._write_json("sources.json", {"format": FORMAT, **asdict(catalog)})

    def write_passages(self, passages: Sequence[Passage]) -> None:
        """Write all passages."""
        columns = {name: [getattr(passage, name) for passage in passages] for name in _PASSAGES.names}
        pq.write_table(pa.table(columns, schema=_PASSAGES), self.folder / "passages.parquet")

    def write_results(self, table: ResultsTable, *, references: Mapping[str, str]) -> None:
        """Write the results table and its words, those of each source's reference among them."""
        table.write(self.folder / "results.arrow")
        ResultWords.build(table, references=references).write(self.folder / "result_words")

    def write_disclosures(self, disclosures: Iterable[Disclosure]) -> None:
        """Write all disclosures."""
        self._write_json("disclosures.json", [asdict(disclosure) for disclosure in disclosures])

    def write_documents(
        self, documents: Mapping[str, Document], *, kept: Iterable[str] = (), before: Generation | None = None
    ) -> None:
        """Write ``documents``, copy those of the sources ``kept`` from ``before``, and drop all others."""
        shutil.rmtree(self.folder / "documents", ignore_errors=True)
        (self.folder / "documents").mkdir()
        for source, document in documents.items():
            self._write_json(f"documents/{source}.json", asdict(document))
        for source in kept:
            if before and before.document_path(source).is_file():
                shutil.copyfile(before.document_path(source), self.document_path(source))

    def document_path(self, source: str) -> Path:
        """Return where the text of a source lies, when it is held."""
        return self.folder / "documents" / f"{source}.json"

    def _write_json(self, name: str, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, default=_plain)
        (self.folder / name).write_text(text, encoding="utf-8")

    def _read_json(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise HomeError(
                f"{self.folder / name}: cannot be read; run trialcite ingest PATH --sync ({error})"
            ) from error


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _to_holding(stored: dict[str, Any]) -> Holding:
    terms = tuple(_to_term(term) for term in stored["terms"])
    notices = tuple(SourceNotice(**notice) for notice in stored["notices"])
    return Holding(**{**stored, "source": _to_source(stored["source"]), "terms": terms, "notices": notices})


def _to_source(stored: dict[str, Any]) -> Source:
    retrieved = date.fromisoformat(stored["retrieved"]) if stored["retrieved"] else None
    pairs = _to_pairs(stored["identifiers"])
    return Source(**{**stored, "authors": tuple(stored["authors"]), "identifiers": pairs, "retrieved": retrieved})


def _to_origin(stored: dict[str, Any]) -> Origin:
    trials = tuple(Trial(**{**trial, "identifiers": _to_pairs(trial["identifiers"])}) for trial in stored["trials"])
    return Origin(**{**stored, "trials": trials, "terms": tuple(_to_term(term) for term in stored["terms"])})


def _to_term(stored: dict[str, Any]) -> Term:
    fields: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry for name, entry in stored.items()
    }
    cutoff = date.fromisoformat(stored["cutoff"]) if stored["cutoff"] else None
    return Term(**{**fields, "cutoff": cutoff})


def _to_pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, value) for kind, value in stored)
