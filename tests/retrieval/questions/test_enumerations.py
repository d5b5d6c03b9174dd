"""The things of a numbered list, or of one parted by semicolons, are asked for one by one."""

from __future__ import annotations

import pytest

from retrieval.questions.enumerations import items_of

THINGS = ("Please give the age.", "Please give the rash.", "how many died?")


@pytest.mark.parametrize(
    "sentence",
    [
        "Please send us: (1) the age, (2) the rash, (3) how many died.",
        "1) the age 2) the rash 3) how many died",
        "We are after three things: first, the age; second, the rash; and third, how many died.",
        "We are lacking some numbers: the age; the rash; and how many died.",
    ],
)
def test_each_thing_is_asked_for(sentence: str) -> None:
    """Without the words that lead to the list."""
    assert items_of(sentence) == THINGS


@pytest.mark.parametrize("sentence", ["What was the rate (1 of 100)?", "The first, the age; and the rash."])
def test_what_lists_nothing_stays_whole(sentence: str) -> None:
    """One number begins no list, and one semicolon parts none without a colon."""
    assert items_of(sentence) == (sentence,)


def test_scope_of_a_heading_holds_for_each_thing() -> None:
    """Of which analysis all is asked is said once; "likewise" says nothing."""
    assert items_of("We need, from the final analysis: the age; the rash likewise; and how many died.") == (
        "Please give the age from the final analysis.",
        "Please give the rash from the final analysis.",
        "how many died from the final analysis?",
    )


def test_what_is_asked_of_the_thing_before_it_is_asked_by_itself() -> None:
    """A list is cut where a further thing points back to one before it; a list of names stays whole."""
    assert items_of("How often did fever occur, how often was it severe, and the same for cough?") == (
        "How often did fever occur?",
        "how often was it severe?",
        "Please give the same for cough.",
    )
    listed = "How many sites took part, how many patients were screened, and how many were treated?"
    assert items_of(listed) == (listed,)
