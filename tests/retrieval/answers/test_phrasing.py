"""Results in words: nothing that makes a figure unambiguous is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ingest.records import NOT_REACHED, Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import (
    describe_disagreement,
    describe_figure,
    describe_hazard_reduction,
    describe_interval,
    format_date,
    format_p,
    format_value,
    in_sentence,
)
from tests.retrieval.small_trial import (
    BASE,
    BOTH,
    LAST,
    PFS,
    TESTED,
    ZELTA,
    harbour,
    make_event,
    make_ratio,
    make_result,
)


def _told(*rows: Result) -> list[str]:
    return [sentence.text for sentence in describe_figure(Figure(rows, {}, "latest"), terms=harbour()[1])]


def _value(**slots: Any) -> str:
    return format_value(make_result("update:1", outcome=PFS, **slots))


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        pytest.param({"statistic": "median", "value": "19.20", "unit": "months"}, "19.20 months", id="decimals kept"),
        pytest.param({"statistic": "median", "value": NOT_REACHED, "unit": "months"}, "not reached", id="not reached"),
        pytest.param(
            {
                "statistic": "median",
                "value": "19.2",
                "unit": "months",
                "interval_kind": "CI",
                "ci_low": "15.8",
                "ci_high": NOT_REACHED,
                "ci_level": "95",
            },
            "19.2 months (95% CI 15.8–not reached)",
            id="open interval with its level",
        ),
        pytest.param(
            {
                "statistic": "median",
                "value": "64",
                "unit": "years",
                "interval_kind": "range",
                "ci_low": "37",
                "ci_high": "90",
            },
            "64 years (range 37–90)",
            id="range is no CI",
        ),
        pytest.param(
            {"statistic": "percentage", "value": "77", "unit": "%", "n": 136, "N": 177},
            "136 of 177 patients (77%)",
            id="n of N",
        ),
        pytest.param(
            {"statistic": "percentage", "value": "84.2", "unit": "%", "N": 177}, "84.2% of 177 patients", id="N alone"
        ),
        pytest.param({"statistic": "percentage", "value": "84.2", "unit": "%"}, "84.2%", id="percentage alone"),
        pytest.param(
            {"statistic": "count", "value": "179", "unit": "patients", "N": 302, "n": 179},
            "179 of 302 patients",
            id="count",
        ),
        pytest.param({"statistic": "date", "value": date(2017, 11, 15)}, "15 November 2017", id="date"),
        pytest.param(
            {"statistic": "hazard ratio", "value": "0.61", **TESTED},
            "0.61; one-sided p = 0.0021 (formally tested)",
            id="p with sides",
        ),
    ],
)
def test_value_is_printed_whole(slots: dict[str, Any], expected: str) -> None:
    """Unit, denominator, interval with its kind and level, and p-value stand with the value as printed."""
    assert _value(**slots) == expected


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"p_sides": "one-sided", "p_tested": "nominal"}, "nominal one-sided p = 0.02"),
        ({"p_sides": "two-sided", "p_tested": "tested"}, "two-sided p = 0.02 (formally tested)"),
        ({"p_sides": "not stated", "p_tested": "unknown"}, "p = 0.02 (sides not stated)"),
        ({"p_comparator": "<", "p_sides": "two-sided"}, "two-sided p < 0.02"),
    ],
)
def test_p_value_has_its_sides_and_its_kind(slots: dict[str, str], expected: str) -> None:
    """A p-value says its sides, or that they are not stated, and whether it belongs to a formal test."""
    assert (
        format_p(
            make_result("update:1", outcome=PFS, statistic="p-value", p_value="0.02", **({"p_comparator": "="} | slots))
        )
        == expected
    )


def test_ratio_is_told_in_full() -> None:
    """Outcome, arms, value, interval with level, p with sides, population, analysis and cut-off in one sentence."""
    [text] = _told(make_ratio("article:1", "0.61", ("0.40", "0.93", "98"), **TESTED))
    assert text == (
        "The hazard ratio for progression-free survival (PFS), Zelta-Base vs Base, was 0.61 (98% CI 0.40–0.93); "
        "one-sided p = 0.0021 (formally tested) — intention-to-treat population; primary analysis; "
        "data cut-off 10 May 2019."
    )


def test_both_arms_share_a_sentence() -> None:
    """The two arms of one statistic are told together, each with its arm."""
    [text] = _told(
        make_event("article:2", "Pneumonia", arm=ZELTA, n=20, grade=">=3"),
        make_event("article:3", "Pneumonia", arm=BASE, n=12, grade=">=3"),
    )
    assert text == (
        "Pneumonia, grade 3 or worse: 20 of 100 patients (20%) with Zelta-Base and 12 of 100 patients (12%) with Base "
        "— safety population; primary analysis; data cut-off 10 May 2019."
    )


def test_arm_and_comparison_are_told_apart() -> None:
    """A difference between the arms stands in a sentence of its own."""
    score = {"outcome": "Marsh score", "statistic": "mean", "unit": "points"}
    arms = make_result("update:1", value="9", arm=ZELTA, **score), make_result("update:2", value="6", arm=BASE, **score)
    difference = make_result("update:3", value="3", comparison=BOTH, **score)
    told = describe_figure(Figure((*arms, difference), {}, "latest"), terms=harbour()[1])
    assert [sentence.results for sentence in told] == [arms, (difference,)]


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ({"subgroup": "age >=65 years"}, "subgroup: age ≥65 years"),
        ({"censoring": "as the agency asked"}, "censoring: as the agency asked"),
        ({"assessor": "investigators"}, "assessed by investigators"),
        ({"data_cutoff": LAST}, "data cut-off 30 September 2021"),
    ],
)
def test_qualifier_is_told(slot: dict[str, Any], words: str) -> None:
    """What sets a figure apart from others of its outcome is said with it."""
    assert words in _told(make_ratio("update:1", "0.70", ("0.41", "1.20", "95"), **slot))[0]


def test_p_value_alone_is_told_with_its_comparison() -> None:
    """Where the p-value is the result, the sentence is about it."""
    [text] = _told(
        make_result(
            "update:1",
            outcome=PFS,
            statistic="p-value",
            comparison=BOTH,
            p_comparator="=",
            p_value="0.04",
            p_sides="two-sided",
        )
    )
    assert text.startswith("For progression-free survival (PFS), Zelta-Base vs Base: two-sided p = 0.04")


def test_disagreement_names_slot_value_and_cutoff() -> None:
    """Another source's figure is told as one, with the slot it is for."""
    sentence = describe_disagreement(make_ratio("registry:1", "0.67", ("0.48", "0.90", "95.2"), data_cutoff=LAST))
    assert sentence.text.startswith(
        "Another source gives the hazard ratio of progression-free survival for Zelta-Base vs Base as 0.67"
    )
    assert "30 September 2021" in sentence.text


def test_hazard_reduction_is_no_absolute_risk() -> None:
    """A ratio of 0.61 is a 39% lower hazard, and the sentence says what it is not."""
    sentence = describe_hazard_reduction(make_ratio("article:1", "0.61", ("0.40", "0.93", "98")))
    assert sentence is not None
    assert "39% lower hazard" in sentence.text
    assert "not an absolute risk reduction" in sentence.text


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(make_ratio("article:1", "1.10", ("0.9", "1.3", "95")), id="above one"),
        pytest.param(make_event("article:2", "Pneumonia", arm=ZELTA, n=20), id="no ratio"),
    ],
)
def test_no_reduction_is_made_of_other_results(row: Result) -> None:
    """A ratio above 1 and a percentage are no lower hazard."""
    assert describe_hazard_reduction(row) is None


@pytest.mark.parametrize(
    ("bounds", "tested", "words"),
    [
        (("0.40", "0.93", "98"), {"p_tested": "tested"}, ("excludes", "formally tested")),
        (("0.41", "1.20", "95"), {}, ("includes", "no formal test")),
        (("0.41", "1.20", "95"), {"p_value": "0.2"}, ("includes", "is not said")),
        (("0.41", "1.00", "95"), {"p_tested": "nominal"}, ("includes", "nominal")),
    ],
)
def test_interval_is_weighed_in_words(
    bounds: tuple[str, str, str], tested: dict[str, Any], words: Sequence[str]
) -> None:
    """Whether the interval holds no effect, and what kind of test there was; nothing is called significant."""
    sentence = describe_interval(make_ratio("article:1", "0.61", bounds, **tested))
    assert sentence is not None
    assert all(word in sentence.text for word in words)
    assert "significant" not in sentence.text


def test_open_interval_is_not_weighed() -> None:
    """A bound that was not reached says nothing of the null value."""
    assert describe_interval(make_ratio("article:1", "0.61", ("0.40", NOT_REACHED, "95"))) is None


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("Overall survival", "overall survival"),
        ("MRD negativity", "MRD negativity"),
        ("Progression-free survival", "progression-free survival"),
        ("", ""),
    ],
)
def test_outcome_is_small_inside_a_sentence(outcome: str, expected: str) -> None:
    """The first letter falls, but not that of an abbreviation."""
    assert in_sentence(outcome) == expected


def test_date_is_the_same_in_every_locale() -> None:
    """Months are English words."""
    assert format_date(date(2020, 2, 7)) == "7 February 2020"


def test_one_sided_interval_has_one_bound() -> None:
    """That the other one is not given is said."""
    told = _value(statistic="risk difference", value="0.6", interval_kind="CI", ci_low="-2.9", ci_level="97.5")
    assert told == "0.6 (97.5% CI -2.9–not given)"


@pytest.mark.parametrize("grade", ["3", "4"])
def test_grade_is_told_where_the_title_names_several(grade: str) -> None:
    """ "Grade 3 or 4 Events" says of no row which of the two it counts."""
    [told] = _told(make_event("update:3", "Grade 3 or 4 Events of Interest", arm=ZELTA, n=5, grade=grade))
    assert f"grade {grade}:" in told


def test_rate_over_time_is_no_share_of_the_patients() -> None:
    """Events in a year are told as such, and not as so many percent of the patients."""
    unit = "Percent of participants per year (events per 100 patient-years)"
    told = _value(statistic="percentage", value="1.27", unit=unit, N=9120)
    assert told == "1.27% per year (events per 100 patient-years) among 9120 patients"
