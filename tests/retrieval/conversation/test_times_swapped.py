"""Follow-ups that tell another time alone, put into the question before them."""

from __future__ import annotations

import pytest

from retrieval.conversation.times_swapped import with_time_swapped


@pytest.mark.parametrize(
    ("follow_up", "earlier", "written"),
    [
        pytest.param("and at week 52?", "Peak flow at week 24?", "Peak flow at week 52?", id="in its place"),
        pytest.param("week 52?", "peak flow", "peak flow at week 52?", id="none before"),
        pytest.param("What about after dose 4?", "Fever after dose 1", "Fever after dose 4", id="a dose"),
        pytest.param("and deaths at week 52?", "Peak flow at week 24?", None, id="something else is asked"),
        pytest.param("week 52?", "Peak flow at week 12 versus week 24?", None, id="several before"),
    ],
)
def test_another_time(follow_up: str, earlier: str, written: str | None) -> None:
    """The earlier question is written out at the time that alone a follow-up tells."""
    assert with_time_swapped(follow_up, earlier) == written
