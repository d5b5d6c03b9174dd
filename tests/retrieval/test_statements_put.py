"""A list of statements is checked one by one."""

from __future__ import annotations

import pytest

from retrieval.statements_put import answer_statements, statements_put
from tests.retrieval.small_trial import HARBOUR, RESULTS, drafting

SAID = ("the trial was open-label", "half had pneumonia", "PFS was doubled")


@pytest.mark.parametrize(
    "text",
    [
        "A slide says that the trial was open-label, that half had pneumonia and that PFS was doubled. Which of these "
        "statements are right, and what are the figures?",
        "Please confirm which of the following statements hold. (1) The trial was open-label. (2) Half had pneumonia. "
        "(3) PFS was doubled. Kindly give the data for those that are wrong.",
        "I review this: 'the trial was open-label, half had pneumonia, and PFS was doubled'. Please check each number.",
    ],
)
def test_each_statement_stands_alone(text: str) -> None:
    """Whether they are told, numbered or quoted."""
    assert statements_put(text) == (SAID, "")


@pytest.mark.parametrize(
    "text",
    [
        "A slide says that the trial was open-label and that half had pneumonia. How many died?",
        "Which of these statements is right? He said that it was open-label.",
        "Please check: (1) how many had pneumonia? (2) how many died?",
    ],
)
def test_what_is_not_to_be_checked_is_no_statement(text: str) -> None:
    """One statement, questions, and what is only told."""
    assert statements_put(text) == ((), text)


def test_when_they_took_part_is_a_statement_of_its_own() -> None:
    """A sentence of who took part and when is two, and the end of their time one more."""
    text = (
        "It says that the trial enrolled 200 patients between May 2017 and June 2018, that they were followed up. "
        "Check each of these claims."
    )
    assert statements_put(text)[0] == (
        "the trial enrolled 200 patients",
        "enrolment started in May 2017",
        "enrolment ended in June 2018",
        "patients were followed up",
    )


def test_what_is_asked_beside_them_is_answered_too() -> None:
    """A question of its own is none of what is only said of the statements."""
    text = "It says that A was red, that B was blue. Which of these claims are right? How many had pneumonia?"
    assert statements_put(text) == (("A was red", "B was blue"), "How many had pneumonia?")


def test_statements_are_corrected_one_by_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each of them by its own figure, and no false one stays without a word."""
    draft = drafting(RESULTS, folder=tmp_path_factory.mktemp("keywords"))
    text = (
        "A slide says that the hazard ratio for overall survival was 0.41, that nausea occurred in 25% with zeltamab. "
        "Which of these statements are right?"
    )
    told = [sentence.text for sentence in draft(text).sentences]
    assert any("Correction" in said and "0.82" in said for said in told)
    assert any("Nausea" in said or "nausea" in said for said in told)
    assert answer_statements("How many died?", trial=HARBOUR.id, ask=draft, answer=draft) is None
