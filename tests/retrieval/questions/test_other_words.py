"""Lay words for what is held: adverbs and pronouns within a name, follow-ups that only say when, lists of grades."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.intake.detector import find_adverse_events
from retrieval.questions.asks import outcomes_asked
from retrieval.questions.doses_asked import with_doses
from retrieval.questions.grades import grades_asked, of_grade
from retrieval.questions.lasting import with_lasting
from tests.retrieval.small_trial import HARBOUR, RESULTS, ZELTA, SmallCorpus, ask, make_result

RATE = {"statistic": "percentage", "unit": "%"}
CORPUS = SmallCorpus(
    (
        make_result("update:30", outcome="Complete response rate", arm=ZELTA, value="40", **RATE),
        make_result("update:31", outcome="Durable complete response rate", arm=ZELTA, value="30", **RATE),
        *(
            make_result(f"update:{40 + int(grade)}", outcome="Pneumonia", arm=ZELTA, value=grade, grade=grade, **RATE)
            for grade in ("1", "2", "3")
        ),
    )
)


def test_a_senior_is_no_elderly_patient() -> None:
    """Who is quoted, and not of whom is asked."""
    old = Term("subgroup", "age >=65 years", None, ("seniors",), HARBOUR.id)
    corpus = SmallCorpus(RESULTS, terms=(old,))
    assert ask("My senior says PFS was longer, is that right?", corpus=corpus).subgroups == ()
    assert ask("Was PFS longer in seniors?", corpus=corpus).subgroups == ("age >=65 years",)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Did it make people live significantly longer?", "Overall survival"),
        ("How many weeks were they treated in each arm?", "Treatment duration"),
        ("How many months passed before the disease advanced?", "Progression-free survival"),
        ("How many no longer responded to lenalidomide at entry?", "Refractory to lenalidomide"),
        ("At the longest follow-up, what was the overall survival?", "Overall survival"),
        ("How many had one earlier line of therapy?", "One prior line of therapy"),
        ("How many have already received one transplant before?", "Prior transplant"),
        ("How old were the youngest and the oldest participants?", "Age"),
        ("How many of them turned out not to qualify?", "Screen failures"),
        ("On which day did the cut happen?", "Data cut-off"),
        ("How many reached MRD negativity?", "MRD negativity rate"),
        ("Did the drug raise blood pressure?", "Hypertension"),
        ("What was the median treatment time?", "Treatment duration"),
        ("How many had ECOG 3?", "ECOG performance status 3 or worse"),
        ("how many had had a PI", "Prior proteasome inhibitor"),
        ("Did it reverse their kidney failure?", "Renal response"),
        (
            "How many had it ended because the disease got worse?",
            "Treatment discontinuation due to progressive disease",
        ),
        ("how many are still going", "Still on treatment"),
        ("How long were patients observed on average?", "Median follow-up"),
        ("is the study still going", "Study completion date"),
        ("BP shot up in how many?", "Hypertension"),
        ("how many had the trots", "Diarrhoea"),
        ("Did platelets crash?", "Thrombocytopenia"),
        ("grade 4 neutrophils", "Neutropenia"),
        ("Did responses deepen over time?", "Best overall response"),
        ("How many lines of therapy had patients had?", "Number of prior lines of therapy"),
        ("Did it keep their disease at bay for longer?", "Progression-free survival"),
        ("What is its number in the European register?", "EudraCT number"),
        ("How many weeks passed before the treatment started working?", "Time to first response"),
        ("How many days until it kicks in?", "Time to first response"),
        ("What were the patients refractory to?", "Refractory status"),
        ("Refractory status of the participants at baseline?", "Refractory status"),
        ("How many people got a reaction while the infusion was running?", "Infusion-related reaction"),
        ("How many of those fell out before randomisation?", "Screen failures"),
        ("How many were lost before the allocation?", "Screen failures"),
        ("When was screening carried out?", "Screening period"),
        ("When was the record last revised?", "Last update posted"),
        ("How often were white cells low?", "Leukopenia"),
        ("What share had no trace of the disease left?", "MRD negativity rate"),
        ("Most common non-haematological side effects?", "Treatment-emergent adverse event"),
        ("Did everyone get the allocated treatment?", "Patients not treated"),
        ("Under what number is it registered in the EU?", "EudraCT number"),
        ("And the WHO registration number?", "WHO universal trial number"),
        ("Did they see more chest colds?", "Bronchitis"),
        ("How many came off because their cancer came back?", "Treatment discontinuation due to progressive disease"),
        ("What was the response of the kidneys?", "Renal response"),
        ("And how long on the drug?", "Treatment duration"),
        ("CR or better with MRD negativity?", "MRD-negative complete response rate"),
        ("How many had a reaction during their drip?", "Infusion-related reaction"),
    ],
)
def test_name_is_read_in_other_words(text: str, outcome: str) -> None:
    """And nothing else is taken for what is asked."""
    assert ask(text, corpus=CORPUS).outcomes == (outcome,)


@pytest.mark.parametrize(
    "text",
    [
        "How do the authors sum up what their results mean for patients?",
        "What do the authors think this means for practice?",
        "In one line, what is the message of the paper?",
    ],
)
def test_what_the_authors_make_of_it_is_their_interpretation(text: str) -> None:
    """No outcome is asked for, and no mean."""
    question = ask(text, corpus=CORPUS)
    assert (question.topics[0].name, question.statistics, question.outcomes) == ("interpretation", (), ())


def test_of_two_outcomes_that_tell_each_other_the_fuller_is_asked() -> None:
    """Who died of side effects had a fatal one; neither takes the other away."""
    question = ask("How many patients died on treatment because of side effects; percentages too", corpus=CORPUS)
    assert outcomes_asked(question) == ("Fatal treatment-emergent adverse event",)


def test_what_is_counted_beside_another_outcome_is_asked_by_itself() -> None:
    """The number of deaths is no other word for the survival rate before it."""
    question = ask("What was the 2-year overall survival rate, and also the number of deaths?", corpus=CORPUS)
    assert "Overall survival" in outcomes_asked(question)


def test_each_grade_of_a_list_is_told() -> None:
    """The first of them is not the only one asked."""
    rows = [row for row in CORPUS.table.results() if row.outcome == "Pneumonia"]
    told = of_grade(rows, ask("Pneumonia by grade (1, 2, 3)?", corpus=CORPUS))
    assert [row.grade for row in told] == ["1", "2", "3"]


def test_what_stayed_that_way_is_what_lasted() -> None:
    """A durable outcome is asked beside the one named."""
    text = "How many had a complete response and stayed that way?"
    assert "Durable complete response rate" in with_lasting(ask(text, corpus=CORPUS), corpus=CORPUS).outcomes


@pytest.mark.parametrize(
    "text",
    [
        "Was the trial blinded? I have seen it described differently in the publication and on the registry.",
        "How large was the reduction in risk of progression or death among patients aged 70 or more?",
    ],
)
def test_what_was_read_or_is_asked_of_a_trial_tells_of_nobody(text: str) -> None:
    """Seeing it described is no event, and a reduction in risk none that was made in a dose."""
    assert find_adverse_events(text, terms=CORPUS.terms) is None


def test_when_an_event_of_the_askers_began_restricts_nothing() -> None:
    """A cycle since which somebody has it is no time point of a result."""
    assert ask("New hypertension since cycle 2: how often was pneumonia seen?", corpus=CORPUS).landmark is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How many sites in the US took part?", ("North American",)),
        ("What rate of pneumonia is given in the US label?", ()),
        ("What rate of pneumonia was seen in the US?", ("North American",)),
    ],
)
def test_country_restricts_unless_its_document_is_named(text: str, parts: tuple[str, ...]) -> None:
    """Where a label holds is no part of the patients."""
    assert ask(text).subgroups == parts


@pytest.mark.parametrize("text", ["Number of weeks on treatment?", "The number of months on treatment, each arm?"])
def test_number_of_weeks_counts_nobody(text: str) -> None:
    """A time is asked in its unit."""
    assert "count" not in ask(text).statistics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What were patients in the control arm given?", "intervention"),
        ("What exactly did the controls get?", "intervention"),
        ("Was it put in by vein?", "dosing schedule"),
        ("Were patients allowed to cross over?", None),
        ("Were older people allowed to enter?", "eligibility"),
    ],
)
def test_what_a_group_was_given_and_how_is_a_topic(text: str, topic: str | None) -> None:
    """What those who were in could do later is no rule of entry."""
    assert {term.name for term in ask(text).topics} == ({topic} if topic else set())


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("Were people with a fever ineligible?", True),
        ("Patients with pneumonia were not eligible, correct?", True),
        ("Given that over-80s were deemed ineligible, what was the age range at baseline?", True),
        ("How many were found ineligible?", False),
        ("Were 39 patients ineligible?", False),
        ("Of those screened, who was not eligible?", False),
    ],
)
def test_who_was_ineligible_is_told_by_the_criteria(text: str, criteria: bool) -> None:
    """That somebody could not take part is a rule of entry; how many could not is a count of the screening."""
    asked = ask(text)
    assert ("eligibility" in {term.name for term in asked.topics}) is criteria
    assert ("Screen failures" in asked.outcomes) is not criteria


@pytest.mark.parametrize(
    ("text", "graded"),
    [
        ("Was there more pneumonia, esp. bad ones?", ("any", ">=3")),
        ("How common was pneumonia, particularly grade 3?", ("any", "3")),
        ("How common was grade 3 pneumonia in particular?", ("3",)),
        ("A third had pneumonia with zeltamab and roughly one in five had a severe form, correct?", ("any", ">=3")),
        ("Half had pneumonia, and 20% grade 3?", ("any", "3")),
        ("Was pneumonia with zeltamab mostly of grade 3?", ("3",)),
        ("Headache numbers, with the grade 3 ones.", ("any", "3")),
        ("Headache incl. grade 4, please", ("any", "4")),
        ("How often headache, how often severe?", ("any", ">=3")),
        ("Headache with grade 3 nausea", ("3",)),
    ],
)
def test_grade_that_is_stressed_is_asked_beside_all(text: str, graded: tuple[str, ...]) -> None:
    """ "Especially the bad ones" asks for every grade, and for those."""
    assert grades_asked(ask(text)) == graded


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("Was zeltamab given at 10 or 20?", ("Zeltamab dose",)),
        ("Was zeltamab dosed at 10 mg/kg?", ("Zeltamab dose",)),
        ("Was zeltamab given at 12 sites?", ()),
        ("What was the dosing of zeltamab?", ("Zeltamab dose",)),
        ("What was the dosing schedule?", ()),
        ("Is the zeltamab 20/40 or 20/60 regimen the one used?", ("Zeltamab dose",)),
        ("Did 20/40 people get zeltamab?", ()),
        ("What was the total dose of zeltamab?", ("total dose of zeltamab",)),
        ("How many doses of zeltamab were given?", ("number of doses of zeltamab",)),
        ("What dose was used of carfilzomib, and also the zeltamab dose?", ("Carfilzomib dose", "Zeltamab dose")),
    ],
)
def test_amount_at_which_a_drug_was_given_is_a_dose(text: str, doses: tuple[str, ...]) -> None:
    """Numbers that are offered for it need no word for a dose."""
    assert tuple(name for name in with_doses(ask(text), corpus=CORPUS).outcomes if "dose" in name) == doses


@pytest.mark.parametrize(
    ("text", "in_money"),
    [
        ("At which price in adverse events does the benefit come?", False),
        ("What was the price of the survival gain in grade 3 events?", False),
        ("Did it work, and at what cost in toxicity?", False),
        ("What is the price of one vial?", True),
        ("At what cost per patient was it given?", True),
        ("What did the cost of adverse events come to?", True),
    ],
)
def test_price_that_is_paid_in_harm_is_no_money(text: str, in_money: bool) -> None:
    """ "At what price in side effects" asks for these."""
    assert ("Cost-effectiveness" in ask(text).outcomes) is in_money


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("On the company site, what was the PFS?", False),
        ("The web site says the PFS was longer, right?", False),
        ("How many sites took part?", True),
    ],
)
def test_site_of_a_company_is_no_centre(text: str, asked: bool) -> None:
    """At a web site nobody was treated."""
    assert ("Study centres" in ask(text, corpus=CORPUS).outcomes) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Does a longer PFS mean a cure?", False),
        ("What would that PFS result mean for patients?", False),
        ("Did patients have a longer mean PFS?", True),
        ("What was the mean age?", True),
    ],
)
def test_verb_asks_for_no_average(text: str, asked: bool) -> None:
    """What something means is no mean."""
    assert ("mean" in ask(text, corpus=CORPUS).statistics) is asked


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many went on to a stem cell transplant?", ()),
        ("How many had a transplant after the trial?", ()),
        ("How many had a transplant before the trial?", ("Prior transplant",)),
        ("How many had had a transplant?", ("Prior transplant",)),
    ],
)
def test_what_followed_the_trial_is_no_earlier_treatment(text: str, outcomes: tuple[str, ...]) -> None:
    """Those who had it before are not counted for those who had it after."""
    question = ask(text)
    assert question.outcomes == outcomes
    assert not question.subgroups
    assert bool(question.unknown) is not bool(outcomes)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("Geriatric oncology here. What was PFS?", ()), ("What was PFS in geriatric patients?", ("elderly",))],
)
def test_specialty_of_who_asks_is_no_part(text: str, parts: tuple[str, ...]) -> None:
    """Of whom is asked is told by another word than what the asker works in."""
    assert ask(text).subgroups == parts


def test_very_end_is_no_date() -> None:
    """When a study was over tells when something else was measured, with an adverb too."""
    assert ask("How long did they live, at the very end of the trial?").outcomes == ("Overall survival",)
