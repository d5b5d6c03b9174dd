"""The milestone of a record's flow that counts those who went on to another treatment."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems

_NOT_COMPLETED = "Not completed"
_FEWEST_MORE = 2
"""Words of a milestone that a question has to have."""


def with_switch(question: Question, *, corpus: Corpus) -> Question:
    """The milestone that counts those who went on to another treatment: "switched to open-label drug"."""
    match = _SWITCHED.search(question.text)
    if match is None:
        return question
    words = words_of(question.trial, corpus=corpus)
    wanted = stems(match["to"] or match["given"] or "")
    kinds = corpus.table.slots(question.trial or "", ("outcome", "category"))
    flow = [title for title, kind in kinds if title and kind == "disposition" and not title.startswith(_NOT_COMPLETED)]
    carried = {title: len(wanted & stems(f"{title} {words.in_full(title)}")) for title in flow}
    called = [title for title in flow if _SWITCH_CALLED.match(title)]
    best = max(carried, key=lambda title: carried[title], default="")
    if carried.get(best, 0) < _FEWEST_MORE:
        if len(called) != 1 or match["given"]:
            return question
        best = called[0]
    return replace(question, outcomes=(best,), unknown=(), unread=(), topics=())


_SWITCH_CALLED = re.compile(
    r"(?:participants |patients |subjects )?(?:who )?"
    r"(?:switch|cross(?:ed|ing)?[ -]?over|chang(?:ed|ing) (?:over|to)\b)",
    re.IGNORECASE,
)
"""How the milestone begins that counts those who went on to what another arm got, be it the only one of its kind."""
_SWITCHED = re.compile(
    r"\b(?:switch\w*|chang\w*|cross(?:ed|ing)?|roll(?:ed|ing)?|mov(?:ed?|ing)|went|go(?:ing)?|transferred)"
    r"(?:[ -]?over| on| across)? (?:in)?to "
    r"(?P<to>(?:[\w-]+ ?){1,5})"
    r"|\b(?:were|was|got|had|been|be) (?:switched|crossed|changed)(?: over)?\b(?! (?:in)?to\b)"
    r"|\bhow many (?:[\w-]+ ){0,4}(?:switched|crossed)(?: over)?\b(?! (?:in)?to\b)"
    r"|\b(?:needed|required|received|got|were given|had|took) (?P<given>(?:open[- ]label|rescue|escape)[ -]"
    r"(?:[\w-]+ ?){1,3})",
    re.IGNORECASE,
)
