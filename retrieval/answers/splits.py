"""The classes into which a trial's patients are divided, and the traits that count the parts of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from retrieval.questions.parts_counted import names_those_among
from retrieval.questions.question import Question
from retrieval.stems import stems

_GLUE = frozenset("a an for in of the to with status".split())
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def titles_of_kind(question: Question, slots: Collection[tuple[str | None, ...]]) -> tuple[str, ...]:
    """The classes into which the whole is divided by what parts are of, where that is asked: "the split by age"."""
    kinds = {name.split()[0] for name in question.subgroups or question.outcomes}
    if (question.outcomes and question.subgroups) or len(kinds) != 1 or not _SPLIT.search(question.text):
        return ()
    own = re.compile(rf"{re.escape(kinds.pop())}\s[^a-z]*\d", re.IGNORECASE)
    found = [o for o, category, part in slots if o and category == "baseline" and part is None and own.match(o)]
    return tuple(dict.fromkeys((*question.outcomes, *found))) if len(found) > 1 else ()


def in_classes(question: Question, slots: Collection[tuple[str | None, ...]]) -> Question | None:
    """The question for a trait and its classes, where its distribution is asked."""
    classes = () if question.subgroups else titles_of_kind(question, slots)
    return replace(question, outcomes=classes) if classes else None


_SPLIT = re.compile(
    r"\b(?:distribut\w+|breakdown|split|spread|composition|make-?up|mix|divided|bands?)\b", re.IGNORECASE
)


def counted_parts(question: Question, slots: Collection[tuple[str | None, ...]]) -> tuple[str, ...]:
    """The traits that count each of the parts named, where the outcomes asked count parts too; else nothing."""
    counted_within = any(o in question.outcomes and part in question.subgroups for o, _, part in slots)
    if counted_within or names_those_among(question.text, question.mentions):
        return ()
    traits = [outcome for outcome, category, part in slots if category in _COUNTING and part is None and outcome]
    told = [next((o for o in traits if same_part(o, name)), None) for name in question.subgroups]
    if not set(question.outcomes) <= set(traits) or not all(told):
        return ()
    names = sorted(question.mentions, key=lambda m: m.start)
    order = [m.term.name for m in names]
    found = {o: order.index(name) for o, name in zip(told, question.subgroups, strict=True) if o and name in order}
    found |= {o: order.index(o) for o in question.outcomes if o in order}
    return tuple(sorted(found, key=lambda outcome: found[outcome]))


_COUNTING = ("baseline", "disposition")


def same_part(outcome: str, subgroup: str) -> bool:
    """Whether an outcome counts the patients of a subgroup: named alike, but for what is explained in brackets."""
    return same_words(outcome, subgroup) or same_words(_BRACKETS.sub("", outcome), _BRACKETS.sub("", subgroup))


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, in whatever order: "drug-refractory" and "refractory to a drug"."""
    return stems(one) - _GLUE == stems(other) - _GLUE
