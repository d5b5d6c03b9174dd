"""Headings, and the sections that they begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import Section

_KNOWN = (
    r"abstract|summary|synopsis|background(?: and (?:aims?|objectives?|purpose))?|introduction|aims?|objectives?|"
    r"purpose|rationale|(?:patients|participants|subjects|materials?)(?:,? (?:and|&) methods)?|"
    r"methods?(?: and (?:materials|results|findings))?|"
    r"(?:study|trial) (?:design|population|procedures?|treatments?|oversight)(?: and (?:participants|patients))?|"
    r"(?:patients|participants|interventions?|procedures?|outcomes?|end ?points?)|"
    r"(?:primary |secondary )?(?:outcomes?|end ?points?)(?: measures?)?|"
    r"randomi[sz]ation(?: and (?:masking|blinding))?|statistic(?:al|s)(?: analys[ie]s| methods)?|sample size|"
    r"results?|findings|efficacy|safety|adverse events|discussion|limitations|(?:study )?strengths and limitations|"
    r"interpretation|conclusions?|funding|sources? of funding|role of the funding source|"
    r"(?:trial )?registration|acknowledge?ments?|references|bibliography|"
    r"(?:conflicts? of interests?|(?:declarations? of (?:competing )?|competing )interests?|disclosures?)"
    r"(?: statement)?|(?:author|authors?['’]) contributions?|contributors|data (?:sharing|availability)(?: statement)?|"
    r"ethics(?: (?:approval|statement))?(?: and consent to participate)?|abbreviations|key ?words|"
    r"supplementary (?:data|materials?|information)|appendix|"
    r"research in context|evidence before this study|added value of this study|"
    r"implications of all the available evidence"
)
_NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[A-Z])[.)]?\s+)?"
_NAME = re.compile(rf"{_NUMBER}(?P<name>{_KNOWN})\s*[:.]?", re.IGNORECASE)
_RUN_IN = re.compile(
    r"(?P<name>Background|Introduction|Aims?|Objectives?|Purpose|Design|Setting|Patients|Participants|Methods?"
    r"|Methods and results|Interventions?|Main outcome measures|Results?|Findings|Interpretation|Conclusions?|Funding"
    r"|Trial registration|Keywords|Key words)(?:\s*[:.]\s+|\s+)(?=[A-Z0-9])"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.!?;|]{2,79}")
_CAPTION = re.compile(r"(?:Table|Figure|Fig|Box|Panel)\b", re.IGNORECASE)
_WORDS = 12  # of a heading
_LARGER = 1.04  # times the size of most of the text
_NO_SMALLER = 0.9  # times the size of the text, in another face
_END = re.compile(r"[.,;:]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or table of the text, with how it was set."""

    text: str
    start: int
    size: float
    face: str = ""
    lines: int = 1
    table: bool = False


def find_sections(paragraphs: Sequence[Paragraph], *, end: int) -> Iterator[Section]:
    """Yield a section for every heading, up to the next one.

    A heading has the name of a part of a report, or a number, or is short and set larger or in another face than the
    text; a paragraph that begins with such a name, as those of an abstract do, is headed by it.
    """
    fonts: Counter[tuple[float, str]] = Counter()
    for paragraph in paragraphs:
        fonts[round(paragraph.size, 1), paragraph.face] += len(paragraph.text)
    body = max(fonts, key=lambda font: fonts[font], default=(0.0, ""))
    found = [(p.start, title) for p in paragraphs if (title := _title(p, body=body))]
    ends = [*(start for start, _ in found), end][1:]
    for (start, title), stop in zip(found, ends, strict=True):
        yield Section(title, start, stop)


def _title(paragraph: Paragraph, *, body: tuple[float, str]) -> str | None:
    text = paragraph.text
    if paragraph.table or _CAPTION.match(text) or not any(character.isalpha() for character in text):
        return None
    if _NAME.fullmatch(text):
        return text.rstrip(" :.")
    run_in = _RUN_IN.match(text)
    if run_in:
        return run_in.group("name")
    size, face = body
    set_off = paragraph.size > _LARGER * size or (paragraph.face != face and paragraph.size >= _NO_SMALLER * size)
    short = len(text.split()) <= _WORDS and paragraph.lines <= 2 and not _END.search(text) and text[:1].isupper()
    if short and (set_off or (paragraph.lines == 1 and _NUMBERED.fullmatch(text))):
        return text
    return None
