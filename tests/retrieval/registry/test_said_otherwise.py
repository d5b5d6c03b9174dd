"""Questions over a record in everyday words: a taste, a slope, a tag behind a question, a margin told alone."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.marl_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Fewer repeat procedures were needed, and significantly so, weren't there?", "0.66", "71 of 80",
                     id="a tag, and what was done again"),
        pytest.param("Marlanib cut re-interventions significantly, didn't it?", "not statistically significant",
                     "-1.2", id="no primary outcome in its place"),
        pytest.param("Did fewer people need a second procedure?", "12 of 80", "41", id="people, and no time"),
        pytest.param("What was the annual rate of serious adverse events?", "9 of 80", "-3.7", id="no slope of events"),
        pytest.param("How did the syrup taste?", "62 of 80", "no result", id="a taste"),
        pytest.param("Was the flavour all right for the kids?", "62 of 80", "no result", id="whom all are"),
        pytest.param("How steep was the yearly loss of GFR?", "-3.7", "-4.1", id="a slope"),
        pytest.param("How much GFR was lost per year?", "-3.2", "-4.1", id="in the unit per year"),
        pytest.param("How much did GFR fall each year after the first three weeks?", "-1.3", "-2.4",
                     id="from when on"),
        pytest.param("How steep was the GFR loss per year overall, and after the first three weeks?", "-2.4",
                     "Correction", id="both, and no figure claimed"),
        pytest.param("Was marlanib noninferior on open flow?", "meets the noninferiority criterion", "does not",
                     id="a margin alone"),
        pytest.param("As clay death fell significantly, what are the figures?", "7 of 80", "14 of 80",
                     id="the figures of what is taken to be significant"),
        pytest.param("As clay death fell significantly, what are the figures?",
                     "Clay Composite – Clay death is not statistically significant", "14 of 80", id="by its row"),
    ],
)  # fmt: skip
def test_what_is_said_otherwise(question: str, told: str, not_told: str) -> None:
    """The outcome that is meant is told, and no other."""
    text = answer(question)
    assert told in text
    assert not_told not in text
