"""Arms as texts label them."""

from __future__ import annotations

import pytest

from retrieval.proposals.arms import find_arms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Patients were assigned (3:2) to calovir plus Rx (calovir group) or placebo plus Rx (placebo group). In "
            "the calovir group and in the placebo group patients did well.",
            ["calovir", "placebo"],
            id="group and short form",
        ),
        pytest.param(
            "Participants were randomised to calovir 10 mg (n=214), calovir 60 mg (n=222), or placebo (n=214). Nausea "
            "was seen in 5% of the 10-mg group, 6% of the 60-mg group and 4% of the placebo group.",
            ["calovir 10 mg", "calovir 60 mg", "placebo"],
            id="arms told apart by dose",
        ),
        pytest.param(
            "Adults were assigned to restrictive oxygen therapy or liberal oxygen therapy. Deaths in the restrictive "
            "oxygen group and in the liberal oxygen group were alike.",
            ["restrictive oxygen", "liberal oxygen"],
            id="strategies",
        ),
        pytest.param("All patients received calovir. The response rate was 60%.", [], id="one arm"),
    ],
)
def test_arms_are_those_that_the_text_labels(text: str, expected: list[str]) -> None:
    """Labels of one arm are brought together under the one that is used most."""
    assert [arm.name for arm in find_arms(text, trial="T")] == expected


def test_generic_group_names_mean_the_arm_that_is_no_control() -> None:
    """ "The vaccine group" is the arm of the vaccine that the text names."""
    text = (
        "Adults were assigned to receive respirax or placebo. RSV was seen in 9 of the vaccine group and 52 of the "
        "placebo group."
    )
    arms = find_arms(text, trial="T")
    assert [(arm.name, arm.role) for arm in arms] == [("respirax", "experimental"), ("placebo", "control")]
    assert "vaccine group" in arms[0].synonyms
