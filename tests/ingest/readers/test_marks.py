"""Retractions, errata and expressions of concern become notices."""

from __future__ import annotations

import pytest

from ingest.readers.marks import read_marks


@pytest.mark.parametrize(
    ("relation", "kind", "words"),
    [
        ("RetractionIn", "retraction", "This article was retracted: Ann Lamp. 2020;1:2."),
        ("PartialRetractionIn", "retraction", "This article was retracted in part: Ann Lamp. 2020;1:2."),
        ("RetractionOf", "retraction", "This is the notice of a retraction, of: Ann Lamp. 2020;1:2."),
        ("ErratumIn", "erratum", "A correction of this article was published: Ann Lamp. 2020;1:2."),
        ("ErratumFor", "erratum", "This is a correction, of: Ann Lamp. 2020;1:2."),
        (
            "ExpressionOfConcernIn",
            "expression of concern",
            "An expression of concern about this article was published: Ann Lamp. 2020;1:2.",
        ),
    ],
)
def test_relation_becomes_a_notice(relation: str, kind: str, words: str) -> None:
    """The notice names the other publication."""
    (notice,) = read_marks([(relation, "Ann Lamp. 2020;1:2.")], types=(), title="A trial of lamps")
    assert (notice.kind, notice.text) == (kind, words)


def test_comments_are_no_notices() -> None:
    """A comment or an update says nothing against the article."""
    assert read_marks([("CommentIn", "x"), ("UpdateIn", "y")], types=("journal article",), title="A trial") == ()


def test_type_counts_where_no_relation_says_it() -> None:
    """A retracted publication is told once, by its notice where it is known."""
    (alone,) = read_marks([], types=("journal article", "retracted publication"), title="A trial")
    assert (alone.kind, alone.text) == ("retraction", "This article is marked as a retracted publication.")
    (named,) = read_marks([("RetractionIn", "x")], types=("retracted publication",), title="A trial")
    assert named.text == "This article was retracted: x."


@pytest.mark.parametrize("title", ["RETRACTED: A trial", "Retracted Article: A trial", "RETRACTED ARTICLE: A trial"])
def test_title_tells_a_retraction(title: str) -> None:
    """Publishers write it before the title."""
    assert [notice.kind for notice in read_marks([], types=(), title=title)] == ["retraction"]


def test_title_about_retractions_is_none() -> None:
    """An article on retracted tendons is not retracted."""
    assert read_marks([], types=(), title="Retracted tendons: a trial of surgery") == ()
