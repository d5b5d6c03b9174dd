"""Those who left a trial before they got what was to be given, where its flow has a period that ends with that."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question

_NOT_COMPLETED = "Not completed"
_GIVEN = (
    r"(?:infus\w+|treat(?:ed|ment)|dos(?:ed?|ing)|inject\w+|implant\w+|transplant\w+|cells?|product|drug|medication"
    r"|surgery|operat\w+|vaccin\w+)"
)
_NEVER = re.compile(
    rf"\b(?:never|not|without|\w+n['\u2019]t|failed to)\b\s(?:[\w-]+\s){{0,5}}?{_GIVEN}\b"
    rf"|\b(?:before|prior to)\s(?:the\s|their\s|any\s|being\s|getting\s|first\s|actual\s)*{_GIVEN}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bhow many\b|\bwhy\b|\breasons?\b|\b(?:number|share|proportion|percentage)\b|\bwho\b|\bdrop\w*|\bl(?:eft|ost)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bwhat (?:happened|stopped|kept|prevented)\b|\bbecause\b", re.IGNORECASE)
_PERIOD = re.compile(
    rf"\b(?:to|until|before|prior to)\s(?:first\s|the\s|study\s)?{_GIVEN}\b|\bpre[- ]?{_GIVEN}", re.IGNORECASE
)
"""How a period is called that ends when something is given: "Leukapheresis to Infusion"."""


def with_flow_before(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who left in the one such period, and for their reasons where it asks why."""
    text = question.text
    if not _NEVER.search(text) or not _ASKED.search(text):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    flow = [(outcome, item) for outcome, item, kind in slots if kind == "disposition" and outcome and item]
    periods = list(dict.fromkeys(item for outcome, item in flow if outcome == _NOT_COMPLETED and _PERIOD.search(item)))
    measured = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    if len(periods) != 1 or measured:
        return question
    [period] = periods
    reasons = sorted(
        {outcome for outcome, item in flow if item == period and outcome.startswith(f"{_NOT_COMPLETED}: ")}
    )
    outcomes = (_NOT_COMPLETED, *(reasons if _WHY.search(text) else ()))
    return replace(
        question,
        text=f"{text} ({period})",
        outcomes=outcomes,
        statistics=(),
        topics=(),
        populations=(),
        unknown=(),
        unread=(),
        mentions=tuple(m for m in question.mentions if m.term.kind in ("arm", "drug", "trial")),
    )


_MEASURED = ("efficacy", "safety")
