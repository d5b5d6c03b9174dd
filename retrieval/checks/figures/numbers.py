"""Every number in prose, with exact offsets: digits, words, dates, ratios and "not reached"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ingest.records import NOT_REACHED
from retrieval.checks.figures.dates import DATE, MONTH_YEAR, read_dates
from retrieval.checks.figures.names import find_names
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.tellings import counts_digits, counts_drugs, is_quantity, is_time_of_day
from retrieval.checks.figures.unit_names import unit_after
from retrieval.checks.figures.words import (
    AND_A_PART,
    CARDINAL,
    FACTOR,
    RATIO,
    SHARE,
    SPOKEN,
    as_decimal,
    read_ratio,
    read_spoken,
    read_words,
)

Form = Literal["digits", "cardinal", "share", "factor", "ratio", "date", "month", "not reached"]

_SPACED = (
    r"(?<!arm )(?<!grade )(?<!group )(?<!phase )(?<!week )(?<!month )(?<!day )(?<!year )(?<!cohort )(?<!stage )"
    r"[1-9][0-9]{0,2}(?: [0-9]{3})+"
    r"(?= (?:people|patients|participants|subjects|persons|individuals|adults|men|women)\b)"
)
"""Thousands set apart by a space, "13 911 people": elsewhere two numbers may stand side by side."""
_TOKEN = re.compile(
    rf"(?P<date>{DATE})|(?P<month>{MONTH_YEAR})"
    r"|(?P<missing>\bunreached\b|\bnot (?:yet |been |yet been )?(?:reached|estimable|evaluable|estimated|attained"
    r"|calculable)\b|(?-i:\b(?:NR|NE|NC)\b))"
    rf"|(?P<ratio>{RATIO}"
    r"|(?<![0-9./])[0-9]{1,3} ?/ ?[0-9]{1,3}(?= ?mg\b)"
    r"|(?<![0-9.:])[0-9]{1,2}(?: : |:)[0-9]{1,2}(?:(?: : |:)[0-9]{1,2}){0,4}(?!\.?[0-9]|%|:(?! )))"
    rf"|(?P<spoken>{SPOKEN})|(?P<mixed>(?<![\w.,])[0-9]{{1,3}}{AND_A_PART})|(?P<factor>{FACTOR})|(?P<share>{SHARE})"
    r"|(?P<digits>(?<![\w.])(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])"
    rf"|{_SPACED}"
    r"|[0-9]+(?:[.,][0-9]+)?(?![0-9])|\.[0-9]+))"
    r"|(?P<glued>(?<=[A-Za-z])[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<none>\bnone(?= (?:out )?of (?:the |these |those )?[0-9]| ?\(0))"
    rf"|(?P<cardinal>{CARDINAL}(?!-(?:sided|tailed|arm|way|drug|step|part|dimensional|dose|level"
    rf"|third|half)|'s|-on|[ -]times\b))",
    re.IGNORECASE,
)
_NOT_TOLD = Rare(
    r"\bnot (?:yet )?(?:been )?(?:available|reported|known|published|disclosed|provided|stated)\b|\bunavailable\b"
    r"|\bno data(?: (?:available|reported|given))?\b|\bN/A\b",
    "not ", "unavailable", "no data", "n/a",
)  # fmt: skip
_OF_MEDIAN = re.compile(r"\bmedian\b(?:(?!\.\s|\n).){0,220}$", re.IGNORECASE | re.DOTALL)
_REACHED = re.compile(r"[^.;|\n]{0,60}\bnot (?:yet )?(?:been )?reached\b", re.IGNORECASE)
"""Behind what says that there is no median: why there is none."""
NOT_TOLD = "not told"
"""What stands where a median is said to be missing: no number, unless the table says that it was not reached."""
_NO_SUM = "".join(rf"(?<!{word} )" for word in ("add", "adds", "added", "adding", "sum", "sums", "summed", "summing"))
"""Not behind "adding": what counts "add up to" is their sum, and no bound."""
_COMPARATOR = re.compile(
    r"(?P<above>(?:just|slightly|a little) (?:over|more than|above))\s?$"
    r"|(?P<under>(?:just|slightly|a little) (?:under|less than|fewer than|below))\s?$"
    r"|(?P<near>(?:close|near) to)\s?$"
    r"|(?P<lt><|\b(?:less than|fewer than|(?<!or )below|(?<!or )under))\s?$"
    rf"|(?P<le>≤|<=|at most|{_NO_SUM}up to|no more than|not more than)\s?$"
    r"|(?P<gt>>|\b(?:more than|greater than|(?<!spread )(?<!distributed )(?<!shared )(?<!or )over"
    r"|(?<!or )above|exceed(?:ed|ing|s)))\s?$"
    r"|(?P<ge>≥|>=|at least(?: an?)?|no(?:t)? (?:less|fewer) than)\s?$"
    r"|(?P<about>~|≈|≃|\b(?:about|approximately|approx\.?|around|roughly|nearly|almost|some|circa|ca\.?))\s?$",
    re.IGNORECASE,
)
_SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "about": "~", "near": "~", "above": "~>", "under": "~<"}
_GLUED = re.compile(r"(?:\b(?:HR|OR|RR|CI|IQR|n|p|grade|=|v)$)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text.

    Attributes:
        start: Offset of the number itself, without comparator and unit.
        value: A ``Decimal`` for quantities, the text "3:2" of a ratio, ``NOT_REACHED``; of a date its first reading.
        days: Every day that a date can mean.
        decimals: Decimals that were printed; ``None`` for words, where the rounding is not stated.
        unit: Canonical unit that stands right after it, or ``None``.
        unit_end: End of that unit; ``end`` without one.
        comparator: ``"<"``, ``"<="``, ``">"``, ``">="``, ``"~"`` (about), ``"~>"`` (just over), ``"~<"`` or ``None``.
        after: Offset of the comparator, or ``start``.
    """

    start: int
    end: int
    text: str
    form: Form
    value: Decimal | str | date
    decimals: int | None = None
    unit: str | None = None
    unit_end: int = 0
    comparator: str | None = None
    after: int = 0
    days: tuple[date, ...] = ()


@lru_cache(maxsize=256)  # the passages that may bind a number are read in every check
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return every number of a ``readable`` text, in order."""
    names = find_names(text)
    found: list[Number] = []
    place = 0
    for match in _TOKEN.finditer(text):
        while place < len(names) and names[place][1] <= match.start():
            place += 1
        named = any(start < match.end() and match.start() < end for start, end in names[place : place + 2])
        if named and match.lastgroup != "date":  # the "14th" of a date is no ordinal
            continue
        if found and match.start() < found[-1].unit_end:
            continue  # the 100 of "per 100 patient-years"
        if found and found[-1].form == "share" and text[found[-1].end : match.start()] == " or ":
            continue  # "one in six or seven"
        number = _read(match, text)
        if number is not None:
            found.append(number)
    return tuple(found)


def find_not_told(text: str) -> tuple[Number, ...]:
    """Return every place of a ``readable`` text that says of a median that there is none."""
    return tuple(
        Number(match.start(), match.end(), match[0], "not reached", NOT_TOLD, unit_end=match.end(), after=match.start())
        for match in _NOT_TOLD.finditer(text)
        if _OF_MEDIAN.search(text, max(0, match.start() - 240), match.start()) and not _REACHED.match(text, match.end())
    )


def _read(match: re.Match[str], text: str) -> Number | None:
    form = match.lastgroup or ""
    start, end = match.span(form)
    if form in ("date", "month"):
        days = read_dates(match[0])
        value: Decimal | str | date = days[0] if days else match[0]
        return Number(
            start, end, match[0], "date" if form == "date" else "month", value, unit_end=end, after=start, days=days
        )
    if form == "none":
        return Number(start, end, match[0], "cardinal", Decimal(0), decimals=0, unit_end=end, after=start)
    if form == "missing":
        return Number(start, end, match[0], "not reached", NOT_REACHED, unit_end=end, after=start)
    if form == "ratio" and is_time_of_day(match[0], text, end):
        return None
    if form == "ratio":
        unit, unit_end = unit_after(text, end)
        return Number(start, end, match[0], "ratio", read_ratio(match[0]), unit=unit, unit_end=unit_end, after=start)
    if form == "glued" and not _GLUED.search(text, max(0, start - 6), start):
        return None
    beside = _beside(text, start, end)
    if form == "spoken":
        spoken = read_spoken(match[0])
        return Number(
            start, end, match[0], "digits", spoken, decimals=-int(spoken.as_tuple().exponent), unit=beside.unit,
            unit_end=beside.unit_end, comparator=beside.comparator, after=beside.after,
        )  # fmt: skip
    if form in ("digits", "glued"):
        return _read_digits(match[form], text, start=start, beside=beside)
    printed = match[0].rstrip()
    if part := _MOST.match(printed):
        sign = "<" if part[0].casefold().endswith(("minority", "few")) else ">"
        beside = replace(beside, comparator=sign, after=start)
    end = start + len(printed)
    quantity = read_words(printed)
    quantity = replace(quantity, kind="factor") if form == "factor" else quantity  # "half as often"
    if quantity.kind == "share" and _OURS.match(text, end):
        return None
    if quantity.kind == "cardinal" and not is_quantity(printed, text=text, end=end, unit=beside.unit):
        return None
    return Number(
        start, end, printed, quantity.kind, as_decimal(quantity.value),
        decimals=0 if quantity.kind == "cardinal" else None, unit=beside.unit, unit_end=beside.unit_end,
        comparator=beside.comparator, after=beside.after,
    )  # fmt: skip


_MOST = re.compile(r"(?:most|few)\b|(?:the|a) (?:\w+ )?(?:majority|minority)$", re.IGNORECASE)
"""More than half, or less, in a word."""


def is_loose(number: Number) -> bool:
    """Whether a number is a word for more or less than half: nothing is missing where nothing decides it."""
    return number.form == "share" and _MOST.match(number.text) is not None


_OURS = re.compile(r"\s(?:of\s)?(?:our|my|your)\s", re.IGNORECASE)
"""Behind a share in words: it is of the writer's own patients, and of no trial's."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands right beside a number: its comparator with its offset, its unit with its end."""

    comparator: str | None
    after: int
    unit: str | None
    unit_end: int


_AT_TIME = re.compile(r"\b(?:day|week|month|year|cycle|visit)[\s-]$", re.IGNORECASE)
"""Before the number of a time point, whose unit stands there: in "the month 4 ratio" the 4 is no ratio."""


def is_at_time(text: str, start: int) -> bool:
    """Whether a number is that of a time point, "week 52": it has no unit behind it."""
    named = _AT_TIME.search(text, max(0, start - 8), start)
    if named is not None and _ONE.search(text, max(0, named.start() - 6), named.start()):
        return False  # "at one year 84.1 % were alive"
    return named is not None and not (text[: named.start()].endswith("the ") and _OF_PEOPLE.match(text, start))


_ONE = re.compile(r"\b(?:one|1)[\s-]$", re.IGNORECASE)
_OF_PEOPLE = re.compile(r"[0-9]+ (?:of (?:the )?[0-9]+ )?(?:patients|participants|people|subjects|children|adults)\b")
"""People counted behind a span of time: "over the year 17 patients died"."""


def _beside(text: str, start: int, end: int) -> _Beside:
    if is_at_time(text, start):
        return _Beside(None, start, None, end)
    comparator, after = _comparator(text, start)
    unit, unit_end = unit_after(text, end)
    if unit in ("mg", "mg/kg", "mg/m2", "µg") and text[after:start].strip().casefold() in ("under", "over"):
        comparator, after = None, start  # "under 200 mg": while on that dose
    return _Beside(comparator, after, unit, unit_end)


def _read_digits(printed: str, text: str, *, start: int, beside: _Beside) -> Number | None:
    end = start + len(printed)
    if counts_digits(text, start, end) or (len(printed) == 1 and counts_drugs(text, start, end)):
        return None
    if _YEAR.fullmatch(printed) and beside.unit is None and not _is_count(text, start, end):
        return None  # a year by itself names a reference or a season, not a figure
    if re.fullmatch(r"[A-Za-z]", text[end : end + 1]) and beside.unit is None:
        return None
    sign = ""
    if (
        beside.comparator is None
        and text[start - 1 : start] == "-"
        and re.search(r"(?:^|[\s(\[=,;:]|[0-9]-)-$", text[max(0, start - 3) : start])
    ):
        before = text[max(0, start - 6) : start - 1].rstrip()
        timed = _VISIT_BEFORE.search(text, max(0, start - 14), start - 1)  # "at week 36 -2.74 kg"
        if timed or not before or not (before[-1].isdigit() or before[-1] == "%" or before.endswith("reached")):
            sign, start, beside = "-", start - 1, replace(beside, after=start - 1)
    plain = (
        re.sub("[, ]", "", printed)
        if re.fullmatch(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?", printed)
        else printed.replace(",", ".")
    )
    decimals = len(plain.partition(".")[2])
    plain = f"0{plain}" if plain.startswith(".") else plain
    return Number(
        start, end, text[start:end], "digits", Decimal(sign + plain),
        decimals=decimals, unit=beside.unit, unit_end=beside.unit_end,
        comparator=beside.comparator, after=beside.after,
    )  # fmt: skip


_VISIT_BEFORE = re.compile(r"\b(?:day|week|month|year|cycle|visit)s? [0-9]+ $", re.IGNORECASE)
_LATEST = 2035
"""The last year that a text may tell."""
_COUNT_BEFORE = re.compile(r"(?:[nN] ?= ?|[0-9] of |[0-9]/|\b(?:was|were|had) )$")
_COUNT_AFTER = re.compile(r"\s?(?:\(\s?[0-9.]+ ?%|/\s?[0-9]|(?:out )?of (?:the )?[0-9])")


def _is_count(text: str, start: int, end: int) -> bool:
    """Whether four digits that look like a year count something: "1911 of 2372", "n=2048", "it was 1959"."""
    return (
        int(text[start:end]) > _LATEST
        or _COUNT_AFTER.match(text, end) is not None
        or _COUNT_BEFORE.search(text, max(0, start - 6), start) is not None
    )


def _comparator(text: str, start: int) -> tuple[str | None, int]:
    match = _COMPARATOR.search(text, max(0, start - 24), start)
    if match is None:
        return None, start
    return _SIGNS[match.lastgroup or "about"], match.start()


_NOUN_AFTER = re.compile(
    r"(?: (?:[a-z-]{3,20})){0,2}? ?(?:\(|patients|participants|deaths|cases|events|of [0-9]|to |or |versus|vs\b|and )",
    re.IGNORECASE,
)
