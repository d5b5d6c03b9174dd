"""By how much a question takes two arms to be apart: "rose by 16 percent", "16.5 months longer", "16 points more"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import NOT_REACHED, Result
from retrieval.answers.contrasts import YES_OR_NO, direction_claimed, pairs_of_arms, presupposes
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value, grade_words, in_sentence
from retrieval.questions.question import Question
from retrieval.questions.time_words import gap_claimed
from retrieval.records import Sentence

_OF_A_RATIO = re.compile(r"\b(?:risks?|hazards?|odds|chances?|likelihood|dangers?)\b", re.IGNORECASE)
"""What percentages lower or raise by a ratio, and not by a difference."""


def judge_gap(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """Whether the figures shown of two arms differ by what a question claims, and in the unit in which they differ.

    A difference in months or weeks is of two medians, one in percentage points of two shares: "percent" is corrected.
    """
    claim = gap_claimed(question.text)
    told = presupposes(question.text) or YES_OR_NO.match(question.text)
    if claim is None or not told or _OF_A_RATIO.search(question.text):
        return ()
    claimed, unit = Decimal(claim["gap"].replace("·", ".")), claim["unit"].casefold()
    kind = "%" if unit.startswith(("%", "per", "point")) else f"{unit.removesuffix('s')}s"
    rows = [row for row in shown if row.unit == kind]
    pairs = list(pairs_of_arms(rows))
    if (sides := direction_claimed(question, rows)) and not all(sides.borne_out):
        return ()  # that the other arm has more is corrected first
    if right := next((pair for pair in pairs if agrees(claimed, _gap(pair))), None):
        in_percent = kind == "%" and "point" not in unit
        word = "Correction: the figures differ by percentage points" if in_percent else "Confirmed, as computed"
        return (Sentence(f"{word}: {_tell(right)}", right),)
    if pairs:
        return (Sentence(f"Correction: the figures reported differ by another amount: {_tell(pairs[0])}", pairs[0]),)
    unreached = tuple(row for row in shown if row.value == NOT_REACHED and row.arm)
    return _correct_unreached(unreached, claimed, kind, corpus=corpus) if unreached else ()


def _correct_unreached(rows: Sequence[Result], claimed: Decimal, kind: str, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """That no difference of medians is known where one was not reached, and of which outcome the claimed one is."""
    first = rows[0]
    text = f"Correction: no difference of {in_sentence(first.outcome)} can be computed: its median was not reached with"
    told = Sentence(f"{text} {first.arm}.", (first,))
    held = [row for row in corpus.table.results(trial=first.trial) if row.unit == kind]
    pairs = [pair for pair in pairs_of_arms(held) if pair[0].subgroup is None and agrees(claimed, _gap(pair))]
    if len({pair[0].outcome for pair in pairs}) != 1:
        return (told,)
    return told, Sentence(f"The difference in the question is that of: {_tell(pairs[0])}", pairs[0])


def _gap(pair: tuple[Result, Result]) -> Decimal:
    first, second = (row.value for row in pair)
    assert isinstance(first, Decimal), "a pair has numbers"
    assert isinstance(second, Decimal), "a pair has numbers"
    return abs(first - second)


def _tell(pair: tuple[Result, Result]) -> str:
    first = pair[0]
    unit = "percentage points" if first.unit == "%" else first.unit
    figures = " and ".join(f"{format_value(row)} with {row.arm}" for row in pair)
    return f"{in_sentence(first.outcome)}{grade_words(first.grade)}, {figures}, a difference of {_gap(pair):f} {unit}."
