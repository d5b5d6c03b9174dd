"""Analyses that are named by their order in time."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from tests.retrieval.small_trial import HARBOUR, LAST, SmallCorpus, ask


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS at the 1st cutoff", {"primary analysis"}),
        ("PFS in the second report", {"final analysis"}),
        ("PFS at the third data cut", set()),
        ("PFS in the main publication", {"primary analysis"}),
        ("the original PFS hazard ratio", {"primary analysis"}),
        ("original PFS", set()),
        ("PFS after first relapse", set()),
    ],
)
def test_analysis_is_counted(text: str, analyses: set[str]) -> None:
    """The first cut-off is the earliest; a third one, of two, is none."""
    assert {term.name for term, _ in ask(text).analyses} == analyses


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS after 2.1 years of follow-up", {"final analysis"}),
        ("PFS at 25 months of follow-up", {"final analysis"}),
        ("PFS after 5 years of follow-up", set()),
    ],
)
def test_analysis_is_told_by_its_follow_up(text: str, analyses: set[str]) -> None:
    """25.0 months are 2.1 years."""
    term = Term("analysis", "final analysis", trial=HARBOUR.id, cutoff=LAST, follow_up="25.0 months")
    corpus = SmallCorpus(terms=(term,))
    assert {term.name for term, _ in ask(text, corpus=corpus).analyses} == analyses


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did counting drownings change the PFS hazard ratio?", {"final analysis", "final analysis (all deaths)"}),
        ("Was PFS robust to counting drownings?", {"final analysis", "final analysis (all deaths)"}),
        ("What was the PFS hazard ratio, counting drownings?", {"final analysis (all deaths)"}),
    ],
)
def test_what_a_rule_changes_is_asked_of_the_main_analysis_too(text: str, told: set[str]) -> None:
    """A variant of an analysis is held against the analysis where it is asked what its rule changes."""
    main = Term("analysis", "final analysis", trial=HARBOUR.id, cutoff=LAST)
    variant = Term("analysis", "final analysis (all deaths)", None, ("counting drownings",), HARBOUR.id, cutoff=LAST)
    asked = ask(text, corpus=SmallCorpus(terms=(main, variant)))
    assert {term.name for term, _ in asked.analyses} == told


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS, including the interim analysis", set()),
        ("OS as well as the final analysis", set()),
        ("PFS at the interim analysis", {"primary analysis"}),
        ("PFS at the final analysis, including the interim analysis", {"final analysis", "primary analysis"}),
    ],
)
def test_one_analysis_named_beside_the_others_restricts_nothing(text: str, analyses: set[str]) -> None:
    """What is asked in addition is shown beside the latest, and not in its place."""
    assert {term.name for term, _ in ask(text).analyses} == analyses


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS after about 25 months", {"final analysis"}),
        ("PFS at roughly 2 years", {"final analysis"}),
        ("PFS at 25 months", set()),
        ("PFS in the 2021 update", {"final analysis"}),
        ("PFS in the 2019 data cut", {"primary analysis"}),
    ],
)
def test_analysis_is_told_roughly_or_by_its_year(text: str, analyses: set[str]) -> None:
    """A time told about is a follow-up, an exact one a landmark; what a year is called after it restricts nothing."""
    term = Term("analysis", "final analysis", trial=HARBOUR.id, cutoff=LAST, follow_up="25.0 months")
    question = ask(text, corpus=SmallCorpus(terms=(term,)))
    assert {term.name for term, _ in question.analyses} == analyses
    assert (question.unknown, question.unread) == ((), ())


def test_follow_up_told_is_no_claim() -> None:
    """The words that name an analysis by its follow-up stay among those that were read."""
    term = Term("analysis", "final analysis", trial=HARBOUR.id, cutoff=LAST, follow_up="25.0 months")
    mentions = ask("median PFS after 25 months of follow-up", corpus=SmallCorpus(terms=(term,))).mentions
    assert [m.text for m in mentions if m.term.kind == "analysis"] == ["25 months of follow-up"]


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("What did the final analysis say with late deaths excluded?", {"final analysis (late deaths excluded)"}),
        ("Final analysis of OS, late deaths excluded?", {"final analysis (late deaths excluded)"}),
        ("What did the final analysis say?", {"final analysis"}),
    ],
)
def test_variant_of_an_analysis_is_meant_alone(text: str, analyses: set[str]) -> None:
    """The analysis of which a variant is named is no other one that is asked."""
    name = "final analysis (late deaths excluded)"
    term = Term("analysis", name, trial=HARBOUR.id, cutoff=LAST, synonyms=("late deaths excluded",))
    assert {term.name for term, _ in ask(text, corpus=SmallCorpus(terms=(term,))).analyses} == analyses


def test_part_of_a_year_tells_no_more_than_the_year() -> None:
    """An analysis of that year is meant, and nobody is restricted."""
    question = ask("PFS in early 2021?")
    assert ([term.name for term, _ in question.analyses], question.unknown) == (["final analysis"], ())


@pytest.mark.parametrize(
    ("text", "outcomes", "named"),
    [
        ("nausea at the end of OS follow-up", ("Nausea",), True),
        ("nausea at the end of the follow-up for overall survival", ("Nausea",), True),
        ("nausea at the end of the PFS follow-up", None, False),
        ("OS and the length of follow-up", None, False),
    ],
)
def test_analysis_is_told_by_the_outcome_followed_up(text: str, outcomes: tuple[str, ...] | None, named: bool) -> None:
    """The end of a follow-up for an outcome is the one analysis called after it, and asks for neither of them."""
    corpus = SmallCorpus(terms=(Term("analysis", "last OS analysis", trial=HARBOUR.id, cutoff=LAST),))
    question = ask(text, corpus=corpus)
    assert ("last OS analysis" in {term.name for term, _ in question.analyses}) is named
    assert outcomes is None or question.outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS in Sep 21", {"final analysis"}),
        ("PFS, May '19 and then Sept. '21", {"primary analysis", "final analysis"}),
        ("PFS as of September of 2021", {"final analysis"}),
        ("PFS in Oct 21", set()),
        ("PFS by May 19 %", set()),
    ],
)
def test_analysis_is_told_by_the_month_of_its_cutoff(text: str, analyses: set[str]) -> None:
    """A month with the last two figures of a year is that of a cut-off; another month is none."""
    assert {term.name for term, _ in ask(text).analyses} == analyses


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS in the paper by Ames (Fen Med 2021)", set()),
        ("PFS from Cole et al. 2021", set()),
        ("PFS in the 2021 Fen Medicine paper", set()),
        ("PFS in the 2021 article", set()),
        ("PFS in the 2021 report of the trial", {"final analysis"}),
        ("PFS at the latest look (2021)", {"final analysis"}),
        ("PFS in 2021", {"final analysis"}),
    ],
)
def test_year_of_a_reference_names_no_analysis(text: str, analyses: set[str]) -> None:
    """The year in which a paper was printed is not that of a data cut-off."""
    assert {term.name for term, _ in ask(text).analyses} == analyses
