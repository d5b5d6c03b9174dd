"""What a message asks is told apart from what it tells, and from its courtesies."""

from __future__ import annotations

import pytest

from retrieval.questions.wishes import asks_back
from retrieval.requests_read import Request, requests

GREETING = "Dear Medical Information team, I work as a pharmacist in a small hospital near the coast."
CLOSING = "Many thanks in advance, Dr. Ann Keller"


def test_requests_stand_apart_from_what_is_told() -> None:
    """Each with the sentences before it; the greeting is told, and the name below the thanks is left out."""
    told = "Our committee discussed pneumonia last week."
    asked = "What was its rate with zeltamab?"
    wish = "We would like to know how many died."
    assert requests(f"{GREETING} {told} {asked} {wish} {CLOSING}") == (
        Request(asked, ("I work as a pharmacist in a small hospital near the coast.", told)),
        Request("how many died?"),
    )


def test_a_short_text_is_no_message() -> None:
    """It is read as a whole."""
    assert requests("We treat the elderly. What was the rate of headache?") == ()


@pytest.mark.parametrize(
    "aside",
    [
        "I do not need any efficacy numbers.",
        "Please leave out laboratory abnormalities.",
        "No p-values needed, please.",
        "A reply before Friday would be appreciated.",
        "I have two questions.",
        "Please split by treatment arm.",
        "We would like to correct our minutes.",
    ],
)
def test_what_is_not_asked_is_no_request(aside: str) -> None:
    """Nor is how or when to answer, or what the asker will do."""
    found = requests(f"{GREETING} {aside} What was the rate of headache in each arm? {CLOSING}")
    assert [request.text for request in found] == ["What was the rate of headache in each arm?"]


def test_what_narrows_a_request_stays_with_it() -> None:
    """ "Only severe cases matter" behind a question narrows that one."""
    found = requests(f"{GREETING} How often was there pneumonia? Only severe cases matter for us. Who paid?")
    assert [request.text for request in found] == [
        "How often was there pneumonia? Only severe cases matter for us.",
        "Who paid?",
    ]


def test_a_point_of_an_abbreviation_ends_no_sentence() -> None:
    """Nor does that of an initial."""
    found = requests(f"{GREETING} Dr. B. Ames wrote of 20 vs. 12 participants with pneumonia. Is that right?")
    assert found[0].told[-1] == "Dr. B. Ames wrote of 20 vs. 12 participants with pneumonia."


@pytest.mark.parametrize(
    "text", ["Could you clarify?", "Who is right?", "Which one is correct?", "How is that explained?"]
)
def test_a_question_back_asks_what_is_right(text: str) -> None:
    """It asks of what stands before it."""
    assert asks_back(text)
    assert not asks_back("Could you explain the rate of headache?")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We need:\n- the median age\n- the rate of rash", id="lines"),
        pytest.param("We are lacking two numbers: the median age; the rate of rash.", id="semicolons"),
        pytest.param("Please send us: (1) the median age, (2) the rate of rash.", id="numbers"),
    ],
)
def test_things_of_a_list_are_requests(text: str) -> None:
    """Each by itself, put as a demand."""
    found = requests(f"{GREETING} {text}")
    assert [request.text for request in found] == ["Please give the median age.", "Please give the rate of rash."]


def test_sentence_without_a_verb_that_goes_on_is_a_request() -> None:
    """ "Then the rate of rash." behind a request asks for it."""
    found = requests(f"{GREETING} What was the median age? Then the rate of rash. Also its grade, please.")
    assert [request.text for request in found] == [
        "What was the median age?",
        "the rate of rash.",
        "Also its grade, please.",
    ]


def test_whether_anything_is_held_is_a_request_of_its_own() -> None:
    """At the end of a question about something else."""
    text = f"{GREETING} Were headaches told too, and is there anything on frailty scores?"
    assert [request.text for request in requests(text)] == [
        "Were headaches told too?",
        "Is there anything on frailty scores?",
    ]
