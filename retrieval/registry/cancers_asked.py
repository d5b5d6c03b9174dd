"""Cancers of an organ, asked in plain words, where a record counts them by their tissue: "Ductal breast carcinoma"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems

_CANCER = re.compile(
    r"\b(?P<site>[a-z]{3,})\s(?:cancers?|carcinomas?|tumou?rs?|malignanc(?:y|ies)|neoplasms?)\b", re.IGNORECASE
)
_TISSUES = stems("cancer carcinoma adenocarcinoma neoplasm tumour tumor malignant sarcoma lymphoma melanoma")


def with_cancers_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for the events that are cancers of the organ it names; as it is where an outcome is named.

    What the whole trial is about is no event: "breast cancer" in a trial of it.
    """
    match = _CANCER.search(question.text)
    if question.outcomes or match is None or stems(match["site"]) <= words_of(question.trial, corpus=corpus).naming:
        return question
    site = stems(match["site"])
    told = {title: stems(title) for title in single_events(question.trial or "", table=corpus.table)}
    found = [title for title, own in told.items() if own & _TISSUES and site <= own | in_lay_words(own)]
    if not found:
        return question
    start, end = match.span()
    return replace(
        question,
        outcomes=tuple(sorted(found)),
        unknown=tuple(token for token in question.unknown if not start <= token.start < end),
        unread=tuple(token for token in question.unread if not start <= token.start < end),
    )
