"""The number of a publication, and the results that are asked beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from retrieval.answers.absence import pointer_last
from retrieval.answers.answering import Draft
from retrieval.answers.identifiers import asks_identifier
from retrieval.chat_model.prompting import fill
from retrieval.every_part import leans
from retrieval.questions import clauses
from retrieval.questions.question import Question
from retrieval.records import Sentence


def with_results_beside_numbers(draft: Draft, question: Question, *, ask: Callable[[str], Draft]) -> Draft:
    """The number of a publication with the results that further questions ask for: told, or named as not covered."""
    if not asks_identifier(question.text):
        return draft
    shown = {row.outcome for sentence in draft.sentences for row in sentence.results}
    numbered = {source for s in draft.sentences for source in (*s.sources, *(quote.source for quote in s.quotes))}
    said: list[Sentence] = []
    for start, end in pairwise([0, *clauses.further_questions(question.text), len(question.text)]):
        part = clauses.text_at(question.text, (start, end))
        measured = [m for m in question.mentions if start <= m.start < end and m.term.category in _MEASURED]
        if asks_identifier(part) or not measured or shown & {m.term.name for m in measured}:
            continue
        answer = ask(part).sentences
        if leans(part, measured):  # on the publication: only what it reports itself
            answer = tuple(s for s in answer if s.results and {row.source for row in s.results} <= numbered)
        said += answer or (Sentence(fill("not_covered", subject=f"“{part}”"), stays=True),)
    return replace(draft, sentences=pointer_last(dict.fromkeys((*draft.sentences, *said)))) if said else draft


_MEASURED = ("efficacy", "safety")
