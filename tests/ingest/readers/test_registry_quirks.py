"""What is odd about registry records, one test for each quirk that is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ingest.readers.reading import Reading
from ingest.readers.registry_outcome_terms import _name_trait
from ingest.readers.registry_statistics import read_dispersion, read_effect, read_level, read_parameter
from ingest.readers.registry_titles import tell_apart
from ingest.readers.registry_values import read_p, read_sides, read_value
from ingest.readers.registry_words import outcome_name
from ingest.records import NOT_REACHED, Result

Read = Callable[[Any], Reading]


def results(reading: Reading) -> dict[str, Result]:
    """The results by the part of their id that says where they stand."""
    return {result.id.partition(":")[2]: result for result in reading.results}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Change From Baseline in Ague Score.", "Change From Baseline in Ague Score"),
        ("Events per Patient-year in the U.S.", "Events per Patient-year in the U.S."),
        ("Sallowmab vs.", "Sallowmab vs."),
        ("Score \\&lt; 3", "Score < 3"),
    ],
)
def test_titles_end_with_no_full_stop(title: str, name: str) -> None:
    """Some titles are posted as sentences; the point of an abbreviation stays."""
    assert outcome_name(title) == name


@pytest.mark.parametrize(
    ("descriptions", "told"),
    [
        pytest.param(["Assay of lamp A, rated.", "Assay of lamp B, rated."], ["A", "B"], id="by a word"),
        pytest.param(["Same words.", "Same words."], ["", ""], id="not at all"),
        pytest.param(["Rated.", "Rated by one of five who had seen it before."], ["1 of 2", "2 of 2"], id="by place"),
        pytest.param(["Alone."], [""], id="one alone"),
    ],
)
def test_measures_of_one_title_are_told_apart(descriptions: list[str], told: list[str]) -> None:
    """By the words that each description alone has, where they are few."""
    assert tell_apart(descriptions) == told


def test_measures_of_one_title_are_two_outcomes(read_study: Read, study: Any) -> None:
    """One title, time frame and unit with two descriptions are two outcomes; another time frame tells them apart."""
    first = measures(study)[0]
    described = [first | {"description": f"Rated by the {kind} scale."} for kind in ("Amber", "Beryl")]
    later = first | {"description": "Rated by the Coral scale.", "timeFrame": "Year 9"}
    measures(study)[:1] = [*described, later]
    outcomes = {result.outcome for result in read_study(study).results}
    title = outcome_name(first["title"])
    assert {f"{title} (Amber)", f"{title} (Beryl)", title} <= outcomes
    assert f"{title} (Coral)" not in outcomes


def measures(study: Any) -> Any:
    """The outcome measures of a record."""
    return study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]


@pytest.mark.parametrize(
    ("text", "comment", "expected"),
    [
        pytest.param("1,234.50", None, Decimal("1234.50"), id="thousands"),
        pytest.param("-0.5", None, Decimal("-0.5"), id="negative"),
        pytest.param(".33", None, Decimal("0.33"), id="no zero"),
        pytest.param("−2", None, Decimal(-2), id="minus sign"),
        pytest.param("NA", "Median not reached", NOT_REACHED, id="not reached"),
        pytest.param("NA", "Could not be estimated: too few events", NOT_REACHED, id="not estimable"),
        pytest.param("N/A", None, "N/A", id="no comment"),
        pytest.param("NA", "Below the level of quantification, not estimable", "NA", id="assay"),
        pytest.param("NA", "Only one lamp", "NA", id="another reason"),
        pytest.param("&lt;LLOQ", None, "<LLOQ", id="below the assay"),
        pytest.param("-", None, "-", id="dash"),
        pytest.param("1,5", None, "1,5", id="a decimal comma is not guessed"),
        pytest.param("1e999999", None, "1e999999", id="absurd exponent"),
        pytest.param("", None, None, id="nothing"),
    ],
)
def test_1_values_are_texts(text: str, comment: str | None, expected: Any) -> None:
    """Numbers are read from their texts; "NA" is "not reached" only where the comment says so."""
    assert read_value(text, comment=comment, of_time=True) == expected


def test_1_comment_of_an_upper_bound(study: Any, read_study: Read) -> None:
    """The comment of a measurement also tells what "NA" as a bound means."""
    found = results(read_study(study))
    assert (found["o0.c0.k0.og000"].value, found["o0.c0.k0.og000"].ci_high) == (Decimal("19.15"), NOT_REACHED)
    assert found["o0.c0.k0.og001"].value == NOT_REACHED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<0.0001", ("<", "0.0001"), id="bound"),
        pytest.param("&lt; .001", ("<", "0.001"), id="escaped"),
        pytest.param("= 0.05", ("=", "0.05"), id="equals"),
        pytest.param("0.0007", ("=", "0.0007"), id="bare"),
        pytest.param("p=0.02", ("=", "0.02"), id="with p"),
        pytest.param("NS", None, id="words"),
        pytest.param("0.05-0.1", None, id="range"),
        pytest.param("1.2", None, id="no probability"),
    ],
)
def test_2_p_values_are_free_text(text: str, expected: tuple[str, str] | None) -> None:
    """Comparator and number are read where the text is a p-value; everything else is left."""
    found = read_p(text)
    assert (found and (found.comparator, str(found.value))) == expected


@pytest.mark.parametrize(
    ("p_comment", "estimate_comment", "expected"),
    [
        pytest.param("Two-sided p-value; threshold=0.04967", None, "two-sided", id="of the p-value"),
        pytest.param("1-sided", None, "one-sided", id="digit"),
        pytest.param("Two-sided p-value; the one-sided level was 0.025", None, "two-sided", id="not of the level"),
        pytest.param("One-sided test at 0.025, two-sided test at 0.05", None, "not stated", id="of two tests"),
        pytest.param(None, "This two sided p value was stratified", "two-sided", id="elsewhere"),
        pytest.param("two-sided 95% confidence interval", "a two-sided 95% CI", "not stated", id="of the interval"),
        pytest.param("One-sided; two-sided test later", None, "not stated", id="both"),
        pytest.param(None, None, "not stated", id="no comment"),
    ],
)
def test_2_sides_come_from_comments_alone(p_comment: str | None, estimate_comment: str | None, expected: str) -> None:
    """No field says how many sides a p-value has, and an interval's sides are not its."""
    assert read_sides(p_comment, estimate_comment) == expected


def test_2_unreadable_p_value_is_kept(study: Any, read_study: Read) -> None:
    """A p-value that is no number stands in the note of its estimate."""
    measures(study)[0]["analyses"][0]["pValue"] = "not significant"
    found = results(read_study(study))["o0.a0"]
    assert found.p_value is None
    assert "p-value as posted: not significant." in (found.note or "")


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ("Hazard Ratio (HR)", "hazard ratio"),
        ("Cox Proportional Hazard", "hazard ratio"),
        ("Odds Ratio (OR)", "odds ratio"),
        ("Risk Difference (RD)", "risk difference"),
        ("Difference in proportions", "risk difference"),
        ("LS Mean Difference", "least-squares mean difference"),
        ("Mean Difference (Final Values)", "mean difference"),
        ("Ratio of geometric LS means", "geometric mean ratio"),
        ("Ratio of least squares means", "ratio of least-squares means"),
        ("Brightness index", "Brightness index"),
        (None, None),
    ],
)
def test_3_parameters_are_mapped_or_kept(posted: str | None, expected: str | None) -> None:
    """Spellings of one statistic are one; a word that no rule knows is kept as it is."""
    assert read_effect(posted) == expected


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        pytest.param("95% Confidence Interval", ("CI", "95"), id="text"),
        pytest.param("CONFIDENCE_975", ("CI", "97.5"), id="code"),
        pytest.param("CONFIDENCE_80", ("CI", "80"), id="code of 80"),
        pytest.param("CONFIDENCE_OTHER", ("CI", None), id="level not named"),
        pytest.param("Inter-Quartile Range", ("IQR", None), id="quartiles"),
        pytest.param("INTER_QUARTILE_RANGE", ("IQR", None), id="quartiles as a code"),
        pytest.param("Full Range", ("range", None), id="range"),
        pytest.param("STANDARD_DEVIATION", (None, None), id="no bounds"),
    ],
)
def test_4_dispersions_have_two_spellings(posted: str, expected: tuple[str | None, str | None]) -> None:
    """An outcome's dispersion is a text, the baseline's a code; both mean the same."""
    found = read_dispersion(posted)
    assert (found.bounds, str(found.level) if found.level else None) == expected


def test_4_dispersion_is_a_result_of_its_own(study: Any, read_study: Read) -> None:
    """A standard deviation stands beside its mean, with the same slots."""
    found = results(read_study(study))["b0.c0.k0.bg000.spread"]
    assert (found.statistic, str(found.value), found.unit, found.arm, found.N) == (
        "standard deviation",
        "1.20",
        "years",
        "Lanternib",
        21,
    )


def test_5_levels_and_hypotheses_are_never_assumed(study: Any, read_study: Read) -> None:
    """A level is the one that is stated; without one there is none, and "OTHER" tells nothing of the test."""
    found = results(read_study(study))["o0.a0"]
    assert (found.ci_level, "uperiority" in (found.note or "")) == (Decimal("95.03"), False)
    del measures(study)[0]["analyses"][0]["ciPctValue"]
    without = results(read_study(study))["o0.a0"]
    assert (without.ci_level, without.interval_kind) == (None, "CI")
    assert "does not state the confidence level" in (without.note or "")
    assert read_level("0") is None


def test_6_group_ids_mean_other_arms_elsewhere(study: Any, read_study: Read) -> None:
    """OG000 is placebo in one outcome and lanternib in the next; titles tell, without the mark of the analysis set."""
    found = results(read_study(study))
    assert (found["o0.c0.k0.og000"].arm, found["o1.c0.k0.og000"].arm) == ("Placebo", "Lanternib")
    assert (found["o0.c0.k0.og000"].population, found["b0.c0.k0.bg002"].arm) == ("full analysis set", "all")


def test_7_placebo_is_a_control_whatever_its_type(study: Any, read_study: Read) -> None:
    """The fixture's placebo arm is typed EXPERIMENTAL."""
    roles = {term.name: term.role for term in read_study(study).terms if term.kind == "arm"}
    assert roles == {"Placebo": "control", "Lanternib": "experimental", "all": "all"}


@pytest.mark.parametrize(
    ("kind", "unit", "expected"),
    [
        ("COUNT_OF_PARTICIPANTS", "Participants", ("count", "patients")),
        ("NUMBER", "participants", ("count", "patients")),
        ("NUMBER", "Percentage of participants", ("percentage", "%")),
        ("NUMBER", "percentage of vessels", ("percentage", "percentage of vessels")),
        ("NUMBER", "events per 100 patient-years", ("rate", "events per 100 patient-years")),
        ("NUMBER", "lumen", ("number", "lumen")),
        ("COUNT_OF_UNITS", "Eyes", ("count", "Eyes")),
        ("LEAST_SQUARES_MEAN", "Percentage of BSA", ("least-squares mean", "Percentage of BSA")),
    ],
)
def test_8_counts_and_percentages(kind: str, unit: str, expected: tuple[str, str]) -> None:
    """The type is read first and the unit second, since old records call both a number."""
    assert read_parameter(kind, unit) == expected


def test_8_no_percentage_is_computed(study: Any, read_study: Read) -> None:
    """A count has its n and N; what the site computes from them is left to the checks."""
    measure = study["resultsSection"]["baselineCharacteristicsModule"]["measures"][1]
    measure["calculatePct"] = True
    found = results(read_study(study))
    assert (found["b1.c0.k0.bg000"].n, found["b1.c0.k0.bg000"].N) == (9, 21)
    assert all(result.statistic != "percentage" for key, result in found.items() if key.startswith("b"))


def test_9_class_denominators_go_first(study: Any, read_study: Read) -> None:
    """Week 4 has denominators of its own, week 8 those of the measure."""
    found = results(read_study(study))
    assert (found["o1.c0.k0.og000"].N, found["o1.c1.k0.og000"].N) == (18, 21)


def test_9_denominators_may_be_units(study: Any, read_study: Read) -> None:
    """Where units are counted they are the denominator, and the note says so and how many participants there were."""
    measures(study)[1] |= {
        "paramType": "COUNT_OF_UNITS",
        "unitOfMeasure": "wicks",
        "typeUnitsAnalyzed": "Wicks",
        "denoms": [
            {"units": "Participants", "counts": [{"groupId": "OG000", "value": "21"}]},
            {"units": "Wicks", "counts": [{"groupId": "OG000", "value": "42"}]},
        ],
    }
    measures(study)[1]["classes"][1]["categories"][0]["measurements"][0]["value"] = "30"
    found = results(read_study(study))["o1.c1.k0.og000"]
    assert (found.n, found.N, found.unit) == (30, 42, "wicks")
    assert "N counts Wicks. Participants analysed: 21." in (found.note or "")


def test_9_denominator_without_a_value_is_not_lost(study: Any, read_study: Read) -> None:
    """An outcome that nobody could be analysed for still says so."""
    found = results(read_study(study))["o2.n0.og000"]
    assert (found.item, found.value, found.unit, found.arm) == ("number analysed", Decimal(0), "patients", "Lanternib")


def test_10_titles_appear_only_where_there_are_several(study: Any, read_study: Read) -> None:
    """A single untitled class and category name no row; both titles are joined where both stand."""
    found = results(read_study(study))
    assert [found[key].item for key in ("o0.c0.k0.og000", "o1.c0.k0.og000", "b1.c0.k0.bg000")] == [
        None,
        "Week 4",
        "Colour: Green",
    ]


def test_11_time_points_are_rows_not_curves(study: Any, read_study: Read) -> None:
    """Values at several weeks stay rows of one outcome, and the time frame is no cut-off."""
    found = results(read_study(study))["o1.c0.k0.og000"]
    assert (found.outcome, found.time_frame, found.data_cutoff) == (
        "Percentage of Lamps Alight",
        "Week 4 and week 8",
        None,
    )


def test_12_serious_and_other_events_stay_apart(study: Any, read_study: Read) -> None:
    """A term's serious and other events are two results, and events are not participants; nothing is added up."""
    found = results(read_study(study))
    slots = [
        (r.grade, r.value, r.unit, r.n, r.N) for r in (found["s0.eg000"], found["s0.eg000.events"], found["n0.eg000"])
    ]
    assert slots == [
        ("serious", Decimal(3), "patients", 3, 21),
        ("serious", Decimal(4), "events", None, 21),
        ("non-serious", Decimal(6), "patients", 6, 21),
    ]
    assert "above a frequency of 5%" in (found["n0.eg000"].note or "")
    assert not any(result.arm == "all" for key, result in found.items() if key[0] in "snt")


def test_12_totals_of_events(study: Any, read_study: Read) -> None:
    """Deaths, serious and other events of each group are posted with the number at risk."""
    found = results(read_study(study))
    totals = [found[f"t.eg000.{key}"] for key in ("deaths", "serious", "other")]
    assert [(total.outcome, total.grade, total.n, total.N) for total in totals] == [
        ("All-cause mortality", None, 1, 21),
        ("Serious adverse events", "serious", 3, 21),
        ("Other adverse events", "non-serious", 9, 21),
    ]


def test_12_number_of_events_is_optional(study: Any, read_study: Read) -> None:
    """Where no number of events is posted there is no such result."""
    assert "n0.eg000.events" not in results(read_study(study))


def test_13_dated_cutoff_is_one(study: Any, read_study: Read) -> None:
    """A time frame that names the data cut-off with its date states it, for the values and the analyses."""
    found = results(read_study(study))
    assert (found["o0.a0"].data_cutoff, found["o0.a0"].cutoff_stated) == (date(2020, 2, 7), True)
    assert found["o1.c0.k0.og000"].data_cutoff is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Data cut-off February 2020", id="a month"),
        pytest.param("Data cut-off 7 February 2020 or 14 January 2022", id="two dates"),
        pytest.param("Data cut-off 07/02/2020", id="day or month"),
        pytest.param("Final analysis, 7 February 2020", id="an analysis date"),
    ],
)
def test_13_doubtful_cutoff_is_for_a_person(study: Any, read_study: Read, text: str) -> None:
    """What only may be a cut-off is quoted for a person to confirm, and no result has it."""
    measures(study)[0]["timeFrame"] = text
    reading = read_study(study)
    assert [(notice.kind, text in notice.text) for notice in reading.notices] == [("to confirm", True)]
    assert all(result.data_cutoff is None for result in reading.results)


def test_13_dates_of_the_whole_trial_set_no_cutoff(study: Any, read_study: Read) -> None:
    """A cut-off in the details on recruitment may belong to any figure."""
    study["resultsSection"]["participantFlowModule"]["recruitmentDetails"] = "Data cut-off date: 14 January 2022."
    (notice,) = read_study(study).notices
    assert "14 January 2022" in notice.text


def test_14_escapes_are_undone_once(study: Any, read_study: Read) -> None:
    """CommonMark's backslashes and HTML's entities go, from titles and from prose."""
    measures(study)[0]["title"] = "Flicker \\>=3 Hz &amp; soot\\*"
    reading = read_study(study)
    assert results(reading)["o0.a0"].outcome == "Flicker >=3 Hz & soot*"
    assert reading.document
    assert "Lamps With Flicker >3 Hz" in reading.document.text


def test_15_values_stay_as_the_registry_has_them(study: Any, read_study: Read) -> None:
    """The registry's figure is kept beside those of other sources: it is neither rounded nor merged."""
    assert {result.source for result in read_study(study).results} == {"nct00000042"}
    assert str(results(read_study(study))["o0.a0"].value) == "0.531"


def test_16_each_dispersion_stays_with_its_value(study: Any, read_study: Read) -> None:
    """A measurement without a spread takes none of its neighbours."""
    row = study["resultsSection"]["baselineCharacteristicsModule"]["measures"][0]["classes"][0]["categories"][0]
    del row["measurements"][1]["spread"]
    found = results(read_study(study))
    assert "b0.c0.k0.bg001.spread" not in found
    assert found["b0.c0.k0.bg002.spread"].value == Decimal("1.25")


@pytest.mark.parametrize(
    ("title", "names", "others"),
    [
        ("Race/Ethnicity, Customized", {"Race", "Ethnicity"}, set()),
        ("Moderate/Severe Attacks in the Year Before", set(), {"Moderate", "Severe Attacks in the Year Before"}),
    ],
)
def test_title_of_two_traits_is_named_by_each(title: str, names: set[str], others: set[str]) -> None:
    """A slash between two names of one length joins traits; within a longer name it joins degrees."""
    found = set(_name_trait(title, known=()))
    assert names <= found
    assert not others & found
