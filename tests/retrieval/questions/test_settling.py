"""What words mean that name several things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.vocabulary import Term
from retrieval.questions.asks import split_question
from retrieval.questions.question import Question
from retrieval.questions.settling import settle
from retrieval.terms import Mention
from tests.retrieval.small_trial import HARBOUR, SmallCorpus, ask


def _topics(question: Question) -> set[str]:
    return {topic.name for topic in question.topics}


@pytest.mark.parametrize("text", ["share of each group with pneumonia", "What share had fever, and baseline shares?"])
def test_share_of_patients_is_no_declared_interest(text: str) -> None:
    """A share is a percentage where nobody is said to own anything."""
    assert "declaration of interests" not in _topics(ask(text))


@pytest.mark.parametrize("text", ["Who holds shares?", "Which authors own shares in Velo?"])
def test_share_that_is_owned_is_one(text: str) -> None:
    """Somebody who holds shares declares them."""
    assert "declaration of interests" in _topics(ask(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Is PFS in renal impairment on record?", 1),
        ("Was PFS in renal impairment in the study longer?", 1),
        ("What was PFS in the renal impairment trial?", 0),
    ],
)
def test_part_before_a_trial_names_the_trial_alone(text: str, parts: int) -> None:
    """A part of the patients that stands before "on record" is asked for all the same."""
    assert len(ask(text).subgroups) == parts


def test_i_mean_is_no_mean() -> None:
    """ "I mean" asks for no mean."""
    assert ask("severe pneumonia, I mean grade 3 or worse").statistics == ()
    assert ask("mean age").statistics == ("mean",)


def test_group_that_is_randomised_is_not_counted() -> None:
    """ "Each randomised group" asks for no number of patients randomised."""
    assert ask("pneumonia in each randomised group").outcomes == ("Pneumonia",)


def test_entry_is_a_time_after_at() -> None:
    """ "At entry" is when something was measured, and asks for no criteria."""
    assert "eligibility" not in _topics(ask("median age at entry"))
    assert "eligibility" in _topics(ask("criteria of entry"))


def test_clause_that_tells_when_asks_for_nothing() -> None:
    """What patients did first ("once they respond") is not asked beside what came then."""
    assert ask("Once they respond, how long does the response last?").outcomes == ("Duration of response",)


def test_origin_of_a_document_is_no_part_of_the_patients() -> None:
    """ "The Canadian monograph" restricts to a source; "Canadian patients" to people."""
    assert ask("pneumonia in the Canadian monograph").subgroups == ()
    assert ask("pneumonia in Canadian patients").subgroups != ()


def test_two_parts_of_a_list_are_of_one_kind() -> None:
    """Of two parts listed both are, where one of them is an outcome as well."""
    assert ask("totals of early and late relapsers").subgroups == ("early relapse", "late relapse")


def test_what_is_excluded_is_not_asked() -> None:
    """ "Not OS" after another outcome asks for that one alone."""
    assert ask("PFS only, not OS").outcomes == ("Progression-free survival",)
    assert ask("PFS and OS").outcomes == ("Progression-free survival", "Overall survival")


def test_date_of_a_cutoff_is_asked_beside_another_outcome() -> None:
    """A cut-off's date is asked; a cut-off at which something was measured is not."""
    assert ask("cut-off dates and follow-up").outcomes == ("Data cut-off", "Median follow-up")
    assert ask("PFS at the data cut-off").outcomes == ("Progression-free survival",)


def test_interval_between_doses_is_no_confidence_interval() -> None:
    """An interval of time asks for no interval of a figure."""
    assert ask("what was the dosing interval").statistics == ()
    assert ask("what was the interval of the HR").statistics == ("confidence interval", "hazard ratio")


def test_those_among_whom_something_is_counted_are_a_part() -> None:
    """ "How many of the patients with renal impairment had pneumonia" counts pneumonia, in a part of them."""
    question = ask("How many of the patients with renal impairment had pneumonia?")
    assert (question.outcomes, question.subgroups, question.unknown) == (("Pneumonia",), ("renal impairment",), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("was there a safety monitoring board?", "safety", id="committee"),
        pytest.param("redness at the injection site", "site", id="site of an injection"),
    ],
)
def test_word_of_another_matter_names_no_outcome(text: str, name: str) -> None:
    """A board for safety asks for no adverse events, and where a needle went for no centres."""
    category = {"safety": "Adverse event", "site": "Study centres"}[name]
    start = text.index(name)
    mention = Mention(start, start + len(name), name, Term("outcome", category))
    assert settle(text, (mention,)) == ()


def test_name_that_crosses_a_longer_one_is_left_out() -> None:
    """Words that run into the name of another outcome name none of their own."""
    assert ask("how long did they live without their disease getting worse").outcomes == ("Progression-free survival",)


def test_oldest_of_all_is_no_part_of_the_patients() -> None:
    """Of one person the age is asked; several are a part."""
    part = Mention(0, 14, "oldest patient", Term("subgroup", "age >=65 years"))
    assert settle("oldest patient", (part,)) == ()
    assert settle("oldest patients", (replace(part, end=15, text="oldest patients"),)) != ()


def test_age_of_the_median_bounds_no_part() -> None:
    """ "Was the median age 70" is asked of all patients."""
    asked = ask("Was the median age 70?")
    assert (asked.outcomes, asked.subgroups) == (("Age",), ())


def test_those_of_whom_a_share_is_asked_are_not_asked_for() -> None:
    """The treated of whom a share had something are no outcome; without another outcome they are."""
    assert ask("What percentage of the treated patients had pneumonia?").outcomes == ("Pneumonia",)
    assert ask("What percentage of the treated patients?").outcomes == ("Patients treated",)


def test_places_that_took_part_are_no_patients() -> None:
    """Centres that participated are counted, not patients."""
    assert ask("How many centres participated?").outcomes == ("Study centres",)


def test_statement_before_a_question_is_not_asked() -> None:
    """An outcome that is only stated before a question with one of its own is left out; "it" points back to it."""
    assert ask("The headache data are old. How many had pneumonia?").outcomes == ("Pneumonia",)
    assert "Headache" in ask("The headache data are old. Is it more frequent than pneumonia?").outcomes


def test_how_often_something_happened_is_no_schedule() -> None:
    """ "And how often did" asks for a rate, "and how often" for a schedule."""
    assert "dosing schedule" not in _topics(ask("Which dose, and how often did they have pneumonia?"))
    assert "dosing schedule" in _topics(ask("Which dose, and how often?"))
    assert "dosing schedule" not in _topics(ask("How common was pneumonia, and how often severe?"))


def test_length_that_treatment_was_planned_for_is_a_schedule() -> None:
    """How long treatment was to go on is planned, and no duration that was measured."""
    asked = ask("For how long was treatment to go on?")
    assert (asked.outcomes, asked.statistics) == ((), ())
    assert "dosing schedule" in _topics(asked)


def test_follow_up_that_names_an_analysis_is_not_asked_for() -> None:
    """The time tells which analysis is meant; alone it is what is asked."""
    assert ask("How many had pneumonia at the long follow-up of about 44 months?").outcomes == ("Pneumonia",)
    assert ask("Was the follow-up of about 44 months?").outcomes == ("Median follow-up",)


def test_who_was_counted_in_a_set_asks_for_no_events() -> None:
    """ "Safety" is the set of patients there."""
    assert ask("Which patients were counted in the safety analysis?").outcomes == ()


def test_fate_goes_on_with_its_event() -> None:
    """Those who died from treatment side effects died of adverse events, and of no other cause."""
    assert ask("How many died from treatment side effects?").outcomes == ("Treatment-emergent adverse event",)


def test_any_before_a_grade_is_no_grade() -> None:
    """Any grade 4 event is one of grade 4."""
    assert ask("Any grade 4 pneumonia?").grades == ("4",)
    assert ask("Any grade pneumonia?").grades == ("any",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("How did those with four earlier regimens do?", id="earlier lines"),
        pytest.param("Zeltamab dosing, step-up included.", id="with something"),
    ],
)
def test_word_of_a_topic_that_is_used_of_something_else_names_none(text: str) -> None:
    """Earlier regimens are not the trial's, and what is told with a dose is no patient."""
    assert not {topic.name for topic in ask(text).topics} & {"intervention", "eligibility"}


def test_both_sexes_of_a_part_are_all_of_it() -> None:
    """ "Women and men over 65" are the patients over 65."""
    assert ask("PFS in women and men aged 65 years or older").subgroups == ("age >=65 years",)


def test_time_to_what_nobody_knows_is_no_primary_endpoint() -> None:
    """A ratio for the time to something unknown is of that."""
    assert [token.text for token in ask("Hazard ratio for time until the next harvest").unknown][:1] == ["time"]


def test_name_is_not_read_across_a_colon() -> None:
    """ "Late relapse: rate of PFS" asks for no relapse rate."""
    name = Mention(5, 18, "relapse: rate", Term("outcome", "Relapse rate"))
    assert settle("late relapse: rate of", (name,)) == ()


def test_median_of_a_later_outcome_is_not_asked_of_the_first() -> None:
    """A ratio of one and a median of the next are each asked of their own."""
    ratio, follow_up = split_question(ask("Hazard ratio for PFS and median follow-up"))
    assert ratio.statistics == ("hazard ratio",)
    assert "median" in follow_up.statistics


def test_measure_of_one_question_is_not_asked_in_the_next() -> None:
    """A further question without a question word has none of the first one's measures."""
    _, stopped = split_question(ask("Was there a difference in median treatment time, and did more have pneumonia?"))
    assert stopped.outcomes == ("Pneumonia",)
    assert stopped.statistics == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What was PFS in fit patients (ECOG 0 or 1)?", ("ECOG performance status 0 or 1",)),
        ("What was PFS in fit patients?", ("fit patients",)),
    ],
)
def test_brackets_tell_a_part_exactly(text: str, parts: tuple[str, ...]) -> None:
    """A general word is no second part beside what it is said to mean."""
    question = ask(text)
    assert (question.subgroups, question.unknown) == (parts, ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How many had pneumonia by the end of follow-up?", False),
        ("Did pneumonia get worse throughout the whole follow up?", False),
        ("How long was follow-up, and how many had pneumonia?", True),
        ("Pneumonia and follow-up, please", True),
        ("When was the end of follow-up?", True),
    ],
)
def test_follow_up_that_only_tells_when_is_not_asked(text: str, asked: bool) -> None:
    """Until when an outcome was counted asks for no length of the follow-up."""
    assert ("Median follow-up" in ask(text).outcomes) is asked


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Was treatment stopped at a fixed time?", ()),
        ("What was the rate of neutropenia, based on laboratory values?", ("Neutropenia",)),
        ("How often was neutropenia seen by laboratory values?", ("Neutropenia",)),
        ("How many stopped treatment?", ("Treatment discontinuation for any reason",)),
    ],
)
def test_time_that_was_set_for_the_end_counts_nobody(text: str, outcomes: tuple[str, ...]) -> None:
    """Whether treatment had a set end is asked of the schedule, and not of those who stopped."""
    assert ask(text).outcomes == outcomes


def test_early_data_are_of_no_early_event() -> None:
    """When an analysis was made is no part of the patients."""
    early = Term("subgroup", "early relapse", synonyms=("early", "early vs late"), trial=HARBOUR.id)
    corpus = SmallCorpus(terms=(early,))
    assert ask("early data on pneumonia", corpus=corpus).subgroups == ()
    assert ask("pneumonia? early vs late results", corpus=corpus).subgroups == ()
    assert ask("pneumonia in early relapse", corpus=corpus).subgroups == ("early relapse",)


def test_treatment_that_works_for_somebody_employs_nobody() -> None:
    """Authors work for a company, a drug for patients."""
    assert "declaration of interests" not in _topics(ask("did it work for everyone"))
    assert "declaration of interests" not in _topics(ask("which works for older patients"))
    assert "declaration of interests" in _topics(ask("who works for Velo"))


def test_part_that_a_paper_is_about_is_not_the_one_asked() -> None:
    """ "The late relapse paper" tells where the early ones are looked for, and alone tells whom it is about."""
    assert ask("PFS of early relapse patients in the late relapse paper?").subgroups == ("early relapse",)
    assert ask("PFS in the late relapse paper?").subgroups == ("late relapse",)


@pytest.mark.parametrize(
    ("text", "large"),
    [("serious AEs: how many patients?", True), ("adverse events: pneumonia in each arm?", False)],
)
def test_events_at_large_introduce_no_number_of_patients(text: str, large: bool) -> None:
    """A colon leads from all events to one of them; a number of patients is none."""
    assert ("Treatment-emergent adverse event" in ask(text).outcomes) is large


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("How many needed a platelet transfusion?", False),
        ("Which patients got headache tablets?", False),
        ("How many were given antibiotics for pneumonia?", False),
        ("How many had pneumonia?", True),
        ("Which pneumonia treatment discontinuations were there?", True),
        ("How many stopped treatment for pneumonia?", True),
    ],
)
def test_what_is_done_for_an_event_is_not_the_event(text: str, event: bool) -> None:
    """A transfusion, a tablet or an antibiotic counts nobody who had the event."""
    named = {m.term.name for m in ask(text).mentions if m.term.kind == "outcome" and m.term.category == "safety"}
    assert bool(named) is event


@pytest.mark.parametrize(
    ("text", "who"), [("What did the investigators do about it?", False), ("Who were the investigators?", True)]
)
def test_investigators_who_did_something_are_not_asked_by_name(text: str, who: bool) -> None:
    """What they did asks for no names."""
    assert ("authors" in _topics(ask(text))) is who


def test_people_behind_a_part_are_no_other_part() -> None:
    """ "Double refractory patients" are one part, whatever else "refractory patients" may mean."""
    assert ask("Response rate in double refractory patients?").subgroups == ("double-refractory",)
    assert ask("Response rate in refractory patients?").subgroups == ("refractory to last therapy",)


def test_two_stages_at_the_start_are_both_counted() -> None:
    """A second stage behind "at start" is counted as the first one is, and narrows it to nobody."""
    asked = ask("What % were ISS stage III at start, and R-ISS III?")
    assert (asked.outcomes, asked.subgroups) == (("ISS stage III", "R-ISS stage"), ())


def test_treatment_weighed_against_is_no_subject_of_prose() -> None:
    """What another treatment is held against is not what a text tells of it."""
    topic = Term("topic", "Approved combinations", section="Background")

    def named(text: str) -> tuple[Mention, ...]:
        start = text.index("quillomab")
        return settle(text, (Mention(start, start + len("quillomab"), "quillomab", topic),))

    assert named("Does it beat quillomab") == ()
    assert named("PFS versus quillomab") == ()
    assert len(named("Is it approved with quillomab")) == 1
