"""A results file in XLSX: the cells of its one sheet as the texts that a reader of the sheet sees.

A spreadsheet stores 12.0 as 12: the decimals stand in the number's format alone, and are read from it. What a cell
shows in another way than a table of results would print it is refused by its name, never guessed.

Limits: ``MAX_BYTES``, ``MAX_UNPACKED_BYTES``, ``MAX_COLUMNS``, ``MAX_ROWS``. A workbook is a ZIP of XML files: one that
declares a document type, which no spreadsheet program writes, is refused before openpyxl reads it.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from ingest.errors import TableError

MAX_BYTES = 50_000_000
"""A million rows take some thirty megabytes."""
MAX_UNPACKED_BYTES = 300_000_000
"""A sheet of a million rows, with its texts; a bomb unfolds into more."""
MAX_COLUMNS = 256
"""Of a row: results have some thirty columns, and a cell far to the right makes the row as long."""
MAX_ROWS = 1_048_576
"""What spreadsheet programs allow."""

_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_PICTURES = "xl/media/"  # a drawing in SVG declares its type, and is not read
_FAR_COLUMN = re.compile(rb"\br=[\"'][A-Z]{4}")  # openpyxl would make a row of millions of cells for it
_FIXED = re.compile(r"(?:#,##)?0(?:\.(0+))?(?:_[ )-]| )?")
_GENERAL_DIGITS = 11  # what a cell shows without a format of its own; more digits are cut by the width of the column
_REMEDY = "format the column as text, or type the number as it is printed"


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row that holds text, and its cells, at least as many as the first such row has.

    Raises:
        TableError: The file is no workbook with one sheet, passes a limit, or a cell does not show what it holds.
    """
    workbook = _open(_read_archive(path), file=path.name)
    used: str | None = None
    width = 0
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # some programs write them wrong
        for number, row in _read_rows(sheet, file=path.name):
            if used not in (None, sheet.title):
                raise TableError(f"{path.name}: expected one sheet with cells, found several; save each as a file")
            used, width = sheet.title, width or len(row)
            yield number, row + [""] * (width - len(row))


def _read_rows(sheet: Any, *, file: str) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(_iterate(sheet, file=file), start=1):
        if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise TableError(
                f"{file}, line {number}: expected at most {MAX_ROWS:,} rows of {MAX_COLUMNS} cells, found more; "
                "remove what stands outside the table"
            )
        texts = [_show(cell, file=file) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def _iterate(sheet: Any, *, file: str) -> Iterator[tuple[Any, ...]]:
    rows = iter(sheet.iter_rows())
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # a broken sheet raises whatever its parser met
            raise _broken(file, error) from error
        if row is None:
            return
        yield row


def _read_archive(path: Path) -> io.BytesIO:
    """Return the file once every part of it is known to be of bounded size and free of document types."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TableError(f"{path.name}: expected at most {MAX_BYTES:,} bytes, found {size:,}; split the file")
        content = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(content) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED_BYTES:
                raise TableError(
                    f"{path.name}: expected at most {MAX_UNPACKED_BYTES:,} bytes unpacked, found {unpacked:,}; split it"
                )
            for part in archive.infolist():
                if not part.filename.startswith(_PICTURES):
                    _refuse_part(archive.read(part), file=path.name)
    except OSError as error:
        raise TableError(f"{path.name}: cannot be read; {error.strerror or error}") from error
    except (zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
        raise _broken(path.name, error) from error
    return content


def _refuse_part(part: bytes, *, file: str) -> None:
    if any(mark in part for mark in _DOCUMENT_TYPES):
        raise TableError(f"{file}: expected a workbook without document types, found <!DOCTYPE ...>; save it anew")
    if _FAR_COLUMN.search(part):
        raise TableError(f"{file}: expected cells within the sheet, found a column of four letters; save it anew")


def _open(content: io.BytesIO, *, file: str) -> Any:
    from openpyxl import load_workbook  # a quarter of a second: only ingestion pays for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of validations and styles, which say nothing of a cell's text
            return load_workbook(content, read_only=True)
    except Exception as error:  # a broken workbook raises whatever its parser met
        raise _broken(file, error) from error


def _broken(file: str, error: Exception) -> TableError:
    reason = " ".join(str(error).split())[:200]
    return TableError(
        f"{file}: expected an XLSX workbook; it is broken, locked with a password or of another kind ({reason}); save "
        "it anew as XLSX or CSV"
    )


def _show(cell: Any, *, file: str) -> str:
    """Return what a cell shows; formulas are refused, since what they show may be out of date."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    where = f"{file}, cell {getattr(cell, 'coordinate', '?')}"
    if kind == "f":
        raise TableError(f"{where}: expected a value, found a formula; paste its value")
    if kind == "e":
        raise TableError(f"{where}: expected a value, found the error {value}; mend it")
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return _show_date(value, where=where)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TableError(f"{where}: expected a text, a number or a date, found {value}; format the column as text")
    return _show_number(value, form=cell.number_format, where=where)


def _show_date(value: date, *, where: str) -> str:
    if isinstance(value, datetime):
        if value.time() != value.time().min:
            raise TableError(f"{where}: expected a date, found {value} with a time of day; write it as YYYY-MM-DD")
        value = value.date()
    return value.isoformat()


def _show_number(value: float, *, form: str, where: str) -> str:
    """Return a number with the decimals of its format, halves rounded up, without separators of thousands."""
    number = Decimal(format(value, ".15g"))  # the digits that a spreadsheet keeps
    if form in ("General", "@"):
        if len(number.normalize().as_tuple().digits) > _GENERAL_DIGITS:
            raise TableError(f"{where}: {value} has more digits than the cell shows; {_REMEDY}")
        return format(number.normalize(), "f")
    fixed = _FIXED.fullmatch(form)
    if fixed is None:
        raise TableError(f"{where}: {value} is shown in the format {form!r}, which is no plain number; {_REMEDY}")
    return format(number.quantize(Decimal(1).scaleb(-len(fixed[1] or "")), ROUND_HALF_UP), "f")
