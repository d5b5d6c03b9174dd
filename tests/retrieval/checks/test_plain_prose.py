"""Statements in the plain prose of papers and letters: true ones are confirmed whole, wrong ones are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Complete response rates were 38.2% with Veda-Rx and 24.6% with Rx at a median follow-up of 41.3"
                     " months.", id="follow-up told after a rate"),
        pytest.param("Median PFS was 27.4 months for Veda-Rx and 15.1 months for Rx at a median follow-up of 41.3"
                     " months.", id="follow-up told after a time"),
        pytest.param("Three quarters of the patients treated with Veda-Rx (149 of 197; 76%) had a TEAE of grade 3 or"
                     " worse.", id="share, count, total and percentage"),
        pytest.param("Among the adverse events, diarrhoea of grade 3 or worse was seen in 3.0% of the vedamab group.",
                     id="kind told first"),
        pytest.param("76% vs 65% had TEAEs of grade 3 or worse; 10% vs 13% stopped treatment for a TEAE.",
                     id="pairs before their outcomes"),
        pytest.param("The median PFS of Rx stood at 15.1 months in the final PFS analysis.", id="stood at"),
        pytest.param("The median OS with Rx was 51.7 months, its lower 95% confidence limit 44.2 months.",
                     id="bound in words"),
        pytest.param("For overall survival with Rx, 44.2 months is the lower 95% confidence limit.", id="bound before"),
        pytest.param("TEAEs led to discontinuation in 19 patients on Veda-Rx and 18 on Rx, one fewer on Rx.",
                     id="gap of two counts"),
        pytest.param("TEAEs led to discontinuation in 19 patients on Veda-Rx and in 18 on Rx, serious TEAEs in 112 and"
                     " 71 at the interim.", id="a pair ends before the next outcome"),
    ],
)  # fmt: skip
def test_plain_statement_is_confirmed(check: Check, text: str) -> None:
    """Every number of a true statement is confirmed, and nothing is called an error."""
    report = check(text)
    assert [(item.number, item.reason) for item in report.checks if item.verdict not in GOOD] == []
    assert [item.kind for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("The median OS with Rx was 51.7 months, its lower 95% confidence limit 42.4 months.", "42.4",
                     id="bound in words"),
        pytest.param("TEAEs led to discontinuation in 19 patients on Veda-Rx and 18 on Rx, three fewer on Rx.",
                     "three", id="gap of two counts"),
        pytest.param("MRD negativity was reached in 31.2% (Veda-Rx) and 14.5% (Rx), a relative difference of 16.7%.",
                     "16.7", id="points called relative"),
        pytest.param("Diarrhoea of any grade occurred in 98 of 197 patients treated with Veda-Rx.", "98",
                     id="count whose share is another"),
        pytest.param("Among the 199 patients randomised to Veda-Rx, 76% had a TEAE of grade 3 or worse.", "199",
                     id="whole of another analysis set"),
        pytest.param("| Final PFS analysis | Veda-Rx | Rx |\n|:--|--:|--:|\n| Median PFS (months) | 27.4 | 14.35 |",
                     "14.35", id="analysis in the first cell"),
    ],
)  # fmt: skip
def test_wrong_number_in_plain_prose_is_found(check: Check, text: str, wrong: str) -> None:
    """The wrong number alone is contradicted."""
    assert [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED] == [wrong]


@pytest.mark.parametrize(
    ("words", "errors"),
    [
        pytest.param("the rate of progression or death was 39% lower with Veda-Rx than with Rx", [], id="rate"),
        pytest.param("there were fewer progressions with Veda-Rx than with Rx", [], id="fewer"),
        pytest.param("there were more progressions with Veda-Rx than with Rx", ["direction"], id="more"),
    ],
)
def test_direction_of_events_follows_the_hazard(check: Check, words: str, errors: list[str]) -> None:
    """Fewer events are a lower hazard, though the outcome is called a survival."""
    report = check(f"The PFS hazard ratio of 0.61 (98% CI 0.41-0.92) means that {words}.")
    assert [item.kind for item in report.findings if item.severity == "error"] == errors


@pytest.mark.parametrize("words", ["64% more months without progression", "1.6 times as much time without progression"])
def test_hazard_is_no_gain_of_time(check: Check, words: str) -> None:
    """A hazard ratio tells no ratio of times, however it is put."""
    report = check(f"The PFS hazard ratio was 0.61 (98% CI 0.41-0.92), that is, {words}.")
    assert "hazard_as_time" in [item.kind for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("second", "wrong"),
    [pytest.param("40.9%", [], id="a coincidence"), pytest.param("24.6%", ["38.2", "24.6"], id="both arms")],
)
def test_another_outcome_is_meant_by_both_arms_or_by_none(check: Check, second: str, wrong: list[str]) -> None:
    """A share that is another outcome's by chance is no error where the other arm's share is not that outcome's."""
    report = check(f"At the final PFS analysis, 38.2% of the vedamab group and {second} of the Rx group had diarrhoea.")
    assert [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED] == wrong
