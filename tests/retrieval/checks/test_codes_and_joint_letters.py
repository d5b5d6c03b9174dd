"""Arms told by a code and a dose, titles that share their words, and letters that are joined; over invented trials."""

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

BRYONY = Trial("NCT90000901", "BRYONY", "Four Inhalers in Moderate to Very Severe COPD", "COPD")
VQF_HIGH, VQF_LOW = "VQF MDI 320/14.4/9.6 \u03bcg", "VQF MDI 160/14.4/9.6 \u03bcg"
QFF, VFF = "QFF MDI 14.4/9.6 \u03bcg", "VFF MDI 320/9.6 \u03bcg"
INHALERS = (VQF_HIGH, VQF_LOW, QFF, VFF)
ANY, SEVERE = "Rate of Moderate or Severe COPD Exacerbations", "Rate of Severe COPD Exacerbations"
FIRST = "Time to First Moderate or Severe COPD Exacerbation"
BEFORE = "Moderate or Severe Exacerbations in Past 12 Months"
BY_COUNT = "Rate of Moderate or Severe COPD Exacerbations by Baseline Eosinophil Count"

SORREL = Trial("NCT90000902", "SORREL", "Velatoran Plus Azunine in Untreated Leukaemia", "Leukaemia")
BOTH, ALONE = "Velatoran + Azunine", "Placebo + Azunine"
CR, CRI = "Complete Remission (CR) Rate", "Composite Complete Remission Rate (CR + CRi)"
CRI_EARLY = "CR + CRi Rate by the Initiation of Cycle 2"
CRI_BY_GENE = "Composite Complete Remission (CR + CRi) Rate by Molecular Subgroup"
CRH = "CR and Complete Remission With Partial Hematologic Recovery (CR + CRh) Rate"
RED = "Postbaseline Red Blood Cell Transfusion Independence"
PLATELETS = "Postbaseline Platelet Transfusion Independence"

MALLOW = Trial("NCT90000903", "MALLOW", "Ostremin 70 mg and 140 mg Versus Placebo in Migraine", "Migraine")
LOW, HIGH, NONE = "Ostremin 70 mg", "Ostremin 140 mg", "Placebo"
DAYS = "Change From Baseline in Mean Monthly Migraine Days Over the Last 3 Months"
DRUG_DAYS = "Change From Baseline in Mean Monthly Acute Migraine-specific Drug Treatment Days"
IMPACT = "Change From Baseline in Headache Impact Test (HIT-6) Total Score"
CHEWED = "Number of Chewing Cycles Per Bolus"

TEASEL = Trial("NCT90000904", "TEASEL", "Tofarine Versus Adazumab and Placebo in Rheumatoid Arthritis", "Arthritis")
TOFA, ADA, DUMMY = "Tofarine 15 mg", "Adazumab 40 mg", "Placebo"
ACR20 = "Percentage of Participants Achieving an ACR20 Response at Week 12"
OVER_TIME = "Percentage of Participants Achieving an ACR20 Response Over Time"
REMISSION = "Percentage of Participants With Remission Based on DAS28(CRP) < 2.6 at Week 12"
LOW_ACTIVITY = "Percentage of Participants With Low Disease Activity Based on DAS28(CRP) \u2264 3.2 at Week 12"
JOINT = "First Occurrence of the Composite Endpoint of Cardiovascular Death or Heart Failure Hospitalization"
INDEX = "Index Event"
MAJOR, MINOR = "Number of Participants With Major Bleeding", "Number of Participants With Minor Bleeding"
DIED, ADMITTED = "First Occurrence of Cardiovascular Death", "First Hospitalization for Heart Failure"


def _bryony() -> list[Result]:
    table = RowWriter(BRYONY)
    for title, rates in ((ANY, "1.08 1.07 1.42 1.24"), (SEVERE, "0.13 0.14 0.15 0.16")):
        for arm, rate in zip(INHALERS, rates.split(), strict=True):
            table.add(title, "rate", rate, "exacerbations per year", arm=arm)
    for title, ratios in ((ANY, (("0.76", "0.69", "0.83"), ("0.87", "0.79", "0.95"))),
                          (SEVERE, (("0.84", "0.69", "1.03"), ("0.80", "0.66", "0.97")))):  # fmt: skip
        for other, (ratio, low, high) in zip((QFF, VFF), ratios, strict=True):
            table.add(title, "rate ratio", ratio, None, comparison=f"{VQF_HIGH} vs {other}", ci_low=low, ci_high=high,
                      ci_level="95", interval_kind="CI")  # fmt: skip
    for arm, ill, before, lungs in zip(INHALERS, (1026, 1029, 1056, 1085), (941, 930, 907, 925), (61, 58, 35, 68),
                                       strict=True):  # fmt: skip
        table.add(FIRST, "count", str(ill), "patients", arm=arm, n=ill, N=2130)
        table.add(BEFORE, "count", str(before), "patients", arm=arm, n=before, N=2130, item="1", category="baseline")
        table.add("Pneumonia", "count", str(lungs), "patients", arm=arm, n=lungs, N=2130, grade="serious",
                  category="safety")  # fmt: skip
    for item, rates in (("<150 cells/mm3", "1.10 1.11 1.19 1.18"), ("\u2265150 cells/mm3", "1.06 1.05 1.57 1.27")):
        for arm, rate in zip(INHALERS, rates.split(), strict=True):
            table.add(BY_COUNT, "rate", rate, "exacerbations per year", arm=arm, item=item)
    return table.rows


def _sorrel() -> list[Result]:
    table = RowWriter(SORREL, arms=(BOTH, ALONE))
    shares = ((CR, "36.7 17.9"), (CRI, "66.4 28.3"), (CRI_EARLY, "43.4 7.6"), (CRH, "64.7 22.8"), (RED, "59.8 35.2"))
    for title, told in (*shares, (PLATELETS, "68.5 49.7")):
        first, second = told.split()
        table.two(title, "percentage", (first, second), "%")
    table.two(CRI_BY_GENE, "percentage", ("75.4", "10.7"), "%", item="IDH1/2")
    table.two(CRI_BY_GENE, "percentage", ("72.4", "36.4"), "%", item="FLT3")
    table.two("Overall Survival (OS)", "median", ("14.7", "9.6"), "months")
    table.add("Overall Survival (OS)", "hazard ratio", "1.32", None, comparison=f"{BOTH} vs {ALONE}", ci_low="0.98",
              ci_high="1.78", ci_level="95", interval_kind="CI")  # fmt: skip
    return table.rows


def _mallow() -> list[Result]:
    table = RowWriter(MALLOW)
    for title, values in ((DAYS, "-3.23 -3.67 -1.83"), (DRUG_DAYS, "-1.13 -1.61 -0.20")):
        for arm, value in zip((LOW, HIGH, NONE), values.split(), strict=True):
            table.add(title, "least-squares mean", value, "days/month", arm=arm)
    for title, first, second in ((DAYS, "-1.4", "-1.85"), (DRUG_DAYS, "-0.94", "-1.42")):
        table.add(title, "least-squares mean difference", first, "days/month", comparison=f"{LOW} vs {NONE}")
        table.add(title, "least-squares mean difference", second, "days/month", comparison=f"{HIGH} vs {NONE}")
    for week, values in ((4, "-5.3 -5.6 -3.1"), (24, "-6.7 -6.9 -4.6")):
        for arm, value in zip((LOW, HIGH, NONE), values.split(), strict=True):
            table.add(IMPACT, "least-squares mean", value, "units on a scale", arm=arm, item=f"Week {week}")
    for arm, started, treated in ((LOW, 317, 314), (HIGH, 319, 319), (NONE, 319, 319)):
        table.add("Started", "count", str(started), "patients", arm=arm, n=started, category="disposition")
        table.add("Received Treatment", "count", str(treated), "patients", arm=arm, n=treated, category="disposition")
        table.add("Monthly Migraine Days", "mean", "8.3", "days/month", arm=arm, category="baseline")
        table.add(CHEWED, "mean", "28", "cycles", arm=arm)
        table.add(CHEWED, "standard deviation", "13", "cycles", arm=arm)
    return table.rows


def _teasel() -> list[Result]:
    table = RowWriter(TEASEL)
    shares = ((ACR20, "70.5 63.0 36.4"), (REMISSION, "28.7 18.0 6.1"), (LOW_ACTIVITY, "45.0 28.7 13.8"))
    for title, told in shares:
        for arm, value in zip((TOFA, ADA, DUMMY), told.split(), strict=True):
            table.add(title, "percentage", value, "%", arm=arm)
    for week, told in ((2, "35.3 24.2 13.4"), (8, "66.4 56.0 33.2")):
        for arm, value in zip((TOFA, ADA, DUMMY), told.split(), strict=True):
            table.add(OVER_TIME, "percentage", value, "%", arm=arm, item=f"Week {week}")
    table.add(ACR20, "risk difference", "34.1", "percentage points", comparison=f"{TOFA} vs {DUMMY}")
    for arm, ill in ((TOFA, 24), (ADA, 14), (DUMMY, 19)):
        table.add("Serious adverse events", "count", str(ill), "patients", arm=arm, n=ill, N=650, grade="serious",
                  category="safety")  # fmt: skip
        table.add("DAS28 (CRP)", "mean", "5.8", "units on a scale", arm=arm, category="baseline")
        table.add("Started", "count", str(2690 + ill), "patients", arm=arm, n=2690 + ill, category="disposition")
        for item, number in (("Clot of a leg", 1740), ("Clot of a lung", 950 + ill)):
            table.add(INDEX, "count", str(number), "patients", arm=arm, item=item, n=number, category="baseline")
        for title, number in ((MAJOR, 15), (MINOR, 313)):
            table.add(title, "count", str(number + ill), "patients", arm=arm, n=number + ill, N=2690)
    for title, ratio, low, high in ((JOINT, "0.80", "0.73", "0.87"), (DIED, "0.80", "0.71", "0.90"),
                                    (ADMITTED, "0.79", "0.71", "0.89")):  # fmt: skip
        table.add(title, "hazard ratio", ratio, None, comparison=f"{TOFA} vs {DUMMY}", ci_low=low, ci_high=high,
                  ci_level="95", interval_kind="CI")  # fmt: skip
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about one of four invented trials."""
    table = ResultsTable([*_bryony(), *_sorrel(), *_mallow(), *_teasel()])
    own: list[Term] = []
    for trial, arms in ((BRYONY, INHALERS), (SORREL, (BOTH, ALONE)), (MALLOW, (LOW, HIGH, NONE)),
                        (TEASEL, (TOFA, ADA, DUMMY))):  # fmt: skip
        own += [Term("trial", trial.acronym or "", None, (trial.id,), trial.id)]
        own += [Term("arm", arm, None, (), trial.id) for arm in arms]
        kinds = {row.outcome: row.category for row in table.results(trial=trial.id)}
        own += [Term("outcome", title, None, (), trial.id, category=kind) for title, kind in kinds.items()]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(BRYONY, SORREL, MALLOW, TEASEL))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In BRYONY the rate of moderate or severe exacerbations was 1.08 with VQF 320 and 1.07 with VQF"
                     " 160/14.4/9.6 \u00b5g.", ("1.07", "1.70"), id="a code with a dose"),
        pytest.param("In BRYONY the rate of moderate or severe exacerbations was 1.42 with QFF and 1.24 with VFF. It"
                     " was 24% lower with VQF 320 than with QFF (rate ratio 0.76; 95% CI 0.69 to 0.83).",
                     ("0.76", "0.67"), id="goes on with the title told, and no other of its words"),
        pytest.param("Severe exacerbations in BRYONY: rate ratio 0.80 (95% CI 0.66-0.97) for VQF 320 vs VFF.",
                     ("Severe", "Moderate or severe"), id="a title with more words"),
        pytest.param("In BRYONY the annual rate of severe exacerbations was 0.13 with VQF 320.",
                     ("0.13", "1.08"), id="a title with fewer words"),
        pytest.param("In BRYONY serious pneumonia was seen in 61, 58, 35 and 68 patients with VQF 320, VQF 160, QFF and"
                     " VFF, respectively.", ("35 and 68", "68 and 35"), id="two of a list that changed places"),
        pytest.param("In SORREL the median OS was 14.7 months with azunine-velatoran vs 9.6 months with azunine alone.",
                     ("9.6", "6.9"), id="what everybody got, alone"),
        pytest.param("In SORREL a CR or CRi was achieved by 66.4% on velatoran plus azunine.",
                     ("66.4%", "36.7%"), id="letters joined by a word"),
        pytest.param("In SORREL a CR+CRi rate of 28.3% was seen with placebo plus azunine.",
                     ("28.3%", "17.9%"), id="letters joined by a sign, and the plainest title"),
        pytest.param("In SORREL CR/CRh was reached by 64.7% on velatoran plus azunine.",
                     ("64.7%", "66.4%"), id="letters of another joint title"),
        pytest.param("In SORREL a complete remission or CR with incomplete count recovery was achieved by 66.4% on"
                     " velatoran plus azunine.", ("66.4%", "36.7%"), id="one of the joint letters spelt out"),
        pytest.param("In SORREL complete remission was seen in 36.7% versus 17.9%, and composite complete remission (CR"
                     " + CRi) in 66.4% versus 28.3%.", ("36.7%", "66.4%"), id="a name within another, both told"),
        pytest.param("In SORREL transfusion independence was achieved by 59.8% v 35.2% for red blood cells and by 68.5%"
                     " v 49.7% for platelets.",
                     ("59.8% v 35.2% for red blood cells and by 68.5% v 49.7%",
                      "68.5% v 49.7% for red blood cells and by 59.8% v 35.2%"), id="parted behind the figures"),
        pytest.param("In SORREL CR + CRi was 72.4% among patients with FLT3 mutations on velatoran plus azunine.",
                     ("72.4%", "75.4%"), id="a mutation of the row told"),
        pytest.param("In SORREL deaths were numerically, but not significantly, more frequent with velatoran plus"
                     " azunine (OS HR 1.32, 95% CI 0.98-1.78).", ("more frequent", "less frequent"),
                     id="deaths of a survival"),
        pytest.param("In MALLOW monthly migraine days fell by 3.23 on 70 mg, 3.67 on 140 mg and 1.83 on placebo. The"
                     " differences from placebo were -1.4 and -1.85.", ("-1.85", "-1.58"), id="both are differences"),
        pytest.param("In MALLOW HIT-6 scores improved by 6.7 and 6.9 points at week 24; with placebo the improvement"
                     " was 4.6 points.", ("week 24", "week 4"), id="two arms beside the one that is named"),
        pytest.param("In MALLOW chewing cycles per bolus were 28 (SD 13) on placebo.", ("28", "82"),
                     id="a mean with SD"),
        pytest.param("In TEASEL tofarine beat adazumab for ACR20 at week 12 (70.5% versus 63.0%).",
                     ("70.5% versus 63.0%", "63.0% versus 70.5%"), id="two of three arms, told before their figures"),
        pytest.param("In TEASEL serious adverse events were as common on placebo, adazumab and tofarine: 19, 14 and 24"
                     " patients, respectively.", ("14 and 24", "24 and 14"), id="three arms named, respectively"),
        pytest.param("In TEASEL 35.3% on tofarine had an ACR20 response at week 2.", ("week 2", "week 8"),
                     id="a short name of two titles"),
        pytest.param("In TEASEL DAS28-CRP below 2.6 was reached by 28.7% on tofarine.", ("28.7%", "27.8%"),
                     id="the limit of one title"),
        pytest.param("In TEASEL the ACR20 rate at week 12 was 34.1 percentage points higher with tofarine than with"
                     " placebo.", ("34.1 percentage points", "34.1%"), id="points for per cent, where points are held"),
        pytest.param("In TEASEL tofarine against placebo had a hazard ratio of 0.79 (95% CI 0.71 to 0.89) for being"
                     " admitted with heart failure.", ("0.79", "0.97"), id="what a composite is made of"),
        pytest.param("TEASEL\n\nBleeding\n- Minor: 337 patients on tofarine", ("Minor", "Major"),
                     id="a list's item under its heading"),
        pytest.param("In MALLOW no change is told with 70 mg, 3.67 fewer monthly migraine days with 140 mg.",
                     ("3.67", "3.76"), id="an arm that is told to have no figure"),
        pytest.param("In MALLOW the mean difference in HIT-6 is not told; monthly migraine days fell more on 140 mg"
                     " than on placebo, by -1.85 days.", ("by -1.85", "by +1.85"), id="a plus sign"),
    ],
)  # fmt: skip
def test_code_sibling_and_joint_letters(
    check: Callable[[str], CheckReport], text: str, change: tuple[str, str]
) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert change[0] in text
    assert not _is_wrong(check(text))
    assert _is_wrong(check(text.replace(*change)))


@pytest.mark.parametrize(
    ("text", "number", "told"),
    [
        pytest.param("In BRYONY the rate of moderate or severe exacerbations was 1.08 with VQF 320, 1.07 with VQF 160,"
                     " 1.42 with QFF and 1.24 with VFF. For VQF 320 the rate ratio versus QFF was 0.76. Severe"
                     " exacerbations. Annual rates were 0.13, 0.14, 0.15 and 0.16, respectively.",
                     "0.15", f"{SEVERE}, {QFF}", id="all arms in the order told, whatever two were compared"),
        pytest.param("In BRYONY patients with eosinophils of at least 150 cells/mm3 the exacerbation rate was 1.57 per"
                     " year with QFF.", "1.57", BY_COUNT, id="words of a row's own name"),
        pytest.param("In MALLOW 319 were randomised to 140 mg; 314 patients were actually treated with 70 mg.",
                     "314", f"Received Treatment, {LOW}", id="who were treated, beside who were randomised"),
        pytest.param("In BRYONY patients with moderate to very severe COPD were assigned to VQF 320. The rate of"
                     " moderate or severe exacerbations was 24% lower with VQF 320 than with QFF (rate ratio 0.76).",
                     "24", ANY, id="what the patients have is no outcome"),
    ],
)  # fmt: skip
def test_figure_is_found_under_its_own_title(
    check: Callable[[str], CheckReport], text: str, number: str, told: str
) -> None:
    """The figure is confirmed of the title and the arm that the text means."""
    found = next(item for item in check(text).checks if item.number == number)
    assert found.verdict in (Verdict.SUPPORTED, Verdict.DERIVED)
    assert told in found.reason


def _is_wrong(report: CheckReport) -> bool:
    contradicted = any(item.verdict is Verdict.CONTRADICTED for item in report.checks)
    return contradicted or any(found.severity == "error" for found in report.findings)
