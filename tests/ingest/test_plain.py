"""Records as JSON has them."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest

from ingest.plain import fields_of, to_plain
from ingest.vocabulary import Term

_TERM = Term(kind="analysis", name="final analysis", synonyms=("the last",), cutoff=date(2022, 1, 14))


def test_records_within_records_are_written_by_their_fields() -> None:
    """JSON has the fields of each, tuples as lists and dates as text."""
    assert json.loads(json.dumps({"terms": [_TERM]}, default=to_plain))["terms"][0] == {
        **asdict(_TERM),
        "synonyms": ["the last"],
        "broader": [],
        "cutoff": "2022-01-14",
    }


def test_fields_are_not_copied() -> None:
    """Thousands of terms are hashed and written by each ingestion."""
    assert fields_of(_TERM)["synonyms"] is _TERM.synonyms


def test_decimal_keeps_its_places() -> None:
    """A value is written as it was reported."""
    assert to_plain(Decimal("35.70")) == "35.70"


def test_what_has_no_plain_form_is_refused() -> None:
    """A set would be written in another order each time."""
    with pytest.raises(TypeError, match="set has no place in JSON"):
        to_plain({1})
