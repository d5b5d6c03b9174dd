"""Arms by how many drugs they get, titles of one name by their cut-off, thresholds, and titles of three words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

TANSY = Trial("NCT90000172", "TANSY", "Ombravir Plus Lentivir Versus Three Drugs in Hepatitis", "Hepatitis")
DUAL, TRIPLE = "OMB + LTV FDC", "OMB + CTV/FTV FDC"
EARLY, LATE = date(2018, 3, 1), date(2019, 9, 20)
SURVIVAL, UPDATED = "Overall Survival (OS)", "Overall Survival: Updated Analysis"
BELOW = "Percentage of Participants Achieving a Viral Target Value of <5.7%"
FAILED = "Number of Participants With Confirmed Virologic Withdrawal (CVW) Through Weeks 24 and 48"
CELLS = "Change From Baseline in CD4+ Lymphocyte Counts at Week 48"
KIDNEY = "Change From Baseline in Serum Creatinine and Cystatin C Filtration at Week 48"
LESION = "Percent Change From Baseline in Liver Lesion Size at Week 24"
HALVED = "Median Time to 50% Reduction in Mean Liver Score"
CURED = "Percentage of Participants Who Achieved HEPS 50 and HEPS 90 Response at Week 24"
RELAPSE = "Percentage of Participants With New Relapses Through Month 12"
DIED = "Subjects Included in the Endpoint of All-cause Mortality"
UNSAID = "see class title for the unit"
LEFT = "Not completed: Withdrawal by Subject"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(TANSY)
    for title, cutoff, months in ((SURVIVAL, EARLY, ("NA", "21.4")), (UPDATED, LATE, ("31.6", "22.8"))):
        for arm, value in zip((DUAL, TRIPLE), months, strict=True):
            writer.add(title, "median", value, "Months", arm=arm, N=180, data_cutoff=cutoff)
    for arm, share, failed, left in ((DUAL, "44.7", (3, 8), 13), (TRIPLE, "19.7", (2, 4), 17)):
        writer.add(BELOW, "percentage", share, "%", arm=arm, N=180)
        for item, n in zip(("Through Week 24", "Through Week 48"), failed, strict=True):
            writer.add(FAILED, "count", str(n), "patients", arm=arm, item=item, n=n, N=180)
        writer.add(DIED, "count", "29", "patients", arm=arm, n=29, N=180)
        writer.add("Not completed", "count", "60", "patients", arm=arm, n=60, category="disposition")
        writer.add(LEFT, "count", str(left), "patients", arm=arm, n=left, category="disposition")
    for arm, cells, kidney, lesion, weeks in zip(
        (DUAL, TRIPLE), ("223.1", "216.7"), ("10.35", "13.61"), ("-52.7", "-47.9"), ("3.0", "3.9"), strict=True
    ):
        writer.add(CELLS, "least-squares mean", cells, "Cells per cubic millimeter", arm=arm)
        writer.add(KIDNEY, "mean", kidney, UNSAID, arm=arm, item="Serum creatinine (micromoles per liter)")
        writer.add(LESION, "least-squares mean", lesion, "Percent change", arm=arm)
        writer.add(HALVED, "median", weeks, "Weeks", arm=arm)
    for arm, n in ((DUAL, 22), (TRIPLE, 31)):
        writer.add(CURED, "count", str(n), "patients", arm=arm, item="HEPS 50", n=n, N=180)
        writer.add(
            "Serious adverse events", "count", str(n + 9), "patients", arm=arm, n=n + 9, N=180, category="safety"
        )
    both = f"{DUAL} vs {TRIPLE}"
    writer.add(LESION, "least-squares mean difference", "-4.8", "Percent change", comparison=both)
    for arm, share in ((DUAL, "0.5"), (TRIPLE, "1.8")):
        writer.add(RELAPSE, "percentage", share, "%", arm=arm, N=180)
    writer.add(RELAPSE, "risk ratio", "0.27", None, comparison=both)
    own = (
        Term("outcome", "Serious adverse events", None, (), TANSY.id, category="safety"),
        *(Term("outcome", title, None, (), TANSY.id, category="efficacy") for title in (CELLS, KIDNEY, LESION)),
        *(Term("outcome", title, None, (), TANSY.id, category="efficacy") for title in (HALVED, CURED)),
        Term("outcome", RELAPSE, None, ("new relapses",), TANSY.id, category="efficacy"),
        Term("arm", DUAL, None, (), TANSY.id, role="experimental"),
        Term("arm", TRIPLE, None, (), TANSY.id, role="control"),
        Term("outcome", DIED, None, ("died of any cause",), TANSY.id, category="efficacy"),
        Term("outcome", "Not completed", None, ("withdrew from the study",), TANSY.id, category="disposition"),
        Term("outcome", LEFT, None, ("withdrawal", "withdrew"), TANSY.id, category="disposition"),
        *(Term("outcome", title, None, (), TANSY.id, category="efficacy") for title in (BELOW, FAILED, UPDATED)),
        Term("outcome", SURVIVAL, None, ("OS",), TANSY.id, category="efficacy"),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TANSY,), trial=TANSY.id, sources={})


@pytest.mark.parametrize(
    "text",
    [
        "By week 48, confirmed virologic withdrawal was met by 8 on dual therapy and 4 on triple therapy.",
        "Through week 48, confirmed virologic withdrawal came in 4 patients with the three-drug regimen.",
        "At week 48, confirmed virologic withdrawal: triple 4/180, dual therapy 8/180.",
        "Through week 48, confirmed virologic withdrawal was met by 8 participants on OMB + LTV.",
        "With data up to 20 September 2019, median OS was 31.6 months on dual therapy and 22.8 on triple therapy.",
        "A viral target below a level of 5.7% was achieved by 44.7% on OMB + LTV and 19.7% on OMB + CTV/FTV.",
        "At week 48 CD4+ counts had risen by 223.1 cells/mm3 on OMB + LTV and 216.7 cells/mm3 on OMB + CTV/FTV.",
        "Serum creatinine rose by 10.35 micromol/L with OMB + LTV at week 48.",
        "Liver lesion size fell by 52.7% on dual therapy and 47.9% with the comparator, a difference of 4.8 points.",
        "The median time to a 50% reduction in the mean liver score was 3.0 weeks on OMB + LTV.",
        "On dual therapy only 22 of 180 reached HEPS 50 at week 24.",
        "In the induction period serious adverse events were noted in 31 of 180 on dual therapy.",
        "At week 48 CD4+ counts rose by 223.1 cells/mm3 with dual therapy and 216.7 cells/mm3 with standard of care.",
        "Relative to triple therapy, dual therapy cut new relapses at 12 months by 73% (risk ratio 0.27).",
        "Withdrawal by subject: 13 on dual therapy.",
        "At week 48 CD4+ counts rose by 223.1 cells/mm3 on two drugs and 216.7 cells/mm3 on three drugs.",
    ],
)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand."""
    assert is_good(check(text)), text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Through week 48, confirmed virologic withdrawal came in 8 patients with the three-drug regimen.", "8"),
        ("Through week 48, confirmed virologic withdrawal was met by 3 participants on OMB + LTV.", "3"),
        ("Serum creatinine rose by 10.35 mg/dL with OMB + LTV at week 48.", "10.35"),
        ("At week 48 CD4+ counts rose by 216.7 cells/mm3 on two drugs and 223.1 cells/mm3 on three drugs.", "216.7"),
        ("Liver lesion size fell by 52.7% with standard of care.", "52.7"),
        ("With data up to 1 March 2018, median OS was 31.6 months on OMB + LTV.", "31.6"),
        ("A viral target below a level of 5.7% was achieved by 19.7% on OMB + LTV.", "19.7"),
    ],
)
def test_altered_figures(check: Callable[[str], CheckReport], text: str, wrong: str) -> None:
    """Altered figures are contradicted."""
    assert wrong in [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED], text


@pytest.mark.parametrize(
    "text",
    [
        "Thirteen patients on OMB + LTV withdrew from the study.",
        "Of those on OMB + LTV, 29 died of any cause, 22 of them from hepatic causes.",
    ],
)
def test_part_is_left_open(check: Callable[[str], CheckReport], text: str) -> None:
    """Those of whom a cause or something more is told are not all who were counted."""
    assert not [item for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]


def test_response_is_no_withdrawal(check: Callable[[str], CheckReport]) -> None:
    """A word that a title of failures alone has does not make a response one."""
    report = check("Virologic response at week 48 was 90% on OMB + LTV and 93% on OMB + CTV/FTV.")
    assert not [item for item in report.checks if item.verdict is Verdict.CONTRADICTED]
