"""A reader of records, played: what is tested with it is what happens to a record, not what is read from it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers import DESCRIBERS, READERS
from ingest.readers.reading import Description, Reading
from ingest.records import Document, Source


def play_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read ``.json`` and ``.xml`` with the reader of this module."""
    monkeypatch.setattr("ingest.readers.DESCRIBERS", {**DESCRIBERS, ".json": _describe, ".xml": _describe})
    monkeypatch.setattr("ingest.readers.READERS", {**READERS, "played": _read})


def _describe(path: Path) -> tuple[Description, ...]:
    """Each number of eight digits is a source; a file that says ``bad`` cannot be described."""
    content = path.read_bytes()
    if b"bad" in content:
        raise SourceError(f"{path.name}: expected good news")
    kind = {".json": "nct", ".xml": "pmid"}[path.suffix]
    return tuple(
        Description(_describe_number(number, kind=kind, path=path, sha256=hashlib.sha256(content).hexdigest()))
        for number in dict.fromkeys(re.findall(r"\d{8}", content.decode()))
    )


def _describe_number(number: str, *, kind: str, path: Path, sha256: str) -> Source:
    name, value = (f"nct{number}", f"NCT{number}") if kind == "nct" else (f"pmid-{number}", number)
    return Source(
        id=name,
        kind="played",
        trial=value if kind == "nct" else None,
        title=value,
        citation=f"{value}.",
        tier="registry",
        identifiers=((kind, value), ("doi", "10.1000/S0140(21)1-4")),
        path=path.name,
        sha256=sha256,
    )


def _read(path: Path, *, source: Source) -> Reading:
    """A record with a number of three digits cannot be read."""
    text = path.read_text(encoding="utf-8")
    if re.search(r"\b\d{3}\b", text):
        raise SourceError(f"{path.name}: expected no number of three digits")
    return Reading(Document(source.id, text))
