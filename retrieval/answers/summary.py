"""A trial in a few sentences: how a source calls it, who could enter, and what was found at large."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.design_words import design_sentences
from retrieval.answers.entry import quote_entry
from retrieval.questions.at_large import with_overview
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.terms import TermIndex, Token

_FINDINGS = "findings"
_SUMMARY = re.compile(
    r"\b(?:summar(?:y|i[sz]e)|overview|synopsis|gist|nutshell|tl;?dr|elevator pitch|brief(?:ly|ing)?|describe|outline"
    r"|sketch)\b|\bin (?:a few|two|three|four|five|one|some|\d) (?:short )?"
    r"(?:sentences?|words|lines|bullets?|bullet points|minutes?)\b"
    r"|\b(?:tell|teach|inform|brief) (?:me|us) (?:(?:all|everything|something|a bit|a little|more) )?(?:about|on)\b"
    r"|\bwhat(?:['’]s| is| was) (?:the |this |that )?(?:[\w-]+ )?(?:trial |study )?(?:all )?about\b",
    re.IGNORECASE,
)
_OF_TRIAL = re.compile(r"\b(?:the|this|that|whole) (?:trial|study)\b", re.IGNORECASE)
_RESULTS_ALONE = re.compile(r"\b(?:results?|findings|data|efficacy|safety|outcomes?|conclusions?)\b", re.IGNORECASE)
_FILLERS = frozenset("elevator pitch sentences sentence words word lines bullets bullet points short few quick".split())


def summarise(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """The trial in a few sentences, where nothing in particular is asked of it; ``None`` for another question."""
    if record_of(question.trial, corpus=corpus) or not _asks_summary(question):
        return None
    plain = replace(question, topics=(), unknown=(), unread=(), hints=(), weighs=False, method=False)
    design = design_sentences(question, corpus=corpus)
    entry = quote_entry(question, corpus=corpus, terms=terms, retriever=retriever)
    figures = answer_figures(with_overview(plain, corpus=corpus, terms=terms), corpus=corpus, terms=terms)
    told = [sentence for sentence in figures.sentences if sentence.results and not sentence.stays] if figures else []
    if not design or not told:
        return None
    return Draft("answered", tuple(dict.fromkeys((*design, *entry, *told))), question.trial)


def _asks_summary(question: Question) -> bool:
    """Whether a summary is asked of the trial, by its name or as "the trial", and of nothing that is named beside."""
    match = _SUMMARY.search(question.text)
    named = {m.term.kind for m in question.mentions}
    particular = named & {"outcome", "subgroup", "grade", "statistic", "population", "analysis", "drug"}
    topics = [topic.name for topic in question.topics if topic.name != _FINDINGS]
    if match is None or particular or topics or _RESULTS_ALONE.search(question.text):
        return False
    left = [token for token in (*question.unknown, *question.unread) if not _is_filler(token, match)]
    return not left and ("trial" in named or _OF_TRIAL.search(question.text) is not None)


def _is_filler(token: Token, match: re.Match[str]) -> bool:
    return match.start() <= token.start < match.end() or token.form in _FILLERS
