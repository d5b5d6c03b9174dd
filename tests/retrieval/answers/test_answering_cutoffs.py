"""The data cut-off of a source that tells no date of its own."""

from __future__ import annotations

from retrieval.answers.answering import answer_figures
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
