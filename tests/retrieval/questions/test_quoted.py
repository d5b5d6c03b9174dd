"""What a question is about that quotes figures and names no outcome."""

from __future__ import annotations

import pytest

from retrieval.questions.quoted import decimals_quoted, with_outcomes_quoted
from tests.retrieval.small_trial import OS, PFS, SmallCorpus, ask, harbour, make_result


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Which paper reports 0.61?", (PFS,)),
        ("Why do reports give 0.66 and 0.67 for the same arm?", (PFS,)),
        ("Where does 0.82 come from?", (OS,)),
        ("Which paper reports 0.99?", ()),
        ("Which paper reports 0.61 and 0.82?", ()),
        ("Is 0.61 high?", ()),
        ("Which paper reports 0.61 months?", ()),
    ],
)
def test_figure_that_is_traced_tells_the_outcome(text: str, outcomes: tuple[str, ...]) -> None:
    """0.61, 0.66 and 0.67 are hazard ratios for PFS, 0.82 is one for OS; no outcome has two of them."""
    assert with_outcomes_quoted(ask(text), corpus=harbour()[0]).outcomes == outcomes


def test_decimals_are_read_as_results_have_them() -> None:
    """A middle dot is a point, a percentage is a figure; whole numbers, dates and levels are none."""
    assert decimals_quoted("0·61, 12 and 2020.") == {"0.61"}
    assert decimals_quoted("33% here, 72.6 % there, with a 95% CI and a 95.4% confidence interval") == {"33", "72.6"}


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("What is the confidence interval around 0.82?", ("Overall survival",)),
        ("Which p-value goes with 0.61?", ("Progression-free survival",)),
        ("What is 0.82?", ()),
    ],
)
def test_figure_whose_interval_is_asked_tells_the_outcome(text: str, outcomes: tuple[str, ...]) -> None:
    """What is told with a figure is asked of the outcome that has it."""
    corpus, _ = harbour()
    assert with_outcomes_quoted(ask(text), corpus=corpus).outcomes == outcomes


def test_variant_of_an_outcome_that_has_the_other_figure_is_asked_too() -> None:
    """ "Why 39.7 and also 45.8" holds a rate against its adjusted variant."""
    share = {"statistic": "percentage", "arm": "Zelta-Base", "unit": "%"}
    corpus = SmallCorpus(
        (
            make_result("update:61", outcome="Complete response rate", value="39.7", **share),
            make_result("update:62", outcome="Adjusted complete response rate", value="45.8", **share),
        )
    )
    asked = with_outcomes_quoted(
        ask("Why is there a 45.8% complete response rate and a 39.7% one?", corpus=corpus), corpus=corpus
    )
    assert set(asked.outcomes) == {"Complete response rate", "Adjusted complete response rate"}
