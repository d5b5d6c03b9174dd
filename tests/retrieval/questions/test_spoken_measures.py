"""Measures, times and parts of the patients in spoken words."""

from __future__ import annotations

import pytest

from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.questions.spoken_words import in_plain_words
from retrieval.terms import TermIndex
from tests.retrieval.small_trial import harbour


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("CR at a median follow-up of 44 months", "CR at 44 months of follow-up"),
        ("After a median follow-up of 9.5 months, what was OS?", "what was OS After 9.5 months of follow-up?"),
        ("When were patients taken on?", "When were patients enrolled?"),
        ("Were the patients taken on the ward?", "Were the patients taken on the ward?"),
        ("So 151 patients went to each arm", "So 151 patients were randomised to each arm, right?"),
        ("He had tansine. How many had taken that before?", "He had tansine. How many had taken tansine before?"),
        ("She has kidney trouble. How many had that?", "She has kidney trouble. How many had kidney trouble?"),
        ("Originally, what was OS?", "at the first analysis, what was OS?"),
        ("patients originally from Fen", "patients originally from Fen"),
        ("OS in the primary paper, at the planned interim", "OS in the primary publication, at the interim analysis"),
        ("PFS in the seventy-plus group", "PFS in the 70 or over group"),
        ("Septuagenarians and older", "patients aged 70 or over"),
        ("how many were 70 upward", "how many were 70 or over"),
        ("What age were the patients, roughly in the middle?", "what was the median age of the patients?"),
        ("How long did people go before they needed something else?", "what was the time to next treatment?"),
        ("How often do you have to go in for the zeltamab infusion?", "how often was zeltamab given?"),
        ("Was zeltamab dropped for good?", "Was zeltamab discontinued?"),
        ("Stopping because of progression", "discontinuation due to progression"),
        ("The commonest event apart from lab values?", "The commonest event?"),
        ("Excluding blood counts, the commonest event?", " the commonest event?"),
        ("the commonest non-laboratory adverse event", "the commonest adverse event"),
        ("Does the HR in women exclude 1?", "what was the HR in women, does it exclude 1?"),
        ("0.53 here and 0.548 in another paper. What explains it?", "0.53 here and 0.548 in another paper: why?"),
        ("35.65 against 35.7 months: discrepancy?", "35.65 or 35.7 months?"),
        ("For whom does Dr Cole speak?", "for which companies is Dr Cole on the speaker's bureau?"),
        ("rash no less than grade 3", "rash grade 3 or worse"),
        ("rash that reached grade 3 or gone beyond", "rash that reached grade 3 or worse"),
        ("no less than 3 lines", "no less than 3 lines"),
        ("Because of a rash, dosing was stopped in how many?", "dosing was stopped in how many because of a rash?"),
        ("Did OS differ by more than chance?", "Did OS differ significantly?"),
        ("HR for second progression or death", "HR for PFS2"),
        ("What was the second progression-free survival?", "What was the PFS2?"),
        ("By what point had half of all had a PFS event?", "what was the median progression-free survival of all?"),
        ("Did the benefit persist beyond first progression?", "Did the PFS2 differ?"),
        ("Does it interfere with response assessment?", "Does it interfere with the M-protein measurement?"),
        ("How many had a VGPR or something deeper?", "How many had a VGPR or better?"),
        ("exposure to tansine, and refractory?", "prior tansine and refractory to tansine?"),
        ("How many remain on study treatment?", "How many still on treatment?"),
        ("Share with fever at study start", "Share with fever at baseline"),
        ("MRD negativity coupled with CR", "MRD-negative CR"),
        ("PFS of people who'd turned MRD-negative", "PFS of MRD-negative patients"),
        ("PFS of those in whom residual disease persisted", "PFS of MRD-positive patients"),
        ("a renal CR that proved lasting", "a durable complete renal response"),
        ("Over what median period were men observed?", "what was the median follow-up of men?"),
        ("For how many weeks had patients been dosed?", "what was the treatment duration in weeks?"),
        ("In what proportion were participants distributed?", "what was the randomisation ratio?"),
        ("Recruitment began when and was closed when?", "when did enrolment start and end?"),
        ("On whose money was it run?", "who funded it run?"),
        ("median PFS, in months, of women", "median PFS of women"),
        ("Which HR belongs to men and which to women?", "what is the HR in men and in women?"),
        ("the US label's percentage", "the US label percentage"),
        ("median time to progression or death", "median progression-free survival"),
        ("PFS on the following line", "PFS2"),
        ("By how many percent did the risk of death fall?", "by how much did the risk of death fall?"),
        ("rash, grade three plus", "rash, grade three or worse"),
        ("rash when cytogenetics were high risk", "rash in high-risk cytogenetics"),
        ("renal response, and how many kept it", "renal response, and durable renal response"),
        ("rash: overall incidence and that of G3 or worse", "rash: any grade and G3 or worse"),
        ("Was allocation 1:1?", "Was the randomisation ratio 1:1?"),
        ("What does zeltamab latch on to?", "What does zeltamab bind to?"),
        ("How many went through screening?", "How many were screened?"),
        ("double-refractory (both PI and IMiD)", "refractory to PI and IMiD"),
        ("early v late relapse", "early vs late relapse"),
        ("the 4-year PFS update", "the updated PFS update"),
        ("tablets: swallowed or through the drip?", "tablets: oral or intravenous?"),
    ],
)  # fmt: skip
def test_said_otherwise(said: str, plain: str) -> None:
    """Each stands for the plain words; what only looks like it is left."""
    assert in_plain_words(said) == plain


@pytest.mark.parametrize(
    ("text", "scale"), [("Mrs B had it", False), ("mRS at 90 days", True), ("MRS at 90 days", True)]
)
def test_honorific_is_no_scale(text: str, scale: bool) -> None:
    """The Modified Rankin Scale is written otherwise."""
    terms: TermIndex = harbour()[1]
    assert any(m.term.name == "Modified Rankin Scale" for m in terms.find(text)) == scale


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Mrs B reacted at the first infusion. Do we rechallenge her, and at what rate?", True),
        ("Do we use the rate of the final analysis?", False),
    ],
)
def test_rate_of_an_infusion_is_no_figure_to_cite(text: str, advice: bool) -> None:
    """How fast a drug is given to one patient is a decision of care."""
    assert asks_for_treatment_advice(text) == advice
