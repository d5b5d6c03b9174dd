"""A p-value told behind the figure of one arm: that of the comparison which the table has of the outcome."""

from __future__ import annotations

from ingest.records import Result
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict


def judge_p_of_comparison(part: Part, slot: Slot, best: Result, rows: Rows) -> Judgement | None:
    """ "86.6 % on A against 82.9 % on B (p=0.39)": the p-value is of both; ``None`` where several are held."""
    if part.role is not Role.P or best.arm is None or best.p_value is not None:
        return None
    own = (best.outcome, best.item, best.grade, best.subgroup, best.data_cutoff)
    held = rows.where(
        lambda row: (
            row.p_value is not None
            and row.comparison is not None
            and (row.outcome, row.item, row.grade, row.subgroup, row.data_cutoff) == own
        )
    )
    fitting = [row for row in held if part_agrees(part, row, slot)]
    if not held or (not fitting and len({(row.p_value, row.p_sides) for row in held}) > 1):
        return None
    row = (fitting or held)[0]
    reason = f"{read_as(slot, row, own=True)}; {describe(row, part.role)}{assumptions(slot, row)}"
    if fitting:
        return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=tuple(fitting))
    expected = f"{row.p_comparator or '='}{row.p_value}"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, row, expected)
