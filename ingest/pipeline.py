"""Ingestion: from source files to a published generation."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ingest.batches import build_index, cut_into_batches, remove_generation
from ingest.confirmations import Confirmations
from ingest.contents import Contents, Readings, combine, make_passages, write_contents
from ingest.earlier import Earlier, open_earlier
from ingest.embedding import Embedder
from ingest.errors import EvidenceError, HomeError, IndexMissingError, SourceError, TableError
from ingest.generation import Catalog, Generation
from ingest.home import Home
from ingest.manifest import Manifest, resolve_path
from ingest.offers import read_manifest
from ingest.plan import Plan, make_plan, plan_renewal
from ingest.readers.reading import Reading
from ingest.readers.verified import read_verified
from ingest.records import Document, Result
from ingest.report import IngestReport, Progress, ProgressCallback, make_report
from ingest.seal import seal

_logger = logging.getLogger(__name__)


def ingest(  # noqa: PLR0913  # what is read, where it is kept, with what, and who is told
    path: Path,
    *,
    home: Path,
    embedder: Embedder,
    server: str | None = None,
    sync: bool = False,
    trial: str | None = None,
    progress: ProgressCallback | None = None,
) -> IngestReport:
    """Read what ``path`` offers into the corpus in ``home``, and publish the corpus if anything changed.

    Args:
        path: A folder with a manifest, a folder of bare files, or one file.
        home: The state folder.
        embedder: The embedding model; it is loaded only when there is something to embed.
        server: Address of the Chroma server that is to hold the passages; ``None`` for a folder under ``home``.
        sync: Make the corpus exactly ``path``; otherwise sources of other paths stay as they are.
        trial: Registry number or acronym of the trial that bare files are of which name none themselves.
        progress: Called often, in this thread.

    Raises:
        ManifestError: There is no such path, or its manifest breaks its rules.
        VocabularyError: A vocabulary file is broken.
        ModelError: The embedding model cannot be had.
        HomeError: Another ingestion is running, ``home`` cannot be written, or the Chroma server does not answer; what
            was published is untouched.
    """
    start = time.perf_counter()
    tell = progress or _be_silent
    state = Home(home)
    with state.writing():
        earlier = open_earlier(state, path=resolve_path(path), sync=sync)
        plan = make_plan(read_manifest(path, known=earlier.catalog, trial=trial), before=earlier.catalog, sync=sync)
        readings = _read(plan, earlier=earlier, tell=tell)
        confirmed = Confirmations(home).results()
        contents = combine(plan, readings, earlier=earlier, embedder=embedder, confirmed=confirmed)
        catalog, embedded = earlier.catalog, None
        if contents.is_new or earlier.is_damaged or not earlier.is_at(server):
            catalog, embedded = _publish(contents, state, earlier=earlier, embedder=embedder, server=server, tell=tell)
    report = make_report(plan, contents, earlier=earlier, catalog=catalog, embedded=embedded)
    return replace(report, seconds=time.perf_counter() - start)


def renew(
    *,
    home: Path,
    embedder: Embedder,
    server: str | None = None,
    without: Collection[str] = (),
    progress: ProgressCallback | None = None,
) -> IngestReport:
    """Publish what is held without some sources, and with the rows that persons have confirmed since.

    No source is read anew. One that is removed comes back when what it came from is ingested again.

    Raises:
        IndexMissingError: Nothing is published yet.
        SourceError: A source to remove is not held, or nothing would be left.
        HomeError: As for ``ingest``.
    """
    start = time.perf_counter()
    state = Home(home)
    with state.writing():
        published = state.published()
        if published is None:
            raise IndexMissingError(f"no index yet in {home}: run trialcite ingest")
        earlier = Earlier(Generation(published))
        assert earlier.catalog is not None, "a generation has a catalog"
        _refuse_removal(without, held=earlier.holdings)
        plan = plan_renewal(earlier.catalog, without=without)
        readings, confirmed = Readings({}, None, {}), Confirmations(home).results()
        contents = combine(plan, readings, earlier=earlier, embedder=embedder, confirmed=confirmed)
        catalog, embedded = earlier.catalog, None
        if contents.is_new:
            tell = progress or _be_silent
            catalog, embedded = _publish(contents, state, earlier=earlier, embedder=embedder, server=server, tell=tell)
    report = make_report(plan, contents, earlier=earlier, catalog=catalog, embedded=embedded)
    return replace(report, seconds=time.perf_counter() - start)


def _refuse_removal(names: Collection[str], *, held: Collection[str]) -> None:
    if strangers := sorted(set(names) - set(held)):
        raise SourceError(f"{', '.join(strangers)}: no such source is held; trialcite sources lists them")
    if not set(held) - set(names):
        raise SourceError("nothing would be left: ingest another source first, or remove the state folder")


def _publish(  # noqa: PLR0913  # what is published, where, beside what, with what, and who is told
    contents: Contents,
    state: Home,
    *,
    earlier: Earlier,
    embedder: Embedder,
    server: str | None,
    tell: ProgressCallback,
) -> tuple[Catalog, int]:
    """Build the next generation and make it the one that is read; return its catalog and how much was embedded."""
    passages = make_passages(contents, earlier=earlier, embedder=embedder)
    batches = cut_into_batches(passages, model=embedder.fingerprint)
    with state.building() as folder:
        target = Generation(folder)
        embedded = build_index(
            target,
            batches,
            order=[passage.id for passage in passages],
            before=earlier.index_for(embedder.fingerprint),
            server=server,
            embedder=embedder,
            tell=tell,
        )
        catalog = write_contents(contents, passages=passages, to=target, earlier=earlier)
        seal(folder)
        tell(Progress("publish", done=0, total=1))
        state.publish(folder)
        tell(Progress("publish", done=1, total=1))
    state.remove_unused(_remove)
    return catalog, embedded


def _remove(folder: Path) -> None:
    try:
        remove_generation(folder)
    except HomeError as error:  # what is published is whole, and the next ingestion removes what is left
        _logger.warning("an earlier index is kept for now: %s", error)


def _read(plan: Plan, *, earlier: Earlier, tell: ProgressCallback) -> Readings:
    """Read what is new or changed; a source or a results file that fails is reported, and the others are read."""
    failures = dict(plan.failures)
    sources: dict[str, Reading] = {}
    for done, holding in enumerate(plan.to_read):
        tell(Progress("read", done=done, total=len(plan.to_read)))
        try:
            sources[holding.source.id] = read_verified(holding.source, manifest=plan.manifest)
        except EvidenceError as error:
            failures[holding.source.id] = str(error)
            _logger.warning("source %s failed", holding.source.id)
    tell(Progress("read", done=len(plan.to_read), total=len(plan.to_read)))
    results = None
    if plan.read_results:
        documents = _documents(plan, sources, earlier=earlier)
        results = _read_results_files(plan.manifest, documents=documents, failures=failures)
    return Readings(sources, results, failures)


def _documents(plan: Plan, sources: dict[str, Reading], *, earlier: Earlier) -> dict[str, Document]:
    """Return the documents of all listed sources, as read now or held already."""
    documents = {}
    for source in plan.manifest.sources:
        document = sources[source.id].document if source.id in sources else earlier.document(source.id)
        if document is not None:
            documents[source.id] = document
    return documents


def _read_results_files(
    manifest: Manifest, *, documents: dict[str, Document], failures: dict[str, str]
) -> dict[str, tuple[Result, ...]] | None:
    from ingest.results_file import read_results

    found: defaultdict[str, list[Result]] = defaultdict(list)
    whole = True
    for path, _ in manifest.results_files:
        name = path.relative_to(manifest.root).as_posix()
        try:
            if name in failures:
                raise TableError(failures[name])
            for result in read_results(path, documents=documents):
                _refuse_stranger(result, manifest=manifest, file=name)
                found[result.source].append(result)
        except EvidenceError as error:
            failures[name] = str(error)
            whole = False
            _logger.warning("results file %s failed", name)
    return {source: tuple(results) for source, results in found.items()} if whole else None


def _refuse_stranger(result: Result, *, manifest: Manifest, file: str) -> None:
    remedy = "add it there" if manifest.listed else "put its file beside this one, or list both in a sources.toml"
    where = f"{file}: result {result.id}: {'the manifest' if manifest.listed else 'the folder'}"
    if result.source not in {source.id for source in manifest.sources}:
        raise TableError(f"{where} lists no source {result.source!r}; {remedy}")
    if result.trial not in {trial.id for trial in manifest.trials}:
        raise TableError(f"{where} lists no trial {result.trial!r}; {remedy}")


def _be_silent(progress: Progress) -> None:
    """Tell nobody."""
