"""Results with the same digits in another slot: another arm, cut-off, unit, outcome or trial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.cues import MEAN, MEDIAN, RATIOS
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.times import without_times
from retrieval.checks.sentences.matching import at_time, differences, implied_differences
from retrieval.checks.sentences.qualifiers import OUTSIDE
from retrieval.checks.sentences.reported_numbers import field_of, part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.checks.table.title_words import LINKING
from retrieval.terms import split_tokens

TIMES = ("months", "weeks", "days", "years", "hours", "minutes")


def find_lookalike(
    part: Part, slot: Slot, evidence: Evidence, *, counted: bool = False
) -> tuple[Result | None, frozenset[str]]:
    """The result with the same digits that differs least from the slot: in a qualifier, the unit, or the outcome.

    Args:
        counted: Whether one with the same total must have the same count, too.
    """
    found: list[tuple[int, Result, frozenset[str]]] = []
    for row in _alike(part, slot, evidence.results(slot.outcomes[0])):
        if has_statistic(row, slot) and part_agrees(part, row, slot):
            differs = differences(row, slot, evidence) or implied_differences(row, slot)
            found.append((len(differs), row, differs))
    if not found and isinstance(part.number.value, Decimal) and part.number.form in ("digits", "cardinal"):
        found = (
            _other_time(part, slot, evidence)
            or _of_any_grade(part, slot, evidence)
            or _other_unit(part, slot, evidence)
            or _other_statistic(part, slot, evidence)
            or _other_outcome(part, slot, evidence)
        )
        found = found or _other_trial(part, slot, evidence)
    found = [item for item in found if not counted or _has_count(part, slot, item[1])]
    found = [item for item in found if not _may_be_outside(item[1], slot)]
    if not found:
        return None, frozenset()
    _, row, differs = min(found, key=lambda item: item[0])
    return row, differs


def _may_be_outside(row: Result, slot: Slot) -> bool:
    """Whether those outside a group are told, of whom those of another group may be."""
    outside = [name.removeprefix(OUTSIDE) for name in slot.subgroups if name.startswith(OUTSIDE)]
    return bool(outside) and row.subgroup is not None and row.subgroup not in outside


def _has_count(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a result that has a total has its count, too: another's size alone says nothing of "21 of 51"."""
    count = slot.expression.number(Role.COUNT) if part.role is Role.TOTAL else None
    return count is None or row.n == count.value


def told_as_well(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> Result | None:
    """A result of the arm with the same digits whose title the text tells word by word, as it does not the slot's own.

    A sentence may take its outcome's words from those before: "reactions led to its discontinuation in 0.6 %".
    """
    if part.role in (Role.LOW, Role.HIGH) and slot.expression.interval != "CI":
        return _range_as_well(slot, holder, evidence)
    if part.role is not Role.ESTIMATE or not part.number.decimals:
        return None
    told = {token.form for token in split_tokens(f"{slot.told} {slot.theme}")}
    own = {token.form for token in split_tokens(slot.told)}
    if _words_of(holder.outcome, evidence) <= own:
        return None
    return next(
        (
            row
            for row in evidence.with_value(str(part.number.value))
            if row.outcome != holder.outcome
            and has_statistic(row, slot)
            and (row.arm == slot.arm or slot.arm_source != "named")
            and _words_of(row.outcome, evidence) <= told
            and (slot.carried or len(_words_of(row.outcome, evidence) & own) > 1)
        ),
        None,
    )


def _range_as_well(slot: Slot, holder: Result, evidence: Evidence) -> Result | None:
    """A range told, whole, of an outcome named almost alike: "one to three lines" is who could enter."""
    bounds = [part for part in slot.expression.parts if part.role in (Role.LOW, Role.HIGH)]
    own = _words_of(holder.outcome, evidence)
    return next(
        (
            row
            for row in evidence.with_value(str(bounds[-1].number.value))
            if row.outcome != holder.outcome
            and len(_words_of(row.outcome, evidence) & own) > 1
            and all(agrees(item.number, field_of(item.role, row)) for item in bounds)
        ),
        None,
    )


def _words_of(title: str, evidence: Evidence) -> frozenset[str]:
    """The words of a title that say what it is about."""
    return evidence.title_words.get(title, frozenset()) - LINKING


def _alike(part: Part, slot: Slot, rows: Rows) -> Sequence[Result]:
    """The results that may have the number: rounded by less than one of its last digits, unless it is a bound."""
    number = part.number
    told = number.comparator in (None, "~") and number.form in ("digits", "cardinal")
    if not isinstance(number.value, Decimal) or not told:
        return rows
    values = (number.value, -number.value) if slot.falls and number.value else (number.value,)
    return [row for value in values for row in rows.near(value, step=Decimal(1).scaleb(-(number.decimals or 0)))]


def _other_unit(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    doses = slot.unit in ("mg", "mg/kg", "mg/m2", "g/kg", "\u00b5g/kg")
    telling = bool(part.number.decimals) or len(part.number.text) > _FEW_DIGITS
    few = not telling and "/" in (slot.unit or "") and len(part.number.text) == _FEW_DIGITS
    if (
        part.number.comparator not in (None, "~")
        or slot.unit is None
        or (slot.unit == "%" and not part.number.decimals)
        or not (slot.unit in TIMES or doses or telling or few)
    ):
        return []
    return [
        (1 + len(differences(row, slot, evidence)), row, frozenset({"unit"}))
        for outcome in slot.outcomes
        for row in (evidence.results(outcome) if doses else _alike(part, slot, evidence.results(outcome)))
        if row.unit not in (None, "%", slot.unit)
        and not (slot.unit == "%" and _MAY_BE_SHARE.search(row.unit))
        and (_OVER.search(row.unit) or not few)
        and (agrees(part.number, field_of(part.role, row)) or part_agrees(part, row, slot))
        and not differences(row, slot, evidence) - ({"cutoff", "arm"} if slot.arm == "all" else {"cutoff"})
    ]


_MAY_BE_SHARE = re.compile(r"percent|%|\bpoints\b|patients|participants|people|events|\bratio\b", re.IGNORECASE)
"""In the unit of a result that may be told in per cent."""
_LOCATIONS = frozenset({MEAN, MEDIAN})
_OVER = re.compile(r"/|\bper\b")
"""In a concentration: told in another one, even a number of two digits is its own."""
_FEW_DIGITS = 2
"""Digits of a whole number that may be the same by chance."""


def _other_statistic(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """An odds ratio told as a risk ratio, a mean as a median: the same digits, outcome and unit."""
    if not slot.statistics:
        return []
    return [
        (1 + len(differences(row, slot, evidence)), row, frozenset({"statistic"}))
        for outcome in dict.fromkeys((*slot.outcomes, *slot.alternatives))
        for row in _alike(part, slot, evidence.results(outcome))
        if not has_statistic(row, slot)
        and (
            slot.unit == row.unit
            or _has_bounds(row, slot)
            or (slot.unit is None and slot.statistics <= _LOCATIONS and part.number.decimals)
        )
        and agrees(part.number, field_of(part.role, row))
        and not differences(row, slot, evidence)
    ]


def _has_bounds(row: Result, slot: Slot) -> bool:
    """Whether a result has the whole interval that is told: then the figure is its own, whatever it is called."""
    bounds = [part for part in slot.expression.parts if part.role in (Role.LOW, Role.HIGH)]
    return len(bounds) > 1 and all(agrees(part.number, field_of(part.role, row)) for part in bounds)


def _other_trial(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """The same figure of another trial that the table holds: the digits are its, not this trial's."""
    if not is_telling(part, slot):
        return []
    return [
        (3, row, frozenset({"trial"}))
        for row in evidence.elsewhere(str(part.number.value))
        if row.outcome in slot.outcomes[:1] and has_statistic(row, slot) and agrees(part.number, row.value)
    ]


def is_telling(part: Part, slot: Slot) -> bool:
    """Whether digits say something by themselves, so that a coincidence does not pass for a mix-up."""
    digits = part.number.text.strip("-").replace(".", "").replace(",", "").lstrip("0")
    called = bool(slot.statistics) and slot.statistics != RATIOS  # "the ratio" may be any
    return bool(part.number.decimals) and len(digits) >= 2 and called and part.role is Role.ESTIMATE


def _other_outcome(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """A result of another outcome counts only when its digits are telling, so that a coincidence does not."""
    if slot.carried or not is_telling(part, slot):
        return []
    return [
        (2 + len(differences(row, slot, evidence)), row, frozenset({"outcome"}))
        for row in evidence.with_value(str(part.number.value))
        if has_statistic(row, slot)
        and agrees(part.number, row.value)
        and not differences(row, slot, evidence)
        and row.subgroup in (slot.subgroups or {None})
        and not _is_misread(slot, row, evidence)
        and not (slot.item and (row.item or "").startswith(slot.item))  # the row told, under another title
        and (not _is_part(slot.outcomes[0], row.outcome) or _is_kept_apart(slot, row, evidence))
    ]


def _of_any_grade(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """ "Fatal events in 70.1 %", which is the share of serious ones: events of the same name in another grade."""
    forms = frozenset(token.form for token in split_tokens(slot.outcomes[0])) - {"fatal"}
    base = [title for title in evidence.titles_with(forms) if evidence.title_words[title] == forms]
    if "5" not in slot.grades or not base or base[0] == slot.outcomes[0] or not is_telling(part, slot):
        return []
    return [
        (1, row, frozenset({"grade"}))
        for row in _alike(part, slot, evidence.results(base[0]))
        if has_statistic(row, slot) and agrees(part.number, row.value) and differences(row, slot, evidence) == {"grade"}
    ]


def _other_time(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """The same figure under a title that differs in its time alone: "week 12" told as "week 52"."""
    own = without_times(slot.outcomes[0])
    return [
        (1, row, frozenset({"time point"}))
        for title in slot.outcomes[1:]
        if without_times(title) == own
        for row in _alike(part, slot, evidence.results(title))
        if has_statistic(row, slot)
        and agrees(part.number, row.value)
        and differences(row, slot, evidence) <= {"time point"}
    ]


def _is_misread(slot: Slot, row: Result, evidence: Evidence) -> bool:
    """Whether a number was read as an outcome without such figures, and the text has a word of the one that has it.

    Without such figures at the time told another outcome is meant, by whatever words.
    """
    held = evidence.results(slot.outcomes[0]).where(lambda it: has_statistic(it, slot))
    if held:
        return slot.time is not None and not any(at_time(it, slot) for it in held)
    told = {token.form for token in split_tokens(slot.told) if token.form.isalpha()}
    return bool(told & _words_of(row.outcome, evidence))


def _is_kept_apart(slot: Slot, row: Result, evidence: Evidence) -> bool:
    """Whether the outcome told has such figures of its own, and nothing told tells the longer title's other words."""
    own = evidence.results(slot.outcomes[0]).where(
        lambda it: it.outcome == slot.outcomes[0] and it.arm == row.arm and has_statistic(it, slot)
    )
    terms = [evidence.terms.term(name, kind="outcome") for name in (slot.outcomes[0], row.outcome)]
    theme = "" if all(terms) else slot.theme  # PFS is no PFS2, though the text spoke of a next therapy
    told = {token.form for token in split_tokens(f"{slot.told} {theme}")}
    return bool(own) and told.isdisjoint(_words_of(row.outcome, evidence) - _words_of(slot.outcomes[0], evidence))


def _is_part(told: str, title: str) -> bool:
    """Whether an outcome's name is part of a longer title: it may be told for short."""
    words = {token.form for token in split_tokens(told)}
    return words < {token.form for token in split_tokens(title)}
