"""Figures whose cut-off or analysis set is told behind them: "All are of the first analysis", "Population: safety"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.checks.binding.named_groups import find_qualifiers
from retrieval.checks.binding.reading import Reading
from retrieval.checks.binding.trailing_labels import TRAILING
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

_ALL_FROM = re.compile(
    r"\W*(?:[0-9]{1,2}[.)]\s)?\W*(?:all|the|these)\s(?:of )?(?:the |these )?(?:figures|data|numbers|results|values)\b"
    r"[^.;0-9]{0,40}\b(?:are|were|come|came|stem|refer|relate|taken|apply)\b",
    re.IGNORECASE,
)
_FIGURES = (Role.ESTIMATE, Role.COUNT)


def judge_footnotes(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Contradict a figure that the table has at other cut-offs alone, or in other sets, than the text gives behind it.

    A last sentence gives it for all figures, a label for those of its paragraph or list.
    """
    last = max((item.slot.sentence for item in judgements), default=-1)
    told = next((days for place, days in _stated(reading) if place > last), None)
    found = [_judged(item, told) for item in judgements] if told else list(judgements)
    return _labelled(found, reading) if TRAILING.search(reading.text) else found


def _labelled(judgements: list[Judgement], reading: Reading) -> list[Judgement]:
    """The judgements, each against the labels that end its block: "31.2 %. Population: ITT. Cut-off: 3 May 2019."."""
    for label in (place for place in sorted(reading.clauses) if _is_label(reading, place)):
        within = _block_of(label, reading)
        own = [it for it in judgements if it.slot.sentence in within and _is_analysed(it)]
        if any(it.slot.sentence > label for it in own) or len({it.result.category for it in own if it.result}) != 1:
            continue
        clause = reading.clauses[label]
        others = [reading.clauses[place] for place in within if place != label]
        days = {item.cutoffs for item in clause.analyses or () if item.cutoffs}
        if len(days) == 1 and not any(other.analyses for other in others):
            judgements = [_judged(it, *days) if it in own else it for it in judgements]
        sets = {item.name for item in find_qualifiers(clause)["population"] if item.name}
        if len(sets) == 1 and not any(other.mentions.get("population") for other in others):
            judgements = [_in_set(it, *sets) if it in own else it for it in judgements]
    return judgements


def _block_of(label: int, reading: Reading) -> list[int]:
    """The sentences of the block that a label ends, by their places."""
    start = reading.text.rfind("\n\n", 0, reading.sentences[label].start)
    end = reading.text.find("\n\n", reading.sentences[label].end)
    starts = ((place, reading.sentences[place].start) for place in sorted(reading.clauses))
    return [place for place, begin in starts if start < begin and (end < 0 or begin < end)]


def _is_label(reading: Reading, place: int) -> bool:
    sentence = reading.sentences[place]
    return TRAILING.match(reading.text, sentence.start, sentence.end) is not None


def _is_analysed(item: Judgement) -> bool:
    row = item.result
    return row is not None and row.category in ("efficacy", "safety") and row.data_cutoff is not None


def _in_set(item: Judgement, told: str) -> Judgement:
    rows = (item.result, *item.supporters)
    if item.verdict is not Verdict.SUPPORTED or item.part.role not in _FIGURES or item.slot.population:
        return item
    if any(row is None or row.population in (None, told) for row in rows):
        return item
    reason = f"{item.reason}; the text gives the {told} population for it"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, supporters=(), differs=frozenset({"population"}))


def _stated(reading: Reading) -> list[tuple[int, frozenset[date]]]:
    """The place of each sentence that says of which analysis all figures are, with its cut-off."""
    found = []
    for place, clause in reading.clauses.items():
        days = {item.cutoffs for item in clause.analyses or () if item.cutoffs}
        if len(days) == 1 and _ALL_FROM.match(reading.text, clause.sentence.start, clause.sentence.end):
            found.append((place, days.pop()))
    return found


def _judged(item: Judgement, told: frozenset[date]) -> Judgement:
    if item.verdict is not Verdict.SUPPORTED or item.part.role not in _FIGURES or item.slot.cutoffs:
        return item
    if not _is_analysed(item) or any(row.data_cutoff in told for row in item.supporters):
        return item
    reason = f"{item.reason}; the text says that all figures are of another cut-off"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, supporters=(), differs=frozenset({"cutoff"}))
