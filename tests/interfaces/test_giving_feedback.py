from __future__ import annotations

import json
from pathlib import Path

import pytest

from interfaces.command_line import run
from interfaces.conversations import Opinion, Turn
from interfaces.history import History
from tests.interfaces.stand_in import ANSWERS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of the command."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path))
    return tmp_path


def _judge(home: Path, reason: str) -> None:
    history = History(home, owner="ada")
    turn = history.add(Turn("wrong?", ANSWERS["wrong"]), conversation="one")
    history.judge(turn, Opinion(good=False, reason=reason))


def test_opinions_are_printed_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Thumb and reason with the question, the answer, and what it was answered from."""
    _judge(home, "the other arm")
    assert run(["feedback"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["user"], row["good"], row["reason"], row["question"]) == ("ada", False, "the other arm", "wrong?")
    assert row["answer"].startswith("Grade 3 or worse adverse events occurred in 67%")
    assert (row["status"], row["model"], row["corpus"]) == ("answered", None, "0123456789abcdef")


def test_reason_is_no_formula_in_csv(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A spreadsheet shows a reason that begins like a formula, and does not run it."""
    _judge(home, "=HYPERLINK(1)")
    assert run(["feedback", "--format", "csv"]) == 0
    header, row = capsys.readouterr().out.splitlines()[:2]
    assert header.startswith("given,user,good,reason,question")
    assert ",ada,False,'=HYPERLINK(1),wrong?," in row


def test_no_opinion_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first thumb there is nothing, and the exit code says so."""
    assert run(["feedback"]) == 1
    assert json.loads(capsys.readouterr().out) == []
