"""Outcomes that a story names."""

from __future__ import annotations

import pytest

from retrieval.questions.history import held_alternatives
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, ZELTA, SmallCorpus, ask, make_event

REACTION = "Infusion-related reaction"
CORPUS = SmallCorpus((*RESULTS, make_event("update:30", REACTION, arm=ZELTA, n=40)))


@pytest.mark.parametrize(
    ("text", "reaction"),
    [
        ("My patient had chills during the infusion, is that seen?", True),
        ("My patient had a stroke after the second infusion, is that seen?", False),
        ("My patient had a seizure during the infusion, is that seen?", False),
    ],
)
def test_only_signs_of_a_reaction_stand_for_it(text: str, reaction: bool) -> None:
    """Chills at an infusion are its reaction; a stroke is another matter, of which nothing is held."""
    told = held_alternatives(ask(text, corpus=CORPUS), terms=index_terms(CORPUS))
    assert (told.outcomes == (REACTION,)) is reaction
