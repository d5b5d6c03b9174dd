"""``trialcite draft``, and ``trialcite check`` of what it wrote, as people call them; over a trial in memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from interfaces import drafting_letters
from interfaces.commands import questions
from retrieval.assistant import Assistant
from tests.interfaces.calling import Run, caller
from tests.retrieval.small_trial import open_by_words

QUESTION = "What was the hazard ratio for PFS?"


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
    monkeypatch.setattr(drafting_letters, "open_assistant", lambda _home, *, model: assistant)
    monkeypatch.setattr(questions, "open_corpus", lambda _home: assistant.corpus)
    return caller(capsys, monkeypatch)


def test_letter_is_written_with_its_check_report_beside_it(command: Callable[..., Run], tmp_path: Path) -> None:
    """A Word document and a JSON report of the same name; standard output stays empty."""
    done = command("draft", QUESTION, "--out", "letter.docx", "--region", "EU", "--requester", "physician")
    assert (done.code, done.out) == (0, "")
    assert "letter.docx; check report: letter.checks.json" in done.err
    report = json.loads((tmp_path / "letter.checks.json").read_text(encoding="utf-8"))
    assert report["summary"]["contradicted"] == 0
    assert report["blocks_approval"] == []
    assert report["letter"]["region"] == "European Union"
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "letter.docx")).paragraphs)
    assert "In HARBOUR, at the final analysis" in text


@pytest.mark.parametrize("name", ["letter.pdf", "letter.md"])
def test_suffix_names_the_form(command: Callable[..., Run], tmp_path: Path, name: str) -> None:
    """PDF and Markdown come by the name alone."""
    assert command("draft", QUESTION, "--out", name).code == 0
    assert (tmp_path / name).read_bytes()[:5] in (b"%PDF-", b"# Med")


def test_inquiry_comes_from_a_file_or_standard_input(command: Callable[..., Run], tmp_path: Path) -> None:
    """A mail that was saved, or piped in, is read as if typed; without --out the letter is Markdown on stdout."""
    (tmp_path / "mail.txt").write_text(f"Dear team,\n{QUESTION}\nRegards", encoding="utf-8")
    from_file = command("draft", "mail.txt")
    piped = command("draft", "-", stdin=f"Dear team,\n{QUESTION}\nRegards".encode())
    assert f"\n1. {QUESTION}\n" in from_file.out
    assert f"\n1. {QUESTION}\n" in piped.out


def test_picks_are_shown_kept_and_composed(command: Callable[..., Run], tmp_path: Path) -> None:
    """What was picked is written, a person leaves a row out, and the letter goes without it."""
    shown = command("draft", QUESTION, "--pick-only", "--picks", "picks.json")
    assert "[x] update:1  progression-free survival" in shown.out
    picks = json.loads((tmp_path / "picks.json").read_text(encoding="utf-8"))
    picks["picks"][0]["results"] = [{"id": "article:1"}]
    (tmp_path / "picks.json").write_text(json.dumps(picks), encoding="utf-8")
    letter = command("draft", "--picks", "picks.json").out
    answer = letter.partition("## Answer")[2].partition("##")[0]
    assert "was 0.61 (98% CI, 0.40-0.93)" in answer
    assert "0.66" not in answer


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("draft",), "no inquiry", id="no inquiry"),
        pytest.param(("draft", QUESTION, "--out", "letter.odt"), "ends in .docx, .pdf, .md", id="form"),
        pytest.param(("draft", QUESTION, "--region", "Mars"), "region 'Mars': expected one of US", id="region"),
        pytest.param(("draft", QUESTION, "--picks", "picks.json"), "holds its own inquiry", id="inquiry and picks"),
        pytest.param(("draft", " "), "the inquiry is empty", id="empty inquiry"),
        pytest.param(("draft", "--picks", "none.json"), "none.json: expected picks", id="no such picks"),
        pytest.param(("draft", QUESTION, "--out", "none/letter.md"), "cannot be written", id="no such folder"),
    ],
)
def test_wrong_order_is_one_line_with_the_remedy(
    command: Callable[..., Run], arguments: tuple[str, ...], message: str
) -> None:
    """Wrong usage leaves with 2 and says what to do."""
    done = command(*arguments)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_broken_template_stops_before_anything_is_asked(
    command: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A team's template with an unknown placeholder is one clear error."""
    (tmp_path / "closing.md").write_text("Yours, $team", encoding="utf-8")
    monkeypatch.setenv("TRIALCITE_TEMPLATES", str(tmp_path))
    done = command("draft", QUESTION)
    assert done.code == 2
    assert "unknown placeholder $team; placeholders here: none" in done.err


def test_check_of_a_letter_says_that_everything_holds(command: Callable[..., Run]) -> None:
    """The re-run reads the record inside the document, and its JSON keeps the contract of any check."""
    command("draft", QUESTION, "--out", "letter.docx")
    told = command("check", "letter.docx")
    entry: dict[str, Any] = json.loads(command("check", "letter.docx", "--format", "json").out)
    assert told.code == 0
    assert "version 1, draft: everything holds as on" in told.out
    assert list(entry) == ["text", "checks", "findings", "summary", "letter"]
    assert entry["letter"]["changes"] == []
    assert all(entry["text"][each["start"] : each["end"]] == each["number"] for each in entry["checks"])


def test_check_of_a_changed_document_says_what_was_edited(command: Callable[..., Run], tmp_path: Path) -> None:
    """A number that somebody altered in Word is contradicted, and its sentence told as edited."""
    command("draft", QUESTION, "--out", "letter.docx")
    document = docx.Document(str(tmp_path / "letter.docx"))
    run_ = next(r for p in document.paragraphs for r in p.runs if "was 0.66" in r.text)
    run_.text = run_.text.replace("0.66", "0.56")
    document.save(str(tmp_path / "letter.docx"))
    done = command("check", "letter.docx")
    assert done.code == 1
    assert "text edited: In HARBOUR, at the final analysis" in done.out
    assert "0.56" in done.out


def test_check_report_alone_can_be_run_again(command: Callable[..., Run]) -> None:
    """Beside a PDF the JSON holds the record."""
    command("draft", QUESTION, "--out", "letter.pdf")
    done = command("check", "letter.checks.json", "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["letter"]["changes"] == []
    assert json.loads(done.out)["summary"]["contradicted"] == 0


def test_annotated_copy_of_a_letter_has_its_records_verdicts(command: Callable[..., Run], tmp_path: Path) -> None:
    """A copy with every number marked is written from the re-run."""
    command("draft", QUESTION, "--out", "letter.docx")
    assert command("check", "letter.docx", "--annotate", "marked.docx").code == 0
    with ZipFile(tmp_path / "marked.docx") as archive:
        assert "word/comments.xml" in archive.namelist()
