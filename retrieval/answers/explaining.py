"""The answer to what something is, or how it was measured."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.contrasts import presupposes
from retrieval.answers.definitions import asks_definition, describe_arm, describe_methods, names_only, sizes_of
from retrieval.answers.phrasing import in_sentence
from retrieval.answers.quoting import ANYWHERE, quote_answer
from retrieval.answers.sets_asked import sets_asked
from retrieval.answers.splits import same_part
from retrieval.questions import clauses, wording
from retrieval.questions.analysis_words import asks_who_counted
from retrieval.questions.asks import split_topics
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import TermIndex, split_tokens


def explain(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """What something is or how it was measured; ``None`` where that is not asked, or where a figure may answer it."""
    if sets := sets_asked(question):
        of_sets = replace(question, populations=sets)
        return _explain_sizes(of_sets, corpus=corpus, terms=terms, retriever=retriever)
    defines = asks_definition(question.text)
    if names_only(question, "arm") or (defines and question.arms and not question.outcomes):
        told = describe_arm(question, corpus=corpus, terms=terms)
        return Draft("answered", told, question.trial) if told else None
    if names_only(question, "trial"):
        design = terms.term("study design", kind="topic", trial=question.trial)
        question = replace(question, topics=(design,) if design else (), method=True)
    if endpoints := endpoints_asked(question, terms=terms):
        part = replace(question, outcomes=(), topics=endpoints, unknown=())
        told = () if _ASKS_MORE.search(question.text) else quote_answer(part, corpus=corpus, retriever=retriever)
        if told := told or _other_endpoint(question, endpoints, corpus=corpus, terms=terms, retriever=retriever):
            return Draft("answered", endpoint_corrected(told, question, endpoints, terms=terms), question.trial)
        if not _ASKS_MORE.search(question.text) and _POLAR.match(question.text):
            return _untold_endpoint(question, endpoints, corpus=corpus, terms=terms, retriever=retriever)
    if wording.asks_who_assessed(question.text):
        return _assessors(question, corpus=corpus, terms=terms, retriever=retriever)
    if not question.method and not defines:
        return None
    question = _of_the_parts(question, corpus=corpus) if defines else question
    told = _define(question, corpus=corpus, terms=terms, retriever=retriever)
    first = _figure_first(question)
    figures = answer_figures(question, corpus=corpus, terms=terms) if first or _COUNTS.search(question.text) else None
    counted = figures.sentences if figures and figures.status == "answered" else ()
    if told:
        return Draft("answered", (*counted, *told) if first else (*told, *counted), question.trial)
    named = [in_sentence(name) for name in (*question.outcomes, *question.subgroups)]
    if defines and named:
        subject = f"the definition of {', '.join(dict.fromkeys(named))}"
        absent = not_found(subject, corpus=corpus, question=question)
        said = (*counted, absent) if first else (absent, *counted)
        return Draft("answered" if counted else "not_found", said, question.trial)
    if question.method and named and not question.statistics and not clauses.further_questions(question.text):
        subject = f"how {', '.join(dict.fromkeys(named))} was assessed"
        return Draft("not_found", (not_found(subject, corpus=corpus, question=question),), question.trial)
    return None


def _figure_first(question: Question) -> bool:
    """Whether a figure is asked before the further question of how it was measured: "..., and by which assay"."""
    cuts = sorted((*clauses.further_questions(question.text), *(m.end() for m in _AND_HOW.finditer(question.text))))
    later = next(
        (c for c in cuts if wording.asks_method(question.text[c:]) or asks_definition(question.text[c:])), None
    )
    beside = _BESIDE.search(question.text)
    later = later or (beside.start() if beside else None)
    head = question.text[:later] if later else ""
    if not head or wording.asks_method(head) or asks_definition(head) or _WHERE_ALONE.fullmatch(head):
        return False
    return any(m.term.kind in ("outcome", "subgroup") and m.end <= len(head) for m in question.mentions)


_AND_HOW = re.compile(r"\band\s(?=\w+ly\show (?:is|was|are|were)\b)", re.IGNORECASE)


_WHERE_ALONE = re.compile(
    r"\W*(?:and\s)?(?:in|for|of|behind|with|as for|as to|regarding|concerning|about)\s"
    r"(?!(?:what|which|how)\b)[^,;:?]*[,;:]?\s*",
    re.IGNORECASE,
)
"""Words before a question that only tell of which figure the method is asked: "in the latest rates, which assay"."""
_BESIDE = re.compile(
    r"(?:,|\band\b|\bplus\b|\bwith\b|&)\s(?:the\s|its\s|their\s|by\s|in\s)?(?:(?:which|what)\s)?"
    r"(?:method|assay|technique|test|platform)s?\b",
    re.IGNORECASE,
)
"""Where a method is asked in a few words beside a figure: "the rate and the assay"."""


def _of_the_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes that count the parts which it wants defined, and for no result of these parts."""
    if not question.subgroups or any(m.term.kind == "outcome" for m in question.mentions):
        return question
    titles = corpus.table.outcomes(question.trial or "")
    counting = tuple(title for title in titles if any(same_part(title, name) for name in question.subgroups))
    return replace(question, outcomes=counting or question.subgroups, subgroups=())


_COUNTS = re.compile(
    r"(?:\band|[,;?])\s(?:\w+\s)?"
    r"(?:how many|how often|(?:what|which) (?:[\w-]+\s){0,2}?(?:share|proportion|percentage|rates?))\b",
    re.IGNORECASE,
)
"""A figure that is asked beside a definition or a method."""


def _explain_sizes(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """Who belongs to the analysis sets asked, in the words of a source, and how many these and all randomised are."""
    quotes = quote_sets(question, corpus=corpus, retriever=retriever)
    sets = replace(question, populations=tuple(dict.fromkeys((*question.populations, _RANDOMISED))))
    asked = replace(
        question, outcomes=sizes_of(sets, terms=terms), populations=(), statistics=(), unknown=(), brief=True
    )
    counted = answer_figures(asked, corpus=corpus, terms=terms)
    figures = counted.sentences if counted and counted.status == "answered" else ()
    return Draft("answered", (*quotes, *figures), question.trial) if quotes or figures else None


def quote_sets(question: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[Sentence, ...]:
    """Who belongs to the analysis sets asked, in the words of a source."""
    quotes = [
        quote
        for name in question.populations
        for quote in quote_answer(
            replace(question, text=name, topics=(_BELONG,), unknown=(), mentions=(), populations=(name,)),
            corpus=corpus,
            retriever=retriever,
            required=stems(name),
        )
    ]
    return tuple(dict.fromkeys(quotes))


_BELONG = Term(
    "topic",
    "analysis set",
    synonyms=("assessed in all", "at least one dose", "received", "according to", "assigned treatment", "as assigned"),
    section=ANYWHERE,
)
"""How sources tell who belongs to a set."""
_RANDOMISED = "intention-to-treat"


def endpoints_asked(question: Question, *, terms: TermIndex) -> tuple[Term, ...]:
    """The topics of endpoints, where it is asked whether the outcomes named are such; none where their result is."""
    planned = _POWERED.search(question.text)
    measured = not planned and (question.statistics or wording.asks_result(_ENDPOINT.sub(" ", question.text)))
    if not question.outcomes or measured or not (match := _WAS_ENDPOINT.search(question.text)):
        return ()
    if not any(m.term.kind == "outcome" for m in question.mentions):
        return ()
    said = tuple(topic for topic in question.topics if topic.name in _ENDPOINTS)
    kind = _ENDPOINTS["secondary" in match.group().casefold()]
    named = terms.term(kind, kind="topic", trial=question.trial)
    return said or ((named,) if named else ())  # "the primary outcome of the trial": its findings, as it seems


def _other_endpoint(
    question: Question, asked: tuple[Term, ...], *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """The sentence that calls the outcome asked another kind of endpoint than the question does."""
    found = (terms.term(name, kind="topic", trial=question.trial) for name in _ENDPOINTS)
    others = tuple(term for term in found if term and term.name not in {topic.name for topic in asked})
    if _ASKS_MORE.search(question.text) or not others:
        return ()
    part = replace(question, text=others[0].name, outcomes=(), topics=others, unknown=(), mentions=())
    quotes = quote_answer(part, corpus=corpus, retriever=retriever)
    named = [(quote, terms.find(quote.text, trial=question.trial, kinds={"outcome"})) for quote in quotes]
    return tuple(quote for quote, told in named if set(question.outcomes) & {m.term.name for m in told})


def endpoint_corrected(
    told: tuple[Sentence, ...], question: Question, asked: tuple[Term, ...], *, terms: TermIndex
) -> tuple[Sentence, ...]:
    """The sentences, the first as a correction where it calls another outcome the primary one than is given as such."""
    found = terms.find(told[0].text, trial=question.trial, kinds={"outcome"})
    named = {m.term.name for m in found if "primary" not in m.text.casefold()}  # "the primary endpoint" names PFS
    taken = presupposes(question.text) and [topic.name for topic in asked] == [_ENDPOINTS[0]]
    if not taken or not named or named & set(question.outcomes):
        return told
    first = replace(told[0], text=f"Correction: a source names another {_ENDPOINTS[0]}: {told[0].text}", stays=True)
    return (first, *told[1:])


def _untold_endpoint(
    question: Question, asked: tuple[Term, ...], *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> Draft:
    """That no source says whether an outcome was an endpoint of the kind asked, and which the primary endpoint was."""
    names = ", ".join(map(in_sentence, question.outcomes))
    absent = not_found(f"whether {names} was among the {asked[0].name}", corpus=corpus, question=question)
    primary = terms.term(_ENDPOINTS[0], kind="topic", trial=question.trial)
    part = replace(question, text=_ENDPOINTS[0], outcomes=(), topics=(primary,) if primary else (), unknown=())
    told = quote_answer(replace(part, mentions=()), corpus=corpus, retriever=retriever)
    return Draft("answered" if told else "not_found", (absent, *told), question.trial)


_POLAR = re.compile(r"\W*(?:was|were|is|are)(?:n['’]t)?\b", re.IGNORECASE)


_ENDPOINTS = ("primary endpoint", "secondary endpoints")
_ENDPOINT = re.compile(r"\b(?:primary|secondary|key|main)\s(?:\w+\s)?outcomes?\b", re.IGNORECASE)
"""An endpoint by the word that elsewhere asks for a result."""
_POWERED = re.compile(r"\bpowered\s(?:for|on|to (?:detect|show|demonstrate))\b", re.IGNORECASE)
"""That it is asked what a trial was planned to show, and not what it showed."""
_BE = r"\b(?:was|is|were|are)(?:n['’]t)?\b"
_WAS_ENDPOINT = re.compile(
    rf"{_BE}[^?.]*\b(?:primary|secondary|key)\s(?:\w+\s)?(?:end\s?points?|outcomes?)\b"
    rf"|{_BE}[^?.]*\b(?:the )?(?:primary|secondary)(?: one)?(?=\W*(?:$|[,;?.]|or\b))"
    r"|\bpowered\s(?:for|on|to (?:detect|show|demonstrate))\b"
    rf"|\b(?:primary|secondary|key)\s(?:\w+\s)?(?:end\s?points?|outcomes?)\b[^?.]{{0,40}}{_BE}"
    rf"(?:[^?.]*,\s(?:right|correct|true|yes|no|{_BE})|[^?.,;]{{0,60}}\W*$)",
    re.IGNORECASE,
)
"""That it is asked whether an outcome was an endpoint."""
_ASKS_MORE = re.compile(
    r"(?:,|;|\?|\band\b)\s(?:and\s)?(?:did|was|were|what|how|is|are|which|does|with|by)\b", re.IGNORECASE
)
"""That the result is asked beside it."""


def _assessors(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Who judged an outcome, where results or a sentence say so."""
    told = describe_methods(question, corpus=corpus, terms=terms)
    quotes = quote_answer(question, corpus=corpus, retriever=retriever)
    named = tuple(quote for quote in quotes if _ASSESSORS.search(quote.text))
    if told or named:
        return Draft("answered", (*told, *named), question.trial)
    absent = not_found("who assessed this", corpus=corpus, question=question)
    others = [part for part in split_topics(question) if not wording.asks_who_assessed(part.text)]
    beside = tuple(quote for part in others for quote in quote_answer(part, corpus=corpus, retriever=retriever))
    return Draft("answered" if beside else "not_found", (*beside, absent), question.trial)


_ASSESSORS = re.compile(
    r"\b(?:committees?|investigators?|independent\w*|blinded|central\w*|assessors?|reviewers?)\b", re.IGNORECASE
)


_METHOD_WORDS = frozenset(
    "assay detection lab laboratory level limit method platform sensitive sensitivity technique technology test"
    " threshold".split()
)


def _thresholds(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The limits by which what is asked is defined, as far as they are results."""
    asked = {title for name in question.outcomes for title in terms.outcomes_of(name, trial=question.trial or "")}
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    return tuple(name for name, statistic in slots if name and statistic == "threshold" and name in asked)


def _words_of_methods(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The words of the methods by which what is asked was assessed."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "assessor"))
    return stems(" ".join(method for name, method in slots if method and name in question.outcomes))


def _define(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> tuple[Sentence, ...]:
    """Methods and notes of the outcomes, sentences that name them, and the sizes of the analysis sets asked for."""
    spoken = [m for m in question.mentions if m.term.kind == "topic"]
    stray = [t for t in question.unknown if not any(m.start <= t.start < m.end for m in spoken)]
    offered = wording.methods_offered(question.text)
    of_methods = _words_of_methods(question, corpus=corpus)  # "interference with X" of one who asks for the X assay
    stray = [t for t in stray if t.form not in _METHOD_WORDS and t.start < offered and not stems(t.text) <= of_methods]
    told = () if stray else describe_methods(question, corpus=corpus, terms=terms)
    quotes = quote_sets(question, corpus=corpus, retriever=retriever) if asks_who_counted(question.text) else ()
    quotes = quotes or quote_answer(question, corpus=corpus, retriever=retriever)
    if len(question.populations) > 1 and not question.outcomes:
        each = [replace(question, text=f"{name} population", populations=(name,)) for name in question.populations]
        found = [quote for part in each for quote in quote_answer(part, corpus=corpus, retriever=retriever)]
        quotes = tuple(dict.fromkeys((*quotes, *found)))
    if question.populations and not question.outcomes and not quotes:
        quotes = quote_sets(question, corpus=corpus, retriever=retriever)
    if question.outcomes:
        wanted = set(question.outcomes)
        named = [(quote, terms.find(quote.text, trial=question.trial, kinds={"outcome"})) for quote in quotes]
        quotes = tuple(quote for quote, told_of in named if wanted & {m.term.name for m in told_of})
    sets = {token.form for name in question.populations for token in split_tokens(name)}
    quotes = tuple(q for q in quotes if sets & {token.form for token in split_tokens(q.text)}) or quotes
    sizes = _thresholds(question, corpus=corpus, terms=terms) if question.outcomes else sizes_of(question, terms=terms)
    counted = answer_figures(replace(question, outcomes=sizes, statistics=(), unknown=()), corpus=corpus, terms=terms)
    figures = counted.sentences if counted and counted.status == "answered" else ()
    return (*told, *quotes, *figures)
