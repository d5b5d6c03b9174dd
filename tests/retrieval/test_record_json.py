from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingest.records import NOT_REACHED, Result
from retrieval.record_json import RecordError, dump_record, load_record
from retrieval.records import Check, Verdict

RESULT = Result(id="a:1", trial="NCT00000001", source="a", category="efficacy", outcome="PFS", statistic="median")


@pytest.mark.parametrize("value", [Decimal("0.530"), Decimal("1E-7"), date(2020, 2, 7), NOT_REACHED, "0.530", None])
def test_value_keeps_its_type_and_decimals(value: Decimal | date | str | None) -> None:
    """A number, a day, a text that looks like a number, and nothing are told apart."""
    result = replace(RESULT, value=value)
    loaded = load_record(dump_record(result), Result)
    assert loaded == result
    assert type(loaded.value) is type(value)
    assert str(loaded.value) == str(value)


def test_verdict_is_a_verdict_again() -> None:
    """An enumeration comes back as its member."""
    check = Check("0.53", 0, 4, Verdict.SUPPORTED, "a:1", None, "as printed")
    assert load_record(dump_record(check), Check).verdict is Verdict.SUPPORTED


def test_unknown_field_is_left_out() -> None:
    """A file of a newer version is read as far as it is known."""
    assert load_record(dump_record(RESULT)[:-1] + ',"colour":"red"}', Result) == RESULT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="no record"),
        pytest.param('{"id":"a:1"}', id="fields missing"),
        pytest.param(dump_record(RESULT).replace("efficacy", "magic"), id="unknown category"),
    ],
)
def test_other_text_is_refused(text: str) -> None:
    """What is no result raises one error."""
    with pytest.raises(RecordError, match="expected a stored Result"):
        load_record(text, Result)
