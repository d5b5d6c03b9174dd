"""A value at baseline that a record tells twice, as an average and by classes: which of both a question asks."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question

_TRAIT = "baseline"
_CLASSED = re.compile(r",? (?:customized|categor(?:y|ies)|groups?|class(?:es)?)$", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_BY_CLASS = re.compile(
    r"\b(?:categor(?:y|ies)|class(?:es)?|groups|distribution|broken down|breakdown|split)\b", re.IGNORECASE
)
_AVERAGE = frozenset({"mean", "median", "standard deviation"})


def with_classes_of_values(question: Question, *, corpus: Corpus) -> Question:
    """The question for the classes of a value where patients beyond a limit are counted, and for the value elsewhere.

    A limit that is one of its classes ("BMI over 40") is no age.
    """
    rows = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    values = {title for title, item, kind in rows if title and kind == _TRAIT and not item}
    limits: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for title, item, kind in rows:
        bare = _CLASSED.sub("", title or "")
        if title and item and kind == _TRAIT and bare in values - {title}:
            limits[bare, title] |= {*_NUMBERS.findall(item)}
    said, told = {*_NUMBERS.findall(question.text)}, set(question.statistics)
    instead: dict[str, tuple[str, ...]] = {}
    bounded: set[str] = set()
    for (value, classes), numbers in limits.items():
        counted = bool(said & numbers) or bool(_BY_CLASS.search(question.text))
        asked = (value, classes) if counted and told & _AVERAGE else (classes,) if counted else (value,)
        instead |= {value: asked, classes: asked}
        bounded |= numbers if {value, classes} & {*question.outcomes} else set()
    outcomes = tuple(dict.fromkeys(new for name in question.outcomes for new in instead.get(name, (name,))))
    ages = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and _is_of(m.text, bounded)}
    if outcomes == question.outcomes and not ages:
        return question
    return replace(
        question,
        outcomes=outcomes,
        subgroups=tuple(name for name in question.subgroups if name not in ages),
        mentions=tuple(m for m in question.mentions if m.term.name not in ages),
    )


def _is_of(text: str, limits: set[str]) -> bool:
    """Whether the bound of a part is a limit of a class, and says nothing of an age."""
    return bool(limits & {*_NUMBERS.findall(text)}) and not _AGED.search(text)


_AGED = re.compile(r"\b(?:ages?|aged|years?|yrs?|old|older|young|younger)\b", re.IGNORECASE)
