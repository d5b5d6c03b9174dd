"""Ingestion into a real Chroma server, started on loopback for these tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from evaluation.kill_trial import FastEmbedder
from evaluation.served_chroma import served_chroma
from ingest.corpus import open_corpus
from ingest.errors import HomeError
from ingest.home import Home
from ingest.index import PassageIndex
from ingest.pipeline import ingest
from ingest.places import ServerPlace, find_place


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server with a folder of its own."""
    with served_chroma(tmp_path_factory.mktemp("chroma_server")) as address:
        yield address


def _collections(server: str) -> set[str]:
    path = f"{server}/api/v2/tenants/default_tenant/databases/default_database/collections"
    return {collection["name"] for collection in httpx.get(path).json()}


def _vectors(home: Path, embedder: FastEmbedder) -> dict[str, bytes]:
    with open_corpus(home, embedder=embedder) as corpus:
        ids = corpus.index.ids()
        return {key: vector.tobytes() for key, vector in zip(ids, corpus.index.vectors(ids), strict=True)}


def test_server_holds_what_a_folder_would(
    server: str, small_corpus: Any, tmp_path: Path, fast_embedder: FastEmbedder
) -> None:
    """The same ids and vectors, the same answer to a search, and no Chroma folder under the home."""
    here, there = tmp_path / "here", tmp_path / "there"
    ingest(small_corpus.root, home=here, embedder=fast_embedder)
    ingest(small_corpus.root, home=there, embedder=fast_embedder, server=server)
    assert _vectors(here, fast_embedder) == _vectors(there, fast_embedder)
    assert not (find_generation(there) / "chroma").exists()
    with open_corpus(here, embedder=fast_embedder) as local, open_corpus(there, embedder=fast_embedder) as served:
        found = served.index.search("lantern", 3)
        assert dict(found) == pytest.approx(dict(local.index.search("lantern", 3)))
        assert [key for key, _ in found] == [key for key, _ in local.index.search("lantern", 3)]


def find_generation(home: Path) -> Path:
    """Return the folder of what is published."""
    published = Home(home).published()
    assert published
    return published


def test_later_ingestion_embeds_only_what_is_new_and_removes_the_earlier_collection(
    server: str, small_corpus: Any, tmp_path: Path, fast_embedder: FastEmbedder
) -> None:
    """What is unchanged is copied from collection to collection, with its vectors."""
    before = _collections(server)
    ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder, server=server)
    small_corpus.texts["letter"] = "# A letter on lantern\n\nCandle was stopped early in five patients.\n"
    small_corpus.write()
    report = ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder, server=server)
    assert report.embedded == 1
    place = find_place(find_generation(tmp_path))
    assert isinstance(place, ServerPlace)
    assert _collections(server) - before == {place.collection}


def test_setting_moves_the_passages_there_and_back_without_embedding(
    server: str, small_corpus: Any, tmp_path: Path, fast_embedder: FastEmbedder
) -> None:
    """A changed address is enough to publish anew; the vectors are copied."""
    ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder)
    local = _vectors(tmp_path, fast_embedder)
    before = _collections(server)
    moved = ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder, server=server)
    assert (moved.published, moved.embedded) == (True, 0)
    assert _vectors(tmp_path, fast_embedder) == local
    back = ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder)
    assert (back.published, back.embedded) == (True, 0)
    assert _vectors(tmp_path, fast_embedder) == local
    assert _collections(server) == before


def test_server_that_does_not_answer_is_one_error_and_changes_nothing(
    small_corpus: Any, tmp_path: Path, fast_embedder: FastEmbedder
) -> None:
    """The error names the server and the remedy; what was published is read as before."""
    ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder)
    published = find_generation(tmp_path)
    with pytest.raises(HomeError, match=r"http://127.0.0.1:9.*start the server .chroma run."):
        ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder, server="http://127.0.0.1:9")
    assert find_generation(tmp_path) == published
    assert not ingest(small_corpus.root, home=tmp_path, embedder=fast_embedder).published


def test_collection_that_was_removed_is_not_taken_for_an_empty_one(server: str, fast_embedder: FastEmbedder) -> None:
    """A reader does not make what it came to read."""
    with pytest.raises(HomeError, match="cannot be read"):
        PassageIndex(ServerPlace(server, "trialcite-removed"), embedder=fast_embedder)
