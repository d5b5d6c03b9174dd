"""Outcomes that are asked for by their parts."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.composites import as_composite
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, ZELTA, SmallCorpus, ask, make_result

RATE = {"statistic": "percentage", "unit": "%", "arm": ZELTA}
CORPUS = SmallCorpus(
    (
        make_result("update:30", outcome="Complete response rate", value="40", **RATE),
        make_result("update:31", outcome="MRD negativity rate", value="30", **RATE),
        make_result("update:32", outcome="MRD-negative complete response rate", value="20", **RATE),
    ),
    terms=(Term("subgroup", "MRD-negative", trial=HARBOUR.id),),
)


@pytest.mark.parametrize(
    "text",
    [
        "How many were in complete response and also MRD-negative?",
        "What share had both a complete response and became MRD negative?",
        "How many had a complete response and at the same time MRD negativity?",
        "How many were MRD negative and in complete response?",
        "MRD negativity and complete response together?",
        "What share had the combination of MRD negativity and complete response?",
        "What percentage became MRD negative while also in complete response?",
    ],
)
def test_those_who_had_both_are_counted_by_one_outcome(text: str) -> None:
    """Of two states that the same patients are in, the outcome that names both is asked."""
    question = as_composite(ask(text, corpus=CORPUS), corpus=CORPUS, terms=index_terms(CORPUS))
    assert question.outcomes == ("MRD-negative complete response rate",)
    assert question.subgroups == ()


@pytest.mark.parametrize(
    "text",
    [
        "What were the complete response rate and the MRD negativity rate?",
        "Give me MRD negativity and complete response data.",
    ],
)
def test_two_rates_stay_two(text: str) -> None:
    """Each of two rates is asked for itself."""
    question = ask(text, corpus=CORPUS)
    assert len(as_composite(question, corpus=CORPUS, terms=index_terms(CORPUS)).outcomes) == 2


def test_state_is_counted_in_a_part() -> None:
    """How many were negative in a part of the patients is told by the rate in that part."""
    corpus = SmallCorpus(
        (
            *CORPUS.table.results(),
            make_result("update:33", outcome="MRD negativity rate", value="37", subgroup="late relapse", **RATE),
            make_result("update:34", outcome="Late relapse", value="60", **{**RATE, "category": "disposition"}),
        ),
        terms=(Term("subgroup", "MRD-negative", trial=HARBOUR.id, synonyms=("MRD-negative patients",)),),
    )
    asked = ask("How many MRD-negative patients were there in the late-relapse group?", corpus=corpus)
    question = as_composite(asked, corpus=corpus, terms=index_terms(corpus))
    assert (question.outcomes, question.subgroups) == (("MRD negativity rate",), ("late relapse",))


def test_part_asked_stays_beside_those_who_had_both() -> None:
    """How many of a part became negative and were in response is asked of that part."""
    terms = (Term("subgroup", "early relapse", trial=HARBOUR.id),)
    corpus = SmallCorpus(CORPUS.table.results(), terms=terms)
    asked = ask("How many with early relapse became MRD negative and in complete response?", corpus=corpus)
    question = as_composite(asked, corpus=corpus, terms=index_terms(corpus))
    assert (question.outcomes, question.subgroups) == (("MRD-negative complete response rate",), ("early relapse",))
