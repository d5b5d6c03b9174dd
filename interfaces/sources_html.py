"""Sources as HTML: citation, what is held of each, its file, and what has to be known of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ingest.originals import State
from ingest.records import Result, Source, SourceNotice
from interfaces.figure_html import write_link
from interfaces.remarks import count
from interfaces.source_html import step_to_word
from retrieval.answers.phrasing import format_date, grade_words, print_bound
from retrieval.reviewing import Entry

_HASH_SHOWN = 16
_GRAVE = ("retraction", "expression of concern")
_FILES: dict[State, str] = {
    "changed": "The file on disk is no longer the one that was read: ingest it again, or restore it.",
    "missing": "The file that was read is no longer where it was.",
}
_BEFORE, _AFTER = 240, 160
"""Characters shown around a proposed figure's sentence."""


def write_source(
    source: Source, *, held: tuple[int, int], notices: Sequence[SourceNotice] = (), state: State | None = None
) -> str:
    """Return one source.

    Args:
        held: How many passages and results of it are held.
        state: What became of its file.
    """
    passages, results = held
    kind = source.publication_type or source.kind.replace("_", " ")
    tags = [kind, f"tier: {source.tier}", count(passages, "passage"), count(results, "result")]
    if source.kind == "figures":
        tags.append("figures only, text not held")
    if source.retrieved:
        tags.append(f"retrieved {format_date(source.retrieved)}")
    written = "".join(f'<span class="tc-tag">{escape(tag)}</span>' for tag in tags)
    identifiers = " · ".join(f"{name.upper()} {value}" for name, value in source.identifiers)
    digest = f' · <span title="{source.sha256}">SHA-256 {source.sha256[:_HASH_SHOWN]}…</span>' if source.sha256 else ""
    return (
        f'<article class="tc-source"><h3>{escape(source.title)}</h3>'
        f"<p>{escape(source.citation)} {write_link(source)}</p>"
        f'<div class="tc-tags">{written}</div><code>{escape(source.id)}'
        f"{f' · {escape(identifiers)}' if identifiers else ''}{digest}</code>"
        f"{_write_warnings(notices, state=state)}</article>"
    )


def write_proposal(entry: Entry, *, text: str | None) -> str:
    """Return a proposed row: what it would say, what is uncertain, and the sentence it was read from, in its place.

    Args:
        text: Of the source's document; ``None`` where it is not held.
    """
    row = entry.result
    p_value = f"{row.p_comparator or '='} {row.p_value}, {_sides(row)}" if row.p_value is not None else None
    slots = (
        ("Outcome", f"{row.outcome}{grade_words(row.grade)}"), ("Arm", row.arm or row.comparison),
        ("Statistic", row.statistic),
        ("Value", f"{row.value if row.value is not None else ''} {row.unit or ''}".strip()),
        ("Interval", _interval(entry)),
        ("n/N", f"{row.n}/{row.N}" if row.n is not None and row.N is not None else None),
        ("p-value", p_value),
        ("Population", row.population), ("Subgroup", row.subgroup),
        ("Cut-off", row.data_cutoff.isoformat() if row.data_cutoff else None), ("Place", row.locator),
    )  # fmt: skip
    lines = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in slots if value)
    doubts = "".join(
        f'<p class="tc-warning">{escape(doubt)}</p>' for doubt in (entry.proposal.uncertain if entry.proposal else ())
    )
    return f'<dl class="tc-lines">{lines}</dl>{doubts}{_write_place(entry, text=text)}'


def _write_warnings(notices: Sequence[SourceNotice], *, state: State | None) -> str:
    told = [(notice.kind.capitalize(), notice.text, notice.kind in _GRAVE) for notice in notices]
    if state in _FILES:
        told.append(("File", _FILES[state], False))
    return "".join(
        f'<p class="tc-warning{" tc-grave" if grave else ""}" role="note"><b>{escape(title)}.</b> {escape(text)}</p>'
        for title, text, grave in told
    )


def _write_place(entry: Entry, *, text: str | None) -> str:
    """The sentence with the figure marked, within the text around it."""
    row, proposal = entry.result, entry.proposal
    if text is None or row.start is None or row.end is None or text[row.start : row.end] != row.quote:
        return f"<blockquote>{escape(row.quote or '')}</blockquote>" if row.quote else ""
    start, end = (proposal.start, proposal.end) if proposal else (row.start, row.end)
    before, after = step_to_word(text, max(0, row.start - _BEFORE)), step_to_word(text, row.end + _AFTER)
    return (
        f'<div class="tc-document">{escape(text[before : row.start])}<b>{escape(text[row.start : start])}'
        f"<mark>{escape(text[start:end])}</mark>{escape(text[end : row.end])}</b>{escape(text[row.end : after])}</div>"
    )


def _sides(row: Result) -> str:
    return row.p_sides if row.p_sides in ("one-sided", "two-sided") else "sides not stated"


def _interval(entry: Entry) -> str | None:
    row = entry.result
    if row.interval_kind is None:
        return None
    level = f"{row.ci_level}% " if row.ci_level is not None else ""
    return f"{level}{row.interval_kind} {print_bound(row.ci_low)} to {print_bound(row.ci_high)}"
