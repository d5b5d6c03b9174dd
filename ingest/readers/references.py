"""What a file tells of one article, and the article's reference in AMA style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import SourceNotice

Part = tuple[tuple[str, ...], str]
"""Titles of the sections around a paragraph, the outermost first, and the paragraph."""

_NAMED_AUTHORS = 6  # of AMA style: more are cut to three and "et al"
_CUT_AUTHORS = 3
_MONTHS = dict(zip(map(str, range(1, 13)), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), strict=True))
_WHOLE = {"Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July",
          "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December"}  # fmt: skip
_PAGES = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Person:
    """An author: the full name as printed, and as references write it (``Example AB``); a group has one name."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Article:
    """What a file tells of one article.

    Attributes:
        journal: Abbreviated title, without full stops.
        published: Day, month or year as printed, ``"2018 May 17"``; begins with the year.
        pages: First and last page, or the article's number.
        identifiers: ``(kind, value)`` with the kinds ``pmid``, ``pmcid`` and ``doi``.
        types: Publication types, in lower case.
        trials: Registry numbers of trials from a list of its own, not from the text.
        parts: Paragraphs with their sections, in reading order.
        notices: Retractions, errata and expressions of concern.
    """

    title: str
    journal: str
    published: str
    volume: str = ""
    issue: str = ""
    pages: str = ""
    persons: tuple[Person, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    notices: tuple[SourceNotice, ...] = ()
    licence: str | None = None


def cite_article(article: Article) -> str:
    """Return the reference in AMA style; what the file does not tell is left out."""
    names = [person.short for person in article.persons]
    if len(names) > _NAMED_AUTHORS:
        names = [*names[:_CUT_AUTHORS], "et al"]
    title = article.title.rstrip()
    ends = [f"{', '.join(names)}." if names else "", title if title.endswith(("?", "!")) else f"{title.rstrip('.')}."]
    doi = dict(article.identifiers).get("doi")
    return " ".join(part for part in (*ends, tell_place(article, short=True), f"doi:{doi}" if doi else "") if part)


def write_date(year: str, month: str = "", day: str = "") -> str:
    """Return a date as PubMed prints it, ``2018 May 7``; a month may come as a number, a name or empty."""
    shown = _MONTHS.get(month.lstrip("0")) or (month[:3] if month.isalpha() else month)
    return " ".join(part for part in (year, shown, day.lstrip("0") if shown else "") if part)


def tell_place(article: Article, *, short: bool = False) -> str:
    """Return journal, date, volume, issue and pages; a ``short`` date is the year alone where a volume is known."""
    journal = article.journal.replace(".", "")
    if short and not (article.volume or article.pages):
        date = f"Published online {_long_date(article.published)}" if article.published else ""
        return " ".join(f"{part}." for part in (journal, date) if part)
    date = article.published[:4] if short else article.published
    issue = f"({article.issue})" if article.issue else ""
    pages = f":{_whole_pages(article.pages)}" if article.pages else ""
    number = f"{article.volume}{issue}{pages}"
    place = f"{date}{';' if date and number else ''}{number}"
    return " ".join(f"{part}." for part in (journal, place) if part)


def _long_date(published: str) -> str:
    """Write ``2018 May 7`` as ``May 7, 2018``, with the month's whole name."""
    year, _, day = published.partition(" ")
    month, _, number = day.partition(" ")
    return f"{_WHOLE.get(month, month)} {number}, {year}" if number.isdigit() else published


def _whole_pages(pages: str) -> str:
    """Write the last page in full, ``5795-5813`` for ``5795-813``; an article's number, ``50193-2021``, stays."""
    match = _PAGES.fullmatch(pages)
    if match is None:
        return pages
    first, last = match.groups()
    return f"{first}-{first[: max(0, len(first) - len(last))] if len(last) < 4 else ''}{last}"
