"""Short words for how a drug was given, and for where a finding was made."""

from __future__ import annotations

import pytest

from retrieval.questions.routes_said import routes_in_full


@pytest.mark.parametrize(
    ("text", "in_full"),
    [
        ("Was zeltamab given sc?", "Was zeltamab given subcutaneously?"),
        ("It was administered s.c., right?", "It was administered subcutaneously, right?"),
        ("zeltamab infused iv", "zeltamab infused intravenously"),
        ("neutropenia: reported AE or lab value?", "neutropenia: by laboratory?"),
        ("was anaemia from lab or AE reporting?", "was anaemia by laboratory?"),
        ("adverse events or laboratory findings with sc use", "by laboratory findings with sc use"),
        ("grade iv events with sc forms", "grade iv events with sc forms"),
    ],
)
def test_short_words_are_written_in_full(text: str, in_full: str) -> None:
    """A route only behind a verb of giving; a choice between laboratory and report asks for the laboratory's."""
    assert routes_in_full(text) == in_full
