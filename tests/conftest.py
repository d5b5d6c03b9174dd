"""What all tests share: the real embedding model, loaded once, and the repository's corpus, ingested once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import portalocker
import pytest
from hypothesis import settings

os.environ["HF_HUB_OFFLINE"] = "1"  # before any import that reads it: no test needs a network
os.environ["TOKENIZERS_PARALLELISM"] = "false"

from evaluation.kill_trial import FastEmbedder
from evaluation.played_model import PlayedModel, played_model
from ingest.embedding import Embedder
from ingest.pipeline import ingest

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")

REPOSITORY = Path(__file__).parent.parent
INGESTION_SECONDS = 600
"""How long a process waits for another one to ingest the corpus."""


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real model, on one thread: with more, a query takes up to a second while others compute."""
    import torch

    torch.set_num_threads(1)
    return Embedder()


@pytest.fixture(scope="session")
def fast_embedder() -> FastEmbedder:
    """A model played by hashes, where a test is not about what vectors mean."""
    return FastEmbedder()


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A state folder with the repository's corpus, one for all processes of a run; tests read it only."""
    import torch

    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corpus_home"
    with portalocker.Lock(home.with_suffix(".lock"), timeout=INGESTION_SECONDS):
        torch.set_num_threads(os.cpu_count() or 1)  # whoever else wants it waits
        report = ingest(REPOSITORY / "corpus", home=home, embedder=embedder)  # the second process finds it unchanged
        torch.set_num_threads(1)
    assert not report.failed
    return home


@pytest.fixture
def model_server() -> Iterator[PlayedModel]:
    """A server that plays a chat model; a test tells it its replies.

    One for each test: a request that an earlier one gave up may still be on its way.
    """
    with played_model() as played:
        yield played
