"""One word of a name, and "them" who are left out, stand for what the question before them names."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.conversation.standing_for import (
    one_of,
    other_name,
    prior_one,
    refractory_to,
    with_cause,
    with_left_out_named,
)
from retrieval.questions.question import Question
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask

NAMES = ("Enrolment start", "Enrolment end", "Screening start", "Screening end", "early relapse", "late relapse",
         "ISS stage I", "ISS stage II", "Age")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name", "other"),
    [
        ("end", "Enrolment start", "Enrolment end"),
        ("when did it end", "Screening start", "Screening end"),
        ("late", "early relapse", "late relapse"),
        ("II", "ISS stage I", "ISS stage II"),
        ("early", "early relapse", None),
        ("in which arm was the end of the enrolment", "Enrolment start", None),
        ("middle", "Enrolment start", None),
        ("end", "Age", None),
    ],
)
def test_one_word_tells_another_name(words: str, name: str, other: str | None) -> None:
    """It stands in the place of the one word in which the two names differ."""
    assert other_name(words, (name,), known=NAMES) == other


def test_those_left_out_are_named() -> None:
    """Only where an analysis is named by it."""
    term = Term("analysis", "flood analysis", None, ("without flood deaths", "flood deaths left out"), HARBOUR.id)
    corpus = SmallCorpus(terms=(term, Term("outcome", "Flood deaths", None, (), category="safety")))

    def read(text: str) -> Question:
        return ask(text, corpus=corpus)

    asked = "Did flood deaths occur?"
    assert with_left_out_named("PFS with them left out?", asked, read=read) == "PFS with flood deaths left out?"
    assert with_left_out_named("PFS without them?", asked, read=read) == "PFS without flood deaths?"
    assert with_left_out_named("PFS with them?", asked, read=read) is None
    assert with_left_out_named("PFS without them?", "Did nausea occur?", read=read) is None


def test_one_of_several_names_is_asked_alone() -> None:
    """The one that has the word, where no other has it."""
    names = ("Durable complete response rate", "Complete response rate")
    assert one_of("only the durable ones", names) == names[0]
    assert one_of("just complete ones", names) is None
    assert one_of("durable", names) is None


def test_another_cause_of_stopping_is_asked() -> None:
    """Who stopped is asked again, and not how many had the cause."""
    asked = ("Treatment discontinuation due to progressive disease",)
    assert with_cause("because of side effects", asked) == (
        "How many patients discontinued treatment because of side effects?"
    )
    for words in ("because the disease progressed", "how many because the disease progressed"):
        assert with_cause(words, asked) == "How many patients discontinued treatment because the disease progressed?"
    assert with_cause("because of side effects", ("Nausea",)) is None
    assert with_cause("in the control group", asked) is None


def test_a_bare_drug_is_an_earlier_treatment_after_others() -> None:
    """Only where earlier treatments were asked for."""
    titles = ("Prior flurbine", "Flurbine dose")
    assert prior_one("with flurbine", ["Number of prior lines of therapy"], known=titles) == "Prior flurbine"
    assert prior_one("flurbine", ["Age"], known=titles) is None


def test_a_word_of_a_name_may_be_said_of_many() -> None:
    """ "Positives" after "MRD-negative" are the MRD-positive."""
    assert other_name("positives", ["MRD-negative"], known=["MRD-negative", "MRD-positive"]) == "MRD-positive"


@pytest.mark.parametrize(
    ("words", "name", "asked"),
    [
        ("how many refractory to it", "Prior rushamab", "how many refractory to rushamab"),
        ("refractory to that", "Prior rushamab", "refractory to rushamab"),
        ("to a reed inhibitor", "Refractory to rushamab", "how many were refractory to a reed inhibitor"),
        ("how many refractory to it", "Age", None),
        ("to a reed inhibitor", "Prior rushamab", None),
    ],
)
def test_drug_given_before_stands_for_it(words: str, name: str, asked: str | None) -> None:
    """Of those who had a drug it is asked who is refractory to it, and of these to another one."""
    assert refractory_to(words, (name,)) == asked
