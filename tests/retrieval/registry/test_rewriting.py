"""A question in the words of the record that it is about."""

from __future__ import annotations

import pytest

from retrieval.registry.rewriting import in_its_words
from tests.retrieval.registry.small_record import ask, fenway_words


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("GFR decreased in FENWAY?", "Glomerular filtration rate decreased in FENWAY?", id="short form"),
        pytest.param("deaths in the Velo bog lung study", "deaths in the trial", id="the trial by its sponsor"),
        pytest.param("age in the BLD trial", "age in the trial", id="by its condition in short"),
        pytest.param("age in the FENWAY trial", "age in the FENWAY trial", id="by its name"),
        pytest.param(
            "DBP decreased in FENWAY?", "DBP decreased in FENWAY?", id="a short form that no name has in full"
        ),
        pytest.param("In FENWAY, what of pain and age?", "In FENWAY what of pain and age?", id="what leads in"),
        pytest.param("With vegans, what of pain and age?", "With vegans, what of pain and age?", id="of a part"),
        pytest.param("pain in vegans of the trial", "pain in vegans of the trial", id="a part of the patients"),
    ],
)
def test_question_is_put_in_the_words_of_its_record(question: str, said: str) -> None:
    """Short forms stand in full, and a description of the trial is the trial."""
    assert in_its_words(ask(question), fenway_words()) == said
