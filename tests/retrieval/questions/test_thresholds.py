"""The limits of tests."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.thresholds import with_thresholds
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask, make_result

CORPUS = SmallCorpus(
    (make_result("update:40", outcome="Fever mark positivity threshold", statistic="threshold", category="design",
                 value="30", unit="%"),),
    terms=(Term("subgroup", "fever mark", None, ("marked",), HARBOUR.id),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Which cut-off made a fever mark positive?", ("Fever mark positivity threshold",)),
        ("What limits were set for a positive fever mark?", ("Fever mark positivity threshold",)),
        ("What was PFS with a fever mark, by which cut-off?", ("Progression-free survival",)),
        ("What share of marrow cells had to be positive for a fever mark?", ("Fever mark positivity threshold",)),
        ("How many cells must carry the fever mark?", ("Fever mark positivity threshold",)),
        ("How many had a fever mark?", ()),
        ("How many had a fever mark at the last cut-off?", ()),
    ],
)
def test_limit_is_asked_by_what_is_tested(text: str, outcomes: tuple[str, ...]) -> None:
    """A cut-off of a part of the patients is the limit whose title names it."""
    asked = with_thresholds(ask(text, corpus=CORPUS), corpus=CORPUS)
    assert asked.outcomes == outcomes


def test_limit_of_translocations_is_told_by_how_titles_write_one() -> None:
    """ "The translocations" are what titles call "t(4;14)"."""
    titles = ("del(17p) positivity threshold", "t(4;14) positivity threshold")
    limit = {"statistic": "threshold", "category": "design", "value": "30", "unit": "%"}
    corpus = SmallCorpus(make_result(f"update:4{i}", outcome=title, **limit) for i, title in enumerate(titles))
    asked = ask("Which cut-offs were used for del(17p) and the translocations?", corpus=corpus)
    assert set(with_thresholds(asked, corpus=corpus).outcomes) == set(titles)


def test_limit_of_translocations_is_told_where_they_are_asked_by_themselves() -> None:
    """ "And for the translocations?" restricts nobody."""
    titles = ("del(17p) positivity threshold", "t(4;14) positivity threshold")
    limit = {"statistic": "threshold", "category": "design", "value": "30", "unit": "%"}
    corpus = SmallCorpus(make_result(f"update:4{i}", outcome=title, **limit) for i, title in enumerate(titles))
    asked = ask("Which cut-off was used for del(17p)? And for the translocations?", corpus=corpus)
    assert with_thresholds(asked, corpus=corpus).unknown == ()
