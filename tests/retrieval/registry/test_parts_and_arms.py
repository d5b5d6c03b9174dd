"""Questions in two sentences, people of an age, words that stand for an arm, what a percentage is of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from retrieval.answers.shares import say_share
from retrieval.questions.framing import frame_spans
from retrieval.questions.question import Question, read_question
from retrieval.registry.ages_asked import asks_who_took_part
from retrieval.registry.arm_places import stands_for_arm
from retrieval.registry.clauses import parts_alone, parts_by_themselves
from retrieval.terms import split_tokens
from tests.retrieval.small_trial import harbour, make_result


def _read(text: str) -> Question:
    corpus, terms = harbour()
    return read_question(text, terms=terms, trials=corpus.trials)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Falls? Any kids in this trial?", ("Falls", "Any kids in this trial"), id="no question word"),
        pytest.param("Nausea? Were there teenagers in the study?",
                     ("Nausea", "Were there teenagers in the study"), id="there begins it"),
        pytest.param("Nausea? Was it worse?", (), id="leans on the first"),
    ],
)  # fmt: skip
def test_sentences_that_are_asked_by_themselves(text: str, parts: tuple[str, ...]) -> None:
    """Each sentence with a question mark is a question, in however few words."""
    assert parts_alone(_read(text)) == parts


def test_half_a_question_is_not_asked_by_itself() -> None:
    """What goes on after "and" is not asked before it."""
    parts = [part for part, _ in parts_by_themselves(_read("How many patients and how many eyes were assessed?"))]
    assert "How many patients" not in parts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("What dose did they take, and how many of them fell?", "how many patients fell"),
        ("How was it given and what share of those on it died?", "what share of patients died"),
        ("How many fell, and how many of them died?", None),
        ("Who could join, and how many of those with falls died?", None),
    ],
)
def test_of_them_are_the_patients_where_none_are_counted_before(text: str, part: str | None) -> None:
    """What part of those counted is asked leans on the count."""
    assert part == next((each for each, first in parts_by_themselves(_read(text)) if not first), None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Any toddlers in the trial?", True),
        ("Were there elderly people in this study too?", True),
        ("Did kids in the trial get headaches?", False),
        ("How many children were in the trial?", False),
    ],
)
def test_whether_people_of_an_age_took_part(text: str, asked: bool) -> None:
    """Only the bare question asks for a limit of age."""
    assert asks_who_took_part(_read(text)) is asked


@pytest.mark.parametrize(
    ("text", "word", "of_arm"),
    [
        ("How many were seizure-free with the active and with the sham coil?", "active", True),
        ("Seizure freedom, active versus sham?", "active", True),
        ("Seizure freedom on sham at month 3?", "sham", True),
        ("How many active joints were counted?", "active", False),
        ("How many patients with active ulcers healed?", "active", False),
        ("Who guessed sham?", "sham", False),
    ],
)
def test_words_in_the_place_of_an_arm(text: str, word: str, of_arm: bool) -> None:
    """The name of an arm asks for no row that has its words."""
    token = next(token for token in split_tokens(text) if token.text == word)
    assert stands_for_arm(token, text) is of_arm


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        pytest.param({"unit": "%"}, " of 104 patients", id="patients"),
        pytest.param({"unit": "percentage of participants"}, " of 104 patients", id="participants"),
        pytest.param({"unit": "percentage of lesions"}, " of lesions in 104 patients", id="no number of them"),
        pytest.param({"unit": "percentage of lesions", "note": "Skin lesions analysed: 287."},
                     " of 287 skin lesions in 104 patients", id="things in patients"),
        pytest.param({"unit": "%", "note": "N counts Eyes. Participants analysed: 60."}, " of 104 eyes", id="eyes"),
    ],
)  # fmt: skip
def test_what_a_percentage_is_of(slots: dict[str, Any], told: str) -> None:
    """A share of attacks or of eyes is told as none of patients."""
    row = make_result("update:1", outcome="Share", statistic="percentage", value=Decimal("58.2"), N=104, **slots)
    assert say_share(row) == told


@pytest.mark.parametrize("asked", ["and how variable were they", ", and how spread out were the values"])
def test_the_spread_of_values_restricts_nothing(asked: str) -> None:
    """How far values lie apart is told beside them."""
    text = f"What were the levels at week 8{asked}?"
    assert any("how" in text[start:end] for start, end in frame_spans(text))
