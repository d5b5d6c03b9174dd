"""Questions in everyday words over a record: what its titles, rows, definitions and flow call otherwise."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.sedge_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("mortality in deep FFKD compared with shallow FFKS", "21.5%", "61.5", id="rows of one outcome"),
        pytest.param("did men and women benefit equally?", "-6.25", "no result", id="a title by sex"),
        pytest.param("how many needed rescue?", "37 of 100", "no result", id="a milestone by its word"),
        pytest.param("What dose of methotrexate were they on?", "15.5 mg/week", "Stable", id="a dose at entry"),
        pytest.param("joint damage on x-ray?", "0.85 points", "no result", id="words of a definition"),
        pytest.param("fungal infections?", "6 of 100", "3 of 100", id="an everyday word of a row"),
        pytest.param("any skin cancer?", "", "3 of 100", id="what a row leaves out"),
        pytest.param("how many had severe attacks?", "9 of 100", "44 of 100", id="no grade beside the one asked"),
        pytest.param("attacks that put them in hospital?", "9 of 100", "44 of 100", id="severe by what came of it"),
        pytest.param("Did sedgimab slow the disease?", "-4.25", "no result", id="the illness"),
        pytest.param("non-inferiority margin and result", "8 percentage points", "no result", id="a margin alone"),
        pytest.param("Were diabetics enrolled?", "Diabetes mellitus", "no result", id="who entered"),
        pytest.param("how many died by month 9?", "12.5%", "no result", id="no total beside the time asked"),
        pytest.param("how many were bog marker positive at baseline?", "66 of 100", "81.5", id="a status at entry"),
        pytest.param("fen storms per strain?", "17 of 100", "27 of 100", id="each of a kind"),
        pytest.param("fen storms?", "27 of 100", "17 of 100", id="any of a kind"),
        pytest.param("relapse in non-carriers?", "33.5%", "44.5%", id="a part that the record writes in one word"),
        pytest.param("survival without events?", "9.4 months", "no result", id="freedom from events"),
        pytest.param("could asthmatics take part?", "A diagnosis of asthma", "no result", id="those who have it"),
    ],
)
def test_record_is_read_in_everyday_words(question: str, told: str, not_told: str) -> None:
    """What the record has is found by the words that people use, and nothing alike is told in its place."""
    said = answer(question)
    assert told in said
    assert not_told not in said
