"""Outcomes of a record whose titles, rows and times carry the words of a question, short forms read in full."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.meant import at_baseline, at_entry
from retrieval.questions.question import Question
from retrieval.questions.titles import outcomes_by_words
from retrieval.registry.flow import asks_leaving
from retrieval.registry.held_against import without_held_against
from retrieval.registry.trial_words import design_words, words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_REASON = "Not completed: "


def titles_in_full(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """Outcomes whose titles, rows and times carry the question's words; of a record, with short forms in full."""
    trial = question.trial or ""
    told: dict[str, str] = {}
    for outcome, *rows in corpus.table.slots(trial, ("outcome", "item", "time_frame")):
        told[outcome] = " ".join(filter(None, (told.get(outcome), *rows)))
    words = words_of(trial, corpus=corpus)
    said = stems(question.text)
    for event in single_events(trial, table=corpus.table):
        if not stems(event) <= said:
            told.pop(event, None)  # an event that only shares a word is another
    kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
    if words.naming:
        early = at_entry(question.text) or not _CHANGES.search(question.text)
        told = {title: rows for title, rows in told.items() if early or kinds[title] != "baseline"}
        left = asks_leaving(question.text)  # why some left is no count of all who had it
        told = {title: rows for title, rows in told.items() if left or not (title or "").startswith(_REASON)}
        told = {outcome: f"{rows} {words.in_full(f'{outcome} {rows}')}" for outcome, rows in told.items()}
    inert = words.naming | (stems(" ".join(design_words())) if words.naming else frozenset())
    traits = {title: rows for title, rows in told.items() if kinds.get(title) == "baseline"}
    early = bool(words.naming) and at_baseline(question.text)
    bare = replace(question, text=without_held_against(question)) if words.naming else question
    question = replace(bare, text=words.without_condition(bare.text))
    found = outcomes_by_words(question, titles=traits, terms=terms, inert=inert) if early else ()
    return found or outcomes_by_words(question, titles=told, terms=terms, inert=inert)


_CHANGES = re.compile(
    r"\b(?:improv\w*|chang\w*|reduc\w*|lower\w*|worsen\w*|decreas\w*|increas\w*|effects?|affect\w*|better"
    r"|how much (?:less|more|worse|higher))\b",
    re.IGNORECASE,
)
"""That an effect is asked, of which no value at baseline tells."""
