"""Annotated copies: what is marked, what is said of it, and that the text stays what it was."""

from __future__ import annotations

import errno
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from interfaces.annotating import CopyError, check_target, write_copy
from interfaces.checking import check_file
from interfaces.command_line import run
from interfaces.docx_marks import LOOKS
from interfaces.presenting import describe_report
from interfaces.text_files import to_text
from retrieval.records import Check, CheckReport, Finding, Verdict

BREAKING = "\N{ESCAPE}[2K <b>x</b> **y** [z](http://evil.example) | `w`"
MARKED = {look.fill: verdict for verdict, look in LOOKS.items()}


def report_on(text: str, *marked: tuple[str, Verdict], finding: str = "", reason: str = "read so") -> CheckReport:
    """Return a report with a verdict on the first place of each given number, and an error where ``finding`` stands."""
    checks = [
        Check(number, text.index(number), text.index(number) + len(number), verdict, None, None, reason)
        for number, verdict in marked
    ]
    start = text.index(finding)
    found = Finding("hazard_as_time", "error", start, start + len(finding), finding, reason)
    return CheckReport(text, tuple(sorted(checks, key=lambda check: check.start)), (found,) if finding else ())


def save(document: Document) -> bytes:
    """Return the file of a document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def copy_docx(report: CheckReport, raw: bytes, *, to: Path, name: str = "letter.docx") -> Document:
    """Return the annotated Word document, opened again."""
    write_copy(report, raw=raw, name=name, target=to / "copy.docx")
    return docx.Document(str(to / "copy.docx"))


def copy_markdown(report: CheckReport, *, to: Path, name: str, raw: bytes = b"") -> str:
    """Return the annotated Markdown without its report, which a rule parts from it."""
    write_copy(report, raw=raw or report.text.encode(), name=name, target=to / "copy.md")
    return (to / "copy.md").read_bytes().decode().split("\n\n---\n\n")[0]


def list_shaded(document: Document) -> list[tuple[str, Verdict]]:
    """Return the shaded runs in front of the report, with the verdict of their shading."""
    runs = [run for run in document.element.body.iter(qn("w:r")) if not list(run.iterancestors(qn("w:sdt")))]
    shaded = [(run.text, run.find(f"{qn('w:rPr')}/{qn('w:shd')}")) for run in runs]
    return [(text, MARKED[shading.get(qn("w:fill"))]) for text, shading in shaded if shading is not None]


def list_anchors(document: Document) -> dict[str, list[str]]:
    """Return the span that each comment hangs on, and the comment's paragraphs."""
    elements = list(document.element.body.iter())
    anchors = {}
    for comment in document.comments:
        ends = [
            place
            for place, element in enumerate(elements)
            if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
            and element.get(qn("w:id")) == str(comment.comment_id)
        ]
        held = "".join(element.text or "" for element in elements[slice(*ends)] if element.tag == qn("w:t"))
        anchors[held] = [paragraph.text for paragraph in comment.paragraphs]
    return anchors


@pytest.fixture
def letter() -> bytes:
    """A letter with formatting that crosses a number, a table, and an insertion of a reviewer."""
    document = docx.Document()
    paragraph = document.add_paragraph("HR was ")
    for text in ("0", ".53 (99% CI", " 0.32)"):
        run = paragraph.add_run(text)
        run.bold = text == "0"
        run.font.color.rgb = RGBColor(1, 2, 3)
    paragraph.add_run(", tab\tand 47% longer").italic = True
    table = document.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Deaths", "8 (6%)"), strict=True):
        cell.text = text
    insertion = "<w:ins {} w:id='9' w:author='R'><w:r><w:t>n=177</w:t></w:r></w:ins>"
    document.add_paragraph("End ")._p.append(parse_xml(insertion.format(nsdecls("w"))))
    return save(document)


@pytest.fixture
def report(letter: bytes) -> CheckReport:
    """Every verdict on some number of the letter, and an error that begins with one of them."""
    return report_on(
        to_text(letter, name="letter.docx"),
        ("0.53", Verdict.SUPPORTED),
        ("99", Verdict.CONTRADICTED),
        ("47", Verdict.UNCHECKED),
        ("8", Verdict.QUOTED),
        ("6", Verdict.DERIVED),
        ("177", Verdict.SUPPORTED),
        finding="47% longer",
    )


def test_docx_copy_has_the_same_text(letter: bytes, report: CheckReport, tmp_path: Path) -> None:
    """A copy that is checked gives the text of the letter, so that the same numbers are found in it."""
    copy_docx(report, letter, to=tmp_path)
    assert to_text((tmp_path / "copy.docx").read_bytes(), name="copy.docx") == report.text


def test_docx_comment_hangs_on_exactly_its_span(letter: bytes, tmp_path: Path) -> None:
    """A number that two runs share is one span; the comment says sign, number and verdict, then the reason."""
    text = to_text(letter, name="letter.docx")
    checked = report_on(text, ("0.53", Verdict.SUPPORTED), ("177", Verdict.UNCHECKED), finding="47% longer")
    assert list_anchors(copy_docx(checked, letter, to=tmp_path)) == {
        "0.53": ["✓ 0.53 supported", "read so"],
        "47% longer": ["! error: hazard as time", "read so"],
        "177": ["? 177 unchecked", "read so"],
    }


def test_docx_numbers_alone_are_shaded(letter: bytes, tmp_path: Path) -> None:
    """Shading covers the number and nothing beside it, in paragraphs, in tables and in a reviewer's insertions."""
    text = to_text(letter, name="letter.docx")
    verdicts = [
        ("53", Verdict.SUPPORTED),
        ("99", Verdict.CONTRADICTED),
        ("6", Verdict.DERIVED),
        ("177", Verdict.UNCHECKED),
    ]
    assert list_shaded(copy_docx(report_on(text, *verdicts), letter, to=tmp_path)) == verdicts


def test_docx_formatting_is_kept(letter: bytes, tmp_path: Path) -> None:
    """Each character has the bold, italic and colour that it had, wherever a run was split."""

    def describe(document: Document) -> list[tuple[str, bool | None, bool | None, object]]:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
        return [(char, run.bold, run.italic, run.font.color.rgb) for run in runs for char in run.text]

    checked = report_on(to_text(letter, name="a.docx"), ("0.53", Verdict.SUPPORTED), ("47", Verdict.UNCHECKED))
    assert describe(copy_docx(checked, letter, to=tmp_path)) == describe(docx.Document(BytesIO(letter)))


def test_docx_verdict_is_not_told_by_colour_alone(letter: bytes, tmp_path: Path) -> None:
    """Verdicts differ in their underline too, and a legend at the end names both."""
    assert len({look.underline for look in LOOKS.values()}) == len(LOOKS)
    written = copy_docx(report_on(to_text(letter, name="a.docx")), letter, to=tmp_path)
    lines = ["".join(part.text for part in line.iter(qn("w:t"))) for line in written.element.body.iter(qn("w:p"))]
    assert "✗ contradicted  The table has another number here; it is shown beside." in lines


def test_docx_ends_with_a_summary(letter: bytes, report: CheckReport, tmp_path: Path) -> None:
    """The last block counts numbers, verdicts and findings; it is parted from the letter and comes before no text."""
    block = copy_docx(report, letter, to=tmp_path).element.body[-2]
    told = "".join(part.text for part in block.iter(qn("w:t")))
    assert block.tag == qn("w:sdt")
    assert told.startswith(
        "Checked with TrialCite: 6 numbers: ✓ 2 supported · = 1 derived · “ 1 quoted · ✗ 1 contradicted · "
        "? 1 unchecked; 1 finding: ! 1 error."
    )


def test_docx_copy_is_annotated_anew(letter: bytes, report: CheckReport, tmp_path: Path) -> None:
    """Marks of an earlier check give way to the new ones; a comment of somebody else stays."""
    first = copy_docx(report, letter, to=tmp_path)
    first.add_comment(first.paragraphs[0].runs[0], text="By hand", author="A. Reader")
    corrected = report_on(report.text, ("99", Verdict.SUPPORTED))
    second = copy_docx(corrected, save(first), to=tmp_path)
    assert list_shaded(second) == [("99", Verdict.SUPPORTED)]
    assert [comment.author for comment in second.comments] == ["A. Reader", "TrialCite"]
    assert len(second.element.body.findall(qn("w:sdt"))) == 1


def test_docx_text_box_is_shaded_and_its_remark_stands_at_the_end(tmp_path: Path) -> None:
    """Word takes no comment in a text box: the remark is listed, with words by which its place is found."""
    document = docx.Document()
    box = (
        "<w:r {} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>In the box: 12 died</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("Before")._p.append(parse_xml(box.format(nsdecls("w"))))
    raw = save(document)
    written = copy_docx(report_on(to_text(raw, name="a.docx"), ("12", Verdict.UNCHECKED)), raw, to=tmp_path)
    assert list_shaded(written) == [("12", Verdict.UNCHECKED)]
    assert list(written.comments) == []
    told = "".join(part.text or "" for part in written.element.body[-2].iter(qn("w:t")))
    assert told.endswith("? 12 unchecked: read so (“Before In the box: 12 died”)")


def test_docx_footnote_is_listed_at_the_end(tmp_path: Path) -> None:
    """A number of a footnote has no mark in its place, and the footnote is kept as it was."""
    document = docx.Document()
    document.add_paragraph("HR 0.53")
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>99% CI</w:t></w:r></w:p></w:footnote>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, f"{notes}</w:footnotes>".encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    raw = save(document)
    text = to_text(raw, name="a.docx")
    checked = report_on(text, ("0.53", Verdict.SUPPORTED), ("99", Verdict.CONTRADICTED), reason="so")
    written = copy_docx(checked, raw, to=tmp_path)
    assert list_anchors(written) == {"0.53": ["✓ 0.53 supported", "so"]}
    told = "".join(part.text or "" for part in written.element.body[-2].iter(qn("w:t")))
    assert told.endswith("✗ 99 contradicted: so (“HR 0.53 99% CI”)")
    assert to_text((tmp_path / "copy.docx").read_bytes(), name="a.docx") == text == "HR 0.53\n99% CI"


def test_docx_of_a_plain_text(tmp_path: Path) -> None:
    """A line is a paragraph; line ends of any kind, tabs and control characters move no mark."""
    checked = report_on("Dear\r\n\r\na\tb\N{ESCAPE} 0.53", ("0.53", Verdict.SUPPORTED))
    written = copy_docx(checked, checked.text.encode(), to=tmp_path, name="letter.txt")
    assert [line.text for line in written.paragraphs] == ["Dear", "", "a\tb␛ 0.53"]
    assert list_anchors(written) == {"0.53": ["✓ 0.53 supported", "read so"]}


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup and control characters of a text or a reason are shown letter by letter."""
    checked = report_on(f"{BREAKING} 0.53", ("0.53", Verdict.SUPPORTED), reason=BREAKING)
    shown = BREAKING.replace("\N{ESCAPE}", "␛")
    written = copy_docx(checked, checked.text.encode(), to=tmp_path, name="letter.txt")
    assert written.paragraphs[0].text == f"{shown} 0.53"
    assert list_anchors(written)["0.53"][1] == shown
    escaped = r"[2K \<b>x\</b> \*\*y\*\* \[z\](http://evil.example) \| \`w\`"
    assert copy_markdown(checked, to=tmp_path, name="letter.txt") == f"\N{ESCAPE}\\{escaped} 0.53✓[^1]"
    assert (tmp_path / "copy.md").read_text(encoding="utf-8").endswith(f"[^1]: **✓ 0.53 supported**: ␛\\{escaped}\n")
    assert "\N{ESCAPE}" not in describe_report(checked)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        pytest.param("**HR 0.53** here", "0.53", "**HR 0.53✓[^1]** here", id="emphasis"),
        pytest.param("HR 0.53(0.32)", "0.53", "HR 0.53✓[^1] (0.32)", id="no link is made"),
        pytest.param("see [HR 0.53](http://x/0.53) now", "0.53", "see [HR 0.53](http://x/0.53)✓[^1] now", id="link"),
        pytest.param("`HR 0.53` now", "0.53", "`HR 0.53`✓[^1] now", id="code"),
        pytest.param("HR 0.53[^1]\n\n[^1]: ITT", "0.53", "HR 0.53✓[^check-1] [^1]\n\n[^1]: ITT", id="footnotes"),
        pytest.param("| HR | 0.53 |\r\n", "0.53", "| HR | 0.53✓[^1] |", id="table"),
    ],
)
def test_markdown_is_marked_in_place(text: str, number: str, expected: str, tmp_path: Path) -> None:
    """Sign and footnote stand behind the number, or behind the link or code that holds it."""
    assert copy_markdown(report_on(text, (number, Verdict.SUPPORTED)), to=tmp_path, name="a.md") == expected


@pytest.mark.parametrize("ending", ["", "\n```", "\n```\nafter"])
def test_markdown_code_block_is_left_alone(ending: str, tmp_path: Path) -> None:
    """What stands in a block of code is listed at the end, which a block left open does not swallow."""
    text = f"a\n```\nHR 0.53{ending}"
    marked = copy_markdown(report_on(text, ("0.53", Verdict.CONTRADICTED)), to=tmp_path, name="a.md")
    assert marked == (text if ending else f"{text}\n```")
    told = (tmp_path / "copy.md").read_text(encoding="utf-8")
    assert "\n- Line 3: ✗ 0.53 contradicted: read so (" in told
    assert "[^" not in told


def test_markdown_findings_are_footnotes_too(tmp_path: Path) -> None:
    """A finding has its mark at its end, and the report counts it."""
    checked = report_on("It lasts 47% longer.", ("47", Verdict.UNCHECKED), finding="47% longer")
    assert copy_markdown(checked, to=tmp_path, name="a.md") == "It lasts 47?[^1]% longer\\![^2]."
    assert (tmp_path / "copy.md").read_text(encoding="utf-8").split("\n\n---\n\n")[1] == (
        "**Checked with TrialCite:** 1 number: ? 1 unchecked; 1 finding: ! 1 error.\n\n"
        "[^1]: **? 47 unchecked**: read so\n[^2]: **! error: hazard as time**: read so\n"
    )


def test_plain_text_reads_the_same_in_markdown(tmp_path: Path) -> None:
    """Lines stay lines, and what would be a heading, a list or a block of code stays text."""
    text = "# One\n1. two\n    three 0.53\n\n- four"
    marked = copy_markdown(report_on(text, ("0.53", Verdict.SUPPORTED)), to=tmp_path, name="a.txt")
    assert marked == "\\# One  \n1\\. two  \n\u00a0\u00a0\u00a0\u00a0three 0.53✓[^1]\n\n\\- four"


def test_docx_becomes_markdown_with_its_tables(letter: bytes, report: CheckReport, tmp_path: Path) -> None:
    """Paragraphs stand apart, and a row of a table is one of a Markdown table."""
    assert copy_markdown(report, to=tmp_path, name="letter.docx", raw=letter) == (
        "HR was 0.53✓[^1] (99✗[^2]% CI 0.32), tab\tand 47?[^3]% longer\\![^4]\n\n"
        "| Deaths | 8“[^5] (6=[^6]%) |\n| --- | --- |\n\nEnd n=177✓[^7]"
    )


def test_terminal_shows_the_text_with_marks() -> None:
    """The text comes first with a sign behind each number; what needs attention stands right above the summary."""
    text = "HR 0.35\r\n(99% CI)."
    checked = report_on(text, ("0.35", Verdict.CONTRADICTED), ("99", Verdict.SUPPORTED), finding="0.35")
    assert describe_report(checked) == (
        "HR 0.35[✗][!]\n(99[✓]% CI).\n\n"
        "2:2: ✓ 99 supported: read so\n\n"
        "1:4: ✗ 0.35 contradicted: read so\n\n"
        "1:4: ! error: hazard as time: “0.35”: read so\n\n"
        "2 numbers: ✓ 1 supported · ✗ 1 contradicted; 1 finding: ! 1 error"
    )


def test_check_writes_the_copy_beside_its_report(
    report: CheckReport, letter: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that was checked is the one that is copied; stderr alone says where the copy is."""
    (tmp_path / "letter.docx").write_bytes(letter)
    target = tmp_path / "copy.docx"
    assert check_file(tmp_path / "letter.docx", checker=lambda text: report, annotate=target) is report
    assert (tmp_path / "letter.docx").read_bytes() == letter
    assert len(list_anchors(docx.Document(str(target)))) == 7
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"trialcite: annotated copy: {target}\n")


def test_wrong_use_of_the_option_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused before anything is read, with exit code 2."""
    for arguments in (["a.txt", "--annotate", "a.pdf"], ["--lines", "--annotate", "a.md"]):
        assert run(["check", *arguments]) == 2
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("target", "told"),
    [
        pytest.param("copy.pdf", "expected a name that ends with .docx or .md", id="suffix"),
        pytest.param("letter.md", "this is the text itself", id="same file"),
        pytest.param("linked.md", "this is the text itself", id="link to it"),
    ],
)
def test_target_that_may_not_be_written(target: str, told: str, tmp_path: Path) -> None:
    """The text is never overwritten, under whatever name, and only two kinds of copies are made."""
    (tmp_path / "letter.md").write_text("HR 0.53", encoding="utf-8")
    (tmp_path / "linked.md").symlink_to(tmp_path / "letter.md")
    with pytest.raises(CopyError, match=told):
        check_target(tmp_path / target, file=tmp_path / "letter.md")


def _fill_disk(patch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(Path, "replace", fail)


@pytest.mark.parametrize(
    ("folder", "prepare", "told"),
    [
        pytest.param("none", lambda _: None, "No such file or directory", id="no folder"),
        pytest.param(".", _fill_disk, "No space left on device", id="full disk"),
    ],
)
def test_copy_that_cannot_be_written(
    folder: str,
    prepare: Callable[[pytest.MonkeyPatch], None],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The error is one line, an earlier copy stays whole, and nothing half-written is left."""
    (tmp_path / "copy.md").write_text("earlier", encoding="utf-8")
    prepare(monkeypatch)
    with pytest.raises(CopyError, match=told):
        write_copy(report_on("HR 0.53"), raw=b"HR 0.53", name="a.txt", target=tmp_path / folder / "copy.md")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.md"]
    assert (tmp_path / "copy.md").read_text(encoding="utf-8") == "earlier"
