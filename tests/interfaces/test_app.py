from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str((Path(__file__).parents[2] / "app.py").resolve())


def test_page_without_an_index_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first ingestion the page shows one line that says what to run, and no question box."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path / "home"))
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    shown = "\n".join(element.proto.body for element in page.get("html"))
    assert 'role="alert">no index yet in' in shown
    assert "run trialcite ingest" in shown
    assert not page.chat_input
