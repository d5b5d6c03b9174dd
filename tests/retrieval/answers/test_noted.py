"""What is noted with results is told where a question asks for it."""

from __future__ import annotations

import pytest

from retrieval.answers.noted import tell_noted
from retrieval.records import Sentence
from tests.retrieval.small_trial import SmallCorpus, ask, make_result

EVENTS = {"category": "efficacy", "outcome": "Progression-free survival events", "statistic": "count", "arm": "all"}
TOLD = make_result("article:40", value="61", unit="events", **EVENTS)
PLANNED = make_result("registry:40", value="61", unit="events", note="60 % of the 102 events planned.", **EVENTS)
CORPUS = SmallCorpus((TOLD, PLANNED))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("How many PFS events were there, and how many were planned?", 1, id="planned"),
        pytest.param(
            "PFS events at the planned interim analysis, and what share of the number planned?", 1, id="planned twice"
        ),
        pytest.param("What percentage of the PFS events had occurred?", 1, id="share"),
        pytest.param("How many PFS events were there?", 0, id="not asked"),
    ],
)
def test_note_of_another_source_is_told_where_its_words_are_asked_for(text: str, notes: int) -> None:
    """A note tells how many events were planned; without such a word in the question it is not told."""
    noted = tell_noted(ask(text), [Sentence("61 events", (TOLD,))], corpus=CORPUS)
    assert [sentence.results for sentence in noted] == [(PLANNED,)] * notes
    assert all("102 events planned" in sentence.text for sentence in noted)


def test_note_that_is_told_already_is_not_told_again() -> None:
    """A figure that stands with its note needs no second one."""
    said = [Sentence("61 events: 60 % of the 102 events planned.", (TOLD,))]
    assert tell_noted(ask("How many PFS events were planned?"), said, corpus=CORPUS) == ()


def test_words_that_another_source_does_not_use_stand_with_its_note() -> None:
    """What one source calls a stage is told with the note that others call it otherwise, in whatever words asked."""
    note = "The register calls it interim; the articles call it final."
    row = make_result("registry:41", outcome="Analysis stage", statistic="text", value="Interim", note=note)
    [told] = tell_noted(
        ask("Interim or final?"), [Sentence("Analysis stage: Interim", (row,))], corpus=SmallCorpus((row,))
    )
    assert note in told.text


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Did anybody have four lines although three was the ceiling?", 1),
        ("The protocol allowed up to three lines; was anybody outside that?", 1),
        ("How many lines had they had?", 0),
    ],
)
def test_limit_of_entry_asks_for_what_lies_beyond_it(text: str, notes: int) -> None:
    """A note on values beyond the limit of entry is told where the question speaks of a limit."""
    note = "The range goes beyond the three lines required for eligibility."
    row = make_result("registry:42", category="baseline", outcome="Lines", statistic="median", value="2", note=note)
    assert len(tell_noted(ask(text), [Sentence("2 lines", (row,))], corpus=SmallCorpus((row,)))) == notes
