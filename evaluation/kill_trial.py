"""Kills an ingestion again and again while others read, and compares what remains with an undisturbed run.

    python -m evaluation.kill_trial --kills 20 --passages 2000
    python -m evaluation.kill_trial --kills 20 --passages 2000 --embedder fast

It makes its own documents, works in a temporary folder, and ends with 0 when nothing was lost, altered or misread.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from ingest.pipeline import ingest

_WORDS = (
    "arm baseline clinical cohort control cycle death dose effect enrolled estimate events follow-up group hazard "
    "interval median months outcome patients phase placebo progression randomised ratio response risk safety survival"
).split()
_SENTENCES_PER_PASSAGE = 10  # of 17 to 24 words: a little more than fits
_PASSAGES_PER_FILE = 100
_SECONDS_PER_BATCH = {"model": 2.0, "fast": 0.02}  # a kill comes at any moment of a batch
_QUESTION = "median survival in the control group"
_DIMENSION = 64


class FastEmbedder(Embedder):
    """Plays the model in no time: vectors from hashes, which show, as the model's do, what was embedded together."""

    def __init__(self) -> None:
        super().__init__()
        self.model = "fast"

    @cached_property
    def fingerprint(self) -> str:
        """A name will do, since nothing is loaded."""
        return "fast"

    @cached_property
    def folder(self) -> Path:
        """The tokenizer is the packaged model's."""
        return Embedder().folder

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return vectors that depend on each text, and a little on all texts of the call."""
        together = _random_vector("".join(texts)) / 1000
        vectors = np.array([_random_vector(text) + together for text in texts])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the trial saw.

    Attributes:
        kills: How many times the ingestion was killed.
        kills_between_writes: How many of them after its first batch was stored and before its last.
        reads: How many times the other process opened and searched the corpus.
        read_errors: What went wrong with that.
        same_ids: Whether the passages are those of the undisturbed run.
        same_vectors: Whether every vector is the same to the last bit.
    """

    passages: int
    kills: int
    kills_between_writes: int
    reads: int
    read_errors: tuple[str, ...]
    same_ids: bool
    same_vectors: bool
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing was lost, altered or misread."""
        return self.same_ids and self.same_vectors and not self.read_errors and self.reads > 0


def run_trial(folder: Path, *, kills: int, passages: int, embedder: str, seed: int = 0) -> Outcome:
    """Ingest the same documents undisturbed and with kills, and compare.

    Args:
        folder: An empty folder to work in.
        kills: At least two: the first comes before anything is written, the last when the index is consolidated or
            published, the others are spread over the writing.
        embedder: ``"model"`` or ``"fast"``.
    """
    start = time.perf_counter()
    chance = random.Random(seed)  # noqa: S311  # documents and moments, no secrets
    make_documents(folder / "first", passages=20, chance=chance)
    make_documents(folder / "corpus", passages=passages, chance=chance)
    calm, killed = folder / "calm", folder / "killed"
    for home, part in ((calm, "first"), (killed, "first"), (calm, "corpus")):
        _finish(_start("ingest", home, folder / part, embedder))
    published = len(_read_index(killed, embedder)[0])
    reader = _start("read", killed, folder / "stop", embedder)
    moments = [
        _kill_once(
            _start("ingest", killed, folder / "corpus", embedder),
            share=turn / (kills - 1),
            delay=chance.uniform(0, _SECONDS_PER_BATCH[embedder]),
        )
        for turn in range(kills)
    ]
    _finish(_start("ingest", killed, folder / "corpus", embedder))
    (folder / "stop").touch()
    seen = json.loads(_finish(reader))
    (ids, vectors), (ids_after, vectors_after) = _read_index(calm, embedder), _read_index(killed, embedder)
    return Outcome(
        passages=len(ids_after),
        kills=len(moments),
        kills_between_writes=sum(step == "embed" and published < done < total for step, done, total in moments),
        reads=seen["reads"],
        read_errors=tuple(seen["errors"]),
        same_ids=ids == ids_after,
        same_vectors=np.array_equal(vectors, vectors_after),
        seconds=time.perf_counter() - start,
    )


def make_documents(folder: Path, *, passages: int, chance: random.Random) -> None:
    """Write text files that are cut into at least ``passages`` passages."""
    folder.mkdir(parents=True)
    for number in range(0, passages, _PASSAGES_PER_FILE):
        here = min(_PASSAGES_PER_FILE, passages - number) * _SENTENCES_PER_PASSAGE
        sentences = [" ".join(chance.choices(_WORDS, k=chance.randint(17, 24))).capitalize() + "." for _ in range(here)]
        (folder / f"{folder.name}-{number:06}.txt").write_text(" ".join(sentences), encoding="utf-8")


def main() -> int:
    """Run the trial from the command line, or one of the processes that it starts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--embedder", choices=["model", "fast"], default="model")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--process", nargs=3, metavar=("DEED", "HOME", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.process:
        deed, home, path = given.process
        _DEEDS[deed](Path(home), Path(path), _make_embedder(given.embedder))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_trial(
            Path(folder), kills=given.kills, passages=given.passages, embedder=given.embedder, seed=given.seed
        )
    _say({**asdict(outcome), "passed": outcome.passed})
    return 0 if outcome.passed else 1


def _ingest(home: Path, path: Path, embedder: Embedder) -> None:
    report = ingest(path, home=home, embedder=embedder, progress=lambda progress: _say(asdict(progress)))
    assert not report.failed, report.failed


def _read(home: Path, stop: Path, embedder: Embedder) -> None:
    """Open, read and search the corpus until ``stop`` exists, and say what went wrong."""
    reads, errors = 0, []
    while not stop.exists():
        try:
            with open_corpus(home, embedder=embedder) as corpus:
                ids = tuple(sorted(passage.id for passage in corpus.passages))
                documents = [corpus.document(source) for source in corpus.sources]
                found = corpus.index.search(_QUESTION, 5)
                whole = corpus.index.ids() == ids and len(corpus.keywords) == len(ids) and None not in documents
                if not whole or len(found) != 5:
                    errors.append(f"{corpus.fingerprint}: what was read does not fit together")
        except Exception as error:  # noqa: BLE001  # whatever it is, the trial reports it
            errors.append(f"{type(error).__name__}: {error}")
        reads += 1
    _say({"reads": reads, "errors": errors})


_DEEDS = {"ingest": _ingest, "read": _read}


def _start(deed: str, home: Path, path: Path, embedder: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "evaluation.kill_trial", "--embedder", embedder]
    deeds = ["--process", deed, str(home), str(path)]
    return subprocess.Popen([*command, *deeds], stdout=subprocess.PIPE, text=True)  # noqa: S603  # ourselves


def _finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
    return output


def _kill_once(process: subprocess.Popen[str], *, share: float, delay: float) -> tuple[str, int, int]:
    """Kill an ingestion ``delay`` seconds after ``share`` of the passages are stored; with 0, before any is.

    Returns:
        The last that it told: step, passages or sources done, and of how many.
    """
    assert process.stdout is not None  # it was asked for
    told = "{}"
    for line in process.stdout:
        told = line
        progress = json.loads(line)
        if share == 0 or (progress["step"] != "read" and progress["done"] >= progress["total"] * share):
            break
    time.sleep(delay)
    process.kill()
    rest, _ = process.communicate()
    whole = [line for line in (told + rest).splitlines(keepends=True) if line.endswith("\n")]
    step, done, total = json.loads(whole[-1]).values() if whole else ("start", 0, 0)
    return step, done, total


def _read_index(home: Path, embedder: str) -> tuple[tuple[str, ...], np.ndarray]:
    with open_corpus(home, embedder=_make_embedder(embedder)) as corpus:
        ids = corpus.index.ids()
        return ids, corpus.index.vectors(ids)


def _make_embedder(name: str) -> Embedder:
    return FastEmbedder() if name == "fast" else Embedder()


def _random_vector(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=_DIMENSION)


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
