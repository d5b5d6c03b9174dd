"""The words of a page with their places, read from its drawing instructions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

from ingest.readers.pdf.faces import Face
from ingest.readers.pdf.matrices import read_matrix
from ingest.readers.pdf.pen import SHOW, Pen, Word

if TYPE_CHECKING:
    from pypdf import PageObject

_MAX_DEPTH = 20  # of forms within forms


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
        self._faces: dict[tuple[int, int], Face | None] = {}
        self._forms: dict[int, list[tuple[Any, bytes]]] = {}

    def read(self, page: PageObject) -> Drawing:
        """Return what a page shows.

        Raises:
            SourceError: The page draws more than ``MAX_GLYPHS`` or ``MAX_FORMS``.
        """
        self._forms = {}
        pen = Pen(turned=_page_turn(page))
        contents = page.get("/Contents")
        if contents is not None and isinstance(contents.get_object(), (ArrayObject, StreamObject)):
            operations = ContentStream(contents, page.pdf, "bytes").operations
            self._draw(operations, _as_mapping(page.get("/Resources")), pen=pen)
        return Drawing(tuple(pen.words), tuple(pen.rules))

    def _draw(
        self, operations: Iterable[tuple[Any, bytes]], resources: Mapping[str, Any], *, pen: Pen, depth: int = 0
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

    def _draw_form(self, form: StreamObject, around: Mapping[str, Any], *, pen: Pen, depth: int) -> None:
        """Draw a form in the place where it is used; one without text, as the marks of a figure are, is passed over."""
        operations = self._forms.get(id(form))
        if operations is None:
            found = ContentStream(form, getattr(form, "pdf", None), "bytes").operations
            says = any(operator == b"Do" or operator in SHOW for _, operator in found)
            operations = self._forms[id(form)] = found if says else []
        if not operations:
            return
        pen.count_form()
        before = pen.state, list(pen.stack)
        pen.state = pen.state.moved(read_matrix(form.get("/Matrix") or ()))
        self._draw(operations, _as_mapping(form.get("/Resources")) or around, pen=pen, depth=depth)
        pen.state, pen.stack = before

    def _face(self, fonts: Mapping[str, Any], name: Any) -> Face | None:
        named = fonts.raw_get(name) if isinstance(fonts, DictionaryObject) and name in fonts else None
        key = (named.idnum, named.generation) if isinstance(named, IndirectObject) else (id(fonts), hash(name))
        if key not in self._faces:
            font = _resolve(named)
            self._faces[key] = Face.of(font) if isinstance(font, DictionaryObject) else None
        return self._faces[key]


def _page_turn(page: PageObject) -> int:
    try:
        return -int(page.get("/Rotate") or 0) // 90 % 4
    except (TypeError, ValueError):
        return 0


def _resolve(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _as_mapping(value: Any) -> Mapping[str, Any]:
    found = _resolve(value)
    return found if isinstance(found, DictionaryObject) else {}
