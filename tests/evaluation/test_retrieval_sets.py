"""The measurement of retrieval: scores by hand, and the publishers' two forms."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evaluation.retrieval_sets import RetrievalSetError, Vectors, measure, pool, read_set, score

CLINIFACT = """claim,PMID,article_title,article_abstract,label
A beats B,11,Drug A,Alpha was better.,1
A beats C,12,Drug C,Gamma was equal.,0
A beats D,13,Gardening,Roses.,2
"""
PUBMEDQA = {"7": {"QUESTION": "Does gamma work?", "CONTEXTS": ["Gamma was tried.", "It worked."]}}
AXES = ("alpha", "gamma", "roses")


def embed_by_word(texts: Sequence[str]) -> np.ndarray:
    """Return vectors with one axis a word, so that cosines are plain to see."""
    return np.array([[float(word in text.lower()) for word in AXES] for text in texts], dtype=np.float32)


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    """One file of each form."""
    clinifact, pubmedqa = tmp_path / "claims.csv", tmp_path / "questions.json"
    clinifact.write_text(CLINIFACT, encoding="utf-8")
    pubmedqa.write_text(json.dumps(PUBMEDQA), encoding="utf-8")
    return clinifact, pubmedqa


def test_scores_by_hand() -> None:
    """Ranks 1, 3, 11 and none: a quarter first, half in five, and gains of 1 and 1/2 over four."""
    scores = score([1, 3, 11, math.inf])
    assert (scores.recall_1, scores.recall_5, scores.ndcg_10) == (0.25, 0.5, pytest.approx(1.5 / 4))


def test_unrelated_claims_are_documents_but_no_queries(paths: tuple[Path, Path]) -> None:
    """A claim that its publication does not treat asks nothing; the publication stays, to be confused with."""
    clinifact = read_set(paths[0])
    assert clinifact.queries == (("A beats B", "11"), ("A beats C", "12"))
    assert clinifact.documents["13"] == "Gardening Roses."


def test_pool_joins_the_documents(paths: tuple[Path, Path]) -> None:
    """Pooled, each set keeps its queries and is searched among the documents of both."""
    first, second = pool([read_set(path) for path in paths])
    assert len(first.documents) == len(second.documents) == 4
    assert second.queries == (("Does gamma work?", "7"),)


def test_ranks_of_each_way(paths: tuple[Path, Path]) -> None:
    """To dense search two documents are alike; by words one leads, which fusion sees and ranks cannot tell."""
    _, pubmedqa = pool([read_set(path) for path in paths])
    vectors = Vectors(embed_by_word)
    vectors.learn([query for query, _ in pubmedqa.queries])
    ranks = measure(pubmedqa, vectors=vectors)
    assert {name: ranks[name] for name in ("BM25", "dense", "RRF 60", "fusion")} == {
        "BM25": [1],
        "dense": [2],
        "RRF 60": [2],
        "fusion": [1],
    }
    assert ranks["by lead"] == [1], "words lead by more"


@pytest.mark.parametrize(("name", "text"), [("a.csv", "x,y\n1,2\n"), ("a.json", "[1]"), ("b.json", "{")])
def test_other_file_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """A file of another form is one error that names the forms."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RetrievalSetError, match=r"expected PubMedQA as \.json or CliniFact as \.csv"):
        read_set(tmp_path / name)
