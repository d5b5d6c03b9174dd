"""Words of a registry record as people read them: escapes undone, white space and characters made even."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark: a backslash before any ASCII punctuation
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SIGNS = {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "–": "-", "—": "-", "−": "-", "’": "'"}


@lru_cache(maxsize=4096)  # a record says the same of thousands of results
def unescape(text: str | None) -> str:
    """Return the text with CommonMark and HTML escapes undone once, on one line."""
    return " ".join(unescape_lines(text).split())


def unescape_lines(text: str | None) -> str:
    """Return the same with its lines and paragraphs kept."""
    plain = _ESCAPED.sub(r"\1", html.unescape(_CONTROL.sub("", text or "")))
    return _BLANK_LINES.sub("\n\n", plain.replace("\r\n", "\n").replace("\r", "\n")).strip()


def normalise(text: str | None) -> str:
    """Return a text as it is compared: case, kinds of dashes and signs, and punctuation at its end are read through."""
    plain = unescape(text).casefold()
    for sign, written in _SIGNS.items():
        plain = plain.replace(sign, written)
    return " ".join(plain.split()).strip(" .,;:")
