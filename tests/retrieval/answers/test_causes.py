"""What was done because of an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.vocabulary import Term
from retrieval.answers.causes import (
    ask_of_causes,
    with_events_that_led,
    with_other_steps,
    without_causeless,
)
from retrieval.questions.asks import outcomes_asked
from tests.retrieval.small_trial import HARBOUR, RESULTS, TEAE, ZELTA, SmallCorpus, ask, make_event

STOPPED = "Zeltamab interruption due to nausea"
STOPPED_AT_ALL = "Treatment discontinuation for any reason"
STOPPED_TOO = "Zeltamab interruption due to headache"
ROWS = (
    *RESULTS,
    *(make_event(f"update:{i}", name, arm=ZELTA, n=9) for i, name in enumerate((STOPPED, STOPPED_TOO), 7)),
)


def test_each_cause_stands_for_what_was_done() -> None:
    """A list of causes asks for the outcome of each of them."""
    question = ask("dose interruptions of zeltamab for nausea and for headache")
    assert ask_of_causes(question, corpus=SmallCorpus(ROWS)).outcomes == (STOPPED, STOPPED_TOO)


def test_what_an_event_led_to_before_a_colon_is_asked_alone() -> None:
    """ "Nausea causing an interruption:" announces no list of what nausea led to."""
    question = ask("Nausea causing interruption of zeltamab: which arm had more?")
    assert ask_of_causes(question, corpus=SmallCorpus(ROWS)).outcomes == (STOPPED,)


def test_event_that_is_no_cause_stays() -> None:
    """Nausea beside interruptions is asked for itself."""
    question = ask("interruptions, and nausea")
    assert ask_of_causes(question, corpus=SmallCorpus(ROWS)) == question


def test_other_step_for_the_same_event_is_asked_too() -> None:
    """What else was done for an event is asked where its title is held: "interrupted, and how many stopped"."""
    titles = ("Zeltamab interruption due to reaction", "Zeltamab discontinuation due to reaction")
    rows = [make_event(f"update:9{i}", title, arm="Base", n=3) for i, title in enumerate(titles)]
    question = replace(ask("How many had it interrupted, and how many stopped it?"), outcomes=titles[:1])
    assert with_other_steps(question, corpus=SmallCorpus(rows)).outcomes == titles
    once = replace(ask("How many had it interrupted?"), outcomes=titles[:1])
    assert with_other_steps(once, corpus=SmallCorpus(rows)) == once


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How common was nausea, and how often did it lead to interruption?", ("Nausea", STOPPED)),
        ("How many had nausea and how many had zeltamab interrupted because of it?", ("Nausea", STOPPED)),
        ("How many had zeltamab interrupted because of nausea?", (STOPPED,)),
        ("Nausea with zeltamab: rate, grades and interruptions?", ("Nausea", STOPPED)),
        ("nausea on zeltamab - how bad, and how many had it interrupted?", ("Nausea", STOPPED)),
        ("How often did nausea lead to interruption of zeltamab?", (STOPPED,)),
        ("Cases of nausea that led to interruption of zeltamab?", (STOPPED,)),
    ],
)
def test_event_and_what_it_led_to_are_both_asked(text: str, outcomes: tuple[str, ...]) -> None:
    """A further clause asks what the event before it led to; the event keeps its own question."""
    assert ask_of_causes(ask(text), corpus=SmallCorpus(ROWS)).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How often did staff have to interrupt the infusion because of a reaction?", ("infusion reaction",)),
        ("How often was it paused owing to a reaction of an adverse kind?", ("adverse reaction",)),
        ("How often was it paused because of a transfer?", ()),
        ("Nobody paused it, and there was a reaction?", ()),
    ],
)
def test_cause_that_no_term_names_is_read_from_the_titles(text: str, outcomes: tuple[str, ...]) -> None:
    """Of the titles whose cause has the word, the one most of whose other words are said is asked."""
    titles = [f"Zeltamab interruption due to {cause}" for cause in ("adverse reaction", "infusion reaction")]
    rows = [make_event(f"update:9{i}", title, arm=ZELTA, n=3) for i, title in enumerate(titles)]
    question = replace(ask(text), outcomes=(), mentions=())
    asked = ask_of_causes(question, corpus=SmallCorpus(rows)).outcomes
    assert asked == tuple(f"Zeltamab interruption due to {cause}" for cause in outcomes)


LED = ("Infection leading to permanent discontinuation", "Zeltamab discontinuation due to reaction")


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Which side effects made people stop?", True),
        ("What adverse events led to discontinuation?", True),
        ("How many stopped because of side effects?", False),
        ("Which side effects were seen?", False),
    ],
)
def test_which_events_led_to_a_stop_asks_for_each_that_is_counted(text: str, led: bool) -> None:
    """Every title that tells what made somebody stop answers which events did."""
    rows = [make_event(f"update:9{i}", title, arm=ZELTA, n=3) for i, title in enumerate(LED)]
    asked = with_events_that_led(ask(text), corpus=SmallCorpus((*RESULTS, *rows)))
    assert (asked.outcomes == LED) is led


def test_what_was_stopped_for_in_plain_words_stands_beside_another_count() -> None:
    """ "How many had come off for progression" is read beside who was still on treatment."""
    title = "Treatment discontinuation due to progressive disease"
    rows = [make_event("update:91", title, arm=ZELTA, n=3, category="disposition")]
    for text in (
        "Who was still on treatment, and how many had come off for progression?",
        "Who was still on treatment, and who stopped because their disease progressed?",
    ):
        question = replace(ask(text), outcomes=("Still on treatment",), mentions=())
        assert ask_of_causes(question, corpus=SmallCorpus(rows)).outcomes == ("Still on treatment", title)


def test_event_that_is_named_as_a_cause_is_no_stop_at_large() -> None:
    """Beside "due to reaction", what infections led to stays where they are named, and stops at large do not."""
    outcomes = (LED[1], LED[0], "Treatment discontinuation for any reason")
    assert without_causeless(outcomes, text="discontinuation from reactions and from infections") == (LED[1], LED[0])
    assert without_causeless(outcomes, text="discontinuation from reactions") == (LED[1],)
    assert without_causeless(outcomes, text="Which reactions made people stop?") == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How often was zeltamab interrupted?", ("Zeltamab interruption due to fever",)),
        ("How often was borrelimab interrupted?", ("Borrelimab interruption",)),
    ],
)
def test_drug_that_was_interrupted_is_the_one_named(text: str, outcomes: tuple[str, ...]) -> None:
    """What is told of one drug is no answer about another one."""
    row = make_event("update:91", "Zeltamab interruption due to fever", arm=ZELTA, n=3)
    corpus = SmallCorpus((*RESULTS, row), terms=(Term("drug", "borrelimab", None, (), HARBOUR.id),))
    asked = replace(ask(text, corpus=corpus), outcomes=(), unknown=(), unread=())
    assert with_events_that_led(asked, corpus=corpus).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "counted"),
    [("How many infusions were interrupted?", True), ("How many purple infusions were interrupted?", False)],
)
def test_what_was_interrupted_is_counted_by_its_causes(text: str, counted: bool) -> None:
    """Where no event is named, each title that counts interruptions is asked."""
    asked = with_events_that_led(ask(text), corpus=SmallCorpus(ROWS))
    assert (asked.outcomes == (STOPPED_TOO, STOPPED)) is counted


def test_what_was_done_for_an_event_is_no_fate_of_it_alone() -> None:
    """The title of a step names its event in full: neither takes the other's place."""
    term = Term("outcome", STOPPED, synonyms=("zeltamab paused",), category="safety")
    corpus = SmallCorpus(ROWS, terms=(term,))
    question = ask("How many had zeltamab paused for nausea?", corpus=corpus)
    assert STOPPED in outcomes_asked(question)


def test_events_named_keep_what_they_led_to_beside_another_cause() -> None:
    """ "Stopped for progression or for AEs" asks for both."""
    stops = ("Discontinuation due to progressive disease", f"{TEAE} leading to discontinuation")
    assert without_causeless(stops, text="stopped for progression") == stops[:1]
    assert without_causeless(stops, text=f"stopped for progression vs AEs {TEAE}") == stops


def test_event_whose_name_has_a_relation_is_a_cause() -> None:
    """The "related" of an event's name is no fate of it, whatever word it is asked by."""
    titles = [f"Zeltamab {step} due to infusion-related reaction" for step in ("discontinuation", "interruption")]
    rows = [make_event(f"update:9{i}", title, arm=ZELTA, n=3) for i, title in enumerate(titles)]
    question = ask("How many had zeltamab interrupted for IRRs, and how many had zeltamab stopped for IRRs?")
    assert ask_of_causes(question, corpus=SmallCorpus(rows)).outcomes == tuple(titles)
