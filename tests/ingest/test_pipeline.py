import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.corpus import Corpus, open_corpus
from ingest.errors import HomeError, ManifestError, VocabularyError
from ingest.generation import Generation
from ingest.home import Home
from ingest.pipeline import ingest
from ingest.readers import describe_file
from ingest.report import IngestReport, Progress


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, fast_embedder: FastEmbedder) -> Callable[..., IngestReport]:
    """Ingest a path into the state folder."""
    return lambda path, **options: ingest(path, home=home, **{"embedder": fast_embedder, **options})


def statuses(report: IngestReport) -> dict[str, str]:
    """What became of each source."""
    return {source.id: source.status for source in report.sources}


def vectors(corpus: Corpus) -> dict[str, bytes]:
    """Every vector of the corpus, to the last bit."""
    ids = corpus.index.ids()
    return {key: vector.tobytes() for key, vector in zip(ids, corpus.index.vectors(ids), strict=True)}


def read_vectors(home: Path, embedder: FastEmbedder) -> dict[str, bytes]:
    """Open the corpus for its vectors alone."""
    with open_corpus(home, embedder=embedder) as corpus:
        return vectors(corpus)


def test_corpus_holds_what_the_manifest_lists(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """Sources, trials, terms, documents, results and passages are all there, and agree with each other."""
    report = run(small_corpus.root)
    assert [(source.id, source.status, source.passages, source.results) for source in report.sources] == [
        ("paper", "added", 4, 1),
        ("letter", "added", 1, 0),
    ]
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert corpus.fingerprint == report.fingerprint
        assert [trial.acronym for trial in corpus.trials] == ["LANTERN"]
        assert list(corpus.sources) == ["paper", "letter"]
        assert "time to death" in {spelling for term in corpus.terms for spelling in term.spellings}
        assert corpus.index.ids() == tuple(sorted(passage.id for passage in corpus.passages))
        assert len(corpus.keywords) == len(corpus.passages) == sum(corpus.passage_counts.values()) == 5
        document = corpus.document("paper")
        assert document is not None
        result = corpus.table.get("paper:001")
        assert document.text[result.start : result.end] == result.quote == "The hazard ratio was 0.71."
        spans = [passage for passage in corpus.passages if passage.kind == "text" and passage.source == "paper"]
        assert all(document.text[passage.start : passage.end] == passage.text for passage in spans)
        assert corpus.document("nothing") is None


def test_changed_source_replaces_its_passages(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """The old text is gone, the new one is there, and the other source is as it was."""
    run(small_corpus.root)
    before = read_vectors(home, fast_embedder)
    small_corpus.texts["letter"] = "# A letter on lantern\n\nWax was spilled.\n"
    small_corpus.write()
    assert statuses(run(small_corpus.root)) == {"paper": "unchanged", "letter": "changed"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        texts = " ".join(passage.text for passage in corpus.passages)
        assert "Wax was spilled." in texts
        assert "stopped early" not in texts
        after = vectors(corpus)
    assert {key: vector for key, vector in before.items() if key.startswith("paper/")} == {
        key: vector for key, vector in after.items() if key.startswith("paper/")
    }
    assert len(after) == 5


def test_removed_source_disappears_with_its_results(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """A source that its origin no longer lists takes its passages and results with it."""
    run(small_corpus.root)
    del small_corpus.texts["paper"]
    small_corpus.results.clear()
    small_corpus.write()
    assert statuses(run(small_corpus.root)) == {"letter": "unchanged", "paper": "removed"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert list(corpus.sources) == ["letter"]
        assert len(corpus.table) == 0
        assert [key.split("/")[0] for key in corpus.index.ids()] == ["letter"]
        assert corpus.document("paper") is None


def test_changed_result_replaces_its_passage(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """A mended results file changes its source, though the source's own file is the same."""
    run(small_corpus.root)
    small_corpus.results[0]["analysis"] = "interim"
    small_corpus.write()
    report = run(small_corpus.root)
    assert statuses(report) == {"paper": "changed", "letter": "unchanged"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert corpus.table.get("paper:001").analysis == "interim"
        assert "analysis interim" in next(passage.text for passage in corpus.passages if passage.link == "paper:001")


def test_changed_vocabulary_is_noticed(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """Other words for an outcome stand in the passages of its results, and need nothing else embedded."""
    run(small_corpus.root)
    small_corpus.vocabulary = small_corpus.vocabulary.replace("time to death", "length of life")
    small_corpus.write()
    assert run(small_corpus.root).published
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert "length of life" in next(passage.text for passage in corpus.passages if passage.link == "paper:001")


def test_unchanged_corpus_publishes_nothing(run: Callable[..., IngestReport], home: Path, small_corpus: Any) -> None:
    """The generation stays the same, and so does the fingerprint."""
    first = run(small_corpus.root)
    published = Home(home).published()
    second = run(small_corpus.root)
    assert (second.published, second.embedded, second.fingerprint) == (False, 0, first.fingerprint)
    assert statuses(second) == {"paper": "unchanged", "letter": "unchanged"}
    assert Home(home).published() == published


def test_unchanged_corpus_loads_no_model(home: Path, small_corpus: Any, embedder: Any) -> None:
    """With the real model, an ingestion that finds nothing new imports neither torch nor Chroma."""
    ingest(small_corpus.root, home=home, embedder=embedder)
    code = (
        "import sys; from pathlib import Path\n"
        "from ingest.pipeline import ingest; from ingest.embedding import Embedder\n"
        "report = ingest(Path(sys.argv[1]), home=Path(sys.argv[2]), embedder=Embedder())\n"
        "assert not report.published\n"
        "loaded = {'torch', 'sentence_transformers', 'chromadb', 'pandera'}.intersection(sys.modules)\n"
        "assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code, str(small_corpus.root), str(home)], check=True)


def test_opening_a_corpus_loads_nothing_heavy(run: Callable[..., IngestReport], home: Path, small_corpus: Any) -> None:
    """Table, sources and terms are read without torch, Chroma, pandas, pandera or LangChain."""
    run(small_corpus.root)
    code = (
        "import sys; from pathlib import Path; from ingest.corpus import open_corpus\n"
        "with open_corpus(Path(sys.argv[1])) as corpus:\n"
        "    assert len(corpus.table.results()) == 1 and corpus.sources and corpus.terms and corpus.passages\n"
        "heavy = ('torch', 'chromadb', 'pandas', 'pandera', 'bm25s')\n"
        "loaded = {name for name in sys.modules if name.split('.')[0] in heavy}\n"
        "loaded |= {name for name in sys.modules if name.startswith('langchain')}\n"
        "assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code, str(home)], check=True)


def test_other_path_keeps_what_is_held(
    run: Callable[..., IngestReport],
    home: Path,
    small_corpus: Any,
    make_file: Callable[[str, str], Path],
    fast_embedder: FastEmbedder,
) -> None:
    """A source stays whole when another path is ingested, even if its own file is no longer at hand."""
    run(small_corpus.root)
    small_corpus.root.rename(small_corpus.root.with_name("elsewhere"))
    path = make_file("note.md", "# A note on lantern oil\n\nOil burns.")
    assert statuses(run(path)) == {"note": "added"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert set(corpus.sources) == {"paper", "letter", "note"}
        assert corpus.document("paper") is not None
        assert corpus.table.get("paper:001").start is not None
        assert len(corpus.index.ids()) == len(corpus.passages) == 5 + corpus.passage_counts["note"]


def test_sync_makes_the_corpus_exactly_the_path(
    run: Callable[..., IngestReport],
    home: Path,
    small_corpus: Any,
    make_file: Callable[[str, str], Path],
    fast_embedder: FastEmbedder,
) -> None:
    """What the path does not mention is removed, with its trial and terms."""
    run(small_corpus.root)
    path = make_file("note.md", "# A note on lantern oil\n\nOil burns.")
    assert statuses(run(path, sync=True)) == {"note": "added", "paper": "removed", "letter": "removed"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert list(corpus.sources) == ["note"]
        assert corpus.trials == ()


def test_file_removed_from_a_bare_folder_disappears(
    run: Callable[..., IngestReport], make_file: Callable[[str, str], Path]
) -> None:
    """A folder of bare files is an origin like any other, also for a file of it that was ingested alone."""
    make_file("oil.md", "# A note on lantern oil\n\nOil burns.")
    wax = make_file("wax.md", "# A note on candle wax\n\nWax melts.")
    run(wax)
    assert statuses(run(wax.parent)) == {"oil": "added", "wax": "unchanged"}
    wax.unlink()
    assert statuses(run(wax.parent)) == {"oil": "unchanged", "wax": "removed"}


def test_bare_file_never_replaces_a_namesake(
    run: Callable[..., IngestReport], make_file: Callable[[str, str], Path]
) -> None:
    """Two files of one name from two folders are not one source."""
    run(make_file("a/note.md", "# A note on lantern oil\n\nOil burns.").parent)
    report = run(make_file("b/note.md", "# A note on candle wax\n\nWax melts.").parent)
    assert statuses(report) == {"note": "failed"}
    assert "rename the file" in str(report.sources[0].error)


def test_failed_source_stays_as_it_was(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """An altered file fails with its reason, the other source is read, and what was held before can still be cited."""
    run(small_corpus.root)
    small_corpus.texts["letter"] = "# A letter on lantern\n\nWax was spilled.\n"
    small_corpus.write()
    (small_corpus.root / "paper.md").write_text("altered", encoding="utf-8")
    report = run(small_corpus.root)
    assert statuses(report) == {"paper": "failed", "letter": "changed"}
    assert (report.failed[0].passages, report.failed[0].results) == (4, 1)
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert corpus.table.get("paper:001").quote == "The hazard ratio was 0.71."
        assert len(corpus.passages) == 5


def test_new_source_that_fails_is_not_held(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """A first ingestion takes what it can read."""
    (small_corpus.root / "letter.md").unlink()
    assert statuses(run(small_corpus.root)) == {"paper": "added", "letter": "failed"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        assert list(corpus.sources) == ["paper"]


def test_broken_results_file_keeps_the_earlier_results(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """Its sources stay as they were, with results whose offsets fit their text, until the file is mended."""
    run(small_corpus.root)
    small_corpus.texts["paper"] = "Added in front.\n\n" + small_corpus.texts["paper"]
    small_corpus.results[0]["category"] = "gossip"
    small_corpus.write()
    assert statuses(run(small_corpus.root)) == {"paper": "failed", "letter": "unchanged", "results.csv": "failed"}
    with open_corpus(home, embedder=fast_embedder) as corpus:
        result, document = corpus.table.get("paper:001"), corpus.document("paper")
        assert document is not None
        assert document.text[result.start : result.end] == result.quote
    small_corpus.results[0]["category"] = "efficacy"
    small_corpus.write()
    assert statuses(run(small_corpus.root)) == {"paper": "changed", "letter": "unchanged"}


def test_result_of_an_unlisted_source_is_refused(run: Callable[..., IngestReport], small_corpus: Any) -> None:
    """A results file may only speak of sources that the manifest lists."""
    small_corpus.results[0] |= {"id": "hearsay:001", "source": "hearsay", "quote": "", "locator": ""}
    small_corpus.write()
    report = run(small_corpus.root)
    assert "the manifest lists no source 'hearsay'" in str(report.failed[0].error)


def test_changed_model_rebuilds_the_index(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """Vectors of two models never stand in one index, and a reader refuses a model that is not the index's."""

    class OtherEmbedder(FastEmbedder):
        fingerprint = "other"  # type: ignore[assignment]

        def embed(self, texts: Any) -> np.ndarray:
            half = super().embed(texts)[:, :32]
            return half / np.linalg.norm(half, axis=1, keepdims=True)

    run(small_corpus.root)
    report = run(small_corpus.root, embedder=OtherEmbedder())
    assert (report.published, report.embedded) == (True, 5)
    with open_corpus(home, embedder=OtherEmbedder()) as corpus:
        assert corpus.index.vectors(corpus.index.ids()).shape == (5, 32)
    with open_corpus(home, embedder=fast_embedder) as corpus, pytest.raises(HomeError, match="differs from the index"):
        _ = corpus.index


def test_history_does_not_show_in_the_vectors(
    run: Callable[..., IngestReport], home: Path, tmp_path: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """A corpus that was changed step by step equals one that was ingested at once, to the last bit."""
    text = small_corpus.texts["letter"]
    small_corpus.texts["letter"] = text.replace("four", "nine") + "\n# Added\n\nLater withdrawn.\n"
    small_corpus.write()
    run(small_corpus.root)
    small_corpus.texts["letter"] = text + "\n# Kept\n\nLater kept.\n"
    small_corpus.write()
    report = run(small_corpus.root)
    at_once = ingest(small_corpus.root, home=tmp_path / "at_once", embedder=fast_embedder)
    assert report.fingerprint == at_once.fingerprint
    assert read_vectors(home, fast_embedder) == read_vectors(tmp_path / "at_once", fast_embedder)


def test_run_that_broke_off_is_continued(
    run: Callable[..., IngestReport],
    home: Path,
    tmp_path: Path,
    fast_embedder: FastEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Batches that were stored are not embedded again, and the result equals an undisturbed run's."""
    monkeypatch.setattr("ingest.batches._ROWS_PER_CALL", 1)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(4):
        (folder / f"note-{number}.md").write_text(f"# A note on lantern {number}\n\nOil burns.", encoding="utf-8")

    def break_off(progress: Progress) -> None:
        if progress.step == "embed" and progress.done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, progress=break_off)
    report = run(folder)
    assert report.embedded == 4 - 2
    ingest(folder, home=tmp_path / "calm", embedder=fast_embedder)
    assert read_vectors(home, fast_embedder) == read_vectors(tmp_path / "calm", fast_embedder)


def test_damaged_remains_are_built_anew(run: Callable[..., IngestReport], home: Path, small_corpus: Any) -> None:
    """An index that cannot be opened is dropped, and the run ends as if it had not been there."""
    run(small_corpus.root)
    small_corpus.texts["letter"] += "\nMore.\n"
    small_corpus.write()
    remains = Generation(Home(home).next())
    index = remains.folder / "chroma"
    index.mkdir(parents=True)
    (index / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    base = (Home(home).published() or home) / "base.json"
    (remains.folder / "base.json").write_bytes(base.read_bytes())
    assert statuses(run(small_corpus.root)) == {"paper": "unchanged", "letter": "changed"}


def test_full_disk_leaves_what_was_published(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails is one clear error; the corpus stays readable, and the next run carries on."""
    first = run(small_corpus.root)
    small_corpus.texts["letter"] += "\nMore.\n"
    small_corpus.write()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Generation, "write_passages", fail)
        with pytest.raises(HomeError, match=r"No space left on device.*free some disk space"):
            run(small_corpus.root)
    with open_corpus(home) as corpus:
        assert corpus.fingerprint == first.fingerprint
    assert run(small_corpus.root).published


def test_broken_vocabulary_stops_the_ingestion(run: Callable[..., IngestReport], home: Path, small_corpus: Any) -> None:
    """Without its words a trial cannot be asked about: nothing is published."""
    small_corpus.vocabulary = "[[gossip]]\nname = 'x'\n"
    small_corpus.write()
    with pytest.raises(VocabularyError, match=r"terms\.toml"):
        run(small_corpus.root)
    assert Home(home).published() is None


def test_missing_path_is_a_manifest_error(run: Callable[..., IngestReport], tmp_path: Path) -> None:
    """Nothing is published from nothing."""
    with pytest.raises(ManifestError, match="nothing is there"):
        run(tmp_path / "absent")


def test_generation_of_another_version_is_named(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any
) -> None:
    """Another version's files are not guessed at: readers and a plain ingestion refuse them, sync replaces them."""
    run(small_corpus.root)
    path = (Home(home).published() or home) / "sources.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(stored | {"format": 0}), encoding="utf-8")
    with pytest.raises(HomeError, match="--sync"):
        open_corpus(home)
    with pytest.raises(HomeError, match="--sync"):
        run(small_corpus.root)
    assert run(small_corpus.root, sync=True).published


def test_progress_goes_through_the_steps(run: Callable[..., IngestReport], small_corpus: Any) -> None:
    """Reading counts sources, embedding counts passages, and each step ends whole."""
    told: list[Progress] = []
    run(small_corpus.root, progress=told.append)
    assert list(dict.fromkeys(progress.step for progress in told)) == ["read", "embed", "publish"]
    last = {progress.step: (progress.done, progress.total) for progress in told}
    assert last == {"read": (2, 2), "embed": (5, 5), "publish": (1, 1)}


def test_log_names_sources_and_never_their_text(
    run: Callable[..., IngestReport], small_corpus: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """One line a source, without a word of what it says."""
    with caplog.at_level(logging.INFO, logger="ingest"):
        run(small_corpus.root)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("ingest")]
    assert [line.split(":")[0] for line in lines] == ["source paper", "source letter"]
    assert not any("survival" in line or "Candle" in line for line in lines)


def test_unchanged_bare_file_is_not_read_again(
    run: Callable[..., IngestReport], make_file: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a folder of bare files, only what is new or changed is asked what it is."""
    note = make_file("note.md", "# A note on lantern oil\n\nOil burns.")
    make_file("other.md", "# A note on candle wax\n\nWax melts.")
    run(note.parent)
    asked: list[str] = []
    monkeypatch.setattr("ingest.readers.describe_file", lambda path: asked.append(path.name) or describe_file(path))
    assert statuses(run(note.parent)) == {"note": "unchanged", "other": "unchanged"}
    assert asked == []
    note.write_text("# A note on lantern oil\n\nOil burns slowly.", encoding="utf-8")
    assert statuses(run(note.parent)) == {"note": "changed", "other": "unchanged"}
    assert asked == ["note.md"]


def test_vectors_lie_beside_the_index_in_order(
    run: Callable[..., IngestReport], home: Path, small_corpus: Any, fast_embedder: FastEmbedder
) -> None:
    """The copy that exact search reads has one vector a passage, the same as Chroma's."""
    run(small_corpus.root)
    with open_corpus(home, embedder=fast_embedder) as corpus:
        copied = np.load(next(home.rglob("vectors.npy")))
        assert copied.tobytes() == corpus.index.vectors([passage.id for passage in corpus.passages]).tobytes()


def test_words_that_a_source_tells_are_read_with_its_trial(home: Path, fast_embedder: FastEmbedder) -> None:
    """Names of drugs are known at large; a trial's arms when it is asked about."""
    record = Path(__file__).parent.parent / "fixtures" / "registry" / "NCT00000042.json"
    ingest(record, home=home, embedder=fast_embedder)
    with open_corpus(home, embedder=fast_embedder) as corpus:
        (trial,) = corpus.trials
        kinds = {term.kind for term in corpus.own_terms(trial.id)}
        assert {"arm", "outcome"} <= kinds
        assert not kinds & {"drug", "trial"}
        assert {term.kind for term in corpus.terms if term.trial == trial.id} == {"drug"}
        assert corpus.own_terms("NCT00000000") == ()
