"""A label is that of one regulator."""

from __future__ import annotations

import pytest

from retrieval.regional_labels import is_of_other_region, labels_named


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("cough in the US label", False),
        ("cough in the FDA label", False),
        ("cough in the label", False),
        ("cough in the Japanese label", True),
        ("cough according to the EMA label", True),
        ("cough in Japan", False),
    ],
)
def test_a_label_of_another_region_is_another_one(asked: str, other: bool) -> None:
    """Only where both name a region, and not the same one."""
    assert is_of_other_region("HARBOUR safety (US label table)", asked) is other


def test_labels_of_a_region_are_named_in_their_words() -> None:
    """Without what stands before the name; a label of no region is none."""
    assert labels_named("What does the Japanese label say, and the Canadian product monograph?") == (
        "Japanese label",
        "Canadian product monograph",
    )
    assert labels_named("What does the label say?") == ()
