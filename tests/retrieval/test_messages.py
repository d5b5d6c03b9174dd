"""A message is answered as the question in it is: greeting, background and signature neither restrict nor ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from retrieval.answers.answering import Draft
from retrieval.messages import asked_in
from tests.retrieval.small_trial import HARBOUR, RESULTS, drafting, harbour

Drafter = Callable[[str], Draft]
QUESTION = "What was the rate of anaemia?"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR, with keyword search alone."""
    return drafting(RESULTS, folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("Dear colleagues,\n\n{q}\n\nKind regards,\nDr Ada Marsh\nLead pharmacist", id="letter"),
        pytest.param("From: K. Lind, Stockholm\nSubject: enquiry\n\n{q}\n\nBest wishes\nKarin Lind", id="head"),
        pytest.param("{q} Thanks so much, Priya", id="thanks on the same line"),
        pytest.param("We met the patient group yesterday, and one of them asked me this: {q}", id="led to by a colon"),
        pytest.param("Our library has no subscription. {q} Even a rough pointer helps.", id="why and how"),
        pytest.param("Dr Olsen would like to know the following. {q} She prefers a written reply.", id="for another"),
        pytest.param("The payer's dossier has a field for it, and I left it empty. {q}", id="what it is for"),
        pytest.param("Can you help? Ward round in ten minutes! {q}", id="help"),
        pytest.param("Context: a submission on clinical effectiveness. Query: {q} Deadline Friday.", id="labelled"),
        pytest.param("I need to ring her back by noon. {q} If you don't know, just say so.", id="own doing"),
        pytest.param("We are extracting data for a network meta-analysis. {q}", id="what one is doing"),
        pytest.param("A reviewer of our meta-analysis raised a point. {q}", id="analysis of one's own"),
    ],
)
def test_message_is_answered_as_its_question(draft: Drafter, message: str) -> None:
    """Every statement is the one told without the letter around it, and no word of the letter is not held."""
    assert draft(message.format(q=QUESTION)).sentences == draft(QUESTION).sentences


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("{q} Only those from Latvia.", id="of whom"),
        pytest.param("We only look after children. {q}", id="a population"),
        pytest.param("{q} Any grade.", id="goes on with the question"),
        pytest.param("We hear that 341 had it. {q}", id="a figure"),
        pytest.param("My boss says it was not blinded. Is that so? {q}", id="a claim"),
        pytest.param("Please tell me about rainfall in Spain. {q}", id="another question"),
    ],
)
def test_what_restricts_or_asks_stays(message: str) -> None:
    """A sentence that may say of whom, of what or when is asked is left in the question."""
    text = message.format(q=QUESTION)
    assert asked_in(text, find=lambda _: (), titles=("anaemia", "rates")) == text


def test_story_of_a_patient_is_no_letter(draft: Drafter) -> None:
    """Whether one patient should be treated is declined, whatever stands around it."""
    asked = "Dear all,\n\nMy patient is 71 and frail. Should I give her the drug?\n\nKind regards,\nAda Marsh"
    assert draft(asked).status == "declined"


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("I know you cannot tell us what to do. {q}", id="known"),
        pytest.param("{q} Please don't tell me how to treat her, the team has decided already.", id="behind"),
        pytest.param("We are not asking for advice. {q}", id="not asked"),
    ],
)
def test_that_no_advice_is_wanted_asks_for_none(draft: Drafter, message: str) -> None:
    """The question beside it is answered as it is alone."""
    assert draft(message.format(q=QUESTION)).sentences == draft(QUESTION).sentences


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("I know you cannot tell us what to do. Should my father take zeltamab?", id="asked all the same"),
        pytest.param("Don't tell me how to treat her, just say: should I give her zeltamab?", id="in one sentence"),
    ],
)
def test_advice_asked_in_spite_of_that_is_declined(draft: Drafter, message: str) -> None:
    """What a message denies to ask, and asks, is asked."""
    assert draft(message).status == "declined"


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("{q} Please don't include the laboratory values.", id="what is not asked"),
        pytest.param("{q} If you have nothing on it, please just say so.", id="how to answer"),
    ],
)
def test_how_to_answer_is_left_out(message: str) -> None:
    """It neither asks nor restricts."""
    assert asked_in(message.format(q=QUESTION), find=lambda _: (), titles=("anaemia",)).strip() == QUESTION


def test_lines_of_a_list_stay() -> None:
    """Whatever they name."""
    text = "We need:\n- the rate of anaemia\n- the sponsor"
    assert asked_in(f"{text}\n\nKind regards,\nAda", find=lambda _: (), titles=("anaemia",)) == text


def test_what_somebody_does_before_a_wish_is_left_out() -> None:
    """Unless it names whom or what is asked about."""
    found = partial(harbour()[1].find, trial=HARBOUR.id)
    text = "We are writing a review and would like the rate of headache. The deadline was yesterday."
    assert " ".join(asked_in(text, find=found, titles=()).split()).startswith("We would like the rate of headache")
    kept = "We are treating pneumonia and would like the rate of headache. The deadline was yesterday."
    assert "treating pneumonia" in asked_in(kept, find=found, titles=())
