"""A letter as HTML: its words escaped, its numbers marked with their verdicts, its references raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from drafting.lint import LintFinding
from drafting.printing import finding_rows, list_heading, number_tables, report_groups
from drafting.records import Block, Letter, LetterCheck, LetterText, Paragraph, Table
from drafting.references import number_sources, superscript
from interfaces.verdicts import SIGNS
from retrieval.records import Verdict

_PARAGRAPHS = {"text": "<p>{}</p>", "bullet": "<ul><li>{}</li></ul>", "number": "<ul><li>{}</li></ul>"}
_CAUTION = '<p class="tc-caution">{}</p>'
_WIDE = '<div class="tc-wide" tabindex="0" role="region" aria-label="Table">'
"""Around what scrolls by itself on a narrow screen, by keyboard too."""


def write_letter(letter: Letter) -> str:
    """Return the letter as it will be printed, with the sign of its verdict at every number."""
    writer = _Writer(letter)
    parts = [writer.section(number) for number in range(len(letter.sections))]
    references = "".join(
        f"<li>{escape(reference.citation)}{''.join(f' <b>[{escape(notice)}]</b>' for notice in reference.notices)}</li>"
        for reference in letter.references
    )
    heading = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in list_heading(letter))
    parts.insert(0, f'<dl class="tc-heading-block">{heading}</dl>')
    return f'<article class="tc-letter">{"".join(parts)}<h3>References</h3><ol>{references}</ol></article>'


def write_checks(letter: Letter) -> str:
    """Return the check report: every sentence with its numbers, verdicts, results and sources."""
    parts = []
    for heading, rows in report_groups(letter):
        items = "".join(_write_check(*row) for row in rows)
        parts.append(f'<p class="tc-meta"><b>{escape(heading)}</b></p><ul class="tc-numbers">{items}</ul>')
    findings = "".join(
        f'<li class="tc-severity-{escape(severity)}"><b>{escape(severity)}:</b> “{escape(words)}”. '
        f"{escape(reason)}</li>"
        for severity, words, reason, _ in finding_rows(letter)
    )
    return "".join(parts) + (f'<ul class="tc-findings">{findings}</ul>' if findings else "")


def write_lint(found: Iterable[LintFinding]) -> str:
    """Return the findings of wording, each with its words, the reason and a neutral alternative."""
    items = (
        f'<li class="tc-severity-warning"><b>⚠ {escape(each.remark.kind.capitalize())}:</b> '
        f"{f'“{escape(each.remark.words)}” in “{escape(each.text)}”. ' if each.remark.words else ''}"
        f"{escape(each.remark.reason.capitalize())}. <i>Instead: {escape(each.remark.alternative)}.</i></li>"
        for each in found
    )
    return f'<ul class="tc-findings">{"".join(items)}</ul>'


class _Writer:
    """Writes one letter; knows its references, tables and checks."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._references = number_sources(letter.sections)
        self._tables = number_tables(letter)
        self._checks: dict[tuple[str, str], list[LetterCheck]] = {}
        for check in letter.checks:
            self._checks.setdefault((check.section, check.text), []).append(check)

    def section(self, number: int) -> str:
        section = self._letter.sections[number]
        level = 2 + section.level
        title = f"<h{level}>{escape(section.title)}</h{level}>" if section.title else ""
        return title + "".join(self._block(block, section.key) for block in section.blocks)

    def _block(self, block: Block, key: str) -> str:
        if isinstance(block, Paragraph):
            words = " ".join(self._text(text, key) for text in block.sentences)
            return _PARAGRAPHS.get(block.kind, _CAUTION).format(words)
        return "".join(self._table(block, key))

    def _table(self, table: Table, key: str) -> Iterator[str]:
        caption = f"{self._tables[id(table)]}. {self._text(table.caption, key)}"
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
        yield f"{_WIDE}<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>"
        for row in table.rows:
            if row.band:
                band = self._text(row.cells[0], key)
                span = len(table.header)
                yield f'<tr class="tc-band"><th scope="rowgroup" colspan="{span}">{band}</th></tr>'
                continue
            first, *others = (self._text(cell, key) for cell in row.cells)
            yield f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
        yield "</tbody></table></div>"
        yield from (f'<p class="tc-meta">{self._text(note, key)}</p>' for note in table.notes)

    def _text(self, text: LetterText, key: str) -> str:
        raised = superscript(text, self._references)
        marks = f"<sup>{escape(raised)}</sup>" if raised else ""
        return f"{self._numbers(text.text, self._checks.get((key, text.text), ()))}{marks}"

    @staticmethod
    def _numbers(text: str, checks: Iterable[LetterCheck]) -> str:
        """The words with every checked number marked; of two that overlap, the first."""
        parts, at = [], 0
        for check in sorted(checks, key=lambda check: check.start):
            if check.start < at:
                continue
            sign = SIGNS[check.verdict]
            parts.append(escape(text[at : check.start]))
            title = escape(f"{check.verdict.value}: {check.printed or check.reason}", quote=True)
            shown = "" if check.verdict is Verdict.SUPPORTED else f'<span class="tc-sign">{escape(sign.sign)}</span>'
            parts.append(
                f'<span class="tc-checked tc-{check.verdict.value}" title="{title}">'
                f"{escape(text[check.start : check.end])}{shown}</span>"
            )
            at = check.end
        return "".join((*parts, escape(text[at:])))


def _write_check(numbers: str, verdict: str, told: str, source: str) -> str:
    sign = SIGNS[Verdict(verdict)]
    return (
        f'<li><span class="tc-verdict tc-{escape(verdict)}">{escape(sign.sign)} {escape(verdict)}</span> '
        f"<b>{escape(numbers)}</b>. {escape(told)} <i>{escape(source)}</i></li>"
    )
