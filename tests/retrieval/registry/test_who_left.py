"""Questions over a record for those who left a trial: all of them, and some of them by the reason."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.birch_record import answer as of_birch
from tests.retrieval.registry.brook_record import answer as of_brook


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many non-completers were there in each arm?", id="those who did not complete"),
        pytest.param("How many failed to complete it?", id="failed to"),
        pytest.param("How many did not see it through to the end?", id="see it through"),
        pytest.param("Discontinuations by arm", id="a noun alone"),
    ],
)
def test_all_who_left_are_told(question: str) -> None:
    """The total of those who did not complete is told, and no reason."""
    text = of_birch(question)
    assert "Not completed: 9 of 100" in text
    assert "Lost to Follow-up" not in text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        pytest.param("Drop-outs per arm, and how many because they were lost?", "Lost to Follow-up: 6 of",
                     id="lost"),
        pytest.param("Drop-outs, of whom how many for lack of contact, lost to follow-up?", "Lost to Follow-up: 6 of",
                     id="of whom"),
        pytest.param("Withdrawals by arm", "Withdrawal by Subject: 3 of 100", id="that may be one reason, or all"),
    ],
)  # fmt: skip
def test_all_who_left_are_told_beside_some_of_them(question: str, reason: str) -> None:
    """Both the total and those of a reason are told."""
    text = of_birch(question)
    assert "Not completed: 9 of 100" in text
    assert reason in text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Drop-outs, and how many of them due to side effects?", id="of them"),
        pytest.param("How many left early, and how many of those because of side effects?", id="of those"),
    ],
)
def test_those_who_left_for_events_are_told_beside_all(question: str) -> None:
    """Both are told, and no events at large."""
    text = of_brook(question)
    assert "Not completed: 8 of 90" in text
    assert "Not completed: Adverse Event: 6 of 90" in text


def test_reasons_to_leave_are_told_by_a_noun() -> None:
    """Reasons for the drop-outs are those that the flow counts, each by itself."""
    text = of_brook("Reasons for the drop-outs, with numbers")
    assert "Adverse Event: 6 of 90" in text
    assert "Lost to Follow-up: 2 of 90" in text


def test_arms_are_told_by_what_is_active() -> None:
    """The active drug and the dummy are the two arms."""
    text = of_brook("Not completed on the active drug and on dummy")
    assert "8 of 90 patients with Brookamab 20 mg" in text
    assert "no result" not in text
