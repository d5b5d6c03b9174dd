from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.dates import read_dates
from retrieval.checks.figures.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("HR 0·53", [("0·53", "0.53")], id="middle dot"),
        pytest.param("p<.001", [(".001", "0.001")], id="no leading zero"),
        pytest.param("HR 0,53", [("0,53", "0.53")], id="decimal comma"),
        pytest.param("1,234 patients", [("1,234", "1234")], id="thousands"),
        pytest.param("15.77–not reached", [("15.77", "15.77"), ("not reached", "not reached")], id="open interval"),
        pytest.param("six patients", [("six", "6")], id="word"),
        pytest.param("twenty-five deaths", [("twenty-five", "25")], id="compound word"),
        pytest.param("randomised 3:2", [("3:2", "3:2")], id="ratio"),
        pytest.param("split 2:2:2:1: 158 on A", [("2:2:2:1", "2:2:2:1"), ("158", "158")], id="ratio of four arms"),
        pytest.param("10 mg/kg", [("10", "10")], id="dose"),
        pytest.param("20/56 mg/m²", [("20/56", "20/56")], id="stepped dose"),
        pytest.param("halved", [("halved", "0.5")], id="halved"),
        pytest.param("cut in half", [("in half", "0.5")], id="in half"),
        pytest.param("fell by half", [("by half", "0.5")], id="by half"),
        pytest.param("seen in half of the patients", [("half", "0.5")], id="share after in"),
        pytest.param("twice as many", [("twice", "2")], id="twice"),
        pytest.param("three and a half times as often", [("three and a half times", "3.5")], id="factor with a half"),
        pytest.param("two and a half months", [("two and a half", "2.5")], id="word with a half"),
        pytest.param("a change of −5.2 points", [("−5.2", "-5.2")], id="minus sign"),
        pytest.param("median NR", [("NR", "not reached")], id="abbreviated"),
        pytest.param("had not yet been reached", [("not yet been reached", "not reached")], id="in other words"),
    ],
)
def test_numbers_are_found_as_printed(text: str, expected: list[tuple[str, str]]) -> None:
    """Each number keeps its printed form and has the value that it means."""
    found = find_numbers(readable(text))
    assert [(text[number.start : number.end], str(number.value)) for number in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "anti-CD38 antibody, a CDK4/6 inhibitor, IgG1, PFS2, HbA1c, COVID-19 and 5-FU",
        "gain(1q21), 1q21+, del(17p) and t(4;14)",
        "NCT90000001, EudraCT 2017-001940-37, PMID 34097854, doi:10.1016/S0140-6736(21)00592-4",
        "as reported.[1,2] And elsewhere [3–5]",
        "Lancet 2021;397:2361-71, ASH 2022",
        "Table 2, Figure 3, section 4.8, CTCAE version 4.03, a phase 3 trial, type 2 diabetes",
        "1. First\n2) Second\n(3) Third",
        "a one-sided test, a 2-sided test, one of the patients, a one-off",
        "twice weekly, three times a day",
        "sensitivity 10⁻⁵",
        "call 1-800-555-0199 or write to a1@example.org",
        "the geometric mean titer (1/dilution)",
    ],
)
def test_digits_that_are_no_quantity_are_left_alone(text: str) -> None:
    """Marks, list numbers, identifiers, references, years and names hold no numbers to check."""
    assert [number.text for number in find_numbers(readable(text))] == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("one in three patients", "1/3"),
        ("two-thirds of patients", "2/3"),
        ("half of the patients", "1/2"),
        ("1 in 4 people", "1/4"),
    ],
)
def test_shares_in_words(text: str, share: str) -> None:
    """A share in words is one number with its value."""
    (number,) = find_numbers(text)
    numerator, denominator = map(int, share.split("/"))
    assert number.form == "share"
    assert abs(Decimal(str(number.value)) - Decimal(numerator) / denominator) < Decimal("1e-9")


def test_units_and_comparators_stand_outside_the_number() -> None:
    """The span is the number alone."""
    (number,) = find_numbers("in more than 35.7 months")
    assert (number.text, number.unit, number.comparator) == ("35.7", "months", ">")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 January 2022", (date(2022, 1, 14),)),
        ("Jan 14, 2022", (date(2022, 1, 14),)),
        ("2022-01-14", (date(2022, 1, 14),)),
        ("07/02/2020", (date(2020, 2, 7), date(2020, 7, 2))),
        ("31 February 2020", ()),
    ],
)
def test_dates_in_every_spelling(text: str, expected: tuple[date, ...]) -> None:
    """An all-digit date has both its readings; an impossible one has none."""
    assert read_dates(text) == expected


def test_label_with_a_colon_is_no_ratio() -> None:
    """ "Week 52: 4" tells a figure of week 52, and "3:2" a ratio."""
    assert [number.form for number in find_numbers("Week 52: 4 patients; randomised 3:2")] == [
        "digits",
        "digits",
        "ratio",
    ]


def test_figure_behind_one_year_is_no_year() -> None:
    """ "At one year 84.1 %" is a share, and "week 52" a time point."""
    found = [(number.text, number.unit) for number in find_numbers("At one year 84.1% were alive, 80% at week 52.")]
    assert found == [("84.1", "%"), ("80", "%"), ("52", None)]


def test_figure_behind_a_cutoff_is_no_volume_of_a_journal() -> None:
    """A year with a semicolon and a number is a reference only where an issue, pages or nothing more follows."""
    for text, numbers in (("Cut-off 10 May 2019; 118 events", 2), ("J Clin 2019; 118: 2-9", 0), ("Blood 2019;118.", 0)):
        assert len([item for item in find_numbers(text) if item.value != 9]) == numbers


def test_none_of_them_is_no_patient() -> None:
    """ "None of 97" counts nobody."""
    assert [number.value for number in find_numbers("in none of 97 patients")] == [0, 97]


def test_scale_is_a_unit() -> None:
    """What a registry calls units on a scale are points."""
    assert find_numbers("-13.1 units on a scale (SE 0.70)")[0].unit == "points"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("118.4 \u00b5g*h/mL", "\u00b5g*h/ml"),
        ("118.4 \u03bcg\u00b7hr/mL", "\u00b5g*h/ml"),
        ("118.4 mcg*hours/mL", "\u00b5g*h/ml"),
        ("3.2 h\u00b7ng/mL", "ng*h/ml"),
        ("3.2 ng/mL*h", "ng*h/ml"),
        ("5 mg*", "mg"),
    ],
)
def test_unit_of_an_exposure_is_one_however_it_is_written(text: str, unit: str) -> None:
    """Its first part alone, "\u00b5g", is another unit."""
    [number] = find_numbers(readable(text))
    assert number.unit == unit


@pytest.mark.parametrize("text", ["it was just one out of 319", "one of the 319 patients had it"])
def test_one_of_a_whole_is_a_number(text: str) -> None:
    """What stands behind it says so."""
    assert [number.text for number in find_numbers(readable(text))] == ["one", "319"]


@pytest.mark.parametrize("text", ["an sPGA of 0 or 1", "the 2-weekly arm", "a vIGA score of 0 or 1"])
def test_digits_of_a_response_or_a_schedule_are_no_numbers(text: str) -> None:
    """They say what counts as a response, and who was treated how."""
    assert not find_numbers(text)
