"""Sentences about two arms: names that are a part of a label, orders of telling, and a statistic of its own name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

SORREL = Trial("NCT90000041", "SORREL", "Nasal vedarine with tablets", "low mood")
DRUG, DUMMY = "Nasal Vedarine Plus Oral Tablets", "Nasal Placebo Plus Oral Tablets"
TANSY = Trial("NCT90000042", "TANSY", "Tanserix vaccine in adults", "tick fever")
SHOT, SALINE = "Tanserix Group", "Placebo Group"
FEVER = "Number of Subjects With Confirmed Tick Fever Cases, in Subjects Aged {}"
BURDOCK = Trial("NCT90000043", "BURDOCK", "Burdoglifozin in swollen ankles", "swollen ankles")
SHORT = "Burdo 10 mg"


def _sorrel() -> RowWriter:
    table = RowWriter(SORREL, arms=(DRUG, DUMMY))
    table.two("Itching", "count", ("31", "12"), "patients", N=110, category="safety")
    table.two("Change From Baseline in Skin Thickness at Week 8", "mean", ("-13.6", "-9.4"), "microns")
    table.two("Age, Continuous", "mean", ("44.9", "46.4"), "Years", category="baseline")
    table.two("Mood Score", "mean", ("37.0", "37.3"), "Units on a scale", category="baseline")
    table.two("Change From Baseline in Mood Score at Week 8", "mean", ("-21.4", "-17.0"), "Units on a scale")
    table.two(
        "Percentage of Participants in Remission (Mood Score of 12 or Less) at Week 8",
        "percentage",
        ("52.5", "31.0"),
        "%",
    )
    table.two("Percentage of Participants With Response at Week 8", "percentage", ("69.3", "52.0"), "%")
    held = "Percentage of Participants With Onset of Response by Day 2 Maintained for the Whole Phase"
    table.two(held, "percentage", ("7.9", "4.6"), "%", time_frame="Day 2 up to Day 28")
    for lines, shares in (("10", ("36.2", "31.8")), ("15", ("20.0", "15.7"))):
        title = f"Percentage of Participants Gaining >={lines} Letters From Baseline in Sight at Week 8"
        table.two(title, "percentage", shares, "%")
    table.two("Change From Baseline in Sight at Week 8", "mean", ("5.8", "5.1"), "Standard Letters")
    pair = {"comparison": f"{DRUG} vs {DUMMY}", "interval_kind": "CI", "ci_level": "95"}
    table.add(
        "Change From Baseline in Mood Score at Week 8",
        "least-squares mean difference",
        "-4.0",
        "Units on a scale",
        ci_low="-7.31",
        ci_high="-0.64",
        p_value="0.020",
        p_comparator="=",
        p_sides="not stated",
        **pair,
    )
    for item, counts in (("Fenlander or Moorlander", ("15", "17")), ("Not Fenlander or Moorlander", ("95", "92"))):
        table.two("Origin", "count", counts, "patients", N=110, item=item, category="baseline")
    table.two("Percentage of Participants With Sight of 20/40 or Better", "percentage", ("54.5", "57.4"), "%")
    return table


def _tansy() -> RowWriter:
    table = RowWriter(TANSY, arms=(SHOT, SALINE))
    table.two("Age, Continuous", "mean", ("62.4", "61.3"), "Years", category="baseline")
    interval = {"interval_kind": "CI", "ci_level": "95", "comparison": f"{SHOT} vs {SALINE}"}
    for ages, cases, efficacy, low, high in (
        ("50 Years and Older", ("6", "210"), "97.16", "93.72", "98.97"),
        ("50 to 59 Years", ("3", "87"), "96.57", "89.62", "99.31"),
        ("70 Years and Older", ("1", "48"), "97.93", "87.91", "99.95"),
    ):
        table.two(FEVER.format(ages), "count", cases, "patients", N=7344)
        table.add(FEVER.format(ages), "Vaccine efficacy (%)", efficacy, None, ci_low=low, ci_high=high, **interval)
    table.two("Headache", "count", ("1716", "700"), "patients", N=7698, category="safety", grade="non-serious")
    diary = "Number of Subjects With Any and Grade 3 Solicited Symptoms"
    for item, counts in (("Any Headache", ("1716", "700")), ("Grade 3 Headache", ("160", "33"))):
        table.two(diary, "count", counts, "patients", N=4375, item=item, category="safety")
    return table


def _burdock() -> RowWriter:
    table = RowWriter(BURDOCK, arms=(SHORT, "Placebo"))
    table.two("Age, Continuous", "mean", ("66.2", "66.9"), "Years", category="baseline")
    table.two("Stiffness Class", "count", ("1606", "1597"), "patients", N=2373, item="class II", category="baseline")
    table.two("Subjects With CV Death", "count", ("227", "273"), "patients", N=2373)
    table.two("Started", "count", ("2373", "2371"), "patients", category="disposition")
    table.two("Change in Ankle Girth From Baseline to Month 4", "least-squares mean", ("0.655", "0.952"), "Ratio")
    title = "Subjects With a Swelling by Stiffness Class at Enrolment"
    table.two(title, "count", ("190", "289"), "patients", N=1606, item="class II")
    table.two("Number of Swellings, Recurrent", "count", ("567", "742"), "Events")
    table.add(
        "Number of Swellings, Recurrent",
        "rate ratio",
        "0.75",
        None,
        comparison=f"{SHORT} vs Placebo",
        interval_kind="CI",
        ci_low="0.65",
        ci_high="0.88",
        ci_level="95",
    )
    return table


@pytest.fixture(scope="module")
def check() -> Callable[..., CheckReport]:
    """Check a text about one of the trials."""
    table = ResultsTable((*_sorrel().rows, *_tansy().rows, *_burdock().rows))
    own = (
        Term("outcome", FEVER.format("50 Years and Older"), TANSY.id, (), category="efficacy", primary=True),
        Term("drug", "Vedarine", None, (), SORREL.id),
        Term("drug", "Burdoglifozin", None, (), BURDOCK.id),
        Term("arm", "Placebo", None, ("placebo arm", "placebo group", "placebo"), BURDOCK.id),
        Term("arm", SALINE, None, ("placebo arm", "placebo group", "placebo"), TANSY.id),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)

    def run(text: str, trial: Trial) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(SORREL, TANSY, BURDOCK), trial=trial.id)

    return run


def _wrong(report: CheckReport) -> list[str]:
    return [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "trial"),
    [
        pytest.param("Mean age: {} and {} years with vedarine and placebo, respectively.", SORREL, id="respectively"),
        pytest.param("In the vedarine and placebo groups, respectively, mean age was {} and {} years.", SORREL,
                     id="respectively in front"),
        pytest.param("Mean age (vedarine, {} years; placebo, {} years).", SORREL, id="in brackets"),
        pytest.param("Compared with placebo, vedarine patients had a mean age of {} vs {} years.", SORREL,
                     id="compared with"),
        pytest.param("Relative to placebo, burdoglifozin patients had a mean age of {} years vs {} years.", BURDOCK,
                     id="short label"),
        pytest.param("In the burdoglifozin and placebo groups, respectively, mean age was {} and {} years.", BURDOCK,
                     id="short label listed"),
        pytest.param("Mean age was {} years in the vaccine group and {} years in the placebo group.", TANSY,
                     id="the vaccine"),
        pytest.param("Mean age: {} and {} years with the vaccine and placebo, respectively.", TANSY, id="with vaccine"),
        pytest.param("Vaccinees had a mean age of {} years, placebo recipients of {} years.", TANSY, id="vaccinees"),
    ],
)  # fmt: skip
def test_two_arms_are_told_apart(check: Callable[..., CheckReport], text: str, trial: Trial) -> None:
    """The figures stand in the order told, and both are wrong when they are swapped."""
    ages = {SORREL.id: ("44.9", "46.4"), TANSY.id: ("62.4", "61.3"), BURDOCK.id: ("66.2", "66.9")}[trial.id]
    assert _wrong(check(text.format(*ages), trial)) == []
    assert _wrong(check(text.format(*ages[::-1]), trial)) == list(ages[::-1])


@pytest.mark.parametrize(
    ("text", "trial", "wrong"),
    [
        pytest.param("Compared with placebo, vedarine-treated skin shrank more (-13.6 vs -9.4 microns).", SORREL, [],
                     id="pair in brackets"),
        pytest.param("Among adults aged 70 or more, vaccine efficacy came to 97.93% (95% CI 87.91-99.95).", TANSY, [],
                     id="ages of a title"),
        pytest.param("Among adults aged 50 to 59, vaccine efficacy came to 97.93% (95% CI 87.91-99.95).", TANSY,
                     ["97.93", "87.91", "99.95"], id="other ages"),
        pytest.param("The efficacy against tick fever was 97.2% in adults of 50 years and older.", TANSY, [],
                     id="efficacy alone"),
        pytest.param("The vaccine was 97.2% effective (95% CI 93.7 to 99.0).", TANSY, [], id="effective"),
        pytest.param("The vaccine was 79.2% effective (95% CI 63.7 to 89.0).", TANSY, ["79.2", "63.7", "89.0"],
                     id="not so effective"),
        pytest.param("Vaccine efficacy: 97.16% overall, 96.57% at 50-59 years, 97.93% at 70 years or older.", TANSY,
                     [], id="several ages"),
        pytest.param("Vaccine efficacy: 97.16% overall, 97.93% at 50-59 years, 96.57% at 70 years or older.", TANSY,
                     ["97.93", "96.57"], id="ages swapped"),
        pytest.param("For mean age, the vedarine figure was 44.9 and the placebo figure 46.4 (± 3.1).", SORREL, [],
                     id="a figure is no label"),
        pytest.param("Remission at week 8 was seen in 52.5% on vedarine and 31.0% on placebo.", SORREL, [],
                     id="a word of a title"),
        pytest.param("Remission at week 8 was seen in 69.3% on vedarine and 52.0% on placebo.", SORREL,
                     ["69.3", "52.0"], id="another title"),
        pytest.param("Onset of response by day 2 that held to day 28 was rare (7.9% vs 4.6%).", SORREL, [],
                     id="from a day to a day"),
        pytest.param("Patients started with a mean mood score of 37.0 on vedarine and 37.3 on placebo.", SORREL, [],
                     id="started with"),
        pytest.param("Headache was reported in 39.2% of vaccinees and 16.0% of placebo recipients.", TANSY, [],
                     id="share of a diary"),
        pytest.param("Headache: 1716 (39.2%) vs 700 (16.0%).", TANSY, [], id="count and share of a diary"),
        pytest.param("Headache: 1716 (93.2%) vs 700 (16.0%).", TANSY, ["93.2"], id="share of nobody"),
        pytest.param("Headache of any intensity was reported in 160 of 4375 on the vaccine and 33 of 4375 on placebo.",
                     TANSY, ["160", "33"], id="any intensity"),
        pytest.param("A swelling by stiffness class at enrolment, class II, was seen in 190/1606 (11.8%) on"
                     " burdoglifozin and 289/1606 (18.0%) on placebo.", BURDOCK, [], id="trait at the start"),
        pytest.param("The change in mood score gave a mean difference of -4.0 points (95% CI -7.31 to -0.64;"
                     " two-sided p = 0.020).", SORREL,
                     [], id="sides of the interval"),
        pytest.param("The change in mood score gave a mean difference of -4.0 points (95% CI -7.31 to -0.64;"
                     " one-sided p = 0.020).", SORREL,
                     ["0.020"], id="other sides"),
        pytest.param("Most patients were not Fenlander or Moorlander (95 with vedarine and 92 with placebo).", SORREL,
                     [], id="a row denied"),
        pytest.param("Sight improved by 5.8 letters with vedarine and by 5.1 letters with placebo.", SORREL, [],
                     id="noun of a unit"),
        pytest.param("Sight improved by 5.1 letters with vedarine and by 5.8 letters with placebo.", SORREL,
                     ["5.1", "5.8"], id="noun of a unit, swapped"),
        pytest.param("Burdoglifozin patients less often worsened or died of CV causes (16.3% v 21.2%).", BURDOCK, [],
                     id="more than the dead"),
        pytest.param("The ratio of ankle girth to baseline at month 4 was 0.655 with burdoglifozin and 0.952 with"
                     " placebo.", BURDOCK, [], id="ratio of an arm"),
        pytest.param("Tick fever arose in 6 vaccinees and 210 on placebo, for an efficacy of 97.2%.", TANSY, [],
                     id="efficacy against what was told before"),
        pytest.param("Compared with placebo, burdoglifozin gave a rate ratio of 0.75 [0.65, 0.88] for events of"
                     " recurrent swellings.", BURDOCK, [], id="ratio for events"),
    ],
)  # fmt: skip
def test_figures_of_arms_and_efficacy(
    check: Callable[..., CheckReport], text: str, trial: Trial, wrong: list[str]
) -> None:
    """An efficacy is that of the ages told, and no share of the patients."""
    assert _wrong(check(text, trial)) == wrong


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("10 or more letters were gained by 20.0% with vedarine versus 15.7% with placebo.", id="a limit"),
        pytest.param("At least 15 letters were gained by 36.2% with vedarine versus 31.8% with placebo.", id="least"),
        pytest.param("Eyes with 20/40 or better sight came to 20.0% with vedarine and 15.7% with placebo.", id="sight"),
    ],
)
def test_figures_of_another_level_are_not_confirmed(check: Callable[..., CheckReport], text: str) -> None:
    """A title of the same words with another limit does not confirm a figure."""
    shares = [item for item in check(text, SORREL).checks if item.number in ("20.0", "15.7", "36.2", "31.8")]
    assert all(item.verdict in (Verdict.UNCHECKED, Verdict.CONTRADICTED) for item in shares)
    assert len(shares) == 2


def test_difference_without_a_test_is_not_significant(check: Callable[..., CheckReport]) -> None:
    """Where the table compares nothing, a difference is not called significant."""
    told = "Remission at week 8 was seen in 52.5% on vedarine and 31.0% on placebo; {}."
    claimed = check(told.format("this difference was statistically significant"), SORREL)
    assert [item.kind for item in claimed.findings if item.severity == "error"] == ["p_value"]
    open_ = check(told.format("this difference was not tested"), SORREL)
    assert [item.kind for item in open_.findings if item.severity == "error"] == []
