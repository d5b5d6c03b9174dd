"""A trial at a glance: what is shown of HARBOUR, and what is said to be missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from ingest.errors import EvidenceError
from ingest.records import Document, Result, Section
from ingest.vocabulary import Term
from retrieval.overview import LATEST, Overview, describe_trial
from retrieval.overview.arms import find_arms
from retrieval.overview.safety import choose_events
from retrieval.terms import index_terms
from tests.retrieval.small_trial import (
    BASE,
    FIRST,
    HARBOUR,
    LAST,
    OS,
    PFS,
    RESULTS,
    TEAE,
    ZELTA,
    SmallCorpus,
    make_event,
    make_ratio,
    make_result,
)


def _look(
    results: Iterable[Result] = RESULTS, *, more: Iterable[Result] = (), cutoff: date | str | None = LATEST
) -> Overview:
    corpus = SmallCorpus((*results, *more))
    return describe_trial(corpus, HARBOUR.id, terms=index_terms(corpus), cutoff=cutoff)


def test_arms_stand_with_the_experimental_one_first() -> None:
    """The vocabulary's roles order the arms, whatever the order of the results."""
    assert [(arm.name, arm.role) for arm in _look().arms] == [(ZELTA, "experimental"), (BASE, "control")]


def test_cutoffs_are_listed_newest_first_with_the_tested_one_marked() -> None:
    """Ten results of the first cut-off hold the tested hazard ratio; the later one has three, none of them tested."""
    told = [(cutoff.day, cutoff.analyses, cutoff.tested, cutoff.results) for cutoff in _look().cutoffs]
    assert told == [(LAST, ("final analysis",), False, 3), (FIRST, ("primary analysis",), True, 10)]


def test_primary_endpoint_shows_its_latest_and_its_tested_analysis() -> None:
    """The later hazard ratio leads the page, and the formally tested one stands beside it, never in one report."""
    (endpoint,) = _look().endpoints
    assert [row.id for report in endpoint.shown for row in report.rows] == ["update:1"]
    assert [row.id for report in endpoint.tested for row in report.rows] == ["article:1"]


def test_cutoff_asked_for_holds_for_every_part() -> None:
    """At the first cut-off no result of the later one is shown, and the tested analysis is the one shown."""
    seen = _look(cutoff=FIRST)
    assert {effect.result.data_cutoff for effect in seen.effects} == {FIRST}
    assert [row.id for report in seen.endpoints[0].shown for row in report.rows] == ["article:1"]
    assert seen.endpoints[0].tested == ()


def test_cutoff_that_the_trial_has_not_is_refused() -> None:
    """The message names the cut-offs that there are."""
    with pytest.raises(EvidenceError, match="30 September 2021, 10 May 2019"):
        _look(cutoff=date(2020, 1, 1))


def test_each_forest_row_is_one_result() -> None:
    """The primary endpoint first, then the other endpoint, then its subgroup, each from its leading source."""
    rows = [(effect.group, effect.label, effect.result.id) for effect in _look().effects]
    assert rows == [
        ("All patients", PFS, "update:1"),
        ("All patients", OS, "update:9"),
        (f"{PFS}: subgroups", "age ≥65 years", "update:2"),
    ]


def test_ratio_of_another_censoring_rule_stands_apart() -> None:
    """It replaces no ratio of the protocol's own rule."""
    other = make_ratio("update:20", "0.58", ("0.41", "0.82", "95"), data_cutoff=LAST, censoring="agency's rule")
    rows = [(effect.group, effect.result.id) for effect in _look(more=[other]).effects]
    assert ("All patients", "update:1") in rows
    assert ("Other censoring rules", "update:20") in rows


def test_subgroup_carries_the_number_randomised_into_it() -> None:
    """The denominator is a result of its own, found by the subgroup's name."""
    size = make_result(
        "update:30", outcome="Patients randomised", statistic="count", category="disposition", arm="all",
        subgroup="age >=65 years", value="64", unit="patients", n=64, N=200,
    )  # fmt: skip
    effects = _look(more=[size]).effects
    assert [effect.size.id if effect.size else None for effect in effects] == [None, None, "update:30"]


def _rate(id: str, arm: str, value: str, **slots: object) -> Result:
    more = {"outcome": "Response rate", "statistic": "percentage", "unit": "%"} | slots
    return make_result(id, arm=arm, value=value, **more)


def test_difference_is_computed_from_counts_where_both_arms_have_them() -> None:
    """40/90 − 25/95 = 44.44 % − 26.32 % = 18.1 points; the rounded percentages alone would give 18."""
    rows = (_rate("update:40", ZELTA, "44", n=40, N=90), _rate("update:41", BASE, "26", n=25, N=95))
    (response,) = _look(more=rows).responses
    assert response.difference is not None
    assert response.difference.points == Decimal("18.1")
    assert response.difference.formula == "40/90 − 25/95 = 18.1 percentage points"


def test_difference_of_printed_percentages_shows_them() -> None:
    """Without counts it is 33 − 28.5 = 4.5 points."""
    (response,) = _look(more=(_rate("update:40", ZELTA, "33"), _rate("update:41", BASE, "28.5"))).responses
    assert response.difference is not None
    assert response.difference.formula == "33% − 28.5% = 4.5 percentage points"


def test_row_takes_both_arms_from_one_cutoff() -> None:
    """A later report of one arm alone does not push out the comparison, and is never set beside the other arm."""
    rows = (
        _rate("update:40", ZELTA, "33"),
        _rate("update:41", BASE, "28"),
        _rate("update:42", ZELTA, "36", data_cutoff=LAST),
    )
    (response,) = _look(more=rows).responses
    assert [rate.result.id for rate in response.rates] == ["update:40", "update:41"]


def test_count_of_patients_gives_a_percentage_that_is_marked_as_derived() -> None:
    """A registry's 30 of 80 participants are 37.5 %."""
    rows = [
        _rate(f"registry:{n}", arm, str(n), outcome="Responders", statistic="count", unit="patients", n=n, N=80)
        for arm, n in ((ZELTA, 30), (BASE, 20))
    ]
    (response,) = _look(more=rows).responses
    assert [rate.percent for rate in response.rates] == [Decimal("37.5"), Decimal("25.0")]
    assert all(rate.derived for rate in response.rates)


def test_safety_tiles_say_what_is_missing() -> None:
    """HARBOUR reports grade 3 or worse alone: the other three tiles stand empty, and the page says so."""
    seen = _look()
    assert [(tile.name, tile.rates is not None) for tile in seen.tiles] == [
        ("Grade 3 or worse", True),
        ("Serious", False),
        ("Leading to discontinuation", False),
        ("Fatal", False),
    ]
    assert "No overall rate of adverse events, serious, in this corpus." in seen.gaps


@pytest.mark.parametrize(
    ("outcome", "grade", "tile"),
    [
        pytest.param("Serious adverse events", "serious", "Serious", id="serious"),
        pytest.param(f"{TEAE} leading to discontinuation", None, "Leading to discontinuation", id="discontinuation"),
        pytest.param(f"Fatal {TEAE.lower()}", "5", "Fatal", id="fatal"),
        pytest.param("All-cause mortality", None, "Fatal", id="deaths of any cause"),
        pytest.param("Death", "serious", None, id="a term of a registry, no total"),
        pytest.param("Infection leading to discontinuation", None, None, id="one event's discontinuations"),
        pytest.param("Pneumonia", "serious", None, id="single event"),
    ],
)
def test_tile_takes_totals_only(outcome: str, grade: str | None, tile: str | None) -> None:
    """A figure sums up safety when it counts patients with any adverse event."""
    row = make_event("update:60", outcome, arm=ZELTA, n=9, grade=grade)  # type: ignore[arg-type]
    found = [each.name for each in _look(results=[row]).tiles if each.rates]
    assert found == ([tile] if tile else [])


def test_grades_are_kept_apart() -> None:
    """The three events of any grade stand by frequency; none of grade 3 or worse is held, which is said."""
    seen = _look()
    any_grade, severe = seen.events
    assert [row.outcome for row in any_grade.rows] == ["Headache", "Nausea", "Pneumonia"]
    assert (severe.name, severe.rows) == ("Grade 3 or worse", ())
    assert "No adverse events by term, grade 3 or worse, in this corpus." in seen.gaps


def test_laboratory_values_are_no_adverse_events() -> None:
    """An abnormal value in nearly every patient does not lead the list of events."""
    lab = make_event("update:61", "Anaemia (laboratory)", arm=ZELTA, n=99)
    tables = {table.name: [row.outcome for row in table.rows] for table in _look(more=[lab]).events}
    assert "Anaemia (laboratory)" not in tables["Any grade"]
    assert tables["Laboratory, any grade"] == ["Anaemia (laboratory)"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        pytest.param("frequency", ["Headache", "Nausea", "Pneumonia"], id="31, 30, 20 %"),
        pytest.param("difference", ["Pneumonia", "Nausea", "Headache"], id="8, -5, 3 points"),
        pytest.param("name", ["Headache", "Nausea", "Pneumonia"], id="alphabet"),
    ],
)
def test_events_are_ordered_as_asked(order: str, names: list[str]) -> None:
    """By the higher arm, by the size of the difference whatever its sign, or by name."""
    assert [row.outcome for row in choose_events(_look().events[0], order=order)] == names


def test_events_are_searched_by_words() -> None:
    """All words must stand in the name, in any case."""
    assert [row.outcome for row in choose_events(_look().events[0], words="NAU")] == ["Nausea"]


def test_change_has_one_line_for_each_cutoff() -> None:
    """The hazard ratio of PFS at two cut-offs stands on two lines, and the other confidence level is said."""
    (change,) = _look().changes
    assert [[row.id for row in report.rows] for report in change.reports] == [["article:1"], ["update:1"]]
    assert change.remarks == ("Confidence levels differ: 98%, 95.2%.",)


def test_limitations_rest_on_results_and_words() -> None:
    """Open label and funding are quoted; the subgroup's interval includes 1."""
    told = {fact.label: fact for fact in _look().limitations}
    assert told["Open label"].quotes
    assert told["Funding"].text == "The Northquay Institute."
    assert [row.id for row in told["Subgroups"].results] == ["update:2"]
    assert told["Subgroups"].text.endswith("1 of their intervals include 1. None formally tested.")


def test_open_label_is_said_of_the_trial_where_nothing_calls_it_blinded() -> None:
    """HARBOUR says open-label of itself."""
    assert _look().limitations[0].text == "The trial is called open-label."


def test_trial_that_is_not_held_is_refused() -> None:
    """The message names the trial."""
    corpus = SmallCorpus()
    with pytest.raises(EvidenceError, match="NCT12345678"):
        describe_trial(corpus, "NCT12345678", terms=index_terms(corpus))


class _Planned(SmallCorpus):
    """A trial without results, whose record plans an outcome."""

    def document(self, source: str) -> Document | None:
        """The record's text, for the article's source."""
        text = "Primary outcome: Walking distance in six minutes. Time frame: week 24."
        return Document(source, text, (Section("Primary outcomes", 0, len(text)),)) if source == "article" else None


def test_primary_outcome_without_results_is_the_one_planned() -> None:
    """The record's own words, with their place."""
    corpus = _Planned(())
    told = {fact.label: fact for fact in describe_trial(corpus, HARBOUR.id, terms=index_terms(corpus)).pico}
    assert told["Primary outcome"].text.startswith("Walking distance in six minutes.")
    assert told["Primary outcome"].quotes


def test_doses_stand_in_the_order_of_their_numbers() -> None:
    """5 mg before 10 mg, and the control last."""
    terms = index_terms(SmallCorpus(terms=[Term("arm", "Placebo", trial=HARBOUR.id, role="control")]))
    rows = [make_event(f"a:{n}", "Nausea", arm=arm, n=1) for n, arm in enumerate(("Placebo", "10 mg", "5 mg"))]
    assert [arm.name for arm in find_arms(rows, terms=terms, trial=HARBOUR.id)] == ["5 mg", "10 mg", "Placebo"]
