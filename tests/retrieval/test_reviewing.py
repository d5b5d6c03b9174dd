"""From a text to a row that answers and checks: ingest, propose, confirm, ingest again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.confirmations import Confirmations
from ingest.corpus import open_corpus
from ingest.errors import TableError
from ingest.pipeline import ingest
from ingest.report import IngestReport
from retrieval.checks import check_text
from retrieval.lookup import Filters, look_up
from retrieval.records import Verdict
from retrieval.reviewing import edit, find_entry, review
from retrieval.terms import index_terms

TEXT = """# Calovir in influenza

## Methods

Patients were randomly assigned (2:1) to calovir (calovir group) or placebo (placebo group).

## Findings

In total, 302 patients were randomised. Nausea occurred in 24 (12.0%) of 200 patients in the calovir group versus
6 (5.9%) of 102 in the placebo group.
"""
SETS = ("data_cutoff=2020-01-02", "cutoff_stated=no", "population=safety")


class Shelf:
    """A folder with one source, and the state folder that it is ingested into."""

    def __init__(self, folder: Path, embedder: FastEmbedder) -> None:
        self.root, self.home, self._embedder = folder / "shelf", folder / "home", embedder
        self.root.mkdir()
        self.write(TEXT)

    def write(self, text: str) -> None:
        """Write the text, and a manifest with its hash."""
        (self.root / "paper.md").write_bytes(text.encode())
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        (self.root / "sources.toml").write_text(
            '[[trials]]\nid = "NCT00000002"\nacronym = "CALO"\ntitle = "Calovir in influenza"\n\n'
            '[[sources]]\nid = "paper"\nkind = "text"\ntrial = "NCT00000002"\ntitle = "Calovir"\n'
            'citation = "Doe J. Calovir. 2020."\ntier = "primary"\n'
            f'path = "paper.md"\nsha256 = "{sha256}"\n',
            encoding="utf-8",
        )

    def ingest(self) -> IngestReport:
        """Ingest the folder."""
        return ingest(self.root, home=self.home, embedder=self._embedder)

    def confirm(self, outcome: str) -> None:
        """Confirm every open row of an outcome, with its cut-off and analysis set."""
        with open_corpus(self.home, embedder=self._embedder) as corpus:
            for entry in review(corpus, home=self.home):
                if entry.state == "open" and entry.result.outcome == outcome:
                    row = edit(entry.result, SETS)
                    Confirmations(self.home).confirm(entry.id, row, source=corpus.sources["paper"], who="A. Doe")


@pytest.fixture
def shelf(tmp_path: Path, fast_embedder: FastEmbedder) -> Shelf:
    """The shelf, ingested once."""
    shelf = Shelf(tmp_path, fast_embedder)
    shelf.ingest()
    return shelf


@pytest.fixture
def states(shelf: Shelf, fast_embedder: FastEmbedder) -> Callable[[], list[tuple[str, str, str]]]:
    """Outcome, value and state of every row that is under review."""

    def read() -> list[tuple[str, str, str]]:
        with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
            entries = review(corpus, home=shelf.home)
            return [(entry.result.outcome, str(entry.result.value), entry.state) for entry in entries]

    return read


def test_figures_of_a_text_are_open_until_decided(
    shelf: Shelf, states: Callable[[], list[tuple[str, str, str]]]
) -> None:
    """What prose tells counts as no result; what a person confirms or rejects is no longer open."""
    assert states() == [
        ("Randomisation ratio", "2:1", "open"),
        ("Patients randomised", "302", "open"),
        ("Nausea", "12.0", "open"),
        ("Nausea", "5.9", "open"),
    ]
    shelf.confirm("Nausea")
    assert [state for _, _, state in states()] == ["open", "open", "confirmed", "confirmed"]


def test_confirmed_rows_count_after_the_next_ingestion(shelf: Shelf, fast_embedder: FastEmbedder) -> None:
    """They are looked up, they support and contradict numbers, and their offsets cut their quotes."""
    shelf.confirm("Nausea")
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        assert len(corpus.table) == 0
    assert shelf.ingest().published
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        rows = look_up(corpus, "nausea calovir", filters=Filters())
        assert [(row.id, str(row.value), row.n, row.N, row.population) for row in rows] == [
            ("paper:p001", "12.0", 24, 200, "safety")
        ]
        document = corpus.document("paper")
        assert document is not None
        assert all(document.text[row.start : row.end] == row.quote for row in corpus.table.results())
        assert "paper:p001" in {passage.link for passage in corpus.passages if passage.kind == "result"}
        checked = check_text(
            "In CALO, nausea occurred in 12.0% of patients with calovir and in 9.5% with placebo.",
            table=corpus.table,
            terms=index_terms(corpus),
            trials=corpus.trials,
        )
    assert [check.verdict for check in checked.checks] == [Verdict.SUPPORTED, Verdict.CONTRADICTED]
    assert not shelf.ingest().published


def test_rows_of_a_changed_text_are_stale_and_do_not_count(
    shelf: Shelf, states: Callable[[], list[tuple[str, str, str]]], fast_embedder: FastEmbedder
) -> None:
    """Once the source's file is another, its confirmed rows are shown as stale, and leave the table."""
    shelf.confirm("Patients randomised")
    shelf.ingest()
    shelf.write(TEXT.replace("302 patients", "303 patients"))
    shelf.ingest()
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        assert len(corpus.table) == 0
    assert ("Patients randomised", "303", "open") in states()
    assert ("Patients randomised", "302", "stale") in states()


def test_rejected_row_leaves_the_table(shelf: Shelf, fast_embedder: FastEmbedder) -> None:
    """A row that was confirmed and is then rejected is gone after the next ingestion."""
    shelf.confirm("Patients randomised")
    shelf.ingest()
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        (entry,) = [entry for entry in review(corpus, home=shelf.home) if entry.state == "confirmed"]
        source = corpus.sources["paper"]
    Confirmations(shelf.home).reject(entry.id, entry.result, source=source, who="B", reason="screened")
    assert shelf.ingest().published
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        assert len(corpus.table) == 0


def test_edit_changes_only_what_a_row_says(shelf: Shelf, fast_embedder: FastEmbedder) -> None:
    """A wrong column, a column that says where the row is from, and a malformed date are refused."""
    with open_corpus(shelf.home, embedder=fast_embedder) as corpus:
        entries = review(corpus, home=shelf.home, source="paper")
    row = find_entry(entries, entries[-1].id).result
    assert edit(row, ["outcome=Vomiting", "population="]).outcome == "Vomiting"
    for change in ("outcomes=Vomiting", "quote=No.", "source=other", "outcome"):
        with pytest.raises(TableError, match="expected column=value"):
            edit(row, [change])
    with pytest.raises(TableError, match="dates are YYYY-MM-DD"):
        edit(row, ["data_cutoff=yesterday"])
    with pytest.raises(TableError, match="no proposed row has this id"):
        find_entry(entries, "00000000")
