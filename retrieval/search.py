"""Search over the passages of a corpus: dense vectors and keywords, fused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ingest.corpus import Corpus
from ingest.records import Passage, PassageKind
from retrieval.fusion import Hit, fuse

DEPTH = 100
"""How many passages of each half are fused; from 50 to all, the measured recall is the same."""
_WIDER = 4
"""By what factor a search is widened that a filter left short."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found, and its scores; ``cosine`` and ``bm25`` are ``None`` where that half missed it."""

    passage: Passage
    score: float
    cosine: float | None
    bm25: float | None


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages by meaning and by words.

    Any field can differ for one search: ``retriever.search(question, trial="NCT...", dense=False)``.

    Attributes:
        k: Most passages that one search returns.
        trial: The only trial searched; ``None`` for all, including passages of no trial.
        kinds: The kinds of passages searched; ``None`` for all.
        dense: Whether the embedding model is asked too; without it, it is never loaded.
    """

    corpus: Corpus
    k: int = 10
    trial: str | None = None
    kinds: frozenset[PassageKind] | None = None
    dense: bool = True

    def search(self, query: str, **changes: Any) -> list[Found]:
        """Return at most ``k`` passages, best first.

        Raises:
            TypeError: ``changes`` names no field.
        """
        if changes:
            return replace(self, **changes).search(query)
        words = self._find(lambda count: self.corpus.keywords.search(query, count, trial=self._filter))
        near = (
            self._find(lambda count: self.corpus.dense.search(query, count, trial=self._filter)) if self.dense else []
        )
        bm25, cosine = dict(words), dict(near)
        fused = fuse([near, words] if self.dense else [words], depth=DEPTH)[: self.k]
        return [
            Found(self.corpus.passages.get(passage), score, cosine.get(passage), bm25.get(passage))
            for passage, score in fused
        ]

    @property
    def _filter(self) -> str | None:
        """The trial that the indexes filter by: none where there is only one."""
        return self.trial if len(self.corpus.trials) > 1 else None

    def _find(self, search: Callable[[int], list[Hit]]) -> list[Hit]:
        """Return the ``DEPTH`` best hits in scope, or all that there are."""
        count = DEPTH
        while True:
            hits = search(count)
            passages = self.corpus.passages
            kept = [hit for hit in hits if passages.is_in_scope(hit[0], trial=self.trial, kinds=self.kinds)]
            if len(kept) >= DEPTH or len(hits) < count:
                return kept[:DEPTH]
            count *= _WIDER
