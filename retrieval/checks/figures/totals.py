"""Numbers of patients that are the whole of which counts are told."""

from __future__ import annotations

import re
from collections.abc import Set

from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.told_parts import OPEN, Told

_IN_ALL = re.compile(r"[(\[][0-9][0-9,]* (?:in all|in total|altogether)\b", re.IGNORECASE)
"""A whole in brackets behind its arm: "53 of those on A (179 in all)"."""


def _is_count(told: Told, place: int, name: str) -> bool:
    """Whether "n=" stands before a count: its whole or its share follows, "n=17 of 122", "n=17 (14 %)"."""
    if name != "n" or place + 1 == len(told.numbers):
        return False
    number, other = told.numbers[place : place + 2]
    gap = told.text[number.end : other.after]
    whole = other.decimals == 0 and OF.fullmatch(gap) is not None
    share = other.unit == "%" and OPEN.fullmatch(gap) is not None
    return share or (whole and ("/" not in gap or told.text[other.end : other.end + 2] == " ("))


def _begins_with_all(told: Told, number: Number) -> bool:
    """Whether a sentence, or a part of it, begins with those of whom it tells."""
    return _OF_ALL.search(told.text[told.start : number.after]) is not None


_OF_ALL = re.compile(
    r"(?:^|[;,(]\s(?:and\s|while\s|whereas\s)?)\W*(?:out )?of (?:the |all |a total of )?$", re.IGNORECASE
)
"""Between the beginning of a sentence, or of its part, and the whole that its counts are of: "Out of 302, 86 were"."""
_ALL_OF_WHOM = re.compile(
    r"(?:\s(?:treated|randomi[sz]ed|assigned|allocated|enrolled|evaluable|who|given|on|in|with|receiving|taking)\b"
    r"[^.;:%()]{0,70}?)?,\s",
    re.IGNORECASE,
)
"""Behind them: "of 2827 treated with A, 902 had one"."""
_AGAINST = re.compile(r"\s?(?:vs?\.?|versus|/)\s?", re.IGNORECASE)
"""Between the sizes of two arms: "n = 177 vs 122"."""


def counts_people(text: str, number: Number) -> bool:
    """Whether a number is one of patients, be it with words between: "of the 96 placebo patients"."""
    return number.unit == "patients" or _PEOPLE.match(text, number.end) is not None


_PEOPLE = re.compile(r"\s(?:[A-Za-z][\w-]*\s){1,3}(?:patients|participants|subjects|recipients|people|responders)\b")


def _is_whole(told: Told, place: int) -> bool:
    """Whether "of 177 patients" stands before the count that it is the whole of."""
    number = told.numbers[place]
    lead = re.search(
        r"\b(?:of|among|in) (?:the |all |these |those )?$",
        told.text[max(told.start, number.after - 15) : number.after],
        re.IGNORECASE,
    )
    if lead is not None and _ALL_BUT.search(told.text, told.start, number.after - len(lead[0])):
        return True
    if lead is None or place + 1 >= len(told.numbers):
        return False
    before = told.text[told.start : number.after - len(lead[0])].rstrip()
    return not before or before[-1] in ",;(" or before.endswith((" and", " that", "And", "That"))


_ALL_BUT = re.compile(r"\ball but (?:one|two|three|four|five|[0-9]+)\s?$", re.IGNORECASE)


def is_number_of_people(number: Number) -> bool:
    """Whether a number can count patients, or what happened to them."""
    whole = number.form in ("digits", "cardinal") and number.decimals == 0
    return whole and number.unit in (None, "patients", "events", "deaths")


def size_named(told: Told, number: Number) -> re.Match[str] | None:
    """What names a number as a size right before it: "n = "."""
    return _SIZE.search(told.text, max(told.start, number.after - 12), number.after)


def is_total(told: Told, place: int, gap: str, roles: Set[Role]) -> bool:
    """Whether a number is the whole of which counts follow, by what stands around it.

    Args:
        roles: The roles in the expression right before it, if there is one.
    """
    number = told.numbers[place]
    if not is_number_of_people(number):
        return False
    size = size_named(told, number)
    if size and "=" in size[0] and not _is_count(told, place, size["name"]):
        return True
    if roles == {Role.TOTAL} and _AGAINST.fullmatch(gap):
        return True
    if counts_people(told.text, number) and _is_whole(told, place):
        return True
    if _begins_with_all(told, number) and _ALL_OF_WHOM.match(told.text, number.end):
        return True
    return _IN_ALL.match(told.text, number.start - 1) is not None


OF = re.compile(
    r"[)\]]?,?\s?[(\[]?(?:of|out of|among|/|from(?= [0-9]))\s?(?:the |all |these |those |a total of )?"
    r"(?:(?:planned|required|expected|anticipated|treated|randomi[sz]ed|enrolled|screened|evaluable|total) )?$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?P<name>(?<!n/)\bn|\bno\.?|\bnumber) ?=? ?$", re.IGNORECASE)
