"""Standard deviations, standard errors and their like: told in brackets behind the estimate that they are of."""

from __future__ import annotations

import re

from ingest.records import Result
from retrieval.checks.agreement import agrees, printed
from retrieval.checks.evidence import Evidence
from retrieval.checks.judgements import Judgement, unchecked
from retrieval.checks.reasons import describe, read_as
from retrieval.checks.roles import Part, Role
from retrieval.checks.slots import Slot
from retrieval.records import Verdict

DISPERSIONS = ("standard deviation", "standard error", "geometric coefficient of variation")
_NAMED = (
    re.compile(r"\b(?:SD|standard deviations?)(?: was| is| of)?\W{0,3}$"),
    re.compile(r"\b(?:SEM?|standard errors?)(?: was| is| of)?\W{0,3}$"),
    re.compile(r"\b(?:geometric CV|coefficients? of variation)(?: was| is| of)?\W{0,3}$"),
)


def named_dispersion(before: str) -> str | None:
    """The dispersion that the words right before a number name."""
    return next((name for name, words in zip(DISPERSIONS, _NAMED, strict=True) if words.search(before)), None)


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
