"""Outcomes of a record that count those asked by the very name: a milestone of the flow, a characteristic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.terms import normal_form

AS_EVENT = re.compile(r"\b(?:adverse|side[ -]effects?|events?|reported|serious|AEs?|SAEs?)\b", re.IGNORECASE)
"""That the condition itself is asked as an adverse event."""


def are_traits(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether those of a characteristic are counted, by no name of an outcome: "how many diabetics"."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    named = any(m.term.kind == "outcome" for m in question.mentions) or AS_EVENT.search(question.text)
    return bool(held) and not named and all(kinds.get(title) == "baseline" for title in held)


def is_milestone(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether a milestone of the flow is asked by its own name, as far as it has one: "how many got vaccinated"."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    named = {normal_form(m.text) for m in question.mentions if m.term.kind == "outcome"}
    return bool(held) and all(kinds.get(title) == "disposition" and normal_form(title) in named for title in held)
