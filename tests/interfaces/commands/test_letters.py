"""``trialcite letters`` and ``trialcite intake``, as people call them; over a trial in memory."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from interfaces import drafting_letters
from interfaces.commands import intake, letters
from retrieval.assistant import Assistant
from tests.interfaces.calling import Run, caller
from tests.retrieval.small_trial import open_by_words

_EVENT = "My patient developed pneumonia on carfilzomib."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over HARBOUR, without dense search."""
    return open_by_words(tmp_path_factory.mktemp("keywords"))


@pytest.fixture
def command(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run one command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(drafting_letters, "open_assistant", lambda _home, *, model: assistant)
    for module in (letters, intake):
        monkeypatch.setattr(module, "open_corpus", lambda _home: assistant.corpus)
    return caller(capsys, monkeypatch)


def _kept(command: Callable[..., Run]) -> str:
    """Draft and keep a letter, and return its id."""
    assert command("draft", "What was the hazard ratio for PFS?", "--out", "letter.docx").code == 0
    assert command("letters", "add", "letter.docx", "--by", "Ann").code == 0
    return command("letters", "list").out.split()[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("0.66", "0.56", id="a figure was changed"),
        pytest.param("Thank you for", "It is safe. Thank you for", id="a sentence was added"),
    ],
)
def test_document_edited_by_hand_is_not_kept(command: Callable[..., Run], tmp_path: Path, old: str, new: str) -> None:
    """It would be printed from its record, and the edit lost; the place is named."""
    assert command("draft", "What was the hazard ratio for PFS?", "--out", "letter.docx").code == 0
    document = docx.Document(str(tmp_path / "letter.docx"))
    run_of_text = next(r for p in document.paragraphs for r in p.runs if old in r.text)
    run_of_text.text = run_of_text.text.replace(old, new)
    document.save(str(tmp_path / "edited.docx"))
    refused = command("letters", "add", "edited.docx", "--by", "Ann")
    assert (refused.code, "edited.docx: was edited by hand, at" in refused.err) == (2, True)
    assert command("letters", "add", "letter.docx", "--by", "Ann").code == 0


def test_letter_goes_from_file_to_approved_and_bundled(command: Callable[..., Run], tmp_path: Path) -> None:
    """Added, submitted, not approved by its author, approved by another, printed with its dates, and bundled."""
    key = _kept(command)
    assert command("letters", "submit", key, "--by", "Ann").code == 0
    refused = command("letters", "approve", key, "--by", "ann", "--reason", "fine")
    assert (refused.code, "cannot approve it" in refused.err) == (2, True)
    assert command("letters", "approve", key, "--by", "Bob", "--reason", "read", "--review-by", "2030-01-31").code == 0
    assert "approved" in command("letters", "list").out
    assert command("letters", "print", key, "--out", "approved.md").code == 0
    assert "31 January 2030" in (tmp_path / "approved.md").read_text(encoding="utf-8")
    assert command("letters", "bundle", key, "--out", "bundle.zip").code == 0
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert [event["actor"] for event in json.loads(archive.read("audit.json"))["events"]] == ["Ann", "Ann", "Bob"]
    assert command("letters", "check-bundle", "bundle.zip").code == 0
    assert command("audit", "verify").code == 0


def test_letter_that_is_no_letter_is_refused(command: Callable[..., Run], tmp_path: Path) -> None:
    """A file of something else is one line with the remedy."""
    (tmp_path / "note.json").write_text("{}", encoding="utf-8")
    done = command("letters", "add", "note.json", "--by", "Ann")
    assert (done.code, "expected a letter that trialcite draft wrote" in done.err) == (2, True)


def test_history_is_shown_with_reasons(command: Callable[..., Run]) -> None:
    """Each step is a line with name, meaning and reason."""
    key = _kept(command)
    assert command("letters", "supersede", key, "--by", "Bob", "--reason", "not needed").code == 0
    assert "superseded  by Bob (command line)  withdrawal; reason: not needed" in command("letters", "show", key).out


def test_inquiry_that_tells_of_an_event_is_kept_written_and_closed_by_a_person(
    command: Callable[..., Run], tmp_path: Path
) -> None:
    """Exit 1 and a checklist; a Word file for the safety team; open until somebody closes it with a reason."""
    told = command("intake", "check", _EVENT, "--out", "report.docx")
    assert (told.code, "[x] Suspected reaction" in told.out) == (1, True)
    assert (tmp_path / "report.docx").read_bytes()[:2] == b"PK"
    key = told.out.split(":")[0]
    assert "open" in command("intake", "list").out
    assert command("intake", "close", key, "--by", "Sam", "--reason", "case 12").code == 0
    assert "closed" in command("intake", "list").out
    events = json.loads(command("audit", "list", f"intake {key}", "--format", "json").out)
    assert [event["action"] for event in events] == ["detected", "exported", "closed"]


def test_inquiry_that_tells_nothing_is_exit_0(command: Callable[..., Run]) -> None:
    """A question about a rate makes no report."""
    assert command("intake", "check", "What was the rate of pneumonia?").code == 0
    assert command("intake", "list").code == 1


def test_draft_tells_of_an_event_before_anything_else(command: Callable[..., Run]) -> None:
    """The first lines of a draft's messages are the checklist; the report is kept."""
    done = command("draft", f"{_EVENT} What was the hazard ratio for PFS?", "--out", "letter.docx")
    assert "adverse event; aware" in done.err.splitlines()[0]
    assert "open" in command("intake", "list").out
