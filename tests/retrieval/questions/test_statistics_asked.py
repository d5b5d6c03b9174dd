"""Which statistics of an outcome a question asks for."""

from __future__ import annotations

import pytest

from retrieval.questions.statistics_asked import with_statistic
from tests.retrieval.small_trial import PFS, ask, make_ratio, make_result

MEDIAN = {"outcome": PFS, "statistic": "Kaplan-Meier median", "unit": "months"}
ROWS = (
    make_result("article:5", arm="Zelta-Base", value="28.4", **MEDIAN),
    make_result("article:6", arm="Base", value="19.1", **MEDIAN),
    make_ratio("article:7", "0.61", ("0.40", "0.93", "98")),
)
BOTH = ["article:5", "article:6", "article:7"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("What was the PFS, and how large was the hazard ratio?", BOTH, id="a further question"),
        pytest.param("PFS: what was it, and what is the hazard ratio?", BOTH, id="told by a pronoun"),
        pytest.param("How large was the effect on PFS? Give the hazard ratio.", BOTH[2:], id="the effect itself"),
        pytest.param("What was the hazard ratio for PFS?", BOTH[2:], id="alone"),
        pytest.param("PFS, zeltamab v base, with HR and CI", BOTH, id="added to it"),
        pytest.param("Was PFS longer, and what was its hazard ratio?", BOTH[2:], id="no figure is asked first"),
    ],
)
def test_effect_asked_beside_an_outcome_does_not_take_its_place(text: str, kept: list[str]) -> None:
    """The figures of both arms are told with what compares them."""
    assert [row.id for row in with_statistic(ROWS, ask(text))] == kept


GAIN = {"outcome": PFS, "statistic": "mean", "unit": "points", "interval_kind": None}
CHANGES = (
    make_result("article:8", arm="Zelta-Base", value="4.1", **GAIN),
    make_result("article:9", arm="Base", value="1.2", **GAIN),
    make_result(
        "article:10", arm=None, comparison="Zelta-Base vs Base", value="2.9", **GAIN | {"statistic": "mean difference"}
    ),
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("PFS in each arm and the difference", 3, id="and"),
        pytest.param("PFS with zeltamab and with base, plus the between-group difference", 3, id="plus"),
        pytest.param("PFS: what was it, and what's the adjusted difference with its CI?", 3, id="a further question"),
        pytest.param("What was the difference in PFS?", 1, id="alone"),
        pytest.param("The zeltamab and base difference in PFS", 1, id="of both"),
    ],
)
def test_difference_asked_beside_the_arms_does_not_take_their_place(text: str, kept: int) -> None:
    """The figures of both arms are told with their difference."""
    assert len(with_statistic(CHANGES, ask(text))) == kept
