"""Doses in Gy, an arm that nobody entered, deaths told by grade, and plain words for a drug's jabs and dry lungs."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.beam_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How did people fare on 40 Gy in BEAMISH?", "Started: 0", "3 of 50", id="nobody entered"),
        pytest.param("BEAMISH: any complete response in the 40 gray group?", "was not opened", "4 of 50",
                     id="what is noted of it"),
        pytest.param("BEAMISH: complete response at 60.5 Gy?", "4 of 50", "Started", id="an arm by its dose"),
        pytest.param("BEAMISH: serious adverse events at 50 Gy vs 60.5 Gy?", "36 of 50", "Correction",
                     id="a dose is no claim"),
        pytest.param("How many died of toxicity in BEAMISH?", "32 of 50", "12 of 50", id="deaths by grade"),
        pytest.param("How many needles did people get in BEAMISH?", "8 injections", "no result", id="plain word"),
        pytest.param("How many injections did they get through week 48 in BEAMISH?", "8 injections", "no result",
                     id="how many were given is a result"),
        pytest.param("How many were fluid-free at week 48 in BEAMISH?", "25 of 50", "Started", id="free of something"),
        pytest.param("Median age and the sex split in BEAMISH?", "37 of 50", "no result", id="traits in one list"),
        pytest.param("How many completed BEAMISH, and why did the rest not?", "Not completed: Hay fever", "Late",
                     id="reasons of the rest"),
        pytest.param("Lung dose in those with and without grade 3+ skin toxicity in BEAMISH?", "26.3 Gy", "no result",
                     id="groups told by a grade"),
        pytest.param("BEAMISH: p-value of the lung dose by late harm?", "p = 0.08", "0.30", id="the test meant"),
        pytest.param("BEAMISH: since people were randomised to 50 or 60.5 Gy, which had more complete responses?",
                     "Allocation: non-randomized.", "Started", id="no allocation"),
        pytest.param("What was the tolerated dose in BEAMISH?", "0 = not tolerated, 1 = tolerated", "no result",
                     id="what a code stands for"),
        pytest.param("How many started in phase 2 of BEAMISH?", "46 of 50", "Phase: phase 1", id="a group by phase"),
        pytest.param("How many left BEAMISH, and the commonest reason?", "Not completed: Hay fever", "frequent",
                     id="no event is a reason"),
        pytest.param("Which phase was BEAMISH?", "phase 1, phase 2", "Not specified", id="a section without labels"),
    ],
)  # fmt: skip
def test_what_is_asked_is_told(question: str, told: str, not_told: str) -> None:
    """No other arm, outcome or figure stands in for what is asked."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
