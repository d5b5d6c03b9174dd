"""What a question asks for: the slots that its words fill, and what is left over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Trial
from ingest.vocabulary import Term
from retrieval.questions.asks import split_question
from tests.retrieval.small_trial import BASE, HARBOUR, OS, PFS, TEAE, ZELTA, SmallCorpus, ask

ELSEWHERE = Trial("NCT90000009", "FENWICK", "Another trial")


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("What was PFS?", (PFS,)),
        ("How long did people live without progression?", (PFS,)),
        ("pnuemonia rate", ("Pneumonia",)),
        ("PFS and OS", (PFS, OS)),
        ("What were the side effects?", (TEAE,)),
        ("How many stopped therapy because of side effects?", (f"{TEAE} leading to discontinuation",)),
        ("How common was headache?", ("Headache",)),
        ("Who funded the trial?", ()),
    ],
)
def test_outcomes_are_read_in_any_words(text: str, outcomes: tuple[str, ...]) -> None:
    """Abbreviations, paraphrases and slips lead to the canonical outcome, in the order mentioned."""
    assert ask(text).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("PFS in the control group", "arms", (BASE,)),
        ("PFS with zeltamab versus the control arm", "arms", (ZELTA, BASE)),
        ("grade 3 or worse pneumonia", "grades", (">=3",)),
        ("Grade ≥3 pneumonia", "grades", (">=3",)),
        ("grade 4 pneumonia", "grades", ("4",)),
        ("gr 3 and up pneumonia", "grades", (">=3",)),
        ("serious pneumonia", "grades", ("serious",)),
        ("hazard ratio for PFS", "statistics", ("hazard ratio",)),
        ("pfs hr", "statistics", ("hazard ratio",)),
        ("PFS in patients aged 65 years or older", "subgroups", ("age >=65 years",)),
        ("pneumonia in the safety population", "populations", ("safety",)),
    ],
)
def test_slots_are_filled(text: str, slot: str, expected: tuple[str, ...]) -> None:
    """Arms, grades, statistics, subgroups and populations are read into slots of their own."""
    assert getattr(ask(text), slot) == expected


def test_analysis_is_read_with_its_words() -> None:
    """An analysis is known by its term and by the words that name it."""
    named = {(term.name, words) for term, words in ask("PFS at the final analysis").analyses}
    assert ("final analysis", "final analysis") in named


@pytest.mark.parametrize(
    ("text", "landmark"),
    [
        ("OS at 60 months", "at 60 months"),
        ("5-year OS", "5-year"),
        ("What was OS?", None),
        ("Median OS was reached at 60 months, right?", None),
        ("How many had reached a response at 6 months?", "at 6 months"),
    ],
)
def test_time_point_is_kept_as_written(text: str, landmark: str | None) -> None:
    """A time point restricts the outcome, in the words of the question."""
    assert ask(text).landmark == landmark


def test_only_trial_needs_no_name() -> None:
    """With one trial in the corpus a question is about that one."""
    assert ask("What was PFS?").trial == HARBOUR.id


def test_one_of_several_trials_must_be_named() -> None:
    """With two trials a question that names neither is about none; one's own words are enough."""
    corpus = SmallCorpus(trials=(HARBOUR, ELSEWHERE))
    assert ask("What was OS?", corpus=corpus).trial is None
    assert ask("What was OS in HARBOUR?", corpus=corpus).trial == HARBOUR.id
    assert ask("What was OS in NCT90000009?", corpus=corpus).trial == ELSEWHERE.id
    assert ask("What was OS with zeltamab?", corpus=corpus).trial == HARBOUR.id


@pytest.mark.parametrize("text", ["What was PFS in NCT01234567?", "PFS in nct 01234567"])
def test_registry_number_of_no_held_trial_is_foreign(text: str) -> None:
    """A trial that the corpus does not hold is known as one."""
    assert [name.upper().replace(" ", "") for name in ask(text).foreign] == ["NCT01234567"]


def test_own_registry_number_is_not_foreign() -> None:
    """The held trial's own number is no other trial's."""
    assert ask("What was PFS in NCT90000003?").foreign == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("What was PFS in hedgehogs?", ["hedgehogs"]),
        ("PFS with borrelimab", ["borrelimab"]),
        ("What was PFS?", []),
        ("Please tell me what the PFS was in this trial", []),
    ],
)
def test_restriction_that_no_slot_takes_is_kept(text: str, unknown: list[str]) -> None:
    """A word that narrows the question and that nothing accounts for is not dropped silently."""
    assert [token.text for token in ask(text).unknown] == unknown


def test_story_restricts_nothing() -> None:
    """What is told of one patient before the question fills no slot of it."""
    question = ask("A 67-year-old woman in Fenland had hives last week. How common was pneumonia?")
    assert (question.outcomes, question.unknown, question.landmark) == (("Pneumonia",), (), None)


def test_story_names_the_outcome_where_the_question_does_not() -> None:
    """ "How common was that?" is about what was told."""
    assert ask("My patient developed pneumonia. How common was that?").outcomes == ("Pneumonia",)


def test_cutoff_at_which_a_question_asks_is_not_asked_for() -> None:
    """ "By how much at the latest cut-off" asks for what was stated before it, with its grade."""
    question = ask(
        "I understand that grade 3 or higher adverse events were more common. By how much at the last cut-off?"
    )
    assert (question.outcomes, question.grades) == ((TEAE,), (">=3",))
    assert ask("When was the last cut-off?").outcomes == ("Data cut-off",)


def test_story_names_the_statistic_of_its_outcome_too() -> None:
    """Which paper a figure is from is asked of the figure that was told before."""
    question = ask("We have seen two hazard ratios for PFS quoted. Which papers are they from?")
    assert (question.outcomes, question.statistics) == ((PFS,), ("hazard ratio",))


def test_method_by_which_nothing_was_assessed_restricts() -> None:
    """What was assessed by another method is no answer."""
    question = ask("What was the MRD negativity rate, assessed by flow cytometry?")
    assert [token.text for token in question.unknown] == ["flow", "cytometry"]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("PFS at each cut-off", "every_cutoff"),
        ("most common adverse events", "ranked"),
        ("Was PFS significantly longer?", "weighs"),
        ("How was PFS assessed?", "method"),
    ],
)
def test_kind_of_question_is_flagged(text: str, flag: str) -> None:
    """What kind of answer is wanted is read from the wording alone."""
    flags = ("every_cutoff", "ranked", "weighs", "method")
    assert [name for name in flags if getattr(ask(text), name)] == [flag]


@given(st.text(max_size=80))
def test_any_text_is_a_question(text: str) -> None:
    """Whatever is typed is read without an error, and kept as it is."""
    assert ask(text).text == text


def test_whoever_takes_part_is_a_patient() -> None:
    """Spellings are found whatever the people of a trial are called."""
    assert ask("how long were people on treatment").outcomes == ask("how long were patients on treatment").outcomes


def test_letter_before_an_abbreviation_asks_for_the_median() -> None:
    """ "mPFS" is the median of PFS."""
    question = ask("mPFS?")
    assert (question.outcomes, question.statistics) == ((PFS,), ("median",))


def test_clipped_drug_is_read() -> None:
    """A drug is named by the beginning of its name, where that begins no other's."""
    assert [mention.term.name for mention in ask("zeltam dose").drugs] == ["zeltamab"]


def test_opener_with_a_purpose_restricts_nothing() -> None:
    """What an answer is wanted for is no part of the question."""
    text = (
        "Could you tell me, for a formulary submission I am preparing for our hospital, what the PFS hazard ratio was?"
    )
    question = ask(text)
    assert (question.outcomes, question.unknown) == ((PFS,), ())


def test_words_of_a_question_that_prose_answers_restrict_no_figure() -> None:
    """Who paid is one question, a rate the next."""
    question = ask("Who sponsored the work financially, and what percentage had pneumonia?")
    assert question.outcomes == ("Pneumonia",)
    assert [topic.name for topic in question.topics] == ["funding"]
    assert question.unknown + question.unread == ()


def test_grade_of_the_event_that_a_story_tells_is_asked() -> None:
    """The event asked is the one told, with its grade."""
    question = ask("A man of 68 developed grade 3 pneumonia on treatment. How frequent was that?")
    assert (question.outcomes, question.grades) == (("Pneumonia",), ("3",))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("In which parts of the world were patients recruited?", "setting"),
        ("Was treatment for a fixed number of cycles, or did they carry on?", "dosing schedule"),
        ("Did the conclusion mention overall survival?", "interpretation"),
    ],
)
def test_topic_asked_takes_in_the_outcome_beside_it(text: str, topic: str) -> None:
    """Where, until when and what was concluded are no figures."""
    question = ask(text)
    assert question.outcomes == ()
    assert topic in [each.name for each in question.topics]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("When could a patient come off the study drugs?", "dosing schedule"),
        ("Was there a planned end of therapy or was it open-ended?", "dosing schedule"),
        ("In which population was efficacy looked at, and in which was safety?", "analysis populations"),
        ("What was the trial powered for?", "primary endpoint"),
    ],
)
def test_topic_is_read_in_other_words(text: str, topic: str) -> None:
    """Until when treatment went on and who was counted are asked in many words."""
    question = ask(text)
    assert question.outcomes == ()
    assert topic in [each.name for each in question.topics]


@pytest.mark.parametrize(
    ("text", "graded"),
    [
        ("Any grade and grade 3 or worse for pneumonia, headache and nausea?", {("any", ">=3")}),
        ("AE table: any grade + grade 3 for cough, fatigue", {("any", "3")}),
        ("Pneumonia of any grade, and grade 3 headache?", {("any",), ("3",)}),
        ("Was there more headache, and more serious pneumonia?", {(), ("serious",)}),
        ("rates of nausea and grade 3 pneumonia", {(), ("3",)}),
        ("rates of grade 3 nausea and pneumonia", {("3",)}),
        ("rates of nausea and pneumonia, grade 3", {("3",)}),
    ],
)
def test_grades_told_before_a_list_are_those_of_each(text: str, graded: set[tuple[str, ...]]) -> None:
    """Several grades that head a list are asked of each event in it, and adverse events as a heading of nothing."""
    parts = split_question(ask(text))
    assert {part.grades for part in parts} == graded
    assert TEAE not in {part.outcomes[0] for part in parts}


@pytest.mark.parametrize("text", ["Give me the abstract's conclusion", "What does the abstract conclude?"])
def test_abstract_is_where_a_conclusion_stands(text: str) -> None:
    """A document that is named with what is asked of it is no topic beside it."""
    assert [topic.name for topic in ask(text).topics] == ["interpretation"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("How many women were included?", []),
        ("What share of those over 75 were included?", []),
        ("Who was included?", ["eligibility"]),
        ("How many prior lines did patients need to be included?", ["eligibility"]),
    ],
)
def test_those_included_are_counted_or_described(text: str, topics: list[str]) -> None:
    """How many of a kind took part is no question on who could."""
    assert [topic.name for topic in ask(text).topics] == topics


def test_case_in_shorthand_restricts_nothing() -> None:
    """What the patient of a question had is the event that it asks about, in whatever form the patient had it."""
    question = ask("pt on zeltamab cycle 2 admitted w bilateral pneumonia, anything from the trial on this?")
    assert (question.outcomes, question.unknown) == (("Pneumonia",), ())


def test_same_cutoff_of_figures_told_before_asks_for_no_date() -> None:
    """ "Do both come from the same data cut-off" asks of the figures told before it."""
    assert ask("The PFS ratio is 0.61 and 0.66. Do both come from the same data cut-off?").outcomes == (PFS,)


@pytest.mark.parametrize(
    "text",
    [
        "A colleague says nausea of grade 3 or worse was commoner with Zelta-Base. Is that so, and by how much?",
        "We heard that grade 3 or worse nausea was commoner with Zelta-Base. By how much?",
        "I read that nausea, at least grade 3, was commoner with Zelta-Base. By how much?",
    ],
)
def test_grade_of_an_event_told_before_a_question_is_kept(text: str) -> None:
    """Whether the grade stands before the event or after it."""
    asked = ask(text)
    assert (asked.outcomes, asked.grades) == (("Nausea",), (">=3",))


def test_trait_within_the_name_of_a_part_narrows_no_further() -> None:
    """ "Poor kidney function (eGFR under 60)" is one part, and its first words are no other."""
    part = Term("subgroup", "renal impairment (eGFR <60)", None, ("eGFR under 60", "poor kidney function"), HARBOUR.id)
    corpus = SmallCorpus(terms=(part,))
    question = ask("In patients with poor kidney function (eGFR under 60), how common was pneumonia?", corpus=corpus)
    assert (question.subgroups, question.unknown) == ((part.name,), ())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("According to Zorbit, what was PFS?", True),
        ("In the Zorbit report, what was PFS?", True),
        ("Zorbit coverage: what was PFS?", True),
        ("My colleague Zorbit was here, what was PFS?", False),
    ],
)
def test_source_in_a_lead_in(text: str, named: bool) -> None:
    """A name before what is asked may be a source's where it is told to be in it or according to it."""
    assert ("zorbit" in {token.form for token in ask(text).hints}) is named


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Is nausea listed as a side effect?", {"Nausea"}),
        ("Was pneumonia one of the reported side effects?", {"Pneumonia"}),
        ("How many had nausea as a side effect?", {"Nausea"}),
        ("Was nausea common, and what were the side effects?", {"Nausea", TEAE}),
    ],
)
def test_side_effects_that_something_is_said_to_be_are_not_asked(text: str, outcomes: set[str]) -> None:
    """Whether something is listed as a side effect asks for it alone; side effects asked beside it are told."""
    assert set(ask(text).outcomes) == outcomes
