"""Outcomes in the names of analyses: "the final OS analysis", "PFS (final analysis)"."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def before_analysis(clause: Clause) -> list[Mention]:
    """The outcomes whose analysis stands in brackets behind them: "PFS (final analysis): 35.7 months"."""
    return [
        mention
        for analysis in clause.mentions.get("analysis", ())
        if (head := _BEFORE_BRACKET.match(analysis.text))
        for mention in _outcomes_in(clause, head["name"], at=analysis.start)
    ]


_BEFORE_BRACKET = re.compile(r"(?P<name>[^(\[,:]+?)\s?[(\[,:]")


def of_analysis(clause: Clause) -> list[Mention]:
    """The outcome that an analysis is named after: "the final OS analysis", "the final analysis of OS"."""
    return [
        mention
        for analysis in clause.mentions.get("analysis", ())
        for part in _BESIDE_ANALYSIS.finditer(analysis.text)
        for mention in _outcomes_in(clause, part[0], at=analysis.start + part.start())
    ]


def _outcomes_in(clause: Clause, words: str, *, at: int) -> list[Mention]:
    inner = clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
    return [Mention(item.start + at, item.end + at, item.text, item.term) for item in inner]


_BESIDE_ANALYSIS = re.compile(
    r"(?:(?!\s*\b(?:analys|results?\b|data\b)).)+(?=\s*\b(?:analys|results?\b|data\b))|(?<=\bof\s).+", re.IGNORECASE
)
"""What stands before "analysis" or "results" in its name, or behind "analysis of"."""


def without_names(
    clause: Clause, slot: Slot, found: list[Mention], *, previous: Slot | None, before: tuple[str, ...]
) -> list[Mention]:
    """The outcomes for a number without those in the name of the analysis that says when a follow-up is told.

    "Follow-up was 20.7 months at the interim analysis and 44 months at the final PFS analysis", or "it was 44 months".

    Args:
        previous: The number before it in its sentence.
        before: The outcomes that the sentence before told.
    """
    told = previous.outcomes if previous is not None else before if _IT_WAS.search(slot.before) else ()
    several = previous is None or len(clause.mentions.get("analysis", ())) > 1
    if not told or not several or not cues.is_follow_up_name(told[0]):
        return found
    return [mention for mention in found if mention not in of_analysis(clause)]


_IT_WAS = re.compile(
    r"\b(?:it|this|that) (?:was|is|had (?:become|grown to|risen to)|became|stood at|amounted to)\s$", re.IGNORECASE
)


def read_primary_analysis(clause: Clause, slot: Slot) -> None:
    """A ratio or its p-value of the primary analysis, beside which no outcome is named, is of the primary outcome."""
    primary = clause.evidence.facts.primary
    if slot.outcomes or slot.unknown or len(primary) != 1:
        return
    start = max(0, slot.expression.start - _NEAR)
    if not _PRIMARY_ANALYSIS.search(clause.text, start, min(clause.sentence.end, slot.expression.end + _NEAR)):
        return
    before = cues.last_statistic(clause.text[start : slot.expression.start])
    bare = not slot.statistics and slot.unit is None and bool(slot.expression.parts[0].number.decimals)
    statistics = frozenset({before}) & cues.RATIOS if bare and before else slot.statistics
    told = replace(slot, statistics=statistics)
    if statistics & (cues.RATIOS | {cues.P_VALUE}) and fits(clause, told, next(iter(primary))):
        slot.outcomes, slot.statistics, slot.carried = tuple(primary), statistics, True


_NEAR = 200
"""Code points around a ratio in which the primary analysis may be told that it is of."""
_PRIMARY_ANALYSIS = re.compile(
    r"\bprimary (?:efficacy )?(?:analys[ei]s|results?|comparisons?|readout)\b", re.IGNORECASE
)
