"""In which parts of the patients an outcome is asked: each of a kind, each that it has, or those that a word tells."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.splits import same_part
from retrieval.questions import breadth
from retrieval.questions.bounds import is_beyond
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import TermIndex

_EACH_SUBGROUP = "each subgroup"
"""Stands for the subgroups of an outcome that has no result in any: the whole population is no answer then."""


def in_every_subgroup(question: Question, *, corpus: Corpus) -> Question:
    """The question for every part in which its outcomes have results, where it asks for each of them."""
    if not breadth.asks_every_subgroup(question.text):
        return question
    rows = [row for name in question.outcomes for row in corpus.table.results(trial=question.trial, outcome=name)]
    parts = tuple(dict.fromkeys(row.subgroup for row in rows if row.subgroup))
    return replace(question, subgroups=parts or (_EACH_SUBGROUP,))


def with_slot_words(question: Question, *, corpus: Corpus) -> Question:
    """The question for the parts that a left-over word tells among those in which its outcomes have results."""
    if question.subgroups or not question.outcomes or not (question.unknown or question.unread):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    parts = tuple(dict.fromkeys(part for outcome, part in slots if part and outcome in question.outcomes))
    own = frozenset().union(*(stems(name) for name in question.outcomes))
    told: dict[str, str] = {}
    for token in (*question.unknown, *question.unread):
        word = stems(token.text) - own
        fitting = [part for part in parts if word and word <= stems(part)]
        fitting = [part for part in fitting if not is_beyond(part, question.text[token.end :])]
        if len(fitting) == 1:
            told[token.text] = fitting[0]
    if not told:
        return question
    return replace(
        question,
        subgroups=tuple(dict.fromkeys(told.values())),
        unknown=tuple(token for token in question.unknown if token.text not in told),
        unread=tuple(token for token in question.unread if token.text not in told),
    )


def with_members(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """Each subgroup of a kind that is asked for by its name ("by age"), as far as it has results of the outcomes."""
    question = _with_those_counted(question, terms=terms)
    if not question.subgroups:
        return question
    trial = question.trial or ""
    titles = ((*terms.outcomes_of(name, trial=trial), *terms.narrower(name, trial=trial)) for name in question.outcomes)
    asked = {*question.outcomes, *(title for held in titles for title in held)}
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    filled = {subgroup for outcome, subgroup in slots if not asked or outcome in asked}
    found: list[str] = []
    for name in question.subgroups:
        members = terms.members(name, trial=question.trial or "")
        alike = [part for part in filled if part and name not in filled and same_part(part, name)]
        found += [part for part in members if part in filled] or alike or [name]
    return replace(question, subgroups=tuple(dict.fromkeys(found)))


def with_related_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for one of two outcomes in the parts that the other makes, where it is asked how they are related.

    "How does MRD negativity relate to PFS" asks for PFS in those who were negative and in those who were not.
    """
    if not _RELATES.search(question.text) or question.subgroups or len(question.outcomes) != _PAIR:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    kinds = {term.name: term.broader for term in terms.terms("subgroup", trial=question.trial)}
    for part_of, outcome in (question.outcomes, question.outcomes[::-1]):
        filled = dict.fromkeys(part for name, part in slots if part and name == outcome)
        made = [part for part in filled if stems(part) <= stems(part_of)]
        alike = {kind for part in made for kind in kinds.get(part, ())}
        parts = tuple(part for part in filled if part in made or alike & set(kinds.get(part, ())))
        if made:
            named = tuple(m for m in question.mentions if m.term.name != part_of)
            return replace(question, outcomes=(outcome,), subgroups=parts, mentions=named)
    return question


_PAIR = 2
_RELATES = re.compile(
    r"\b(?:relat(?:e[sd]?|ing|ion\w*)|correlat\w*|associat\w*|link\w*|depend\w*|predict\w*|translat\w*"
    r"|go(?:es)? with)\b",
    re.IGNORECASE,
)


def as_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question in the parts whose sizes it seems to ask for, where an effect is asked: "the HRs in high-risk X"."""
    measured = any(m.term.kind == "outcome" and m.term.category in _MEASURED for m in question.mentions)
    if not question.outcomes or not _EFFECTS & set(question.statistics):
        return question
    if measured:
        return _with_part_beside(question, corpus=corpus)
    slots = corpus.table.slots(question.trial or "", ("subgroup", "statistic"))
    held = dict.fromkeys(part for part, statistic in slots if part and statistic in _EFFECTS)
    meant = {name: part for name in question.outcomes for part in held if same_part(name, part)}
    if set(meant) != set(question.outcomes):
        return question
    return replace(question, outcomes=(), subgroups=tuple(dict.fromkeys((*question.subgroups, *meant.values()))))


def _with_part_beside(question: Question, *, corpus: Corpus) -> Question:
    """The question for an effect in the part that its other outcome makes, and lists with no word: "PFS HR MRD neg".

    Only where that outcome has no such effect of its own.
    """
    if len(question.outcomes) != _PAIR or question.subgroups:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup", "statistic"))
    held = [(name, part) for name, part, statistic in slots if name and statistic in question.statistics]
    spans = {m.term.name: (m.start, m.end) for m in question.mentions if m.term.kind == "outcome"}
    for outcome, other in (question.outcomes, question.outcomes[::-1]):
        parts = tuple(part for name, part in held if name == outcome and part and stems(part) <= stems(other))
        own = any(name == other for name, _ in held)
        if own or len(parts) != 1 or not {outcome, other} <= spans.keys():
            continue
        (_, end), (start, _) = sorted((spans[outcome], spans[other]))
        if not _LISTED.search(question.text[end:start]):
            named = tuple(m for m in question.mentions if m.term.name != other)
            return replace(question, outcomes=(outcome,), subgroups=parts, mentions=named)
    return question


_LISTED = re.compile(r"\b(?:and|or|vs|versus|plus|than|also)\b|[,;:/&+?]", re.IGNORECASE)
_MEASURED = ("efficacy", "safety")
_EFFECTS = frozenset({"hazard ratio", "odds ratio", "risk ratio"})


def _with_those_counted(question: Question, *, terms: TermIndex) -> Question:
    """The question of those whose number it asks first, where a later clause says "their" or "they" of them.

    "How many were impaired at entry, what their survival was": the name of a trait may be longer than the part's.
    """
    measured = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    first = min((m.start for m in measured), default=0)
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.start < first]
    if question.subgroups or len(named) != 1 or "count" not in question.statistics:
        return question
    [those] = named
    after = those.term.category in _COUNTED and _THEIRS.search(question.text, those.end)
    parts = [term.name for term in terms.terms("subgroup", trial=question.trial)]
    meant = [part for part in parts if same_part(those.term.name, part)] if after else []
    return replace(question, subgroups=(meant[0],)) if meant else question


_COUNTED = ("baseline", "disposition")
_THEIRS = re.compile(r"[,;?]\s[^,;?]*\b(?:their|they)\b|\band\s[^,;?]*\b(?:their|they)\b", re.IGNORECASE)
