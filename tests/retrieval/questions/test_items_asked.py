"""Things asked as the items of a list."""

from __future__ import annotations

import pytest

from retrieval.questions.items_asked import items_of
from retrieval.questions.pieces_apart import pieces_apart
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- median PFS\n- who paid for it", ("median PFS", "who paid for it")),
        ("I need the following:\n1. the median PFS\n2. the sponsor", ("the median PFS", "the sponsor")),
        ("Could you give me (1) the median PFS and (2) the sponsor?", ("the median PFS", "the sponsor")),
        ("First the median PFS, then the sponsor.", ("the median PFS", "the sponsor")),
        ("Not only the median PFS but also the sponsor.", ("the median PFS", "the sponsor")),
        ("As well as the median PFS, please tell me the sponsor.", ("the median PFS", "please tell me the sponsor")),
        (
            "I am busy with a deck. I need two things: first, the median PFS, and second, the sponsor.",
            ("the median PFS", "the sponsor"),
        ),
        ("Please advise 1. the median PFS 2. the sponsor", ("the median PFS", "the sponsor")),
        ("Was grade 3 or 4. Then 5. Nothing", ()),
        ("In patients over 70: first, the median PFS, and second, the sponsor.", ()),
        ("Apart from pneumonia, which other infections were seen?", ()),
        ("In patients over 70:\n- median PFS\n- median OS", ()),
        ("What was the median PFS?", ()),
        ("Grade 3 (2) events", ()),
    ],
)
def test_items_of_lists(text: str, items: tuple[str, ...]) -> None:
    """Lines, numbers and words of order part what is asked; what stands over a list may hold for all of it."""
    assert items_of(text) == items


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Give me who funded the trial together with the median PFS.",
            ("Give me who funded the trial", "the median PFS"),
        ),
        ("- the median PFS\n- its confidence interval", ()),
        ("- the median PFS in both arms\n- the sponsor", ("the median PFS in both arms", "the sponsor")),
        ("- the median PFS and OS\n- the sponsor of both", ()),
    ],
)
def test_pieces_that_ask_for_somebody(text: str, pieces: tuple[str, ...]) -> None:
    """Who paid stands for nobody named before; an item that leans on another is not asked alone."""
    assert pieces_apart(text, read=ask, titles=()) == pieces
