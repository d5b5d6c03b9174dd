"""What patients came to have in a trial, where its record has the same at baseline: "who got diabetes"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.stems import stems


def with_events_developed(question: Question, *, corpus: Corpus) -> Question:
    """The question for the events that it asks who came to have, in place of a trait at baseline of that name.

    Several events have a word that only "problems" follows: those of the thyroid are too little and too much.
    """
    events = sorted(single_events(question.trial or "", table=corpus.table))
    question = _with_every_problem(question, events)
    if not _CAME.search(question.text) or at_entry(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    words = stems(question.text)

    def event(name: str) -> str:
        same = [title for title in events if stems(title) <= words | stems(name) and stems(title) & stems(name) & words]
        return min(same, key=len) if kinds.get(name) == _BASELINE and same else name

    outcomes = tuple(dict.fromkeys(map(event, question.outcomes)))
    return replace(question, outcomes=outcomes) if outcomes != question.outcomes else question


def _with_every_problem(question: Question, events: list[str]) -> Question:
    """The question for every event that has the word whose problems it asks for."""
    held = {title.casefold(): title for title in events}
    for match in _PROBLEMS.finditer(question.text):
        found = [title for name, title in held.items() if match["of"].casefold() in name]
        if len(found) > 1 and set(question.outcomes) & set(found):
            others = (name for name in question.outcomes if name not in found)
            return replace(question, outcomes=(*others, *found))
    return question


_BASELINE = "baseline"
_CAME = re.compile(
    r"\b(?:got|gets?|getting|develop\w*|came down with|ended up with|new(?:ly)?[- ](?:onset|diagnosed|cases?)"
    r"|caus(?:ed?|ing)|trigger\w*|gave (?:people|them|patients))\b",
    re.IGNORECASE,
)
"""That it is asked who came to have something in the trial."""
_PROBLEMS = re.compile(
    r"\b(?P<of>[a-z]{5,})[\s-](?:problems?|troubles?|issues?|disorders?|dysfunctions?|diseases?|abnormalit(?:y|ies))\b",
    re.IGNORECASE,
)
