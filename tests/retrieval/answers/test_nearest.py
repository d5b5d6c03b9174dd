"""What is told in place of a grade or a measure that no result has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.answering import Draft, answer_figures
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, PFS, RESULTS, ZELTA, SmallCorpus, ask, harbour, make_ratio, make_result


def answer(text: str) -> Draft:
    """The figures that answer a question over HARBOUR."""
    corpus, terms = harbour()
    draft = answer_figures(ask(text), corpus=corpus, terms=terms)
    assert draft is not None, "the question names an outcome"
    return draft


@pytest.mark.parametrize("grade", ["3", "4"])
def test_grade_within_a_wider_one_is_missed_first(grade: str) -> None:
    """That grade 3 alone is not held is said before what is held of grade 3 or worse."""
    first, second, *_ = answer(f"How many had grade {grade} adverse events?").sentences
    assert f"(grade {grade})" in first.text
    assert first.results == ()
    assert "grade 3 or worse: 64 of 100 patients (64%) with Zelta-Base" in second.text


def test_number_needed_to_treat_is_not_derived() -> None:
    """A number needed to treat is said not to be held, before the latest figure of the outcome."""
    first, second, *_ = answer("What is the NNT for PFS?").sentences
    assert "number needed to treat" in first.text
    assert "0.66" in second.text


def test_measure_is_missed_of_an_outcome_that_is_posted_by_two_spellings() -> None:
    """Neither spelling is another outcome whose measure it could be."""
    deaths = {"statistic": "percentage", "unit": "%", "arm": ZELTA, "value": "7"}
    corpus = SmallCorpus(
        (
            make_result("update:90", outcome="All-cause Mortality", **deaths),
            make_result("update:91", outcome="All-cause mortality", category="safety", **deaths),
        )
    )
    question = replace(
        ask("What is the NNT for all-cause mortality?", corpus=corpus),
        outcomes=("All-cause Mortality", "All-cause mortality"),
    )
    draft = answer_figures(question, corpus=corpus, terms=index_terms(corpus))
    assert draft is not None
    assert "number needed to treat" in draft.sentences[0].text


@pytest.mark.parametrize("text", ["By how many points did pneumonia differ?", "Pneumonia: how much more was it?"])
def test_gap_that_is_asked_for_is_computed(text: str) -> None:
    """Whoever asks by how much wants the difference; the arm that has more stands first."""
    assert any("12% with Base, a difference of 8 percentage points" in s.text for s in answer(text).sentences)


def test_difference_of_percentages_is_shown_with_both_figures() -> None:
    """20 % and 12 % differ by 8 points, and it is said that no source reports it."""
    sentences = answer("What is the absolute risk difference for pneumonia?").sentences
    computed = next(sentence for sentence in sentences if "percentage points" in sentence.text)
    assert "20% with Zelta-Base and 12% with Base, a difference of 8 percentage points" in computed.text
    assert {row.id for row in computed.results} == {"article:2", "article:3"}


def test_difference_beside_an_effect_that_is_held_is_made_of_the_percentages() -> None:
    """The ratio of the same outcome does not take the percentages from the difference that they make up."""
    ratio = make_ratio("article:20", "1.8", ("1.1", "2.9", "95"), outcome="Pneumonia", statistic="odds ratio")
    more = SmallCorpus((*RESULTS, ratio))
    draft = answer_figures(
        ask("What is the absolute difference in pneumonia, with the odds ratio?"), corpus=more, terms=index_terms(more)
    )
    told = " ".join(sentence.text for sentence in draft.sentences) if draft else ""
    assert "a difference of 8 percentage points" in told
    assert "1.8" in told


@pytest.mark.parametrize("text", ["By how many weeks did PFS differ?", "How many weeks of PFS were gained?"])
def test_gap_to_a_median_that_was_not_reached_is_said_to_have_no_figure(text: str) -> None:
    """Of a median and one that was not reached no difference is computed, and none is passed over in silence."""
    median = {"outcome": PFS, "statistic": "median", "unit": "weeks"}
    rows = (make_result("update:50", arm=ZELTA, value="not reached", **median),)
    rows += (make_result("update:51", arm=BASE, value="12.4", **median),)
    corpus = SmallCorpus((*RESULTS, *rows))
    draft = answer_figures(ask(text), corpus=corpus, terms=index_terms(corpus))
    assert draft is not None
    told = " ".join(sentence.text for sentence in draft.sentences)
    assert f"can be computed: progression-free survival, median not reached with {ZELTA}" in told
