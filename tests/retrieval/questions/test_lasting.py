"""What lasted, and how long treatment went on."""

from __future__ import annotations

import pytest

from retrieval.questions.lasting import with_lasting, with_time_on_treatment
from tests.retrieval.small_trial import BASE, ZELTA, SmallCorpus, ask, make_result

RATE = {"statistic": "percentage", "unit": "%"}
CORPUS = SmallCorpus(
    (
        make_result("update:30", outcome="Complete response rate", arm=ZELTA, value="40", **RATE),
        make_result("update:31", outcome="Durable complete response rate", arm=ZELTA, value="30", **RATE),
        make_result("update:32", outcome="Still on treatment", arm=BASE, value="7", category="disposition", **RATE),
        make_result(
            "update:33", outcome="Treatment duration", arm=BASE, value="61", statistic="median", category="disposition"
        ),
        make_result(
            "update:34",
            outcome="Courses begun",
            arm=BASE,
            value="9",
            unit="courses",
            statistic="median",
            category="disposition",
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("How many had a complete response, and in how many did it last?", True),
        ("What was the complete response rate, and how many of these responses were durable?", True),
        ("What was the complete response rate at the last analysis?", False),
    ],
)
def test_what_lasted_is_asked_too(text: str, lasting: bool) -> None:
    """The outcome that counts what lasted stands beside the one that was named."""
    question = with_lasting(ask(text, corpus=CORPUS), corpus=CORPUS)
    assert ("Durable complete response rate" in question.outcomes) is lasting
    assert "durable" not in {token.text for token in question.unknown}


def test_time_on_an_arm_to_an_event_is_no_duration() -> None:
    """Until when it lasted may be told by another outcome."""
    asked = ask("What was the median time on Zeltamab until relapse?", corpus=CORPUS)
    assert "Treatment duration" not in with_time_on_treatment(asked, corpus=CORPUS).outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("How many weeks were patients still on treatment?", "Treatment duration"),
        ("How many patients were still on treatment?", "Still on treatment"),
        ("Were patients on Zeltamab for a median of 94 months?", "Treatment duration"),
        ("What was the median time on Zeltamab?", "Treatment duration"),
        ("How long did patients stay on Zeltamab?", "Treatment duration"),
        ("Patients were given Zeltamab for a median of 80 weeks, right?", "Treatment duration"),
        ("How many patients were still on treatment, and how long was the follow-up?", "Still on treatment"),
    ],
)
def test_time_on_treatment_is_no_count_of_those_on_it(text: str, outcome: str) -> None:
    """Weeks are asked of the duration, people of those who stayed."""
    assert with_time_on_treatment(ask(text, corpus=CORPUS), corpus=CORPUS).outcomes[0] == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("What was the treatment duration in courses?", "Courses begun"),
        ("Treatment duration by number of treatment courses?", "Courses begun"),
        ("What was the treatment duration in weeks, of how many courses?", "Treatment duration"),
        ("What was the treatment duration in doses?", "Treatment duration"),
        ("How long was the treatment duration, and how many courses?", "Treatment duration"),
    ],
)
def test_treatment_is_told_in_the_unit_asked(text: str, outcome: str) -> None:
    """What is counted in that unit is meant, where it is held and no time is asked beside it."""
    assert with_time_on_treatment(ask(text, corpus=CORPUS), corpus=CORPUS).outcomes == (outcome,)


def test_time_of_those_treated_is_asked() -> None:
    """How long patients were treated is no number of patients."""
    question = ask("How long were patients treated?", corpus=CORPUS)
    assert with_time_on_treatment(question, corpus=CORPUS).outcomes == ("Treatment duration",)


def test_share_still_on_treatment_is_no_duration() -> None:
    """A median of another outcome beside it makes no time of those who stayed."""
    asked = ask("What was the median PFS and what percentage was still being treated?")
    assert with_time_on_treatment(asked, corpus=CORPUS).outcomes == asked.outcomes
    asked = ask("How long did people live without progression, and how many are still on treatment?", corpus=CORPUS)
    assert "Still on treatment" in with_time_on_treatment(asked, corpus=CORPUS).outcomes


def test_members_of_a_family_are_asked_with_the_one_that_lasted() -> None:
    """The family has no results of its own; that it lasted does not hide how many had it at all."""
    share = {"statistic": "percentage", "arm": ZELTA, "value": "30", "unit": "%"}
    titles = ("Complete renal response rate", "Durable complete renal response rate")
    corpus = SmallCorpus(make_result(f"update:4{i}", outcome=title, **share) for i, title in enumerate(titles))
    asked = with_lasting(ask("Did they have a renal response, and did it last?", corpus=corpus), corpus=corpus)
    assert set(titles) <= set(asked.outcomes)


@pytest.mark.parametrize(
    ("text", "restricting"),
    [
        ("Sustained complete response rate?", ["Sustained"]),
        ("What was the durable complete response rate?", []),  # a title of its own
        ("What was the complete response rate?", []),
    ],
)
def test_word_that_asks_what_lasted_restricts(text: str, restricting: list[str]) -> None:
    """What is held of an outcome at large is no answer to how many had it lastingly."""
    question = with_lasting(ask(text, corpus=CORPUS), corpus=CORPUS)
    assert [token.text for token in (*question.unknown, *question.unread)] == restricting
