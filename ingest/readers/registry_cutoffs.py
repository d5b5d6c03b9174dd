"""Data cut-offs in free text: a dated statement that says so is one; whatever only looks like one is for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.readers.registry_words import unescape
from ingest.records import SourceNotice

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of )?(?P<m1>{_MONTH})[a-z]*\.?[\s,-]*(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<m2>{_MONTH})[a-z]*\.?\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b",
    re.IGNORECASE,
)
_LOOSE_DATE = re.compile(
    rf"\b(?:{_MONTH})[a-z]*\.?[\s,-]*(?:19|20)\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\b", re.IGNORECASE
)
_SAYS_CUTOFF = re.compile(
    r"\bdata[ -]?(?:base)?[ -]?cut[ -]?off|\bcut[ -]?off date\b|\bdata[ -]cut\b|\bDCO\b", re.IGNORECASE
)
_HINTS = re.compile(
    r"\bcut[ -]?offs?\b|\bas of\b|\bdatabase lock|\binterim analysis|\b(?:primary|final|updated) analysis",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])|\n+")
_LONGEST_QUOTE = 300  # of a sentence in a notice


@dataclass(frozen=True, slots=True)
class CutOff:
    """What some texts say of their data cut-off.

    Attributes:
        stated: The one date that they call a data cut-off; ``None`` without one, or with several.
        notices: Sentences that a person has to judge.
    """

    stated: date | None = None
    notices: tuple[SourceNotice, ...] = ()


def find_cutoff(where: str, *texts: str | None, whole_record: bool = False) -> CutOff:
    """Return the data cut-off that the texts of one measure, or one module, state.

    Args:
        where: What the texts belong to, for the notices.
        whole_record: The texts speak of the trial at large: they set no cut-off of a figure, and only give notices.
    """
    sentences = [part.strip() for text in texts for part in _SENTENCE.split(unescape_paragraphs(text)) if part.strip()]
    said = [sentence for sentence in sentences if _SAYS_CUTOFF.search(sentence)]
    dates = {found for sentence in said for found in _dates(sentence)}
    clear = len(dates) == 1 and all(len(_dates(s)) == 1 or not _has_date(s) for s in said)
    if clear and not whole_record:
        return CutOff(stated=dates.pop())
    doubtful = [s for s in sentences if _has_date(s) and (_SAYS_CUTOFF.search(s) or _HINTS.search(s))]
    return CutOff(notices=tuple(_ask(sentence, where) for sentence in dict.fromkeys(doubtful)))


def unescape_paragraphs(text: str | None) -> str:
    """Return a text with its escapes undone, one line a paragraph."""
    return "\n".join(unescape(line) for line in (text or "").splitlines())


def _dates(sentence: str) -> list[date]:
    found = []
    for match in _DATE.finditer(sentence):
        part = {name[0]: value for name, value in match.groupdict().items() if value}
        month = int(part["m"]) if part["m"].isdecimal() else _MONTH.split("|").index(part["m"].casefold()) + 1
        try:
            found.append(date(int(part["y"]), month, int(part["d"])))
        except ValueError:
            continue  # "31 February" is a misprint: a person decides
    return found


def _has_date(sentence: str) -> bool:
    return bool(_DATE.search(sentence) or _LOOSE_DATE.search(sentence))


def _ask(sentence: str, where: str) -> SourceNotice:
    quote = sentence if len(sentence) <= _LONGEST_QUOTE else f"{sentence[:_LONGEST_QUOTE].rstrip()} ..."
    return SourceNotice("to confirm", f"Data cut-off of {where}: the record says “{quote}”")
