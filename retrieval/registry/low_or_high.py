"""Patients who are told by a low or a high value, as the rows of a record part them: "low CD4" is 200 or less."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from retrieval.stems import stems

_LEVEL = re.compile(
    r"\b(?P<of>(?:people|patients|pts|participants|subjects|those|women|men|children|anyone|ones)\s"
    r"(?:with|who had|having)\s)(?:an?\s|very\s|the\s)?"
    r"(?:(?P<low>low(?:er)?|poor|reduced|impaired)|(?P<high>high(?:er)?|raised|elevated|increased))\s"
    r"(?P<what>(?:(?!do\b|did\b|had\b|have\b|on\b|at\b|in\b)[\w+/-]+\s?){1,4})",
    re.IGNORECASE,
)
_LIMITED = re.compile(r"(?P<name>[^<>\u2264\u2265]*\w\W*)(?P<sign><=|>=|[<>\u2264\u2265])\s?(?P<limit>\d[\d,.]*)")
_SAYS_NOTHING = stems("baseline count level value levels counts category at start entry a the of cell cells +")


def limited_parts(rows: Iterable[tuple[str | None, str | None]]) -> tuple[str, ...]:
    """Of the rows of each outcome those that part the patients by the limit of a value: "Baseline CD4+ <= 200"."""
    parts = (row for title, row in rows if row and _BY_PART.search(f"{title} {row}"))
    return tuple(dict.fromkeys(row for row in parts if _LIMITED.match(row)))


_BY_PART = re.compile(r"\s[Bb]y\s[A-Z]|\bbaseline\b", re.IGNORECASE)


def levels_in_rows(text: str, rows: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Each low or high value that patients are told by, with its place and the limit of the one row that is of it."""
    for match in _LEVEL.finditer(text):
        said = stems(match["what"])
        found: dict[str, str] = {}
        for row in rows:
            told = _LIMITED.match(row)
            name = stems(told["name"]) - _SAYS_NOTHING if told else frozenset()
            if told and name and name <= said and (told["sign"][0] in "<\u2264") is bool(match["low"]):
                what = _BASELINE.sub("", told["name"]).strip()
                found[f"{what} of {told['limit']} {_SIDES[bool(match['low'])]}"] = row
        if len(found) == 1:
            limit, row = next(iter(found.items()))
            yield match.end("of"), match.start("what") + _end(match["what"], row), limit


def counts_in_billions(text: str, billions: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Each limit of a count of cells by the microlitre, with its place and as the record has it: "0.15 Giga/L".

    Args:
        billions: The limits that the names of a record have in billions a litre.
    """
    for match in _COUNT.finditer(text) if billions and _CELLS.search(text) else ():
        if (own := f"{Decimal(match['count']) / 1000:f}".rstrip("0").rstrip(".")) in billions:
            yield *match.span(), f"{own} Giga/L"


def limits_in_billions(names: Iterable[str]) -> frozenset[str]:
    """The limits in billions a litre that names of a record have: of "Eosinophils <0.15 Giga/L" ``{"0.15"}``."""
    found = (match["count"] for name in names for match in _BILLIONS.finditer(name))
    return frozenset(count.rstrip("0").rstrip(".") if "." in count else count for count in found)


_CELLS = re.compile(
    r"\b(?:cells?|eos|eosinophil\w*|neutrophil\w*|lymphocyte\w*|platelet\w*|leu[ck]ocyte\w*|CD4)\b", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?<![\w.,/])(?P<count>\d{2,6})"
    r"(?:\s?cells)?(?:\s?(?:/|per)\s?(?:[\u00b5\u03bcu]L|mm3|mm\u00b3|cubic mm|microlit(?:er|re)))?"
    r"(?![\w.,/%]|\s?(?:mg|m?L|weeks?)\b)",
    re.IGNORECASE,
)
_BILLIONS = re.compile(
    r"(?:[<>]=?|[\u2264\u2265])\s?(?P<count>\d+(?:\.\d+)?)\s?(?:giga(?:\s?cells)?|G|x?\s?10\^?9)\s?/\s?L\b",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"\bbaseline\s", re.IGNORECASE)  # of whom it is asked, and not what they had then
_SIDES = {True: "or less", False: "or more"}


def _end(said: str, row: str) -> int:
    """Where the words of a value end that a row has: of "CD4 on the pill", behind "CD4"."""
    own = stems(row) | _SAYS_NOTHING
    end = 0
    for word in re.finditer(r"[\w+/-]+", said):
        if not stems(word.group()) <= own:
            break
        end = word.end()
    return end
