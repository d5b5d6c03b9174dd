"""A question with the names that a row may have of what it asks, and without those that name no row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.corpus import Corpus
from retrieval.questions.grades import grades_asked
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import Mention


def with_names_of_rows(question: Question, *, corpus: Corpus) -> str:
    """The question with the names of the outcomes and grades that it asks for in other words: a row may have them."""
    outcomes = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    asked = {*question.outcomes, *question.listed}
    own = [(title, item) for title, item in slots if title in asked]  # a title's own words tell none of its rows
    told = stems(" ".join(f"{title} {item or ''}" for title, item in own))
    titles = {title for title, _ in own} - {item for _, item in own}  # a condition at entry, and the event of its name
    unsaid = (m for m in outcomes if m.term.name not in titles)
    named = [m.term.name for m in unsaid if not stems(m.text) <= told]
    graded = [_GRADES_SAID[grade] for grade in grades_asked(question) if grade in _GRADES_SAID]
    return " ".join((_without_others(question, outcomes), *named, *graded))


def _without_others(question: Question, outcomes: Iterable[Mention]) -> str:
    """The text without what names no row: "ORRERY-CV", "cohort 2", and what is asked beside the outcome."""
    aside = [m for m in question.mentions if m.term.kind == "trial" or _is_numbered_arm(m)]
    aside += [m for m in question.mentions if m.term.kind == "subgroup" and _EVERYBODY.search(m.text)]
    beside = {*question.listed} - {*question.outcomes}
    aside += [m for m in outcomes if m.term.name in beside and _is_listed(m, question.text)]
    text = question.text
    for mention in aside:
        text = text.replace(mention.text, " " * len(mention.text))
    return text


def _is_numbered_arm(mention: Mention) -> bool:
    return mention.term.kind == "arm" and bool(_NUMBERED.search(mention.text))


def _is_listed(mention: Mention, text: str) -> bool:
    """Whether a name stands in a list: "serious events and deaths" asks for no fatal events alone."""
    return bool(_AFTER_OTHERS.search(text[: mention.start]) or _BEFORE_OTHERS.match(text, mention.end))


_AFTER_OTHERS = re.compile(r"(?:,|\band|&|\bplus)\s(?:(?:the|any|all|total|how many|also)\s)*$", re.IGNORECASE)
_BEFORE_OTHERS = re.compile(r"\s?(?:,|\band\b|&|\bplus\b)", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:cohort|arm|group|part|stage|sequence|period) \d+\b", re.IGNORECASE)
_GRADES_SAID = {"any": "any grade", ">=3": "grade 3 or higher"}
"""Grades in the words of the rows of a record, which have them in their own names."""
_EVERYBODY = re.compile(r"\b(?:vaccinated|treated|dosed|randomi[sz]ed|enrolled)\s\w+$", re.IGNORECASE)
"""What only says that all are meant: "vaccinated people" tells no row of what is related to the vaccine."""
_MEASURED = ("efficacy", "safety")
