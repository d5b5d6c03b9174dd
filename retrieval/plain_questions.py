"""A question in everyday words that names nothing known, read as the one in the field's terms that means the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft
from retrieval.answers.nearest import names_whom
from retrieval.notices import plain_question_notice
from retrieval.questions.question import Question
from retrieval.search import Retriever
from retrieval.terms import Mention

_FILE = Path(__file__).with_name("plain_questions.toml")
_NEAR = 0.68
"""Cosine from which everyday words mean what a known question says."""
_NEARER = 0.7
"""The same where words of the question name what patients came to, or a part of them."""
_AHEAD = 0.04
"""How far it has to be ahead of the next one that asks something else."""
_FEWEST_WORDS = 3
"""Words of a question, beside whom it is asked of, from which its meaning is more than its topic."""
_WORD = re.compile(
    r"\b(?!(?:many|much|people|patients?|participants?|were|there|what|which|share|number|percentage|proportion|each|with"
    r"|that|those|have|from|arms?|groups?)\b)[^\W\d_]{4,}",
    re.IGNORECASE,
)
"""A word that says what is asked, beside how many people there are."""
_KEPT = ("arm", "subgroup", "analysis", "grade", "population")
"""Kinds of what a question names that stay with it when its other words are read by meaning."""


class _Meant(NamedTuple):
    asked: str
    said: tuple[str, ...]


def with_plain_question(
    draft: Draft, question: Question, *, corpus: Corpus, retriever: Retriever, ask: Callable[[str], Draft]
) -> Draft:
    """In place of an answer that holds nothing: that of the question meant by the everyday words, with a notice.

    None where the question names another trial, a number or a name: these are what is not held.
    """
    if question.trial is None or not retriever.dense or not _is_in_plain_words(question):
        return draft
    named = {subgroup.casefold() for (subgroup,) in corpus.table.slots(question.trial, ("subgroup",)) if subgroup}
    told_of = [m for m in question.mentions if m.term.kind == "outcome"]
    parts = [m for m in told_of if m.term.name.casefold() in named]
    if any(m.term.category != "disposition" for m in told_of if m not in parts):
        return draft  # what it names is not held: an event, a dose, a part of the patients
    others = set(question.outcomes) - {m.term.name for m in parts}
    whose = bool(question.subgroups or parts) and not others  # how many these are is no answer if more is asked of them
    if not (draft.status == "not_found" or whose):
        return draft
    kept = [m for m in question.mentions if m.term.kind in _KEPT and m.term.name != "all"] + parts
    left = _in_general(question, kept)
    said = len(_WORD.findall(left)) >= _FEWEST_WORDS
    asked = _question_meant(left, near=_NEARER if whose or others else _NEAR, corpus=corpus) if said else ""
    if not asked:
        return draft
    whole = f"{asked.removesuffix('?')}{''.join(f', {text}' for text in dict.fromkeys(m.text for m in kept))}?"
    told = ask(whole)
    return replace(told, notices=(*plain_question_notice(whole), *told.notices)) if told.status == "answered" else draft


def _in_general(question: Question, kept: Iterable[Mention]) -> str:
    """A question without whom it is asked of, and with no name of its trial."""
    places = {(m.start, m.end): "the trial" for m in question.mentions if m.term.kind == "trial"}
    places |= {(m.start, m.end): "" for m in kept}
    text = question.text
    for (start, end), word in sorted(places.items(), reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _is_in_plain_words(question: Question) -> bool:
    strange = [token.text for token in (*question.unknown, *question.unread)]
    plain = all(word.isalpha() and word.islower() for word in strange)
    whose = any(names_whom(question.text, token.start) for token in question.unknown)
    return plain and not whose and not question.foreign


def _question_meant(text: str, *, near: float, corpus: Corpus) -> str:
    """The known question whose everyday words are nearest to a text; empty where none is near, or two are alike."""
    questions, vectors = _vectors(corpus)
    asked = np.asarray(corpus.embedder.embed_query(_alike(text)))
    cosines = [max(float(vector @ asked) for vector in each) for each in vectors]
    best, second = sorted(cosines, reverse=True)[:2]
    return questions[cosines.index(best)].asked if best >= near and best - second >= _AHEAD else ""


def _alike(text: str) -> str:
    """A text with one word for the trial, which tells no question from another."""
    return _TRIAL.sub("trial", text)


_TRIAL = re.compile(r"\b(?:study|research)\b", re.IGNORECASE)
_READ: WeakKeyDictionary[Corpus, tuple[Sequence[_Meant], Sequence[np.ndarray]]] = WeakKeyDictionary()


def _vectors(corpus: Corpus) -> tuple[Sequence[_Meant], Sequence[np.ndarray]]:
    """The known questions, each with the vectors of its everyday words; read once."""
    if corpus not in _READ:
        questions = _known()
        said = [[_alike(text) for text in question.said] for question in questions]
        _READ[corpus] = questions, [np.asarray(corpus.embedder.embed_documents(texts)) for texts in said]
    return _READ[corpus]


@cache
def _known() -> tuple[_Meant, ...]:
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["question"]
    return tuple(_Meant(entry["asked"], tuple(entry["said"])) for entry in entries)
