"""Contradictions of figures that the table has elsewhere, where the words tell that at least as well: left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures.cues import PERCENTAGE
from retrieval.checks.figures.roles import Expression, Part, Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.places import Place, is_all_told, is_another_term, is_of_other_time, told_words
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import LINKING
from retrieval.checks.terms.defined_letters import spell_out
from retrieval.checks.terms.items import plain
from retrieval.records import Verdict
from retrieval.terms import word_forms

Taken = Mapping[tuple[int, str], Expression]
"""The expressions that results were found for, by their sentence and the result's id."""
_FIGURES = (Role.ESTIMATE, Role.LOW, Role.HIGH, Role.COUNT, Role.TOTAL)


def leave_told_otherwise(judgements: Sequence[Judgement], reading: Reading, reader: Reader) -> list[Judgement]:
    """The judgements, without the contradictions whose reading was a guess and whose figures another row has."""
    good = [item for item in judgements if item.verdict is Verdict.SUPPORTED and item.result is not None]
    taken = {(item.slot.sentence, item.result.id): item.slot.expression for item in good if item.result is not None}
    return [_opened(item, taken, reading, reader) for item in judgements]


def _opened(item: Judgement, taken: Taken, reading: Reading, reader: Reader) -> Judgement:
    slot, read = item.slot, item.result
    if item.verdict is not Verdict.CONTRADICTED or read is None or slot.trial is None or item.part.role not in _FIGURES:
        return item
    if not slot.outcomes:
        return item  # no outcome is told, so no other is told better
    evidence = reader.for_trial(slot.trial)
    free = (
        row  # what another figure of the sentence is, this one is not
        for row in _holders(item.part, slot, evidence)
        if taken.get((slot.sentence, row.id), slot.expression) is slot.expression
    )
    found = next((row for row in free if _is_meant(row, item, reading, evidence)), None)
    if found is None:
        return item
    reason = f"{item.reason}; the text may tell it of {read_as(slot, found, own=True)}"
    return replace(
        item, verdict=Verdict.UNCHECKED, reason=reason, result=None, expected=None, differs=frozenset(), lookalike=None
    )


def _holders(part: Part, slot: Slot, evidence: Evidence) -> Iterable[Result]:
    """The results that have a number, and all that are told with it: an estimate's bounds, a count's whole."""
    figures = _figures(slot)
    if not part.number.decimals and len(figures) == 1 and not _DEATHS.search(slot.outcomes[0]):
        return  # a whole number may be any, but how many died is counted by several titles
    for row in evidence.with_rounded(str(part.number.value)):
        if row.category in ("efficacy", "safety") and all(part_agrees(other, row, slot) for other in figures):
            yield row


def _figures(slot: Slot) -> list[Part]:
    """The figures of an expression that are one row's; a number of patients beside a share is often its whole."""
    shared = slot.expression.number(Role.ESTIMATE) is not None
    kept = (Role.ESTIMATE, Role.LOW, Role.HIGH) if shared else _FIGURES
    return [part for part in slot.expression.parts if part.role in kept]


def _is_meant(row: Result, item: Judgement, reading: Reading, evidence: Evidence) -> bool:
    """Whether the words tell a result as well as the one that was read, or better where that one was named."""
    slot, read = item.slot, item.result
    assert read is not None
    if all(_DEATHS.search(one.outcome) for one in (row, read)) and row.arm == slot.arm == read.arm:
        apart = row.outcome.casefold() != read.outcome.casefold()  # titles of one name are told apart by their frame
        return apart and row.grade == read.grade and row.item == read.item
    if not item.part.number.decimals and len(_figures(slot)) == 1:
        return False
    if row.subgroup and not word_forms(row.subgroup) & word_forms(slot.told):
        return False
    place = Place(row.outcome, row.item)
    other = is_another_term(place, slot.outcomes[0], evidence) or is_of_other_time(place, slot)
    if other or _is_of_other_part(row, slot):
        return False
    if read.arm != row.arm and row.outcome == read.outcome and _period(row.arm) and _stem(row.arm) == _stem(slot.arm):
        return not (word_forms(_period(slot.arm)) - LINKING) & word_forms(slot.told)
    if slot.arm_source == "named" and slot.arm not in (row.arm, *(row.comparison or "").split(" vs ")):
        return False
    if item.differs == {"population"} and row.outcome == slot.outcomes[0]:
        named = reading.clauses[slot.sentence].mentions.get("population") or _OF_WHOM.search(slot.told)
        return not named
    if (item.differs and "outcome" not in item.differs) or (slot.cutoffs and row.data_cutoff not in slot.cutoffs):
        return False  # a qualifier was given, and another is held
    return _is_whole(row, slot, evidence) or _is_told_better(row, item, evidence)


def _is_of_other_part(row: Result, slot: Slot) -> bool:
    """Whether a row is of serious events alone, or of another numbered part of the trial, and the text is not."""
    own, told = (dict(_PART.findall(text.casefold())) for text in (f"{row.outcome} {row.item or ''}", slot.told))
    if any(told.get(part, number) != number for part, number in own.items()):
        return True
    serious = row.grade == "serious" or "serious" in word_forms(row.outcome)
    return serious and "serious" not in word_forms(slot.told)


_DEATHS = re.compile(
    r"\b(?:all[- ]cause|any[- ]cause) (?:mortality|deaths?)\b|\bdeaths? from any cause\b", re.IGNORECASE
)
"""Titles that count who died: of the efficacy outcome, and of the table of adverse events."""
_OF_WHOM = re.compile(r"\b(?:random|treat|analy[sz]ed|receiv|evaluab|dosed|(?:population|set)\b)", re.IGNORECASE)
"""Tells of which analysis set the figures of a sentence are."""
_PART = re.compile(r"\b(part|phase|period|cohort|cycle|stage|dose) (\d+|[a-e])\b")


def _is_whole(row: Result, slot: Slot, evidence: Evidence) -> bool:
    """Whether an estimate with its bounds is a result's of the outcome, or of the item, that is told."""
    if len(_figures(slot)) < _ALL_THREE:
        return False
    if row.item and plain(row.item).casefold() in slot.told.casefold():
        return True
    if row.outcome in {it.outcome for it in evidence.results(slot.outcomes[0])}:
        return row.item is None and slot.statistics <= {PERCENTAGE}
    return word_forms(slot.outcomes[0]) <= evidence.neutral_words  # what all patients had is no event


_ALL_THREE = 3


def _is_told_better(row: Result, item: Judgement, evidence: Evidence) -> bool:
    """Whether the words tell a result better than the one read, or as well where that was a guess."""
    slot, read = item.slot, item.result
    assert read is not None
    if row.outcome == slot.outcomes[0] and slot.arm is None and "outcome" in item.differs:
        return row.item is not None and word_forms(row.item) <= word_forms(slot.told)
    if row.item and not (word_forms(row.item) - LINKING) & word_forms(slot.told):
        return False
    own, other = _told(read, slot, evidence), _told(row, slot, evidence)
    guessed = slot.carried and row.outcome != slot.outcomes[0]
    either = slot.arm is None and row.item is not None and row.outcome in slot.outcomes[1:]
    baseline = slot.arm is None and read.category == "baseline"
    better = own < other and not is_all_told(Place(read.outcome, read.item), slot, evidence)
    return better or (own <= other and (guessed or either or baseline))


def _told(row: Result, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The telling words of a result that the sentence has, those of its title's abbreviations with them."""
    names = (row.item, row.subgroup, spell_out(row.outcome, evidence))
    return told_words(Place(row.outcome, " ".join(filter(None, names))), slot, evidence)


def _stem(arm: str | None) -> str:
    return (arm or "").partition(" (")[0]


def _period(arm: str | None) -> str:
    return (arm or "").partition(" (")[2]
