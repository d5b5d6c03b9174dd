"""Sources cited beside figures, "(Aldane et al., 2021)": do they report what is told of them?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import Passage, Result, Source
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures.agreement import printed
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.judging.quoted_sources import check_quotations
from retrieval.checks.sentences.censoring import OTHER_RULE
from retrieval.checks.sentences.reported_numbers import part_agrees, reported
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.records import Finding, Verdict

_NAME = re.compile(r"\b[A-Z][\w'-]{2,30}\b")
_ET_AL = re.compile(r"\s(?:et al\b|and colleagues|and co-?workers)")
_NEAR = 60
"""How far from an author's name the year of the publication may stand, in code points."""
_REGISTERED = Rare(
    r"\b(?:ClinicalTrials\.gov|registry|registered)\b[^.;)\]]{0,25}?(?P<id>NCT ?[0-9]{8})\b",
    "clinicaltrials.gov", "registry", "registered",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_SURNAME = re.compile(r"(?P<name>[A-Z][\w'-]{2,30})(?: [A-Z]{1,3},| et al\b)")


@dataclass(frozen=True, slots=True)
class _Cited:
    """Where a source is cited in a text; ``None`` where nobody can say which."""

    start: int
    end: int
    source: Source | None


def check_references(
    text: str, *, reading: Reading, judgements: Sequence[Judgement], reader: Reader, passages: Sequence[Passage]
) -> list[Finding]:
    """Return the figures that stand, but not in the source that is cited for them."""
    by_sentence: defaultdict[int, list[Judgement]] = defaultdict(list)
    for item in judgements:
        by_sentence[item.slot.sentence].append(item)
    found: list[Finding] = []
    by_author = _by_author(reader.sources)
    marks = [(mark, source) for lead, mark, source in _marks(reader.sources) if lead in reading.text]
    for place, told in by_sentence.items():
        sentence = reading.sentences[place]
        said = reading.text, sentence.start, sentence.end
        cited = _find_cited(*said, by_author=by_author, marks=marks) + _find_registered(*said, reader.sources)
        cited.sort(key=lambda item: item.start)
        for item in told if cited else ():
            own = _cited_for(item, cited, reading.text)
            if own is None or own.source is None or _is_of_nearer(own, item, told, reading.text):
                continue
            reason = _missing(item, own.source, reader, passages)
            if reason is not None:
                span = item.part.number.start, item.part.number.end
                found.append(finding(ErrorClass.ORPHAN_CITATION, "error", text, span, reason))
        if place in reading.clauses and _QUOTED.search(reading.text, sentence.start, sentence.end):
            found += check_quotations(text, reading.clauses[place], told)
    return found


_QUOTED = re.compile('["\u201c]')
_Mark = tuple[re.Pattern[str], Source]


def _find_cited(
    text: str, start: int, end: int, *, by_author: Mapping[str, Sequence[Source]], marks: Sequence[_Mark]
) -> list[_Cited]:
    """The sources that a sentence cites by an author and a year, or by one of ``marks``."""
    found: list[_Cited] = []
    for match in _NAME.finditer(text, start, end):
        own = by_author.get(match[0], ())
        after = _YEAR.findall(text[match.end() : min(end, match.end() + _NEAR)]) if own else []
        before = _YEAR.findall(text[max(start, match.start() - _NEAR) : match.start()]) if own else []
        year = (after[:1] or before[-1:] or [""])[0]
        fitting = [source for source in own if year in source.citation]
        if len(fitting) > 1:
            fitting = [source for source in fitting if _is_in_journal(source, text[match.end() : end][:_NEAR])]
        if own and (year or _ET_AL.match(text, match.end())):
            found.append(_Cited(match.start(), match.end(), fitting[0] if len(fitting) == 1 else None))
    for mark, source in marks:
        found += [_Cited(match.start(), match.end(), source) for match in mark.finditer(text, start, end)]
    return found


def _is_in_journal(source: Source, words: str) -> bool:
    """Whether words name the journal of a source, whose citation shortens it: "Blood Cancer Journal"."""
    printed = _IN_CITATION.finditer(source.citation)
    names = [match["journal"].split(" ") for match in printed if match["journal"]]
    return any(re.search(r"\w*\.? ".join(rf"\b{re.escape(part)}" for part in name), words) for name in names)


def _find_registered(text: str, start: int, end: int, sources: Mapping[str, Source]) -> list[_Cited]:
    """The records that a sentence cites by their registry numbers."""
    found = [
        (match, sources.get(match["id"].replace(" ", "").casefold()))
        for match in _REGISTERED.finditer(text, start, end)
    ]
    return [_Cited(match.start(), match.end(), record) for match, record in found if record is not None]


_IDENTIFIERS = ("doi", "pmid", "pmcid")
_IN_CITATION = re.compile(
    r"\b(?:PMC[0-9]{5,9}|[A-Z]{2,3}-[0-9]{2,4})\b|\. (?P<journal>[A-Z][A-Za-z ]{3,40})\. (?P<year>20[0-9]{2})\b"
)


@lru_cache(maxsize=8)
def _marks_of(sources: frozenset[Source]) -> tuple[tuple[str, re.Pattern[str], Source], ...]:
    """What names one source alone: an identifier, an abstract's number, its journal, or the year of the only paper.

    Each after the words that it begins with, without which a text need not be searched for it.
    """
    held: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        marks = {(value, re.escape(value)) for kind, value in source.identifiers if kind in _IDENTIFIERS}
        for match in _IN_CITATION.finditer(source.citation):
            journal = match["journal"]
            lead = journal or match[0]
            dated = rf"{re.escape(lead)}\w*\.?,? (?:\(?{match['year']})"
            marks.add((lead, dated if journal else re.escape(lead)))
            if journal:
                marks.add((lead, rf"{re.escape(lead)}\w*\.? (?:paper|publication|article|report)"))
                marks.add((lead, rf"(?:published|reported|printed|appeared) in (?:[Tt]he )?{re.escape(lead)}"))
        if (year := _YEAR.search(source.citation)) is not None and _is_paper(source):
            marks.add((year[0], rf"{year[0]} (?:paper|publication|article)|(?:paper|article) (?:of|from) {year[0]}"))
        for mark in marks:
            held.setdefault(mark, []).append(source)
    return tuple(
        (lead, re.compile(rf"(?<!\w)(?:{mark})(?!\w)"), owners[0])
        for (lead, mark), owners in held.items()
        if len(owners) == 1
    )


def _marks(sources: Mapping[str, Source]) -> tuple[tuple[str, re.Pattern[str], Source], ...]:
    return _marks_of(frozenset(sources.values()))


def _by_author(sources: Mapping[str, Source]) -> dict[str, list[Source]]:
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources.values():
        if name := _SURNAME.match(source.citation):
            found[name["name"]].append(source)
    return dict(found)


def _cited_for(item: Judgement, cited: Sequence[_Cited], text: str) -> _Cited | None:
    """The citation that a number has: the first after it, else the last before it; none across a contrast.

    "The label cites 0.548, whereas the 2021 paper gives 0.53" cites the paper for the second figure alone.
    """
    place = item.part.number.start
    if _OWN_SOURCE.match(text, item.part.number.unit_end):
        return None
    after = [one for one in cited if one.start > place][:1]
    own = after[0] if after else cited[-1]
    between = text[place : own.start] if after else text[own.end : place]
    return None if _CONTRAST.search(between) else own


_OWN_SOURCE = re.compile(
    r"[\s(,]{1,3}(?:in|from|by|per|according to) (?:the )?(?:[\w-]+ ){0,2}(?:label|registry|record|monograph"
    r"|prescribing information|abstract|poster|press release)\b",
    re.IGNORECASE,
)
"""Behind a number: where it stands, though no publication is cited for it."""


def _is_of_nearer(cited: _Cited, item: Judgement, told: Sequence[Judgement], text: str) -> bool:
    """Whether a citation is told of a nearer figure, which is of another analysis: "20.27, above the paper's 19.15"."""
    far = abs(cited.start - item.part.number.start)
    return any(
        (
            abs(cited.start - other.part.number.start) < far
            or _GIVEN_IN.fullmatch(text, other.part.number.end, cited.start)
        )
        and other.part.role in (Role.ESTIMATE, Role.COUNT)
        and other.result is not None
        and item.result is not None
        and (other.result.censoring, other.result.data_cutoff) != (item.result.censoring, item.result.data_cutoff)
        for other in told
    )


_GIVEN_IN = re.compile(r"(?: [a-z%]+){0,3} (?:in|by|from|per|according to) (?:the |its )?", re.IGNORECASE)
"""Between a figure and its own source: "19.15 months in the Lancet article"."""
_CONTRAST = re.compile(r"\b(?:whereas|while|although|but)\b", re.IGNORECASE)


def _missing(item: Judgement, source: Source, reader: Reader, passages: Sequence[Passage]) -> str | None:
    """Why a number that stands is not the cited source's; ``None`` where it is, or where nobody can say."""
    row = item.result
    if item.verdict is Verdict.UNCHECKED and OTHER_RULE in item.reason and item.part.role is Role.ESTIMATE:
        return _under_other_rule(item, source, reader)
    if item.verdict is not Verdict.SUPPORTED or row is None or item.part.role not in (Role.ESTIMATE, Role.COUNT):
        return None
    if source.trial not in (None, row.trial):
        return f"the cited source, {source.id}, is of {source.trial}, and the figure of {row.trial}"
    if any(other.source == source.id for other in (row, *item.supporters)):
        return None
    rows = reader.for_trial(row.trial).results(row.outcome)
    own = [other for other in rows if other.source == source.id and _place(other) == _place(row)]
    if any(part_agrees(item.part, other, item.slot) for other in own):
        return None
    text = " ".join(readable(passage.text) for passage in passages if passage.source == source.id)
    if re.search(rf"(?<![0-9.]){re.escape(item.part.number.text)}(?![0-9]|\.[0-9])", text):
        return None
    years = [int(year) for year in _YEAR.findall(source.citation)]
    if years and row.data_cutoff is not None and row.data_cutoff.year > max(years):
        return f"the cited source, {source.id}, is of {max(years)}, before the cut-off {row.data_cutoff} of the figure"
    told = next((value for other in own if (value := printed(reported(item.part, other, item.slot)))), None)
    if told is None:
        return _of_another(source, row, item, reader)
    return f"the cited source, {source.id}, gives {told} here; the figure is that of {row.source}"


def _under_other_rule(item: Judgement, source: Source, reader: Reader) -> str | None:
    """Why a figure under another censoring rule is not that of the source cited, which has it under its own."""
    slot = item.slot
    rows = reader.for_trial(slot.trial or "").results(slot.outcomes[0])
    own = [row for row in rows if row.source == source.id and row.arm in (slot.arm, None) and has_statistic(row, slot)]
    if not own or any(part_agrees(item.part, row, slot) for row in own):
        return None
    return f"the cited source, {source.id}, gives {printed(reported(item.part, own[0], slot))} here"


def _of_another(source: Source, row: Result, item: Judgement, reader: Reader) -> str | None:
    """Why a source cannot be the one of a figure: it has none of that outcome and group, and other papers have it."""
    held = reader.table.results(trial=row.trial, source=source.id)
    figures = [other for other in held if other.category in ("efficacy", "safety")]
    if len(figures) < _TELLING:
        return None
    if row.category not in ("efficacy", "safety") or any(_slot(other) == _slot(row) for other in figures):
        return None
    owners = [reader.sources.get(other.source) for other in (row, *item.supporters)]
    if not all(owner is not None and _is_paper(owner) for owner in owners):
        return None  # a page of a company repeats what any paper may have
    told = f"{row.outcome}{f', {row.subgroup}' if row.subgroup else ''}"
    return f"the cited source, {source.id}, gives nothing of {told}; the figure is that of {row.source}"


def _slot(row: Result) -> tuple[str, str | None]:
    return row.outcome, row.subgroup


def _is_paper(source: Source) -> bool:
    return any(kind in _IDENTIFIERS for kind, _ in source.identifiers) or _OF_PAPER.search(source.citation) is not None


_OF_PAPER = re.compile(r"\bPMC[0-9]|\bdoi:")


_TELLING = 4
"""Figures of a source that must be held before they say what it is about."""


def _place(row: Result) -> tuple[object, ...]:
    return (row.outcome, family(row.statistic, row.unit), row.unit, row.arm, row.comparison, row.subgroup, row.grade)
