"""Example questions, made from what the corpus holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.records import Disclosure, Result, Trial
from retrieval.answers.phrasing import in_sentence

if TYPE_CHECKING:
    from ingest.corpus import Corpus


PAYMENTS = frozenset({"honoraria", "research funding", "grants", "personal fees"})
"""Relationships that read well in "disclosed ... from ..."."""


def make_examples(corpus: Corpus) -> tuple[str, ...]:
    """Return at most four questions that the corpus can answer, about the trial with most results."""
    trials = sorted(corpus.trials, key=lambda trial: -len(corpus.table.results(trial=trial.id)))
    if not trials:
        return ()
    trial = trials[0]
    results = corpus.table.results(trial=trial.id)
    disclosures = [entry for entry in corpus.disclosures if entry.trial == trial.id]
    return (*_ask_of_results(results, trial=trial), *_ask_of_disclosures(disclosures))


def _ask_of_results(results: Iterable[Result], *, trial: Trial) -> Iterator[str]:
    name = trial.acronym or trial.id
    held = tuple(results)
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
    """Return the outcome that most sources report, the first in the alphabet among equals."""
    sources: dict[str, set[str]] = {}
    for result in results:
        sources.setdefault(result.outcome, set()).add(result.source)
    return min(sources, key=lambda outcome: (-len(sources[outcome]), outcome), default=None)
