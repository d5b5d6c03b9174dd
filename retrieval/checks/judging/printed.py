"""Numbers that the program printed from a result into words of somebody else: do the words speak of that result?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.binding.reading import ATTRIBUTED, Reader, Reading
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.censoring import untold_rule
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.matching import differences, implied_differences, narrow
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Check, Printed, Verdict
from retrieval.terms import split_tokens


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
    if row not in evidence.results(slot.outcomes[0]):
        return _judge_of_other(item, row, evidence)
    differs = differences(row, slot, evidence)
    if item.verdict is Verdict.DERIVED:  # a lower hazard is printed so
        return _contradicted(item, row, differs) if differs and row is not item.result else item
    if slot.whole and row.subgroup:
        differs |= {"subgroup"}
    if not differs and row not in narrow(slot, [row, *_plain(row, slot, evidence)]):
        differs = implied_differences(row, slot)
    if not has_statistic(row, slot):
        differs |= {"statistic"}
    if row.censoring is None and _is_before_change(slot):
        differs -= {"censoring"}  # "if these deaths are censored, it drops from 0.855 to 0.803"
    if differs:
        return _contradicted(item, row, differs)
    if untold_rule(row, slot, evidence.results(row.outcome)) is not None:
        return item
    return _supported(item, row) if part_agrees(item.part, row, slot) else item


def _judge_of_other(item: Judgement, row: Result, evidence: Evidence) -> Judgement:
    """A number whose result is of another outcome than the one that the words were read to tell."""
    slot = item.slot
    if _is_told_by_method(row, slot) and not differences(row, slot, evidence) and part_agrees(item.part, row, slot):
        return _supported(item, row)
    if (row.subgroup or "").casefold() == slot.outcomes[0].casefold() and part_agrees(item.part, row, slot):
        return _supported(item, row)  # how many belong to a part of the patients: "86 of 302 were 70 years or older"
    named = any(row in evidence.results(name) for name in slot.outcomes[1:])
    told = slot.outcomes[0].casefold()
    rows = evidence.results(slot.outcomes[0])
    if not rows.any(lambda one: one.outcome.casefold() == told) and _share_a_word(told, row.outcome):
        return item  # a general name, "discontinuations", under which the table has several titles
    other = rows.any(lambda one: has_statistic(one, slot) and _is_alike(one, row))
    return item if named or not other else _contradicted(item, row, frozenset({"outcome"}))


def _share_a_word(one: str, other: str) -> bool:
    forms = [{token.form for token in split_tokens(words) if len(token.form) > _TELLING} for words in (one, other)]
    return bool(forms[0] & forms[1])


_TELLING = 6
"""Letters of a word that tells what is counted."""


def _is_told_by_method(row: Result, slot: Slot) -> bool:
    """Whether the words name how a figure was measured, and part of its title: "mass spectrometry put CR at ..."."""
    told = bool(row.assessor) and str(row.assessor).casefold() in slot.told.casefold()
    return told and _is_longer_title(row, slot)


def _is_longer_title(row: Result, slot: Slot) -> bool:
    """Whether a result's title has all words of the one that the words were read to tell, and more."""
    titles = [{token.form for token in split_tokens(title)} for title in (slot.outcomes[0], row.outcome)]
    return titles[0] < titles[1]


_MAY_BE = re.compile(r"\b(?:may|might|could|potential(?:ly)?|adjust\w+|suggest\w*|if|would)\b", re.IGNORECASE)
"""Words of what a figure would be under a condition: its title may say so."""


_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"^[^.;0-9]{0,20}\bto\s$", re.IGNORECASE)


def _is_before_change(slot: Slot) -> bool:
    """Whether a figure is what another analysis changed: it is told "from" it, "to" the other."""
    return _FROM.search(slot.before) is not None and _TO.match(slot.after) is not None


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
    if differs == {"arm"} and item.slot.arm_source != "named" and row.arm in {span.name for span in arm_spans(clause)}:
        return _left_open(item, "the words name what it was printed from as well")
    if other and _MAY_BE.search(item.slot.told) and _is_longer_title(row, item.slot):
        return _left_open(item, "what it was printed from may be told so")
    if other and not _is_beside(item, clause):
        return _left_open(item, "the outcome is not named beside it")
    if not differs or not all(name in _NAMED and _NAMED[name](row, clause) for name in differs):
        return item
    return _left_open(item, "the words name what it was printed from as well")


def _left_open(item: Judgement, why: str) -> Judgement:
    return replace(item, verdict=Verdict.UNCHECKED, reason=f"{item.reason}; {why}", result=None, expected=None)


def _is_beside(item: Judgement, clause: Clause) -> bool:
    """Whether the outcome that a number was read as is named between its neighbours, or before all of them."""
    slot = item.slot
    low = slot.expression.start - len(slot.before)
    high = slot.expression.end + len(slot.after)
    first = min(expression.start for expression in clause.expressions)
    places = [one.start for one in outcome_mentions(clause) if one.term.name in slot.outcomes[:1]]
    return any(low <= place < high for place in places) or (
        any(place < first for place in places) and not _TURNS.search(slot.before)
    )


_TURNS = re.compile(r"\b(?:but|yet|while|whereas|although|though)\b|;", re.IGNORECASE)
"""Before a number whose part of the sentence turns to something else."""


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
