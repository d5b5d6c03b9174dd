"""All that is held of a part of the patients or of one measure, where everything about it is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.splits import same_part
from retrieval.questions.at_large import primary_outcomes
from retrieval.questions.breadth import asks_every_subgroup
from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_FIGURES = r"(?:data|figures?|results?|numbers?|information|info|findings|evidence|facts)"
_HAVE = r"(?:have|hold|know|held|known|got|available|there (?:is|are))"
_EVERYTHING = re.compile(
    r"\beverything\b|\b(?:all|anything|whatever|what(?: else)?"
    rf"|(?:what|which|any|all)(?: (?:the|of the|available))? {_FIGURES})"
    rf"(?: (?:that|you|we|do|does|is|are|has|been|the|this|your|corpus|tool|program|ever|may|might))* {_HAVE}\b"
    rf"|\b(?:all|any|the (?:full|complete|whole))(?: (?:the|of the|available))? {_FIGURES}\b"
    r"|\banything (?:at all )?(?:on|about|for|regarding)\b|\b(?:full|complete|whole) (?:picture|profile|set)\b",
    re.IGNORECASE,
)
_EVERY_RATIO = re.compile(r"\b(?:all|every|any)(?: (?:of|the|hazard|odds|risk))* ratios?\b", re.IGNORECASE)
_EFFECTS = {"hazard ratio", "odds ratio", "risk ratio"}
_ORDER = ("baseline", "disposition", "efficacy", "safety", "design")
"""How many they are, what became of them, what harmed them, and how long they were followed."""


def with_all_held(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question | None:
    """The question for all that it asks at large; ``None`` where something in particular is asked."""
    everything = _EVERYTHING.search(question.text) or _EVERY_RATIO.search(question.text)
    if not everything or asks_every_subgroup(question.text) or question.grades or question.landmark or question.unknown:
        return None
    if question.statistics:
        return _with_measure(question, corpus=corpus)
    return None if question.topics else _with_parts(question, corpus=corpus, terms=terms)


def _with_measure(question: Question, *, corpus: Corpus) -> Question | None:
    """The question for each outcome that has an effect asked of all patients: "all odds ratios you hold"."""
    rows = corpus.table.results(trial=question.trial)
    asked = set(question.statistics) <= _EFFECTS and not question.outcomes and not question.subgroups
    held = dict.fromkeys(row.outcome for row in rows if row.statistic in question.statistics and not row.subgroup)
    return replace(question, outcomes=tuple(held), arms=()) if asked and held else None


def _with_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question | None:
    """The question for how many are in the parts it names, and for every outcome with a row of them; else ``None``."""
    rows = corpus.table.results(trial=question.trial)
    held = dict.fromkeys(row.subgroup for row in rows if row.subgroup)
    named = (*question.subgroups, *question.outcomes)
    parts = tuple(part for part in held if any(name == part or same_part(name, part) for name in named))
    if not parts or not all(any(name == part or same_part(name, part) for part in parts) for name in named):
        return None
    at = {term.name for term, _ in question.analyses}
    found = [
        row
        for row in rows
        if (row.subgroup in parts or (not row.subgroup and any(same_part(row.outcome, part) for part in parts)))
        and (not at or row.analysis in at)
    ]
    primary = primary_outcomes(question, terms=terms)
    found.sort(key=lambda row: (bool(row.subgroup), _ORDER.index(row.category), row.outcome not in primary))
    titles = dict.fromkeys(row.outcome for row in found)
    arms = tuple(arm for arm in question.arms if arm != "all")  # "all you have" names none
    return replace(question, outcomes=tuple(titles), subgroups=parts, arms=arms, brief=True)
