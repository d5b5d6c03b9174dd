"""What a record has no more than a part of the name of is not held: neither a measure nor an event is its answer."""

from __future__ import annotations

import pytest

from retrieval.questions.long_names import without_parts_of_names
from retrieval.questions.question import read_question
from tests.retrieval.registry.mill_record import answer
from tests.retrieval.small_trial import HARBOUR, harbour


@pytest.mark.parametrize(
    ("question", "not_told"),
    [
        pytest.param("How many in AVONMILL had an acute kidney injury?", "31 of 100", id="an event by one word of it"),
        pytest.param("AVONMILL: median time to first subsequent therapy?", "29.5", id="a time to something else"),
        pytest.param("What was the AVONMILL transition gait index focal score?", "0.21", id="a longer name"),
        pytest.param("What was the urinary podocalyxin thickness index in AVONMILL?", "-201.5", id="two strange words"),
        pytest.param("How many virologic withdrawals were there in AVONMILL?", "15 of 100", id="another withdrawal"),
    ],
)
def test_part_of_a_name(question: str, not_told: str) -> None:
    """Words that one title shares with what is asked make it no answer while other words of the name are not held."""
    text = answer(question)
    assert not_told not in text.partition("Without what is not held")[0], text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("Did gait speed change in AVONMILL at week 9?", "0.21", id="the title itself"),
        pytest.param("How many patients of AVONMILL withdrew consent?", "15 of 100", id="the reason itself"),
        pytest.param("What was the macular thickness in AVONMILL?", "-201.5", id="one plain word beside"),
    ],
)
def test_whole_names(question: str, told: str) -> None:
    """What is asked by its own words is told."""
    assert told in answer(question)


def test_long_name_on_any_trial() -> None:
    """A name with more strange words than known ones is not what the known one names, whatever the trial is."""
    _, terms = harbour()
    text = "Did it improve the frobnic pneumonia quellity index?"
    question = read_question(text, terms=terms, trials=(HARBOUR,), trial=HARBOUR.id)
    assert question.outcomes
    asked = without_parts_of_names(question)
    assert not asked.outcomes
    assert {"frobnic", "quellity"} <= {token.form for token in asked.unknown}
