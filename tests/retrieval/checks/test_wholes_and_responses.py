"""Figures of all before those of each arm, groups whose figures go on, and responses by the word of their title."""

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

SEDGE = Trial("NCT90000078", "SEDGE", "Vaccine Against Marsh Fever", "Marsh fever")
ONE, TWO = "One-dose Marsh Vaccine", "Two-dose Marsh Vaccine"
CELLS, ANTIBODIES, RELAPSE = "T Cell Response (CD4)", "IgG Antibody Response Rate", "Late relapse"
NEGATIVE = "Virus Clearance"


@pytest.fixture(scope="module")
def check_doses() -> Callable[[str], CheckReport]:
    """Check a text about a trial whose titles of responses differ by what was measured."""
    table = RowWriter(SEDGE, arms=(ONE, TWO))
    for title, shares in ((CELLS, ("59.1", "38.1")), (ANTIBODIES, ("100.0", "90.9")), (NEGATIVE, ("31.5", "44.5"))):
        for arm, share in zip((ONE, TWO), shares, strict=True):
            table.add(title, "percentage", share, "%", arm=arm)
    for arm, share in ((ONE, "37.5"), (TWO, "16.7")):
        table.add(NEGATIVE, "percentage", share, "%", arm=arm, subgroup="late relapse")
    for arm, count in ((ONE, 104), (TWO, 72), ("all", 176)):
        table.add(RELAPSE, "count", str(count), "patients", arm=arm, n=count)
    held = ResultsTable(table.rows)
    own = (
        Term("arm", ONE, None, ("one-dose", "the one-dose group"), SEDGE.id),
        Term("arm", TWO, None, ("two-dose", "the two-dose group"), SEDGE.id),
        Term("arm", "all", None, ("both arms",), SEDGE.id, role="all"),
        Term("subgroup", "late relapse", None, (), SEDGE.id),
        Term("outcome", CELLS, "CD4", ("CD4",), SEDGE.id, category="efficacy"),
        Term("outcome", ANTIBODIES, "IgG", (), SEDGE.id, category="efficacy"),
        Term("outcome", NEGATIVE, None, (), SEDGE.id, category="efficacy"),
        Term("outcome", RELAPSE, None, (), SEDGE.id, category="baseline"),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=held)
    return lambda text: check_text(text, table=held, terms=terms, trials=(SEDGE,))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Late relapse applied to 176 patients, 104 on one-dose and 72 on two-dose.", (), id="of both"),
        pytest.param("Late relapse was seen in 176 people: 104 with one-dose, 72 with two-dose.", (), id="listed"),
        pytest.param("Late relapse applied to 176 patients, 114 on one-dose and 72 on two-dose.", ("114",), id="part"),
        pytest.param("The CD4 T-cell responder rate was 59.1% on one-dose and 38.1% on two-dose.", (), id="cells"),
        pytest.param("The CD4 'any pair' response rate was 59.1% on one-dose.", (), id="quoted"),
        pytest.param("The CD4 T-cell responder rate was 51.9% on one-dose.", ("51.9",), id="other cells"),
        pytest.param("Virus clearance was reached by 31.5% on one-dose and 44.5% on two-dose. In late relapse the"
                     " corresponding rates were 37.5% and 16.7%.", (), id="group goes on"),
        pytest.param("Virus clearance was reached by 31.5% on one-dose and 44.5% on two-dose. For late relapse, these"
                     " figures were 35.7% and 16.7%.", ("35.7",), id="wrong in the group"),
    ],
)  # fmt: skip
def test_what_is_of_all_of_a_group_or_of_a_title(
    check_doses: Callable[[str], CheckReport], text: str, wrong: tuple[str, ...]
) -> None:
    """Each figure is held against the rows of those whom it counts, and of the title that is told."""
    checks = check_doses(text).checks
    assert tuple(item.number for item in checks if item.verdict is Verdict.CONTRADICTED) == wrong
    assert wrong or all(item.verdict is Verdict.SUPPORTED for item in checks)


@pytest.mark.parametrize("lead", ["After the end of all therapy", "Once all study treatment was over"])
def test_all_of_what_was_given_is_not_everybody(check_doses: Callable[[str], CheckReport], lead: str) -> None:
    """Whoever reads "all therapy" as all patients holds a figure of one arm against those of both."""
    [figure] = check_doses(f"{lead}, late relapse was seen in 104 patients.").checks
    assert figure.verdict is not Verdict.CONTRADICTED
