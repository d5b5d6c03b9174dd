"""A question of several parts whose answer denies what only another part says: each part is asked by itself then."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answers.answering import Draft
from retrieval.chat_model.prompting import fill
from retrieval.every_part import leans, one_by_one
from retrieval.questions import clauses
from retrieval.questions.grades_by_outcome import announces_grades
from retrieval.questions.phrases import phrases_of
from retrieval.questions.question import Question
from retrieval.records import Sentence

_FEWEST, _MOST = 2, 5


def with_parts_alone(
    whole: Draft, question: Question, *, read: Callable[[str], Question], ask: Callable[[str], Draft]
) -> Draft:
    """The answers of the parts one after the other, where together less is denied by them than by the whole answer.

    An analysis, a statistic or a word of one part narrows another only as long as there is something that it leaves. A
    part of the patients does so always: they are never changed in silence.

    Args:
        read: Reads a part as a question of the same trial.
        ask: Drafts the answer to such a part.
    """
    denied = subjects_denied(whole)
    if not denied or any(_OF_PATIENTS.search(subject) for subject in denied) or announces_grades(question):
        return whole
    named = [m.term.category for m in question.mentions if m.term.kind == "outcome"]
    shared = all(category in _MEASURED for category in named) and len(named) - len(denied) > 1
    ending = (_WORDS_OF_IT, _OF_ANALYSIS) if shared else (_WORDS_OF_IT,)  # what a list ends on may narrow each member
    narrowed = any(words in subject for subject in denied for words in ending)
    for parts in (_clauses(question, read=read), () if narrowed else _phrases(question, read=read)):
        drafts = [ask(part) for part in parts]
        if drafts and len(set().union(*map(subjects_denied, drafts))) < len(denied):
            return one_by_one(drafts, whole)
    return whole


_OF_PATIENTS = re.compile(r"\b(?:subgroup|population): ")
_WORDS_OF_IT = "“"
"""Begins words of the question that no slot holds."""
_OF_ANALYSIS = "(analysis: "
_MEASURED = ("efficacy", "safety")
"""What is measured at each analysis; whom a trial is in is told once."""


def subjects_denied(draft: Draft) -> frozenset[str]:
    """What an answer says is not held, or that it does not cover, one by one."""
    return frozenset(subject for sentence in draft.sentences for subject in _denied_by(sentence))


def _denied_by(sentence: Sentence) -> tuple[str, ...]:
    for saying in (fill("not_found", subject="¤", holdings="¤"), fill("not_covered", subject="¤")):
        before, after = saying.split("¤")[:2]
        end = sentence.text.rfind(after)
        if sentence.text.startswith(before) and end > 0:
            return tuple(sentence.text[len(before) : end].split("; "))
    return ()


def _clauses(question: Question, *, read: Callable[[str], Question]) -> Sequence[str]:
    """The clauses that ask something, where each names it by itself and none leans on another."""
    parts = [question.text[start:end].strip(" ?.,;") for start, end in clauses.asking(question.text)]
    asked = [read(part) for part in parts]
    alone = all(names_something(one) and not leans(one.text, one.mentions) for one in asked)
    return parts if alone and _FEWEST <= len(parts) <= _MOST else ()


def _phrases(question: Question, *, read: Callable[[str], Question]) -> Sequence[str]:
    return [f"{phrase.lead}{phrase.text}" for phrase in phrases_of(question.text, read=read)]


def names_something(question: Question) -> bool:
    """Whether a part names an outcome or a topic by itself."""
    return any(mention.term.kind in ("outcome", "topic") for mention in question.mentions)
