"""Which report of one figure leads, and which others disagree with it."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import NOT_REACHED, PublicationType, Result, Source, Tier
from retrieval.answers.leading import agrees, decimals, disagreements, leading_first, printed_otherwise, source_rank
from tests.retrieval.small_trial import FIRST, make_ratio, make_result


def _source(id: str, tier: Tier = "primary", kind: PublicationType | None = None) -> Source:
    return Source(id, "figures", None, "", "", tier, publication_type=kind)


SOURCES = {
    source.id: source
    for source in (
        _source("paper", kind="article"),
        _source("record", "registry", "registry record"),
        _source("label", "regulatory", "regulatory document"),
        _source("poster", "secondary", "conference abstract"),
        _source("page", "company", "company page"),
        _source("paper-too", kind="article"),
    )
}


def _report(id: str, value: str = "0.61", **slots: Any) -> Result:
    return make_result(id, outcome="Survival", statistic="hazard ratio", value=value, **slots)


def _order(*results: Result) -> list[str]:
    return [result.id for result in leading_first(results, sources=SOURCES)]


def test_sources_lead_in_the_order_of_their_kind() -> None:
    """Article, registry, regulatory document, abstract, company page: in whatever order they come."""
    expected = ["paper:1", "record:1", "label:1", "poster:1", "page:1"]
    for shuffled in permutations(_report(id) for id in expected):
        assert _order(*shuffled) == expected


def test_tier_stands_in_for_the_kind() -> None:
    """A source of no stated kind ranks by its tier, between the kinds it belongs to."""
    ranks = [source_rank(_source("x", tier)) for tier in ("primary", "registry", "regulatory", "company", "secondary")]
    assert ranks == sorted(ranks)
    assert source_rank(_source("x", "registry")) == source_rank(SOURCES["record"])


@pytest.mark.parametrize(
    ("leads", "follows"),
    [
        pytest.param({"cutoff_stated": True}, {"cutoff_stated": False}, id="stated cut-off"),
        pytest.param({"value": "0.610"}, {"value": "0.61"}, id="more decimals"),
        pytest.param({"ci_low": Decimal("0.5"), "interval_kind": "CI"}, {}, id="interval"),
        pytest.param({"n": 6}, {}, id="count"),
    ],
)
def test_between_equal_sources_the_fuller_report_leads(leads: dict[str, Any], follows: dict[str, Any]) -> None:
    """A stated cut-off, then decimals, then completeness decide, though the id would say otherwise."""
    common: dict[str, Any] = {"data_cutoff": FIRST}
    assert (
        _order(_report("paper:1", **common, **follows), _report("paper-too:2", **common, **leads))[0] == "paper-too:2"
    )


def test_kind_of_source_goes_before_decimals() -> None:
    """An article leads a registry that prints more decimals and its cut-off."""
    assert (
        _order(_report("record:1", "0.6100", cutoff_stated=True, data_cutoff=FIRST), _report("paper:1", "0.61"))[0]
        == "paper:1"
    )


def test_last_of_all_the_id_decides() -> None:
    """Equal reports always come in one order."""
    assert _order(_report("paper-too:1"), _report("paper:2"), _report("paper:1")) == [
        "paper-too:1",
        "paper:1",
        "paper:2",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("37.86", "37.9", True),
        ("37.86", "37.8", False),
        ("37.85", "37.9", True),
        ("0.58", "0.580", True),
        ("0.58", "0.59", False),
        ("19.15", "19.2", True),
    ],
)
def test_rounded_value_is_the_same_figure(one: str, other: str, expected: bool) -> None:
    """The finer value, rounded half up to the coarser's decimals, decides; the order does not matter."""
    assert agrees(Decimal(one), Decimal(other)) is expected
    assert agrees(Decimal(other), Decimal(one)) is expected


def test_words_agree_only_with_themselves() -> None:
    """A median that was not reached is no number."""
    assert agrees(NOT_REACHED, NOT_REACHED)
    assert not agrees(NOT_REACHED, Decimal("19.15"))


@pytest.mark.parametrize(
    ("value", "expected"), [(Decimal("0.530"), 3), (Decimal(53), 0), ("not reached", 0), (None, 0)]
)
def test_decimals_are_those_printed(value: object, expected: int) -> None:
    """A trailing zero counts; what is no number has none."""
    assert decimals(value) == expected


@given(st.decimals("0", "1000", places=3), st.integers(0, 2))
def test_every_rounding_of_a_value_agrees_with_it(value: Decimal, places: int) -> None:
    """A value printed with fewer decimals stays the same figure, unless half a unit separates it from a rounding up."""
    rounded = value.quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    assert agrees(value, rounded)
    assert not agrees(value, rounded + Decimal(1).scaleb(-places))


LEADING = make_ratio("paper:1", "0.66", ("0.48", "0.90", "95.2"))


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        pytest.param(make_ratio("record:1", "0.66", ("0.48", "0.90", "95.2")), False, id="the same"),
        pytest.param(make_ratio("record:1", "0.7", ("0.5", "0.9", "95.2")), False, id="rounded"),
        pytest.param(make_ratio("record:1", "0.67", ("0.48", "0.90", "95.2")), True, id="value"),
        pytest.param(make_ratio("record:1", "0.66", ("0.48", "0.91", "95.2")), True, id="bound"),
        pytest.param(make_ratio("record:1", "0.66", ("0.48", "0.90", "95")), True, id="level"),
        pytest.param(_report("record:1", "0.66"), False, id="no interval"),
    ],
)
def test_disagreement_is_another_value_bound_or_level(other: Result, differs: bool) -> None:
    """Another value, bound or level disagrees; a coarser print and an interval that is not given do not."""
    assert disagreements(LEADING, [other]) == ((other,) if differs else ())


def test_same_figure_with_other_decimals_is_printed_otherwise() -> None:
    """0.614 is 0.61 as another source prints it, told once; 0.61 itself is no other print."""
    leading = make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))
    finer = make_ratio("update:1", "0.614", ("0.402", "0.928", "98"))
    again = make_ratio("registry:1", "0.614", ("0.402", "0.928", "98"))
    same = make_ratio("registry:2", "0.61", ("0.40", "0.93", "98"))
    assert printed_otherwise(leading, (finer, again, same)) == (finer,)
