"""The data cut-off of a source that tells no date of its own."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers.answering import answer_figures
from retrieval.answers.cutoffs import ask_for_cutoffs, ask_for_stage
from retrieval.terms import index_terms
from tests.retrieval.small_trial import FIRST, LAST, RESULTS, SmallCorpus, ask, make_result


def test_cutoff_of_a_source_is_that_of_its_results() -> None:
    """Another analysis's date is no answer, and nothing is said not to be held."""
    date = {"category": "design", "outcome": "Data cut-off", "statistic": "date", "arm": "all"}
    corpus = SmallCorpus((*RESULTS, make_result("registry:9", value=FIRST.isoformat(), data_cutoff=FIRST, **date)))
    question = ask("What data cut-off did the Bog Journal article use?", corpus=corpus)
    answer = answer_figures(question, corpus=corpus, terms=index_terms(corpus))
    assert answer is not None
    [sentence] = answer.sentences
    assert sentence.text.startswith("Data cut-off of the final analysis")
    assert [row.data_cutoff for row in sentence.results] == [LAST]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Does the register regard the latest analysis as final?", True),
        ("What does the registry call that analysis?", True),
        ("Interim or final, according to the EU register?", True),
        ("When did the registry post it?", False),
        ("What was the hazard ratio at the final analysis?", False),
    ],
)
def test_what_a_registry_calls_an_analysis_is_its_stage(text: str, asked: bool) -> None:
    """That is a result of its own, whichever analysis the question takes it for."""
    stage = {"category": "design", "outcome": "Analysis stage", "statistic": "text", "arm": "all"}
    corpus = SmallCorpus((*RESULTS, make_result("registry:8", value="Interim", data_cutoff=LAST, **stage)))
    question = ask_for_stage(ask(text, corpus=corpus), corpus=corpus)
    assert (question.outcomes == ("Analysis stage",)) is asked


@pytest.mark.parametrize(
    ("text", "cutoffs"),
    [
        ("When was the data cut-off for OS?", [LAST]),
        ("data cut-off of the PFS results?", [LAST, FIRST]),
        ("OS at the data cut-off?", None),
        ("hazard ratio and data cut-off for OS", None),
    ],
)
def test_cutoff_of_an_outcome_is_that_of_its_analyses(text: str, cutoffs: list[date] | None) -> None:
    """No figure of the outcome is told; where one is asked, the cut-off is only when."""
    slots = {"category": "design", "outcome": "Data cut-off", "statistic": "date", "arm": "all"}
    dates = [make_result(f"registry:{day.year}", value=day, data_cutoff=day, **slots) for day in (FIRST, LAST)]
    corpus = SmallCorpus((*RESULTS, *dates))
    terms = index_terms(corpus)
    question = ask_for_cutoffs(ask(text, corpus=corpus), corpus=corpus, terms=terms)
    answer = answer_figures(question, corpus=corpus, terms=terms)
    assert answer is not None
    dated = [row.data_cutoff for sentence in answer.sentences for row in sentence.results if row.statistic == "date"]
    assert dated == (cutoffs or [])
