"""Numbers that the program printed from a result into words of somebody else: do the words speak of that result?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.binding.reading import ATTRIBUTED, Reader, Reading
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.censoring import untold_rule
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.matching import differences, has_statistic, implied_differences, narrow
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Check, Printed, Verdict


def judge_printed(
    judgements: Sequence[Judgement], printed: Sequence[Printed], *, reading: Reading, reader: Reader
) -> list[Judgement]:
    """Judge each number within a printed span by its own result: the digits are right, the words may not be.

    The words are wrong where they give a trial, an outcome, an arm, a cut-off or another qualifier that the result does
    not have, and undecided where they do not say what the figure is, or name all that the result has as well.
    """
    if not printed:
        return list(judgements)
    found: list[Judgement] = []
    for item in judgements:
        row = _result_at(item.part.number.start, item.part.number.end, printed)
        judged = _judge(item, row, reader)
        clause = reading.clauses.get(item.slot.sentence)
        found.append(_if_sure(judged, row, clause, reader) if row and clause else judged)
    return found


def judge_loose(check: Check, printed: Sequence[Printed]) -> Check:
    """A number of a sentence about a trial that is not held: contradicted where a result of another was printed."""
    row = _result_at(check.start, check.end, printed)
    if row is None or not check.reason.startswith(ATTRIBUTED):
        return check
    reason = f"printed from a result of {row.trial}; {check.reason}"
    return replace(check, verdict=Verdict.CONTRADICTED, result=row.id, reason=reason)


def _result_at(start: int, end: int, printed: Sequence[Printed]) -> Result | None:
    return next((span.result for span in printed if span.start <= start and end <= span.end), None)


def _judge(item: Judgement, row: Result | None, reader: Reader) -> Judgement:
    if row is None:
        return item
    if item.verdict is Verdict.SUPPORTED:
        return replace(item, result=row) if row in item.supporters else item
    slot = item.slot
    if slot.elsewhere or slot.trial not in (None, row.trial):
        return _contradicted(item, row, frozenset({"trial"}))
    if slot.unknown or not slot.outcomes:
        return item  # the words name no outcome that is known: nobody can say that it is this one
    evidence = reader.for_trial(row.trial)
    if row not in (told := evidence.results(slot.outcomes[0])):
        named = any(row in evidence.results(name) for name in slot.outcomes[1:])
        other = told.any(lambda one: has_statistic(one, slot) and _is_alike(one, row))
        return item if named or not other else _contradicted(item, row, frozenset({"outcome"}))
    differs = differences(row, slot, evidence)
    if item.verdict is Verdict.DERIVED:  # a lower hazard is printed so
        return _contradicted(item, row, differs) if differs and row is not item.result else item
    if slot.whole and row.subgroup:
        differs |= {"subgroup"}
    if not differs and row not in narrow(slot, [row, *_plain(row, slot, evidence)]):
        differs = implied_differences(row, slot)
    if not has_statistic(row, slot):
        differs |= {"statistic"}
    if differs:
        return _contradicted(item, row, differs)
    if untold_rule(row, slot, evidence.results(row.outcome)) is not None:
        return item
    return _supported(item, row) if part_agrees(item.part, row, slot) else item


def _is_alike(one: Result, row: Result) -> bool:
    """Whether two results are of one kind: a ratio and a ratio, a share or a number of patients, a time."""
    kinds = {family(result.statistic, result.unit) for result in (one, row)}
    return len(kinds) == 1 or kinds <= cues.RATIOS or kinds <= {cues.PERCENTAGE, cues.COUNT}


def _if_sure(item: Judgement, row: Result, clause: Clause, reader: Reader) -> Judgement:
    """The judgement; undecided where the words name, beside what they were read as, all that the result has.

    Which of two outcomes, grades, groups or analyses a figure is told of hangs on the order of the words, and may have
    been misread. Of which arm it is told is read more surely: arms are told in pairs.
    """
    if item.verdict is not Verdict.CONTRADICTED or item.slot.trial != row.trial:
        return item
    evidence = reader.for_trial(row.trial)
    other = bool(item.slot.outcomes) and row not in evidence.results(item.slot.outcomes[0])
    differs = differences(row, item.slot, evidence) | ({"outcome"} if other else set())
    if not differs or not all(name in _NAMED and _NAMED[name](row, clause) for name in differs):
        return item
    reason = f"{item.reason}; the words name what it was printed from as well"
    return replace(item, verdict=Verdict.UNCHECKED, reason=reason, result=None, expected=None)


def _names_outcome(row: Result, clause: Clause) -> bool:
    return any(row in clause.evidence.results(mention.term.name) for mention in outcome_mentions(clause))


def _names_grade(row: Result, clause: Clause) -> bool:
    return row.grade in {mention.term.name for mention in clause.mentions.get("grade", ())}


def _names_group(row: Result, clause: Clause) -> bool:
    return row.subgroup in {mention.term.name for mention in clause.mentions.get("subgroup", ())}


def _names_cutoff(row: Result, clause: Clause) -> bool:
    return any(row.data_cutoff in told.cutoffs for told in clause.analyses or ())


_NAMED: Mapping[str, Callable[[Result, Clause], bool]] = {
    "outcome": _names_outcome,
    "grade": _names_grade,
    "subgroup": _names_group,
    "cutoff": _names_cutoff,
}
"""Whether a sentence names what a result has, by the qualifier in which the result differs from what was read."""


def _plain(row: Result, slot: Slot, evidence: Evidence) -> list[Result]:
    """The other results of the outcome that the words allow."""
    same = evidence.results(row.outcome).where(lambda other: other.statistic == row.statistic)
    return [other for other in same if not differences(other, slot, evidence)]


def _supported(item: Judgement, row: Result) -> Judgement:
    reason = f"{read_as(item.slot, row)}; {describe(row, item.part.role)}{assumptions(item.slot, row)}; printed from it"
    return replace(item, verdict=Verdict.SUPPORTED, reason=reason, result=row, expected=None, supporters=(row,))


def _contradicted(item: Judgement, row: Result, differs: frozenset[str]) -> Judgement:
    reason = f"printed from {read_as(item.slot, row, own=True)}; the words differ in {', '.join(sorted(differs))}"
    if item.verdict is Verdict.CONTRADICTED:
        return replace(item, reason=f"{item.reason}; {reason}", differs=item.differs or differs)
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=row, differs=differs, lookalike=row)
