"""Figures told as a change over time, "from 57 % to 59.8 %": of one arm at two data cut-offs, or of two arms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.records import Result
from retrieval.checks.binding.reading import Reading
from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.matching import agreeing, narrow
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.records import Verdict

_FROM = re.compile(r"\bfrom\s(?:a median of\s)?(?:about\s)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;0-9]{0,40}\bto\s(?:a median of\s)?(?:about\s)?$", re.IGNORECASE)
_THEN = Rare(
    r"[\s%,]*(?:and|,)?\s?(?:then|later|subsequently|afterwards)\s$", "then", "later", "subsequently", "afterwards"
)
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def judge_changes(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Read two figures that were not confirmed as those of two arms as one arm's, the earlier cut-off's first.

    The arm is the one named right before or behind them: two arms that changed places stay an error.
    """
    found: list[Judgement] = []
    for place, group in groupby(judgements, key=lambda item: item.slot.sentence):
        sentence, clause = list(group), reading.clauses.get(place)
        estimates = [item for item in sentence if item.part.role is Role.ESTIMATE]
        changed: dict[int, Judgement] = {}
        for first, second in pairwise(estimates) if clause else ():
            if is_change_back(first, second) and second.verdict not in _GOOD:
                changed.update(_as_change(second, first, clause))  # type: ignore[arg-type]  # a clause here
            if not is_change(first, second):
                continue
            if second.verdict in _GOOD and (before := _before_addition(first, second, clause)):
                changed[id(first)] = before
            elif not all(item.verdict in _GOOD for item in (first, second)):
                changed.update(_as_change(first, second, clause))  # type: ignore[arg-type]  # a clause here
            elif _is_backwards(first, second):
                changed[id(second)] = replace(
                    second, verdict=Verdict.CONTRADICTED, reason=_BACKWARDS.format(second.reason)
                )
        found += [changed.get(id(item)) or _as_counted(item, changed.values()) for item in sentence]
    return found


def _as_counted(item: Judgement, changed: Iterable[Judgement]) -> Judgement:
    """A count or its whole by the result that its percentage was read as: "fell from 8.9 % (11/123) to 5.7 %"."""
    row = next((it.result for it in changed if it.slot.expression is item.slot.expression), None)
    size = {Role.COUNT: row.n, Role.TOTAL: row.N}.get(item.part.role) if row else None
    fits = row is not None and size is not None and item.part.number.value == size
    return _supported(item, row) if fits and row else item


def _before_addition(first: Judgement, second: Judgement, clause: Clause | None) -> Judgement | None:
    """ "It was extended from 25.0 to 44.0 months by adding A": the first figure is that of the other arm."""
    row = second.result
    if clause is None or row is None or first.verdict in _GOOD or not _ADDED.search(first.slot.told):
        return None
    for other in clause.evidence.results(row.outcome):
        same = all(getattr(other, name) == getattr(row, name) for name in _SHARED)
        if same and other.arm not in (None, "all", row.arm) and part_agrees(first.part, other, first.slot):
            return _supported(first, other)
    return None


_ADDED = re.compile(r"\b(?:by|with|after|on) (?:adding|the addition of)\b", re.IGNORECASE)
_SHARED = ("data_cutoff", "subgroup", "statistic", "unit", "grade", "censoring")


def is_change(first: Judgement, second: Judgement) -> bool:
    """Whether the second of two figures of one outcome is told as what the first became."""
    between = second.slot.before
    if first.slot.outcomes[:1] != second.slot.outcomes[:1] and not _are_titles_of_one(first, second):
        return False
    if _THEN.search(between) or _ARROW.search(between):
        return True
    risen = first.slot.before.endswith("(") and _ROSE_BY.search(first.slot.told) is not None
    return (risen or _FROM.search(first.slot.before) is not None) and _TO.fullmatch(between) is not None


def _are_titles_of_one(first: Judgement, second: Judgement) -> bool:
    """Whether the second figure was found under a longer title that the words of the first stand for, too."""
    title = second.slot.outcomes[0] if second.slot.outcomes else ""
    return second.verdict in _GOOD and title in first.slot.alternatives


_ROSE_BY = re.compile(
    r"\b(?:rose|risen|rise|grew|grown|climb\w*|increas\w+|gain\w*|fell|fallen|drop\w*|declin\w+|decreas\w+|improv\w+)"
    r" (?:\w+ )?(?:by|of) [^;()]{1,40}\(",
    re.IGNORECASE,
)
"""Before two figures in brackets that a step lies between: "it rose by 4.4 points (39.7 % to 44.1 %)"."""


def is_change_back(first: Judgement, second: Judgement) -> bool:
    """Whether the second of two figures is told as what the first was before: "33.5 %, up from 29.6 %"."""
    return first.slot.outcomes[:1] == second.slot.outcomes[:1] and bool(
        _UP_FROM.search(second.slot.before)
        or (_EARLIER.match(second.slot.after) and not _FROM.search(first.slot.before))
    )


_UP_FROM = re.compile(
    r"\b(?:up|down|(?:un)?changed|different|increased|decreased|improved|risen|rising|fallen|moved|grown|away|an? \w+)"
    r"\s(?:\w+\s)?from\s(?:a median of\s|the\s)?(?:about\s)?$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"[\s,%)]*(?:\w+\s){0,2}(?:earlier|previously|before(?:hand)?|initially|originally|at first)\b", re.IGNORECASE
)
"""Behind a figure of an analysis before the one told last."""
_ARROW = re.compile(r"(?:→|->|⟶|➔|=>)\s?$")
"""Between two figures of a change: "0.53 → 0.58"."""
_BACKWARDS = "told as what it became, and is the figure of the earlier data cut-off; {}"


def _is_backwards(first: Judgement, second: Judgement) -> bool:
    """Whether a change that tells no cut-offs begins with the later figure: "with time it moved from 0.66 to 0.61"."""
    told = _FROM.search(first.slot.before) or _ARROW.search(second.slot.before)
    if first.slot.cutoffs != second.slot.cutoffs or not told:
        return False
    before, after = ({row.data_cutoff for row in item.supporters} for item in (first, second))
    earliest = min((day for day in before if day), default=None)
    latest = max((day for day in after if day), default=None)
    return None not in before | after and earliest is not None and latest is not None and earliest > latest


def _as_change(first: Judgement, second: Judgement, clause: Clause) -> dict[int, Judgement]:
    """The two judgements by the results of one arm or comparison, by their ids; none where neither has both figures."""
    keys = id(first), id(second)
    compared = (None,) if first.slot.statistics & cues.RATIOS else ()
    for one_told, two_told in _told_apart(first, second, clause):
        for arm in (*_arms_beside(first, second, clause), *compared):
            for one in _rows(one_told, arm, clause, unit=second.slot.unit):
                for two in _rows(two_told, arm, clause, unit=None):
                    if one.data_cutoff and two.data_cutoff and _is_before(one, two):
                        return dict(zip(keys, (_supported(first, one), _supported(second, two)), strict=True))
    return {}


def _is_before(one: Result, two: Result) -> bool:
    """Whether a figure is of an earlier cut-off, or of the same one and a plainer title: "39.7 to 45.8 % potential"."""
    days = one.data_cutoff, two.data_cutoff
    return days[0] < days[1] or (days[0] == days[1] and one.outcome != two.outcome)  # type: ignore[operator]  # both have one


def _tells_analysis(first: Judgement, second: Judgement, clause: Clause) -> bool:
    """Whether an analysis is named in the part of the sentence that tells a change, and not before it."""
    own = re.split(r"[;,]", first.slot.before)[-1]
    start, end = first.slot.expression.start - len(own), second.slot.expression.start
    return any(start <= item.start and item.end <= end for item in clause.analyses or ())


def _told_apart(first: Judgement, second: Judgement, clause: Clause) -> Iterator[tuple[Judgement, Judgement]]:
    """The two as they stand; a cut-off that both were read with is that of one of them, the later one rather."""
    free = [replace(it, slot=replace(it.slot, cutoffs=frozenset(), analyses=frozenset())) for it in (first, second)]
    if first.slot.cutoffs != second.slot.cutoffs:
        yield first, second
        if not second.slot.cutoffs and not _tells_analysis(first, second, clause):
            yield free[0], second  # "rose to 33.5 % with longer follow-up; on B it went from 13.0 % to 15.4 %"
        return
    yield free[0], second
    yield first, free[1]


def _arms_beside(first: Judgement, second: Judgement, clause: Clause) -> Iterator[str]:
    spans = arm_spans(clause)
    if is_change_back(second, first):
        yield from [second.slot.arm] if second.slot.arm else []
        return
    start, end = first.slot.expression.start, second.slot.expression.end
    before = [span.name for span in spans if start - len(first.slot.before) <= span.start and span.end <= start]
    behind = [span.name for span in spans if end <= span.start < end + len(second.slot.after)]
    within = [span for span in spans if start < span.start < end]
    told = (item.slot for item in (first, second) if item.slot.arm_source != "convention")
    named = (*before[-1:], *behind[:1]) or tuple(slot.arm for slot in told if slot.arm)
    yield from () if within else dict.fromkeys(named)


def _rows(item: Judgement, arm: str | None, clause: Clause, *, unit: str | None) -> list[Result]:
    if item.verdict in _GOOD and item.result is not None and item.result.arm == arm:
        return [item.result]
    slot = replace(item.slot, arm=arm, arm_source="named" if arm else None, unit=item.slot.unit or unit)
    if not slot.outcomes:
        return []
    rows = narrow(slot, agreeing(clause.evidence.results(slot.outcomes[0]), slot, clause.evidence))
    return [row for row in rows if row.arm == arm and part_agrees(item.part, row, slot)]


def _supported(item: Judgement, row: Result) -> Judgement:
    reason = f"{read_as(item.slot, row)}; {describe(row, item.part.role)}; read as a change of one arm"
    return Judgement(item.part, item.slot, Verdict.SUPPORTED, reason, row, supporters=(row,))
