"""How many patients there are, in a part of the trial or as a question counts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.counts import ask_for_parts, with_deaths, with_events, with_sizes
from retrieval.answers.counts_claimed import counts_claimed
from retrieval.answers.leaving import with_drug_stopped, with_reasons
from retrieval.answers.splits import same_words
from retrieval.questions.sizes_asked import asks_size
from tests.retrieval.small_trial import (
    BASELINE,
    FLOW,
    FLOW_ROWS,
    PFS,
    RESULTS,
    TEAE,
    SmallCorpus,
    ask,
    make_ratio,
    make_result,
)

FATAL = "Fatal treatment-emergent adverse event"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    """HARBOUR with a flow, its reasons, and what patients had had before."""
    return SmallCorpus((*RESULTS, *FLOW_ROWS), folder=tmp_path_factory.mktemp("counts"))


def test_names_of_the_same_words_are_one() -> None:
    """The order and the small words of a name do not tell it from another."""
    assert same_words("tansine-refractory", "Refractory to tansine")
    assert not same_words("Prior tansine", "Refractory to tansine")


def test_reason_that_is_named_is_asked_alone(corpus: SmallCorpus) -> None:
    """Why more of one arm stopped because of one reason asks for no other reason."""
    question = ask("Why did more patients stop because of side effects?")
    assert with_reasons(question, corpus=corpus) == question


def test_reasons_of_leaving_are_each_asked(corpus: SmallCorpus) -> None:
    """Why patients left is answered by each reason of the flow."""
    asked = with_reasons(ask("Why did patients not complete the trial?"), corpus=corpus)
    assert asked.outcomes == ("Not completed: Death",)


def test_most_frequent_reason_is_no_most_frequent_event(corpus: SmallCorpus) -> None:
    """Reasons are told, and no events are ranked."""
    asked = with_reasons(ask("What was the most common reason for leaving the trial?"), corpus=corpus)
    assert (asked.outcomes, asked.ranked) == (("Not completed: Death",), False)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What fraction stopped zeltamab early?", True),
        ("How many quit taking bortezomib?", True),
        ("How many came off Zelta-Base?", True),
        ("How many stopped zeltamab for pneumonia?", False),
        ("How was zeltamab given?", False),
    ],
)
def test_drug_that_was_stopped_is_treatment_stopped(text: str, asked: bool) -> None:
    """Unless the question names what it was stopped for."""
    assert ("Treatment discontinuation for any reason" in with_drug_stopped(ask(text)).outcomes) == asked


def test_numbers_alone_name_the_count_that_they_are(corpus: SmallCorpus) -> None:
    """Two numbers of one count lead to it; one number leads nowhere."""
    assert counts_claimed(ask("Confirm 200 pts, 100 of them?"), corpus=corpus) == ("Started",)
    assert counts_claimed(ask("Confirm 200 pts?"), corpus=corpus) == ()


def test_size_is_asked_beside_a_subgroup(corpus: SmallCorpus) -> None:
    """Without "how many" no size is added to what is asked of a subgroup."""
    assert with_sizes(ask("PFS with renal impairment"), corpus=corpus).outcomes == (PFS,)


def test_share_of_a_part_is_asked_of_its_count() -> None:
    """A share without an outcome asks how many patients the part has."""
    rows = (
        make_result("article:51", outcome="Marsh impairment", arm="all", value="31", unit="%", **BASELINE),
        make_ratio("update:52", "0.5", ("0.4", "0.6", "95"), subgroup="marsh impairment (level <60)"),
        make_result(
            "article:53", outcome="Marsh impairment", arm="all", value="9", unit="%", subgroup="late onset", **BASELINE
        ),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    question = replace(ask("share"), subgroups=("marsh impairment (level <60)",))
    assert ask_for_parts(question, corpus=corpus).outcomes == ("Marsh impairment",)
    among = replace(question, subgroups=("late onset", "marsh impairment (level <60)"))
    asked = ask_for_parts(among, corpus=corpus)
    assert (asked.outcomes, asked.subgroups) == (("Marsh impairment",), ("late onset",))


def test_effect_in_a_part_is_no_share() -> None:
    """A hazard ratio in a part of the patients asks for no number of them."""
    question = ask("hazard ratio in patients aged 65 years or older")
    assert ask_for_parts(question, corpus=SmallCorpus()) == question


_FLOW = ("Patients randomised", "Patients treated")


def test_two_parts_are_both_counted() -> None:
    """Beside a part that is named as an outcome another is counted too, where neither is told of the other."""
    names = ("Age 65-74 years", "Age >=75 years")
    rows = [
        make_result(f"article:7{i}", outcome=name, arm="all", value="9", **BASELINE) for i, name in enumerate(names)
    ]
    question = replace(ask("how many"), outcomes=names[1:], subgroups=("age 65-74 years",))
    asked = ask_for_parts(question, corpus=SmallCorpus((*RESULTS, *rows)))
    assert (asked.outcomes, asked.subgroups) == (names, ())


_RANDOM = ("Patients randomised", "Randomisation ratio")


def test_count_of_an_outcome_told_as_a_time_is_that_of_its_events() -> None:
    """How many had an outcome that is told as a time asks for its events, where these are counted."""
    rows = [make_result("article:91", outcome=f"{PFS} events", arm="all", value="103", **FLOW)]
    corpus = SmallCorpus((*RESULTS, *rows))
    assert with_events(replace(ask("how many"), outcomes=(PFS,)), corpus=corpus).outcomes == (f"{PFS} events",)
    assert with_events(replace(ask("HR"), outcomes=(PFS,)), corpus=corpus).outcomes == (PFS,)


def test_events_without_a_word_on_which_are_those_of_the_endpoint() -> None:
    """Adverse ones are not counted by "how many events"."""
    count = {"category": "efficacy", "statistic": "count", "unit": "events", "arm": "all"}
    corpus = SmallCorpus((*RESULTS, make_result("article:26", outcome=f"{PFS} events", value="103", **count)))
    assert with_events(ask("How many events had there been at the interim analysis?"), corpus=corpus).outcomes == (
        f"{PFS} events",
    )


def test_number_asked_first_counts_no_events_of_the_next_question() -> None:
    """ "How many relapsed, and what was their PFS" asks for no number of PFS events."""
    events = make_result("article:61", outcome="Progression-free survival events", arm="all", value="9", **FLOW)
    corpus = SmallCorpus((*RESULTS, events))
    assert with_events(ask("How many had PFS?"), corpus=corpus).outcomes == ("Progression-free survival events",)
    assert with_events(ask("How many were elderly, and what was their PFS?"), corpus=corpus).outcomes == (PFS,)


def test_part_that_is_counted_in_another_is_not_counted_in_all() -> None:
    """How many of one part had the other is asked of the second in the first, and neither of the whole trial."""
    rows = [
        make_result(f"article:{31 + place}", outcome=name, arm="all", value="20", unit="%", **BASELINE)
        for place, name in enumerate(("Elderly", "Renal impairment"))
    ]
    question = ask("How many elderly patients had renal impairment?", corpus=(own := SmallCorpus((*RESULTS, *rows))))
    asked = ask_for_parts(question, corpus=own)
    assert (asked.outcomes, asked.subgroups) == (("Renal impairment",), ("elderly",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("How many people died?", True),
        ("What were the deaths in each arm?", True),
        ("What was the hazard ratio for death?", False),
        ("How long did people live?", False),
    ],
)
def test_deaths_that_are_counted_are_told_by_fatal_events(text: str, told: bool) -> None:
    """Where survival is told by no number of deaths, fatal events count some of them; an effect on survival none."""
    fatal = make_result("update:50", outcome=FATAL, arm="Base", value="4", category="safety", statistic="count")
    asked = with_deaths(ask(text), corpus=SmallCorpus((*RESULTS, fatal)))
    assert (FATAL in asked.outcomes) is told


def test_reasons_of_stopping_are_told_by_their_outcomes() -> None:
    """A table without a flow tells by outcomes of their own why treatment was stopped."""
    titles = ("Treatment discontinuation due to progression", f"{TEAE} leading to discontinuation")
    flow = make_result("update:51", outcome=titles[0], arm="Base", value="40", **FLOW)
    event = make_result("update:52", outcome=titles[1], arm="Base", value="9", category="safety", statistic="count")
    corpus = SmallCorpus((*RESULTS, flow, event))
    assert set(titles) <= set(with_reasons(ask("What made people stop treatment?"), corpus=corpus).outcomes)


def test_events_are_counted_where_the_parts_asked_have_them() -> None:
    """Events of all patients are none of a part of them, and what another clause asks is not counted."""
    events = make_result("update:53", outcome=f"{PFS} events", statistic="count", arm="all", value="99")
    corpus = SmallCorpus((*RESULTS, events))
    whole = replace(ask("How many had PFS events?"), outcomes=(PFS,), statistics=("count",))
    assert with_events(whole, corpus=corpus).outcomes == (f"{PFS} events",)
    part = replace(whole, subgroups=("age >=65 years",))
    assert with_events(part, corpus=corpus).outcomes == (PFS,)


def test_treatment_that_was_stopped_is_a_discontinuation() -> None:
    """Without the name of a drug, "the drug was stopped" asks who stopped treatment."""
    assert with_drug_stopped(ask("Was the drug stopped for good less often?")).outcomes == (
        "Treatment discontinuation for any reason",
    )
    assert with_drug_stopped(ask("Was the drug given for good?")).outcomes == ()


def test_reasons_of_coming_off_treatment_are_asked() -> None:
    """ "Came off" is said of those who stopped."""
    title = "Treatment discontinuation due to progression"
    corpus = SmallCorpus((*RESULTS, make_result("update:51", outcome=title, arm="Base", value="40", **FLOW)))
    assert with_reasons(ask("Why did people come off treatment?"), corpus=corpus).outcomes == (title,)
    named = ask("Why is the discontinuation rate for fever lower with zeltamab?")
    assert title not in with_reasons(named, corpus=corpus).outcomes


def test_events_are_asked_beside_the_follow_up() -> None:
    """ "How many events had happened by then" counts those that an endpoint is told by."""
    row = make_result("update:53", outcome=f"{PFS} events", statistic="count", arm="all", value="88")
    asked = with_events(
        ask("What was the median follow-up, and how many events were there?"), corpus=SmallCorpus((row,))
    )
    assert asked.outcomes == ("Median follow-up", f"{PFS} events")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("What was the distribution of age groups?", {"Age <65 years", "Age >=65 years"}),
        ("Give me the split by age group.", {"Age <65 years", "Age >=65 years"}),
        ("What was PFS by age group?", set()),
    ],
)
def test_classes_of_a_kind_are_counted_where_the_split_is_asked(text: str, titles: set[str]) -> None:
    """What divides the whole is told by the baseline, and not by the parts that have results."""
    share = {"statistic": "percentage", "category": "baseline", "value": "40"}
    rows = [make_result(f"article:9{i}", outcome=f"Age {sign}65 years", **share) for i, sign in enumerate(("<", ">="))]
    corpus = SmallCorpus((*RESULTS, *rows))
    asked = ask_for_parts(ask(text, corpus=corpus), corpus=corpus)
    assert {name for name in asked.outcomes if name.startswith("Age ")} == titles


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Late relapse: what share of all patients were they, and their PFS?", True),
        ("What proportion of the trial was the renal group, and its PFS?", True),
        ("How big a part of the study did they make up?", True),
        ("How large was the late relapse subgroup, and its PFS?", True),
        ("What proportion of patients were free of disease?", False),
        ("What fraction of the trial did respond?", False),
        ("How large was the difference, and in whom?", False),
        ("Was there a benefit, and how large was it?", False),
    ],
)
def test_size_of_a_part_is_asked_as_a_share_of_the_trial(text: str, asked: bool) -> None:
    """What fraction of the trial a part was asks for its size; what share of it had something does not."""
    assert asks_size(text) is asked


def test_distribution_of_a_trait_is_told_by_its_classes_too() -> None:
    """Beside its median."""
    rows = [
        make_result(f"article:{number}", outcome=title, arm="all", value="9", unit="%", **BASELINE)
        for number, title in enumerate(("Age <65 years", "Age >=65 years", "Age"), start=31)
    ]
    asked = ask_for_parts(ask("What was the age distribution?"), corpus=SmallCorpus((*RESULTS, *rows)))
    assert set(asked.outcomes) == {"Age", "Age <65 years", "Age >=65 years"}
