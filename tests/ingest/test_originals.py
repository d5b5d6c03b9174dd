"""The file of a source, as it lies on disk now."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ingest.originals import check_original
from ingest.records import Source


def _source(content: bytes) -> Source:
    digest = hashlib.sha256(content).hexdigest()
    return Source("paper", "text", None, "Paper", "Paper.", "primary", path="paper.md", sha256=digest)


def test_file_that_was_written_to_is_noticed(tmp_path: Path) -> None:
    """Also where its size stayed the same."""
    file = tmp_path / "paper.md"
    file.write_bytes(b"one")
    assert check_original(_source(b"one"), file=file) == "as it was read"
    file.write_bytes(b"two")
    os.utime(file, ns=(1, 1))
    assert check_original(_source(b"one"), file=file) == "changed"


def test_file_that_is_gone_is_missing(tmp_path: Path) -> None:
    """And a source of figures has no file to miss."""
    assert check_original(_source(b"one"), file=tmp_path / "paper.md") == "missing"
    assert check_original(_source(b"one"), file=None) is None
