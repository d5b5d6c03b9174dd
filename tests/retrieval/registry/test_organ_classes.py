"""DORNOCH: adverse events by organ class, at large, or of the condition; criteria at large; periods by their ends."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.dose_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("Were there any infections in DORNOCH?", ("10 of 100", "9 of 100"), ("6 of 100", "19 of 100")),
        ("How many serious infections were there in DORNOCH?", ("Cellulitis",), ("Bronchitis", "Serious adverse")),
        ("What skin side effects occurred in DORNOCH?", ("Erythema",), ("Cellulitis",)),
        ("How many in DORNOCH had bronchitis?", ("10 of 100",), ("Cellulitis", "by class")),
        ("Did infections lead to discontinuation in DORNOCH?", (), ("10 of 100", "by class")),
        ("How many in DORNOCH had bronchitis, and how many serious infections?", ("10 of 100", "Cellulitis"), ()),
        ("How many opportunistic infections were there in DORNOCH?", (), ("10 of 100", "19 of 100")),
        ("How safe was limavax in DORNOCH?", ("19 of 100",), ("toxic agent",)),
    ],
)
def test_events_of_a_class_are_told_as_single_events(
    question: str, told: tuple[str, ...], not_told: tuple[str, ...]
) -> None:
    """The single events of the class alone: neither those of another, nor the total of all events."""
    text = answer(question)
    assert [part for part in told if part not in text] == []
    assert [part for part in not_told if part in text] == []


def test_class_of_which_nothing_is_told_is_not_held() -> None:
    """A class without an event is no reason to tell others."""
    assert "no result" in answer("Were there any psychiatric side effects in DORNOCH?")


@pytest.mark.parametrize(
    ("question", "inclusion", "exclusion"),
    [
        ("What were the inclusion criteria of DORNOCH?", True, False),
        ("Who could take part in DORNOCH?", True, False),
        ("Who was excluded from DORNOCH?", False, True),
        ("What were the inclusion and exclusion criteria of DORNOCH?", True, True),
    ],
)
def test_criteria_at_large_are_all_told(question: str, *, inclusion: bool, exclusion: bool) -> None:
    """Each criterion of the kind asked, and no result whose definition speaks of criteria."""
    text = answer(question)
    assert text.count("Inclusion criteria: “") == (2 if inclusion else 0)
    assert text.count("Exclusion criteria: “") == (3 if exclusion else 0)
    assert "of 100" not in text


def test_condition_says_of_whom_and_is_no_event() -> None:
    """What all have is told as an adverse event only where it is asked as one."""
    assert "1 of 100" not in answer("How many had cellulitis in adults with fen pox in DORNOCH?")
    assert "1 of 100" in answer("How many had fen pox as an adverse event in DORNOCH?")


@pytest.mark.parametrize(
    ("asked", "told", "not_told"),
    [
        ("before week 12", "14 of 100", "24 of 100"),
        ("by week 40", "24 of 100", "14 of 100"),
        ("after week 12", "24 of 100", "14 of 100"),
    ],
)
def test_period_is_told_by_its_end(asked: str, told: str, not_told: str) -> None:
    """A time is the end of the period before it, and the start of that after it."""
    text = answer(f"How many had not completed DORNOCH {asked}?")
    assert told in text
    assert not_told not in text
