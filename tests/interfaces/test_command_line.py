"""The command as people and programs call it: exit codes, what goes to stdout, and the shapes of the JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from ingest.records import Source, SourceNotice
from interfaces.command_line import run
from interfaces.ingesting import tell_failure
from interfaces.result_tables import render_sources
from interfaces.serialise import source_entry

CORPUS = Path(__file__).parent.parent / "fixtures" / "lantern"
TRUE = "In LANTERN, the hazard ratio for progression-free survival was 0.61 at the data cut-off of June 1, 2021."
FALSE = "In LANTERN, the hazard ratio for progression-free survival was 0.35 at the data cut-off of June 1, 2021."
ANSWER_KEYS = [
    *("question", "status", "answer", "statements", "citations", "results", "checks", "findings", "notices"),
    *("model", "prompt", "corpus", "seconds"),
]
CHECK_KEYS = ["number", "start", "end", "verdict", "result", "expected", "reason"]
VERDICTS = ["supported", "derived", "quoted", "contradicted", "unchecked"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of the command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which holds JSON alone."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Run]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder into which the small corpus was ingested by the command itself."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIALCITE_HOME", str(folder))
        assert run(["ingest", str(CORPUS)]) == 0
    return folder


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run one command over the small corpus, with bytes for its standard input."""
    monkeypatch.setenv("TRIALCITE_HOME", str(home))

    def call(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run(list(arguments))
        return Run(code, *capsys.readouterr())

    return call


def call_in_a_process(*arguments: str, home: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed command as a shell would."""
    program = [sys.executable, "-X", "importtime", "-c", "from interfaces.command_line import main; main()"]
    environment = {**os.environ, "TRIALCITE_HOME": str(home), "PYTHONIOENCODING": "cp1252"}
    return subprocess.run([*program, *arguments], input=stdin, capture_output=True, env=environment, check=False)


def test_no_index_yet_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything was ingested every command that reads ends with 2 and one line."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path))
    for arguments in (["lookup"], ["ask", "HR?"], ["check", "x.txt"], ["sources"], ["chat"]):
        assert run(arguments) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert "run trialcite ingest" in told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "Missing command; see trialcite --help", id="no command"),
        pytest.param(["lookup", "--category", "cost"], "see trialcite lookup --help", id="unknown category"),
        pytest.param(["lookup", "--cutoff", "2020"], "see trialcite lookup --help", id="no date"),
        pytest.param(["ask", "  "], "the question is empty", id="empty question"),
        pytest.param(["check", "no-such-file.txt"], "no-such-file.txt: cannot be read", id="missing file"),
        pytest.param(["check", "--trial", "NCT00000000", "-"], "the corpus holds NCT09990001", id="unknown trial"),
        pytest.param(["ingest", "no-such-folder"], "no-such-folder", id="nothing to ingest"),
    ],
)
def test_wrong_usage_is_one_line(command: Command, arguments: list[str], told: str) -> None:
    """Wrong usage and unreadable input end with 2 and one line on stderr that says what to do."""
    done = command(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err


def test_wrong_setting_is_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be used is named with what was found."""
    monkeypatch.setenv("TRIALCITE_EMBEDDING_PRECISION", "int8")
    done = command("lookup")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "TRIALCITE_EMBEDDING_PRECISION: expected float32 or bfloat16" in done.err
    assert "found 'int8'; see .env.example" in done.err


def test_version(command: Command) -> None:
    """--version prints name and version."""
    assert command("--version").out == "trialcite 0.1.0\n"


def test_lookup_json_has_every_field(command: Command) -> None:
    """Numbers are strings as printed, n and N integers, dates ISO, and what is absent is null."""
    done = command("lookup", "serious adverse events", "--arm", "Placebo", "--format", "json")
    assert done.code == 0
    (row,) = done.json
    assert row | {"quote": None, "start": None, "end": None} == {
        "id": "doe-2021:003",
        "trial": "NCT09990001",
        "source": "doe-2021",
        "category": "safety",
        "outcome": "Serious adverse events",
        "statistic": "percentage",
        "locator": "Findings",
        "item": None,
        "time_frame": None,
        "grade": "serious",
        "population": "safety",
        "subgroup": None,
        "assessor": None,
        "censoring": None,
        "analysis": "primary analysis",
        "data_cutoff": "2021-06-01",
        "cutoff_stated": True,
        "follow_up": None,
        "arm": "Placebo",
        "comparison": None,
        "value": "30",
        "unit": "%",
        "interval_kind": None,
        "ci_low": None,
        "ci_high": None,
        "ci_level": None,
        "n": 30,
        "N": 100,
        "p_comparator": None,
        "p_value": None,
        "p_sides": None,
        "p_tested": None,
        "note": None,
        "quote": None,
        "start": None,
        "end": None,
        "reference": "Doe J. Examplumab or placebo in seasonal drowsiness. J Drowsiness. 2021;1(1):1-9.",
    }
    assert row["end"] - row["start"] == len(row["quote"])


def test_lookup_order_and_filters(command: Command) -> None:
    """Rows come by category, outcome and newest cut-off; a cut-off restricts them."""
    everything = command("lookup", "--format", "json").json
    assert [row["id"] for row in everything] == ["doe-2022:001", "doe-2021:001", "doe-2021:002", "doe-2021:003"]
    at_cutoff = command("lookup", "PFS", "--cutoff", "2021-06-01", "--format", "json").json
    assert [row["value"] for row in at_cutoff] == ["0.61"]
    safety = command("lookup", "--category", "safety", "--format", "json").json
    assert [row["n"] for row in safety] == [24, 30]


def test_discrepancies_come_with_their_reason(command: Command) -> None:
    """Two reports of one slot stand together; an unknown trial is one line that names those held."""
    (row,) = command("discrepancies", "--format", "json").json
    assert [other["reasons"] for other in row["others"]] == [["other data cut-off", "other analysis"]]
    assert row["leading"]["reference"]
    assert "other data cut-off" in command("discrepancies").out
    done = command("discrepancies", "--trial", "NOSUCH")
    assert done.code == 2
    assert "no such trial; give the number of one of: " in done.err


def test_lookup_without_a_row(command: Command) -> None:
    """No row is exit code 1, and stdout still holds JSON."""
    done = command("lookup", "alopecia", "--format", "json")
    assert (done.code, done.json) == (1, [])
    assert "NCT09990001" in done.err


def test_lookup_table_markdown_and_csv(command: Command) -> None:
    """Each format shows value, interval with its level, p-value with its sides, and the reference."""
    table = command("lookup", "PFS", "--cutoff", "2021-06-01").out
    assert "0.61 (95% CI 0.45 to 0.83) two-sided p = 0.0016" in table
    assert "[1] Doe J. Examplumab or placebo" in table
    markdown = command("lookup", "serious adverse events", "--arm", "Examplumab", "--format", "markdown").out
    assert markdown.splitlines()[2] == (
        "| Serious adverse events, serious | Examplumab | 24% | 24/100 | safety | 2021-06-01 "
        "| Doe J. Examplumab or placebo in seasonal drowsiness. J Drowsiness. 2021;1(1):1-9. |"
    )
    (row,) = csv.DictReader(io.StringIO(command("lookup", "PFS", "--cutoff", "2022-06-01", "--format", "csv").out))
    assert (row["value"], row["ci_level"], row["cutoff_stated"], row["n"]) == ("0.640", "95", "yes", "")
    assert row["reference"].startswith("Doe J. Final results")


def test_ask_json(command: Command) -> None:
    """An answer has every key of the contract; its checks lie in the answer, its quotes in their documents."""
    done = command("ask", "What was the hazard ratio for PFS at the 2021 cut-off?", "--format", "json")
    answer = done.json
    assert done.code == 0
    assert list(answer) == ANSWER_KEYS
    assert answer["status"] == "answered"
    assert "0.61" in answer["answer"]
    assert answer["checks"]
    for check in answer["checks"]:
        assert list(check) == CHECK_KEYS
        assert answer["answer"][check["start"] : check["end"]] == check["number"]
    assert list(answer["citations"][0]) == ["n", "kind", "source", "reference", "locator", "quote", "start", "end"]
    assert "doe-2021:001" in [row["id"] for row in answer["results"]]
    assert "reference" in answer["results"][0]


def test_ask_text(command: Command) -> None:
    """The answer comes first, then its citations."""
    told = command("ask", "What was the hazard ratio for PFS at the 2021 cut-off?").out
    assert 0 < told.index("0.61") < told.index("[1] Doe J.")


def test_ask_for_what_is_not_held(command: Command) -> None:
    """What the corpus does not hold is exit code 1, and the status says so."""
    done = command("ask", "How many patients had alopecia?", "--format", "json")
    assert (done.code, done.json["status"]) == (1, "not_found")


def test_ask_batch_keeps_order_and_reports_lines(command: Command) -> None:
    """Each line gives one object in its place: blank and undecodable lines an error; the batch as a whole is done."""
    done = command("ask", "-", stdin=b"\xef\xbb\xbfHazard ratio for PFS?\r\n\n\xff\xfe\nHow many had alopecia?")
    first, blank, broken, last = done.lines
    assert done.code == 0
    assert (first["question"], first["status"]) == ("Hazard ratio for PFS?", "answered")
    assert list(blank) == ["error"]
    assert list(broken) == ["error"]
    assert last["status"] == "not_found"


def test_check_json(command: Command) -> None:
    """A contradicted number is exit code 1; the text comes back without its byte order mark, offsets into it."""
    done = command("check", "--format", "json", stdin=b"\xef\xbb\xbf" + FALSE.encode())
    report = done.json
    assert done.code == 1
    assert list(report) == ["text", "checks", "findings", "summary"]
    assert report["text"] == FALSE
    assert list(report["summary"]) == VERDICTS
    (wrong,) = [check for check in report["checks"] if check["verdict"] == "contradicted"]
    assert report["text"][wrong["start"] : wrong["end"]] == wrong["number"] == "0.35"
    assert "0.61" in wrong["expected"]


def test_check_of_a_true_docx(command: Command, tmp_path: Path) -> None:
    """A letter whose numbers agree is exit code 0; text format shows each number with a sign and a word."""
    document = docx.Document()
    document.add_paragraph(TRUE)
    document.save(str(tmp_path / "letter.docx"))
    done = command("check", str(tmp_path / "letter.docx"))
    assert done.code == 0
    assert "\u2713 0.61 supported" in done.out


def test_check_of_a_broken_docx(command: Command, tmp_path: Path) -> None:
    """A DOCX that does not open is one line and exit code 2."""
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04broken")
    done = command("check", str(tmp_path / "letter.docx"))
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "letter.docx: this DOCX file does not open" in done.err


def test_check_lines_share_nothing(command: Command, tmp_path: Path) -> None:
    """Each line is a text of its own, in order; a contradiction in one is no failure of the batch."""
    (tmp_path / "lines.txt").write_bytes(f"{TRUE}\n\n{FALSE}\n".encode() + b"\xff\n")
    done = command("check", "--lines", str(tmp_path / "lines.txt"))
    true, blank, false, broken = done.lines
    assert done.code == 0
    assert (true["text"], true["summary"]["contradicted"]) == (TRUE, 0)
    assert (blank["text"], blank["checks"], blank["findings"]) == ("", [], [])
    assert false["summary"]["contradicted"] == 1
    assert broken["checks"] == []
    assert "a line was not checked" in done.err


def test_sources(command: Command) -> None:
    """Every source is listed with its citation, hash, passages and results."""
    article, figures = command("sources", "--format", "json").json
    assert (article["id"], article["results"]) == ("doe-2021", 3)
    assert len(article["sha256"]) == 64
    assert article["passages"] > article["results"]
    assert (figures["sha256"], figures["results"]) == (None, 1)
    assert "Doe J. Final results of LANTERN" in command("sources").out


def test_marks_of_a_source_are_listed() -> None:
    """A retraction stands behind the citation, and whole in the JSON."""
    source = Source("lamp", "text", None, "Lamps", "Doe J. Lamps. 2021.", "primary")
    notice = SourceNotice("retraction", "This article was retracted.")
    entry = source_entry(source, passages=1, results=0, notices=(notice,))
    assert entry["notices"] == [{"kind": "retraction", "text": "This article was retracted."}]
    assert "Doe J. Lamps. 2021. RETRACTION: This article was retracted." in render_sources([entry])


@pytest.mark.parametrize(
    ("source", "error", "told"),
    [
        ("a.xml", "a.xml: expected XML", "a.xml: expected XML"),
        ("a.csv", "a.csv, line 2: expected", "a.csv, line 2: expected"),
        ("sub/a.xml", "a.xml: expected XML", "sub/a.xml: expected XML"),
        ("paper", "a.xml: expected XML", "paper: a.xml: expected XML"),
    ],
)
def test_failure_names_its_file_once(source: str, error: str, told: str) -> None:
    """An error that begins with the file's name is not prefixed with it again."""
    assert tell_failure(source, error) == told


def test_ingest_of_an_unchanged_corpus(command: Command) -> None:
    """A second ingestion reads nothing anew and says so."""
    done = command("ingest", str(CORPUS))
    assert done.code == 0
    assert "unchanged" in done.out
    assert "0 passages embedded" in done.out


def test_ingest_with_a_source_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One source that cannot be read is exit code 1 and one line; where none can be read it is 2."""
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path / "home"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.md").write_text("# A note\n\nLANTERN, NCT09990001, enrolled 200 participants.\n", encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"\xff\xfe\x00")
    assert run(["ingest", str(corpus)]) == 1
    assert "bad" in capsys.readouterr().err
    (corpus / "good.md").unlink()
    monkeypatch.setenv("TRIALCITE_HOME", str(tmp_path / "other"))
    assert run(["ingest", str(corpus)]) == 2


def test_lookup_is_light_and_writes_utf8(home: Path) -> None:
    """A look-up imports no model, index or page library, and prints UTF-8 whatever the console's code page is."""
    done = call_in_a_process("lookup", "PFS", "--format", "json", home=home)
    assert done.returncode == 0
    imported = {line.rsplit(b"|", 1)[-1].strip().split(b".")[0] for line in done.stderr.splitlines()}
    heavy = {b"torch", b"chromadb", b"langchain_core", b"langchain_chroma", b"streamlit", b"sentence_transformers"}
    assert b"pyarrow" in imported
    assert imported & (heavy | {b"pandera", b"rich", b"docx", b"transformers", b"bm25s"}) == set()
    assert json.loads(done.stdout.decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="a shell with a pipe is started")
def test_reader_that_goes_ends_the_command_quietly(home: Path) -> None:
    """Output cut off by ``head`` leaves neither a trace nor an error code."""
    program = f'{sys.executable} -c "from interfaces.command_line import main; main()" check --lines'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} | head -n 1"],
        input=f"{TRUE}\n".encode() * 2000,
        capture_output=True,
        env={**os.environ, "TRIALCITE_HOME": str(home)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
