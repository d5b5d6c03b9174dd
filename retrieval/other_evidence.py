"""Evidence of another kind than a trial's: of it, no result of a trial is an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft
from retrieval.answers.refusals import not_held
from retrieval.other_trials import answer_held
from retrieval.questions import clauses, relations
from retrieval.questions.question import Question

_DATA = r"(?:data|evidence|stud(?:y|ies)|experience|cohorts?|reports?|results?|outcomes?|use|settings?|practice)"
_KINDS = re.compile(
    rf"\breal[- ]?(?:world|life)(?:\s{_DATA})*"
    r"|\b(?:routine|everyday|daily|ordinary|day[- ]to[- ]day)\s(?:clinical\s)?(?:practice|care|use)\b"
    r"|(?<=\bin )clinical practice\b"
    rf"|\b(?:observational|retrospective|non[- ]?interventional|case[- ]control)\s{_DATA}"
    r"|\bcase (?:reports?|series)\b|\bpost[- ]?marketing\b(?:\s(?:data|reports?|surveillance|experience))?"
    r"|\b(?:compassionate|named[- ]patient)[- ]use\b|\bexpanded[- ]access\b|\bpharmacovigilance\b"
    r"|\boutside (?:of )?(?:(?:the|a|of|clinical|randomi[sz]ed|controlled) )*(?:trials?|stud(?:y|ies))\b"
    r"|\b(?:network )?meta-?\s?analys[ei]s\b|\bindirect (?:treatment )?comparisons?\b"
    r"|\bmatching[- ]adjusted(?: indirect)?(?: comparisons?)?\b",
    re.IGNORECASE,
)
"""What such evidence is called: kinds of study among PubMed's publication types, in the words that ask for them."""
_IS_THIS = re.compile(
    r"\b(?:is|was|are|were)\s(?:it|this|that|these|the (?:trial|study|data|results))\s(?:an?\s)?$", re.IGNORECASE
)
"""Before a kind of which it is asked whether the trial is one."""


def answer_for_other_evidence(question: Question, *, corpus: Corpus, ask: Callable[[str], Draft]) -> Draft | None:
    """That evidence of another kind is not held, with what is asked beside it; ``None`` where none is asked for.

    Args:
        ask: Drafts the answer to a question.
    """
    kinds = _kinds_not_held(question.text, corpus=corpus)
    if not kinds:
        return None
    lacking = not_held(question, kinds, corpus=corpus)
    beside = _answer_beside(question.text, kinds, ask=ask)
    status = "answered" if any(draft.status == "answered" for draft in beside) else lacking.status
    told = (sentence for draft in beside for sentence in draft.sentences)
    return replace(lacking, status=status, sentences=(*lacking.sentences, *told), trial=question.trial)


def _kinds_not_held(text: str, *, corpus: Corpus) -> tuple[str, ...]:
    """The words that ask for evidence of another kind, of which no source held speaks."""
    found = [m for m in _KINDS.finditer(text) if not _IS_THIS.search(text[: m.start()])]
    named = dict.fromkeys(m.group() for m in found)
    return tuple(name for name in named if not any(name.casefold() in held for held in _texts(corpus)))


def _answer_beside(text: str, kinds: tuple[str, ...], *, ask: Callable[[str], Draft]) -> tuple[Draft, ...]:
    """The answers to what a question asks beside such evidence: its other clauses, or the trial held against it."""
    if relations.compares(text) and (own := answer_held(text, kinds, ask=ask)):
        return (own,)
    parts = (clauses.text_at(text, span) for span in clauses.asking(text))
    return tuple(ask(part) for part in parts if not any(name in part for name in kinds))


def _texts(corpus: Corpus) -> Iterator[str]:
    """The titles of the sources and what their texts say, in small letters."""
    for source in corpus.sources.values():
        yield source.title.casefold()
        if document := corpus.document(source.id):
            yield document.text.casefold()
