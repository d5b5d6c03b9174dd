"""What a posted value is: statistics, units and dispersions of a registry record in the table's words.

What no rule knows keeps the registry's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ingest.readers.registry_values import read_number
from ingest.readers.registry_words import normalise, unescape

PATIENTS = "patients"
PERCENT = "%"

_PARAMETERS = {
    "mean": "mean",
    "median": "median",
    "least squares mean": "least-squares mean",
    "geometric mean": "geometric mean",
    "geometric least squares mean": "geometric least-squares mean",
    "log mean": "log mean",
    "count of participants": "count",
    "count of units": "count",
}
_PEOPLE = r"(?:participants?|patients?|subjects?|persons?|people|individuals|volunteers|adults|children|women|men)"
_IS_PEOPLE = re.compile(rf"(?:(?:number|no\.?|count)(?: \(n\))? of )?{_PEOPLE}(?: \(n\))?")
_IS_PERCENT = re.compile(
    rf"%|per ?cent(?:age)?|(?:%|per ?cent(?:age)?)(?: \(%\))? of (?:the )?{_PEOPLE}(?: \(%\))?|{_PEOPLE} \(%\)"
    rf"|(?:[a-z-]+ )?(?:rate|incidence|proportion)s?,? \((?:%|(?:%|per ?cent(?:age)?) of {_PEOPLE})\)"
)
_OF_PERCENT = re.compile(r"(?:%|per ?cent(?:age)?)\b.*|%.*")
_IS_COUNT = re.compile(
    r"(?:(?:number|no\.?|count) of )?(?:[a-z-]+ )?(?:events?|episodes?|cases?|deaths?|flares?|relapses)"
)
_RATE = re.compile(r".*(?:\bper\b|/).*")
_PROPORTION = re.compile(
    r"(?:(?:estimated|adjusted|observed|cumulative|predicted|mean) ){0,2}(?:proportion|probability|fraction)(?: of .*)?"
)

_EFFECTS: tuple[tuple[str, str], ...] = (
    (r"hazards? ratio|\bhr\b|cox proportional hazards?", "hazard ratio"),
    (r"odds ratio|\bor\b(?= *\)|$)", "odds ratio"),
    (r"incidence rate ratio|rate ratio|\birr\b", "rate ratio"),
    (r"risk ratio|relative risk|\brr\b|prevalence ratio", "risk ratio"),
    (
        r"\brisk difference|\brd\b|difference (?:in|of|between) (?:proportion|percentage|rate|risk|response)s?",
        "risk difference",
    ),
    (r"ratio of (?:the )?geometric|geometric.*ratio|\bgmr\b", "geometric mean ratio"),
    (
        r"ratio of (?:the )?(?:ls|least[ -]squares?).*means?|(?:ls|least[ -]squares?) means? ratio",
        "ratio of least-squares means",
    ),
    (r"ratio of (?:the )?means|means? ratio", "ratio of means"),
    (
        r"(?:ls|least[ -]squares?|adjusted).*difference|difference.*(?:ls|least[ -]squares?|adjusted)",
        "least-squares mean difference",
    ),
    (r"median difference|difference.*medians?|hodges[ -]lehmann", "median difference"),
    (r"mean difference|difference.*means?\b", "mean difference"),
    (r"\bslope\b", "slope"),
    (r"(?:correlation|pearson|spearman).*", "correlation coefficient"),
    (r"(?:percentage|proportion|rate)s? difference", "difference"),
    (r"(?:treatment |net )?difference", "difference"),
)

_CONFIDENCE = re.compile(
    r"(?:(\d{2}(?:\.\d+)?)\s*%?\s*)?(?:confidence interval|confidence limits?|ci)\b.*|confidence (\d{2,3}|other)"
)
_SPREADS: tuple[tuple[str, str], ...] = (
    (r"standard deviation|\bsd\b", "standard deviation"),
    (r"standard error.*|\bse\b|\bsem\b", "standard error"),
    (r"geometric coefficient.*|geometric cv.*", "geometric coefficient of variation"),
    (r"coefficient of variation|\bcv\b", "coefficient of variation"),
)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """What stands beside a posted value.

    Attributes:
        bounds: What the two limits are; ``None`` where no rule knows.
        level: Confidence level in percent, only as stated.
        spread: What a single spread is, a statistic of its own.
    """

    bounds: Literal["CI", "range", "IQR"] | None = None
    level: Decimal | None = None
    spread: str = "dispersion"


def read_parameter(param_type: str | None, unit: str | None) -> tuple[str, str | None]:
    """Return the statistic and the unit of a measure's values; the type is read first, then the unit.

    Old records tag counts and percentages alike as "NUMBER". "%" stands for a percentage of participants alone.
    """
    kind = normalise(param_type).replace("_", " ")
    posted = unescape(unit) or None
    plain = normalise(unit)
    if kind == "count of participants":
        return "count", PATIENTS
    if kind in _PARAMETERS:
        return _PARAMETERS[kind], PERCENT if plain in ("%", "percent") else posted
    if kind not in ("", "number"):
        return kind, posted
    if _IS_PEOPLE.fullmatch(plain):
        return "count", PATIENTS
    if _IS_PERCENT.fullmatch(plain):
        return "percentage", PERCENT
    if _OF_PERCENT.fullmatch(plain):
        return "percentage", posted
    if _IS_COUNT.fullmatch(plain):
        return "count", posted
    if _RATE.fullmatch(plain):
        return "rate", posted
    return ("proportion" if _PROPORTION.fullmatch(plain) else "number"), posted


def read_effect(param_type: str | None) -> str | None:
    """Return the statistic of an analysis; ``None`` where it names none, its own words where no rule knows them."""
    words = normalise(param_type)
    if not words or words == "na":
        return None
    known = (name for pattern, name in _EFFECTS if re.search(pattern, words))
    return next(known, unescape(param_type))


def read_dispersion(kind: str | None) -> Dispersion:
    """Return what a dispersion type means: of an outcome it is a text for readers, of the baseline a code."""
    words = (
        normalise(kind)
        .replace("_", " ")
        .replace("inter-quartile", "interquartile")
        .replace("inter quartile", "interquartile")
    )
    if words in ("", "na", "none"):
        return Dispersion()
    confidence = _CONFIDENCE.fullmatch(words)
    if confidence:
        return Dispersion("CI", _level(confidence.group(1) or confidence.group(2)), spread=unescape(kind))
    if "interquartile" in words:
        return Dispersion("IQR", spread="interquartile range")
    if words in ("full range", "range", "min-max", "minimum-maximum"):
        return Dispersion("range", spread="range")
    known = (name for pattern, name in _SPREADS if re.search(pattern, words))
    return Dispersion(spread=next(known, unescape(kind)))


def read_level(text: str | None) -> Decimal | None:
    """Return a stated confidence level; ``None`` without one: 95 is never assumed."""
    level = read_number((text or "").replace("%", ""))
    return level if level is not None and 0 < level < 100 else None


def _level(stated: str | None) -> Decimal | None:
    """The code "975" stands for 97.5 %."""
    if stated is None or stated == "other":
        return None
    return Decimal(f"{stated[:2]}.{stated[2:]}") if len(stated) == 3 and stated.isdecimal() else Decimal(stated)
