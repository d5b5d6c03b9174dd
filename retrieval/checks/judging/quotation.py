"""Numbers that the table does not hold but that a passage of the trial binds to the same slot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Passage
from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.doses_told import is_dose_told
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.misquotes import find_misquoted
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict

_MOST_PASSAGES = 8
"""Passages read for one number: those that hold its digits, in the order given."""
_DOSES = ("mg", "mg/kg", "mg/m2", "g/kg", "\u00b5g/kg")
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+|%")
_MARK = re.compile('["\u201c\u201d]')
_RUN = 5
"""Words in a row that show a quotation; of fewer, two texts on one subject share many."""
_AROUND = 10
"""Words on each side of a number that must be a passage's own, between quotation marks."""


def quote_unchecked(
    judgements: list[Judgement], *, text: str, reader: Reader, passages: Sequence[Passage]
) -> list[Judgement]:
    """Turn ``unchecked`` into ``quoted`` where a passage tells the same number of the same slot."""
    texts = [passage for passage in passages if passage.kind == "text"]
    quoting = _MARK.search(text) is not None
    if not texts or (not quoting and all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in judgements)):
        return judgements
    plain = {passage.id: readable(passage.text) for passage in texts}
    marks = [match.start() for match in _MARK.finditer(text)]
    spans = list(zip(marks[::2], marks[1::2], strict=False))
    judgements = [
        find_misquoted(_within_quote(item, text, plain), text, plain)
        if any(start < item.part.number.start < end for start, end in spans)
        else item
        for item in judgements
    ]
    read: dict[str, list[Slot]] = {}
    return [
        _quoted(item, texts, read, reader, plain=plain, text=text) if _can_be_quoted(item) else item
        for item in judgements
    ]


def _within_quote(item: Judgement, text: str, plain: dict[str, str]) -> Judgement:
    """A contradicted number as quoted, where the quotation around it is a passage's own words: it tells its slot."""
    number = item.part.number
    if item.verdict is not Verdict.CONTRADICTED:
        return item
    text = text.replace("\u201c", '"').replace("\u201d", '"')
    opened, closed = text.rfind('"', 0, number.start), text.find('"', number.end)
    if opened < 0 or closed < 0 or text.count('"', 0, number.start) % 2 == 0:
        return item
    before = _WORD.findall(text[max(opened, number.start - 400) : number.start])[-_AROUND:]
    after = _WORD.findall(text[number.end : min(closed, number.end + 400)])[:_AROUND]
    words = [*before, *_WORD.findall(text[number.start : number.end]), *after]
    run = " ".join(words).casefold()
    for passage, told in plain.items():
        if len(words) > _AROUND and f" {run} " in f" {' '.join(_WORD.findall(told)).casefold()} ":
            reason = f"within a quotation, word for word that of {passage}"
            return replace(item, verdict=Verdict.QUOTED, expected=None, reason=reason)
    return item


def _can_be_quoted(item: Judgement) -> bool:
    """Whether a passage may decide: the table does not, or gives another dose of the same drug."""
    open_to = item.verdict is Verdict.UNCHECKED or (
        item.verdict is Verdict.CONTRADICTED and item.part.number.unit in _DOSES and not item.differs
    )
    return open_to and not item.slot.elsewhere and item.part.role is not Role.GRADE


def _quoted(  # noqa: PLR0913  # one number, and what was read for those before it
    item: Judgement,
    passages: Sequence[Passage],
    read: dict[str, list[Slot]],
    reader: Reader,
    *,
    plain: dict[str, str],
    text: str,
) -> Judgement:
    digits = item.part.number.text
    holding = [
        passage for passage in passages if passage.trial in (None, item.slot.trial) and digits in plain[passage.id]
    ]
    for passage in holding[:_MOST_PASSAGES]:
        if passage.id not in read:
            own = Reader(
                reader.table, terms=reader.terms, trials=reader.trials, trial=item.slot.trial, evidence=reader.evidence
            )
            read[passage.id] = own.read(passage.text).slots
        told = any(_same_slot(item, other) for other in read[passage.id])
        if told or _is_verbatim(item, plain[passage.id], text) or is_dose_told(item, plain[passage.id], text):
            return replace(
                item,
                verdict=Verdict.QUOTED,
                expected=None,
                reason=f"not in the table; {passage.source} tells it of the same slot",
            )
    return item


def _is_verbatim(item: Judgement, passage: str, text: str) -> bool:
    """Whether the number stands in the passage among the same words: five in a row, its own among them."""
    number = item.part.number
    before = _WORD.findall(text[max(0, number.start - 60) : number.start])[-_RUN:]
    after = _WORD.findall(text[number.end : number.end + 60])[:_RUN]
    own = _WORD.findall(text[number.start : number.end])
    words = [word.casefold() for word in (*before, *own, *after)]
    told = f" {' '.join(word.casefold() for word in _WORD.findall(passage))} "
    first, last = len(before), len(before) + len(own)
    runs = (words[start : start + _RUN] for start in range(max(0, last - _RUN), first + 1))
    return any(len(run) == _RUN and f" {' '.join(run)} " in told for run in runs)


def _same_slot(item: Judgement, other: Slot) -> bool:
    slot, number = item.slot, item.part.number
    same_number = any(
        part.role is item.part.role and part.number.value == number.value and part.number.form == number.form
        for part in other.expression.parts
    )
    if not same_number or other.elsewhere:
        return False
    named = (
        bool(slot.outcomes)
        and slot.outcomes[:1] == other.outcomes[:1]
        and slot.unknown is None
        and other.unknown is None
    )
    unknown = (
        slot.unknown is not None and other.unknown is not None and slot.unknown.casefold() == other.unknown.casefold()
    )
    return (
        (named or unknown)
        and slot.unit == other.unit
        and (slot.arm == other.arm or slot.arm is None)
        and slot.subgroups == other.subgroups
        and slot.grades == other.grades
        and (not slot.statistics or not other.statistics or slot.statistics == other.statistics)
    )
