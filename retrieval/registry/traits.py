"""Parts of the patients that a question counts: rows of a record's baseline, or what it does not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.lexicon import SHORTEST_TYPO
from retrieval.questions.age_rows import ages_within, tells_age
from retrieval.questions.clauses import further_questions
from retrieval.questions.item_rows import DIGITS, SEXES
from retrieval.questions.meant import AND_LATER, at_baseline, at_entry
from retrieval.questions.question import Question
from retrieval.questions.relations import is_counted
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.measure_words import measures_of
from retrieval.registry.phrases import GLUE
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, common_words, split_tokens

_SIZE = "Patients randomised"
_STARTED = "Started"


def with_age_classes(question: Question, *, corpus: Corpus) -> Question:
    """The class of age that is asked for, as a row of the baseline where the record has it; of no measured outcome."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    counted = bool(named) and all(m.term.category == "baseline" and m.term.name.startswith("Age ") for m in named)
    if not (question.subgroups or counted) or any(m.term.category in ("efficacy", "safety") for m in named):
        return question
    if question.unknown and not question.statistics:
        return question  # something else is asked of them
    if _GAINED.search(question.text):
        told = measures_of(question.trial or "", corpus=corpus)
        aged = tuple(title for title, each in told.items() if tells_age(each.names, question.text))
        return replace(question, outcomes=aged, subgroups=()) if 0 < len(aged) <= _MOST_AGED else question
    rows = [row for row in corpus.table.results(trial=question.trial) if row.category == "baseline"]
    held = ages_within(rows, question.text)
    return replace(question, outcomes=(held[0].outcome,), subgroups=(), statistics=()) if held else question


_MOST_AGED = 2
"""Measures that have a class of age apart, and answer together what it gained."""


def with_traits(question: Question, *, corpus: Corpus) -> Question:
    """The question for the baseline characteristic of which the part asked is a row: "Black" of the races."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    if not question.subgroups or any(m.term.category in ("efficacy", "safety") for m in named):
        return question
    if (question.unread and not _COUNTED.search(question.text)) or _GAINED.search(question.text):
        return question  # something else is asked of them
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category", "subgroup"))
    parts = {part for *_, part in slots if part}
    rows = [(outcome, item) for outcome, item, kind, _ in slots if kind == "baseline" and item]
    found: dict[str, str] = {}
    for mention in question.mentions:
        if mention.term.kind == "subgroup" and mention.term.name in question.subgroups and mention.text not in parts:
            own = [outcome for outcome, item in rows if _holds_word(item, mention.text)]
            found |= {mention.term.name: own[0]} if len(set(own)) == 1 else {}
    if not found:
        return question
    left = tuple(name for name in question.subgroups if name not in found)
    others = (name for name in question.outcomes if name not in (_SIZE, _STARTED))
    return replace(question, outcomes=tuple(dict.fromkeys((*others, *found.values()))), subgroups=left)


def with_histories(question: Question, *, corpus: Corpus) -> Question:
    """The question for the history that a record counts at baseline: "how many had had a clot before" is no result."""
    told = _HISTORY.search(question.text)
    if told is None or not _COUNTED.search(question.text[: told.start()]) or _OF_THOSE.search(question.text):
        return question
    after = [token for token in split_tokens(question.text) if token.start >= told.start()]
    said = [token for token in after if token.form not in common_words() and not stems(token.text) & _PAST]
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    words = words_of(question.trial, corpus=corpus)
    found: list[str] = []
    for title, kind in kinds.items():
        own = stems(f"{title} {words.in_full(title or '')}")
        own |= in_lay_words(own)
        if kind == "baseline" and own & _PAST and said and all(stems(token.text) <= own for token in said):
            found.append(title or "")
    if len(found) != 1:
        return question
    spoken = {m.term.name for m in question.mentions if m.term.kind == "outcome" and m.start < told.start()}
    others = (name for name in question.outcomes if name in spoken and name not in (_SIZE, _STARTED))
    mentions = tuple(m for m in question.mentions if m.term.kind != "outcome" or m.start < told.start())
    return replace(question, outcomes=(*others, *found), mentions=mentions, unknown=(), unread=(), subgroups=())


_HISTORY = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|past|histor(?:y|ies) of|already had|had (?:ever |already )?had|had before)\b",
    re.IGNORECASE,
)
_PAST = stems("previous previously prior earlier past history established existing known")
_OF_THOSE = re.compile(
    r"\b(?:in|among|for|of) (?:the |those |patients |people |participants )+(?:with|who)\b", re.IGNORECASE
)
"""That an outcome is asked in those of a history."""
_COUNTED = re.compile(
    r"\b(?:how many|how much|share|fraction|per ?cent\w*|proportion|numbers?|took part|included"
    r"|were (?:there|any)|any|who)\b|%|^\W*\w+\W*$",
    re.IGNORECASE,
)
"""That those of a kind are counted, or that only they are named."""


_GAINED = re.compile(
    r"\b(?:benefit\w*|respond\w*|work\w*|help\w*|gain\w*|effects?|effective\w*|fare[ds]?"
    r"|do (?:any |just |equally )?(?:as well|better|worse|any|less|more|differently|poorly|well))\b",
    re.IGNORECASE,
)
"""That it is asked what the treatment did for those of a kind, and not how many they are."""


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
    if len(found) != 1:
        return question
    keep = tuple(token for token in question.unknown if token not in left)
    return replace(question, outcomes=(found[0],), unknown=keep)


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


_FEWEST_PLAIN = 2
"""Everyday words that have to agree: one stands in many titles."""


def with_counted_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for a part of the patients that it counts beside others and the record does not hold, by itself."""
    held = {part for (part,) in corpus.table.slots(question.trial or "", ("subgroup",)) if part}
    counted = {
        m.term.name: m.text
        for m in question.mentions
        if m.term.kind == "subgroup" and m.term.name in question.subgroups and is_counted(question.text[: m.start])
        if _begins_anew(m, question) and not terms.outcomes_of(m.text, trial=question.trial or "")
        if m.term.name not in held and not terms.members(m.term.name, trial=question.trial or "")
    }
    if not counted or not question.outcomes:
        return question
    left = tuple(name for name in question.subgroups if name not in counted)
    mentions = tuple(
        replace(m, term=Term("outcome", m.text)) if m.term.kind == "subgroup" and m.term.name in counted else m
        for m in question.mentions
    )
    return replace(question, outcomes=(*question.outcomes, *counted.values()), subgroups=left, mentions=mentions)


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
    traits = [title for title, kind in slots if kind == _BASELINE]
    said = stems(question.text) | {digit for word, digit in DIGITS.items() if stems(word) <= stems(question.text)}
    found: list[str] = []
    for name in question.outcomes:
        measured = (name, _MEASURED) in slots and (name, _BASELINE) not in slots
        own = [title for title in traits if measured and (both or not _OF_CHANGE.search(name))]
        own = [title for title in own if stems(title) == stems(name) or _is_said(title, said)]
        found += [*sorted(own), name]
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


def _is_said(title: str, said: frozenset[str]) -> bool:
    """Whether all words of a characteristic stand in a question, and one of them is no common one."""
    words = stems(title)
    return words <= said and any(token.form not in common_words() for token in split_tokens(title))


_BASELINE, _MEASURED = "baseline", "efficacy"
_CHANGED = re.compile(
    r"\bhow (?:much|far) (?:did|has|have)\b[^?]*\b(?:chang|fall|drop|rise|increas|decreas|improv|worsen|move)\w*"
    r"|\bfrom what to what\b|\bbefore and after\b",
    re.IGNORECASE,
)
_OF_CHANGE = re.compile(r"\b(?:chang|reduc|decreas|increas|improv|ratio|differ|rise|declin|fold)\w*", re.IGNORECASE)


def _begins_anew(part: Mention, question: Question) -> bool:
    """Whether a part is counted in a further question that names no outcome: "..., and how many were obese"."""
    cuts = [cut for cut in further_questions(question.text) if cut <= part.start]
    outcomes = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _ASKED]
    return bool(cuts) and any(m.end <= cuts[-1] for m in outcomes) and not any(cuts[-1] <= m.start for m in outcomes)


_ASKED = ("efficacy", "safety", "baseline")


def _holds_word(item: str, name: str) -> bool:
    """Whether a row has all words of a name, a slip of one letter in a long one read through."""
    forms = {token.form for token in split_tokens(item)}
    said = [SEXES.get(token.form, token.form) for token in split_tokens(name) if token.form not in _PEOPLE]
    return bool(said) and all(
        form in forms or (len(form) >= SHORTEST_TYPO and any(OSA.distance(form, f, score_cutoff=1) <= 1 for f in forms))
        for form in said
    )


_PEOPLE = frozenset("adult individual participant patient people person subject volunteer".split())
"""What a part is a part of: "Asian patients"."""
