"""Titles of some patients alone, pooled arms, and values of no effect, in texts about registry records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.arm_periods import parts_of
from retrieval.checks import check_text
from retrieval.checks.figures.times import read_times
from retrieval.checks.figures.units import plain_unit
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

BIRCH = Trial("NCT90000072", "BIRCH", "Velomab Versus Placebo in Asthma", "Asthma")
LOW, HIGH, LOW_DUMMY, HIGH_DUMMY = "Velomab 200 mg q2w", "Velomab 300 mg q2w", "Placebo 1.14 mL q2w", "Placebo 2 mL q2w"
POOLED, DUMMIES = "Velomab (Pooled)", "Placebo (Pooled)"
PEF = "Change From Baseline in Morning Peak Expiratory Flow (PEF) at Week 24"
RATE = "Annualized Rate of Severe Asthma Exacerbation Events During the 52-Week Treatment Period"
LOST = "Number of Participants Who Lost {} or More of Baseline Body Weight"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def _rows() -> list[Result]:
    table = RowWriter(BIRCH, arms=(LOW, LOW_DUMMY))
    for arm, size in ((LOW, "631"), (HIGH, "633"), (LOW_DUMMY, "317"), (HIGH_DUMMY, "321")):
        table.add("Started", "count", size, "patients", arm=arm, category="disposition")
    for arm, flow, rate in (
        (LOW, "28.4", "0.456"),
        (HIGH, "25.7", "0.524"),
        (LOW_DUMMY, "5.5", "0.871"),
        (HIGH_DUMMY, "9.1", "0.97"),
    ):
        table.add(PEF, "least-squares mean", flow, "liters per minute", arm=arm)
        table.add(f"{RATE}: Intent-to-treat (ITT) Population", "rate", rate, "events per person-year", arm=arm)
    for arm, rate in ((LOW, "0.474"), (HIGH, "0.74"), (LOW_DUMMY, "0.508"), (HIGH_DUMMY, "0.635")):
        title = f"{RATE}: Population With Baseline Blood Eosinophil <0.15 Giga/L"
        table.add(title, "rate", rate, "events per person-year", arm=arm)
    for drug, dummy, ratio in ((LOW, LOW_DUMMY, "0.523"), (HIGH, HIGH_DUMMY, "0.54")):
        table.add(
            f"{RATE}: Intent-to-treat (ITT) Population", "risk ratio", ratio, None, comparison=f"{drug} vs {dummy}"
        )
    for title, low, medians, ratio in (
        ("Overall Survival (OS) in All Randomized Participants", "0.75", ("21.0", "18.7"), ("0.87", "1.02")),
        ("OS in Participants With Detectable PD-L1", "0.53", ("25.4", "17.9"), ("0.67", "0.86")),
    ):
        table.two(title, "median", medians, "months")
        table.add(
            title, "hazard ratio", ratio[0], None, comparison=f"{LOW} vs {LOW_DUMMY}", interval_kind="CI", ci_low=low,
            ci_high=ratio[1], ci_level="95",
        )  # fmt: skip
    table.two("Time to Deterioration of Breathing", "median", ("NA", "NA"), "months")
    for limit, counts in (("5%", (547, 182)), ("10%", (338, 69)), ("15%", (212, 28)), ("20%", (88, 10))):
        for arm, n in zip((LOW, LOW_DUMMY), counts, strict=True):
            table.add(LOST.format(limit), "count", str(n), "patients", arm=arm, n=n, N=600)
    table.two("Change in Body Weight (%)", "least-squares mean", ("-14.85", "-2.41"), "percent change")
    for week, shares, gap in (
        ("16", ("33.9", "52.2"), ("-18.5", "-25.1", "-11.6")),
        ("48", ("31.2", "44.6"), ("-13.5", "-20.7", "-6.1")),
    ):
        title, item = "Percentage of Participants With Airway Plugs at Weeks 16 and 48", f"Week {week}"
        table.two(title, "percentage", shares, "%", item=item)
        table.add(
            title, "risk difference", gap[0], "percentage points", comparison=f"{LOW} vs {LOW_DUMMY}", item=item,
            interval_kind="CI", ci_low=gap[1], ci_high=gap[2], ci_level="95",
        )  # fmt: skip
    letters = "Percentage of Participants Who Gained or Lost 15 or More Letters"
    for item, shares in (("Gain", ("33.6", "25.2", "25.4")), ("Loss", ("6.4", "5.9", "5.5"))):
        for arm, share in zip((LOW, HIGH, LOW_DUMMY), shares, strict=True):
            table.add(letters, "percentage", share, "%", arm=arm, item=f"{item} of 15 letters or more")
    for arm, lesions in ((LOW, "0.02"), (LOW_DUMMY, "0.29")):
        table.add("Gadolinium-Enhancing T1 Lesions at Baseline", "mean", "1.8", "lesions", arm=arm, category="baseline")
        table.add(
            "Number of Gadolinium-Enhancing T1 Lesions per MRI Scan", "rate", lesions, "lesions per scan", arm=arm
        )
    table.add(
        "Number of Gadolinium-Enhancing T1 Lesions per MRI Scan", "rate ratio", "0.058", None,
        comparison=f"{LOW} vs {LOW_DUMMY}",
    )  # fmt: skip
    table.add(
        "Change From Baseline in RQM Score", "least-squares mean difference", "0.039", "score on a scale",
        comparison=f"{LOW} vs {LOW_DUMMY}", interval_kind="CI", ci_low="-0.039", ci_high="0.116", ci_level="95",
    )  # fmt: skip
    for arm, share in ((POOLED, "9.1"), (DUMMIES, "13.6")):
        table.add("Percentage of Participants With a Collapse (Pooled)", "percentage", share, "%", arm=arm)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    table = ResultsTable(_rows())
    own = (Term("arm", POOLED, None, ("velomab",), BIRCH.id, role="experimental"),
           Term("arm", DUMMIES, None, ("placebo",), BIRCH.id, role="control"),
           *(Term("arm", arm, None, (), BIRCH.id) for arm in (LOW, HIGH, LOW_DUMMY, HIGH_DUMMY)))  # fmt: skip
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(BIRCH,))


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("The annualised rate of severe exacerbations was 0.456 with velomab 200 mg every 2 weeks and 0.871"
                     " with matched placebo.", ("0.871", "0.97"), id="its placebo, by what is compared"),
        pytest.param("The annualised rate of severe exacerbations was 0.456 with velomab 200 mg every 2 weeks.",
                     ("0.456", "0.474"), id="everybody, and a schedule is no time"),
        pytest.param("Morning peak flow rose by 28.4 L/min with velomab 200 mg and 25.7 L/min with velomab 300 mg.",
                     ("25.7", "27.5"), id="litres per minute"),
        pytest.param("Overall survival was alike in all randomised patients (hazard ratio 0.87, 95% CI 0.75-1.02). In"
                     " the PD-L1 positive subgroup the hazard ratio was 0.67 (95% CI 0.53-0.86).", ("0.53", "0.35"),
                     id="the title of some, by its abbreviation"),
        pytest.param("Median time to deterioration of breathing was not reached with velomab 200 mg.",
                     ("not reached", "12 months"), id="NA is not reached"),
        pytest.param("On velomab 200 mg 547 of 600 patients (91.2%) lost at least 5% of their body weight, 338"
                     " (56.3%) lost at least 10% and 212 (35.3%) at least 15%.", ("least 10%", "least 20%"),
                     id="limits of titles"),
        pytest.param("Gains of 15 letters or more were seen in 33.6% on velomab 200 mg, 25.2% on velomab 300 mg and"
                     " 25.4% on placebo 1.14 mL; losses of 15 letters or more in 6.4%, 5.9% and 5.5%.",
                     ("6.4%, 5.9% and 5.5%", "5.5%, 5.9% and 6.4%"), id="a list of arms in another order"),
        pytest.param("Weight loss was 14.85% with velomab 200 mg.", ("14.85", "18.45"), id="a loss that was measured"),
        pytest.param("Airway plugs were seen at week 16 in 33.9% on velomab 200 mg (difference -18.5 percentage points,"
                     " 95% CI -25.1 to -11.6), and at week 48 in 31.2%.", ("-25.1", "-20.7"),
                     id="time before brackets"),
        pytest.param("Overall survival in all patients favoured velomab 200 mg (0.87, 0.75 to 1.02).",
                     ("0.75 to", "0.57 to"), id="an estimate and its bounds in brackets"),
    ],
)  # fmt: skip
def test_every_figure_is_of_its_own_title(
    check: Callable[[str], CheckReport], text: str, altered: tuple[str, str]
) -> None:
    """Every figure is confirmed; one that is altered is contradicted."""
    report = check(text)
    assert [(item.number, item.verdict, item.reason) for item in report.checks if item.verdict not in GOOD] == []
    again = check(text.replace(*altered))
    assert any(item.verdict is Verdict.CONTRADICTED for item in again.checks)


def test_two_doses_of_a_pooled_arm_are_no_arms_swapped(check: Callable[[str], CheckReport]) -> None:
    """Figures of "placebo" where the table has two placebos, and none of both together, are not contradicted."""
    report = check(
        "Morning peak flow rose by 28.4 and 25.7 L/min with the two doses, and by 5.5 and 9.1 L/min with placebo."
    )
    assert Verdict.CONTRADICTED not in {item.verdict for item in report.checks}


@pytest.mark.parametrize(("verb", "kinds"), [("includes", []), ("excludes", ["bound_over_null"])])
def test_null_of_a_difference_is_zero(check: Callable[[str], CheckReport], verb: str, kinds: list[str]) -> None:
    """The 0 that an interval is told to hold is no figure, and must be held."""
    report = check(f"RQM score: the interval of the difference, -0.039 to 0.116, {verb} 0.")
    assert [item.number for item in report.checks] == ["-0.039", "0.116"]
    assert [item.kind for item in report.findings if item.kind == "bound_over_null"] == kinds


def test_pooled_figures_are_of_no_trial_alone(check: Callable[[str], CheckReport]) -> None:
    """Figures of several trials together, told of one alone, are of another population."""
    text = "In {} 9.1% on velomab and 13.6% on placebo had a collapse."
    assert "population_mix" in [item.kind for item in check(text.format("BIRCH alone")).findings]
    assert "population_mix" not in [item.kind for item in check(text.format("the pooled studies")).findings]


def test_parts_of_a_pooled_arm_are_its_doses() -> None:
    """A pooled arm is of the arms of its drug, where the table has none of both."""
    assert parts_of(DUMMIES, (LOW, HIGH, LOW_DUMMY, HIGH_DUMMY), "") == [LOW_DUMMY, HIGH_DUMMY]
    assert parts_of(DUMMIES, (POOLED, DUMMIES), "") == []


def test_schedule_is_no_time_point() -> None:
    """How often something is given is no time of a measurement."""
    assert read_times("every 2 weeks at week 52") == {364.0}


def test_spelt_units_are_the_same() -> None:
    """A unit over a minute is one, spelt out or not."""
    assert plain_unit("liters per minute") == plain_unit("L/min")


@pytest.mark.parametrize(("told", "kinds"), [("Fewer", []), ("More", ["direction"])])
def test_arm_of_several_is_held_against_the_one_it_is_compared_with(
    check: Callable[[str], CheckReport], told: str, kinds: list[str]
) -> None:
    """What one arm had more of is held against the only arm that the table compares it with."""
    report = check(f"{told} gadolinium-enhancing T1 lesions were seen with velomab 200 mg: rate ratio 0.058.")
    assert [item.verdict for item in report.checks] == [Verdict.SUPPORTED]
    assert [item.kind for item in report.findings if item.kind == "direction"] == kinds
