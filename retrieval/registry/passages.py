"""Sentences of a registry record that carry every word of a question that nothing else answers."""

from __future__ import annotations

from ingest.corpus import Corpus
from ingest.sentences import sentence_spans
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import is_inert, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import common_words, split_tokens

_SECTIONS = frozenset(
    ("Summary", "Description", "Arms", "Interventions", "Recruitment", "Before assignment", "Groups",
     "Study population", "Outcome measures", "Adverse event reporting", "Limitations")
)  # fmt: skip
"""Sections that tell of what was done; criteria and planned outcomes tell of no fact."""
_NAMED = ("trial", "arm", "drug", "statistic")
_MOST = 2


def quote_record(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """Quote the shortest such sentences; nothing where an outcome is asked, or no word is left to look for."""
    record = record_of(question.trial, corpus=corpus) if not question.outcomes and not question.subgroups else None
    if record is None:
        return ()
    words = words_of(question.trial, corpus=corpus)
    named = [m for m in question.mentions if m.term.kind in _NAMED and (m.term.kind != "drug" or m.term.trial)]
    asked = [
        token
        for token in split_tokens(question.text)
        if len(token.form) > 1
        and token.form not in common_words()
        and not is_inert(token, words)
        and not any(m.start <= token.start < m.end for m in named)
    ]
    wanted = stems(" ".join(token.text for token in asked))
    spans = [
        (section.start + start, section.start + end)
        for section in record.sections
        if section.title in _SECTIONS
        for start, end in sentence_spans(record.text[section.start : section.end])
    ]
    found = [span for span in dict.fromkeys(spans) if wanted and wanted <= stems(record.text[slice(*span)])]
    shortest = sorted(sorted(found, key=lambda span: span[1] - span[0])[:_MOST])
    return tuple(
        Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),)) for start, end in shortest
    )
