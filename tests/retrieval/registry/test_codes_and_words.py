"""Levels of a score by its code, markers that patients lack, words of definitions, counts of those without an event."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.crag_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many in CRAGSIDE got to CRAG 50?", "no result for CRAG 50", "19", id="a level nobody posted"),
        pytest.param("CRAG 75 in CRAGSIDE?", "41 of 100", "no result", id="a level that is posted"),
        pytest.param("Was CRAG 75 of CRAGSIDE measured at six months?", "51 of 100", "no result",
                     id="the same by its short form at another time"),
        pytest.param("OS in CRAGSIDE in PD-L1 negative patients?", "no result", "25.4",
                     id="those with a marker are not those without"),
        pytest.param("OS in CRAGSIDE in PD-L1 positive patients?", "25.4 months", "no result",
                     id="those with a marker"),
        pytest.param("How many were PD-L1 positive in CRAGSIDE?", "61 of 100", "no result", id="a marker counted"),
        pytest.param("How many of CRAGSIDE went the year crisis-free?", "24 of 100", "Started", id="without an event"),
        pytest.param("Was bone damage on X-ray slowed in CRAGSIDE?", "0.41", "no result", id="words of a definition"),
        pytest.param("Were patients of CRAGSIDE more satisfied?", "7.5", "no result", id="one plain word of a title"),
        pytest.param("How many had been on a biologic before CRAGSIDE?", "33 of 100", "29 of 100",
                     id="no row that denies the word"),
        pytest.param("How many in CRAGSIDE used steroids at the start?", "27 of 100", "no result",
                     id="a part of a longer word"),
        pytest.param("How many of CRAGSIDE were switched over?", "88 of 100", "no result",
                     id="a switch without a name"),
        pytest.param("Did cholesterol go up in CRAGSIDE?", "20 of 100", "no result", id="a level by its event"),
        pytest.param("How many of CRAGSIDE are still in the study?", "37 of 100", "no result", id="who has not left"),
        pytest.param("Why did people leave CRAGSIDE in the first 12 weeks?", "4 of 100", "74 of 100",
                     id="a period by its length"),
        pytest.param("Was cancer more common in CRAGSIDE?", "12 of 100", "no result", id="a class of events"),
        pytest.param("What was the effect of cragimab 2.5 mg in CRAGSIDE?", "no result for \u201c2.5 mg\u201d", "41 of",
                     id="a step to the doses of the arms"),
        pytest.param("What was the rate of lows in CRAGSIDE?", "0.07", "1.1 points", id="a rate, and no score of it"),
        pytest.param("By how much did the high dose cut crises in CRAGSIDE?", "1.63", "no result",
                     id="a dose that cut something was not reduced"),
    ],
)  # fmt: skip
def test_what_is_asked_is_told(question: str, told: str, not_told: str) -> None:
    """What a record has is found in other words, and what it has not is not passed off as another figure."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
