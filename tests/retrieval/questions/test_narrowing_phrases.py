"""Phrases of everyday words that narrow what is asked."""

from __future__ import annotations

import pytest

from retrieval.questions.narrowing_phrases import with_narrowing_phrases
from tests.retrieval.small_trial import RESULTS, ZELTA, SmallCorpus, ask, make_result

CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result(
            "update:40",
            outcome="Zeltamab dose",
            arm=ZELTA,
            value="8",
            unit="mg/kg",
            statistic="dose",
            category="design",
        ),
        make_result(
            "update:41",
            outcome="Relapse rate",
            arm=ZELTA,
            value="0.3",
            unit="relapses per year",
            statistic="rate",
            category="efficacy",
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "restricting"),
    [
        ("How many had nausea per 100 patient-years?", ["per 100 patient-years"]),
        ("Nausea per cycle?", ["per cycle"]),
        ("What was the exposure-adjusted incidence of nausea?", ["exposure-adjusted"]),
        ("PFS in the open-label extension?", ["in the open-label extension"]),
        ("Nausea at 20 mg/kg?", ["at 20 mg/kg"]),
        ("PFS in patients with at least 3 lines?", ["with at least 3 lines"]),
        ("Nausea lasting over a week?", ["lasting over a week"]),
        ("Nausea at the end of treatment?", ["at the end of treatment"]),
        ("What was the change in nausea from baseline?", ["change in nausea from baseline"]),
        ("Nausea at 8 mg/kg?", []),  # the dose that was given
        ("Nausea with 8mg/kg of zeltamab?", []),
        ("How many had nausea per year?", []),  # a rate of which a unit of the table tells
        ("What was the PFS?", []),
    ],
)
def test_phrase_that_nothing_held_tells_of_restricts(text: str, restricting: list[str]) -> None:
    """A share of all patients is no rate over time, and the figure of one dose is none of another."""
    question = with_narrowing_phrases(ask(text, corpus=CORPUS), corpus=CORPUS)
    assert [token.text for token in question.unknown] == restricting


def test_dose_is_asked_by_its_cycle() -> None:
    """Of doses and schedules such a phrase tells what is asked."""
    assert not with_narrowing_phrases(
        ask("What was the zeltamab dose per cycle?", corpus=CORPUS), corpus=CORPUS
    ).unknown
