"""Heads, feet and page numbers go; what only looks like them stays."""

from __future__ import annotations

from collections.abc import Callable


def _page(number: int) -> list[tuple[float, float, float, str]]:
    return [
        (50, 780, 8, f"Annals of Lamps {number}"),
        (300, 780, 8, "(2020) 22:26"),
        (50, 700, 10, f"Lamp {'abc'[number]} was lit."),
        (50, 400, 10, "And they burned."),
        (50, 60, 10, f"{'abc'[number]} lamps"),
        (250, 60, 10, f"{number} (1.5)"),
        (290, 30, 8, str(100 + number)),
    ]


def test_heads_and_page_numbers_are_left_out(read: Callable) -> None:
    """What repeats at the same height goes, whatever its figures; a table's cells at the foot stay."""
    text = read(*(_page(number) for number in range(3))).text
    assert "Annals" not in text
    assert "22:26" not in text
    assert "101" not in text
    assert all(f"{number} (1.5)" in text for number in range(3))


def test_caption_at_the_head_of_each_page_stays(read: Callable) -> None:
    """Tables that begin at the same height on several pages keep their captions and column heads."""
    pages = [[(50, 780, 8, "Annals of Lamps"), (50, 760, 9, f"Table {n}. Lamps lit"), (50, 748, 9, "Candle"),
              (50, 400, 10, "Text."), (50, 30, 8, "Foot of lamps")] for n in (1, 2, 3)]  # fmt: skip
    text = read(*pages).text
    assert [f"Table {n}. Lamps lit" in text for n in (1, 2, 3)] == [True, True, True]
    assert text.count("Candle") == 3
    assert "Annals" not in text
    assert "Foot" not in text
