"""Arms that a record calls otherwise where it counts events: "Placebo (Double-blind Period)" of "Placebo then X"."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.arm_periods import label_named, labels_of, whole_of
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import TermIndex

_ALL = "all"


def with_arms_called(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the arms of its outcomes that are called by the words of those it names, and by more.

    As it is where its outcomes have results of the arms named, or more than one arm is called so.
    """
    trial = question.trial or ""
    titles = {title for name in question.outcomes for title in (name, *terms.outcomes_of(name, trial=trial))}
    held = {arm for title, arm in corpus.table.slots(trial, ("outcome", "arm")) if title in titles and arm}
    arms = {arm: _called(arm, frozenset(held - {_ALL}), question.text) for arm in question.arms}
    arms = _of_the_same_words(arms, held, question)
    if not held or all(called == (arm,) for arm, called in arms.items()):
        return question
    mentions = (
        replace(mention, term=replace(mention.term, name=name))
        for mention in question.mentions
        for name in (
            arms.get(mention.term.name, (mention.term.name,)) if mention.term.kind == "arm" else (mention.term.name,)
        )
    )
    called = tuple(dict.fromkeys(name for names in arms.values() for name in names))
    return replace(question, arms=called, mentions=tuple(mentions))


def _of_the_same_words(
    arms: dict[str, tuple[str, ...]], held: set[str], question: Question
) -> dict[str, tuple[str, ...]]:
    """The arms called without those that have no such result, where the same words name one that has."""
    spans: dict[tuple[int, int], set[str]] = {}
    for m in question.mentions:
        if m.term.kind == "arm" and m.term.name in arms:
            spans.setdefault((m.start, m.end), set()).add(m.term.name)
    lost = {
        name
        for names in spans.values()
        for name in names
        if not set(arms[name]) & held and any(set(arms[other]) & held for other in names)
    }
    return {name: () if name in lost else called for name, called in arms.items()}


def _called(arm: str, held: frozenset[str], text: str) -> tuple[str, ...]:
    """The one arm held that has all words of the name of another one but for its period; else that one itself.

    Those of several periods or doses, of which the text names none, are all told.
    """
    if arm in held or arm == _ALL:
        return (arm,)
    bare = stems(whole_of(arm))
    others = [other for other in held if bare <= stems(other)] if bare else []
    if len(others) == 1:
        return (others[0],)
    same = labels_of(arm, held)
    named = label_named(same, text)
    given = sorted(other for other in others if stems(other) & _OF_NOTHING <= bare)
    return (named,) if named else tuple(sorted(same)) or tuple(given) or (arm,)


_OF_NOTHING = stems("placebo sham then to delayed control vehicle")
"""Words of an arm that was given something else, too: "Placebo to Drug A" is none of those on drug A."""
