"""Heads, feet and page numbers go; what only looks like them stays."""

from __future__ import annotations

from collections.abc import Callable


def _page(number: int, *, body: str, foot: str = "1 (1.5)") -> list[tuple[float, float, float, str]]:
    return [
        (50, 780, 8, f"Annals of Lamps 2020;{number}"),
        (50, 700, 10, body),
        (50, 400, 10, "And they burned."),
        (50, 60, 10, "5 days"),
        (250, 60, 10, foot),
        (290, 30, 8, str(100 + number)),
    ]


def test_heads_and_page_numbers_are_left_out(read: Callable) -> None:
    """What repeats at the same height goes, whatever its figures; a table's cells at the foot stay."""
    text = read(
        *(_page(n, body=f"Lamp {word} was lit.") for n, word in enumerate(("one", "two", "three"), start=1))
    ).text
    assert "Annals" not in text
    assert "101" not in text
    assert text.count("1 (1.5)") == 3


def test_caption_at_the_head_of_each_page_stays(read: Callable) -> None:
    """Tables that begin at the same height on several pages keep their captions and column heads."""
    pages = [[(50, 780, 8, "Annals of Lamps"), (50, 760, 9, f"Table {n}. Lamps lit"), (50, 748, 9, "Candle"),
              (50, 400, 10, "Text."), (50, 30, 8, "Foot of lamps")] for n in (1, 2, 3)]  # fmt: skip
    text = read(*pages).text
    assert [f"Table {n}. Lamps lit" in text for n in (1, 2, 3)] == [True, True, True]
    assert text.count("Candle") == 3
    assert "Annals" not in text
    assert "Foot" not in text
