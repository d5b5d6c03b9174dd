"""What an inquiry tells is kept as an open report for the safety team, and only a person closes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from drafting.audit import Person
from drafting.intake_export import describe_report, to_docx, to_json
from drafting.intake_report import IntakeError, IntakeReports, make_report
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.intake.detector import find_adverse_events

_TEXT = "I am a nurse.\nA 67-year-old woman on carfilzomib developed pneumonia. How often was that seen?"


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    """The general vocabulary."""
    return read_terms(CLINICAL_TERMS)


@pytest.fixture
def reports(tmp_path: Path) -> IntakeReports:
    """An empty store."""
    return IntakeReports(tmp_path)


def test_report_is_kept_open_with_its_four_elements(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """Each element stands with the words that tell it, and their place in the inquiry."""
    kept = reports.take(_TEXT, terms=terms)
    assert kept is not None
    assert kept.open
    assert [element.name for element in kept.report.elements] == ["reporter", "patient", "product", "reaction"]
    for element in kept.report.elements:
        assert element.words
        assert all(_TEXT[span.start : span.end] == span.text for span in element.words)
    assert reports.get(kept.report.id) == kept


def test_missing_elements_are_to_be_asked_for(terms: tuple[Term, ...]) -> None:
    """A report without a product is a report, and says what is missing."""
    text = "A patient developed tumour lysis syndrome yesterday."
    found = find_adverse_events(text, terms=terms)
    assert found is not None
    report = make_report(text, found, aware=datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    assert report.missing == ("Identifiable reporter", "Suspect product")
    assert report.aware == "2026-03-02T09:30:00+00:00"


def test_evidence_question_makes_no_report(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """A question about a rate leaves nothing behind."""
    assert reports.take("What was the rate of pneumonia?", terms=terms) is None
    assert reports.ids() == ()


def test_same_inquiry_keeps_its_time_of_awareness(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """A text that comes in again is the report that it was."""
    first, again = reports.take(_TEXT, terms=terms), reports.take(_TEXT, terms=terms)
    assert first == again
    assert len(reports.ids()) == 1


def test_only_a_named_person_closes_a_report(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """Closing takes a name and a reason, happens once, and is told in the report."""
    kept = reports.take(_TEXT, terms=terms)
    assert kept is not None
    with pytest.raises(IntakeError, match="only a named person"):
        reports.close(kept.report.id, by=Person(" ", "reviewer"), reason="forwarded")
    with pytest.raises(IntakeError, match="with a reason"):
        reports.close(kept.report.id, by=Person("Sam", "reviewer"), reason="")
    closed = reports.close(kept.report.id, by=Person("Sam", "reviewer"), reason="sent as case 12")
    assert not closed.open
    assert json.loads(to_json(closed))["steps"][-1]["reason"] == "sent as case 12"
    with pytest.raises(IntakeError, match="closed already by Sam"):
        reports.close(kept.report.id, by=Person("Sam", "reviewer"), reason="again")
    taken = reports.take(_TEXT, terms=terms)
    assert taken is not None
    assert not taken.open


def test_report_is_exported_for_the_safety_team(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """JSON and Word hold the time of awareness, the elements with their words, and the inquiry as received."""
    kept = reports.take(_TEXT, terms=terms)
    assert kept is not None
    entry = json.loads(to_json(kept))
    assert (entry["state"], entry["missing"], entry["text"]) == ("open", [], _TEXT)
    document = Document(BytesIO(to_docx(kept)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert kept.report.aware in cells
    assert any("“pneumonia”" in cell for cell in cells)
    assert "I am a nurse." in [paragraph.text for paragraph in document.paragraphs]


def test_word_file_holds_an_inquiry_with_control_characters(terms: tuple[Term, ...], reports: IntakeReports) -> None:
    """Characters that XML does not know are left out."""
    kept = reports.take("My patient\x0b developed pneumonia\x00 on carfilzomib.", terms=terms)
    assert kept is not None
    assert to_docx(kept)[:2] == b"PK"


def test_checklist_is_one_line_an_element(reports: IntakeReports, terms: tuple[Term, ...]) -> None:
    """Found elements are ticked with their words; the others say that they have to be asked for."""
    kept = reports.take("A patient developed tumour lysis syndrome yesterday.", terms=terms)
    assert kept is not None
    lines = list(describe_report(kept))
    assert "  [ ] Suspect product: not found, to be asked for" in lines
    assert any(line.startswith("  [x] Identifiable patient: “") for line in lines)
