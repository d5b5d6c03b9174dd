"""Files that are handed in: which are kept, and under what name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import HomeError, SourceError
from ingest.home import Home
from ingest.uploads import LARGEST_MEGABYTES, keep_upload


def test_file_is_kept_in_the_state_folder(tmp_path: Path) -> None:
    """As it was handed in."""
    kept = keep_upload("paper.md", b"# A paper", home=tmp_path)
    assert kept == tmp_path / "uploads" / "paper.md"
    assert kept.read_bytes() == b"# A paper"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../etc/passwd.txt", "passwd.txt", id="leads elsewhere"),
        pytest.param("..\\..\\boot.TXT", "boot.txt", id="leads elsewhere on Windows"),
        pytest.param("Étude (1) — final.pdf", "Etude-1-final.pdf", id="letters and blanks"),
        pytest.param(".hidden.md", "hidden.md", id="hidden, which is not ingested"),
        pytest.param("论文.pdf", "2d711642b726.pdf", id="no letter that every system has"),
    ],
)
def test_name_is_made_safe(tmp_path: Path, name: str, kept: str) -> None:
    """A name leads nowhere but into the folder."""
    assert keep_upload(name, b"x", home=tmp_path) == tmp_path / "uploads" / kept


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("virus.exe", b"x", "expected a file of type", id="type"),
        pytest.param("noend", b"x", "expected a file of type", id="no type"),
        pytest.param("empty.md", b"", "is empty", id="empty"),
        pytest.param("large.md", b"x" * (LARGEST_MEGABYTES * 1_000_000 + 1), "more than 50 MB", id="size"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """With the reason, before anything is written."""
    with pytest.raises(SourceError, match=reason):
        keep_upload(name, content, home=tmp_path)
    assert not (tmp_path / "uploads").exists()


def test_another_file_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    """The same content again changes nothing; another is refused."""
    keep_upload("paper.md", b"one", home=tmp_path)
    assert keep_upload("paper.md", b"one", home=tmp_path).read_bytes() == b"one"
    with pytest.raises(SourceError, match="rename this one"):
        keep_upload("paper.md", b"two", home=tmp_path)


def test_nothing_is_kept_while_another_process_writes(tmp_path: Path) -> None:
    """The writer's lock holds for uploads too."""
    with Home(tmp_path).writing(), pytest.raises(HomeError, match="another ingestion is running"):
        keep_upload("paper.md", b"one", home=tmp_path)
