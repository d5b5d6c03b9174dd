"""Spellings are found as whole words and numbers, whatever the typography."""

from __future__ import annotations

import pytest

from evaluation.matching import corrects, holds, names_person, normalise


def test_typography_is_taken_away() -> None:
    """Middle dots, dashes, no-break spaces, percent signs, thousands and accents are written one way."""
    assert normalise("HR 0·53 (0·32–0·89), 77\u00a0% of 1,212; Špička ≥ 70") == (
        "hr 0.53 (0.32-0.89), 77% of 1212; spicka >= 70"
    )


@pytest.mark.parametrize(
    ("text", "spelling", "expected"),
    [
        pytest.param("a hazard ratio of 0·53.", "0.53", True, id="middle dot, full stop"),
        pytest.param("a hazard ratio of 0.531", "0.53", False, id="more digits"),
        pytest.param("136 of 177 (76.8 %)", "77", False, id="inside a number"),
        pytest.param("(0.32,0.89)", "0.32", True, id="no space after the comma"),
        pytest.param("77 per cent", "77%", True, id="percent in words"),
        pytest.param("67 %", "7%", False, id="end of a number"),
        pytest.param("the cut-off of Feb 7, 2020", "2020-02-07", True, id="American date"),
        pytest.param("the cut-off of 07 February 2020", "2020-02-07", True, id="British date"),
        pytest.param("17 February 2020", "2020-02-07", False, id="another day"),
        pytest.param("It was not reached.", "NR", False, id="another spelling"),
        pytest.param("unreported", "reported", False, id="inside a word"),
    ],
)
def test_text_holds_whole_spellings(text: str, spelling: str, expected: bool) -> None:
    """A number or a word is held as a whole, a date in any common form."""
    assert holds(text, spelling) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kwee Yong (KY) reports funding.", True, id="full name"),
        pytest.param("KY and TM report funding.", True, id="initials"),
        pytest.param("The sky is wide.", False, id="lower case"),
        pytest.param("Yong K, et al. Lancet.", False, id="a reference names nobody"),
    ],
)
def test_person_is_named_in_full_or_by_initials(text: str, expected: bool) -> None:
    """A reference with a surname does not name its author."""
    assert names_person(text, name="Kwee Yong", initials="KY") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("19.15 months is the placebo group's median, not the active group's.", True, id="correction"),
        pytest.param("The table differs: 0.58.", True, id="differs"),
        pytest.param("The median was not reached with the active drug and 19.15 months with placebo.", False, id="NR"),
    ],
)
def test_correction_is_more_than_a_median_not_reached(text: str, expected: bool) -> None:
    """The words "not reached" correct nobody."""
    assert corrects(text) is expected
