"""What an ingestion tells while it runs, and when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ingest.contents import Contents
from ingest.earlier import Earlier
from ingest.generation import Catalog, Holding
from ingest.plan import Plan
from ingest.records import Result

SourceStatus = Literal["added", "changed", "unchanged", "removed", "failed"]
Step = Literal["read", "embed", "publish"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step has come; ``done`` counts sources when reading and passages when embedding."""

    step: Step
    done: int
    total: int


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source.

    Attributes:
        id: Of the source; the path of a results file or a bare file that could not be read.
        passages: How many the corpus now holds of it; a source that failed keeps those it had.
        error: Why it failed, in one line with the remedy; ``None`` otherwise.
    """

    id: str
    status: SourceStatus
    passages: int
    results: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every source that the ingested path lists or once listed, in that order.

    Attributes:
        fingerprint: Of the corpus as it is now published; ``None`` when nothing is.
        published: Whether there was anything new to publish.
        embedded: Passages that had to be embedded.
        untied: Ids of the sources, of bare files, of which nobody knows the trial.
    """

    sources: tuple[SourceReport, ...]
    fingerprint: str | None
    published: bool
    embedded: int
    seconds: float = 0.0
    untied: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[SourceReport, ...]:
        """The sources that could not be read."""
        return tuple(source for source in self.sources if source.status == "failed")


def make_report(
    plan: Plan, contents: Contents, *, earlier: Earlier, catalog: Catalog | None, embedded: int | None
) -> IngestReport:
    """Say what became of every source.

    Args:
        catalog: What is published now.
        embedded: Passages that had to be embedded; ``None`` when nothing was published.
    """
    now = {holding.source.id: holding for holding in (catalog.holdings if catalog else ())}
    results = {each.holding.source.id: each.results for each in contents.sources}
    reports = []
    for source in plan.manifest.sources:
        status = _find_status(source.id, contents, earlier=earlier, results=results.get(source.id, ()))
        reports.append(_report(source.id, status, held=now.get(source.id), error=contents.failures.get(source.id)))
    listed = {source.id for source in plan.manifest.sources}
    reports += [
        _report(name, "failed", held=None, error=why) for name, why in contents.failures.items() if name not in listed
    ]
    reports += [_report(holding.source.id, "removed", held=None) for holding in plan.removed]
    fingerprint = catalog.fingerprint if catalog else None
    untied = () if plan.manifest.listed else tuple(source.id for source in plan.manifest.sources if not source.trial)
    return IngestReport(tuple(reports), fingerprint, embedded is not None, embedded or 0, untied=untied)


def _find_status(source: str, contents: Contents, *, earlier: Earlier, results: tuple[Result, ...]) -> SourceStatus:
    if source in contents.failures:
        return "failed"
    if source not in earlier.holdings:
        return "added"
    fresh = any(each.fresh for each in contents.sources if each.holding.source.id == source)
    return "changed" if fresh or _by_id(results) != _by_id(earlier.results.get(source, ())) else "unchanged"


def _by_id(results: tuple[Result, ...]) -> list[Result]:
    return sorted(results, key=lambda result: result.id)


def _report(source: str, status: SourceStatus, *, held: Holding | None, error: str | None = None) -> SourceReport:
    passages, results = (held.passages, held.results) if held else (0, 0)
    return SourceReport(source, status, passages, results, error)
