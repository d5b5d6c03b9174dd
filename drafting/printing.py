"""What all forms of a letter print alike: its heading, its numbered tables, its check report as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafting.records import Letter, LetterCheck, LetterText, Section, Table
from drafting.regions import list_regions
from drafting.templates import Templates
from retrieval.answers.phrasing import format_date
from retrieval.records import Verdict

TITLE = "Medical information response"
REFERENCES_TITLE = "References"
REPORT_TITLE = "Appendix: check report (internal)"
REPORT_HEADER = ("Numbers", "Verdict", "Result in the corpus", "Source, quote and hash")
SOURCES_HEADER = ("Reference", "Source", "SHA-256 of the file read", "Published notices")
_P = re.compile(r"\bP( [=<>≤] ?)(?=[.\d])")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one kind of print."""

    text: str
    italic: bool = False
    raised: bool = False


def list_heading(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return the fields of the block above a letter, each with its name."""
    days = (("Effective", letter.effective), ("Review by", letter.review_by))
    return (
        ("Document", f"{letter.id}, version {letter.version}"),
        ("Status", describe_status(letter)),
        ("Date", format_date(letter.created)),
        *((name, format_date(day) if day else "set at approval") for name, day in days),
        ("Region", letter.region),
        ("Product", letter.product or "not named in the inquiry"),
        ("Topic", letter.topic),
        *((f"Signed, {each.meaning}", f"{each.name}, {each.at:%Y-%m-%d %H:%M} UTC") for each in letter.signed),
    )


def describe_status(letter: Letter) -> str:
    """The status as it is printed: a letter that is not approved says so."""
    if letter.status == "approved":
        return "Approved"
    return f"{'DRAFT' if letter.status == 'draft' else letter.status.upper()} - not approved for use"


def tell_generator(letter: Letter, templates: Templates) -> str:
    """How the letter was written: with which model, or without one."""
    if letter.model is None:
        return templates.fill("without_model")
    return templates.fill("with_model", model=letter.model)


def split_runs(text: str, raised: str = "") -> Iterator[Run]:
    """Yield a sentence in runs: an italic P on a line with its value, reference numbers raised behind it."""
    end = 0
    for match in _P.finditer(text):
        yield Run(text[end : match.start()])
        yield Run("P", italic=True)
        yield Run(match[1].replace(" ", NO_BREAK))
        end = match.end()
    yield Run(text[end:])
    if raised:
        yield Run(raised, raised=True)


def number_tables(letter: Letter) -> dict[int, str]:
    """Return the number of each table by its identity in this letter: ``"Table 1"``."""
    tables = [block for section in letter.sections for block in section.blocks if isinstance(block, Table)]
    return {id(table): f"Table {place}" for place, table in enumerate(tables, start=1)}


def summarise(letter: Letter) -> str:
    """How many numbers were checked, and with which verdicts."""
    counts = Counter(check.verdict for check in letter.checks)
    told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    errors = sum(each.finding.severity == "error" for each in letter.findings)
    warnings = len(letter.findings) - errors
    found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"
    return (
        f"{len(letter.checks)} numbers were checked against the corpus with fingerprint {letter.corpus}: "
        f"{told or 'none'}. Findings beside single numbers: {found}."
    )


def report_groups(letter: Letter) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Yield each sentence, or table, with its checks in the columns of ``REPORT_HEADER``.

    Numbers that one result decided stand together.
    """
    numbers = {reference.source: reference.n for reference in letter.references}
    cells = {(section.key, text.text) for section in letter.sections for text in _cells(section)}
    titles = {section.key: section.title for section in letter.sections}
    groups: dict[str, dict[tuple[str, Verdict, str | None], list[LetterCheck]]] = {}
    for check in letter.checks:
        heading = f"Table: {titles[check.section]}" if (check.section, check.text) in cells else check.text
        together = groups.setdefault(heading, {})
        together.setdefault((check.text, check.verdict, check.result), []).append(check)
    for heading, rows in groups.items():
        yield heading, [_report_row(checks, numbers) for checks in rows.values()]


def finding_rows(letter: Letter) -> Iterator[tuple[str, ...]]:
    """Yield the findings that are not one number: severity, words, reason, sentence."""
    for each in letter.findings:
        yield each.finding.severity, each.finding.text, each.finding.reason, each.text


def source_rows(letter: Letter) -> Iterator[tuple[str, ...]]:
    """Yield the cited sources in the columns of ``SOURCES_HEADER``."""
    for reference in letter.references:
        held = reference.sha256 or "figures only; its text is not held"
        yield str(reference.n), reference.source, held, "; ".join(reference.notices) or "none"


def uses_letter_paper(letter: Letter) -> bool:
    """Whether the region prints on US Letter rather than A4."""
    codes = {region.name: region.code for region in list_regions()}
    return codes.get(letter.region) in ("US", "CA")


def _cells(section: Section) -> Iterator[LetterText]:
    for block in section.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)


def _report_row(checks: Sequence[LetterCheck], numbers: Mapping[str, int]) -> tuple[str, ...]:
    first = checks[0]
    told = f"{first.result}: {first.printed}" if first.printed else first.reason
    if first.printed and first.verdict in (Verdict.CONTRADICTED, Verdict.UNCHECKED, Verdict.DERIVED):
        told = f"{told}. {first.reason}"
    if first.expected:
        told = f"{told} Expected: {first.expected}."
    stated = ", ".join(check.number for check in checks)
    return stated, first.verdict.value, told, _tell_source(first, numbers.get(first.source or ""))


def _tell_source(check: LetterCheck, number: int | None) -> str:
    parts = [f"Reference {number}" if number else check.source or "no source"]
    parts += [f"“{check.quote}”"] if check.quote else []
    parts += [f"SHA-256 {check.sha256[:12]}"] if check.sha256 else ["figure only"] if check.source else []
    return "; ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
