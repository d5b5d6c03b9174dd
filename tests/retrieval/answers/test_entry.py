"""Whether a trial had patients or places of a kind, what it was in a few sentences, and premises given as known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.records import Document, Passage, Section
from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BOTH, OS, PASSAGES, RESULTS, SmallCorpus, make_ratio

DESIGN = "This was a randomised, open-label, phase 3 study done at 20 sites in Europe."
ENTRY = "Adults with relapsed marsh fever who had received one previous line of therapy were eligible."
TEXT = f"{DESIGN} {ENTRY}"
SURVIVAL = make_ratio("update:60", "0.95", ("0.70", "1.30", "95"), outcome=OS, comparison=BOTH)


class _Methods(SmallCorpus):
    """HARBOUR with a text of its design."""

    def document(self, source: str) -> Document | None:
        return Document("article", TEXT, (Section("Methods", 0, len(TEXT)),)) if source == "article" else None


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft an answer from a text of two sentences and the results of HARBOUR."""
    passage: Passage = replace(PASSAGES[0], text=TEXT, start=0, end=len(TEXT), section="Methods")
    corpus = _Methods((*RESULTS, SURVIVAL), folder=tmp_path_factory.mktemp("keywords"), passages=(passage,))
    terms = index_terms(corpus)
    retriever = Retriever(corpus=corpus, dense=False)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


def _told(answer: Draft) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Was it a frontline study?",
        "Treatment-naive patients could join, right?",
        "Were newly diagnosed people let in?",
    ],
)
def test_line_of_treatment_is_told_by_who_could_enter(text: str, draft: Callable[[str], Draft]) -> None:
    """That no result is held of such patients is said, and then who could enter."""
    told = _told(draft(text))
    assert "no result" in told
    assert ENTRY in told


@pytest.mark.parametrize(
    "text",
    [
        "Summarise HARBOUR.",
        "Describe the trial in a few sentences.",
        "HARBOUR, tl;dr?",
        "talk me through harbour, short version, lecturing in 5 min",
        "Explain HARBOUR to me like I'm a layman",
        "Give me the highlights of the trial",
        "HARBOUR for beginners",
        "A quick run-down of HARBOUR, if you please",
    ],
)
def test_summary_tells_design_entry_and_results(text: str, draft: Callable[[str], Draft]) -> None:
    """How the trial was done, who entered, and what was found."""
    told = _told(draft(text))
    assert DESIGN in told
    assert ENTRY in told
    assert {"0.61", "0.66"} <= {word.strip("(,;") for word in told.split()}


@pytest.mark.parametrize(
    "text", ["Summarise the results.", "Describe the pneumonia in the trial.", "Explain HARBOUR in Norway."]
)
def test_summary_of_something_is_told_of_it(text: str, draft: Callable[[str], Draft]) -> None:
    """What is named is asked, and not the trial."""
    assert DESIGN not in _told(draft(text))


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Since overall survival was significantly longer, what does the label say?", True),
        ("Given that overall survival was significantly better, how is it given?", True),
        ("Given that it was open-label, how often did nausea occur?", False),
    ],
)
def test_what_is_given_as_known_is_corrected(text: str, corrected: bool, draft: Callable[[str], Draft]) -> None:
    """A premise before the question is held against the table, whatever is asked after it."""
    assert ("not statistically significant" in _told(draft(text))) is corrected
