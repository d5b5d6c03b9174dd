"""An answer is right when every fact stands, nothing forbidden does, and it is cited."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.question_file import Expectation, Person, Question
from evaluation.scoring import READ_ON, grade, grade_error
from retrieval.records import Answer
from tests.evaluation.stand_in import SOURCE, make_answer

_PEOPLE = (Person(name="Ines Aldane", initials="IA"), Person(name="Bettina Quist", initials="BQ"))
_LATEST = "The hazard ratio was 0.58 (95.4 % CI 0.42-0.79) at the latest cut-off."
_PRIMARY = "The hazard ratio was 0.53 at the primary analysis."


def _faults(answer: Answer, **expect: Any) -> tuple[str, ...]:
    question = Question(id="q", category="efficacy", question="?", expect=Expectation(**expect))
    return grade(question, answer, people=_PEOPLE, seconds=0.0).faults


def test_answer_with_every_fact_is_right() -> None:
    """All facts in any accepted spelling, the lead first, a cited source: nothing is wrong."""
    answer = make_answer(_LATEST, _PRIMARY)
    assert _faults(answer, facts=[["0.580", "0.58"], "0.53"], lead="0.58", sources=[SOURCE]) == ()


@pytest.mark.parametrize(
    ("answer", "expect", "fault"),
    [
        pytest.param(make_answer(_LATEST), {"facts": ["0.53"]}, "lacks 0.53", id="fact"),
        pytest.param(
            make_answer(_PRIMARY, _LATEST),
            {"facts": ["0.53", "0.58"], "lead": "0.58"},
            "does not lead with 0.58",
            id="lead",
        ),
        pytest.param(make_answer(_LATEST), {"forbidden": ["0.58"]}, "holds '0.58'", id="forbidden"),
        pytest.param(make_answer(_LATEST, citations=()), {}, "cites nothing", id="no citation"),
        pytest.param(make_answer(_LATEST), {"sources": ["other"]}, "cites none of other", id="source"),
        pytest.param(
            make_answer(_LATEST),
            {"corrects": True},
            "follows the premise instead of correcting it",
            id="premise",
        ),
        pytest.param(
            make_answer(_LATEST), {"status": "not_found"}, "status answered, expected not_found", id="near miss"
        ),
        pytest.param(
            make_answer("It was not reported.", status="not_found"),
            {"status": "not_found"},
            "says 'not reported'",
            id="untrue abstention",
        ),
        pytest.param(
            make_answer("No advice.", status="declined"),
            {"status": "declined"},
            "declined without pointing to the label",
            id="decline",
        ),
        pytest.param(
            make_answer(_LATEST),
            {"notices": ["adverse_event"]},
            "raises no notice of kind 'adverse event'",
            id="notice missing",
        ),
        pytest.param(
            make_answer(_LATEST, notices=("adverse-event",)),
            {},
            "raises an adverse-event notice where none was told",
            id="notice too many",
        ),
    ],
)
def test_each_fault_is_named(answer: Answer, expect: dict[str, Any], fault: str) -> None:
    """What is wrong is said in one line."""
    assert _faults(answer, **expect) == (fault,)


def test_facts_far_down_do_not_count() -> None:
    """An answer that lists the whole table does not answer, unless the question is a broad one."""
    answer = make_answer(*["Another figure."] * READ_ON, _LATEST)
    assert _faults(answer, facts=["0.58"]) == ("lacks 0.58",)
    assert _faults(answer, facts=["0.58"], broad=True) == ()


def test_facts_are_asked_of_an_answer_alone() -> None:
    """Where two statuses are accepted, an abstention is not asked for facts."""
    answer = make_answer("The corpus holds no result for this.", status="not_found")
    assert _faults(answer, status=["answered", "not_found"], facts=["0.58"]) == ()


def test_names_are_these_people_and_nobody_else() -> None:
    """A missing person is a fault, and so is one too many."""
    answer = make_answer("BQ reports honoraria.")
    assert _faults(answer, names=["Ines Aldane"]) == ("does not name Ines Aldane", "names Bettina Quist")
    assert _faults(answer, names=["Bettina Quist"]) == ()


def test_notice_kind_is_read_through_its_spelling() -> None:
    """``adverse_event`` and ``adverse-events`` are one kind."""
    assert _faults(make_answer(_LATEST, notices=("adverse-events",)), notices=["adverse_event"]) == ()


def test_error_is_a_wrong_answer() -> None:
    """A question at which the assistant fails is wrong, with the error's name."""
    question = Question(id="q", category="efficacy", question="?", expect=Expectation())
    failed = grade_error(question, ValueError("no"), seconds=0.0)
    assert (failed.right, failed.faults) == (False, ("raised ValueError",))
