from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import TableError
from ingest.records import Result
from ingest.table import ResultsTable

HAZARD_RATIO = Result(
    id="paper:001",
    trial="NCT00000001",
    source="paper",
    category="efficacy",
    outcome="Overall survival",
    statistic="hazard ratio",
    data_cutoff=date(2020, 1, 2),
    cutoff_stated=True,
    comparison="Lantern vs Candle",
    value=Decimal("0.710"),
    interval_kind="CI",
    ci_low=Decimal("0.50"),
    ci_high="not reached",
    ci_level=Decimal("95.4"),
    n=53,
    N=179,
    p_comparator="=",
    p_value=Decimal("0.0300"),
)
LATER = replace(HAZARD_RATIO, id="paper:002", data_cutoff=date(2021, 1, 2), value=Decimal("0.8"))
SAFETY = replace(HAZARD_RATIO, id="paper:003", category="safety", outcome="Deaths", value=Decimal(4), ci_low=None)
RATIO = Result("paper:004", "NCT00000001", "paper", "design", "Allocation", "ratio", value="3:2")
START = replace(RATIO, id="paper:005", outcome="Start", statistic="date", value=date(2019, 5, 6))
SITES = replace(RATIO, id="paper:006", outcome="Code", statistic="identifier", value="0012")
OTHER = replace(HAZARD_RATIO, id="letter:001", trial="NCT00000002", source="letter")
ALL = (OTHER, SITES, START, RATIO, SAFETY, LATER, HAZARD_RATIO)


@pytest.fixture
def table(tmp_path: Path) -> ResultsTable:
    """A table that was written and read again."""
    ResultsTable(ALL).write(tmp_path / "results.arrow")
    return ResultsTable.read(tmp_path / "results.arrow")


@pytest.mark.parametrize("result", ALL, ids=lambda result: result.id)
def test_result_comes_back_as_it_was_printed(table: ResultsTable, result: Result) -> None:
    """Trailing zeros, texts that look like numbers, dates and "not reached" survive the file."""
    read = table.get(result.id)
    assert read == result
    assert str(read.value) == str(result.value)
    assert type(read.value) is type(result.value)


def test_results_stand_in_contract_order(table: ResultsTable) -> None:
    """By trial, category, outcome, then the newest cut-off."""
    ids = [result.id for result in table.results()]
    assert ids == ["paper:004", "paper:006", "paper:005", "paper:002", "paper:001", "paper:003", "letter:001"]


def test_slots_narrow_each_other(table: ResultsTable) -> None:
    """Every slot that is given must agree."""
    survival = table.results(trial="NCT00000001", outcome="Overall survival")
    assert [result.id for result in survival] == ["paper:002", "paper:001"]
    assert table.results(trial="NCT00000001", source="letter") == ()
    assert table.results(trial="NCT00000009") == ()


def test_outcomes_and_trials_are_listed(table: ResultsTable) -> None:
    """Outcomes stand in contract order, trials by id."""
    assert table.outcomes("NCT00000001") == ("Allocation", "Code", "Start", "Overall survival", "Deaths")
    assert table.outcomes("NCT00000002") == ("Overall survival",)
    assert table.outcomes("NCT00000009") == ()
    assert table.trials() == ("NCT00000001", "NCT00000002")


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        pytest.param("0.71", ["paper:001"], id="without the trailing zero"),
        pytest.param("179", ["paper:002", "paper:001", "paper:003"], id="analysed"),
        pytest.param("0.5", ["paper:002", "paper:001"], id="bound"),
        pytest.param("0.03", ["paper:002", "paper:001", "paper:003"], id="p-value"),
        pytest.param("3:2", ["paper:004"], id="text"),
        pytest.param("0.7", [], id="rounded is another number"),
    ],
)
def test_number_is_found_in_any_slot(table: ResultsTable, value: str, ids: list[str]) -> None:
    """A number finds the results that print it, of the trial that is asked for."""
    assert [result.id for result in table.with_value(value, trial="NCT00000001")] == ids


@pytest.mark.parametrize(
    ("value", "ids"),
    [("0.7", ["paper:001"]), ("0.71", ["paper:001"]), ("95", []), ("0.03", ["paper:001", "paper:002", "paper:003"])],
)
def test_results_with_a_number_rounded(table: ResultsTable, value: str, ids: list[str]) -> None:
    """A number with decimals finds the ones that are rounded to it, and a whole number its own alone."""
    assert sorted(result.id for result in table.with_rounded(value, trial="NCT00000001")) == ids


def test_unknown_id_is_a_key_error(table: ResultsTable) -> None:
    """The table says what it does not hold."""
    assert "paper:001" in table
    assert "paper:999" not in table
    with pytest.raises(KeyError):
        table.get("paper:999")


def test_empty_table_can_be_written_and_read(tmp_path: Path) -> None:
    """A corpus of text alone has an empty table."""
    ResultsTable(()).write(tmp_path / "results.arrow")
    empty = ResultsTable.read(tmp_path / "results.arrow")
    assert len(empty) == 0
    assert empty.results() == empty.trials() == empty.outcomes() == ()


def test_missing_table_is_a_table_error(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(TableError, match=r"results\.arrow"):
        ResultsTable.read(tmp_path / "results.arrow")


def test_number_of_other_trials_is_found(table: ResultsTable) -> None:
    """Whatever the slot, and without the trial that is spoken of."""
    for number in ("0.71", "179"):
        found = table.with_value_elsewhere(number, trial="NCT00000001")
        assert [result.id for result in found] == ["letter:001"]
    assert list(table.with_value_elsewhere("0.71", trial="NCT00000002")) == [table.get("paper:001")]


def test_rows_are_compared_across_trials(table: ResultsTable) -> None:
    """A mask has one place a row, in contract order; an empty slot is no text."""
    assert table.rows_with("outcome", {"Deaths", "Start"}).tolist() == [False, False, True, False, False, True, False]
    assert table.rows_with("subgroup", {"Deaths"}).tolist() == [False] * 7
    ratios = table.rows_with("statistic", {"hazard ratio"}) & table.rows_with("category", {"efficacy"})
    found = table.at(ratios.nonzero()[0])
    assert len(found) == 3
    assert found[-1] == table.get("letter:001")
    assert [result.id for result in found[:2]] == ["paper:002", "paper:001"]


def test_rows_of_a_trial_are_made_when_asked_for(table: ResultsTable) -> None:
    """A trial is a range of rows; another trial's are left alone."""
    assert table.rows_of("NCT00000002") == range(6, 7)
    assert table.rows_of("NCT00000009") == range(0)
    assert table.slots("NCT00000001", ["category", "n"]) == [
        ("design", None),
        ("efficacy", 53),
        ("safety", 53),
    ]


def test_truncated_table_is_a_table_error(tmp_path: Path) -> None:
    """A file of which the end is missing is not read."""
    ResultsTable(ALL).write(tmp_path / "results.arrow")
    whole = (tmp_path / "results.arrow").read_bytes()
    (tmp_path / "results.arrow").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableError, match="run trialcite ingest"):
        ResultsTable.read(tmp_path / "results.arrow")


def test_many_codes_are_compared_as_few(table: ResultsTable) -> None:
    """Of all rows or of some; a code that is told twice counts once."""
    codes = [code for code, text in enumerate(table.texts("outcome")) if text in {"Deaths", "Start"}]
    few = table.rows_with_codes("outcome", codes)
    assert few.tolist() == table.rows_with_codes("outcome", codes * 20).tolist()
    some = np.array([5, 2, 0])
    for told in (codes, codes * 20):
        assert table.rows_with_codes("outcome", told, among=some).tolist() == [True, True, False]
    assert not table.rows_with_codes("outcome", []).any()
