"""The retriever: what it finds by words and by meaning, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus
from ingest.dense import DenseSearch
from ingest.embedding import Embedder
from ingest.index import PassageIndex
from ingest.keywords import KeywordIndex
from ingest.passage_file import Passages
from ingest.records import Passage, Trial
from retrieval.search import Found, Retriever

ONE, TWO = "NCT00000001", "NCT00000002"
PASSAGES = (
    Passage(
        id="one/text/0",
        source="report",
        trial=ONE,
        kind="text",
        text="The study was paid for by the manufacturer of the drug.",
        start=40,
        end=95,
        section="Funding",
        page=2,
    ),
    Passage(
        id="one/result/0", source="report", trial=ONE, kind="result", text="Neutropenia: 19% in arm XR-17.", link="r:1"
    ),
    Passage(id="one/text/1", source="report", trial=ONE, kind="text", text="Patients died of pneumonia in both arms."),
    Passage(id="two/text/0", source="other", trial=TWO, kind="text", text="A charity paid for the study."),
    Passage(id="none/text/0", source="guide", trial=None, kind="text", text="How to read a survival curve."),
)


class SmallCorpus(Corpus):
    """A corpus of the passages above, with real indexes and no generation."""

    def __init__(self, folder: Path, *, embedder: Embedder, trials: tuple[str, ...] = (ONE, TWO)) -> None:
        self.trials = tuple(Trial(id=trial, acronym=None, title="A trial") for trial in trials)
        self.passages = Passages(PASSAGES)
        KeywordIndex.build(PASSAGES, folder / "keywords")
        self.keywords = KeywordIndex.open(folder / "keywords")
        self.index = PassageIndex(folder / "index", embedder=embedder, writing=True)
        embedded = embedder.embed([passage.text for passage in PASSAGES])
        self.index.add(PASSAGES, vectors=embedded, batches=["all"] * len(PASSAGES))
        vectors = self.index.vectors([passage.id for passage in PASSAGES])
        self.dense = DenseSearch(self.passages, vectors=vectors, embedder=embedder, open_index=lambda: self.index)

    def close(self) -> None:
        """Let the passage index go."""
        self.index.close()


@pytest.fixture(scope="module")
def corpus(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCorpus]:
    """Five passages of two trials, embedded once for all tests here."""
    with SmallCorpus(tmp_path_factory.mktemp("corpus"), embedder=embedder) as corpus:
        yield corpus


def find_ids(found: list[Found]) -> list[str]:
    """Return the ids of the passages found, best first."""
    return [hit.passage.id for hit in found]


def test_meaning_is_found_without_a_shared_word(corpus: SmallCorpus) -> None:
    """ "Sponsor" stands in no passage, but two say who paid."""
    found = find_ids(Retriever(corpus=corpus, k=2).search("Who was the financial sponsor?"))
    assert set(found) == {"one/text/0", "two/text/0"}


def test_rare_word_is_found(corpus: SmallCorpus) -> None:
    """A code that the model has never read is found by its letters."""
    assert find_ids(Retriever(corpus=corpus, k=1).search("XR-17")) == ["one/result/0"]


def test_both_halves_are_told(corpus: SmallCorpus) -> None:
    """What is found carries the scores of both halves."""
    [hit] = Retriever(corpus=corpus, k=1).search("drug manufacturer paid")
    assert hit.passage == PASSAGES[0]
    assert hit.score == pytest.approx(1.0)  # the best of both halves
    assert hit.bm25 is not None
    assert hit.bm25 > 0
    assert hit.cosine is not None
    assert 0 < hit.cosine < 1


def test_trial_keeps_all_others_out(corpus: SmallCorpus) -> None:
    """Named trials alone are searched, whether the retriever or the call names them."""
    retriever = Retriever(corpus=corpus, trial=TWO)
    assert find_ids(retriever.search("Who paid for the study?")) == ["two/text/0"]
    assert set(find_ids(retriever.search("Who paid for the study?", trial=ONE))) == {
        "one/text/0",
        "one/text/1",
        "one/result/0",
    }


def test_only_trial_leaves_passages_of_no_trial_out(embedder: Embedder, tmp_path: Path) -> None:
    """With one trial in the corpus no index filters, and still nothing outside the trial comes back."""
    with SmallCorpus(tmp_path, embedder=embedder, trials=(ONE,)) as corpus:
        found = find_ids(Retriever(corpus=corpus, trial=ONE).search("survival curve"))
    assert set(found) == {"one/text/0", "one/text/1", "one/result/0"}


def test_kinds_narrow_the_search(corpus: SmallCorpus) -> None:
    """Where only rendered results are wanted, the one result comes back though texts match better."""
    found = Retriever(corpus=corpus).search("Who paid for the study?", kinds=frozenset({"result"}))
    assert find_ids(found) == ["one/result/0"]


def test_filter_looks_past_the_first_hits(corpus: SmallCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one hit a half at first, a text is still found behind a result that matches better."""
    monkeypatch.setattr("retrieval.search.DEPTH", 1)
    found = Retriever(corpus=corpus, kinds=frozenset({"text"}), k=1).search("neutropenia in both arms")
    assert find_ids(found) == ["one/text/1"]


def test_without_dense_search_only_shared_words_count(corpus: SmallCorpus) -> None:
    """BM25 alone finds the passages that share a word, and has no cosine to tell."""
    found = Retriever(corpus=corpus, dense=False).search("charity")
    assert [(hit.passage.id, hit.cosine) for hit in found] == [("two/text/0", None)]


def test_unknown_field_is_refused(corpus: SmallCorpus) -> None:
    """A misspelt option of a call is an error, not a search without it."""
    with pytest.raises(TypeError, match="trail"):
        Retriever(corpus=corpus).search("study", trail=ONE)


def test_import_loads_no_model_and_no_store() -> None:
    """To import the retriever costs neither torch nor Chroma nor bm25s."""
    code = "import sys, retrieval.search; print(*sorted({'torch', 'chromadb', 'bm25s', 'pandera'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
