"""Outcomes told by ages in their titles, by a word of their own, by a short form that is taken, at a time beside."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.heath_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How effective was Lingvax in those over 60?", "3 of 200", "9 of 200", id="an age in a title"),
        pytest.param("Heath pox in people 40 and over?", "9 of 200", "3 of 200", id="the age of all"),
        pytest.param("How many got heath pox at 40 to 59 years of age?", "6 of 200", "9 of 200", id="a range of ages"),
        pytest.param("Did it work in people over 80?", "no result", "3 of 200", id="an age that no title has"),
        pytest.param("Lasting itch in those over 60?", "no result", "2 of 200", id="another outcome at that age"),
        pytest.param("How many participants were aged 60 or older?", "80 of 200", "3 of 200", id="no outcome at all"),
        pytest.param("How many were in remission?", "38.5%", "61.5%", id="a word that the record tells apart"),
        pytest.param("How many responded?", "61.5%", "38.5%", id="the other word"),
        pytest.param("What was the SDS change?", "-3.3", "no result", id="a scale is no spread"),
        pytest.param("Remission and SDS, and were the differences significant?", "SDS) at Week 8 (p-value)", "61.5",
                     id="a test of each"),
        pytest.param("What was the two-year SDS?", "no result", "-7.2", id="a time before the name"),
        pytest.param("What antibody level was there three years after vaccination?", "1610", "5210",
                     id="years are no months"),
        pytest.param("How many got heath pox on Lucentis?", "81 of 200", "no result", id="a brand"),
        pytest.param("How many got heath pox on Eylea?", "no result", "81 of 200", id="another drug's brand"),
        pytest.param("Did the nasal spray work?", "9 of 200", "Nasal spray", id="a form of what is given"),
        pytest.param("How many patients finished the double-blind phase?", "196 of 200", "181 of 200", id="one period"),
        pytest.param("How many were dosed every 9 weeks, and is there the same figure for ranibizumab?", "46 of 200",
                     "66 of 200", id="an arm of the second question"),
        pytest.param("How many were dosed every 9 weeks, and is there the same figure for ranibizumab?",
                     "(arm: Ranibizumab)", "66 of 200", id="that has none"),
        pytest.param("Uveitis and serious eye side effects?", "5 of 200", "33 of 200", id="a row is no event at large"),
        pytest.param("Change in SLT thickness?", "-131", "no result", id="initials of a definition"),
        pytest.param("What was the primary result, Lingvax vs ranibizumab?", "88.1", "33 of 200", id="the result"),
        pytest.param("Is the p-value one- or two-sided?", "two-sided p = 0.001", "no result", id="sides of a test"),
        pytest.param("Percentage in remission vs percentage with itch?", "38.5%", "no result", id="one share"),
        pytest.param("Percentage in remission vs percentage with itch?", "2 of 200", "no result", id="the second"),
        pytest.param("What was the incidence rate of heath pox?", "0.4", "9 of 200", id="a rate over time"),
        pytest.param("Was the itch assessment better at 24 hours?", "-9.1", "-21.1", id="hours"),
        pytest.param("Was the itch assessment better at 12 hours?", "", "-9.1", id="other hours"),
        pytest.param("How did the groups compare on the itch assessment at week 8?", "-21.1", "no result",
                     id="no method"),
        pytest.param("How long did the antibodies last after vaccination?", "", "2.5", id="no other duration"),
        pytest.param("How long did redness last after vaccination?", "2.5", "no result", id="its own duration"),
        pytest.param("Any redness?", "90 of 200", "2.5", id="no duration of it"),
        pytest.param("How many had redness?", "90 of 200", "93 of 200", id="those who were asked for it"),
        pytest.param("Severe redness?", "19 of 200", "no result", id="severe"),
        pytest.param("What was the number needed to vaccinate?", "no result", "200", id="no number of events"),
        pytest.param("Was Lingvax better in women?", "no result", "200", id="nor of women"),
    ],
)  # fmt: skip
def test_outcome_is_told_as_asked(question: str, told: str, not_told: str) -> None:
    """The title, the word and the time that are asked lead to their own figures, and to no near ones."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
