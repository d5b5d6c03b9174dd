"""A results file: CSV or XLSX with the columns of ``Result``, validated whole before one row is believed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from ingest.errors import TableError
from ingest.quotes import find_missing_number
from ingest.records import Document, Result, Value
from ingest.results_rules import TEXT_STATISTICS, broken_rules, build_schema, read_number
from ingest.results_sheet import read_cells

COLUMNS = tuple(field.name for field in fields(Result) if field.name not in ("start", "end"))
"""Columns of a results file, in any order. Empty is ``None``, dates are ISO, ``cutoff_stated`` is yes or no."""
REQUIRED = tuple(field.name for field in fields(Result) if field.default is MISSING)
"""Columns that a results file cannot do without; another one that is not there is empty."""
_MAX_MESSAGES = 5  # more would hide the first, which is often the cause of the others


def read_results(path: Path, *, documents: Mapping[str, Document]) -> tuple[Result, ...]:
    """Read and validate a results file, and find every quote in its source's document.

    Args:
        documents: Documents by source id, of all sources whose figures carry quotes.

    Raises:
        TableError: The file cannot be read, or a cell breaks a rule; names file, line, column and rule.
    """
    frame = _read_frame(path)
    _validate(frame, file=path.name)
    rows: list[Any] = frame.to_dict("records")
    return tuple(
        _locate(_to_result(row), documents=documents, where=f"{path.name}, line {line}")
        for line, row in zip(frame.index, rows, strict=True)
    )


def to_cells(result: Result) -> dict[str, str]:
    """Return the result as the cells of a results file, by column."""
    cells = {}
    for name in COLUMNS:
        entry = getattr(result, name)
        if name == "cutoff_stated":
            cells[name] = {None: "", True: "yes", False: "no"}[entry]
        elif isinstance(entry, Decimal):
            cells[name] = format(entry, "f")  # str() would turn a small p-value into 1E-7
        else:
            cells[name] = "" if entry is None else str(entry)
    return cells


def read_row(cells: Mapping[str, str]) -> Result:
    """Return the result that the cells of one row tell; columns that are missing are empty, others are left out."""
    return _to_result(dict.fromkeys(COLUMNS, "") | {name: text for name, text in cells.items() if name in COLUMNS})


def check_row(cells: Mapping[str, str], *, where: str, remedy: str) -> None:
    """Hold one row to the rules of results files, and to printing its numbers in its quote.

    Raises:
        TableError: A cell breaks a rule; the message begins with ``where``, names column and rule, and ends with
            ``remedy``.
    """
    broken = next(broken_rules(dict.fromkeys(COLUMNS, "") | dict(cells)), None)
    if broken is not None:
        column, rule, found = broken
        raise TableError(f"{where}, column {column}: {rule} (found {found!r}); {remedy}")
    result = read_row(cells)
    missing = find_missing_number(result.quote, result=result) if result.quote else None
    if missing is not None:
        rule = f"expected to print every number of its result, {missing} is not there"
        raise TableError(f"{where}, column quote: {rule}; {remedy}")


def _read_frame(path: Path) -> pd.DataFrame:
    """Return the cells as they stand, indexed by the line where the row begins; "NA" stays a text."""
    lines: list[int] = []
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for line, cells in read_cells(path) if path.suffix.casefold() == ".xlsx" else _read_csv(path):
        if header is None:
            header = cells
            _check_header(header, file=path.name)
            continue
        lines.append(line)
        rows.append(_name_cells(cells, header, where=f"{path.name}, line {line}"))
    _check_header(header or [], file=path.name)
    return pd.DataFrame(rows, columns=list(COLUMNS), index=lines, dtype=str)


def _read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each row begins, and its cells; the first is the header, though it be empty."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path.name}: expected a CSV file in UTF-8; {error}") from error
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    begin = 1
    try:
        for row in reader:
            if row or begin == 1:
                yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{path.name}, line {reader.line_num}: expected comma-separated values; {error}") from error


def _check_header(header: list[str], *, file: str) -> None:
    faults = {
        "missing": [name for name in REQUIRED if name not in header],
        "unknown": [name for name in header if name not in COLUMNS],
        "twice": [name for name, count in Counter(header).items() if count > 1],
    }
    found = "; ".join(f"{fault} {', '.join(names)}" for fault, names in faults.items() if names)
    if found:
        raise TableError(f"{file}, line 1: expected columns of {', '.join(COLUMNS)}; {found}")


def _name_cells(row: list[str], header: list[str], *, where: str) -> dict[str, str]:
    """Return the cells by column; a column that the file does not have is empty."""
    if len(row) != len(header):
        raise TableError(f"{where}: expected {len(header)} cells, found {len(row)}")
    return dict.fromkeys(COLUMNS, "") | dict(zip(header, row, strict=True))


def _validate(frame: pd.DataFrame, *, file: str) -> None:
    from pandera.errors import SchemaErrors  # half a second: only ingestion pays for it

    try:
        build_schema(COLUMNS).validate(frame, lazy=True)
    except SchemaErrors as error:
        raise TableError(_describe(error.failure_cases, frame=frame, file=file)) from error


def _describe(failures: pd.DataFrame, *, frame: pd.DataFrame, file: str) -> str:
    broken = sorted({(int(line), str(check)) for line, check in zip(failures["index"], failures["check"], strict=True)})
    messages = []
    for line, check in broken[:_MAX_MESSAGES]:
        column, _, rule = check.partition(": ")
        messages.append(f"line {line}, column {column}: {rule} (found {frame.loc[line, column]!r})")
    more = len(broken) - len(messages)
    return f"{file}, " + "; ".join(messages) + (f"; and {more} more" if more else "")


def _to_result(row: dict[str, str]) -> Result:
    cells: dict[str, Any] = {name: text or None for name, text in row.items()}
    cells["value"] = _read_value(row["value"], statistic=row["statistic"])
    for name in ("ci_low", "ci_high"):
        number = read_number(row[name])
        cells[name] = cells[name] if number is None else number
    for name in ("ci_level", "p_value"):
        cells[name] = read_number(row[name])
    for name in ("n", "N"):
        cells[name] = int(row[name]) if row[name] else None
    cells["data_cutoff"] = date.fromisoformat(row["data_cutoff"]) if row["data_cutoff"] else None
    cells["cutoff_stated"] = {"yes": True, "no": False}.get(row["cutoff_stated"])
    return Result(**cells)


def _read_value(text: str, *, statistic: str) -> Value | None:
    """An identifier of digits alone stays a text; a dose of one number is a number."""
    if not text:
        return None
    if statistic == "date":
        return date.fromisoformat(text)
    number = None if statistic in TEXT_STATISTICS and statistic != "dose" else read_number(text)
    return text if number is None else number


def _locate(result: Result, *, documents: Mapping[str, Document], where: str) -> Result:
    """Return the result with the offsets of its quote, which prints it and stands once in the document."""
    if result.quote is None:
        return result
    document = documents.get(result.source)
    if document is None:
        raise TableError(f"{where}, column quote: the text of source {result.source!r} is not held; leave quote empty")
    found = document.text.count(result.quote)
    if found != 1:
        raise TableError(
            f"{where}, column quote: expected once in the document of {result.source!r}, found {found} times; "
            "copy the sentence from the source as it stands"
        )
    missing = find_missing_number(result.quote, result=result)
    if missing is not None:
        raise TableError(f"{where}, column quote: expected to print every number of its result, {missing} is not there")
    start = document.text.index(result.quote)
    return replace(result, start=start, end=start + len(result.quote))
