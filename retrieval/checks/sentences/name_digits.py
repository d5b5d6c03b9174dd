"""Digits of a sentence that belong to the name of a term, or say whom it counts, and are no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures.numbers import Number
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import words_around
from retrieval.checks.terms.arm_doses import doses_told, end_of_dose
from retrieval.checks.terms.titled_figures import OR_MORE, groups_by_limit
from retrieval.checks.terms.told_levels import level_spans
from retrieval.terms import Mention

_THRESHOLD = re.compile(r"\s(?:reduction|improvement|decrease|increase|decline|response|copies)\b")
"""After "at least 50 %": the number says what counts as a response, and no result."""
_COPIES = re.compile(r"\s(?:\w+ ){0,2}copies\b")
"""After "three": copies of a gene say what an abnormality is, and are no result."""
_ENDS_RANGE = re.compile(r"\b(?:one|two|[12])(?:\sto\s|\s?[-\u2013]\s?)$", re.IGNORECASE)
"""Before a number that ends a range, and begins no name: the "three" of "one to three prior lines"."""
_EVERY = re.compile(r"every\s[0-9]", re.IGNORECASE)
"""The number of a dosing schedule is told, and is no part of a name."""


_SHORT = 4
"""Letters of a name whose digits may be a number's own: "14" is no translocation."""
_LEAD = 24
"""Code points around the numbers of a sentence in which a dose is looked for."""


def _is_threshold(text: str, number: Number, evidence: Evidence) -> bool:
    """Whether a number only says whom a title of the table counts: "a baseline of at least 120 mg/dL"."""
    if (
        number.unit is None
        and text[number.start - 2 : number.start - 1].isupper()
        and _is_level(text, number, evidence)
    ):
        return True
    figure = number.text
    if number.form == "share" and number.comparator == ">=" and isinstance(number.value, Decimal):
        figure = f"{number.value * 100:.0f}"  # "cut by at least a quarter" of ">=25%"
    if figure not in evidence.facts.thresholds:
        return False
    if number.comparator or OR_MORE.match(text, number.end) or DEFINES.match(text, number.unit_end):
        return True
    return _BOUND_OF.search(text, max(0, number.start - _FAR), number.start) is not None


def _is_stretch(text: str, number: Number) -> bool:
    """Whether a number only tells how long the time was that figures are of: "over the last three months".

    Or when the patients were treated, "those treated within three days of symptom onset".
    """
    if number.decimals or _OF_TIME.match(text, number.end) is None:
        return False
    last = _LAST.search(text, max(0, number.start - _NEAR), number.start)
    last = last or _TREATED_WITHIN.search(text, max(0, number.start - _FAR), number.start)
    return last is not None or text.endswith("(every ", 0, number.start)


_TREATED_WITHIN = re.compile(
    r"\b(?:treated|enrolled|randomi[sz]ed|dosed|start(?:ed|ing)|began|begun|initiated|present(?:ed|ing))\b"
    r"[^.;,0-9]{0,24}\bwithin\s(?:the first )?$",
    re.IGNORECASE,
)


_LAST = re.compile(r"\b(?:last|final|past|previous|preceding|prior)\s$", re.IGNORECASE)
_OF_TIME = re.compile(r"\s(?:hours|days|weeks|months|years|cycles|visits)\b", re.IGNORECASE)
_NEAR = 10
_AMOUNT = re.compile(r"~?[0-9.]+\s?$")
"""Before an arm that is called by the unit of its dose alone: "6 mg/kg" of "Drug ~6 mg/kg"."""


def _is_level(text: str, number: Number, evidence: Evidence) -> bool:
    scale = _SCALE.search(text, max(0, number.start - _LEAD), number.start)
    level = f"{scale['name']} {number.text}".casefold() if scale else ""
    return bool(level) and evidence.in_titles(level)


_SCALE = re.compile(r"(?<![\w-])(?P<name>[A-Z][A-Za-z]{0,6}[A-Z])[ -]$")
"""Before the level of a response that a title has by name: "reached PASI 50"."""
_FAR = 60
_BOUND_OF = re.compile(
    r"\b(?:below|under|above|over|at least|(?:less|more|lower|higher|greater) than) (?:an? |the )?[A-Za-z][\w-]*"
    r"(?: [A-Za-z][\w-]*){0,4} (?:of|level of)\s$",
    re.IGNORECASE,
)
"""Before a threshold with what is measured between: "below an HbA1c of 5.7 %"."""
DEFINES = re.compile(
    r"\s(?:(?:[A-Za-z][\w-]*[ -])?(?:decline|decrease|reduction|fall|drop)s?[ -]"
    r"(?:composite|endpoint|outcome|definition)|threshold|cut-?off|criterion|definition|population|subgroup|cohort)\b",
    re.IGNORECASE,
)
"""Behind a threshold of a title: "the 57 % eGFR-decline composite", "with the 57 % threshold"."""


def outside_names(
    text: str, numbers: Sequence[Number], mentions: dict[str, list[Mention]], evidence: Evidence
) -> list[Number]:
    """Drop the digits that are part of a term's own name, "aged 65-74 years", "Drug 20 mg", and of definitions."""
    span = (numbers[0].start - _LEAD, numbers[-1].unit_end + _LEAD) if numbers else (0, 0)
    names = _spans_of_names(text, span, mentions, evidence)
    numbers = [it for it in numbers if not _is_threshold(text, it, evidence) and not _is_stretch(text, it)]
    names += groups_by_limit(text, numbers, evidence)
    names += _in_titles(text, numbers, evidence)
    rows = [item for mention in mentions.get("outcome", ()) for item in evidence.results(mention.term.name).items]
    names += level_spans(text, max(0, span[0] - _FAR), span[1], rows) if numbers else []
    kept = [number for number in numbers if not (_THRESHOLD.match(text, number.unit_end) and number.comparator == ">=")]
    kept = [number for number in kept if number.unit or not _COPIES.match(text, number.end)]
    folds = [number for number in kept if number.form == "factor" and number.text.casefold().endswith("fold")]
    if folds and any("fold" in words for words in evidence.title_words.values()):
        kept = [number for number in kept if number not in folds]  # the title of an outcome tells what counts
    return [
        number for number in kept if number.form in ("date", "month", "ratio") or not _is_in_name(text, number, names)
    ]


def _spans_of_names(
    text: str, span: tuple[int, int], mentions: dict[str, list[Mention]], evidence: Evidence
) -> list[tuple[int, int]]:
    """Where the names of terms stand, with the doses that belong to the names of arms.

    Args:
        span: Where the numbers of the text stand.
    """
    names = [
        (mention.start, mention.end)
        for kind in ("outcome", "subgroup", "arm", "drug", "trial", "population", "topic")
        for mention in mentions.get(kind, ())
        if (kind == "arm" or mention.end - mention.start > _SHORT)
        and not (kind == "topic" and _EVERY.match(mention.text))
    ]
    arms = evidence.facts.arms
    names += doses_told(text, (max(0, span[0]), span[1]), arms)
    names += [
        (drug.end, end)
        for drug in mentions.get("drug", ())
        for arm in arms
        if drug.text.casefold() in arm.casefold() and (end := end_of_dose(text, drug.end, span[1], arm)) > drug.end
    ]
    return names + [
        (led.start(), arm.end)
        for arm in mentions.get("arm", ())
        if (led := _AMOUNT.search(text, max(0, arm.start - _NEAR), arm.start)) and _is_dose_of(led[0], arm)
    ]


def _is_dose_of(amount: str, arm: Mention) -> bool:
    """Whether an amount is that of an arm's label, "6" of "Drug ~6 mg/kg"."""
    return amount.strip(" ~") in {word.strip("~") for word in arm.term.name.split()}


def _in_titles(text: str, numbers: Sequence[Number], evidence: Evidence) -> list[tuple[int, int]]:
    """Where figures stand between the same two words as in a title: the 4 of "differentiation 4+ lymphocyte counts"."""
    known = [it for it in numbers if text[: it.start].endswith("^") or evidence.title_digits(it.text)]
    if not known:
        return []
    low, high = max(0, known[0].start - _FAR), known[-1].end + _FAR
    spans = [
        (low + part.start(), low + part.end())
        for part, around in words_around(text[low:high])
        if around in evidence.title_digits(part[0])
    ]
    return spans + [(it.start, it.end) for it in known if text[: it.start].endswith("^")]


def _is_in_name(text: str, number: Number, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a name has a number, with the whole of a range that it ends: "over weeks 1-12"."""
    range_ = _ENDS_RANGE.search(text, max(0, number.start - 10), number.start)
    start = range_.start() if range_ else number.start
    return any(low <= start and number.end <= high for low, high in names)
