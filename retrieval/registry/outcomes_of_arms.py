"""The outcomes that a record tells of the arms asked, where those that a question's words lead to are of others."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.carried import places_carried
from retrieval.registry.held_against import is_held_against, treatments_held_against
from retrieval.registry.measure_words import measures_of


def with_outcomes_of_arms(question: Question, *, corpus: Corpus) -> Question:
    """The question for the measures that carry as much of it, and have results in an arm in which its own have none."""
    told = measures_of(question.trial or "", corpus=corpus)
    if not question.outcomes and _COMPARED.search(question.text):
        few = _told_of_few(question, corpus=corpus)
        return replace(question, outcomes=few, unknown=(), unread=()) if few else question
    asked = [name for name in question.outcomes if name in told]
    if not asked or len(asked) < len(question.outcomes) or not question.arms:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "arm"))
    held = {title for title, arm in slots if title in told and arm in question.arms}
    if held & set(asked):
        return question
    own = frozenset().union(*(places_carried(question, name, corpus=corpus) for name in asked))
    found = tuple(
        title for title in told if title in held and own and own <= places_carried(question, title, corpus=corpus)
    )
    if 0 < len(found) <= _MOST:
        return replace(question, outcomes=found)
    named = {m.term.name for m in question.mentions if m.term.kind == "arm" and is_held_against(m, question.text)}
    against = named if all(_CHOSEN.search(title) for title in asked) else set()  # whom they were asked to choose
    return replace(question, arms=tuple(arm for arm in question.arms if arm not in against))


def _told_of_few(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The measures of an arm that has few: it was made for them, such as the time before the trial."""
    told = measures_of(question.trial or "", corpus=corpus)
    titles: dict[str, set[str]] = {}
    for title, arm in corpus.table.slots(question.trial or "", ("outcome", "arm")):
        if arm in question.arms and title:
            titles.setdefault(arm, set()).add(title)
    few = [own for own in titles.values() if len(own) <= _MOST and own <= told.keys()]
    against = treatments_held_against(question)
    left = [t for t in question.unknown if not any(m.start <= t.start < m.end + _NEAR for m in against)]
    return tuple(sorted(set.union(*few))) if few and not left and not question.subgroups else ()


_CHOSEN = re.compile(r"\bprefer", re.IGNORECASE)
_COMPARED = re.compile(r"\bcompar\w+\b|\bversus\b|\bvs\b|\bagainst\b|\bthan\b|\bdiffer\w*\b", re.IGNORECASE)
_NEAR = 8
"""Letters behind a treatment's name that still belong to it: "factor VIII"."""
_MOST = 2
"""Measures that one name may mean."""
