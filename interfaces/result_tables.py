"""Results and sources as tables: for a terminal, a spreadsheet or a Markdown page."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

from ingest.records import Result, Source, Value
from interfaces.serialise import RESULT_KEYS, dump, result_entry

TableForm = Literal["table", "json", "csv", "markdown"]
_COLUMNS = ("Outcome", "Arm", "Result", "n/N", "Population", "Cut-off")
_SOURCE_COLUMNS = ("Source", "Kind", "Tier", "Passages", "Results", "SHA-256", "Citation")
_WIDTH_WITHOUT_TERMINAL = 200  # columns: wide enough for a table in a file, where nothing scrolls
_HASH_SHOWN = 12  # digits: enough to compare by eye; JSON has them all


def render_results(results: Sequence[Result], *, sources: Mapping[str, Source], form: TableForm) -> str:
    """Return results in one of the formats of ``lookup``, each with its reference."""
    if form == "table":
        return _to_table(_whole_first(results), sources=sources)
    if form == "markdown":
        return _to_markdown(_whole_first(results), sources=sources)
    rows = [result_entry(result, sources=sources) for result in results]
    return dump(rows, indent=2) if form == "json" else write_csv(rows, keys=RESULT_KEYS)


def render_sources(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the entries of ``source_entry`` as a table, with day of retrieval and notices after the citation."""
    cells = [
        (
            *(str(row[name]) for name in ("id", "kind", "tier", "passages", "results")),
            (row["sha256"] or "-")[:_HASH_SHOWN],
            " ".join(_tell_source(row)),
        )
        for row in rows
    ]
    return draw_table(_SOURCE_COLUMNS, cells)


def _tell_source(row: Mapping[str, Any]) -> Iterator[str]:
    yield row["citation"]
    if row["retrieved"]:
        yield f"Retrieved {row['retrieved']}."
    for notice in row["notices"]:
        yield f"{notice['kind'].upper()}: {notice['text']}"


def draw_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as wide as the terminal; rich is imported here, since JSON and CSV need none."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
    Console(file=text, width=width, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def write_csv(rows: Iterable[Mapping[str, Any]], *, keys: Sequence[str]) -> str:
    """Return every field; an absent one is an empty cell, and true and false are yes and no as in a results file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=keys, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _YES_NO[value] if isinstance(value, bool) else value for key, value in row.items()})
    return text.getvalue()


def describe_value(result: Result) -> str:
    """Return one cell: value with unit, interval with its level, p-value with its sides."""
    parts = [] if result.value is None else [_with_unit(result.value, result.unit)]
    if result.interval_kind is not None:
        level = "" if result.ci_level is None else f"{_printed(result.ci_level)}% "
        parts.append(f"({level}{result.interval_kind} {_printed(result.ci_low)} to {_printed(result.ci_high)})")
    if result.p_value is not None:
        nominal = "nominal " if result.p_tested == "nominal" else ""
        sides = f"{result.p_sides} " if result.p_sides in ("one-sided", "two-sided") else ""
        unknown = " (sides not stated)" if result.p_sides == "not stated" else ""
        parts.append(f"{nominal}{sides}p {result.p_comparator or '='} {_printed(result.p_value)}{unknown}")
    return " ".join(parts)


def _whole_first(results: Iterable[Result]) -> list[Result]:
    """Results in the contract's order, those of an outcome's whole population before its subgroups at each cut-off.

    Who reads the first row takes it for the trial's: that of a subgroup must not stand there.
    """
    cuts = groupby(results, key=lambda row: (row.trial, row.category, row.outcome, row.data_cutoff))
    return [row for _, same in cuts for row in sorted(same, key=lambda row: row.subgroup is not None)]


def _to_table(results: Sequence[Result], *, sources: Mapping[str, Source]) -> str:
    """Return a table whose last column is a mark, and the references under it, each once."""
    cited = {source: mark for mark, source in enumerate(dict.fromkeys(result.source for result in results), start=1)}
    table = draw_table((*_COLUMNS, "Source"), [(*_cells(result), f"[{cited[result.source]}]") for result in results])
    references = [f"[{mark}] {sources[source].citation}" for source, mark in cited.items()]
    return "\n".join([table, *references])


def _to_markdown(results: Sequence[Result], *, sources: Mapping[str, Source]) -> str:
    """Return a table whose every row carries its reference, to be copied one by one."""
    header = (*_COLUMNS, "Reference")
    rows = [(*_cells(result), sources[result.source].citation) for result in results]
    return "\n".join(_markdown_row(row) for row in (header, ("---",) * len(header), *rows))


_YES_NO = {True: "yes", False: "no"}


def _cells(result: Result) -> tuple[str, ...]:
    """Return the cells of one row, in the order of ``_COLUMNS``."""
    statistic = "" if result.statistic in ("percentage", "count") else result.statistic
    grade = (
        ""
        if result.grade in (None, "any")
        else result.grade
        if result.grade.endswith("serious")
        else f"grade {result.grade}"
    )
    qualifiers = (grade, statistic, result.assessor, result.censoring)
    return (
        ", ".join(part for part in (result.outcome, result.item, *qualifiers) if part),
        result.arm or result.comparison or "",
        describe_value(result),
        _counted(result),
        ", ".join(part for part in (result.population, result.subgroup) if part),
        result.data_cutoff.isoformat() if result.data_cutoff else "",
    )


def _counted(result: Result) -> str:
    if result.n is None:
        return "" if result.N is None else f"-/{result.N}"
    return str(result.n) if result.N is None else f"{result.n}/{result.N}"


def _with_unit(value: Value, unit: str | None) -> str:
    if not unit or not isinstance(value, Decimal):
        return _printed(value)
    return f"{_printed(value)}%" if unit == "%" else f"{_printed(value)} {unit}"


def _printed(value: Value | None) -> str:
    if value is None:
        return "not given"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in cells) + " |"
