"""Which trial a bare file is about, where it gives no registry number: as a person says, or by its title's acronym."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.errors import ManifestError
from ingest.identifiers import parse_identifier
from ingest.manifest import Manifest
from ingest.records import Source, Trial

_SHORTEST = 4  # letters of an acronym that a title is searched for: "OS" and "MM" are no trial's name
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


def tie_sources(manifest: Manifest, *, known: Sequence[Trial], named: str | None) -> Manifest:
    """Return what a path offers, with a trial for each bare source that gives none and whose trial can be told.

    Args:
        known: Trials that are held.
        named: Registry number or acronym of the trial that a person says it is.

    Raises:
        ManifestError: No trial has this name.
    """
    if manifest.listed:
        if named:
            raise ManifestError(
                f"{manifest.path}: its manifest says of each source which trial it is of; leave --trial out"
            )
        return manifest
    trials = {trial.id: trial for trial in (*known, *manifest.trials)}
    chosen = _find_named(named, trials.values()) if named else None
    by_acronym = _list_acronyms(trials.values())
    sources = tuple(
        source if source.trial else replace(source, trial=chosen or _find_in_title(source, by_acronym))
        for source in manifest.sources
    )
    own = {trial.id for trial in manifest.trials}
    added = {source.trial for source in sources if source.trial} - own
    bare = tuple(Trial(id=trial, acronym=None, title="") for trial in sorted(added))
    return replace(manifest, sources=sources, trials=(*manifest.trials, *bare))


def _find_named(name: str, trials: Iterable[Trial]) -> str:
    found = {trial.id for trial in trials if name.casefold() in (trial.id.casefold(), (trial.acronym or "").casefold())}
    if len(found) == 1:
        return found.pop()
    identifier = parse_identifier(name)
    if identifier is None or identifier.kind != "nct":
        what = f"several trials are called {name!r}" if found else f"no trial {name!r} is held"
        raise ManifestError(f"{what}: give its registry number (NCT01234567)")
    return identifier.value


def _list_acronyms(trials: Iterable[Trial]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for trial in trials:
        if trial.acronym and len(trial.acronym) >= _SHORTEST and trial.acronym.upper() == trial.acronym:
            found[trial.acronym].add(trial.id)
    return found


def _find_in_title(source: Source, by_acronym: dict[str, set[str]]) -> str | None:
    """The one trial whose acronym stands in the title, in capitals as a word of its own; two of them tell nothing."""
    named = {trial for word in _WORD.findall(source.title) for trial in by_acronym.get(word, ())}
    return named.pop() if len(named) == 1 else None
