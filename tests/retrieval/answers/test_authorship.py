"""Who wrote a publication."""

from __future__ import annotations

import pytest

from retrieval.answers.authorship import tell_authors
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Who is the last author?", "Last author: Špela Emmer", id="last"),
        pytest.param("How many authors are there?", "Number of authors: 3", id="count"),
        pytest.param("List the authors.", "Authors: Bea Ames, Dan Cole, Špela Emmer", id="all"),
        pytest.param(
            "first author and number of authors?", "First author: Bea Ames; number of authors: 3", id="two at once"
        ),
    ],
)
def test_authors_are_told_by_place(text: str, expected: str) -> None:
    """The author list answers who stands where in it, and how many there are."""
    [told] = tell_authors(ask(text), corpus=harbour()[0])
    assert told.text == f"{expected} (Zeltamab in marsh fever (HARBOUR))."
    assert told.counted == ("3",)


def test_figure_beside_an_author_is_another_question() -> None:
    """Where an outcome is asked, no author list answers."""
    assert tell_authors(ask("What PFS did the first author report?"), corpus=harbour()[0]) == ()


def test_last_author_is_asked_beside_the_first() -> None:
    """Two places in the list of authors are two names."""
    told = tell_authors(ask("Who is the first author and who is the last?"), corpus=harbour()[0])
    assert [sentence.text.partition(" (")[0] for sentence in told] == [
        "First author: Bea Ames; last author: Špela Emmer"
    ]
