"""Those who stopped for a cause that no title tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.untold_causes import of_cause_untold
from tests.retrieval.small_trial import ZELTA, SmallCorpus, ask, make_event

STOPPED_AT_ALL = "Treatment discontinuation for any reason"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("How many stopped treatment because they moved away?", "Treatment discontinuation because they moved away"),
        ("What share came off treatment for a wedding in each arm?", "Treatment discontinuation for a wedding"),
        ("How many stopped treatment at their own request?", "Treatment discontinuation at their own request"),
        ("How many stopped treatment for good?", STOPPED_AT_ALL),
        ("How many stopped treatment for any reason?", STOPPED_AT_ALL),
        ("How many stopped treatment because of headache?", STOPPED_AT_ALL),
    ],
)
def test_cause_that_no_title_tells_is_asked_alone(text: str, outcome: str) -> None:
    """What others stopped for is no answer to it; a cause that a title tells is left to that."""
    rows = [make_event("update:91", "Zeltamab discontinuation due to headache", arm=ZELTA, n=3)]
    question = replace(ask(text), outcomes=(STOPPED_AT_ALL,))
    assert of_cause_untold(question, corpus=SmallCorpus(rows)).outcomes == (outcome,)
