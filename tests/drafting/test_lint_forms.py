"""Words that judge are told by their form, listed or not."""

from __future__ import annotations

import pytest

from drafting.lint_forms import find_forms
from drafting.lint_idioms import find_idioms


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the smartest way to treat relapse", "superlative"),
        ("the most elegant regimen", "superlative"),
        ("the combination offers greater efficacy", "comparative"),
        ("progression was delayed far longer with the triplet", "comparative"),
        ("responses came astonishingly fast", "intensifier"),
        ("compared with other antibodies, responses were deeper", "cross-trial"),
        ("no other triplet has achieved such rates", "cross-trial"),
        ("rates were lower than those seen with other antibodies", "cross-trial"),
        ("patients can expect long remissions", "promotional"),
        ("it may also be given beyond the approved indication", "off-label"),
        ("a similar effect was seen regardless of age", "certainty"),
        ("no new safety concerns emerged", "safe"),
        ("adverse events were as expected", "tolerated"),
    ],
)
def test_form_is_found(text: str, kind: str) -> None:
    """The ending, or the build of the sentence, tells what a list would have to name."""
    assert kind in [found for found, _, _ in find_forms(text)]


@pytest.mark.parametrize(
    "text",
    [
        "the latest request concerned a chest test",
        "the most common adverse reaction",
        "higher doses were not studied",
        "grade 3 or higher events",
        "the median was longer with the triplet than with the doublet",
        "response was deeper in 72.6% and 56.1% of patients",
        "accordingly, the dose was reduced",
        "patients had received other treatments",
        "rates were lower than those seen in the control group",
        "a similar effect was seen across age groups (hazard ratio, 0.6 and 0.7)",
        "adverse events were as expected in 12% of patients",
        "other trials cannot be compared with this one, and had lower rates",
    ],
)
def test_neutral_form_is_left_alone(text: str) -> None:
    """What only measures, counts or compares within the trial is a report."""
    assert list(find_forms(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("the data are in a league of their own.", "in a league of their own", id="varied words"),
        pytest.param("no other drug has come close.", "no other drug has come close", id="nothing near"),
        pytest.param("no comparison of the trials is made.", "", id="a plain denial"),
        pytest.param("the bar of the figure shows the interval.", "", id="a plain bar"),
    ],
)
def test_idioms_are_told_by_their_form(text: str, found: str) -> None:
    """The words that may change are left open; what is meant as it stands is left alone."""
    assert "".join(text[start:end] for _, start, end in find_idioms(text)) == found
