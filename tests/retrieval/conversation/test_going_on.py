"""Follow-ups go on from the name of what was asked before them."""

from __future__ import annotations

import pytest

from retrieval.conversation.going_on import of_the_first, with_age, with_consequence, with_event_as_cause
from tests.retrieval.conversation.test_following import answered, follow
from tests.retrieval.small_trial import RESULTS, ZELTA, SmallCorpus, make_result

STOPPED = ("Treatment-emergent adverse event leading to discontinuation",)
MRD, MRD_CR = "MRD negativity rate", "MRD-negative complete response rate"


def test_an_event_takes_the_place_of_the_cause() -> None:
    """After it was asked who stopped for any event, "for infections" asks who stopped for these."""
    asked = "How many patients discontinued treatment because of infections?"
    assert with_event_as_cause("for infections", STOPPED) == asked
    assert with_event_as_cause("infections", STOPPED) is None
    assert with_event_as_cause("for infections", ("Pneumonia",)) is None


def test_what_an_event_led_to_is_asked_of_it() -> None:
    """The event stands where the follow-up leaves its place empty."""
    assert with_consequence("how many led to stopping zeltamab", ("Fever",)) == (
        "How many fever led to stopping zeltamab?"
    )
    assert with_consequence("how many were severe", ("Fever",)) is None


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("how many were 75 or more", "How many patients were aged 75 or more?"),
        ("what share of them were under 65", "How many patients were aged under 65?"),
        ("how many were women", None),
    ],
)
def test_a_number_after_the_age_is_one(words: str, asked: str | None) -> None:
    """Only after the age was asked."""
    assert with_age(words, ("Age",)) == asked
    assert with_age(words, ("Pneumonia",)) is None


def test_the_first_of_two_figures_is_asked() -> None:
    """The answers after it are left out; at the first analysis is another matter."""
    rows = RESULTS[:1]
    earlier = [answered("What was PFS?", *rows), answered("And OS?", *rows)]
    assert of_the_first("Was the first one significant?", earlier) == ("Was it significant?", earlier[:1])
    assert of_the_first("And at the first one?", earlier) is None
    assert of_the_first("Was the first one significant?", earlier[:1]) is None


def test_two_outcomes_combined_are_one() -> None:
    """The outcome that both make is asked, and not the second by itself."""
    rows = [make_result(f"update:7{i}", outcome=name, arm=ZELTA, value="20", statistic="percentage", unit="%")
            for i, name in enumerate((MRD, MRD_CR))]  # fmt: skip
    earlier = answered("What was the MRD rate?", rows[0])
    asked = follow("And combined with complete response?", earlier, corpus=SmallCorpus(rows))
    assert "MRD-negative complete response rate" in asked.question


def test_patients_counted_are_those_pointed_at() -> None:
    """Who relapsed early is no trait at entry, and yet the patients of whom "their" is said."""
    rows = [make_result("update:80", outcome="Early relapse", statistic="count", arm="all", value="9",
                        category="disposition"), *RESULTS]  # fmt: skip
    corpus = SmallCorpus(rows)
    earlier = answered("How many had an early relapse?", rows[0])
    for text in ("what was their PFS?", "PFS benefit in them?"):
        assert follow(text, earlier, corpus=corpus).question == (
            "What was progression-free survival in patients with early relapse?"
        )


def test_as_of_when_the_figures_are_is_asked_of_their_analysis() -> None:
    """Not of every analysis of the trial."""
    last = next(row for row in RESULTS if row.analysis == "final analysis")
    for text in ("when was that data cut?", "what cut-off was that?", "as of when?"):
        assert follow(text, answered("What was the OS hazard ratio?", last)).question == (
            "What was the data cut-off of the final analysis?"
        )


def test_who_reported_a_figure_asks_its_source() -> None:
    """As "which source" does."""
    asked = "Which source reports the hazard ratio for progression-free survival?"
    assert follow("who reported that?", "What was the hazard ratio for PFS?").question == asked
    assert follow("says who?", "What was the hazard ratio for PFS?").question == asked


def test_one_word_of_a_title_asks_for_it() -> None:
    """A word that names nothing, and that one title alone has."""
    rows = [*RESULTS, make_result("update:90", outcome="Cycles started", statistic="median", unit="cycles", value="9",
                                  arm=ZELTA, category="disposition")]  # fmt: skip
    asked = follow("cycles?", answered("How often was fever seen?", RESULTS[5]), corpus=SmallCorpus(rows))
    assert "cycles started" in asked.question.casefold()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("which arm had more?", "Which arm had more grade 3 or worse pneumonia?"),
        ("broken down by arm", "What was the rate of grade 3 or worse pneumonia?"),
        ("compared with headache?", "What was the rate of grade 3 or worse headache?"),
    ],
)
def test_an_event_is_gone_on_with(text: str, asked: str) -> None:
    """By the arm that had more of it, by both arms, or by another event that it is compared with."""
    rows = [row for row in RESULTS if row.outcome == "Pneumonia"]
    assert follow(text, answered("What was the rate of grade 3 or worse pneumonia?", *rows)).question == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("who gives 0.61?", "Which source reports progression-free survival of 0.61?"),
        ("does it include 1?", "Was the difference in progression-free survival significant?"),
        ("level?", "What was the confidence interval of the hazard ratio for progression-free survival?"),
        ("where was this presented?", "Which source reports the hazard ratio for progression-free survival?"),
    ],
)
def test_a_ratio_is_gone_on_with(text: str, asked: str) -> None:
    """By its source, its interval, or what that includes."""
    assert follow(text, answered("What was the hazard ratio for PFS?", RESULTS[0])).question == asked


@pytest.mark.parametrize("text", ["did zeltamab help those patients?", "Did they benefit?"])
def test_those_pointed_at_are_named(text: str) -> None:
    """Who was asked about before is not everybody."""
    asked = follow(text, answered("What was the PFS ratio in patients aged 65 or older?", RESULTS[3])).question
    assert "patients with age >=65 years" in asked


def test_how_many_of_a_word_asks_for_its_title() -> None:
    """The word, or another of its stem."""
    counted = {"statistic": "count", "arm": "all", "category": "disposition", "value": "9"}
    rows = [make_result(f"update:9{i}", outcome=name, **counted)
            for i, name in enumerate(("Patients screened", "Screen failures"))]  # fmt: skip
    asked = follow("how many failed?", answered("How many were screened?", rows[0]), corpus=SmallCorpus(rows))
    assert "screen failures" in asked.question.casefold()


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("one-sided or two?", "What was the hazard ratio for PFS?",
         "What was the p-value for progression-free survival?"),
        ("at the primary one?", "What was the hazard ratio for PFS at the final analysis?",
         "What was the hazard ratio for progression-free survival at the primary analysis?"),
        ("and without?", "How often was pneumonia seen with zeltamab?", "What was the rate of pneumonia with Base?"),
        ("how sensitive was it?", "How was MRD measured?", "How was MRD negativity rate assessed?"),
        ("finish?", "When did enrolment start?", "Enrolment end?"),
    ],
)  # fmt: skip
def test_short_ways_to_ask_are_known(text: str, before: str, asked: str) -> None:
    """What they ask is carried from the question before them."""
    dates = {"statistic": "date", "category": "design", "arm": "all", "value": "9", "data_cutoff": None}
    rows = [make_result(f"update:9{i}", outcome=name, **dates)
            for i, name in enumerate(("Enrolment start", "Enrolment end"))]  # fmt: skip
    assert follow(text, answered(before), corpus=SmallCorpus((*RESULTS, *rows))).question == asked


def test_which_of_two_parts_gained_more_names_both() -> None:
    """The last two that were asked about, of one outcome."""
    rows = RESULTS[3:4]
    earlier = [answered(f"What was PFS in the subgroup {part} relapse?", *rows) for part in ("late", "early")]
    asked = "Which had the larger progression-free survival benefit, late relapse or early relapse?"
    assert follow("which of the two had the larger benefit?", *earlier).question == asked
    assert follow("which of the two had the larger benefit?", earlier[0]).question != asked
