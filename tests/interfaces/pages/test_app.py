from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.embedding import Embedder
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[3]
APP = str((ROOT / "app.py").resolve())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of the page; nothing is ingested yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("TRIALCITE_HOME", str(home))
    return home


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the small corpus, to be changed."""
    return shutil.copytree(ROOT / "tests" / "fixtures" / "lantern", tmp_path / "corpus")


def _open() -> AppTest:
    return _check(AppTest.from_file(APP, default_timeout=120).run())


def _check(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def _html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_page_without_an_index_names_the_remedy(home: Path) -> None:
    """Before the first ingestion the page shows one line that says what to run, and no question box."""
    page = _open()
    assert f'role="alert">no index yet in {home}: run trialcite ingest' in _html(page)
    assert not page.chat_input


def test_question_is_answered_from_what_was_ingested(home: Path, corpus: Path, embedder: Embedder) -> None:
    """The hazard ratio of the small corpus is printed, looked up, and its sentence is shown beside it."""
    ingest(corpus, home=home, embedder=embedder)
    page = _open()
    shown = _html(_check(page.chat_input[0].set_value("What was the hazard ratio for PFS?").run()))
    assert 'aria-label="0.61, supported: show the result behind this number"' in shown
    assert "was 0·61 (95% CI 0·45–0·83; two-sided\np=0·0016).</mark>" in shown


def test_next_ingestion_is_picked_up(home: Path, corpus: Path, embedder: Embedder) -> None:
    """A page that is open shows the new evidence at the next click, without a restart."""
    ingest(corpus, home=home, embedder=embedder)
    page = _open()
    assert "LANTERN (NCT09990001)" in _html(page)
    manifest = corpus / "sources.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"LANTERN"', '"LANTERN-2"'), encoding="utf-8")
    ingest(corpus, home=home, embedder=embedder)
    assert "LANTERN-2 (NCT09990001)" in _html(_check(page.run()))
