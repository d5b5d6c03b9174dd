"""In what two figures of one outcome differ."""

from __future__ import annotations

import pytest

from ingest.records import Result
from retrieval.answers.differences import describe_apart, figures_held_apart, values_of
from retrieval.answers.figures import Figure, group_figures
from retrieval.terms import index_terms
from tests.retrieval.small_trial import LAST, PFS, SmallCorpus, ask, make_ratio, make_result

FIRST_RATIO = make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))
CENSORED = make_ratio("registry:2", "0.64", ("0.41", "0.99", "95"), censoring="asked by the agency")
LATER = make_ratio("update:1", "0.66", ("0.48", "0.90", "95.2"), data_cutoff=LAST)


def _figures(*rows: Result) -> tuple[Figure, ...]:
    corpus = SmallCorpus(rows)
    return tuple(group_figures(rows, corpus=corpus, terms=index_terms(corpus)))


def test_figures_held_apart_are_those_with_the_values_named() -> None:
    """Of three analyses the two whose values the question names are told."""
    figures = _figures(FIRST_RATIO, CENSORED, LATER)
    kept = figures_held_apart(ask("Why do the two hazard ratios 0.61 and 0.64 differ?"), figures)
    assert {figure.first.id for figure in kept} == {"article:1", "registry:2"}
    assert figures_held_apart(ask("Why do the ratios 0.61 and 0.99 differ?"), figures) == figures


def test_slots_that_are_not_alike_are_named() -> None:
    """Two ratios of one cut-off differ by their censoring rule, the level of their intervals and their source."""
    [told] = describe_apart(ask("Why do the sources differ on PFS?"), _figures(FIRST_RATIO, CENSORED))
    assert "are not the same; they differ in censoring rule (none named; asked by the agency)" in told.text
    assert "confidence level, source. No further reason is recorded" in told.text
    assert "data cut-off" not in told.text


def test_analyses_apart_are_named() -> None:
    """Two cut-offs are told as what sets the figures apart."""
    [told] = describe_apart(ask("Do the reports agree on the PFS hazard ratio?"), _figures(FIRST_RATIO, LATER))
    assert "analysis and data cut-off (primary analysis; final analysis)" in told.text


def test_figures_that_agree_are_said_to() -> None:
    """A value with more decimals agrees with the one it rounds to."""
    finer = make_ratio("update:3", "0.612", ("0.40", "0.93", "98"))
    [told] = describe_apart(ask("Do the sources agree on the PFS hazard ratio?"), _figures(FIRST_RATIO, finer))
    assert "agree within rounding" in told.text


@pytest.mark.parametrize("text", ["What was the hazard ratio for PFS?", "PFS in both arms"])
def test_nothing_is_told_where_no_difference_is_asked(text: str) -> None:
    """A plain question gets its figures alone."""
    assert describe_apart(ask(text), _figures(FIRST_RATIO, CENSORED)) == ()
    assert FIRST_RATIO.outcome == PFS


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("PFS hazard ratios of 0.61 and 0.66 are quoted. Which one's right?", {"article:1", "update:1"}),
        ("I read that PFS risk fell by 39% and 34%; which figure should I use?", {"article:1", "update:1"}),
        ("A 39% and a 36% lower risk of progression are quoted, how come?", {"article:1", "registry:2"}),
    ],
)
def test_figures_of_which_one_is_to_be_chosen_are_told(text: str, ids: set[str]) -> None:
    """Two ratios, or the lower hazards that they are, are held against each other by whoever asks which to take."""
    kept = figures_held_apart(ask(text), _figures(FIRST_RATIO, CENSORED, LATER))
    assert {figure.first.id for figure in kept} == ids


def test_figures_of_two_outcomes_are_not_said_to_agree() -> None:
    """Of two values that are of two outcomes, neither agrees with another print of its own."""
    finer = make_ratio("update:3", "0.612", ("0.40", "0.93", "98"))
    assert describe_apart(ask("Why is the ratio 0.61 here and 0.82 there?"), _figures(FIRST_RATIO, finer)) == ()


def test_value_is_quoted_as_rounded() -> None:
    """A figure may be quoted with fewer decimals than it is printed with, and a ratio as a lower hazard."""
    median = make_result("article:95", outcome="Overall survival", statistic="median", value="32.36", unit="months")
    assert {"32.36", "32.4"} <= values_of(median)
    assert "32" not in values_of(median)
    assert {"0.548", "0.55", "45"} <= values_of(make_ratio("article:96", "0.548", ("0.37", "0.82", "95")))
