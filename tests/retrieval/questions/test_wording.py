"""How a question is put: patterns of plain English."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.intake import stories
from retrieval.questions import breadth, clauses, relations, shorthand, time_words, wording
from retrieval.questions.shorthand import spelt_out
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PFS at 24 months", ["at 24 months"]),
        ("5-year OS", ["5-year"]),
        ("two-year survival", ["two-year"]),
        ("five year mortality", ["five year"]),
        ("survival by 12 weeks and beyond 3 years", ["by 12 weeks", "beyond 3 years"]),
        ("a median of 20 months", []),
        ("is the 20.7 month PFS median right", []),
        ("aged 65 years or older", []),
        ("a 65-year-old man", []),
        ("after 3 cycles", []),
        ("fever after dose 2", ["after dose 2"]),
        ("pain with the first injection", ["with the first injection"]),
        ("cured by dose 2 mg", []),
        ("responses at week 24", ["at week 24"]),
        ("nausea in the first 8 weeks", ["in the first 8 weeks"]),
        ("nausea during year two", ["during year two"]),
        ("weekly for the first 4 weeks", []),
        ("mostly in the first infusion", ["in the first infusion"]),
        ("in the first two infusions", ["in the first two infusions"]),
    ],
)
def test_landmark_is_a_time_point_of_an_outcome(text: str, expected: list[str]) -> None:
    """A time point restricts an outcome; a duration, an age and a count of cycles do not."""
    assert [text[start:end] for start, end in time_words.landmarks(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PFS at each cut-off", True),
        ("How did the hazard ratio change over time?", True),
        ("PFS across the analyses", True),
        ("all data cutoffs for OS", True),
        ("PFS at the final analysis", False),
        ("What was PFS?", False),
    ],
)
def test_every_analysis_is_asked_for_in_words(text: str, expected: bool) -> None:
    """Only a question that names them all, or a change, asks for every analysis."""
    assert breadth.every_analysis(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the most common side effects", True),
        ("Top five adverse events", True),
        ("most frequently reported events", True),
        ("How common was pneumonia?", False),
    ],
)
def test_ranking_is_asked_for_in_words(text: str, expected: bool) -> None:
    """The most common of many are asked for, not how common one is."""
    assert wording.ranked(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was PFS significantly longer?", True),
        ("Did it improve survival?", True),
        ("Was the new arm superior?", True),
        ("Was OS a tested endpoint?", True),
        ("Was overall survival tested?", True),
        ("How many were tested for fever?", False),
        ("What was the hazard ratio?", False),
    ],
)
def test_weighing_is_asked_for_in_words(text: str, expected: bool) -> None:
    """Whether a difference is one is asked for by words such as "significant" and "longer"."""
    assert wording.weighs(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How was response assessed?", True),
        ("How were the subgroups defined?", True),
        ("Was MRD assessed by NGS or flow?", True),
        ("Did they measure MRD by flow?", True),
        ("Did they measure MRD?", False),
        ("Was the difference assessed?", False),
        ("How many patients were assessed?", False),
        ("How long was PFS?", False),
    ],
)
def test_method_is_asked_for_by_how_it_was_done(text: str, expected: bool) -> None:
    """ "How was it measured" asks for prose, "how many" for a figure."""
    assert wording.asks_method(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("When was zeltamab given in week 1?", True), ("When was the trial given its name?", False)],
)
def test_when_a_drug_was_given_asks_for_its_schedule(text: str, expected: bool) -> None:
    """The days of a drug are its schedule."""
    assert (wording.schedule(text) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ORR and the p-value", True), ("PFS with its 95% CI", True), ("the p-value for PFS", False)],
)
def test_pvalue_can_be_asked_beside_the_figure(text: str, expected: bool) -> None:
    """A p-value or an interval that is added to a figure does not replace it."""
    assert wording.only_adds(text) is expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [(" and ", True), (", ", True), (" rates, and rates of ", True), (" rates in ", False), (" of the ", False)],
)
def test_listed_names_are_joined(between: str, expected: bool) -> None:
    """Names in a list do not restrict each other; names with a preposition between them do."""
    assert relations.is_joined(between) is expected


def test_story_is_told_apart_from_the_question() -> None:
    """What is told of a patient is left out of what is asked."""
    text = "My patient had a rash yesterday. How common was rash?"
    assert [text[start:end].strip() for start, end in stories.asking_spans(text)] == ["How common was rash?"]


def test_those_who_are_told_apart_refer_back_to_nobody() -> None:
    """ "With those on A" are told by what they got; "in those" are the ones of the story."""
    story = "My mother had a relapse. "
    assert not stories.untold_patients(f"{story}How long was it, compared with those on Base?")
    assert stories.untold_patients(f"{story}How long was it in those?")


def test_what_is_to_be_confirmed_is_asked() -> None:
    """ "Is this what the record shows?" asks for what stands before it."""
    text = "I have heard that rash was rarer. Is this what the record shows?"
    assert [text[start:end].strip() for start, end in stories.asking_spans(text)] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early- and late-onset fever", "early-onset and late-onset fever"),
        ("How many women and men on the drug had fever?", "how many people on the drug had fever?"),
        ("How many women and men were randomised?", "How many women and men were randomised?"),
        ("What was the main kidney outcome?", "What was the primary kidney outcome?"),
        ("What was the main reason?", "What was the main reason?"),
        ("We already have the PFS. What was OS?", "What was OS?"),
        ("What was OS? I already have the PFS.", "What was OS? "),
        ("I don't need PFS, just OS", "OS"),
        ("We already have the PFS. What is its interval?", "We already have the PFS. What is its interval?"),
        ("it was in spring 2021, if I remember correctly - which day?", "it was in 2021 - which day?"),
        ("and randomised how?", "and how were patients randomised?"),
        ("She asks what the trial found in them.", "She asks what did the trial find in them."),
        ("PFS at primary?", "PFS at the primary analysis?"),
        ("PFS at the primary endpoint", "PFS at the primary endpoint"),
        ("was it stopped early for toxicity", "was it stopped for toxicity"),
        ("any tox deaths?", "any toxic deaths?"),
        ("Explain what MRD negative means", "Explain what is meant by MRD negative"),
        ("What that means is not told", "What that means is not told"),
        ("Somebody at ASH told me the HR was 0.8", "I heard the HR was 0.8"),
        ("Somebody told me at 8 that", "Somebody told me at 8 that"),
        ("Why are the arms of unequal size?", "Why are the arms not equal in size?"),
        ("amp(7q), meaning four copies or more", "amp(7q), that is four copies or more"),
        ("total n and n per arm", "how many patients in total and how many patients per arm"),
        ("safety set n = 120", "safety set n = 120"),
        ("how many were >65", "how many were over 65"),
        ("how many were >65%", "how many were >65%"),
        ("serious cough, fatigue any", "serious cough, fatigue any grade"),
        ("deaths, if any", "deaths, if any"),
        ("events in renal and high-risk subgroups", "events in renal subgroup and high-risk subgroup"),
        ("results in the and other subgroups", "results in the and other subgroups"),
        ("the follow-up when OS was analysed", "the follow-up at the OS analysis"),
        ("As it helped, what was the benefit in weeks?", "As it helped, by how many weeks?"),
        ("What's the median gain in OS in months?", "by how many months in OS?"),
        ("What was the gain in months 3 to 6?", "What was the gain in months 3 to 6?"),
        ("What was the weight gain in months?", "What was the weight gain in months?"),
        ("who quit bc of a rash", "who quit because of a rash"),
        ("left cuz of nausea, b/c of a rash", "left because of nausea, because of a rash"),
        ("Blood Cancer J, BC of 2021", "Blood Cancer J, BC of 2021"),
        ("upper resp infections", "upper respiratory infections"),
        ("inj site rxns, one bad rxn", "inj site reactions, one bad reaction"),
        ("Was it 1:1 randomised?", "Was it randomised 1:1?"),
        ("a 3 : 1 allocation", "a allocation 3 : 1"),
        ("a third with it and 15% without, right?", "a third with it and 15% in the control group, right?"),
        ("15% without a rash", "15% without a rash"),
        ("half of them severely?", "half of them severe?"),
        ("5% had it severely with the drug", "5% had it severe with the drug"),
        ("how many were severely breathless", "how many were severe breathless"),
        ("who had a really bad cough or bad luck", "who had a severe cough or bad luck"),
        ("was it more severely felt", "was it more severely felt"),
        ("severely ill patients", "severely ill patients"),
        ("best resp, resp rate", "best resp, resp rate"),
        ("a median of 14.5 mo, or 6mo?", "a median of 14.5 months, or 6 months?"),
        ("pain w zeltamab, W 12", "pain with zeltamab, week 12"),
        ("any infusion rxn or rxns", "any infusion reaction or reactions"),
        ("in which proportion were patients allocated?", "in which ratio were patients allocated?"),
        ("in what proportion of patients", "in what proportion of patients"),
        ("How long did the recruitment take?", "when did enrolment start and end?"),
        ("How long did recruitment centres take part?", "How long did recruitment centres take part?"),
        (
            "How often did adverse events occur, and how many died from them?",
            "How often did adverse events occur, and how many died from side effects?",
        ),
        (
            "Who had toxicities? How many left because of these?",
            "Who had toxicities? How many left because of side effects?",
        ),
        ("Was the lympho count low?", "Was the lymphocyte count low?"),
        ("Did it help the elderly? Numbers please.", "Did it help the elderly?"),
        ("Did it work out? exact figures if possible", "Did it work out?"),
        ("fever in the under-sixes", "fever in those younger than six years"),
        ("dose & schedule", "dose and schedule"),
        ("AE leading to death list", "AEs leading to death list"),
        ("benefit according to the authors", "benefit"),
        ("duration of recruitment", "when did enrolment start and end"),
        ("Was the trial done in Norway?", "were there study centres in Norway?"),
        ("Enrolment took 2 years, right?", "when did enrolment start and end, right?"),
        ("is the trial still recruiting?", "when did enrolment start and end?"),
        ("p-value sidedness", "p-value one-sided or two-sided"),
        ("OS HR covid adjusted", "OS HR excluding covid deaths"),
        ("age adjusted HR", "age adjusted HR"),
        ("By what factor did it rise?", "by how much did it rise?"),
        ("ITT n", "how many patients in the ITT population"),
        ("n safety", "how many patients in the safety population"),
        ("safety population N per arm", "how many patients in the safety population per arm"),
        ("n = 100 safety", "n = 100 safety"),
        ("the R&D unit", "the R&D unit"),
        ("as the US agency requested", "as the FDA requested"),
        ("the American regulators' median", "the FDA' median"),
        ("HR at the second PFS analysis", "HR at the second analysis of PFS"),
        ("the second PFS was longer", "the second PFS was longer"),
        ("How many were treated? Numbers per arm please.", "How many were treated? Numbers per arm please."),
    ],
)
def test_words_that_stand_for_others_are_spelt_out(text: str, expected: str) -> None:
    """Both sexes together are people, and a main outcome is the primary one."""
    assert shorthand.spelt_out(text) == expected


def test_story_and_question_in_one_sentence_are_parted() -> None:
    """A clause that asks is kept though the one before it tells."""
    text = "A woman on treatment had a rash, what was the rate of rash?"
    assert [text[start:end].strip() for start, end in stories.asking_spans(text)] == ["what was the rate of rash?"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("What was progression-free survival reported in vegans here?", "vegans", True, id="after in"),
        pytest.param("What were the outcomes that Karnofsky patients had overall?", "Karnofsky", True, id="a name"),
        pytest.param("And how were the many participants then split?", "split", False, id="a verb"),
        pytest.param("PFS vegans", "vegans", True, id="terse"),
        pytest.param("How did outcomes look when measured by XR17 overall then?", "XR17", True, id="a code"),
    ],
)
def test_word_restricts_by_its_place(text: str, word: str, expected: bool) -> None:
    """A name, a code and what follows a preposition narrow a question; in a few words everything does."""
    start = text.index(word)
    assert relations.restricts(text, start, start + len(word)) is expected


@given(st.text(max_size=120))
def test_asking_spans_lie_in_the_text(text: str) -> None:
    """Something is always asked, within the text and in order."""
    spans = stories.asking_spans(text)
    assert spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("those with bad kidneys, how'd they do", True),
        ("how’ve the women fared", True),
        ("how have the younger ones done?", True),
        ("how did the men get on?", True),
        ("how did they get on the trial", False),
        ("how have the tests been done", False),
    ],
)
def test_how_somebody_did_is_asked_in_short_forms(text: str, expected: bool) -> None:
    """How patients fared is asked with the verb shortened, or in the perfect tense; how something was done is not."""
    assert wording.asks_overview(text) is expected


def test_order_to_a_database_asks_for_no_overview() -> None:
    """An order that names results asks for none."""
    assert wording.asks_overview("results")
    assert wording.asks_overview("What happened to the elderly?")
    assert not wording.asks_overview("drop table results")


@pytest.mark.parametrize("text", ["dropped out", "quit", "came off treatment", "withdrew"])
def test_leaving_is_discontinuation(text: str) -> None:
    """Whatever it is called, stopping a treatment is a discontinuation."""
    assert relations.consequences(text) == ("discontinuation",)


@pytest.mark.parametrize(
    ("text", "further"),
    [
        pytest.param("Who paid, and where was it done?", "where was it done?", id="question word"),
        pytest.param("Who paid and did the sponsor employ anyone?", "did the sponsor employ anyone?", id="yes or no"),
        pytest.param("Who paid for tests and did so openly?", "", id="a verb that goes on"),
    ],
)
def test_further_question_begins_after_the_joint(text: str, further: str) -> None:
    """A question is joined by its question word, or by a verb with its subject behind it."""
    assert [text[start:] for start in clauses.further_questions(text)] == ([further] if further else [])


def test_grade_that_is_most_frequent_ranks_no_events() -> None:
    """Which grade was the most frequent is asked of one event."""
    assert not wording.ranked("Which grade was the most frequent?")
    assert wording.asks_top_grade("Which grade was the most frequent?")
    assert wording.ranked("Which events were the most frequent?")


@pytest.mark.parametrize("text", ["Is the result conclusive?", "How precise is it?", "Can we be certain of it?"])
def test_certainty_is_weighed(text: str) -> None:
    """Whether a result is certain is asked of its interval and its test."""
    assert wording.weighs(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Is the benefit in those with weak kidneys as large as in all patients?", True),
        ("Did the elderly do better than the whole population?", True),
        ("HR in the elderly vs HR in everyone", True),
        ("PFS in the elderly against the full population", True),
        ("PFS in the elderly versus overall survival", False),
        ("Was the benefit large in the elderly?", False),
    ],
)
def test_whole_is_asked_beside_its_part(text: str, whole: bool) -> None:
    """A part that is held against all patients asks for both."""
    assert relations.includes_whole(text) is whole


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On which day did reactions happen?", ("onset",)),
        ("When did diarrhoea start?", ("onset",)),
        ("How many days did a rash take to appear?", ("onset",)),
        ("How many left the study drug?", ("discontinuation",)),
        ("How often was the infusion stopped temporarily?", ("interruption",)),
        ("How many had diarrhoea?", ()),
    ],
)
def test_aspect_of_an_event_is_read(text: str, told: tuple[str, ...]) -> None:
    """When an event began, or that it ended treatment, is another question than how often it was."""
    assert relations.consequences(text) == told


def test_method_of_a_test_is_asked() -> None:
    """By which method something was tested is no result."""
    assert wording.asks_method("Was MRD tested by flow or by sequencing?")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("I'm preparing a slide: median age in HARBOUR, please", "Age"),
        (
            "My boss asked about the number of prior lines. What does the corpus say?",
            "Number of prior lines of therapy",
        ),
        ("Could you tell me the number of prior lines, with the data cut-off?", "Number of prior lines of therapy"),
    ],
)
def test_matter_is_named_before_a_question_that_names_none(text: str, outcome: str) -> None:
    """Whatever is asked of stands in the sentence before; the cut-off is told with every figure."""
    assert ask(text).outcomes == (outcome,)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("headache by grade in the control arm", True),
        ("headache by grade with the drug", True),
        ("headache by grade III", False),
        ("headache by grade 3", False),
    ],
)
def test_each_grade_is_asked_in_whichever_arm(text: str, each: bool) -> None:
    """The "in" behind the word is no Roman numeral."""
    assert wording.asks_every_grade(text) is each


def test_last_of_several_ages_is_one() -> None:
    """A number alone is an age behind another one; behind a dose it is none."""
    assert spelt_out("How many were under 65, 65 to 74 and 75 or more?").endswith("and aged 75 or more?")
    assert spelt_out("How many got 50 mg and 75 or more?").endswith("and 75 or more?")


def test_phrase_that_names_whom_a_question_is_about_is_no_story() -> None:
    """ "In a patient with gout" restricts what is asked; that one had gout is the story of one patient."""
    asked = "In a patient with gout, what was the rate of rash?"
    assert not stories.patient_spans(asked)
    assert stories.patient_spans("In my clinic a patient had gout, what was the rate of rash?")
