"""All that is held of a part of the patients."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.all_held import with_all_held
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, PFS, RESULTS, TEAE, ZELTA, SmallCorpus, ask, make_ratio, make_result

_PART = Term("subgroup", "early return", None, (), HARBOUR.id)
_ROWS = (
    make_result(
        "update:81", outcome="Early return", statistic="percentage", arm=ZELTA, value="20", category="baseline"
    ),
    make_ratio("update:82", "0.6", ("0.4", "0.9", "95"), subgroup="early return"),
    make_result(
        "update:83", outcome=TEAE, statistic="percentage", value="40", category="safety", subgroup="early return"
    ),
)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Everything you have on early return", ("Early return", PFS, TEAE)),
        ("Early return: all figures", ("Early return", PFS, TEAE)),
        ("What do you hold on early return?", ("Early return", PFS, TEAE)),
        ("What was the hazard ratio in early return?", None),
        ("Everything you have on overall survival", None),
        ("How did those with early return do?", None),
    ],
)
def test_everything_of_a_part_is_asked_for(text: str, outcomes: tuple[str, ...] | None) -> None:
    """It is how many they are, what was measured of them and their events; a figure that is named is asked alone."""
    corpus = SmallCorpus((*RESULTS, *_ROWS), terms=(_PART,))
    asked = with_all_held(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert (asked.outcomes if asked else None) == outcomes
    assert asked is None or asked.subgroups == ("early return",)
