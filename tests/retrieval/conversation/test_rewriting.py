"""What a chat model makes of a follow-up is used only where it adds nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.chat_model.model import Message
from retrieval.chat_model.outages import Outage
from retrieval.conversation.carrying import Reader
from retrieval.conversation.rewriting import FollowUp, rewrite
from tests.retrieval.small_trial import harbour

ASKED = "What was the hazard ratio for PFS?"


class Played:
    """A model that replies what it is given, and remembers what it was asked."""

    def __init__(self, text: str | Outage) -> None:
        self.text = text
        self.asked = ""

    def reply(self, messages: Sequence[Message]) -> str | Outage:
        """The given text."""
        self.asked = messages[0][1]
        return self.text


OTHER = "and for the other endpoint, OS?"


def rewritten(reply: str | Outage, question: str = OTHER, written: str | None = None) -> str | None:
    """What is used of a reply."""
    corpus, terms = harbour()
    follow_up = FollowUp(question, (ASKED,), written)
    return rewrite(follow_up, model=Played(reply), corpus=corpus, reader=Reader(corpus, terms))


@pytest.mark.parametrize(
    "reply",
    [
        "What was the hazard ratio for OS?",
        '"What was the hazard ratio for OS?"',
        "Follow-up: What was the hazard ratio for OS?",
        '{"question": "What was the hazard ratio for OS?"}',
        "```\nWhat was the hazard ratio for OS?\n```",
    ],
)
def test_question_of_a_reply_is_found(reply: str) -> None:
    """Bare, quoted, labelled, fenced or in JSON."""
    assert rewritten(reply) == "What was the hazard ratio for OS?"


@pytest.mark.parametrize(
    "reply",
    [
        Outage("its rate limit was reached (HTTP 429)"),
        "",
        "Sure!\nWhat was the hazard ratio for OS?",
        "x" * 601,
        pytest.param("What was the hazard ratio for OS at 24 months?", id="a time point nobody asked for"),
        pytest.param("What was the hazard ratio for OS in the control group?", id="an arm nobody asked for"),
        pytest.param("What was the hazard ratio for OS in patients aged 65 years or older?", id="a subgroup"),
        pytest.param("What was the hazard ratio for PFS?", id="not the outcome of the follow-up"),
        pytest.param("Was the hazard ratio for OS 0.82?", id="a figure"),
        pytest.param("What was the hazard ratio for OS at the final analysis?", id="an analysis"),
        pytest.param("Should I give zeltamab to my patient?", id="advice"),
    ],
)
def test_reply_that_says_more_or_nothing_is_not_used(reply: str | Outage) -> None:
    """A slot, a figure or a patient that is in no question is refused, and so is a reply that is no question."""
    assert rewritten(reply) is None


def test_reply_has_to_agree_with_the_slots_that_are_known() -> None:
    """Where the follow-up was written out from its slots, other words for the same are used, another sense is not."""
    written = "What was progression-free survival with Base?"
    question = "and in the control group?"
    assert rewritten("How long was PFS in the control group?", question, written) == (
        "How long was PFS in the control group?"
    )
    assert rewritten("What was OS in the control group?", question, written) is None


def test_personal_data_is_masked_and_only_questions_are_sent() -> None:
    """The model sees the questions between marks, without the name in them."""
    corpus, terms = harbour()
    played = Played("What was the hazard ratio for OS?")
    follow_up = FollowUp("and OS, asks Mrs Jane Whitby?", (ASKED,), None)
    rewrite(follow_up, model=played, corpus=corpus, reader=Reader(corpus, terms))
    assert "Whitby" not in played.asked
    assert "Follow-up: and OS, asks [name]?" in played.asked
    assert f"Question: {ASKED}" in played.asked
