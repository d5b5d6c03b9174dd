"""Dense search: exact within a trial and among few passages, by Chroma's graph among many.

Chroma holds the vectors of record, but filters slowly: a search within one trial of many takes it longer than all
else in an answer. The same vectors therefore lie beside it once more, in the order of the passages, memory-mapped: a
trial's are some hundred, which are compared one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ingest.passage_file import Passages

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.index import PassageIndex

_COMPARED = 50_000
"""Passages up to which comparing all is as fast as Chroma's graph, and finds the nearest for certain."""
_QUERIES_KEPT = 16  # a search that is widened asks again


class DenseSearch:
    """The passages of one generation by the meaning of a question."""

    def __init__(
        self, passages: Passages, *, vectors: np.ndarray, embedder: Embedder, open_index: Callable[[], PassageIndex]
    ) -> None:
        """Take the vectors of the passages in their order: float32 of length 1, shape (passages, dimension)."""
        self._passages = passages
        self._vectors = vectors
        self._open_index = open_index
        self._embed = lru_cache(maxsize=_QUERIES_KEPT)(lambda query: embedder.embed([query])[0])

    def search(self, query: str, k: int, *, trial: str | None = None) -> list[tuple[str, float]]:
        """Return the ids of the ``k`` passages most similar to ``query``, with their cosine similarity, best first.

        Args:
            query: A question; embedding it loads the model.
            k: How many; fewer come back when there are fewer.
            trial: Only passages of this trial.
        """
        vector = self._embed(query)
        if trial is None and len(self._passages) > _COMPARED:
            return self._open_index().nearest(vector, k)
        rows = np.arange(len(self._passages)) if trial is None else self._passages.of_trial(trial)
        if not len(rows):
            return []
        cosines = (self._vectors if trial is None else self._vectors[rows]) @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return list(zip(self._passages.ids(rows[best]), cosines[best].tolist(), strict=True))
