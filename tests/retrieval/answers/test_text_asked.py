"""Quotes that answer where the text of another source was asked."""

from __future__ import annotations

import pytest

from retrieval.answers.answering import Draft
from retrieval.answers.text_asked import with_text_not_held
from retrieval.records import Quote, Sentence
from tests.retrieval.small_trial import RESULTS, ask, harbour

QUOTED = Draft("answered", (Sentence("“Adults were eligible.”", quotes=(Quote("article", 0, 10),)),), "NCT90000003")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("What does the Bog Journal paper say about eligibility?", "Updated HARBOUR"),
        ("Who was eligible according to ClinicalRegister?", "HARBOUR results record"),
        ("What does the Japanese label say about eligibility?", "“Japanese label”"),
        ("What does the Fen Med paper say about eligibility?", ""),
        ("Who was eligible?", ""),
        ("What is the ClinicalRegister identifier and DOI?", ""),
    ],
)
def test_a_quote_of_another_source_is_told_as_such(text: str, missing: str) -> None:
    """The source that is named is not held as a text; nothing is said where it is the one that is quoted."""
    told = with_text_not_held(QUOTED, ask(text), corpus=harbour()[0])
    assert told.status == ("not_found" if missing else "answered")
    assert [s.text for s in told.sentences[:-1]] == (
        [
            f"This corpus does not hold the text of {missing}.",
            f"Without what is not held (the text of {missing}), the corpus gives:",
        ]
        if missing
        else []
    )


def test_results_are_told_of_their_own_source() -> None:
    """Where a result is told beside a quote, its citation names the source."""
    both = Draft("answered", (Sentence("9", results=RESULTS[:1]), *QUOTED.sentences), "NCT90000003")
    asked = ask("What does the Bog Journal paper say about eligibility?")
    assert with_text_not_held(both, asked, corpus=harbour()[0]) is both
