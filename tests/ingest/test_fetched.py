"""Records kept as files: whole or not at all, with the day on which each was retrieved."""

from __future__ import annotations

import errno
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import FetchError, HomeError
from ingest.fetched import examine, folder_of, keep
from ingest.fetching import Fetched
from ingest.home import Home
from ingest.identifiers import Identifier
from ingest.offers import read_manifest
from ingest.records import Source
from ingest.retrievals import RETRIEVALS, read_retrievals
from tests.played_reader import play_reader

FIRST, SECOND = date(2026, 11, 27), date(2026, 11, 28)
PMID = Identifier("pmid", "12345678")


@pytest.fixture(autouse=True)
def _played_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    play_reader(monkeypatch)


def make_record(text: str = "12345678", *, fingerprint: str | None = None) -> Fetched:
    """A record as a service might give it."""
    return Fetched(text.encode(), ".xml", fingerprint or text, as_of="2026-11-27T09:00:05")


def keep_one(home: Path, record: Fetched, *, today: date = FIRST) -> str:
    """Keep one record, and return what it changed."""
    source = _describe_text(record)
    return keep([(source, record)], home=home, today=today)[source.id]


def _describe_text(record: Fetched) -> Source:
    return Source("pmid-12345678", "played", None, "", record.content.decode(), "primary")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_kept_record_is_a_bare_file_with_its_day(tmp_path: Path) -> None:
    """What ingestion finds in the folder is the record, and the day on which it was retrieved."""
    assert keep_one(tmp_path, make_record()) == "new"
    manifest = read_manifest(folder_of(tmp_path))
    assert [(source.id, source.path, source.retrieved) for source in manifest.sources] == [
        ("pmid-12345678", "pmid-12345678.xml", FIRST)
    ]
    assert manifest.failures == ()
    assert read_retrievals(folder_of(tmp_path))["pmid-12345678.xml"].data_as_of == "2026-11-27T09:00:05"


def test_unchanged_record_leaves_everything_as_it_is(tmp_path: Path) -> None:
    """The file stays byte for byte, though the service now gives other bytes that say the same, and so does the day."""
    keep_one(tmp_path, make_record("12345678", fingerprint="same"))
    before = contents(folder_of(tmp_path))
    assert keep_one(tmp_path, make_record("12345678\n", fingerprint="same"), today=SECOND) == "unchanged"
    assert contents(folder_of(tmp_path)) == before


def test_changed_record_replaces_file_and_day(tmp_path: Path) -> None:
    """The newer record is the one that counts."""
    keep_one(tmp_path, make_record("12345678"))
    assert keep_one(tmp_path, make_record("12345678 \n"), today=SECOND) == "changed"
    (source,) = read_manifest(folder_of(tmp_path)).sources
    assert (source.retrieved, source.sha256) == (SECOND, hashlib.sha256(b"12345678 \n").hexdigest())


def test_file_replaced_by_hand_has_no_day(tmp_path: Path) -> None:
    """A day belongs to the bytes that were retrieved; fetching the record again mends both."""
    keep_one(tmp_path, make_record())
    (folder_of(tmp_path) / "pmid-12345678.xml").write_text("12345678 altered", encoding="utf-8")
    assert read_manifest(folder_of(tmp_path)).sources[0].retrieved is None
    assert keep_one(tmp_path, make_record(), today=SECOND) == "changed"
    assert read_manifest(folder_of(tmp_path)).sources[0].retrieved == SECOND


def test_broken_list_of_days_costs_only_the_days(tmp_path: Path) -> None:
    """The files are all there, and the next record writes the list anew."""
    keep_one(tmp_path, make_record())
    (folder_of(tmp_path) / RETRIEVALS).write_text('{"pmid-', encoding="utf-8")
    (source,) = read_manifest(folder_of(tmp_path)).sources
    assert source.retrieved is None
    keep_one(tmp_path, make_record(), today=SECOND)
    assert read_manifest(folder_of(tmp_path)).sources[0].retrieved == SECOND


def test_examined_record_is_the_one_that_was_asked_for() -> None:
    """The reader says whose record it is."""
    assert examine(make_record(), asked=PMID).id == "pmid-12345678"
    with pytest.raises(FetchError, match="expected the article PMID:12345678, found one with pmid 87654321"):
        examine(make_record("87654321"), asked=PMID)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("bad", "expected good news", id="not described"),
        pytest.param("12345678 123", "expected no number of three digits", id="not read"),
        pytest.param("12345678 87654321", "found 2", id="two"),
        pytest.param("", "found 0", id="none"),
    ],
)
def test_record_that_cannot_be_read_is_refused(text: str, told: str) -> None:
    """A record counts once its reader has read all of it."""
    with pytest.raises(FetchError, match=told):
        examine(make_record(text), asked=PMID)


@pytest.mark.parametrize("fails", ["write_bytes", "replace"])
def test_full_disk_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """A record that cannot be written is one clear error; nothing is lost, and nothing is left lying about."""
    keep_one(tmp_path, make_record("12345678"))
    before = contents(folder_of(tmp_path))

    def refuse(path: Path, *_: Any) -> None:
        if fails == "write_bytes":
            path.touch()  # a full disk still has room for a name
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, fails, refuse)
        with pytest.raises(HomeError, match=r"No space left on device.*free some disk space"):
            keep_one(tmp_path, make_record("12345678 \n"), today=SECOND)
    assert contents(folder_of(tmp_path)) == before
    assert keep_one(tmp_path, make_record("12345678 \n"), today=SECOND) == "changed"


def test_full_disk_after_the_file_costs_its_day_until_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the file and its day the run ends: the record is there, and fetched again it has its day."""

    def refuse(*_: Any) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("ingest.fetched.write_retrievals", refuse)
        with pytest.raises(HomeError):
            keep_one(tmp_path, make_record())
    assert [source.retrieved for source in read_manifest(folder_of(tmp_path)).sources] == [None]
    keep_one(tmp_path, make_record(), today=SECOND)
    assert [source.retrieved for source in read_manifest(folder_of(tmp_path)).sources] == [SECOND]


def test_home_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    """A state folder that is in the way of a file is told with its remedy."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HomeError, match="choose another folder in TRIALCITE_HOME"):
        keep_one(tmp_path / "file" / "home", make_record())


def test_record_is_not_kept_while_another_process_writes(tmp_path: Path) -> None:
    """Two that write at once would lose one of the days."""
    with Home(tmp_path).writing(), pytest.raises(HomeError, match="another ingestion is running"):
        keep_one(tmp_path, make_record())
    assert not folder_of(tmp_path).exists()


def test_no_room_to_examine_is_an_error_of_that_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full temporary folder does not end the run."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(FetchError, match="free some disk space"):
        examine(make_record(), asked=PMID)
