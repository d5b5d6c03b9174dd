"""Where sources of one trial differ."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.vocabulary import Term
from retrieval.discrepancies import NO_REASON, ROUNDING, find_discrepancies
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, LAST, OS, ZELTA, SmallCorpus, make_result

LEADING: dict[str, Any] = {
    "outcome": OS, "statistic": "Kaplan-Meier median", "arm": ZELTA, "value": "20.5", "unit": "months",
    "interval_kind": "CI", "ci_low": "18.1", "ci_high": "23.0", "ci_level": "95",
}  # fmt: skip


def _reasons(**changes: Any) -> list[tuple[str, ...]]:
    results = (make_result("article:1", **LEADING), make_result("registry:1", **(LEADING | changes)))
    found = find_discrepancies(corpus := SmallCorpus(results), terms=index_terms(corpus))
    return [other.reasons for each in found for other in each.others]


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        pytest.param({"value": "20.1"}, (NO_REASON,), id="nothing explains it"),
        pytest.param({"value": "20.47"}, (ROUNDING,), id="more decimals"),
        pytest.param({"value": "20.47", "ci_level": None, "ci_low": None, "ci_high": None, "interval_kind": None},
                     (ROUNDING,), id="no interval"),
        pytest.param({"value": "21.0", "data_cutoff": LAST}, ("other data cut-off", "other analysis"), id="cut-off"),
        pytest.param({"value": "21.0", "censoring": "agency"}, ("other censoring rule",), id="censoring"),
        pytest.param({"ci_high": "23.4"}, (NO_REASON,), id="bound"),
        pytest.param({"arm": "Zeltamab and Base", "value": "20.1"}, (NO_REASON,), id="arm titled otherwise"),
        pytest.param({"outcome": "Overall Survival (OS)", "value": "20.1"}, (NO_REASON,), id="outcome's other title"),
    ],
)  # fmt: skip
def test_reason_is_told_where_the_reports_tell_one(changes: dict[str, Any], reasons: tuple[str, ...]) -> None:
    """A qualifier that both reports give, or rounding, explains another value."""
    terms = (Term("arm", ZELTA, None, ("zeltamab and base",), HARBOUR.id, role="experimental"),)
    results = (make_result("article:1", **LEADING), make_result("registry:1", **(LEADING | changes)))
    corpus = SmallCorpus(results, terms=terms)
    found = find_discrepancies(corpus, terms=index_terms(corpus))
    assert [other.reasons for each in found for other in each.others] == [reasons]
    assert found[0].leading.source == "article"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="same print"),
        pytest.param({"arm": "Base", "value": "9.9"}, id="another arm"),
        pytest.param({"outcome": "Time to next treatment", "value": "9.9"}, id="another outcome"),
        pytest.param({"subgroup": "elderly", "value": "9.9"}, id="a subgroup"),
        pytest.param({"unit": "weeks", "value": "89.1"}, id="another unit"),
    ],
)
def test_other_slots_are_no_discrepancy(changes: dict[str, Any]) -> None:
    """Only reports of one slot are compared."""
    assert _reasons(**changes) == []


def test_unexplained_come_first() -> None:
    """What a person has to look into stands before what the reports explain themselves."""
    base = {"statistic": "percentage", "unit": "%", "arm": ZELTA}
    results = (
        make_result("article:1", outcome="Alopecia", value="5.1", **base),
        make_result("registry:1", outcome="Alopecia", value="5", **base),
        make_result("article:2", outcome="Rash", value="7.1", **base),
        make_result("registry:2", outcome="Rash", value="8.2", **base),
    )
    corpus = SmallCorpus(results)
    found = find_discrepancies(corpus, terms=index_terms(corpus))
    assert [each.leading.outcome for each in found] == ["Rash", "Alopecia"]
