"""The things of a list, each with its own article, are asked one by one, unless one may hold for the others."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.lists_put import listed, with_list_asked
from retrieval.records import Answer, Sentence
from retrieval.terms import Mention

_TERMS = (
    Term("outcome", "Survival", "OS", ("survival",), category="efficacy"),
    Term("outcome", "Response", "ORR", ("response rate",), category="efficacy"),
    Term("outcome", "Age", None, ("age",), category="baseline"),
    Term("outcome", "Rash", None, ("rash",), category="safety"),
    Term("outcome", "Cough", None, ("cough",), category="safety"),
    Term("subgroup", "women", None, ("women",)),
    Term("subgroup", "elderly", None, ("elderly",)),
    Term("outcome", "Elderly", None, ("elderly",), category="baseline"),
)


def _find(text: str) -> tuple[Mention, ...]:
    """The terms of a text, by their plain spelling."""
    found = [
        Mention(text.index(word), text.index(word) + len(word), word, term)
        for term in _TERMS
        for word in (spelling for spelling in term.spellings if spelling in text)
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        pytest.param(
            "Please send me the median survival, the response rate and how many had a rash.",
            ("the median survival", "the response rate", "how many had a rash"),
            id="articles",
        ),
        pytest.param(
            "We need the median survival and age at entry.", ("the median survival", "age at entry"), id="kind"
        ),
        pytest.param(
            "I'd like the share that had a rash, the median survival and the age, each for both groups.",
            ("the share that had a rash", "the median survival", "the age"),
            id="each for both groups",
        ),
        pytest.param("Tell me the rash in each arm; the age.", ("the rash in each arm", "the age"), id="by arm"),
        pytest.param("What was the rate of rash, cough and the like?", (), id="one kind without articles"),
        pytest.param("I want the survival and the response rate in women.", (), id="the last may hold for all"),
        pytest.param("In the women with a rash, what was the age and what the response rate?", (), id="scope first"),
        pytest.param("Was the response rate 40% and the age 64.5 years?", (), id="figures to confirm"),
        pytest.param("Compare the survival with the response rate.", (), id="one thing"),
        pytest.param("What was the survival, and which source states it?", (), id="where it is told"),
        pytest.param(
            "For a talk I need these: the survival; the rates in the elderly; the age.",
            ("the survival", "the rates in the elderly", "the age"),
            id="after a colon",
        ),
        pytest.param(
            "I want the survival at first and the response rate in adults and in the elderly.",
            ("the survival at first", "the response rate in adults and in the elderly"),
            id="whom it is asked of is no thing",
        ),
    ],
)
def test_things_of_a_list(text: str, things: tuple[str, ...]) -> None:
    """Each thing stands behind the opening words."""
    lead = text[: text.index(things[0])] if things else ""
    end = "?" if "?" in text else "."
    assert listed(text, find=_find) == tuple(f"{lead}{thing}{end}" for thing in things)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        pytest.param(
            "I want the age and whether it changed the response rate.",
            ("I want the age.", "whether it changed the response rate."),
            id="pronoun",
        ),
        pytest.param(
            "What was the survival in women, and what in those with a rash?",
            ("What was the survival in women?", "what in those with a rash?"),
            id="of others",
        ),
    ],
)
def test_thing_that_points_back_stands_alone(text: str, things: tuple[str, ...]) -> None:
    """It follows up the one before it, without the opening words."""
    assert listed(text, find=_find) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        pytest.param(
            "Tell me the survival - and the age - plus the response rate.",
            ("the survival", "the age", "the response rate"),
            id="dashes and plus",
        ),
        pytest.param(
            "Tell me how many had a rash, and was the response rate better with X.",
            ("how many had a rash", "was the response rate better with X"),
            id="yes or no",
        ),
        pytest.param(
            "Tell me the drug and response rate that was seen, the age.",
            ("the drug and response rate that was seen", "the age"),
            id="relative clause",
        ),
        pytest.param(
            "Tell me how many had a rash and in which patients survival was best.",
            ("how many had a rash", "in which patients survival was best"),
            id="preposition before a question",
        ),
    ],
)
def test_things_joined_otherwise(text: str, things: tuple[str, ...]) -> None:
    """A dash, "plus" and a preposition before a question part them too."""
    lead = text[: text.index(things[0])]
    assert listed(text, find=_find) == tuple(f"{lead}{thing}." for thing in things)


def test_question_without_terms_is_no_list() -> None:
    """Who and which are asked of what no term names."""
    assert listed("Who wrote the paper and the letter?", find=_find) == ()


def test_thing_that_names_no_outcome_follows_up_the_one_before() -> None:
    """ "The rates in the elderly" are those of what stands before it."""
    asked: list[str] = []

    def ask(text: str) -> Draft:
        asked.append(text)
        return Draft("answered", ())

    def converse(answers: Sequence[Answer]) -> Any:
        return SimpleNamespace(write_out=lambda words: f"{words} after {answers[-1].question}")

    text = "I need the survival; the rates in the elderly; the age."
    with_list_asked(Draft("answered", ()), text, find=_find, ask=ask, converse=converse)
    assert asked == ["I need the survival.", "the rates in the elderly. after I need the survival.", "I need the age."]


def test_list_that_loses_an_outcome_is_told_whole() -> None:
    """A thing that points to the trial, and not to the thing before it, takes nothing away."""
    row: Any = SimpleNamespace(outcome="Rash", category="safety")
    whole = Draft("answered", (Sentence("Rash: 3", results=(row,)),))

    def converse(_: Sequence[Answer]) -> Any:
        return SimpleNamespace(write_out=lambda words: words)

    text = "Tell me the age and how many of these had a rash."
    assert with_list_asked(whole, text, find=_find, ask=lambda _: Draft("answered", ()), converse=converse) is whole


def test_thing_that_tells_nothing_anew_leaves_the_list_whole() -> None:
    """What the whole says is not covered is not lost by it."""
    row: Any = SimpleNamespace(outcome="Rash", category="safety")
    rash = Sentence("Rash: 3", results=(row,))
    whole = Draft("answered", (rash, Sentence("Not covered: how many weeks it lasted.")))

    def converse(_: Sequence[Answer]) -> Any:
        return SimpleNamespace(write_out=lambda words: words)

    text, again = "How many had a rash, and how many weeks did it last?", Draft("answered", (rash,))
    assert with_list_asked(whole, text, find=_find, ask=lambda _: again, converse=converse) is whole
