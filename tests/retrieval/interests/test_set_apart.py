"""Who has one tie and not another."""

from __future__ import annotations

import pytest

from retrieval.interests.set_apart import answer_set_apart
from tests.retrieval.small_trial import DISCLOSURES, SOURCES, ask


def _told(text: str) -> list[str]:
    told = answer_set_apart(ask(text), disclosures=DISCLOSURES, sources=tuple(SOURCES.values()))
    return [sentence.text for sentence in told]


@pytest.mark.parametrize(
    "text",
    [
        "Which authors report honoraria but not research funding?",
        "Which authors report honoraria without research funding?",
        "Which authors had honoraria and no research funding?",
    ],
)
def test_those_with_the_second_are_left_out(text: str) -> None:
    """BA has honoraria alone, DC research funding."""
    assert _told(text)[0] == "Authors who report honoraria but no research funding: BA (Bea Ames)."


def test_ties_of_those_left_are_told() -> None:
    """Both have ties to Velo, and DC holds shares."""
    assert _told("Who has ties to Velo but isn't a shareholder?") == [
        "Authors who report a tie to Velo but no shares or stock options in Velo: BA (Bea Ames) and DC (Dan Cole).",
        "Honoraria from Velo: BA (Bea Ames).",
        "Research funding from Velo: DC (Dan Cole).",
    ]


def test_nobody_is_left() -> None:
    """Both authors with ties to Velo have some to Quill."""
    assert _told("Which authors had Velo but not Quill ties?") == [
        "No author reports a tie to Velo without a tie to Quill."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Who has ties to Velo?",
        "Has BA ties to Velo but not Quill?",
        "Who has ties to Velo but not Quill? Who paid?",
    ],
)
def test_another_question_is_told_otherwise(text: str) -> None:
    """One author's ties, and a message that asks more."""
    assert _told(text) == []
