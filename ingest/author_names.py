"""Authors found in the author list by what a statement prints: initials, a title with a surname, or a full name."""

from __future__ import annotations

import re
import unicodedata

_TITLE = re.compile(r"(?:Drs?|Prof(?:essor)?s?|Mr|Mrs|Ms|Miss)\.?\s+")
_CAPITAL = "[A-Z\u00c0-\u00d6\u00d8-\u00deĆČĐĞİŁŃŐŘŚŞŠŰŹŻŽ]"
INITIALS = re.compile(rf"{_CAPITAL}(?:[.\-\u2010-\u2013]{{0,2}}[a-z]{{0,3}}{_CAPITAL}){{1,5}}\.?")
"""Initials as printed: "PM", "M-AD", "J.S.", "A-LdV"."""


def resolve_author(printed: str, *, authors: tuple[str, ...]) -> str | None:
    """Return the one author that ``printed`` names, or ``None`` when it names none or several."""
    exact = [name for name in authors if _matches(printed, name)]
    if not exact and INITIALS.fullmatch(printed):  # middle names may be left out of the initials, or of the list
        exact = [name for name in authors if _ends(_letters(printed)) == _ends(_initials(name))]
    return exact[0] if len(exact) == 1 else None


def find_candidates(printed: str, *, authors: tuple[str, ...]) -> tuple[str, ...]:
    """Return every author that ``printed`` may name."""
    ends = _ends(_letters(printed)) if INITIALS.fullmatch(printed) else None
    return tuple(name for name in authors if _matches(printed, name) or ends == _ends(_initials(name)))


def _matches(printed: str, name: str) -> bool:
    if INITIALS.fullmatch(printed):
        return _letters(printed) == _initials(name)
    words, of_name = _fold(_TITLE.sub("", printed)).split(), _fold(name).split()
    return words == of_name or (bool(words) and bool(_TITLE.match(printed)) and words == of_name[-len(words) :])


def _initials(name: str) -> str:
    """The first letter of each part, hyphenated parts counted: "Anne-Marie de Vries" gives "AMDV"."""
    return "".join(part[0] for part in re.split(r"[\s\-\u2010-\u2013]+", _fold(name)) if part).upper()


def _letters(printed: str) -> str:
    """The capitals: of "PMcK" "PMK"."""
    return _fold("".join(character for character in printed if character.isupper())).upper()


def _ends(initials: str) -> str:
    return initials[:1] + initials[-1:]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()
