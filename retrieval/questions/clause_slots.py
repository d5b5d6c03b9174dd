"""The sources and analyses named for one outcome of a question: what another clause names is of another one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from retrieval.questions import breadth
from retrieval.questions.clauses import parts_of
from retrieval.questions.question import Question

_LATEST = re.compile(r"\b(?:latest|most recent|newest|final|updated?|last)\b", re.IGNORECASE)


def as_far_as_asked(question: Question) -> Question:
    """The question without what further clauses name that ask for something else: "PFS, and OS in the registry".

    What a clause before names ("in the Lancet, what was PFS, and OS") holds for what is asked after it, too, unless
    that clause tells which analysis it means ("the ratio in the Lancet, and the latest OS").
    """
    outcomes = [m for m in question.mentions if m.term.kind == "outcome"]
    own = [m.start for m in outcomes if m.term.name in question.outcomes]
    if not own:
        return question
    statistics = [m.start for m in question.mentions if m.term.kind == "statistic" and m.start < min(own)]
    asked = (*(m.start for m in outcomes), *statistics)  # a later "and how many at the end" is of the same outcome
    cuts = [0, *parts_of(question.text), len(question.text)]
    clauses = [(a, b) for a, b in pairwise(cuts) if any(a <= start < b for start in asked)]
    mine = [(a, b) for a, b in clauses if any(a <= start < b for start in own)]
    if mine == clauses:
        return question
    first, last = mine[0][0], mine[-1][1]
    said = question.text[first:last]
    timed = _LATEST.search(said) or any(words in said for _, words in question.analyses)
    start = first if timed else 0
    end = last if clauses[-1][0] >= last else len(question.text)
    text = question.text[start:end]
    return replace(
        question,
        text=" " * start + text,
        every_cutoff=breadth.every_analysis(text),
        hints=tuple(token for token in question.hints if start <= token.start < end),
        analyses=tuple((term, words) for term, words in question.analyses if words in text),
    )


def narrows(question: Question) -> bool:
    """Whether a piece names in which arm, in whom or at which analysis."""
    return bool(question.arms or question.subgroups or question.populations or question.analyses)


def is_headed(text: str, *, read: Callable[[str], Question]) -> bool:
    """Whether a heading says of whom or when all is asked that follows it: "Primary analysis: follow-up, A and B"."""
    head, colon, _ = text.partition(": ")
    before = [m for m in read(text).mentions if m.end <= len(head)] if colon else []
    kinds = {m.term.kind for m in before}
    return bool(kinds & {"arm", "subgroup", "population", "analysis"}) and "outcome" not in kinds


def names_first(question: Question) -> bool:
    """Whether a piece says what is asked before it says whom or when: "the cut-off of the final analysis"."""
    asked = [m.start for m in question.mentions if m.term.kind in ("outcome", "topic")]
    others = [m.start for m in question.mentions if m.term.kind in ("arm", "subgroup", "population", "analysis")]
    return bool(asked and others) and min(asked) < min(others)
