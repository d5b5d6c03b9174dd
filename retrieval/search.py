"""Search over the passages of a corpus: dense vectors and keywords, fused."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from ingest.corpus import Corpus
from ingest.records import PassageKind
from retrieval.fusion import Hit, fuse

DEPTH = 100
"""How many passages of each half are fused; from 50 to all, the measured recall is the same."""
_WIDER = 4
"""By what factor a search is widened that a filter left short."""
_PLACE = ("source", "trial", "kind", "link", "section", "page", "start", "end")


class HybridRetriever(BaseRetriever):
    """Finds passages by meaning and by words.

    Any field can be overridden for one call: ``retriever.invoke(question, trial="NCT...", dense=False)``. ``search``
    does the same without LangChain's callbacks, which may send a question to a tracing service.

    Attributes:
        k: Most passages that one search returns.
        trial: The only trial searched; ``None`` for all, including passages of no trial.
        kinds: The kinds of passages searched; ``None`` for all.
        dense: Whether the embedding model is asked too; without it, it is never loaded.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, ignored_types=(cached_property,))

    corpus: Corpus
    k: int = 10
    trial: str | None = None
    kinds: frozenset[PassageKind] | None = None
    dense: bool = True

    def search(self, query: str, **changes: Any) -> list[Document]:
        """Return at most ``k`` passages, best first, with their scores and where they come from.

        Raises:
            TypeError: ``changes`` names no field.
        """
        if unknown := changes.keys() - type(self).model_fields:
            raise TypeError(f"expected fields of {type(self).__name__}, found {', '.join(sorted(unknown))}")
        if changes:
            return self.model_copy(update=changes).search(query)
        words = self._find(lambda count: self.corpus.keywords.search(query, count, trial=self._filter))
        near = (
            self._find(lambda count: self.corpus.dense.search(query, count, trial=self._filter)) if self.dense else []
        )
        bm25, cosine = dict(words), dict(near)
        fused = fuse([near, words] if self.dense else [words], depth=DEPTH)[: self.k]
        return [
            self._to_document(passage, score=score, cosine=cosine.get(passage), bm25=bm25.get(passage))
            for passage, score in fused
        ]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **changes: Any
    ) -> list[Document]:
        """Search as LangChain asks for it; ``changes`` are fields that differ for this call."""
        del run_manager  # nothing to report between start and end
        return self.search(query, **changes)

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

    def _to_document(self, passage_id: str, **scores: float | None) -> Document:
        """Return the passage as LangChain knows it; ``cosine`` and ``bm25`` are ``None`` where that half missed it."""
        passage = self.corpus.passages.get(passage_id)
        place = {name: getattr(passage, name) for name in _PLACE}
        return Document(page_content=passage.text, id=passage.id, metadata={"passage": passage.id} | place | scores)
