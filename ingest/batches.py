"""Embedding batches: what is embedded together and stored at once, and so the unit that a killed run resumes with.

The last bits of a vector depend on the texts that share its forward pass. Batches are therefore cut by content alone,
each passage carries the key of its batch into the index, and a batch of which any passage is missing is embedded whole
again: the index depends on what it holds, never on when a run was killed or in which order sources came and went.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding import Embedder
from ingest.errors import HomeError
from ingest.generation import FORMAT, Generation
from ingest.places import Place, ServerPlace, choose_place, find_place, is_at
from ingest.records import Passage
from ingest.report import Progress, ProgressCallback

PASSAGES_PER_BATCH = 32
"""On a processor, a larger batch is no faster and loses more when a run is killed."""

if TYPE_CHECKING:
    from ingest.index import PassageIndex

_ROWS_PER_CALL = 256  # passages stored in one call: a call costs as much as thirty of them, and a kill loses them
_SECONDS_PER_CALL = 1.0  # or less, where embedding takes longer
_ROWS_PER_COPY = 5000  # passages whose vectors are in memory at once
_BASE = "base.json"  # written once the copy of the published index is whole
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages of one source that are embedded together.

    Attributes:
        key: Hash of the passages and the model.
    """

    key: str
    passages: tuple[Passage, ...]


def cut_into_batches(passages: Sequence[Passage], *, model: str) -> tuple[Batch, ...]:
    """Cut the passages of each source into batches of like length, so that little is embedded as padding.

    Args:
        passages: Those of one source stand together.
        model: Fingerprint of the embedding model.
    """
    batches = []
    for _, group in groupby(passages, key=lambda passage: passage.source):
        ordered = sorted(group, key=lambda passage: (-len(passage.text), passage.id))
        for start in range(0, len(ordered), PASSAGES_PER_BATCH):
            part = tuple(ordered[start : start + PASSAGES_PER_BATCH])
            content = "\n".join([model, *(passage.id for passage in part)])
            batches.append(Batch(hashlib.sha256(content.encode()).hexdigest()[:16], part))
    return tuple(batches)


def build_index(  # noqa: PLR0913  # what is built, in which order, from what, where, and with what
    target: Generation,
    batches: Sequence[Batch],
    *,
    order: Sequence[str],
    before: Place | None,
    server: str | None,
    embedder: Embedder,
    tell: ProgressCallback,
) -> int:
    """Make the index of ``target`` hold exactly ``batches``, continuing what a killed run left there.

    Args:
        target: The generation being built.
        order: Ids of the passages as they are kept; their vectors are written beside the index in this order.
        before: The published index to start from; ``None`` to start from nothing.
        server: Address of the Chroma server that is to hold it; ``None`` for a folder of the generation.
        tell: Told how many passages are embedded, of how many.

    Returns:
        How many passages were embedded.

    Raises:
        HomeError: The index cannot be written, or the server does not answer.
    """
    for start in (before, before, None):
        _begin(target, before=start, server=server, embedder=embedder)
        try:
            embedded = _reconcile(target, batches, embedder=embedder, tell=tell)
            _copy_vectors(target, order, embedder=embedder)
            return embedded
        except _UntrustedError as error:
            _logger.warning("an index left by an earlier run cannot be used and is built anew: %s", error)
            remove_generation(target.folder)
    raise HomeError(f"{target.folder}: an index was built three times and could not be read; look at the disk")


class _UntrustedError(HomeError):
    """What lies in the folder of the next generation is damaged."""


def remove_generation(folder: Path) -> None:
    """Remove what a generation holds, its passages on a Chroma server first; what remains can be removed later.

    Raises:
        HomeError: The server does not answer; the folder, which says where they are, is kept.
    """
    place = find_place(folder)
    if isinstance(place, ServerPlace):
        from ingest.index_copies import drop_index

        drop_index(place)
    shutil.rmtree(folder, ignore_errors=True)


def _begin(target: Generation, *, before: Place | None, server: str | None, embedder: Embedder) -> None:
    """Start from a copy of the published index, unless an earlier run did so in that place with the same model."""
    from ingest.index_copies import (
        copy_index,  # Chroma takes most of a second: only an ingestion of something pays for it
    )

    base = target.folder / _BASE
    content = json.dumps({"format": FORMAT, "model": embedder.fingerprint})
    if base.is_file() and base.read_text(encoding="utf-8") == content and is_at(target.index_place, server=server):
        return
    remove_generation(target.folder)
    target.folder.mkdir(parents=True)
    place = choose_place(target.folder, server=server)
    if before is not None:
        copy_index(before, place, embedder=embedder)
    draft = base.with_suffix(".new")
    draft.write_text(content, encoding="utf-8")
    draft.replace(base)


def _reconcile(target: Generation, batches: Sequence[Batch], *, embedder: Embedder, tell: ProgressCallback) -> int:
    wanted = {passage.id: batch.key for batch in batches for passage in batch.passages}
    with _open_index(target, embedder=embedder, writing=True) as index:
        present = index.batches()
        index.remove(key for key in present if key not in wanted)
        missing = [
            batch for batch in batches if any(present.get(passage.id) != batch.key for passage in batch.passages)
        ]
        embedded = sum(len(batch.passages) for batch in missing)
        done = len(wanted) - embedded
        tell(Progress("embed", done=done, total=len(wanted)))
        for stored in _embed(missing, index=index, embedder=embedder):
            done += stored
            tell(Progress("embed", done=done, total=len(wanted)))
        index.consolidate()
    with _open_index(target, embedder=embedder, writing=False) as index:
        if index.batches() != wanted:
            raise _UntrustedError("passages read back are not those that were written")
    return embedded


def _embed(batches: Sequence[Batch], *, index: PassageIndex, embedder: Embedder) -> Iterator[int]:
    """Embed each batch for itself, store what has gathered, and yield how many passages each call stored."""
    gathered: list[tuple[Batch, np.ndarray]] = []
    started = time.monotonic()
    for place, batch in enumerate(batches, start=1):
        gathered.append((batch, embedder.embed([passage.text for passage in batch.passages])))
        rows = sum(len(vectors) for _, vectors in gathered)
        if rows >= _ROWS_PER_CALL or time.monotonic() - started >= _SECONDS_PER_CALL or place == len(batches):
            index.add(
                [passage for each, _ in gathered for passage in each.passages],
                vectors=np.concatenate([vectors for _, vectors in gathered]),
                batches=[each.key for each, _ in gathered for _ in each.passages],
            )
            yield rows
            gathered, started = [], time.monotonic()


@contextmanager
def _open_index(target: Generation, *, embedder: Embedder, writing: bool) -> Iterator[PassageIndex]:
    with closing(_open_readable(target, embedder=embedder, writing=writing)) as index:
        yield index


def _open_readable(target: Generation, *, embedder: Embedder, writing: bool) -> PassageIndex:
    """Open the index, and see that it can be read; one that cannot is closed, since its folder is built anew then."""
    from ingest.index import PassageIndex

    index = None
    try:
        index = PassageIndex(target.index_place, embedder=embedder, writing=writing)
        index.batches()
    except HomeError as error:
        if index is not None:
            index.close()
        if isinstance(target.index_place, ServerPlace):
            raise  # to build it anew would need the same server
        raise _UntrustedError(str(error)) from error
    return index


def _copy_vectors(target: Generation, order: Sequence[str], *, embedder: Embedder) -> None:
    """Write the vectors beside the index, and so see that every passage can be read back with one of length 1."""
    draft = target.vectors_file.with_suffix(".new")
    copy: np.ndarray | None = None
    with _open_index(target, embedder=embedder, writing=False) as index:
        for start in range(0, len(order), _ROWS_PER_COPY):
            some = order[start : start + _ROWS_PER_COPY]
            try:
                vectors = index.vectors(some)
            except (HomeError, KeyError) as error:
                raise _UntrustedError(f"passages cannot be read back: {error}") from error
            if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
                raise _UntrustedError("vectors read back are not those that were written")
            if copy is None:
                shape = (len(order), vectors.shape[1])
                copy = np.lib.format.open_memmap(draft, mode="w+", dtype=np.float32, shape=shape)
            copy[start : start + len(some)] = vectors
    if copy is None:
        with draft.open("wb") as file:
            np.save(file, np.empty((0, 0), dtype=np.float32))
    del copy  # a mapped file is whole once it is let go
    draft.replace(target.vectors_file)
