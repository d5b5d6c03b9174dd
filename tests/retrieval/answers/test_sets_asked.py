"""Analysis sets that are asked for together."""

from __future__ import annotations

import pytest

from retrieval.answers.sets_asked import sets_asked
from tests.retrieval.small_trial import ask

BOTH = {"safety", "intention-to-treat"}


@pytest.mark.parametrize(
    "text",
    [
        "In which population was efficacy analysed, in which safety, and how many are in each?",
        "On which analysis set were efficacy and safety based?",
        "How many patients were in the efficacy and in the safety population?",
        "What is the difference between the ITT and the safety population?",
    ],
)
def test_sets_for_efficacy_and_safety_are_asked(text: str) -> None:
    """Both sets are asked where it is said what for, whatever the sets are called."""
    assert set(sets_asked(ask(text))) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Two patients seem to be missing between randomisation and the safety set, is that so?",
        "Where did they go between randomisation and treatment?",
        "Did all randomised patients receive treatment?",
        "200 were randomised but 198 were treated: how come?",
        "Why are there fewer patients in the safety population?",
    ],
)
def test_those_who_were_not_treated_are_asked(text: str) -> None:
    """The randomised held against the treated ask for the safety set, beside which all randomised are told."""
    assert "safety" in sets_asked(ask(text))


@pytest.mark.parametrize(
    "text",
    [
        "What was PFS in the safety population?",
        "How many in the safety population had pneumonia, and what was the efficacy?",
        "Efficacy and safety in women?",
        "Was treatment randomised?",
    ],
)
def test_results_of_a_set_are_another_question(text: str) -> None:
    """What was measured is asked, and no set."""
    assert sets_asked(ask(text)) == ()


def test_one_set_is_asked_with_its_size() -> None:
    """Who was assessed for safety, and how many, asks for that set."""
    assert sets_asked(ask("Which patients were assessed for safety, and how many were these?")) == ("safety",)
