"""A results file is believed whole or not at all."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.errors import TableError
from ingest.records import Document, Result
from ingest.results_file import COLUMNS, read_results

DOCUMENT = Document(
    source="paper", text="The median was 19·15 months (95% CI 15·77-not reached). Six patients died. Six patients died."
)
ROW = {
    "id": "paper:001",
    "trial": "NCT00000042",
    "source": "paper",
    "category": "efficacy",
    "outcome": "Lamp life",
    "statistic": "Kaplan-Meier median",
    "population": "intention-to-treat",
    "analysis": "primary analysis",
    "data_cutoff": "2020-02-07",
    "cutoff_stated": "no",
    "arm": "NA",
    "value": "19.15",
    "unit": "months",
    "interval_kind": "CI",
    "ci_low": "15.77",
    "ci_high": "not reached",
    "ci_level": "95",
}
PERCENTAGE = {"statistic": "percentage", "value": "77", "unit": "%", "n": "136", "N": "177"} | dict.fromkeys(
    ("interval_kind", "ci_low", "ci_high", "ci_level"), ""
)


def _write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "results.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _read(folder: Path, *rows: dict[str, str]) -> tuple[Result, ...]:
    return read_results(_write(folder, *rows), documents={"paper": DOCUMENT})


def test_cells_become_values(tmp_path: Path) -> None:
    """Decimals keep their digits, dates are dates, empty is None, and an arm called NA stays a text."""
    (result,) = _read(tmp_path, ROW)
    assert (result.value, result.ci_low, result.ci_high) == (Decimal("19.15"), Decimal("15.77"), "not reached")
    assert (result.data_cutoff, result.cutoff_stated, result.ci_level) == (date(2020, 2, 7), False, Decimal(95))
    assert (result.arm, result.comparison, result.n, result.quote) == ("NA", None, None, None)


@pytest.mark.parametrize(
    ("statistic", "text", "expected"),
    [
        pytest.param("identifier", "103217", "103217", id="identifier of digits"),
        pytest.param("dose", "10", Decimal(10), id="dose of one number"),
        pytest.param("dose", "20/56", "20/56", id="dose of two"),
        pytest.param("date", "2021-03-31", date(2021, 3, 31), id="date"),
        pytest.param("percentage", "13.0", Decimal("13.0"), id="trailing zero"),
    ],
)
def test_value_takes_the_type_of_its_statistic(statistic: str, text: str, expected: object, tmp_path: Path) -> None:
    """What a value is follows from its statistic, not from its looks."""
    row = ROW | PERCENTAGE | {"statistic": statistic, "value": text, "n": "", "N": ""}
    (result,) = _read(tmp_path, row)
    assert (result.value, str(result.value)) == (expected, text)


def test_quote_is_located(tmp_path: Path) -> None:
    """The offsets cut the quote out of the document."""
    quote = "The median was 19·15 months (95% CI 15·77-not reached)."
    (result,) = _read(tmp_path, ROW | {"quote": quote, "locator": "Results"})
    assert (result.start, result.end) == (0, len(quote))
    assert DOCUMENT.text[result.start : result.end] == quote


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        pytest.param({"id": "paper-1"}, "id", "expected <source>:<number", id="id"),
        pytest.param({"id": "other:001"}, "id", "must start with the source", id="id of another source"),
        pytest.param({"outcome": " "}, "outcome", "must not be empty", id="no outcome"),
        pytest.param({"category": "harm"}, "category", "expected one of 'design'", id="category"),
        pytest.param({"statistic": "median (KM)"}, "statistic", "expected one of 'count'", id="statistic"),
        pytest.param({"value": "19,15"}, "value", "does not fit its statistic", id="value"),
        pytest.param({"value": "NaN"}, "value", "does not fit its statistic", id="NaN"),
        pytest.param({"data_cutoff": "07/02/2020"}, "data_cutoff", "expected a date YYYY-MM-DD", id="date"),
        pytest.param({"data_cutoff": "", "cutoff_stated": ""}, "data_cutoff", "required except", id="no cut-off"),
        pytest.param({"cutoff_stated": ""}, "cutoff_stated", "stands exactly where", id="cut-off without its origin"),
        pytest.param({"comparison": "A vs B"}, "arm", "not both", id="arm and comparison"),
        pytest.param(
            {"arm": "", "comparison": "A against B"}, "comparison", "expected '<arm> vs <arm>'", id="comparison"
        ),
        pytest.param({"ci_level": ""}, "ci_level", "needs its level", id="no level"),
        pytest.param({"ci_level": "0.95"}, "ci_level", "between 50 and 100", id="level as a share"),
        pytest.param({"interval_kind": ""}, "interval_kind", "stand together", id="bounds without kind"),
        pytest.param({"ci_low": "20.1"}, "value", "the interval contains the estimate", id="estimate outside"),
        pytest.param({"ci_low": "25", "ci_high": "15"}, "ci_low", "not above the upper", id="bounds exchanged"),
        pytest.param({"grade": "3+"}, "grade", "expected any, serious", id="grade"),
        pytest.param(
            {"p_value": "0.04", "p_comparator": "="}, "p_value", "stands with its comparator", id="p without sides"
        ),
        pytest.param(
            {"p_value": "1.2", "p_comparator": "=", "p_sides": "one-sided", "p_tested": "tested"},
            "p_value",
            "between 0 and 1",
            id="p above 1",
        ),
        pytest.param(PERCENTAGE | {"N": "179"}, "value", "n/N gives the percentage", id="wrong denominator"),
        pytest.param(PERCENTAGE | {"n": "178"}, "n", "not more than N", id="n above N"),
        pytest.param(PERCENTAGE | {"n": "13.5"}, "n", "expected a whole number", id="half a patient"),
        pytest.param(PERCENTAGE | {"value": "177", "n": ""}, "value", "between 0 and 100", id="over 100 percent"),
    ],
)
def test_error_names_file_line_column_and_rule(change: dict[str, str], column: str, rule: str, tmp_path: Path) -> None:
    """One wrong cell is found with its line; the good row before it is not named."""
    with pytest.raises(TableError) as caught:
        _read(tmp_path, ROW, ROW | {"id": "paper:002"} | change)
    message = str(caught.value)
    assert message.startswith("results.csv, line 3, column ")
    assert f"line 3, column {column}: " in message
    assert rule in message
    assert "line 2" not in message


def test_halves_round_up(tmp_path: Path) -> None:
    """1 of 8 is 12.5 %, printed as 13; Python's own rounding would ask for 12."""
    (result,) = _read(tmp_path, ROW | PERCENTAGE | {"value": "13", "n": "1", "N": "8"})
    assert result.value == Decimal(13)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"quote": "Six patients lived."}, "found 0 times", id="not in the document"),
        pytest.param({"quote": "Six patients died."}, "found 2 times", id="twice in the document"),
        pytest.param({"quote": "The median was 19·15 months"}, "15.77 is not there", id="a bound is missing"),
        pytest.param(
            {"quote": "A", "source": "other", "id": "other:001"},
            "the text of source 'other' is not held",
            id="no document",
        ),
    ],
)
def test_quote_that_does_not_hold_is_an_error(change: dict[str, str], message: str, tmp_path: Path) -> None:
    """A quote stands once in its source's document and prints every number of its result."""
    with pytest.raises(TableError, match=rf"results\.csv, line 2, column quote: .*{message}"):
        _read(tmp_path, ROW | {"locator": "Results"} | change)


def test_same_id_twice_is_an_error(tmp_path: Path) -> None:
    """Two results cannot share a key."""
    with pytest.raises(TableError, match="line 3, column id: must not occur twice"):
        _read(tmp_path, ROW, ROW)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "line 1: expected columns of id, trial.*missing id", id="empty"),
        pytest.param("id,colour\n", "line 1: .*unknown colour", id="other columns"),
        pytest.param(",".join(COLUMNS) + "\npaper:001\n", "line 2: expected 34 cells, found 1", id="short row"),
        pytest.param(
            ",".join(COLUMNS) + '\n"paper', "line 2: expected comma-separated values", id="open quotation mark"
        ),
    ],
)
def test_file_of_another_shape_is_an_error(text: str, message: str, tmp_path: Path) -> None:
    """What is no results file says where it stops being one."""
    path = tmp_path / "results.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=rf"results\.csv, {message}"):
        read_results(path, documents={})


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    """A file may leave out what it has nothing for, and order its columns as it likes."""
    path = tmp_path / "results.csv"
    path.write_text(
        "value,statistic,outcome,category,source,trial,id\n69,count,Centres,design,paper,NCT00000001,paper:001\n",
        encoding="utf-8",
    )
    (result,) = read_results(path, documents={})
    assert (result.outcome, result.value, result.unit, result.item) == ("Centres", Decimal(69), None, None)


def test_line_numbers_count_lines_within_cells(tmp_path: Path) -> None:
    """A note of two lines moves the rows below it by one."""
    with pytest.raises(TableError, match="line 4, column grade"):
        _read(tmp_path, ROW | {"note": "two\nlines"}, ROW | {"id": "paper:002", "grade": "x"})
