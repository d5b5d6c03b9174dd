"""Fusion: the mean of relative scores, worked out by hand."""

from __future__ import annotations

import pytest

from retrieval.fusion import fuse


def test_mean_of_the_shares_of_each_best_score() -> None:
    """a has 100 % and 50 % of the best scores, b 50 % and 100 %, c 75 % of one and, absent from a whole list, 0."""
    cosine = [("a", 0.8), ("c", 0.6), ("b", 0.4)]
    bm25 = [("b", 20.0), ("a", 10.0)]
    assert fuse([cosine, bm25], depth=10) == [
        ("a", pytest.approx(0.75)),
        ("b", pytest.approx(0.75)),
        ("c", pytest.approx(0.375)),
    ]


def test_clear_lead_outweighs_a_narrow_one() -> None:
    """BM25 prefers b by far and dense search prefers a by a little, so b leads; by rank they would tie."""
    assert [passage for passage, _ in fuse([[("a", 0.50), ("b", 0.49)], [("b", 30.0), ("a", 6.0)]], depth=10)] == [
        "b",
        "a",
    ]


def test_passage_below_the_cut_counts_as_the_last_one_above_it() -> None:
    """b is missing from a list that was cut off at 2, so it is taken at that list's last share, 0.9."""
    fused = dict(fuse([[("a", 1.0), ("c", 0.9)], [("b", 4.0), ("a", 2.0)]], depth=2))
    assert fused == {"a": pytest.approx(0.75), "b": pytest.approx(0.95), "c": pytest.approx(0.7)}


@pytest.mark.parametrize("empty", [[], [("b", 0.0)], [("b", -0.2)]], ids=["none", "zero", "opposite"])
def test_half_that_finds_nothing_changes_no_order(empty: list[tuple[str, float]]) -> None:
    """Where one half finds nothing alike, the other one's order stands at half its share."""
    fused = fuse([[("a", 0.8), ("c", 0.4)], empty], depth=10)
    assert fused[:2] == [("a", pytest.approx(0.5)), ("c", pytest.approx(0.25))]


def test_single_ranking_keeps_its_order() -> None:
    """One ranking alone is fused with nothing: its order stays, and its best passage scores 1."""
    assert fuse([[("a", 12.0), ("b", 3.0)]], depth=10) == [("a", 1.0), ("b", 0.25)]


def test_nothing_found_is_nothing() -> None:
    """Two empty rankings give none."""
    assert fuse([[], []], depth=10) == []
