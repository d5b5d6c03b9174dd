"""The check report of a letter: a verdict on every number, and whether it may be approved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from drafting.records import Letter, LetterCheck, LetterFinding, LetterText, Paragraph, Section, Table, TableRow
from drafting.references import list_references
from drafting.stating import GRADES, describe_slot
from drafting.statistics import state_value
from ingest.corpus import Corpus
from ingest.records import Passage, Result
from retrieval.answers.phrasing import format_date, in_sentence
from retrieval.checks import check_text
from retrieval.records import Check, Verdict
from retrieval.terms import TermIndex, index_terms

FIXED = frozenset({"opening", "inquiry", "search", "reporting", "closing"})
"""Sections whose templates speak of the letter, not of evidence: counts of sources, telephone numbers, the question."""
_DIGITS = re.compile(r"\bnot reached\b|(?<![\w.])\d+(?:[.:/]\d+)*(?![\w])|(?<![\d\w])\.\d+")
_OF_WHOLE_TEXTS = "missing_balance"
"""Kind of a finding that says nothing of a single sentence."""


def settle(letter: Letter, *, corpus: Corpus, terms: TermIndex | None = None) -> Letter:
    """Return a letter with its references numbered and its numbers checked anew against a corpus."""
    checker = _Checker(corpus, terms or index_terms(corpus))
    checks: list[LetterCheck] = []
    findings: list[LetterFinding] = []
    for section in letter.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                checks += checker.check_table(block, section.key)
                continue
            for text in block.sentences:
                if section.key in FIXED and text.origin == "template":
                    continue
                own, found = checker.check_sentence(text, section.key)
                checks += own
                findings += found
    settled = replace(letter, checks=tuple(checks), findings=tuple(findings), corpus=corpus.fingerprint)
    return replace(settled, references=list_references(settled, corpus=corpus))


def describe_result(row: Result) -> str:
    """A result in words, with its slot: what a reviewer compares a number with."""
    whose = row.comparison or row.arm
    grade = GRADES.get(row.grade, f"grade {row.grade}") if row.grade else None
    parts = (in_sentence(row.outcome), row.item, row.subgroup, grade, whose)
    named = ", ".join(part for part in parts if part)
    slot = "; ".join(part for part in (row.population, row.analysis, *describe_slot(row)) if part)
    return f"{named}, {row.statistic}: {state_value(row)}{f' ({slot})' if slot else ''}"


_PLACES = ("start", "end")


def digest_of(row: Result) -> str:
    """A hash of everything that a result says: another one means that the table says something else.

    Where in its source the sentence stands that prints it is no part of it: words before it may come and go.
    """
    told = "\n".join(f"{each.name}={getattr(row, each.name)}" for each in fields(row) if each.name not in _PLACES)
    return hashlib.sha256(told.encode()).hexdigest()


def latest_cutoff(row: Result, *, corpus: Corpus) -> date | None:
    """The latest data cut-off at which the corpus has a value for the slot of a result."""
    same = [
        other.data_cutoff
        for other in corpus.table.results(trial=row.trial, outcome=row.outcome)
        if other.data_cutoff and _slot(other) == _slot(row)
    ]
    return max(same, default=row.data_cutoff)


def _slot(row: Result) -> tuple[object, ...]:
    return row.item, row.grade, row.subgroup, row.arm or row.comparison, row.statistic, row.censoring


@dataclass(frozen=True, slots=True)
class _Checker:
    corpus: Corpus
    terms: TermIndex

    def check_sentence(self, text: LetterText, section: str) -> tuple[list[LetterCheck], list[LetterFinding]]:
        """The checks and findings of one sentence, as any other text is checked."""
        report = check_text(
            text.text,
            table=self.corpus.table,
            terms=self.terms,
            trials=self.corpus.trials,
            trial=text.trial,
            passages=tuple(self._passages(text)),
            sources=self.corpus.sources,
        )
        checks = [self._check(check, text, section) for check in self._by_row(report.checks, text)]
        findings = [finding for finding in report.findings if finding.kind != _OF_WHOLE_TEXTS]
        return checks, [LetterFinding(section, text.text, finding) for finding in findings]

    def _by_row(self, checks: Sequence[Check], text: LetterText) -> Iterator[Check]:
        """The checks of a sentence; those without a verdict are settled by the results that the program printed.

        A sentence of the program's own names its results. Registries title arms and outcomes with digits
        ("Drug A 200 mg", "at Week 52"), which are no figures.
        """
        rows = [row for key in text.results if (row := self._own(key))] if text.origin == "result" else []
        names = [(span, None) for row in rows for name in _names_of(row) for span in _places(name, text.text)]
        printed = [(span, row) for row in rows for span in _places(state_value(row), text.text)]
        for check in checks:
            inside = [row for (start, end), row in (*names, *printed) if start <= check.start and check.end <= end]
            if check.verdict is not Verdict.UNCHECKED or not inside:
                yield check
            elif row := next(filter(None, inside), None):
                told = f"printed from the result that the sentence names: {state_value(row)}"
                yield replace(check, verdict=Verdict.SUPPORTED, result=row.id, reason=told)

    def check_table(self, table: Table, section: str) -> Iterator[LetterCheck]:
        """The checks of a table: each cell against the results that it prints, in the column that they belong to."""
        for row in table.rows:
            label = row.cells[0]
            for place, cell in enumerate(row.cells):
                if cell.origin != "person" and not row.band and (place == 0 or not cell.results):
                    continue  # a label names the slot of its row, or its group
                column = "" if row.band else table.header[place] if place < len(table.header) else ""
                yield from self._check_cell(cell, section, changed=label.origin == "person", column=column)

    def _check_cell(self, cell: LetterText, section: str, *, changed: bool, column: str) -> Iterator[LetterCheck]:
        rows = [self.corpus.table.get(key) for key in cell.results if key in self.corpus.table]
        for start, end in _numbers(cell.text, rows):
            number = cell.text[start:end]
            verdict, reason, row = _judge(number, rows, column=column)
            if changed:
                verdict, reason = Verdict.UNCHECKED, "the label of this row was changed by a person"
            expected = state_value(row) if row and verdict is Verdict.CONTRADICTED else None
            check = Check(number, start, end, verdict, row.id if row else None, expected, reason)
            yield self._check(check, cell, section)

    def _check(self, check: Check, text: LetterText, section: str) -> LetterCheck:
        row = self.corpus.table.get(check.result) if check.result and check.result in self.corpus.table else None
        row = next((own for key in text.results if (own := self._own(key)) and row and _same(own, row)), row)
        source = row.source if row else next(iter(text.sources), None)
        held = self.corpus.sources.get(source) if source else None
        return LetterCheck(
            section=section,
            text=text.text,
            start=check.start,
            end=check.end,
            number=check.number,
            verdict=check.verdict,
            reason=check.reason,
            result=row.id if row else check.result,
            printed=describe_result(row) if row else None,
            expected=check.expected,
            digest=digest_of(row) if row else None,
            cutoff=row.data_cutoff if row else None,
            latest=latest_cutoff(row, corpus=self.corpus) if row else None,
            source=source,
            quote=(row.quote if row else None) or self._quote(text, source),
            sha256=held.sha256 if held else None,
        )

    def _own(self, key: str) -> Result | None:
        return self.corpus.table.get(key) if key in self.corpus.table else None

    def _quote(self, text: LetterText, source: str | None) -> str | None:
        quote = next((quote for quote in text.quotes if quote.source == source), None)
        document = self.corpus.document(quote.source) if quote else None
        return document.text[quote.start : quote.end] if quote and document else None

    def _passages(self, text: LetterText) -> Iterator[Passage]:
        for quote in text.quotes:
            document = self.corpus.document(quote.source)
            if document:
                trial = self.corpus.sources[quote.source].trial
                words = document.text[quote.start : quote.end]
                key = f"{quote.source}:{quote.start}"
                yield Passage(key, quote.source, trial, "text", words, quote.start, quote.end)


def _names_of(row: Result) -> Iterator[str]:
    """The texts of a result's slot, in which digits are part of a name."""
    slots = (row.outcome, in_sentence(row.outcome), row.item, row.arm, row.comparison, row.time_frame, row.subgroup)
    yield from filter(None, (*slots, row.population, row.analysis, row.assessor, row.censoring))


def _places(part: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(part)
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + 1)


def _same(own: Result, decided: Result) -> bool:
    """Whether the result that a sentence prints says what the deciding one does: then it is the one to name."""
    return own.value == decided.value and _slot(own) == _slot(decided) and own.data_cutoff == decided.data_cutoff


def _numbers(text: str, rows: list[Result]) -> Iterator[tuple[int, int]]:
    """Spans of the numbers of a cell; a date is one."""
    dates = [format_date(row.data_cutoff) for row in rows if row.data_cutoff]
    spans = [
        (match.start(), match.end()) for day in dict.fromkeys(dates) for match in re.finditer(re.escape(day), text)
    ]
    yield from spans
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            yield match.span()


def _judge(number: str, rows: list[Result], *, column: str) -> tuple[Verdict, str, Result | None]:
    """Whether one of the results that a cell prints has this number, and belongs into its column."""
    if not rows:
        return Verdict.UNCHECKED, "no result is named for this cell", None
    for row in rows:
        printed = state_value(row)
        cutoff = format_date(row.data_cutoff) if row.data_cutoff else ""
        if number == cutoff or number in _DIGITS.findall(printed):
            if row.arm and column and column not in (row.arm, "Group", "Result", "Comparison", "Outcome"):
                return Verdict.CONTRADICTED, f"the result belongs to {row.arm}, the column to {column}", row
            told = f"the data cutoff of: {printed}" if number == cutoff else f"printed from: {printed}"
            return Verdict.SUPPORTED, f"the result named for this cell; {told}", row
    return Verdict.CONTRADICTED, f"the result named for this cell is {state_value(rows[0])}", rows[0]


def replace_text(section: Section, old: LetterText, new: LetterText) -> Section:
    """The section with one sentence or cell in place of another."""

    def swap(text: LetterText) -> LetterText:
        return new if text is old else text

    blocks = [
        replace(block, sentences=tuple(map(swap, block.sentences)))
        if isinstance(block, Paragraph)
        else replace(
            block,
            caption=swap(block.caption),
            rows=tuple(TableRow(tuple(map(swap, row.cells)), row.band) for row in block.rows),
            notes=tuple(map(swap, block.notes)),
        )
        for block in section.blocks
    ]
    return replace(section, blocks=tuple(blocks))
