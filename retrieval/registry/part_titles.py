"""Outcomes that a record tells by parts of the patients, beside the same of all of them: "... by Baseline Grade"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from retrieval.questions.age_rows import asks_age
from retrieval.questions.question import Question
from retrieval.registry.arm_places import without_arms
from retrieval.registry.lay_words import in_lay_words
from retrieval.stems import stems


def without_parts_apart(question: Question) -> Question:
    """The question without outcomes told by parts of the patients that it does not ask for: "... by Baseline Grade"."""
    said = stems(question.text)
    apart = {
        name
        for name in question.outcomes
        if (part := part_told(name))
        and not is_said(part, said)
        and not _asks_parts(question)
        and not is_pointed_at(name, said)
        and not (_AGE.search(part) and asks_age(question.text))
    }
    bare = {stems(_BY_PART.sub("", name)) - _COUNTING for name in apart}
    left = tuple(name for name in question.outcomes if name not in apart)
    pointed = [stems(_BY_PART.sub("", name)) for name in left if is_pointed_at(name, said)]
    if pointed and not _OVERALL.search(question.text):  # the same of all patients is not asked
        of_parts = tuple(name for name in left if stems(name) not in pointed)
        return replace(question, outcomes=of_parts)
    others = any(words & stems(name) >= words - _ENDS for words in bare for name in left)
    return replace(question, outcomes=left) if left and others else question


def is_pointed_at(title: str, said: frozenset[str]) -> bool:
    """Whether a question, as stems, has a word of the patients that alone a title is of: "with low eosinophils"."""
    match = _BY_PART.search(title)
    own = stems(part_told(title)) - _SMALL - _OF_ANY_PART - stems(title[: match.start()]) if match else frozenset()
    return bool((own | in_lay_words(own)) & said)


def are_by_part(titles: Iterable[str], question: Question) -> bool:
    """Whether all titles tell an outcome by parts of the patients that a question does not ask for."""
    said = stems(question.text)
    parts = {title: part_told(title) for title in titles}
    by_row = {m.term.name for m in question.mentions if m.term.name in parts and not stems(m.text) & stems(m.term.name)}
    unasked = not by_row and all(
        part and not stems(part) & (said - _SMALL - stems(_BY_PART.sub("", title))) and not is_said(part, said)
        for title, part in parts.items()
    )
    return bool(parts) and unasked and not _asks_parts(question) and not _AGED.search(question.text)


def part_told(title: str) -> str:
    """The part of the patients that ends a title; empty where none does."""
    match = _BY_PART.search(title)
    return (match["part"] or _those(match)) if match else ""


def _those(match: re.Match[str]) -> str:
    return match["population"] or match["patients"] or ""


_OVERALL = re.compile(r"\b(?:overall|all|everyone|everybody|whole|total)\b", re.IGNORECASE)
_AGE = re.compile(r"\bage\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:ages?|aged|older|younger|elderly|old|years of age)\b", re.IGNORECASE)


def is_said(part: str, said: frozenset[str]) -> bool:
    """Whether a question, as stems, has a part of the patients in its words, or in everyday ones: "women" of sex."""
    own = stems(part) - _SMALL
    return own <= said or bool(in_lay_words(own) & said - _COUNTING)


def _asks_parts(question: Question) -> bool:
    """Whether parts of the patients are asked for, or one that such an outcome may tell."""
    return bool(question.subgroups) or bool(_PARTS.search(without_arms(question)))


_BY_PART = re.compile(
    r"\sby\s(?P<part>(?:Baseline\s|Prior\s)?(?!(?:[\w-]+\s){0,2}(?:Grade|Severity|Intensity)\b"
    r"(?<!Baseline Grade)(?<!Baseline Severity))"
    r"[A-Z](?:[\w\s+/%-]|\([^()]*\)(?=\s\w))*)(?:\s\([^()]*\))?$"
    r"|(?:\s(?:in|among)\s(?:the\s)?|[:,]\s)(?:Sub(?:group|set|population)|Population)\s"
    r"(?:of\s(?:Participants|Patients|Subjects)\s)?(?:With|Who|Aged)\s(?P<population>[^,;]+)$"
    r"|\s(?:in|among)\s(?:Participants|Patients|Subjects)\s(?:With|Who|Aged)\s(?P<patients>[^,;]+)$"
)
"""A part of the patients that ends a title; the severity of what it counts is none."""
_OF_ANY_PART = stems(
    "baseline screening prior at least therapy treatment history status type group category level use strata"
)
_COUNTING = stems("number of participants patients subjects percentage with rate score level")
_ENDS = stems("time to median at week month day")
_SMALL = stems("a an and at by for from in of on or the to with")
_PARTS = re.compile(
    r"\bby\s(?!how|week|day|month|year)\w|\bsubgroups?\b|\b(?:in|among)\s(?:the\s)?(?!(?:each|both|every|either|all)\s)(?:[\w-]+\s)?"
    r"(?:patients|those|people|participants|men|women|children|adults|disease|group|subgroup)\b"
    r"(?!\s(?:on|given|receiving|taking|treated|assigned|randomi[sz]ed)\b)",
    re.IGNORECASE,
)
