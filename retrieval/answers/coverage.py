"""What of a question an answer leaves out, so that no part of it is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.answers.missed_doses import limits_missed
from retrieval.answers.missed_outcomes import outcomes_missed
from retrieval.answers.missed_slots import slots_missed
from retrieval.answers.phrasing import in_sentence
from retrieval.answers.reasons_told import tell_why
from retrieval.chat_model.prompting import fill
from retrieval.questions import clauses
from retrieval.questions.asks import COUNTS
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.questions.timed_titles import agree, of_one_kind, time_spans, times_told
from retrieval.records import Sentence
from retrieval.registry.carried import defined_words
from retrieval.registry.organ_classes import tells_class
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens

_ASKED = ("outcome", "topic", "statistic", "grade", "subgroup", "analysis", "arm", "population")
_MEASURED = ("efficacy", "safety")
_SENTENCE_ENDS = re.compile(r"\?\s+")


def tell_left_out(
    question: Question, sentences: Sequence[Sentence], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """One sentence for what is asked and neither told nor said to be missing: outcomes, parts, and reasons."""
    said = " ".join(sentence.text for sentence in sentences)
    words = words_of(question.trial, corpus=corpus)
    missed = _names_missed(question, sentences, corpus=corpus, terms=terms)
    missed = tuple(dict.fromkeys((*missed, *slots_missed(question, sentences))))
    told = [Sentence(fill("not_covered", subject="; ".join(missed)), stays=True)] if missed else []
    parts = (*_times_missed(question, said), *_fares_missed(question, sentences), *_pairs_missed(question))
    told += () if words.naming else tell_fates_left_out(question, sentences)  # a record's parts are asked again first
    told += [Sentence(fill("not_covered", subject=f"“{part}”"), stays=True) for part in dict.fromkeys(parts)]
    if words.naming:
        untold = _times_not_told(question, sentences)
        told += [Sentence(fill("not_covered", subject=f"“{part}”"), stays=True) for part in untold]
    quoted = any(sentence.quotes for sentence in sentences)
    unread = dict.fromkeys(
        (
            *_parts_not_read(question, said, quoted=quoted),
            *_counts_not_told(question, said, recorded=bool(words.naming)),
        )
    )
    told += [Sentence(fill("not_understood", part=part), stays=True) for part in unread]
    others = (*_places_missed(question, said), *limits_missed(question, said))
    told += [Sentence(fill("not_covered", subject=other), stays=True) for other in others]
    told += tell_why(question, sentences, corpus=corpus)
    return tuple(told)


def tell_outcomes_left_out(
    question: Question, sentences: Sequence[Sentence], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """One sentence for the outcomes that are asked and neither told nor said to be missing."""
    if tells_class(sentences):
        return ()  # "eye problems" are more than the one event that the vocabulary reads in them
    missed = _names_missed(question, sentences, corpus=corpus, terms=terms)
    return (Sentence(fill("not_covered", subject="; ".join(missed)), stays=True),) if missed else ()


def _names_missed(
    question: Question, sentences: Sequence[Sentence], *, corpus: Corpus, terms: TermIndex
) -> tuple[str, ...]:
    words = words_of(question.trial, corpus=corpus)
    shown = {row.outcome for sentence in sentences for row in sentence.results}
    missed = dict.fromkeys(outcomes_missed(question, sentences, words, terms=terms))
    return tuple(name for name in missed if not _is_defined_by(name, shown, question, corpus=corpus))


def _is_defined_by(name: str, shown: Collection[str], question: Question, *, corpus: Corpus) -> bool:
    """Whether the definition of a measure shown has the words by which an outcome was asked: "almost clear"."""
    said = [m.text for m in question.mentions if m.term.kind == "outcome" and in_sentence(m.term.name) == name]
    trial = question.trial or ""
    return any(defined_words(title, trial, corpus=corpus) & stems(words) for title in shown for words in said)


def _times_missed(question: Question, said: str) -> Iterator[str]:
    """Further questions of how long something took, where nothing that is told is a time of that unit."""
    text = question.text
    for start, end in pairwise([*clauses.further_questions(text), len(text)]):
        part = text[start:end]
        match = _HOW_LONG.match(part)
        if match and not re.search(rf"\d (?:{match['unit'] or _UNITS})s?\b", said, re.IGNORECASE):
            yield part.strip(" ,;?.")


def _fares_missed(question: Question, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Further questions of how those counted before did, where nothing that is told was measured of them."""
    absent = any("(subgroup: " in sentence.text for sentence in sentences if not sentence.results)
    if absent or any(row.category in _MEASURED for sentence in sentences for row in sentence.results):
        return
    text = question.text
    for start, end in pairwise([*clauses.further_questions(text), len(text)]):
        if _FARED.match(text, start, end):
            yield text[start:end].strip(" ,;?.")


def tell_fates_left_out(question: Question, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """One sentence for each further question of what an event led to, where nothing that is told is of that.

    "How many had it, and how many stopped because of it": those who had it are none who stopped.
    """
    said = " ".join(sentence.text for sentence in sentences)
    missed = dict.fromkeys(_fates_missed(question.text, set(consequences(said))))
    return tuple(Sentence(fill("not_covered", subject=f"“{part}”"), stays=True) for part in missed)


def _fates_missed(text: str, told: Collection[str]) -> Iterator[str]:
    for start, end in pairwise([*clauses.further_questions(text), len(text)]):
        part = text[start:end].strip(" ,;?.")
        fates = set(consequences(part)) & _FATES
        if fates and _OF_IT.search(part) and not fates & set(told):
            yield part


_FATES = {"discontinuation", "interruption", "dose reduction", "dose delay", "death"}
_OF_IT = re.compile(
    r"\b(?:because of|due to|owing to|on account of|for|over|from"
    r"|(?<!many )(?<!number )(?<!share )(?<!proportion )(?<!percentage )of) (?:it|them|this|that|these|those)\b"
    r"|\b(?:it|they|this|these|those) (?:ever )?(?:lead|led|cause[ds]?|result(?:ed)?|prove[dn]?)\b",
    re.IGNORECASE,
)
_THEY = r"(?:they|those|these)(?:\s(?:patients|people|ones))?"
_FARED = re.compile(
    rf"\W*(?:and\s)?(?:how (?:well |badly )?(?:did|do|does|have|was) (?:{_THEY}|it)\s(?:do|fare|get on|go|done|fared)"
    rf"|(?:did|do|have) {_THEY}\s(?:also\s)?(?:do|fare|fared|done|respond|benefit|live|get)\b"
    rf"|what happened to (?:them|{_THEY})|did it (?:work|help)\b)",
    re.IGNORECASE,
)


def _pairs_missed(question: Question) -> Iterator[str]:
    """Two events of which it is asked who had both, where each is told for itself: "how many had both A and B"."""
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    for one, other in pairwise(sorted(events, key=lambda m: m.start)):
        joined = question.text[one.end : other.start].strip().casefold() == "and"
        if joined and _HAD_BOTH.search(question.text[: one.start]):
            yield f"both {one.text} and {other.text}"


_HAD_BOTH = re.compile(
    r"\b(?:had|have|got|with|having|developed|experienced|suffered)\s(?:from\s)?both\s$", re.IGNORECASE
)


def _places_missed(question: Question, said: str) -> Iterator[str]:
    """Countries that are asked by name, where only how many there were is told."""
    asked, counted = _WHICH_PLACES.search(question.text), _COUNTED_PLACES.search(said)
    if asked and counted and not _COUNTRIES.search(said):
        yield "the countries by name"


_WHICH_PLACES = re.compile(
    r"\b(?:which|what|name|list|names of|list of)\s"
    r"(?:(?:all|the|of|individual|exact|specific|participating|other|\d{1,3})\s)*(?:countries|nations)\b",
    re.IGNORECASE,
)
_COUNTED_PLACES = re.compile(
    r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:countries|nations)\b"
    r"(?!\s?[(:\[—–]|,? (?:including|namely|such as|which were))",
    re.IGNORECASE,
)
"""A number of countries after which none is named."""
_COUNTRIES = re.compile(
    r"\b(?:United (?:States|Kingdom)|USA?|UK|Canada|Mexico|Brazil|Argentina|France|Germany|Italy|Spain|Poland|Japan"
    r"|China|India|Australia|South (?:Korea|Africa)|Israel|Turkey|Russia\w*)\b"
)
"""Countries of which a list of those of a trial has one."""
_UNITS = "day|week|month|year|hour|minute"
_HOW_LONG = re.compile(rf"\W*how (?:long\b(?! ago)|many (?P<unit>{_UNITS})s)\b", re.IGNORECASE)


_OF_WHOM = re.compile(
    r"\W*(?:and\s)?(?!from (?:what|which|how)\b[^?]*\bto (?:what|which|how)\b)"
    r"(?:(?:for|in|to|of|by|with|from|due to|because of)\s(?:which|what|whom)|whom?)\b",
    re.IGNORECASE,
)
"""A further question for somebody or something that no figure tells: "and for which patients"."""
_SLOT_WORDS = re.compile(
    r"\b(?:populations?|sets?|analys[ei]s|arms?|groups?|trials?|stud(?:y|ies)|cut-?offs?|papers?|sources?|reports?|units?"
    r"|publications?|data ?(?:sets?|bases?)|read-?outs?|articles?|abstracts?|references?|documents?"
    r"|percentages?|proportions?|shares?|fractions?|numbers?|figures?|values?|rates?|margins?|amounts?|degrees?|levels?"
    r"|differences?|extent|journals?|language|reasons?|routes?|ways?)\b",
    re.IGNORECASE,
)
"""What a figure is told with."""


def _parts_not_read(question: Question, said: str, *, quoted: bool) -> Iterator[str]:
    """Further questions of which a word was not understood, and in which nothing that is asked was."""
    text = question.text
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]
    cuts = sorted({0, *clauses.further_questions(text), *ends, len(text)})
    unread = (*question.unknown, *question.unread)
    for start, end in pairwise(cuts):
        words = [token for token in unread if start <= token.start < end]
        inside = [m for m in question.mentions if start <= m.start < end and m.term.name not in COUNTS]
        named = any(m.term.kind in _ASKED for m in inside)
        figured = any(m.term.kind in _ASKED and m.term.kind != "topic" for m in inside)
        whom = _OF_WHOM.match(text, start) and not _SLOT_WORDS.search(text, start, end)
        asked = stems(text[start:end]) - _ASKING  # "by which equation", of which a note tells
        if start and not (figured or words or quoted or (asked and asked <= stems(said))) and whom:
            yield text[start:end].strip(" ,;?.")
        words = [word for word in words if not set(consequences(word.text)) & set(consequences(said))]
        if start and words and not named and not stems(" ".join(w.text for w in words)) <= stems(said):
            yield text[start:end].strip(" ,;?.")


_ASKING = stems("and or by for in to of with from which what whom who due because the a an its their")


def _counts_not_told(question: Question, said: str, *, recorded: bool) -> Iterator[str]:
    """Further questions of how many or how much over a record, of which no word that is no common one is told."""
    text = question.text
    for start, end in pairwise([*clauses.further_questions(text), len(text)] if recorded else ()):
        part = text[start:end]
        match = _HOW_MANY.match(part)
        named = any(start <= m.start < end and m.term.name not in COUNTS for m in question.mentions)
        words = [t.text for t in split_tokens(part) if t.form not in common_words() and t.form.isalpha()]
        if match and words and not named and not stems(" ".join(words)) & stems(said):
            yield part.strip(" ,;?.")


_HOW_MANY = re.compile(r"\W*(?:how (?:many|much|often)|what (?:share|percentage|proportion|number))\b", re.IGNORECASE)


def _times_not_told(question: Question, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Of several times asked, those of which no result shown is, where one is of another: "at 12 and 24 months"."""
    rows = [row for sentence in sentences for row in sentence.results]
    told = frozenset().union(*(times_told(f"{row.outcome} {row.item} {row.time_frame} {row.note}") for row in rows))
    asked = [span for span in time_spans(question.text) if not _EVERY.search(question.text[: span[0]])]
    spans = [(text, times_told(text)) for text in (question.text[a:b] for a, b in asked)]
    missed = [text for text, times in spans if not agree(times, told)]
    if len(spans) > 1 and len(missed) < len(spans) and all(of_one_kind(times, told) for _, times in spans):
        yield from dict.fromkeys(missed)


_EVERY = re.compile(r"\b(?:every|each|per)[\s-]$", re.IGNORECASE)
"""Before a time that tells how often something was given."""
