"""Whether patients of a kind took part."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.answers.left_out_claimed import tell_taken_part
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

SHARE = {"arm": "all", "statistic": "percentage", "unit": "%", "category": "baseline", "N": 200}
AGE = make_result(
    "update:32", outcome="Age", arm="all", statistic="median", value="64", unit="years", category="baseline",
    interval_kind="range", ci_low=Decimal(31), ci_high=Decimal(86),
)  # fmt: skip
CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result("update:30", outcome="Renal impairment", value="21", **SHARE),
        make_result("update:31", outcome="ECOG performance status 2", value="0", **SHARE),
        AGE,
    )
)
WRONG = "Correction: patients of this kind were not left out"
TOOK_PART = "Patients of this kind took part:"


def _told(text: str) -> list[str]:
    found = tell_taken_part(ask(text, corpus=CORPUS), corpus=CORPUS, terms=index_terms(CORPUS))
    return [sentence.text for sentence in found]


@pytest.mark.parametrize(
    ("text", "first", "figure"),
    [
        ("Why were patients with renal impairment excluded?", WRONG, "Renal impairment: 21%"),
        ("I read that people with kidney problems were excluded. Correct?", WRONG, "Renal impairment: 21%"),
        ("Were patients with renal impairment excluded?", TOOK_PART, "Renal impairment: 21%"),
        ("Were patients with renal impairment enrolled?", TOOK_PART, "Renal impairment: 21%"),
        ("any patients aged 80+?", TOOK_PART, "Median age was 64 years (range 31–86)"),
        ("anyone 85 or older?", TOOK_PART, "Median age was 64 years (range 31–86)"),
        ("Why were people over 80 not allowed in?", WRONG, "Median age was 64 years (range 31–86)"),
    ],
)
def test_patients_who_are_counted_were_not_left_out(text: str, first: str, figure: str) -> None:
    """Those whom the table counts at entry took part, and so did somebody of the highest age."""
    told = _told(text)
    assert told[0].startswith(first)
    assert told[1].startswith(figure)


@pytest.mark.parametrize(
    "text",
    [
        "Why were people over 90 excluded?",
        "Were patients with ECOG performance status 2 enrolled?",
        "Were Japanese patients with renal impairment enrolled?",
        "Any patients aged 90+?",
        "Which patients were excluded?",
        "How many with renal impairment were enrolled?",
        "Was PFS included as an endpoint?",
    ],
)
def test_patients_who_are_not_counted_are_left_to_others(text: str) -> None:
    """Nobody so old, nobody of that kind, a kind that is not held, and other questions."""
    assert _told(text) == []
