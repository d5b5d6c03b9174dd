"""Two grades told in one order with pairs of figures: "any / grade 3 or worse: 37.3 % / 21.0 %", and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.terms import Mention

_ANY = re.compile(r"\b(?:any|all)(?:[ -]grades?)?\s*[/(,;]\s*", re.IGNORECASE)
"""Before the second of two grades, of which the first is "any"."""
_SECOND = re.compile(r"(?:grades?|G)?\s?(?:[≥>]=?\s?[1-5]|[1-5]\+|[1-5]\s?[-\u2013]\s?[1-5]|[1-5]\b)", re.IGNORECASE)
"""A grade behind "any": "grade 3", or its digits alone."""
_BETWEEN = re.compile(r"\s*[/(;,]\s*")
_PAIRED = re.compile(r"\s?%?\s*[/(]\s*")
ANY = "any"


def grades_in_order(clause: Clause, slots: Sequence[Slot], context: Context) -> None:
    """Give the figures of each pair, "37.3 % / 21.0 %" or "37.3 (21.0)", the two grades told before it, in their order.

    In a table they are told by the heading of the row, of the column, or of the whole; in prose also by a pair before,
    "31.2 % (grade 3 or more: 14.0 %)". Without them nobody can say what a second share in brackets is of.
    """
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    if len(told) < 2:  # a pair
        return
    grades = next(_grades_told(clause, told[0].expression.start), None)
    if grades is None:
        _as_before(clause, told, context)
        return
    for first, second in pairwise(told):
        if _PAIRED.fullmatch(clause.text, first.expression.end, second.expression.start):
            first.grades, second.grades = frozenset({grades[0]}), frozenset({grades[1]})
            _take_arm_behind(clause, first, second)


def _as_before(clause: Clause, told: Sequence[Slot], context: Context) -> None:
    if context.paragraph != clause.sentence.paragraph:
        context.bracketed_grade = frozenset()
    for first, second in pairwise(told):
        between = clause.text[first.expression.end : second.expression.start]
        if (
            second.grades
            and not first.grades - {ANY}
            and first.unit == second.unit == "%"
            and _GRADED.fullmatch(between)
        ):
            context.bracketed_grade = second.grades
        elif _is_bare(clause, first, second) and first.outcomes[:1] == second.outcomes[:1] and first.outcomes:
            second.arm, second.arm_source = first.arm, first.arm_source
            second.grades = context.bracketed_grade
            second.unknown = None if context.bracketed_grade else "what is told in brackets"


def _is_bare(clause: Clause, first: Slot, second: Slot) -> bool:
    """Whether a share stands in brackets right behind another, with nothing that tells what it is of."""
    shares = first.unit == second.unit == "%" and len(first.expression.parts) == len(second.expression.parts) == 1
    ends = clause.text.startswith(")", second.expression.parts[0].number.unit_end)
    return shares and ends and _OPENS.fullmatch(clause.text, first.expression.end, second.expression.start) is not None


_OPENS = re.compile(r"\s?%?\s?\(\s?")
_GRADED = re.compile(r"[^()]{0,60}\([^()]{0,40}\b(?:grades?|severe|serious)\b[^()]{0,30}")
"""Between a share and that of a grade in brackets: "31.2 % on A (grade 3 or more: 14.0 %)"."""


def _take_arm_behind(clause: Clause, first: Slot, second: Slot) -> None:
    """Give both figures of a pair the arm right behind it: "36.2 % / 22.0 % of patients on A"."""
    spans = arm_spans(clause) if clause.sentence.kind != "cell" else ()
    behind = [span for span in spans if _OF_ARM.fullmatch(clause.text, second.expression.end, span.start)]
    for slot in (first, second) if behind else ():
        slot.arm, slot.arm_source = behind[0].name, "named"


_OF_ARM = re.compile(
    r"\)?\s(?:of (?:the )?(?:[a-z]+ )?)?\(?(?:(?:on|with|in|for|under|receiving|given) )?(?:the )?", re.IGNORECASE
)


def _grades_told(clause: Clause, first: int) -> Iterator[tuple[str, str]]:
    """The pairs of grades that stand over a cell, or before the first figure of a sentence."""
    sentence = clause.sentence
    if sentence.kind == "cell":
        for span in sentence.headings:
            named = heading_mentions(clause.text, *span, evidence=clause.evidence).get("grade", ())
            yield from _pair(clause, span, named)
    else:
        named = [item for item in clause.mentions.get("grade", ()) if item.end <= first]
        yield from _pair(clause, (sentence.start, first), named)


def _pair(clause: Clause, span: tuple[int, int], named: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    if len(named) == 2 and _BETWEEN.fullmatch(clause.text, named[0].end, named[1].start):
        yield named[0].term.name, named[1].term.name
        return
    lead = _ANY.search(clause.text, *span)
    second = _SECOND.match(clause.text, lead.end(), span[1]) if lead else None
    if second is None:
        return
    digits = re.sub(r"^(?:grades?|G)\s?", "", second[0], flags=re.IGNORECASE)
    found = clause.evidence.terms.find(f"grade {digits}", trial=clause.evidence.trial.id, kinds={"grade"}, typos=False)
    if found:
        yield ANY, found[0].term.name
