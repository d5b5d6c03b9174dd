from __future__ import annotations

from dataclasses import replace
from typing import cast

from ingest.corpus import Corpus
from interfaces.examples import make_examples
from interfaces.pages.style import escape_label
from tests.interfaces.stand_in import RESULTS, TRIAL, StandInCorpus, StandInTable


def test_examples_are_made_from_what_is_held() -> None:
    """One question each for a hazard ratio, a rate, a safety outcome and the disclosures of the corpus's own trial."""
    assert make_examples(cast("Corpus", StandInCorpus())) == (
        "What was the hazard ratio for progression-free survival in EXAMPLE?",
        "What was the complete response rate in each arm of EXAMPLE?",
        "What does EXAMPLE report on grade 3 or worse adverse events?",
        "Which authors disclosed research funding from Example & Co?",
    )


def test_several_trials_are_asked_about_in_turn() -> None:
    """One question each, of the trial with most sources first; one without results is passed over."""
    other, empty = (replace(TRIAL, id=f"NCT0000000{n}", acronym=name) for n, name in ((2, "OTHER"), (3, "EMPTY")))
    rows = (*RESULTS, replace(RESULTS[0], id="other:1", trial=other.id, source="other"))
    corpus = StandInCorpus(trials=(empty, other, TRIAL), table=StandInTable(rows=rows))
    assert make_examples(cast("Corpus", corpus)) == (
        "What was the hazard ratio for progression-free survival in EXAMPLE?",
        "What was the hazard ratio for progression-free survival in OTHER?",
    )


def test_what_is_not_held_is_not_asked() -> None:
    """Without results and disclosures there is nothing to suggest."""
    corpus = StandInCorpus(table=StandInTable(rows=()), disclosures=())
    assert make_examples(cast("Corpus", corpus)) == ()


def test_label_keeps_markdown_from_working() -> None:
    """What Markdown would read as mark-up is escaped, and line breaks are folded."""
    assert escape_label("a *b*\n[c](d) $e$") == r"a \*b\* \[c\](d) \$e\$"
