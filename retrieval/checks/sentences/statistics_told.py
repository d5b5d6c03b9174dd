"""Whether a result is of the kind that the words and the unit of a number allow: a ratio, a share, a count, a time."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.spreads import DISPERSIONS
from retrieval.checks.figures.units import is_share, plain_unit
from retrieval.checks.sentences.slots import Slot

_SHARES = frozenset({cues.PERCENTAGE, cues.COUNT})
_PEOPLE = ("patients", "events", "deaths", "participants")


def has_statistic(row: Result, slot: Slot) -> bool:
    """Whether a result is of a kind that the words and the unit allow."""
    kind = family(row.statistic, row.unit)
    if kind in DISPERSIONS and (kind != slot.dispersion or slot.expression.number(Role.SPREAD)):
        return False
    told = slot.expression.number
    estimate = told(Role.ESTIMATE)
    if estimate is None and told(Role.P) is not None and told(Role.LOW) is None:
        return row.p_value is not None
    if estimate is not None and estimate.form == "not reached":
        return kind == cues.MEDIAN
    if slot.statistics:
        named = _is_as_named(row, kind, slot)
        return _same_unit(row, kind, slot) if named is None else named
    if estimate is None and told(Role.COUNT) is not None:
        return kind in (cues.PERCENTAGE, cues.COUNT)
    if estimate is not None and slot.unit is None and estimate.form in ("digits", "cardinal"):
        return _without_unit(row, kind, slot, estimate)
    return _same_unit(row, kind, slot)


def _is_as_named(row: Result, kind: str, slot: Slot) -> bool | None:
    """Whether a result is of a statistic named; ``None`` where it is, and its unit decides."""
    allowed = slot.statistics
    percent = slot.unit == "%"
    if not allowed.isdisjoint(_SHARES):
        hazard = percent and _is_of_hazard(slot.before, slot.after)
        allowed = _allowed(allowed, percent and is_share(row.unit), hazard)
    if slot.statistics == cues.RATIOS and (row.unit or "").casefold() == "ratio" and slot.expression.interval is None:
        return True  # what is measured as a ratio in each arm: "fell to a ratio of 0.66 on A"
    if kind in _OF_RATES and not allowed.isdisjoint(_OF_RATES) and _is_of_either(row.outcome, slot.told):
        allowed = allowed | _OF_RATES  # of two rates a record may call the ratio one of risks
    if cues.DIFFERENCE in allowed and (gap := _is_gap(row, kind, slot)) is not None:
        return gap
    if kind == "rate" and cues.MEAN in allowed and row.arm is not None and " per " in (row.unit or ""):
        return True  # "a mean of 0.02 lesions per scan": a count over what it was made in
    return False if kind not in allowed or (kind == cues.COUNT and percent and row.n is None) else None


def _is_gap(row: Result, kind: str, slot: Slot) -> bool | None:
    """Whether a result is the difference that is told: a relative one is none in points; ``None`` for other kinds."""
    if slot.unit == "%" and RELATIVE.search(slot.before):
        return kind == cues.DIFFERENCE and "relative" in f"{row.statistic} {row.outcome}".casefold()
    if row.comparison is not None and kind in _COMPARED:
        return _same_unit(row, kind, slot)
    return None


def _is_of_either(title: str, told: str) -> bool:
    """Whether a ratio may be one of risks and of rates alike: by its title, or told by two letters alone."""
    return _RATE.search(title) is not None or (_LETTERS.search(told) is not None and not _SPELT_OUT.search(told))


_OF_RATES = frozenset({cues.RISK, cues.RATE})
_RATE = re.compile(
    r"\b(?:annuali[sz]ed|event|incidence|exacerbation|relapse|hospitali[sz]ation) rates?\b|\brates? of\b|-?years?\b",
    re.IGNORECASE,
)
"""In the title of what is counted over time."""
_LETTERS = re.compile(r"\ba?RRs?\b")
"""Two letters that stand for a ratio of rates as well as for one of risks."""
_SPELT_OUT = re.compile(r"\brelative risks?\b|\brisk ratios?\b", re.IGNORECASE)


_LOCATIONS = frozenset({cues.MEAN, cues.MEDIAN})
RELATIVE = re.compile(
    r"\brelative (?:[a-z]+ )?(?:differences?|gaps?)(?: (?:of|was|is|between|in)\b[^.;,0-9]{0,40})?\s$", re.IGNORECASE
)
"""Before a difference that is a share of the other figure, and none in points."""
_COMPARED = frozenset({cues.MEAN, cues.MEDIAN, "slope"})
"""What is no ratio: of two arms together it is their difference, by whatever name a record has it."""


@lru_cache(maxsize=1024)
def _allowed(told: frozenset[str], share: bool, hazard: bool) -> frozenset[str]:
    """The kinds of statistics that a share or a count may be of: a percentage is told of a count, too."""
    located = told & _LOCATIONS  # a share told as a mean is no median
    more = {*_SHARES, "threshold"} | (_LOCATIONS if share and not located else frozenset())
    return told | more | ({_HAZARD_REDUCTION} if hazard else set())


@lru_cache(maxsize=1024)  # a number is held against many results
def _is_of_hazard(before: str, after: str) -> bool:
    return _OF_HAZARD.search(f"{before} {after[:_NEAR]}") is not None


_HAZARD_REDUCTION = "hazard reduction"
_OF_HAZARD = re.compile(r"\breduc\w+ (?:in|of) (?:the )?(?:hazard|risk)\b(?! ratio)", re.IGNORECASE)
_NEAR = 60
"""Code points behind a percentage in which it may be called one of the hazard."""


def is_share_of_one(slot: Slot, estimate: Number) -> bool:
    """Whether a bare number below one is told as a share of the patients, and no ratio: "a proportion of 0.53"."""
    if slot.unit is not None or not estimate.decimals or not isinstance(estimate.value, Decimal):
        return False
    return 0 < estimate.value < 1 and _SHARE_BEFORE.search(slot.before[-_SHARE_NEAR:]) is not None


_SHARE_BEFORE = re.compile(
    r"\b(?:proportions?|shares?|fractions?|probabilit(?:y|ies)|chances?)\b(?! ratio)[^.;,:0-9]*$", re.IGNORECASE
)
_SHARE_NEAR = 90
"""Code points before a number in which it may be called a share."""


def _without_unit(row: Result, kind: str, slot: Slot, estimate: Number) -> bool:
    """Whether a result may be a number that is told without a unit."""
    if is_share_of_one(slot, estimate):
        return kind == cues.PERCENTAGE
    if slot.arm_source == "named" and slot.expression.interval is None and estimate.decimals and row.arm is not None:
        return kind in (cues.PERCENTAGE, cues.MEAN, cues.MEDIAN, "rate")
    bounded = slot.expression.interval == "CI"
    if bounded and not estimate.decimals and isinstance(estimate.value, Decimal) and estimate.value >= _TEN:
        return kind in (cues.MEAN, cues.MEDIAN) or row.unit is None  # "63 on B (33-90)" is no ratio
    if bounded or estimate.decimals:
        return _as_ratio(row, kind, slot)
    if kind in (cues.MEAN, cues.MEDIAN) and _is_whole(row):
        return True
    if kind == cues.MEDIAN and row.unit in (None, "lines", "cycles"):
        return True
    return kind == cues.COUNT or (kind == cues.PERCENTAGE and row.n is not None)


def _as_ratio(row: Result, kind: str, slot: Slot) -> bool:
    """Whether a result may be a number with decimals, or bounds, and no unit: a ratio, a mean, or a rate of one arm."""
    of_arm = row.arm is not None
    if of_arm and kind == "rate" and slot.partner is not None:
        return True  # "0.32 versus 1.41": one of each arm, and no ratio of them
    if of_arm and kind == "rate" and _AS_RATE.search(slot.told):
        return slot.arm is not None or _RATIO_SAID.search(slot.told) is None  # "rates were 0.13 and 0.16"
    counted = kind == "rate" or row.statistic in ("number", "proportion")
    if of_arm and counted and slot.arm_source == "named" and row.interval_kind == "CI":
        return True  # "0.364 (95 % CI 0.303 to 0.436) with B": what is counted over time in one arm
    return kind in cues.RATIOS or kind == cues.MEAN or (kind not in (cues.PERCENTAGE, cues.COUNT) and row.unit is None)


_AS_RATE = re.compile(r"\brates?\b(?! ratio)", re.IGNORECASE)
_RATIO_SAID = re.compile(r"\bratios?\b|\b[HOR]Rs?\b")


def _is_whole(row: Result) -> bool:
    """Whether a mean is a whole number of more than one digit: a bare number may tell it."""
    return isinstance(row.value, Decimal) and abs(row.value) >= _TEN and row.value == int(row.value)


def is_large(row: Result) -> bool:
    """Whether a mean is a whole number of hundreds, as titres are: told bare, it may look like a count."""
    return isinstance(row.value, Decimal) and abs(row.value) >= _HUNDRED and row.value == int(row.value)


_TEN, _HUNDRED = 10, 100


_UNSAID = re.compile(r"see\b|as (?:specified|described|listed|indicated)\b|various\b|multiple\b", re.IGNORECASE)
"""Begins what a record prints for a unit that it gives elsewhere: "see class title for the unit"."""
_IN_BRACKETS = re.compile(r"\((?P<unit>[^()]+)\)$")
"""Ends the name of a row with its unit: "Serum creatinine (micromoles per liter)"."""


@lru_cache(maxsize=1024)
def _either_of(unit: str) -> frozenset[str]:
    """The units of a title that has two: "kg or kg/m^2 as stated"."""
    parts = _OR.split(_AS_SAID.sub("", unit))
    return frozenset(map(plain_unit, parts)) if len(parts) > 1 else frozenset()


_OR, _AS_SAID = re.compile(r"\s(?:or|and)\s|[,;]\s"), re.compile(r",?\s(?:as|see)\b.*$")
_EACH_TIME = re.compile(r"\s?(?:/|\bper )\s?(?:year|yr|month|week)s?$", re.IGNORECASE)


def _same_unit(row: Result, kind: str, slot: Slot) -> bool:
    """Whether a result is told in the unit of a number."""
    unit = slot.unit
    if unit is None or row.unit == unit:
        return True
    if row.unit and _UNSAID.match(row.unit):
        named = _IN_BRACKETS.search(row.item or "")
        return named is None or plain_unit(named["unit"]) == unit
    if unit in ("patients", "events", "deaths"):
        if unit == "events" and row.category in ("baseline", "disposition", "design"):
            return False  # who took part is no event
        return row.unit in _PEOPLE or kind in (cues.PERCENTAGE, cues.COUNT)
    if unit == "%" and (is_share(row.unit) or kind == cues.PERCENTAGE or (kind == cues.COUNT and row.n is not None)):
        return True  # the share of a count follows from its n and N
    measured = row.unit != "%" or kind in _LOCATIONS  # the mean of a measure in per cent, and no share of patients
    if unit in ("percentage points", "points") and measured and is_share(row.unit):
        changes = "change" in (row.unit or "").casefold()  # "percentage of HbA1c" changes by points, as changes differ
        return not changes or (row.comparison is not None and kind == cues.DIFFERENCE)
    if unit == "percentage points":
        return kind == cues.DIFFERENCE
    return _is_written_so(row.unit or "", unit)


def _is_written_so(held: str, unit: str) -> bool:
    """Whether a unit is written in another way: without its time, in brackets, or per time."""
    own = plain_unit(held) if held else ""
    if own in (unit, unit.rstrip("s")) or unit in _either_of(held):
        return True
    other = _IN_BRACKETS.search(held)  # "percent of participants per year (events per 100 patient-years)"
    if other is not None and plain_unit(other["unit"]) == unit:
        return True
    if unit == plain_unit(_EACH_TIME.sub("", own)):
        return True  # what is lost in a year: "114.7 mL" of "mL/yr"
    rate = unit in cues.TIMES and ("/" in own or " per " in own)
    return rate and re.search(rf"\b{unit}(?: per |\s?/)", own) is not None
