"""Outcome titles found by their words, as a search through all of them would find them."""

from __future__ import annotations

from ingest.words import word_forms
from retrieval.title_index import TitleIndex, without_brackets

TITLES = ("Stroke (of Any Type) or Systemic Embolism", "Oedema Peripheral", "Peripheral Oedema", "Time to First Stroke")


def test_titles_of_the_same_words_are_found_in_any_order_and_spelling() -> None:
    """A registry has "Oedema Peripheral" for peripheral edema; a title with a word more is another."""
    index = TitleIndex(TITLES)
    assert index.of_same_words("peripheral edema") == TITLES[1:3]
    assert index.of_same_words("stroke") == ()


def test_titles_with_any_of_the_words_come_in_their_order() -> None:
    """One word is enough, in brackets or without them."""
    index = TitleIndex(TITLES)
    assert index.with_any({"stroke", "first"}) == (TITLES[0], TITLES[3])
    assert index.with_any(word_forms("type")) == TITLES[:1]
    assert index.with_any({"rash"}) == ()


def test_a_word_that_only_brackets_part_from_the_next_is_found() -> None:
    """A title has other words without its brackets: "t(4;14)" is one word, and "t" is none of it."""
    assert without_brackets("Response in t(4;14) Carriers") == "Response in t Carriers"
    assert TitleIndex(("Response in t(4;14) Carriers",)).with_any({"t"}) != ()


def test_titles_are_known_by_name() -> None:
    """A title stands in the index as it is written."""
    index = TitleIndex(TITLES)
    assert "Oedema Peripheral" in index
    assert "oedema peripheral" not in index
