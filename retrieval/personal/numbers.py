"""Numbers, dates and places that identify a person, found by their form and by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

NumberKind = Literal[
    "date of birth", "age over 89", "record number", "national number", "phone number", "e-mail", "address"
]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_NUMBERED = r"(?:\s*(?:no\.?|nos\.?|number|num\.?|nr\.?|id|code|#))"
_IS = r"(?:\s*(?:[:=#]|is|was|being))?\s*"
_CODE = r"(?:[A-Z]{2,4}-)?[A-Z]{0,3}-?\d(?:[\d.-]*\d){3,}[A-Z]?|[A-Z]{2,3}-\d{4}-\d+"
_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|close|crescent|court|place|square|way|boulevard|blvd|terrace|gardens|"
    "grove|hill|park|mews|row"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_PUBLIC_MAILBOX = re.compile(
    r"(?:info|contact|enquir\w+|inquir\w+|med(?:ical)?[._-]?info\w*|drug[._-]?safety|pharmacovigilance|pv|safety|"
    r"support|help|no-?reply|press|office)@",
    re.IGNORECASE,
)
"""Addresses that belong to an office, not to a person."""
_FREE_CALL = re.compile(r"(?:\+?1[\s.-]?)?\(?8(?:00|33|44|55|66|77|88)\b|0800\b")
"""Numbers that anybody may call: nobody's own."""

_PATTERNS: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"(?<![\w.+-])(?P<it>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")),
    (
        "date of birth",
        re.compile(
            r"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?(?:date|day)(?: of (?:the|my|our) \w+)?|"
            rf"born(?: in [a-z-]+)?(?: on)?|b\.){_IS}(?:the )?(?P<it>{_DAY})",
            re.IGNORECASE,
        ),
    ),
    (
        "age over 89",
        re.compile(
            r"\b(?P<it>(?:9\d|1[01]\d)[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o))\b(?!\s+(?:or|and) (?:older|over|above)|"
            r"\s+(?:patients|people|participants))",
            re.IGNORECASE,
        ),
    ),
    (
        "record number",
        re.compile(
            r"\b(?:MRN|medical record|(?:(?:hosp(?:ital)?\.?|patient|pt|chart|case|file|record|unit|account)(?:'s)?"
            r"(?: (?:file|record|chart))?|subject|(?:health )?insurance|policy)"
            rf"(?={_NUMBERED})){_NUMBERED}?{_IS}(?P<it>{_CODE})(?![\d%])",
            re.IGNORECASE,
        ),
    ),
    (
        "national number",
        re.compile(
            rf"\b(?:passport|social security|national (?:id|identity|insurance|health)|ni|driving licen[cs]e|SSN|CPF|"
            rf"personal id(?:entity)?|CPR|BSN|PESEL|AMKA|NIF|CURP|aadhaar)\b{_NUMBERED}?{_IS}"
            r"(?P<it>(?=[A-Z -]*\d)[A-Z\d](?:[\s-]?[A-Z\d]){5,13})\b",
            re.IGNORECASE,
        ),
    ),
    ("national number", re.compile(r"(?<![\w-])(?P<it>(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4})(?![\w-])")),
    (
        "national number",
        re.compile(r"\b(?P<it>(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\s?\d{2}){3}\s?[A-D])\b"),
    ),
    (
        "phone number",
        re.compile(
            r"\b(?:tel(?:ephone)?|phone|mobile|cell(?:phone)?|fax|whatsapp|call|ring|text|reach)\b\.?[^\d.?!]{0,25}"
            r"(?P<it>\(?\+?\d[\d\s().-]{5,17}\d)(?!\d|\s?(?:%|mg|patients|months|years))",
            re.IGNORECASE,
        ),
    ),
    ("phone number", re.compile(r"(?<![\w.])(?P<it>\+\d{1,3}(?:[\s().-]*\d){7,12})(?!\d)")),
    ("phone number", re.compile(r"(?<![\w.])(?P<it>(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-.]\d{4})(?![\w-])")),
    ("phone number", re.compile(r"(?<![\w.+-])(?P<it>\(?0\d{2,4}\)?\s\d{3,4}\s?\d{3,4})(?![\w%.])")),
    (
        "address",
        re.compile(
            rf"\b(?P<it>\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w'’.-]* ){{1,4}}(?:{_STREETS.title()})"
            r"(?:,? (?:Apt|Apartment|Unit|Suite|Flat)\.? ?\w{1,5})?)\b(?!\w)"
        ),
    ),
    (
        "address",
        re.compile(r"\b(?P<it>[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|gasse|allee|weg|platz) \d{1,4}[a-z]?)\b"),
    ),
    ("address", re.compile(r"\b(?P<it>\d{1,4},? (?:rue|avenue|boulevard|via|calle|plaza) (?:[\w'’-]+ ?){1,4})\b")),
    ("address", re.compile(r"\b(?P<it>[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b")),
    ("address", re.compile(rf"\b(?P<it>[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:{_STATES}) \d{{5}}(?:-\d{{4}})?)\b")),
)
_NHS = re.compile(r"(?<![\w.-])(?P<it>\d{3}[ -]?\d{3}[ -]?\d{4})(?![\w-])")


def find(text: str) -> Iterator[tuple[NumberKind, tuple[int, int]]]:
    """Each with its span, in no order; spans may overlap."""
    for match in _NHS.finditer(text):
        if _is_nhs_number(match["it"]):
            yield "national number", match.span("it")
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_public(kind, match["it"]):
                yield kind, match.span("it")


def _is_public(kind: NumberKind, words: str) -> bool:
    if kind == "e-mail":
        return bool(_PUBLIC_MAILBOX.match(words))
    return kind == "phone number" and bool(_FREE_CALL.match(words))


def _is_nhs_number(words: str) -> bool:
    """Whether the last of ten digits is the check digit of the others: 11 less their weighted sum, modulo 11."""
    digits = [int(character) for character in words if character.isdigit()]
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == digits[9] and check != 10
