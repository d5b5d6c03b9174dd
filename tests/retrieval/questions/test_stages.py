"""Members of a family that numerals name."""

from __future__ import annotations

import pytest

from retrieval.questions.stages import members_listed

TITLES = ("ISS stage I", "ISS stage II", "ISS stage III")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("staging at entry, I and II please", ("ISS stage I", "ISS stage II")),
        ("ISS I, II or III", TITLES),
        ("ISS stage at entry, I to III, side by side", TITLES),
        ("ISS stages 1-3 by arm", TITLES),
        ("stage II through III", ("ISS stage II", "ISS stage III")),
        ("stage II", ("ISS stage II",)),
        ("the stage that I have already", ()),
        ("disease stage of 179 patients", ()),
    ],
)
def test_numerals_of_a_list_name_members(text: str, expected: tuple[str, ...]) -> None:
    """A list of numerals names the members that end in them; a bare "I" is who asks."""
    assert members_listed(text, TITLES) == expected
