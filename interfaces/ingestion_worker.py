"""One ingestion that a page asked for, in a process of its own: it can be stopped, and others go on answering.

    python -m interfaces.ingestion_worker '{"kind": "add", "targets": ["NCT01234567", "/path/of/a/file.pdf"]}'

What it prints: lines of words, and lines that begin with ``MARK`` and hold its progress as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from ingest.errors import EvidenceError, IndexMissingError
from ingest.fetched import folder_of
from ingest.pipeline import renew
from ingest.report import Progress
from ingest.settings import read_settings
from ingest.uploads import folder_of_uploads
from interfaces.adding import add
from interfaces.ingesting import describe_ingestion, exit_code
from interfaces.output import emit, report, use_utf8
from interfaces.remarks import count

MARK = "\x1e"
"""A record separator: no line of words begins with it."""


def main() -> None:
    """Do what the first argument asks for, and leave with the exit code of the command line."""
    use_utf8()
    job = json.loads(sys.argv[1])
    todo: dict[str, Callable[[Sequence[str]], int]] = {"add": _add, "remove": _renew}
    try:
        sys.exit(todo[job["kind"]](job["targets"]))
    except EvidenceError as error:
        report(str(error))
        sys.exit(2)


def _add(targets: Sequence[str]) -> int:
    """Add records and files; a file that was handed in and could not be read is not kept."""
    settings = read_settings()
    code = add(targets, settings=settings, progress=_tell)
    uploads = folder_of_uploads(settings.home)
    held = set(_originals(settings.home).values())
    for path in map(Path, targets):
        if path.parent == uploads and path not in held:
            path.unlink(missing_ok=True)
    return code


def _renew(without: Sequence[str]) -> int:
    """Publish without some sources; without any, with the rows that were confirmed since."""
    settings = read_settings()
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    before = _originals(settings.home)
    done = renew(home=settings.home, embedder=embedder, server=settings.chroma_url, without=without, progress=_tell)
    _forget_files([before[source] for source in without if source in before], home=settings.home)
    emit(describe_ingestion(done) if done.failed else _describe_held(settings.home))
    return exit_code(done) if done.failed else 0


def _describe_held(home: Path) -> str:
    """What the corpus holds after it was published without a source, or with rows that were confirmed."""
    try:
        with open_corpus(home) as corpus:
            passages, results = sum(corpus.passage_counts.values()), sum(corpus.result_counts.values())
            told = (count(len(corpus.sources), "source"), count(passages, "passage"), count(results, "result"))
            return f"corpus {corpus.fingerprint} holds {', '.join(told)} now"
    except IndexMissingError:
        return "the corpus is empty now"


def _originals(home: Path) -> dict[str, Path]:
    """The file that each source was read from."""
    try:
        with open_corpus(home) as corpus:
            return dict(corpus.files)
    except IndexMissingError:
        return {}


def _forget_files(paths: Sequence[Path], *, home: Path) -> None:
    """Remove files of our own that no source is read from any more: they would come back with the next record."""
    own = {folder_of_uploads(home).resolve(), folder_of(home).resolve()}
    held = set(_originals(home).values())
    for path in paths:
        if path.parent.resolve() in own and path not in held:
            path.unlink(missing_ok=True)


def _tell(progress: Progress) -> None:
    emit(f"{MARK}{json.dumps([progress.step, progress.done, progress.total])}")


if __name__ == "__main__":
    main()
