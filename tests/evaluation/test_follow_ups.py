"""Follow-ups are graded by how they are read, not by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.run_follow_ups import Pair, read_follow_up, read_pairs
from retrieval.assistant import Assistant
from tests.retrieval.small_trial import harbour

_PAIRS = Path(__file__).parents[2] / "evaluation" / "follow_ups.toml"


def test_pairs_are_enough_and_none_stands_twice() -> None:
    """Some stand for another question, some stand alone."""
    pairs = read_pairs(_PAIRS)
    assert len({pair.id for pair in pairs}) == len(pairs) >= 100
    assert sum(pair.means is None for pair in pairs) >= 20


@pytest.mark.parametrize(
    ("question", "means", "right"),
    [
        ("and OS?", "OS hazard ratio", True),
        ("and OS?", "What was the median OS?", False),
        ("Who funded the trial?", None, True),
        ("and OS?", None, False),
    ],
)
def test_follow_up_is_right_when_read_as_meant(question: str, means: str | None, *, right: bool) -> None:
    """In any words for the same slots; and left alone where it stands alone."""
    pair = Pair(id="x", corpus="ikema", earlier=("What was the hazard ratio for PFS?",), question=question, means=means)
    assert read_follow_up(pair, assistant=Assistant(harbour()[0])).right is right
