"""What the published generation holds, source by source, for the next one to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from ingest.errors import HomeError
from ingest.generation import Generation
from ingest.home import Home
from ingest.passage_file import Passages
from ingest.places import Place, is_at
from ingest.records import Disclosure, Document, Passage, Result
from ingest.seal import find_damage
from ingest.term_file import SourceTerms
from ingest.vocabulary import Term

_MADE = (
    "chroma/",
    "keywords/",
    "result_words/",
    "vectors.npy",
    "base.json",
)  # of a generation, what is made from the rest of it


class Earlier:
    """What is held already, loaded as it is asked for; nothing before the first generation.

    Attributes:
        generation: ``None`` before the first.
        catalog: ``None`` before the first.
        holdings: By source id.
        is_damaged: Whether an index that is made from the rest was cut short, and has to be made anew.
    """

    def __init__(self, generation: Generation | None) -> None:
        self.generation = generation
        self.catalog = generation.catalog() if generation else None
        self.is_damaged = bool(generation and find_damage(generation.folder))
        self.holdings = {holding.source.id: holding for holding in (self.catalog.holdings if self.catalog else ())}

    def index_for(self, model: str) -> Place | None:
        """Return where the passage index lies, when the model with this fingerprint made it."""
        same = self.generation and self.catalog and self.catalog.model[2] == model and not self.is_damaged
        return self.generation.index_place if self.generation and same else None

    def is_at(self, server: str | None) -> bool:
        """Whether the passage index lies on that Chroma server; ``None`` for a folder of its own."""
        return self.generation is None or is_at(self.generation.index_place, server=server)

    def document(self, source: str) -> Document | None:
        """Return the text of a source that is held; ``None`` when only its figures are."""
        return self.generation.document(source) if self.generation else None

    def texts(self, source: str) -> tuple[Passage, ...]:
        """Return the passages of a source that are spans of its document."""
        rows = self._passages.of_source(source)
        return tuple(passage for passage in self._passages.at(rows) if passage.kind == "text")

    def terms(self, source: str) -> tuple[Term, ...]:
        """Return the words of its trial that a source tells."""
        return self._terms.of_source(source)

    @cached_property
    def _passages(self) -> Passages:
        return self.generation.passages() if self.generation else Passages()

    @cached_property
    def _terms(self) -> SourceTerms:
        return self.generation.source_terms() if self.generation else SourceTerms()

    @cached_property
    def disclosures(self) -> Mapping[str, tuple[Disclosure, ...]]:
        """Disclosures by source."""
        return _by_source(self.generation.disclosures() if self.generation else ())

    @cached_property
    def results(self) -> Mapping[str, tuple[Result, ...]]:
        """Results by source, in contract order."""
        return _by_source(self.generation.table().results() if self.generation else ())


def open_earlier(home: Home, *, path: Path, sync: bool) -> Earlier:
    """Open what is published, as far as it is to be kept.

    Where a text or a table was cut short, nothing is kept, so that everything is read anew: when all of it came from
    ``path``, or ``sync`` asks for that.

    Raises:
        HomeError: It cannot be read, and not all of it would be read anew.
    """
    published = home.published()
    try:
        earlier = Earlier(Generation(published) if published else None)
    except HomeError:
        if sync:
            return Earlier(None)
        raise
    lost = _find_lost(earlier)
    others = sorted({holding.origin for holding in earlier.holdings.values()} - {str(path)})
    if lost and others and not sync:
        raise HomeError(
            f"{lost}: missing, or cut short; run trialcite ingest {path} --sync, and then trialcite ingest for each of "
            f"{', '.join(others)}"
        )
    return Earlier(None) if lost else earlier


def _find_lost(earlier: Earlier) -> Path | None:
    """Return the first damaged file that cannot be made from the others."""
    generation = earlier.generation
    if generation is None:
        return None
    damaged = (name for name in find_damage(generation.folder) if not name.startswith(_MADE))
    return next((generation.folder / name for name in damaged), None)


class _OfSource(Protocol):
    @property
    def source(self) -> str: ...


_Record = TypeVar("_Record", bound=_OfSource)


def _by_source(records: Iterable[_Record]) -> dict[str, tuple[_Record, ...]]:
    found: defaultdict[str, list[_Record]] = defaultdict(list)
    for record in records:
        found[record.source].append(record)
    return {source: tuple(group) for source, group in found.items()}
