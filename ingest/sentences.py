"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re

_MARKS = r"(?:[⁰¹²³⁴-⁹]+(?:[,–⁻-][⁰¹²³⁴-⁹]+)*)?"  # raised numbers of references, as a PDF has them
_END = re.compile(rf"(?:[.!?][\"'”’)\]]*{_MARKS}(?=\s)|\n\s*\n|\n(?=[-*•#|]|\d+\.\s|[^\n|]* \|))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|al|e\.g|i\.e|Fig|Figs|Tab|Dr|Prof|Mr|Mrs|Ms|St|No|approx|ca|cf|etc|resp|Ltd|Inc|Co|Corp|Suppl|Ref|Refs|Eq"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of ``text``, without the space between them.

    A full stop after an abbreviation or an initial ends no sentence unless a capital word of more than a letter
    follows a known end; an empty line, a list item and a row of a table always start a new one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _runs_on(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _runs_on(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    return bool(_ABBREVIATION.search(text, start, match.start() + 1)) or following[:1].islower()


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        spans.append((first, first + len(stripped)))
