"""Figures as sentences."""

from __future__ import annotations

import pytest

from drafting.stating import Wording
from ingest.records import Result
from retrieval.answers.figures import group_figures
from tests.retrieval.small_trial import (
    BASE,
    HARBOUR,
    LAST,
    OS,
    PFS,
    TEAE,
    ZELTA,
    harbour,
    make_event,
    make_ratio,
    make_result,
)


def state(*rows: Result, named: bool = False, whole: bool = False) -> str:
    """The sentence that tells these rows, which are one figure."""
    corpus, terms = harbour()
    (figure,) = group_figures(rows, corpus=corpus, terms=terms)
    return Wording(terms, {HARBOUR.id: "HARBOUR"}).state(figure, named=named, whole=whole).text


def test_medians_and_ratio_stand_in_one_sentence() -> None:
    """Both arms and their comparison share analysis, cut-off and population, which come first."""
    median = {"outcome": PFS, "statistic": "Kaplan-Meier median", "unit": "months"}
    rows = (
        make_result("article:8", arm=ZELTA, value="not reached", **median),
        make_result("article:9", arm=BASE, value="19.1", **median),
        make_ratio("article:1", "0.61", ("0.40", "0.93", "98")),
    )
    assert state(*rows, named=True) == (
        "In HARBOUR, at the primary analysis (data cutoff, 10 May 2019; intention-to-treat population), median "
        "progression-free survival (PFS) was not reached with Zelta-Base and 19.1 months with Base; the hazard ratio "
        "for Zelta-Base vs Base was 0.61 (98% CI, 0.40-0.93)."
    )


def test_event_is_told_with_its_grade_before_it() -> None:
    """A grade is a part of the event's name."""
    rows = (
        make_event("update:7", TEAE, arm=ZELTA, n=64, grade=">=3"),
        make_event("update:8", TEAE, arm=BASE, n=58, grade=">=3"),
    )
    assert state(*rows) == (
        "At the primary analysis (data cutoff, 10 May 2019; safety population), grade 3 or worse treatment-emergent "
        "adverse events (TEAEs) occurred in 64 of 100 patients (64%) with Zelta-Base and 58 of 100 patients (58%) with "
        "Base."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "grade", "told"),
    [
        ("Other adverse events", "non-serious", "other adverse events (not serious) occurred in 64"),
        ("Death", "serious", "death (reported as a serious adverse event) occurred in 64"),
        ("Pneumonia", "serious", "serious pneumonia occurred in 64"),
    ],
)
def test_seriousness_is_told_as_it_is_said(event: str, grade: str, told: str) -> None:
    """Nobody says "serious death"."""
    assert told in state(make_event("update:7", event, arm=ZELTA, n=64, grade=grade))


def test_spread_stands_beside_its_estimate() -> None:
    """How sure an estimate is, is no figure of its own."""
    score = {"outcome": "Marsh score", "unit": "points"}
    rows = [
        make_result(f"update:{place}", value=value, arm=arm, statistic=statistic, **score)
        for place, (statistic, arm, value) in enumerate(
            (
                ("least-squares mean", ZELTA, "-4.0"),
                ("least-squares mean", BASE, "-1.5"),
                ("standard error", ZELTA, "0.4"),
                ("standard error", BASE, "0.5"),
            )
        )
    ]
    assert state(*rows).endswith(
        "marsh score (least-squares mean): -4.0 points (SE 0.4) with Zelta-Base and -1.5 points (SE 0.5) with Base."
    )


def test_subgroup_is_named_first_and_never_hidden() -> None:
    """A part of the population is told before the figure."""
    text = state(make_ratio("update:2", "0.70", ("0.41", "1.20", "95"), subgroup="age >=65 years"))
    assert text.startswith("In the subgroup age ≥65 years, at the primary analysis (data cutoff, 10 May 2019;")


@pytest.mark.parametrize(
    ("high", "told"), [pytest.param("1.12", True, id="1.12"), pytest.param("0.98", False, id="0.98")]
)
def test_interval_that_includes_no_difference_says_so(high: str, told: bool) -> None:
    """A reader must not take an effect from a ratio whose interval includes none."""
    row = make_ratio("update:9", "0.82", ("0.60", high, "95"), outcome=OS, data_cutoff=LAST, cutoff_stated=True)
    assert ("includes the null value (no difference)" in state(row)) is told


def test_figure_without_cutoff_says_that_none_is_stated() -> None:
    """No number of efficacy or safety stands without a word on its data cut-off."""
    row = make_event("registry:5", "Headache", arm=ZELTA, n=5, data_cutoff=None, analysis=None)
    assert state(row) == (
        "In the safety population (data cutoff not stated), headache occurred in 5 of 100 patients (5%) "
        "with Zelta-Base."
    )


def test_title_that_counts_is_not_said_to_occur() -> None:
    """A registry's outcome that is titled as a count is told as posted, with its time frame."""
    row = make_event("registry:6", "Number of Participants With Rash", arm=ZELTA, n=5, time_frame="Up to week 24")
    assert state(row).endswith(
        "time frame: Up to week 24; safety population), Number of Participants With Rash: 5 of 100 patients (5%) with "
        "Zelta-Base."
    )
