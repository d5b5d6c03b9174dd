"""Passage indexes copied from place to place, and removed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from chromadb.errors import ChromaError, NotFoundError

from ingest.chroma_clients import connect, disconnect
from ingest.errors import HomeError
from ingest.index import DATABASE, PassageIndex, remedy
from ingest.places import Place, ServerPlace

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


def copy_index(source: Place, target: Place, *, embedder: Embeddings) -> None:
    """Copy the index in ``source``, which others may be reading, to ``target``, which must not exist.

    Raises:
        OSError: It cannot be copied, as when the disk is full.
        HomeError: A server does not answer.
    """
    if isinstance(source, Path) and isinstance(target, Path):
        _copy_files(source, target)
        return
    with (
        closing(PassageIndex(source, embedder=embedder)) as original,
        closing(PassageIndex(target, embedder=embedder, writing=True)) as copy,
    ):
        copy.take_from(original)


def drop_index(place: ServerPlace) -> None:
    """Remove a collection from its server; one that is not there is passed over.

    Raises:
        HomeError: The server does not answer.
    """
    try:
        client = connect(place)
        try:
            client.delete_collection(place.collection)
        finally:
            disconnect(client)
    except NotFoundError:
        return
    except (ChromaError, ValueError, OSError, httpx.HTTPError) as error:
        raise HomeError(f"{place}: the passage index cannot be removed: {error}; {remedy(place)}") from error


def _copy_files(source: Path, target: Path) -> None:
    try:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        with (
            closing(sqlite3.connect(source / DATABASE)) as original,
            closing(sqlite3.connect(target / DATABASE)) as copy,
        ):
            original.backup(copy)
    except shutil.Error as error:  # it holds one entry for each file
        raise OSError(str(error.args[0][0][2])) from error
    except sqlite3.Error as error:
        raise OSError(f"the passage index cannot be copied: {error}") from error
