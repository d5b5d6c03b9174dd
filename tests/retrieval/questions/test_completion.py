"""A question completed by what the table holds: doses by drug, subgroups by kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.questions.at_large import outcomes_of_analyses, with_baseline
from retrieval.routing import draft_answer
from retrieval.terms import index_terms
from tests.retrieval.small_trial import (
    HARBOUR,
    LAST,
    OS,
    RESULTS,
    SmallCorpus,
    ask,
    make_event,
    make_ratio,
    make_result,
    search_by_words,
)

DOSE = {"statistic": "dose", "category": "design", "population": "enrolled", "data_cutoff": None}
MORE = (
    make_result("article:4", outcome="Zeltamab dose", arm="Zelta-Base", value="5", unit="mg/kg", **DOSE),
    make_result("update:10", outcome="Tansine dose", arm="all", value="20", unit="mg", **DOSE),
    make_ratio("update:11", "0.52", ("0.30", "0.91", "95"), subgroup="renal impairment"),
    make_event("update:12", "Fatal treatment-emergent adverse event", arm="Zelta-Base", n=3, grade="5"),
    make_event("update:13", "Neutropenia (laboratory)", arm="Zelta-Base", n=30, grade="any"),
    make_event("update:14", "Neutropenia (laboratory)", arm="Zelta-Base", n=12, grade=">=3"),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft an answer from HARBOUR with two doses, a renal subgroup and the fatal events of one arm."""
    folder = tmp_path_factory.mktemp("keywords")
    _, retriever = search_by_words(folder)
    corpus = SmallCorpus((*RESULTS, *MORE), folder=folder)
    terms = index_terms(corpus)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)


def results(answer: Draft) -> set[str]:
    """Ids of the results that an answer prints."""
    return {row.id for sentence in answer.sentences for row in sentence.results}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PFS HR by age and renal function", {"update:2", "update:11"}, id="two kinds"),
        pytest.param("Hazard ratio for PFS according to kidney function", {"update:11"}, id="one kind"),
        pytest.param("Which doses were used?", {"article:4", "update:10"}, id="every dose"),
        pytest.param("Rate of grade 3 or worse neutropenia", {"update:14"}, id="grade of a longer title"),
        pytest.param("I read that three patients died of adverse events", {"update:12"}, id="death of an event"),
    ],
)
def test_what_is_named_by_its_kind_is_answered_one_by_one(
    text: str, expected: set[str], draft: Callable[[str], Draft]
) -> None:
    """Subgroups by their kind, doses by their statistic, deaths by the event that they came from."""
    answer = draft(text)
    printed = {row.id for s in answer.sentences for row in s.results if "Safety results" not in s.text}
    assert printed == expected


def test_kind_without_a_member_is_missed(draft: Callable[[str], Draft]) -> None:
    """A kind of subgroup that has no result is said not to be held, and the whole trial is no answer."""
    answer = draft("PFS by sex")
    assert answer.status == "not_found"
    assert results(answer) == set()


def test_drug_without_a_dose_is_missed_beside_one_with(draft: Callable[[str], Draft]) -> None:
    """Of two drugs listed, the dose that is held is told, and the other said not to be."""
    answer = draft("doses of zeltamab and dexamethasone")
    assert "article:4" in results(answer)
    assert "dexamethasone dose" in " ".join(sentence.text for sentence in answer.sentences)


def test_statistic_of_one_outcome_is_not_missed_of_another(draft: Callable[[str], Draft]) -> None:
    """A hazard ratio is asked of the survival; of the event listed beside it, its rate is told."""
    answer = draft("PFS hazard ratio, pneumonia")
    assert {"update:1", "article:2", "article:3"} <= results(answer)
    assert "holds no result" not in " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("HR and complete response rate in over 65s", {"update:2"}, id="of a part"),
        pytest.param("complete response rate + hazard ratio", {"update:1"}, id="of all"),
        pytest.param("hazard ratio for OS and complete response rate", {"update:9"}, id="of another outcome"),
    ],
)
def test_effect_listed_beside_what_has_none_is_of_the_primary_endpoint(
    text: str, told: set[str], draft: Callable[[str], Draft]
) -> None:
    """ "HR and response" asks for the ratio of the primary endpoint: a response has none."""
    answer = draft(text)
    ratios = {row.id for s in answer.sentences for row in s.results if row.statistic == "hazard ratio"}
    assert told <= ratios
    assert ("update:9" in ratios) is ("update:9" in told)
    assert "does not cover" not in " ".join(sentence.text for sentence in answer.sentences)


def test_subgroups_that_benefit_are_asked_by_the_primary_endpoint(draft: Callable[[str], Draft]) -> None:
    """Which of them did is told by the hazard ratio in each, and by no other endpoint of the whole trial."""
    answer = draft("Which subgroups did not benefit?")
    assert results(answer) >= {"update:2", "update:11"}
    assert "update:9" not in results(answer)
    assert any("includes the null value" in sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize("text", ["any benefit in over 65s or not?", "Did people aged 65 years or older benefit?"])
def test_benefit_in_a_part_is_weighed(draft: Callable[[str], Draft], text: str) -> None:
    """Whether a part of the patients benefits is told by its ratio, and by what its interval includes."""
    answer = draft(text)
    assert "update:2" in results(answer)
    assert any("includes the null value" in sentence.text for sentence in answer.sentences)


def test_topic_before_a_yes_or_no_question_is_answered_beside_it(draft: Callable[[str], Draft]) -> None:
    """Who paid, and a rate, are two questions."""
    answer = draft("Who funded the trial and was the pneumonia rate higher with zeltamab?")
    assert "article:2" in results(answer)
    assert any("Northquay" in sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "What does HARBOUR show?",
        "Tell me about HARBOUR",
        "Please send any information on HARBOUR",
        "Efficacy and safety of Zelta-Base",
        "What are the benefits and risks of Zelta-Base?",
        "PFS and safety of Zelta-Base",
    ],
)
def test_trial_at_large_is_its_primary_endpoint_and_its_safety(text: str, draft: Callable[[str], Draft]) -> None:
    """What a trial showed is told by its primary endpoint, latest and tested, and the overview of adverse events."""
    answer = draft(text)
    outcomes = {row.outcome for sentence in answer.sentences for row in sentence.results}
    assert {"Progression-free survival", "Treatment-emergent adverse event"} <= outcomes
    assert "Overall survival" not in outcomes
    assert not any("ask for" in sentence.text for sentence in answer.sentences)  # safety is told, and not pointed to


@pytest.mark.parametrize("text", ["Who ran HARBOUR?", "What colour is HARBOUR?", "When was HARBOUR?"])
def test_question_in_particular_gets_no_overview(text: str, draft: Callable[[str], Draft]) -> None:
    """A question that asks for something else about a trial is not answered by its results."""
    assert results(draft(text)) == set()


def test_all_that_is_held_of_a_part_begins_with_the_primary_endpoint(draft: Callable[[str], Draft]) -> None:
    """Everything on a part of the patients is every outcome that it has results for."""
    answer = draft("Send everything you have on renal impairment")
    assert results(answer) >= {"update:11"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("What did the survival readout show?", {"update:9"}, id="its outcome"),
        pytest.param("What were the results of the overall survival analysis?", {"update:9"}, id="beside findings"),
        pytest.param(
            "What did the interim analysis show?",
            {"article:1", "update:7", "update:8", "update:12"},
            id="no outcome named",
        ),
        pytest.param(
            "How did the interim analysis turn out?",
            {"article:1", "update:7", "update:8", "update:12"},
            id="turned out",
        ),
    ],
)
def test_results_of_an_analysis_are_those_of_what_it_was_of(text: str, expected: set[str], tmp_path: Path) -> None:
    """An analysis is asked by its outcome, or by all that it compared; of no other analysis is anything told."""
    named = Term(
        "analysis",
        "final OS analysis",
        None,
        ("survival readout", "overall survival analysis"),
        HARBOUR.id,
        cutoff=LAST,
    )
    rows = [row for row in RESULTS if row.outcome != "Overall survival"]
    own = make_ratio(
        "update:9", "0.82", ("0.60", "1.12", "95"), outcome=OS, data_cutoff=LAST, analysis="final OS analysis"
    )
    _, retriever = search_by_words(tmp_path)
    corpus = SmallCorpus((*rows, own, *MORE[2:]), terms=(named,), folder=tmp_path)
    answer = draft_answer(text, corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    assert {row.id for s in answer.sentences for row in s.results if "Safety results" not in s.text} == expected


def test_sensitivity_analysis_stands_for_its_outcome(tmp_path: Path) -> None:
    """An analysis that leaves out some events is of one outcome, which need not be named beside it."""
    left_out = Term("analysis", "sensitivity analysis", None, ("left out drownings",), HARBOUR.id, cutoff=LAST)
    slots = {"outcome": OS, "data_cutoff": LAST, "analysis": "sensitivity analysis", "censoring": "drownings censored"}
    own = make_ratio("update:19", "0.79", ("0.60", "1.04", "95"), **slots)
    _, retriever = search_by_words(tmp_path)
    corpus = SmallCorpus((*RESULTS, own), terms=(left_out,), folder=tmp_path)
    text = "Was there any look that left out drownings?"
    answer = draft_answer(text, corpus=corpus, terms=index_terms(corpus), retriever=retriever)
    assert {row.id for sentence in answer.sentences for row in sentence.results} >= {"update:19"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How did the groups differ at baseline?", True),
        ("Were there any imbalances between the groups at baseline?", True),
        ("Did PFS differ at baseline?", False),
        ("What did the trial show?", False),
    ],
)
def test_what_patients_were_like_is_told_of_all_that_is_held(text: str, asked: bool) -> None:
    """Without a trait by name every one that both arms have is told, and no result."""
    share = {"category": "baseline", "statistic": "percentage", "unit": "%", "value": "30"}
    rows = [
        make_result(f"update:2{arm}", outcome="Renal impairment", arm=arm, **share) for arm in ("Base", "Zelta-Base")
    ]
    corpus = SmallCorpus((*RESULTS, *rows))
    told = with_baseline(ask(text, corpus=corpus), corpus=corpus)
    assert (told is not None and told.outcomes == ("Renal impairment",)) is asked


def test_effect_at_an_analysis_of_an_outcome() -> None:
    """An effect at "the final OS analysis" is one of overall survival, whatever the primary endpoint is."""
    named = Term("analysis", "final OS analysis", None, ("final overall survival analysis",), HARBOUR.id, cutoff=LAST)
    corpus = SmallCorpus((*RESULTS, *MORE), terms=(named,))
    question = ask("What was the hazard ratio at the final overall survival analysis?", corpus=corpus)
    assert outcomes_of_analyses(question, terms=index_terms(corpus)) == (OS,)
    at_large = ask("What was the hazard ratio at the latest analysis?", corpus=corpus)
    assert outcomes_of_analyses(at_large, terms=index_terms(corpus)) == ()
