"""Whether a text holds a fact: spellings are compared after the typography has been taken away."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

_DOTS = "\u00b7\u2219\u22c5\u2024"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_TRANSLATION = str.maketrans(
    dict.fromkeys(_DOTS, ".") | dict.fromkeys(_DASHES, "-") | {"\u2265": ">=", "\u2264": "<=", "\u2019": "'"}
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)")
_PERCENT = re.compile(r"(?<=\d)\s*(?:%|percent\b|per cent\b)")
_CORRECTION = re.compile(
    r"\bno\b|\bnot\b|n't\b|\bnone\b|\bincorrect|\bwrong|\bdiffer|\bcontradict|\binstead\b|\brather than\b"
    r"|\bcorrect(?:ion|ed|ly)\b|\bmismatch|\bdisagree"
)
_NOT_A_CORRECTION = re.compile(r"\bnot (?:reached|estimable|stated|tested)\b|\bno\. ?\d")
"""Phrases of ordinary results that hold a negation; the rest of a sentence has to carry the correction."""


@lru_cache(maxsize=64)  # one answer is searched for many spellings
def normalise(text: str) -> str:
    """Return ``text`` in lower case with plain dots, dashes, spaces, counts and percent signs, without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TRANSLATION))
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).translate(_TRANSLATION)
    spaced = re.sub(r"\s+", " ", plain.lower()).replace("> =", ">=").replace("< =", "<=")
    counted = _THOUSANDS.sub(lambda count: count[0].replace(",", ""), spaced)
    return _PERCENT.sub("%", counted).strip()


def holds(text: str, spelling: str) -> bool:
    """Whether ``text`` holds ``spelling`` as a whole word or number; a date in ISO form in any common form.

    ``0.5`` is not held by ``0.53``, nor ``77`` by ``177`` or ``77.0``.
    """
    whole = normalise(text)
    return any(_whole(form).search(whole) for form in _forms(spelling))


def holds_any(text: str, spellings: tuple[str, ...]) -> bool:
    """Whether ``text`` holds one of the accepted ``spellings``."""
    return any(holds(text, spelling) for spelling in spellings)


def names_person(text: str, *, name: str, initials: str) -> bool:
    """Whether ``text`` names a person in full or by initials; initials count in capitals only."""
    by_initials = re.search(rf"(?<![\w-]){re.escape(initials)}(?![\w-])", text.translate(_TRANSLATION))
    return holds(text, name) or by_initials is not None


def corrects(text: str) -> bool:
    """Whether ``text`` says that something is not so, beyond a median that was not reached."""
    return _CORRECTION.search(_NOT_A_CORRECTION.sub(" ", normalise(text))) is not None


def _forms(spelling: str) -> tuple[str, ...]:
    if not _ISO_DATE.fullmatch(spelling):
        return (normalise(spelling),)
    day = date.fromisoformat(spelling)
    months = {f"{day:%B}".lower(), f"{day:%b}".lower()}
    written = (
        form
        for month in sorted(months)
        for number in (str(day.day), f"{day.day:02}")
        for form in (f"{number} {month} {day.year}", f"{month} {number}, {day.year}", f"{month} {number} {day.year}")
    )
    return (spelling, *dict.fromkeys(written))


def _whole(form: str) -> re.Pattern[str]:
    """``form`` with nothing attached that would make it another word or another number."""
    before = r"(?<![\w.])" if form[:1].isdigit() else r"(?<!\w)" if form[:1].isalpha() else ""
    after = r"(?!\w|\.\d)" if form[-1:].isdigit() else r"(?!\w)" if form[-1:].isalpha() else ""
    return re.compile(before + re.escape(form) + after)
