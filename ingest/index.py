"""The passage index: with ``ingest.chroma_clients``, all that knows Chroma.

What was found out about Chroma 1.5.9, and what follows from it:

- Opening a client commits one row to ``chroma.sqlite3`` (table ``acquire_write``) under SQLite's own lock. So any
  number of processes may open one directory, but a plain copy of that file may be torn: ``copy_index`` uses SQLite's
  backup.
- Vectors go to a log in SQLite first, and to the HNSW files only once ``sync_threshold`` rows have gathered; a reader
  replays the rest of the log in memory. Where the HNSW files were never written, *the first query of every reader
  writes them*, and two readers damage each other's. After ``consolidate`` no reader writes them.
- Two writers on one directory lose vectors without an error: the writer's lock in ``ingest/home.py`` prevents it.
- A server holds its files alone, whoever writes to it: nothing has to be consolidated, and rows are all that can be
  copied.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import httpx
import numpy as np
from chromadb.errors import ChromaError
from langchain_chroma import Chroma

from ingest.chroma_clients import connect, disconnect
from ingest.errors import HomeError
from ingest.places import Place, ServerPlace
from ingest.records import Passage

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

_COLLECTION = "passages"
DATABASE = "chroma.sqlite3"
_ROWS_PER_CALL = 5461  # Chroma's limit for one call
_ROWS_PER_COPY = 500  # with their vectors about 5 MB as JSON, which every proxy lets through
_ROWS_PER_SYNC = 1000  # rows between two writings of the HNSW files; Chroma's own choice
_LOCKED_SECONDS = 20.0  # on a loaded machine, a closed client was seen to hold its database for some seconds
_PAUSE_SECONDS = 0.2
_MARKER = "consolidated"  # a row that comes and goes; no passage id lacks a slash


class PassageIndex:
    """The passages of one generation in a persistent Chroma collection, by cosine similarity.

    Chroma serves threads of one process. One process writes a directory, while no other has it open; many may read it
    once it is consolidated. A collection of a server is written and read by any number.
    """

    def __init__(self, place: Place, *, embedder: Embeddings, writing: bool = False) -> None:
        """Open the index in a folder or on a server, where it is made when ``writing``.

        Raises:
            HomeError: There is no index, Chroma cannot read it, or the server does not answer.
        """
        self._place = place
        self._embedder = embedder
        if not writing and isinstance(place, Path) and not (place / DATABASE).is_file():
            raise HomeError(f"{place}: no passage index here; run trialcite ingest")
        deadline = time.monotonic() + _LOCKED_SECONDS
        while True:
            try:
                self._try_open(writing=writing)
                return
            except HomeError as error:
                if "database is locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def close(self) -> None:
        """Release the files, so that they can be moved or removed."""
        disconnect(self._client)

    def add(self, passages: Sequence[Passage], *, vectors: np.ndarray, batches: Sequence[str]) -> None:
        """Store ``passages`` in one call, so that either all are there or none.

        Args:
            passages: At most 5,461.
            vectors: One for each: float32, shape (len(passages), dimension).
            batches: For each, the key of what it was embedded together with; ``batches`` gives it back.

        Raises:
            HomeError: Chroma cannot write.
        """
        with self._explain("written"):
            self._collection.upsert(
                ids=[passage.id for passage in passages],
                embeddings=vectors,
                documents=[passage.text for passage in passages],
                metadatas=[_to_metadata(passage, batch) for passage, batch in zip(passages, batches, strict=True)],
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Remove passages; those that are not there are passed over."""
        with self._explain("written"):
            for some in _cut(list(ids), _ROWS_PER_CALL):
                self._chroma.delete(ids=some)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all passages, sorted."""
        return tuple(sorted(self.batches()))

    def batches(self) -> dict[str, str]:
        """Return the batch that each passage was embedded in, by passage id.

        In parts: Chroma names every row of a call to SQLite, which takes 32,766 names.
        """
        found: dict[str, str] = {}
        with self._explain("read"):
            for start in range(0, self._collection.count(), _ROWS_PER_CALL):
                stored = self._collection.get(include=["metadatas"], limit=_ROWS_PER_CALL, offset=start)
                rows = zip(stored["ids"], stored["metadatas"] or (), strict=True)
                found.update({key: str(metadata["batch"]) for key, metadata in rows})
        return found

    def vectors(self, ids: Sequence[str]) -> np.ndarray:
        """Return the vectors of ``ids`` in that order: float32, shape (len(ids), dimension).

        Raises:
            KeyError: One of them is not in the index.
        """
        found: dict[str, Any] = {}
        with self._explain("read"):
            for some in _cut(list(ids), _ROWS_PER_CALL):
                stored = self._collection.get(ids=some, include=["embeddings"])
                embeddings = stored["embeddings"]
                found.update(zip(stored["ids"], embeddings if embeddings is not None else (), strict=True))
        return np.asarray([found[key] for key in ids], dtype=np.float32)

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the ids of the ``k`` passages most similar to ``query``, with their cosine similarity, best first.

        Args:
            query: A question; embedding it loads the model.
            k: How many; fewer come back when there are fewer.
        """
        return self.nearest(self._embedder.embed_query(query), k)

    def nearest(self, vector: Sequence[float] | np.ndarray, k: int) -> list[tuple[str, float]]:
        """Return what ``search`` returns, for a question that is embedded already.

        There is no filter: Chroma's are slow, and ``ingest.dense`` searches within a trial.
        """
        asked = [float(number) for number in vector]
        with self._explain("read"):
            found = self._chroma.similarity_search_by_vector_with_relevance_scores(asked, k=k)
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def take_from(self, other: PassageIndex) -> None:
        """Store every passage of ``other`` as it is there, vectors included.

        Raises:
            HomeError: One of the two cannot be reached.
        """
        for ids in _cut(list(other.ids()), _ROWS_PER_COPY):
            with other._explain("read"):
                rows = other._collection.get(ids=ids, include=["embeddings", "documents", "metadatas"])
            with self._explain("written"):
                self._collection.upsert(
                    ids=rows["ids"],
                    embeddings=rows["embeddings"],
                    documents=rows["documents"],
                    metadatas=rows["metadatas"],
                )

    def consolidate(self) -> None:
        """Write all vectors from Chroma's log into its HNSW files, so that no reader has to; call it last.

        The files are written when enough rows have gathered: enough is set to two, and a row comes and goes.
        """
        if isinstance(self._place, ServerPlace):
            return
        with self._explain("written"):
            self._set_rows_per_sync(2)
            first = self._collection.peek(1)["embeddings"]
            if first is None or not len(first):
                return
            width = len(first[0])
            self._collection.upsert(
                ids=[_MARKER],
                embeddings=np.ones((1, width), dtype=np.float32),
                documents=[""],
                metadatas=[{"batch": ""}],
            )
            self._collection.delete(ids=[_MARKER])

    @property
    def _collection(self) -> chromadb.Collection:
        return self._chroma._collection  # noqa: SLF001  # LangChain has no way to read ids or settings

    def _try_open(self, *, writing: bool) -> None:
        """Open the index and see that it can be read; what was opened of one that cannot is closed."""
        with self._explain("read"):
            self._open(make=writing)
            try:
                if writing:
                    self._set_rows_per_sync(_ROWS_PER_SYNC)
                self._collection.count()
            except Exception:
                disconnect(self._client)
                raise

    def _open(self, *, make: bool) -> None:
        served = isinstance(self._place, ServerPlace)
        self._client = connect(self._place)
        try:
            self._chroma = Chroma(
                client=self._client,
                collection_name=self._place.collection if isinstance(self._place, ServerPlace) else _COLLECTION,
                embedding_function=self._embedder,
                collection_configuration={"hnsw": {"space": "cosine"}},
                # A server would make a collection that was removed, and answer from it that there is nothing.
                create_collection_if_not_exists=make or not served,
            )
        except Exception:
            disconnect(self._client)
            raise

    def _set_rows_per_sync(self, rows: int) -> None:
        if isinstance(self._place, ServerPlace):
            return  # the server's own affair
        stored = self._collection.configuration["hnsw"]
        if stored is None or stored["sync_threshold"] != rows:
            self._collection.modify(configuration={"hnsw": {"sync_threshold": rows, "batch_size": min(rows, 100)}})
            disconnect(self._client)
            self._open(make=True)

    @contextmanager
    def _explain(self, deed: str) -> Iterator[None]:
        """Turn the errors of Chroma and of its client into ours."""
        try:
            yield
        except (ChromaError, ValueError, OSError, sqlite3.Error, httpx.HTTPError) as error:
            raise HomeError(
                f"{self._place}: the passage index cannot be {deed}: {error}; {remedy(self._place)}"
            ) from error


def remedy(place: Place) -> str:
    """Return what to do about an index that cannot be used."""
    if isinstance(place, ServerPlace):
        return "start the server (chroma run), or unset TRIALCITE_CHROMA_URL, then run trialcite ingest again"
    return "look for free disk space and write access, then run trialcite ingest again"


def _to_metadata(passage: Passage, batch: str) -> Mapping[str, str]:
    """Return what a search may filter by; Chroma takes no ``None``."""
    known = {
        "source": passage.source,
        "kind": passage.kind,
        "batch": batch,
        "trial": passage.trial,
        "link": passage.link,
    }
    return {name: entry for name, entry in known.items() if entry is not None}


def _cut(ids: list[str], size: int) -> Iterator[list[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
