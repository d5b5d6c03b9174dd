"""What is told to have lasted of the outcome before: "complete responses in 52 %. They were durable in 32 %"."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import split_tokens

_LASTED = re.compile(
    r"\b(?:they|it|these|this|which|those|responses?)\s(?:(?:had|have|were|was|are|is|proved|also|still)\s){0,2}"
    r"(?:last(?:ed|ing|s)?|persist\w*|endur\w*|durable|sustained|maintained|held)\b",
    re.IGNORECASE,
)
_DURABLE = ("durable", "sustained", "maintained", "persistent")


def read_lasting(clause: Clause, slots: list[Slot]) -> None:
    """Bind numbers that go on with an outcome told to have lasted to its durable kind; else leave them open."""
    for slot in slots:
        if not slot.carried or not slot.outcomes or not _LASTED.search(slot.told):
            continue
        forms = frozenset(token.form for token in split_tokens(slot.outcomes[0]))
        titles = [title for word in _DURABLE for title in clause.evidence.titles_with(forms | {word})]
        if len(titles) == 1:
            slot.outcomes, slot.alternatives = (titles[0],), ()
        else:
            slot.astray = True
