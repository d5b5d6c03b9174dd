"""How well BM25, dense search and their fusion find the one right document, on sets held outside the repository.

``python -m evaluation.retrieval_sets pubmedqa.json clinifact.csv`` prints one table: recall@1 / recall@5 / nDCG@10.
A ``.json`` file is read as PubMedQA (a question and its own abstract), a ``.csv`` file as CliniFact (a claim and the
publication that reports it). What was tried and not taken stands beside for comparison: reciprocal rank fusion, other
weights, and a weight by how far the first passage leads in each ranking of the query. Several sets are also pooled, so
that each one's queries have to find their document among all.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.embedding import Embedder
from ingest.errors import EvidenceError
from ingest.keywords import KeywordIndex
from ingest.records import Passage
from ingest.settings import read_settings
from retrieval.fusion import Hit, fuse
from retrieval.search import DEPTH

RRF_K = 60
"""The constant of reciprocal rank fusion, as first published and as most systems set it."""
_WEIGHTS = (0.3, 0.7)
"""Weights of BM25 beside the half that it has."""
_TOP, _FEW, _PAGE = 1, 5, 10
_UNRELATED = "2"
"""CliniFact's label of a claim that its publication says nothing about."""


class RetrievalSetError(EvidenceError):
    """A retrieval set that cannot be read."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Documents by id, and queries with the id of the one right document."""

    name: str
    documents: dict[str, str]
    queries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of queries, and the mean gain."""

    recall_1: float
    recall_5: float
    ndcg_10: float

    def __str__(self) -> str:
        return f"{self.recall_1:.3f} / {self.recall_5:.3f} / {self.ndcg_10:.3f}"


def read_set(path: Path) -> RetrievalSet:
    """Read a set in its publisher's own form.

    Raises:
        RetrievalSetError: The file cannot be read, or lacks a field.
    """
    try:
        return _read_pubmedqa(path) if path.suffix == ".json" else _read_clinifact(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RetrievalSetError(f"{path}: expected PubMedQA as .json or CliniFact as .csv ({error!r})") from error


def _read_pubmedqa(path: Path) -> RetrievalSet:
    entries = json.loads(path.read_text(encoding="utf-8"))
    documents = {key: " ".join(entry["CONTEXTS"]) for key, entry in entries.items()}
    return RetrievalSet("PubMedQA", documents, tuple((entry["QUESTION"], key) for key, entry in entries.items()))


def _read_clinifact(path: Path) -> RetrievalSet:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    documents = {row["PMID"]: f"{row['article_title']} {row['article_abstract']}" for row in rows}
    queries = tuple((row["claim"], row["PMID"]) for row in rows if row["label"] != _UNRELATED)
    return RetrievalSet("CliniFact", documents, queries)


def pool(sets: Sequence[RetrievalSet]) -> tuple[RetrievalSet, ...]:
    """Return each set with the documents of all."""
    documents = {key: text for one in sets for key, text in one.documents.items()}
    return tuple(RetrievalSet(f"{one.name} among all", documents, one.queries) for one in sets)


def measure(one: RetrievalSet, *, vectors: Vectors) -> dict[str, list[float]]:
    """Return, for each way to rank, the rank of the right document by query, from 1; infinite where it is not found."""
    names = ("BM25", "dense", f"RRF {RRF_K}", *(f"BM25 {weight}" for weight in _WEIGHTS), "by lead", "fusion")
    ranks: dict[str, list[float]] = {name: [] for name in names}
    search_dense = vectors.searcher(one.documents)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        KeywordIndex.build([_to_passage(key, text) for key, text in one.documents.items()], Path(folder))
        keywords = KeywordIndex.open(Path(folder))
        for query, right in one.queries:
            bm25, dense = keywords.search(query, DEPTH), search_dense(query)
            weighted = (
                _fuse_weighted(dense, bm25, weight=weight) for weight in (*_WEIGHTS, _weigh_by_lead(dense, bm25))
            )
            orders = (bm25, dense, _fuse_ranks([dense, bm25]), *weighted, fuse([dense, bm25], depth=DEPTH))
            for found, order in zip(ranks.values(), orders, strict=True):
                found.append(next((rank for rank, (key, _) in enumerate(order, start=1) if key == right), math.inf))
    return ranks


def score(ranks: Sequence[float]) -> Scores:
    """Return the scores of the ranks of the one right document; nDCG gives it 1 / log2(rank + 1) down to rank 10."""
    gains = [1 / math.log2(rank + 1) if rank <= _PAGE else 0.0 for rank in ranks]
    recall_1, recall_5 = (sum(rank <= cut for rank in ranks) / len(ranks) for cut in (_TOP, _FEW))
    return Scores(recall_1, recall_5, sum(gains) / len(ranks))


class Vectors:
    """The vectors of texts, each embedded once in a run."""

    def __init__(self, embed: Callable[[Sequence[str]], np.ndarray]) -> None:
        self._embed = embed
        self._known: dict[str, np.ndarray] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Embed those of ``texts`` that are new."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._embed(new), strict=True))

    def searcher(self, documents: dict[str, str]) -> Callable[[str], list[Hit]]:
        """Return the exact search over ``documents``: the ``DEPTH`` nearest by cosine."""
        self.learn(list(documents.values()))
        keys = list(documents)
        matrix = np.stack([self._known[text] for text in documents.values()])

        def search(query: str) -> list[Hit]:
            cosines = matrix @ self._known[query]
            return [(keys[place], float(cosines[place])) for place in np.argsort(-cosines, kind="stable")[:DEPTH]]

        return search


def _fuse_ranks(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Reciprocal rank fusion with equal weights."""
    sums: dict[str, float] = {}
    for ranking in rankings:
        for rank, (key, _) in enumerate(ranking, start=1):
            sums[key] = sums.get(key, 0.0) + 1 / (RRF_K + rank)
    return sorted(sums.items(), key=lambda hit: -hit[1])


def _fuse_weighted(dense: Sequence[Hit], bm25: Sequence[Hit], *, weight: float) -> list[Hit]:
    """The mean of relative scores, of which BM25's counts ``weight``; half is what ``fuse`` does."""
    sums: dict[str, float] = {}
    for ranking, share in ((dense, 1 - weight), (bm25, weight)):
        best = ranking[0][1] if ranking else 0.0
        relative = {key: score / best for key, score in ranking} if best > 0 else {}
        low = min(relative.values(), default=0.0) if len(relative) >= DEPTH else 0.0
        for key in {*(key for key, _ in dense), *(key for key, _ in bm25)}:
            sums[key] = sums.get(key, 0.0) + share * relative.get(key, low)
    return sorted(sums.items(), key=lambda hit: (-hit[1], hit[0]))


def _weigh_by_lead(dense: Sequence[Hit], bm25: Sequence[Hit]) -> float:
    """A weight of BM25 for this query alone: the ranking whose first passage leads by more counts more."""
    leads = [1 - found[1][1] / found[0][1] if len(found) > 1 and found[0][1] > 0 else 0.0 for found in (dense, bm25)]
    return leads[1] / sum(leads) if sum(leads) else 0.5


def _to_passage(key: str, text: str) -> Passage:
    return Passage(id=key, source="", trial=None, kind="text", text=text)


def draw_table(sets: Sequence[RetrievalSet], *, vectors: Vectors) -> str:
    """Return the table of all sets in Markdown, with the two halves of each: every other query."""
    lines: list[str] = []
    for one in sets:
        vectors.learn([query for query, _ in one.queries])
        ranks = measure(one, vectors=vectors)
        if not lines:
            lines += [f"| set | documents | queries | {' | '.join(ranks)} |", "|---|---|---|" + "---|" * len(ranks)]
        for part, cut in (("", slice(None)), (", even half", slice(0, None, 2)), (", odd half", slice(1, None, 2))):
            cells = " | ".join(str(score(found[cut])) for found in ranks.values())
            lines.append(f"| {one.name}{part} | {len(one.documents)} | {len(one.queries[cut])} | {cells} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 2 when a set cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.retrieval_sets", description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path, help="PubMedQA as .json, CliniFact as .csv")
    options = parser.parse_args(arguments)
    try:
        sets = tuple(read_set(path) for path in options.sets)
        settings = read_settings()
        vectors = Vectors(Embedder(settings.embedding_model, precision=settings.embedding_precision).embed)
        print(draw_table((*sets, *(pool(sets) if len(sets) > 1 else ())), vectors=vectors))
    except EvidenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
