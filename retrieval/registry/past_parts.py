"""Those of a history among the patients ("with prior heart failure"), in whom a record tells no result of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    trait = _trait_of(told, question.text)
    if not trait or trait <= words.naming | in_lay_words(words.naming):
        return question
    trial = question.trial or ""
    slots = corpus.table.slots(trial, ("outcome", "item", "subgroup", "population", "category"))
    titles = {title for name in question.outcomes for title in (name, *terms.outcomes_of(name, trial=trial))}
    asked = [slot for slot in slots if slot[0] in titles]
    if not asked or any(slot[4] not in _MEASURED for slot in asked):
        return question
    if any(not told.start("part") <= token.start < told.end("part") for token in question.unknown):
        return question
    return question if _are_told(told, trait, asked) else replace(question, subgroups=(told["part"],))


def _trait_of(told: re.Match[str], text: str) -> frozenset[str]:
    """The words for what patients had had."""
    tokens = (token for token in split_tokens(text) if told.start("trait") <= token.start < told.end("trait"))
    return frozenset().union(*(stems(token.text) for token in tokens if token.form not in common_words()))


def _are_told(told: re.Match[str], trait: frozenset[str], asked: Sequence[tuple[str | None, ...]]) -> bool:
    """Whether a row of what is asked, or its title, is of those patients."""
    parts = [stems(f"{item or ''} {part or ''} {those or ''}") for _, item, part, those, _ in asked]
    titles = [title or "" for title, *_ in asked]
    named = [stems(title) for title in titles if stems(title) & _PAST]
    if any(trait <= own | in_lay_words(own) for own in (*parts, *named)):
        return True
    if any(told["part"].casefold() in title.casefold() for title in titles):
        return True  # the title itself is of them
    return told.re is _AT_ENTRY and all(BY_PART.search(title) for title in titles)  # whose parts are those by a value


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
