"""What becomes of files that were handed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.uploads import keep_upload
from interfaces import ingestion_worker


def test_file_that_could_not_be_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fail again with each later ingestion of its folder."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path))
    monkeypatch.setattr(ingestion_worker, "add", lambda targets, **more: 2)
    kept = keep_upload("broken.pdf", b"no PDF", home=tmp_path)
    assert ingestion_worker._add([str(kept)]) == 2
    assert not kept.exists()


def test_file_of_the_users_own_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what lies in the state folder is ours to remove."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path / "home"))
    own = tmp_path / "paper.md"
    own.write_text("# Paper", encoding="utf-8")
    ingestion_worker._forget_files([own], home=tmp_path / "home")
    assert own.exists()
