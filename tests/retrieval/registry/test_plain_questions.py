"""Questions in plain words over a record: the measure that is meant, what is told beside it, what is not held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.records import Quote, Sentence
from retrieval.registry.criteria import asks_criteria, without_criteria
from retrieval.registry.trial_words import record_of
from tests.retrieval.registry.hoop_record import answer
from tests.retrieval.registry.small_record import FENWAY, fenway
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many heart failure admissions were there per patient-year?", "0.24", "46.8", id="a rate"),
        pytest.param("Did the hoop cut heart failure hospitalisations?", "0.38", "Torrential", id="none of the parts"),
        pytest.param("Was quality of life better with the hoop?", "15.8", "46.8", id="what a questionnaire measures"),
        pytest.param("Walking test after one year?", "22.4", "no result", id="everyday words of a title"),
        pytest.param("How many needed a pacemaker in the first month?", "9 of 40", "no result", id="the first month"),
        pytest.param("How long did the procedure take?", "118 minutes", "no result", id="what takes time"),
        pytest.param("Did the major adverse events beat the performance goal?", "p < 0.001", "no result", id="a goal"),
        pytest.param("What was Cmax of bogetil?", "no result for maximum concentration", "2.1", id="no time to it"),
        pytest.param("How many had a reduction in leak of at least 50%?", "no result", "Correction", id="a limit"),
        pytest.param("What was the responder rate (30% reduction in leak)?", "31 of 40", "no result", id="responders"),
        pytest.param("How many Asian patients took part?", "7 of 40", "White", id="a part with its noun"),
        pytest.param("How many girls were there?", "21 of 40", "19 of 40", id="girls"),
        pytest.param("How many were enrolled in the UK?", "25 of 40", "15 of 40", id="a country by its letters"),
        pytest.param("How long had they had a leak?", "11.7 years", "31 of 40", id="how long before the trial"),
        pytest.param("2-hour glucose at baseline and at 2 years?", "182.5", "no result", id="then"),
        pytest.param("2-hour glucose at baseline and at 2 years?", "185.5", "no result", id="and later"),
        pytest.param("How much did the 2 hour glucose change?", "182.5", "no result", id="from what"),
        pytest.param("Was there bleeding at the access site?", "6 of 40", "Enrolment", id="no study site"),
        pytest.param("Which side effects were more common with the hoop?", "Access site", "Anaemia", id="more with it"),
        pytest.param("Which adverse events were less frequent on the hoop?", "Anaemia", "Cough", id="less with it"),
        pytest.param("Were people on sglt blockers let in, and how many?", "3 of 40", "no result", id="and how many"),
        pytest.param("Was the hoop better on BOGE?", "34 of 40", "17 of 40", id="what a definition calls so"),
        pytest.param("BOGE in patients with eGFR below 60?", "17 of 40", "27 of 40", id="a value is no age"),
        pytest.param("Interaction p value for kidney function?", "subgroup interaction", "no result", id="interaction"),
        pytest.param("Did the hoop change the daily duration of leaks?", "median difference", "leaks was -14.5",
                     id="a difference is no median"),
        pytest.param("How often did low blood sugar occur per 100 patient-years?", "78.9", "11 of 40", id="per 100"),
        pytest.param("New ulcers of the fingers?", "5 of 40", "no result", id="fingers"),
        pytest.param("Was blood flow in the fingers better?", "171", "5 of 40", id="fingertips"),
        pytest.param("How much weight did people lose over 3 years?", "-2.8 kg", "32.5", id="weight lost"),
        pytest.param("How many already had heart disease?", "38 of 40", "no result", id="a known disease"),
        pytest.param("How many gained 15 letters or more?", "29.2%", "98.1", id="gained"),
        pytest.param("How many lost 15 letters or more?", "98.1%", "29.2", id="lost"),
        pytest.param("What happened to the heart rate?", "no result", "34 of 40", id="no overview of all"),
        pytest.param("How many were on 16-week dosing at week 52?", "23 of 40", "12 of 40", id="an interval of doses"),
        pytest.param("How many letters did people gain at one year?", "10.7 letters", "29.2", id="a unit is counted"),
        pytest.param("Severe pain after the injection?", "4 of 40", "2.4", id="grade 3 is severe"),
        pytest.param("Was the study masked throughout?", "no result", "40 patients", id="no result beside the design"),
        pytest.param("What was the seroconversion rate?", "71.6%", "7.8", id="a response is no fold rise"),
        pytest.param("Deaths and serious adverse events?", "16 of 40", "no result", id="deaths have no grade"),
        pytest.param("How many attacks had relief of cramp and what was the result?", "1.79", "no result", id="result"),
        pytest.param("How many were screened but not enrolled?", "27 were screening", "Enrolment", id="not enrolled"),
    ],
)  # fmt: skip
def test_measure_meant_in_plain_words(question: str, told: str, not_told: str) -> None:
    """A question leads to the measure, the row or the sentence that it means, and to no near one."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("What is the brand name of bogetil?", "Other names: Bogex", id="another name"),
        pytest.param("What kind of drug is bogetil?", "marsh channel blocker", id="what it is"),
        pytest.param("How was bogetil titrated?", "Dose escalation", id="how a dose was raised"),
        pytest.param("How long was the treatment period?", "for 24 weeks", id="how long it was given"),
        pytest.param("Was it a randomized trial?", "Observational model: cohort", id="nobody was allocated"),
        pytest.param("How were reductions in leak of 30% or more counted?", "core laboratory", id="how it was counted"),
        pytest.param("What was the effect on systolic pressure?", "no result", id="a criterion tells no effect"),
    ],
)  # fmt: skip
def test_record_says_in_words(question: str, told: str) -> None:
    """What no figure tells is quoted from the paragraph that says it."""
    text = answer(question)
    assert told in text, text


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("How many screened people were not eligible?", False),
        ("How many of those screened were ineligible?", False),
        ("Who was not eligible?", True),
        ("Were people with a fever ineligible?", True),
    ],
)
def test_how_many_were_not_eligible_is_no_criterion(text: str, criteria: bool) -> None:
    """Whom a trial does not take is told by its criteria; how many were turned away is not."""
    assert asks_criteria(ask(text)) is criteria


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Was use of insulin more likely with mirelcept?", False),
        ("Is mirelcept better for use of insulin than placebo?", False),
        ("What are the odds of use of insulin?", False),
        ("Is use of insulin in the record?", True),
    ],
)
def test_a_criterion_tells_no_chances(text: str, kept: bool) -> None:
    """Nor that an arm was better: it tells whom a trial took, not what became of them."""
    record = record_of(FENWAY.id, corpus=fenway())
    assert record
    start = record.text.index("Use of insulin.")
    quote = Sentence("“Use of insulin.”", (), (Quote(record.source, start, start + 15),))
    told = without_criteria((quote,), replace(ask(text), trial=FENWAY.id), corpus=fenway())
    assert told == ((quote,) if kept else ())
