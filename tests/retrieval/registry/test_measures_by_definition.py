"""Which measure of a record is asked: by its rank, by what begins in the trial, by a sign, a set, or all of a kind."""

from __future__ import annotations

import pytest

from retrieval.registry.planned import definitions
from tests.retrieval.registry.gale_record import DEATH, GALETON, WIDE, answer, galeton


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Key secondary endpoint: result?", "12 of 100", "21 of 100", id="the secondary one called so"),
        pytest.param("What was the key secondary endpoint's result?", "22 of 100", "5 of 100", id="no analysis of it"),
        pytest.param("Did fewer people die from heart disease?", "3 of 100", "no result", id="deaths of one cause"),
        pytest.param("Does it cause gout?", "2 of 100", "9 of 100", id="what begins in the trial"),
        pytest.param("Did people develop gout?", "4 of 100", "17 of 100", id="who came to have it"),
        pytest.param("Gale RNA <50 copies at week 48?", "88 of 100", "77 of 100", id="a sign, in all patients"),
        pytest.param("Gale RNA <50 copies at week 48, per protocol?", "77 of 100", "no result", id="the set named"),
        pytest.param("Side effects thought to be from the tablets?", "33 of 100", "65 of 100", id="what is related"),
        pytest.param("How many made antibodies, and neutralising ones?", "26 of 100", "no result", id="all of them"),
        pytest.param("How many made neutralising antibodies?", "13 of 100", "26 of 100", id="those of one kind"),
        pytest.param("By how many ache days did galecept beat placebo?", "-4.6", "52 of 100", id="the primary of many"),
        pytest.param("Complete freedom from ache days?", "11 of 100", "-4.6", id="a reduction by all"),
        pytest.param("All results on ache days", "24 of 100", "no result", id="every one of them"),
    ],
)
def test_measure_asked_is_told(question: str, told: str, not_told: str) -> None:
    """The measure that is meant is told, and not another one of the same words."""
    said = answer(question)
    assert told in said
    assert not_told not in said


def test_a_title_that_begins_a_longer_one_is_defined_by_its_own_paragraph() -> None:
    """What the record says of a composite is nothing of the part that it begins with."""
    short = "Number of Participants With Heart Failure"
    told = definitions(GALETON.id, (short, WIDE, DEATH), corpus=galeton())
    assert not told[short]
    assert told[WIDE].startswith("Primary outcome: ")
    assert "Adjudicated" in told[DEATH]
