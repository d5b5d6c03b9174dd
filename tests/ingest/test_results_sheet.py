"""A results file in XLSX is read as its cells show it, or refused by the cell that does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest import results_sheet
from ingest.errors import TableError
from ingest.results_file import read_results
from ingest.results_sheet import read_cells

HEADER = ("id", "trial", "source", "category", "outcome", "statistic", "value", "unit", "n", "N", "data_cutoff",
          "cutoff_stated", "arm", "note")  # fmt: skip
ROW = ("paper:001", "NCT00000042", "paper", "safety", "Burnt out", "percentage", 12, "%", 3, 25, date(2020, 2, 7),
       "yes", "NA")  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes rows to a workbook; a cell may be a pair of value and number format."""

    def write_rows(*rows: tuple[Any, ...], more: tuple[Any, ...] = ()) -> Path:
        book = Workbook()
        sheet = book.active
        for number, row in enumerate(rows, start=1):
            for column, entry in enumerate(row, start=1):
                value, form = entry if isinstance(entry, tuple) else (entry, None)
                cell = sheet.cell(number, column, value)
                cell.number_format = form or cell.number_format
        for row in more:
            book["Sheet"].parent.create_sheet("Other").append(row)
        path = tmp_path / "results.xlsx"
        book.save(path)
        return path

    return write_rows


def _second(path: Path) -> str:
    """The cell of the second row."""
    return list(read_cells(path))[1][1][0]


def test_rows_become_results(write: Callable[..., Path]) -> None:
    """Numbers keep the decimals of their format, dates are dates, an empty end of a row is empty."""
    row = tuple((value, "0.0") if value == 12 else value for value in ROW)
    (result,) = read_results(write(HEADER, (), row), documents={})
    assert (str(result.value), result.n, result.N, result.arm, result.note) == ("12.0", 3, 25, "NA", None)
    assert (result.data_cutoff, result.cutoff_stated) == (date(2020, 2, 7), True)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        pytest.param(12, "0.0", "12.0", id="decimals of the format"),
        pytest.param(12.5, "0.00", "12.50", id="two decimals"),
        pytest.param(0.125, "0.00", "0.13", id="halves round up"),
        pytest.param(12.5, "General", "12.5", id="general"),
        pytest.param(0.1 + 0.2, "General", "0.3", id="fifteen digits"),
        pytest.param(0.00001, "General", "0.00001", id="small p-value"),
        pytest.param(1200, "General", "1200", id="whole number"),
        pytest.param(123456, "#,##0", "123456", id="thousands"),
        pytest.param(-0.5, "0.0", "-0.5", id="negative"),
        pytest.param("12.0", "@", "12.0", id="text"),
        pytest.param("1,234", "General", "1,234", id="text stays as typed"),
        pytest.param(date(2020, 2, 7), "dd/mm/yyyy", "2020-02-07", id="date"),
        pytest.param(datetime(2020, 2, 7), "yyyy-mm-dd", "2020-02-07", id="date with midnight"),  # noqa: DTZ001
    ],
)
def test_cell_reads_as_it_shows(value: object, form: str, shown: str, write: Callable[..., Path]) -> None:
    """The text is the displayed one, with a point and without separators."""
    assert _second(write(("value",), ((value, form),))) == shown


@pytest.mark.parametrize(
    ("value", "form", "message"),
    [
        pytest.param(0.77, "0%", "shown in the format '0%'", id="percentage"),
        pytest.param(0.00001, "0.00E+00", "shown in the format '0.00E+00'", id="scientific"),
        pytest.param(12, '0.0" months"', "no plain number; format the column as text", id="unit in the format"),
        pytest.param(1 / 3, "General", "more digits than the cell shows", id="endless"),
        pytest.param("=1+1", None, "found a formula; paste its value", id="formula"),
        pytest.param("#N/A", None, "found the error #N/A", id="error"),
        pytest.param(True, None, "found True", id="truth"),
        pytest.param(datetime(2020, 2, 7, 12), None, "with a time of day", id="time of day"),  # noqa: DTZ001
    ],
)
def test_other_display_is_refused(value: object, form: str | None, message: str, write: Callable[..., Path]) -> None:
    """What a cell shows in its own way is named with its cell, never guessed."""
    with pytest.raises(TableError, match=r"results\.xlsx, cell A2: ") as caught:
        list(read_cells(write(("value",), ((value, form),))))
    assert message in str(caught.value)


def test_second_sheet_is_refused(write: Callable[..., Path]) -> None:
    """Rows on another sheet would be lost without a word."""
    with pytest.raises(TableError, match="expected one sheet with cells, found several"):
        list(read_cells(write(HEADER, ROW, more=(("more",),))))


def test_unknown_column_is_refused(write: Callable[..., Path]) -> None:
    """The columns are those of a CSV file."""
    with pytest.raises(TableError, match=r"results\.xlsx, line 1: .*unknown colour"):
        read_results(write((*HEADER, "colour"), ROW), documents={})


def test_rule_names_the_row(write: Callable[..., Path]) -> None:
    """A broken rule is told with the row of the sheet, empty rows counted."""
    with pytest.raises(TableError, match=r"results\.xlsx, line 4, column value: n/N gives the percentage"):
        read_results(write(HEADER, ROW, (), ("paper:002", *ROW[1:6], 13, *ROW[7:])), documents={})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"id,trial\n", id="CSV under a wrong name"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), id="locked or old format"),
        pytest.param(b"PK\x03\x04" + bytes(60), id="cut short"),
    ],
)
def test_other_file_is_one_clear_error(content: bytes, tmp_path: Path) -> None:
    """What is no workbook says so in one line."""
    path = tmp_path / "results.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableError, match=r"results\.xlsx: expected an XLSX workbook.*save it anew"):
        list(read_cells(path))


def _replace_sheet(path: Path, before: str, after: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(before.encode(), after.encode())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    path.write_bytes(content.getvalue())
    return path


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param("<worksheet", '<!DOCTYPE w [<!ENTITY x "y">]><worksheet', "found <!DOCTYPE", id="entities"),
        pytest.param('r="A2"', 'r="AAAAAA2"', "a column of four letters", id="far column"),
        pytest.param('r="A2"', 'r="XFD2"', "rows of 256 cells", id="wide row"),
        pytest.param("</sheetData>", "", "expected an XLSX workbook", id="broken sheet"),
    ],
)
def test_hostile_sheet_is_refused(before: str, after: str, message: str, write: Callable[..., Path]) -> None:
    """A sheet that unfolds, or whose cells stand far outside, is refused in bounded time and memory."""
    with pytest.raises(TableError, match=message):
        list(read_cells(_replace_sheet(write(("value",), (1,)), before, after)))


def test_bomb_is_refused_unread(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What would unfold beyond the limit is not unfolded."""
    monkeypatch.setattr(results_sheet, "MAX_UNPACKED_BYTES", 1_000)
    with pytest.raises(TableError, match="at most 1,000 bytes unpacked"):
        list(read_cells(write(HEADER, ROW)))
