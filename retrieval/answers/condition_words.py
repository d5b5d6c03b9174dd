"""A question without the words that every patient of its trial is told by, and those that only say how it is asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.organisations import is_known_organisation
from retrieval.answers.sections import funding_told
from retrieval.naming import documents_named, names_set_aside, sources_named, words_of_sources
from retrieval.questions.question import Question
from retrieval.registry.trial_words import design_words, is_inert, tells_only_trial, words_of
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens


def without_condition(question: Question, *, corpus: Corpus) -> Question:
    """The question without the left-over words that are true of the whole trial, or that only name a source."""
    studied = words_studied(question, corpus=corpus)
    if sources_named(question, corpus=corpus):
        studied |= {token.form for token in split_tokens(" ".join(documents_named(question.text)))}
    words = words_of(question.trial, corpus=corpus)
    studied |= funders(question, corpus=corpus)
    aside = names_set_aside(question)
    naming = words_of_sources(question, corpus=corpus)
    named = sources_named(question, corpus=corpus)
    source = bool(named)
    studied |= _words_of(named, corpus=corpus) if named and _is_worded(question, corpus=corpus) else frozenset()
    given = [match.span() for match in _WITH_AND_WITHOUT.finditer(question.text)]

    if words.naming and (subject := _SUBJECT.search(question.text)):
        given.append(subject.span("what"))
    given += [*_verbs_of_subjects(question), *_forms_given(question, corpus=corpus)] if words.naming else []
    parts = _words_of_parts(question, corpus=corpus) if words.naming else frozenset()

    def restricts(token: Token) -> bool:
        told = any(start <= token.start < end for start, end in given)
        told = told or (source and bool(_SAYS.match(question.text, token.end) or token.form in _OF_SOURCES))
        inert = is_inert(token, words) or tells_only_trial(token, words)
        inert = inert and (token.form in common_words() or not stems(token.text) & parts)
        return not (token.form in studied or token in aside or token.start in naming or told or inert)

    left = tuple(filter(restricts, question.unknown))
    return replace(question, unknown=left, unread=tuple(filter(restricts, question.unread)))


_SAYS = re.compile(
    r"(?:['’]s)?(?: (?:paper|article|abstract|title|report|record|text|website|page|label|register|registry)){0,2}"
    r" (?:says?|said|states?|stated|calls?|called|claims?|insists?|writes?|wrote|describes?|described)\b",
    re.IGNORECASE,
)
"""After the name of a source that is told to say something: "the Lancet title says open-label"."""
_OF_SOURCES = ("version", "versions", "edition", "variant", "account")
"""Words for what a source that is named has printed: "the FDA version of the analysis"."""
_WITH_AND_WITHOUT = re.compile(
    r"\bwith (?:and|or|vs\.?|versus|compared (?:with|to)) without (?:the |an? )?[\w/+-]+(?: [a-z]+)?", re.IGNORECASE
)
"""What names the treatment of one arm, in whatever words: "with and without the inhibitor"."""


def _is_worded(question: Question, *, corpus: Corpus) -> bool:
    """Whether what is asked is told in words, which one source may have in its results and another in its text."""
    rows = [row for name in question.outcomes for row in corpus.table.results(trial=question.trial, outcome=name)]
    return bool(rows) and all(row.statistic == "text" for row in rows)


def _words_of(sources: Collection[str], *, corpus: Corpus) -> frozenset[str]:
    references = " ".join(f"{corpus.sources[name].title} {corpus.sources[name].citation}" for name in sources)
    return frozenset(token.form for token in split_tokens(references))


def _verbs_of_subjects(question: Question) -> list[tuple[int, int]]:
    """Where a verb stands between a treatment and what it is asked to have acted on: "did it blunt the response"."""
    subjects = [
        m.end for m in question.mentions if m.term.kind in ("arm", "drug") and _DID.search(question.text[: m.start])
    ]
    subjects += [match.end() for match in _DID_IT.finditer(question.text)]
    found = (_VERB.match(question.text, end) for end in subjects)
    return [match.span("verb") for match in found if match]


def _forms_given(question: Question, *, corpus: Corpus) -> list[tuple[int, int]]:
    """Where a treatment of the trial is named with the form it comes in, which tells no arm: "the erenumab shots"."""
    arms = stems(" ".join(arm or "" for (arm,) in corpus.table.slots(question.trial or "", ("arm",))))
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug")]
    found = [(m.start, _FORM.match(question.text, m.end)) for m in named]
    return [(start, match.end()) for start, match in found if match and not stems(match["form"]) & arms]


_FORM = re.compile(
    r"\s(?P<form>(?:shot|jab|injection|pen|syringe|pill|tablet|capsule|infusion|drip|dose|med|vaccine|cream|patch|inhaler)"
    r"(?:e?s)?)\b",
    re.IGNORECASE,
)
_DID = re.compile(r"\b(?:did|does|do|can|could|would|will)\s(?:the\s)?$", re.IGNORECASE)
_DID_IT = re.compile(r"\b(?:did|does|do|can|could|would|will)\s(?:it|they|this|that)(?=\s)", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:also\s|really\s|actually\s)?(?P<verb>[a-z]+)\s(?:the\s|any\s|their\s|her\s|his\s|an?\s)?(?=\w)"
)
_SUBJECT = re.compile(
    r"\b(?:did|does|do|can|has|have|how (?:much|well) (?:did|does)) "
    r"(?P<what>(?:the|this|that|these) (?:new )?(?:[a-z][\w-]* ){1,3})"
    r"(?=(?:reduc|lower|improv|help|work|prevent|increas|cut|affect|slow|beat|rais|lead|make|made|protect|shorten|delay"
    r"|extend|prolong|relieve|ease|cur|stop|outperform)\w*\b)",
    re.IGNORECASE,
)
"""What is asked to have done something, which is what the trial tested: "did the ring implant reduce deaths"."""


def _words_of_parts(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Stems by which a record's baseline tells some of its patients from others: each kind of a tumour."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    rows: dict[str, list[frozenset[str]]] = {}
    for outcome, item, kind in slots:
        if outcome and item and kind == "baseline":
            rows.setdefault(outcome, []).append(stems(item))
    alone = [words for own in rows.values() if len(own) > 1 for words in own]
    shared = frozenset().union(*(first & other for first, other in pairwise(alone)))
    return frozenset().union(*alone) - shared - stems(" ".join(design_words()))


def words_studied(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The words of the condition that the trial studies: what stands before one of them describes the trial."""
    trial = next((trial for trial in corpus.trials if trial.id == question.trial), None)
    words = {token.form for token in split_tokens(trial.condition or "")} if trial else set()
    return frozenset(word for word in words if word not in common_words())


def funders(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The words of a question that name who paid for the trial: "the Velo protocol" is that of the trial asked."""
    named = {token.form for token in (*question.unknown, *question.unread) if is_known_organisation(token.text)}
    if not named:
        return frozenset()
    sources = [source for source in corpus.sources.values() if source.trial == question.trial]
    return frozenset(named & {token.form for token in split_tokens(funding_told(sources, corpus=corpus))})
