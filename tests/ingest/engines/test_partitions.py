"""Partitioned Parquet, and what one worker does, over a bucket that fsspec keeps in memory."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from evaluation.kill_trial import FastEmbedder
from evaluation.made_records import make_record
from ingest.corpus import open_corpus
from ingest.engines.partitions import Layout, open_layout
from ingest.engines.shares import Share, ShareReader, describe, list_files
from ingest.errors import HomeError
from ingest.pipeline import ingest
from ingest.records import Source


@pytest.fixture
def bucket() -> Iterator[str]:
    """A bucket with two made records and a file that is none."""
    files = fsspec.filesystem("memory")
    for number in range(2):
        made, record = make_record(number)
        files.pipe(f"/bucket/year/{made.trial}.json", json.dumps(record).encode())
    files.pipe("/bucket/odd.json", b"{}")
    yield "memory://bucket"
    files.rm("/bucket", recursive=True)


def sources_of(bucket: str) -> tuple[Source, ...]:
    """The sources that the files of a bucket describe, each with its path."""
    return tuple(
        replace(found.source, path=name)
        for name in list_files(bucket)
        for found in describe(bucket, name)
        if not isinstance(found, str)
    )


def test_files_of_a_bucket_are_listed_and_say_what_they_are(bucket: str) -> None:
    """Paths are relative to the bucket; a file that holds no record says so."""
    assert list_files(bucket) == ["odd.json", "year/NCT90000000.json", "year/NCT90000001.json"]
    assert [source.id for source in sources_of(bucket)] == ["nct90000000", "nct90000001"]
    assert "expected a ClinicalTrials.gov record" in str(describe(bucket, "odd.json"))


def test_share_is_read_as_the_local_engine_reads_it(bucket: str, tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """Results and passages come back from Parquet as the local engine holds them."""
    for number in range(2):
        made, record = make_record(number)
        (tmp_path / f"{made.trial}.json").write_text(json.dumps(record), encoding="utf-8")
    layout = Layout("memory://bucket-out", "abc", 1, "http://127.0.0.1:9")
    reader = ShareReader(bucket, layout=layout, embedder=fast_embedder)
    told = list(reader.read(Share(0, 0, sources_of(bucket))))
    ingest(tmp_path, home=tmp_path / "home", embedder=fast_embedder)
    with open_corpus(tmp_path / "home", embedder=fast_embedder) as corpus:
        assert layout.read_results().results() == corpus.table.results()
        assert layout.read_passages() == tuple(corpus.passages)
        assert [(report.id, report.results) for report, _ in told] == [("nct90000000", 101), ("nct90000001", 101)]
        keys = {passage.id: batch.key for _, batches in told for batch in batches for passage in batch.passages}
        assert keys == corpus.index.batches()


def test_trial_is_read_from_its_partition_alone(bucket: str, fast_embedder: FastEmbedder) -> None:
    """What another partition holds is not opened: here, it is no Parquet."""
    layout = Layout("memory://bucket-out", "def", 2, "http://127.0.0.1:9")
    here, there = sources_of(bucket)
    assert layout.partition_of(str(here.trial)) != layout.partition_of(str(there.trial))
    partition = layout.partition_of(str(here.trial))
    list(ShareReader(bucket, layout=layout, embedder=fast_embedder).read(Share(partition, 0, (here,))))
    fsspec.filesystem("memory").pipe(f"/bucket-out/def/results/partition={1 - partition:02}/000.parquet", b"none")
    assert len(layout.read_results(here.trial)) == 101


def test_source_that_changed_since_it_was_described_fails_alone(bucket: str, fast_embedder: FastEmbedder) -> None:
    """The other sources of its share are read."""
    sources = sources_of(bucket)
    fsspec.filesystem("memory").pipe(f"/bucket/{sources[0].path}", json.dumps(make_record(5)[1]).encode())
    layout = Layout("memory://bucket-out", "ghi", 1, "http://127.0.0.1:9")
    told = [
        report for report, _ in ShareReader(bucket, layout=layout, embedder=fast_embedder).read(Share(0, 0, sources))
    ]
    assert [report.status for report in told] == ["failed", "added"]
    assert "ingest it once more" in str(told[0].error)


def test_what_was_published_is_found_and_nothing_else() -> None:
    """The layout is the one that was published last; a folder without one is an error that names the remedy."""
    layout = Layout("memory://published", "abc", 64, "http://127.0.0.1:9")
    with pytest.raises(HomeError, match="run trialcite ingest PATH --engine ray"):
        open_layout("memory://published")
    layout.publish()
    assert open_layout("memory://published") == layout
