"""What a source calls a trial by design."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.answers.design_words import correct_design, quote_design, without_design
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask, harbour

OPEN = "“HARBOUR was an open-label trial.”"


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Why was HARBOUR double-blind?", True, id="taken for granted"),
        pytest.param("In this placebo-controlled trial, what was the PFS?", True, id="in passing"),
        pytest.param("Was HARBOUR double-blind?", False, id="an open question"),
        pytest.param("Was HARBOUR an open-label or a double-blind trial?", False, id="a choice"),
        pytest.param("In this open-label trial, what was the PFS?", False, id="so it is called"),
        pytest.param("In this phase 2 trial, what was the PFS?", False, id="the source does not say"),
    ],
)
def test_word_that_no_source_calls_the_trial_is_corrected(text: str, corrected: bool) -> None:
    """The article calls HARBOUR open-label, and no phase."""
    sentences = correct_design(ask(text), corpus=harbour()[0])
    assert [OPEN in sentence.text for sentence in sentences] == ([True] if corrected else [])


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Since zeltamab was given by mouth, how was it taken?", True),
        ("Zeltamab tablets were used, right?", True),
        ("Zeltamab went into a vein, right?", False),
        ("Was zeltamab given orally?", False),
        ("Is zeltamab a tablet or a drip, and why?", False),
        ("The tablets were small, right?", False),
    ],
)
def test_route_that_no_source_tells_of_a_drug_is_corrected(text: str, corrected: bool) -> None:
    """Zeltamab was given into a vein."""
    corpus = SmallCorpus(terms=(Term("drug", "zeltamab", trial=HARBOUR.id),))
    sentences = correct_design(ask(text, corpus=corpus), corpus=harbour()[0])
    assert ["into a vein" in sentence.text for sentence in sentences] == ([True] if corrected else [])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Was HARBOUR open-label?", [OPEN]),
        ("Was HARBOUR open-label, and what was the PFS?", []),
        ("What phase was HARBOUR?", []),
    ],
)
def test_design_that_alone_is_asked_is_quoted(text: str, quoted: list[str]) -> None:
    """One sentence answers, where a source has one and no outcome is asked beside it."""
    assert [sentence.text for sentence in quote_design(ask(text), corpus=harbour()[0])] == quoted


def test_words_of_design_are_left_out_of_what_is_asked_beside_them() -> None:
    """What is corrected restricts nothing; infusions may be part of the name of an event."""
    assert "tablet" not in without_design("In this trial of tablets, what was the PFS?")
    assert "infusion" in without_design("In this double-blind trial, how many had an infusion reaction?")
    assert "placebo" not in without_design("In this placebo-controlled trial, what was the PFS?")
