"""A run asks every question, survives errors, and writes its table where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.question_file import Expectation, Question
from evaluation.run import ask_all, main, write_between_markers
from retrieval.records import Answer
from tests.evaluation.stand_in import make_answer


def _ask(question: str) -> Answer:
    if question == "break":
        raise RuntimeError("broken")
    return make_answer("It was 0.58.")


def test_every_question_is_asked_and_an_error_is_one_failure() -> None:
    """Two questions, of which one breaks the assistant: one right, one wrong, both timed."""
    questions = [
        Question(id="a", category="efficacy", question="HR?", expect=Expectation(facts=(("0.58",),))),
        Question(id="b", category="efficacy", question="break", expect=Expectation()),
    ]
    tally = ask_all(questions, _ask, texts={})
    assert [(grade.right, grade.status) for grade in tally.grades] == [(True, "answered"), (False, "error")]
    assert tally.citations.answers == 1


def test_table_replaces_what_stood_between_its_markers() -> None:
    """Only the text between the markers changes."""
    text = "Before\n<!-- a:begin -->\nold\n<!-- a:end -->\nafter"
    assert write_between_markers(text, "new", name="a") == "Before\n<!-- a:begin -->\nnew\n<!-- a:end -->\nafter"


def test_missing_markers_are_said() -> None:
    """A table is never written where it does not belong."""
    with pytest.raises(ValueError, match="expected <!-- a:begin -->"):
        write_between_markers("text", "new", name="a")


def test_unreadable_question_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there ends the run with 2 and one line of error."""
    assert main(["--questions", str(tmp_path / "none.toml"), "--home", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("error: ")
