"""A drug that one arm is taken to have been given."""

from __future__ import annotations

import pytest

from retrieval.answers.given_claimed import tell_given
from retrieval.terms import index_terms
from tests.retrieval.answers.test_arm_given import ASSIGNED, CORPUS, OF_ALL
from tests.retrieval.small_trial import ask

_WRONG = "not named where a source tells what patients with Base were given"


def _told(text: str) -> list[str]:
    found = tell_given(ask(text), corpus=CORPUS, terms=index_terms(CORPUS))
    return [sentence.text for sentence in found]


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("The control arm got lenalidomide, right?", "lenalidomide is"),
        ("Was the control treatment placebo?", "placebo is"),
        ("Did the control group receive lenalidomide and rituximab?", "lenalidomide and rituximab are"),
    ],
)
def test_a_drug_that_no_source_names_is_corrected(text: str, drug: str) -> None:
    """With the sentences on what the arm was given."""
    assert _told(text) == [f"Correction: {drug} {_WRONG}: “{ASSIGNED}”", f"“{OF_ALL}”"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did the control group get bortezomib?", [f"“{ASSIGNED}”", f"“{OF_ALL}”"]),
        ("Did the control group get better?", []),
        ("How many in the control group on lenalidomide had pneumonia?", []),
        ("Was lenalidomide given?", []),
    ],
)
def test_what_is_given_is_quoted(text: str, told: list[str]) -> None:
    """Where it is named; without an arm, or where an outcome is asked, nothing is."""
    assert _told(text) == told
