"""An assistant over the invented trial, and letters of it, composed once."""

from __future__ import annotations

from datetime import date

import pytest

from drafting.composing import Heading, compose
from drafting.inquiry import Circumstances, read_inquiry
from drafting.picking import pick
from drafting.records import Letter
from drafting.templates import read_templates
from retrieval.assistant import Assistant
from tests.retrieval.small_trial import search_by_words

RECEIVED = date(2026, 3, 2)
INQUIRY = "Dear team,\n\nWhat was the progression-free survival in HARBOUR?\n\nKind regards,\nDr A. Person"


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over HARBOUR; its keyword search is real, dense search there is none."""
    corpus, retriever = search_by_words(tmp_path_factory.mktemp("keywords"))
    assistant = Assistant(corpus)
    assistant.retriever = retriever
    return assistant


@pytest.fixture(scope="session")
def letter(assistant: Assistant) -> Letter:
    """The letter that answers a question about the primary endpoint."""
    return draft(INQUIRY, assistant=assistant)


def draft(text: str, *, assistant: Assistant, region: str = "INT") -> Letter:
    """The letter that answers an inquiry."""
    about = Circumstances(RECEIVED, region, requester="pharmacist", channel="e-mail")
    inquiry, questions = read_inquiry(text, about=about, corpus=assistant.corpus, terms=assistant.terms)
    picked = pick(inquiry, questions, assistant=assistant)
    return compose(inquiry, picked, heading=Heading(RECEIVED), assistant=assistant, templates=read_templates())
