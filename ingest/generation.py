"""The files of one generation, but for the passage index: written and read here alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import HomeError
from ingest.passage_file import Passages
from ingest.places import Place, find_place
from ingest.plain import fields_of, to_plain
from ingest.records import Disclosure, Document, Page, Passage, Section, Source, SourceNotice, Trial
from ingest.result_words import ResultWords
from ingest.seal import refuse_damage
from ingest.table import ResultsTable
from ingest.term_file import SourceTerms, to_term
from ingest.vocabulary import Term

FORMAT = 13
"""Version of these files and of how passages are cut, rendered and batched; another one is ingested anew."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One source as a generation holds it.

    Attributes:
        origin: Folder or file that was ingested when the source was read.
        digest: Hash of the file and of everything that the manifest says of it.
        passages: How many passages the source has, rendered ones included.
        results: How many results the table has from it.
        terms: Words of its trial that the source itself tells; a catalog that was read holds none, since they lie in a
            file of their own.
        notices: What has to be known of the source, or confirmed.
    """

    source: Source
    origin: str
    digest: str
    passages: int = 0
    results: int = 0
    terms: tuple[Term, ...] = ()
    notices: tuple[SourceNotice, ...] = ()

    @property
    def file(self) -> Path:
        """Where the source was read from; its origin, where it has no file."""
        origin = Path(self.origin)
        return origin if origin.name == self.source.path else origin / (self.source.path or "")


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

    def listed_terms(self) -> tuple[Term, ...]:
        """Return the general terms, then those of each trial's vocabulary."""
        return (*self.terms, *(term for origin in self.origins for term in origin.terms))


class Generation:
    """The files in ``folder``; whatever is asked for is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keywords_folder = folder / "keywords"
        self.vectors_file = folder / "vectors.npy"

    @property
    def index_place(self) -> Place:
        """Where the passage index lies."""
        return find_place(self.folder)

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
            terms=tuple(to_term(term) for term in stored["terms"]),
            origins=tuple(_to_origin(origin) for origin in stored["origins"]),
            holdings=tuple(_to_holding(entry) for entry in stored["holdings"]),
        )

    def table(self) -> ResultsTable:
        """Read the results table."""
        refuse_damage(self.folder, below="results.arrow")
        return ResultsTable.read(self.folder / "results.arrow")

    def result_words(self, table: ResultsTable) -> ResultWords:
        """Open the words of the results table."""
        refuse_damage(self.folder, below="result_words")
        return ResultWords.open(self.folder / "result_words", table=table)

    def source_terms(self) -> SourceTerms:
        """Open the words that sources tell of their trials."""
        refuse_damage(self.folder, below="terms.arrow")
        return SourceTerms.read(self.folder / "terms.arrow")

    def passages(self) -> Passages:
        """Open the passages, in order of ingestion."""
        refuse_damage(self.folder, below="passages.arrow")
        return Passages.read(self.folder / "passages.arrow")

    def vectors(self) -> np.ndarray:
        """Open the vectors of the passages, in their order: float32, shape (passages, dimension).

        Raises:
            HomeError: The file cannot be read.
        """
        refuse_damage(self.folder, below=self.vectors_file.name)
        try:
            return np.asarray(np.load(self.vectors_file, mmap_mode="r"))
        except (OSError, ValueError) as error:
            remedy = "run trialcite ingest PATH --sync"
            raise HomeError(f"{self.vectors_file}: the vectors cannot be read; {remedy} ({error})") from error

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
        holdings = [fields_of(holding) for holding in catalog.holdings]
        for holding in holdings:
            del holding["terms"]
        self._write_json("sources.json", {"format": FORMAT, **fields_of(catalog), "holdings": holdings})
        told = ((holding.source.id, term) for holding in catalog.holdings for term in holding.terms)
        SourceTerms(told).write(self.folder / "terms.arrow")

    def write_passages(self, passages: Iterable[Passage]) -> None:
        """Write all passages."""
        Passages(passages).write(self.folder / "passages.arrow")

    def write_results(self, table: ResultsTable, *, references: Mapping[str, str]) -> None:
        """Write the results table and its words, those of each source's reference among them."""
        table.write(self.folder / "results.arrow")
        ResultWords.build(table, references=references).write(self.folder / "result_words")

    def write_disclosures(self, disclosures: Iterable[Disclosure]) -> None:
        """Write all disclosures."""
        self._write_json("disclosures.json", list(disclosures))

    def write_documents(
        self, documents: Mapping[str, Document], *, kept: Iterable[str] = (), before: Generation | None = None
    ) -> None:
        """Write ``documents``, copy those of the sources ``kept`` from ``before``, and drop all others."""
        shutil.rmtree(self.folder / "documents", ignore_errors=True)
        (self.folder / "documents").mkdir()
        for source, document in documents.items():
            self._write_json(f"documents/{source}.json", document)
        for source in kept:
            if before and before.document_path(source).is_file():
                shutil.copyfile(before.document_path(source), self.document_path(source))

    def document_path(self, source: str) -> Path:
        """Return where the text of a source lies, when it is held."""
        return self.folder / "documents" / f"{source}.json"

    def _write_json(self, name: str, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, default=to_plain)
        (self.folder / name).write_text(text, encoding="utf-8")

    def _read_json(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise HomeError(
                f"{self.folder / name}: cannot be read; run trialcite ingest PATH --sync ({error})"
            ) from error


def _to_holding(stored: dict[str, Any]) -> Holding:
    notices = tuple(SourceNotice(**notice) for notice in stored["notices"])
    return Holding(**{**stored, "source": _to_source(stored["source"]), "notices": notices})


def _to_source(stored: dict[str, Any]) -> Source:
    retrieved = date.fromisoformat(stored["retrieved"]) if stored["retrieved"] else None
    pairs = _to_pairs(stored["identifiers"])
    return Source(**{**stored, "authors": tuple(stored["authors"]), "identifiers": pairs, "retrieved": retrieved})


def _to_origin(stored: dict[str, Any]) -> Origin:
    trials = tuple(Trial(**{**trial, "identifiers": _to_pairs(trial["identifiers"])}) for trial in stored["trials"])
    return Origin(**{**stored, "trials": trials, "terms": tuple(to_term(term) for term in stored["terms"])})


def _to_pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, value) for kind, value in stored)
