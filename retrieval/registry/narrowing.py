"""Of the outcomes that a question's names lead to, those of the measures that its words mean together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import counts_patients
from retrieval.registry.carried import worths_carried
from retrieval.registry.measure_words import TOTALS, measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.part_titles import is_pointed_at
from retrieval.registry.sounds_like import without_other_grades
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_BASELINE = "baseline"


def narrowed(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without those titles of one name that have fewer of its words than the measures meant.

    "IgG concentration against serotype 3" is none of the two titres that have a row of that serotype.
    """
    trial = question.trial or ""
    question = _without_traits(question, meant, corpus=corpus)
    spans: dict[tuple[int, int], set[str]] = {}
    for m in question.mentions:
        if m.term.kind == "outcome" and m.term.name in question.outcomes and is_held(m, question, terms=terms):
            spans.setdefault((m.start, m.end), set()).update(terms.outcomes_of(m.term.name, trial=trial))
    if len(spans) > 1:  # two words of one title, where it is theirs: "OPA titer against serotype 3"
        own = set.intersection(*spans.values()) & set(meant.titles)
        if not own and _carries_all(question, spans, meant):
            own = set(meant.titles) & set(held)
        kept = tuple(name for name in question.outcomes if set(terms.outcomes_of(name, trial=trial)) & own)
        return replace(question, outcomes=kept) if kept else question
    less = _untested(question, held, corpus=corpus) or _carrying_less(question, meant, held, corpus=corpus)
    left = tuple(name for name in question.outcomes if not set(terms.outcomes_of(name, trial=trial)) <= less)
    return replace(question, outcomes=left) if left else question


def _carrying_less(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus) -> set[str]:
    """The titles held that have fewer of the question's words than the measures meant, or tell another figure."""
    worths = {title: worths_carried(question, title, corpus=corpus) for title in held}
    carried = {title: frozenset(worth) for title, worth in worths.items()}

    def adds(title: str, other: str) -> bool:
        return has_less(worths[title], worths[other]) or (other not in TOTALS and _adds_to(title, other, carried))

    less = {title for title in set(held) - set(meant.titles) if any(adds(title, other) for other in meant.titles)}
    told = measures_of(question.trial or "", corpus=corpus)
    if counts_patients(question.text) and all(told[title].shares for title in meant.titles if title in told):
        less |= {title for title in held if title in told and not told[title].shares}  # who reached it
    sets = [stems(m.text) for m in question.mentions if m.term.kind == "population"]
    less -= {title for title in less if any(words <= stems(title) for words in sets)}  # "in the ITT and in the CE set"
    if is_graded(question):
        less |= set(held) - set(without_other_grades([*held], question.text))  # "severe attacks" are no moderate ones
    said = stems(question.text)
    return {title for title in less if not is_pointed_at(title, said)}


def is_graded(question: Question) -> bool:
    """Whether a grade stands right before the name of an outcome: "severe attacks"."""
    ends = {m.end for m in question.mentions if m.term.kind == "grade"}
    return any(m.start - 1 in ends for m in question.mentions if m.term.kind == "outcome")


def _carries_all(question: Question, spans: Iterable[tuple[int, int]], meant: Measures) -> bool:
    """Whether the measures meant have every word by which outcomes are named: "mortality in ventilated pneumonia"."""
    tokens = split_tokens(question.text)
    return all({t.start for t in tokens if start <= t.start < end} <= meant.covered for start, end in spans)


def are_rows(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether each outcome asked is a row of its own under the titles held, as are the parts of a composite."""
    told = measures_of(question.trial or "", corpus=corpus)
    rows = frozenset(stems(row) for title in held if title in told for row in told[title].names)
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    return bool(named and held) and all({stems(m.text), stems(m.term.name)} & rows for m in named)


def _untested(question: Question, held: Sequence[str], *, corpus: Corpus) -> set[str]:
    """The titles of one name without a comparison, where one is asked and others have it: "is that significant"."""
    if not _COMPARISONS & set(question.statistics):
        return set()
    slots = corpus.table.slots(question.trial or "", ("outcome", "comparison"))
    compared = {title for title, comparison in slots if comparison}
    counted = TOTALS if "count" in question.statistics else frozenset()  # how many died, and the ratio of that
    return set(held) - compared - counted if compared & set(held) else set()


_COMPARISONS = {"p-value", "difference", "hazard ratio", "odds ratio", "risk ratio", "rate ratio"}


def is_held(mention: Mention, question: Question, *, terms: TermIndex) -> bool:
    """Whether the record has an outcome of that name."""
    return bool(terms.outcomes_of(mention.term.name, trial=question.trial or ""))


def _without_traits(question: Question, meant: Measures, *, corpus: Corpus) -> Question:
    """The question without a trait at baseline whose name the measures meant carry as one of their parts.

    As "PE" of those whose index event was one.
    """
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if at_entry(question.text) or any(kinds.get(title) == _BASELINE for title in meant.titles):
        return question
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    covered = {
        m.term.name
        for m in named
        if kinds.get(m.term.name) == _BASELINE and stems(m.text) != stems(m.term.name)
        if {token.start for token in split_tokens(question.text) if m.start <= token.start < m.end} <= meant.covered
    }
    left = tuple(name for name in question.outcomes if name not in covered)
    return replace(question, outcomes=left) if left else question


def has_less(title: Mapping[int, float], other: Mapping[int, float]) -> bool:
    """Whether a title has fewer words than another, and none that the other only defines: "ORR and CR"."""
    return title.keys() < other.keys() and all(other[place] >= worth for place, worth in title.items())


def _adds_to(title: str, other: str, carried: Mapping[str, frozenset[int]]) -> bool:
    """Whether a title only adds to another what nobody asked: "... by Sex"."""
    return stems(other) - _SMALL < stems(title) - _SMALL and carried[title] <= carried[other]


_SMALL = stems("a an and any at by for from in of on or the to who with")
