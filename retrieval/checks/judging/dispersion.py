"""The verdict on a standard deviation or its like, told in brackets behind the estimate that it is of."""

from __future__ import annotations

from ingest.records import Result
from retrieval.checks.figures.agreement import agrees, printed
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.spreads import DISPERSIONS
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


def judge_spread(part: Part, slot: Slot, evidence: Evidence, best: Result) -> Judgement:
    """The verdict on the dispersion of an estimate that was found to be ``best``."""
    other = evidence.results(slot.outcomes[0]).where(lambda row: row.statistic in DISPERSIONS)
    rows = [row for row in other if _place(row) == _place(best)]
    told = slot.dispersion
    rows.sort(key=lambda row: row.statistic != told)
    if not rows:
        return unchecked(part, slot, f"{read_as(slot, best)}; the table gives no {part.role} for it", evidence)
    fitting = [row for row in rows if agrees(part.number, row.value) and told in (None, row.statistic)]
    row = (fitting or rows)[0]
    reason = f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}"
    if fitting:
        return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=tuple(fitting))
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, row, f"{printed(row.value)} ({row.statistic})")


def _place(row: Result) -> tuple[object, ...]:
    return (
        row.outcome, row.arm, row.comparison, row.item, row.time_frame, row.population, row.subgroup, row.data_cutoff,
        row.category,
    )  # fmt: skip
