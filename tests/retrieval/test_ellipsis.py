"""Names that are said in part."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PFS when relapse was late", ("late relapse",), id="said as a sentence"),
        pytest.param("PFS in early vs late relapse", ("early relapse", "late relapse"), id="one word shared"),
        pytest.param("PFS when relapse was frequent", (), id="no such subgroup"),
    ],
)
def test_subgroup_named_in_part_is_read(text: str, expected: tuple[str, ...]) -> None:
    """A subgroup is read from its words in another order, or with a word that it shares."""
    assert set(ask(text).subgroups) == set(expected)


def test_arrow_is_no_comparison() -> None:
    """An arrow between two words bounds nothing."""
    assert ask("AEs -> discontinuation").unknown == ()
