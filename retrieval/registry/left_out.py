"""The parts of a question over a record of which an answer tells nothing, as each is answered by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import is_pointer, pointer_last
from retrieval.answers.analysed import names_analysed, tells_analysed
from retrieval.answers.answering import Draft
from retrieval.chat_model.prompting import fill
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.clauses import counts_patients, parts_alone, parts_by_themselves
from retrieval.registry.criteria_words import CROSSOVER
from retrieval.registry.each_time import with_each_time
from retrieval.registry.event_effects import with_effect_not_held
from retrieval.registry.organ_classes import classes_listed, tells_class
from retrieval.registry.primary_asked import asks_primary_beside
from retrieval.registry.said_beside import said_beside
from retrieval.registry.trial_words import record_of


def lacks(draft: Draft) -> bool:
    """Whether an answer says of something asked that it is not held, or not told."""
    return draft.status != "answered" or any(
        sentence.stays and not sentence.results and not sentence.quotes for sentence in draft.sentences
    )


def with_what_is_left_out(question: Question, whole: Draft, *, draft: Callable[[str], Draft], corpus: Corpus) -> Draft:
    """The answer with what the record says beside its figures, and with the parts of the question that it lacks.

    Args:
        draft: Answers a text by itself.
    """
    whole = with_each_time(whole, question.text, draft=draft)
    if asks_primary_beside(question.text):
        whole = _with_primary(whole, draft(_PRIMARY_RESULT), corpus=corpus)
    whole = with_effect_not_held(question, whole, corpus=corpus) if whole.status == "answered" else whole
    if said := said_beside(question, whole, corpus=corpus):
        only = CROSSOVER.search(question.text) and not any(sentence.results for sentence in whole.sentences)
        if whole.status != "answered" or only:
            return Draft("answered", said, question.trial)
        kept = (one for one in whole.sentences if one.text != fill("no_reason").strip())
        whole = replace(whole, sentences=pointer_last((*kept, *said)))
    if not lacks(whole):
        return with_parts_left_out(question, whole, draft=draft)
    alone = [draft(part) for part in parts_alone(question)]
    clean = [each for each in alone if not lacks(each)]
    if not clean or (len(clean) < len(alone) and whole.status == "answered"):
        return whole
    sentences = tuple(dict.fromkeys(sentence for each in alone for sentence in each.sentences))
    notices = tuple(dict.fromkeys(notice for each in alone for notice in each.notices))
    return Draft("answered", sentences, question.trial, notices)


def _with_primary(whole: Draft, primary: Draft, *, corpus: Corpus) -> Draft:
    """The answer with the result of the primary outcome, in place of what that is."""
    record = record_of(whole.trial, corpus=corpus)
    if record is None or not any(sentence.results for sentence in primary.sentences):
        return whole
    defined = [(section.start, section.end) for section in record.sections if section.title == _DEFINED]

    def defines(sentence: Sentence) -> bool:
        return bool(sentence.quotes) and all(any(a <= q.start < b for a, b in defined) for q in sentence.quotes)

    kept = (sentence for sentence in whole.sentences if sentence.results or not defines(sentence))
    told = (sentence for sentence in primary.sentences if sentence.results)
    return replace(whole, status="answered", sentences=pointer_last((*told, *kept)))


_PRIMARY_RESULT = "What was the result of the primary outcome?"
_DEFINED = "Primary outcomes"


def with_parts_left_out(question: Question, whole: Draft, *, draft: Callable[[str], Draft]) -> Draft:
    """The answer with those parts of the question of which it tells nothing, before it or after it as they are asked.

    Args:
        draft: Answers a text by itself.
    """
    before: list[Sentence] = []
    after: list[Sentence] = []
    for part, first in parts_by_themselves(question):
        if first and _OF_THOSE.search(question.text) and counts_patients(part):
            continue  # both are counted together
        if _AGES.fullmatch(part) and any(_TELLS_AGES.search(sentence.text) for sentence in whole.sentences):
            continue  # of those who could take part
        if names_analysed(part) and any(tells_analysed(sentence) for sentence in whole.sentences):
            continue  # in how many what the whole asks was measured
        alone = draft(part)
        apart = question.text.count("?") > 1  # sentences lean less on one another than clauses
        told = _evidence(alone) <= _evidence(whole) if apart else bool(_evidence(alone) & _evidence(whole))
        if not lacks(alone) and not told and not _figures(alone) <= _figures(whole):
            (before if first else after).extend(alone.sentences)
    named = [m.text.casefold() for m in question.mentions if m.term.kind == "outcome"]
    for part in classes_listed(question.text):
        if any(part.casefold() in name and part.casefold() != name for name in named):
            continue  # one event that the class is a word of: "urinary infections"
        alone = draft(part)
        if tells_class(alone.sentences):
            after.extend(sentence for sentence in alone.sentences if sentence not in whole.sentences)
    if not before and not after:
        return whole
    return replace(whole, sentences=pointer_last((*before, *whole.sentences, *after)))


_AGES = re.compile(r"(?:at |of |from )?(?:what|which) ages?(?: (?:range|limits?|group))?", re.IGNORECASE)
_TELLS_AGES = re.compile(r"\b(?:Minimum|Maximum) age: ")
_OF_THOSE = re.compile(r"\bof (?:those|these|them|which|whom)\b", re.IGNORECASE)


def _figures(draft: Draft) -> set[object]:
    """The figures told by arm; what has none is told by its sentence."""
    told = _told(draft)
    rows: set[object] = {(row.arm or row.comparison, str(row.value)) for sentence in told for row in sentence.results}
    texts: set[object] = {sentence.text for sentence in told}
    return rows or texts


def _evidence(draft: Draft) -> set[object]:
    """The results and the quotes that an answer rests on."""
    rows = {row.id for sentence in _told(draft) for row in sentence.results}
    return {*rows, *(quote for sentence in _told(draft) for quote in sentence.quotes)}


def _told(draft: Draft) -> list[Sentence]:
    """The sentences of an answer but for the line on what else could be asked."""
    return [sentence for sentence in draft.sentences if not is_pointer(sentence)]
