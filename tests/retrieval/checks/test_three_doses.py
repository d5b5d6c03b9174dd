"""Three arms, two of them doses: figures listed by visit, arms called by the unit of their dose, counts in brackets."""

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
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

ALDER = Trial("NCT90000952", "ALDER", "Solumab in Bowel Inflammation", "Colitis")
LOW, HIGH, NONE = "Solumab 130 mg IV", "Solumab ~6 mg/kg IV", "Placebo IV"
ARMS = (LOW, HIGH, NONE)
STOOLS = "Change From Baseline in Stool Score at Weeks 2 and 8"
HEALED = "Percentage of Participants With a Healed Bowel at Week 8"
EVENTS = "Percentage of Subjects With Treatment-Emergent Adverse Events (TEAEs) During the Study"
SERIOUS = "Percentage of Subjects With Serious Adverse Events (SAEs) During the Study"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(ALDER)
    for visit, scores in (("Week 2", ("-1.3", "-1.4", "-1.0")), ("Week 8", ("-2.6", "-2.9", "-1.6"))):
        for arm, score in zip(ARMS, scores, strict=True):
            writer.add(STOOLS, "mean", score, "score on a scale", arm=arm, item=visit, N=320)
    for arm, healed, events, serious in zip(
        ARMS, ("26.3", "27.0", "13.8"), ("41.1", "50.6", "48.0"), ("3.7", "3.4", "6.9"), strict=True
    ):
        writer.add(HEALED, "percentage", healed, "%", arm=arm, N=320)
        writer.add(EVENTS, "percentage", events, "%", arm=arm, N=320, category="safety")
        writer.add(SERIOUS, "percentage", serious, "%", arm=arm, N=320, category="safety", grade="serious")
    for arm, count in zip(ARMS, (13, 18, 9), strict=True):
        row = {"n": count, "N": 320, "grade": "non-serious", "category": "safety"}
        writer.add("Headache", "count", str(count), "patients", arm=arm, **row)
    for arm, started, left in zip(ARMS, (321, 318, 322), (2, 1, 5), strict=True):
        writer.add("Started", "count", str(started), "patients", arm=arm, n=started, category="disposition")
        row = {"arm": arm, "n": left, "N": started, "category": "disposition"}
        writer.add("Not completed: Lack of Efficacy", "count", str(left), "patients", **row)
        writer.add("Not completed", "count", str(left + 4), "patients", **(row | {"n": left + 4}))
    own = (
        *(Term("arm", arm, None, (), ALDER.id, role="experimental") for arm in (LOW, HIGH)),
        Term("arm", NONE, None, ("placebo",), ALDER.id, role="control"),
        Term("drug", "Solumab", None, (), ALDER.id),
        Term("outcome", STOOLS, None, (), ALDER.id, category="efficacy"),
        Term("outcome", HEALED, None, (), ALDER.id, category="efficacy"),
        *(Term("outcome", title, None, (), ALDER.id, category="safety") for title in (EVENTS, SERIOUS, "Headache")),
        *(
            Term("outcome", title, None, (), ALDER.id, category="disposition")
            for title in ("Started", "Not completed", "Not completed: Lack of Efficacy")
        ),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(ALDER,), trial=ALDER.id, sources={})


@pytest.mark.parametrize(
    "text",
    [
        "The stool score had changed by -1.3, -1.4 and -1.0 at week 2 and by -2.6, -2.9 and -1.6 at week 8.",
        "The bowel had healed at week 8 in 27.0% of the 6 mg/kg arm.",
        "Healed bowel at week 8: 26.3% with solumab 130 mg, 27.0% with ~6 mg/kg, 13.8% with placebo.",
        "Adverse events were reported by 41.1% and 48.0%, serious ones by 3.7% and 6.9%.",
        "Non-serious headache was seen with solumab 130 mg (n=13, 4.1%) and with placebo (n=9, 2.8%).",
        "In the two drug arms together 639 participants started.",
    ],
)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand."""
    report = check(text)
    assert is_good(report), [(item.number, item.reason) for item in report.checks]


def test_count_of_another_arm(check: Callable[[str], CheckReport]) -> None:
    """A count in brackets with its share is that of the arm before them."""
    report = check("Non-serious headache was seen with solumab 130 mg (n=9, 4.1%) and with placebo (n=13, 2.8%).")
    found = {item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED}
    assert found == {"9", "13"}


def test_list_after_another_part(check: Callable[[str], CheckReport]) -> None:
    """Figures of three arms are not all of the one that the part of the sentence before names."""
    text = "With placebo 13.8% of bowels had healed at week 8; non-serious headache was seen in 13, 18 and 9 patients."
    assert not [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]
