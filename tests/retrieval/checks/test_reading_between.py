from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport

Checker = Callable[..., CheckReport]
RATIO_TABLE = (
    "| Endpoint | {order}, hazard ratio ({level}% CI) |\n|---|---|\n"
    "| PFS at the 10 May 2019 data cut-off | 0.61 (0.41-0.92) |\n"
)


def contradicted(report: CheckReport) -> list[str]:
    """The numbers that are contradicted, as printed."""
    return [item.number for item in report.checks if item.verdict.value == "contradicted"]


@pytest.mark.parametrize(
    ("order", "level", "expected"),
    [("Veda-Rx vs Rx", "98", []), ("Veda-Rx vs Rx", "95", ["95"]), ("Rx vs Veda-Rx", "98", ["0.61"])],
)
def test_heading_gives_level_and_direction_to_its_column(
    check: Checker, order: str, level: str, expected: list[str]
) -> None:
    """A wrong level in a heading is contradicted, and so is a ratio under arms in the wrong order."""
    assert contradicted(check(RATIO_TABLE.format(order=order, level=level)))[:1] == expected


def test_heading_sizes_are_those_of_the_figures_below(check: Checker) -> None:
    """The size of another analysis set over safety figures is wrong."""
    rows = "| | Veda-Rx (N={size}) |\n|---|---|\n| Any-grade diarrhoea, % | 34.5 |\n"
    assert contradicted(check(rows.format(size=197))) == []
    assert contradicted(check(rows.format(size=199))) == ["199"]


def test_whole_told_first_is_the_denominator(check: Checker) -> None:
    """ "Of N patients" must be the N of the count that follows."""
    assert contradicted(check("Of 197 patients on Veda-Rx, 112 (57%) had serious TEAEs.")) == []
    assert contradicted(check("Of 199 patients on Veda-Rx, 112 (57%) had serious TEAEs.")) == ["199"]


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratio for PFS was 0.61 for Rx versus Veda-Rx.",
        "Compared with Veda-Rx, Rx gave a hazard ratio of 0.61 for PFS.",
        "PFS: hazard ratio 0.61 (98% CI 0.41-0.92; one-sided p=0.0021) (Rx vs Veda-Rx).",
    ],
)
def test_arms_after_the_ratio_give_its_direction(check: Checker, text: str) -> None:
    """A ratio told of the arms in the other order is another ratio."""
    assert "0.61" in contradicted(check(text))


def test_silent_sentence_keeps_the_cut_off_of_the_one_before(check: Checker) -> None:
    """A figure of another cut-off in a sentence that goes on without naming one is wrong."""
    lead = "At the data cut-off of 30 September 2021, PFS was compared between the arms. "
    assert contradicted(check(lead + "The hazard ratio was 0.66.")) == []
    assert contradicted(check(lead + "The hazard ratio was 0.61.")) == ["0.61"]


def test_compound_outcome_is_carried_on(check: Checker) -> None:
    """What led to discontinuation in one sentence is still that in the next."""
    lead = "Discontinuation because of TEAEs was uncommon. "
    assert contradicted(check(lead + "It concerned 19 patients (10%) in the vedamab group.")) == []
    assert contradicted(check(lead + "It concerned 18 patients (13%) in the vedamab group.")) == ["18", "13"]


@pytest.mark.parametrize(
    ("text", "number"), [("n=1911", "1911"), ("1911 of 2372 patients", "1911"), ("2048 (3%) had it", "2048")]
)
def test_counts_that_look_like_years_are_numbers(check: Checker, text: str, number: str) -> None:
    """A year stands alone; a count has its whole or its share beside it."""
    assert number in [item.number for item in check(text).checks]
