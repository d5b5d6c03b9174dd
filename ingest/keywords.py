"""The keyword index: BM25 over the passages of one generation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import HomeError
from ingest.records import Passage

if TYPE_CHECKING:
    from bm25s import BM25

KEYS = "passages.json"
_WORD = re.compile(r"\d+(?:\.\d+)+|\w+")
"""A decimal number stays whole, so that 0.53 is one rare word and not two common ones."""
_DECIMAL_DOTS = str.maketrans({"\u00b7": ".", "\u2027": ".", "\u22c5": "."})
"""Middle dots, which some journals print as decimal marks."""


class KeywordIndex:
    """BM25 in Lucene's variant over stemmed English words, written once and read through mmap."""

    def __init__(self, bm25: BM25 | None, *, passages: Sequence[str], trials: Sequence[str | None]) -> None:
        """Take the scores and, in their order, the id and the trial of each passage; no scores without words."""
        self._bm25 = bm25
        self._passages = tuple(passages)
        self._trials = np.array([trial or "" for trial in trials], dtype=np.str_)

    @classmethod
    def build(cls, passages: Sequence[Passage], path: Path) -> None:
        """Write the index of ``passages`` into the folder ``path``: the same passages give the same bytes."""
        from bm25s import BM25

        path.mkdir(parents=True, exist_ok=True)
        keys = {"passages": [passage.id for passage in passages], "trials": [passage.trial for passage in passages]}
        vocabulary: dict[str, int] = {}
        words = [
            [vocabulary.setdefault(word, len(vocabulary)) for word in found]
            for found in _find_words(passage.text for passage in passages)
        ]
        if vocabulary:
            bm25 = BM25(method="lucene")
            bm25.index((words, vocabulary), create_empty_token=False, show_progress=False)
            bm25.save(path, show_progress=False)
        (path / KEYS).write_text(json.dumps({**keys, "words": len(vocabulary)}), encoding="utf-8")

    @classmethod
    def open(cls, path: Path) -> KeywordIndex:
        """Open the index in the folder ``path``.

        Raises:
            HomeError: The folder holds no whole index.
        """
        from bm25s import BM25

        try:
            keys = json.loads((path / KEYS).read_text(encoding="utf-8"))
            bm25 = BM25.load(path, mmap=True, show_progress=False) if keys["words"] else None
            return cls(bm25, passages=keys["passages"], trials=keys["trials"])
        except (OSError, ValueError, KeyError) as error:
            raise HomeError(f"{path}: the keyword index cannot be read; run trialcite ingest ({error})") from error

    def __len__(self) -> int:
        """How many passages are indexed."""
        return len(self._passages)

    def search(self, query: str, k: int, *, trial: str | None = None) -> list[tuple[str, float]]:
        """Return at most ``k`` passages that share a word with ``query``, as ``(id, score)``, best first.

        Equal scores stand in the order of ingestion. With ``trial``, only its passages are searched.
        """
        words = self._bm25.get_tokens_ids(next(_find_words([query]))) if self._bm25 else []
        if self._bm25 is None or not words or k < 1:
            return []
        scores = self._bm25.get_scores_from_ids(words)
        if trial is not None:
            scores[self._trials != trial] = 0.0
        best = _find_best(scores, k)
        return [(self._passages[position], float(scores[position])) for position in best]


def _find_words(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the stems of each text's words, in order, without stop words."""
    from bm25s.stopwords import STOPWORDS_EN
    from Stemmer import Stemmer

    stemmer, stop_words = Stemmer("english"), frozenset(STOPWORDS_EN)
    for text in texts:
        found = _WORD.findall(text.translate(_DECIMAL_DOTS).lower())
        yield stemmer.stemWords([word for word in found if word not in stop_words])


def _find_best(scores: np.ndarray, k: int) -> np.ndarray:
    """Return the positions of the ``k`` highest scores above zero, highest first, ties in order of position."""
    floor = np.partition(scores, -k)[-k] if k < len(scores) else 0.0
    candidates = np.flatnonzero((scores > 0) & (scores >= floor))
    return candidates[np.argsort(-scores[candidates], kind="stable")][:k]
