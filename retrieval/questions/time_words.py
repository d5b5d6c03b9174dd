"""Times that a question names: time points of an outcome, and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.terms import Mention

_LANDMARK = re.compile(
    r"\b(?:(?:at|after|by|within|over|beyond)\s+)?(?:the\s+)?"
    r"(?P<count>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty-?four)"
    r"(?P<joint>\s*-\s*|\s+)(?P<unit>years?|yrs?|months?|mo|weeks?|days?)\b"
    r"(?![\s-]+(?:of\s+age|olds?\b|or\s+older|and\s+over|(?:gain|difference|improvement|benefit)\b"
    r"|(?:[A-Z][\w-]*\s|the\s)?(?:median|mean|average)\b))",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:at|on|in|within|upon|during|after|with|by)\s+"
    r"(?:(?:(?:the|their|its)\s+)?(?:very\s+)?(?:first|initial|second|third|fourth|\d+(?:st|nd|rd|th))\s+"
    r"(?:infusion|injection|dose|cycle|day|visit)|(?:dose|infusion|injection|visit)\s+(?:[1-9]|one|two|three|four))\b"
    r"(?!\s?(?:mg|g|mcg|µg|μg|mL)\b)|(?<!since )(?<!from )(?<!started )\b(?:cycle|day)\s+\d+\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d+|few|two|three|four|five|six|eight|nine|ten|twelve|eighteen|twenty-?four)"
_WINDOW = re.compile(
    r"\b(?:(?:in|during|within|over|throughout)\s+(?:(?:the|their)\s+)?"
    rf"(?:(?:first|initial|opening|second|third)\s+(?:{_COUNT}\s+)?(?:days?|weeks?|months?|years?|cycles?|infusions|injections|doses)"
    r"|(?:year|month|week)\s+(?:\d+|one|two|three|four|five))|(?:at|on)\s+(?:year|month|week|visit|cycle)\s+\d+)\b",
    re.IGNORECASE,
)
"""A stretch of time for which something is counted, or a numbered one: "in the first 8 weeks", "at week 24"."""
_PREPOSITION = re.compile(r"^(?:at|after|by|within|over|beyond)\b", re.IGNORECASE)
_AFTERWORD = re.compile(
    r"^\s*(?:landmark|rate|survival|os|pfs|efs|dfs|mortality|follow|update|data|mark)\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<![-\d])(?P<year>20\d\d)\b(?!-)"
    r"(?:\s(?P<report>(?:data\s)?(?:updates?|read-?\s?outs?|cuts?|looks?|snapshots?|reports?|datasets?))\b)?",
    re.IGNORECASE,
)
"""A year, and what is called after it: "the 2022 update"."""


def years(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of years with the year: "at 2022", "2020 versus 2022", "the 2022 update"."""
    for match in _YEAR.finditer(text):
        yield *match.span(), match["year"]


_OF_MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s?(?:of\s)?(?:['’]|(?P<century>20))?(?P<year>\d\d)\b"
    r"(?![%.:]?\d|\s?%|(?:st|nd|rd|th)\b|,?\s?20\d\d)",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def months(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Spans of a month of a year, with the year and the month's number: "Jan 22", "Feb. '23", "February of 2023"."""
    for match in _OF_MONTH.finditer(text):
        yield *match.span(), (2000 + int(match["year"]), _MONTHS.index(match["month"].casefold()) + 1)


def landmarks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of time points that restrict an outcome: "at 24 months", "5-year", "two-year survival"."""
    yield from (match.span() for pattern in (_OCCASION, _WINDOW) for match in pattern.finditer(text))
    for match in _LANDMARK.finditer(text):
        adjective = "-" in match["joint"] or _AFTERWORD.match(text[match.end() :])
        if adjective or _PREPOSITION.match(match.group()):
            yield match.span()


_REACHED = re.compile(
    r"\bmedian\b[^.?;]*\b(?:reached|was|is|came out|stood|hit)\W+(?:\w+\W+){0,6}$"
    r"|\breached\b[^.?;,]*\bmedian\b[^.?;,]*$",
    re.IGNORECASE,
)


_GAP = (
    r"(?<![\d.])(?P<gap>\d+(?:[.·]\d+)?)[\s-]?"
    r"(?P<unit>(?:percentage[\s-]|%[\s-]?|per ?cent[\s-])?points?|%|per ?cent|months?|weeks?)(?!\w)"
)
_ROUGHLY = r"(?:about |around |nearly |almost |roughly |some |over |more than )?"
_GAPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:prolong|extend|lengthen|delay|improv|increas|rais|reduc|lower|decreas|shorten|ris|grow|drop|differ)\w*"
        rf"\b[^.?;]{{0,60}}?\bby {_ROUGHLY}{_GAP}",
        r"\b(?:rose|grew|fell|went (?:up|down)|go(?:es)? (?:up|down)|apart|higher|lower|longer|shorter)"
        rf"\b[^.?;]{{0,60}}?\bby {_ROUGHLY}{_GAP}",
        rf"\b(?:adds?|added|adding|gains?|gained) {_ROUGHLY}{_GAP}",
        rf"\b(?:difference|gap|gain|increase|rise|fall|drop) of {_ROUGHLY}{_GAP}",
        rf"{_GAP} (?:more|higher|lower|longer|shorter|fewer|less|better)\b(?! than (?:\d|once|twice))",
    )
)
"""By how much two figures are taken to be apart: "rose by 16 percent", "adds 16.5 months", "16 points higher"."""


def gap_claimed(text: str) -> re.Match[str] | None:
    """The amount (``gap``, ``unit``) by which a text takes two figures to be apart."""
    return next((found for pattern in _GAPS if (found := pattern.search(text))), None)


def landmark_asked(text: str, analyses: Sequence[Mention], asked: Sequence[tuple[int, int]]) -> str | None:
    """The first time point in what is asked; a follow-up that names an analysis, and a difference, are none."""
    gap = gap_claimed(text)
    for start, end in landmarks(text):
        if gap and gap.start("gap") < end and start < gap.end():
            continue
        named = any(m.start < end and start < m.end for m in analyses)
        claimed = _REACHED.search(text[:start])  # "the median was reached at 50 months" tells a figure
        if not (named or claimed) and any(first <= start and end <= last for first, last in asked):
            return text[start:end]
    return None
