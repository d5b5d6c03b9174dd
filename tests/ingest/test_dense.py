"""Dense search: exact within a trial, whatever Chroma's graph says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ingest.dense
from evaluation.kill_trial import FastEmbedder
from ingest.dense import DenseSearch
from ingest.index import PassageIndex
from ingest.passage_file import Passages
from ingest.records import Passage

PASSAGES = tuple(
    Passage(f"s/text/{number}", "s", f"NCT0000000{number % 3}" if number % 4 else None, "text", f"Passage {number}.")
    for number in range(60)
)


def _not_opened() -> PassageIndex:
    raise AssertionError("Chroma is not needed here")


@pytest.fixture
def search(fast_embedder: FastEmbedder) -> DenseSearch:
    """Sixty passages, of three trials and of none."""
    vectors = fast_embedder.embed([passage.text for passage in PASSAGES])
    return DenseSearch(Passages(PASSAGES), vectors=vectors, embedder=fast_embedder, open_index=_not_opened)


@pytest.mark.parametrize("trial", [None, "NCT00000000", "NCT00000002", "NCT00000009"])
def test_search_finds_what_comparing_every_passage_finds(
    search: DenseSearch, fast_embedder: FastEmbedder, trial: str | None
) -> None:
    """The ids and cosines of the nearest, best first; of another trial's passages none."""
    query = fast_embedder.embed(["Passage 7."])[0]
    scores = {
        passage.id: float(fast_embedder.embed([other.text for other in PASSAGES])[row] @ query)
        for row, passage in enumerate(PASSAGES)
        if trial in (None, passage.trial)
    }
    expected = sorted(scores, key=lambda key: -scores[key])[:5]
    found = search.search("Passage 7.", 5, trial=trial)
    assert [key for key, _ in found] == expected
    assert [cosine for _, cosine in found] == pytest.approx([scores[key] for key in expected], abs=1e-5)


def test_many_passages_are_searched_by_the_graph(
    fast_embedder: FastEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a trial, Chroma finds the same passage first; within one, it is not asked."""
    monkeypatch.setattr(ingest.dense, "_COMPARED", 10)
    index = PassageIndex(tmp_path / "index", embedder=fast_embedder, writing=True)
    embedded = fast_embedder.embed([passage.text for passage in PASSAGES])
    index.add(PASSAGES, vectors=embedded, batches=["all"] * len(PASSAGES))
    opened: list[int] = []

    def open_index() -> PassageIndex:
        opened.append(1)
        return index

    vectors = index.vectors([passage.id for passage in PASSAGES])
    search = DenseSearch(Passages(PASSAGES), vectors=vectors, embedder=fast_embedder, open_index=open_index)
    assert search.search("Passage 7.", 1, trial="NCT00000001")[0][0] == "s/text/7"
    assert opened == []
    assert search.search("Passage 7.", 1)[0][0] == "s/text/7"
    assert opened == [1]
    index.close()


def test_passages_come_back(tmp_path: Path) -> None:
    """One, some or all, by row, id, trial or source."""
    Passages(PASSAGES).write(tmp_path / "passages.arrow")
    passages = Passages.read(tmp_path / "passages.arrow")
    assert tuple(passages) == PASSAGES
    assert passages[-1] == passages.get("s/text/59") == PASSAGES[-1]
    assert passages[2:4] == PASSAGES[2:4]
    assert passages.of_trial("NCT00000001").tolist() == [row for row in range(60) if row % 3 == 1 and row % 4]
    assert len(passages.of_source("s")) == 60
    assert passages.of_source("t").tolist() == []
    assert passages.is_in_scope("s/text/1", trial="NCT00000001", kinds={"text"})
    assert not passages.is_in_scope("s/text/1", trial="NCT00000001", kinds={"result"})
    assert not passages.is_in_scope("s/text/4", trial="NCT00000001", kinds=None)


def test_no_passage_is_no_result(fast_embedder: FastEmbedder) -> None:
    """An empty corpus finds nothing."""
    empty = DenseSearch(
        Passages(), vectors=np.empty((0, 0), dtype=np.float32), embedder=fast_embedder, open_index=_not_opened
    )
    assert empty.search("Passage 7.", 5) == []
