"""How often a drug was given, as a question asks it or takes it for granted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.records import Document, Passage, Section
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, PASSAGES, RESULTS, SmallCorpus

GIVEN = "Zeltamab was given intravenously weekly for the first 4 weeks, then every 2 weeks."
OTHER = "Both groups received the approved schedule of oral brinetol."
TEXT = f"{GIVEN} {OTHER}"
WRONG = "Correction: the question gives another schedule than the one recorded."
BRINETOL = Term("drug", "brinetol", None, (), HARBOUR.id)


class _Methods(SmallCorpus):
    """HARBOUR with a text that tells how two drugs were given."""

    def document(self, source: str) -> Document | None:
        return Document(source, TEXT, (Section("Treatment", 0, len(TEXT)),)) if source == "article" else None


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft an answer from a text of two sentences."""
    passage: Passage = replace(PASSAGES[0], text=TEXT, start=0, end=len(TEXT), section="Treatment")
    folder = tmp_path_factory.mktemp("keywords")
    corpus = _Methods(RESULTS, folder=folder, passages=(passage,), terms=(BRINETOL,))
    terms = index_terms(corpus)
    retriever = Retriever(corpus=corpus, dense=False)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


def test_another_way_of_giving_it_is_said_not_to_be_held(draft: Callable[[str], Draft]) -> None:
    """What is told of a drip is none of an injection under the skin."""
    first, second = draft("Are there data on subcutaneous zeltamab?").sentences
    assert "no result for “subcutaneous”" in first.text
    assert second.text == f"“{GIVEN}”"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Was zeltamab given every 4 weeks?", [f"“{GIVEN}”"]),
        ("zeltamab q4w, correct?", [WRONG, f"“{GIVEN}”"]),
        ("Why was zeltamab given monthly?", [WRONG, f"“{GIVEN}”"]),
        ("Why was zeltamab given every other week?", [f"“{GIVEN}”"]),
    ],
)
def test_schedule_taken_for_granted_is_held_against_the_text(
    draft: Callable[[str], Draft], text: str, told: list[str]
) -> None:
    """The sentence on the schedule answers, and a schedule that it does not tell is corrected."""
    answer = draft(text)
    assert [sentence.text for sentence in answer.sentences] == told


def test_schedule_without_a_frequency_is_said_not_to_be_held(draft: Callable[[str], Draft]) -> None:
    """What the text says of the drug is quoted, after the words that it does not tell how often."""
    answer = draft("Is brinetol given twice a week?")
    assert answer.sentences[0].text.startswith("This corpus holds no result for how often brinetol was given.")
    assert answer.sentences[1].text == f"“{OTHER}”"
