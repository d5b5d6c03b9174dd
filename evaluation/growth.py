"""How a corpus of made registry records grows: ``python -m evaluation.growth --sizes 1,100,1000,10000``.

For each size: ingestion, a second ingestion with nothing changed, answers and look-ups in one warm process, a cold
look-up, memory and disk. Each is a process of its own, so that its peak memory is its own. Up to 2,000 passages are
embedded by the real model; above that vectors are made by chance, since the model embeds some tens of passages a
second, and the rate is that of all else. Prints a Markdown table. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from evaluation.kill_trial import FastEmbedder
from evaluation.made_records import Made, make_record, write_records
from ingest.corpus import Corpus, open_corpus
from ingest.embedding import Embedder
from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.lookup import Filters, look_up

_DIMENSION = 384
_MOST_EMBEDDED = 150  # records whose passages the real model embeds: about 2,000
_ROUNDS = 40  # of six look-ups and three questions each
_FIRST = 100  # results made of each look-up: a person reads no more
_UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


class MadeEmbedder(FastEmbedder):
    """Plays the model by chance, in its dimension: the same text has the same vector."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one vector of length 1 per text."""
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        vectors = np.array([np.random.default_rng(seed).normal(size=_DIMENSION) for seed in seeds])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def measure(size: int, *, folder: Path) -> dict[str, Any]:
    """Return what was measured with ``size`` records."""
    records, home = folder / "records", folder / "home"
    write_records(records, count=size)
    found = {"records": size} | _run("ingest", records, home, size) | _run("again", records, home, size)
    found |= _run("ask", records, home, size) | {"disk": _count_megabytes(home)}
    command = [str(Path(sys.executable).with_name("trialcite")), "lookup", make_record(0)[0].trial, "survival"]
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, env=os.environ | {"TRIALCITE_HOME": str(home)}, capture_output=True, check=False)  # noqa: S603  # this program itself
        times.append(time.perf_counter() - start)
    return found | {"cold": statistics.median(times)}


def draw(rows: Sequence[dict[str, Any]]) -> str:
    """Return the table in Markdown, one column a size."""
    lines: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
        ("passages", lambda row: f"{row['passages']:,}"),
        ("results", lambda row: f"{row['results']:,}"),
        ("vectors", lambda row: "the model's" if row["records"] <= _MOST_EMBEDDED else "made"),
        ("ingestion", lambda row: f"{row['ingest']:.1f} s"),
        ("ingestion, passages/s", lambda row: f"{row['passages'] / row['ingest']:.0f}"),
        ("ingestion, peak memory", lambda row: f"{row['ingest_mb']:.0f} MB"),
        ("ingestion again, nothing changed", lambda row: f"{row['again']:.1f} s"),
        ("disk", lambda row: f"{row['disk']:.0f} MB"),
        ("open, first question", lambda row: f"{row['open']:.2f} s"),
        ("`lookup`, whole process", lambda row: f"{row['cold']:.2f} s"),
        ("`lookup`, warm, p50 / p95", lambda row: f"{row['lookup'][0]:.1f} / {row['lookup'][1]:.1f} ms"),
        ("`ask`, warm, p50 / p95", lambda row: f"{row['ask'][0]:.1f} / {row['ask'][1]:.1f} ms"),
        ("answering, peak memory", lambda row: f"{row['ask_mb']:.0f} MB"),
    )
    head = ["records", *(f"{row['records']:,}" for row in rows)]
    table = [head, ["---", *["---:"] * len(rows)], *([name, *map(say, rows)] for name, say in lines)]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return "\n".join(
        [f"{machine}; load at the end {os.getloadavg()[0]:.1f}.", "", *("| " + " | ".join(row) + " |" for row in table)]
    )


def _run(deed: str, records: Path, home: Path, size: int) -> dict[str, Any]:
    """Do one deed in a process of its own, and return what it measured."""
    command = [sys.executable, "-m", "evaluation.growth", "--process", deed, str(records), str(home), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves
    if done.returncode:
        raise RuntimeError(f"{deed} of {size} records failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _ingest(records: Path, home: Path, size: int, *, name: str = "ingest") -> dict[str, Any]:
    embedder = Embedder() if size <= _MOST_EMBEDDED else MadeEmbedder()
    if name == "ingest":
        embedder.embed(["warm"])
    start = time.perf_counter()
    report = ingest(records, home=home, embedder=embedder)
    seconds = time.perf_counter() - start
    held = {
        "passages": sum(each.passages for each in report.sources),
        "results": sum(each.results for each in report.sources),
    }
    return held | {name: seconds, f"{name}_mb": _peak_megabytes()}


def _again(records: Path, home: Path, size: int) -> dict[str, Any]:
    return _ingest(records, home, size, name="again")


def _ask(records: Path, home: Path, size: int) -> dict[str, Any]:
    del records
    embedder = Embedder() if size <= _MOST_EMBEDDED else MadeEmbedder()
    chance = Random(1)  # noqa: S311  # which records are asked about
    asked = [make_record(chance.randrange(size))[0] for _ in range(_ROUNDS)]
    start = time.perf_counter()
    with open_corpus(home, embedder=embedder) as corpus:
        assistant = Assistant(corpus)
        assistant.invoke(next(_questions(asked[0])))
        opened = time.perf_counter() - start
        for made in asked[:2]:  # what loads on first use is loaded
            for words, filters in _look_ups(made):
                _read_first(corpus, words, filters)
            for question in _questions(made):
                assistant.invoke(question)
        look_ups = [_time(partial(_read_first, corpus, *wanted)) for made in asked for wanted in _look_ups(made)]
        answers = [_time(partial(assistant.invoke, question)) for made in asked for question in _questions(made)]
    return {"open": opened, "lookup": _quantiles(look_ups), "ask": _quantiles(answers), "ask_mb": _peak_megabytes()}


def _look_ups(made: Made) -> Iterator[tuple[str, Filters]]:
    """By trial, by name, by number, by arm, and across all trials."""
    name = made.measures[0].partition(" at ")[0]
    yield "", Filters(trial=made.trial)
    yield f"{made.acronym} {name}", Filters()
    yield f"{name} {made.value}", Filters()
    yield f"{name} p-value", Filters()
    yield made.event, Filters(category="safety", arm=f"{made.drug} 10 mg")
    yield "overall survival", Filters(category="efficacy")


def _questions(made: Made) -> Iterator[str]:
    """A figure of one trial, a safety figure, and a question that prose answers."""
    yield f"What was the {made.measures[0].lower()} with {made.drug} in {made.acronym}?"
    yield f"How many participants had {made.event.lower()} in {made.trial}?"
    yield f"Who could take part in {made.acronym}, and was the glass intact?"


def _read_first(corpus: Corpus, words: str, filters: Filters) -> None:
    list(look_up(corpus, words, filters=filters)[:_FIRST])


def _time(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return statistics.median(ordered) * 1000, late * 1000


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_PER_MB


def _count_megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


_DEEDS = {"ingest": _ingest, "again": _again, "ask": _ask}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.growth", description=__doc__)
    parser.add_argument("--sizes", default="1,100,1000,10000", help="numbers of records")
    parser.add_argument("--out", type=Path, help="where the table goes too")
    parser.add_argument("--process", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.process:
        deed, records, home, size = options.process
        print(json.dumps(_DEEDS[deed](Path(records), Path(home), int(size))))
        return 0
    rows = []
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            rows.append(measure(size, folder=Path(folder)))
        print(json.dumps(rows[-1]), file=sys.stderr)
    print(draw(rows))
    if options.out:
        options.out.write_text(f"# Growth\n\n{draw(rows)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
