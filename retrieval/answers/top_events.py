"""Which of the events, or of the grades of one, that a question names comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import format_value, grade_words, in_sentence, with_arm
from retrieval.answers.ranking import DIFFER_MOST, arm_value, difference_of_arms, events_named
from retrieval.questions import wording
from retrieval.questions.question import Question
from retrieval.records import Sentence


def name_top_grade(figures: Sequence[Figure], question: Question) -> Sentence | None:
    """Which single grade of an event is the most frequent in the arm asked, as far as its grades have results."""
    single = [figure for figure in figures if (figure.first.grade or "").isdigit()]
    valued = [figure for figure in single if arm_value(figure, question) is not None]
    if len(valued) < 2 or len({figure.first.outcome for figure in valued}) > 1:
        return None
    top = max(valued, key=lambda figure: arm_value(figure, question) or 0)
    row = next((row for row in top.rows if row.arm in question.arms), top.first)
    named = f"{in_sentence(row.outcome)}, grade {row.grade}, {format_value(row)}{with_arm(row)}"
    return Sentence(f"Of the single grades given here the most frequent is: {named}.", (row,))


def name_top_event(figures: Sequence[Figure], question: Question) -> list[Sentence]:
    """Which of the events named is the most frequent in the arm asked, of figures of one grade and one analysis.

    Or in which of them the arms differ most, where that is asked.
    """
    differ = bool(DIFFER_MOST.search(question.text))
    if not _WHICH_MORE.search(question.text) or _WHICH_ARM.search(question.text) or not events_named(question):
        return []
    if len(set(question.arms) - {"all"}) > 1 and not differ:
        return []
    measure = difference_of_arms if differ else lambda figure: arm_value(figure, question)
    slots: dict[tuple[object, ...], dict[str, Figure]] = {}
    for figure in figures:
        if figure.first.category == "safety" and measure(figure) is not None:
            slot = (figure.first.grade, figure.first.data_cutoff, figure.first.subgroup)
            slots.setdefault(slot, {}).setdefault(figure.first.outcome, figure)
    named = {figure.first.outcome for figure in figures if figure.first.category == "safety"}
    leading = next((held for held in slots.values() if len(named) > 1 and held.keys() == named), {})
    if not leading:
        return []
    values = {name: measure(figure) or Decimal(0) for name, figure in leading.items()}
    top = max(values, key=lambda name: values[name])
    if list(values.values()).count(values[top]) > 1:
        return []
    figure = leading[top]
    if differ:
        both = " and ".join(f"{format_value(row)}{with_arm(row)}" for row in figure.rows)
        named_so = f"{in_sentence(figure.first.outcome)}{grade_words(figure.first.grade)}, {both}"
        return [Sentence(f"Of the events named, the arms differ most in: {named_so}.", figure.rows)]
    row = next((row for row in figure.rows if row.arm in question.arms), figure.rows[0])
    told = f"{in_sentence(row.outcome)}{grade_words(row.grade)}, {format_value(row)}{with_arm(row)}"
    return [Sentence(f"Of the events named, the most frequent in these figures is: {told}.", (row,))]


def top_claimed(question: Question) -> str | None:
    """The single event that a question says, or asks, to be the most frequent: "pneumonia was the commonest"."""
    if not (ranks := wording.RANKED.search(question.text)):
        return None
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    before = [m for m in events if m.end <= ranks.start()]
    if not before or not any(m.start >= ranks.end() for m in events):
        return None
    link = _IS_THE if _IS.search(question.text[: before[-1].start]) else _WAS_THE
    return before[-1].term.name if link.fullmatch(question.text, before[-1].end, ranks.start()) else None


_IS = re.compile(r"\b(?:is|was|are|were)\s(?:it\s(?:true\s)?that\s)?(?:the\s)?$", re.IGNORECASE)
_IS_THE = re.compile(r"\s(?:(?:was|were|is|are|really|indeed)\s)*(?:the|its)\s", re.IGNORECASE)
_WAS_THE = re.compile(r"\s(?:was|were|is|are|being)\s(?:really\s|indeed\s)?(?:the|its)\s", re.IGNORECASE)


def judge_top(named: str, ranked: Sequence[Figure]) -> Sentence:
    """Whether the event that a question takes for the most frequent is the first of those ranked."""
    row = ranked[0].first
    if row.outcome == named:
        return Sentence(f"Confirmed: of the single events that this corpus holds it is {in_sentence(named)}.", (row,))
    text = f"Correction: of the single events that this corpus holds, {in_sentence(named)} is not the most frequent"
    return Sentence(f"{text}, but {in_sentence(row.outcome)}.", (row,))


_WHICH_ARM = re.compile(r"\b(?:which|what) (?:of the )?(?:\w+ )?(?:arms?|groups?|treatments?|doses?)\b", re.IGNORECASE)
_WHICH_MORE = re.compile(
    r"\b(?:which|what|whether)\b[^?]*\b(?:most|(?<!or )more|highest|commonest|often\w*)\b", re.IGNORECASE
)
