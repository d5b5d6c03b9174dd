"""The answer that a registry record gives in its own words: definitions, criteria and fields."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import is_pointer, not_found
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.definitions import asks_definition, asks_what_it_is
from retrieval.answers.phrasing import in_sentence
from retrieval.questions import wording
from retrieval.questions.clauses import further_questions
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.controls import tell_controls
from retrieval.registry.criteria import tell_criteria, words_without_criterion
from retrieval.registry.durations import tell_durations, tell_period
from retrieval.registry.empty_arms import tell_empty_arms
from retrieval.registry.fields import FieldsAsked, fields_asked
from retrieval.registry.given import describe_given, describe_names
from retrieval.registry.noninferiority import ASKED as NONINFERIORITY
from retrieval.registry.noninferiority import tell_noninferiority
from retrieval.registry.organ_classes import tell_organ_class
from retrieval.registry.planned import describe_planned
from retrieval.registry.ranked_rows import tell_ranked_rows
from retrieval.registry.reasons import WHY, tell_reasons
from retrieval.registry.set_definitions import define_sets
from retrieval.registry.trial_words import record_of, words_of
from retrieval.registry.unposted import tell_unposted
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex

_OF_THE_RECORD = ("design", "disposition")
"""Kinds of outcomes that a field tells as well."""


def answer_from_record(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """What the record of a question's trial says in words; ``None`` where figures are asked, or no record is held."""
    if empty := tell_empty_arms(question, corpus=corpus):
        return empty
    for tell in _FIRST:
        if told := tell(question, corpus=corpus, terms=terms):
            beside = _masking_beside(question, corpus=corpus) if tell is describe_given else ()
            return Draft("answered", (*told, *beside), question.trial)
    if unposted := tell_unposted(question, corpus=corpus):
        return Draft("not_found", unposted, question.trial)
    if _TEST.search(question.text) and (tested := _tell_tests(question, corpus=corpus, terms=terms)):
        return tested
    if period := tell_period(question, corpus=corpus):
        return period
    if asks_reason(question) and (reasons := tell_reasons(question, corpus=corpus)):
        return Draft("answered", reasons, question.trial)
    if _lasts(question, corpus=corpus, terms=terms) and (durations := tell_durations(question, corpus=corpus)):
        return Draft("answered", durations, question.trial)
    fields = fields_asked(question, corpus=corpus)
    criteria = tell_criteria(question, corpus=corpus)
    if criteria:
        counted = _counted_beside(question, corpus=corpus, terms=terms)
        return Draft("answered", _each_once((*criteria, *fields.told, *counted)), question.trial)
    lacking = () if fields.told or question.outcomes else words_without_criterion(question, corpus=corpus)
    if lacking:
        subject = f"a criterion on “{' '.join(lacking)}”"
        return Draft("not_found", (not_found(subject, corpus=corpus, question=question),), question.trial)
    if not fields.told:
        return _without_field(question, fields, corpus=corpus) or _without_results(question, corpus=corpus)
    figures = _figures_beside(question, fields, corpus=corpus, terms=terms)
    shown = figures.sentences if figures else ()
    return Draft("answered", _each_once((*shown, *fields.told)), question.trial, figures.notices if figures else ())


def _define(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """What the outcomes are that are to be explained."""
    asked = question.method or asks_definition(question.text) or asks_what_it_is(question)
    told = describe_planned(question, corpus=corpus, terms=terms) if question.outcomes and asked else ()
    counts = bool(told) and bool(_AND_HOW_MANY.search(question.text) or _AND_RESULTS.search(question.text))
    return (*told, *(_figures_of(question, corpus=corpus, terms=terms) if counts else ()))


def _figures_of(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The figures of what is asked, beside what the record says of it; nothing where none is held."""
    figures = answer_figures(question, corpus=corpus, terms=terms)
    return figures.sentences if figures and figures.status == "answered" else ()


def _tell_sets(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Who belongs to the analysis sets that are to be defined, with how many do where that is asked, too."""
    sets = define_sets(question, corpus=corpus) if asks_definition(question.text) else ()
    counts = bool(sets) and bool(_AND_HOW_MANY.search(question.text))
    return (*sets, *(_figures_of(question, corpus=corpus, terms=terms) if counts else ()))


_FIRST = (
    _tell_sets,
    tell_controls,
    _define,
    tell_noninferiority,
    tell_ranked_rows,
    describe_names,
    tell_organ_class,
    describe_given,
)
"""What is asked for before anything else of a record, in this order."""


def _masking_beside(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """Who was masked, where that is asked beside what was given."""
    masked = tuple(name for name in question.outcomes if name == "Masking")
    return fields_asked(replace(question, text=""), corpus=corpus).told if masked else ()


def asks_reason(question: Question) -> bool:
    """Whether only the reason of something is asked, and not why patients left, which the flow counts."""
    match = WHY.search(question.text)
    left = any(name.startswith("Not completed") for name in question.outcomes)
    before = question.text[: match.start()] if match else ""
    return match is not None and not left and not _ASKS_BEFORE.search(before)


_ASKS_BEFORE = re.compile(r"\b(?:what|how|which|when|did|was|were|is there)\b", re.IGNORECASE)


def _lasts(question: Question, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether nothing that the table holds is asked, so that a time frame may tell how long it lasted."""
    trial = question.trial or ""
    titles = {title for name in question.outcomes for title in terms.outcomes_of(name, trial=trial)}
    units = corpus.table.slots(trial, ("outcome", "unit"))
    told = [title for title, unit in units if title in titles and (unit or "").rstrip("s") in _UNITS_OF_TIME]
    others = any(m.term.category in _MEASURED for m in question.mentions if m.term.kind == "outcome")
    return not told and not (titles and others) and not question.unknown


_UNITS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "year")
_MEASURED = ("efficacy", "safety")


def _counted_beside(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """What was found at entry of what is asked, where that is a further question: "were men included, and how many"."""
    counted = [m.term.name for m in question.mentions if m.term.kind == "outcome" and m.term.category == _TRAIT]
    parts = further_questions(question.text)
    if not _AND_HOW_MANY.search(question.text) and not (parts and at_entry(question.text[parts[0] :])):
        return ()
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    said = stems(f"{question.text} {words_of(question.trial, corpus=corpus).in_full(question.text)}")
    traits = [title for title, kind in kinds.items() if title and kind == _TRAIT]
    own = {title: stems(_BRACKETS.sub("", title)) - _OF_USE for title in traits}
    counted += [title for title, told in own.items() if told <= said or (told & said and told - said <= _PLAIN)]
    if not counted:
        return ()
    part = replace(question, outcomes=tuple(dict.fromkeys(counted)), topics=(), unknown=(), unread=())
    return _figures_of(part, corpus=corpus, terms=terms)


_TRAIT = "baseline"
_PLAIN = stems("score total complete continuous customized level value index")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OF_USE = stems("use of a the prior previous history concomitant current at baseline")
"""What the name of a characteristic adds to that of a drug or a disease."""
_AND_RESULTS = re.compile(
    r"(?:[,;?]|\band\b)[^,;?]{0,20}\bwhat(?:['’]s|\s(?:was|were|is|are|did)) (?:the|its|their|they|it) (?:\w+ ){0,2}"
    r"(?:rates?|results?|figures?|numbers?|values?|outcomes?|percentages?|scores?|show|find|differences?)\b"
    r"|(?:[,;?]|\band\b)[^,;?]{0,20}\b(?:what|which) (?:share|proportion|percentage)\b",
    re.IGNORECASE,
)
"""That the figures of what is defined are asked, too: "and what were the rates"."""
_AND_HOW_MANY = re.compile(r"(?:[,;?]|\band\b|\bif so\b)[^,;?]{0,20}\bhow (?:many|often)\b", re.IGNORECASE)
_TEST = re.compile(
    r"\b(?:(?:significance|p[- ]?values?|p) (?:threshold|level|limit|boundary|cut-?off)|alpha(?: level)?"
    r"|threshold (?:for|of) (?:statistical )?(?:significance|the p[- ]?value|p)"
    r"|(?:which|what) (?:statistical )?(?:test|model|method of analysis)|statistical (?:test|method|model)s?"
    r"|stratifi\w+|adjusted for|covariates?|(?:what|which|how (?:large|wide|big))\b[^?]*\bmargins?"
    r"|p[- ]?values?\b[^?]*\b(?:which|what)\b[^?]*\blevel"
    r"|non-?inferiority margins?|margins? (?:of|for) non-?inferiority)\b",
    re.IGNORECASE,
)
"""Words by which it is asked how an effect was tested."""


def _tell_tests(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The effects of the outcomes asked with what the record notes of their analysis; ``None`` where nothing is."""
    if record_of(question.trial, corpus=corpus) is None:
        return None
    outcomes = question.outcomes or _tested_so(question, corpus=corpus)
    plain = replace(question, outcomes=outcomes, statistics=(), unknown=(), unread=(), weighs=False)
    figures = answer_figures(plain, corpus=corpus, terms=terms)
    shown = [row for sentence in (figures.sentences if figures else ()) for row in sentence.results]
    effects = {row.id: row for row in shown if row.comparison and row.note}
    notes = [Sentence(f"Analysis of {in_sentence(row.outcome)}: {row.note}", (row,)) for row in effects.values()]
    sentences = figures.sentences if figures else ()
    told = [sentence for sentence in sentences if effects.keys() & _ids(sentence)]
    pointers = filter(is_pointer, sentences)
    return Draft("answered", (*told, *notes, *pointers), question.trial) if notes else None


def _tested_so(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes that were tested for noninferiority in the arms asked, where that is asked and no outcome is."""
    rows = corpus.table.results(trial=question.trial or "") if NONINFERIORITY.search(question.text) else ()
    tested = [row for row in rows if row.comparison and NONINFERIORITY.search(row.note or "")]
    pairs = {row.id: set((row.comparison or "").split(" vs ")) for row in tested}
    own = [row for row in tested if pairs[row.id] & set(question.arms)] or tested
    found = tuple(dict.fromkeys(row.outcome for row in own))
    return found if len(found) <= _MOST_UNNAMED else ()


def _ids(sentence: Sentence) -> set[str]:
    return {row.id for row in sentence.results if row.comparison}


def _without_field(question: Question, fields: FieldsAsked, *, corpus: Corpus) -> Draft | None:
    """That a field is not held, where nothing else is asked; else ``None``."""
    named = any(m.term.kind in ("outcome", "statistic") for m in question.mentions)
    if not fields.lacking or named:
        return None
    subject = "; ".join(name[:1].lower() + name[1:] for name in fields.lacking)
    return Draft("not_found", (not_found(subject, corpus=corpus, question=question),), question.trial)


def _without_results(question: Question, *, corpus: Corpus) -> Draft | None:
    """That no results are posted, where a result is asked of a record that has none; else ``None``."""
    held = any(
        source.trial == question.trial for source in corpus.sources.values() if corpus.result_counts.get(source.id)
    )
    asked = question.statistics or wording.asks_result(question.text) or wording.weighs(question.text)
    if held or not asked or record_of(question.trial, corpus=corpus) is None:
        return None
    return Draft("not_found", (not_found("results of this trial", corpus=corpus, question=question),), question.trial)


def _figures_beside(question: Question, fields: FieldsAsked, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The figures of the outcomes that stand beside the fields asked, and of those that a field tells as well."""
    named = {m.term.name: m for m in question.mentions if m.term.kind == "outcome"}
    others = []
    for name in question.outcomes:
        mention = named.get(name)
        inside = mention is not None and any(mention.start < end and start < mention.end for start, end in fields.spans)
        told = mention is not None and mention.term.category in _OF_THE_RECORD
        if mention is not None and any(_is_other_word(question.text, mention, span) for span in fields.spans):
            continue
        if not inside or (told and terms.outcomes_of(name, trial=question.trial or "")):
            others.append(name)
    if len(others) > _MOST_UNNAMED and not any(name in named for name in others):
        return None  # whatever was measured is no part of what the field tells
    left = replace(question, outcomes=tuple(others), unknown=(), unread=())
    figures = answer_figures(left, corpus=corpus, terms=terms) if others else None
    if figures and figures.status == "not_found" and all(name not in named for name in others):
        return None
    return figures


_MOST_UNNAMED = 3
"""Outcomes that no word names, and that are told beside a field."""


def _is_other_word(text: str, mention: Mention, span: tuple[int, int]) -> bool:
    """Whether a name is only another word for a field: "countries or regions"."""
    between = text[min(mention.end, span[1]) : max(mention.start, span[0])]
    return bool(_OR.fullmatch(between))


_OR = re.compile(r"\s?(?:/|or)\s?", re.IGNORECASE)


def _each_once(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return tuple(dict.fromkeys(sentences))
