"""Words of a question that no slot accounts for."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("What was the time to pneumonia?", ("time",), id="no term has it in its name"),
        pytest.param("What was the duration of the renal response?", ("duration",), id="how long it lasted"),
        pytest.param("What was the rate of pneumonia?", (), id="rate"),
        pytest.param("Was it time to ask about pneumonia?", (), id="not of the outcome"),
    ],
)
def test_time_to_an_event_is_not_its_rate(text: str, unknown: tuple[str, ...]) -> None:
    """The time to an event narrows what is asked, where the vocabulary has no such outcome."""
    assert tuple(token.text for token in ask(text).unknown) == unknown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("How many were labelled as early relapse?", (), id="named as"),
        pytest.param("PFS in patients who were zorbed", ("zorbed",), id="what was done to them"),
    ],
)
def test_verb_that_only_names_restricts_nothing(text: str, unknown: tuple[str, ...]) -> None:
    """What some are "labelled as" is the name behind it."""
    assert tuple(token.text for token in ask(text).unknown) == unknown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("How common was pneumonia, and how many died of this complaint?", (), id="what was named before"),
        pytest.param("How common was pneumonia in these zorbian patients?", ("zorbian",), id="what people are"),
    ],
)
def test_noun_that_points_back_restricts_nothing(text: str, unknown: tuple[str, ...]) -> None:
    """ "This complaint" is the pneumonia of the question; "these zorbian patients" are some of all."""
    assert tuple(token.text for token in ask(text).unknown) == unknown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What about pneumonia? Early data vs later data", False),
        ("pneumonia at the early and late cut-offs", False),
        ("pneumonia, early stage of marshland", True),
    ],
)
def test_when_an_analysis_was_made_restricts_nothing(text: str, left: bool) -> None:
    """What the word is said of is an analysis."""
    question = ask(text)
    assert ("early" in {token.form for token in (*question.unknown, *question.unread)}) is left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("At the cut in early 2022, what was PFS?", False),
        ("As of late Nov 2021, what was PFS?", False),
        ("What was PFS in early diabetes?", True),
    ],
)
def test_part_of_a_year_is_no_part_of_the_patients(text: str, left: bool) -> None:
    """ "Early" before a year or a month says when, and before what patients have who is meant."""
    asked = ask(text)
    told = {token.text for token in (*asked.unknown, *asked.unread)} | {m.text for m in asked.mentions}
    assert any("early" in word for word in told) is left


def test_sides_of_a_test_narrow_nothing() -> None:
    """Whether a p-value was one-sided is told with it, and looked for in no other row."""
    asked = ask("PFS p-value, one-sided or two-sided?")
    assert (asked.unknown, asked.unread) == ((), ())


@pytest.mark.parametrize("text", ["GI events: nausea and headache", "serious infections: pneumonia, bronchitis"])
def test_heading_of_a_class_of_events_narrows_none_of_them(text: str) -> None:
    """It only tells of what kind those behind it are."""
    question = ask(text)
    assert question.unknown == ()
    assert len(question.outcomes) == 2
