"""How a trial was run, and what befell its patients, in everyday words."""

from __future__ import annotations

import pytest

from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.questions.spoken_words import in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("How many people were looked at for entry before randomisation?", "How many people were screened?"),
        ("Where was HARBOUR carried out?", "where was the trial done?"),
        ("Where did HARBOUR take place?", "where was the trial done?"),
        ("Were people kept on Zel-T longer than on T?", "was the treatment duration longer with Zel-T than on T?"),
        ("Why was treatment shorter in the control arm?", "Why was the treatment duration shorter in the control arm?"),
        ("Why did more stop for side effects?", "Why did more stop because of adverse events?"),
        ("Which drugs did patients receive after they left the study?", "what subsequent therapies were given?"),
        ("adverse reactions that ended treatment for good", "adverse reactions leading to permanent discontinuation"),
        ("Did anybody develop antibodies against zeltamab?", "Did anybody develop anti-drug antibodies?"),
        ("Up to which day were data counted for the report?", "what was the data cut-off date for the report?"),
        ("Number of progressions and deaths", "Number of PFS events"),
        ("the median before relapse or death", "the median of progression-free survival"),
        ("Did responses come any sooner with zeltamab?", "was the time to first response shorter with zeltamab?"),
        ("Did patients respond faster?", "Did patients have a shorter time to first response?"),
        ("Leaving out people who died of influenza, what was OS?", "what was OS excluding influenza deaths?"),
        ("those with reduced renal function", "those with impaired renal function"),
        ("extra copies of chromosome 7q22", "7q22+"),
        ("four or more copies of 7q22", "four or more copies of 7q22"),
        ("7q22 gain as the only abnormality", "isolated 7q22 gain"),
        ("Velcade beforehand: which arm had more?", "prior bortezomib: which arm had more?"),
        ("Proteasome-inhibitor-refractory disease", "refractory to Proteasome-inhibitor"),
        ("no longer responding to immunomodulators", "refractory to immunomodulatory drugs"),
        ("immunomodulatory drugs", "immunomodulatory drugs"),
        ("grad 3 hypertension", "grade 3 hypertension"),
        ("a grad student", "a grad student"),
        ("second primary cancers, number of patients", "how many patients had second primary cancers"),
        ("Did it lengthen remission?", "Did it prolong progression-free survival?"),
        ("According to the US label, how common was cough?", "how common was cough according to the US label?"),
        ("AEs leading to discontinuation in the US label",
         "adverse reactions leading to permanent discontinuation in the US label"),
        ("date of the second version of the EU register results", "date of the results second version posted"),
        ("What level of confidence was used?", "confidence interval level was used?"),
        ("forest plot value for high-risk patients", "the hazard ratio in high-risk patients"),
        ("Nobody progressed on Zel-T, right?", "how many patients progressed on Zel-T?"),
        ("Is it true that none of the patients in the Zel-T arm relapsed?",
         "how many patients progressed in the Zel-T arm?"),
        ("How many of the 240 patients progressed?", "how many patients progressed?"),
        ("Did anyone have a rash?", "Did anyone have a rash?"),
        ("Did patients progress later on Zel-T?", "Did patients have a longer progression-free survival on Zel-T?"),
        ("35 % fewer patients progressed or died, they say.",
         "was the risk of progression or death reduced by 35 %, they say."),
        ("It cut progression by 35 %", "It reduced the risk of progression or death by 35 %"),
        ("What are the take-home messages of HARBOUR?", "what are the key findings and the conclusion of HARBOUR?"),
        ("What should I remember from HARBOUR?", "what are the key findings and the conclusion?"),
        ("What did the trial conclude?", "what did the authors conclude?"),
        ("When did the trial conclude?", "When did the trial conclude?"),
        ("Half of the patients were still living after how long?", "what was the median overall survival?"),
        ("How many had not come off the study drugs?", "How many were still on treatment?"),
        ("How many people were looked at before entry?", "How many people were screened?"),
        ("In how many places was it done?", "in how many study centres was it done?"),
        ("Did the Americans give the green light?", "did the FDA approve it?"),
        ("the effect in those who cleared all residual disease", "the effect in MRD-negative patients"),
        ("VGPR or deeper", "VGPR or better"),
        ("very good partial remission", "very good partial response"),
        ("How many cycles did they start, in the middle?", "How many cycles did they start, median?"),
        ("Rash, all grades, later cut-off", "Rash, all grades at the later cut-off"),
        ("the cut-off date behind the 13.4-month PFS", "at which data cut-off was the PFS 13.4 months"),
        ("24-month PFS", "24-month PFS"),
        ("in men and also in women", "in men and in women"),
        ("Who went into the safety analysis?", "who was in the safety population?"),
        ("What do the investigators make of the results?", "what did the authors conclude?"),
        ("Did the authors recommend the regimen?", "what did the authors conclude?"),
        ("name of first author and the journal", "citation of the primary publication"),
        ("progressions + deaths", "PFS events"),
        ("Number of pts with cough", "Number of patients with cough"),
        ("How many with prior zeltamab were enrolled?", "How many patients with prior zeltamab?"),
        ("How many people who relapsed late took part?", "How many patients who relapsed late?"),
        ("What share had a PI before?", "What share had prior PI?"),
        ("double-refractory disease: share?",
         "refractory to immunomodulatory drugs and proteasome inhibitors: share?"),
        ("double refractory to both", "double refractory to both"),
        ("When did the second version of the EU results appear?", "when was the results second version posted?"),
        ("How were the study drugs given?", "how were the drugs administered?"),
    ],
)  # fmt: skip
def test_everyday_words_become_plain_ones(said: str, plain: str) -> None:
    """What is said of a trial's conduct is asked in the words of its reports."""
    assert in_plain_words(said) == plain


def test_who_could_have_entered_is_no_advice() -> None:
    """Whether somebody could have taken part asks for the criteria; what "you" would change in a patient is advice."""
    assert not asks_for_treatment_advice("Could a 17-year-old have been enrolled?")
    assert asks_for_treatment_advice("What premedication would you change for my patient?")
