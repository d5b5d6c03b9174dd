"""Of whom a figure is told: of a group named for short, of everybody, of an analysis set, of more than half."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.checks.terms.title_restrictions import restriction
from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("In the high-risk subgroup the PFS hazard ratio was 0.79.", None, id="short name"),
        pytest.param("High-risk disease was looked at. Across the trial, the PFS hazard ratio was 0.79 at the final PFS"
                     " analysis.", "0.79", id="everybody"),
        pytest.param("TEAEs of grade 3 or worse were seen in 76% and 65% of the Veda-Rx and Rx arms of the safety"
                     " population (197 and 136 patients).", None, id="analysis set"),
        pytest.param("TEAEs of grade 3 or worse were seen in 76% and 65% of the Veda-Rx and Rx arms of the"
                     " intention-to-treat population (199 and 138 patients).", "76", id="another analysis set"),
        pytest.param("Median PFS was 27.4 months with Veda-Rx and 15.1 months with Rx, an absolute risk reduction of"
                     " 12.3%.", "12.3", id="months as a share"),
        pytest.param("A complete response was reached by most patients on Veda-Rx.", "most", id="most"),
        pytest.param("The overall response rate was 81.4%: a majority of patients on Veda-Rx"
                     " responded.", None, id="majority"),
        pytest.param("Most patients travelled far; 337 were randomised.", None, id="most, of nothing told"),
    ],
)  # fmt: skip
def test_of_whom_a_figure_is(check: Check, text: str, wrong: str | None) -> None:
    """A figure told of others than those that it is of is contradicted."""
    report = check(text)
    contradicted = [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    assert contradicted[:1] == ([wrong] if wrong else [])
    if wrong is None:
        assert all(item.verdict in GOOD for item in report.checks)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("The hazard ratio of Veda-Rx to Rx for PFS was 0.61.", True, id="of A to B"),
        pytest.param("The hazard ratio of Rx to Veda-Rx for PFS was 0.61.", False, id="of B to A"),
        pytest.param("Against Rx, Veda-Rx had a PFS hazard ratio of 0.61.", True, id="against B"),
        pytest.param("Against Veda-Rx, Rx had a PFS hazard ratio of 0.61.", False, id="against A"),
        pytest.param(
            "Complete responses numbered 76 and 34, or 110 for both arms together.", True, id="parts of a sum"
        ),
        pytest.param("Complete responses numbered 76 and 34, or 120 for both arms together.", False, id="another sum"),
    ],
)
def test_order_of_a_ratio_and_parts_of_a_sum(check: Check, text: str, right: bool) -> None:
    """A ratio compares the arms in the order told; of two arms' figures and their sum each is its own."""
    assert (Verdict.CONTRADICTED not in {item.verdict for item in check(text).checks}) is right


def test_missed_significance_is_no_claim_of_it(check: Check) -> None:
    """ "Missed statistical significance" claims none."""
    text = "The OS difference missed statistical significance (hazard ratio 0.912, one-sided p=0.2451)."
    assert not [item for item in check(text).findings if item.severity == "error"]


def test_words_that_restrict_a_title() -> None:
    """What stands behind "in participants with" tells whom alone a title counts."""
    assert restriction("Number of Events in Participants With Prior Stroke") == {"prior", "stroke"}
    assert restriction("Number of Participants With Stroke") == frozenset()
