"""A value at baseline: the characteristics by which a question asks what patients had when they entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.item_rows import DIGITS
from retrieval.questions.meant import AND_LATER, at_baseline, at_entry
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.phrases import GLUE
from retrieval.registry.trial_words import TrialWords, words_of
from retrieval.stems import stems
from retrieval.terms import Mention, common_words, split_tokens


def with_trait_at_entry(question: Question, *, corpus: Corpus) -> Question:
    """The baseline characteristic asked by its short form, or in plain words: "how far could they walk".

    Only where a value at entry is asked; of several that carry some of the words the one that carries the most.
    """
    if not at_entry(question.text) or _REACHED.search(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    traits = [title for title, kind in kinds.items() if title and kind == "baseline"]
    left = [token for token in (*question.unknown, *question.unread) if sum(c.isupper() for c in token.text) > 1]
    if left:
        found = [title for title in traits if all(stems(token.text) <= stems(title) for token in left)]
    else:
        found = _in_plain_words(question, traits) if not (question.outcomes or question.unknown) else []
        found = found or ([] if question.outcomes else _by_every_word(question, traits))
    if len(found) != 1:
        return _with_trait_beside(question, traits, kinds)
    told = stems(found[0]) | in_lay_words(stems(found[0]))
    keep = tuple(token for token in question.unknown if token not in left and not stems(token.text) <= told)
    unread = tuple(token for token in question.unread if not stems(token.text) <= told)
    return replace(question, outcomes=(found[0],), unknown=keep, unread=unread)


def _with_trait_beside(question: Question, traits: Sequence[str], kinds: Mapping[str | None, str | None]) -> Question:
    """The question with the one characteristic that has the words left over, listed beside others: "age and leaks"."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    left = [token for token in (*question.unknown, *question.unread) if token.form not in common_words()]
    listed = bool(named) and all(_TRAIT in (m.term.category, kinds.get(m.term.name)) for m in named)
    told = {title: stems(title) | in_lay_words(stems(title)) for title in traits if title not in question.outcomes}
    found = [title for title, own in told.items() if left and all(stems(token.text) <= own for token in left)]
    if not listed or len(found) != 1:
        return question
    return replace(question, outcomes=(*question.outcomes, found[0]), unknown=(), unread=())


def with_time_before(question: Question, *, corpus: Corpus) -> Question:
    """The question for what a record counts of the time before entry: "attacks in the year before"."""
    if not _TIME_BEFORE.search(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    own = {title: stems(title) for title, kind in kinds.items() if title and kind == _TRAIT}
    own = {title: words | in_lay_words(words) for title, words in own.items() if words & _BEFORE and words & _SPANS}
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    left = (token.text for token in (*question.unknown, *question.unread))
    said = stems(" ".join((*(m.text for m in named), *left))) - _SPANS - _BEFORE
    found = [title for title, words in own.items() if said and said & words]
    if len(found) != 1:
        return question
    mentions = tuple(m for m in question.mentions if m not in named)
    unknown = tuple(token for token in question.unknown if not stems(token.text) <= own[found[0]])
    return replace(question, outcomes=(found[0],), mentions=mentions, unknown=unknown, unread=())


_TIME_BEFORE = re.compile(
    r"\b(?:in|during|over|within)\s(?:the\s)?(?:(?:past|previous|preceding|prior|last)\s(?:\d+\s|twelve\s|six\s)?"
    r"(?:years?|months?|weeks?)|(?:\d+\s|twelve\s|six\s)?(?:years?|months?|weeks?)\s(?:before|prior))\b",
    re.IGNORECASE,
)
_BEFORE = stems("before prior previous past last preceding")
_SPANS = stems("year month week")


def with_traits_named(question: Question, *, corpus: Corpus) -> Question:
    """The question for the baseline characteristics that have the names asked, in place of what happened later.

    "How severe was the eczema at the start" is of its score at baseline, and of no adverse event.
    """
    if not at_baseline(question.text) or _REACHED.search(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    words = words_of(question.trial, corpus=corpus)
    own = {title: stems(f"{title} {words.in_full(title)}") for title, kind in kinds.items() if title and kind == _TRAIT}
    told = {title: carried | in_lay_words(carried) for title, carried in own.items()}
    instead: dict[str, str] = {}
    for mention in question.mentions:
        if mention.term.kind == "outcome" and _TRAIT not in (kinds.get(mention.term.name), mention.term.category):
            ways = _ways(mention, words)
            if trait := _trait_of(ways, own, told, stems(question.text)):
                led = [n for n in question.outcomes if kinds.get(n) != _TRAIT and any(way <= stems(n) for way in ways)]
                instead |= dict.fromkeys((mention.term.name, *led), trait)  # the titles to which the name has led, too
    outcomes = tuple(dict.fromkeys(instead.get(name, name) for name in question.outcomes))
    if outcomes == question.outcomes:
        return question
    carried = frozenset().union(*(told[title] for title in instead.values()))
    graded = [m.term.name for m in question.mentions if m.term.kind == "grade" and stems(m.text) <= carried]
    return replace(
        question,
        outcomes=outcomes,
        mentions=tuple(m for m in question.mentions if m.term.kind != "outcome" or m.term.name not in instead),
        grades=tuple(grade for grade in question.grades if grade not in graded),
    )


def _ways(mention: Mention, words: TrialWords) -> list[frozenset[str]]:
    """The words of a name without those for the start: as they stand, spelled out, and without a word for a state."""
    bare = _ENTRY.sub("", mention.text).strip()
    ways = (stems(bare), stems(words.spell_out(bare) or ""), stems(_STATE.sub("", bare).strip()))
    return [way for way in ways if way]


def _trait_of(
    ways: Iterable[frozenset[str]],
    own: Mapping[str, frozenset[str]],
    told: Mapping[str, frozenset[str]],
    said: frozenset[str],
) -> str | None:
    """The one characteristic that has a name's words, most of the question's, and the fewest besides.

    Args:
        own: The words of each title.
        told: The same with those in which people speak of it.
        said: The words of the question.
    """
    found = [title for title in told if any(way <= told[title] for way in ways)]
    most = max((len(told[title] & said) for title in found), default=0)
    best = [title for title in found if len(told[title] & said) == most]
    least = min((len(own[title]) for title in best), default=0)  # "days of pain", and none of its medication
    best = [title for title in best if len(own[title]) == least]
    return best[0] if len(best) == 1 else None


_ENTRY = re.compile(
    r"\b(?:at )?(?:baseline|(?:study )?entry|screening|the (?:start|outset|beginning))\b", re.IGNORECASE
)
_STATE = re.compile(r"[\s-](?:positive|negative|high|low)$", re.IGNORECASE)
"""How a part is told by a characteristic: "PD-L1 positive" by its status."""
_TRAIT = "baseline"
_REACHED = re.compile(r"\b(?:baseline|entry|start|outset)\s(?:reached|achieved|attained)\b", re.IGNORECASE)
"""That it is asked what those with a trait reached later."""


def without_changes(question: Question, *, corpus: Corpus) -> Question:
    """The question without changes from baseline, where the value at baseline is asked, and is held."""
    if not at_baseline(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    kept = tuple(name for name in question.outcomes if not _CHANGE.match(name))
    held = any(kinds.get(name) == "baseline" for name in kept)
    return replace(question, outcomes=kept) if held else question


_CHANGE = re.compile(r"(?:(?:mean|median|percent\w*) )?(?:change|ratio|improvement|reduction)\b", re.IGNORECASE)


def _in_plain_words(question: Question, traits: Sequence[str]) -> list[str]:
    """The traits that carry the most words of a question, and more than one."""
    said = [stems(token.text) for token in split_tokens(question.text) if token.form not in GLUE]
    told = {title: stems(title) | in_lay_words(stems(title)) for title in traits}
    carried = {title: sum(word <= told[title] for word in said) for title in traits}
    most = max(carried.values(), default=0)
    return [title for title in traits if carried[title] == most] if most >= _FEWEST_PLAIN else []


def _by_every_word(question: Question, traits: Sequence[str]) -> list[str]:
    """The traits that carry every word of a question which tells what is asked: "how heavy were they at entry"."""
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial", "statistic", "topic")]
    bare = _ENTRY.sub(lambda match: " " * len(match[0]), question.text)
    left = [t for t in split_tokens(bare) if not any(m.start <= t.start < m.end for m in named)]
    said = [stems(t.text) for t in left if t.form not in GLUE and t.form not in common_words()]
    told = {title: stems(title) | in_lay_words(stems(title)) for title in traits}
    return [title for title in traits if said and all(word <= told[title] for word in said)]


_FEWEST_PLAIN = 2
"""Everyday words that have to agree: one stands in many titles."""


def with_values_at_entry(question: Question, *, corpus: Corpus) -> Question:
    """The question for a characteristic at baseline, too, of what it asks then and later, or how much it changed.

    A measure that is a change itself tells what is asked alone.
    """
    both = at_entry(question.text) and AND_LATER.search(question.text)
    if not both and not _CHANGED.search(question.text):
        return question
    slots = {
        (title, kind) for title, kind in corpus.table.slots(question.trial or "", ("outcome", "category")) if title
    }
    traits = [title for title, kind in slots if kind == _TRAIT]
    said = stems(question.text) | {digit for word, digit in DIGITS.items() if stems(word) <= stems(question.text)}
    found: list[str] = []
    for name in question.outcomes:
        measured = (name, _MEASURED) in slots and (name, _TRAIT) not in slots
        own = [title for title in traits if measured and (both or not _OF_CHANGE.search(name))]
        own = [title for title in own if stems(title) == stems(name) or _is_said(title, said)]
        found += [*sorted(own), name]
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


def _is_said(title: str, said: frozenset[str]) -> bool:
    """Whether all words of a characteristic stand in a question, and one of them is no common one."""
    words = stems(title)
    return words <= said and any(token.form not in common_words() for token in split_tokens(title))


_MEASURED = "efficacy"
_CHANGED = re.compile(
    r"\bhow (?:much|far) (?:did|has|have)\b[^?]*\b(?:chang|fall|drop|rise|increas|decreas|improv|worsen|move)\w*"
    r"|\bfrom what to what\b|\bbefore and after\b",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"\b(?:chang|reduc|decreas|increas|improv|ratio|differ|rise|declin|fold)\w*", re.IGNORECASE)
