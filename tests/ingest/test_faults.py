"""Disks that fill up or fail, files that change, others at work: one clear error, nothing lost, the next run heals."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.corpus import open_corpus
from ingest.errors import EvidenceError, HomeError
from ingest.home import Home
from ingest.index_copies import copy_index
from ingest.pipeline import ingest
from ingest.readers import verified
from ingest.readers.reading import Reading
from ingest.report import IngestReport, Progress
from ingest.seal import SEAL, find_damage

Run = Callable[..., IngestReport]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, fast_embedder: FastEmbedder) -> Run:
    """Ingest a path into the state folder."""
    return lambda path, **options: ingest(path, home=home, embedder=fast_embedder, **options)


@pytest.fixture
def look(home: Path, fast_embedder: FastEmbedder) -> Callable[[], tuple[Any, ...]]:
    """Read everything in the state folder that a question may need."""
    return lambda: use(home, fast_embedder)


def cut(home: Path, pattern: str, *, share: float = 0.5) -> None:
    """Cut the published files of a name short."""
    files = list((Home(home).published() or home).glob(pattern))
    assert files, pattern
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])


def use(home: Path, embedder: FastEmbedder) -> tuple[Any, ...]:
    """Read everything that a question may need."""
    with open_corpus(home, embedder=embedder) as corpus:
        documents = [corpus.document(source) for source in corpus.sources]
        ids = corpus.index.ids()
        assert len(corpus.index.search("lantern", 3)) == 3
        assert corpus.keywords.search("lantern", 3)
        assert corpus.dense
        assert ids == tuple(sorted(passage.id for passage in corpus.passages))
        return corpus.fingerprint, documents, ids, corpus.table.results(), corpus.disclosures, bool(corpus.result_words)


@pytest.mark.parametrize("share", [0.0, 0.5])
@pytest.mark.parametrize(
    "pattern", ["chroma/chroma.sqlite3", "chroma/*/data_level0.bin", "keywords/*.npy", "result_words/*", "vectors.npy"]
)
def test_index_cut_short_is_told_and_built_anew(  # noqa: PLR0913, PLR0917  # three fixtures, and two to cut
    run: Run, look: Callable[[], Any], home: Path, small_corpus: Any, pattern: str, share: float
) -> None:
    """Chroma would find nothing in it, or end the process: a reader is told, and any ingestion makes it anew."""
    run(small_corpus.root)
    whole = look()
    cut(home, pattern, share=share)
    with pytest.raises(HomeError, match="missing, or cut short; run trialcite ingest"):
        look()
    assert run(small_corpus.root).published
    assert look() == whole


@pytest.mark.parametrize(
    "pattern", ["documents/paper.json", "passages.arrow", "terms.arrow", "results.arrow", "disclosures.json", SEAL]
)
def test_text_or_table_cut_short_is_read_anew(
    run: Run, home: Path, small_corpus: Any, fast_embedder: FastEmbedder, pattern: str
) -> None:
    """What cannot be made from the rest is read from the sources again, when all came from the path."""
    run(small_corpus.root)
    whole = use(home, fast_embedder)
    cut(home, pattern)
    with pytest.raises(EvidenceError, match=r"run trialcite ingest|expected a results table"):
        use(home, fast_embedder)
    assert run(small_corpus.root).published
    assert use(home, fast_embedder) == whole


def test_damage_to_several_paths_is_healed_by_the_steps_that_the_error_names(
    run: Run, home: Path, small_corpus: Any, make_file: Callable[[str, str], Path], fast_embedder: FastEmbedder
) -> None:
    """A plain ingestion would lose the other path's sources: it does nothing, and says what to do."""
    note = make_file("note.md", "# A note on lantern oil\n\nOil burns.")
    run(small_corpus.root)
    run(note)
    whole = use(home, fast_embedder)
    cut(home, "passages.arrow")
    with pytest.raises(HomeError) as caught:
        run(small_corpus.root)
    assert f"run trialcite ingest {small_corpus.root} --sync, and then trialcite ingest for each of {note}" in str(
        caught.value
    )
    run(small_corpus.root, sync=True)
    run(note)
    assert use(home, fast_embedder) == whole


def test_whole_generation_shows_no_damage(run: Run, home: Path, small_corpus: Any, fast_embedder: FastEmbedder) -> None:
    """Reading, which adds a row to Chroma's database, is no damage; a generation that was never sealed shows none."""
    run(small_corpus.root)
    use(home, fast_embedder)
    folder = Home(home).published() or home
    assert find_damage(folder) == ()
    assert not run(small_corpus.root).published
    (folder / SEAL).unlink()
    assert find_damage(folder) == ()


@pytest.mark.parametrize(
    "step",
    [
        "ingest.index_copies.copy_index",
        "ingest.generation.Generation.write_documents",
        "ingest.generation.Generation.write_results",
        "ingest.generation.Generation.write_catalog",
        "ingest.keywords.KeywordIndex.build",
        "ingest.pipeline.seal",
        "ingest.home.flush",
    ],
)
def test_full_disk_at_any_step_leaves_what_was_published(
    run: Run, look: Callable[[], Any], small_corpus: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever the disk fills up there is one clear error, the corpus can be used, and the next run carries on."""
    run(small_corpus.root)
    whole = look()
    small_corpus.texts["letter"] += "\nMore.\n"
    small_corpus.write()

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(HomeError, match=r"No space left on device.*free some disk space"):
            run(small_corpus.root)
        assert look() == whole
    assert run(small_corpus.root).published


def test_index_that_cannot_be_copied_is_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite has errors of its own for a full disk."""

    def fail(*_: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    (tmp_path / "index").mkdir()
    monkeypatch.setattr(sqlite3, "connect", fail)
    with pytest.raises(OSError, match="cannot be copied: database or disk is full"):
        copy_index(tmp_path / "index", tmp_path / "copy", embedder=FastEmbedder())


def test_file_that_changes_while_it_is_read_fails_and_is_read_next_time(
    run: Run, home: Path, make_file: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half of the old and half of the new: the file is told, what was held stays, and the next run takes it."""
    path = make_file("note.md", "# A note on lantern oil\n\nOil burns.")
    run(path)
    path.write_text("# A note on lantern oil\n\nOil smells.", encoding="utf-8")
    read = verified.read_source

    def read_meanwhile(path: Path, **told: Any) -> Reading:
        reading = read(path, **told)
        path.write_text("# A note on lantern oil\n\nOil is dear.", encoding="utf-8")
        return reading

    with monkeypatch.context() as patch:
        patch.setattr(verified, "read_source", read_meanwhile)
        (failed,) = run(path).failed
    assert "it is being written: ingest it once more" in str(failed.error)
    with open_corpus(home) as corpus:
        assert "burns" in str(corpus.document("note"))
    assert [source.status for source in run(path).sources] == ["changed"]
    with open_corpus(home) as corpus:
        assert "dear" in str(corpus.document("note"))


def test_question_during_an_ingestion_sees_the_earlier_corpus(
    run: Run, home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """At every step of an ingestion a reader finds the corpus as it was, until the next one is published whole."""
    run(small_corpus.root)
    before = use(home, fast_embedder)
    small_corpus.texts["letter"] += "\nMore of lantern.\n"
    small_corpus.write()
    seen: list[tuple[Progress, bool]] = []

    def ask(progress: Progress) -> None:
        seen.append((progress, use(home, fast_embedder) == before))

    run(small_corpus.root, progress=ask)
    assert {progress.step for progress, _ in seen} == {"read", "embed", "publish"}
    assert [same for _, same in seen] == [True] * (len(seen) - 1) + [False]
    assert use(home, fast_embedder) != before


def test_two_ingestions_at_once_are_one_after_the_other(
    run: Run, home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """Another process that ingests meanwhile is told so at once, and changes nothing."""
    code = (
        "import sys; from pathlib import Path; from evaluation.kill_trial import FastEmbedder\n"
        "from ingest.errors import HomeError; from ingest.pipeline import ingest\n"
        "try:\n    ingest(Path(sys.argv[1]), home=Path(sys.argv[2]), embedder=FastEmbedder())\n"
        "except HomeError as error:\n    print(error)"
    )
    told: list[str] = []

    def start_another(progress: Progress) -> None:
        if progress.step == "embed" and not told:
            command = [sys.executable, "-c", code, str(small_corpus.root), str(home)]
            told.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert run(small_corpus.root, progress=start_another).published
    assert told == [f"{home}: another ingestion is running; wait until it has ended\n"]
    assert use(home, fast_embedder)
