"""The check report, what blocks an approval, and its re-run a year later."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drafting.blocking import blocks_approval
from drafting.check_file import parse_checks, render_checks
from drafting.check_report import digest_of, settle
from drafting.docx_letter import write_docx
from drafting.letter_file import without_verbatim
from drafting.rechecking import Change, _changed_sources, recheck, recheck_text
from drafting.records import Letter, LetterText, Section, Table, TableRow, texts_of
from drafting.templates import read_templates
from ingest.records import Result, SourceNotice
from interfaces.checking import open_checker
from interfaces.text_files import to_text
from retrieval.assistant import Assistant
from retrieval.records import Verdict
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SOURCES, SmallCorpus, make_ratio


def edited(letter: Letter, old: str, new: str, *, by: str = "person") -> Letter:
    """The letter with some words changed in every sentence and cell that has them."""

    def change(text: LetterText) -> LetterText:
        return replace(text, text=text.text.replace(old, new), origin=by) if old in text.text else text  # type: ignore[arg-type]

    def rewrite(section: Section) -> Section:
        blocks = [
            replace(b, rows=tuple(TableRow(tuple(map(change, row.cells)), row.band) for row in b.rows))
            if isinstance(b, Table)
            else replace(b, sentences=tuple(map(change, b.sentences)))
            for b in section.blocks
        ]
        return replace(section, blocks=tuple(blocks))

    return replace(letter, sections=tuple(map(rewrite, letter.sections)))


def verdicts(letter: Letter, number: str, *, section: str) -> list[Verdict]:
    """The verdicts on one number in one section."""
    return [check.verdict for check in letter.checks if check.number == number and check.section == section]


def test_check_names_result_source_quote_and_hash(letter: Letter) -> None:
    """All that a reviewer needs stands beside each number."""
    check = next(check for check in letter.checks if check.number == "0.61" and check.section == "points")
    assert (check.result, check.source) == ("article:1", "article")
    assert check.quote is not None
    assert "0·61 (98% CI 0·40–0·93; one-sided p=0·0021)" in check.quote
    assert check.cutoff is not None
    assert check.cutoff.isoformat() == "2019-05-10"
    assert check.latest is not None
    assert check.latest.isoformat() == "2021-09-30"


@pytest.mark.parametrize("section", ["answer", "efficacy"])
def test_altered_number_is_contradicted_and_blocks_approval(assistant: Assistant, letter: Letter, section: str) -> None:
    """A wrong number is found in a sentence and in a table cell alike."""
    wrong = edited(letter, "0.66", "0.56")
    fresh = settle(wrong, corpus=assistant.corpus)
    assert verdicts(fresh, "0.56", section=section) == [Verdict.CONTRADICTED]
    reasons = blocks_approval(wrong, assistant.corpus)
    assert len(reasons) == 3  # the answer, its table, and where another source's value is told
    assert all("0.66" in reason for reason in reasons)


def test_letter_as_composed_may_be_approved(assistant: Assistant, letter: Letter) -> None:
    """Nothing blocks a letter whose numbers hold."""
    assert blocks_approval(letter, assistant.corpus) == ()


def test_cell_in_the_wrong_column_is_contradicted(assistant: Assistant, letter: Letter) -> None:
    """A right number under the other arm's heading is wrong."""

    def swap(section: Section) -> Section:
        blocks = [
            replace(b, rows=tuple(row if row.band else TableRow((row.cells[0], *row.cells[:0:-1])) for row in b.rows))
            if isinstance(b, Table)
            else b
            for b in section.blocks
        ]
        return replace(section, blocks=tuple(blocks))

    swapped = replace(letter, sections=tuple(swap(s) if s.key == "safety" else s for s in letter.sections))
    fresh = settle(swapped, corpus=assistant.corpus)
    assert set(verdicts(fresh, "64", section="safety")) == {Verdict.CONTRADICTED}


def test_row_whose_label_was_changed_is_unchecked(assistant: Assistant, letter: Letter) -> None:
    """Numbers under a label of a person's own are no longer bound to their result."""
    changed = settle(edited(letter, "grade 3 or worse", "serious"), corpus=assistant.corpus)
    assert set(verdicts(changed, "58", section="safety")) == {Verdict.UNCHECKED}


def test_question_and_telephone_number_are_not_checked(letter: Letter) -> None:
    """What the requester wrote, and what a template gives as an address, is no evidence."""
    assert not {check.section for check in letter.checks} & {"inquiry", "reporting", "opening"}


def test_check_file_holds_the_record_and_can_be_read(assistant: Assistant, letter: Letter) -> None:
    """The report beside a letter is enough to run it again."""
    text = render_checks(letter, corpus=assistant.corpus)
    assert json.loads(text)["summary"]["supported"] == len(letter.checks)
    assert parse_checks(text) == without_verbatim(letter)
    assert parse_checks("{}") is None


def later(*, without: str = "", add: tuple[Result, ...] = (), **notices: tuple[SourceNotice, ...]) -> SmallCorpus:
    """The corpus a year later."""
    corpus = SmallCorpus([*(row for row in RESULTS if row.id != without), *add])
    corpus.notices = dict(notices)
    corpus.fingerprint = "fedcba9876543210"
    return corpus


def kinds(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    """What changed, and of what."""
    return [(change.kind, change.subject) for change in changes]


def rechecked(letter: Letter, corpus: SmallCorpus) -> tuple[Change, ...]:
    """What no longer holds of a letter."""
    return recheck(letter, corpus=corpus, terms=index_terms(corpus))


def test_nothing_is_told_where_nothing_changed(letter: Letter) -> None:
    """A corpus that only grew elsewhere leaves a letter as it is."""
    assert rechecked(letter, later()) == ()


def test_later_cutoff_supersedes_a_result(letter: Letter) -> None:
    """A cut-off that was not known when the letter was checked is told, for each result of the slot."""
    newer: dict[str, Any] = {"data_cutoff": RESULTS[0].data_cutoff.replace(year=2024), "cutoff_stated": True}  # type: ignore[union-attr]
    row = make_ratio("update:20", "0.70", ("0.52", "0.94", "95"), analysis="late analysis", **newer)
    changes = rechecked(letter, later(add=(row,)))
    assert ("superseded", "update:1") in kinds(changes)
    assert "10 May 2024" in changes[0].text


def test_retraction_of_a_cited_source_is_told_and_blocks(letter: Letter) -> None:
    """What was published on a source since stands with the sentences that cite it."""
    corpus = later(article=(SourceNotice("retraction", "Retracted on 1 May 2026 (doi:10.0000/r)."),))
    (change,) = rechecked(letter, corpus)
    assert (change.kind, change.subject) == ("source notice", "article")
    assert any("1-sided P = .0021" in place for place in change.places)
    assert any("retraction" in reason for reason in blocks_approval(letter, corpus))


def test_changed_file_and_removed_source_are_told(letter: Letter) -> None:
    """Another hash, or no source any more, is told by the reference's number."""
    corpus = later()
    corpus.sources = {key: replace(source, sha256="0" * 64) for key, source in SOURCES.items() if key != "article"}
    assert kinds(rechecked_sources(letter, corpus)) == [
        ("source changed", "update"),
        ("source removed", "article"),
        ("source changed", "registry"),
    ]


def test_file_that_changed_and_was_not_read_again_is_told(letter: Letter, tmp_path: Path) -> None:
    """The corpus of today is not what lies on disk, which a check of the corpus alone would not see."""
    corpus = later()
    corpus.files = {"update": tmp_path / "update.txt"}
    corpus.files["update"].write_text("Another text.", encoding="utf-8")
    (change,) = rechecked(letter, corpus)
    assert (change.kind, change.subject) == ("file changed", "update")
    assert "run trialcite ingest" in change.text


def test_result_whose_sentence_moved_is_the_same() -> None:
    """Words that a source's file gained before it change nothing of what the result says."""
    row = next(row for row in RESULTS if row.id == "article:2" and row.start is not None)
    assert digest_of(replace(row, start=row.start + 9, end=row.end + 9)) == digest_of(row)  # type: ignore[operator]
    assert digest_of(replace(row, n=21)) != digest_of(row)


def rechecked_sources(letter: Letter, corpus: SmallCorpus) -> tuple[Change, ...]:
    """The changes of sources alone."""
    return tuple(_changed_sources(letter, corpus=corpus))


def test_changed_value_is_told_with_both(letter: Letter) -> None:
    """A result that says something else now is told as it was and as it is, and its numbers are contradicted."""
    now = replace(next(row for row in RESULTS if row.id == "update:1"), value=Decimal("0.76"))
    corpus = later(without="update:1", add=(now,))
    changes = rechecked(letter, corpus)
    changed = next(change for change in changes if change.kind == "result changed")
    assert changed.subject == "update:1"
    assert "hazard ratio: 0.66" in changed.text
    assert "now it is progression-free survival, Zelta-Base vs Base, hazard ratio: 0.76" in changed.text
    assert any(change.kind == "verdict changed" for change in changes)


def test_removed_result_is_told(letter: Letter) -> None:
    """A result that the table no longer has is told."""
    assert ("result removed", "update:7") in kinds(rechecked(letter, later(without="update:7")))


def test_file_as_composed_checks_as_its_record_does(assistant: Assistant, letter: Letter) -> None:
    """The text of the document has the record's verdicts at its own offsets, and nothing is told as edited."""
    text = to_text(write_docx(letter, templates=read_templates()), name="letter.docx")
    ordinary = open_checker(assistant.corpus, trial=None)(text)
    found = recheck_text(letter, ordinary, corpus=assistant.corpus, terms=assistant.terms)
    assert found.changes == ()
    assert all(text[check.start : check.end] == check.number for check in found.report.checks)
    assert {check.verdict for check in found.report.checks} == {Verdict.SUPPORTED}


def test_number_edited_in_the_document_is_found(assistant: Assistant, letter: Letter) -> None:
    """What somebody changed in a word processor is checked as any other text, and told as edited."""
    text = to_text(write_docx(letter, templates=read_templates()), name="letter.docx")
    text = text.replace("was 0.66 (95.2% CI", "was 0.56 (95.2% CI", 1)
    ordinary = open_checker(assistant.corpus, trial=None)(text)
    found = recheck_text(letter, ordinary, corpus=assistant.corpus, terms=assistant.terms)
    assert [change.kind for change in found.changes] == ["text edited"]
    wrong = [check for check in found.report.checks if check.verdict is Verdict.CONTRADICTED]
    assert [check.number for check in wrong] == ["0.56"]


def test_all_texts_of_a_letter_are_reached(letter: Letter) -> None:
    """Sentences, captions, cells and notes: nothing of a section is passed over."""
    efficacy = next(section for section in letter.sections if section.key == "efficacy")
    texts = [text.text for text in texts_of(efficacy)]
    assert texts[0] == "Efficacy results of HARBOUR, intention-to-treat population"
    assert texts[-1].startswith("CI, confidence interval; HR, hazard ratio. Values")
