"""What registries have of a trial, in any words: when they posted results, how new these are, all of its numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_REGISTER = r"(?:regist(?:er|ry|ries|ers)|clinicaltrials(?:\.gov)?|ct\.gov|eudract|eu-?ctr|ctis)"
_POSTED = (
    r"(?:post(?:ed|ing)?|(?:go|goes|went|gone|put|were|made|come|came) (?:first )?"
    r"(?:up|live|online|public|out|available)"
    r"|appear(?:ed|ance)?|upload\w*|releas\w+|disclos\w+|public(?:ly)?|publish\w*|turn(?:ed)? up)"
)
_ASKS = re.compile(
    rf"\bresults?\b[^?;]{{0,60}}?\b{_POSTED}\b[^?;]*\b{_REGISTER}(?!\w)"
    rf"|\b{_REGISTER}(?!\w)[^?;]{{0,60}}?\bresults?\b[^?;]{{0,30}}?\b(?:{_POSTED}|first|earlier)\b"
    rf"|\b{_REGISTER}(?!\w)[^?;]{{0,40}}?\b{_POSTED}\b[^?;]{{0,30}}\bresults?\b"
    rf"|\b{_POSTED}\b[^?;]{{0,40}}\bresults?\b[^?;]*\b{_REGISTER}(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:when|dates?|days?|months?|years?|first|earlier|sooner|before|latest|how soon)\b", re.IGNORECASE
)
_FIRST = "Results first posted"
_TOPIC = "registration"
_REGISTERS = frozenset({"EudraCT number"})
"""Outcomes that the name of a registry alone is read as."""


def with_postings(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the dates on which registries first posted results, or up to which the results held go.

    Nothing where an outcome is asked.
    """
    question = _with_numbers(_with_newest(question, corpus=corpus), corpus=corpus, terms=terms)
    asked = _ASKS.search(question.text) and _DATED.search(question.text)
    if (
        not asked
        or set(question.outcomes) - {*_REGISTERS, _FIRST}
        or not corpus.table.results(trial=question.trial, outcome=_FIRST)
    ):
        return question
    spoken = [m for m in question.mentions if m.term.name == _TOPIC or m.term.name in _REGISTERS]
    return replace(
        question,
        outcomes=(_FIRST,),
        statistics=tuple(name for name in question.statistics if name != "date"),
        topics=tuple(topic for topic in question.topics if topic.name != _TOPIC),
        mentions=tuple(m for m in question.mentions if m not in spoken),
        hints=tuple(token for token in question.hints if not _ANY_REGISTER.fullmatch(token.form)),
        unknown=tuple(token for token in question.unknown if token.form not in _PLACES),
        unread=tuple(token for token in question.unread if not _ANY_REGISTER.fullmatch(token.form)),
    )


def _with_newest(question: Question, *, corpus: Corpus) -> Question:
    """The question for the cut-offs of the analyses held, where it asks how new the data are and for no outcome."""
    named = question.outcomes or question.subgroups or question.grades or question.drugs
    if named or not _NEWEST.search(question.text) or not corpus.table.results(trial=question.trial, outcome=_CUTOFF):
        return question
    return replace(question, outcomes=(_CUTOFF,), statistics=(), topics=(), unknown=(), unread=())


def _with_numbers(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for every number of the trial, where several are asked by no name; for one that it quotes."""
    rows = [row for row in corpus.table.results(trial=question.trial) if row.statistic == "identifier"]
    quoted = tuple(row.outcome for row in rows if str(row.value) in question.text)
    if quoted and not question.outcomes and _WHAT_IS.match(question.text):
        plain = replace(question, text=", ".join(quoted), mentions=())  # which number it is, and not what that means
        return replace(plain, outcomes=quoted, statistics=(), topics=(), unknown=(), unread=())
    numbers = tuple(dict.fromkeys(row.outcome for row in rows if _NUMBERS.search(question.text)))
    topic = terms.term(_TOPIC, kind="topic")
    if not question.outcomes and question.topics == (topic,):
        entered = [corpus.sources[key].citation for key in sources_named(question, corpus=corpus)]
        numbers = tuple(row.outcome for row in rows if any(row.outcome in citation for citation in entered)) or numbers
    if set(question.outcomes) - {"Registry number"} or not numbers or topic is None:
        return question
    return replace(question, outcomes=numbers, statistics=(), topics=(topic,), arms=(), unknown=(), unread=())


_WHAT_IS = re.compile(r"\W*what (?:is|does|was|sort of number is)\b", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"\b(?:registration|{_REGISTER}|trial|study)\s(?:numbers|IDs|identifiers|codes)\b"
    r"|\b(?:numbers|IDs|identifiers|codes)\b[^?.;]{0,40}?\bregister(?:ed)?\b"
    r"|\bregist\w+\b[^?.;]{0,60}?\b(?:numbers|IDs|identifiers|codes)\b|\bwhich identifiers\b"
    r"|\bidentifiers\b[^?.;]{0,20}\b(?:trial|study)\b",
    re.IGNORECASE,
)
_CUTOFF = "Data cut-off"
_NEWEST = re.compile(
    r"\b(?:newest|latest|most recent|freshest|how (?:recent|new|fresh|old|current|up[- ]to[- ]date))\b[^?.;]{0,20}?"
    r"\b(?:data|results|analys[ei]s|figures|information|evidence|read-?outs?)\b[^?.;]{0,20}?"
    r"\b(?:you (?:have|hold|know|use)|do you have|held|here|available|in (?:the|your|this) corpus)\b"
    r"|\b(?:when|dates?|what (?:day|month|year))\b[^?.;]{0,40}?"
    r"\b(?:newest|latest|most recent|freshest) (?:data|results|figures)\b"
    r"|\bhow (?:recent|new|fresh|old|current|up[- ]to[- ]date) (?:is|are) (?:your|the|these|this) (?:\w+ )?"
    r"(?:data|results|figures|information|evidence)\b",
    re.IGNORECASE,
)
_ANY_REGISTER = re.compile(r"regist(?:er|ry|ries|ers)")
"""A word for each of them, which is in the name of one."""
_PLACES = frozenset("eu european europe us american public online web".split())
"""Whose registry it is, which its own result tells."""
