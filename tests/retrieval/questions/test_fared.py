"""How those fared who belong to a part of the patients."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.questions.fared import with_fares
from retrieval.terms import index_terms
from tests.retrieval.small_trial import PFS, RESULTS, SmallCorpus, ask, make_ratio, make_result

SHARE = make_result(
    "update:70",
    category="baseline",
    outcome="High-risk cytogenetics",
    statistic="percentage",
    unit="%",
    arm="all",
    value="24",
)
RATIO = make_ratio("update:71", "0.72", ("0.40", "1.30", "95"), subgroup="high-risk cytogenetics")
CORPUS = SmallCorpus((*RESULTS, SHARE, RATIO))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("What share had high-risk cytogenetics, and how did they do?", ("High-risk cytogenetics", PFS)),
        ("How many had high-risk cytogenetics and did those patients benefit?", ("High-risk cytogenetics", PFS)),
        ("Did those with high-risk cytogenetics get more out of it than the others?", (PFS,)),
        ("What was the effect in patients with high-risk cytogenetics?", (PFS,)),
        ("What share had high-risk cytogenetics, and how was that measured?", ("High-risk cytogenetics",)),
    ],
)
def test_those_who_are_counted_are_asked_for_their_effect_too(text: str, outcomes: tuple[str, ...]) -> None:
    """The share is asked with the primary endpoint of those who make it up, where it is asked how they did."""
    question = replace(ask(text, corpus=CORPUS), outcomes=("High-risk cytogenetics",), subgroups=())
    told = with_fares(question, corpus=CORPUS, terms=index_terms(CORPUS))
    assert told.outcomes == outcomes
    assert told.subgroups == (("high-risk cytogenetics",) if PFS in outcomes else ())
