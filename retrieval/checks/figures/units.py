"""Units as tables print them: spelt out with their abbreviation, in other letters, or in words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import Number, is_at_time
from retrieval.checks.figures.unit_names import unit_after

_SHORT = re.compile(r"\w\s?\((?P<short>[^()\s%]+)\)$")
_SCALE = frozenset({"units on a scale", "score on a scale", "scores on a scale", "score"})


@lru_cache(maxsize=4096)
def plain_unit(unit: str) -> str:
    """A unit as ``numbers.unit_after`` writes it; else its abbreviation in brackets, else its own words."""
    words = _in_short(readable(unit).strip())
    short = _SHORT.search(words)
    if short and ("/" in short["short"] or unit_after(short["short"], 0)[1] == len(short["short"])):
        return plain_unit(short["short"])
    if words.casefold() in _SCALE:
        return "points"
    if over_time := _OVER_TIME.fullmatch(words):
        words = over_time["rate"]  # whatever is counted, "flares per patient-year"
    named, end = unit_after(words, 0)
    return named if named is not None and end == len(words) else words.casefold()


_OVER_TIME = re.compile(
    r"[\w -]{2,60}?(?:\s(?=per)|\s?(?=/))"
    r"(?P<rate>(?:per|/)\s?(?:1,?0{2,3}\s)?(?:patient|person|participant|subject)[- ]years?)",
    re.IGNORECASE,
)


def _in_short(unit: str) -> str:
    """A unit with its words as their signs: "micrograms per milliliter" and "mcg/mL" are "\u00b5g/ml"."""
    found = _SPELT.sub(lambda match: _SIGNS[match[0].casefold().rstrip("s")], unit)
    return _PER.sub("/", found) if found != unit else found


_SIGNS = {
    "microgram": "\u00b5g", "mcg": "\u00b5g", "ug": "\u00b5g", "\u03bcg": "\u00b5g", "nanogram": "ng", "picogram": "pg",
    "milligram": "mg", "gram": "g", "kilogram": "kg", "milliliter": "mL", "millilitre": "mL", "deciliter": "dL",
    "decilitre": "dL", "liter": "L", "litre": "L", "millimeters of mercury": "mmHg", "millimetres of mercury": "mmHg",
    "nanomole": "nmol", "millimole": "mmol", "micromole": "\u00b5mol", "umol": "\u00b5mol", "\u03bcmol": "\u00b5mol",
    "minute": "min", "cubic millimeter": "mm3", "cubic millimetre": "mm3", "mm^3": "mm3", "m^2": "m2",
}  # fmt: skip
_SPELT = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_SIGNS, key=len, reverse=True))})s?(?!\w)", re.IGNORECASE)
_PER = re.compile(r"\sper\s", re.IGNORECASE)


def is_share(unit: str | None) -> bool:
    """Whether a unit is a share of something that it names: "% of lung function", "percent predicted"."""
    return unit is not None and unit.casefold().startswith(("%", "percent"))


def own_units(units: Iterable[str]) -> tuple[str, ...]:
    """Units of a table that are words of its own, the longest first."""
    own = {readable(unit) for unit in units}
    known = {unit: unit_after(unit, 0) for unit in own}
    named = [
        unit
        for unit, (name, end) in known.items()
        if re.search(r"[^\W\d_]{2}", unit) and (name in (None, "%") or _RATE.match(unit, end))
    ]
    return tuple(sorted(named, key=lambda unit: (-len(unit), unit)))


def with_own_units(text: str, numbers: Sequence[Number], units: Sequence[str]) -> list[Number]:
    """The numbers, those without a unit before such words with that unit: "22 number of chewing cycles"."""
    return [
        _with_unit(text, number, units) if number.unit is None else _with_rate(text, number, units)
        for number in numbers
    ]


_RATE = re.compile(r"\s?(?:/|per)\s?(?:year|month|week|day|hour|minute)s?$", re.IGNORECASE)
"""Behind a unit that is told over time: "mL/min/1.73 m2 per year"."""


def _with_rate(text: str, number: Number, units: Sequence[str]) -> Number:
    """The number, with the longer unit of the table that its own goes on as: "0.93 mL/min/1.73 m2 per year".

    Of "26.2 % body mass" the whole is told, and no word of it names an outcome.
    """
    for unit in units if number.unit != "%" else ():
        told = _as_told(unit).match(text, number.end) if _RATE.search(unit) else None
        if told is not None and told.end() > number.unit_end:
            return replace(number, unit=plain_unit(unit), unit_end=told.end())
    begin = number.unit_end - 1
    shares = (unit for unit in units if number.unit == "%" and unit.startswith("%") and len(unit) > 1)
    whole = next((unit for unit in shares if text[begin : begin + len(unit)].casefold() == unit.casefold()), "%")
    return replace(number, unit_end=begin + len(whole)) if len(whole) > 1 else number


@lru_cache(maxsize=256)
def _as_told(unit: str) -> re.Pattern[str]:
    """A pattern for a unit over time, however its spaces are set: "mL/min/1.73m2/year"."""
    rate = _RATE.search(unit)
    words = unit[: rate.start()] if rate else unit
    per = rf"\s?(?:/|per|an?|each)\s?{unit.rsplit(maxsplit=1)[-1].rpartition('/')[2]}\b"
    spelt = {"/": r"(?:/|per)", "n": r"n(?:utes?)?" if "/min" in words else "n"}
    return re.compile(
        r"\s?" + r"\s?".join(spelt.get(sign, re.escape(sign)) for sign in words.replace(" ", "")) + per, re.IGNORECASE
    )


_OF_ALL = re.compile(r"[0-9]\s(?:out )?of (?:the |all )?$")


def _with_unit(text: str, number: Number, units: Sequence[str]) -> Number:
    if _OF_ALL.search(text, max(0, number.start - 16), number.start):
        return number  # "118 of 179 warts" are a count and its whole
    if text[number.end : number.end + 1] != " " or number.form != "digits" or is_at_time(text, number.start):
        return number
    for unit in units:
        end = number.end + 1 + len(unit)
        if text[number.end + 1 : end].casefold() == unit.casefold() and not re.match(r"\w", text[end : end + 1]):
            return replace(number, unit=plain_unit(unit), unit_end=end)
    noun = _NOUN.match(text, number.end)
    named = _by_noun(tuple(units)).get(noun["noun"].casefold()) if noun else None
    return replace(number, unit=plain_unit(named), unit_end=noun.end()) if noun and named else number


@lru_cache(maxsize=64)
def _by_noun(units: tuple[str, ...]) -> dict[str, str]:
    """The units of two words by their second, where it is of one alone: "letters" of "ETDRS Letters"."""
    nouns = [unit.casefold().partition(" ")[2] for unit in units]
    return {
        noun: unit
        for unit, noun in zip(units, nouns, strict=True)
        if len(noun) > _SHORT_NOUN and noun.isalpha() and nouns.count(noun) == 1
    }


_NOUN = re.compile(r" (?P<noun>[A-Za-z]+)\b")
_SHORT_NOUN = 4
