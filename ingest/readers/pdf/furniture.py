"""Running heads, feet and page numbers: what stands at the same height on several pages is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.segments import Segment

_ROWS = 3  # at the head and at the foot of a page: further in, a table may begin alike on every page
_MARGIN = 0.15  # of the height that is written on: a short page has its last rows higher up
_HEIGHT = 4.0  # points: how far the same line wanders from page to page
_SHARE = 0.3  # of the pages: left and right pages differ, and the first has its own
_LETTERS = 3  # fewer are the cells of a table
_NO_LETTERS = re.compile(r"[\d\W_]+")
_CAPTION = re.compile(r"(?:Table|Figure|Fig)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:page\s*)?[-–|]?\s*(\d{1,5})\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands at one height, and the edge of the page that it is near."""

    edge: str
    segments: tuple[Segment, ...]


def drop_furniture(pages: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Return the segments of each page without running heads and feet, figures aside, and without page numbers.

    From the edge inwards: behind the first row that is the page's own, nothing is dropped.
    """
    heights = [segment.y for page in pages for segment in page if not segment.turn]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    margin = _MARGIN * (high - low)
    outer = [_find_outer(page, low=low + margin, high=high - margin) for page in pages]
    every = [[segment for row in rows for segment in row.segments] for rows in outer]
    heads, same, shifts = _find_repeated(every, _key), _find_repeated(every, _exact), _find_numbers(every)
    kept = []
    for number, (page, rows) in enumerate(zip(pages, outer, strict=True)):
        furniture = {
            s for row in rows for s in row.segments if _repeats(s, heads, len(pages)) or _counts(s, number, shifts)
        }
        beside = {s for row in rows if furniture.intersection(row.segments) for s in row.segments}
        furniture |= {s for s in beside if _repeats(s, same, len(pages), exactly=True)}
        kept.append([segment for segment in page if segment not in _from_the_edge(rows, furniture)])
    return kept


def _from_the_edge(rows: Sequence[_Row], furniture: set[Segment]) -> set[Segment]:
    """Return what is furniture in rows with nothing but furniture, and in the first row of each edge that has more."""
    dropped: set[Segment] = set()
    closed: set[str] = set()
    for row in rows:
        if row.edge not in closed:
            dropped |= furniture.intersection(row.segments)
            if not furniture.issuperset(row.segments):
                closed.add(row.edge)
    return dropped


def _find_outer(page: Sequence[Segment], *, low: float, high: float) -> list[_Row]:
    """Return the first and last rows of a page, from the edge inwards, and the writing along its sides."""
    rows: dict[int, list[Segment]] = {}
    for segment in page:
        if not segment.turn:
            rows.setdefault(round(segment.y / 2), []).append(segment)
    heights = sorted(rows)
    head = [_Row("head", tuple(rows[y])) for y in reversed(heights[-_ROWS:]) if rows[y][0].y >= high]
    foot = [_Row("foot", tuple(rows[y])) for y in heights[:_ROWS] if rows[y][0].y <= low]
    along = [_Row(f"side {n}", (segment,)) for n, segment in enumerate(page) if segment.turn]
    return [*head, *foot, *along]


def _find_repeated(
    outer: Iterable[Iterable[Segment]], key: Callable[[Segment], tuple[int, str]]
) -> dict[tuple[int, str], list[tuple[int, float]]]:
    places: defaultdict[tuple[int, str], list[tuple[int, float]]] = defaultdict(list)
    for number, edge in enumerate(outer):
        for segment in edge:
            places[key(segment)].append((number, segment.y))
    return places


def _key(segment: Segment) -> tuple[int, str]:
    return segment.turn, _NO_LETTERS.sub("", segment.text.casefold())


def _exact(segment: Segment) -> tuple[int, str]:
    return segment.turn, segment.text


def _repeats(
    segment: Segment, heads: dict[tuple[int, str], list[tuple[int, float]]], pages: int, *, exactly: bool = False
) -> bool:
    key = _exact(segment) if exactly else _key(segment)
    if (len(key[1]) < _LETTERS and not exactly) or _CAPTION.match(segment.text):
        return False
    near = {page for page, y in heads[key] if segment.turn or abs(y - segment.y) <= _HEIGHT}
    return len(near) >= max(2.0, _SHARE * pages)


def _find_numbers(outer: Sequence[Iterable[Segment]]) -> set[int]:
    """Return by how much printed page numbers exceed the count, where they do so on several pages alike."""
    ahead = Counter(
        value - number for number, edge in enumerate(outer) for value in {_page_number(segment) for segment in edge}
        if value is not None
    )  # fmt: skip
    return {shift for shift, count in ahead.items() if count >= max(2.0, _SHARE * len(outer))}


def _counts(segment: Segment, number: int, shifts: set[int]) -> bool:
    value = _page_number(segment)
    return value is not None and value - number in shifts


def _page_number(segment: Segment) -> int | None:
    match = _NUMBER.fullmatch(segment.text.strip())
    return int(match.group(1)) if match else None
