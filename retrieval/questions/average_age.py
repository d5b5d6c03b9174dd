"""The age that patients had on average, where a question names classes of age, or says how old they were."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_AGE = "Age"
_AVERAGES = {"mean", "median", "range"}


def with_average_age(question: Question, *, terms: TermIndex) -> Question | None:
    """The question for the age that patients had on average: a bound is what it takes for granted ("over 75")."""
    ages = all(name.casefold().startswith("age ") for name in question.subgroups)
    if not ages or not question.statistics or not set(question.statistics) <= _AVERAGES:
        return None
    if not terms.outcomes_of(_AGE, trial=question.trial or ""):
        return None
    return replace(question, outcomes=(_AGE,), subgroups=())


def with_age_of_all(question: Question, *, terms: TermIndex) -> Question:
    """The question for the age of all, where it asks whether they were young or old: that is no part of them."""
    said = [m for m in question.mentions if m.term.kind == "subgroup" and _OF_AGE.fullmatch(m.text)]
    said = [m for m in said if _THEY_WERE.search(question.text[: m.start]) and m.term.name in question.subgroups]
    if not said or not terms.outcomes_of(_AGE, trial=question.trial or ""):
        return question
    names = {m.term.name for m in said}
    outcomes = tuple(name for name in question.outcomes if name not in names)
    return replace(
        question,
        outcomes=tuple(dict.fromkeys((*outcomes, _AGE))),
        subgroups=tuple(name for name in question.subgroups if name not in names),
        mentions=tuple(m for m in question.mentions if m not in said and m.term.name not in names),
    )


def with_age_beside_classes(question: Question, *, terms: TermIndex) -> Question:
    """The question for the age on average too, which it asks by name beside a class: "75 or older, and the median"."""
    classes = bool(question.outcomes) and all(name.startswith(f"{_AGE} ") for name in question.outcomes)
    averages = _AVERAGES & set(question.statistics)
    named = any(m.term.name == _AGE and m.term.kind == "outcome" for m in question.mentions)
    if not (classes and averages and named and terms.outcomes_of(_AGE, trial=question.trial or "")):
        return question
    return replace(question, outcomes=(*question.outcomes, _AGE), subgroups=())


_OF_AGE = re.compile(r"(?:young|old|elderly|aged|younger|older)(?: (?:people|patients))?", re.IGNORECASE)
_THEY_WERE = re.compile(
    r"\b(?:was|were|are|is)\s(?:(?:the|most|most of the|all|all the|these|those|study|trial)\s)*"
    r"(?:participants?|patients?|people|they|subjects?|population|cohort|volunteers|those \w+)\s"
    r"(?:(?:\w+ly|on average|mostly|quite|very|rather|all|in general|more|often|relatively)\s)*$",
    re.IGNORECASE,
)
"""Before a word of age that is said of all who took part: "were the participants typically young"."""
