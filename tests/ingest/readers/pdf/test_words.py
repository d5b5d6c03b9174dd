"""Letters become the words and figures that a reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(
            [(50, 500, 10, "burned for 5.2"), (112.5, 504, 6, "12")], "burned for 5.2¹²", id="mark after a figure"
        ),
        pytest.param([(50, 500, 10, "40 mL/m"), (86, 504, 6, "2")], "40 mL/m²", id="power"),
        pytest.param([(50, 500, 10, "CO"), (65.5, 497, 6, "2")], "CO2", id="lowered"),
    ],
)
def test_raised_figures_stay_raised(shown: list, expected: str, read: Callable) -> None:
    """A raised figure cannot be taken for the end of the figure before it; a lowered one is part of its word."""
    assert read(shown).text == expected


def test_gap_without_a_space_parts_words(read_file: Callable, make: Callable) -> None:
    """A wide shift is a space, a narrow one is none, and a space that is drawn over is none."""
    drawn = "BT /F1 10 Tf 1 0 0 1 50 500 Tm [(lam) 20 (ps) -300 (burn)] TJ ET"
    assert read_file(make([drawn])).text == "lamps burn"


def test_letters_shifted_back_are_one_word(read_file: Callable, make: Callable) -> None:
    """Wide letter spacing that the shifts take back parts nothing."""
    drawn = "BT /F1 10 Tf 5 Tc 1 0 0 1 50 500 Tm [(T) 500 (h) 500 (e) -10 (l) 500 (a) 500 (m) 500 (p)] TJ ET"
    assert read_file(make([drawn])).text == "The lamp"


def test_ligatures_are_written_out(read_file: Callable, make: Callable) -> None:
    """A glyph of two letters is two letters."""
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        "/Encoding << /Type /Encoding /Differences [33 /fi /fl /minus] >> >>"
    )
    drawn = 'BT /F1 10 Tf 1 0 0 1 50 500 Tm (!lament, a"ame at #5) Tj ET'
    assert read_file(make([drawn], fonts=[font])).text == "filament, aflame at −5"


def test_glyph_without_a_character_is_marked(read_file: Callable, make: Callable) -> None:
    """A glyph that only has a number for a name leaves a mark, and no figure that was never printed."""
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 32 /LastChar 57 /Widths ["
        + "500 " * 26
        + "] /Encoding << /Type /Encoding /Differences [33 /C21] >> >>"
    )
    drawn = "BT /F1 10 Tf 1 0 0 1 50 500 Tm (!37) Tj ET"
    assert read_file(make([drawn], fonts=[font])).text == "\ufffd37"


def test_forms_are_read_where_they_are_drawn(
    read_file: Callable, make: Callable, make_stream: Callable, at: Callable
) -> None:
    """Text in a form that the page draws is text of the page; a form that draws itself ends."""
    resources = "/Font << /F1 3 0 R >> /XObject << /X 7 0 R >>"
    inner = f"{at([(50, 400, 10, 'A lamp.')])}\n/X Do".encode()
    form = make_stream(inner, f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {resources} >>")
    text = read_file(make(["/X Do"], page="/XObject << /X 7 0 R >>", more=[form])).text
    assert text.startswith("A lamp.")
