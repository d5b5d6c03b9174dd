"""Records told in a paper's way: why patients left, sections of a table, sizes behind arms, arms of periods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.terms.arm_labels import read_labels
from retrieval.records import CheckReport
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

FERN = Trial("NCT90000388", "FERN", "Olumab Versus Placebo in Chronic Hives", "Chronic Hives")
ACTIVE, NONE, OPEN, ANY = "Olumab 20 mg", "Placebo", "OLE: Olumab 20 mg", "Any Olumab 20 mg"
LEFT, SEX = "Not completed", "Sex: Female, Male"
PHASE = "in the Double-blind Treatment Phase"
ITCH = f"Change From Baseline in Weekly Itch Score at Day 84 {PHASE}"
CLEAR = f"Percentage of Participants Free of Hives at Day 84 {PHASE}"
ANTIBODIES = f"Number of Participants With Anti-olumab Antibodies {PHASE}"
TRIGGERS = "Number of Participants With Hives by Trigger"
SLEEP = "Sleep Lost per Night at Weeks 4, 8 and 12"
RELAPSE = "Time From Randomisation to First Relapse"
RASH = "Number of Participants Reaching the Composite Endpoint of Rash, Wheals Worsening, and Skin Infection"
RASH_OR = f"{RASH.removesuffix('Skin Infection')}Skin or Systemic Infection"
LIPIDS = "Change From Baseline in Total Cholesterol at Week 12"
FLARES = "Annualized Rate of Flares"
CUT = "Percentage of Participants Whose Antihistamine Dose Was Cut by >=25%"
WEIGHT = "Change From Baseline in Body Weight at Week 24"
NAPS = "Change From Baseline in Time Awake at Night"
EVENTS = {"category": "safety", "population": "safety"}
FLOW = {"category": "disposition"}
REASONS = {"Lack of Efficacy": (6, 21), "Adverse Event": (12, 9), "Lost to Follow-up": (4, 7)}


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(FERN, arms=(ACTIVE, NONE))
    writer.two("Started", "count", ("213", "208"), "patients", **FLOW)
    writer.two("Completed", "count", ("191", "171"), "patients", N=210, **FLOW)
    writer.two(LEFT, "count", ("22", "37"), "patients", N=210, **FLOW)
    for reason, counts in REASONS.items():
        for arm, count, size in zip((ACTIVE, NONE), counts, (213, 208), strict=True):
            writer.add(f"{LEFT}: {reason}", "count", str(count), "patients", arm=arm, n=count, N=size, **FLOW)
    for arm, women, size in ((ACTIVE, 140, 213), (NONE, 129, 208)):
        for item, count in (("Female", women), ("Male", size - women)):
            writer.add(SEX, "count", str(count), "patients", arm=arm, n=count, N=size, item=item, category="baseline")
    for arm, mean in ((ACTIVE, "44.1"), (NONE, "42.7")):
        writer.add("Age", "mean", mean, "years", arm=arm, category="baseline")
    writer.two(ITCH, "mean", ("-11.4", "-5.2"), "score on a scale")
    writer.two(CLEAR, "percentage", ("38.5", "12.9"), "%")
    writer.two(ANTIBODIES, "count", ("25", "3"), "patients", N=205, **EVENTS)
    for item, first, second in (("Dust mites", 41, 55), ("Grass pollen", 23, 30), ("Severe attacks", 4, 11)):
        writer.two(TRIGGERS, "count", (str(first), str(second)), "patients", item=item, N=200)
    for item, means in (("Week 4", ("31.5", "40.2")), ("Week 8", ("27.2", "38.8")), ("Week 12", ("22.9", "39.1"))):
        writer.two(SLEEP, "mean", means, "minutes", item=item, time_frame="Weeks 4, 8 and 12")
    for arm, share in (("Olumab 20 mg", "6.4"), ("Olumab 40 mg", "9.9"), (NONE, "2.7"), ("Olumab 80 mg", "2039")):
        writer.add(RELAPSE, "median", share, "days", arm=arm)
    writer.two(RASH, "count", ("14", "31"), "patients", N=205)
    writer.two(RASH_OR, "count", ("19", "44"), "patients", N=205)
    writer.two(LIPIDS, "mean", ("-12.5", "-3.1"), "mg/dL", time_frame="Baseline, Week 12")
    writer.two(FLARES, "rate", ("0.412", "0.731"), "flares per patient-year")
    versus: dict[str, str] = {"comparison": f"{ACTIVE} vs {NONE}", "ci_level": "95", "interval_kind": "CI"}
    writer.add(FLARES, "risk ratio", "0.564", None, ci_low="0.402", ci_high="0.791", **versus)
    writer.add(CLEAR, "difference", "25.6", "percentage points", ci_low="17.9", ci_high="33.3", **versus)
    writer.add(ITCH, "mean difference", "-6.2", "score on a scale", ci_low="-8.0", ci_high="-4.4", **versus)
    writer.two(CUT, "percentage", ("41.8", "22.6"), "%")
    for arm, kilos in ((ACTIVE, "1.4"), ("Olumab 40 mg", "2.2")):
        writer.add(WEIGHT, "mean", kilos, "kg", arm=arm)
    for arm, minutes in ((ACTIVE, "-31.5"), (NONE, "-12.4")):
        writer.add(NAPS, "mean", minutes, "minutes", arm=arm)
    for arm, colds, deaths, size in ((ACTIVE, 17, 3, 211), (NONE, 13, 1, 206), (OPEN, 31, 0, 344), (ANY, 46, 3, 380)):
        writer.add("Common cold", "count", str(colds), "patients", arm=arm, n=colds, N=size, **EVENTS)
        writer.add("All-cause mortality", "count", str(deaths), "patients", arm=arm, n=deaths, N=size, **EVENTS)
    own = (
        Term("arm", OPEN, None, (ACTIVE,), FERN.id),
        Term("arm", ANY, None, (), FERN.id),
        Term("arm", ACTIVE, None, (), FERN.id, role="experimental"),
        Term("arm", NONE, None, ("placebo",), FERN.id, role="control"),
        *(Term("outcome", f"{LEFT}: {reason}", None, (), FERN.id, category="disposition") for reason in REASONS),
        *(
            Term("outcome", title, None, (), FERN.id, category="efficacy")
            for title in (ITCH, CLEAR, TRIGGERS, SLEEP, RELAPSE, RASH, RASH_OR, LIPIDS, FLARES, CUT, WEIGHT, NAPS)
        ),
        *(
            Term("arm", name, None, (), FERN.id)
            for name in ("Olumab 40 mg", "Olumab 80 mg", f"{NONE} (for Olumab 40 mg)", f"{NONE} (for Olumab 80 mg)")
        ),
        Term("outcome", ANTIBODIES, None, (), FERN.id, category="safety"),
        Term("outcome", SEX, None, (), FERN.id, category="baseline"),
        Term("outcome", "Common cold", None, (), FERN.id, category="safety"),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(FERN,), trial=FERN.id, sources={})


HEAD = "| Characteristic | Olumab 20 mg (N=213) | Placebo (N=208) |\n| --- | --- | --- |\n"


@pytest.mark.parametrize(
    "text",
    [
        "Of 213 patients in the Olumab 20 mg group, 6 did not complete the study owing to lack of efficacy; in the "
        "placebo group it was 21 of 208.",
        "Six olumab 20 mg patients and 21 on placebo left the study because of lack of efficacy.",
        "Withdrawal due to adverse events: 12 with olumab 20 mg, 9 with placebo.",
        "Discontinuation because of lack of efficacy: 6 patients with olumab 20 mg, 21 with placebo.",
        "The double-blind treatment phase was completed by 191 patients on olumab 20 mg and 171 on placebo.",
        "Discontinuation because of an adverse event in the double-blind treatment phase: 12 patients with Olumab "
        "20 mg and 9 with placebo.",
        f"{HEAD}| Sex, n (%) | | |\n| Female | 140 (65.7) | 129 (62.0) |\n| Male | 73 (34.3) | 79 (38.0) |\n",
        f"{HEAD}| Sex, n (%) | | |\n| Female | 140 (65.7) | 129 (62.0) |\n| Age, mean (years) | 44.1 | 42.7 |\n",
        "There were 3 deaths from any cause on Olumab 20 mg (211 patients) and 1 on placebo (206 patients).",
        "A common cold befell 17 of those on olumab 20 mg (211 patients), but 13 on placebo (206 patients).",
        "Hives by trigger with olumab 20 mg and placebo, respectively: 41 and 55 for dust mites, 23 and 30 for grass "
        "pollen.",
        "Hives by trigger were told by 41 patients on olumab 20 mg and 55 on placebo for dust mites.",
        "Hives by trigger with olumab 20 mg and placebo, respectively, were seen in 41 and 55 for dust mites and 4 and "
        "11 for severe attacks.",
        "Sleep lost per night with olumab 20 mg was 31.5 minutes at week 4, 27.2 minutes at week 8 and 22.9 minutes at "
        "week 12.",
        "At weeks 4, 8 and 12, sleep lost per night with olumab 20 mg was 31.5, 27.2 and 22.9 minutes, respectively.",
        "Sleep lost per night was 31.5 and 40.2 minutes at week 4 and 27.2 and 38.8 minutes at week 8 with olumab 20 "
        "mg and placebo, respectively.",
        "Time from randomisation to first relapse was 6.4, 9.9, 2.7 and 2039 days with Olumab 20 mg, Olumab 40 mg, "
        "placebo and Olumab 80 mg, respectively.",
        "With olumab 20 mg, time from randomisation to first relapse was 6.4 days and the change in total cholesterol "
        "at week 12 -12.5 mg/dL; with placebo, the figures were 2.7 days and -3.1 mg/dL.",
        "The change in total cholesterol was -12.5 mg/dL with olumab 20 mg and -3.1 mg/dL with placebo.",
        "The composite endpoint of rash, wheals worsening, and skin infection was reached by 14 patients on olumab 20 "
        "mg and 31 on placebo.",
        "The composite endpoint of rash, wheals worsening, and skin or systemic infection was reached by 19 patients "
        "on olumab 20 mg and 44 on placebo.",
        "At day 84 the weekly itch score had changed by -11.4 with olumab 20 mg and by -5.2 with placebo, so the two "
        "arms were 6.2 points apart.",
        "Flares ran at 0.412 per patient-year with olumab 20 mg and 0.731 with placebo, a rate ratio of 0.564 (95% CI "
        "0.402 to 0.791).",
        "The difference in freedom from hives at day 84 was 25.6 percentage points (95% CI 17.9 to 33.3).",
        "The antihistamine dose was cut by at least a quarter in 41.8% on olumab 20 mg and 22.6% on placebo.",
        "Time awake at night shortened by 31.5 minutes with olumab 20 mg and by 12.4 minutes with placebo.",
        "8.1% of Olumab 20 mg recipients and 6.3% of placebo recipients had a common cold.",
        "A common cold was seen in 31 of 344 patients on OLE: Olumab 20 mg.",
        "A common cold was seen in 46 of 380 patients on Any Olumab 20 mg and 31 of 344 on OLE: Olumab 20 mg.",
    ],
)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand."""
    assert is_good(check(text)), text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("On olumab 20 mg 21 patients left the study because of lack of efficacy, on placebo 6.", "21"),
        ("Of 213 patients on olumab 20 mg, 12 did not complete the study owing to lack of efficacy.", "12"),
        (f"{HEAD}| Sex, n (%) | | |\n| Female | 140 (71.9) | 129 (62.0) |\n", "71.9"),
        ("A common cold was seen in 31 of 344 patients on Any Olumab 20 mg.", "31"),
        ("Common colds came in 13 patients on olumab 20 mg and 17 on placebo.", "13"),
        ("Sleep lost per night with olumab 20 mg was 27.2 minutes at week 4 and 31.5 minutes at week 8.", "27.2"),
        ("At weeks 4, 8 and 12, sleep lost per night with olumab 20 mg was 31.5, 22.9 and 27.2 minutes.", "22.9"),
        (
            "Sleep lost per night was 31.5 and 38.8 minutes at week 4 and 27.2 and 40.2 minutes at week 8 with olumab "
            "20 mg and placebo, respectively.",
            "38.8",
        ),
        (
            "Hives by trigger with olumab 20 mg and placebo, respectively, were seen in 23 and 30 for dust mites and "
            "41 and 55 for grass pollen.",
            "23",
        ),
        (
            "Hives by trigger with olumab 20 mg and placebo, respectively: 4 and 11 for dust mites, 41 and 55 for "
            "severe attacks.",
            "4",
        ),
        (
            "Time from randomisation to first relapse was 9.9, 6.4, 2.7 and 2039 days with Olumab 20 mg, Olumab 40 mg, "
            "placebo and Olumab 80 mg, respectively.",
            "9.9",
        ),
        (
            "With olumab 20 mg, time from randomisation to first relapse was 6.4 days and the change in total "
            "cholesterol at week 12 -3.1 mg/dL; with placebo, the figures were 2.7 days and -12.5 mg/dL.",
            "-12.5",
        ),
        (
            "The composite endpoint of rash, wheals worsening, and skin infection was reached by 19 patients on olumab "
            "20 mg and 44 on placebo.",
            "44",
        ),
        (
            "The weekly itch score had changed by -11.4 with olumab 20 mg and by -5.2 with placebo, so the two arms "
            "were 8.2 points apart.",
            "8.2",
        ),
        (
            "The annualized rate of flares was 0.412 with olumab 20 mg and 0.731 on placebo (rate ratio 0.645; 95% CI "
            "0.402 to 0.791).",
            "0.645",
        ),
        ("A common cold: olumab 20 mg (13 patients), placebo (17 patients).", "17"),
    ],
)
def test_altered_figures(check: Callable[[str], CheckReport], text: str, wrong: str) -> None:
    """Altered figures are contradicted."""
    assert wrong in [item.number for item in check(text).checks if item.verdict == "contradicted"], check(text)


def test_word_of_a_control_beside_periods() -> None:
    """A word that one arm alone has tells it, whatever the labels of its periods are."""
    arms = (
        "Nasal Olumab + Tablet",
        "Tablet + Nasal Placebo",
        "Treatment Phase: Ol + T",
        "Treatment Phase: T + Placebo",
    )
    assert read_labels(arms).words["placebo"] == arms[1]


def test_time_since_an_event_is_no_row() -> None:
    """What a time is counted from names no row."""
    rows = ["Any event", "Related to vaccination"]
    assert told_rows("in the 30 days after vaccination", "Unsolicited Events", rows) == []
    assert told_rows("of those related to vaccination", "Unsolicited Events", rows) == rows[1:]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Body weight at week 24 rose significantly more with 40 mg than with 20 mg (2.2 vs 1.4 kg).", "p_value"),
        ("Patients on olumab lived 32% longer than those on placebo (HR 0.68).", "hazard_as_time"),
        ("The time to death was doubled with olumab (hazard ratio 0.50).", "hazard_as_time"),
    ],
)
def test_claims_without_ground(check: Callable[[str], CheckReport], text: str, kind: str) -> None:
    """Two arms that no analysis compares differ by no significance, and a hazard ratio makes no time longer."""
    assert (kind, "error") in [(found.kind, found.severity) for found in check(text).findings], check(text)


@pytest.fixture(scope="module")
def check_matched() -> Callable[[str], CheckReport]:
    """Check a text about a trial whose doses have placebos of their own."""
    arms = ("Olumab 40 mg", "Placebo (for Olumab 40 mg)", "Olumab 80 mg", "Placebo (for Olumab 80 mg)")
    writer = RowWriter(FERN)
    for arm, value in zip(arms, ("9.9", "4.1", "12.6", "3.3"), strict=True):
        writer.add(WEIGHT, "mean", value, "kg", arm=arm)
    own = (
        *(Term("arm", arm, None, (), FERN.id) for arm in arms),
        Term("drug", "Olumab", None, (), FERN.id),
        Term("outcome", WEIGHT, None, (), FERN.id, category="efficacy"),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(FERN,), trial=FERN.id, sources={})


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Body weight at week 24 rose by 9.9 kg with 40 mg and by 4.1 kg with its placebo.", True),
        ("Body weight at week 24 rose by 12.6 kg with olumab 80 mg and by 3.3 kg on the matching placebo.", True),
        ("Body weight at week 24 rose by 3.3 kg on the placebo matched to 80 mg.", True),
        ("Body weight at week 24 rose by 9.9 kg with 40 mg and by 3.3 kg with its placebo.", False),
        ("Body weight at week 24 rose by 4.1 kg on the placebo matched to 80 mg.", False),
    ],
)
def test_placebo_of_a_dose(check_matched: Callable[[str], CheckReport], text: str, good: bool) -> None:
    """A placebo that looks like one dose is told by it, and a dose alone tells the drug's own arm."""
    assert is_good(check_matched(text)) is good, check_matched(text)
