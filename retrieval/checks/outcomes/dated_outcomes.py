"""The events that dates are told of: one beside a date, and the two ends of a range."""

from __future__ import annotations

import re
from datetime import date

from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention, split_tokens


def tells_dates(clause: Clause, mention: Mention) -> bool:
    """Whether the table has nothing but dates, identifiers and texts of an outcome: "data cut-off"."""
    kinds = clause.evidence.kinds(mention.term.name)
    if not kinds:
        return re.search(r"\bcut-?off\b|\bdate\b", mention.term.name, re.IGNORECASE) is not None
    return all(statistic in ("date", "identifier", "text") for statistic, _ in kinds)


def dated_event(clause: Clause, slot: Slot) -> tuple[str, ...]:
    """The event that a date is told of, where it stands right before the date: "enrolment ended on"."""
    start = slot.expression.start
    named = [
        mention
        for mention in clause.mentions.get("outcome", ())
        if tells_dates(clause, mention)
        and not (
            _OF_THIS_TEXT.match(mention.text)
            and not _RECORD.search(clause.text, clause.sentence.start, clause.sentence.end)
        )
        and 0 <= start - mention.end < 45
        and not re.search(r"[;,(]|\.\s|\d", clause.text[mention.end : start])
    ]
    if len({mention.term.name for mention in named}) > 1:
        named = [item for item in named if any(kind == "date" for kind, _ in clause.evidence.kinds(item.term.name))]
    if len({mention.term.name for mention in named}) == 1:
        return (_begun(clause, _of_verb(clause, named[-1], start), start),)
    of_text = _OF_TEXT.search(clause.text, max(clause.sentence.start, start - 40), start)
    of_text = of_text or _OF_WRITER.match(clause.text, slot.expression.end)
    return _by_words(clause) if not named and not of_text else ()


def _of_verb(clause: Clause, mention: Mention, end: int) -> str:
    """The event whose name has the verb behind what begins or ends: "the first patient was screened in" a month."""
    name = mention.term.name
    suffix = next((each for each in (_START, _END) if name.endswith(each)), "")
    words = clause.text[mention.end : end].casefold().split()
    for title in clause.evidence.titles_with(frozenset({suffix.strip()})) if suffix else ():
        stem = title.casefold()[:_STEM]
        if suffix and title.endswith(suffix) and any(word.startswith(stem) for word in words):
            return title
    return name


_STEM = 6


def _begun(clause: Clause, name: str, start: int) -> str:
    """The beginning of what is told to have ended, before the first date of a range: "screening ran from"."""
    first = f"{name.removesuffix(_END)}{_START}"
    led = name.endswith(_END) and _RANGE_BEGINS.search(clause.text, max(0, start - 20), start)
    return first if led and clause.evidence.results(first) else name


def _by_words(clause: Clause) -> tuple[str, ...]:
    """The one event with a date all of whose telling words a sentence has: "approval by the FDA came on"."""
    sentence = clause.text[clause.sentence.start : clause.sentence.end]
    told = {token.form[:_STEM] for token in split_tokens(_AGENCY.sub("FDA", sentence))}
    held = [
        title
        for title in clause.evidence.titles_with(frozenset({"date"}))
        for words in (clause.evidence.title_words[title],)
        if len(words - _OF_DATES) > 1
        and {word[:_STEM] for word in words - _OF_DATES} <= told
        and all(kind == "date" for kind, _ in clause.evidence.kinds(title))
    ]
    return tuple(held) if len(held) == 1 else ()


_OF_TEXT = re.compile(
    r"\b(?:letter|e-?mail|enquiry|inquiry|question|request|message|call|note|report|version|label|article|paper|notice|news)"
    r"(?: (?:dated|of|from|on|received|sent))* $",
    re.IGNORECASE,
)
"""Before the date of a text: "your letter of 3 May 2024 about the approved use"."""
_OF_WRITER = re.compile(r"[\s,]+(?:you|we|I)\b")
"""Behind a date: what those who write did on it."""
_OF_DATES = frozenset("date of the on".split())
_AGENCY = re.compile(r"\bFood (?:and|&) Drug Administration\b", re.IGNORECASE)
_OF_THIS_TEXT = re.compile(r"last (?:updated?|reviewed|revised)", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:record|registr\w+|register|entry|trial|study|posted|verified|ClinicalTrials)\b", re.IGNORECASE
)
"""Without one of these words a date is the text's own: "Last updated 3 March 2025"."""
_RANGE = re.compile(r"\s*,?\s*(?:to|and|until|till|through|-)\s*(?:on )?", re.IGNORECASE)
_RANGE_BEGINS = re.compile(r"\b(?:from|between)\s(?:on )?$", re.IGNORECASE)


def end_of_range(clause: Clause, slot: Slot, previous: Slot | None) -> tuple[str, ...]:
    """The event that the second date of "from A to B" tells: the end of what the table has beginning on the first."""
    first = previous.expression.number(Role.DATE) if previous is not None else None
    if previous is None or first is None:
        return ()
    if not _RANGE_BEGINS.search(clause.text, max(0, first.start - 20), first.start):
        return ()
    if not _RANGE.fullmatch(clause.text, previous.expression.end, slot.expression.start):
        return ()
    begun = [title for day in first.days for title in _titles_on(clause, day) if title.endswith(_START)]
    ends = [f"{title.removesuffix(_START)}{_END}" for title in begun]
    return tuple(title for title in ends if clause.evidence.results(title))


_START, _END = " start", " end"


def _titles_on(clause: Clause, day: date) -> list[str]:
    return [row.outcome for row in clause.evidence.with_value(day.isoformat())]
