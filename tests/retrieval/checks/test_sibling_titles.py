"""A title told in full keeps its figures: those of its sibling, or of a composite that names it, are wrong."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

TANSY = Trial("NCT90000077", "TANSY", "Ostremab Versus Saline in Adults With Migraine", "Migraine")
DRUG, NONE = "Ostremab 20 mg", "Placebo"
HALVED = "Percentage of Participants With at Least a 50% Reduction in Monthly Migraine Days"
FREE = "Percentage of Participants With a 100% Reduction in Monthly Migraine Days"
DEATH = "Cardiovascular Death"
RUBELLA = "Percentage With a Positive Response (Twofold Increase) to Rubella Toxoid (the Dost Vaccine) at Week 16"
MUMPS = "Percentage With a Positive Response (HAI Antibody Titer of 8 or More) to Mumps Vaccine at Week 16"
FALLS = "Change in Mean Monthly Ache Days to the Last 3 Months of the Double-blind Phase"
DRUGGED = "Change in Monthly Acute Ache-specific Medication Treatment Days"
EXPOSURE = "Area Under the Curve Over the Dosing Interval (AUCtau) of Ostremab"
JOINT = "First Occurrence of Cardiovascular Death or Heart Failure Hospitalisation"
SHARES = {
    HALVED: ((206, 376), (142, 379)),
    FREE: ((39, 376), (20, 379)),
    DEATH: ((31, 376), (44, 379)),
    JOINT: ((88, 376), (121, 379)),
    RUBELLA: ((300, 376), (305, 379)),
    MUMPS: ((333, 376), (340, 379)),
}


@pytest.fixture(scope="module")
def held() -> tuple[ResultsTable, TermIndex]:
    """The table of the invented trial, and its titles."""
    writer = RowWriter(TANSY)
    for title, counts in SHARES.items():
        for arm, (n, size) in zip((DRUG, NONE), counts, strict=True):
            writer.add(title, "percentage", f"{100 * n / size:.1f}", "%", arm=arm, n=n, N=size)
    for title, unit, own_values in (
        (FALLS, "ache days/month", ("-3.23", "-1.83")),
        (DRUGGED, "days/month", ("-1.13", "-0.20")),
    ):
        for arm, value in zip((DRUG, NONE), own_values, strict=True):
            writer.add(title, "least-squares mean", value, unit, arm=arm)
    writer.add(EXPOSURE, "geometric mean", "118.4", "\u00b5g*h/mL", arm=DRUG)
    own = (
        Term("arm", DRUG, None, ("ostremab",), TANSY.id, role="experimental"),
        Term("arm", NONE, None, (), TANSY.id, role="control"),
        *(
            Term("outcome", title, None, (), TANSY.id, category="efficacy")
            for title in (*SHARES, FALLS, DRUGGED, EXPOSURE)
        ),
    )
    table = ResultsTable(writer.rows)
    return table, TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (f"{HALVED} with {DRUG}: 54.8% (206/376).", True),
        (f"{FREE} with {DRUG}: 54.8% (206/376).", False),
        (f"{HALVED} was 10.4% (39/376) with {DRUG}.", False),
        (f"{DEATH} with {DRUG}: 8.2% (31/376).", True),
        (f"{DEATH} with {DRUG}: 23.4% (88/376).", False),
        (f"{JOINT} with {DRUG}: 23.4% (88/376).", True),
        (f"The antibody response to rubella vaccine was 79.8% with {DRUG}.", True),
        (f"The antibody response to mumps vaccine was 88.6% with {DRUG}.", True),
        (f"The antibody response to mumps vaccine was 79.8% with {DRUG}.", False),
        (f"Monthly ache days fell by 3.2 with {DRUG}.", True),
        (f"By treatment group, monthly ache days fell by 3.2 with {DRUG}.", True),
        (f"The geometric mean AUCtau was 118.4 \u00b5g\u00b7h/mL with {DRUG}.", True),
        (f"The geometric mean AUCtau was 118.4 mcg*hr/mL with {DRUG}.", True),
        (f"The geometric mean AUCtau was 181.4 \u00b5g*h/mL with {DRUG}.", False),
    ],
)
def test_figures_of_a_sibling_are_wrong(text: str, *, good: bool, held: tuple[ResultsTable, TermIndex]) -> None:
    """Several figures that agree with another title do not outweigh the title that is told."""
    table, terms = held
    report = check_text(text, table=table, terms=terms, trials=(TANSY,), trial=TANSY.id, sources={})
    verdicts = {check.number: check.verdict for check in report.checks}
    share = next(verdicts[number] for number in verdicts if "." in number)
    assert (share is Verdict.SUPPORTED) is good
