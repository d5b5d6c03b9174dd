"""The things of a list, each with its own article, are asked one by one, unless one may hold for the others."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.lists_put import listed, with_list_asked
from retrieval.records import Answer
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
        pytest.param("I want the age and whether it changed the response rate.", (), id="points back"),
        pytest.param("In the women with a rash, what was the age and what the response rate?", (), id="scope first"),
        pytest.param("Was the response rate 40% and the age 64.5 years?", (), id="figures to confirm"),
        pytest.param("What was the survival in women, and what in those with a rash?", (), id="of others"),
        pytest.param("Compare the survival with the response rate.", (), id="one thing"),
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
