"""The two lists of a record's adverse events told beside an event, and rates of what nobody wants."""

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

SEDGE = Trial("NCT90000093", "SEDGE", "Ostremab in Gout", "Gout")
DRUG, NONE = "Ostremab", "Placebo"


@pytest.fixture(scope="module")
def check_sedge() -> Callable[[str], CheckReport]:
    """Check a text against a record with a list of serious and one of other events."""
    writer = RowWriter(SEDGE, arms=(DRUG, NONE))
    sizes = {"N": 400, "category": "safety"}
    writer.two("Other adverse events", "count", ("260", "251"), "patients", grade="non-serious", **sizes)
    writer.two("Serious adverse events", "count", ("61", "55"), "patients", grade="serious", **sizes)
    writer.two("Cough", "count", ("53", "36"), "patients", grade="non-serious", **sizes)
    writer.two("Cough", "count", ("3", "2"), "patients", grade="serious", **sizes)
    for arm, assigned, started in ((DRUG, 402, 398), (NONE, 399, 397)):
        writer.add("Age", "median", "61", "years", arm=arm, N=assigned, category="baseline")
        writer.add("Started", "count", str(started), "patients", arm=arm, n=started, category="disposition")
    for item in ("Month 6", "Month 12"):
        writer.two("Time to Flare", "median", ("11.3", "9.1"), "months", item=item)
    own = (
        Term("arm", DRUG, None, (), SEDGE.id, role="experimental"),
        Term("arm", NONE, None, (), SEDGE.id, role="control"),
        Term("outcome", "Started", None, ("randomised",), SEDGE.id, category="disposition"),
        Term("outcome", "Time to Flare", None, (), SEDGE.id, category="efficacy"),
        Term("outcome", "Cough", None, (), SEDGE.id, category="safety"),
        Term("outcome", "Other adverse events", None, ("non-serious adverse events",), SEDGE.id, category="safety"),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)

    def run(text: str) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(SEDGE,), trial=SEDGE.id)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Cough in SEDGE (other adverse events): placebo 36, ostremab 53.",
        "Cough, other (non-serious) adverse events of SEDGE: placebo 36, ostremab 53.",
        "Cough, not classed as serious, was noted in 53 on ostremab and 36 on placebo.",
    ],
)
def test_a_list_of_events_beside_an_event_is_its_grade(text: str, check_sedge: Callable[[str], CheckReport]) -> None:
    """ "(Other adverse events)" behind an event tells in which list its figures stand, and no total."""
    turned = text.replace("36", "x").replace("53", "36").replace("x", "53")
    assert is_good(check_sedge(text))
    assert Verdict.CONTRADICTED in {item.verdict for item in check_sedge(turned).checks}


def test_an_event_classed_as_serious_has_the_figures_of_the_serious_list(
    check_sedge: Callable[[str], CheckReport],
) -> None:
    """The same digits told of the other list are wrong."""
    report = check_sedge("Cough, classed as serious, was noted in 53 on ostremab and 36 on placebo.")
    assert {item.verdict for item in report.checks} == {Verdict.CONTRADICTED}


def test_a_death_rate_is_lower_where_survival_is_longer(check: Callable[..., CheckReport]) -> None:
    """A hazard ratio of death below 1 is a lower rate of deaths, and no shorter survival."""
    told = "With the OS hazard ratio at 0.912, the death rate on Veda-Rx was numerically {} than on Rx."
    assert is_good(check(told.format("lower")))
    assert [item.kind for item in check(told.format("higher")).findings if item.severity == "error"] == ["direction"]


def test_not_reached_is_checked_against_a_row_of_an_outcome(check_sedge: Callable[[str], CheckReport]) -> None:
    """A median told as not reached is no number of patients to be held against the figures of the arms."""
    report = check_sedge("In SEDGE the median time to flare was not reached on ostremab.")
    assert "not reached" in [item.number for item in report.checks]


def test_those_assigned_may_be_more_than_those_who_started(check_sedge: Callable[[str], CheckReport]) -> None:
    """Where the flow begins with those treated, the sizes of the arms elsewhere tell how many were assigned."""
    text = "SEDGE randomised 402 patients to ostremab and 399 to placebo."
    assert is_good(check_sedge(text))
    assert Verdict.CONTRADICTED in {item.verdict for item in check_sedge(text.replace("402", "420")).checks}


def test_all_assigned_are_told_before_those_of_each_arm(check_sedge: Callable[[str], CheckReport]) -> None:
    """A number of all before a colon is none of the arm that is named behind it."""
    text = "SEDGE randomised 795 people: ostremab 398, placebo 397."
    assert is_good(check_sedge(text))
    assert Verdict.CONTRADICTED in {item.verdict for item in check_sedge(text.replace("795", "759")).checks}
