"""The corpus as it is shipped, for checks against it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.readers import read_source
from ingest.records import Document, Source, Trial
from ingest.results_file import read_results
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport
from retrieval.terms import TermIndex

CORPUS = Path(__file__).parents[4] / "corpus"
Check = Callable[[str], CheckReport]


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """The corpus's manifest as it is written."""
    return tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def document(manifest: dict[str, Any]) -> Document:
    """The publication's text."""
    (entry,) = [entry for entry in manifest["sources"] if entry["kind"] == "pubmed_page"]
    known = {name: entry[name] for name in ("id", "kind", "trial", "title", "citation", "tier")}
    document = read_source(CORPUS / entry["path"], source=Source(**known, authors=tuple(entry["authors"]))).document
    assert document is not None
    return document


@pytest.fixture(scope="session")
def check(manifest: dict[str, Any], document: Document) -> Check:
    """Check a text against the corpus as it is shipped."""
    entry = manifest["trials"][0]
    trial = Trial(entry["id"], entry["acronym"], entry["title"], entry["condition"])
    table = ResultsTable(read_results(CORPUS / manifest["results"][0]["path"], documents={document.source: document}))
    own = read_terms(CORPUS / entry["vocabulary"], trial=trial.id)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(trial,))
