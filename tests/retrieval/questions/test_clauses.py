"""The parts of a question that one preposition repeats, and those of a list behind a colon."""

from __future__ import annotations

import pytest

from retrieval.questions.clauses import asks_how_many, listed, repeated


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What was the effect on urine albumin and on body weight?", ["urine albumin", "body weight"]),
        ("Tell me about deaths as well as about relapses", ["deaths", "relapses"]),
        ("The effect of drug A (10 mg) on pain (week 12), and on sleep?", ["pain (week 12)", "sleep"]),
        ("What was the effect on urine albumin and body weight?", []),
        ("What was the effect on pain and of drug A?", []),
    ],
)
def test_things_that_a_preposition_repeats(question: str, parts: list[str]) -> None:
    """Each is asked behind what stands before the first, with the place of the thing itself."""
    found = list(repeated(question))
    assert [question[a:b] for _, (a, b) in found] == parts
    assert all(
        text == f"{found[0][0].removesuffix(parts[0])}{part}" for (text, _), part in zip(found, parts, strict=True)
    )


@pytest.mark.parametrize(
    ("question", "members"),
    [
        (
            "Give the safety figures: deaths, serious events and grade 3 events.",
            ["deaths", "serious events", "grade 3 events"],
        ),
        ("Drug A vs placebo: pain, sleep, and weight?", ["pain", "sleep", "weight"]),
        ("For the dossier: please list each ratio, with cut-off, level and source", []),
        ("Response rates: overall; complete, partial", ["overall", "complete", "partial"]),
        (
            "Send data: weight, the rates of falls and of cramps.",
            ["weight", "the rates of falls", "the rates of cramps"],
        ),
        ("Urgent: deaths, drug A vs placebo", []),
        ("Response: overall, complete, and their durations", []),
        ("Give me deaths, serious events and grade 3 events.", []),
    ],
)
def test_list_behind_a_colon(question: str, members: list[str]) -> None:
    """Each member is asked behind the words before the colon; a list of two, or one whose members lean, is left."""
    head = question.partition(":")[0] + ": "
    assert [part for part, _ in listed(question)] == [head + member for member in members]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and how many were they?", True),
        ("how big was it?", True),
        ("what is its size?", True),
        ("how big was the effect?", False),
    ],
)
def test_nothing_but_a_number_of_those_told_is_asked(text: str, expected: bool) -> None:
    """How big a set is asks for the number of those in it."""
    assert asks_how_many(text) is expected
