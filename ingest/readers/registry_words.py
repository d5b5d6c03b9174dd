"""Words of a registry record as people read them: escapes undone, white space and characters made even."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark: a backslash before any ASCII punctuation
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|li|br|h[1-6]|table|tr)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|sup|sub|td|th|thead|tbody)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SIGNS = {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "–": "-", "—": "-", "−": "-", "’": "'"}


@lru_cache(maxsize=4096)  # a record says the same of thousands of results
def unescape(text: str | None) -> str:
    """Return the text with CommonMark and HTML escapes undone once, on one line."""
    return " ".join(unescape_lines(text).split())


def outcome_name(title: str | None) -> str:
    """Return a posted title as an outcome is called: escapes undone, and without the full stop at its end."""
    name = unescape(title)
    return name[:-1] if name.endswith(".") and not _SHORTENED.search(name) else name


def unescape_lines(text: str | None) -> str:
    """Return the same with its lines and paragraphs kept."""
    marked = _CONTROL.sub("", text or "")
    if "</" in marked:  # some exports carry their own HTML; a lone "<" is less than
        marked = _INLINE.sub("", _BLOCK.sub("\n", marked))
    plain = _ESCAPED.sub(r"\1", html.unescape(marked))
    return _BLANK_LINES.sub("\n\n", plain.replace("\r\n", "\n").replace("\r", "\n")).strip()


_SHORTENED = re.compile(r"(?:\.\S*|\b(?:vs|etc|approx|no|incl|max|min))\.$", re.IGNORECASE)
"""A title that ends in an abbreviation: "U.S."."""


@lru_cache(maxsize=4096)
def normalise(text: str | None) -> str:
    """Return a text as it is compared: case, kinds of dashes and signs, and punctuation at its end are read through."""
    plain = unescape(text).casefold()
    for sign, written in _SIGNS.items():
        plain = plain.replace(sign, written)
    return " ".join(plain.split()).strip(" .,;:")
