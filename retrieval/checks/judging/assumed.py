"""Figures whose arm, group or grade nobody tells: one that had to be assumed may be another's.

In a text that somebody pasted, a figure of the table is read as the one that a plain statement means. What a chat
model writes is held to more: where the words leave open which of several figures they mean, none of them is confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.changes import is_change
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.records import Verdict
from retrieval.terms import split_tokens

Spans = Sequence[tuple[int, int]]
_FATAL = "5"
"""A grade that its outcome's name tells."""
_SHARED = frozenset({"outcome", "statistic", "unit", "arm", "grade", "subgroup", "data_cutoff", "item"})


def doubt_assumed(
    judgements: Sequence[Judgement], written: Spans, *, reading: Reading, reader: Reader
) -> list[Judgement]:
    """The judgements, those within ``written`` left open where the words do not tell which figure they mean."""
    if not written:
        return list(judgements)
    return [
        _doubted(item, judgements, reading=reading, reader=reader)
        if any(low <= item.part.number.start < high for low, high in written)
        else item
        for item in judgements
    ]


def _doubted(item: Judgement, judgements: Sequence[Judgement], *, reading: Reading, reader: Reader) -> Judgement:
    row = item.result
    if item.verdict is not Verdict.SUPPORTED or row is None or is_time_point(item.slot):
        return item
    if item.part.role not in (Role.ESTIMATE, Role.COUNT):
        return item
    for qualifier in _untold(item, row, reading):
        rivals = _rivals(item, row, qualifier, reader)
        arms = reader.for_trial(row.trial).facts.arms if qualifier == "arm" else ()
        sized = qualifier == "arm" and _is_told_by_size(item, row, rivals, judgements)
        if rivals and not sized and not _are_both_told(item, row, rivals, judgements, arms):
            reason = f"the words tell no {qualifier}; it may be {read_as(item.slot, rivals[0], own=True)}"
            return replace(item, verdict=Verdict.UNCHECKED, reason=f"{reason}; {item.reason}")
    told = item.slot.subgroups or item.slot.context_subgroups or _names_group(item, row, reading)
    if row.subgroup and not (told or _is_told_by_title(row, reader)):
        reason = f"the figure is of {row.subgroup} alone, and the words do not say so"
        return replace(item, verdict=Verdict.UNCHECKED, reason=f"{reason}; {item.reason}")
    return item


def _names_group(item: Judgement, row: Result, reading: Reading) -> bool:
    """Whether a group is counted by its name, told as what they were: "86 of 302 were 70 years or older"."""
    clause = reading.clauses.get(item.slot.sentence)
    named = clause.mentions.get("subgroup", ()) if clause and row.statistic == cues.COUNT else ()
    return any(mention.term.name == row.subgroup for mention in named)


def _is_told_by_title(row: Result, reader: Reader) -> bool:
    """Whether a figure's group is whom its outcome is about anyway: the responders of a time to response.

    So are those with renal impairment of a complete renal response, which nobody else can have.
    """
    stem = _RESPOND.match(row.subgroup or "")
    if stem is not None and stem[0].casefold() in row.outcome.casefold():
        return True
    words, title = ({token.form for token in split_tokens(text)} for text in (row.subgroup or "", row.outcome))
    alone = not reader.for_trial(row.trial).results(row.outcome).any(lambda other: other.subgroup != row.subgroup)
    return alone and any(len(form) > _SHORT for form in words & title)


_SHORT = 4
"""Letters of a word that may stand in a title and in a group's name by chance."""
_RESPOND = re.compile(r"respon(?=ders?\b)", re.IGNORECASE)


def _untold(item: Judgement, row: Result, reading: Reading) -> list[str]:
    """The qualifiers of a result that the words do not tell."""
    found = []
    open_arm = item.slot.arm is None or item.slot.arm_source == "convention"
    if row.arm not in (None, "all") and open_arm and not _names_arm(item, row, reading):
        found.append("arm")
    if row.grade not in (None, "any", _FATAL) and not item.slot.grades:
        found.append("grade")
    return found


def _names_arm(item: Judgement, row: Result, reading: Reading) -> bool:
    """Whether the words around a figure name its result's arm, or the sentence names no other."""
    clause = reading.clauses.get(item.slot.sentence)
    spans = arm_spans(clause) if clause else []
    low = item.slot.expression.start - len(item.slot.before)
    high = item.slot.expression.end + len(item.slot.after)
    beside = [span.name for span in spans if low <= span.start and span.end <= high]
    return row.arm in beside or {span.name for span in spans} == {row.arm}


def _are_both_told(
    item: Judgement, row: Result, rivals: Sequence[Result], judgements: Sequence[Judgement], arms: Sequence[str]
) -> bool:
    """Whether the sentence tells the other arm's figure, too, and the two in the order of the trial's arms."""
    others = [other for other in judgements if other is not item and other.slot.sentence == item.slot.sentence]
    for other in others:
        if row in other.supporters:
            continue  # "3 % in each arm (6 and 4 patients)" tells of both before
        arm = next((rival.arm for rival in rivals if rival in other.supporters), None)
        if arm in arms and row.arm in arms:
            first, second = sorted((item, other), key=lambda one: one.part.number.start)
            if is_change(first, second):
                return (arms.index(arm) < arms.index(row.arm)) == (first is item and second is other)
            return (arms.index(arm) > arms.index(row.arm)) == (first is item and second is other)
    return False


def _is_told_by_size(item: Judgement, row: Result, rivals: Sequence[Result], judgements: Sequence[Judgement]) -> bool:
    """Whether a whole that only this arm has is told, here or at another figure of the sentence: "81 of 177"."""
    if row.N in {rival.N for rival in rivals}:
        return False
    return any(
        other.slot.sentence == item.slot.sentence
        and other.verdict is Verdict.SUPPORTED
        and other.part.role is Role.TOTAL
        and other.part.number.value == row.N
        and other.result is not None
        and other.result.outcome == row.outcome
        for other in judgements
    )


def _rivals(item: Judgement, row: Result, qualifier: str, reader: Reader) -> list[Result]:
    """The results that differ from ``row`` in this qualifier alone, and have another figure."""
    shared = _SHARED - {qualifier}
    rows = reader.for_trial(row.trial).results(row.outcome)
    found = rows.where(
        lambda other: (
            getattr(other, qualifier) != getattr(row, qualifier)
            and other.arm != "all"
            and all(getattr(other, name) == getattr(row, name) for name in shared)
        )
    )
    return [other for other in found if not part_agrees(item.part, other, item.slot)]
