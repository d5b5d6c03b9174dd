"""What one published generation holds, opened for reading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ingest.errors import HomeError
from ingest.generation import Generation
from ingest.home import Home, Lease
from ingest.passage_file import Passages
from ingest.records import Disclosure, Document, Source, SourceNotice, Trial
from ingest.result_words import ResultWords
from ingest.seal import refuse_damage
from ingest.table import ResultsTable
from ingest.vocabulary import NAMING_KINDS, Term

if TYPE_CHECKING:
    from ingest.dense import DenseSearch
    from ingest.embedding import Embedder
    from ingest.index import PassageIndex
    from ingest.keywords import KeywordIndex


class Corpus:
    """Everything that one generation holds; read-only, and cheap to open: what is heavy loads on first use.

    It keeps its generation until ``close``, whatever is ingested meanwhile; open the corpus again to see that.

    Attributes:
        fingerprint: Hash of what was ingested, 16 hexadecimal digits.
        sources: By id.
        terms: General terms, those of each trial's vocabulary, and the names of trials and drugs that sources tell.
        notices: What has to be known of a source, or confirmed, by source id; only sources that have some.
        passage_counts: Passages of each source, rendered ones included.
        result_counts: Results from each source.
        files: Where each source that has a file was read from; the file may be gone by now, or be another one.
    """

    fingerprint: str
    trials: tuple[Trial, ...]
    sources: dict[str, Source]
    terms: tuple[Term, ...]
    notices: dict[str, tuple[SourceNotice, ...]]
    passage_counts: dict[str, int]
    result_counts: dict[str, int]
    files: dict[str, Path]

    def __init__(self, lease: Lease, *, embedder: Embedder | None = None) -> None:
        self._lease = lease
        self._embedder = embedder
        self._generation = Generation(lease.folder)
        catalog = self._generation.catalog()
        self._model = catalog.model
        self.fingerprint = catalog.fingerprint
        self.trials = _merge(trial for origin in catalog.origins for trial in origin.trials)
        self.sources = {holding.source.id: holding.source for holding in catalog.holdings}
        self._told = self._generation.source_terms()
        self.terms = (*catalog.listed_terms(), *self._told.of_kinds(NAMING_KINDS))
        self.notices = {holding.source.id: holding.notices for holding in catalog.holdings if holding.notices}
        self.passage_counts = {holding.source.id: holding.passages for holding in catalog.holdings}
        self.result_counts = {holding.source.id: holding.results for holding in catalog.holdings}
        self.files = {holding.source.id: holding.file for holding in catalog.holdings if holding.source.path}

    @cached_property
    def table(self) -> ResultsTable:
        """All results."""
        return self._generation.table()

    @cached_property
    def result_words(self) -> ResultWords:
        """Which texts of the results hold a word."""
        return self._generation.result_words(self.table)

    @cached_property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """All disclosures, by source, in the order of each statement."""
        return self._generation.disclosures()

    @cached_property
    def passages(self) -> Passages:
        """All passages, in order of ingestion."""
        return self._generation.passages()

    def own_terms(self, trial: str) -> tuple[Term, ...]:
        """Return the words of a trial that its sources tell, beside those in ``terms``."""
        return self._told.of_trial(trial, but=NAMING_KINDS)

    def document(self, source: str) -> Document | None:
        """Return the text of a source; ``None`` when only figures of it are held, or nothing."""
        return self._generation.document(source) if source in self.sources else None

    @cached_property
    def embedder(self) -> Embedder:
        """The model that the passages were embedded with.

        Raises:
            ModelError: The model is no longer to be had.
            HomeError: Its files are not those that the passages were embedded with.
        """
        from ingest.embedding import Embedder

        model, precision, fingerprint = self._model
        embedder = self._embedder or Embedder(model, precision=precision)  # type: ignore[arg-type]  # as it was written
        if embedder.fingerprint != fingerprint:
            raise HomeError(f"embedding model {embedder.model!r} differs from the index's; run trialcite ingest")
        return embedder

    @cached_property
    def dense(self) -> DenseSearch:
        """Dense search; loads the model at the first search, and Chroma at the first among many passages."""
        from ingest.dense import DenseSearch

        vectors = self._generation.vectors()
        return DenseSearch(self.passages, vectors=vectors, embedder=self.embedder, open_index=lambda: self.index)

    @cached_property
    def index(self) -> PassageIndex:
        """The vectors of record; loads Chroma at once, and the model at the first search."""
        from ingest.index import PassageIndex

        place = self._generation.index_place
        if isinstance(place, Path):
            refuse_damage(self._generation.folder, below=place.name)
        return PassageIndex(place, embedder=self.embedder)

    @cached_property
    def keywords(self) -> KeywordIndex:
        """Keyword search."""
        from ingest.keywords import KeywordIndex

        refuse_damage(self._generation.folder, below=self._generation.keywords_folder.name)
        return KeywordIndex.open(self._generation.keywords_folder)

    def close(self) -> None:
        """Let the generation go; nothing that was not read before can be read after."""
        if "index" in self.__dict__:
            self.index.close()
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _merge(described: Iterable[Trial]) -> tuple[Trial, ...]:
    """Each trial once, as the one says that says most of it: a paper may only name what a registry describes."""
    found: dict[str, Trial] = {}
    for trial in described:
        known = found.get(trial.id)
        if known is None or _says(trial) > _says(known):
            found[trial.id] = trial
    return tuple(found.values())


def _says(trial: Trial) -> int:
    return sum(map(bool, (trial.acronym, trial.title, trial.condition, trial.identifiers)))


def open_corpus(home: Path, *, embedder: Embedder | None = None) -> Corpus:
    """Open the published corpus.

    Args:
        home: The state folder.
        embedder: A model that is loaded already; by default the one that the corpus was embedded with.

    Raises:
        IndexMissingError: Nothing has been ingested into ``home`` yet.
        HomeError: It cannot be read.
    """
    lease = Home(home).lease()
    try:
        return Corpus(lease, embedder=embedder)
    except BaseException:
        lease.close()
        raise
