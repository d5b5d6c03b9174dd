"""A trial in a few sentences: how a source calls it, who could enter, and what was found at large."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.design_words import design_sentences
from retrieval.answers.entry import quote_entry
from retrieval.questions.at_large import primary_outcomes, with_overview
from retrieval.questions.deaths import SURVIVAL
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.terms import TermIndex, Token

_FINDINGS = "findings"
_SIZES = ("Patients randomised", "Randomisation ratio")
_SUMMARY = re.compile(
    r"\b(?:summar(?:y|i[sz]e)|overview|synopsis|gist|nutshell|tl;?dr|elevator pitch|brief(?:ly|ing)?|describe|outline"
    r"|sketch|recap\w*|run[- ]?(?:down|through)|high-?lights|(?:short|quick|condensed) version|cheat[- ]?sheet"
    r"|primer|crash course|(?:key|main|essential|basic|most important) (?:facts?|points?|messages?|take-?aways?)"
    r"|take[- ]home\w*|essentials|for (?:dummies|beginners))\b|\bin (?:short|brief|plain (?:words|english|language))\b"
    r"|\bin (?:a few|two|three|four|five|one|some|\d) (?:short )?"
    r"(?:sentences?|words|lines|bullets?|bullet points|minutes?)\b|\b(?:walk|talk|take|run) (?:me|us) through\b"
    r"|\bexplain(?: to me| to us)?(?=\s(?:the |this |that )?[\w-]+(?:\W|$))"
    r"|\b(?:tell|teach|inform|brief) (?:me|us) (?:(?:all|everything|something|a bit|a little|more) )?(?:about|on)\b"
    r"|\bwhat(?:['’]s| is| was) (?:the |this |that )?(?:[\w-]+ )?(?:trial |study )?(?:all )?about\b",
    re.IGNORECASE,
)
_OF_TRIAL = re.compile(r"\b(?:the|this|that|whole) (?:trial|study)\b", re.IGNORECASE)
_RESULTS_ALONE = re.compile(r"\b(?:results?|findings|data|efficacy|safety|outcomes?|conclusions?)\b", re.IGNORECASE)
_FILLERS = frozenset(
    "elevator pitch sentences sentence words word lines bullets bullet points short few quick version facts key main "
    "like medical student students layman lay person child nurse doctor colleague simple plain terms english".split()
)


def summarise(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """The trial in a few sentences, where nothing in particular is asked of it; ``None`` for another question."""
    if record_of(question.trial, corpus=corpus) or not _asks_summary(question):
        return None
    plain = replace(question, topics=(), unknown=(), unread=(), hints=(), weighs=False, method=False)
    design = design_sentences(question, corpus=corpus)
    entry = quote_entry(question, corpus=corpus, terms=terms, retriever=retriever)
    figures = answer_figures(with_overview(plain, corpus=corpus, terms=terms), corpus=corpus, terms=terms)
    sized = answer_figures(replace(plain, outcomes=_SIZES, brief=True), corpus=corpus, terms=terms)
    sizes = [sentence for sentence in sized.sentences if sentence.results] if sized else []
    told = [sentence for sentence in figures.sentences if sentence.results and not sentence.stays] if figures else []
    if not design or not told:
        return None
    return Draft("answered", tuple(dict.fromkeys((*design, *entry, *sizes, *told))), question.trial)


def with_later_results(draft: Draft, question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft:
    """The findings that a source tells, with what later analyses than its own hold of the primary endpoint and deaths.

    Nothing is added where something in particular is asked, or where nothing later is held.
    """
    particular = (question.outcomes, question.subgroups, question.arms, question.statistics, question.analyses)
    sources = {quote.source for sentence in draft.sentences for quote in sentence.quotes}
    told = any(sentence.results for sentence in draft.sentences)
    if {topic.name for topic in question.topics} != {_FINDINGS} or any(particular) or told or len(sources) != 1:
        return draft
    rows = corpus.table.results(trial=question.trial)
    ends = [row.data_cutoff for row in rows if row.source in sources and row.data_cutoff]
    primary = primary_outcomes(question, terms=terms)
    plain = replace(question, topics=(), outcomes=(*primary, SURVIVAL), unread=(), unknown=(), brief=True)
    figures = answer_figures(plain, corpus=corpus, terms=terms) if ends else None
    later = [
        sentence
        for sentence in (figures.sentences if figures else ())
        if sentence.results and not sentence.stays
        if all(row.data_cutoff is not None and row.data_cutoff > max(ends) for row in sentence.results)
    ]
    return replace(draft, sentences=(*draft.sentences, *later))


def _asks_summary(question: Question) -> bool:
    """Whether a summary is asked of the trial, by its name or as "the trial", and of nothing that is named beside."""
    match = _SUMMARY.search(question.text)
    start, end = match.span() if match else (0, 0)
    named = {m.term.kind for m in question.mentions if not start <= m.start < end}  # a "run-down" is no fatigue
    particular = named & {"outcome", "subgroup", "grade", "statistic", "population", "analysis", "drug"}
    topics = [topic.name for topic in question.topics if topic.name != _FINDINGS]
    if match is None or particular or topics or _RESULTS_ALONE.search(question.text):
        return False
    aside = _ASIDE.search(question.text, end)
    until = aside.start() if aside and named & {"trial"} else len(question.text)
    left = [t for t in (*question.unknown, *question.unread) if t.start < until and not _is_filler(t, match)]
    return not left and ("trial" in named or _OF_TRIAL.search(question.text) is not None)


_ASIDE = re.compile(r"[,;.:–—]\s+(?!(?:in|for|among|with|of|on|from|and|but|what|how|which|who)\b)", re.IGNORECASE)
"""Where something is said beside the question: "..., presenting in ten minutes"."""


def _is_filler(token: Token, match: re.Match[str]) -> bool:
    return match.start() <= token.start < match.end() or token.form in _FILLERS
