"""WYRELAKE, an invented record of two drugs and both together: pairs of arms, who stopped by grade, what doses did."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, answer_in
from tests.retrieval.small_trial import make_result

WYRELAKE = Trial("NCT90000047", "WYRELAKE", "Tarumab With Oslimab in Bog Melanoma", "Bog Melanoma")
BOTH, ONE, OTHER = "Tarumab + Oslimab", "Tarumab + Placebo", "Oslimab 3 mg/kg"
SURVIVAL = "Overall Survival (OS)"
EVENTS = "Number of Participants With Treatment-related Adverse Events"
GLOBAL = "Percentage of Participants With vBGA-FD Response of 0 or 1 at Week 16"
GLOBAL_BY_START = "Number of Participants With vBGA-FD 0/1 at Week 16 by Baseline Severity"
STOPPED = "Treatment-emergent adverse event leading to discontinuation"
SOURCE = Source(
    "wyrelake", "registry_record", WYRELAKE.id, "WYRELAKE record", "WYRELAKE. ClinicalTrials.gov: NCT90000047.",
    "registry", path="wyrelake.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}


def _rows(key: str, outcome: str, *values: str, **slots: Any) -> list[Result]:
    counted = slots.get("statistic") == "count"
    return [
        make_result(
            f"wyrelake:{key}{place}", trial=WYRELAKE.id, outcome=outcome, arm=arm, value=Decimal(value),
            **_EMPTY | slots | ({"n": int(value), "N": 90} if counted else {}),
        )
        for place, (arm, value) in enumerate(zip((BOTH, ONE, OTHER), values, strict=True))
    ]  # fmt: skip


def _ratio(key: str, pair: tuple[str, str], value: str, p: str | None) -> Result:
    tested: dict[str, Any] = {"p_value": Decimal(p), "p_comparator": "="} if p else {}
    return make_result(
        f"wyrelake:{key}", trial=WYRELAKE.id, outcome=SURVIVAL, comparison=" vs ".join(pair), value=Decimal(value),
        statistic="hazard ratio", unit=None, category="efficacy", ci_low=Decimal("0.31"), ci_high=Decimal("1.31"),
        ci_level=Decimal(95), interval_kind="CI", **_EMPTY | tested,
    )  # fmt: skip


_COUNT: dict[str, Any] = {"statistic": "count", "unit": "patients", "category": "safety"}
ROWS = (
    *_rows("os", SURVIVAL, "31.5", "28.5", "19.5", statistic="median", unit="months", category="efficacy"),
    _ratio("h1", (BOTH, OTHER), "0.55", "0.001"),
    _ratio("h2", (ONE, OTHER), "0.65", "0.002"),
    _ratio("h3", (BOTH, ONE), "0.87", None),
    *_rows("gl", GLOBAL, "25", "21", "12", **_COUNT | {"category": "efficacy"}),
    *_rows("gs", GLOBAL_BY_START, "17", "15", "9", item="Baseline vBGA-FD 3", **_COUNT | {"category": "efficacy"}),
    *_rows("bl", "Baseline vBGA-FD 4 (severe)", "35", "36", "37", **_COUNT | {"category": "baseline"}),
    *_rows("ea", EVENTS, "81", "71", "61", item="Any grade", **_COUNT),
    *_rows("e3", EVENTS, "52", "22", "32", item="Grade 3-4", **_COUNT),
    *_rows("da", EVENTS, "33", "13", "23", item="Leading to discontinuation, any grade", **_COUNT),
    *_rows("d3", EVENTS, "24", "9", "14", item="Leading to discontinuation, Grade 3-4", **_COUNT),
)
TERMS = (
    *(Term("arm", arm, trial=WYRELAKE.id, role="experimental") for arm in (BOTH, ONE, OTHER)),
    Term("arm", ONE, None, ("tarumab",), trial=WYRELAKE.id),
    Term("arm", OTHER, None, ("oslimab",), trial=WYRELAKE.id),
    Term("outcome", SURVIVAL, "OS", ("survival",), trial=WYRELAKE.id, category="efficacy", primary=True),
    Term("outcome", EVENTS, trial=WYRELAKE.id, category="safety", broader=("Treatment-emergent adverse event",)),
    Term("outcome", "Bog Global Assessment", None, ("BGA 0/1",), category="efficacy"),
    Term("outcome", STOPPED, None, ("stopped because of side effects", "quit over toxicity"), category="safety"),
    Term("grade", "any", synonyms=("any grade",)),
    Term("grade", ">=3", synonyms=("grade 3-4", "grade 3 or 4", "grade 3/4", "grade 3 or higher")),
    Term("statistic", "p-value", synonyms=("significant", "significantly")),
    Term("statistic", "hazard ratio", synonyms=("HR",)),
    Term("statistic", "dose", synonyms=("doses",)),
    Term("statistic", "count", synonyms=("how many",)),
    Term("topic", "intervention", synonyms=("combination",)),
)


@cache
def _wyrelake() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=WYRELAKE, source=SOURCE, parts=(("Title", WYRELAKE.title or ""),))


def answer(text: str) -> str:
    """The sentences of the answer to a question about WYRELAKE."""
    return answer_in(_wyrelake(), text)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Is the combination significantly better than tarumab for OS in WYRELAKE?", "0.87", "0.65",
                     id="significance of the pair asked, which has no p-value"),
        pytest.param("WYRELAKE: p-value for OS, the combo versus tarumab?", "p-value", "0.65",
                     id="no p-value of another pair"),
        pytest.param("OS hazard ratio in WYRELAKE, combination therapy vs oslimab?", "0.55", "0.65", id="combination"),
        pytest.param("In WYRELAKE, what was the HR for survival with the doublet against oslimab?", "0.55", "0.87",
                     id="doublet"),
        pytest.param("OS hazard ratio in WYRELAKE for the combined regimen and tarumab?", "0.87", "0.65",
                     id="combined regimen"),
        pytest.param("How many in WYRELAKE quit over toxicity?", "33 of 90", "81 of 90", id="a row of who stopped"),
        pytest.param("How many in WYRELAKE stopped because of side effects of grade 3 or 4?", "24 of 90", "33 of 90",
                     id="a row of who stopped, by grade"),
        pytest.param("How many in WYRELAKE stopped because of side effects, and how many of those were grade 3/4?",
                     "24 of 90", "81 of 90", id="all who stopped, and some by grade"),
        pytest.param("Which doses beat oslimab on BGA 0/1 in WYRELAKE?", "25 of 90", "17 of 90",
                     id="what doses did, by a version of the scale"),
        pytest.param("How many reached BGA 0/1 at week 16 in WYRELAKE?", "25 of 90", "17 of 90",
                     id="all, and no parts by severity at baseline"),
        pytest.param("How many with severe disease at baseline achieved BGA 0/1 in WYRELAKE?", "", "35 of 90",
                     id="what those with a trait reached is no count of them"),
        pytest.param("How well tolerated was the combo in WYRELAKE?", "81 of 90", "31.5", id="tolerated, no efficacy"),
        pytest.param("What was median survival of patients with these tumours in WYRELAKE?", "31.5", "tumours",
                     id="tumours in a trial of a cancer"),
    ],
)  # fmt: skip
def test_arms_and_rows_asked(question: str, told: str, not_told: str) -> None:
    """The combination is the one arm of both drugs, and its pair is told; who stopped is a row of all events."""
    drafted = answer(question)
    assert told in drafted, drafted
    assert not_told not in drafted, drafted
