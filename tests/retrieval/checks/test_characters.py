"""Typographic variants of numbers, read as the number that a reader sees."""

from __future__ import annotations

import pytest

from retrieval.checks.figures.characters import readable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HR ٠٫٣٥", "HR 0.35"),
        ("HR ０.３５", "HR 0.35"),
        ("HR 𝟎.𝟑𝟓", "HR 0.35"),
        ("HR 0·35", "HR 0.35"),
        ("²⁹.² months", "29.2 months"),
        ("HR O.35", "HR 0.35"),
        ("HR О.35, with a Cyrillic letter", "HR 0.35, with a Cyrillic letter"),
        ("2l.9 months", "21.9 months"),
        ("1O2 patients", "102 patients"),
    ],
)
def test_number_in_other_characters_is_read(text: str, expected: str) -> None:
    """Digits of other scripts, raised ones that make a decimal, and letters that look like digits."""
    assert readable(text) == expected
    assert len(readable(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["1.73 m²", "Smith² and Jones¹", "10⁻⁵", "H2O", "1q21+", "section I.5", "2 L.9", "t(4;14)"]
)
def test_what_is_no_number_stays(text: str) -> None:
    """Exponents, marks of notes, formulas and section numbers are left as they are."""
    assert readable(text) == text
