"""Typographic variants read as one spelling, character by character, so that every offset stays true."""

from __future__ import annotations

import re

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_POINTS = "\u00b7\u2219\u22c5\u2024\u2027\u0387\u30fb"
_TRANSLATION = {
    **{ord(space): " " for space in _SPACES},
    **{ord(dash): "-" for dash in _DASHES},
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    **{ord(sign): "≥" for sign in "⩾≧"},
    **{ord(sign): "≤" for sign in "⩽≦"},
    ord("％"): "%",
    ord("\u2019"): "'",
    ord("\u2009"): " ",
}
_MIDDLE_POINT = re.compile(rf"(?<=[0-9])[{_POINTS}](?=[0-9])|(?<![\w{_POINTS}])[{_POINTS}](?=[0-9])")
_ARABIC_POINT = re.compile("(?<=[0-9])\u066b(?=[0-9])")


def readable(text: str) -> str:
    """Return ``text`` with plain spaces, hyphens, decimal points and digits, exactly as long."""
    plain = _MIDDLE_POINT.sub(".", text.translate(_TRANSLATION))
    return _ARABIC_POINT.sub(".", plain)
