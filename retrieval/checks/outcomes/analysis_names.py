"""Outcomes in the names of analyses: "the final OS analysis", "PFS (final analysis)"."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause
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
