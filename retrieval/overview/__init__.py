"""A trial at a glance: what its results, documents and vocabulary tell, decided before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from retrieval.discrepancies import find_discrepancies
from retrieval.overview.arms import find_arms
from retrieval.overview.changes import list_changes
from retrieval.overview.cutoffs import list_cutoffs, name_cutoff
from retrieval.overview.effects import list_effects
from retrieval.overview.endpoints import list_endpoints, name_primary
from retrieval.overview.limitations import list_limitations
from retrieval.overview.pico import describe_design, describe_pico, list_sizes
from retrieval.overview.rates import list_responses
from retrieval.overview.records import Cutoff, Overview
from retrieval.overview.reports import gather
from retrieval.overview.safety import list_events, list_tiles
from retrieval.overview.view import View
from retrieval.terms import TermIndex

__all__ = ["LATEST", "Overview", "describe_trial"]

LATEST = "latest"
"""Asks for each endpoint at its own latest data cut-off."""


def describe_trial(corpus: Corpus, trial: str, *, terms: TermIndex, cutoff: date | str | None = LATEST) -> Overview:
    """Return what a page shows of a trial.

    Args:
        cutoff: A data cut-off, ``None`` for the results that state none, or ``LATEST``.

    Raises:
        EvidenceError: The corpus does not hold the trial, or the trial has no such cut-off.
    """
    described = next((each for each in corpus.trials if each.id == trial), None)
    if described is None:
        raise EvidenceError(f"no trial {trial!r} in this corpus; trialcite sources lists what it holds")
    results = corpus.table.results(trial=trial)
    arms = find_arms(results, terms=terms, trial=trial)
    cutoffs = list_cutoffs(results, terms=terms, trial=trial)
    chosen = _choose(cutoffs, cutoff)
    primary = name_primary(results, terms=terms, trial=trial)
    reports = gather(row for row in results if row.category in ("efficacy", "safety"))
    several = len({row.source for row in results}) > 1
    view = View(arms, chosen, corpus.sources, terms if several else None)  # one source has one title for one outcome
    parts = Overview(
        trial=described,
        arms=arms,
        cutoff=chosen,
        cutoffs=cutoffs,
        pico=describe_pico(corpus, described, results=results, arms=arms, primary=primary),
        design=describe_design(corpus, described, results=results),
        endpoints=list_endpoints(reports, view, primary=primary, terms=terms),
        effects=list_effects(reports, view, primary=primary, sizes=list_sizes(results)),
        responses=list_responses(reports, view),
        tiles=list_tiles(reports, view),
        events=list_events(reports, view),
        changes=list_changes(reports, view),
        discrepancies=find_discrepancies(corpus, terms=terms, trial=trial) if several else (),
        limitations=list_limitations(corpus, described, reports=reports, cutoffs=cutoffs),
        gaps=(),
    )
    return replace(parts, gaps=tuple(_find_gaps(parts)))


def _choose(cutoffs: Sequence[Cutoff], asked: date | str | None) -> Cutoff | None:
    if asked == LATEST:
        return None
    found = [cutoff for cutoff in cutoffs if cutoff.day == asked]
    if not found:
        held = ", ".join(name_cutoff(cutoff.day) for cutoff in cutoffs) or "none"
        raise EvidenceError(f"no results with the data cut-off {asked}; the trial has: {held}")
    return found[0]


def _find_gaps(overview: Overview) -> Iterator[str]:
    """Yield what a reader would look for and does not find, in the order of the page."""
    where = f"at the cut-off {name_cutoff(overview.cutoff.day)}" if overview.cutoff else "in this corpus"
    if not overview.endpoints:
        yield "No vocabulary, record or formal test tells which endpoint of this trial is the primary one."
    for endpoint in overview.endpoints:
        if not endpoint.shown:
            yield f"No result for the primary endpoint {endpoint.outcome} {where}."
    if not overview.effects:
        yield f"No ratio of two arms (hazard, odds or risk ratio) {where}."
    if not overview.responses:
        yield f"No efficacy outcome as a percentage of an arm {where}."
    for tile in overview.tiles:
        if tile.rates is None:
            yield f"No overall rate of adverse events, {tile.name[0].lower()}{tile.name[1:]}, {where}."
    for table in overview.events:
        if not table.rows:
            yield f"No adverse events by term, {table.name[0].lower()}{table.name[1:]}, {where}."
