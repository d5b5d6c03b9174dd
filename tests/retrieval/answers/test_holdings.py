"""What the corpus itself holds, told from the manifest."""

from __future__ import annotations

import pytest

from retrieval.answers.holdings import tell_holdings
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    "text",
    [
        "How many sources does your corpus hold?",
        "Which papers do you use?",
        "What is in your corpus?",
        "How many published articles are in here?",
        "Where do your figures come from?",
        "List the journal articles",
        "What kinds of material is this tool built on?",
        "Papers or registries, what are you relying on?",
        "What do you base your answers on?",
        "What are your sources?",
        "Where do you take your numbers from?",
        "What does the corpus hold on HARBOUR?",
    ],
)
def test_sources_are_counted_by_kind(text: str) -> None:
    """A question about the corpus is answered with the number of sources of each kind, all of them cited."""
    lead = tell_holdings(ask(text), corpus=harbour()[0])[0]
    assert lead.text == "The corpus holds 3 sources for HARBOUR: 2 journal articles, 1 registry record."
    assert lead.sources == ("article", "update", "registry")


def test_kind_that_is_named_is_listed() -> None:
    """Of the kind asked each source is named, and of no other."""
    told = tell_holdings(ask("How many sources do you hold, and which are registry records?"), corpus=harbour()[0])
    assert [sentence.sources for sentence in told[1:]] == [("registry",)]


@pytest.mark.parametrize(
    "text",
    [
        "What was PFS in the paper?",
        "Which sources report PFS?",
        "Where was it published?",
        "Which papers in your corpus is Cole first author of?",
        "What did Bea Ames declare, and how many papers do you have?",
        "What does the corpus say about Bea Ames's conflicts of interest?",
        "What is there in your corpus on funding?",
    ],
)
def test_figure_of_a_source_is_another_question(text: str) -> None:
    """What a source reports is not asked of the corpus."""
    assert tell_holdings(ask(text), corpus=harbour()[0]) == ()


def test_day_that_is_not_recorded_is_said_so() -> None:
    """Sources without a day of retrieval are told as such."""
    told = tell_holdings(ask("Which sources do you use, and when were they retrieved?"), corpus=harbour()[0])
    assert told[-1].text == "The corpus does not record when these sources were fetched."


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Which of the sources come from a registry and not from journals?", [("registry",)]),
        ("Which documents are journal articles rather than registry records?", [("article", "update")]),
        ("List the registry sources.", [("registry",)]),
        ("Which sources give the median PFS in journals?", []),
    ],
)
def test_sources_of_the_kind_asked_alone_are_listed(text: str, sources: list[tuple[str, ...]]) -> None:
    """No other kind, and none that the question sets aside; a figure of theirs is another question."""
    assert [sentence.sources for sentence in tell_holdings(ask(text), corpus=harbour()[0])] == sources
