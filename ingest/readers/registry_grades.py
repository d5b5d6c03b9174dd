"""Seriousness and grades that the titles of safety outcomes name; the registry has no field for them."""

from __future__ import annotations

import re

from ingest.readers.registry_words import unescape

_GRADES = (
    (
        re.compile(r"\bserious (?:[\w-]+ ){0,2}adverse\b|\bserious (?:TE)?AEs?\b|\b(?:TE)?SAEs?\b", re.IGNORECASE),
        "serious",
    ),
    (
        re.compile(
            r"\bgrades? ?(?:>=|≥) ?3\b|\bgrade 3 (?:or|and) (?:higher|greater|above|worse|more)|"
            r"\bgrades? (?:3|III) ?(?:-|–|to) ?(?:5|V)\b",
            re.IGNORECASE,
        ),
        ">=3",
    ),
    (re.compile(r"(?<!non)(?<!non[- ])\bfatal\b|\bgrades? (?:5|V)\b", re.IGNORECASE), "5"),
)
_AMONG_OTHERS = re.compile(
    r"(?:adverse events?|AEs?\b|deaths?)[^,;]*(?:,| and | or |/)[^;]*\b(?:serious|SAE)|non-?serious|"
    r"\b(?:serious|SAEs?)\b[^;]*(?:,| and | or |/)[^;]*\b(?:TEAEs?|AEs?|deaths?|adverse)",
    re.IGNORECASE,
)


def read_grade(*titles: str | None) -> str | None:
    """Return "serious", ">=3" or "5" (fatal) by the first of ``titles`` that names one alone; else ``None``.

    A row's title goes before its outcome's: "adverse events and serious adverse events" leaves it to the rows.
    """
    for title in titles:
        plain = unescape(title)
        named = [grade for pattern, grade in _GRADES if pattern.search(plain)]
        if len(named) == 1 and not (named == ["serious"] and _AMONG_OTHERS.search(plain)):
            return named[0]
    return None


_ROW = re.compile(r"(?P<any>any(?: grade)?)|grade (?P<grade>[1-5]|I{1,3}|IV|V)", re.IGNORECASE)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}


def read_row_grade(title: str | None) -> str | None:
    """Return the grade that is all a row's title says: "Any" and "Grade 3" below "Fever"."""
    match = _ROW.fullmatch(unescape(title).strip())
    if match is None:
        return None
    return "any" if match["any"] else _ROMAN.get(match["grade"].upper(), match["grade"])
