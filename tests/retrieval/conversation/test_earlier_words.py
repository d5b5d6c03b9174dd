"""Follow-ups over a record that tell one restriction alone, put into the question before them."""

from __future__ import annotations

import pytest

from retrieval.conversation.earlier_words import with_one_changed, with_part_added


@pytest.mark.parametrize(
    ("follow_up", "earlier", "written"),
    [
        pytest.param("and at week 52?", "Peak flow at week 24?", "Peak flow at week 52?", id="time in its place"),
        pytest.param("at week 52?", "Change to week 24 in flow?", "Change to week 52 in flow?", id="end of a stretch"),
        pytest.param("week 52?", "peak flow", "peak flow at week 52?", id="no time before"),
        pytest.param("What about after dose 4?", "Fever after dose 1", "Fever after dose 4", id="a dose"),
        pytest.param("and deaths at week 52?", "Peak flow at week 24?", None, id="something else is asked"),
        pytest.param("week 52?", "Peak flow at week 12 versus week 24?", None, id="several times before"),
        pytest.param(
            "and because of adverse events?",
            "How many dropped out for lack of efficacy by week 16",
            "How many dropped out because of adverse events by week 16",
            id="another cause",
        ),
        pytest.param("and for cancer?", "Was there a benefit for older patients?", None, id="no leaving, no cause"),
        pytest.param("severe?", "Fever after dose 4?", "Fever after dose 4, severe only?", id="severity"),
    ],
)
def test_one_thing_changed(follow_up: str, earlier: str, written: str | None) -> None:
    """The earlier question is written out with the one thing that a follow-up tells."""
    assert with_one_changed(follow_up, earlier) == written


@pytest.mark.parametrize(
    ("follow_up", "earlier", "written"),
    [
        pytest.param(
            "in the 50 mg arm?", "Peak flow at week 24?", "Peak flow at week 24 in the 50 mg arm?", id="an arm"
        ),
        pytest.param("in the open phase?", "Peak flow at week 24?", "Peak flow in the open phase?", id="a period"),
        pytest.param("how many died?", "Peak flow at week 24?", None, id="something else is asked"),
    ],
)
def test_a_part_added(follow_up: str, earlier: str, written: str | None) -> None:
    """The earlier question is written out for the part that a follow-up tells."""
    assert with_part_added(follow_up, earlier) == written
