"""Where results are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.citing import Bibliography
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.sourcing import describe_levels, describe_sources, tell_reports
from retrieval.records import Sentence, Verdict
from retrieval.terms import index_terms
from retrieval.verification import check_statements
from tests.retrieval.small_trial import HARBOUR, PFS, RESULTS, SOURCES, SmallCorpus, ask, harbour, make_ratio


def test_main_publication_is_the_one_that_leads() -> None:
    """Of several that report an analysis, the main publication is one."""
    told = tell_reports(ask("What journal has the main publication of the final analysis?"), corpus=harbour()[0])
    assert [len({row.source for row in sentence.results}) for sentence in told] == [1] * len(told)
    assert "update" in {row.source for sentence in told for row in sentence.results}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        pytest.param("Who published the final analysis?", {"update", "registry"}, id="analysis"),
        pytest.param("Where was the analysis in those aged 65 or older published?", {"update"}, id="part"),
        pytest.param("Where was PFS at the final analysis reported?", set(), id="an outcome is asked"),
        pytest.param("What came out at the final analysis, and who reported it?", set(), id="asked beside"),
        pytest.param("When was the final analysis?", set(), id="no source is asked"),
        pytest.param("Which journal published the final analysis, and what is its DOI?", set(), id="a number is asked"),
    ],
)
def test_sources_of_an_analysis_are_told(text: str, sources: set[str]) -> None:
    """Who reported an analysis or a part of the patients is told, where no outcome of it is asked."""
    told = tell_reports(ask(text), corpus=harbour()[0])
    assert {row.source for sentence in told for row in sentence.results} == sources


@pytest.mark.parametrize(("told", "doubted"), [("May 2022", False), ("May 2023", True)])
def test_date_of_a_reference_is_no_date_of_a_result(told: str, doubted: bool) -> None:
    """The month of a meeting that stands in the reference told is quoted from it; another one is not."""
    corpus = SmallCorpus()
    citation = "Cole D. Zeltamab news. Abstract presented at: Fen Meeting; May 2022. https://fen.example/1"
    corpus.sources |= {"update": replace(SOURCES["update"], citation=citation)}
    row = next(result for result in RESULTS if result.id == "update:1")
    text = f"The result is reported in: Cole D. Zeltamab news. Abstract presented at: Fen Meeting; {told}."
    bibliography = Bibliography(corpus)
    statement = bibliography.cite(sentence := Sentence(text, (row,)))
    report = check_statements(
        [(statement, HARBOUR.id)],
        citations=bibliography.citations,
        corpus=corpus,
        terms=index_terms(corpus),
        sentences=[sentence],
    )
    assert any(check.verdict is Verdict.UNCHECKED for check in report.checks) == doubted


def test_source_that_prints_the_number_quoted_is_told() -> None:
    """Of two sources of one figure the one is told that prints it as quoted; the other where its print is quoted."""
    corpus, terms = harbour()
    figures = group_figures(corpus.table.results(outcome=PFS), corpus=corpus, terms=terms)
    [told] = describe_sources(figures, corpus=corpus, quoted={"0.67"})
    assert "(final analysis) is printed as 0.67 in: ClinicalRegister" in told.text
    assert {row.source for row in told.results} == {"registry"}
    assert all("is reported in" in s.text for s in describe_sources(figures, corpus=corpus, quoted={"0.99"}))


def test_levels_of_one_interval_are_told_by_source() -> None:
    """Where two levels are named that sources print for the same interval, it is told which prints which."""
    first = make_ratio("article:91", "0.61", ("0.40", "0.93", "98"))
    other = make_ratio("update:91", "0.61", ("0.40", "0.93", "95"))
    figure = Figure((first,), {first.id: (other,)}, "latest")
    told = describe_levels([figure], corpus=SmallCorpus((first, other)), text="One says 98% CI and another 95%: who?")
    assert [sentence.results for sentence in told] == [(first,), (other,)]
    assert "a 98% CI in: Ames B" in told[0].text
    assert "a 95% CI in: Cole D" in told[1].text
    assert describe_levels([figure], corpus=SmallCorpus((first, other)), text="What is the 98% CI?") == ()
