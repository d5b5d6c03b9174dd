"""When registries first posted results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.questions.postings import with_postings
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

POSTED = make_result(
    "registry:71",
    category="design",
    outcome="Results first posted",
    statistic="date",
    arm="all",
    value="2022-03-04",
    data_cutoff=None,
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Results went up first on ClinicalTrials.gov or on the EU register?", True),
        ("On which register did the results appear first?", True),
        ("Dates of results posting in both registries?", True),
        ("When did the EU register publish results?", True),
        ("When did EudraCT post the first results?", True),
        ("When were results made public on CT.gov?", True),
        ("Which results are in the registry?", False),
        ("When was the trial registered on ClinicalTrials.gov?", False),
        ("When was the PFS result published?", False),
    ],
)
def test_first_posting_is_asked_in_many_words(text: str, asked: bool) -> None:
    """Results that go up, appear or are made public on a register ask for the date of their posting."""
    corpus = SmallCorpus((*RESULTS, POSTED))
    question = with_postings(ask(text), corpus=corpus, terms=index_terms(corpus))
    assert ("Results first posted" in question.outcomes) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Which is the newest data you have?", True),
        ("How recent are your data?", True),
        ("What are the most recent results in this corpus?", True),
        ("What is the latest PFS you have?", False),
        ("How old were the patients?", False),
    ],
)
def test_how_new_the_results_are_is_told_by_their_cut_offs(text: str, asked: bool) -> None:
    """Results of no outcome in particular are as new as the latest data cut-off."""
    cutoff = replace(POSTED, id="registry:72", outcome="Data cut-off")
    corpus = SmallCorpus((*RESULTS, cutoff))
    question = with_postings(ask(text), corpus=corpus, terms=index_terms(corpus))
    assert ("Data cut-off" in question.outcomes) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Under which numbers is the trial registered?", True),
        ("Registration numbers?", True),
        ("Which identifiers does the trial have?", True),
        ("What is the registration number?", False),
    ],
)
def test_every_number_is_told_where_several_are_asked(text: str, asked: bool) -> None:
    """Numbers that are asked in the plural, and by no name, are all that the table has."""
    number = replace(POSTED, id="registry:73", outcome="EudraCT number", statistic="identifier", value="2016-01")
    corpus = SmallCorpus((*RESULTS, number))
    question = with_postings(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert question.outcomes == (("EudraCT number",) if asked else ())


def test_register_named_has_its_own_number() -> None:
    """The number that its reference tells is asked, and not the other register's."""
    number = replace(POSTED, id="registry:73", outcome="ClinicalRegister", statistic="identifier", value="CR-7")
    corpus = SmallCorpus((*RESULTS, number))
    question = with_postings(ask("Is it in the ClinicalRegister registry?"), corpus=corpus, terms=index_terms(corpus))
    assert question.outcomes == ("ClinicalRegister",)


def test_each_register_names_none() -> None:
    """Where each of two is asked, the word for them restricts nothing."""
    corpus = SmallCorpus((*RESULTS, POSTED))
    asked = ask("When were results first posted in each register?")
    question = with_postings(
        replace(asked, outcomes=("Results first posted",)), corpus=corpus, terms=index_terms(corpus)
    )
    assert not any(token.form.startswith("regist") for token in (*question.unread, *question.hints))
