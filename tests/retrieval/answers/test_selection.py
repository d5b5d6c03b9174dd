"""Which results answer a question, and how they stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.answers.accounting import unaccounted
from retrieval.answers.figures import group_figures
from retrieval.answers.selection import Selection, select
from retrieval.questions.filters import ARM_THEN
from retrieval.terms import index_terms
from tests.retrieval.small_trial import (
    BASE,
    FIRST,
    HARBOUR,
    LAST,
    OS,
    PFS,
    RESULTS,
    TEAE,
    ZELTA,
    SmallCorpus,
    ask,
    harbour,
    make_event,
    make_ratio,
    make_result,
)  # fmt: skip


def _select(text: str, outcome: str | None = None, *, results: Sequence[Result] = RESULTS) -> Selection:
    corpus, terms = harbour()
    if results is not RESULTS:
        corpus = SmallCorpus(results)
        terms = index_terms(corpus)
    question = ask(text, corpus=corpus)
    return select(question, outcome or question.outcomes[0], corpus=corpus, terms=terms)


def _ids(selection: Selection) -> list[list[str]]:
    return [[row.id for row in figure.rows] for figure in selection.figures]


def test_latest_leads_and_the_tested_stands_beside_it() -> None:
    """The newest cut-off comes first, the formally tested analysis second, each a figure of its own."""
    selection = _select("What was the hazard ratio for PFS?")
    assert [(figure.role, figure.first.data_cutoff) for figure in selection.figures] == [
        ("latest", LAST),
        ("tested", FIRST),
    ]


def test_tested_analysis_goes_before_a_newer_one() -> None:
    """Of the earlier cut-offs the tested one is never crowded out."""
    middle = make_ratio(
        "update:8", "0.63", ("0.45", "0.88", "95"), data_cutoff=FIRST.replace(year=2020), analysis="interim 2"
    )
    selection = _select("hazard ratio for PFS", results=(*RESULTS, middle))
    assert [figure.role for figure in selection.figures] == ["latest", "tested", "earlier"]


def test_no_figure_mixes_cutoffs() -> None:
    """Every figure is of one outcome, population and cut-off, however many rows there are."""
    corpus, terms = harbour()
    for figure in group_figures(RESULTS, corpus=corpus, terms=terms):
        slots = {(row.outcome, row.grade, row.population, row.subgroup, row.data_cutoff) for row in figure.rows}
        assert len(slots) == 1


def test_other_sources_stand_behind_the_leading_one() -> None:
    """The article's result is printed; the registry's report of the same slot is kept beside it."""
    latest = _select("hazard ratio for PFS").figures[0]
    assert [row.id for row in latest.rows] == ["update:1"]
    assert [row.id for row in latest.others["update:1"]] == ["registry:1"]


def test_subgroup_is_not_mixed_with_the_whole() -> None:
    """Without a subgroup in the question the whole population answers, with one that subgroup alone."""
    assert all(figure.first.subgroup is None for figure in _select("hazard ratio for PFS").figures)
    assert _ids(_select("hazard ratio for PFS in patients aged 65 years or older")) == [["update:2"]]


def test_both_arms_are_shown_whichever_is_asked() -> None:
    """A figure of one arm is shown with its comparator, the experimental arm first."""
    for text in ("pneumonia in the control group", "pneumonia with zeltamab", "How common was pneumonia?"):
        assert _ids(_select(text)) == [["article:2", "article:3"]]


@pytest.mark.parametrize(
    ("text", "outcome", "missing"),
    [
        pytest.param("hazard ratio for PFS in patients with renal impairment", PFS, "subgroup", id="subgroup"),
        pytest.param("grade 4 pneumonia", "Pneumonia", "grade", id="grade"),
        pytest.param("odds ratio for PFS", PFS, "statistic", id="statistic"),
        pytest.param("PFS in the safety population", PFS, "population", id="population"),
        pytest.param("pneumonia in the ClinicalRegister record", "Pneumonia", "source", id="source"),
        pytest.param("How common was alopecia?", "Alopecia", "outcome", id="outcome"),
    ],
)
def test_slot_that_no_result_fills_is_named(text: str, outcome: str, missing: str) -> None:
    """A near miss is no answer: nothing is selected, and the missing slot is said."""
    selection = _select(text, outcome)
    assert (selection.figures, selection.missing) == ((), missing)


@pytest.mark.parametrize(
    ("text", "cutoff"), [("PFS at the final analysis", LAST), ("PFS at the interim analysis", FIRST)]
)
def test_named_analysis_alone_answers(text: str, cutoff: object) -> None:
    """Where an analysis is named, no other stands beside it."""
    assert [figure.first.data_cutoff for figure in _select(text).figures] == [cutoff]


def test_every_analysis_is_shown_when_asked_for() -> None:
    """Four cut-offs are four figures when all are asked for, and fewer when not."""
    years = [FIRST.replace(year=year) for year in (2015, 2016, 2017, 2018)]
    rows = [
        make_ratio(f"update:1{i}", "0.7", ("0.5", "0.9", "95"), data_cutoff=day, analysis=str(i))
        for i, day in enumerate(years)
    ]
    asked = _select("hazard ratio for PFS at all analyses", PFS, results=rows)
    assert [figure.first.data_cutoff for figure in asked.figures] == sorted(years, reverse=True)
    assert len(_select("hazard ratio for PFS", results=rows).figures) < 4


def test_other_censoring_is_a_variant() -> None:
    """A result under another censoring rule neither leads nor mixes with the protocol's own."""
    other = make_ratio("update:8", "0.55", ("0.37", "0.82", "95"), data_cutoff=LAST, censoring="as the agency asked")
    assert all(figure.first.censoring is None for figure in _select("PFS", results=(*RESULTS, other)).figures)
    selection = _select("hazard ratio for PFS by every censoring rule", results=(*RESULTS, other))
    assert [(figure.role, figure.first.censoring) for figure in selection.figures] == [
        ("latest", None),
        ("tested", None),
        ("variant", "as the agency asked"),
    ]


def test_grade_that_is_not_asked_shows_the_overview() -> None:
    """Without a grade, any grade and grade 3 or worse answer, not each grade for itself."""
    rows = [
        make_event(f"update:{grade}", "Pneumonia", arm=ZELTA, n=9, grade=grade) for grade in ("any", ">=3", "1", "2")
    ]
    selection = _select("How common was pneumonia?", results=rows)
    assert {figure.first.grade for figure in selection.figures} == {"any", ">=3"}


@pytest.mark.parametrize(
    "text",
    ["How common was pneumonia, and how severe was it?", "How bad was pneumonia?", "pneumonia, grade breakdown"],
)
def test_severity_asked_shows_every_grade(text: str) -> None:
    """ "How severe" asks for each grade, and names none."""
    rows = [make_event(f"update:{grade}", "Pneumonia", arm=ZELTA, n=9, grade=grade) for grade in ("any", ">=3", "1")]
    assert {figure.first.grade for figure in _select(text, results=rows).figures} == {"any", ">=3", "1"}


def test_severe_that_no_source_sums_up_is_shown_grade_by_grade() -> None:
    """Grades are not added up: for "3 or worse" grades 3 and 4 stand each for itself."""
    rows = [make_event(f"update:{grade}", "Pneumonia", arm=ZELTA, n=9, grade=grade) for grade in ("any", "3", "4")]
    selection = _select("grade 3 or worse pneumonia", results=rows)
    assert [figure.first.grade for figure in selection.figures] == ["3", "4"]
    for text in ("Pneumonia, overall and grade 3 or worse?", "What share had pneumonia?"):
        assert {figure.first.grade for figure in _select(text, results=rows).figures} == {"any", "3", "4"}


def test_experimental_arm_comes_first_then_control_then_comparison() -> None:
    """Arms stand in one order, whatever the order in the table."""
    rows = (
        make_result("update:1", outcome=OS, statistic="percentage", unit="%", value="40", arm=BASE),
        make_result("update:2", outcome=OS, statistic="percentage", unit="%", value="41", arm="all"),
        make_result("update:3", outcome=OS, statistic="percentage", unit="%", value="42", arm=ZELTA),
        make_result(
            "update:4", outcome=OS, statistic="difference", unit="%", value="2", comparison=f"{ZELTA} vs {BASE}"
        ),
    )
    assert _ids(_select("What was OS?", results=rows)) == [["update:3", "update:1", "update:2", "update:4"]]


def test_bare_p_value_is_not_told_twice() -> None:
    """A row that is only the p-value of a ratio shown beside it is left out."""
    bare = make_result(
        "update:8",
        outcome=PFS,
        statistic="p-value",
        comparison=f"{ZELTA} vs {BASE}",
        p_comparator="=",
        p_value="0.0021",
        p_sides="one-sided",
    )
    selection = _select("PFS at the primary analysis", results=(*RESULTS, bare))
    assert _ids(selection) == [["article:1"]]


def test_outcome_of_safety_finds_its_family() -> None:
    """Asked for adverse events without a grade, those leading to something are told too."""
    longer = f"{TEAE} leading to discontinuation"
    rows = (*RESULTS, make_event("update:8", longer, arm=ZELTA, n=8, grade=None))  # type: ignore[arg-type]
    assert {figure.first.outcome for figure in _select("adverse events", TEAE, results=rows).figures} == {TEAE, longer}


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        pytest.param("How common was pneumonia, and were any of them grade 3?", {"any", "3"}, id="of them"),
        pytest.param("grade 3 pneumonia", {"3"}, id="one grade"),
        pytest.param("pneumonia grade 3", {"3"}, id="after its event"),
        pytest.param("the rate of pneumonia, and of grade 3 pneumonia", {"any", "3"}, id="named twice"),
        pytest.param("how much pneumonia in each arm, and grade 3?", {"any", "3"}, id="and its grade"),
        pytest.param("how much pneumonia in each arm, at grade 3?", {"3"}, id="told where"),
        pytest.param("pneumonia - how many on each side, and the grade 3s", {"any", "3"}, id="those of a grade"),
    ],
)
def test_grade_of_some_is_asked_beside_all(text: str, grades: set[str]) -> None:
    """A grade in a further clause is that of some of the events, which are asked for too."""
    rows = [make_event(f"update:7{grade}", "Pneumonia", arm="Base", n=5, grade=grade) for grade in ("any", "3")]
    corpus = SmallCorpus(rows)
    selection = select(ask(text), "Pneumonia", corpus=corpus, terms=index_terms(corpus))
    assert {figure.first.grade for figure in selection.figures} == grades


def test_dose_that_was_reduced_is_no_dose() -> None:
    """How many had a dose reduced is not answered by the dose."""
    rows = [make_result("article:81", outcome="Zeltamab dose", statistic="dose", category="design", value="5")]
    corpus = SmallCorpus(rows)
    terms = index_terms(corpus)
    asked = ask("How many had their zeltamab dose reduced?", corpus=corpus)
    assert select(asked, "Zeltamab dose", corpus=corpus, terms=terms).missing == "aspect"
    asked = ask("What was the zeltamab dose?", corpus=corpus)
    assert select(asked, "Zeltamab dose", corpus=corpus, terms=terms).figures


def test_figure_is_told_with_the_decimals_asked() -> None:
    """Of two reports of one slot, the one with the decimals asked leads; a slot without such a report keeps its own."""
    rows = [
        make_ratio("article:91", "0.53", ("0.32", "0.89", "99")),
        make_ratio("update:91", "0.531", ("0.318", "0.889", "99")),
    ]
    corpus = SmallCorpus(rows)
    terms = index_terms(corpus)
    for text, expected in (("two-decimal HR of PFS", "article:91"), ("HR of PFS", "update:91")):
        figures = select(ask(text), PFS, corpus=corpus, terms=terms).figures
        assert [row.id for figure in figures for row in figure.rows] == [expected]


def test_share_of_an_event_tells_nothing_of_what_it_led_to() -> None:
    """How many had an event is answered without those who stopped for it."""
    titles = ("Pneumonia", "Discontinuation due to pneumonia")
    rows = [make_event(f"update:9{i}", title, arm="Base", n=3) for i, title in enumerate(titles)]
    corpus = SmallCorpus(rows)
    figures = select(ask("how many had pneumonia"), "Pneumonia", corpus=corpus, terms=index_terms(corpus)).figures
    assert [figure.first.outcome for figure in figures] == ["Pneumonia"]


def test_figures_without_the_arm_asked_are_left_out() -> None:
    """A later one of the other arm alone does not lead."""
    later = make_event("update:20", "Pneumonia", arm=ZELTA, n=24, data_cutoff=LAST, cutoff_stated=True)
    selection = _select("How many had pneumonia in the control group?", results=(*RESULTS, later))
    assert [figure.first.data_cutoff for figure in selection.figures] == [FIRST]


def test_fact_of_no_analysis_stands_for_each() -> None:
    """A number in a register belongs to no data cut-off."""
    fact = make_result(
        "registry:30", outcome="EudraCT number", statistic="identifier", category="design", value="2019-1",
        data_cutoff=None, analysis=None, cutoff_stated=None,
    )  # fmt: skip
    picked = _select(
        "EudraCT number and cut-off date of the final analysis", "EudraCT number", results=(*RESULTS, fact)
    )
    assert [figure.first.id for figure in picked.figures] == ["registry:30"]
    assert picked.lacking == ()


def test_limit_of_a_test_is_of_no_part() -> None:
    """What a test counts as positive is the same in every part of the patients."""
    limit = make_result("registry:31", outcome="Fever threshold", statistic="threshold", category="design", value="38")
    picked = _select("fever threshold in the elderly", "Fever threshold", results=(*RESULTS, limit))
    assert [figure.first.id for figure in picked.figures] == ["registry:31"]


def test_both_arms_together_set_no_figure_aside() -> None:
    """ "In both arms" asks for no figure of all patients, nor only for one that compares them."""
    rate = {"outcome": "Complete response rate", "statistic": "percentage", "unit": "%"}
    rows = [
        make_result(f"update:{30 + place}", arm=arm, value="40", data_cutoff=cutoff, **rate)
        for place, (cutoff, arm) in enumerate((c, a) for c in (FIRST, LAST) for a in ("Zelta-Base", "Base"))
    ]
    odds = make_result("update:40", value="2.1", comparison="Zelta-Base vs Base", data_cutoff=LAST, **rate)
    rows.append(replace(odds, statistic="odds ratio", unit=None))
    asked = _select("CR at the interim and at the final analysis in both arms", rate["outcome"], results=rows)
    assert {figure.first.data_cutoff for figure in asked.figures} == {FIRST, LAST}


@pytest.mark.parametrize(
    ("text", "told"),
    [("What percentage had del(17p)?", False), ("What was the cut-off for del(17p)?", True)],
)
def test_limit_of_a_test_is_no_share_of_patients(text: str, told: bool) -> None:
    """From which share of cells on a test is positive counts nobody who is."""
    limit = make_result(
        "update:60",
        outcome="del(17p) positivity threshold",
        statistic="threshold",
        category="design",
        value="50",
        unit="%",
    )
    assert bool(_select(text, "del(17p)", results=(*RESULTS, limit)).figures) is told


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("was PFS significant at the final analysis?", [["update:1"]]),
        ("was PFS significant at the primary analysis?", [["article:1"]]),
        ("what was the p-value for PFS at the final analysis?", []),
    ],
)
def test_significance_is_asked_of_the_analysis_named(text: str, ids: list[list[str]]) -> None:
    """An analysis without a p-value is weighed by its interval; a p-value asked by its name is not held then."""
    assert _ids(_select(text, PFS)) == ids


def test_what_an_event_led_to_is_told_of_the_arm_asked() -> None:
    """A drug of one arm was stopped in that arm alone: asked of the other, only the event itself is told."""
    rows = (
        make_event("update:81", "Reaction", arm=ZELTA, n=40),
        make_event("update:82", "Reaction", arm=BASE, n=3),
        make_event("update:83", "Zeltamab interruption due to reaction", arm=ZELTA, n=20),
    )
    shown = {
        text: {f.first.outcome for f in _select(text, "Reaction", results=rows).figures}
        for text in ("reactions in the control group", "reactions in the zeltamab group")
    }
    assert shown["reactions in the control group"] == {"Reaction"}
    assert shown["reactions in the zeltamab group"] == {"Reaction", "Zeltamab interruption due to reaction"}


def test_two_grades_asked_one_by_one_are_told_so() -> None:
    """ "Grade 3 and 4 separately" asks for both, and not for the sum that a source prints beside them."""
    rows = [
        make_event(f"update:9{n}", "Cough", arm=ZELTA, n=n, grade=grade) for n, grade in enumerate(("3", "4", ">=3"))
    ]
    shown = {
        text: {f.first.grade for f in _select(text, "Cough", results=rows).figures}
        for text in (
            "Grade 3 and 4 cough separately?",
            "How often was grade 3 and 4 cough?",
            "How many had cough of grade 3 or worse in each arm?",
        )
    }
    assert shown.pop("Grade 3 and 4 cough separately?") == {"3", "4"}
    assert all(grades == {">=3"} for grades in shown.values()), shown


def test_mild_events_are_those_of_the_grades_that_make_them_up() -> None:
    """ "Mild" is told by grades 1 and 2 beside another grade that is asked."""
    rows = [make_event(f"update:9{n}", "Reaction", arm=ZELTA, n=n, grade=str(n)) for n in (1, 2, 4)]
    question = replace(ask("Were they mild? Any grade 4?"), outcomes=("Reaction",), grades=("1-2", "4"))
    told = select(question, "Reaction", corpus=SmallCorpus(rows), terms=index_terms(SmallCorpus(rows)))
    assert {figure.first.grade for figure in told.figures} == {"1", "2", "4"}


def test_size_of_the_trial_is_the_same_at_every_analysis() -> None:
    """Those randomised are told beside a later analysis, though a source counts them at the first."""
    rows = (make_result("article:50", outcome="Patients randomised", statistic="count", arm=ZELTA, value="100"),)
    selection = _select("How many were randomised, at the final analysis?", "Patients randomised", results=rows)
    assert _ids(selection) == [["article:50"]]


@pytest.mark.parametrize(
    ("text", "subgroup", "cutoffs"),
    [
        ("PFS at the last analysis", None, {LAST}),
        ("PFS at the last analysis in patients aged 65 or more", "age >=65 years", {FIRST}),
    ],
)
def test_last_analysis_is_the_last_that_the_outcome_has(text: str, subgroup: str | None, cutoffs: set[object]) -> None:
    """Of a part that the last analysis of the trial has no result of, it is the last one that has one."""
    term = Term("analysis", "final analysis", synonyms=("last analysis",), trial=HARBOUR.id, cutoff=LAST)
    corpus = SmallCorpus(terms=(term,))
    question = ask(text, corpus=corpus)
    figures = select(question, PFS, corpus=corpus, terms=index_terms(corpus)).figures
    assert {row.data_cutoff for figure in figures for row in figure.rows} == cutoffs
    assert {row.subgroup for figure in figures for row in figure.rows} == {subgroup}


def test_everybody_randomised_was_enrolled() -> None:
    """Who was enrolled is told by the intention-to-treat set where no larger one is told of, and by no smaller one."""
    row = make_result("update:97", category="baseline", outcome="Age", statistic="median", arm=ZELTA, value="64")
    shown = {
        text: [figure.first.id for figure in _select(text, "Age", results=[row]).figures]
        for text in ("median age of all enrolled patients", "median age in the safety population")
    }
    assert shown["median age of all enrolled patients"] == ["update:97"]
    assert shown["median age in the safety population"] == []


def test_assessor_is_read_by_its_first_letters() -> None:
    """ "NGS" is next-generation sequencing; "PET" is none of it."""
    row = make_result(
        "update:98", outcome="MRD negativity rate", statistic="percentage", arm=ZELTA, value="31.5", unit="%",
        assessor="next-generation sequencing, sensitivity 10^-5",
    )  # fmt: skip
    corpus, _ = harbour()
    assert unaccounted(ask("MRD negativity by NGS?"), [row], corpus=corpus) == ()
    assert unaccounted(ask("MRD negativity by PET?"), [row], corpus=corpus) == ("PET",)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("How often was headache in the control group at the final analysis?", ARM_THEN),
        ("How often was headache with zeltamab at the final analysis?", None),
        ("How often was headache at the final analysis?", None),
        ("How often was headache in the control group?", None),
    ],
)
def test_other_arm_at_the_analysis_is_no_answer(text: str, missing: str | None) -> None:
    """What only the other arm has at the analysis asked is missing, whatever the arm has at another one."""
    later = make_event("update:30", "Headache", arm=ZELTA, n=33, data_cutoff=LAST, cutoff_stated=True)
    assert _select(text, results=(*RESULTS, later)).missing == missing


@pytest.mark.parametrize(
    ("text", "dates"), [("PFS", [LAST, FIRST]), ("PFS, latest data", [LAST]), ("PFS, first and latest", [LAST, FIRST])]
)
def test_latest_figure_alone_where_it_is_asked(text: str, dates: list[object]) -> None:
    """ "Latest" asks for no earlier analysis."""
    assert [figure.first.data_cutoff for figure in _select(text, PFS).figures] == dates


def test_latest_figure_of_one_arm_takes_the_place_of_no_other() -> None:
    """A later report of one arm leaves the earlier one of both standing."""
    later = make_event("update:30", "Headache", arm=ZELTA, n=33, data_cutoff=LAST, cutoff_stated=True)
    found = _select("headache, latest data", results=(*RESULTS, later))
    assert [len(figure.rows) for figure in found.figures] == [1, 2]


def test_time_that_no_result_tells_stays_a_restriction() -> None:
    """That a source has such words in any sentence makes no figure one of that time."""
    row = make_result(
        "update:31",
        outcome="Response rate",
        note="Assessed every week, for years.",
        statistic="percentage",
        unit="%",
        value="24",
    )
    corpus = SmallCorpus((*RESULTS, row))
    assert unaccounted(ask("Response rate at week 24?"), [row], corpus=corpus) == ("at week 24",)
    assert unaccounted(ask("Response rate in year two?"), [row], corpus=corpus) == ("in year two",)
