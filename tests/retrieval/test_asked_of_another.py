"""What is asked is not answered by its neighbour: another agency, those who were dosed, an event of the same story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, PFS, RESULTS, ZELTA, SmallCorpus, drafting, make_result

Drafter = Callable[[str], Draft]

_FACT = {"category": "design", "arm": "all", "data_cutoff": None}
_ADDED = (
    make_result("update:30", outcome="FDA approval date", statistic="date", value=date(2021, 6, 2), **_FACT),
    make_result("update:31", outcome="Zeltamab dose", statistic="dose", value="12", unit="mg/kg", **_FACT),
    make_result(
        "update:32", outcome="Patients treated", statistic="count", value="99", category="disposition", arm=ZELTA
    ),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR with a date of approval, a dose and the patients treated."""
    return drafting((*RESULTS, *_ADDED), folder=tmp_path_factory.mktemp("keywords"))


def _said(answer: Draft) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("When was the European Commission approval?", "EU"),
        ("When did the EMA approve zeltamab?", "EU"),
        ("When was it approved in Europe?", "EU"),
        ("Approval date in the EU?", "EU"),
        ("When did Japan license zeltamab?", "PMDA"),
        ("What is the date of approval by Health Canada?", "Health Canada"),
        ("On what date did the UK regulator authorise it?", "MHRA"),
        ("When was it approved in China?", "NMPA"),
    ],
)
def test_approval_by_another_agency_is_not_held(text: str, agency: str, draft: Drafter) -> None:
    """The date of the agency that is held is no answer, and the one asked is said to be missing."""
    answer = draft(text)
    assert answer.status == "not_found"
    assert f"{agency} approval date" in _said(answer)
    assert "2021" not in _said(answer)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("When did the FDA approve zeltamab?", None),
        ("When was it approved in the US?", None),
        ("When was zeltamab approved?", None),
        ("When did the FDA and the EMA approve it?", "EU approval date"),
        ("What was the hazard ratio for PFS, and when did the EMA approve it?", "EU approval date"),
    ],
)
def test_approval_held_is_told_with_what_is_not(text: str, missing: str | None, draft: Drafter) -> None:
    """The date held is that of its agency, and of those that have one where none is named."""
    answer = draft(text)
    assert answer.status == "answered"
    assert ("2 June 2021" in _said(answer)) == ("hazard" not in text)
    assert (missing or "") in _said(answer)


@pytest.mark.parametrize(
    "text",
    [
        "How were patients dosed?",
        "Can you explain how the drugs were dosed?",
        "How was zeltamab dosed?",
        "Can you explain how the drug was dosed? I'm after the zeltamab dose.",
    ],
)
def test_how_patients_were_dosed_asks_for_the_dose(text: str, draft: Drafter) -> None:
    """How many were treated is another question."""
    assert "12 mg/kg" in _said(draft(text))
    assert "99" not in _said(draft(text))


def test_how_many_were_dosed_asks_for_patients(draft: Drafter) -> None:
    """A number of patients is no dose."""
    assert "99 with Zelta-Base" in _said(draft("How many patients were dosed?"))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("One of our members got shingles and a bad pneumonia after her infusion. Is that known?", True),
        ("Our patient developed pneumonia, then shingles on zeltamab. Was this seen in the trial?", True),
        ("A woman with shingles had pneumonia. What was the rate of pneumonia?", False),
    ],
)
def test_second_event_of_a_story_is_said_not_to_be_held(text: str, missing: bool, draft: Drafter) -> None:
    """Of events told in one list, of which it is asked whether they are known, none is passed over."""
    assert "Pneumonia" in _said(draft(text))
    assert ("“shingles”" in _said(draft(text))) == missing


def test_from_which_dataset_is_understood(draft: Drafter) -> None:
    """A data set is where a figure is reported."""
    said = _said(draft("What was the hazard ratio for PFS, and from which dataset?"))
    assert "not understood" not in said
    assert "is reported in" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What's the FDA's median in the control arm?", True),
        ("the fda control arm median", True),
        ("Median of the control arm per the EMA?", False),
    ],
)
def test_median_of_an_agency_is_that_of_its_source(
    text: str, told: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An agency that a held source is of tells whose figure is asked; one that no source is of has none."""
    median = {"outcome": PFS, "statistic": "median", "arm": BASE, "unit": "months"}
    rows = (make_result("article:40", value="11.2", **median), make_result("update:40", value="12.4", **median))
    corpus = SmallCorpus((*RESULTS, *rows), folder=tmp_path_factory.mktemp("agency"))
    corpus.sources = dict(corpus.sources)
    update = corpus.sources["update"]
    corpus.sources["update"] = replace(update, title="FDA notice", citation="FDA approves zeltamab. 2021.")
    retriever, terms = Retriever(corpus=corpus, dense=False), index_terms(corpus)
    answer = draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)
    assert (answer.status == "answered") is told
    shown = [row for sentence in answer.sentences for row in sentence.results if row.outcome == PFS]
    assert {row.source for row in shown} == ({"update"} if told else set())
