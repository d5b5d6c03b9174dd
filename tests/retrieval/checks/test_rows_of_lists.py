"""Figures of several rows in one sentence, each with its own limit, time or unit, in texts about registry records."""

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

ALDER = Trial("NCT90000071", "ALDER", "Zonaflozin Versus Placebo in Adults With Heart Failure", "Heart Failure")
DRUG, DUMMY = "Zonaflozin 10 mg", "Placebo"
BOTH = f"{DRUG} vs {DUMMY}"
FIRST = "Incidence Rate of the First Adjudicated Hospitalization for Heart Failure"
DEATH_OR_STAY = "Number of Participants With CV Death or HHF"
BY_FRACTION = f"{DEATH_OR_STAY}, by Left Ventricular Ejection Fraction (LVEF) at Baseline"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def _rows() -> list[Result]:
    table = RowWriter(ALDER, arms=(DRUG, DUMMY))
    table.two("Started", "count", ("1497", "1491"), "patients", category="disposition")
    for item, counts, ratio in (
        ("With diabetes", ((139, 766), (191, 772)), ("0.69", "0.57", "0.84")),
        ("Without diabetes", ((86, 731), (120, 719)), ("0.68", "0.54", "0.85")),
    ):
        title = f"{DEATH_OR_STAY}, by Diabetes Status at Baseline"
        for arm, (n, whole) in zip((DRUG, DUMMY), counts, strict=True):
            table.add(title, "count", str(n), "patients", arm=arm, item=item, n=n, N=whole)
        _ratio(table, title, ratio, item=item)
    for item, ratio in (
        ("LVEF below 50 percent", ("0.71", "0.57", "0.88")),
        ("LVEF 50 to below 60 percent", ("0.81", "0.65", "0.99")),
        ("LVEF 60 percent or higher", ("0.87", "0.69", "1.10")),
    ):
        _ratio(table, BY_FRACTION, ratio, item=item)
    _ratio(table, "Incidence Rate of the First Event of CV Death or HHF", ("0.79", "0.69", "0.90"))
    for title, rates in (
        (FIRST, ("4.28", "6.04")),
        ("Incidence Rate of Adjudicated Cardiovascular Death", ("3.4", "3.8")),
    ):
        table.two(title, "rate", rates, "participants with event/100 patient-years")
    for item, counts in (
        ("First hospitalization for heart failure", ("159", "252")),
        ("Cardiovascular death", ("119", "144")),
    ):
        table.two("Number of Participants With an Event, by Component", "count", counts, "patients", item=item)
    slope = "Slope of Change in Estimated Glomerular Filtration Rate (eGFR) From Baseline"
    table.two(slope, "mean", ("-1.25", "-2.62"), "mL/min/1.73 m^2 per year")
    table.two(
        "Change From Baseline in Patient's Assessment of Pain at Week 12",
        "least-squares mean",
        ("-31.76", "-15.48"),
        "millimeters",
    )
    rate = "exacerbations per year"
    table.two("Annual Rate of On-treatment Moderate or Severe Exacerbations", "rate", ("0.91", "1.07"), rate)
    table.two("Annual Rate of On-treatment Severe Exacerbations", "rate", ("0.13", "0.19"), rate)
    for title, ratio in (("Moderate or Severe", ("0.85", "0.80", "0.90")), ("Severe", ("0.66", "0.56", "0.78"))):
        _ratio(table, f"Annual Rate of On-treatment {title} Exacerbations", ratio, kind="rate ratio")
    table.two("Change in Body Weight (%)", "least-squares mean", ("-14.85", "-2.41"), "percent change")
    table.two(
        "Change in Body Weight (%) - Trial Product Estimand",
        "least-squares mean",
        ("-16.86", "-2.44"),
        "percent change",
    )
    for item, counts in (
        ("VIRA-E", ("113", "15")),
        ("VIRA-H", ("155", "81")),
        ("Isolated VIRA-H (no VIRA-E)", ("80", "70")),
    ):
        table.two(
            "Number of Participants With Vascular Imaging Abnormalities (VIRA)", "count", counts, "patients", item=item
        )
    for arm, n, whole in ((DRUG, 23, 990), (DUMMY, 17, 980)):
        table.add("Number of Participants With Viral Load Rebound", "count", str(n), "patients", arm=arm, n=n, N=whole)
    table.two("Occurrence of Hospitalization for Any Reason (First and Recurrent)", "count", ("407", "541"), "events")
    trial = "Percentage of Participants With COVID-19-Related Hospitalization or Death From Any Cause Through Day 28"
    table.two(trial, "percentage", ("0.72", "6.53"), "%")
    table.two("Percentage of Participants With a PQR50 Response", "percentage", ("45.2", "29.1"), "%")
    table.add(
        "Percentage of Participants With a PQR50 Response", "risk difference", "16.1", "percentage points",
        comparison=BOTH,
    )  # fmt: skip
    table.two("All-cause mortality", "count", ("286", "333"), "patients", category="safety")
    table.two("Subjects Included in the Endpoint of All-cause Mortality", "count", ("276", "329"), "patients")
    for item, shares in (("Female", ("91.9", "92.2")), ("Male", ("94.1", "93.6"))):
        table.two("Percentage of Participants With Sound Relief by Sex", "percentage", shares, "%", item=item)
    table.two("Number of Participants With Sleeplessness", "count", ("50", "49"), "patients")
    for time, low, values in (("6 months", "-0.30", ("0.41", "0.58")), ("12 months", "-0.47", ("0.79", "1.09"))):
        gap = {"6 months": ("-0.17", "-0.04"), "12 months": ("-0.30", "-0.13")}[time]
        table.two(
            "Change From Baseline in QQR Score at 6 and 12 Months",
            "least-squares mean",
            values,
            "score on a scale",
            item=time,
        )
        table.add(
            "Change From Baseline in QQR Score at 6 and 12 Months", "least-squares mean difference", gap[0],
            "score on a scale", comparison=BOTH, item=time, interval_kind="CI", ci_low=low, ci_high=gap[1],
            ci_level="95",
        )  # fmt: skip
    return table.rows


def _ratio(
    table: RowWriter, title: str, told: tuple[str, str, str], *, kind: str = "hazard ratio", item: str | None = None
) -> None:
    value, low, high = told
    table.add(
        title, kind, value, None, comparison=BOTH, item=item, interval_kind="CI", ci_low=low, ci_high=high,
        ci_level="95",
    )  # fmt: skip


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    table = ResultsTable(_rows())
    own = (Term("arm", DRUG, None, ("zonaflozin",), ALDER.id, role="experimental"),
           Term("arm", DUMMY, None, (), ALDER.id, role="control"))  # fmt: skip
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(ALDER,))


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("In patients with diabetes, 139 of 766 on zonaflozin and 191 of 772 on placebo had an event (HR"
                     " 0.69; 95% CI 0.57 to 0.84); in those without, 86 of 731 and 120 of 719 (HR 0.68; 95% CI 0.54 to"
                     " 0.85).", ("120 of 719", "102 of 719"), id="in those without"),
        pytest.param("By ejection fraction, the hazard ratio for cardiovascular death or hospitalisation for heart"
                     " failure was 0.71 (95% CI 0.57-0.88) below 50%, 0.81 (0.65-0.99) between 50% and 60%, and 0.87"
                     " (0.69-1.10) at 60% or above.", ("0.81", "0.91"), id="limits alone"),
        pytest.param("Rates per 100 patient-years (zonaflozin, placebo): first hospitalisation for heart failure 4.28,"
                     " 6.04; cardiovascular death 3.4, 3.8.", ("4.28, 6.04", "4.82, 6.04"), id="rates of rows"),
        pytest.param("The eGFR slope was -1.25 ml per minute per 1.73 m2 per year with zonaflozin and -2.62 with"
                     " placebo.", ("-1.25", "-1.52"), id="a unit spelt out"),
        pytest.param("Renal function declined: the eGFR slope was -1.25 mL/min/1.73 m2 per year with zonaflozin and"
                     " -2.62 with placebo.", ("-1.25", "-1.52"), id="a division is no group"),
        pytest.param("Pain fell by 31.76 mm on zonaflozin and 15.48 mm on placebo.", ("31.76 mm", "31.76 cm"),
                     id="millimetres"),
        pytest.param("The annual rate of severe exacerbations was 0.13 with zonaflozin and 0.19 with placebo.",
                     ("0.19", "1.07"), id="a short title told whole"),
        pytest.param("The rate of moderate or severe exacerbations was 0.91 per year with zonaflozin and 1.07 with"
                     " placebo (rate ratio 0.85; 95% CI 0.80 to 0.90; 15% difference).", ("0.85", "0.95"),
                     id="a difference of a ratio"),
        pytest.param("Body weight changed by -14.85% with zonaflozin and by -2.41% with placebo.", ("-14.85", "-16.86"),
                     id="another estimand"),
        pytest.param("Isolated VIRA-H, that is without VIRA-E, was seen in 80 patients on zonaflozin and in 70 on"
                     " placebo.",
                     ("80 patients", "155 patients"), id="a row without its brackets"),
        pytest.param("Rebound of viral load was seen in 23 of 990 treated patients and in 17 of 980 who took placebo.",
                     ("23 of 990", "32 of 990"), id="treated, and on placebo"),
        pytest.param("Hospitalisations for any reason were fewer with zonaflozin than with placebo (407 with zonaflozin"
                     " and 541 with placebo).", ("407 with zonaflozin and 541", "541 with zonaflozin and 407"),
                     id="arms in brackets"),
        pytest.param("Among patients treated within 3 days of symptom onset, 0.72% of those given zonaflozin and 6.53%"
                     " of those given placebo were hospitalised for Covid-19 or died through day 28.",
                     ("zonaflozin and 6.53% of those given placebo", "placebo and 6.53% of those given zonaflozin"),
                     id="when patients were treated"),
        pytest.param("In all, 50 patients suffered from sleeplessness in the zonaflozin group and 49 in the placebo"
                     " group.", ("50 patients", "49 patients"), id="a verb before the first arm"),
        pytest.param("Sound relief by sex, on zonaflozin and placebo: women 91.9% and 92.2%, men 94.1% and 93.6%.",
                     ("92.2%, men", "94.1%, men"), id="a row that leads the next figures"),
        pytest.param("Pain fell by 31.76 mm (every 2 weeks) with zonaflozin.", ("31.76", "37.16"),
                     id="a schedule in brackets"),
        pytest.param("ALDER had 2988 adults, of whom 1497 were assigned to zonaflozin and 1491 to"
                     " placebo.", ("2988", "2898"), id="of whom"),
        pytest.param("The least-squares mean difference in QQR score from placebo was -0.17 (95% CI -0.30 to -0.04) at"
                     " month 6, and it widened to -0.30 (95% CI -0.47 to -0.13) by month 12.",
                     ("widened to -0.30", "widened to -0.20"), id="a difference that grew"),
    ],
)  # fmt: skip
def test_every_figure_is_of_its_own_row(
    check: Callable[[str], CheckReport], text: str, altered: tuple[str, str]
) -> None:
    """Every figure is confirmed; one that is altered, or another row's, is contradicted."""
    report = check(text)
    assert [(item.number, item.verdict, item.reason) for item in report.checks if item.verdict not in GOOD] == []
    again = check(text.replace(*altered))
    assert any(item.verdict is Verdict.CONTRADICTED for item in again.checks) or again.findings != report.findings


def test_serious_ones_of_a_measured_title_are_left_open(check: Callable[[str], CheckReport]) -> None:
    """How many were serious is not told by the title that counts them all."""
    report = check("Serious VIRA-E occurred in 7 patients on zonaflozin and in 2 on placebo.")
    assert {item.verdict for item in report.checks} == {Verdict.UNCHECKED}


def test_percentage_points_told_in_per_cent_are_remarked_on(check: Callable[[str], CheckReport]) -> None:
    """A difference of shares in per cent is right in its digits, and may be read as a relative one."""
    text = (
        "A PQR50 response was seen in 45.2% on zonaflozin and 29.1% on placebo, a difference of 16.1 percentage points."
    )
    told = [item.kind for item in check(text.replace("percentage points", "percent")).findings]
    assert "percentage_points" in told
    assert "percentage_points" not in [item.kind for item in check(text).findings]


def test_those_who_had_one_had_what_was_told_before(check: Callable[[str], CheckReport]) -> None:
    """A figure of those who "had one" goes on with its own sentence, and with no outcome of a sentence before."""
    told = (
        "The eGFR slope was -1.25 mL/min/1.73 m2 per year with zonaflozin. Wobbles of any grade were seen in 92 of 766"
    )
    report = check(f"{told} patients on zonaflozin; 36 on zonaflozin and 9 on placebo had one of grade 3 to 5.")
    assert Verdict.CONTRADICTED not in {item.verdict for item in report.checks}


@pytest.mark.parametrize(("number", "wrong"), [("276", []), ("286", []), ("267", ["267"])])
def test_deaths_are_those_of_either_title(check: Callable[[str], CheckReport], number: str, wrong: list[str]) -> None:
    """How many died is counted by the outcome and by the table of events: neither contradicts the other."""
    report = check(f"{number} patients on zonaflozin died.")
    assert [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED] == wrong
