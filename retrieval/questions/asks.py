"""One question in its parts: each outcome and subgroup for itself, with the grades that stand beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.vocabulary import Term
from retrieval.answers.splits import same_part
from retrieval.questions import clauses, relations
from retrieval.questions.clause_slots import as_far_as_asked
from retrieval.questions.grades_by_outcome import (
    grades_by_outcome,
)
from retrieval.questions.named_together import are_apart, are_listed, is_counted_beside, is_fate
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import Mention

ANOTHER_ONE = re.compile(r"\b(?:and|plus|also|or)\b[^?.]{0,25}\bones?\b", re.IGNORECASE)
"""That a second outcome is named by what tells it from the first: "and the durable one"."""
_AVERAGES = ("median", "mean", "range")
"""Measures that stand beside the name of what is measured: "median age and the share above 75"."""
COUNTS = ("count", "percentage")  # what "how many" and "which share" ask for
WHOLE = ""  # stands for the whole population among subgroups


def split_question(question: Question) -> tuple[Question, ...]:
    """Return one question for each outcome and subgroup, so that each is answered, or missed, on its own."""
    graded = grades_by_outcome(question)
    subgroups = _subgroups_asked(question)
    asked = question.outcomes
    several = len(asked) > 1
    named = {mention.term.name for mention in question.mentions}
    spans: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    counted: defaultdict[str, bool] = defaultdict(bool)
    for mention in question.mentions:
        spans[mention.term.name].add((mention.start, mention.end))
        counted[mention.term.name] |= mention.term.category == "baseline"

    def is_part(outcome: str, subgroup: str) -> bool:  # what one word names does not restrict itself
        parts = [m for m in question.mentions if m.term.name == subgroup]
        if counted[outcome] and any(clauses.counts_apart(question.text, (part.start, part.end)) for part in parts):
            return False  # "how many had one earlier line, and how many three"
        within = counted[outcome] and stems(subgroup) <= stems(outcome)  # "isolated 1q21+" of those with 1q21+
        return bool(subgroup) and not (within or same_part(outcome, subgroup)) and not spans[outcome] & spans[subgroup]

    def is_step(outcome: str) -> bool:  # what an event led to, of which its grade is not told
        return bool(graded) and outcome not in named and bool(relations.consequences(outcome))

    named_for = {outcome: as_far_as_asked(replace(question, outcomes=(outcome,))) for outcome in asked}
    return tuple(
        replace(
            question,
            outcomes=(outcome,),
            analyses=named_for[outcome].analyses,
            every_cutoff=named_for[outcome].every_cutoff,
            listed=asked,
            subgroups=(subgroup,) if is_part(outcome, subgroup) else (),
            grades=graded.get(outcome, ()) if several and (outcome in named or is_step(outcome)) else question.grades,
            statistics=_statistics_with(question, outcome) if several else question.statistics,
        )
        for outcome in asked
        for subgroup in subgroups
    )


def split_topics(question: Question) -> tuple[Question, ...]:
    """One question for each that has a topic of its own ("who paid for it, and where was it done")."""
    further = clauses.further_questions(question.text)
    if further and _LEADS_IN.match(question.text):
        del further[0]
    cuts = [0, *further, len(question.text)]
    parts = []
    for start, end in pairwise(cuts):
        inside = [m for m in question.mentions if m.term.kind == "topic" and start <= m.start and m.end <= end]
        topics = tuple(topic for topic in question.topics if any(m.term == topic for m in inside))
        if topics:
            parts.append(replace(question, text=question.text[start:end], topics=topics, mentions=tuple(inside)))
    if len(parts) > 1 or (parts and len(cuts) > 2):
        return tuple(parts)
    return _listed_topics(question) or (question,)


def _listed_topics(question: Question) -> tuple[Question, ...]:
    """One question for each topic of a list ("title, journal and year"); nothing where they are in none."""
    found = sorted((m for m in question.mentions if m.term.kind == "topic"), key=lambda m: m.start)
    found = [m for m in found if m.term in question.topics]
    joined = [
        (one, other)
        for one, other in pairwise(found)
        if one.term != other.term and relations.only_joins(question.text[one.end : other.start])
    ]
    members = list(dict.fromkeys(m for pair in joined for m in pair))
    text = question.text
    for member in members:
        text = text[: member.start] + " " * (member.end - member.start) + text[member.end :]
    return tuple(
        replace(
            question,
            text=text[: m.start] + m.text + text[m.end :],
            topics=(m.term,),
            mentions=tuple(other for other in question.mentions if other == m or other not in members),
        )
        for m in members
    )


_LEADS_IN = re.compile(
    r"^\W*(?:according to|in|per|for|by|from|with|given|as|based on|of|among)\b[^,?]*, ?(?!and\b)", re.IGNORECASE
)
"""What begins with a phrase that asks nothing by itself: "according to the authors, what ..."."""


def outcomes_asked(question: Question) -> tuple[str, ...]:
    """The outcomes asked, without one that another asked outcome names in full and that is not listed beside it.

    "Discontinuation due to adverse events" is no question about all adverse events.
    """
    spans: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in question.mentions:
        if mention.term.kind == "outcome":
            spans[mention.term.name].append(mention)

    cuts = tuple(clauses.question_words(question.text))

    def in_other_words(name: str, other: str) -> bool:  # "the minimum age, and the youngest patient"
        return all(m.term.category == "baseline" and not stems(m.text) & stems(other) for m in spans[name])

    def swallowed(name: str) -> bool:
        others = [
            other
            for other in spans
            if other != name
            and not in_other_words(name, other)
            and not is_counted_beside(question.text, spans[name], spans[other])
            and not are_listed(question.text, spans[name], spans[other])
            and not are_apart(cuts, spans[name], spans[other])
            and not (ANOTHER_ONE.search(question.text) and spans[name][0].end <= spans[other][0].start)
        ]
        return any(
            (name.casefold() != other.casefold() and _stands_in(name, other))
            or (
                other in question.outcomes
                and other.casefold() not in name.casefold()
                and is_fate(question.text, spans[name], spans[other])
            )
            for other in others
        )

    averages = [m for m in question.mentions if m.term.kind == "statistic" and m.term.name in _AVERAGES]

    def has_own_measure(name: str) -> bool:
        return any(a.start - m.end <= 1 and m.start - a.end <= 1 for m in spans[name] for a in averages)

    kept = tuple(
        name for name in question.outcomes if name not in spans or has_own_measure(name) or not swallowed(name)
    )
    return kept or (question.outcomes and (max(question.outcomes, key=len),))  # each is told by the other


def _stands_in(name: str, other: str) -> bool:
    """Whether a name is a part of another, in whole words: "stage I" is none of "stage II"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other, re.IGNORECASE) is not None


def _subgroups_asked(question: Question) -> tuple[str, ...]:
    if not question.subgroups:
        return (WHOLE,)
    return (WHOLE, *question.subgroups) if relations.includes_whole(question.text) else question.subgroups


def _statistics_with(question: Question, outcome: str) -> tuple[str, ...]:
    """The statistics named in the same question as an outcome, where several are asked in one sentence; else all.

    "How many" of one question is not asked in the next ("how many relapsed early, and what was their PFS").
    """
    cuts = [0, *clauses.further_questions(question.text), len(question.text)]
    for start, end in pairwise(cuts):
        inside = [m for m in question.mentions if start <= m.start and m.end <= end]
        named = tuple(dict.fromkeys(m.term.name for m in inside if m.term.kind == "statistic"))
        if any(m.term.kind == "outcome" and m.term.name == outcome for m in inside):
            named = tuple(name for name in named if not _is_of_a_later(name, outcome, inside))
            named += _tests_of_all(question, end, cuts)
            if named:
                return tuple(name for name in question.statistics if name in named)
            if start and start not in set(clauses.question_words(question.text)):
                return ()  # "and did more of them stop" asks for no median of what was asked before
            others = _statistics_of_others(question, outcome, cuts)
            return tuple(name for name in question.statistics if name not in COUNTS and name not in others)
    return question.statistics


def _tests_of_all(question: Question, start: int, cuts: Sequence[int]) -> tuple[str, ...]:
    """Tests that later clauses without an outcome ask of all named before: "and were the differences significant"."""
    found: list[str] = []
    for first, last in pairwise(cut for cut in cuts if cut >= start):
        inside = [m for m in question.mentions if first <= m.start and m.end <= last]
        if not any(m.term.kind in ("outcome", "topic") for m in inside):
            found += [m.term.name for m in inside if m.term.kind == "statistic" and m.term.name in _TESTS]
    return tuple(found)


_TESTS = ("p-value", "difference", "confidence interval")


def _statistics_of_others(question: Question, outcome: str, cuts: Sequence[int]) -> frozenset[str]:
    """The statistics that later clauses ask of outcomes of their own: "PFS, and how long treatment went on"."""
    found: set[str] = set()
    seen = False
    for start, end in pairwise(cuts):
        inside = [m for m in question.mentions if start <= m.start and m.end <= end]
        outcomes = {m.term.name for m in inside if m.term.kind == "outcome"}
        if seen and outcomes and outcome not in outcomes:
            found |= {m.term.name for m in inside if m.term.kind == "statistic"}
        seen = seen or outcome in outcomes
    return frozenset(found)


def _is_of_a_later(statistic: str, outcome: str, mentions: Sequence[Mention]) -> bool:
    """Whether a statistic stands only right before an outcome named later: "the ratio for PFS and median follow-up"."""
    own = [m for m in mentions if m.term.name == outcome]
    others = [m for m in mentions if m.term.kind == "outcome" and m.term.name != outcome]
    told = [m for m in mentions if m.term.kind == "statistic" and m.term.name == statistic]
    return bool(told) and all(
        any(0 <= o.start - m.end <= 1 or o.start <= m.start < o.end for o in others)
        and all(o.end <= m.start for o in own)
        for m in told
    )


def stands_apart(question: Question, name: str, other: str) -> bool:
    """Whether two outcomes are named in two questions or sentences, so that neither tells what the other means."""
    these, those = ([m for m in question.mentions if m.term.name == each] for each in (name, other))
    cuts = (*clauses.question_words(question.text), *clauses.sentences(question.text))
    return bool(these and those) and are_apart(cuts, these, those)


def analyses_missing(question: Question, *, held: frozenset[str]) -> tuple[str, ...]:
    """Words of the analyses asked of which no result is among ``held`` (names of analyses)."""
    by_words: defaultdict[str, list[Term]] = defaultdict(list)
    for term, words in question.analyses:
        by_words[words].append(term)
    return tuple(words for words, terms in by_words.items() if not any(term.name in held for term in terms))
