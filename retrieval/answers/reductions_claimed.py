"""By how much a question takes a risk to be lower, held against the lower hazard of the hazard ratios shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.contrasts import presupposes
from retrieval.answers.phrasing import describe_hazard_reduction, format_value, in_sentence
from retrieval.answers.worded_claims import includes_none
from retrieval.lower_hazards import lower_hazard, lower_rate, lowers_by
from retrieval.questions.question import Question
from retrieval.records import Sentence

_PERCENT = r"(?<![\d.])(?P<{}>\d{{1,2}}(?:[.·]\d)?)\s?(?:%|per ?cent)"
_LOWER = r"(?:cut(?:s|ting)?|reduc\w+|lower(?:s|ed|ing)?|decreas\w+|drop\w*|fell|falls?|slash\w*|less|smaller)"
_RISK = (
    r"(?:risks?|hazards?|chances?|dangers?|likelihood|odds|deaths?|mortality|progression|rates?|events?|episodes?"
    r"|exacerbations?|attacks?|flare-?ups?|flares?|relapses?|bleeds?|seizures?)"
)
_CLAIM = re.compile(
    rf"\b{_LOWER}\b[^.?;,]{{0,40}}\b{_RISK}\b[^.?;,]{{0,50}}?{_PERCENT.format('after')}"
    rf"|{_PERCENT.format('before')}\s{_LOWER}\b[^.?;,]{{0,40}}?\b{_RISK}\b"
    rf"|\b{_RISK}\b[^.?;,]{{0,50}}?\b{_LOWER}\b[^.?;,]{{0,20}}?{_PERCENT.format('behind')}",
    re.IGNORECASE,
)
_REPORTED = "hazard reduction"
_NEAR = 1
"""Percentage points by which a reduction may differ that comes from a ratio of other decimals."""


def correct_reduction(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """What the hazard ratio shown first comes to, where a question takes a risk to be lower by another share.

    With the ratio of another outcome that comes to what it gives, where one alone does.
    """
    match = _CLAIM.search(question.text)
    if match is None or not presupposes(question.text):
        return ()
    told = match["after"] or match["before"] or match["behind"]
    claimed = int(Decimal(told.replace("·", ".")).quantize(Decimal(1), ROUND_HALF_UP))
    rows = [row for row in shown if lower_hazard(row) is not None]
    if not rows:
        return _correct_rate(question, shown, claimed)
    if same := [row for row in rows if _comes_to(row, claimed)]:
        return _correct_unproven(same[0]) if all(map(includes_none, rows)) else ()
    names = {row.outcome for row in shown}
    held = corpus.table.results(trial=question.trial)
    own = [row for row in held if row.outcome in names and _comes_to(row, claimed)]
    if own:
        return _traced(min(own, key=lambda row: row.subgroup is not None))
    told = describe_hazard_reduction(rows[0])
    if told is None:
        return ()
    text = "Correction: the reported hazard ratio does not come to the reduction in the question:"
    text = (
        f"{text} a{told.text.removeprefix('A')}" if "hazard reduction" not in question.statistics else f"{text[:-1]}."
    )
    others = [row for row in held if lowers_by(row, str(claimed)) and row.subgroup is None]
    one = _traced(others[0]) if len({row.outcome for row in others}) == 1 else ()
    return (replace(told, text=text), *one)


def _correct_unproven(row: Result) -> tuple[Sentence, ...]:
    """That a ratio comes to the reduction told, but does not show one."""
    text = "Correction: the confidence interval of this hazard ratio includes the null value: a reduction is not shown."
    return (Sentence(f"{text} {name_slot(row)}: {format_value(row)}.", (row,)),)


def _traced(row: Result) -> tuple[Sentence, ...]:
    """The ratio that comes to what the question gives."""
    censored = f"; censoring: {row.censoring}" if row.censoring else ""
    text = f"The reduction in the question is that of: {name_slot(row)}: {format_value(row)}{censored}."
    return (Sentence(text, (row,)),)


def _correct_rate(question: Question, shown: Sequence[Result], claimed: int) -> tuple[Sentence, ...]:
    """What the ratio of two rates comes to, where it is not the share claimed; that of an arm named before others."""
    ratios = [(row, lower) for row in shown if (lower := lower_rate(row)) is not None]
    named = [(row, low) for row, low in ratios if set(question.arms) & set((row.comparison or "").split(" vs "))]
    ratios = named or ratios
    if not ratios or any(abs(lower - claimed) <= _NEAR for _, lower in ratios):
        return ()
    row, lower = ratios[0]
    text = (
        f"Correction: the reported {row.statistic} does not come to the reduction in the question: {row.value} is a "
        f"{lower}% lower rate for {in_sentence(row.outcome)} ({row.comparison})."
    )
    return (Sentence(text, (row,)),)


def _comes_to(row: Result, percent: int) -> bool:
    lower = lower_hazard(row)
    reported = row.statistic == _REPORTED and str(row.value) == str(percent)
    return reported or (lower is not None and abs(lower - percent) <= _NEAR)
