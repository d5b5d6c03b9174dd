"""Who wrote a publication."""

from __future__ import annotations

import pytest

from retrieval.answers.authorship import tell_authors, tell_membership
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Who is the last author?", "Last author: Špela Emmer", id="last"),
        pytest.param("How many authors are there?", "Number of authors: 3", id="count"),
        pytest.param(
            "How many names are on the author list?",
            "Number of authors: 3; authors: Bea Ames, Dan Cole, Špela Emmer",
            id="names on the list",
        ),
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


def test_author_of_what_reports_an_outcome_is_asked() -> None:
    """The paper is referred to, and no figure of it told."""
    [told] = tell_authors(ask("first author of the OS paper"), corpus=harbour()[0])
    assert told.text.startswith("Reference: Cole D.")


def test_last_author_is_asked_beside_the_first() -> None:
    """Two places in the list of authors are two names."""
    told = tell_authors(ask("Who is the first author and who is the last?"), corpus=harbour()[0])
    assert [sentence.text.partition(" (")[0] for sentence in told] == [
        "First author: Bea Ames; last author: Špela Emmer"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Was Dan Cole one of the authors?", "Dan Cole is among the 3 authors listed", id="whole name"),
        pytest.param("is emmer an author", "Špela Emmer is among the 3 authors listed", id="small letters"),
        pytest.param("Did Prof. Ames write the paper?", "Bea Ames is among the 3 authors listed", id="wrote it"),
        pytest.param(
            "Is Rita Cole on the author list?", "Rita Cole is not among the 3 authors", id="another given name"
        ),
        pytest.param("Hugo Marsh is an author, isn't he?", "Hugo Marsh is not among the 3 authors", id="taken to be"),
    ],
)
def test_whether_somebody_is_an_author_is_told(text: str, expected: str) -> None:
    """The list answers, also with no."""
    [told] = tell_membership(ask(text), corpus=harbour()[0])
    assert told.text.startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Which papers did Cole write?",
        "Was Dan Cole one of the authors paid by Velo?",
        "Who is the first author?",
        "Did the authors write about safety?",
        "Is anybody from Velo among the authors?",
    ],
)
def test_more_than_membership_is_another_question(text: str) -> None:
    """Money, places in the list and other papers are asked elsewhere."""
    assert tell_membership(ask(text), corpus=harbour()[0]) == ()


def test_author_by_an_ordinal_is_told() -> None:
    """ "The second author" is a place, too; a place that the list does not have is none."""
    [told] = tell_authors(ask("Who is the second author?"), corpus=harbour()[0])
    assert told.text.startswith("Second author: Dan Cole")
    assert tell_authors(ask("Who is the fifth author?"), corpus=harbour()[0]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Who wrote the updated HARBOUR paper?",
        "Who are the authors of the Bog Journal paper?",
        "Who is the last author of the Bog Journal article?",
        "How many authors does the Bog Journal article have?",
    ],
)
def test_authors_that_are_not_listed_are_said_not_to_be(text: str) -> None:
    """Of a publication whose authors are not listed its reference is told, and no author of another one."""
    corpus = harbour()[0]
    [told] = tell_authors(ask(text), corpus=corpus)
    assert told.text.startswith("Reference: Cole D. Updated zeltamab results. Bog Journal.")
    assert told.text.endswith("The corpus does not list its other authors.")
    assert told.sources == ("update",)
