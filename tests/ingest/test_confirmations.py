"""Decisions on proposed results: kept, numbered, never changed, and never lost."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.confirmations import FILE, Confirmations, is_confirmed, place_in
from ingest.errors import HomeError, TableError
from ingest.records import Document, Result, Source

SOURCE = Source("paper", "text", "NCT00000001", "", "", "primary", sha256="a" * 64)
QUOTE = "The hazard ratio was 0.71."
ROW = Result(
    "paper:0a1b2c3d", "NCT00000001", "paper", "disposition", "Patients randomised", "count", arm="all",
    value=Decimal(302), unit="patients", locator="Findings", quote="302 patients were randomised.", start=5, end=34,
)  # fmt: skip
MANY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.ingest.test_confirmations import ROW, SOURCE
from ingest.confirmations import Confirmations
store = Confirmations(Path(sys.argv[1]))
for number in range(100_000):
    store.confirm(f"{number:08x}", ROW, source=SOURCE, who="killed")
    print(number, flush=True)
"""


def test_confirmed_row_is_kept_whole_with_who_and_when(tmp_path: Path) -> None:
    """The row comes back as it was confirmed, under a number of its own, with its offsets."""
    made = Confirmations(tmp_path).confirm("0a1b2c3d", ROW, source=SOURCE, who="A. Doe", reason="read twice")
    (kept,) = Confirmations(tmp_path).decisions()
    assert kept == made
    assert (kept.result, kept.number, kept.who, kept.reason) == (ROW, 1, "A. Doe", "read twice")
    assert Confirmations(tmp_path).results() == {("paper", "a" * 64): (replace(ROW, id="paper:p001"),)}


def test_newest_decision_counts_and_the_number_stays(tmp_path: Path) -> None:
    """A row that was rejected counts no more; confirmed again it has the number that it had."""
    store = Confirmations(tmp_path)
    store.confirm("0a1b2c3d", ROW, source=SOURCE, who="A")
    store.confirm("ffffffff", ROW, source=SOURCE, who="A")
    store.reject("0a1b2c3d", ROW, source=SOURCE, who="B", reason="screened, not randomised")
    assert [row.id for row in store.results()["paper", "a" * 64]] == ["paper:p002"]
    store.confirm("0a1b2c3d", replace(ROW, N=302), source=SOURCE, who="A")
    assert [(row.id, row.N) for row in store.results()["paper", "a" * 64]] == [
        ("paper:p001", 302),
        ("paper:p002", None),
    ]


def test_decisions_of_another_file_of_the_source_stand_apart(tmp_path: Path) -> None:
    """The hash of the source's file tells what a decision was made on."""
    store = Confirmations(tmp_path)
    store.confirm("0a1b2c3d", ROW, source=SOURCE, who="A")
    store.confirm("0a1b2c3d", ROW, source=replace(SOURCE, sha256="b" * 64), who="A")
    assert {key: [row.id for row in rows] for key, rows in store.results().items()} == {
        ("paper", "a" * 64): ["paper:p001"],
        ("paper", "b" * 64): ["paper:p002"],
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(replace(ROW, category="safety"), "column data_cutoff: required except", id="no cut-off"),
        pytest.param(replace(ROW, value=Decimal(303)), "303 is not there", id="another number than the quote's"),
        pytest.param(replace(ROW, statistic="guess"), "column statistic: expected one of", id="no such statistic"),
        pytest.param(replace(ROW, n=12, N=10), "column n: not more than N", id="more than all"),
    ],
)
def test_row_that_breaks_the_rules_of_results_files_is_not_kept(tmp_path: Path, row: Result, message: str) -> None:
    """A confirmed row obeys what a results file obeys; the error names proposal, column and remedy."""
    with pytest.raises(TableError, match=message) as caught:
        Confirmations(tmp_path).confirm("0a1b2c3d", row, source=SOURCE, who="A")
    assert str(caught.value).startswith("proposal 0a1b2c3d")
    assert str(caught.value).endswith("--set COLUMN=VALUE")
    assert Confirmations(tmp_path).decisions() == ()


def test_decisions_cannot_be_changed_or_removed(tmp_path: Path) -> None:
    """The store itself refuses, whoever asks."""
    Confirmations(tmp_path).confirm("0a1b2c3d", ROW, source=SOURCE, who="A")
    with sqlite3.connect(tmp_path / FILE) as store:
        for order in ("DELETE FROM decisions", "UPDATE decisions SET who = 'B'"):
            with pytest.raises(sqlite3.IntegrityError, match="decisions are kept"):
                store.execute(order)


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Of forty decisions made at the same time all are kept, each with a number of its own."""

    def decide(number: int) -> None:
        Confirmations(tmp_path).confirm(f"{number:08x}", ROW, source=SOURCE, who=f"reviewer {number % 2}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, range(40)))
    kept = Confirmations(tmp_path).decisions()
    assert sorted(decision.number or 0 for decision in kept) == list(range(1, 41))


def test_what_was_kept_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    """A process that is killed while it decides loses no decision that it had made."""
    command = [sys.executable, "-c", MANY, str(tmp_path), str(Path(__file__).parents[2])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(20)]
    time.sleep(0.05)
    process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    told += [int(line) for line in process.stdout.read().split("\n") if line.strip().isdigit()]
    process.wait()
    process.stdout.close()
    kept = [decision.number for decision in Confirmations(tmp_path).decisions()]
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= len(told)
    assert Confirmations(tmp_path).confirm("after", ROW, source=SOURCE, who="B").number == len(kept) + 1


def test_broken_store_is_one_clear_error(tmp_path: Path) -> None:
    """A file that is no store is named, with a remedy."""
    (tmp_path / FILE).write_bytes(b"no store" * 100)
    with pytest.raises(HomeError, match=r"decisions\.sqlite: the decisions on proposed results cannot be read"):
        Confirmations(tmp_path).decisions()


def test_row_follows_its_quote_in_a_text_read_anew() -> None:
    """Offsets are found again where the quote stands once, and given up where it does not."""
    row = replace(ROW, quote=QUOTE, start=0, end=len(QUOTE))
    moved = place_in(Document("paper", f"Findings. {QUOTE}"), row)
    assert moved is not None
    assert (moved.start, moved.end) == (10, 10 + len(QUOTE))
    assert place_in(Document("paper", "Another text."), row) is None


def test_ids_tell_confirmed_rows_from_others() -> None:
    """A results file numbers its rows without a letter, and a reader has letters of its own."""
    ids = ("paper:p001", "paper:001", "paper:o0.a0", "paper:p12")
    assert [is_confirmed(replace(ROW, id=key)) for key in ids] == [True, False, False, False]
