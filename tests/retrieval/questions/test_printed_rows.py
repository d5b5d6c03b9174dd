"""Results as a question has them printed."""

from __future__ import annotations

from retrieval.questions.printed_rows import as_printed
from tests.retrieval.small_trial import make_ratio

WIDE = make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))
USUAL = make_ratio("update:1", "0.66", ("0.48", "0.90", "95"))


def _kept(text: str) -> tuple[object, ...]:
    rows: tuple[object, ...] = (WIDE, USUAL)
    for _, keep in as_printed(text):
        rows = keep(rows)  # type: ignore[arg-type,assignment]  # results
    return rows


def test_interval_of_a_level_is_the_one_meant() -> None:
    """A level that is not the usual one tells which figure is asked; one that nobody reports keeps all."""
    assert _kept("why a 98% interval") == (WIDE,)
    assert _kept("with its 95% CI") == (WIDE, USUAL)
    assert _kept("with its 90% CI") == (WIDE, USUAL)
    assert _kept("do all sources give a 98% interval?") == (WIDE, USUAL)


def test_second_level_named_beside_an_interval_keeps_both() -> None:
    """ "Which had the 98% CI and which the 95%" asks for both."""
    assert _kept("which analysis had the 98% CI and which the 95%?") == (WIDE, USUAL)
    assert _kept("which analysis had the 98% CI, and did 40% respond?") == (WIDE,)


def test_level_that_a_quoted_figure_does_not_have_leaves_the_figure() -> None:
    """ "0.66 (98% CI 0.48-0.90)" asks about the figure of that value, whose interval has another level."""
    assert _kept("is 0.66 (98% CI 0.48-0.90) right?") == (WIDE, USUAL)
    assert _kept("is 0.61 (98% CI 0.40-0.93) right?") == (WIDE,)


def test_level_that_is_claimed_picks_out_no_rows() -> None:
    """What is taken to be so is held against all of them."""
    assert _kept("the updated one has a 98% CI, right?") == (WIDE, USUAL)
    assert _kept("it carries a 98% interval, doesn't it?") == (WIDE, USUAL)
