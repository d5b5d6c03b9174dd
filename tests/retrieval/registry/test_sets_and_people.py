"""Titles told apart by their set, limit or time; rows of people, grades and denials; what a record tells in words."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.tarn_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Hazard ratio for adder bite or SNE?", "0.82", "0.88", id="a time to a first event is of it"),
        pytest.param("Was adder bite or nettle stings less frequent?", "1.21", "3.84", id="by another name"),
        pytest.param("In the ITT set, the hazard ratio for adder bite/SNE?", "0.87", "0.82", id="the set asked"),
        pytest.param("What share had RNA below 50 copies/mL at week 12?", "90.2%", "93.8", id="the primary set"),
        pytest.param("RNA below 50 copies/mL, week 12, per-protocol population?", "93.8%", "90.2", id="another set"),
        pytest.param("What share had RNA under 50 copies at week 36?", "86.3%", "90.2", id="the limit at a time"),
        pytest.param("Week 36 clearing rates?", "86.3%", "29.1", id="who cleared, and not how soon"),
        pytest.param("How long did tarn clearing take?", "29.1 days", "86.3", id="how soon"),
        pytest.param("How did women with a low CD4 count do?", "78.6%", "91.2", id="a low value"),
        pytest.param("What share of women with high CD4 had RNA below 50 copies at week 12?", "91.2%", "78.6",
                     id="a high value"),
        pytest.param("How many had weight gain, per-protocol population?", "population: per-protocol", "Correction",
                     id="a set of some that is not posted"),
        pytest.param("Median CD4 count at baseline?", "431 cells", "78.6", id="a value at baseline"),
        pytest.param("Did mossamine help women who were not on iron?", "43 of 100", "51 of 100", id="who had it not"),
        pytest.param("Severe tarn attacks in women without iron?", "43 of 100", "Female", id="all are women"),
        pytest.param("Were severe attacks less common with iron or without it?", "51 of 100", "no result",
                     id="both are compared"),
        pytest.param("Which components drove the effect?", "71 of 100", "no result", id="what drove it"),
        pytest.param("In TARNWATER-P, how many had blisters?", "71 of 100", "p-value", id="a letter of the acronym"),
        pytest.param("Any grade 3+ tarn storm?", "11 of 100", "86 of 100", id="each grade from it upwards"),
        pytest.param("Severe tarn storm?", "3 of 100", "77 of 100", id="severe by its grades"),
        pytest.param("Tarn storm: how often and how severe?", "86 of 100", "no result", id="all grades"),
        pytest.param("When did the storm begin and how long did it last?", "5.5 days", "86 of", id="onset, duration"),
        pytest.param("MMD negativity in everyone and in the XRs?", "32.4%", "39 of 100", id="all and a part"),
        pytest.param("MMD negativity in XR?", "77.5%", "32.4", id="a part named as an outcome"),
        pytest.param("Did mossamine cause significantly less weight gain?", "-0.86", "12 of 100", id="what was tested"),
        pytest.param("How many had weight gain?", "12 of 100", "-0.86", id="the event"),
        pytest.param("TRR in everyone who consented?", "63.6%", "75.5", id="a set in plain words"),
        pytest.param("What was the TRR by review?", "75.5%", "63.6", id="the other set"),
        pytest.param("Was the TRR by review better than the null of 50%?", "75.5%", "Correction", id="held against"),
        pytest.param("How many had a CR or better?", "29 of 100", "18 of 100", id="a response or better"),
        pytest.param("How was the newborn composite?", "31 of 100", "55 of 100", id="words side by side"),
        pytest.param("Were the week 96 efficacy results better?", "no result", "19 of 100", id="no flow for efficacy"),
        pytest.param("How many stopped the trial early?", "19 of 100", "“early”", id="who left"),
        pytest.param("How many babies died?", "8 of 100", "1 of 100", id="infants"),
        pytest.param("Did any mothers die?", "1 of 100", "8 of 100", id="mothers"),
        pytest.param("How many died, and what was the hazard ratio for death?", "8 of 100", "no result",
                     id="the count beside the ratio"),
        pytest.param("Hazard ratio for all-cause death and how many died?", "0.92", "no result", id="and the ratio"),
        pytest.param("How many consented but were never infused, and why?", "12 of 100", "5 of 100", id="before it"),
        pytest.param("How many were not infused?", "19 of 100", "Spoilt", id="who got nothing"),
        pytest.param("Was the trial stopped early for benefit?", "because of floods", "no result", id="why it stopped"),
        pytest.param("What dose was given, when was it started, and who was masked?", "“Masking: double", "no result",
                     id="who was masked"),
        pytest.param("What dose was given and when was it started?", "until delivery", "no result", id="from when"),
    ],
)  # fmt: skip
def test_the_one_asked_is_told(question: str, told: str, not_told: str) -> None:
    """Of titles and rows alike the one is told that the question's set, limit, people or grade tell."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
