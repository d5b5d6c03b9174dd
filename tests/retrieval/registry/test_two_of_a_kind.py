"""Questions over a record of things alike: two vaccines, two times, two margins, rows of a grade and of an end."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.brook_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Did brookamab blunt the rabies vaccine response?", "83.3%", "86.7", id="the thing in the title"),
        pytest.param("Was the rabies antibody response as good?", "83.3%", "86.7", id="a kind of measure tells less"),
        pytest.param("How many responded to the MenY shot?", "86.7%", "83.3", id="a serogroup by its short name"),
        pytest.param("How did disability change by week 12, and was the difference significant?", "-2.07", "no result",
                     id="the values beside the difference"),
        pytest.param("By how much did the RDI fall at week 12, and what was the p value?", "-0.38", "no result",
                     id="the values beside the p value"),
        pytest.param("RDI change at 12 weeks versus 52 weeks?", "-3.11", "no result", id="two times"),
        pytest.param("RDI change after 12 weeks and after 52 weeks?", "-2.07", "no result", id="the first of them"),
        pytest.param("What was the median follow-up?", "18.2", "no result", id="an average that the title has not"),
        pytest.param("How long were people followed up?", "18.4", "no result", id="how long"),
        pytest.param("Any fatal side effects?", "4 of 90", "no result", id="events that ended in death"),
        pytest.param("How many died because of side effects?", "4 of 90", "44 of 90", id="no death of whatever cause"),
        pytest.param("How often were TEAEs a reason for a dose reduction?", "51 of 90", "4 of 90", id="a lower dose"),
        pytest.param("How common was high phosphate and how much of it was severe?", "78 of 90", "33 of 90",
                     id="all of them"),
        pytest.param("How many had severe hyperphosphataemia?", "17 of 90", "no result", id="and the severe ones"),
        pytest.param("Any ketoacidosis or Fournier cases?", "21 of 90", "Clostridioides", id="the other of a list"),
        pytest.param("How many had any TEAE and how many quit because of one, by week 16?", "9 of 90", "no result",
                     id="those who stopped, beside those who had one"),
        pytest.param("How many had C. diff?", "25 of 90", "Started", id="a short name with a stop"),
        pytest.param("Did brookamab save more lives than placebo?", "14.9%", "no result", id="deaths as tested"),
        pytest.param("What was the noninferiority margin for cure and was it met?", "-12", "14.9", id="one margin"),
        pytest.param("As brookamab lowered all-cause mortality, may we tell families so?", "14.9%", "no result",
                     id="what is to be told on"),
        pytest.param("Were deaths noninferior at day 14?", "no result", "meets", id="a time that was not tested"),
        pytest.param("How many discontinued and for what reasons?", "2 of 90", "not understood", id="for what reasons"),
        pytest.param("How many discontinued, and what were the reasons?", "8 of 90", "no result", id="how many"),
        pytest.param("Which eGFR was needed to get into the trial?", "eGFR above 30", "Platelets", id="a short form"),
        pytest.param("Deaths by day 14?", "8.0%", "no result", id="a time that one title tells in short"),
        pytest.param("How many had a complete response?", "24 of 90", "39 of 90", id="a row by a word of any text"),
        pytest.param("Response rate as judged by the investigator?", "44.9%", "41.8", id="who judged"),
        pytest.param("Investigator-assessed response rate versus the independent review?", "44.9%", "no result",
                     id="both who judged"),
        pytest.param("Investigator response rate in REED2-mutated patients?", "“mutated”", "any other", id="a gene"),
        pytest.param("Investigator response rate in non-viral patients?", "non-viral", "any other", id="non-"),
        pytest.param("Were the germs cleared?", "66.9%", "no result", id="germs"),
        pytest.param("Which of the two GRS signs improved most on brookamab?", "the lowest: Scratches", "Redness",
                     id="the row that changed most"),
        pytest.param("How long did people take the drug?", "17.8", "weekly", id="how long it was taken"),
        pytest.param("How many doses did they get?", "15 doses", "weekly", id="doses that were counted"),
        pytest.param("How often did they take rescue cream?", "32 of 90", "weekly", id="what else was taken"),
        pytest.param("Was EASI-90 reported?", "no result for EASI-90", "71.5", id="a level that nobody tells"),
        pytest.param("What blood levels were seen?", "21.6", "no result", id="a verb of any finding"),
        pytest.param("What was the kidney outcome?", "26 of 90", "58 of 90", id="an outcome is no adverse event"),
        pytest.param("Kidney side effects?", "58 of 90", "26 of 90", id="an adverse event is no outcome"),
        pytest.param("Skin redness with brookamab?", "5 of 90", "no result", id="where it was given"),
        pytest.param("How many dropped out in the washout?", "7 of 90", "Started", id="a period that has no sum"),
        pytest.param("How many were diabetic?", "45 of 90", "33 of 90", id="those of a trait"),
        pytest.param("What were the numbers for each part of the primary composite?", "22 of 90", "29 of 90",
                     id="the parts of a composite"),
        pytest.param("What ejection fraction was required for entry?", "LVEF above 45%", "31.2", id="no value"),
    ],
)  # fmt: skip
def test_one_of_two_alike(question: str, told: str, not_told: str) -> None:
    """What is asked is told, and not what is only like it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
