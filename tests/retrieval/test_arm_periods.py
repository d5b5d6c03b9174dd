"""Labels of one arm in several periods."""

from __future__ import annotations

import pytest

from retrieval.arm_periods import label_named, labels_of, parts_of, whole_of

COUNTED = frozenset({"Period 1: Placebo", "Period 1: Ravitinib 15 mg", "Any Ravitinib 15 mg"})


@pytest.mark.parametrize(
    ("arm", "labels", "same"),
    [
        ("Placebo", COUNTED, {"Period 1: Placebo"}),
        ("Ravitinib 15 mg", COUNTED, {"Period 1: Ravitinib 15 mg", "Any Ravitinib 15 mg"}),
        ("Period 1: Ravitinib", frozenset({"Ravitinib 15 mg", "Placebo"}), {"Ravitinib 15 mg"}),
        ("Period 1: Ravitinib", frozenset({"Ravitinib 15 mg", "Ravitinib 30 mg"}), set()),
        ("A/B", frozenset({"Period 1: A", "Overall Study: A/B"}), {"Period 1: A", "Overall Study: A/B"}),
        ("Period 1: A", frozenset({"A/B", "B/B"}), {"A/B"}),
        ("Period 1: A", frozenset({"Period 1: A", "Period 1: A/B"}), {"Period 1: A"}),
        ("A-B", frozenset({"A", "A-B"}), set()),
    ],
)
def test_labels_of_an_arm(arm: str, labels: frozenset[str | None], same: set[str]) -> None:
    """The same words but for the period, or one alone with an amount more; nothing where no label tells a period."""
    assert labels_of(arm, labels) == same


def test_label_of_the_period_named() -> None:
    """A text that names the period means its label, and one that names none means none of them."""
    labels = {"Period 1: Ravitinib 15 mg", "Any Ravitinib 15 mg"}
    assert label_named(labels, "In period 1, 24 had an event on ravitinib.") == "Period 1: Ravitinib 15 mg"
    assert label_named(labels, "On ravitinib, 24 had an event.") is None


def test_weeks_in_brackets_are_a_period() -> None:
    """Who is counted for some weeks belongs to the arm, or to the one that goes on with another treatment then."""
    assert whole_of("Ravitinib (Weeks 0 to 48)") == "Ravitinib"
    assert whole_of("Cohort 1 (Ages 6 to 11)") == "Cohort 1 (Ages 6 to 11)"
    assert parts_of("Placebo (Weeks 0 to 16)", ("Placebo to Ravitinib", "Ravitinib"), "") == ["Placebo to Ravitinib"]
