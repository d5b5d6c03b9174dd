"""The illness and the treatment groups in everyday words."""

from __future__ import annotations

import pytest

from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.questions.shorthand import spelt_out
from retrieval.questions.spoken_words import in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("By which month had half of them relapsed or died?", "what was the median progression-free survival of them?"),
        ("the risk of the cancer growing or killing you", "the risk of progression or death"),
        ("the danger of progression", "the risk of progression"),
        ("the danger of drowning", "the danger of drowning"),
        ("how many had no detectable myeloma", "how many had MRD negativity"),
        ("who lost their lives to side effects", "who died from side effects"),
        ("For how many had tansine stopped working?", "how many were refractory to tansine?"),
        ("PFS if your kidneys are shot", "PFS if renal impairment"),
        ("kidneys that recovered completely and stayed that way", "durable complete renal response"),
        ("kidneys that recovered fully", "complete renal response"),
        ("OS with nasty chromosome changes", "OS with high-risk cytogenetics"),
        ("those past their seventieth birthday", "those aged 70 or over"),
        ("216 participants had not reached 70", "216 participants randomised were under 70"),
        ("What was the age of the youngest one?", "the age range?"),
        ("a pill or a drip", "oral or intravenous"),
        ("how much of it do they give per kilo", "what was the dose"),
        ("OS with only the two older drugs and no antibody", "OS in the control group"),
        ("did they get a dummy infusion", "did they get a placebo"),
        ("does it still do its job in women", "does it work in women"),
        ("grade 3 fatigue or beyond", "grade 3 or worse fatigue"),
        ("CTCAE v5.0 grade 3 or higher rash", "grade 3 or higher rash"),
        ("How many patients did not receive treatment?", "How many patients did not receive treatment?"),
        ("PFS of people not given zeltamab", "PFS of people without zeltamab"),
        ("Of those who were allocated the drug, what share died?", "Of those on the drug, what share died?"),
        ("How many who were randomised to zeltamab?", "How many who were randomised to zeltamab?"),
        ("when relapse had come early", "in early relapse"),
        ("exactly three 1q21 copies", "gain(1q21)"),
        ("four copies of 1q21 or above", "amplification of 1q21"),
        ("OS if fatalities attributable to the coronavirus are censored", "OS if deaths from COVID-19 are censored"),
        ("glomerular filtration was under 60", "eGFR <60"),
        ("PFS from seventy years up", "PFS in those aged 70 or over"),
        ("PFS in HR cytogenetics", "PFS in high-risk cytogenetics"),
        ("PI-refractory disease", "refractory to PI"),
        ("What are the bad sides?", "What are the side effects?"),
        ("how many hadn't stopped", "how many were still on treatment"),
        ("Do many react while zeltamab is running in?", "Do many have an infusion reaction?"),
        (
            "Do lots of people give up because the drugs are too hard on them?",
            "how many discontinued because of adverse events?",
        ),
        ("Is the OS analysis a final one?", "what was OS at the final OS analysis?"),
        ("rank them from best to worst", "rank them by effect"),
        ("Masked here, open there. What gives?", "Masked here, open there. why?"),
        ("early rel n + %", "early relapse n + %"),
        ("mPFS2 by arm", "median PFS2 by arm"),
    ],
)
def test_said_otherwise(said: str, plain: str) -> None:
    """Each stands for the plain words; what only looks like it is left."""
    assert in_plain_words(said) == plain


@pytest.mark.parametrize(
    ("text", "spelt"), [("mOS by arm", "mOS by arm"), ("in 6 mos", "in 6 mos"), ("how many mos?", "how many months?")]
)
def test_median_survival_is_no_months(text: str, spelt: str) -> None:
    """Capitals tell the abbreviation from the unit."""
    assert spelt_out(text) == spelt


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("pt dropped neuts to 0.4 on d8, hold zeltamab or give gcsf?", True),
        ("My wife has high-risk genes. What was the hazard ratio in such people?", False),
        ("Could I have the treatment duration, please?", False),
        ("Could I have the treatment?", True),
    ],
)
def test_figures_are_no_advice(text: str, advice: bool) -> None:
    """What was found in people like one patient is asked, or what to do with one."""
    assert asks_for_treatment_advice(text) == advice
