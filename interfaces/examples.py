"""Example questions, made from what the corpus holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.records import Disclosure, Result, Trial
from retrieval.answers.phrasing import in_sentence

if TYPE_CHECKING:
    from ingest.corpus import Corpus


_MOST = 4
PAYMENTS = frozenset({"honoraria", "research funding", "grants", "personal fees"})
"""Relationships that read well in "disclosed ... from ..."."""


def make_examples(corpus: Corpus) -> tuple[str, ...]:
    """Return at most four questions that the corpus can answer: of one trial, or one of each of several trials."""
    held = [(trial, corpus.table.results(trial=trial.id)) for trial in corpus.trials]
    held.sort(key=lambda each: (-len({result.source for result in each[1]}), -len(each[1])))
    asked = [tuple(_ask_of_results(results, trial=trial)) for trial, results in held]
    if len(asked) > 1:
        return tuple(questions[0] for questions in asked if questions)[:_MOST]
    return (*(question for questions in asked for question in questions), *_ask_of_disclosures(corpus.disclosures))


def _ask_of_results(results: Iterable[Result], *, trial: Trial) -> Iterator[str]:
    name = trial.acronym or trial.id
    held = sorted(results, key=lambda row: row.id)  # as the sources list them: registry records the primary ones first
    if ratio := _most_reported(r for r in held if r.category == "efficacy" and r.statistic == "hazard ratio"):
        yield f"What was the hazard ratio for {in_sentence(ratio)} in {name}?"
    if rate := _most_reported(r for r in held if r.category == "efficacy" and r.unit == "%" and r.arm):
        yield f"What was the {in_sentence(rate)} in each arm of {name}?"
    if event := _most_reported(r for r in held if r.category == "safety" and r.unit == "%" and r.arm):
        plural = "s" if event.endswith(("event", "reaction")) else ""
        yield f"What does {name} report on {in_sentence(event)}{plural}?"


def _ask_of_disclosures(disclosures: Iterable[Disclosure]) -> Iterator[str]:
    named = (entry for entry in disclosures if entry.author and entry.organisation and entry.relationship in PAYMENTS)
    pairs = Counter((entry.relationship, entry.organisation) for entry in named)
    if pairs:
        (relationship, organisation), _ = min(pairs.items(), key=lambda pair: (-pair[1], str(pair[0])))
        yield f"Which authors disclosed {relationship} from {organisation}?"


def _most_reported(results: Iterable[Result]) -> str | None:
    """Return the outcome that most sources report; among equals the first."""
    sources: dict[str, set[str]] = {}
    for result in results:
        sources.setdefault(result.outcome, set()).add(result.source)
    return max(sources, key=lambda outcome: len(sources[outcome]), default=None)
