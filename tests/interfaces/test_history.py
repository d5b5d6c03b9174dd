from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from interfaces.conversations import Opinion, Turn
from interfaces.history import History, HistoryError, list_feedback
from tests.interfaces.stand_in import ANSWERS, RESULTS

HAZARD = Turn("What was the hazard ratio?", ANSWERS["hazard"])
RESPONSE = Turn("And in the control group?", replace(ANSWERS["wrong"], question="Response with B?"), stopped=True)


@pytest.fixture
def history(tmp_path: Path) -> History:
    """The history of one user, in a state folder that is not made yet."""
    return History(tmp_path / "home", owner="ada")


def test_conversation_is_read_back_as_it_was(history: History, tmp_path: Path) -> None:
    """Answers come back with their decimals, dates and verdicts, after a restart too."""
    first, second = history.add(HAZARD, conversation="one"), history.add(RESPONSE, conversation="one")
    assert History(tmp_path / "home", owner="ada").turns("one") == (
        replace(HAZARD, id=first),
        replace(RESPONSE, id=second),
    )
    assert str(history.turns("one")[0].answer.results[0].value) == str(RESULTS[0].value) == "0.53"  # type: ignore[union-attr]


def test_error_is_kept(history: History) -> None:
    """A question that could not be answered keeps its place and its error."""
    history.add(Turn("Is it broken?", None, error="run trialcite ingest"), conversation="one")
    assert history.turns("one")[0].error == "run trialcite ingest"


def test_newest_conversation_is_listed_first(history: History) -> None:
    """A conversation comes up again with each question, under the first one."""
    history.add(HAZARD, conversation="old")
    history.add(RESPONSE, conversation="new")
    history.add(RESPONSE, conversation="old")
    assert [(entry.title, entry.turns) for entry in history.search()] == [
        ("What was the hazard ratio?", 2),
        ("And in the control group?", 1),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("HAZARD ratio", 1, id="question, other case"),
        pytest.param("one-sided", 1, id="answer"),
        pytest.param("hazard zebra", 0, id="one word missing"),
        pytest.param("%", 1, id="no pattern"),
        pytest.param("' OR 1=1 --", 0, id="no SQL"),
    ],
)
def test_history_is_searched_by_words(history: History, text: str, found: int) -> None:
    """Every word has to stand in one turn, in its question or its answer."""
    history.add(HAZARD, conversation="one")
    assert len(history.search(text)) == found


def test_other_user_sees_nothing(history: History, tmp_path: Path) -> None:
    """Neither by list nor by id, and nothing can be added, deleted or judged."""
    turn = history.add(HAZARD, conversation="one")
    other = History(tmp_path / "home", owner="bob")
    assert other.search() == ()
    assert other.turns("one") == ()
    other.delete("one")
    other.judge(turn, Opinion(good=False))
    with pytest.raises(HistoryError, match="another user's"):
        other.add(RESPONSE, conversation="one")
    assert history.turns("one") == (replace(HAZARD, id=turn),)


def test_deleted_conversation_leaves_no_trace(history: History, tmp_path: Path) -> None:
    """Its words are no longer in the file."""
    history.add(Turn("Zanzibar?", None), conversation="one")
    history.add(HAZARD, conversation="two")
    history.delete("one")
    assert [entry.id for entry in history.search()] == ["two"]
    assert b"anzibar" not in (tmp_path / "home" / "history.sqlite3").read_bytes()


def test_whole_history_is_deleted(history: History, tmp_path: Path) -> None:
    """Without an id all of this user's conversations go, and nobody else's."""
    history.add(HAZARD, conversation="one")
    other = History(tmp_path / "home", owner="bob")
    other.add(HAZARD, conversation="two")
    history.delete()
    assert (len(history.search()), len(other.search())) == (0, 1)


def test_opinion_is_kept_and_exported(history: History, tmp_path: Path) -> None:
    """The latest thumb and its reason stand with the turn, and in the export of all opinions."""
    turn = history.add(HAZARD, conversation="one")
    history.judge(turn, Opinion(good=True))
    history.judge(turn, Opinion(good=False, reason="wrong cut-off"))
    assert history.turns("one")[0].opinion == Opinion(good=False, reason="wrong cut-off")
    exported = list_feedback(tmp_path / "home")
    assert [(one.owner, one.good, one.reason, one.question) for one in exported] == [
        ("ada", False, "wrong cut-off", "What was the hazard ratio?")
    ]
    history.judge(turn, None)
    assert list_feedback(tmp_path / "home") == ()


def test_no_history_has_no_feedback(tmp_path: Path) -> None:
    """An export before the first question is empty, and makes no file."""
    assert list_feedback(tmp_path) == ()
    assert not list(tmp_path.iterdir())


def test_sessions_write_at_once(history: History) -> None:
    """Forty turns from eight threads are all kept."""
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda place: history.add(HAZARD, conversation=str(place)), range(40)))
    assert len(set(added)) == 40
    assert len(history.search(limit=100)) == 40


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_file_is_private(history: History, tmp_path: Path) -> None:
    """Nobody else on the machine can read what was asked."""
    history.add(HAZARD, conversation="one")
    assert (tmp_path / "home" / "history.sqlite3").stat().st_mode & 0o077 == 0


def test_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """A file in the place of the folder gives one error that names the file and the remedy."""
    (tmp_path / "home").write_text("")
    with pytest.raises(HistoryError, match=r"history\.sqlite3: the history cannot be used .* answers are given"):
        History(tmp_path / "home", owner="ada").add(HAZARD, conversation="one")


def test_full_disk_is_one_line(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own error is told in the same words."""
    history.add(HAZARD, conversation="one")
    real = sqlite3.connect

    def connect_full(*args: object, **kwargs: object) -> sqlite3.Connection:
        database = real(*args, **kwargs)  # type: ignore[call-overload]
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
        return database  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", connect_full)
    with pytest.raises(HistoryError, match="database or disk is full"):
        _fill(history)


def _fill(history: History) -> None:
    for _ in range(50):  # more than the free part of the last page can hold
        history.add(HAZARD, conversation="one")


def test_foreign_version_is_refused(history: History, tmp_path: Path) -> None:
    """A file of another version is left as it is, and the remedy is named."""
    history.add(HAZARD, conversation="one")
    with sqlite3.connect(tmp_path / "home" / "history.sqlite3") as database:
        database.execute("PRAGMA user_version = 9")
    database.close()
    with pytest.raises(HistoryError, match="another version of the program; move it away"):
        history.search()
