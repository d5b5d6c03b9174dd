"""Headings by their names, their numbers, or their letters."""

from __future__ import annotations

from collections.abc import Callable


def _headed(read: Callable, lines: list[tuple[float, str]]) -> list[tuple[str, str]]:
    shown = [(50, 750 - 30 * n, size, text) for n, (size, text) in enumerate(lines)]
    document = read(shown)
    return [(s.title, document.text[s.start : s.end].strip().splitlines()[-1]) for s in document.sections]


def test_sections_are_found(read: Callable) -> None:
    """Names in any letters, numbers, bold letters; a heading needs text, and of two the lower names the section."""
    lines = [
        (18.0, "A trial of lamps in many rooms"),
        (10.0, "Findings: Half of the lamps burned until the morning."),
        (10.0, "METHODS"),
        (10.0, "*Choice of lamps"),
        (10.0, "The lamps were chosen by lot, and nobody knew which."),
        (10.0, "2.1 Burning times"),
        (10.0, "They were taken every hour by the same watch."),
        (8.0, "*Nobody else"),
    ]
    assert _headed(read, lines) == [
        ("Findings", "Findings: Half of the lamps burned until the morning."),
        ("Choice of lamps", "The lamps were chosen by lot, and nobody knew which."),
        ("2.1 Burning times", "Nobody else"),
    ]


def test_title_is_set_largest(read: Callable) -> None:
    """The largest writing of several words is the title, over a journal's name that is larger."""
    shown = [(50, 750, 24, "LAMPS"), (50, 700, 18, "A trial of lamps"), (50, 650, 10, "They burned until morning.")]
    assert read(shown).title == "A trial of lamps"


def test_page_borders_lie_within_a_paragraph(read: Callable) -> None:
    """A sentence over two pages is one, and each page has its part of it."""
    first = [
        (50, 100, 10, "The lamps were lit at noon and burned"),
        (50, 88, 10, "until the evening, when all of the treat-"),
    ]
    second = [(50, 700, 10, "ment was over and nobody came to see"), (50, 688, 10, "what was left of the oil.")]
    document = read(first, second)
    assert "when all of the treatment was over" in document.text
    assert [document.text[page.start : page.end][:4] for page in document.pages] == ["The ", "ment"]
    assert document.text[document.pages[0].end - 5 : document.pages[0].end] == "treat"
