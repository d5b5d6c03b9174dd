"""The answer without a language model: figures from the table, quotes from the documents, absences said plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.corpus import Corpus
from ingest.records import Trial
from retrieval.answers.absence import not_found, point_to_safety, words_listed
from retrieval.answers.accounting import words_unread
from retrieval.answers.analysed import describe_analysed
from retrieval.answers.causes_of_death import deny_causes
from retrieval.answers.cutoffs import describe_cutoffs
from retrieval.answers.differences import tell_held_elsewhere
from retrieval.answers.excess import asks_excess, summed_in_excess
from retrieval.answers.kindred_parts import name_kindred_parts
from retrieval.answers.nearest import DIFFERENCES
from retrieval.answers.parts_told import tell_instead, tell_ordered, tell_part
from retrieval.answers.phrasing import describe_figure
from retrieval.answers.question_parts import Part, answer_part, is_told_by
from retrieval.answers.ranking import (
    asked_beside,
    asks_difference,
    asks_names,
    events_named,
    graded_beside,
    introduce_ranking,
    rank_events,
    ranks_arms,
)
from retrieval.answers.share_bounds import share_bound
from retrieval.answers.sourcing import describe_levels, describe_sources
from retrieval.answers.top_events import judge_top, name_top_event, top_claimed
from retrieval.notices import cause_notice, composite_notice, meaning_notice, unread_notice
from retrieval.questions import breadth, relations
from retrieval.questions.agencies import is_approval
from retrieval.questions.asks import split_question
from retrieval.questions.composites import within_composites
from retrieval.questions.deaths import cause_asked
from retrieval.questions.grades import ANY_GRADE
from retrieval.questions.question import Question
from retrieval.questions.quoted import decimals_quoted
from retrieval.records import Notice, Sentence, Status
from retrieval.registry.trial_words import record_of, words_of
from retrieval.terms import TermIndex


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, before citations are numbered and numbers checked.

    Attributes:
        model: Name of the chat model that wrote it, or ``None``.
        prompt: Fingerprint of the prompts that shaped its writing; ``None`` without a model.
    """

    status: Status
    sentences: tuple[Sentence, ...]
    trial: str | None = None
    notices: tuple[Notice, ...] = ()
    model: str | None = None
    prompt: str | None = None


def answer_figures(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """Answer from the results table, part by part; ``None`` when the question names no outcome.

    A part that the table does not hold is said, and takes nothing from the others.
    """
    if not question.outcomes:
        return None
    unnamed = _asks_unnamed(question, corpus=corpus)
    if not unnamed and (ranking := _rank_with_others(question, corpus=corpus, terms=terms)):
        return ranking
    return _answer_parts(question, unnamed=unnamed, corpus=corpus, terms=terms)


def _answer_parts(question: Question, *, unnamed: bool, corpus: Corpus, terms: TermIndex) -> Draft:
    """Answer part by part, whatever the question ranks.

    Args:
        unnamed: Whether events are asked that a record does not tell one by one.
    """
    parts = _held_together([answer_part(part, corpus=corpus, terms=terms) for part in split_question(question)])
    figures = [figure for part in parts for figure in part.figures]
    quoted = [sentence for part in parts for sentence in part.quoted]
    missing = _missing(parts, question, unnamed=unnamed)
    absent = (not_found("; ".join(missing), corpus=corpus, question=question),) if missing else ()
    held = quoted or any(part.figures and not part.instead for part in parts)
    if not held and (dates := describe_cutoffs(question, (), corpus=corpus)):
        return Draft("answered", dates, question.trial)
    if not figures and not quoted:
        untold = deny_causes(question, (), cause=None, corpus=corpus)
        kindred = name_kindred_parts(parts, corpus=corpus, terms=terms)
        return Draft("not_found", untold or (*absent, *kindred), question.trial)
    told = _tell_parts(parts, question, corpus=corpus, terms=terms)
    near = [sentence for part in _held_instead(parts, question) for sentence in tell_instead(part, terms=terms)]
    pointer = tuple(filter(None, (point_to_safety(figures, corpus=corpus),))) if figures else ()
    if not told:
        said = (*absent, *near, *(pointer if near else ()))
        return Draft("not_found", tuple(dict.fromkeys(said)), question.trial)
    told = _with_sources(told, parts, question, corpus=corpus)
    shown = [row for figure in figures for row in figure.rows]
    in_full = words_of(question.trial, corpus=corpus).in_full
    cause = cause_asked(question, shown, trial=_trial_of(question, corpus=corpus), in_full=in_full)
    if untold := deny_causes(question, shown, cause=cause, corpus=corpus):
        return Draft("not_found", untold, question.trial)
    notices = (
        *meaning_notice(question.by_meaning),
        *composite_notice(within_composites(question, figures, corpus=corpus, terms=terms)),
        *cause_notice(cause),
        *unread_notice(words_unread(question, figures, corpus=corpus)),
    )
    first, last = (absent, ()) if any(part.asked for part in parts) else ((), absent)
    sentences = tuple(dict.fromkeys((*first, *told, *last, *near, *pointer)))
    return Draft("answered", sentences, question.trial, notices)


def _missing(parts: Sequence[Part], question: Question, *, unnamed: bool) -> tuple[str, ...]:
    """What is asked and not held, each once, and not where another part tells it."""
    figures = any(part.figures for part in parts)
    missed = [part for part in parts if part.missing and not any(is_told_by(part, other) for other in parts)]
    missed = [part for part in missed if not _stands_for_told(part, parts, question)]
    missing = [subject for part in missed for subject in part.missing]
    missing += [_WHICH_RELATED] if unnamed and figures else []
    missing += [_WHICH_LED] if figures and question.ranked and _ranks_fates(question) else []
    missing += words_listed(question) if missing and not figures else ()
    return tuple(dict.fromkeys(missing))


def _stands_for_told(part: Part, parts: Sequence[Part], question: Question) -> bool:
    """Whether a part only stands for a wider outcome that was asked, and another part is told."""
    told = any(other.figures and not other.instead for other in parts)
    return told and _is_unasked(part.question, question)


def _held_instead(parts: Sequence[Part], question: Question) -> list[Part]:
    """The parts of which only what is held without a restriction is told."""
    return [part for part in parts if part.instead and not _stands_for_told(part, parts, question)]


def _tell_parts(parts: Sequence[Part], question: Question, *, corpus: Corpus, terms: TermIndex) -> list[Sentence]:
    """What is told of all parts, in the order of effects where that is asked, with the cut-offs asked."""
    figures = [figure for part in parts for figure in part.figures]
    told = tell_ordered(parts, question, terms=terms) or [
        sentence for part in parts if not part.instead for sentence in tell_part(part, terms=terms)
    ]
    told += [sentence for part in parts for sentence in part.quoted]
    told[:0] = (*describe_analysed(figures, question, corpus=corpus), *name_top_event(figures, question))
    shown = [row for figure in figures for row in figure.rows]
    cutoffs = describe_cutoffs(question, shown, corpus=corpus)
    return [*told, *cutoffs, *tell_held_elsewhere(question, shown, corpus=corpus)]


def _with_sources(told: list[Sentence], parts: Sequence[Part], question: Question, *, corpus: Corpus) -> list[Sentence]:
    """What is told, with where it is reported, where that is asked, and with the levels of its intervals."""
    if breadth.asks_source(question.text):
        own = [figure for part in parts if not part.instead for figure in part.figures]
        where = list(describe_sources(own, corpus=corpus, quoted=decimals_quoted(question.text)))
        told = [*where, *told] if breadth.asks_source_first(question.text) else [*told, *where]
    figures = [figure for part in parts for figure in part.figures]
    return [*told, *describe_levels(figures, corpus=corpus, text=question.text)]


def _held_together(parts: Sequence[Part]) -> list[Part]:
    """The parts, a figure of all patients that is asked beside one of some at the analyses that have both."""
    of_some = [part for part in parts if part.question.subgroups]
    cutoffs = {(p.question.outcomes, figure.first.data_cutoff) for p in of_some for figure in p.figures}

    def shared(part: Part) -> Part:
        kept = tuple(f for f in part.figures if (part.question.outcomes, f.first.data_cutoff) in cutoffs)
        return part if part.question.subgroups or not kept else replace(part, figures=kept)

    return [shared(part) for part in parts]


def _trial_of(question: Question, *, corpus: Corpus) -> Trial | None:
    return next((trial for trial in corpus.trials if trial.id == question.trial), None)


def _rank_with_others(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The ranking of events that a question asks for, and what it asks beside it; ``None`` where it ranks none."""
    graded_names = any(grade != ANY_GRADE for grade in question.grades)
    names = asks_names(question) and (graded_names or record_of(question.trial, corpus=corpus) is not None)
    differ = asks_difference(question) and set(question.statistics) <= DIFFERENCES
    bound = share_bound(question.text)
    if not bound and (not (question.ranked or names or differ) or events_named(question) or ranks_arms(question)):
        return None
    if _ranks_fates(question):
        return None
    graded = bool(question.grades) and graded_beside(question)
    ranked = _rank(replace(question, grades=()) if graded else question, corpus=corpus, terms=terms)
    others = asked_beside(question, terms=terms, graded=graded)
    if ranked and (named := top_claimed(question)):
        listed = {row.outcome for sentence in ranked.sentences for row in sentence.results}
        others = () if named in listed else (named,)
    if ranked is None or not others:
        return ranked
    rest = replace(question, outcomes=others, ranked=False, grades=question.grades if graded else ())
    told = _answer_parts(rest, unnamed=False, corpus=corpus, terms=terms)
    return replace(ranked, sentences=(*ranked.sentences, *told.sentences))


def _ranks_fates(question: Question) -> bool:
    """Whether events are ranked by what they led to, which no rate tells: "which event most often led to stopping"."""
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    fates = (relations.consequences_of(question.text, m.start, m.end) for m in events[:1])
    return any(_FATES.intersection(told) for told in fates)


_WHICH_LED = "which single event led to it most often"
_FATES = frozenset({"discontinuation", "interruption", "dose reduction", "dose delay", "death"})


def _asks_unnamed(question: Question, *, corpus: Corpus) -> bool:
    """Whether the single events are asked that came from a treatment, of which a record only has the number."""
    return (
        asks_names(question) and bool(_RELATED.search(question.text)) and bool(record_of(question.trial, corpus=corpus))
    )


_RELATED = re.compile(r"\b(?:related to|treatment-related|drug-related|attributed to|caused by)\b", re.IGNORECASE)
_WHICH_RELATED = "which single events were judged to be related"
"""What a registry's table of events does not tell: it counts them all, whatever they came from."""


def _is_unasked(part: Question, question: Question) -> bool:
    """Whether an outcome only stands for a wider one that was asked: "infections" for each of them."""
    named = {m.term.name for m in question.mentions if m.term.kind == "outcome"}
    return bool(named) and part.outcomes[0] not in named and not is_approval(part.outcomes[0])


def _rank(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The ranking that "the most common side effects" asks for; ``None`` for another question."""
    safety = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    bound = share_bound(question.text)
    unknown = [token for token in question.unknown if not (bound and token.text[-1:].isdigit())]
    if question.subgroups or unknown or not any(term and term.category == "safety" for term in safety):
        return None
    figures = rank_events(question, corpus=corpus, terms=terms)
    if not figures and asks_excess(question):
        sums = summed_in_excess(question, corpus=corpus, terms=terms)
        told = [sentence for figure in sums for sentence in describe_figure(figure, terms=terms)]
        return Draft("answered", (Sentence(_NONE_IN_EXCESS), *told), question.trial)
    if not figures:
        return Draft("answered", (Sentence(_NONE_WITHIN),), question.trial) if bound else None
    told = [sentence for figure in figures for sentence in describe_figure(figure, terms=terms)]
    judged = (judge_top(named, figures),) if (named := top_claimed(question)) else ()
    return Draft(
        "answered", (*judged, introduce_ranking(figures, by_difference=asks_difference(question), bound=bound), *told)
    )


_NONE_IN_EXCESS = "Of the single adverse events that this corpus holds for both arms, none differs in the way asked."
_NONE_WITHIN = "Of the single adverse events that this corpus holds, none is within the share asked."
