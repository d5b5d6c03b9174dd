"""Drugs and other things that a question names, and of which the record of its trial has no word."""

from __future__ import annotations

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of, words_of
from retrieval.stems import stems
from retrieval.terms import Mention, Token, common_words, split_tokens


def things_not_held(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The drugs named that the trial's record does not speak of by any of their names: no result answers for them."""
    record = record_of(question.trial, corpus=corpus)
    if record is None:
        return ()
    titles = corpus.table.outcomes(question.trial or "")
    held = stems(record.text) | stems(" ".join(titles)) | words_of(question.trial, corpus=corpus).naming
    foreign = [m for m in question.mentions if m.term.kind == "drug" and m.term.trial is None]
    return tuple(dict.fromkeys(m.text for m in foreign if not any(stems(name) <= held for name in _names(m))))


def _names(mention: Mention) -> tuple[str, ...]:
    """The words said, and the thing's other names that say as much: a "vaccine" is not yet that of influenza."""
    fewest = len(mention.text.split())
    return (mention.text, *(name for name in mention.term.spellings if len(name.split()) >= fewest))


def things_named(question: Question, *, corpus: Corpus) -> tuple[Token, ...]:
    """Words of a question over a record that names neither trial nor treatment: they name what is asked."""
    named = {m.term.kind for m in question.mentions} & {"trial", "arm", "drug"}
    if named or record_of(question.trial, corpus=corpus) is None:
        return ()
    return tuple(token for token in split_tokens(question.text) if token.form not in common_words())
