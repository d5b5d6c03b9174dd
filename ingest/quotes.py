"""Whether a quote prints a result, whatever marks and words the source writes its numbers with."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ingest.records import NOT_REACHED, Result

_DECIMAL_POINTS = re.compile("(?<=\\d)[\u00b7\u2219\u22c5\u2024\u2027\u02d9](?=\\d)")  # middle dots of journals
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?!\d)")
_WORD = re.compile(r"[a-z]+")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD_NUMBERS = {word: str(number) for number, word in enumerate(_ONES)} | {
    word: str(10 * number) for number, word in enumerate(_TENS, start=2)
}
_NOT_REACHED = re.compile(r"\bnot[ -](?:yet[ -])?(?:reached|estimable|evaluable)\b|\bN[RE]\b", re.IGNORECASE)


def read_quote(quote: str) -> str:
    """Return the quote with points as decimal marks, plain spaces, and no thousands separators."""
    return _THOUSANDS.sub("", _DECIMAL_POINTS.sub(".", quote)).replace("\u00a0", " ")


def find_missing_number(quote: str, *, result: Result) -> str | None:
    """Return the first number of the result that its quote does not print, or ``None`` when it prints all.

    ``N`` may stand elsewhere in the source: "six (3%) versus four (3%) patients" is a whole sentence.
    """
    text = read_quote(quote)
    numbers = _list_numbers(text)
    printed = (result.value, result.ci_low, result.ci_high, result.ci_level, result.n, result.p_value)
    for number in printed:
        if number is not None and not _prints(number, text=text, numbers=numbers, result=result):
            return str(number)
    return None


def _list_numbers(text: str) -> frozenset[str]:
    """Every number of the text as digits, words and tens-with-ones ("twenty-one") included."""
    words = _WORD.findall(text.casefold())
    numbers = {_WORD_NUMBERS[word] for word in words if word in _WORD_NUMBERS}
    for tens, ones in pairwise(words):
        if tens in _TENS and ones in _ONES[1:10]:
            numbers.add(str(int(_WORD_NUMBERS[tens]) + int(_WORD_NUMBERS[ones])))
    return frozenset(numbers | set(_NUMBER.findall(text)))


def _prints(number: Decimal | date | str | int, *, text: str, numbers: frozenset[str], result: Result) -> bool:
    if number == NOT_REACHED:
        return bool(_NOT_REACHED.search(text))
    if isinstance(number, date):
        return _prints_date(number, text=text, numbers=numbers)
    if isinstance(number, str):  # a range is printed by its bounds, which are looked for by themselves
        return result.statistic == "range" or number.casefold() in text.casefold()
    return str(number) in numbers


def _prints_date(day: date, *, text: str, numbers: frozenset[str]) -> bool:
    months = (calendar.month_name[day.month], calendar.month_abbr[day.month])
    named = any(re.search(rf"\b{month}\b", text, re.IGNORECASE) for month in months)
    return day.isoformat() in text or (named and {str(day.day), str(day.year)} <= numbers)
