"""``trialcite review`` as people and programs call it."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest.pipeline import ingest
from ingest.results_file import COLUMNS
from interfaces.command_line import run

TEXT = (
    "# Calovir in influenza\n\nPatients were assigned to calovir (calovir group) or placebo (placebo group).\n\n"
    "Nausea occurred in 24 (12.0%) of 200 patients in the calovir group versus 6 (5.9%) of 102 in the placebo group.\n"
)
CUTOFF = ("--set", "data_cutoff=2020-01-02", "--set", "cutoff_stated=no")


@pytest.fixture
def home(tmp_path: Path, fast_embedder: FastEmbedder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder with one text, which the commands use."""
    shelf, home = tmp_path / "shelf", tmp_path / "home"
    shelf.mkdir()
    (shelf / "paper.md").write_bytes(TEXT.encode())
    (shelf / "sources.toml").write_text(
        '[[trials]]\nid = "NCT00000002"\ntitle = "Calovir"\n\n[[sources]]\nid = "paper"\nkind = "text"\n'
        'trial = "NCT00000002"\ntitle = "Calovir"\ncitation = "Doe J. 2020."\ntier = "primary"\npath = "paper.md"\n'
        f'sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"\n',
        encoding="utf-8",
    )
    ingest(shelf, home=home, embedder=fast_embedder)
    monkeypatch.setenv("TRIALCITE_HOME", str(home))
    return home


def ids(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Ids of the rows under review."""
    run(["review", "--format", "json"])
    return [row["id"] for row in json.loads(capsys.readouterr().out)]


@pytest.mark.usefixtures("home")
def test_review_lists_quote_slots_and_what_is_uncertain(capsys: pytest.CaptureFixture[str]) -> None:
    """Text is for people, JSON for programs; both tell the id to confirm by."""
    assert run(["review", "paper", "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["n"], first["state"], first["decision"]) == (1, "open", None)
    assert (first["result"]["outcome"], first["result"]["arm"], first["result"]["value"]) == (
        "Nausea",
        "calovir",
        "12.0",
    )
    assert TEXT[first["start"] : first["end"]] == first["quote"]
    assert TEXT[slice(*first["figure"])] == "24 (12.0%) of 200 patients"
    assert first["uncertain"] == ["data cut-off: not told"]
    assert run(["review"]) == 0
    text = capsys.readouterr().out
    assert f"[2] {second['id']}  open  paper" in text
    assert "Nausea | placebo | percentage 5.9 % | n 6 of N 102" in text


@pytest.mark.usefixtures("home")
def test_confirmed_and_rejected_rows_leave_nothing_to_review(capsys: pytest.CaptureFixture[str]) -> None:
    """0 while something was done or is open, 1 once everything is decided."""
    first, second = ids(capsys)
    assert run(["review", "--confirm", first, *CUTOFF, "--by", "A. Doe"]) == 0
    assert f"{first}: confirmed as paper:p001" in capsys.readouterr().err
    assert run(["review", "--reject", second, "--reason", "read from a figure"]) == 0
    capsys.readouterr()
    assert run(["review", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [(row["state"], row["decision"]["reason"]) for row in rows] == [
        ("confirmed", ""),
        ("rejected", "read from a figure"),
    ]
    assert rows[0]["decision"]["who"] == "A. Doe"


@pytest.mark.usefixtures("home")
def test_wrong_orders_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id, a row that breaks a rule and a rejection without a reason are wrong usage."""
    first, second = ids(capsys)
    for order, message in (
        (["--confirm", "00000000"], "no proposed row has this id"),
        (["--confirm", first], "column data_cutoff: required"),
        (["--confirm", second, "--set", "value=95"], "column data_cutoff"),
        (["--confirm", second, *CUTOFF, "--set", "value=7.9"], "n/N gives the percentage"),
        (["--reject", first], "--reject needs --reason"),
        (["--set", "arm=x"], "name them with --confirm"),
        (["nothing"], "expected the id of a source"),
    ):
        assert run(["review", *order]) == 2
        assert message in capsys.readouterr().err
    assert ids(capsys) == [first, second]


@pytest.mark.usefixtures("home")
def test_export_is_a_results_file(tmp_path: Path) -> None:
    """Rows in the columns of a results file, numbered within their source; a file that is there is not replaced."""
    file = tmp_path / "rows.csv"
    assert run(["review", "--export", str(file)]) == 0
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["id"], row["value"], row["N"]) for row in rows] == [
        ("paper:001", "12.0", "200"),
        ("paper:002", "5.9", "102"),
    ]
    assert run(["review", "--export", str(file)]) == 2
