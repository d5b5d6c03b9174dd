"""The words of a page with their places, read from its drawing instructions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NameObject, StreamObject
from pypdf.generic._font import (
    Font,
)  # widths and encodings: pypdf uses it for its own layouts, but exports no other way

from ingest.errors import SourceError

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_GLYPHS = 200_000
"""On one page: a dense page has 10,000; what passes the limit was made to take time and memory."""
MAX_FORMS = 20_000
"""With text, drawn on one page; forms that draw each other multiply."""
WORD_GAP = 0.15
"""Parts two words, as a share of the size, where no space character is drawn."""

_MAX_RULES = 5_000  # on one page; a table has some hundred
_MAX_DEPTH = 20  # of forms within forms
_MIN_SIZE = 0.5  # points; what is smaller is not meant to be read
Matrix = tuple[float, float, float, float, float, float]
_UNKNOWN = "\ufffd"
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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
class Drawing:
    """What a page shows.

    Attributes:
        words: In the order drawn, the page turned as it is shown.
        rules: ``(x0, x1, y)`` of lines and edges that run across, of the page as it is drawn.
    """

    words: tuple[Word, ...]
    rules: tuple[tuple[float, float, float], ...] = ()


class PageReader:
    """Reads the pages of one document, and each of its fonts once."""

    def __init__(self) -> None:
        self._faces: dict[tuple[int, int], _Face | None] = {}
        self._forms: dict[int, list[tuple[Any, bytes]]] = {}

    def read(self, page: PageObject) -> Drawing:
        """Return what a page shows.

        Raises:
            SourceError: The page draws more than ``MAX_GLYPHS`` or ``MAX_FORMS``.
        """
        self._forms = {}
        pen = _Pen(turned=_page_turn(page))
        contents = page.get("/Contents")
        if contents is not None and isinstance(contents.get_object(), (ArrayObject, StreamObject)):
            operations = ContentStream(contents, page.pdf, "bytes").operations
            self._draw(operations, _as_mapping(page.get("/Resources")), pen=pen)
        return Drawing(tuple(pen.words), tuple(pen.rules))

    def _draw(
        self, operations: Iterable[tuple[Any, bytes]], resources: Mapping[str, Any], *, pen: _Pen, depth: int = 0
    ) -> None:
        """Follow a list of instructions, and the forms that it draws."""
        fonts, forms = _as_mapping(resources.get("/Font")), _as_mapping(resources.get("/XObject"))
        kept = pen.state, list(pen.stack)
        for operands, operator in operations:
            if operator == b"Do" and operands and depth < _MAX_DEPTH:
                form = _resolve(forms.get(operands[0]))
                if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
                    self._draw_form(form, resources, pen=pen, depth=depth + 1)
            elif operator == b"Tf" and operands:
                pen.take(self._face(fonts, operands[0]), operands)
            else:
                pen.follow(operator, operands)
        pen.end_word()
        pen.state, pen.stack = kept

    def _draw_form(self, form: StreamObject, around: Mapping[str, Any], *, pen: _Pen, depth: int) -> None:
        """Draw a form in the place where it is used; one without text, as the marks of a figure are, is passed over."""
        operations = self._forms.get(id(form))
        if operations is None:
            found = ContentStream(form, getattr(form, "pdf", None), "bytes").operations
            says = any(operator == b"Do" or operator in _SHOW for _, operator in found)
            operations = self._forms[id(form)] = found if says else []
        if not operations:
            return
        pen.count_form()
        before = pen.state, list(pen.stack)
        pen.state = pen.state.moved(_matrix(form.get("/Matrix") or ()))
        self._draw(operations, _as_mapping(form.get("/Resources")) or around, pen=pen, depth=depth)
        pen.state, pen.stack = before

    def _face(self, fonts: Mapping[str, Any], name: Any) -> _Face | None:
        named = fonts.raw_get(name) if isinstance(fonts, DictionaryObject) and name in fonts else None
        key = (named.idnum, named.generation) if isinstance(named, IndirectObject) else (id(fonts), hash(name))
        if key not in self._faces:
            font = _resolve(named)
            self._faces[key] = _Face.of(font) if isinstance(font, DictionaryObject) else None
        return self._faces[key]


class _Face:
    """One font: how its codes are read, and how wide they are."""

    def __init__(self, font: Font, *, scale: float) -> None:
        self.font = font
        self.scale = scale
        self.name = _SUBSET.sub("", str(font.name))

    @classmethod
    def of(cls, resource: DictionaryObject) -> _Face:
        matrix: Any = resource.get("/FontMatrix")
        type3 = resource.get("/Subtype") == "/Type3" and isinstance(matrix, list) and len(matrix) == 6
        return cls(Font.from_font_resource(resource), scale=abs(float(matrix[0])) if type3 else 0.001)

    def decode(self, shown: bytes) -> Iterator[tuple[str, float, bool]]:
        """Yield each code's text, its width for a size of 1, and whether word spacing applies to it."""
        font = self.font
        if not font.interpretable:
            return
        if isinstance(font.encoding, str):
            for code in shown.decode(font.encoding, "replace"):
                yield font.character_map.get(code, code), self._width(code), False
        else:
            for byte in shown:
                letter = font.encoding.get(byte, chr(byte))
                text = font.character_map.get(letter, letter)
                yield (_UNKNOWN if _is_name(text) else text), self._width(chr(byte)), byte == 32

    def _width(self, code: str) -> float:
        widths = self.font.character_widths
        width = widths.get(code, widths.get("default", 500))
        return float(width) * self.scale


@dataclass(frozen=True, slots=True)
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    page: Matrix = _IDENTITY
    face: _Face | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def moved(self, matrix: Matrix) -> _State:
        return self.with_(page=_multiply(matrix, self.page))

    def with_(self, **changes: Any) -> _State:
        values = {name: getattr(self, name) for name in self.__slots__}
        return _State(**(values | changes))


class _Pen:
    """Follows the instructions that move and show text, and keeps the words that it writes."""

    def __init__(self, *, turned: int) -> None:
        self.words: list[Word] = []
        self.rules: list[tuple[float, float, float]] = []
        self._path: list[tuple[float, float, float]] = []
        self._start: tuple[float, float] | None = None
        self.state = _State()
        self.stack: list[_State] = []
        self._turned = turned
        self._line = self._at = _IDENTITY
        self._word: list[str] = []
        self._place: tuple[float, float, float, float, int] | None = None  # x0, x1, y, size, turn
        self._face = ""
        self._spaced = True
        self._glyphs = self._forms = 0

    def count_form(self) -> None:
        self._forms += 1
        if self._forms > MAX_FORMS:
            raise SourceError(f"draws more than {MAX_FORMS:,} forms; split the file or save it anew")

    def take(self, face: _Face | None, operands: list[Any]) -> None:
        """Change the font; a size that is no number leaves the size as it is."""
        size = operands[1] if len(operands) > 1 and isinstance(operands[1], (int, float)) else self.state.size
        self.state = self.state.with_(face=face, size=float(size))

    def follow(self, operator: bytes, operands: list[Any]) -> None:
        """Carry out one instruction; one with operands of another kind than it needs is passed over."""
        try:
            if operator in _SHOW:
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
                self.state = self.state.moved(_matrix(operands))
            elif operator in _SET:
                name, scale = _SET[operator]
                self.state = self.state.with_(**{name: float(operands[0]) * scale})
        except (IndexError, TypeError, ValueError, OverflowError):
            return

    def _move(self, operator: bytes, operands: list[Any]) -> None:
        if operator in (b"BT", b"ET"):
            self._line = _IDENTITY
        elif operator == b"Tm":
            self._line = _matrix(operands)
        elif operator == b"T*":
            self._line = _multiply((1, 0, 0, 1, 0, -self.state.leading), self._line)
        else:
            x, y = float(operands[0]), float(operands[1])
            if operator == b"TD":
                self.state = self.state.with_(leading=-y)
            self._line = _multiply((1, 0, 0, 1, x, y), self._line)
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
        self._at = _multiply((1, 0, 0, 1, distance, 0), self._at)

    def _add(self, text: str, width: float) -> None:
        """Add one letter to the word, or begin a new one after a gap."""
        matrix = _multiply((1, 0, 0, 1, 0, self.state.rise), _multiply(self._at, self.state.page))
        turn, scale_x, scale_y = _direction(matrix)
        x, y = _turn_point(matrix[4], matrix[5], turn)
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


_SHOW = frozenset({b"Tj", b"TJ", b"'", b'"'})
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


def _multiply(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _matrix(operands: Any) -> Matrix:
    values = tuple(float(value) for value in list(operands)[:6])
    return values if len(values) == 6 else _IDENTITY


def _direction(matrix: Matrix) -> tuple[int, float, float]:
    """Return the quarter turns of the writing, and how far it is stretched along and across."""
    turn = round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
    return turn, math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])


def _turn_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return where a point lies when the page is turned so that writing of this direction is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _page_turn(page: PageObject) -> int:
    try:
        return -int(page.get("/Rotate") or 0) // 90 % 4
    except (TypeError, ValueError):
        return 0


def _is_name(text: str) -> bool:
    """Whether a code is given by a glyph's name alone ("/C21"): written out, it would change the figure beside it."""
    return len(text) > 1 and text.startswith("/")


def _resolve(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _as_mapping(value: Any) -> Mapping[str, Any]:
    found = _resolve(value)
    return found if isinstance(found, DictionaryObject) else {}
