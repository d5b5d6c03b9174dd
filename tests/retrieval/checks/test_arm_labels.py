"""What the labels of a trial's arms are told by."""

from __future__ import annotations

import pytest

from retrieval.checks.terms.arm_labels import read_labels

COHORTS = (
    "Cohort 1: 12 to <18 Years",
    "Cohort 2: 6 to 11 Years",
    "Group A: Drug to Placebo",
    "Group B: Placebo to Drug",
)


@pytest.mark.parametrize("arm", COHORTS)
def test_every_word_of_a_label_leads_to_parts(arm: str) -> None:
    """Also of an arm that is called by a number or a letter, whether its treatment changes or not."""
    labels = read_labels(COHORTS)
    assert set(labels.words.values()) <= set(labels.parts)
    assert (arm in labels.parts) == arm.startswith("Cohort")


def test_range_of_ages_is_no_change_of_treatment() -> None:
    """ "12 to 18 years" is one cohort, which its number tells."""
    labels = read_labels(COHORTS)
    assert labels.words["cohort1"] == COHORTS[0]


def test_word_of_an_arm_and_of_its_pooled_group_is_the_arm() -> None:
    """A first word that only the arm and its group of several trials have names the arm."""
    labels = read_labels(("Velferon Beta-1a", "Velferon Beta-1a (Pooled Trials A and B)", "Ocradamab"))
    assert labels.words["velferon"] == "Velferon Beta-1a"
