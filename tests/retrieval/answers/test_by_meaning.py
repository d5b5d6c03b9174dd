"""A measure that a question means by its definition alone, where no word of the question names one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.answers.by_meaning import answer_by_meaning, with_measure_meant
from retrieval.questions.question import read_question
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.registry.record_corpus import OneRecord
from tests.retrieval.registry.sedge_record import ROWS, SCAN, SEDGEMOOR, SOURCE, TEXT
from tests.retrieval.small_trial import ask, search_by_words


class _NearScan:
    """An embedding in which what is said of the scan, and the question, point one way; all else another."""

    def __init__(self, question: Sequence[float]) -> None:
        self.question = list(question)

    def embed_query(self, text: str) -> list[float]:
        """The vector of the question."""
        del text
        return self.question

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for the scan, another for the rest."""
        return [[1.0, 0.0] if text.startswith(SCAN) else [0.0, 1.0] for text in texts]


def _answered(text: str, question: Sequence[float], *, terms_held: tuple[Term, ...] = ()) -> Draft:
    corpus = OneRecord(ROWS, terms=terms_held, trial=SEDGEMOOR, source=SOURCE, parts=TEXT)
    corpus.__dict__["embedder"] = _NearScan(question)
    terms = index_terms(corpus)
    asked = read_question(text, terms=terms, trials=corpus.trials, trial=SEDGEMOOR.id)
    retriever = Retriever(corpus=corpus)
    return with_measure_meant(
        asked, Draft("not_found", (), asked.trial), corpus=corpus, terms=terms, retriever=retriever
    )


def test_measure_that_alone_is_near_is_told_and_marked() -> None:
    """The one measure near to the question is told in place of nothing, with a notice that it is the nearest."""
    draft = _answered("Were the knuckles spared?", (0.8, 0.6))
    assert draft.status == "answered"
    assert "0.15 points" in draft.sentences[0].text
    assert [notice.kind for notice in draft.notices] == ["by_meaning"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param("Were the knuckles spared?", (0.7, 0.7), id="no measure stands out"),
        pytest.param("Were the knuckles spared?", (0.3, 0.1), id="none is near"),
        pytest.param("Were the knuckles spared at month 24?", (0.8, 0.6), id="a time that it was not measured at"),
        pytest.param("Were 50% of the knuckles spared?", (0.8, 0.6), id="a number that it has not"),
    ],
)
def test_nothing_is_told_where_none_stands_out(text: str, question: Sequence[float]) -> None:
    """Of measures alike, far, or of another time, none is told."""
    assert _answered(text, question).status == "not_found"


def test_topic_is_no_result_that_is_near_in_meaning(tmp_path: Path) -> None:
    """What was given before infusions is not what happened during them."""
    corpus, retriever = search_by_words(tmp_path)
    asked = ask("What premedication was given before infusions?")
    draft = answer_by_meaning(asked, corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    assert draft.status == "not_found"
    assert "“premedication”" in draft.sentences[0].text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("Cost-effectiveness", "not_found", id="no word of the title"),
        pytest.param("Erosion score", "answered", id="a word of it"),
    ],
)
def test_another_outcome_that_is_named_is_not_held(name: str, status: str) -> None:
    """Of an outcome of the vocabulary, no measure is near that has none of its words."""
    term = Term("outcome", name, None, ("knuckle",), category="efficacy")
    assert _answered("Knuckle", (0.8, 0.6), terms_held=(term,)).status == status
