"""What is held, published anew: without a source, or with the rows that were confirmed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.confirmations import Confirmations
from ingest.corpus import open_corpus
from ingest.errors import IndexMissingError, SourceError
from ingest.pipeline import ingest, renew

LANTERN = Path(__file__).parents[1] / "fixtures" / "lantern"


@pytest.fixture
def home(tmp_path: Path, fast_embedder: FastEmbedder) -> Path:
    """The small corpus of two sources."""
    ingest(LANTERN, home=tmp_path, embedder=fast_embedder)
    return tmp_path


def test_removed_source_leaves_nothing(home: Path, fast_embedder: FastEmbedder) -> None:
    """Its results, passages and text are gone; the other source stays as it was, and nothing is embedded."""
    report = renew(home=home, embedder=fast_embedder, without=["doe-2022"])
    assert [(source.id, source.status) for source in report.sources] == [("doe-2022", "removed")]
    assert report.embedded == 0
    with open_corpus(home) as corpus:
        assert list(corpus.sources) == ["doe-2021"]
        assert {row.source for row in corpus.table.results()} == {"doe-2021"}
        assert {passage.source for passage in corpus.passages} == {"doe-2021"}


def test_removed_source_comes_back_with_its_folder(home: Path, fast_embedder: FastEmbedder) -> None:
    """What it came from was not touched."""
    renew(home=home, embedder=fast_embedder, without=["doe-2022"])
    ingest(LANTERN, home=home, embedder=fast_embedder)
    with open_corpus(home) as corpus:
        assert sorted(corpus.sources) == ["doe-2021", "doe-2022"]


def test_confirmed_row_is_published_without_reading_anything(home: Path, fast_embedder: FastEmbedder) -> None:
    """It becomes a result of its source, with an id of its own."""
    with open_corpus(home) as corpus:
        source = corpus.sources["doe-2021"]
        row = replace(corpus.table.get("doe-2021:001"), outcome="Overall survival")
    Confirmations(home).confirm("some-figure", row, source=source, who="Bea")
    assert renew(home=home, embedder=fast_embedder).published
    with open_corpus(home) as corpus:
        assert corpus.table.get("doe-2021:p001").outcome == "Overall survival"


def test_nothing_new_publishes_nothing(home: Path, fast_embedder: FastEmbedder) -> None:
    """Without a decision and without a removal the generation stays."""
    assert not renew(home=home, embedder=fast_embedder).published


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        pytest.param(["nobody"], "no such source is held", id="unknown"),
        pytest.param(["doe-2021", "doe-2022"], "nothing would be left", id="all"),
    ],
)
def test_removal_that_cannot_be_is_refused(
    home: Path, fast_embedder: FastEmbedder, names: list[str], reason: str
) -> None:
    """With the reason; what was published stays."""
    with pytest.raises(SourceError, match=reason):
        renew(home=home, embedder=fast_embedder, without=names)
    with open_corpus(home) as corpus:
        assert len(corpus.sources) == 2


def test_there_must_be_something_to_renew(tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """Before the first ingestion the remedy is named."""
    with pytest.raises(IndexMissingError, match="run trialcite ingest"):
        renew(home=tmp_path, embedder=fast_embedder)
