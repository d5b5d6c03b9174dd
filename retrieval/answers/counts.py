"""How many patients there are: in a part of the trial that is asked about, or as a question counts them."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions import wording
from retrieval.questions.question import Question
from retrieval.stems import stems

_GLUE = frozenset("a an for in of the to with".split())
_SIZE = "Patients randomised"
_STARTED = "Started"
_COUNTED = ("disposition", "design")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.]*\d|\s?%)")
_PEOPLE = re.compile(r"\b(?:patients?|pts?|people|participants?|subjects?|persons?)\b", re.IGNORECASE)


def with_sizes(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many patients a subgroup has, too, where that is asked beside an outcome: "how many, and PFS"."""
    if not question.outcomes or not question.subgroups or not wording.asks_size(question.text):
        return question
    rows = corpus.table.results(trial=question.trial, outcome=_SIZE)
    if any(row.subgroup in question.subgroups for row in rows):
        return replace(question, outcomes=(_SIZE, *question.outcomes))
    slots = corpus.table.slots(question.trial or "", ("outcome", "category"))
    held = [outcome for outcome, category in slots if category == "baseline" and outcome]
    counted = [outcome for outcome in held if any(same_words(outcome, name) for name in question.subgroups)]
    return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *counted))))


def with_flow(question: Question, *, corpus: Corpus) -> Question:
    """Ask for those who started, where a trial that randomised nobody is asked how many took part."""
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    if _SIZE not in question.outcomes or _SIZE in held or _STARTED not in held:
        return question
    return replace(question, outcomes=tuple(_STARTED if name == _SIZE else name for name in question.outcomes))


def with_prior_drugs(question: Question, *, corpus: Corpus) -> Question:
    """Ask how many had had the drugs named before the trial, or no longer responded to them, where that is told."""
    text = question.text
    start = "Refractory to" if _REFRACTORY.search(text) else "Prior" if _BEFORE.search(text) else ""
    held = [outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",)) if outcome]
    drugs = {m.start: m.term.name for m in question.drugs if m.term.trial is None}
    found = [
        outcome for name in drugs.values() for outcome in held if outcome.casefold() == f"{start} {name}".casefold()
    ]
    if question.outcomes or not start or not found:
        return question
    left = tuple(token for token in question.unknown if token.start not in drugs)
    return replace(question, outcomes=tuple(dict.fromkeys(found)), unknown=left)


_REFRACTORY = re.compile(r"\brefractory|\bresistant|\bno longer respond", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:prior|previous(?:ly)?|before|already|earlier|exposed|pre-?treated|experienced|ever|history)\b", re.IGNORECASE
)


def with_reasons(question: Question, *, corpus: Corpus) -> Question:
    """Ask for each reason of not completing, where it is asked why patients left the trial."""
    if not _WHY_LEFT.search(question.text):
        return question
    held = [outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",)) if outcome]
    reasons = tuple(outcome for outcome in held if outcome.startswith(_REASON))
    return replace(question, outcomes=reasons, statistics=(), unknown=()) if reasons else question


_WHY_LEFT = re.compile(
    r"\b(?:why|reasons?|what made)\b[^?]*\b(?:not complete\w*|didn't complete|drop\w* ?out|withdr[ae]w\w*|discontinu\w*"
    r"|left|leave|leaving|quit|early termination)\b",
    re.IGNORECASE,
)
_REASON = "Not completed: "


def same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, in whatever order: "drug-refractory" and "refractory to a drug"."""
    return stems(one) - _GLUE == stems(other) - _GLUE


def counts_claimed(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The count of patients that the numbers of a question without an outcome are: "confirm 302 pts, 179 and 123"."""
    numbers = set(_NUMBER.findall(question.text))
    if question.outcomes or question.topics or len(numbers) < 2 or not _PEOPLE.search(question.text):
        return question.outcomes
    found: dict[str, set[str]] = {}
    for row in corpus.table.results(trial=question.trial):
        if row.category in _COUNTED and row.statistic == "count" and str(row.value) in numbers:
            found.setdefault(row.outcome, set()).add(str(row.value))
    most = max(found, key=lambda outcome: len(found[outcome]), default=None)
    return (most,) if most and len(found[most]) > 1 else ()
