"""Numbers in the headings of a text's table: the level and the size that hold for every figure below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.binding.reading import Reading
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.table_rows import GRADE_ALONE
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.records import Verdict
from retrieval.terms import word_forms

_WHOLE = re.compile(r"\b(?:of|among|in)\s(?:the |all |these |those )?$|[(\[]n ?= ?$", re.IGNORECASE)
_OF_THE = re.compile(r"\b(?:of|among) (?:the |all |these |those )$", re.IGNORECASE)


def judge_headings(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Judge a confidence level or a size in a heading by the results that the cells below it were found to be."""
    below: dict[tuple[int, int], list[Judgement]] = {}
    for item in judgements:
        sentence = reading.sentences[item.slot.sentence]
        if item.result is None or item.part.role not in (Role.ESTIMATE, Role.LOW, Role.COUNT):
            continue
        for heading in filter(None, (sentence.header, sentence.label, sentence.grade)):
            below.setdefault(heading, []).append(item)
    return [_judged(_with_level(item, reading), reading, below) for item in judgements] if below else list(judgements)


def _with_level(item: Judgement, reading: Reading) -> Judgement:
    """A share in a row of confidence levels is such a level."""
    label = reading.sentences[item.slot.sentence].label
    is_level = label is not None and item.part.number.unit == "%" and _LEVELS.match(reading.text, *label)
    return replace(item, part=replace(item.part, role=Role.LEVEL)) if is_level else item


_LEVELS = re.compile(
    r"\W*(?:(?:CI|confidence(?: interval)?) level|level of (?:the )?(?:CI|confidence))\b", re.IGNORECASE
)


_PARTS_FOLLOW = re.compile(r"^[\w\s]{0,24}\($")
"""Between a whole and the first of its parts: "Of 302 people (179 on A, 123 on B), 42 ..."."""


def judge_wholes(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judge "Of 177 patients on A, six (3 %) ..." by the result that the count was found to be."""
    found = list(judgements)
    for place, item in enumerate(found[:-1]):
        after = found[place + 1]
        roles = {part.role for part in item.slot.expression.parts}
        plain = item.part.number.unit in (None, "patients") and item.part.number.decimals == 0
        of_the = roles == {Role.ESTIMATE} and plain and _OF_THE.search(item.slot.before) is not None
        alone = of_the or (roles == {Role.TOTAL} and _WHOLE.search(item.slot.before) is not None)
        row = after.result
        if (
            not alone
            or row is None
            or row.N is None
            or (item.verdict is Verdict.SUPPORTED and _PARTS_FOLLOW.search(item.slot.after))
            or after.slot.sentence != item.slot.sentence
            or _is_of_other_arm(item, row)
            or not (after.part.role is Role.COUNT or _is_of_whole(item, after, row))
        ):
            continue
        fits = item.part.number.value == row.N
        counted = item.result if item.verdict is Verdict.SUPPORTED else None
        if not fits and counted is not None and counted.outcome == row.outcome and counted.arm == "all":
            continue  # "of the 107 early relapsers, 61 received A": a count of its own
        if not fits and counted is not None and _is_wider_row(counted, row):
            continue
        reason = f"{read_as(after.slot, row)}; {describe(row, Role.TOTAL)}"
        verdict, expected = (Verdict.SUPPORTED, None) if fits else (Verdict.CONTRADICTED, str(row.N))
        found[place] = replace(
            item, verdict=verdict, reason=reason, result=row, expected=expected, supporters=(row,) if fits else ()
        )
    return found


def _is_wider_row(counted: Result, row: Result) -> bool:
    """Whether a count is that of the row within which another counts some: "of the 113 with it, 25 had symptoms"."""
    alike = (counted.outcome, counted.arm, counted.grade) == (row.outcome, row.arm, row.grade)
    return alike and bool(counted.item) and word_forms(counted.item or "") < word_forms(row.item or "")


def _is_of_other_arm(item: Judgement, row: Result) -> bool:
    """Whether a size stands beside its own arm's name: in "4.0 on A (n = 115), 5.0 on B" it is none of B's."""
    return (
        item.slot.arm_source == "named" and "all" not in (item.slot.arm, row.arm or "all") and item.slot.arm != row.arm
    )


def _is_of_whole(item: Judgement, after: Judgement, row: Result) -> bool:
    """Whether a figure tells how large its whole is: a share does only where another analysis set may be meant."""
    if after.part.role is not Role.ESTIMATE:
        return False
    value = item.part.number.value
    if after.slot.unit != "%":
        return True
    known = isinstance(value, Decimal) and bool(row.N) and item.slot.arm == row.arm and not after.slot.carried
    return known and value != row.N and abs(value - (row.N or 0)) <= _NEAR * (row.N or 0)  # type: ignore[operator]  # decimals


_NEAR = Decimal("0.05")
"""How far the sizes of two analysis sets of one arm are apart, as a share of one."""


def _judged(item: Judgement, reading: Reading, below: dict[tuple[int, int], list[Judgement]]) -> Judgement:
    sentence = reading.sentences[item.slot.sentence]
    of_row = item.part.role is Role.LEVEL and sentence.label and _LEVELS.match(reading.text, *sentence.label)
    cells = below.get(sentence.header if of_row and sentence.header else (sentence.start, sentence.end), [])
    alone = {part.role for part in item.slot.expression.parts}
    if cells and sentence.kind == "cell" and GRADE_ALONE.fullmatch(reading.text, sentence.start, sentence.end):
        return _judged_grade(item, cells)
    if sentence.kind != "cell" or not cells or not (of_row or alone in ({Role.LEVEL}, {Role.TOTAL})):
        return item
    rows = [cell.result for cell in cells if cell.result is not None and cell.verdict is not Verdict.UNCHECKED]
    told = [row for row in rows if _field(item.part.role, row) is not None]
    if not told:
        return item
    fitting = [row for row in told if _field(item.part.role, row) == item.part.number.value]
    row = (fitting or told)[0]
    verdict = Verdict.SUPPORTED if fitting else Verdict.CONTRADICTED
    reason = f"{read_as(item.slot, row)}, in the column{'' if of_row else ' below'}; {describe(row, item.part.role)}"
    expected = None if fitting else str(_field(item.part.role, row))
    differs = frozenset() if fitting or item.part.role is Role.LEVEL else frozenset({"denominator"})
    return replace(item, verdict=verdict, reason=reason, result=row, expected=expected, differs=differs)


def _judged_grade(item: Judgement, cells: Sequence[Judgement]) -> Judgement:
    """The digits of a grade that stands over figures stand where one of these does."""
    own = [cell for cell in cells if cell.verdict in GOOD and cell.slot.grades]
    if own:
        reason = "the grade of the figures below it"
        return replace(item, verdict=Verdict.SUPPORTED, reason=reason, result=own[0].result, expected=None)
    return item


def _field(role: Role, row: Result) -> object:
    return row.ci_level if role is Role.LEVEL else row.N
