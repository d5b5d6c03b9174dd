"""Doses that a question gives a treatment, and that no arm of the trial has: nothing is told of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import Mention, Token


def with_foreign_doses(question: Question, *, corpus: Corpus) -> Question:
    """The question with a dose that its trial's record gives nowhere as a restriction: "300 mg" of 75 and 150.

    A dose that was only a step to those of the arms is none of theirs, unless it is asked how it was given.
    """
    record = record_of(question.trial, corpus=corpus)
    named = [m for m in question.mentions if m.term.kind in ("drug", "arm")]
    if record is None or not named:
        return question
    given = {_plain(match.group()) for match in _AMOUNT.finditer(record.text)}
    arms = [arm for (arm,) in corpus.table.slots(question.trial or "", ("arm",)) if arm]
    foreign = []
    for match in _AMOUNT.finditer(question.text):
        amount = _plain(match.group())
        beside = [m for m in named if 0 <= match.start() - m.end <= _NEAR or 0 <= m.start - match.end() <= _NEAR]
        step = not _STEP.search(question.text) and any(_is_no_arms_dose(amount, m, arms) for m in beside)
        if beside and ((given and amount not in given) or step):
            foreign.append(Token(match.start(), match.end(), match.group(), amount))
    kept = [t for t in question.unread if not any(f.start <= t.start < f.end for f in foreign)]
    return replace(question, unknown=(*question.unknown, *foreign), unread=tuple(kept)) if foreign else question


def _is_no_arms_dose(amount: str, drug: Mention, arms: Sequence[str]) -> bool:
    """Whether each arm with a drug's name tells its dose, and none of them is this one."""
    own = [{_plain(match.group()) for match in _AMOUNT.finditer(arm)} for arm in arms if _names(drug, arm)]
    return bool(own) and all(own) and not any(amount in doses for doses in own)


def _names(drug: Mention, arm: str) -> bool:
    return stems(_AMOUNT.sub(" ", drug.term.name)) <= stems(arm)


_STEP = re.compile(
    r"\b(?:start\w*|initial\w*|begin\w*|began|titrat\w*|escalat\w*|step\w*|given|schedule\w*|load\w*|first|how often"
    r"|induction|rais\w*)\b",
    re.IGNORECASE,
)
"""That it is asked how doses followed each other."""
_AMOUNT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?\s?(?:mg|mcg|µg|g|IU|ml|mL)\b(?!\s?/)")
_NEAR = 3


def _plain(amount: str) -> str:
    return amount.replace(" ", "").casefold()
