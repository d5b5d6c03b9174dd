"""Results found by words and filters."""

from __future__ import annotations

import pytest

from ingest.errors import EvidenceError
from ingest.table import ResultsTable
from retrieval.lookup import Filters, look_up
from tests.retrieval.small_trial import BASE, FIRST, LAST, RESULTS, ZELTA, harbour


def _ids(words: str = "", /, **filters: object) -> list[str]:
    return [row.id for row in look_up(harbour()[0], words, filters=Filters(**filters))]  # type: ignore[arg-type]


def test_nothing_asked_is_everything_in_order() -> None:
    """Without words and filters every result comes, in contract order."""
    assert _ids() == [row.id for row in ResultsTable(RESULTS).results()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("pneumonia", ["article:3", "article:2"], id="outcome"),
        pytest.param("pnuemonia", ["article:3", "article:2"], id="slip"),
        pytest.param("headache nausea", ["update:4", "update:3", "update:6", "update:5"], id="alternatives"),
        pytest.param("headache control group", ["update:4"], id="slots restrict each other"),
        pytest.param("pfs hr", ["update:1", "registry:1", "article:1", "update:2"], id="abbreviations"),
        pytest.param("pfs final analysis", ["registry:1", "update:1"], id="analysis"),
        pytest.param("pfs p-value", ["article:1"], id="p-value"),
        pytest.param("pfs 0.67", ["registry:1"], id="a number"),
        pytest.param("pfs ClinicalRegister", ["registry:1"], id="a source"),
        pytest.param("the pneumonia results, please", ["article:3", "article:2"], id="common words"),
        pytest.param("pneumonia hedgehogs", [], id="a word that stands nowhere"),
        pytest.param("alopecia", [], id="an outcome without results"),
    ],
)
def test_words_are_read_with_the_vocabulary(words: str, expected: list[str]) -> None:
    """Every word restricts: as a term of a slot, or as a word of the result or its source."""
    assert sorted(_ids(words)) == sorted(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(
            {"arm": "control group", "category": "safety"}, {"article:3", "update:4", "update:6", "update:8"}, id="arm"
        ),
        pytest.param({"cutoff": LAST}, {"update:1", "registry:1", "update:9"}, id="cut-off"),
        pytest.param({"population": "aged 65 years or older"}, {"update:2"}, id="subgroup as population"),
        pytest.param({"population": "ITT", "cutoff": FIRST}, {"article:1", "update:2"}, id="population"),
        pytest.param({"trial": "harbour", "category": "design"}, set(), id="no row"),
        pytest.param({"trial": "NCT90000003", "cutoff": LAST}, {"update:1", "registry:1", "update:9"}, id="trial"),
    ],
)
def test_filters_restrict(filters: dict[str, object], expected: set[str]) -> None:
    """A filter is read in any spelling of its term, and all filters hold at once."""
    assert set(_ids(**filters)) == expected


def test_arm_filter_keeps_comparisons() -> None:
    """A comparison with an arm is a result of that arm."""
    for arm in (ZELTA, BASE):
        assert "article:1" in _ids(arm=arm)


def test_unknown_trial_is_an_error_that_says_what_is_held() -> None:
    """A misspelt trial does not give an empty answer."""
    with pytest.raises(EvidenceError, match=r"HARBOUR.*NCT90000003"):
        _ids(trial="HARBOR")
