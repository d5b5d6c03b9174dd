"""Groups of a record that count other people of the same arms apart: "Placebo - Infants" beside "Placebo - Mothers"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question

_APART = re.compile(r".+?(?:\s[-\u2013]\s|:\s|,\s|\s\()(?P<part>[A-Z][a-z]+)\)?")
_SAID = {
    "infants": r"infants?|bab(?:y|ies)|newborns?|neonat\w+|child(?:ren)?",
    "mothers": r"mothers?|maternal|mums?|moms?|pregnant women|women",
    "children": r"child(?:ren)?|kids|bab(?:y|ies)|infants?",
    "caregivers": r"care-?givers?|parents?|partners?",
    "donors": r"donors?",
    "recipients": r"recipients?",
}
"""How the people of a group are called in a question, by the word that ends the group's title."""
_ALIKE = {"newborns": "infants", "neonates": "infants", "babies": "infants", "women": "mothers", "participants": ""}


def with_arms_of_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the groups of the people that it names, where its outcomes are told for these apart.

    As it is where it names both kinds of people, or none, or an outcome that no such group has.
    """
    slots = corpus.table.slots(question.trial or "", ("outcome", "arm"))
    groups = _groups([arm for _, arm in slots if arm])
    named = [part for part in groups if re.search(rf"\b(?:{_SAID[part]})\b", question.text, re.IGNORECASE)]
    if len(groups) < _FEWEST or len(named) != 1 or not question.outcomes:
        return question
    [part] = named
    own = tuple(groups[part])
    held = {outcome for outcome, _ in slots}
    outcomes = tuple(_MORTALITY if name in _DEATHS and name not in held else name for name in question.outcomes)
    if any((name, group) not in slots for name in outcomes for group in own):
        return question
    said = re.compile(rf"(?:{_SAID[part]})", re.IGNORECASE)
    gone = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and said.fullmatch(m.text)}
    return replace(
        question,
        outcomes=outcomes,
        arms=own,
        subgroups=tuple(name for name in question.subgroups if name not in gone),
        mentions=tuple(m for m in question.mentions if m.term.name not in gone and m.term.kind != "arm"),
        unknown=tuple(token for token in question.unknown if not said.fullmatch(token.text)),
        unread=tuple(token for token in question.unread if not said.fullmatch(token.text)),
    )


_MORTALITY = "All-cause mortality"
_DEATHS = frozenset(("Overall survival", "Fatal treatment-emergent adverse event"))
"""What words for the dead are also read as."""
_FEWEST = 2
"""Kinds of people that a record's groups have to be of."""


def _groups(arms: list[str]) -> Mapping[str, list[str]]:
    """The groups of each kind of people: ``{"infants": ["A - Infants", "B - Infants"]}``."""
    found: dict[str, list[str]] = {}
    for arm in dict.fromkeys(arms):
        if match := _APART.fullmatch(arm):
            word = match["part"].casefold()
            part = _ALIKE.get(word, word)
            if part in _SAID:
                found.setdefault(part, []).append(arm)
    return found
