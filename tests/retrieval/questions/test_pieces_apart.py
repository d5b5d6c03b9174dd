"""A list of things that share no slot: its pieces."""

from __future__ import annotations

import pytest

from retrieval.questions.pieces_apart import pieces_apart
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    "text", ["How come the agency has 0.64 and the article 0.61?", "PFS of 0.61 and OS of 0.66: which is right?"]
)
def test_figures_held_against_each_other_are_no_pieces(text: str) -> None:
    """Why two figures differ, or which of them is right, is one question."""
    assert pieces_apart(text, read=ask, titles=(), loose=True) == ()


def test_words_of_one_title_are_one_piece() -> None:
    """ "Nausea + pneumonia" are two things where no title has them together."""
    text = "Nausea + pneumonia?"
    assert pieces_apart(text, read=ask, titles=()) == ("Nausea", "pneumonia")
    assert pieces_apart(text, read=ask, titles=("Nausea + Pneumonia Score",)) == ()
