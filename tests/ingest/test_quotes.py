"""A quote prints a result whatever marks and words its numbers are written with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ingest.quotes import find_missing_number
from ingest.records import Result


def _result(**slots: Any) -> Result:
    return Result(
        id="a:001", trial="T", source="a", category="efficacy", outcome="O", **({"statistic": "count"} | slots)
    )


@pytest.mark.parametrize(
    ("quote", "slots", "missing"),
    [
        pytest.param(
            "HR 0·53 (99% CI 0·32–0·89)", {"value": Decimal("0.53"), "ci_low": Decimal("0.32")}, None, id="middle dots"
        ),
        pytest.param("HR 0·53", {"value": Decimal("0.5")}, "0.5", id="not as printed"),
        pytest.param("HR 10.53", {"value": Decimal("0.53")}, "0.53", id="within another number"),
        pytest.param("six (3%) patients", {"value": Decimal(3), "n": 6}, None, id="word number"),
        pytest.param("twenty-one patients", {"value": Decimal(21)}, None, id="compound word number"),
        pytest.param("sixty patients", {"value": Decimal(6)}, "6", id="part of a word number"),
        pytest.param("1,234 patients", {"value": Decimal(1234)}, None, id="thousands"),
        pytest.param("not reached (NR)", {"value": "not reached"}, None, id="not reached"),
        pytest.param("Between Nov 15, 2017, and then", {"value": date(2017, 11, 15)}, None, id="date"),
        pytest.param("Between Nov 5, 2017, and then", {"value": date(2017, 11, 15)}, "2017-11-15", id="another day"),
        pytest.param("assigned (3:2) to", {"value": "3:2", "statistic": "ratio"}, None, id="ratio"),
        pytest.param(
            "one to three lines",
            {"value": "1-3", "statistic": "range", "ci_low": Decimal(1), "ci_high": Decimal(3)},
            None,
            id="range in words",
        ),
        pytest.param("p=0·0007", {"value": None, "p_value": Decimal("0.0007")}, None, id="p"),
    ],
)
def test_numbers_are_read_through_their_writing(quote: str, slots: dict[str, Any], missing: str | None) -> None:
    """Every number of the result must stand in the quote with the same digits, or be spelled out."""
    assert find_missing_number(quote, result=_result(**slots)) == missing
