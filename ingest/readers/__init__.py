"""Source files read, one module for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from ingest.errors import SourceError
from ingest.readers.describing import describe_pdf, describe_text, describe_xml
from ingest.readers.jats import read_jats
from ingest.readers.medline import read_medline
from ingest.readers.pdf import read_pdf
from ingest.readers.pubmed_page import read_pubmed_page
from ingest.readers.pubmed_xml import read_pubmed_xml
from ingest.readers.reading import Description, Reading
from ingest.readers.registry import describe_registry, read_registry
from ingest.readers.text import read_text
from ingest.records import Document, Source


class Reader(Protocol):
    """Reads the file of one source."""

    def __call__(self, path: Path, *, source: Source) -> Reading:
        """Return what the file holds of ``source``; raises ``SourceError`` when it cannot be read."""


def _of_document(read: Callable[..., Document]) -> Reader:
    """A reader of files that hold a text and nothing else."""

    def read_reading(path: Path, *, source: Source) -> Reading:
        return Reading(read(path, source=source.id))

    return read_reading


READERS: Mapping[str, Reader] = {
    "pubmed_page": read_pubmed_page,
    "pdf": _of_document(read_pdf),
    "text": _of_document(read_text),
    "registry_record": read_registry,
    "pubmed_xml": read_pubmed_xml,
    "medline": read_medline,
    "jats": read_jats,
}
"""Reader of each kind of source that has a file."""
DESCRIBERS: Mapping[str, Callable[[Path], tuple[Description, ...]]] = {
    ".pdf": describe_pdf,
    ".txt": describe_text,
    ".text": describe_text,
    ".md": describe_text,
    ".markdown": describe_text,
    ".json": describe_registry,
    ".xml": describe_xml,
    ".nxml": describe_xml,
}
"""What asks a file of each suffix, in lower case, what it is."""


def read_source(path: Path, *, source: Source) -> Reading:
    """Read a source's file with the reader of its kind.

    Raises:
        SourceError: The kind has no reader, or its reader cannot read the file.
    """
    reader = READERS.get(source.kind)
    if reader is None:
        raise SourceError(f"{source.id}: expected one of the kinds {', '.join(READERS)}; found {source.kind!r}")
    return reader(path, source=source)


def describe_file(path: Path) -> tuple[Description, ...]:
    """Return the sources that a file says it holds; several where it is a list of records.

    Raises:
        SourceError: The file has no kind that can be read, or cannot be read.
    """
    describe = DESCRIBERS.get(path.suffix.casefold())
    if describe is None:
        raise SourceError(f"{path.name}: expected a file of type {', '.join(DESCRIBERS)}; convert it to one of them")
    return describe(path)
