"""Speed and memory on the machine at hand: ``python -m evaluation.bench``, or ``make bench``.

Prints a Markdown table and writes it to ``evaluation/results/bench.md``. Cold times are those of whole processes from
start to exit, the median of several; peak memory is the resident set that the system saw. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from evaluation.kill_trial import make_documents
from evaluation.letters import time_letters
from evaluation.question_file import read_questions
from ingest.corpus import Corpus, open_corpus
from ingest.embedding import Embedder
from ingest.errors import EvidenceError
from ingest.pipeline import ingest
from ingest.settings import read_settings
from retrieval.assistant import Assistant, open_assistant
from retrieval.search import Retriever

_HERE = Path(__file__).parent
_COMMAND = Path(sys.executable).with_name("trialcite")
_FIGURE_QUESTION = "What was the hazard ratio for progression-free survival?"
_TEXT_QUESTION = "Who funded the trial?"
_SEARCH_QUESTION = "How was the randomisation stratified?"  # no topic of the vocabulary: it takes dense search
_LOOK_UP = "progression-free survival"
_COLD_RUNS = 5
_MADE_PASSAGES = 500
_ROUNDS = 3  # the first also pays for imports, so that the median does not
_USAGE_UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
_FAILED = 2


class BenchError(EvidenceError):
    """Something that was to be measured did not run."""


@dataclass(frozen=True, slots=True)
class Run:
    """One whole process: seconds from start to exit, and its peak resident set in MB."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``aim`` is empty where none was set."""

    what: str
    measured: str
    aim: str = ""


def measure_ingestion(
    corpus: Path, *, embedder: Embedder, what: str = "the corpus", rounds: int = _ROUNDS
) -> Iterator[Line]:
    """Compare the ingestion of ``corpus`` with the model's own rate on the same passages, in turns.

    The model is loaded beforehand and counts for neither. ``embed`` gets all texts at once, which is the fastest way.
    """
    texts: list[str] = []
    raw: list[float] = []
    whole: list[float] = []
    again: list[float] = []
    embedder.embed(["warm"])
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            whole.append(_time_ingestion(corpus, home=Path(folder), embedder=embedder))
            again.append(_time_ingestion(corpus, home=Path(folder), embedder=embedder))
            with open_corpus(Path(folder)) as opened:
                texts = [passage.text for passage in opened.passages]
        start = time.perf_counter()
        embedder.embed(texts)
        raw.append(time.perf_counter() - start)
    rate, raw_rate = (len(texts) / statistics.median(times) for times in (whole, raw))
    yield Line(f"ingestion of {what}, {len(texts)} passages", f"{rate:.1f} passages/s")
    yield Line("the embedding model alone, same texts", f"{raw_rate:.1f} passages/s")
    yield Line(f"ingestion of {what}, share of the model's rate", f"{rate / raw_rate:.0%}", "at least 90 %")
    yield Line(f"ingestion of {what} again, nothing changed", f"{statistics.median(again):.2f} s")


def measure_long_ingestion(*, embedder: Embedder) -> Iterator[Line]:
    """``measure_ingestion`` of made documents, whose passages are as long as the model reads.

    The passages of the corpus are mostly rendered results of 40 tokens, beside which the fixed costs of a run weigh.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        documents = Path(folder) / "documents"
        make_documents(documents, passages=_MADE_PASSAGES, chance=random.Random(0))  # noqa: S311  # no secrets
        yield from measure_ingestion(documents, embedder=embedder, what="made documents", rounds=1)


def _time_ingestion(corpus: Path, *, home: Path, embedder: Embedder) -> float:
    start = time.perf_counter()
    ingest(corpus, home=home, sync=True, embedder=embedder)
    return time.perf_counter() - start


def measure_answers(assistant: Assistant, questions: Sequence[str]) -> Iterator[Line]:
    """Ask every question several times in this process, after once for warmth."""
    figures: list[float] = []
    others: list[float] = []
    for question in questions:
        assistant.invoke(question)
    for _ in range(_ROUNDS):
        for question in questions:
            start = time.perf_counter()
            answer = assistant.invoke(question)
            (figures if answer.results else others).append(time.perf_counter() - start)
    yield Line(f"ask, warm: all {len(questions)} questions", describe_times(figures + others), "p50 under 50 ms")
    yield Line("ask, warm: answered with results", describe_times(figures))
    yield Line("ask, warm: text, not found, declined", describe_times(others))


def measure_search(corpus: Corpus, questions: Sequence[str]) -> Iterator[Line]:
    """Search the passages for every question: by words and meaning, and by words alone."""
    for what, dense in (("search, warm: BM25 and vectors", True), ("search, warm: BM25 alone", False)):
        retriever = Retriever(corpus=corpus, dense=dense)
        times: list[float] = []
        retriever.search("warm")
        for question in questions:
            start = time.perf_counter()
            retriever.search(question)
            times.append(time.perf_counter() - start)
        yield Line(what, describe_times(times))


def measure_letters(corpus: Corpus) -> Iterator[Line]:
    """Check a letter against the corpus's own results, and against two large tables."""
    for number, (what, seconds) in enumerate(time_letters(corpus)):
        yield Line(f"check, warm: {what}", f"{seconds * 1000:.0f} ms", "under 1 s" if number else "under 200 ms")


def measure_processes(corpus: Path, *, home: Path) -> Iterator[Line]:
    """Run the command as a user does, each time in a process of its own; the first run fills ``home``."""
    first = run_command(("ingest", str(corpus)), home=home)
    yield Line("ingest, whole process", describe_run(first))
    for what, arguments, aim in (
        ("ask, cold: a figure", ("ask", _FIGURE_QUESTION), "under 3 s"),
        ("ask, cold: a section of a text", ("ask", _TEXT_QUESTION), ""),
        ("ask, cold: with the embedding model", ("ask", _SEARCH_QUESTION), ""),
        ("lookup, cold", ("lookup", _LOOK_UP), "under 1 s"),
    ):
        runs = [run_command(arguments, home=home) for _ in range(_COLD_RUNS)]
        seconds, peak = (statistics.median(getattr(run, name) for run in runs) for name in ("seconds", "peak_mb"))
        yield Line(what, describe_run(Run(seconds, peak)), aim)


def run_command(arguments: Sequence[str], *, home: Path) -> Run:
    """Run ``trialcite`` to its end.

    Raises:
        BenchError: It did not do its work: exit code 2, or killed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # this program itself, with arguments from above
        [_COMMAND, *arguments],
        env=os.environ | {"TRIALCITE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0 or process.returncode >= _FAILED:
        raise BenchError(f"trialcite {arguments[0]}: exit code {process.returncode}; run it by hand to see why")
    return Run(seconds, usage.ru_maxrss / _USAGE_UNITS_PER_MB)


def describe_times(seconds: Sequence[float]) -> str:
    """Return median and 95th percentile, in milliseconds."""
    if not seconds:
        return "none"
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"p50 {statistics.median(ordered) * 1000:.1f} ms, p95 {late * 1000:.1f} ms"


def describe_run(run: Run) -> str:
    """Return time and peak memory of a process."""
    return f"{run.seconds:.2f} s, {run.peak_mb:.0f} MB"


def draw(lines: Sequence[Line], *, load: float) -> str:
    """Return the report in Markdown, with the machine it holds for."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("torch", "sentence-transformers", "chromadb"))
    rows = [f"| {line.what} | {line.measured} | {line.aim} |" for line in lines]
    return "\n".join(
        [
            f"{machine}; {packages}; load at the start {load:.1f}.",
            "",
            "| what | measured | aim |",
            "|---|---|---|",
            *rows,
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="what is ingested")
    parser.add_argument("--questions", type=Path, default=_HERE / "questions.toml", help="what is asked")
    parser.add_argument("--out", type=Path, default=_HERE / "results" / "bench.md", help="where the table goes")
    options = parser.parse_args(arguments)
    try:
        report = _run(options.corpus, questions=options.questions)
    except EvidenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(report)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(f"# Speed and memory\n\n{report}\n", encoding="utf-8")
    return 0


def _run(corpus: Path, *, questions: Path) -> str:
    load = os.getloadavg()[0]
    asked = [question.question for question in read_questions(questions).questions]
    settings = read_settings()
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lines = [*measure_processes(corpus, home=Path(folder))]
        assistant = open_assistant(Path(folder))
        with assistant.corpus:
            lines += [*measure_answers(assistant, asked), *measure_search(assistant.corpus, asked)]
            lines += measure_letters(assistant.corpus)
        lines += measure_ingestion(corpus, embedder=embedder)
    lines += measure_long_ingestion(embedder=embedder)
    return draw(lines, load=load)


if __name__ == "__main__":
    sys.exit(main())
