"""Fonts: how the codes of a text are read, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject
from pypdf.generic._font import (
    Font,
)  # widths and encodings: pypdf uses it for its own layouts, but exports no other way

_UNKNOWN = "\ufffd"
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class Face:
    """One font: how its codes are read, and how wide they are."""

    def __init__(self, font: Font, *, scale: float) -> None:
        self.font = font
        self.scale = scale
        self.name = _SUBSET.sub("", str(font.name))

    @classmethod
    def of(cls, resource: DictionaryObject) -> Face:
        """Return the font that a resource describes."""
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


def _is_name(text: str) -> bool:
    """Whether a code is given by a glyph's name alone ("/C21"): written out, it would change the figure beside it."""
    return len(text) > 1 and text.startswith("/")
