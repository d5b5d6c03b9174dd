"""Outcomes that a question implies without a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Result
from retrieval.questions.arm_sizes import with_size_claimed
from retrieval.questions.implied import (
    in_classes_of_age,
    with_ages_included,
    with_events_graded,
    with_number_of_lines,
    with_other_end,
    with_primary_completion,
    with_risk_cut,
    with_sizes_of_parts,
)
from retrieval.terms import index_terms
from tests.retrieval.small_trial import OS, RESULTS, TEAE, ZELTA, SmallCorpus, ask, make_event, make_result

DATES = {"category": "design", "statistic": "date", "arm": "all", "data_cutoff": None}


def test_end_is_asked_beside_the_start() -> None:
    """ "And when did it stop" asks for the end of what started, where it is held."""
    rows = (
        make_result("article:71", outcome="Enrolment start", value="2017-01-01", **DATES),
        make_result("article:72", outcome="Enrolment end", value="2018-01-01", **DATES),
    )
    asked = ask("When did enrolment start, and when did it stop?")
    told = with_other_end(asked, corpus=SmallCorpus((*RESULTS, *rows)))
    assert told.outcomes == ("Enrolment start", "Enrolment end")
    both = with_other_end(ask("When did enrolment start and stop?"), corpus=SmallCorpus((*RESULTS, *rows)))
    assert both.outcomes == told.outcomes
    for text in ("Over which months did enrolment start?", "How long was enrolment start kept open?"):
        assert with_other_end(ask(text), corpus=SmallCorpus((*RESULTS, *rows))).outcomes == told.outcomes
    assert with_other_end(asked, corpus=SmallCorpus(RESULTS)).outcomes == ("Enrolment start",)
    period = with_other_end(ask("During which months did enrolment run?"), corpus=SmallCorpus(RESULTS))
    assert period.outcomes == ("Enrolment period",)


def test_events_are_asked_of_the_part_that_is_counted() -> None:
    """Grade 3 events of those counted are asked for, where the table has them of that part."""
    part = make_event("update:74", TEAE, arm=ZELTA, n=40, grade=">=3", subgroup="high-risk cytogenetics")
    asked = ask("How many had high-risk cytogenetics, and how often did they have grade 3 events?")
    assert asked.outcomes == ("High-risk cytogenetics",)
    assert with_events_graded(asked, corpus=SmallCorpus(RESULTS)) == asked
    told = with_events_graded(asked, corpus=SmallCorpus((*RESULTS, part)))
    assert (told.outcomes, told.subgroups) == (("High-risk cytogenetics", TEAE), ("high-risk cytogenetics",))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What was the rate of grade 3 or worse events, and the overall survival?", (TEAE, OS)),
        ("Overall survival, and how many had severe reactions?", (OS, TEAE)),
        ("What was the overall survival of patients with severe events?", (OS,)),
        ("How was overall survival, and how often did they have severe events?", (OS,)),
    ],
)
def test_graded_events_are_asked_beside_another_outcome(text: str, asked: tuple[str, ...]) -> None:
    """A grade of events at large is none of the other outcome's, unless patients are picked by it."""
    assert with_events_graded(replace(ask(text), outcomes=(OS,)), corpus=SmallCorpus(RESULTS)).outcomes == asked


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Patients were assigned 2:1, I gather. How many in each arm?", ("Randomisation ratio", "Patients randomised")),
        ("How many people were there per group?", ("Patients randomised",)),
        ("Randomisation was 2:1, how many patients were in each arm?", ("Randomisation ratio", "Patients randomised")),
        ("How many in each arm had nausea?", ("Nausea",)),
        ("How many landed in each group?", ("Patients randomised",)),
        ("How large was either arm?", ("Patients randomised",)),
        ("Randomisation 2:1 and the arm sizes?", ("Randomisation ratio", "Patients randomised")),
        ("What was the rate of nausea, and how many went into each arm?", ("Nausea", "Patients randomised")),
        ("How many in each group went home with nausea?", ("Nausea",)),
        ("There were 179 in each arm, right?", ("Patients randomised",)),
        ("Were the treatment arms balanced in size?", ("Patients randomised",)),
        ("How big was the zeltamab arm?", ("Patients randomised",)),
        ("There were 179 in each arm with nausea, right?", ("Nausea",)),
    ],
)
def test_size_of_each_arm_is_asked_with_the_ratio_told(text: str, outcomes: tuple[str, ...]) -> None:
    """How many were in each arm asks for those randomised, and a ratio told before it is held against the one held."""
    size = make_result(
        "article:93", category="disposition", outcome="Patients randomised", statistic="count", value="200"
    )
    ratio = make_result("article:94", category="design", outcome="Randomisation ratio", statistic="ratio", value="1:1")
    assert with_size_claimed(ask(text), corpus=SmallCorpus((*RESULTS, size, ratio))).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("My aunt is 82. Did the study include patients of her age?", ("Age >=75 years", "Age")),
        ("Did they take anyone over 70?", ("Age >=65 years", "Age")),
        ("did anyone over 80 take part", ("Age >=75 years", "Age")),
        ("Grandpa is 78, did they have people that old in it?", ("Age >=75 years", "Age")),
        ("What was PFS in people that old?", ("Progression-free survival",)),
        ("Is it true that nobody was older than 85?", ("Age >=75 years", "Age")),
        ("All patients were over 40, right?", ("Age >=75 years", "Age")),
        ("My gran is 81: how many people her age were in it?", ("Age >=75 years", "Age")),
        ("Were there 70-year-olds among them?", ("Age >=65 years", "Age")),
        ("What was PFS in 80-year-olds?", ("Progression-free survival",)),
        ("Were people his age in it, and did the drug help them?", ()),
    ],
)
def test_whether_somebody_so_old_took_part_is_told_by_the_ages(text: str, outcomes: tuple[str, ...]) -> None:
    """The highest class of age that the age told lies in, and the ages of all; no effect in the old is asked."""
    share = {"statistic": "percentage", "unit": "%", "category": "baseline", "arm": "all"}
    rows = (
        make_result("article:74", outcome="Age >=65 years", value="40", **share),
        make_result("article:75", outcome="Age >=75 years", value="9", **share),
        make_result("article:76", outcome="Age", value="61", **{**share, "statistic": "median", "unit": "years"}),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    assert with_ages_included(ask(text, corpus=corpus), corpus=corpus).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("When was the first patient enrolled and the last?", True),
        ("On what date was the first patient randomised, and the last one?", True),
        ("When were the screening dates?", True),
        ("When was the first patient enrolled and the last cut-off?", False),
        ("When was the first patient enrolled?", False),
    ],
)
def test_last_patient_is_asked_beside_the_first(text: str, ended: bool) -> None:
    """The end of a period is asked for by the last of the patients, as its start is by the first."""
    date = {"statistic": "date", "category": "design", "arm": "all", "data_cutoff": None}
    names = ("Enrolment start", "Enrolment end", "Screening start", "Screening end")
    rows = [make_result(f"article:8{i}", outcome=name, value="2019-01-01", **date) for i, name in enumerate(names)]
    corpus = SmallCorpus((*RESULTS, *rows))
    terms = index_terms(corpus)
    asked = with_other_end(ask(text, corpus=corpus), corpus=corpus)
    held = [title for name in asked.outcomes for title in (name, *terms.narrower(name, trial=asked.trial or ""))]
    assert any(name.endswith(" end") for name in held) is ended


@pytest.mark.parametrize(
    "text",
    [
        "When did the trial end?",
        "Is the study over?",
        "Has the trial been completed?",
        "is the study still running",
    ],
)
def test_end_of_the_trial_that_is_not_held_is_told_with_the_primary_completion(text: str) -> None:
    """The date of the last data is nearest to it, and is asked beside it."""
    row = make_result("article:71", outcome="Primary completion date", value="2019-05-10", **DATES)
    asked = with_primary_completion(ask(text), corpus=SmallCorpus((*RESULTS, row)))
    assert asked.outcomes == ("Study completion date", "Primary completion date")
    assert with_primary_completion(ask(text), corpus=SmallCorpus(RESULTS)).outcomes == ("Study completion date",)


LINES = make_result(
    "article:73",
    category="baseline",
    outcome="Number of prior lines of therapy",
    statistic="median",
    arm=ZELTA,
    value="2",
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("If three prior lines were the most, why does the baseline table go up to four?", True),
        ("Nobody was allowed more than three previous treatments, so how come one had four?", True),
        ("Did nobody have more than three earlier lines?", True),
        ("As no patients had more than three earlier lines, what was their range?", True),
        ("All patients had at most 3 previous treatments, right?", True),
        ("Was entry not capped at two prior lines? The table goes to 4.", True),
        ("How many had three prior lines?", False),
        ("Why did PFS differ between those with one prior line and the others?", False),
        ("What was the median treatment duration?", False),
        ("Median number of treatment cycles?", False),
    ],
)
def test_bound_on_earlier_lines_asks_for_their_number(text: str, asked: bool) -> None:
    """What the table has beyond the bound is asked, not how many lie within it."""
    question = with_number_of_lines(ask(text), corpus=SmallCorpus((*RESULTS, LINES)))
    assert (question.outcomes == ("Number of prior lines of therapy",)) is asked


def test_bound_that_entry_set_is_told_beside_what_patients_had() -> None:
    """ "Everyone had at most three, since that was a criterion" asks for the rule and for the range of those in it."""
    rule = make_result(
        "article:74",
        category="design",
        outcome="Prior lines of therapy for eligibility",
        arm="all",
        statistic="range",
        value="1-3",
    )
    text = "Everyone had at most 3 prior lines, since that was an inclusion criterion, true?"
    asked = with_number_of_lines(ask(text), corpus=SmallCorpus((*RESULTS, LINES, rule)))
    assert asked.outcomes == ("Prior lines of therapy for eligibility", "Number of prior lines of therapy")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("What did zeltamab do to the risk of progression or death, in percent?", True),
        ("By what percentage was the risk of progression lowered?", True),
        ("By how much was the risk of progression lowered?", True),
        ("How much lower was the risk of death?", True),
        ("By what percentage was the hazard reduced?", True),
        ("How much did the haemoglobin fall?", False),
        ("What percentage of patients was at risk of progression?", False),
    ],
)
def test_percentage_of_a_risk_made_smaller_is_a_cut_of_the_hazard(text: str, cut: bool) -> None:
    """What a treatment did to a risk is no share of the patients."""
    assert (with_risk_cut(ask(text)).statistics == ("hazard reduction",)) is cut


def _class_of_age(number: int, title: str) -> Result:
    return make_result(
        f"article:{80 + number}",
        category="baseline",
        outcome=title,
        statistic="percentage",
        unit="%",
        arm="all",
        value="9",
    )


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (("Age 65-74 years", "Age >=75 years"), ("Age 65-74 years", "Age >=75 years")),
        (
            ("Age 65-69 years", "Age 70-79 years", "Age >=80 years"),
            ("Age 65-69 years", "Age 70-79 years", "Age >=80 years"),
        ),
        (("Age 65-74 years",), ("Age >=65 years",)),
        (("Age 65-70 years", "Age >=75 years"), ("Age >=65 years",)),
        (("Age >=65 years", "Age 65-74 years", "Age >=75 years"), ("Age >=65 years",)),
    ],
)
def test_age_that_is_not_held_is_told_by_its_classes(titles: tuple[str, ...], asked: tuple[str, ...]) -> None:
    """Classes stand for it where they follow on each other without a gap or an end."""
    corpus = SmallCorpus((*RESULTS, *(_class_of_age(number, title) for number, title in enumerate(titles))))
    assert in_classes_of_age(ask("How many were over 65?"), corpus=corpus).outcomes == asked


@pytest.mark.parametrize(
    ("text", "sized"),
    [
        ("How many were over 65?", True),
        ("How many were over 65, and what was the PFS hazard ratio in them?", True),
        ("How many were over 65, and the PFS hazard ratio in this group?", True),
        ("What share was over 65?", False),
        ("How many had pneumonia?", False),
    ],
)
def test_number_of_those_whose_share_alone_is_held_is_asked_of_their_part(text: str, sized: bool) -> None:
    """How many they are is told where the size of the part is held, and their share beside it."""
    size = make_result(
        "article:91", category="disposition", outcome="Patients randomised", statistic="count", arm="all", value="86",
        subgroup="age >=65 years",
    )  # fmt: skip
    corpus = SmallCorpus((*RESULTS, _class_of_age(1, "Age >=65 years"), size))
    question = with_sizes_of_parts(ask(text), corpus=corpus)
    assert ("Patients randomised" in question.outcomes) is sized
    assert (question.subgroups == ("age >=65 years",)) is sized


@pytest.mark.parametrize(
    ("text", "sized"),
    [
        ("HARBOUR had 400 patients, yes?", True),
        ("I think the trial had about 250 people", True),
        ("Did 310 people take part?", True),
        ("I heard 350 patients were enrolled, correct?", True),
        ("My clinic had 400 patients last year", False),
        ("HARBOUR had 3 deaths, right?", False),
    ],
)
def test_number_of_patients_that_a_trial_is_said_to_have_had_asks_for_its_size(text: str, sized: bool) -> None:
    """What the trial had is what it randomised, whatever number is said."""
    size = make_result(
        "article:92", category="disposition", outcome="Patients randomised", statistic="count", value="200"
    )
    question = with_size_claimed(ask(text), corpus=SmallCorpus((*RESULTS, size)))
    assert (question.outcomes == ("Patients randomised",)) is sized


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many patients in absolute numbers had grade 3 or worse events?", (TEAE,)),
        ("How many people had severe events?", (TEAE,)),
        ("How many were randomised, and how many had grade 3 or worse events?", ("Patients randomised", TEAE)),
    ],
)
def test_how_many_had_graded_events_counts_no_others(text: str, outcomes: tuple[str, ...]) -> None:
    """Those who are counted by their events are asked for by nothing else."""
    assert with_events_graded(ask(text), corpus=SmallCorpus(RESULTS)).outcomes == outcomes
