"""What drawing instructions write: words with their places, and lines that run across."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from pypdf.generic import NameObject

from ingest.errors import SourceError
from ingest.readers.pdf.faces import Face
from ingest.readers.pdf.matrices import IDENTITY, Matrix, find_direction, multiply, read_matrix, turn_point

MAX_GLYPHS = 200_000
"""On one page: a dense page has 10,000; what passes the limit was made to take time and memory."""
MAX_FORMS = 20_000
"""With text, drawn on one page; forms that draw each other multiply."""
WORD_GAP = 0.15
"""Parts two words, as a share of the size, where no space character is drawn."""
SHOW = frozenset({b"Tj", b"TJ", b"'", b'"'})
"""Instructions that show text."""

_MAX_RULES = 5_000  # on one page; a table has some hundred
_MIN_SIZE = 0.5  # points; what is smaller is not meant to be read
_MOVE = frozenset({b"BT", b"ET", b"Td", b"TD", b"Tm", b"T*"})
_PAINT = frozenset({b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"})
_PATH = _PAINT | {b"m", b"l", b"re", b"n"}
_SET = {
    b"Tc": ("letter_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}


@dataclass(frozen=True, slots=True)
class Word:
    """Letters drawn without a gap, in points; ``y`` is the height of the base line above the foot of the page.

    Attributes:
        turn: Quarter turns of the text against the page, anticlockwise; places are in the turned page.
        face: Name of the font, without the mark of a subset.
        spaced: Whether a space character stood before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    face: str = ""
    turn: int = 0
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    page: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def moved(self, matrix: Matrix) -> _State:
        return self.with_(page=multiply(matrix, self.page))

    def with_(self, **changes: Any) -> _State:
        values = {name: getattr(self, name) for name in self.__slots__}
        return _State(**(values | changes))


class Pen:
    """Follows the instructions that move and show text, and keeps the words that it writes."""

    def __init__(self, *, turned: int) -> None:
        self.words: list[Word] = []
        self.rules: list[tuple[float, float, float]] = []
        self._path: list[tuple[float, float, float]] = []
        self._start: tuple[float, float] | None = None
        self.state = _State()
        self.stack: list[_State] = []
        self._turned = turned
        self._line = self._at = IDENTITY
        self._word: list[str] = []
        self._place: tuple[float, float, float, float, int] | None = None  # x0, x1, y, size, turn
        self._face = ""
        self._spaced = True
        self._glyphs = self._forms = 0

    def count_form(self) -> None:
        """Take note of a form that is drawn.

        Raises:
            SourceError: There are more than ``MAX_FORMS``.
        """
        self._forms += 1
        if self._forms > MAX_FORMS:
            raise SourceError(f"draws more than {MAX_FORMS:,} forms; split the file or save it anew")

    def take(self, face: Face | None, operands: list[Any]) -> None:
        """Change the font; a size that is no number leaves the size as it is."""
        size = operands[1] if len(operands) > 1 and isinstance(operands[1], (int, float)) else self.state.size
        self.state = self.state.with_(face=face, size=float(size))

    def follow(self, operator: bytes, operands: list[Any]) -> None:
        """Carry out one instruction; one with operands of another kind than it needs is passed over."""
        try:
            if operator in SHOW:
                self._show(operator, operands)
            elif operator in _MOVE:
                self._move(operator, operands)
            elif operator in _PATH:
                self._trace(operator, operands)
            elif operator == b"q" and len(self.stack) < 500:
                self.stack.append(self.state)
            elif operator == b"Q" and self.stack:
                self.state = self.stack.pop()
            elif operator == b"cm":
                self.state = self.state.moved(read_matrix(operands))
            elif operator in _SET:
                name, scale = _SET[operator]
                self.state = self.state.with_(**{name: float(operands[0]) * scale})
        except (IndexError, TypeError, ValueError, OverflowError):
            return

    def _move(self, operator: bytes, operands: list[Any]) -> None:
        if operator in (b"BT", b"ET"):
            self._line = IDENTITY
        elif operator == b"Tm":
            self._line = read_matrix(operands)
        elif operator == b"T*":
            self._line = multiply((1, 0, 0, 1, 0, -self.state.leading), self._line)
        else:
            x, y = float(operands[0]), float(operands[1])
            if operator == b"TD":
                self.state = self.state.with_(leading=-y)
            self._line = multiply((1, 0, 0, 1, x, y), self._line)
        self._at = self._line

    def _show(self, operator: bytes, operands: list[Any]) -> None:
        if operator == b'"':
            self.state = self.state.with_(word_space=float(operands[0]), letter_space=float(operands[1]))
        if operator in (b"'", b'"'):
            self._move(b"T*", [])
        shown = operands[-1]
        for piece in shown if isinstance(shown, list) else [shown]:
            if isinstance(piece, NameObject):
                continue
            if isinstance(piece, bytes):
                self._write(piece)
            elif isinstance(piece, str):
                self._write(piece.encode("latin-1", "replace"))
            elif isinstance(piece, (int, float)):
                self._advance(-float(piece) / 1000 * self.state.size * self.state.stretch)

    def _write(self, shown: bytes) -> None:
        state = self.state
        if state.face is None:
            return
        for text, width, is_space in state.face.decode(shown):
            self._glyphs += 1
            if self._glyphs > MAX_GLYPHS:
                raise SourceError(f"draws more than {MAX_GLYPHS:,} letters; split the file or save it anew")
            spacing = state.letter_space + (state.word_space if is_space else 0)
            self._add(text, width * state.size * state.stretch)
            self._advance((width * state.size + spacing) * state.stretch)

    def _trace(self, operator: bytes, operands: list[Any]) -> None:
        """Note a line or an edge that runs across, once it is painted."""
        if operator in (b"m", b"l", b"re"):
            x, y = float(operands[0]), float(operands[1])
            if operator == b"re":
                width, height = float(operands[2]), float(operands[3])
                self._path += [(x, x + width, y), (x, x + width, y + height)]
            elif operator == b"l" and self._start is not None and abs(self._start[1] - y) < 1:
                self._path.append((self._start[0], x, y))
            self._start = (x, y)
            return
        if operator in _PAINT and len(self.rules) < _MAX_RULES:
            self.rules += [self._place_rule(rule) for rule in self._path[:_MAX_RULES]]
        self._path, self._start = [], None

    def _place_rule(self, rule: tuple[float, float, float]) -> tuple[float, float, float]:
        a, b, c, d, e, f = self.state.page
        x0, x1, y = rule
        first, last = a * x0 + c * y + e, a * x1 + c * y + e
        return min(first, last), max(first, last), b * x0 + d * y + f

    def _advance(self, distance: float) -> None:
        self._at = multiply((1, 0, 0, 1, distance, 0), self._at)

    def _add(self, text: str, width: float) -> None:
        """Add one letter to the word, or begin a new one after a gap."""
        matrix = multiply((1, 0, 0, 1, 0, self.state.rise), multiply(self._at, self.state.page))
        turn, scale_x, scale_y = find_direction(matrix)
        x, y = turn_point(matrix[4], matrix[5], turn)
        size = abs(self.state.size) * scale_y
        if not text.strip() or text == "\0":
            self.end_word()
            return
        if not (_MIN_SIZE <= size < 5_000 and math.isfinite(x) and math.isfinite(y)):
            return
        if self._place is not None and not self._follows(x, y, size, turn):
            self.end_word(spaced=False)
        if self._place is None:
            self._place = (x, x, y, size, turn)
            self._face = self.state.face.name if self.state.face is not None else ""
        x0, x1, y0, size0, _ = self._place
        self._place = (min(x0, x), max(x1, x + abs(width) * scale_x), y0, max(size0, size), turn)
        self._word.append(text)

    def _follows(self, x: float, y: float, size: float, turn: int) -> bool:
        assert self._place is not None
        _, x1, y0, size0, turn0 = self._place
        same = turn == turn0 and abs(y - y0) < 0.08 * size0 and abs(size - size0) < 0.1 * size0
        return same and -0.5 * size < x - x1 < WORD_GAP * size

    def end_word(self, *, spaced: bool = True) -> None:
        """Keep the word that was written so far."""
        if self._place is not None:
            x0, x1, y, size, turn = self._place
            turn = (turn + self._turned) % 4
            self.words.append(Word("".join(self._word), x0, x1, y, size, self._face, turn, self._spaced))
        self._word, self._place, self._spaced = [], None, spaced
