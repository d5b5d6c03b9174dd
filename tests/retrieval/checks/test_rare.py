"""A pattern that is searched for only where one of its words stands finds all that it would find everywhere."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import retrieval.checks.report  # noqa: F401  # brings in every module that has such a pattern
from retrieval.checks.figures.rare import RARE, AnyOf, Rare


@pytest.mark.parametrize("rare", RARE, ids=lambda rare: rare.words[0])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_match_has_one_of_the_words(rare: Rare, data: st.DataObject) -> None:
    """Made texts that a pattern matches are found by way of its words."""
    text = data.draw(st.from_regex(rare.pattern, alphabet=st.characters(codec="ascii")))
    assert rare.search(text) is not None
    assert next(rare.finditer(text), None) is not None


def test_offsets_are_those_of_the_whole_text() -> None:
    """A search between two offsets tells the offsets of the text, not of the part."""
    rare = Rare(r"\bfollow-?up\b", "follow")
    RARE.remove(rare)
    text = "Follow-up was long; the follow-up of B was longer."
    found = rare.search(text, 10)
    assert found is not None
    assert found.start() == text.index("follow-up of B")
    assert rare.search(text, 10, 20) is None
    assert [match.start() for match in rare.finditer(text)] == [0, 24]


def test_any_of_several_patterns_is_found_as_each_by_itself() -> None:
    """The words of all are looked for first; one that stands there without its pattern is nothing."""
    patterns = Rare(r"\bfollow-?up\b", "follow"), Rare(r"\bmore than\b", "more")
    for rare in patterns:
        RARE.remove(rare)
    either = AnyOf(*patterns)
    for text in ("Follow-up was long.", "MORE THAN half", "it followed", "no more of it", "nothing", ""):
        assert either.is_in(text) == any(rare.search(text) for rare in patterns)
