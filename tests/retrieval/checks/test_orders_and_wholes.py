"""Which of two figures is called the larger, of how many a share is told, and of whom; over an invented trial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

TANSY = Trial("NCT90000077", "TANSY", "Belvarsen Versus Placebo in Adults With Plaque Morphoea", "Morphoea")
BELVA, NONE = "Belvarsen 40 mg", "Placebo"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
CLEARED = "Percentage of Participants With Skin Score Clearance at Week 16"
ANTIBODIES = "Geometric Mean Titre of Antibodies Against Drug at Week 16"
NAIVE = "Percentage of Participants With Skin Score Response at Week 16: Biologic-Naive"
SECOND = "Percentage of Participants With Skin Score Response at Week 16: Biologic-Experienced"
FLARED = "Percentage of Participants With Flare Up to Week 52"
CLEARED_LATER = "Percentage of Participants With Skin Score Clearance at Week 40"
ITCH = "Weekly Peak Pruritus Numeric Rating Scale (NRS)"
ITCH_CHANGE = "Change From Baseline in Peak Pruritus NRS at Week 16"
PAIN = "Pain During Injection"
PLASMA = "Belvarsen Plasma Concentration at Week {}"
UVEITIS = "Number of Participants With Anterior Uveitis or New Flares"
ATTACKS = "Weekly Number of Morphoea Itch Attacks, Average of Weeks 3 to 6"
HALVED = "Number of Participants With a >= 50% Reduction in Weekly Attacks"
PREFERRED = "Treatment Preference at the End of Period 2"
GAINED = "Percentage of Participants Gaining >= 5 Points in Hand Mobility"
IGG = "Serotype-specific IgG Geometric Mean Concentrations at Week 16"
ITCH_DAYS = "Change From Baseline in Mean Monthly Itch Days Over Weeks 1-12"
PRESSURE = "Change From Baseline to Month 36 in Systolic and Diastolic Blood Pressure"
LOWS = "Number of Confirmed Hypoglycaemic Episodes"
TROUGH = "Change From Baseline in Trough Forced Expiratory Volume in 1 Second (FEV1) on Day 8"
COMPLETE = "Complete Response (CR) Rate at Week 40"
SUGAR = "Change From Baseline to Month 36 in HbA1c"
LIVING = "Overall Survival (OS)"
ALIVE = "Skin-failure-free Survival"


def _rows() -> list[Result]:
    table = RowWriter(TANSY, arms=(BELVA, NONE))
    interval = {"interval_kind": "CI", "ci_level": "95"}
    for arm, share, low, high, total in ((BELVA, "64.8", "54.6", "73.9", 108), (NONE, "21.4", "13.9", "30.5", 103)):
        table.add(
            CLEARED, "percentage", share, "%", arm=arm, N=total, population="full analysis set", ci_low=low,
            ci_high=high, **interval,
        )  # fmt: skip
    table.add(
        CLEARED, "difference", "43.4", "percentage points", comparison=f"{BELVA} vs {NONE}", ci_low="36.1",
        ci_high="50.7", ci_level="90", interval_kind="CI",
    )  # fmt: skip
    table.two(NAIVE, "percentage", ("71.7", "28.3"), "%")
    table.two(SECOND, "percentage", ("55.1", "12.2"), "%")
    table.add(FLARED, "percentage", "18.5", "%", arm=BELVA, N=108, note="No formal test was done.")
    table.add(FLARED, "percentage", "41.7", "%", arm=NONE, N=103, note="No formal test was done.")
    table.two(CLEARED_LATER, "percentage", ("70.4", "24.3"), "%")
    table.two(ITCH, "mean", ("7.4", "7.3"), "units on a scale", category="baseline")
    table.two(ITCH_CHANGE, "least-squares mean", ("-4.28", "-2.13"), "units on a scale")
    for item, pain in (("Session 1", "5.7"), ("Session 2", "5.2"), ("Session 3", "4.6")):
        table.add(PAIN, "mean", pain, "score on a scale", arm=BELVA, item=item)
    for week, level in ((4, "54.6"), (16, "36.4"), (40, "22.6")):
        table.add(PLASMA.format(week), "geometric mean", level, "\u00b5g/mL", arm=BELVA)
    for arm, ill, total in ((BELVA, 4, 108), (NONE, 9, 103)):
        table.add(UVEITIS, "count", str(ill), "patients", arm=arm, n=ill, N=total)
        for grade in ("serious", "non-serious"):
            table.add("Uveitis", "count", "0", "patients", arm=arm, n=0, N=total, grade=grade, category="safety")
    table.two(ATTACKS, "least-squares mean", ("14.2", "19.6"), "attacks per week")
    table.add(
        ATTACKS, "least-squares mean difference", "-5.4", "attacks per week", comparison=f"{BELVA} vs {NONE}",
        ci_low="-7.6", ci_high="-3.2", **interval,
    )  # fmt: skip
    table.two(HALVED, "count", ("28", "13"), "patients")
    for item, number in (("Prefers belvarsen", 41), ("Prefers placebo", 17), ("No preference", 11)):
        table.add(PREFERRED, "count", str(number), "patients", arm="All Participants", item=item, n=number, N=69)
    table.two(GAINED, "percentage", ("29.2", "11.8"), "%")
    table.two(IGG, "geometric mean", ("6.20", "0.58"), "Micrograms per milliliter (ug/mL)")
    for event, ill in (("Headache", 24), ("Flushing", 15)):
        table.add(event, "count", str(ill), "patients", arm=BELVA, n=ill, N=108, category="safety")
    table.two(ITCH_DAYS, "least-squares mean", ("-4.2", "-2.9"), "days")
    table.add(ITCH_DAYS, "difference", "-1.3", "days", comparison=f"{BELVA} vs {NONE}")
    table.two("Age", "mean", ("41.2", "40.3"), "years", category="baseline")
    for item, values in (("Systolic", ("-1.4", "-0.2")), ("Diastolic", ("-0.8", "-1.4"))):
        table.two(PRESSURE, "least-squares mean", values, "mmHg", item=f"{item} blood pressure")
    for item, ratio in (("Confirmed", "0.80"), ("Severe", "0.69")):
        row = {"comparison": f"{BELVA} vs {NONE}", "item": f"{item} hypoglycaemia"}
        table.add(LOWS, "rate ratio", ratio, None, **row)
    table.two(LOWS, "rate", ("78.9", "98.0"), "episodes per 100 PYO", item="Confirmed hypoglycaemia")
    table.two(TROUGH, "least-squares mean", ("0.131", "0.012"), "liters")
    table.two(COMPLETE, "percentage", ("56.8", "31.2"), "%")
    table.two(SUGAR, "mean", ("-1.16", "-0.77"), "percentage of HbA1c")
    table.add(SUGAR, "difference", "-0.40", "percentage of HbA1c", comparison=f"{BELVA} vs {NONE}")
    table.two(LIVING, "percentage", ("84.1", "71.2"), "Percentage probability", item="OS rate at 12 months")
    table.two("All-cause mortality", "count", ("21", "30"), "patients", N=118, category="safety")
    table.two(ALIVE, "percentage", ("93.8", "85.2"), "%", time_frame="4 years")
    for item, titre in (("Aged 18 to 39 years", "88.4"), ("Aged 40 to 75 years", "51.6")):
        table.add(ANTIBODIES, "geometric mean", titre, "titer", arm=BELVA, item=item)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about an invented trial of a drug and placebo."""
    table = ResultsTable(_rows())
    categories = {row.outcome: row.category for row in table.results(trial=TANSY.id)}
    own = (
        Term("arm", BELVA, None, (), TANSY.id, role="experimental"),
        Term("arm", NONE, None, (), TANSY.id, role="control"),
        *(Term("outcome", title, None, (), TANSY.id, category=kind) for title, kind in categories.items()),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TANSY,))


def _is_wrong(report: CheckReport) -> bool:
    errors = [found for found in report.findings if found.severity == "error"]
    return bool(errors) or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were higher in those aged 18 to 39 years"
                     " than in those aged 40 to 75 years: 88.4 vs 51.6.", ("higher", "lower"), id="two rows"),
        pytest.param("In TANSY skin score clearance at week 16 was 43.4 percentage points more frequent on belvarsen"
                     " than on placebo.", ("more frequent on belvarsen than on placebo",
                                           "more frequent on placebo than on belvarsen"), id="a difference"),
        pytest.param("In TANSY skin score clearance at week 16 was 43.4 percentage points higher on belvarsen than on"
                     " placebo.", ("higher", "lower"), id="points lower"),
        pytest.param("In TANSY the skin score cleared by week 16 in 64.8% (95% CI 54.6 to 73.9) of the 108 patients on"
                     " belvarsen.", ("of the 108", "of the 93"), id="the whole of a share"),
        pytest.param("In TANSY a skin score response at week 16 was seen on belvarsen in 71.7% of patients who had"
                     " never been treated.", ("never", "previously"), id="treated before"),
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were 88.4 and 51.6 in those aged 18 to 39"
                     " and 40 to 75.", ("88.4 and 51.6", "51.6 and 88.4"), id="rows told in the order of figures"),
        pytest.param("In TANSY the skin score cleared by week 16 on belvarsen in 64.8% (95% CI 54.6 to 73.9) in the"
                     " full set of 108 patients.", ("set of 108 patients", "set of 86 patients"), id="the set of it"),
        pytest.param("In TANSY skin score clearance came to 64.8% (95% CI 54.6 to 73.9) by week 16 on belvarsen and by"
                     " week 40 to 70.4%.", ("by week 40 to 70.4%", "by week 16 to 70.4%"), id="a time of its own"),
        pytest.param("In TANSY peak itch fell by 4.28 points on belvarsen and by 2.13 on placebo over the 16 weeks"
                     " (LS means).", ("(LS means)", "(medians)"), id="what all figures are called"),
        pytest.param("In TANSY pain on belvarsen eased from 5.7 at the first session to 4.6 at the third.",
                     ("4.6", "6.4"), id="rows told by their order"),
        pytest.param("In TANSY the mean plasma level was 54.6 \u00b5g/mL at week 4 and 22.6 \u00b5g/mL at week 40"
                     " on belvarsen.", ("54.6 \u00b5g/mL at week 4 and 22.6", "22.6 \u00b5g/mL at week 4 and 54.6"),
                     id="a rare word at several times"),
        pytest.param("In TANSY uveitis was seen in fewer patients on belvarsen: 4 of 108, compared with 9 of 103 on"
                     " placebo.", ("fewer", "more"), id="an arm behind the word, and figures"),
        pytest.param("In TANSY uveitis was rarer on belvarsen, with 4 of 108, against 9 of 103 on placebo.",
                     ("rarer", "commoner"), id="an outcome of efficacy that has an event in its title"),
        pytest.param("In TANSY skin-failure-free survival was 93.8% on belvarsen and 85.2% on placebo at four years.",
                     ("four years", "two years"), id="a frame that is a time point"),
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were 88.4 in those aged 18 to 39 years and"
                     " 51.6 in those aged 40 to 75.", ("18 to 39 years and 51.6", "40 to 75 years and 51.6"),
                     id="each row behind its figure"),
        pytest.param("In TANSY clearance of the skin score at week 16 differed by 43.4 points (90% CI 36.1 to 50.7).",
                     ("90% CI", "95% CI"), id="the level of bounds"),
        pytest.param("In TANSY weekly attacks averaged 14.2 on belvarsen and 19.6 on placebo, 5.4 fewer (95% CI 3.2 to"
                     " 7.6).", ("5.4 fewer", "5.4 more"), id="a gap with its bounds"),
        pytest.param("In TANSY weekly attacks averaged 14.2 on belvarsen and 19.6 on placebo, 5.4 fewer (95% CI 3.2 to"
                     " 7.6).", ("19.6", "16.9"), id="the second of a pair found by figures"),
        pytest.param("Of 69 patients asked in TANSY, 41 preferred belvarsen, 17 placebo, and 11 had no preference.",
                     ("41 preferred", "14 preferred"), id="rows that have the names of arms"),
        pytest.param("In TANSY 29.2% on belvarsen gained 5 points or more in hand mobility.",
                     ("gained 5", "lost 5"), id="gained and lost"),
        pytest.param("In TANSY IgG at week 16 reached 6.20 \u00b5g/mL on belvarsen and 0.58 \u00b5g/mL on placebo.",
                     ("6.20 \u00b5g/mL", "6.20 mg/mL"), id="a unit in other letters, and no myeloma"),
        pytest.param("In TANSY headache (24 of 108) and flushing (15) were the usual complaints on belvarsen.",
                     ("flushing (15)", "flushing (11)"), id="counts of a list"),
        pytest.param("In TANSY the difference of belvarsen and placebo in change from baseline in mean monthly itch"
                     " days over weeks 1-12 was -1.3.", ("was -1.3", "was -1.8"), id="a range in a name"),
        pytest.param("In TANSY age was 41.2 years with belvarsen and 40.3 years with placebo.",
                     ("41.2 years", "41.2 months"), id="an age in another unit"),
        pytest.param("In TANSY systolic pressure came down by 1.4 mmHg on belvarsen and 0.2 on placebo; diastolic"
                     " pressure by 0.8 and 1.4 mmHg.", ("by 0.8", "by 1.8"), id="a verb that goes on"),
        pytest.param("In TANSY severe hypoglycaemia had a rate ratio of 0.69, in favour of belvarsen.",
                     ("favour of belvarsen", "favour of placebo"), id="how bad a row is, and what nobody wants"),
        pytest.param("In TANSY confirmed hypoglycaemia occurred at 78.9 episodes per 100 patient-years on belvarsen.",
                     ("78.9", "87.9"), id="patient-years in other letters"),
        pytest.param("In TANSY trough FEV1 on day 8 rose by 131 mL on belvarsen and by 12 mL on placebo.",
                     ("131 mL", "113 mL"), id="millilitres of litres"),
        pytest.param("In TANSY at one year 84.1% were alive on belvarsen.", ("84.1%", "81.4%"), id="the living"),
        pytest.param("In TANSY HbA1c fell 0.40 percentage points more on belvarsen than on placebo by month 36.",
                     ("more", "less"), id="how far two fell"),
        pytest.param("In TANSY a flare up to week 52 was seen in 18.5% on belvarsen and in 41.7% on placebo.",
                     ("In TANSY a flare up to week 52 was seen", "In TANSY a flare up to week 52 was seen significantly"
                      " less often"), id="significance of what was not tested"),
    ],
)  # fmt: skip
def test_order_whole_and_whom(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert not _is_wrong(check(text))
    assert _is_wrong(check(text.replace(*change)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In TANSY grade 3 or higher flares were rarer on belvarsen (18.5%) than on placebo (41.7%).",
                     id="a limit is no direction"),
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were not lower in those aged 18 to 39"
                     " years than in those aged 40 to 75 years: 88.4 vs 51.6.", id="denied"),
    ],
)  # fmt: skip
def test_order_that_is_not_told_is_not_held_against(check: Callable[[str], CheckReport], text: str) -> None:
    """A word of direction that compares no two figures, or is denied, is no error."""
    assert "direction" not in {found.kind for found in check(text).findings if found.severity == "error"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("In TANSY 56.8% on belvarsen had a partial response.", "56.8", id="partial of complete"),
        pytest.param("In TANSY the pulse changed by 78.9 L/min on belvarsen.", "78.9", id="letters of a unit"),
    ],
)
def test_figure_of_something_else_is_not_confirmed(check: Callable[[str], CheckReport], text: str, number: str) -> None:
    """The digits are those of a row that the words exclude, or do not tell."""
    assert next(item.verdict for item in check(text).checks if item.number == number) not in GOOD
