"""Compares what the Ray engine stores with what the local one does: ``python -m evaluation.ray_trial --records 200``.

It makes records and a text about the first of them, starts a Chroma server and a local Ray, ingests them both ways with
vectors made by chance, and ends with 0 when ids, texts, trials, vectors and results are the same. ``--model`` embeds
with the real model.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from evaluation.kill_trial import FastEmbedder
from evaluation.made_records import make_record, write_records
from evaluation.served_chroma import served_chroma
from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from ingest.engines.partitions import open_layout
from ingest.engines.ray import ingest_with_ray
from ingest.index import PassageIndex
from ingest.pipeline import ingest

_Stored = tuple[dict[str, Any], dict[str, bytes], list[Any]]


_TOLD = "Nothing new was found"
"""What the paper says, which names its trial in its title alone."""


def run_trial(folder: Path, *, records: int, partitions: int, make_embedder: type[Embedder]) -> dict[str, Any]:
    """Return what was compared, and how long each engine took."""
    write_records(folder / "records", count=records)
    made, _ = make_record(0)
    paper = f"# {made.acronym}: a second reading\n\n{_TOLD} in the patients of {made.drug}.\n"
    (folder / "records" / "paper.md").write_text(paper, encoding="utf-8")
    embedder = make_embedder()
    start = time.perf_counter()
    local = ingest(folder / "records", home=folder / "home", embedder=embedder)
    seconds = time.perf_counter() - start
    with served_chroma(folder / "chroma") as server:
        out = (folder / "out").as_uri()
        report = ingest_with_ray(
            (folder / "records").as_uri(), out=out, server=server, make_embedder=make_embedder, partitions=partitions
        )
        here, there = _read_local(folder / "home", embedder), _read_partitions(out, embedder)
    told = {passage.trial for passage in there[0].values() if _TOLD in passage.text}
    same = [ours == theirs for ours, theirs in zip(here, there, strict=True)]
    counts = {source.id: (source.passages, source.results) for source in report.sources}
    return {
        "records": records,
        "passages": len(there[0]),
        "results": len(there[2]),
        "embedded": report.embedded,
        "same_passages": same[0],
        "same_vectors": same[1],
        "same_results": same[2],
        "same_trial_of_the_paper": told == {made.trial},
        "same_report": counts == {source.id: (source.passages, source.results) for source in local.sources},
        "local_seconds": round(seconds, 1),
        "ray_seconds": round(report.seconds, 1),
    }


def _read_local(home: Path, embedder: Embedder) -> _Stored:
    with open_corpus(home, embedder=embedder) as corpus:
        passages = {passage.id: passage for passage in corpus.passages}
        vectors = corpus.index.vectors(list(passages))
        stored = {key: vector.tobytes() for key, vector in zip(passages, vectors, strict=True)}
        return passages, stored, list(corpus.table.results())


def _read_partitions(out: str, embedder: Embedder) -> _Stored:
    layout = open_layout(out)
    passages = {passage.id: passage for passage in layout.read_passages()}
    stored: dict[str, bytes] = {}
    for partition in range(layout.partitions):
        keys = [each.id for each in passages.values() if layout.partition_of(each.trial or each.source) == partition]
        if keys:
            with closing(PassageIndex(layout.place_of(partition), embedder=embedder)) as index:
                assert set(index.ids()) == set(keys), "a partition holds its own passages and no others"
                stored |= {key: row.tobytes() for key, row in zip(keys, index.vectors(keys), strict=True)}
    return passages, stored, list(layout.read_results().results())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ray_trial", description=__doc__)
    parser.add_argument("--records", type=int, default=200)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--model", action="store_true", help="embed with the real model")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = run_trial(
            Path(folder),
            records=options.records,
            partitions=options.partitions,
            make_embedder=Embedder if options.model else FastEmbedder,
        )
    print(json.dumps(found))
    return 0 if all(found[name] for name in found if name.startswith("same")) else 1


if __name__ == "__main__":
    sys.exit(main())
