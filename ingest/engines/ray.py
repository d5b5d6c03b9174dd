"""Ingestion with Ray Data, on one machine or a cluster: the only module that knows Ray.

It does what ``ingest.pipeline`` does, with the same functions, for a folder or a bucket of bare files. What is embedded
together is cut from one source's passages alone, so that ids, texts, vectors and results are those of the local engine.
Passages go to a Chroma server, results and passages to Parquet, all by hash of the trial. Every step may be done again:
a worker that dies costs its share. Nothing is published before all of it is stored.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ingest.bare_files import RESULTS_SUFFIXES, BareFiles, is_hidden
from ingest.embedding import Embedder
from ingest.engines.partitions import Layout
from ingest.engines.shares import MakeEmbedder, PassageStorer, Share, ShareReader, describe, list_files
from ingest.errors import EvidenceError, HomeError, ManifestError
from ingest.generation import FORMAT
from ingest.index import PassageIndex
from ingest.manifest import MANIFEST, Manifest
from ingest.records import Source
from ingest.report import IngestReport, SourceReport
from ingest.trial_ties import tie_sources

PARTITIONS = 64
_SOURCES_PER_SHARE = 500  # read by one task, and written as one Parquet file: some 50,000 results
_BATCHES_PER_CALL = 4  # of 32 passages, stored in one call
_SHARE_OF_A_CPU = 0.5  # of each worker: with whole ones, readers and storers on two processors wait for each other

_STARTS = 3  # on a busy machine Ray was seen to give up on its own parts
Rows = dict[str, Any]


def ingest_with_ray(
    url: str, *, out: str, server: str | None, make_embedder: MakeEmbedder, partitions: int = PARTITIONS
) -> IngestReport:
    """Read the bare files of a folder or a bucket, and publish them in ``out`` and on a Chroma server.

    Args:
        url: A path, or any address that fsspec knows.
        out: Folder for the Parquet files, likewise.
        server: Address of the Chroma server.
        make_embedder: Makes the embedding model, in each worker anew.

    Raises:
        ManifestError: There are no files, or a manifest lists them.
        HomeError: Ray is not installed, or the server is not named or does not answer.
    """
    start = time.perf_counter()
    if server is None:
        remedy = "start one (chroma run), and name it in TRIALCITE_CHROMA_URL"
        raise HomeError(f"--engine ray stores passages on a Chroma server: {remedy}")
    data = _start()
    with _explained():
        offered = _describe_all(data, url)
        layout = Layout(out.rstrip("/"), _fingerprint(offered, make_embedder()), partitions, server)
        told, embedded = _run(data, _share_out(offered.sources, layout), url, layout, make_embedder)
    layout.publish()
    failed = [SourceReport(name, "failed", 0, 0, reason) for name, reason in offered.failures]
    reports = (*(told[source.id] for source in offered.sources), *failed)
    return IngestReport(reports, layout.fingerprint, True, embedded, seconds=time.perf_counter() - start)


def _start() -> Any:
    """Start Ray, or join the cluster that RAY_ADDRESS names, and return Ray Data."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers that it runs
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise HomeError('Ray is not installed; run pip install "trialcite[ray]"') from error
    if not ray.is_initialized():
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells every step on stderr
        for left in reversed(range(_STARTS)):
            try:
                ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR")
                break
            except Exception as error:  # it raises bare ones
                ray.shutdown()
                if not left:
                    raise HomeError(f"Ray cannot be started ({error}); look for free memory and processors") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    return ray.data


@contextmanager
def _explained() -> Iterator[None]:
    """Have an error of ours that a worker met be that error here."""
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        cause = getattr(error, "cause", None)
        if isinstance(cause, EvidenceError):
            raise cause from error
        raise HomeError(f"Ray gave up: {str(error).strip().splitlines()[-1]}; run the ingestion again") from error


def _describe_all(data: Any, url: str) -> Manifest:
    """Ask every file what it is; the answers are put together in the order of the paths, as the local engine does."""
    names = [name for name in list_files(url) if not is_hidden(Path(name))]
    if not names or MANIFEST in names:
        found = f"found a {MANIFEST}: leave --engine out" if names else "nothing is there"
        raise ManifestError(f"{url}: expected a folder or bucket of bare files for --engine ray; {found}")
    asked = data.from_items([{"name": name} for name in names]).map(_describe_row, fn_kwargs={"url": url})
    told = {row["name"]: pickle.loads(row["told"]) for row in asked.iter_rows()}  # noqa: S301  # our own workers'
    found_files = BareFiles()
    for name in names:
        if isinstance(told[name], str):
            found_files.fail(name, told[name])
        else:
            found_files.add(name, told[name])
    offered = found_files.offer(Path(), root=Path())  # paths of a bucket are relative to it
    return tie_sources(offered, known=(), named=None)


def _describe_row(row: Rows, *, url: str) -> Rows:
    name = row["name"]
    if Path(name).suffix.casefold() in RESULTS_SUFFIXES:
        told: Any = f"{name}: results files are read without --engine ray, beside the sources that they name"
    else:
        told = describe(url, name)
    return {"name": name, "told": pickle.dumps(told)}


def _fingerprint(offered: Manifest, embedder: Embedder) -> str:
    held = [f"{source.id} {source.sha256}" for source in offered.sources]
    return hashlib.sha256("\n".join([str(FORMAT), embedder.fingerprint, *held]).encode()).hexdigest()[:16]


def _share_out(sources: Sequence[Source], layout: Layout) -> list[Share]:
    by_partition: defaultdict[int, list[Source]] = defaultdict(list)
    for source in sources:
        by_partition[layout.partition_of(source.trial or source.id)].append(source)
    return [
        Share(partition, part, tuple(own[start : start + _SOURCES_PER_SHARE]))
        for partition, own in sorted(by_partition.items())
        for part, start in enumerate(range(0, len(own), _SOURCES_PER_SHARE))
    ]


def _run(
    data: Any, shares: Sequence[Share], url: str, layout: Layout, make_embedder: MakeEmbedder
) -> tuple[dict[str, SourceReport], int]:
    """Have all shares read and stored; return what became of each source, and how many passages were embedded."""
    import ray

    if not shares:
        return {}, 0
    for partition in {share.partition for share in shares}:  # made here, once: workers would race for it
        PassageIndex(layout.place_of(partition), embedder=make_embedder(), writing=True).close()
    pool = data.ActorPoolStrategy(min_size=1, max_size=max(1, int(ray.cluster_resources().get("CPU", 1))))
    workers = {"num_cpus": _SHARE_OF_A_CPU, "compute": pool}
    given = {"layout": layout, "make_embedder": make_embedder}
    read = data.from_items([{"share": pickle.dumps(share)} for share in shares], override_num_blocks=len(shares))
    cut = read.flat_map(_Reader, fn_constructor_kwargs={"url": url, **given}, **workers)
    stored = cut.map_batches(_Storer, fn_constructor_kwargs=given, batch_size=_BATCHES_PER_CALL, **workers)
    rows = list(stored.iter_rows())
    reports = [pickle.loads(row["report"]) for row in rows if row["report"]]  # noqa: S301  # our own workers'
    return {report.id: report for report in reports}, sum(int(row["passages"]) for row in rows)


class _Reader:
    """Reads a share: one row for each batch of passages, and one for each source."""

    def __init__(self, url: str, *, layout: Layout, make_embedder: MakeEmbedder) -> None:
        self._reader = ShareReader(url, layout=layout, embedder=make_embedder())

    def __call__(self, row: Rows) -> Iterator[Rows]:
        share: Share = pickle.loads(row["share"])  # noqa: S301  # the driver's
        for report, batches in self._reader.read(share):
            for batch in batches:
                yield {"partition": share.partition, "batch": pickle.dumps(batch), "report": b""}
            yield {"partition": share.partition, "batch": b"", "report": pickle.dumps(report)}


class _Storer:
    """Embeds and stores the batches among some rows, and hands the reports on."""

    def __init__(self, *, layout: Layout, make_embedder: MakeEmbedder) -> None:
        self._storer = PassageStorer(layout, embedder=make_embedder())

    def __call__(self, rows: dict[str, np.ndarray]) -> dict[str, Any]:
        batches = [
            (int(partition), pickle.loads(batch))  # noqa: S301  # our own workers'
            for partition, batch in zip(rows["partition"], rows["batch"], strict=True)
            if batch
        ]
        self._storer.store(batches)
        sizes = iter([len(batch.passages) for _, batch in batches])
        return {
            "report": rows["report"],
            "passages": np.array([next(sizes) if batch else 0 for batch in rows["batch"]]),
        }
