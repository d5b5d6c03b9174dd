"""Shapes that records may have and few do: whatever is posted is in the table, as the independent walk finds it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from evaluation.registry_fields import compare
from ingest.readers.reading import Reading
from ingest.records import Result

Read = Callable[[Any], Reading]
GROUPS = [{"id": "OG000", "title": "Lanternib"}, {"id": "OG001", "title": "Placebo"}]


def denoms(first: str | None, second: str | None, units: str = "Participants") -> dict[str, Any]:
    """How many were analysed in each group; ``None`` where nothing is posted."""
    counts = [("OG000", first), ("OG001", second)]
    return {"units": units, "counts": [{"groupId": group, "value": value} for group, value in counts if value]}


def one_row(*measurements: dict[str, Any], **of_class: Any) -> dict[str, Any]:
    """A class of one row."""
    return {**of_class, "categories": [{"measurements": list(measurements)}]}


def value(text: str, group: str = "OG000", **more: str) -> dict[str, str]:
    """A measurement."""
    return {"groupId": group, "value": text, **more}


def outcome(**given: Any) -> dict[str, Any]:
    """An outcome measure of two groups."""
    measure = {
        "type": "PRIMARY",
        "title": "Brightness",
        "paramType": "MEAN",
        "unitOfMeasure": "lux",
        "timeFrame": "Weeks 4, 8, and 12",
        "groups": GROUPS,
        "denoms": [denoms("100", "90")],
        "classes": [one_row(value("5.20"), value("4.1", "OG001"))],
    }
    return measure | given


@pytest.fixture
def read_outcome(study: Any, read_study: Read) -> Callable[..., tuple[Result, ...]]:
    """Read one outcome measure in the place of the fixture's, and see that the table lacks nothing of the record."""

    def read(**given: Any) -> tuple[Result, ...]:
        study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"] = [outcome(**given)]
        results = read_study(study).results
        lacks = [(posted, lack) for posted, lack in compare(study, results) if lack]
        assert lacks == [], json.dumps(given)
        assert len({row.id for row in results}) == len(results)
        return tuple(row for row in results if row.id.partition(":")[2].startswith("o"))

    return read


ANALYSIS = {"groupIds": ["OG000", "OG001"], "paramType": "Mean Difference (Final Values)", "paramValue": "1.10"}


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"denoms": []}, id="no denominators"),
        pytest.param({"denoms": [denoms("100", None)]}, id="one group without a denominator"),
        pytest.param({"denoms": [denoms("0", "0")], "classes": []}, id="nobody analysed"),
        pytest.param({"classes": [one_row(value("NA", comment="Not reached"), value("0", "OG001"))]}, id="NA, 0"),
        pytest.param({"groups": [{"id": "OG000", "title": "A"}, {"id": "OG001", "title": "B"}]}, id="strangers"),
        pytest.param({"paramType": "COUNT_OF_UNITS", "unitOfMeasure": "Lamps", "typeUnitsAnalyzed": "Lamps",
                      "denoms": [denoms("100", "90"), denoms("400", "380", "Lamps")],
                      "classes": [one_row(value("37"), value("41", "OG001"))]}, id="count of units"),
        pytest.param({"dispersionType": "Standard Error", "classes": [one_row(value("5.2", spread="0.30"))]}, id="SE"),
        pytest.param({"dispersionType": "Geometric Coefficient of Variation",
                      "paramType": "GEOMETRIC_LEAST_SQUARES_MEAN",
                      "classes": [one_row(value("5.2", spread="41.7"))]}, id="geometric least squares mean"),
        pytest.param({"dispersionType": "97.5% Confidence Interval",
                      "classes": [one_row(value("5.2", lowerLimit="4.0", upperLimit="NA"))]}, id="CI without a bound"),
        pytest.param({"dispersionType": "Inter-Quartile Range",
                      "classes": [one_row(value("5.2", lowerLimit="4.0", upperLimit="7"))]}, id="quartiles"),
        pytest.param({"dispersionType": "Median Absolute Deviation",
                      "classes": [one_row(value("5.2", lowerLimit="4.0", upperLimit="7", spread="1"))]}, id="both"),
        pytest.param({"classes": [one_row(value("5.2"), value("6.2"))]}, id="one group twice"),
        pytest.param({"analyses": [ANALYSIS, ANALYSIS | {"paramValue": "1.30", "pValue": "<0.001"}]}, id="analyses"),
        pytest.param({"analyses": [ANALYSIS | {"dispersionType": "STANDARD_ERROR_OF_MEAN", "dispersionValue": ".4"}]},
                     id="dispersion of an estimate"),
        pytest.param({"analyses": [{"groupIds": ["OG000"], "pValue": "0.04"}]}, id="one group's p-value"),
    ],
)  # fmt: skip
def test_nothing_that_is_posted_is_lost(read_outcome: Callable[..., tuple[Result, ...]], given: dict[str, Any]) -> None:
    """Each value has a row with its arm, unit and denominator, and ids are unique."""
    read_outcome(**given)


def test_denominators_of_classes_do_not_hide_those_of_the_measure(
    read_outcome: Callable[..., tuple[Result, ...]],
) -> None:
    """Week 4 analysed 95 of the 100: the 100 are a row of their own."""
    rows = read_outcome(classes=[one_row(value("5.2"), title="Week 4", denoms=[denoms("95", "90")])])
    assert [(row.item, row.arm, row.value, row.N) for row in rows] == [
        ("Week 4", "Lanternib", Decimal("5.2"), 95),
        ("Week 4: number analysed", "Placebo", Decimal(90), None),
        ("number analysed", "Lanternib", Decimal(100), None),
        ("number analysed", "Placebo", Decimal(90), None),
    ]


def test_interval_without_its_estimate_is_two_limits(read_outcome: Callable[..., tuple[Result, ...]]) -> None:
    """No estimate is made up between them, and the level stands in the note."""
    analysis = {"groupIds": ["OG000", "OG001"], "paramType": "Hazard Ratio (HR)", "ciPctValue": "99", "ciNumSides":
                "TWO_SIDED", "ciLowerLimit": "0.32", "ciUpperLimit": "0.89"}  # fmt: skip
    lower, upper = read_outcome(analyses=[analysis])[2:]
    assert (lower.statistic, lower.value, lower.comparison) == ("lower limit", Decimal("0.32"), "Lanternib vs Placebo")
    assert (upper.statistic, upper.value, upper.unit) == ("upper limit", Decimal("0.89"), None)
    assert "Confidence level as posted: 99 %" in str(lower.note)


def test_margin_of_non_inferiority_stays_text(read_outcome: Callable[..., tuple[Result, ...]]) -> None:
    """The margin that a comment tells is kept with the estimate, and is no result."""
    said = "The margin was -10% (one-sided 97.5% CI)"
    analysis = ANALYSIS | {"nonInferiorityType": "NON_INFERIORITY", "nonInferiorityComment": said}
    estimate = read_outcome(analyses=[analysis])[-1]
    assert estimate.value == Decimal("1.10")
    assert said in str(estimate.note)


def test_number_at_risk_without_a_count_is_kept(study: Any, read_study: Read) -> None:
    """A term for which only the number at risk is posted has that number, and no count of nought."""
    events = study["resultsSection"]["adverseEventsModule"]
    group = events["eventGroups"][0]["id"]
    events["seriousEvents"] = [{"term": "Singe", "stats": [{"groupId": group, "numAtRisk": 60}]}]
    results = read_study(study).results
    (row,) = [row for row in results if row.outcome == "Singe"]
    assert (row.item, row.value, row.n, row.N) == ("number at risk", Decimal(60), None, None)
    assert [lack for _, lack in compare(study, results) if lack] == []


def test_baseline_participants_that_no_measure_shows_are_kept(study: Any, read_study: Read) -> None:
    """The number of participants stands alone where every measure has denominators of its own."""
    baseline = study["resultsSection"]["baselineCharacteristicsModule"]
    first = baseline["groups"][0]["id"]
    baseline["denoms"] = [{"units": "Participants", "counts": [{"groupId": first, "value": "77"}]}]
    baseline["measures"] = [
        measure | {"denoms": [{"units": "Participants", "counts": [{"groupId": first, "value": "60"}]}]}
        for measure in baseline["measures"]
    ]
    results = read_study(study).results
    assert [row.value for row in results if row.outcome == "Baseline participants"] == [Decimal(77)]
    assert [lack for _, lack in compare(study, results) if lack] == []


@pytest.mark.parametrize("unit", ["see category title", "Units as specified in row title", "various"])
def test_unit_that_points_to_the_rows_is_that_of_each_row(
    read_outcome: Callable[..., tuple[Result, ...]], unit: str
) -> None:
    """A row's unit is the one in its brackets; an analysis of a row, named without them, has that unit too."""
    rows = [one_row(value("5.2"), title="Glow (lux)"), one_row(value("31"), title="Heat of the rim (kelvin)")]
    effect = {"groupIds": ["OG000", "OG001"], "paramType": "Mean Difference", "paramValue": "3"}
    told = read_outcome(unitOfMeasure=unit, classes=rows, analyses=[effect | {"groupDescription": "Heat of the rim"}])
    assert [(row.item, row.unit) for row in told if row.statistic != "count"] == [
        ("Glow (lux)", "lux"),
        ("Heat of the rim (kelvin)", "kelvin"),
        ("Heat of the rim (kelvin)", "kelvin"),
    ]
