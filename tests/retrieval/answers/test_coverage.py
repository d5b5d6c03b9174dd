"""What an answer leaves out is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.answers.coverage import tell_fates_left_out, tell_left_out, tell_outcomes_left_out
from retrieval.records import Sentence
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask

CORPUS = SmallCorpus()
TERMS = index_terms(CORPUS)
PNEUMONIA = [row for row in RESULTS if row.outcome == "Pneumonia"]


def _left_out(text: str, sentences: Sequence[Sentence]) -> str:
    return " ".join(s.text for s in tell_left_out(ask(text), sentences, corpus=CORPUS, terms=TERMS))


def test_outcome_that_nothing_is_told_of_is_named() -> None:
    """An outcome of the question with neither a result nor a word in the answer is said to be missing."""
    told = _left_out("How many had pneumonia and headache?", [Sentence("Pneumonia: 20", tuple(PNEUMONIA))])
    assert "does not cover, as the question asks for it: headache" in told


def test_outcome_beside_what_is_quoted_is_named() -> None:
    """Prose on another matter covers no outcome; prose in the words of the question does."""
    question = ask("What dose was given, and how many had headache?")
    dosed, ached = Sentence("“Zeltamab 5 mg once daily.”"), Sentence("“Headache was mild.”")
    [left] = tell_outcomes_left_out(question, [dosed], corpus=CORPUS, terms=TERMS)
    assert left.text.endswith("asks for it: headache.")
    assert tell_outcomes_left_out(question, [dosed, ached], corpus=CORPUS, terms=TERMS) == ()


def test_outcome_that_is_said_to_be_missing_is_not_said_again() -> None:
    """What the answer itself calls missing is covered."""
    said = [Sentence("Pneumonia: 20", tuple(PNEUMONIA)), Sentence("No result for headache.")]
    assert _left_out("How many had pneumonia and headache?", said) == ""


@pytest.mark.parametrize(
    ("text", "said", "missed"),
    [
        (
            "How many had pneumonia and how many stopped because of it?",
            "Pneumonia: 20",
            "“how many stopped because of it”",
        ),
        ("How common was pneumonia, and how many died from it?", "Pneumonia: 20", "“how many died from it”"),
        ("How many had pneumonia and how many stopped because of it?", "Pneumonia leading to discontinuation: 3", ""),
    ],
)
def test_what_an_event_led_to_is_not_passed_over(text: str, said: str, missed: str) -> None:
    """How many had it is no number of those who stopped for it."""
    told = _left_out(text, [Sentence(said, tuple(PNEUMONIA))])
    assert missed in told
    assert bool(missed) == bool(told)


def test_a_share_of_those_told_is_no_fate_of_an_event() -> None:
    """ "Of them" behind a share is whom it is asked of, and not what they died of."""
    said = [Sentence("Pneumonia: 20", tuple(PNEUMONIA))]
    assert not tell_fates_left_out(ask("Who got pneumonia, and what share of them died?"), said)
    assert tell_fates_left_out(ask("Who got pneumonia, and who died of it?"), said)


def test_time_in_an_outcome_s_name_is_told_by_its_result() -> None:
    """A rate at four years is covered by the outcome whose time frame that is."""
    survival = [row for row in RESULTS if row.outcome == "Overall survival"]
    assert survival
    assert _left_out("What was the 4-year overall survival rate?", [Sentence("OS", tuple(survival))]) == ""


def test_part_of_which_nothing_was_read_is_told() -> None:
    """A further question in unknown words is not passed over."""
    told = _left_out("How many had pneumonia, and did the dogs bark?", [Sentence("Pneumonia", tuple(PNEUMONIA))])
    assert "“did the dogs bark”" in told


def test_reason_that_no_source_gives_is_not_kept_quiet() -> None:
    """A why-question that is answered by figures alone is told that they are no reason."""
    told = _left_out("Why did more have pneumonia?", [Sentence("Pneumonia: 20", tuple(PNEUMONIA))])
    assert "does not tell why" in told


def test_ratio_of_randomisation_is_the_reason_for_the_sizes() -> None:
    """Where both are told, the one explains the other."""
    rows = [replace(PNEUMONIA[0], outcome=name) for name in ("Randomisation ratio", "Patients randomised")]
    asked = (
        "What were the reasons for pneumonia?",
        "How many had pneumonia, and for which reasons?",
        "What caused it?",
    )
    assert all("does not tell why" in _left_out(text, [Sentence("20", tuple(PNEUMONIA))]) for text in asked)
    assert "does not tell why" not in _left_out("Why is one arm larger?", [Sentence("3:2", tuple(rows))])


def test_story_before_a_question_is_not_missed() -> None:
    """What only the story of a patient names is not asked."""
    told = _left_out("My patient had a headache. How often was pneumonia?", [Sentence("Pneumonia", tuple(PNEUMONIA))])
    assert told == ""


def test_note_is_told_as_what_may_be_a_reason() -> None:
    """A why-question is answered by what is noted with a result, and by no note that tells other figures."""
    noted = [replace(PNEUMONIA[0], note="Counted once."), replace(PNEUMONIA[1], note="Elsewhere 12.5 is given.")]
    told = _left_out("Why did more have pneumonia?", [Sentence("Pneumonia: 20", tuple(noted))])
    assert told == "Noted with pneumonia: Counted once."


def test_note_that_is_told_anyway_is_no_reason() -> None:
    """Beside what an answer notes of its own it is said that no reason is told."""
    said = [Sentence("Pneumonia: 20", tuple(PNEUMONIA)), Sentence("Noted with pneumonia: Counted once.", ())]
    assert "does not tell why" in _left_out("Why did more have pneumonia?", said)
    reason = [said[0], Sentence("Noted with pneumonia: The level of 99 % follows from the design.", ())]
    assert "does not tell why" not in _left_out("Why is there a level of 99 % for pneumonia?", reason)


def test_question_for_whom_is_not_passed_over() -> None:
    """That no figure tells whom it holds for is said, and what every figure is told with is not missed."""
    rows = [Sentence("Pneumonia: 20", tuple(PNEUMONIA))]
    assert "“for whom”" in _left_out("How often was pneumonia, and for whom?", rows)
    assert _left_out("How often was pneumonia, and in which population was it counted?", rows) == ""


@pytest.mark.parametrize(
    ("said", "missed"),
    [
        ("It was run at 31 centres in 9 countries across Europe.", True),
        ("Countries: 9 countries.", True),
        ("It was run in 3 countries (Fenland, Marshland and Bogland).", False),
        ("It was run in 2 countries. The sites were in France and Spain.", False),
        ("It was run in Fenland.", False),
    ],
)
def test_countries_that_are_only_counted_are_not_named(said: str, missed: bool) -> None:
    """How many countries there were does not tell which."""
    for text in ("Which countries was it run in?", "Where was it run? Name the countries."):
        assert ("countries by name" in _left_out(text, [Sentence(said)])) is missed
    assert "countries by name" not in _left_out("How many countries was it run in?", [Sentence(said)])


@pytest.mark.parametrize("part", ["how did they do", "did those patients do worse", "what happened to them"])
def test_how_those_counted_fared_is_not_passed_over(part: str) -> None:
    """Where nothing measured of them is told, it is said."""
    counted = [replace(row, outcome="Frailty", category="baseline") for row in PNEUMONIA]
    assert part in _left_out(f"How many were frail, and {part}?", [Sentence("Frailty: 20", tuple(counted))])
    assert _left_out(f"How many had pneumonia, and {part}?", [Sentence("Pneumonia: 20", tuple(PNEUMONIA))]) == ""


def test_event_that_is_said_to_be_missing_in_the_words_asked_is_not_said_again() -> None:
    """The words of the question stand for the term that they are read as."""
    said = [Sentence("Pneumonia: 20", tuple(PNEUMONIA)), Sentence("This corpus holds no result for “Heart failure”.")]
    assert _left_out("Heart failure and pneumonia rates", said) == ""


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("How many had both pneumonia and headache?", True),
        ("How many had pneumonia and headache?", False),
        ("How often did both pneumonia and headache occur?", False),
    ],
)
def test_who_had_two_events_is_not_told_by_each_of_them(text: str, missed: bool) -> None:
    """That some had both is another number than those of each."""
    headache = [row for row in RESULTS if row.outcome == "Headache"]
    told = _left_out(text, [Sentence("Pneumonia: 20; headache: 31", (*PNEUMONIA, *headache))])
    assert ("both pneumonia and headache" in told) is missed


@pytest.mark.parametrize(
    "text",
    [
        "Was there an upper limit of age?",
        "Could anybody over 85 enter, or was there an age cap?",
        "What was the maximum age?",
    ],
)
def test_upper_limit_of_age_is_not_told_by_the_lower(text: str) -> None:
    """Where only the lowest age of entry is held, that the highest is not told is said."""
    row = replace(PNEUMONIA[0], category="design", outcome="Minimum age for eligibility", statistic="threshold")
    assert "an upper age limit" in _left_out(text, [Sentence("Minimum age for eligibility: 18 years", (row,))])
