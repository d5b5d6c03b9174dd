"""Follow-ups go on from the name of what was asked before them."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.conversation.going_on import of_the_first, with_age, with_consequence, with_event_as_cause
from tests.retrieval.conversation.test_following import answered, follow
from tests.retrieval.small_trial import (
    FIRST,
    HARBOUR,
    LAST,
    RESULTS,
    ZELTA,
    SmallCorpus,
    make_event,
    make_ratio,
    make_result,
)

STOPPED = ("Treatment-emergent adverse event leading to discontinuation",)
MRD, MRD_CR = "MRD negativity rate", "MRD-negative complete response rate"


def test_an_event_takes_the_place_of_the_cause() -> None:
    """After it was asked who stopped for any event, "for infections" asks who stopped for these."""
    asked = "How many patients discontinued treatment because of infections?"
    for words in ("for infections", "from infections", "by infections", "how many for infections"):
        assert with_event_as_cause(words, STOPPED) == asked
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
    for text in ("when was that data cut?", "what cut-off was that?", "as of when?", "when was the data locked?"):
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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("months or weeks?", "Progression-free survival: months or weeks?"),
        ("was that formally tested?", "Progression-free survival: was that formally tested?"),
        ("method?", "Progression-free survival: method?"),
    ],
)
def test_what_names_nothing_is_asked_under_the_name_of_the_figures(text: str, asked: str) -> None:
    """It leaves all but its words to them."""
    assert follow(text, answered("What was the hazard ratio for PFS?", RESULTS[0])).question == asked


@pytest.mark.parametrize("text", ["thank you very much", "who are you?", "is it used in the tropics?"])
def test_what_is_of_another_matter_is_not_asked_of_the_figures(text: str) -> None:
    """Thanks, a greeting, and words that no figure answers stay as they are."""
    assert not follow(text, answered("What was the hazard ratio for PFS?", RESULTS[0])).rewritten


def test_a_source_is_asked_of_all_the_figures() -> None:
    """The analysis asked before is not that source's."""
    earlier = answered("What was the hazard ratio for PFS at the final analysis?", RESULTS[1])
    asked = follow("which one did the ClinicalRegister use?", earlier).question
    assert asked == "Progression-free survival: which one did the ClinicalRegister use?"


def test_a_doubt_is_asked_under_the_name_of_the_figures() -> None:
    """Its numbers name nothing by themselves."""
    lines = {"outcome": "Number of prior lines of therapy", "category": "baseline", "arm": "all"}
    rows = [make_result("update:96", statistic="median", value="2", **lines)]
    earlier = answered("What was the median number of prior lines?", rows[0])
    asked = follow(
        "but didn't some have four, although the protocol says one to three?", earlier, corpus=SmallCorpus(rows)
    )
    assert asked.question.startswith("Number of prior lines of therapy: didn't some have four")


def test_an_analysis_is_asked_by_the_one_word_that_tells_it_apart() -> None:
    """ "For OS" after the follow-up of the PFS analysis asks the follow-up of the other one."""
    terms = [
        Term("analysis", f"final {name} analysis", None, (), HARBOUR.id, cutoff=day)
        for name, day in (("PFS", FIRST), ("OS", LAST))
    ]
    rows = [
        make_result(f"update:9{i}", outcome="Median follow-up", statistic="median", value="20", arm="all",
                    category="disposition", analysis=term.name, data_cutoff=term.cutoff)
        for i, term in enumerate(terms)
    ]  # fmt: skip
    earlier = answered("What was the median follow-up at the final PFS analysis?", rows[0])
    asked = follow("and for OS?", earlier, corpus=SmallCorpus(rows, terms=terms)).question
    assert asked == "What was median follow-up at the final OS analysis?"


def test_the_later_of_two_cutoffs_shown_is_one_of_them() -> None:
    """Both stand in the answer, so that none is beyond the last."""
    first, last = RESULTS[0], RESULTS[1]
    asked = follow("and at the later cut-off?", answered("What was the hazard ratio for PFS?", last, first)).question
    assert asked == "What was the hazard ratio for progression-free survival at the final analysis?"


def test_what_came_of_an_event_is_asked_at_any_grade() -> None:
    """The grade asked before is none of those who stopped."""
    rows = [row for row in RESULTS if row.outcome == "Pneumonia"]
    earlier = answered("What was the rate of grade 4 pneumonia?", *rows)
    asked = follow("did anyone stop the drug because of it?", earlier).question
    assert asked == "Did anyone stop the drug because of pneumonia?"


def test_the_method_is_not_asked_again_of_a_part_of_the_patients() -> None:
    """After how it was measured, "in the elderly" asks for the figure."""
    earlier = answered("How was progression-free survival assessed?", RESULTS[0])
    assert follow("and in those over 65?", earlier).question == (
        "What was progression-free survival in the subgroup age >=65 years?"
    )


@pytest.mark.parametrize(
    ("text", "asked"), [("Youngest?", "range for age"), ("oldest with Base?", "range for age with")]
)
def test_the_ends_of_a_range_are_asked_by_its_name(text: str, asked: str) -> None:
    """Who was the youngest is told by the range of the ages."""
    age = make_result("update:97", outcome="Age", statistic="median", value="60", unit="years", arm=ZELTA,
                      category="baseline")  # fmt: skip
    corpus = SmallCorpus((age,))
    assert f"What was the {asked}" in follow(text, answered("How old were they?", age), corpus=corpus).question


def test_whom_all_figures_are_of_is_carried() -> None:
    """Though the question named them in words of no part of the patients."""
    row = make_event("update:98", "Pneumonia", arm=ZELTA, n=9, subgroup="age >=65 years")
    rows = (row, *RESULTS)
    asked = follow("headache in them?", answered("How often did they get pneumonia?", row), corpus=SmallCorpus(rows))
    assert asked.question == "What was the rate of headache in the subgroup age >=65 years?"


def test_the_newest_figure_is_that_of_the_last_analysis() -> None:
    """A figure has its place among the others as an analysis has."""
    asked = follow(
        "and the newest figure?", answered("What was the PFS hazard ratio at the primary analysis?", RESULTS[0])
    )
    assert asked.question == "What was the hazard ratio for progression-free survival at the final analysis?"


def test_a_question_not_understood_breaks_no_chain() -> None:
    """The figures before it are still what is spoken of."""
    lost = answered("and what is that?", status="not_found")
    asked = follow("control group?", answered("What was the hazard ratio for PFS?", RESULTS[0]), lost)
    assert asked.question == "What was progression-free survival with Base?"


def test_earlier_is_an_analysis_before_it_is_a_name() -> None:
    """ "Early fever" is not what "earlier" asks for."""
    rows = [*RESULTS, make_event("update:99", "Early fever", arm=ZELTA, n=9)]
    earlier = answered("What was the PFS hazard ratio at the final analysis?", RESULTS[1])
    assert follow("earlier?", earlier, corpus=SmallCorpus(rows)).question == (
        "What was the hazard ratio for progression-free survival at the primary analysis?"
    )


def test_two_figures_are_asked_together() -> None:
    """Which of two outcomes is more frequent, and both of two parts, by their names."""
    earlier = [answered("How often did pneumonia occur?", RESULTS[5]), answered("And headache?", RESULTS[7])]
    told = follow("which of the two is commoner", *earlier).question
    assert told == "What was the rate of pneumonia and headache?"
    assert follow("both?", *earlier).question == told


def test_both_are_one_title_where_one_has_them() -> None:
    """Behind the head of the one asked before a bare name is another, and both are the title that has both."""
    names = ("Refractory to alder", "Refractory to birch", "Refractory to alder and birch")
    rows = [
        make_result(f"update:8{i}", outcome=name, category="baseline", arm=ZELTA, value="20", statistic="percentage")
        for i, name in enumerate(names)
    ]
    titles = [Term("outcome", name, None, (), HARBOUR.id, category="baseline") for name in names]
    corpus = SmallCorpus((*RESULTS, *rows), terms=titles)
    first = answered("How many were refractory to alder?", rows[0])
    second = answered(follow("birch?", first, corpus=corpus).question, rows[1])
    assert "refractory to birch" in second.question
    assert "refractory to alder and birch" in follow("both?", first, second, corpus=corpus).question


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("How often did pneumonia occur?", "How many patients died of pneumonia?"),
        ("How many had a treatment-emergent adverse event?", "Did anyone die from the treatment?"),
    ],
)
def test_deaths_of_what_was_asked(asked: str, expected: str) -> None:
    """ "Of it" is the event asked before, or any adverse event."""
    assert follow("did anyone die of it", asked).question == expected


def test_source_of_a_level_is_asked() -> None:
    """A number of the nineties is the level of the interval asked before."""
    told = follow("any source that prints 95 for it?", "What was the confidence interval for PFS?").question
    assert told == "Which source prints a 95% confidence interval for progression-free survival?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("safety in the former?", "safety in the subgroup age >=65 years?"),
        ("safety in the latter?", "safety in the subgroup female?"),
        (
            "hazard ratio of both",
            "What was the hazard ratio for progression-free survival in the subgroups age >=65 years and female?",
        ),
    ],
)
def test_two_parts_are_meant_by_their_places(question: str, expected: str) -> None:
    """The former, the latter, and both of the last two parts of the patients."""
    part = make_ratio("update:30", "0.75", ("0.50", "1.10", "95"), subgroup="female")
    corpus = SmallCorpus((*RESULTS, part), terms=(Term("subgroup", "female", None, (), HARBOUR.id),))
    earlier = (answered("PFS in patients aged 65 years or older?", RESULTS[3]), answered("PFS in female?", part))
    assert follow(question, *earlier, corpus=corpus).question == expected


def test_follow_up_of_the_figures_shown_is_asked() -> None:
    """And what comes after it is asked of these figures again."""
    asked = answered("What was the PFS hazard ratio at the final analysis?", RESULTS[1])
    told = follow("at which follow-up", asked).question
    assert told == "What was the median follow-up at the final analysis?"
    row = make_result(
        "update:62", outcome="Median follow-up", category="design", arm="all", data_cutoff=LAST, statistic="median",
        value="30", unit="months",
    )  # fmt: skip
    corpus = SmallCorpus((*RESULTS, row))
    between = answered(told, row)
    assert "progression-free survival" in follow("p-value?", asked, between, corpus=corpus).question


def test_schedule_is_asked_of_the_drug_whose_dose_was() -> None:
    """ "How often" after a dose."""
    row = make_result("update:63", outcome="Zeltamab dose", category="design", statistic="dose", value="5")
    asked = answered("What was the zeltamab dose?", row)
    assert follow("how often", asked, corpus=SmallCorpus((*RESULTS, row))).question == "How often was zeltamab given?"


def test_the_usual_treatment_is_the_control() -> None:
    """ "With the old treatment" names the other arm."""
    told = follow("with the old treatment?", "What was the median PFS?").question
    assert told == "What was the median progression-free survival with Base?"


def test_bare_sponsor_is_who_paid() -> None:
    """ "There" is the sponsor after it, too."""
    assert follow("does Dan Cole work there", "sponsor?").question == "does Dan Cole work at the sponsor?"
