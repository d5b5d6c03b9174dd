"""What is told before a question of what its answer is wanted for restricts nothing that is asked behind it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from retrieval.questions.lead_ins import without_lead_in
from tests.retrieval.small_trial import RESULTS, ask, drafting

Drafter = Callable[[str], Draft]


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR, with keyword search alone."""
    return drafting(RESULTS, folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("Drafting a leaflet on frailty: ", id="at work"),
        pytest.param("For our handbook on kidney health: ", id="piece of work"),
        pytest.param("I am from Brazil and teach pharmacy. ", id="who asks"),
        pytest.param("Our committee is interested in industry ties. ", id="a body"),
        pytest.param("Before I order baseline labs, ", id="before"),
        pytest.param("We're updating a cost model and need one figure. ", id="needs"),
        pytest.param("Heading to a congress in December, so: ", id="so"),
    ],
)
def test_lead_in_restricts_nothing(draft: Drafter, lead: str) -> None:
    """The same figure is told as without it, and no other."""
    question = "what was the OS hazard ratio?"
    told = [sentence.text for sentence in draft(lead + question).sentences]
    assert told == [sentence.text for sentence in draft(question.capitalize()).sentences]
    assert "0.82" in " ".join(told)


def test_part_named_before_holds_where_it_is_reported(draft: Drafter) -> None:
    """A part of the patients that a lead-in names restricts where a result of it is held."""
    told = " ".join(s.text for s in draft("Writing a chapter on over-65s: what was the PFS hazard ratio?").sentences)
    assert "0.70" in told
    assert "0.61" not in told


def test_part_that_is_not_reported_is_named_as_not_used(draft: Drafter) -> None:
    """Where no result of such a part is held, that of all is told, with a notice."""
    answer = draft("Writing a chapter on frailty: what was the OS hazard ratio?")
    assert "0.82" in " ".join(sentence.text for sentence in answer.sentences)
    assert [notice.kind for notice in answer.notices] == ["unread_words"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We treat frail people. What was the OS hazard ratio?", id="whom they treat"),
        pytest.param("Our clinic sees mostly women. What was the OS hazard ratio?", id="whom they see"),
        pytest.param("In the frail: what was the OS hazard ratio?", id="no work"),
    ],
)
def test_whom_it_is_about_still_restricts(draft: Drafter, text: str) -> None:
    """Patients told of before are those who are asked about."""
    assert draft(text).status == "not_found"


def test_question_that_points_back_keeps_what_it_points_to(draft: Drafter) -> None:
    """What stands for something in the lead-in is read with it."""
    told = " ".join(s.text for s in draft("I am reading about overall survival. What was its hazard ratio?").sentences)
    assert "0.82" in told


def test_event_named_before_a_colon_is_asked(draft: Drafter) -> None:
    """An event that stands before "in the trial:" is what the grades behind it are asked of."""
    told = " ".join(
        s.text for s in draft("What do you hold on pneumonia in the study: any grade, both arms?").sentences
    )
    assert "Pneumonia" in told
    assert "reatment-emergent" not in told


def test_grade_of_an_unknown_event_is_not_told_of_all(draft: Drafter) -> None:
    """Of an event that is not known, those of any sort are not told."""
    assert draft("Was flurbosis of grade 3 or worse commoner with zeltamab?").status == "not_found"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("For a poster on relapse, what was median PFS?", "what was median PFS?"),
        ("In the Gazette paper, what was median PFS?", None),
        ("For the registry report, what was median PFS?", None),
    ],
)
def test_source_is_no_lead_in(text: str, asked: str | None) -> None:
    """What the answer is wanted for is left aside; the source that the figure is in is not."""
    found = without_lead_in(ask(text), read=ask)
    assert (found.text if found else None) == asked
