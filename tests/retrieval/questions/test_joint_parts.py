"""Two parts of the patients that are asked at once."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PFS in high-risk patients over 75", {"high-risk cytogenetics together with age >=75 years"}),
        ("PFS in the elderly with renal impairment", {"elderly together with renal impairment"}),
        (
            "PFS with both late relapse and renal impairment",
            {"late relapse together with renal impairment"},
        ),
        ("PFS in late relapsers who were also MRD-negative", {"late relapse together with MRD-negative"}),
        ("PFS in the elderly and in high-risk patients", {"elderly", "high-risk cytogenetics"}),
        ("PFS in early and late relapse", {"early relapse", "late relapse"}),
        ("PFS in very old patients (75 and more)", {"age >=75 years"}),
    ],
)
def test_parts_at_once_are_a_part_of_their_own(text: str, parts: set[str]) -> None:
    """Patients who are of two parts are neither those of the one nor of the other; listed parts are asked apart."""
    assert set(ask(text).subgroups) == parts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("If a patient has high-risk cytogenetics, is PFS better?", "high-risk cytogenetics"),
        ("Once someone gets to MRD negativity, does the arm matter for PFS?", "MRD-negative"),
        ("When the patient is over 75, what was the PFS hazard ratio?", "age >=75 years"),
        ("If MRD negativity is reached, what is the PFS hazard ratio?", "MRD-negative"),
    ],
)
def test_condition_for_anybody_restricts(text: str, part: str) -> None:
    """What is supposed of any patient is the part asked, and no story of one of them."""
    assert part in ask(text).subgroups
