"""A label is that of one regulator."""

from __future__ import annotations

import pytest

from retrieval.regional_labels import is_of_other_region


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
