"""The patients of several arms counted together, where that is asked and a source counts them apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence


def describe_pooled(question: Question, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """The sum of the patients counted in each arm, where they are asked for together; nothing where one tells it."""
    if not POOLED.search(question.text):
        return ()
    return tuple(sentence for figure in figures if (sentence := _describe_sum(figure, question.arms)))


def _describe_sum(figure: Figure, asked: Collection[str]) -> Sentence | None:
    every = not asked or "all" in asked
    arms = [row for row in figure.rows if row.arm and not row.comparison and (every or row.arm in asked)]
    counted = [(row.n, row.N) for row in arms if row.n is not None and row.N]
    if any(row.arm == "all" for row in arms) or len(arms) < _FEWEST or len(counted) < len(arms):
        return None
    if len({row.arm for row in arms}) < len(arms):
        return None  # two counts of one arm
    first = figure.first
    item = f" \u2013 {first.item}" if first.item else ""
    *others, last = [row.arm or "" for row in arms]
    text = (
        f"Computed from these figures, not reported by a source: {in_sentence(first.outcome)}{item}"
        f"{grade_words(first.grade)}, {sum(n for n, _ in counted)} of {sum(whole for _, whole in counted if whole)} "
        f"patients with {', '.join(others)} and {last} together."
    )
    return Sentence(text, tuple(arms))


_FEWEST = 2
"""Arms that can be counted together."""
POOLED = re.compile(
    r"\bpool(?:ed|ing)\b|\b(?:arms?|groups?|doses?|regimens?|schedules?|treatments?|drugs?)"
    r"\s(?:(?:taken|put|counted|added|pooled|lumped)\s)?(?:combined|together|altogether)\b"
    r"|\b(?:across|over|summed over)\s(?:both|the two|all|all three)\s(?:[\w-]+\s)?(?:arms|groups|doses|regimens)\b"
    r"|\b(?:combined|joint)\s(?:[\w-]+\s){0,2}(?:arms|groups|doses|regimens|schedules)\b"
    r"|\bin total\b|\bin all(?=\W*$)|\baltogether\b",
    re.IGNORECASE,
)
"""That the patients of several arms are asked for as one number."""
