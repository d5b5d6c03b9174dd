"""How a question says that what it asks was assessed: a clause of its own, which restricts nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.stems import stem_forms, stems
from retrieval.terms import Token, common_words, split_tokens

_CLAUSE = re.compile(
    r"(?:^|[,;(–]\s*)(?:and\s|but\s)?(?:using|with|by|via|when|after|once|if|where|measured|assessed|corrected|adjusted"
    r"|taking|employing|thanks to|based on)\s[^,;?()]*",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2
"""Words of a method that name it: "mass spectrometry"; one alone may mean many things."""


def with_method(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes that were assessed as a clause of it tells, without what else that clause says.

    "Using mass spectrometry to correct for the antibody, what was the complete response rate" asks for the rate that
    was assessed so, and not of those who had an antibody.
    """
    question = _without_methods(_as_noted(_by_laboratory(question, corpus=corpus), corpus=corpus), corpus=corpus)
    if question.method or not (question.unknown or question.unread or _ADJUSTS.search(question.text)):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "assessor"))
    named = {method for _, method in slots if method and len(_words(method)) >= _FEWEST_WORDS}
    for clause in (*_CLAUSE.finditer(question.text), *_ADJUSTS.finditer(question.text)):
        told = {method for method in named if _words(method) <= stems(clause.group())}
        held = tuple(title for title, method in slots if method in told) or _adjusted(clause.group(), slots)
        if not held or _names_outcome(question, clause.span()):
            continue
        outcomes = dict.fromkeys(title for name in question.outcomes for title in _assessed(name, held))
        outcomes = {**dict.fromkeys(question.outcomes), **outcomes} if _WITHOUT_TOO.search(question.text) else outcomes
        if not set(outcomes) & set(held):
            continue  # nothing asked was assessed so: the clause restricts it
        return replace(
            question,
            outcomes=tuple(outcomes),
            unknown=_outside(question.unknown, clause.span()),
            unread=_outside(question.unread, clause.span()),
        )
    return question


def names_method(question: Question) -> bool:
    """Whether a question asks by what method something else was assessed, and not for the methods of a trial."""
    topics = [m for m in question.mentions if m.term.kind == "topic"]
    return bool(topics) and all(_METHOD.fullmatch(m.text) for m in topics) and not _OF_TRIAL.search(question.text)


_METHOD = re.compile(r"methods?", re.IGNORECASE)
_OF_TRIAL = re.compile(r"\b(?:stud(?:y|ies)|trial|paper|authors?|article|section)\b", re.IGNORECASE)


def _without_methods(question: Question, *, corpus: Corpus) -> Question:
    """The question without the words of the method by which an outcome asked was assessed: "the rate by NGS"."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "assessor"))
    words = (_words(method) for title, method in slots if method and title in question.outcomes)
    said = stems(question.text)
    told = frozenset().union(*(own for own in words if len(own) >= _FEWEST_WORDS and own <= said))
    left = (question.unknown, question.unread)
    unknown, unread = (tuple(t for t in tokens if not stems(t.text) <= told) for tokens in left)
    return replace(question, unknown=unknown, unread=unread) if told else question


def _as_noted(question: Question, *, corpus: Corpus) -> Question:
    """The question for the results of which a note tells what it asks, where it names no outcome itself.

    The note has words of it that stand in no title and in no text: "does the drug interfere with the assay".
    """
    if question.outcomes or question.subgroups or record_of(question.trial, corpus=corpus):
        return question
    spans = [(m.start, m.end) for m in question.mentions if m.term.kind != "topic"]
    left = (t.text for t in split_tokens(question.text) if not any(a <= t.start < b for a, b in spans))
    asked = {stem for stem in stems(" ".join(left)) - _OF_SOURCES if not stem.isdigit()}  # a figure names no method
    rows = [row for row in corpus.table.results(trial=question.trial) if asked & stems(row.note or "") - _common()]
    if not rows:
        return question
    titles = (title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title)
    texts = (corpus.document(source.id) for source in corpus.sources.values() if source.trial == question.trial)
    elsewhere = stems(" ".join((*titles, *(document.text for document in texts if document))))
    outcomes = tuple(dict.fromkeys(row.outcome for row in rows if asked & stems(row.note or "") - elsewhere))
    notes = stems(" ".join(row.note or "" for row in rows if row.outcome in outcomes))
    strange = stems(" ".join(token.text for token in question.unread)) - notes - elsewhere
    if not outcomes or strange:  # what no note and no title speaks of is not what the note tells
        return question
    effects = tuple(name for name in question.statistics if name in _EFFECTS)
    asked_so = replace(question, outcomes=outcomes, statistics=effects, topics=(), unknown=(), unread=())
    return replace(asked_so, brief=len(outcomes) > 1)


_EFFECTS = ("hazard ratio", "hazard reduction")
_OF_SOURCES = stems(
    "source publication report paper abstract register registry call give print say repeat differ figure number"
)
"""Words by which notes and questions speak of sources, and not of what was done."""


@cache
def _common() -> frozenset[str]:
    return stem_forms(common_words())


def _by_laboratory(question: Question, *, corpus: Corpus) -> Question:
    """The question for the events as a laboratory found them, where it says so: "low platelets by lab values"."""
    told = _LABORATORY.search(question.text)
    others = tuple(name for name in question.outcomes if name != _ABNORMAL)
    if told is None or not others:
        return question
    held = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",))}
    measured = tuple(f"{name} (laboratory)" if f"{name} (laboratory)" in held else name for name in others)
    if measured == others and not any(name in held for name in others if name.endswith("(laboratory)")):
        return question
    return replace(
        question,
        outcomes=tuple(dict.fromkeys(measured)),
        unknown=_outside(question.unknown, told.span()),
        unread=_outside(question.unread, told.span()),
    )


_ABNORMAL = "Laboratory abnormality"
_LABORATORY = re.compile(
    r"\b(?:by|in|on|from|per|via|as|according to|with)\s(?:the\s|their\s)?(?:lab(?:orator(?:y|ies))?s?|blood)\b"
    r"(?:\s(?:values?|tests?|testing|data|results?|measurements?|findings?|work|counts?))?"
    r"|(?<=[,;(–—-]\s)lab(?:oratory)?\s(?:values?|tests?|data|results?|measurements?)(?=\s*(?:[,;)?.–—-]|$))",
    re.IGNORECASE,
)


def _adjusted(clause: str, slots: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """The outcomes that are called adjusted, where a clause says that they are: "corrected for the interference"."""
    said = _ADJUSTED.search(clause) or _ADJUSTS.search(clause)
    return tuple(title for title, _ in slots if _ADJUSTED.search(title)) if said else ()


_WITHOUT_TOO = re.compile(
    r"\bbefore and after\b|\bwith and without\b|\b(?:un|not )(?:adjusted|corrected)\b", re.IGNORECASE
)
"""That what is adjusted is asked as it was before, too."""
_ADJUSTED = re.compile(r"\b(?:adjusted|corrected)\b", re.IGNORECASE)
_ADJUSTS = re.compile(
    r"\b(?:(?:after|when|once|if|with|by)\s)?(?:the\s|an?\s|some\s)?"
    r"(?:adjust(?:ed|ing|ment)|correct(?:ed|ing|ion)|allow(?:ed|ing|ance)|account(?:ed|ing))\sfor\b[^,;?()]*"
    r"|\b(?:with|if|when)\s[^,;?()]{3,60}\s(?:(?:is|was|were|are)\s)?"
    r"(?:taken into account|allowed for|accounted for|corrected for|adjusted for)\b",
    re.IGNORECASE,
)
"""That what is asked is adjusted for something: "after allowing for the dye", "with its effect taken into account"."""


def _words(method: str) -> frozenset[str]:
    """The words of a method's name, without what is told of it after a comma ("..., sensitivity 10^-5")."""
    return stems(method.split(",", maxsplit=1)[0])


def _names_outcome(question: Question, span: tuple[int, int]) -> bool:
    return any(m.term.kind == "outcome" and span[0] <= m.start < span[1] for m in question.mentions)


def _assessed(name: str, held: Sequence[str]) -> tuple[str, ...]:
    """The outcomes assessed so that are the one asked, else those that hold its name."""
    titles = [title for title in held if stems(name) <= stems(title)]
    least = min((len(stems(title)) for title in titles), default=0)
    return (name,) if name in held else tuple(title for title in titles if len(stems(title)) == least) or (name,)


def _outside(tokens: Sequence[Token], span: tuple[int, int]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if not span[0] <= token.start < span[1])
