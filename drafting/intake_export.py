"""A report of what an inquiry tells, written for the safety team: as a checklist, as JSON and as a Word document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import BytesIO

from drafting.intake_report import KeptReport

NOTE = (
    "Found by a detector of words, which can be wrong both ways. Missing elements are to be asked for; they are no "
    "reason to discard the report. The clock starts at the time of awareness."
)


def describe_report(kept: KeptReport) -> Iterator[str]:
    """Yield a report as a checklist, one element a line."""
    report = kept.report
    yield f"{report.id}: {', '.join(report.kinds)}; aware {report.aware}; {'open' if kept.open else 'closed'}"
    for element in report.elements:
        words = ", ".join(f"“{words}”" for words in element.told)
        yield f"  [{'x' if words else ' '}] {element.title}: {words or 'not found, to be asked for'}"


def to_json(kept: KeptReport) -> str:
    """Return a report as JSON, for the safety team's systems."""
    return json.dumps(_entry(kept), ensure_ascii=False, indent=1) + "\n"


def to_docx(kept: KeptReport) -> bytes:
    """Return a report as a Word document, for the safety team."""
    from docx import Document

    report = kept.report
    document = Document()
    document.core_properties.title = f"Intake report {report.id}"
    document.core_properties.author = "TrialCite"
    document.add_heading("Possible adverse event, special situation or product complaint", level=1)
    rows = [
        ("Report", report.id),
        ("Time of awareness (UTC)", report.aware),
        ("Told", ", ".join(report.kinds)),
        ("State", _tell_state(kept)),
        ("To be asked for", ", ".join(report.missing) or "nothing: all four elements were found"),
    ]
    _add_table(document, ("Field", "Value"), rows)
    document.add_heading("The four elements", level=2)
    told = [
        (element.title, "found" if element.words else "missing", "; ".join(f"“{words}”" for words in element.told))
        for element in report.elements
    ]
    _add_table(document, ("Element", "State", "Words of the inquiry"), told)
    document.add_heading("The inquiry as received", level=2)
    for line in report.text.splitlines() or [""]:
        document.add_paragraph(_printable(line))
    document.add_paragraph(NOTE)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _tell_state(kept: KeptReport) -> str:
    closed = next((event for event in kept.events if event.action == "closed"), None)
    return f"closed by {closed.actor}: {closed.reason}" if closed else "open"


def _add_table(document: object, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")  # type: ignore[attr-defined]
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _printable(text)


def _printable(text: str) -> str:
    """The text without control characters, which no Word file can hold."""
    return "".join(character for character in text if character >= " " or character == "\t")


def _entry(kept: KeptReport) -> dict[str, object]:
    steps = [
        {"at": event.ts_utc, "action": event.action, "by": event.actor, "role": event.role, "reason": event.reason}
        for event in kept.events
    ]
    state = "open" if kept.open else "closed"
    return asdict(kept.report) | {"missing": kept.report.missing, "state": state, "steps": steps, "note": NOTE}
