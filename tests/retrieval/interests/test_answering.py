"""Answers about declared interests: everyone who fits, nobody else, and an absence said as one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.records import Disclosure
from retrieval.interests.answering import answer_interests
from retrieval.interests.interests import read_interests
from retrieval.records import Sentence
from tests.retrieval.small_trial import DISCLOSURES, SOURCES, TEXT, ask


def _answer(text: str, disclosures: Sequence[Disclosure] = DISCLOSURES) -> tuple[Sentence, ...]:
    sources = tuple(SOURCES.values())
    asked = read_interests(ask(text), disclosures=disclosures, sources=sources)
    assert asked is not None
    return answer_interests(asked, disclosures=disclosures, sources=sources)


def _quotes(sentence: Sentence) -> list[str]:
    return [TEXT[quote.start : quote.end] for quote in sentence.quotes]


def test_those_who_fit_are_named_and_nobody_else() -> None:
    """Research funding from Velo is DC's alone, though BA has another tie to Velo."""
    [sentence] = _answer("Which authors disclosed research funding from Velo?")
    assert sentence.text == "Research funding from Velo: DC (Dan Cole)."
    assert _quotes(sentence) == ["research funding from Velo"]


def test_every_tie_to_an_organisation_is_told_by_relationship() -> None:
    """Asked for ties to Velo, each relationship has its sentence."""
    told = [sentence.text for sentence in _answer("Who has ties to Velo?")]
    assert told == ["Honoraria from Velo: BA (Bea Ames).", "Research funding from Velo: DC (Dan Cole)."]


def test_what_may_be_is_told_as_may_be() -> None:
    """The statement says "may hold", and so does the answer."""
    for question in ("Who holds shares in Quill?", "What did Dan Cole disclose?"):
        [sentence] = _answer(question)
        assert "DC (Dan Cole)" in sentence.text
        assert "may hold" in sentence.text


def test_absent_tie_is_said_with_what_is_reported() -> None:
    """That BA has no research funding from Velo is said, and what BA has beside it."""
    [sentence] = _answer("Did BA report research funding from Velo?")
    assert sentence.text.startswith(
        "No research funding from Velo is reported for BA (Bea Ames); what is reported: honoraria from Velo"
    )


def test_unknown_organisation_is_an_absence() -> None:
    """A tie to an organisation that nobody named is reported for nobody."""
    [sentence] = _answer("Which authors disclosed honoraria from Brackwater?")
    assert sentence.text == "The declaration of interests reports no honoraria from Brackwater for any author."


def test_author_whom_nothing_names_is_covered_by_the_rest() -> None:
    """An author without an entry is answered with the statement's own words."""
    [sentence] = _answer("What did Špela Emmer disclose?")
    assert "Špela Emmer is not named" in sentence.text
    assert "All other authors declare no competing interests" in sentence.text


def test_authors_without_interests_are_named() -> None:
    """Who is covered by "all other authors" follows from the author list."""
    [sentence] = _answer("Which authors declared no competing interests?")
    assert "Špela Emmer" in sentence.text
    assert "Ames" not in sentence.text
    assert "Cole" not in sentence.text


def test_whole_statement_is_told_by_author() -> None:
    """Without a restriction each author's ties are listed, then the rest is quoted."""
    told = [sentence.text for sentence in _answer("What are the authors' conflicts of interest?")]
    assert [text.partition(":")[0] for text in told[:2]] == ["BA (Bea Ames)", "DC (Dan Cole)"]
    assert "All other authors declare no competing interests." in told[2]


def test_every_sentence_rests_on_the_statement() -> None:
    """Whatever is asked, each sentence carries a span of the document."""
    for text in ("Who received honoraria?", "Did BA report ties to Brackwater?", "What did Špela Emmer disclose?"):
        assert all(sentence.quotes for sentence in _answer(text))


@pytest.mark.parametrize(
    "text",
    [
        "I read that Jane Whitfield was senior author and reported honoraria from Velo; is that right?",
        "Is it true that Jane Whitfield, the last author, had research funding from Velo?",
        "Jane Whitfield as first author received honoraria from Quill, right?",
        "Is it so that the co-author Jane Whitfield got honoraria from Quill?",
    ],
)
def test_who_is_taken_for_an_author_and_is_none_is_said(text: str) -> None:
    """A name that is said to be an author's is a person's, and no company's: the list does not have it."""
    first, *others = [sentence.text for sentence in _answer(text)]
    assert first.startswith("Jane Whitfield is not among the authors")
    assert not any("Whitfield" in other for other in others)


def test_authors_with_nothing_are_counted_where_their_number_is_asked() -> None:
    """Of three authors one is covered by the last words of the statement."""
    [sentence] = _answer("How many authors reported no conflicts?")
    assert (
        sentence.text
        == "Authors whom the statement “All other authors declare no competing interests” covers (1): Špela Emmer."
    )
    assert sentence.counted == ("1",)


def test_author_with_most_ties_is_named_alone() -> None:
    """By the number of organisations, with what they are."""
    lead, entry = _answer("Who has the most disclosures?", DISCLOSURES[:2] + DISCLOSURES[2:3] + DISCLOSURES[4:])
    assert lead.text == "Most organisations named by one author: 2, by BA (Bea Ames)."
    assert lead.counted == ("2",)
    assert entry.text.startswith("BA (Bea Ames): honoraria")


def test_authors_with_as_many_ties_are_each_named() -> None:
    """Neither has more."""
    lead, *entries = _answer("Who has the most disclosures?")
    assert lead.text == "Most organisations named by one author: 2, by BA (Bea Ames) and DC (Dan Cole)."
    assert len(entries) == 2
