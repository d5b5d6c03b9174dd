"""Restrictions and events told in everyday words: earlier lines, those who left, those who had the same."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("PFS hazard ratio among people who had had only one earlier line of treatment?", "one prior line"),
        ("PFS in people who had had just a single previous line", "one prior line"),
        ("PFS after two earlier lines of treatment", "two or more prior lines"),
        ("PFS for those who had more than three earlier regimens", "three or more prior lines"),
    ],
)
def test_earlier_lines_restrict_in_any_words(text: str, part: str) -> None:
    """A figure of all patients is no answer to what is asked of those with some lines of treatment."""
    assert part in ask(text).subgroups


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("How many patients dropped out of Zelta-Base because of side effects?", "leading to discontinuation"),
        ("How many left the Zelta-Base arm because of an adverse event?", "leading to discontinuation"),
        ("How many people died of side effects?", "Fatal treatment-emergent adverse event"),
        ("How many deaths were there from adverse events?", "Fatal treatment-emergent adverse event"),
        ("How many died, and how many had adverse events?", "Treatment-emergent adverse event"),
        ("How many left early, and how many had an adverse event?", "Treatment-emergent adverse event"),
    ],
)
def test_events_for_which_somebody_left_are_those_asked(text: str, outcome: str) -> None:
    """Between the leaving and its reason an arm may be named; a further question asks for events at large."""
    assert any(name.endswith(outcome) for name in ask(text).outcomes)


def test_number_who_had_the_same_is_no_number_of_all() -> None:
    """ "How many people had this problem" does not ask how many were randomised."""
    assert "Patients randomised" not in ask("My wife gets tired. How many people had this problem?").outcomes


def test_pronoun_takes_the_outcome_of_the_sentence_before() -> None:
    """What was only stated is asked for where the question calls it "it"."""
    assert ask("We left out the follow-up time. What was it at the final analysis?").outcomes == ("Median follow-up",)


def test_drug_by_another_name_is_the_arm_called_by_it() -> None:
    """An arm that is called as a general drug is has that drug's other names, too; without one they are a drug."""
    arm = Term("arm", "Chemotherapy", trial=HARBOUR.id, role="control")
    assert ask("PFS with chemo?", corpus=SmallCorpus(terms=(arm,))).arms == ("Chemotherapy",)
    assert ask("PFS with chemo?").arms == ()


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Anything on how fast people got a response?", ("Time to first response",)),
        ("How long do people live on it?", ("Overall survival",)),
        ("What happened to the lymphocytes?", ("Lymphopenia",)),
        ("Did anyone die from the drug?", ("Fatal treatment-emergent adverse event",)),
        ("When was the trial recruiting?", ("Enrolment period",)),
        ("What is the ratio of patients in the two arms?", ("Randomisation ratio",)),
    ],
)
def test_outcome_is_read_in_everyday_words(text: str, outcomes: tuple[str, ...]) -> None:
    """Each names one outcome, and none beside it."""
    assert ask(text).outcomes == outcomes


def test_odds_of_having_something_are_no_ratio() -> None:
    """A chance is told by a rate; the odds ratio is asked for by its name."""
    assert ask("What are the odds of getting pneumonia?").statistics == ()
    assert ask("What were the odds for pneumonia?").statistics == ("odds ratio",)


def test_how_often_and_how_long_it_was_given_are_its_schedule() -> None:
    """Beside how something was given they ask for no rate and no median."""
    question = ask("How was zeltamab given, how often, and for how long?")
    assert question.statistics == ()
    assert "dosing schedule" in {topic.name for topic in question.topics}


def test_patients_of_a_story_that_no_slot_tells_are_not_all() -> None:
    """ "Those patients" are the ones told of, in words that nothing else reads; a slot that tells them is enough."""
    asked = ask("We look after many zorbian people. Did those patients live longer?")
    assert {token.text for token in asked.unknown} == {"zorbian"}
    assert ask("My neighbour is zorbian. How did people like him do?").unknown
    assert not ask("My neighbour is over 65. How did people like him do?").unknown


def test_grade_for_a_drug_is_no_fourth_grade() -> None:
    """The preposition is no American spelling of the number."""
    assert ask("List the headaches by grade for zeltamab.").grades == ()
    assert ask("How many had headaches of grade four?").grades == ("4",)


def test_more_treatment_stops_are_no_later_treatment() -> None:
    """What follows "more treatment" tells what there was more of."""
    assert "Subsequent therapy" not in ask("Which arm had more treatment stops because of side effects?").outcomes
