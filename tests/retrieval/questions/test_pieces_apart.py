"""A list of things that share no slot: its pieces."""

from __future__ import annotations

import pytest

from retrieval.questions.pieces_apart import pieces_apart
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    "text", ["How come the agency has 0.64 and the article 0.61?", "PFS of 0.61 and OS of 0.66: which is right?"]
)
def test_figures_held_against_each_other_are_no_pieces(text: str) -> None:
    """Why two figures differ, or which of them is right, is one question."""
    assert pieces_apart(text, read=ask, titles=(), loose=True) == ()


def test_words_of_one_title_are_one_piece() -> None:
    """ "Nausea + pneumonia" are two things where no title has them together."""
    text = "Nausea + pneumonia?"
    assert pieces_apart(text, read=ask, titles=()) == ("Nausea", "pneumonia")
    assert pieces_apart(text, read=ask, titles=("Nausea + Pneumonia Score",)) == ()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            "What did Bea Ames declare, and how often did pneumonia occur?",
            ("What did Bea Ames declare", "how often did pneumonia occur"),
            id="interests",
        ),
        pytest.param(
            "The PFS hazard ratio in over-65s; the funding source.",
            ("The PFS hazard ratio in over-65s", "the funding source"),
            id="part of one alone",
        ),
        pytest.param(
            "How often did pneumonia occur? Did over-65s benefit?",
            ("How often did pneumonia occur", "Did over-65s benefit"),
            id="part of the last alone",
        ),
        pytest.param(
            "When did recruitment begin and end, and who paid?",
            ("When did recruitment begin and end", "who paid"),
            id="two verbs of one",
        ),
        pytest.param(
            "1) who paid for the trial? 2) what was median PFS?",
            ("who paid for the trial", "what was median PFS"),
            id="n",
        ),
        pytest.param(
            "Who funded it? What was the final cut-off date?",
            ("Who funded it", "What was the final cut-off date"),
            id="of the trial",
        ),
        pytest.param("In over-65s, what was median PFS? And how often did pneumonia occur?", (), id="part of both"),
        pytest.param("What was median PFS in over-65s? And OS?", (), id="may go on"),
        pytest.param("How often did pneumonia occur? And at grade 3?", (), id="names nothing"),
        pytest.param("Our clinic sees over-65s. Who paid, what was PFS?", (), id="told before"),
        pytest.param("What was median PFS and in which paper is it?", (), id="paper of the figure"),
        pytest.param("How many were over 65, and the PFS hazard ratio in this group?", (), id="group before"),
        pytest.param("PFS with zeltamab plus flurbine?", (), id="unknown drug"),
        pytest.param("And how about over-65s, median PFS and pneumonia rate?", (), id="part that leads in"),
        pytest.param("PFS hazard ratio, zeltamab plus Base vs Base?", (), id="arms of a figure before"),
    ],
)
def test_pieces_of_several_matters(text: str, pieces: tuple[str, ...]) -> None:
    """What is of another matter is asked alone, unless whom or when may hold for both."""
    assert pieces_apart(text, read=ask, titles=()) == pieces


def test_method_belongs_to_what_it_assessed() -> None:
    """ "And what method" asks how the rate before it was assessed, and not for the methods of the trial."""
    assert pieces_apart("Response rate, and what method?", read=ask, titles=()) == ()
    assert len(pieces_apart("Response rate, and what methods did the trial use?", read=ask, titles=())) > 1


def test_one_outcome_of_two_words_is_no_list() -> None:
    """ "MRD negative plus CR" is the name of one outcome."""
    assert pieces_apart("MRD negative plus CR, and the sponsor?", read=ask, titles=()) == (
        "MRD negative plus CR",
        "the sponsor",
    )


def test_analysis_behind_what_is_added_holds_for_both() -> None:
    """It is asked of the first, too, of which nothing else is said."""
    assert pieces_apart("ORR plus PFS at the final analysis?", read=ask, titles=()) == ()
    assert pieces_apart("ORR? PFS at the final analysis?", read=ask, titles=()) != ()


def test_clause_by_whose_account_something_is_asked_is_no_piece() -> None:
    """It names a source, and asks for nothing."""
    assert pieces_apart("As the FDA requested, what is the PFS hazard ratio?", read=ask, titles=()) == ()
