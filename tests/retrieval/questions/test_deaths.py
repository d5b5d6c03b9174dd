"""Deaths by their cause, where the table counts them whatever their cause."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from retrieval.answers.answering import answer_figures
from retrieval.questions.deaths import EACH, cause_asked, without_causes
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, OS, ZELTA, SmallCorpus, ask, harbour, make_event

MORTALITY, OF_FEVER = "All-cause mortality", "Death from marsh fever"


def _corpus(*titles: str) -> SmallCorpus:
    return SmallCorpus(
        make_event(f"update:{place}{arm[:1]}", title, arm=arm, n=n + place)
        for place, title in enumerate(titles)
        for arm, n in ((ZELTA, 7), (BASE, 11))
    )


def _cause_told(text: str, corpus: SmallCorpus) -> str:
    question = without_causes(ask(text, corpus=corpus), corpus=corpus)
    draft = answer_figures(question, corpus=corpus, terms=index_terms(corpus))
    assert draft is not None
    return " ".join(notice.text for notice in draft.notices if notice.kind == "deaths_of_any_cause")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("How many patients died of marsh fever?", "marsh fever"),
        ("How many deaths were due to the disease on Base?", "disease"),
        ("Marsh fever deaths in both arms?", "Marsh fever"),
        ("What was fever-specific mortality on Base?", "fever"),
        ("How many died from pneumonia in each arm?", "pneumonia"),
        ("What was the main cause of death?", EACH),
        ("What did patients die of?", EACH),
    ],
)
def test_deaths_of_any_cause_are_told_with_a_notice_where_one_cause_is_asked(text: str, cause: str) -> None:
    """A count of all deaths is none of those from one disease."""
    assert f"“{cause}”" in _cause_told(text, _corpus(MORTALITY))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Which AEs led to death?", True),
        ("Which side effects caused deaths on Base?", True),
        ("How many AEs led to death?", False),
    ],
)
def test_which_events_were_fatal_is_not_told_by_how_many(text: str, asked: bool) -> None:
    """The count of fatal events names none of them."""
    assert bool(_cause_told(text, _corpus("Fatal treatment-emergent adverse event"))) is asked


@pytest.mark.parametrize(
    "text",
    [
        "How many patients died?",
        "How many deaths from any cause were there?",
        "How many deaths of patients were reported on Base?",
        "What was the all-cause mortality?",
        "Deaths from week 4 on?",
    ],
)
def test_deaths_at_large_need_no_notice(text: str) -> None:
    """Words behind "deaths of" that are no disease ask for no cause."""
    assert not _cause_told(text, _corpus(MORTALITY))


@pytest.mark.parametrize(
    "text", [f"Did {ZELTA} reduce deaths?", f"Did {ZELTA} lower mortality?", f"Were there fewer {ZELTA} deaths?"]
)
def test_what_a_title_has_beside_the_disease_is_no_cause(text: str) -> None:
    """The drug, and what it was to do to the disease."""
    trial = Trial("NCT90000001", "FENLAND", f"Study of the Effect of {ZELTA} to Reduce or Lower Marsh Fever", None)
    rows = (make_event("update:1", MORTALITY, arm=ZELTA, n=7),)
    assert cause_asked(ask(text), rows, trial=trial) is None
    assert cause_asked(ask("Marsh fever deaths?"), rows, trial=trial) == "Marsh fever"


@pytest.mark.parametrize(
    ("text", "untold"), [("What did patients die of?", True), ("HR for deaths from marsh fever?", False)]
)
def test_who_lived_how_long_is_no_answer_to_a_cause_of_death(text: str, untold: bool) -> None:
    """Without a count of deaths, what patients died of is said not to be held; an effect on them is told."""
    corpus, _ = harbour()
    question = without_causes(ask(text), corpus=corpus)
    draft = answer_figures(question, corpus=corpus, terms=index_terms(corpus))
    assert draft is not None
    assert (draft.status == "not_found") is untold
    assert (EACH in draft.sentences[0].text) is untold


def test_deaths_of_an_event_named_before_are_no_deaths_at_large() -> None:
    """ "How many died of it"."""
    corpus, _ = harbour()
    question = without_causes(ask("How many had pneumonia, and how many died of it?"), corpus=corpus)
    assert question.outcomes == ("Pneumonia",)


def test_deaths_of_the_cause_asked_need_no_notice() -> None:
    """Where a title tells the cause."""
    assert not _cause_told("How many died of marsh fever?", _corpus(OF_FEVER))


def test_event_that_patients_died_of_is_no_outcome_beside_deaths() -> None:
    """Nobody asks how many had it."""
    corpus, _ = harbour()
    assert without_causes(ask("How many deaths were due to pneumonia?"), corpus=corpus).outcomes == (OS,)
    assert "Pneumonia" in without_causes(ask("How many died, and how many had pneumonia?"), corpus=corpus).outcomes


@pytest.mark.parametrize("title", ["CV Death", "Subjects With Cardiovascular Death"])
def test_cause_is_read_in_short_and_in_everyday_words(title: str) -> None:
    """A title has the cause asked in a short form, or in a word of the trade."""
    row = make_event("update:1", title, arm=ZELTA, n=7)
    question = ask("How many died of heart disease?")
    assert cause_asked(question, (row,), trial=None, in_full=lambda _: "cardiovascular") is None
