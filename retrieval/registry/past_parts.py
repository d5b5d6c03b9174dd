"""Those of a history among the patients ("with prior heart failure"), in whom a record tells no result of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.titles_asked import BY_PART
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens


def with_past_not_held(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for those of a history as a part of the patients, where no row of what it asks is of them.

    An outcome of the same name is none of theirs: heart failure that came is no heart failure that had been.
    """
    words = words_of(question.trial, corpus=corpus)
    told = _OF_THE_PAST.search(question.text) or _AT_ENTRY.search(question.text)
    if told is None or _LEFT_OUT.search(question.text[: told.start()]) or not words.naming or question.subgroups:
        return question
    trial = question.trial or ""
    tokens = [t for t in split_tokens(question.text) if told.start("trait") <= t.start < told.end("trait")]
    tokens = [token for token in tokens if token.form not in common_words()]
    trait = frozenset().union(*(stems(token.text) for token in tokens))
    slots = corpus.table.slots(trial, ("outcome", "item", "subgroup", "population", "category"))
    titles = {title for name in question.outcomes for title in (name, *terms.outcomes_of(name, trial=trial))}
    asked = [slot for slot in slots if slot[0] in titles]
    measured = bool(asked) and all(slot[4] in _MEASURED for slot in asked)
    measured = measured and all(told.start("part") <= t.start < told.end("part") for t in question.unknown)
    if not measured or not trait or trait <= words.naming | in_lay_words(words.naming):
        return question
    parts = [stems(f"{item or ''} {part or ''} {those or ''}") for _, item, part, those, _ in asked]
    named = [stems(title or "") for title, *_ in asked if stems(title or "") & _PAST]
    if any(trait <= own | in_lay_words(own) for own in (*parts, *named)):
        return question
    part_told = told["part"].casefold()
    if any(part_told in (title or "").casefold() for title, *_ in asked):
        return question  # the title itself is of them
    if told.re is _AT_ENTRY and all(BY_PART.search(title or "") for title, *_ in asked):
        return question  # whose parts are those by a value at entry
    return replace(question, subgroups=(told["part"],))


_MEASURED = ("efficacy", "safety")
_PAST = stems("prior previous previously past history preexisting existing known")
_THOSE = (
    r"\b(?:patients|those|people|participants|subjects|individuals|adults|women|men|subgroup|pts)\s"
    r"(?:with|who (?:had|have)(?: had)?|having)\s"
)
_TRAIT = (
    r"(?P<trait>[A-Za-z][\w'’-]*(?:\s(?!at\b|in\b|on\b|and\b|versus\b|vs\b|who\b|was\b|were\b)[A-Za-z][\w'’-]*){0,3})"
)
_OF_THE_PAST = re.compile(
    rf"{_THOSE}(?:an?\s|any\s)?(?P<part>(?:(?:prior|previous|earlier|past|known|pre-?existing|existing)\s"
    rf"|(?:(?:prior|past|known|medical)\s)?histor(?:y|ies) of\s(?:an?\s)?){_TRAIT})",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"\b(?:without|exclud\w+|leav\w+ out|except|not)\s(?:for\s)?(?:the\s)?$", re.IGNORECASE)
_AT_ENTRY = re.compile(
    rf"{_THOSE}(?:an?\s)?(?P<part>{_TRAIT}\s(?:already\s)?(?:at (?:baseline|entry|enroll?ment)|when they entered))\b"
    r"(?![^,;?]*\d)",
    re.IGNORECASE,
)
