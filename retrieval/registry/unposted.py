"""Outcomes that a registry record plans and posts no result of: "antibodies at three years"."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, time_spans, times_told
from retrieval.records import Quote, Sentence
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.measure_words import measures_of
from retrieval.registry.phrases import GLUE
from retrieval.registry.planned import bare_title, planned_paragraphs
from retrieval.registry.trial_words import is_inert, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import split_tokens

_NAMED = ("trial", "arm", "drug", "statistic")


def tell_unposted(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """That no result is posted of the outcome which is asked at a time, with the record's own words of its plan.

    Nothing where no time is asked, or a posted measure has the words and the time asked.
    """
    times, trial = times_told(question.text), question.trial or ""
    record = record_of(question.trial, corpus=corpus) if times else None
    if record is None:
        return ()
    asked = [*_asked(question, corpus=corpus)]
    words = words_of(question.trial, corpus=corpus)

    def carries(title: str) -> bool:
        own = stems(f"{title} {words.in_full(title)}")
        return bool(asked) and all(word <= own | in_lay_words(own) for word in asked)

    posted = measures_of(trial, corpus=corpus)
    frames = {title: "; ".join((title, *told.names, *told.frames)) for title, told in posted.items()}
    if any(agree(times, times_told(told)) for title, told in frames.items() if carries(title)):
        return ()
    held = {bare_title(title) for title in corpus.table.outcomes(trial)}
    for title, (start, end) in planned_paragraphs(record):
        if bare_title(title) not in held and agree(times, times_told(record.text[start:end])) and carries(title):
            lacking = not_found(in_sentence(title), corpus=corpus, question=question)
            quote = Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),))
            return (lacking, quote)
    return ()


def _asked(question: Question, *, corpus: Corpus) -> Iterator[frozenset[str]]:
    """The words that tell what is asked, as stems: no time, no name of the trial or of what was given in it."""
    words, timed = words_of(question.trial, corpus=corpus), time_spans(question.text)
    spans = [*timed, *((m.start, m.end) for m in question.mentions if m.term.kind in _NAMED)]
    for token in split_tokens(question.text):
        told = is_inert(token, words) or token.form in GLUE or not token.form.isalpha()
        if not told and not any(start <= token.start < end for start, end in spans):
            yield stems(token.text)
