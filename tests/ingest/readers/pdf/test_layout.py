"""What is read first, and what stands on one line."""

from __future__ import annotations

from collections.abc import Callable

LEFT = [
    "Lamps that are lit in the evening burn",
    "until the morning, and those that are",
    "lit in the morning burn until the lamp",
    "lighter comes back from his round.",
]
RIGHT = [
    "Candles are shorter than lamps and do",
    "not burn as long; this was seen in all",
    "of the rooms that were visited by the",
    "lighter on the first of the two days.",
]


def _lines(texts: list[str], *, x: float, y: float = 600, size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(x, y - 12 * n, size, text) for n, text in enumerate(texts)]


def test_columns_are_read_one_after_the_other(read: Callable) -> None:
    """What runs across comes first, then the left column whole, then the right one, which goes on from it."""
    page = [(50, 700, 20, "A trial of lamps and of candles in many rooms")]
    text = read([*page, *_lines(LEFT, x=50), *_lines(RIGHT, x=310)]).text
    assert text == f"A trial of lamps and of candles in many rooms\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}"


def test_sentence_goes_on_in_the_next_column(read: Callable) -> None:
    """A paragraph that has not ended at the foot of a column goes on at the head of the next."""
    left = [*LEFT[:3], "lighter comes back from his round with"]
    right = ["the oil that he was sent for at noon and", *RIGHT[1:]]
    assert "his round with the oil that he" in read([*_lines(left, x=50), *_lines(right, x=310)]).text


def test_row_of_a_table_stays_on_one_line(read: Callable) -> None:
    """Cells are parted by strokes; a group's heading is a row with one cell."""
    rows = [("Burned out", "12 (24%)", "9 (18%)"), ("Kind of wick",), ("Cotton", "7", "8"), ("Linen", "5", "1")]
    shown = [(50 + 150 * n, 600 - 12 * row, 9, cell) for row, cells in enumerate(rows) for n, cell in enumerate(cells)]
    assert read(shown).text == "Burned out | 12 (24%) | 9 (18%)\nKind of wick |\nCotton | 7 | 8\nLinen | 5 | 1"


def test_table_across_both_columns_is_not_cut(read: Callable) -> None:
    """Rows of figures above two columns of text stay rows."""
    rows = [("Burned out", "12 (24%)", "9 (18%)"), ("Broken", "3 (6%)", "4 (8%)"), ("Lost", "1 (2%)", "0")]
    table = [(50 + 200 * n, 700 - 12 * row, 9, cell) for row, cells in enumerate(rows) for n, cell in enumerate(cells)]
    text = read([*table, *_lines(LEFT, x=50), *_lines(RIGHT, x=310)]).text
    assert text.startswith("Burned out | 12 (24%) | 9 (18%)\nBroken | 3 (6%) | 4 (8%)\nLost | 1 (2%) | 0\n\n")
    assert text.endswith(f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}")


def test_box_ends_both_columns(read_file: Callable, make: Callable, at: Callable) -> None:
    """Within a frame both columns are read before what stands below it."""
    above = at([*_lines(LEFT, x=50), *_lines(RIGHT, x=310)])
    below = at([*_lines(["Below. " + LEFT[0], *LEFT[1:]], x=50, y=500), *_lines(RIGHT, x=310, y=500)])
    text = read_file(make([f"{above}\n40 540 520 80 re S\n{below}"])).text
    assert text.index("Below.") > text.index("of the two days.")


def test_turned_page_is_read_upright(read_file: Callable, make: Callable) -> None:
    """Text that is drawn sideways on a page that is shown sideways is upright."""
    drawn = "\n".join(f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * n} 50 Tm ({text}) Tj ET" for n, text in enumerate(LEFT))
    assert read_file(make([drawn], page="/Rotate 90")).text == " ".join(LEFT)


def test_writing_along_the_edge_comes_last(read_file: Callable, make: Callable, at: Callable) -> None:
    """A label that is turned against the page does not cut its lines."""
    label = "BT /F1 9 Tf 0 1 -1 0 30 560 Tm (Lamps lit) Tj ET"
    assert read_file(make([label + "\n" + at(_lines(LEFT, x=50))])).text == " ".join(LEFT) + "\n\nLamps lit"
