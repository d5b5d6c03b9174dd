"""Words joined into segments: what stands on one base line without a wide gap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.pen import WORD_GAP, Word

_SEGMENT_GAP = 0.7  # of the size: narrower than any gutter; a justified line may fall apart, and is joined again
_SPACE_GAP = 0.06  # where a letter is drawn back over a space character, a ligature was set, and no space
_SAME_LINE = 0.15  # of the size, between base lines
_SMALL = 0.85  # of the line's size: what is smaller and off the base line is raised or lowered
_WIDE_LETTERS = 4  # alone, at one distance: one word, not four
_RAISED = 0.18  # of the line's size, above the base line

_LETTERS = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200a": "", "\u200b": "", "\ufeff": "", "\0": "",
        # Adobe's Symbol font, as it appears where a file names no characters for it
        "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf0b7": "•", "\uf0b0": "°", "\uf02b": "+",
        "\uf02d": "−", "\uf03d": "=", "\uf03c": "<", "\uf03e": ">", "\uf061": "α", "\uf062": "β", "\uf067": "γ",
        "\uf044": "Δ", "\uf06d": "µ", "\uf063": "χ", "\uf06b": "κ",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789+-−abcdefghi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱ")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line, in points; ``y`` is its base line, ``size`` and ``face`` those of most letters."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    face: str
    turn: int = 0

    @property
    def width(self) -> float:
        """How long it is."""
        return self.x1 - self.x0


def join_words(words: Sequence[Word]) -> list[Segment]:
    """Return the segments of a page from top to bottom; raised figures are written as such ("m²", "obesity.¹")."""
    runs = [_Run(run) for run in _split_into_runs(words)]
    return sorted((_segment(run) for run in _merge(runs)), key=lambda segment: (-segment.y, segment.x0))


class _Run:
    """Words of one segment, as far as they are known."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self._measure()

    def _measure(self) -> None:
        letters: defaultdict[float, int] = defaultdict(int)
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        self.size = max(letters, key=lambda size: (letters[size], size))
        self.y = next(word.y for word in self.words if round(word.size, 1) == self.size)
        self.x0, self.x1 = min(word.x0 for word in self.words), max(word.x1 for word in self.words)
        self.turn = self.words[0].turn

    def absorb(self, other: _Run) -> None:
        self.words += other.words
        self._measure()


def _split_into_runs(words: Iterable[Word]) -> list[list[Word]]:
    """Cut the order of drawing where the next word does not go on from the last."""
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last is not None and last.turn == word.turn and _is_level(last, word) and _is_next(last, word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_level(a: Word | _Run, b: Word | _Run) -> bool:
    """Whether both stand on one line; what is smaller may be raised or lowered."""
    large, small = (a, b) if a.size >= b.size else (b, a)
    rise = small.y - large.y
    if small.size > _SMALL * large.size:
        return abs(rise) <= _SAME_LINE * large.size
    return -0.35 * large.size <= rise <= 0.75 * large.size


def _is_next(a: Word | _Run, b: Word | _Run) -> bool:
    return -0.3 * a.size < b.x0 - a.x1 < _SEGMENT_GAP * max(a.size, b.size)


def _merge(runs: list[_Run]) -> list[_Run]:
    """Join runs that go on from each other on the page, whatever the order of drawing."""
    by_height: defaultdict[tuple[int, int], list[_Run]] = defaultdict(list)
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda run: run.x0):
        band = int(run.y // 10)
        reach = 1 + int(run.size // 10)
        near = [other for n in range(band - reach, band + reach + 1) for other in by_height[run.turn, n]]
        left = [other for other in near if _is_level(other, run) and _is_next(other, run)]
        if left:
            min(left, key=lambda other: abs(run.x0 - other.x1)).absorb(run)
        else:
            merged.append(run)
            by_height[run.turn, band].append(run)
    return merged


def _segment(run: _Run) -> Segment:
    words = _close_up(sorted(run.words, key=lambda word: word.x0))
    text = ""
    last: Word | None = None
    for word in words:
        if last is not None and _is_apart(last, word):
            text += " "
        text += _write(word, run)
        last = word
    faces: Counter[str] = Counter()
    for word in words:
        faces[word.face] += len(word.text)
    face = faces.most_common(1)[0][0]
    return Segment(" ".join(text.split()), run.x0, run.x1, run.y, run.size, face, run.turn)


def _close_up(words: list[Word]) -> list[Word]:
    """Join the letters of a word that is set w i d e, as headings are."""
    if len(words) < _WIDE_LETTERS or any(len(word.text) > 1 or not word.text.isalpha() for word in words):
        return words
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    if max(gaps) > 2 * max(min(gaps), 0.1):
        return words
    return [replace(words[0], text="".join(word.text for word in words), x1=words[-1].x1)]


def _is_apart(left: Word, right: Word) -> bool:
    gap = right.x0 - left.x1
    return gap > (_SPACE_GAP if right.spaced else WORD_GAP) * min(left.size, right.size)


def _write(word: Word, run: _Run) -> str:
    text = word.text.translate(_LETTERS)
    raised = word.size < _SMALL * run.size and word.y - run.y > _RAISED * run.size
    if raised and (any(c.isdigit() for c in text) or len(text) == 1):
        return text.translate(_SUPERSCRIPTS)
    return text
