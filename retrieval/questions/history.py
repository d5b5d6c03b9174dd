"""Outcomes named by a story before a question, or several by one word: those that the trial has results of."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.terms import Mention, TermIndex


def without_history(question: Question, *, terms: TermIndex) -> Question:
    """Leave out what only the story before the question tells and the trial has no results of."""
    asked = stories.asking_spans(question.text)
    spans = {m.term.name: m for m in question.mentions if m.term.kind == "outcome"}
    told = {name for name, m in spans.items() if not any(a <= m.start < b for a, b in asked)}
    missed = {name for name in told if not terms.outcomes_of(name, trial=question.trial or "")}
    if not set(question.outcomes) - told:  # the story's events are what is asked: "is that known?"
        missed -= {name for name in missed if _is_listed_event(question.text, spans[name], spans, missed)}
    left = tuple(name for name in question.outcomes if name not in missed)
    return replace(question, outcomes=left) if left else question


def _is_listed_event(text: str, mention: Mention, spans: Mapping[str, Mention], missed: Collection[str]) -> bool:
    """Whether a story tells of an event in one list with one that has results: "shingles and a bad pneumonia"."""
    held = [m for name, m in spans.items() if name not in missed and m.term.category == _SAFETY]
    between = (text[min(m.end, mention.end) : max(m.start, mention.start)] for m in held)
    return mention.term.category == _SAFETY and any(_IN_ONE_LIST.fullmatch(words) for words in between)


_SAFETY = "safety"
_IN_ONE_LIST = re.compile(
    r"\W+(?:(?:and|or|plus|then|with|followed by|as well as)\W+)?(?:[\w-]+\W+){0,2}", re.IGNORECASE
)


def held_alternatives(question: Question, *, terms: TermIndex) -> Question:
    """Of several outcomes that one word names, those that have results; a reaction to an infusion for its signs."""
    trial = question.trial or ""
    held = {name for name in question.outcomes if terms.outcomes_of(name, trial=trial)}
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    spans = {(m.start, m.end) for m in named if m.term.name in held}
    spans |= {(m.start, m.end) for m in question.mentions if m.term.kind == "topic"}
    missed = {m.term.name for m in named if m.term.name not in held and (m.start, m.end) in spans}
    left = tuple(name for name in question.outcomes if name not in missed)
    signs = bool(named) and not held and all(_SIGN.search(m.term.name) for m in named)
    if signs and _AT_INFUSION.search(question.text) and terms.outcomes_of(_REACTION, trial=trial):
        return replace(question, outcomes=(_REACTION,), unknown=())
    return replace(question, outcomes=left)


_SIGN = re.compile(
    r"chill|shiver|rigor|fever|pyrexia|flush|rash|urticaria|prurit|itch|hypotension|hypertension|dyspn|breath|wheez"
    r"|bronchospasm|tachycard|palpitation|cough|nausea|vomit|throat|chest|headache|hypersens|allerg|anaphyla|swelling"
    r"|oedema|dizz|sweat|faint|syncope|reaction",
    re.IGNORECASE,
)
"""Events that are signs of a reaction to an infusion; a stroke or a fit is another matter."""
_REACTION = "Infusion-related reaction"
_AT_INFUSION = re.compile(
    r"\b(?:after|during|following|on|with|since|into|at)\b[^.?]{0,30}\b(?:infusion|drip)\b", re.IGNORECASE
)
