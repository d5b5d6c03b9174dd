"""Connected prose: what a number is of may stand in another sentence, in a heading, or in brackets."""

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import verdicts_of

S, D, C, U = Verdict.SUPPORTED, Verdict.DERIVED, Verdict.CONTRADICTED, Verdict.UNCHECKED
Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At the final progression-free survival analysis, with a median follow-up of 41.3 months, "
            "the median was 27.4 months with Veda-Rx and 15.1 months with Rx.",
            {"41.3": S, "27.4": S, "15.1": S},
        ),
        (
            "You asked about overall survival. Median follow-up had grown to 54.2 months. The hazard ratio came out "
            "at 0.912 (95% CI 0.702 to 1.185).",
            {"0.912": S, "0.702": S, "1.185": S},
        ),
        (
            "You asked about overall survival. Median follow-up had grown to 54.2 months. The hazard ratio came out "
            "at 0.66 (95.2% CI 0.51 to 0.85).",
            {"0.66": C},
        ),
        (
            "Complete response was reported in 38.2% versus 24.6% of patients, and 31.2% and 14.5% were MRD negative.",
            {"38.2": S, "24.6": S, "31.2": S, "14.5": S},
        ),
        (
            "Complete response was seen in 38.2% of one group and, of those on Rx, in 24.6%; in the vedamab arm, "
            "31.2% were MRD negative, as were 14.5% in the other group.",
            {"31.2": S, "14.5": S},
        ),
        ("A total of 337 people in 12 countries took part.", {"337": S, "12": S}),
    ],
    ids=["follow-up that dates", "named before", "another's ratio", "states", "the other group", "no countries"],
)
def test_numbers_go_on_with_what_the_text_is_about(check: Check, text: str, expected: dict[str, Verdict]) -> None:
    """The outcome told before that has such figures in the number's arm, and none that has not."""
    found = verdicts_of(check(text))
    assert {number: found[number] for number in expected} == expected


def test_group_of_a_heading_holds_for_what_stands_below(check: Check) -> None:
    """Until the next heading, or where all patients are named."""
    text = (
        "**High-risk cytogenetics**\n- PFS: hazard ratio 0.79 (95% CI 0.44-1.42)\n\n"
        "**Everybody**\n- PFS: hazard ratio 0.66 (95.2% CI 0.51-0.85)\n"
    )
    assert set(verdicts_of(check(text)).values()) == {S}
    wrong = verdicts_of(check("**High-risk cytogenetics**\n- PFS: hazard ratio 0.66 (95.2% CI 0.51-0.85)\n"))
    assert wrong["0.66"] is C


def test_group_told_before_leaves_a_figure_open(check: Check) -> None:
    """A paragraph may go on with the group of the one before; it is not confirmed, and no error either."""
    text = "We looked at high-risk cytogenetics.\n\nThe hazard ratio for PFS was 0.79 (95% CI 0.44-1.42)."
    assert verdicts_of(check(text))["0.79"] is U
    assert verdicts_of(check("The hazard ratio for PFS was 0.79 (95% CI 0.44-1.42)."))["0.79"] is C


def test_date_of_the_text_is_none_of_the_trial(check: Check) -> None:
    """A leaflet has its own."""
    assert verdicts_of(check("Last updated 3 March 2025."))["3 March 2025"] is U


def test_words_that_count_things_are_no_figures(check: Check) -> None:
    """How many vaccines, doses or stages there were is no count of patients."""
    text = "Complete response was seen in 76 patients on Veda-Rx. With Veda-Rx all three infusions were given."
    assert verdicts_of(check(text))["three"] is U
