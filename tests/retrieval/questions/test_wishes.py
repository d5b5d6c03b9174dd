"""What a sentence of a message asks for without a question mark, and what it only says beside that."""

from __future__ import annotations

import pytest

from retrieval.questions.wishes import demands, dismisses, wished, without_wish


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        pytest.param("We are lacking the median age.", "are lacking the median age.", id="lacking"),
        pytest.param("The committee needs the median age.", "needs the median age.", id="whoever needs it"),
        pytest.param("The median age would be helpful.", "The median age ", id="behind the thing"),
        pytest.param("Then the median age.", "Then the median age.", id="goes on"),
        pytest.param("The median age too, please.", "The median age too, please.", id="goes on at the end"),
        pytest.param("Frequency of rash with A and B.", "Frequency of rash with A and B.", id="only named"),
        pytest.param("The age, the rash, and the dose.", "The age, the rash, and the dose.", id="a list"),
        pytest.param("If later data exist, add them.", "If later data exist, add them.", id="later figures"),
        pytest.param("For a table: the age and the rash.", "the age and the rash.", id="headed by its use"),
        pytest.param("Needed: the median age.", "Needed: the median age.", id="needed"),
        pytest.param("I could not find all that I need.", "", id="nothing"),
        pytest.param("And then we had lunch.", "", id="a story"),
    ],
)
def test_what_is_wished_for(sentence: str, what: str) -> None:
    """The words that may name it; none where nothing is wished for."""
    assert wished(sentence) == what


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        pytest.param("She wants to know how many had a rash.", "how many had a rash?", id="a clause"),
        pytest.param("She asked whether it was blinded.", "whether it was blinded?", id="whether"),
        pytest.param("Our chief wants the median age.", "Please give the median age.", id="a thing"),
        pytest.param("For the table I need the median age.", "Please give the median age.", id="what it is for"),
        pytest.param(
            "We are interested in the age, in the rash and in the dose.",
            "Please give the age, the rash and the dose.",
            id="preposition said again",
        ),
        pytest.param("What was the median age?", "What was the median age?", id="a question"),
    ],
)
def test_wish_is_put_as_what_it_wishes_for(sentence: str, asked: str) -> None:
    """Whoever wishes for it."""
    assert without_wish(sentence) == asked


@pytest.mark.parametrize(
    "sentence",
    [
        "Please don't include laboratory abnormalities.",
        "If something is not in your sources, please say so.",
        "If any of these comes from another source please name it.",
        "A quick response would be welcome.",
    ],
)
def test_how_to_answer_is_dismissed(sentence: str) -> None:
    """It asks for nothing."""
    assert dismisses(sentence)


def test_response_rate_would_be_helpful() -> None:
    """A response rate is no reply."""
    assert not dismisses("In addition, the overall response rate would be helpful.")


@pytest.mark.parametrize(
    "sentence", ["From your sources please take the median age.", "For pneumonia, give the serious cases."]
)
def test_what_is_to_be_taken_is_demanded(sentence: str) -> None:
    """Behind "please", wherever that stands, or behind what it is of."""
    assert demands(sentence)


def test_what_somebody_does_not_ask_is_dismissed() -> None:
    """It is no request, whatever it names."""
    assert dismisses("Please answer in simple English.")
    assert not dismisses("Please explain in which arm more died.")
    assert dismisses("I am not asking what to do, she is in good hands.")
    assert not dismisses("If later figures exist for any of these, give them separately.")
