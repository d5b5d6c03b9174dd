"""The words of a registered trial: what is true of all of it, and what its short forms stand for."""

from __future__ import annotations

import pytest

from retrieval.registry.trial_words import is_inert
from retrieval.terms import split_tokens
from tests.retrieval.registry.small_record import fenway_words


@pytest.mark.parametrize(
    ("short", "long"),
    [
        pytest.param("DBP", "diastolic blood pressure", id="defined in the criteria"),
        pytest.param("GFR", "Glomerular filtration rate", id="initials of an event"),
        pytest.param("BLD", "Bog Lung Disease", id="initials of the condition"),
        pytest.param("SD", None, id="a statistic's own short form"),
        pytest.param("QRS", None, id="of nothing that is held"),
        pytest.param("bl", None, id="two small letters"),
    ],
)
def test_short_form_stands_for_words_of_the_record(short: str, long: str | None) -> None:
    """A definition goes first, then a run of words with those initials."""
    assert fenway_words().spell_out(short) == long


def test_titles_are_read_with_their_short_forms_in_full() -> None:
    """What records shorten without saying so is read in full too."""
    assert fenway_words().in_full("Wt Z score") == "weight"
    assert fenway_words().in_full("Received OL therapy") == "open label"


@pytest.mark.parametrize(
    ("word", "inert"),
    [
        pytest.param("Velo", True, id="sponsor"),
        pytest.param("lung", True, id="condition"),
        pytest.param("BLD", True, id="condition in short"),
        pytest.param("tablet", True, id="what is given"),
        pytest.param("vegans", False, id="a part of the patients"),
        pytest.param("insulin", False, id="a criterion"),
    ],
)
def test_words_true_of_the_whole_trial_restrict_nothing(word: str, inert: bool) -> None:
    """Sponsor, condition and design are those of every patient."""
    assert is_inert(split_tokens(word)[0], fenway_words()) == inert
