"""Typographic variants read as one spelling, character by character, so that every offset stays true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_POINTS = "\u00b7\u2219\u22c5\u2024\u2027\u0387\u30fb"
_TRANSLATION = {
    **{ord(space): " " for space in _SPACES},
    **{ord(dash): "-" for dash in _DASHES},
    **{ord(sign): "≥" for sign in "⩾≧"},
    **{ord(sign): "≤" for sign in "⩽≦"},
    ord("％"): "%",
    ord("\u2019"): "'",
    ord("\u2009"): " ",
}
_MIDDLE_POINT = re.compile(rf"(?<=[0-9])[{_POINTS}](?=[0-9])|(?<![\w{_POINTS}])[{_POINTS}](?=[0-9])")
_ARABIC_POINT = re.compile("(?<=[0-9])\u066b(?=[0-9])")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
"""Of another script, or of a mathematical or full-width alphabet."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_RAISED_DECIMAL = re.compile(rf"(?<![\w.)\]])[{_RAISED}]+[.,·][{_RAISED}]+")
"""Raised digits are marks and exponents, unless they make a decimal of their own."""
_LETTERS_FOR_DIGITS = str.maketrans("OoОоΟοlIІ|", "0000001111")
_MISTYPED = re.compile(
    r"(?<![\w.])(?:[OoОоΟο]|(?=[0-9OoОоΟοlIІ|]*[0-9])[0-9OoОоΟοlIІ|]{2,}|[0-9])[.,](?=[0-9OoОоΟοlIІ|]*[0-9])[0-9OoОоΟοlIІ|]+(?!\w)"
    r"|(?<![\w.])[0-9]+[OoОоΟοlIІ|]+[0-9]+(?![\w])"
)
"""Numbers with letters that look like digits: "O.35", "2l.9", "1O2"."""

_ARROW = re.compile(r"(?<=\s)(?:-{1,3}|={2,3})>(?=\s|[0-9])")
"""An arrow in plain signs, which is no minus and no comparator."""
_BAR = re.compile(
    r"^(?P<left>[^|\n]*(?:[0-9%)\]]|months|weeks|years|reached|NR) )\|"
    r"(?= (?:[~<>≤≥] ?)?(?:[0-9]|not reached|NR\b)[^|\n]*$)",
    re.MULTILINE,
)
"""The one bar of a line, between two figures: it parts no columns."""
_SQUARE = re.compile(r"\[((?=[^\[\]]*(?:[A-Za-z%=]|[0-9]\.[0-9]))[^\[\]()\n]{2,80})\](?!\()")
"""Words or decimals in square brackets, which are no mark of a citation and no link."""
_COMMA = re.compile(r"(?<![\w.,])0,(?=[0-9])")
"""Before decimals: no thousands begin with nothing."""


@lru_cache(maxsize=1024)  # the passages that may bind a number are read in every check
def readable(text: str) -> str:
    """Return ``text`` with plain spaces, hyphens, decimal points and digits, exactly as long."""
    plain = text.translate(_TRANSLATION)
    if not plain.isascii():
        plain = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)
        plain = _RAISED_DECIMAL.sub(lambda number: _lowered(number[0]), plain)
        plain = _ARABIC_POINT.sub(".", _MIDDLE_POINT.sub(".", plain))
    plain = _ARROW.sub(lambda arrow: "\u2192".ljust(len(arrow[0])), plain) if ">" in plain else plain
    plain = _SQUARE.sub(r"(\1)", plain) if "[" in plain else plain
    plain = _COMMA.sub("0.", plain) if "0," in plain else plain
    plain = _BAR.sub(r"\g<left>/", plain) if " | " in plain else plain
    plain = _MISTYPED.sub(lambda number: number[0].translate(_LETTERS_FOR_DIGITS), plain)
    plain = _with_tabs(plain) if "    " in plain and "\n" in plain else plain
    return _with_bars(plain) if plain.count(";") >= _FEWEST_SEMICOLONS else plain


def _with_tabs(text: str) -> str:
    """The text, with a tab for the blanks that part the columns of a table: three lines or more with as many."""
    lines = text.split("\n")
    counts = [len(_GAP.findall(line)) if not _PARTED.search(line) else 0 for line in lines]
    place = 0
    while place < len(lines):
        end = place + 1
        while counts[place] > 1 and end < len(lines) and counts[end] == counts[place] and _ROW.match(lines[end]):
            end += 1
        if end - place > len(("head", "row")) and not _DECIMAL.search(lines[place]):
            lines[place:end] = [_GAP.sub(lambda gap: "\t".ljust(len(gap[0])), line) for line in lines[place:end]]
        place = end
    return "\n".join(lines)


_GAP = re.compile(r" {3,}(?=\S)")
_PARTED = re.compile(r"[|\t]")
_ROW = re.compile(r"(?![-*\u2022]\s)\S.*[0-9]")
_DECIMAL = re.compile(r"[0-9]\.[0-9]")
"""In a row of figures, and not in the names of columns."""


def _with_bars(text: str) -> str:
    """The text, with bars for the semicolons that part the columns of a table: three lines or more with as many."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        end, count = place + 1, lines[place].count(";")
        while count > 1 and end < len(lines) and lines[end].count(";") == count and _CELLS.fullmatch(lines[end]):
            end += 1
        if end - place > len(("head", "row")) and _HEAD.fullmatch(lines[place]):
            lines[place:end] = [line.replace(";", "|") for line in lines[place:end]]
        place = end
    return "\n".join(lines)


_FEWEST_SEMICOLONS = 6
_HEAD = re.compile(r"(?!\s*[-*\u2022])(?:(?!.*[0-9]\.[0-9])[^;.]{0,50}(?:;|$)){3,}")
"""The names of columns: no sentence, and no figure."""
_CELLS = re.compile(r"(?!\s*[-*\u2022]\s)(?=.*;.*[0-9]).*")


def _lowered(number: str) -> str:
    return "".join(str(unicodedata.digit(sign, sign)) for sign in number)
