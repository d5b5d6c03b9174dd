"""Figures given to a trial that the corpus does not hold: nothing bears them out, but they may be a held trial's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.judgements import Judgement, align
from retrieval.checks.judging.lookalikes import is_telling
from retrieval.checks.judging.told_by_figures import judge_by_figures
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict

_SECONDARY = (Role.GRADE, Role.LEVEL, Role.P)
"""What an expression may get wrong and still be the held trial's figure."""
_TWO = 2


def judge_elsewhere(slots: Sequence[Slot], reader: Reader) -> list[Judgement]:
    """Return the verdicts on a sentence's figures of another trial: contradicted where they are those of a held one.

    They are where an expression's digits say something by themselves, or where two of the sentence are a held trial's.
    """
    as_own = _judge_as_own(slots, reader)
    fitting = {id(slot) for slot in slots if _fits(as_own[id(slot)])}
    several = sum(_is_weighty(slot) for slot in slots if id(slot) in fitting) >= _TWO
    found: list[Judgement] = []
    for slot in slots:
        reason = f"attributed to {slot.elsewhere}, which the corpus does not hold"
        if id(slot) in fitting and (several or _tells_alone(slot)):
            trial = reader.for_trial(slot.trial).trial  # type: ignore[arg-type]  # what fits has a trial

            found.extend(_contradicted(item, slot, reason, trial.acronym or trial.id) for item in as_own[id(slot)])
        else:
            found.extend(Judgement(part, slot, Verdict.UNCHECKED, reason) for part in slot.expression.parts)
    return found


def _judge_as_own(slots: Sequence[Slot], reader: Reader) -> dict[int, list[Judgement]]:
    """The verdicts on the figures as the held trial's, by the slot's identity."""
    own = [replace(slot, elsewhere=None) for slot in slots if slot.trial and not slot.unknown]
    judged = [item for slot in own for item in judge(slot, reader.for_trial(slot.trial))]  # type: ignore[arg-type]
    judged = align(judge_by_figures(judged, reader))
    at = {item.part.number.start: item for item in judged}
    return {
        id(slot): [at[part.number.start] for part in slot.expression.parts if part.number.start in at] for slot in slots
    }


def _fits(items: Sequence[Judgement]) -> bool:
    """Whether all of an expression is the held trial's, under an outcome that it tells."""
    main = [item for item in items if item.part.role not in _SECONDARY]
    told = any(item.slot.outcomes or item.part.role is Role.DATE for item in main)
    return told and all(item.verdict is Verdict.SUPPORTED for item in main)


def _tells_alone(slot: Slot) -> bool:
    """Whether the digits of one expression are no coincidence."""
    counted = slot.expression.number(Role.COUNT) is not None and slot.expression.number(Role.TOTAL) is not None
    return counted or any(is_telling(part, slot) for part in slot.expression.parts)


def _is_weighty(slot: Slot) -> bool:
    """Whether an expression has a number of more than one digit: another's would hardly be two such by chance."""
    return any(len(part.number.text) >= _TWO for part in slot.expression.parts if part.role not in _SECONDARY)


def _contradicted(item: Judgement, slot: Slot, reason: str, owner: str) -> Judgement:
    if item.verdict is not Verdict.SUPPORTED:
        return replace(item, slot=slot, verdict=Verdict.UNCHECKED, result=None, expected=None, reason=reason)
    return replace(
        item, slot=slot, verdict=Verdict.CONTRADICTED, supporters=(), differs=frozenset({"trial"}),
        reason=f"{reason}; the same digits are those of {owner}: {item.reason}",
    )  # fmt: skip
