"""Pairs of figures, one of each arm, of two groups, grades or analyses told in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

from .conftest import is_good

Check = Callable[..., CheckReport]
EARLY, LATE = "at the interim analysis", "at the final PFS analysis"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Diarrhoea {any} vs {others}, of grade 3 or worse {severe} vs {rest}.", id="grade before each"),
        pytest.param("Diarrhoea of any grade was seen in {any} with vedamab plus Rx and in {others} with Rx alone, of"
                     " grade 3 or worse in {severe} and {rest}.", id="arms once"),
        pytest.param("Diarrhoea occurred in {any} of the vedamab group (grade 3 or worse: {severe}) and in {others} of"
                     " the control group (grade 3 or worse: {rest}).", id="in brackets of its own"),
        pytest.param("Diarrhoea was seen in {any} and {others} at any grade and in {severe} and {rest} at grade 3 or"
                     " worse, vedamab plus Rx v Rx alone.", id="grade behind each"),
        pytest.param("With vedamab plus Rx, diarrhoea was of any grade in {any} and of grade 3 or worse in {severe};"
                     " with Rx alone in {others} and {rest}.", id="one arm after the other"),
    ],
)  # fmt: skip
def test_grade_is_that_of_its_own_pair(check: Check, text: str) -> None:
    """Both figures of a pair are of the grade told beside either; what is in brackets is of what stands there."""
    figures = {"any": "34.5%", "others": "27.9%", "severe": "3.0%", "rest": "2.2%"}
    assert is_good(check(text.format(**figures)))
    report = check(text.format(**figures | {"severe": "34.5%", "any": "3.0%"}))
    assert Verdict.CONTRADICTED in {item.verdict for item in report.checks}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Median PFS in high-risk disease was {a} vs {b}, overall {c} vs {d} at the final PFS analysis.",
                     id="group before each"),
        pytest.param("Median PFS was {a} (vedamab plus Rx) and {b} (Rx) in high-risk disease, and {c} (vedamab plus Rx)"
                     " and {d} (Rx) overall, at the final PFS analysis.", id="arms in brackets"),
        pytest.param("For high-risk disease median PFS came to {a} against {b} and for the whole trial to {c} against"
                     " {d} at the final PFS analysis.", id="for each"),
    ],
)  # fmt: skip
def test_group_is_that_of_its_own_pair(check: Check, text: str) -> None:
    """A group told beside one figure of a pair is that of the other arm's figure, too, and of no other pair."""
    figures = {"a": "17.2 months", "b": "12.9 months", "c": "27.4 months", "d": "15.1 months"}
    assert is_good(check(text.format(**figures)))
    report = check(text.format(**figures | {"b": "15.1 months", "d": "12.9 months"}))
    assert Verdict.CONTRADICTED in {item.verdict for item in report.checks}


def test_analysis_is_that_of_its_own_pair(check: Check) -> None:
    """ "At the first analysis ... 14.35 months, at the final one it was 27.4 and 15.1 months"."""
    text = "{} median PFS was not reached and 14.35 months, {} it was 27.4 and 15.1 months (vedamab plus Rx and Rx)."
    assert is_good(check(text.format(EARLY.capitalize(), LATE)))
    assert not is_good(check(text.format(LATE.capitalize(), EARLY)))


def test_group_of_a_line_over_a_list_is_that_of_its_items(check: Check) -> None:
    """A line with figures of its own is no heading; what it names holds for the list below it, and no further."""
    text = "High-risk disease (18 of 337 patients)\n- Median PFS 17.2 vs 12.9 months\n- PFS HR 0.79 (95% CI 0.44-1.42)"
    report = check(f"{text}\n\nMedian PFS was 27.4 months with vedamab plus Rx at the final PFS analysis.")
    bad = {item.number for item in report.checks if item.verdict in (Verdict.CONTRADICTED, Verdict.UNCHECKED)}
    assert bad <= {"18", "337"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("The PFS hazard ratio was 0.70 (0.49-0.996) in standard-risk disease, with 1 outside it.",
                     "0.70 (0.49-0.996) in standard-risk -> 0.79 (0.44-1.42) in high-risk", id="outside"),
        pytest.param("The PFS hazard ratio was 0.79 (0.44-1.42) in high-risk disease, with values on both sides of 1.",
                     "0.79 (0.44-1.42) in high-risk -> 0.70 (0.49-0.996) in standard-risk", id="both sides"),
        pytest.param("In standard-risk disease the upper limit of the PFS hazard ratio, 0.996, is just below 1.",
                     "below -> above", id="one bound"),
        pytest.param("OS: HR 0.912; the upper bound of the 95% CI, 1.185, lies above 1.", "above -> below",
                     id="one bound between commas"),
        pytest.param("At 0.912 the OS hazard ratio is below unity.", "below -> above", id="the ratio"),
    ],
)  # fmt: skip
def test_value_of_no_effect_lies_where_it_is_told(check: Check, text: str, wrong: str) -> None:
    """What is said of 1 holds for the interval, or the number, that it is said of."""
    kinds = [{item.kind for item in check(told).findings} for told in (text, text.replace(*wrong.split(" -> ")))]
    assert "bound_over_null" not in kinds[0]
    assert "bound_over_null" in kinds[1]
    assert "1" not in {item.number for item in check(text).checks}
