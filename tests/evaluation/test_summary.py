"""The tally is counted by set and category, and tells nothing of the held-out set's failures."""

from __future__ import annotations

import pytest

from evaluation.question_file import Expectation, Question, SetName
from evaluation.scoring import Grade
from evaluation.summary import (
    Tally,
    count_verdicts,
    describe,
    draw_failures,
    draw_table,
    find_doubted,
    find_percentile,
)  # fmt: skip
from retrieval.records import Verdict
from tests.evaluation.stand_in import make_answer


def _grade(name: str, *, of: SetName, category: str = "safety", fault: str | None = None) -> Grade:
    question = Question(id=name, set=of, category=category, question=f"About {name}?", expect=Expectation())
    return Grade(question=question, status="answered", got="Got.", faults=(fault,) if fault else (), seconds=0.1)


_TALLY = Tally(
    grades=(
        _grade("one", of="development"),
        _grade("two", of="development", fault="lacks 77%"),
        _grade("three", of="held_out", category="design", fault="lacks 69"),
    )
)


def test_record_counts_by_set_and_category() -> None:
    """Three questions, one right: shares by set and by category, and no reason for the held-out failure."""
    record = describe(_TALLY)
    assert record["right"] == {"development": {"right": 1, "of": 2}, "held_out": {"right": 0, "of": 1}}
    assert record["categories"]["design"] == {"held_out": {"right": 0, "of": 1}}
    assert [question["faults"] for question in record["questions"]] == [[], ["lacks 77%"], None]


def test_table_shows_every_category() -> None:
    """One row a category, one column a set."""
    lines = draw_table(describe(_TALLY)).splitlines()
    assert lines[2:5] == [
        "| safety | 1/2 (50 %) |  |",
        "| design |  | 0/1 (0 %) |",
        "| **all** | **1/2 (50 %)** | **0/1 (0 %)** |",
    ]


def test_held_out_failures_stay_hidden() -> None:
    """Development failures are shown whole; held-out ones are counted unless they are asked for."""
    hidden = draw_failures(_TALLY, reveal_held_out=False)
    assert "lacks 77%" in hidden
    assert "lacks 69" not in hidden
    assert "1 held-out failures" in hidden
    assert "lacks 69" in draw_failures(_TALLY, reveal_held_out=True)


def test_doubted_numbers_say_whether_the_question_gave_them() -> None:
    """A wrong number that the question gave is told apart from one of the program's own."""
    question = Question(id="q", category="premise", question="Was it 0.35?", expect=Expectation())
    checks = (("0.35", Verdict.CONTRADICTED), ("0.58", Verdict.SUPPORTED), ("7", Verdict.UNCHECKED))
    answer = make_answer("No.", checks=checks)
    assert [(one.number, one.asked) for one in find_doubted(question, answer)] == [("0.35", True), ("7", False)]
    assert dict(count_verdicts([answer]))["supported"] == 1


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2.0), (0.95, 4.0), (0.25, 1.0)])
def test_percentile_is_one_of_the_times(share: float, expected: float) -> None:
    """Half of four times do not exceed the second."""
    assert find_percentile([4.0, 1.0, 3.0, 2.0], share) == expected
