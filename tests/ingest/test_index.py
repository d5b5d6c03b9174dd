import hashlib
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.errors import HomeError
from ingest.index import PassageIndex
from ingest.index_copies import copy_index
from ingest.records import Passage


def passage(number: int, trial: str | None = "NCT00000001") -> Passage:
    """A passage whose text is its number."""
    return Passage(f"paper/text/{number}", "paper", trial, "text", text=f"Passage {number}.", start=0, end=9)


def add(index: PassageIndex, passages: list[Passage], *, batch: str) -> None:
    """Store passages that were embedded together."""
    vectors = FastEmbedder().embed([each.text for each in passages])
    index.add(passages, vectors=vectors, batches=[batch] * len(passages))


@pytest.fixture
def directory(tmp_path: Path, fast_embedder: FastEmbedder) -> Path:
    """A consolidated index of three passages, one of them without a trial."""
    with closing(PassageIndex(tmp_path / "index", embedder=fast_embedder, writing=True)) as index:
        add(index, [passage(1), passage(2)], batch="first")
        add(index, [passage(3, trial=None)], batch="second")
        index.consolidate()
    return tmp_path / "index"


def hash_files(directory: Path) -> dict[str, str]:
    """Hashes of the files that hold vectors."""
    files = [path for path in directory.rglob("*") if path.is_file() and path.name != "chroma.sqlite3"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_passages_are_held_with_their_batches(directory: Path, fast_embedder: FastEmbedder) -> None:
    """What was added is there, with the vectors of its batch and nothing of the row that consolidates."""
    with closing(PassageIndex(directory, embedder=fast_embedder)) as index:
        assert index.ids() == ("paper/text/1", "paper/text/2", "paper/text/3")
        assert index.batches() == {"paper/text/1": "first", "paper/text/2": "first", "paper/text/3": "second"}
        expected = fast_embedder.embed(["Passage 1.", "Passage 2."])
        assert np.allclose(index.vectors(["paper/text/2", "paper/text/1"]), expected[::-1], atol=1e-6)


def test_batches_of_many_passages_are_read_in_parts(
    directory: Path, fast_embedder: FastEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row comes once, whatever one call may name: three rows are read by twos."""
    monkeypatch.setattr("ingest.index._ROWS_PER_CALL", 2)
    with closing(PassageIndex(directory, embedder=fast_embedder)) as index:
        assert index.ids() == ("paper/text/1", "paper/text/2", "paper/text/3")
        assert index.vectors(index.ids()).shape[0] == 3


def test_search_finds_the_nearest_first(directory: Path, fast_embedder: FastEmbedder) -> None:
    """The passage that says the same has a similarity near 1."""
    with closing(PassageIndex(directory, embedder=fast_embedder)) as index:
        found = index.search("Passage 3.", 9)
        assert found[0][0] == "paper/text/3"
        assert found[0][1] == pytest.approx(1, abs=1e-3)
        assert len(found) == 3


def test_removed_passages_are_gone(directory: Path, fast_embedder: FastEmbedder) -> None:
    """A vector of a passage that is not held is a key error; removing it twice does no harm."""
    with closing(PassageIndex(directory, embedder=fast_embedder, writing=True)) as index:
        index.remove(["paper/text/1", "paper/text/9"])
        assert index.ids() == ("paper/text/2", "paper/text/3")
        with pytest.raises(KeyError):
            index.vectors(["paper/text/1"])


def test_adding_again_replaces(directory: Path, fast_embedder: FastEmbedder) -> None:
    """A passage is there once, with the vector of the batch that came last."""
    with closing(PassageIndex(directory, embedder=fast_embedder, writing=True)) as index:
        add(index, [passage(1)], batch="third")
        assert index.batches()["paper/text/1"] == "third"
        assert len(index.ids()) == 3


def test_reader_leaves_the_vectors_alone(directory: Path, fast_embedder: FastEmbedder) -> None:
    """Searching a consolidated index writes none of the files that hold vectors: two readers cannot harm it."""
    before = hash_files(directory)
    with closing(PassageIndex(directory, embedder=fast_embedder)) as index:
        index.search("Passage 1.", 3)
        index.vectors(index.ids())
    assert len(before) == 5
    assert hash_files(directory) == before


def test_two_processes_read_at_once(directory: Path) -> None:
    """Readers that open and search again and again, in two processes, all see all passages."""
    code = (
        "import json, sys; from pathlib import Path; from contextlib import closing\n"
        "from evaluation.kill_trial import FastEmbedder; from ingest.index import PassageIndex\n"
        "seen = set()\n"
        "for _ in range(20):\n"
        "    with closing(PassageIndex(Path(sys.argv[1]), embedder=FastEmbedder())) as index:\n"
        "        seen.add((len(index.ids()), len(index.search('Passage 1.', 3))))\n"
        "print(json.dumps(sorted(seen)))"
    )
    command = [sys.executable, "-c", code, str(directory)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    assert [json.loads(reader.communicate()[0]) for reader in readers] == [[[3, 3]], [[3, 3]]]


def test_copy_is_an_index_of_its_own(directory: Path, tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """What is removed from the copy stays in the original, which may be open meanwhile."""
    with closing(PassageIndex(directory, embedder=fast_embedder)) as original:
        copy_index(directory, tmp_path / "copy", embedder=fast_embedder)
        with closing(PassageIndex(tmp_path / "copy", embedder=fast_embedder, writing=True)) as copy:
            copy.remove(["paper/text/1"])
            copy.consolidate()
            assert len(copy.ids()) == 2
        assert len(original.ids()) == 3


def test_empty_index_finds_nothing(tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """An index without passages can be consolidated and searched."""
    with closing(PassageIndex(tmp_path / "index", embedder=fast_embedder, writing=True)) as index:
        index.consolidate()
    with closing(PassageIndex(tmp_path / "index", embedder=fast_embedder)) as index:
        assert index.search("Passage 1.", 3) == []
        assert index.vectors([]).shape == (0,)


def test_missing_index_is_a_home_error(tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """Reading makes nothing where nothing is."""
    with pytest.raises(HomeError, match="run trialcite ingest"):
        PassageIndex(tmp_path / "absent", embedder=fast_embedder)
    assert not (tmp_path / "absent").exists()


def test_damaged_index_is_a_home_error(directory: Path, fast_embedder: FastEmbedder) -> None:
    """A file that is no database is named."""
    (directory / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(HomeError, match="cannot be read"):
        PassageIndex(directory, embedder=fast_embedder)
