"""Adverse events told in a question are found, whatever they lack, and look-alikes are left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.intake.detector import Intake, find_adverse_events

_LINES = Path(__file__).parents[3] / "evaluation" / "intake_lines.toml"
_OWN_DRUG = Term("drug", "lanternumab", trial="NCT00000001", synonyms=("lantern",))


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    """The general vocabulary, and a drug of a held trial."""
    return (*read_terms(CLINICAL_TERMS), _OWN_DRUG)


def _raised(terms: tuple[Term, ...], *, tells: bool, held_out: bool) -> list[tuple[str, bool]]:
    """Lines of one kind with whether the detector raised them."""
    lines = tomllib.loads(_LINES.read_text(encoding="utf-8"))["line"]
    return [
        (line["text"], find_adverse_events(line["text"], terms=terms) is not None)
        for line in lines
        if line["tells"] is tells and line.get("held_out", False) is held_out
    ]


def test_recall_on_held_out_lines_is_at_least_95_percent(terms: tuple[Term, ...]) -> None:
    """Of the held-out lines that tell of something, at most one in twenty is missed."""
    raised = [was for _, was in _raised(terms, tells=True, held_out=True)]
    assert len(raised) >= 90
    assert sum(raised) / len(raised) >= 0.95


def test_specificity_on_held_out_lines_is_at_least_90_percent(terms: tuple[Term, ...]) -> None:
    """Of the held-out look-alikes, at most one in ten raises a notice."""
    raised = [was for _, was in _raised(terms, tells=False, held_out=True)]
    assert len(raised) >= 80
    assert sum(raised) / len(raised) <= 0.1


def test_lines_that_the_detector_was_made_from_are_told_apart(terms: tuple[Term, ...]) -> None:
    """Of the lines that rules and weights were made from, one in a hundred may be missed, one in thirty too many."""
    told = [was for _, was in _raised(terms, tells=True, held_out=False)]
    others = [was for _, was in _raised(terms, tells=False, held_out=False)]
    assert sum(told) / len(told) >= 0.99
    assert sum(others) / len(others) <= 0.034


def test_report_in_words_that_no_rule_knows_is_a_possible_report(terms: tuple[Term, ...]) -> None:
    """What reads like a report is raised as a possible one, with the words that tell it."""
    question = "The community nurse found him on the bathroom floor the evening after cycle 4. What is the half-life?"
    intake = find_adverse_events(question, terms=terms)
    assert intake is not None
    assert intake.kinds == ("possible report",)
    assert intake.reaction[0].text.startswith("found him")


def test_reaction_that_is_there_is_raised_from_a_question_what_caused_it(terms: tuple[Term, ...]) -> None:
    """A question about the cause or the course of one person's reaction tells that it is there."""
    for question in (
        "Could lanternumab explain a sodium of 117? The lab just rang about one of mine.",
        "The registrar wonders whether the thrombocytopenia of bed 7 will recover (day 8 of lanternumab).",
        "The family asks whether the stroke on the day after the infusion could be related.",
    ):
        assert find_adverse_events(question, terms=terms) is not None, question


@pytest.mark.parametrize(
    ("question", "raised"),
    [
        ("pt on lanternumab admitted w pneumonia and sats 84%, anything from the trial on this?", True),
        ("pneumonia was 36% on lanternumab, anything from the trial on this?", False),
        ("more ppl had to stop because of side effects with lanternumab on board i assume, how many", False),
        ("had to stop because of a rash on lanternumab, how many do", True),
        ("My husband is about to start this two-drug therapy. How long did it work, against the drugs alone?", False),
        ("My aunt is due to start her new tablets on Monday. In the trial, how many had the drugs stopped?", False),
        ("My aunt started her new tablets on Monday and fainted. In the trial, how many had the drugs stopped?", True),
    ],
)
def test_treatment_to_come_is_no_event_and_a_saturation_is_no_share(
    question: str, raised: bool, terms: tuple[Term, ...]
) -> None:
    """What a trial compares with others is none that somebody is on; what was measured of one is told of one."""
    assert (find_adverse_events(question, terms=terms) is not None) is raised


def test_lines_are_enough_and_none_stands_twice() -> None:
    """The labelled set holds more than 200 different lines of each sort."""
    lines = tomllib.loads(_LINES.read_text(encoding="utf-8"))["line"]
    texts = [line["text"].casefold() for line in lines]
    assert len(set(texts)) == len(texts)
    assert sum(line["tells"] for line in lines) > 200
    assert sum(not line["tells"] for line in lines) > 200


def test_four_elements_are_found_with_their_spans(terms: tuple[Term, ...]) -> None:
    """Reporter, patient, product and reaction are given as the words of the question, with offsets into it."""
    question = "I am a nurse. A 67-year-old woman on Lanternumab developed pneumonia. Is this known?"
    intake = find_adverse_events(question, terms=terms)
    assert intake is not None
    assert intake.kinds == ("adverse event",)
    assert intake.missing == ()
    assert "I am a nurse" in [span.text for span in intake.reporter]
    assert any("67-year-old woman" in span.text for span in intake.patient)
    assert [span.text for span in intake.product] == ["Lanternumab"]
    assert "pneumonia" in [span.text for span in intake.reaction]
    for span in (*intake.reporter, *intake.patient, *intake.product, *intake.reaction):
        assert question[span.start : span.end] == span.text


def test_missing_elements_are_named_and_the_event_is_still_raised(terms: tuple[Term, ...]) -> None:
    """An event without product or reporter is raised, and both are named as missing."""
    intake = find_adverse_events("A patient developed tumour lysis syndrome yesterday.", terms=terms)
    assert intake is not None
    assert intake.missing == ("reporter", "product")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("My patient became pregnant while taking lanternumab.", "pregnancy exposure", id="pregnancy"),
        pytest.param("My patient received double the dose of lanternumab.", "overdose", id="overdose"),
        pytest.param("The infusion was given to the wrong patient.", "medication error", id="error"),
        pytest.param("My patient progressed on lanternumab.", "lack of efficacy", id="lack of efficacy"),
        pytest.param("I use lanternumab off-label in a patient with lupus.", "off-label use", id="off-label"),
        pytest.param("I splashed the solution into my eye.", "occupational exposure", id="occupational"),
        pytest.param("My patient is abusing the drug.", "misuse", id="misuse"),
        pytest.param("The vial arrived cracked.", "product complaint", id="complaint"),
    ],
)
def test_special_situation_is_raised_by_its_kind(question: str, kind: str, terms: tuple[Term, ...]) -> None:
    """Special situations and product complaints are raised without any reaction."""
    intake = find_adverse_events(question, terms=terms)
    assert isinstance(intake, Intake)
    assert kind in intake.kinds


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What was the rate of pneumonia?", id="rate"),
        pytest.param("In the trial six patients died.", id="trial result"),
        pytest.param("Has anyone seen pneumonia with lanternumab?", id="has anyone seen"),
        pytest.param("What if my patient develops pneumonia?", id="hypothesis"),
        pytest.param("My patient had no infusion reaction on lanternumab.", id="negation"),
        pytest.param("My patient progressed on daratumumab. What was the median?", id="progression on a prior therapy"),
        pytest.param("A newspaper wrote that it lowered the risk of death by 66 percent.", id="risk that fell"),
        pytest.param("", id="nothing"),
    ],
)
def test_look_alike_raises_nothing(question: str, terms: tuple[Term, ...]) -> None:
    """Rates, trial results, suppositions, denials and prior therapy are no report."""
    assert find_adverse_events(question, terms=terms) is None


TELLS = (
    "Patient had IRR grade 2, should we stop lanternumab?",
    "When to restart lanternumab after a grade 3 IRR in our patient?",
    "our 68-year-old with grade 3 IRR: rechallenge?",
    "is rash reported? one of our patients has it",
    "is cough a known effect? my patient has had it since cycle 1",
    "expired lantern vial was administered",
    "infusion took place during pregnancy",
    "should my wife stop taking lanternumab because of the cough",
    "is neuropathy listed? my husband has had that since the second infusion",
    "is dizziness common? my mum gets it after each infusion",
    "what about rash? two of ours got it",
    "pt developed SOB on the triplet, what was the rate?",
    "how to manage pneumonia in our patient on the triplet?",
    "my 70 yo with grade 4 neutropenia on the triplet - hold carfilzomib?",
    "Patient with IRR, hold lanternumab?",
    "the infusion was given while she was pregnant",
    "infusion given in pregnancy",
    "lanternumab was administered during breastfeeding",
    "out of date lanternumab vial was infused",
    "wrong strength of carfilzomib was infused",
    "the vial given was past its expiry date",
    "does lanternumab cause rash? we have one case",
    "rechallenge after grade 4 IRR in my patient",
    "Is hearing loss known with lanternumab? Our patient noticed it last week.",
    "my patient's platelets are 20 on lanternumab",
    "is fatigue listed? two of my patients got it after the first dose",
    "Is insomnia a known reaction? My dad has had this since day 2.",
    "The patient had grade 3 pneumonia; when can lanternumab be restarted?",
    "pt w/ grade 2 IRR on cycle 1 - slow the infusion?",
    "Our 59-year-old developed neutropenia, reduce carfilzomib?",
    "does lantern cause hair loss? my sister has it",
    "what is the frequency of cataract? my patient has had it removed after cycle 12",
    "treatment was continued throughout her pregnancy",
    "the dose was given while breastfeeding",
    "nurse gave an outdated vial of lantern",
    "wrong concentration of lantern was infused",
    "can we resume lanternumab following pneumonia in our 70-year-old?",
    "withhold carfilzomib because of hypertension in this patient?",
    "my patient, 71, grade 3 dyspnoea, lanternumab day 1",
    "A surgeon here is treating a man who developed heart failure on lanternumab and asks for data",
    "One of our doctors asks about a woman, 67, who experienced a stroke after lanternumab",
    "Our pharmacist asks for data: her patient collapsed during the infusion",
)
TELLS_NOTHING = (
    "Name the countries where it took place.",
    "No patient progressed on lanternumab, correct?",
    "Neutropenia on lanternumab, all grades, at the latest cut-off",
    "date of the EMA marketing authorisation for lanternumab",
    "A nephrologist in our hospital wants to know about lanternumab: how frequent was hyperkalaemia?",
    "Everything you have on patients aged 70 and older",
    "One of our surgeons asks about lanternumab. She would also like to know how many stopped it.",
    "How should a patient who developed neutropenia be treated?",
    "Our colleague has asked whether bleeding was more frequent with lanternumab. He also asks about stroke.",
    "hows the itching during infusions, does it ease with each visit",
    "Given that the 30 mg group needed the fewest rescue tablets, is there a trend over the doses?",
    "We are told that zeltamab was given at 16 mg/kg in HARBOUR. Is that the dose in the publication?",
    "Mrs Smith, 66, del17p, 2 prior lines - the triplet?",
    "64M, len-refractory, creatinine 2.1 - start the triplet or the doublet?",
    "should my patient with renal failure get lanternumab",
    "72F, ISS III, two prior lines, eGFR 45 - the triplet?",
    "Mr Jones, 71, t(4;14), 1 prior line: the doublet or the triplet?",
    "What was the rate of IRR in patients over 70?",
    "Was pregnancy an exclusion criterion?",
    "What are the rates of infusion reactions during the first infusion?",
    "Is rash reported?",
    "Should the triplet be preferred in high-risk patients?",
    "my patient with hypertension asks about PFS",
    "55-year-old woman, bortezomib-refractory, Hb 9.8, platelets 90: the triplet?",
    "our patient with diabetes: what was the PFS?",
    "Can lanternumab be given during pregnancy?",
    "When should we stop lanternumab after an IRR?",
    "is rash reported? my patient does not have it",
    "Is pneumonia common? my patient wants to know",
    "how many had it in the control arm",
    "what is the rate of grade 3 IRR in our patient's age group?",
    "should my 68-year-old with del(17p) and one prior line get the triplet?",
    "our patient, 70, bortezomib-exposed, eGFR 50: the triplet or the doublet?",
    "My patient asks if it has been reported",
    "was exposure during pregnancy an exclusion?",
    "Lanternumab must not be given during pregnancy.",
    "Is lanternumab given during pregnancy?",
    "How many patients stopped lanternumab after an IRR?",
    "After a grade 3 IRR, when was lanternumab restarted in the trial?",
    "when should lanternumab be stopped in a patient with IRR?",
    "Did the patient number reported in the paper change?",
    "patients with grade 3 pneumonia, n (%)",
    "Was the drug restarted in patients with grade 3 IRR?",
    "I have two cases to present at grand rounds; what was the PFS?",
    "I'm a nurse on the day unit: how often was lanternumab halted because of a reaction?",
    "I am a pharmacist in Leeds, how many had a reaction on lanternumab?",
    "how often did the staff stop the lanternumab drip because the patient reacted?",
    "Out of those on lanternumab, how many had to stop for good due to an infection?",
    "A quarter of patients on lanternumab had to have the infusion interrupted, didn't they?",
)


@pytest.mark.parametrize(
    "text",
    [
        "I'm a nurse on the day unit and one of our patients had a reaction to lanternumab",
        "I'm a nurse with a rash after preparing lanternumab",
        "Half of my patients on lanternumab got pneumonia, is that usual?",
    ],
)
def test_asker_by_trade_and_share_of_own_patients_hide_no_report(text: str, terms: tuple[Term, ...]) -> None:
    """Who says what he is may tell a case behind it, and a share of one's own patients are cases."""
    assert find_adverse_events(text, terms=terms) is not None


@pytest.mark.parametrize("question", TELLS)
def test_event_told_inside_a_question_is_raised(question: str, terms: tuple[Term, ...]) -> None:
    """What one patient had is told by the step it is the occasion of, by its grade, or by "has it", question or not."""
    assert find_adverse_events(question, terms=terms) is not None


@pytest.mark.parametrize("question", TELLS_NOTHING)
def test_history_and_laboratory_values_tell_no_event(question: str, terms: tuple[Term, ...]) -> None:
    """Age, stage, earlier lines and laboratory values before a choice of treatment are a history."""
    assert find_adverse_events(question, terms=terms) is None


def test_spans_count_in_the_question_where_lower_case_is_longer(terms: tuple[Term, ...]) -> None:
    """A letter whose lower case has two code points shifts no span."""
    question = "İ: my patient developed pneumonia on lanternumab."
    intake = find_adverse_events(question, terms=terms)
    assert intake is not None
    assert [span.text for span in intake.product] == ["lanternumab"]


@pytest.mark.parametrize(
    "text",
    [
        "My dad is 81 with an eGFR of 25, should he start lanternumab with tansine or is it too dangerous?",
        "My mother has bad kidneys. In this study, did people with poor kidney function do better with the added drug?",
        "BMI at 2 years lanternumab vs placebo in the marsh pilot",
        "Confirm that 82 % of patients on lanternumab had a response",
        "My mum has marsh fever that came back. Is this drug right for her?",
    ],
)
def test_thought_of_treatment_and_list_of_words_are_no_report(text: str, terms: tuple[Term, ...]) -> None:
    """Who only thinks of a treatment is not on it, and a search for figures tells of nobody."""
    assert find_adverse_events(text, terms=terms) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Would you give lanternumab to a 58-year-old who relapsed after his transplant? Just yes or no.", False),
        ("Would you give lanternumab to a 58-year-old who relapsed after his transplant? One word, please.", False),
        ("The pharmacist told my wife that reactions to the drip are common but mild. What did the study see?", False),
        ("The nurse warned my father that most side effects of lanternumab can last weeks. Did many?", False),
        ("The pharmacist told my wife that reactions to the drip are common, and hers was bad. How common?", True),
        ("The nurse told my wife that side effects of lanternumab are rare. Yesterday she got a rash.", True),
    ],
)
def test_how_to_answer_and_what_somebody_was_told_of_many_are_no_report(
    text: str, told: bool, terms: tuple[Term, ...]
) -> None:
    """Neither "just yes or no" nor what a relative hears of everybody happened to a patient; what she had did."""
    assert bool(find_adverse_events(text, terms=terms)) is told


@pytest.mark.parametrize(
    "text",
    [
        "As a pharmacist I'd like to know which dose of carfilzomib was given.",
        "Effect of carfilzomib on blood pressure and on cardiovascular events in the trial",
        "A cardiologist asks about the risk of heart failure with carfilzomib. She also asks who was excluded.",
        "My patient is 74, with an eGFR of 40 and heart trouble. Should I give her isatuximab?",
    ],
)
def test_wish_to_know_and_thought_of_giving_are_no_report(text: str, terms: tuple[Term, ...]) -> None:
    """Who asks for a figure reports nothing, and what a patient has before a drug is no reaction to it."""
    assert find_adverse_events(text, terms=terms) is None


def test_thought_of_giving_it_again_hides_no_report(terms: tuple[Term, ...]) -> None:
    """A reaction before a drug is given again may be one to it."""
    assert find_adverse_events("My patient had a bad rash. Can I give isatuximab again?", terms=terms)


def test_side_effects_of_a_drug_on_somebody_hide_no_report(terms: tuple[Term, ...]) -> None:
    """What a drug is asked to have an effect on is no reaction; what it had on a patient is."""
    assert find_adverse_events("She asked about lunch and then had a bad rash on isatuximab", terms=terms)
    assert find_adverse_events("My patient has side effects of isatuximab on her skin, a rash", terms=terms)


def test_colleague_who_may_be_right_is_no_patient(terms: tuple[Term, ...]) -> None:
    """Somebody whose figure is to be confirmed had no adverse event."""
    text = "A colleague says serious adverse events were 59% with lanternumab. Is he right?"
    assert find_adverse_events(text, terms=terms) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My platelets dropped to 20 on lanternumab. What does the trial say?", True),
        ("On lanternumab the HR of my patient was 142.", True),
        ("On lanternumab the HR of my patient was 0.53.", False),
    ],
)
def test_own_values_are_told_and_a_ratio_is_none(text: str, told: bool, terms: tuple[Term, ...]) -> None:
    """Somebody's own counts are theirs; a ratio with decimals is no heart rate."""
    found = find_adverse_events(text, terms=terms)
    assert (found is not None and "adverse event" in found.kinds) is told


def test_somebody_who_says_something_is_no_patient(terms: tuple[Term, ...]) -> None:
    """Who is quoted had nothing; of whom he tells may have had it."""
    assert (
        find_adverse_events("Somebody at the congress told me the rate of fever was 5. Confirm?", terms=terms) is None
    )
    assert find_adverse_events("Somebody told me she had a fever after the lantern infusion.", terms=terms)


def test_friend_of_the_asker_is_a_patient(terms: tuple[Term, ...]) -> None:
    """A friend on the drug who has a symptom is a case, as "my friend" is."""
    text = "A friend with myeloma takes lanternumab and coughs a lot. How common is cough?"
    assert find_adverse_events(text, terms=terms) is not None


@pytest.mark.parametrize(
    "text",
    [
        "One of our slides says that adverse events made 14% of the lanternumab group stop treatment. Is that so?",
        "My father's creatinine clearance is 28 and his doctor wants to start lanternumab soon. Is it safe for him?",
        "My mother is 81 with atrial fibrillation and her doctor has suggested lanternumab. Is that wise?",
        "My patient is 78, relapsed after lenalidomide, and has mild heart failure. Should I put her on lanternumab?",
        "I have a 66-year-old with COPD who relapsed on lenalidomide. Could lanternumab help him?",
    ],
)
def test_history_before_a_drug_that_is_only_planned_is_no_report(text: str, terms: tuple[Term, ...]) -> None:
    """What somebody has before a first dose, and the failure of an earlier drug, are no reports; nor is a slide."""
    assert find_adverse_events(text, terms=terms) is None


@pytest.mark.parametrize(
    "text",
    [
        "The doctor wants to start lanternumab again after her reaction.",
        "My doctor suggested lanternumab and after the first dose I had a rash.",
        "One of our patients stopped lanternumab because of pneumonia. How common was it?",
        "My patient relapsed on lanternumab after 3 months; what was the median PFS?",
    ],
)
def test_plan_does_not_hide_what_came_of_an_earlier_dose(text: str, terms: tuple[Term, ...]) -> None:
    """A drug that was given before it is planned again, or that failed itself, is under suspicion."""
    assert find_adverse_events(text, terms=terms) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Our patient has an eGFR of 45 and has not started treatment yet. What did the trial find in such patients?",
        "My mother has high blood pressure for years and is to start treatment next week. How often was it seen?",
        "My father of 71 is on his second relapse. Would lanternumab be the right choice for him?",
        "Since which day the results are posted in the register of trials?",
        "I have a lady of 76 with two earlier lines of therapy and an eGFR of 41. Shall I put her on lanternumab?",
        "We have a man of 58, three prior lines, creatinine 210. Do you advise adding lanternumab?",
    ],
)
def test_state_before_treatment_is_no_event(text: str, terms: tuple[Term, ...]) -> None:
    """What somebody has before the first dose, or what is only asked, is no reaction."""
    assert find_adverse_events(text, terms=terms) is None


@pytest.mark.parametrize("text", ["The measles antibody response was 63% on lanternumab. Is this true?",
                                  "Were tetanus toxoid titres lower in patients on lanternumab?"])  # fmt: skip
def test_antibodies_against_a_disease_are_no_case_of_it(terms: tuple[Term, ...], text: str) -> None:
    """Nor is its toxoid."""
    assert find_adverse_events(text, terms=terms) is None


def test_event_that_heads_a_question_for_its_rate_is_no_report(terms: tuple[Term, ...]) -> None:
    """What stands alone before "what's the rate" is what is asked about; what somebody got is told."""
    assert find_adverse_events("rash, what's the rate w/ and w/o lanternumab", terms=terms) is None
    assert find_adverse_events("my aunt got a rash on lanternumab, what's the rate", terms=terms)


@pytest.mark.parametrize(
    "text",
    [
        "Isn't it the case that headaches got worse with lanternumab?",
        "In MERIDIAN a patient died of pneumonia on lanternumab. How many fatal events were there?",
        "Somebody on a forum wrote that half the patients have a reaction to the first drip.",
        "For a newspaper: out of 100 people on lanternumab, how many got a grade 3 or worse cough?",
    ],
)
def test_claim_and_what_a_named_trial_saw_are_no_report(text: str, terms: tuple[Term, ...]) -> None:
    """A question put with "not", a patient of a trial that is named, and what is written on a forum are no case."""
    assert find_adverse_events(text, terms=terms) is None


def test_own_patient_in_a_named_trial_is_reported(terms: tuple[Term, ...]) -> None:
    """A trial's name hides no patient of the asker's."""
    assert find_adverse_events("My patient in MERIDIAN died of pneumonia on lanternumab.", terms=terms)


def test_treatment_that_starts_on_a_day_to_come_is_no_report(terms: tuple[Term, ...]) -> None:
    """What is feared of it neither; a month is no "may"."""
    feared = "My wife starts lanternumab on Monday and I'm scared of the infusion reaction. How many people get one?"
    assert find_adverse_events(feared, terms=terms) is None
    assert find_adverse_events("mum on lanternumab since May, ankles like balloons, is it normal?", terms=terms)


@pytest.mark.parametrize(
    "text",
    [
        "A nurse asked about patients whose disease came back early on lanternumab. She would like the median, so that "
        "she can compare.",
        "A doctor told me that lanternumab did well. He also said that it is too early to talk about survival.",
        "I'm 66 and have been told that my disease is back. The specialist talked about three drugs instead of two. "
        "Well?",
        "I look after the trial's page on our hospital website. When was the first patient enrolled?",
        "A cardiologist wrote to us about lanternumab. He would prefer later figures of bleeding, if there are any.",
        "We revise the patient leaflet of lanternumab. How many had a rash, and how many died of side effects?",
        "We plan chair time on our infusion unit. How many reacted to lanternumab, and how many had to stop?",
    ],
)
def test_who_asks_and_where_is_no_case(text: str, terms: tuple[Term, ...]) -> None:
    """A colleague who wants to know, a place of work and regimens held against each other tell of nobody."""
    assert find_adverse_events(text, terms=terms) is None


def test_a_case_on_the_askers_ward_is_one(terms: tuple[Term, ...]) -> None:
    """What happened to somebody there is told, whatever is asked of the trial."""
    told = "On our unit a lady developed a rash after lanternumab. How many had a rash in the trial?"
    assert find_adverse_events(told, terms=terms) is not None
