"""Where sources of one trial differ: one slot, several reports, and the reason as far as the reports tell one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.leading import agrees, leading_first
from retrieval.answers.phrasing import grade_words
from retrieval.terms import GENERAL, TermIndex

_REASONS = (
    ("data_cutoff", "other data cut-off"),
    ("analysis", "other analysis"),
    ("censoring", "other censoring rule"),
    ("assessor", "other assessor or assay"),
    ("population", "other analysis set"),
    ("time_frame", "other time frame"),
    ("N", "other number analysed"),
    ("ci_level", "other confidence level"),
)
"""Qualifiers that explain another value, the one first that explains most."""
NO_REASON = "no reason is known"
ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class OtherReport:
    """Another source's report of a slot, and why it may differ from the leading one.

    Attributes:
        reasons: Qualifiers in which the two differ; ``ROUNDING`` where they agree once the finer is rounded; else
            ``NO_REASON``.
    """

    result: Result
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Reports of one slot whose values differ in print.

    Attributes:
        slot: Outcome, row, grade, subgroup, arm or comparison, and statistic, as the leading report names them.
        leading: The report of the source that leads.
        others: What other sources report, where it is printed differently; in order of their sources.
    """

    slot: str
    leading: Result
    others: tuple[OtherReport, ...]

    @property
    def urgency(self) -> int:
        """0 where a report differs and nothing tells why, 1 where a qualifier does, 2 where all is rounding."""
        if any(other.reasons == (NO_REASON,) for other in self.others):
            return 0
        return 2 if all(other.reasons == (ROUNDING,) for other in self.others) else 1


def find_discrepancies(corpus: Corpus, *, terms: TermIndex, trial: str | None = None) -> tuple[Discrepancy, ...]:
    """Return the slots for which two sources of a trial print different values: the unexplained first, rounding last.

    Arms and outcomes are compared by the vocabulary, since each source titles them in its own way.

    Args:
        trial: Only this trial; ``None`` for all.
    """
    found = []
    for key in corpus.table.trials() if trial is None else (trial,):
        for reports in _by_slot(corpus.table.results(trial=key), terms=terms).values():
            leading, *rest = leading_first(reports, sources=corpus.sources)
            others = [row for row in rest if row.source != leading.source and _differ(leading, row)]
            if others:
                told = tuple(OtherReport(row, _reasons(leading, row)) for row in others)
                found.append(Discrepancy(_name_slot(leading), leading, told))
    return tuple(sorted(found, key=lambda each: (each.urgency, each.leading.trial, each.slot)))


def canonical_name(kind: str, name: str, *, trial: str, terms: TermIndex) -> str:
    """Return the vocabulary's name for a source's title, where one term accounts for it; else the title itself."""
    scope = GENERAL if kind == "outcome" else trial  # each title is an outcome of its own trial
    mentions = terms.find(name, trial=scope, kinds={kind}, typos=False)
    longest = max(mentions, key=lambda m: m.end - m.start, default=None)
    whole = longest is not None and longest.end - longest.start >= len(name) * _MOST_OF_A_TITLE
    return longest.term.name if longest is not None and whole else name


_MOST_OF_A_TITLE = 0.6
"""Share of a title that a term has to cover to be what it titles: "Overall Survival (OS)" is overall survival,
"Time to response in patients with overall survival" is not."""


def _by_slot(results: Iterable[Result], *, terms: TermIndex) -> dict[tuple[object, ...], list[Result]]:
    canonical = cache(lambda kind, name, trial: canonical_name(kind, name, trial=trial, terms=terms))
    groups: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for row in results:
        if row.value is None or not isinstance(row.value, Decimal):
            continue
        outcome = canonical("outcome", row.outcome, row.trial)
        arms = tuple(canonical("arm", arm, row.trial) for arm in (row.comparison or row.arm or "").split(" vs "))
        groups[outcome, row.item, row.grade, row.subgroup, arms, row.statistic, row.unit].append(row)
    return groups


def _differ(first: Result, other: Result) -> bool:
    return any(_printed(getattr(first, name)) != _printed(getattr(other, name)) for name in _compared(first, other))


def _compared(first: Result, other: Result) -> tuple[str, ...]:
    both = first.interval_kind is not None and first.interval_kind == other.interval_kind
    return ("value", "ci_low", "ci_high", "ci_level") if both else ("value",)


def _printed(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _name_slot(row: Result) -> str:
    grade = grade_words(row.grade).removeprefix(", ") or None
    parts = (row.outcome, row.item, grade, row.subgroup, row.arm or row.comparison, row.statistic)
    return ", ".join(part for part in parts if part)


def _reasons(first: Result, other: Result) -> tuple[str, ...]:
    numbers = [(getattr(first, name), getattr(other, name)) for name in _compared(first, other)]
    if all(agrees(*pair) for pair in numbers):
        return (ROUNDING,)
    told = [reason for name, reason in _REASONS if _tell_apart(getattr(first, name), getattr(other, name), name=name)]
    return tuple(told) or (NO_REASON,)


def _tell_apart(one: object, two: object, *, name: str) -> bool:
    """Whether a qualifier explains a difference: both give it, or only one names a rule that is not the protocol's."""
    return one != two and (name == "censoring" or None not in (one, two))
