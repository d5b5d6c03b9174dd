"""What is said in place of an answer: advice on one patient is declined, and of many trials one has to be named."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.chat_model.prompting import fill
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.trials import join_trials

_MOST_NAMED = 8
"""Trials that are listed where one has to be chosen."""

UNNAMED = "what this question asks"
"""Stands for the subject of a question that names none."""


def declined(corpus: Corpus) -> Draft:
    """Decline to advise on one patient, and name what the evidence covers."""
    coverage = join_trials(corpus.trials[:_MOST_NAMED]) or "the sources of its corpus"
    return Draft("declined", (Sentence(fill("declined", coverage=coverage)),))


def unnamed(held: Sequence[str], *, corpus: Corpus) -> Draft:
    """Ask which trial is meant, naming those that fit."""
    wanted = frozenset(held)
    fitting = [trial for trial in corpus.trials if trial.id in wanted]
    named = join_trials(fitting[:_MOST_NAMED])
    more = f" and {len(fitting) - _MOST_NAMED} more" if len(fitting) > _MOST_NAMED else ""
    return Draft("not_found", (Sentence(fill("unnamed_trial", trials=f"{named}{more}")),))


def not_held(question: Question, names: Sequence[str], *, corpus: Corpus) -> Draft:
    """That the corpus holds nothing of what is named, or of what the question asks where that is nothing."""
    subject = ", ".join(f"“{name}”" for name in dict.fromkeys(names)) or UNNAMED
    return Draft("not_found", (not_found(subject, corpus=corpus, question=question),))
