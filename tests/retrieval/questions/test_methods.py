"""How a question says that what it asks was assessed."""

from __future__ import annotations

import pytest

from retrieval.questions.methods import with_method
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

RATE = {"statistic": "percentage", "unit": "%", "arm": "Zelta-Base", "value": "40"}
CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result("update:10", outcome="Complete response rate", **RATE),
        make_result("update:11", outcome="Adjusted complete response rate", assessor="mass spectrometry", **RATE),
    )
)
LAB = {"category": "safety", "grade": "any", **RATE}
BLOOD = SmallCorpus(
    (
        *RESULTS,
        *(
            make_result(f"update:2{i}", outcome=f"{name} (laboratory)", **LAB)
            for i, name in enumerate(("Neutropenia", "Anaemia"))
        ),
        make_result("update:29", outcome="Anaemia", **LAB),
    )
)
PLAIN, ADJUSTED = "Complete response rate", "Adjusted complete response rate"


@pytest.mark.parametrize(
    ("text", "outcome", "unknown"),
    [
        ("Using mass spectrometry to take out the dye, what was the complete response rate?", ADJUSTED, ()),
        ("What was the complete response rate, corrected by mass spectrometry?", ADJUSTED, ()),
        ("What was the complete response rate, adjusted for the dye?", ADJUSTED, ()),
        ("Using a dye, what was the complete response rate?", PLAIN, ("dye",)),
        ("What was the complete response rate after allowing for the dye?", ADJUSTED, ()),
        ("With the correction for dye, how many had a complete response?", ADJUSTED, ()),
        ("With the dye taken into account, what was the complete response rate?", ADJUSTED, ()),
        ("What was PFS after correcting for the dye?", "Progression-free survival", ("dye", "correcting")),
        ("With mass spectrometry, what was the complete response rate in vegans?", ADJUSTED, ()),
    ],
)
def test_clause_that_names_a_method_tells_the_outcome(text: str, outcome: str, unknown: tuple[str, ...]) -> None:
    """The words of such a clause restrict nobody; those of another do."""
    question = with_method(ask(text, corpus=CORPUS), corpus=CORPUS)
    assert question.outcomes == (outcome,)
    assert tuple(token.text for token in (*question.unknown, *question.unread)) == unknown


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Which share had low neutrophils by lab values?", ("Neutropenia (laboratory)",)),
        ("How many were anaemic according to their blood tests?", ("Anaemia (laboratory)",)),
        ("How many were anaemic?", ("Anaemia",)),
        ("How many had nausea in the lab?", ("Nausea",)),
    ],
)
def test_events_by_laboratory_values_are_those_measured_so(text: str, outcomes: tuple[str, ...]) -> None:
    """The laboratory's own count of an event is asked, and no other abnormality that it found."""
    asked = with_method(ask(text, corpus=BLOOD), corpus=BLOOD).outcomes
    assert tuple("Neutropenia (laboratory)" if name == "Neutropenia" else name for name in asked) == outcomes


NOTED = SmallCorpus(
    (
        *RESULTS,
        make_result(
            "update:12", outcome="Adjusted rate", note="Corrects for interference with the lamp, in 12 of them.", **RATE
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Does zeltamab interfere with the lamp?", ("Adjusted rate",)),
        ("Was the candle broken?", ()),
        ("Does zeltamab interfere with sleep?", ()),
        ("Was the difference 0.12?", ()),  # a figure that the note has too is no word of it
        ("Does zeltamab interfere with nausea?", ("Nausea",)),
    ],
)
def test_note_tells_of_which_results_is_asked(text: str, outcomes: tuple[str, ...]) -> None:
    """Where no outcome is named, those are asked whose note says what the question does, in words of no title."""
    assert with_method(ask(text, corpus=NOTED), corpus=NOTED).outcomes == outcomes
