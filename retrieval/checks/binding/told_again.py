"""Several figures of the other arm in the order of the first: "with A, 36 % had X and 22 % Y; with B, 30 and 18 %"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.binding.analyses_told import tells_figure
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.arm_pairs import Span

_FEWEST = 2
_KINDS = ("outcome", "grade", "subgroup", "population", "analysis")
"""What the second part would name where it did not go on with that of the first."""


def take_pattern(clause: Clause, slots: Sequence[Slot], context: Context) -> None:
    """Read the figures behind the second arm of a sentence as those before it, one by one, where it names nothing else.

    So are those of a sentence that names the other arm than the one before alone: "A: 36 % (22 % grade 3). B: 30 %
    (18 %)".
    """
    figures = [slot for slot in slots if tells_figure(slot)]
    arms = arm_spans(clause)
    last = arms[-1] if arms else None
    if last is not None and (behind := _behind(clause, last, figures)):
        before = figures[: len(figures) - len(behind)] or list(context.pattern)
        others = {slot.arm for slot in before}
        led = len(before) < len(figures) or len({arm.name for arm in arms}) == 1
        one = len(others - {None}) == 1 and last.name not in others
        if led and len(before) == len(behind) >= _FEWEST and one:
            for first, second in zip(before, behind, strict=True):
                _repeat(first, second, last)
    context.pattern = tuple(figures) if len({slot.arm for slot in figures}) == 1 else ()


def _behind(clause: Clause, arm: Span, figures: Sequence[Slot]) -> list[Slot]:
    """The figures behind the last arm of a sentence, which is led in and followed by nothing that would tell them."""
    begin = clause.sentence.start
    behind = [slot for slot in figures if slot.expression.start >= arm.end]
    first = behind[0].expression.start if behind else arm.end
    lead = _LEADS.search(clause.text, max(begin, arm.start - _LONGEST_LEAD), arm.start)
    led = lead or not clause.text[begin : arm.start].strip("*- ")
    told = [mention for kind in _KINDS for mention in clause.mentions.get(kind, ()) if mention.start >= arm.end]
    named = any(not _OF_ALL.fullmatch(clause.text, mention.end, clause.sentence.end) for mention in told)
    return behind if led and not named and _TO_FIGURE.fullmatch(clause.text, arm.end, first) else []


_LEADS = re.compile(
    r"(?:[;.,]|\band|\bwhile|\bwhereas|\bbut|\bversus)\s(?:(?:with|in|on|of|for|under|among)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"[^()]{0,30}\)[.\s]*")
"""Behind what stands in brackets at the end: it is told of both parts."""
_LONGEST_LEAD = 20
"""Code points that leads in the second arm at most."""
_TO_FIGURE = re.compile(
    r"[\s:,*]*(?:(?:arm|group|patients|recipients|these|the (?:corresponding )?(?:figures|rates|values))\s?)*[:,]?\s?"
    r"(?:(?:it |they |these )?(?:is|are|was|were|had|showed|gave|reached|saw)\s)?",
    re.IGNORECASE,
)
"""Between the second arm and the first of its figures."""


def _repeat(first: Slot, second: Slot, arm: Span) -> None:
    """Read a figure as the same of the other arm; what it tells of its own stays."""
    units = {first.unit, second.expression.unit}
    if len(units - {None}) > 1 or first.expression.interval != second.expression.interval:
        return
    for name in (
        "outcomes", "alternatives", "grades", "grade_source", "item", "subgroups", "population", "statistics", "time",
    ):  # fmt: skip
        setattr(second, name, getattr(first, name))
    second.cutoffs, second.analyses = first.cutoffs or second.cutoffs, first.analyses or second.analyses
    second.unit = first.unit
    second.arm, second.arm_source, second.unknown, second.carried = arm.name, "named", first.unknown, first.carried
