"""Personal data is found and masked; what a question about a trial holds by right is left alone."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from retrieval.personal.data import find_personal_data, masked
from tests.retrieval.small_trial import harbour

_LINES = Path(__file__).parents[3] / "evaluation" / "personal_lines.toml"


def lines() -> list[dict[str, Any]]:
    """The labelled lines."""
    return list(tomllib.loads(_LINES.read_text(encoding="utf-8"))["line"])


def found(text: str) -> list[tuple[str, str]]:
    """Kind and words of each personal datum."""
    return [(datum.kind, text[datum.start : datum.end]) for datum in find_personal_data(text, corpus=harbour()[0])]


def test_every_labelled_line_is_told_apart() -> None:
    """All of the words that are personal data are found, and nothing in a look-alike."""
    for line in lines():
        told = [words for _, words in found(line["text"])]
        missed = [words for words in line["personal"] if not any(part in words or words in part for part in told)]
        assert missed == [], line["text"]
        assert line["personal"] or not told, line["text"]


def test_lines_are_enough_and_none_stands_twice() -> None:
    """More than 100 lines hold personal data, and as many do not."""
    texts = [line["text"] for line in lines()]
    assert len(set(texts)) == len(texts)
    assert sum(bool(line["personal"]) for line in lines()) > 100
    assert sum(not line["personal"] for line in lines()) > 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr John Carver, born on 21.06.1947, had a rash.", "[name], born on [date of birth], had a rash."),
        ("MRN 00482913: PFS?", "MRN [record number]: PFS?"),
        ("NHS number 943 476 5919", "NHS number [national number]"),
        ("j.doe@clinic.example.org or +44 7700 900123", "[e-mail] or [phone number]"),
        ("PFS at the data cut-off of 7 February 2020?", "PFS at the data cut-off of 7 February 2020?"),
    ],
)
def test_personal_data_is_masked_by_its_kind(text: str, expected: str) -> None:
    """The rest stays as it is."""
    assert masked(text, corpus=harbour()[0]) == expected


@pytest.mark.parametrize("number", ["943 476 5918", "123 456 7890"])
def test_ten_digits_with_a_wrong_check_digit_are_no_nhs_number(number: str) -> None:
    """The check digit of 943 476 591 is 9: 11 - (9*10+4*9+3*8+4*7+7*6+6*5+5*4+9*3+1*2) % 11."""
    assert found(f"Value {number} in the table") == []


def test_authors_may_be_named() -> None:
    """An author of the corpus is named by right; another doctor only where interests are asked about."""
    assert found("Dr Cole asks for PFS.") == []
    assert found("Dr Marsh asks for PFS.") == [("name", "Dr Marsh")]
    assert found("What did Dr Marsh declare?") == []


@pytest.mark.parametrize("text", ["a.b+c-" * 5000, "0" * 20_000, "Ab Cd " * 5000, "A.B. 12 " * 4000])
def test_long_text_is_read_in_a_moment(text: str) -> None:
    """No rule goes back over what it has read: 30,000 characters take well under 5 seconds on a busy machine."""
    start = time.perf_counter()
    find_personal_data(text, corpus=harbour()[0])
    assert time.perf_counter() - start < 5
