"""What no check has read in a chat model's statement: no figure of it may stand there as if it had been looked up.

The checks read the English of reports, and pass over what they do not know; that is right for a text that somebody
pasted. What a chat model writes is held to more: a figure in whatever signs, a quantity in words, or a qualifier that
the result does not have is marked as unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.records import Result
from ingest.table import ResultsTable
from retrieval.chat_model.claim_reading import Basis, claims_of
from retrieval.chat_model.known_digits import find_known_digits
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.expressions import CUSTOMARY, DENIED_READING, PER, is_denied_level
from retrieval.checks.judging.absent_grades import OF_A_GRADE
from retrieval.records import Check, Sentence, Verdict
from retrieval.terms import TermIndex

_UNIT = (
    r"(?:%|per\s?cent|patients?|months?|mos?\b|weeks?|wks?\b|years?|yrs?\b|days?|points?|times|deaths?|events?|cases?)"
)
_ROMAN = re.compile(
    rf"\b(?=[MDCLXVI]{{2}})M*(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})(?=\s*{_UNIT})"
)
_RUN = re.compile(r"\d(?:[\d.,:/–-]*\d)?|[^\W\d_]|[^\w\s]")
_GLUED = re.compile(rf"(?!{_UNIT})[^\W\d_]", re.IGNORECASE)
"""A letter right behind a digit: "1q21", "2nd"; a unit may stand there too."""
_BEFORE_IN_A_NAME = re.compile(
    r"(?:[A-Za-z][-(]?|\^-?|min ?/ ?|"
    r"\b(?:grades?|phase|stage|line|days?|cycles?|class|type|version|section|table)\s*)$",
    re.IGNORECASE,
)
_YEAR_OF_A_REPORT = re.compile(
    r"(?:(?:19|20)[0-9]{2} (?:and|to|or|vs\.?|versus) )?(?:19|20)[0-9]{2} (?:[A-Za-z-]+ )?"
    r"(?:cut-?\s?off|cut|follow-up|report|paper|publication|article|abstract|presentation|poster|update"
    r"|analysis|readout|dataset|estimate|value|result|figure|congress|meeting|label|record)s?\b"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CITED = re.compile(
    r"(?:\bet al\.?,? ?\(?|\bet al\.? \([A-Z][A-Za-z ]{2,30},? |\b[A-Z][a-z]+ \("
    r"|\([A-Z][\w'-]+(?: (?:et al\.?|[A-Z][a-z]+)){0,3},? )$"
)
"""Before the year of a publication that is cited: "Aldane et al. (2021)", "(Aldane 2021)"."""
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}|&#?\w{2,8};")
_WHO = (
    r"(?:patients?|participants?|people|subjects?|deaths?|events?|cases?|TEAEs?|SAEs?|AEs?|reactions?|discontinuations?|"
    r"relapses?|responses?|progressions?)"
)
_QUANTITY = re.compile(
    r"(?<![0-9%] of )\b(?:nobody|no[ -]one|dozens?|scores of|a handful|(?:no|none of the|all|(?:every|each)(?! [0-9])|"
    r"hardly any|"
    r"(?:virtually|nearly|almost|practically) (?:all|every))\s+(?:of\s+)?(?:the\s+)?"
    rf"(?:(?!of\b|in\b|with\b|and\b)[\w-]+\s+){{0,3}}?{_WHO})\b",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"\b(?:at least|at most|more than|fewer than|less than|up to|no more than|exactly)\s"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?=\s(?!copies)[a-z])",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:la|le|les|des|est|était|une|avec|sans|der|das|und|mit|bei|betrug|wurde|el|los|las|fue|del|il|di|che|een|het|"
    r"van|con|por|para|não|foi|uma|och|på)\b"
)
_OTHER_SCRIPT = re.compile(r"[\u0400-\u1fff\u2c00-\uabff\uac00-\ud7ff]{2,}")
_ASSESSMENT = re.compile(
    r"\b(?:by|per|according to)\s+(?:the\s+|an\s+)?(?:\w+\s+){0,2}?(?:investigators?|local|central|independent|blinded)"
    r"\b|\b(?:investigator|IRC|centrally|locally)[- ]assess\w*",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"\b(?:per[- ]protocol(?![- ](?:specified|defined|planned))|modified (?:ITT|intent)|mITT|evaluable"
    r"|as[- ]treated|completers)\b",
    re.IGNORECASE,
)
_QUALIFIERS = (
    (re.compile(r"\bcensor\w*", re.IGNORECASE), "censoring"),
    (_ASSESSMENT, "assessor"),
    (_POPULATION, "population"),
)
"""Qualifiers that words may give, and the slot of a result that has to bear them out."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One statement of a model, as far as it was read: spans within it that are numbers checked, or names."""

    sentence: Sentence
    checked: tuple[tuple[int, int], ...]
    named: tuple[tuple[int, int], ...]

    def is_free(self, start: int, end: int, *, names_too: bool) -> bool:
        """Whether a span overlaps no number that was checked, and no name."""
        taken = (*self.checked, *self.named) if names_too else self.checked
        return not any(low < end and start < high for low, high in taken)


def doubt_unread(
    checks: Sequence[Check],
    lines: Sequence[tuple[Sentence, int]],
    *,
    quotes: str,
    terms: TermIndex,
    table: ResultsTable,
) -> list[Check]:
    """The checks of an answer, with what none of them read in a chat model's statements as unchecked.

    Args:
        lines: The statements, each with its offset in the answer.
        quotes: What the answer quotes: a quantity in words that stands there is its source's.
    """
    kept = list(checks)
    for sentence, start in lines:
        if not sentence.written:
            continue
        own = [check for check in kept if start <= check.start < start + len(sentence.text)]
        told = [table.get(check.result) for check in own if check.result and check.result in table]
        reading = _Reading(
            sentence,
            tuple((check.start - start, check.end - start) for check in own),
            (
                *((m.start, m.end) for m in terms.find(sentence.text, trial=sentence.trial, typos=False)),
                *find_known_digits(sentence.text, told),
            ),
        )
        for low, high, reason in _find_unread(reading, quotes=quotes):
            found = sentence.text[low:high]
            kept.append(Check(found, start + low, start + high, Verdict.UNCHECKED, None, None, reason))
        claims = claims_of(sentence, own, start=start, basis=Basis(quotes, terms, table))
        for claim in claims:
            if not any(claim.start < high and low < claim.end for low, high in reading.checked):
                span = start + claim.start, start + claim.end
                words = sentence.text[claim.start : claim.end]
                kept.append(Check(words, *span, Verdict.UNCHECKED, None, None, claim.reason))
        noted = [span.result for span in sentence.printed] + told
        kept = [_in_note(each, sentence.text, start, noted) if each in own else each for each in kept]
        doubt = _unknown_qualifier(sentence, told) or _unknown_regimen(reading, terms=terms)
        doubt = doubt or next((claim.reason for claim in claims if claim.refuted), None)
        for check in own:
            apart = (claim.reason for claim in claims if start + claim.start <= check.start < start + claim.end)
            if why := doubt or next(apart, None):
                kept = [_doubted(each, why) if each is check else each for each in kept]
    return sorted(kept, key=lambda check: (check.start, check.end))


def _in_note(check: Check, text: str, start: int, rows: Sequence[Result]) -> Check:
    """A number of a schedule, "every 2 weeks", as quoted where the note of a result told has it so."""
    found = _OF_SCHEDULE.search(text, max(0, check.start - start - 20), check.end - start + 10)
    if check.verdict is not Verdict.UNCHECKED or not found or found.start("number") != check.start - start:
        return check
    lead = "every" if found["every"] else "(?:first|for)"
    said = re.compile(rf"\b{lead} {found['number']} {found['unit']}", re.IGNORECASE)
    row = next((row for row in rows if said.search(row.note or "")), None)
    reason = "Stands in the note of the result that is told."
    return replace(check, verdict=Verdict.QUOTED, result=row.id, reason=reason) if row else check


_OF_SCHEDULE = re.compile(
    r"\b(?:(?P<every>every)|for|first)\s(?P<number>[0-9]+)\s(?P<unit>day|week|month)s?\b", re.IGNORECASE
)


def _find_unread(reading: _Reading, *, quotes: str) -> Iterator[tuple[int, int, str]]:
    """Spans that tell a quantity which no check has read, each with the reason."""
    words = reading.sentence.text
    if len(set(_FOREIGN.findall(words.casefold()))) > 1 or _OTHER_SCRIPT.search(words):
        yield 0, len(words), "not in English: its figures were compared with no result"
        return
    for low, high in _numerals(words):
        if reading.is_free(low, high, names_too=":" not in words[low:high]):
            yield low, high, "no check could read this figure"
    for found in _QUANTITY.finditer(words):
        if (
            _is_nearly_all(words, found)
            or _ALL_ARE.fullmatch(words[found.start() : found.end() + 6])
            or (_NONE.match(found[0]) and OF_A_GRADE.match(words, found.end()))
        ):
            continue
        if reading.is_free(*found.span(), names_too=False) and found[0].casefold() not in quotes.casefold():
            yield *found.span(), _IN_WORDS
    for found in _BOUNDED.finditer(words):
        if reading.is_free(*found.span(), names_too=False):
            yield *found.span(), _IN_WORDS


def _is_nearly_all(words: str, found: re.Match[str]) -> bool:
    """Whether "nearly all patients" has a percentage in brackets behind it that is nearly all: "(94 %)"."""
    told = _SHARE_BEHIND.match(words, found.end()) if _NEARLY.match(found[0]) else None
    return told is not None and _NEARLY_ALL <= Decimal(told["share"]) < 100  # per cent


_ALL_ARE = re.compile(
    r"all (?:the )?(?:patients|participants)(?:[):*]{1,4} | )[0-9]{1,5}.{0,4}", re.IGNORECASE | re.DOTALL
)
"""Everybody, as the name of whom the figure right behind is of: "all patients 44.1 %"."""
_NEARLY = re.compile(r"(?:nearly|almost|virtually|practically)\b", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r"[^.;:()%]{0,100}(?:\(|: )(?P<share>[0-9]{2}(?:\.[0-9]+)?)\s?%")
_NEARLY_ALL = 90
_NONE = re.compile(r"no(?:ne)?\b", re.IGNORECASE)
_IN_WORDS = "a quantity in words that was compared with no result"


def _numerals(words: str) -> Iterator[tuple[int, int]]:
    """Spans of numerals of whatever kind that are no part of a name ("CD38", "10^-5", "grade 3")."""
    plain = readable(words)
    for found in _RUN.finditer(plain):
        glued = (
            _GLUED.match(plain, found.end())
            or _YEAR_OF_A_REPORT.match(plain, found.start())
            or (_YEAR.fullmatch(found[0]) and _CITED.search(plain[max(0, found.start() - _LEAD) : found.start()]))
            or _BEFORE_IN_A_NAME.search(plain[: found.start()])
            or CUSTOMARY.search(plain[: found.start()])
            or is_denied_level(plain, *found.span())
            or DENIED_READING.search(plain[max(0, found.start() - _LEAD) : found.start()])
            or (found[0] in ("100", "1000") and PER.search(plain[: found.start()]))
        )
        if found[0][0].isnumeric() and not glued:
            yield found.span()
    yield from (found.span() for found in (*_ROMAN.finditer(words), *_ESCAPED.finditer(words)))


_LEAD = 80
"""Code points before a figure in which a reading of it may be denied."""


def _unknown_qualifier(sentence: Sentence, told: Sequence[Result]) -> str | None:
    """Why the results behind a statement do not bear out a qualifier that its words give; ``None`` where they do."""
    rows = [span.result for span in sentence.printed] or told
    for pattern, slot in _QUALIFIERS:
        found = pattern.search(sentence.text)
        values = [value for row in rows if (value := getattr(row, slot))]
        borne = (
            any(found[0].casefold() in value.casefold() for value in values)
            if slot == "population" and found
            else values
        )
        if found and rows and not borne:
            return f"the result says nothing of {found[0]!r}"
    return None


def _unknown_regimen(reading: _Reading, *, terms: TermIndex) -> str | None:
    """Why a regimen that shares a part of its name with an arm ("Zelta-Rd" beside "Zelta-Kd") is none that is known."""
    arms = terms.terms("arm", trial=reading.sentence.trial)
    parts = {part for arm in arms for part in re.split(r"[-\s]", arm.name) if len(part) > 1 and part[0].isupper()}
    for found in re.finditer(r"\b[A-Za-z]+(?:-[A-Za-z]+)+\b", reading.sentence.text):
        told = found[0].split("-")
        foreign = any(part not in parts and part[0].isupper() for part in told)
        if parts.intersection(told) and foreign and found[0].count("-") == 1 and not _is_named(found.span(), reading):
            return f"{found[0]!r} is no arm of the trial"
    return None


def _is_named(span: tuple[int, int], reading: _Reading) -> bool:
    return any(low <= span[0] and span[1] <= high for low, high in reading.named)


def _doubted(check: Check, reason: str) -> Check:
    """A check that passed, as unchecked."""
    if check.verdict in (Verdict.CONTRADICTED, Verdict.UNCHECKED):
        return check
    return replace(check, verdict=Verdict.UNCHECKED, reason=f"{reason}; {check.reason}")
