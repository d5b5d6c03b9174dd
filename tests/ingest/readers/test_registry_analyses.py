"""Analyses: the estimate, its interval and p-value, and who is compared with whom."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ingest.readers.reading import Reading
from ingest.records import NOT_REACHED, Result

Read = Callable[[Any], Reading]


def analyse(study: Any, read_study: Read, **fields: Any) -> list[Result]:
    """The results of an analysis of placebo (OG000) and lanternib (OG001) with these fields alone."""
    groups = {"groupIds": ["OG000", "OG001"]}
    study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["analyses"] = [groups | fields]
    return [result for result in read_study(study).results if ":o0.a0" in result.id]


def test_whole_analysis(study: Any, read_study: Read) -> None:
    """The fixture's analysis is one result with everything that was posted of it, in the words of the table."""
    found = next(result for result in read_study(study).results if result.id.endswith(":o0.a0"))
    assert (found.statistic, str(found.value), found.unit, found.comparison) == (
        "hazard ratio",
        "0.531",
        None,
        "Lanternib vs Placebo",
    )
    assert (found.interval_kind, str(found.ci_low), str(found.ci_high), str(found.ci_level)) == (
        "CI",
        "0.318",
        "0.889",
        "95.03",
    )
    assert (found.p_comparator, str(found.p_value), found.p_sides, found.p_tested) == (
        "<",
        "0.001",
        "one-sided",
        "unknown",
    )
    assert (found.population, found.arm) == ("full analysis set", None)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("Placebo vs. lanternib", "Placebo vs Lanternib", id="stated"),
        pytest.param("Ratio: Lanternib/Placebo", "Lanternib vs Placebo", id="as a fraction"),
        pytest.param("Placebo minus lanternib", "Placebo vs Lanternib", id="as a difference"),
        pytest.param("PBO over lanternib", "Placebo vs Lanternib", id="abbreviated"),
        pytest.param("Adjusted for glass/wick", "Lanternib vs Placebo", id="not stated"),
    ],
)
def test_direction_is_the_one_stated(study: Any, read_study: Read, comment: str, expected: str) -> None:
    """The order of group ids says nothing; without words for it the treatment stands before its control."""
    (found,) = analyse(study, read_study, paramType="Odds Ratio (OR)", paramValue="2", estimateComment=comment)
    assert found.comparison == expected


def test_placebo_comes_after_what_is_no_experimental_arm(study: Any, read_study: Read) -> None:
    """An active control is set against placebo, though placebo stands first among the groups."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["groups"].append({"id": "OG002", "title": "Candle", "description": "A candle."})
    (found,) = analyse(study, read_study, groupIds=["OG000", "OG002"], paramType="Mean Difference", paramValue="-2")
    assert found.comparison == "Candle vs Placebo"


def test_more_groups_are_named_as_posted(study: Any, read_study: Read) -> None:
    """Three groups are all named, in their order; one group is an arm's own analysis."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["groups"].append({"id": "OG002", "title": "Candle", "description": "A candle."})
    (found,) = analyse(study, read_study, groupIds=["OG002", "OG000", "OG001"], paramType="Slope", paramValue="1")
    assert found.comparison == "Candle vs Placebo vs Lanternib"
    (alone,) = analyse(study, read_study, groupIds=["OG001"], paramType="Slope", paramValue="1")
    assert (alone.arm, alone.comparison) == ("Lanternib", None)


def test_p_value_alone_is_the_result(study: Any, read_study: Read) -> None:
    """An analysis without an estimate is its p-value; without either there is no result."""
    (found,) = analyse(study, read_study, pValue="0.03", statisticalMethod="Log Rank")
    assert (found.statistic, found.value, str(found.p_value)) == ("p-value", None, "0.03")
    assert analyse(study, read_study, otherAnalysisDescription="Planned.") == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("Nominal p-value", "nominal", id="said"),
        pytest.param("The nominal p-value was 0.03", "nominal", id="said with its number"),
        pytest.param("Adjusted p-value; the nominal p-value was 0.012.", "unknown", id="another one"),
        pytest.param("Hochberg. Nominal p = 0.0120", "unknown", id="another one in short"),
    ],
)
def test_nominal_p_value_is_told_so(study: Any, read_study: Read, comment: str, expected: str) -> None:
    """Only a comment that calls it nominal makes it so, and not one that tells a nominal one beside it."""
    (found,) = analyse(study, read_study, pValue="0.03", pValueComment=comment)
    assert found.p_tested == expected


def test_one_sided_interval_has_one_bound(study: Any, read_study: Read) -> None:
    """The bound that was not posted is not made up."""
    fields = {"ciPctValue": "97.5", "ciNumSides": "ONE_SIDED", "ciUpperLimit": "1.2"}
    (found,) = analyse(study, read_study, paramType="Hazard Ratio (HR)", paramValue="0.8", **fields)
    assert (found.ci_low, found.ci_high, found.ci_level) == (None, Decimal("1.2"), Decimal("97.5"))
    assert "One-sided confidence interval." in (found.note or "")


def test_ratio_that_could_not_be_estimated_is_not_not_reached(study: Any, read_study: Read) -> None:
    """A median or its bound may not be reached; a ratio without events has no value."""
    comment = "Could not be estimated: no events"
    (found,) = analyse(study, read_study, paramType="HR", paramValue="NA", estimateComment=comment)
    assert (found.value, comment in (found.note or "")) == ("NA", True)
    (found,) = analyse(study, read_study, paramType="Median Difference", paramValue="NA", estimateComment=comment)
    assert found.value == NOT_REACHED


def test_dispersion_of_an_estimate(study: Any, read_study: Read) -> None:
    """A standard error of the estimate is a result beside it, without the p-value."""
    fields = {"dispersionType": "STANDARD_ERROR_OF_MEAN", "dispersionValue": "0.354", "pValue": "0.01"}
    first, second = analyse(study, read_study, paramType="LS Mean Difference", paramValue="-2.13", **fields)
    assert (first.statistic, first.unit) == ("least-squares mean difference", "months")
    assert (second.statistic, str(second.value), second.comparison, second.p_value) == (
        "standard error",
        "0.354",
        first.comparison,
        None,
    )


def test_difference_of_percentages_is_in_points(study: Any, read_study: Read) -> None:
    """A difference between percentages of participants is in percentage points."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]
    measure["analyses"] = [{"groupIds": ["OG000", "OG001"], "paramType": "Risk Difference (RD)", "paramValue": "18.3"}]
    found = next(result for result in read_study(study).results if result.id.endswith(":o1.a0"))
    assert (found.statistic, found.unit) == ("risk difference", "percentage points")


@pytest.mark.parametrize(
    ("low", "unit"),
    [pytest.param("-2.9", "percentage points", id="of percentages"), pytest.param("-0.03", None, id="of shares")],
)
def test_risk_difference_of_counts_is_no_number_of_patients(
    study: Any, read_study: Read, low: str, unit: str | None
) -> None:
    """Where patients are counted, the size of the limits tells whether percentages or shares were set apart."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure |= {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
    (found,) = analyse(
        study, read_study, paramType="Difference in proportions", paramValue="0.6", ciPctValue="97.5", ciLowerLimit=low
    )
    assert (found.unit, str(found.ci_low), found.ci_high) == (unit, low, None)


def test_an_analysis_is_of_the_row_that_it_names(study: Any, read_study: Read) -> None:
    """Of a measure with several rows, the one that the analysis is described by; none where several are named."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    first = measure["classes"][0]
    measure["classes"] = [{**first, "title": title} for title in ("CV death", "Stroke")]
    fields = {"paramType": "Hazard Ratio (HR)", "paramValue": "0.9"}
    told = ("Stroke: lanternib vs placebo", "CV death and stroke", None)
    found = [analyse(study, read_study, **fields, groupDescription=text)[0].item for text in told]
    assert found == ["Stroke", None, None]


def test_an_analysis_of_those_without_something_is_of_no_row_of_those_with_it(study: Any, read_study: Read) -> None:
    """What denies the name of a row names another row, or none."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    first = measure["classes"][0]
    measure["classes"] = [{**first, "title": title} for title in ("Type 2 diabetes", "No type 2 diabetes")]
    fields = {"paramType": "Hazard Ratio (HR)", "paramValue": "0.9"}
    told = (
        "Participants with type 2 diabetes",
        "Participants without type 2 diabetes",
        "Non-type 2 diabetes",
        "With or without type 2 diabetes",
    )
    found = [analyse(study, read_study, **fields, groupDescription=text)[0].item for text in told]
    assert found == ["Type 2 diabetes", "No type 2 diabetes", "No type 2 diabetes", None]
    measure["classes"][1]["title"] = "Healthy at entry"
    assert analyse(study, read_study, **fields, groupDescription=told[1])[0].item is None


def test_arms_of_one_drug_are_told_apart_by_their_doses(study: Any, read_study: Read) -> None:
    """ "50 µg vs 15 µg" gives the direction, whatever the order of the groups."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["groups"][0]["title"], measure["groups"][1]["title"] = "Lanternib 15 µg", "Lanternib 50 µg"
    fields = {"paramType": "Geometric Mean Ratio", "paramValue": "1.67", "groupDescription": "50 µg vs 15 µg"}
    (found,) = analyse(study, read_study, **fields)
    assert found.comparison == "Lanternib 50 µg vs Lanternib 15 µg"


@pytest.mark.parametrize(
    ("kind", "effect", "estimate", "values", "treatment_first"),
    [
        pytest.param("MEAN", "Mean Difference (Final Values)", "-2.1", ("5.0", "3.0"), True, id="difference"),
        pytest.param("MEAN", "Mean Difference (Final Values)", "2.1", ("5.0", "3.0"), False, id="against the roles"),
        pytest.param("GEOMETRIC_MEAN", "Geometric Mean Ratio", "4.1", ("80", "20"), False, id="ratio"),
        pytest.param("MEDIAN", "Rate Ratio", "1.3", ("9", "7"), True, id="of times"),
        pytest.param("MEAN", "Hazard Ratio (HR)", "1.7", ("5.0", "3.0"), True, id="hazards"),
        pytest.param("MEAN", "Mean Difference (Net)", "40", ("5.0", "3.0"), True, id="neither"),
    ],
)
def test_direction_that_is_not_stated_is_that_of_the_values(  # noqa: PLR0913
    study: Any,
    read_study: Read,
    *,
    kind: str,
    effect: str,
    estimate: str,
    values: tuple[str, str],
    treatment_first: bool,
) -> None:
    """A difference of 2.1 between means of 5 and 3 is one of the first against the second, whichever is the control."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["paramType"] = kind
    placebo, treated = (group["id"] for group in measure["groups"][:2])
    measure["classes"] = [
        {
            "categories": [
                {
                    "measurements": [
                        {"groupId": placebo, "value": values[0]},
                        {"groupId": treated, "value": values[1]},
                    ]
                }
            ]
        }
    ]
    (found,) = analyse(study, read_study, paramType=effect, paramValue=estimate)
    assert found.comparison == ("Lanternib vs Placebo" if treatment_first else "Placebo vs Lanternib")


def test_arms_are_told_apart_by_their_letters(study: Any, read_study: Read) -> None:
    """ "Arm A divided by Arm B" gives the direction, though their names share every longer word."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["groups"][0]["title"], measure["groups"][1]["title"] = "Arm B: No Candle", "Arm A: Candle Weekly"
    fields = {"paramType": "Rate Ratio", "paramValue": "0.4", "estimateComment": "Arm A divided by Arm B"}
    (found,) = analyse(study, read_study, **fields)
    assert found.comparison == "Arm A: Candle Weekly vs Arm B: No Candle"
