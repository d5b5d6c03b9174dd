"""Questions over a record whose words single out one title or row, or that have several parts."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.fen_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Was the new dose noninferior for every strain in SEDGEMOOR?", "Of 3 comparisons", "0.94",
                     id="verdict over all comparisons"),
        pytest.param("Which strain missed non-inferiority in SEDGEMOOR?", "not Strain 9", "0.84", id="the one missed"),
        pytest.param("In SEDGEMOOR, was strain 7K non-inferior?", "meets the noninferiority criterion", "0.56",
                     id="one comparison"),
        pytest.param("What were the month 6 titers to strain 9 in SEDGEMOOR?", "38 titer", "71",
                     id="time beside a row"),
        pytest.param("What was the neutralizing titer to strain 7K one month (day 29) after the dose in SEDGEMOOR?",
                     "117 titer", "111", id="a time is no number of a row"),
        pytest.param("How well did it work against 7K in the over-75s of SEDGEMOOR?", "566 titer", "502",
                     id="code and class of age"),
        pytest.param("By how much did protein loss fall at week 24 in SEDGEMOOR?", "0.58 ratio", "no result",
                     id="lay phrase of a title"),
        pytest.param("How many in SEDGEMOOR halved their urinary protein?", "21 of 50", "0.58 ratio",
                     id="halved is a reduction of 50 %"),
        pytest.param("In SEDGEMOOR, what happened to UPCR in those who began above 1.5 g/g?", "0.50 ratio", "0.67",
                     id="side of a bound"),
        pytest.param("What was the odds ratio for the UPCR in SEDGEMOOR?", "6.30", "0.58", id="title with the effect"),
        pytest.param("How many had grade 3 injection site pain in SEDGEMOOR?", "14 of 50", "31 of 50",
                     id="grade told by a row"),
        pytest.param("How many had a sore arm in SEDGEMOOR, and how many of those were grade 3?", "31 of 50",
                     "33 of 50",
                     id="all and the graded"),
        pytest.param("How many felt much or very much improved in SEDGEMOOR?", "23 of 50", "24 of 50",
                     id="two rows in one phrase"),
        pytest.param("What were AUC and Tmax on 20 mg and on 60 mg two weeks into SEDGEMOOR?", "2.1 hours",
                     "no result", id="short forms name measures"),
        pytest.param("How many stopped because of side effects in SEDGEMOOR?", "5 of 50", "8 of 50",
                     id="measure of stopping before the flow"),
        pytest.param("How soon did rash start in SEDGEMOOR?", "3.3 days", "13 of 50", id="time to an event"),
        pytest.param("How many in SEDGEMOOR started, and how many got dosed?", "47 of", "no result",
                     id="second part by itself"),
        pytest.param("Was dialysis allowed in SEDGEMOOR, and what was the UPCR at week 24?", "0.58 ratio",
                     "no result", id="criterion and figure"),
        pytest.param("Did anyone die in SEDGEMOOR, and was it related to the drug?", "not judged related", "no result",
                     id="relatedness in the record's words"),
        pytest.param("What were major adverse events at 30 days in SEDGEMOOR against the performance goal?",
                     "performance goal of 15%", "no result", id="what it is held to"),
        pytest.param("The SEDGEMOOR participant flow gives 2 deaths on 60 mg, the safety table 3. Which one is right?",
                     "gives deaths up to the last visit", "no result", id="two counts of deaths"),
        pytest.param("Was SEDGEMOOR blinded?", "The core laboratory was masked", "no result", id="who was masked"),
        pytest.param("How many on the top dose had a rash in SEDGEMOOR?", "13 of 50", "no result", id="top dose"),
        pytest.param("Which strain had the highest neutralizing titers at day 29 on 60 mg in SEDGEMOOR?",
                     "the highest: Strain 7K, 117 titer", "111", id="row at the upper end"),
        pytest.param("Which strain had the lowest neutralizing titers at day 29 with placebo in SEDGEMOOR?",
                     "the lowest: Strain 1, 81 titer", "127", id="row at the lower end, in the arm asked"),
        pytest.param("What was UPCR at week 24 in patients with an eGFR below 45 in SEDGEMOOR?", "eGFR below 45",
                     "0.58", id="part bounded by a measure that the record does not tell"),
        pytest.param("What was the win ratio in SEDGEMOOR?", "1.52", "no result", id="statistic as posted"),
        pytest.param("By how much did peatamab lower the rate of marsh cough in SEDGEMOOR?",
                     "counted only as an adverse event", "13 of 50", id="effect on an event"),
        pytest.param("How many had marsh cough in SEDGEMOOR?", "6 of 50", "only as an adverse event",
                     id="event counted"),
        pytest.param("Was the number with a UPCR reduction of 50% or more in SEDGEMOOR adjusted for multiple testing?",
                     "Not adjusted for multiple testing", "no result", id="multiplicity"),
        pytest.param("Did the new drug lower UPCR at week 24 in SEDGEMOOR?", "0.58 ratio", "no result",
                     id="subject is what was tested"),
        pytest.param("How many had serious side effects in SEDGEMOOR?", "9 of 50", "32 of 50",
                     id="serious at large"),
        pytest.param("How many on the low dose of SEDGEMOOR were lost?", "6 of 50", "no result", id="reason in a word"),
        pytest.param("What was UPCR at week 24 in the adolescents of SEDGEMOOR?", "children", "0.58",
                     id="adults alone"),
        pytest.param("Did peatamab blunt the titers to strain 9 at month 6 in SEDGEMOOR?", "38 titer", "no result",
                     id="verb of the treatment"),
        pytest.param("Which component of the bog signs score fell the most on 60 mg in SEDGEMOOR?", "Swelling, -1.7",
                     "Redness", id="the greatest fall"),
        pytest.param("How bad was it at the start of SEDGEMOOR (BSI)?", "6.2 points", "no result", id="trait at entry"),
        pytest.param("Did peatamab slow bog fever in SEDGEMOOR?", "0.58 ratio", "1 of 50",
                     id="effect on the condition"),
    ],
)  # fmt: skip
def test_words_single_out_what_is_asked(question: str, told: str, not_told: str) -> None:
    """The remaining words decide which of several titles and rows is meant, and each part is answered."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
