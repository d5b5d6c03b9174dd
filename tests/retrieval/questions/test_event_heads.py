"""Nouns that only say what kind of event stands before them."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import TEAE, ask


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("headache serious adverse events per arm", ("Headache",)),
        ("Nausea - severe adverse events", ("Nausea",)),
        ("Nausea and severe adverse events", ("Nausea", TEAE)),
        ("TEAE pneumonia", ("Pneumonia",)),
        ("pneumonia AEs with zeltamab", ("Pneumonia",)),
        ("pneumonia lab values", ("Pneumonia",)),
        ("pneumonia and lab values", ("Pneumonia", "Laboratory abnormality")),
        ("pneumonia, TEAEs", ("Pneumonia", TEAE)),
        ("Nausea, severe adverse events, deaths", ("Nausea", TEAE)),
    ],
)
def test_events_behind_one_of_them_are_its_own(text: str, outcomes: tuple[str, ...]) -> None:
    """ "Headache serious events" are no serious events at large; in a list they are."""
    assert tuple(name for name in ask(text).outcomes if name in (*outcomes, TEAE, "Laboratory abnormality")) == outcomes


def test_name_spelt_out_behind_a_part_of_it_is_asked_alone() -> None:
    """ "Response rate CR" asks for complete responses, "response rate and CR" for both."""
    assert ask("response rate CR").outcomes == ("Complete response rate",)
    assert len(ask("response rate and CR").outcomes) == 2
