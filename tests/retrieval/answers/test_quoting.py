"""Answers in the source's own words."""

from __future__ import annotations

import pytest

from retrieval.answers.quoting import quote_answer, quote_span
from retrieval.records import Quote, Sentence
from retrieval.search import Retriever
from tests.retrieval.small_trial import TEXT, SmallCorpus, ask, search_by_words


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallCorpus, Retriever]:
    """The corpus with its keyword index."""
    return search_by_words(tmp_path_factory.mktemp("keywords"))


def _quote(
    text: str, searched: tuple[SmallCorpus, Retriever], required: frozenset[str] = frozenset()
) -> tuple[Sentence, ...]:
    corpus, retriever = searched
    return quote_answer(ask(text), corpus=corpus, retriever=retriever, required=required)


def _spans(sentences: tuple[Sentence, ...]) -> list[str]:
    return [TEXT[quote.start : quote.end] for sentence in sentences for quote in sentence.quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does zeltamab block?", "Zeltamab blocks the marsh receptor."),
        ("How was randomisation stratified?", "Randomisation was stratified by region and by previous fever."),
        ("Was zeltamab given into a vein?", "Zeltamab was given into a vein every other week."),
        ("Who funded the trial?", "The Northquay Institute."),
    ],
)
def test_sentence_that_answers_is_quoted(text: str, expected: str, searched: tuple[SmallCorpus, Retriever]) -> None:
    """The sentence that carries what is asked comes back in one span, alone or with its short section."""
    [span] = _spans(_quote(text, searched))
    assert expected in span


def test_quote_is_verbatim(searched: tuple[SmallCorpus, Retriever]) -> None:
    """What the statement shows in quotation marks is what stands in the document."""
    for sentence in _quote("What does zeltamab block?", searched):
        assert sentence.text.endswith(f"“{_spans((sentence,))[0]}”")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What is the capital of Fenland?", id="nothing in common"),
        pytest.param("What does zeltamab block in hedgehogs?", id="a restriction that no sentence carries"),
    ],
)
def test_nothing_is_quoted_where_no_sentence_answers(text: str, searched: tuple[SmallCorpus, Retriever]) -> None:
    """A sentence that shares a word by chance is no answer."""
    assert _quote(text, searched) == ()


def test_required_word_must_stand_in_the_sentence(searched: tuple[SmallCorpus, Retriever]) -> None:
    """A sentence without the outcome asked about is not quoted for it."""
    assert _quote("What does zeltamab block?", searched, required=frozenset({"pneumonia"})) == ()


def test_span_is_shown_in_quotation_marks(searched: tuple[SmallCorpus, Retriever]) -> None:
    """A span becomes a statement that rests on it."""
    start = TEXT.index("HARBOUR was")
    quote = Quote("article", start, start + len("HARBOUR was"))
    assert quote_span(quote, corpus=searched[0]) == Sentence("“HARBOUR was”", (), (quote,))
