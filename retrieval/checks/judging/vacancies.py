"""Contradictions that rest on how a sentence with several figures was read.

A sentence may name two outcomes, grades or arms, and its figures stand now before and now behind them. A number that
contradicts what it was read as, but is what the sentence also names and gives no other figure of, was more likely
misread than mistaken: it is left unchecked. Figures that changed places are not: each place has another figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ingest.records import Result
from retrieval.checks.binding.lists import NEXT
from retrieval.checks.binding.reading import Reading
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict

_Place = tuple[Role, str, str | None, str | None, str | None]
"""What a number is of: its role, outcome, grade, arm and comparison."""
_FIGURES = (Role.ESTIMATE, Role.COUNT, Role.TOTAL)
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def leave_open(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Leave the numbers unchecked that fit what their sentence names beside, and has no other figure of."""
    found: list[Judgement] = []
    for place, group in groupby(judgements, key=lambda item: item.slot.sentence):
        sentence = list(group)
        clause = reading.clauses.get(place)
        listed = _ids_of_lists(sentence)
        found += [_reconsidered(item, sentence, clause, listed) for item in sentence] if clause else sentence
    return found


def _ids_of_lists(sentence: Sequence[Judgement]) -> set[int]:
    """The figures of a list, behind its first, that were all read as of one place, and stand there for one at most."""
    run: list[Judgement] = []
    found: set[int] = set()
    for item in (it for it in sentence if it.part.role is Role.ESTIMATE):
        units = {item.slot.unit, run[-1].slot.unit} - {None} if run else set()  # of "61, 58 and 35 patients" all three
        follows = run and NEXT.fullmatch(item.slot.before) and len(units) <= 1
        run = [*run, item] if follows and _read_as(item.slot) == _read_as(run[-1].slot) else [item]
        if len(run) > _PAIR and sum(each.verdict in _GOOD for each in run) < _PAIR:
            found |= {id(each) for each in run[1:]}
    return found


def _read_as(slot: Slot) -> tuple[object, ...]:
    """What the figures of a list share that are read as of one place."""
    return slot.outcomes[:1], slot.grades, slot.time, slot.item


_PAIR = 2
"""Figures that may be those of two arms."""


def _reconsidered(item: Judgement, sentence: Sequence[Judgement], clause: Clause, listed: Collection[int]) -> Judgement:
    own = item.result
    if item.verdict is not Verdict.CONTRADICTED or own is None or item.part.role not in _FIGURES:
        return item
    swapped = item.differs == {"arm"} and item.slot.arm_source in ("named", "sequence")  # a figure of each arm
    if id(item) in listed and not swapped:
        reason = f"{item.reason}; one of a list, whose figures were all read as of one"
        return Judgement(item.part, item.slot, Verdict.UNCHECKED, reason)
    if _is_coincidence(item, sentence, clause.evidence.results(own.outcome)):
        reason = f"{item.reason}; the figure of the other arm beside it is none of {own.outcome}"
        return Judgement(item.part, item.slot, Verdict.UNCHECKED, reason)
    others = [other for other in sentence if other is not item]
    taken = {_place(other, other.result) for other in others if other.result}
    confirmed = {_place(other, other.result) for other in others if other.result and other.verdict in _GOOD}
    rows = list(_of_other_outcomes(own, clause, _grades_left(own, [it for it in others if it.result], clause)))
    if _place(item, own) in confirmed:
        rows += _of_other_arms(own, clause)
    named = [other for other in others if _is_behind_name(other)] if _is_behind_name(item) else []
    for row in rows:
        if any(other.slot.outcomes[:1] == (row.outcome,) and other.part.role is item.part.role for other in named):
            continue  # "MRD (44.1 %) and CR (33.5 %)" have changed places
        if _place(item, row) not in taken and _fits(item, row) and _is_of_count(item, row):
            reason = f"{item.reason}; it may be {read_as(item.slot, row, own=True)}, which the sentence names too"
            return Judgement(item.part, item.slot, Verdict.UNCHECKED, reason)
    return item


def _is_behind_name(item: Judgement) -> bool:
    """Whether a figure stands in brackets behind the name of an outcome."""
    return item.slot.told_at is not None and item.slot.before.endswith(" (")


def _is_of_count(item: Judgement, row: Result) -> bool:
    """Whether a result has the count of which a number is the total, where it is one: "79 of 174" is no 61 of 174."""
    count = item.slot.expression.number(Role.COUNT) if item.part.role is Role.TOTAL else None
    return count is None or row.n == count.value


def _is_coincidence(item: Judgement, sentence: Sequence[Judgement], rows: Rows) -> bool:
    """Whether a number that is called another outcome's stands beside the other arm's, which is not."""
    if item.lookalike is None or item.result is not item.lookalike or "outcome" not in item.differs:
        return False
    return any(
        other.verdict is Verdict.UNCHECKED
        and other.part.role is item.part.role
        and other.part.number.unit == item.part.number.unit
        and other.slot.outcomes[:1] == item.slot.outcomes[:1]
        and other.slot.arm not in (None, item.slot.arm)
        and not any(row.arm == other.slot.arm and part_agrees(other.part, row, other.slot) for row in rows)
        for other in sentence
    )


def _place(item: Judgement, row: Result) -> _Place:
    return item.part.role, row.outcome, row.grade, row.arm, row.comparison


def _grades_left(own: Result, others: Sequence[Judgement], clause: Clause) -> set[str]:
    """The grades that the sentence names, but one named once that is confirmed of another outcome's figures."""
    named = [mention.term.name for mention in clause.mentions.get("grade", ())]
    spent = [item.slot.grades for item in others if item.verdict in _GOOD and item.slot.outcomes[:1] != (own.outcome,)]
    return {name for name in named if named.count(name) > 1 or frozenset({name}) not in spent}


def _of_other_outcomes(own: Result, clause: Clause, grades: Collection[str]) -> Iterator[Result]:
    """The results in the same arm of the other outcomes and grades that the sentence names.

    Titles that the same words name, "week 12" and "week 52" of one, are told apart by more than these words.
    """
    mentions = outcome_mentions(clause)
    spans = [m for m in mentions if any(row.outcome == own.outcome for row in clause.evidence.results(m.term.name))]
    for mention in mentions:
        same = any(mention.start < other.end and other.start < mention.end for other in spans)
        for row in clause.evidence.results(mention.term.name):
            if (row.arm, row.comparison) != (own.arm, own.comparison):
                continue
            if row.outcome == own.outcome:
                other = row.grade in grades and row.grade != own.grade
            else:
                other = not same and row.grade in (*grades, None, "any")
            if other:
                yield row


def _of_other_arms(own: Result, clause: Clause) -> Iterator[Result]:
    """The results of the same outcome in the other arms that the sentence names."""
    arms = {mention.term.name for mention in clause.mentions.get("arm", ())} - {own.arm}
    for row in clause.evidence.results(own.outcome):
        if row.arm in arms and (row.outcome, row.grade) == (own.outcome, own.grade):
            yield row


def _fits(item: Judgement, row: Result) -> bool:
    slot = item.slot
    if row.subgroup not in (None, *slot.subgroups) or (slot.cutoffs and row.data_cutoff not in slot.cutoffs):
        return False
    return has_statistic(row, slot) and part_agrees(item.part, row, slot)
