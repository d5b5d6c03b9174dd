"""Parts of a question that a sentence of a source answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.records import Document, Passage, Section
from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import PASSAGES, SmallCorpus

TEXT = (
    "Treatment continued until progression or unacceptable toxicity. "
    "Efficacy was assessed in the intention-to-treat population according to assigned treatment. "
    "Safety was assessed in all patients who received at least one dose."
)
UNTIL, ASSIGNED, SAFETY = (f"“{part}.”" for part in TEXT.rstrip(".").split(". "))


class _Methods(SmallCorpus):
    """HARBOUR with a text of its course."""

    def document(self, source: str) -> Document | None:
        return Document("article", TEXT, (Section("Course", 0, len(TEXT)),)) if source == "article" else None


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft an answer from a text of two sentences and the results of HARBOUR."""
    passage: Passage = replace(PASSAGES[0], text=TEXT, start=0, end=len(TEXT), section="Course")
    corpus = _Methods(folder=tmp_path_factory.mktemp("keywords"), passages=(passage,))
    terms = index_terms(corpus)
    retriever = Retriever(corpus=corpus, dense=False)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Until what point was treatment given, and who was counted for safety?", [UNTIL, SAFETY]),
        ("How many had nausea, and who was counted for safety?", [SAFETY]),
        ("Who was counted for safety, and how many had nausea?", [SAFETY]),
    ],
)
def test_each_part_is_answered_by_its_own_sentence(text: str, quoted: list[str], draft: Callable[[str], Draft]) -> None:
    """Nothing of the one part is left out for the other, and the figures keep their place."""
    answer = draft(text)
    assert answer.status == "answered"
    assert [s.text for s in answer.sentences if s.quotes and not s.results] == quoted
    if "nausea" in text:
        shown = [s.quotes == () for s in answer.sentences]
        assert shown[0] is (not text.startswith("Who"))
        assert {r.outcome for s in answer.sentences for r in s.results} == {"Nausea"}


@pytest.mark.parametrize(
    "text",
    [
        "How do the ITT and the safety population differ?",
        "ITT set, safety set: what is the distinction, and how large is each?",
        "What is meant by intention-to-treat and by safety population?",
    ],
)
def test_sets_that_are_told_apart_are_each_told(text: str, draft: Callable[[str], Draft]) -> None:
    """Who belongs to the one and to the other, each in the words of a source."""
    assert {ASSIGNED, SAFETY} <= {sentence.text for sentence in draft(text).sentences}


def test_set_that_only_says_where_is_not_explained(draft: Callable[[str], Draft]) -> None:
    """ "In the intention-to-treat population, ..." asks for what follows."""
    told = draft("In the intention-to-treat population of the trial, how many had nausea, and why?")
    assert ASSIGNED not in {sentence.text for sentence in told.sentences}
