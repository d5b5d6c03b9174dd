"""The parts of the patients in whom a treatment did most, by the effects that the table reports of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence

_FEWEST = 2
_RATIO = "hazard ratio"
_MOST = re.compile(
    r"\b(?:which|what|who)\b[^?]*(?:\b(?:most|best|greatest|largest|strongest|biggest|lowest|better)\b[^?]*"
    r"\b(?:benefi\w*|effects?|gain\w*|profit\w*|help\w*|hazard ratio|HR)\b"
    r"|\b(?:benefi\w*|gain\w*|profit\w*|help\w*|do|did|does|fare\w*|respond\w*|effects?|hazard ratio|HR)\b[^?]*"
    r"\b(?:most|best|greatest|largest|strongest|biggest|lowest|better)\b)"
    r"|\bany (?:of the )?subgroups?\b[^?]*\b(?:fav\w+|not|harm\w*|against|worse|above|over|no (?:benefit|effect))\b"
    r"|\b(?:not|no)\b[^?]*\bin any (?:of the )?subgroups?\b"
    r"|\b(?:rank|sort|order|arrange)\w*\b[^?]*\bsub-?groups\b|\bsub-?groups\b[^?]*\b(?:rank|sort|order)ed\b"
    r"|\bsub-?groups\b[^?]*\b(?:(?:from )?(?:the )?(?:lowest|best|strongest) (?:first|to)|ascending|increasing)\b",
    re.IGNORECASE,
)
"""That the part is asked in which a treatment did most, the order of all, or whether it did nothing in one."""
_LEAST = re.compile(
    r"\b(?:which|what|who)\b[^?]*(?:\b(?:least|worst|smallest|weakest|highest)\b[^?]*"
    r"\b(?:benefi\w*|effects?|gain\w*|profit\w*|help\w*|hazard ratio|HR)\b"
    r"|\b(?:benefi\w*|gain\w*|profit\w*|help\w*|do|did|does|fare\w*|respond\w*|effects?|hazard ratio|HR)\b[^?]*"
    r"\b(?:least|worst|smallest|weakest|highest)\b)"
    r"|\bsub-?groups\b[^?]*\b(?:(?:from )?(?:the )?(?:highest|worst|weakest) (?:first|to)|descending|decreasing)\b",
    re.IGNORECASE,
)
"""That the part is asked in which it did least."""


def by_effect(figures: Sequence[Figure], question: Question) -> tuple[Figure, ...]:
    """The effects in the parts of the patients, the strongest or the weakest first, as it is asked; else nothing.

    Only hazard ratios of one outcome are ordered. None where the question names a part.
    """
    named = any(m.term.kind == "subgroup" for m in question.mentions)
    least = bool(_LEAST.search(question.text))
    if named or not (least or _MOST.search(question.text)):
        return ()
    told = [replace(figure, rows=rows) for figure in figures if figure.first.subgroup and (rows := _ratios(figure))]
    parts = {figure.first.subgroup for figure in told}
    if len(parts) < _FEWEST or len({figure.first.outcome for figure in told}) > 1:
        return ()
    return tuple(sorted(told, key=_value, reverse=least))


def introduce_order(figures: Sequence[Figure]) -> Sentence:
    """Say how the parts are ordered, and that nothing compared them with each other."""
    rows = figures[0].rows[:1]
    named = in_sentence(rows[0].outcome)
    first = "lowest" if _value(figures[0]) <= _value(figures[-1]) else "highest"
    return Sentence(
        f"These are the parts of the patients with a hazard ratio for {named} in this corpus, the {first} first: they "
        "overlap, come from several analyses, and no test compares one with another.",
        rows,
    )


def _ratios(figure: Figure) -> tuple[Result, ...]:
    return tuple(row for row in figure.rows if row.statistic == _RATIO and isinstance(row.value, Decimal))


def _value(figure: Figure) -> Decimal:
    value = figure.first.value
    assert isinstance(value, Decimal), "only these are ordered"
    return value
