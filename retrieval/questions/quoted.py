"""What a question is about that names no outcome, and quotes the figures that it asks about."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.points_claimed import for_hazard_in_points
from retrieval.lower_hazards import lowers_by
from retrieval.questions import breadth
from retrieval.questions.question import Question
from retrieval.stems import stems

_DECIMALS = re.compile(r"(?<![\d.])\d+[.·]\d+(?![\d·]|\.\d)(?!\s?%\s?(?:CI|conf))")
_SHARES = re.compile(r"(?<![\d.])\d{1,3}(?=\s?(?:%|per ?cent\b)(?!\s?(?:CI|conf)))")
_UNITS = re.compile(r"(?<![\d.])(?P<number>\d+[.·]\d+)\s?(?P<unit>month|week|year|day|%)", re.IGNORECASE)
_TOLD_WITH = frozenset({"confidence interval", "p-value", "range"})
"""What is told with a figure, by which that is asked for."""
_MOST = 2
"""Outcomes that have the figures quoted; of more, the figures do not tell which is meant."""


def decimals_quoted(text: str) -> frozenset[str]:
    """The numbers with decimals in a text, as results have them, and its percentages; no level of an interval."""
    return frozenset(number.replace("·", ".") for number in (*_DECIMALS.findall(text), *_SHARES.findall(text)))


def with_outcomes_quoted(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes whose figures it quotes, where it asks who reports them or why they differ.

    And where it asks for what is told with a figure, its interval or its p-value.
    """
    if reduced := _with_reduction(question, corpus=corpus):
        return reduced
    question = for_hazard_in_points(question, corpus=corpus)
    asked = breadth.asks_source(question.text) or breadth.asks_apart(question.text)
    asked = asked or bool(_TOLD_WITH & set(question.statistics))  # "the interval around 12.3 months"
    numbers = decimals_quoted(question.text) if asked else ()
    if question.outcomes or not numbers:
        return _with_variants(question, corpus=corpus) if numbers and breadth.asks_apart(question.text) else question
    rows = corpus.table.results(trial=question.trial)
    units = {m["number"].replace("·", "."): m["unit"].casefold() for m in _UNITS.finditer(question.text)}
    rows = tuple(row for row in rows if not (unit := units.get(str(row.value))) or (row.unit or "").startswith(unit))
    having = [{row.outcome for row in rows if str(row.value) == number} for number in sorted(numbers)]
    common = set.intersection(*having)
    found = tuple(dict.fromkeys(row.outcome for row in rows if row.outcome in common))
    return replace(question, outcomes=found, unknown=(), unread=()) if 0 < len(found) <= _MOST else question


def _with_reduction(question: Question, *, corpus: Corpus) -> Question | None:
    """The question for the hazard ratios behind a reduction in percent of which it asks where that is from.

    ``None`` for another question, and where no ratio comes to it.
    """
    quoted = _REDUCED.search(question.text)
    told_of = [m for m in question.mentions if m.term.kind == "outcome"]
    if quoted is None or told_of or not breadth.asks_source(question.text):
        return None
    rows = corpus.table.results(trial=question.trial)
    held = (row.outcome for row in rows if lowers_by(row, quoted["before"] or quoted["after"]))
    outcomes = tuple(dict.fromkeys(held))
    statistics = ("hazard reduction", "hazard ratio")
    return replace(question, outcomes=outcomes, statistics=statistics, unknown=(), unread=()) if outcomes else None


_REDUCED = re.compile(
    r"(?<![\d.])(?P<before>\d{1,2})\s?(?:%|per ?cent\b)[^.?;]{0,40}?\b(?:reduc\w+|lower|decreas\w+|cut|less)\b"
    r"|\b(?:reduc\w+|lower\w*|decreas\w+|cut)\b[^.?;,]{0,25}?(?<![\d.])(?P<after>\d{1,2})\s?(?:%|per ?cent\b)",
    re.IGNORECASE,
)
"""A risk that is lower by some percentage: "the 30 % reduction", "reduced the risk by 30 %"."""


def _with_variants(question: Question, *, corpus: Corpus) -> Question:
    """The question for the variants of its outcomes, too, that have a figure which it holds against another one."""
    numbers = decimals_quoted(question.text)
    rows = corpus.table.results(trial=question.trial)
    own = {str(row.value) for row in rows if row.outcome in question.outcomes}
    named = [stems(name) for name in question.outcomes]
    having = {row.outcome: row.value for row in rows if str(row.value) in numbers - own}
    added = [title for title in having if any(name <= stems(title) for name in named)]
    return replace(question, outcomes=(*question.outcomes, *added)) if own & numbers and added else question
