"""Arms that a text calls as the trial's title does, and words of direction behind the figures of several events."""

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

TITLE = "Study of Corvimab Versus Platinum-Based Chemotherapy for Participants With Tired Lungs"
BURDOCK = Trial("NCT90000402", "BURDOCK", TITLE, "Tired lungs")
ARMS = ("Corvimab", "Standard of Care (SOC)")
EVENTS = (("Nausea", "92", "212"), ("Anaemia", "98", "273"), ("Hypothyroidism", "77", "9"))


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about an invented trial against an arm that its record calls by another name."""
    writer = RowWriter(BURDOCK, arms=ARMS)
    for event, first, second in EVENTS:
        writer.two(event, "count", (first, second), "patients", category="safety", N=600)
    bounds = {"ci_low": "0.56", "ci_high": "0.85", "ci_level": "95", "interval_kind": "CI"}
    writer.add("Overall survival", "hazard ratio", "0.69", None, comparison=" vs ".join(ARMS), **bounds)
    writer.two("Overall survival", "median", ("20.0", "12.2"), "months")
    own = (
        *(Term("arm", arm, None, (), BURDOCK.id) for arm in ARMS),
        Term("drug", "Corvimab", None, (), BURDOCK.id),
        *(Term("outcome", event, None, (), BURDOCK.id, category="safety") for event, *_ in EVENTS),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(BURDOCK,), trial=BURDOCK.id)


@pytest.mark.parametrize(
    "text",
    [
        "Anaemia was seen in 98 patients on corvimab and 273 chemotherapy patients.",
        "Median overall survival was 20.0 months with corvimab and 12.2 months with platinum-based chemotherapy.",
        "Hypothyroidism occurred in 77 patients on corvimab and 9 on chemotherapy, whereas nausea (92 vs 212 patients)"
        " and anaemia (98 vs 273) were commoner with chemotherapy.",
    ],
)
def test_arm_is_called_as_in_the_title(check: Callable[[str], CheckReport], text: str) -> None:
    """What the title holds the drug against is the other arm."""
    assert is_good(check(text))


def test_swapped_arms_are_seen_under_that_name(check: Callable[[str], CheckReport]) -> None:
    """The figures of the two arms under each other's names are contradicted."""
    report = check("Anaemia was seen in 273 patients on corvimab and 98 on chemotherapy.")
    assert {item.verdict for item in report.checks} == {Verdict.CONTRADICTED}


def test_direction_is_of_the_figures_right_before_it(check: Callable[[str], CheckReport]) -> None:
    """ "Rarer with chemotherapy" is wrong of the last event named before it, whatever holds of the first."""
    text = (
        "Hypothyroidism occurred in 77 patients on corvimab and 9 on chemotherapy, whereas anaemia (98 vs 273) was {}."
    )
    found = {
        word: [it.kind for it in check(text.format(f"{word} with chemotherapy")).findings]
        for word in ("rarer", "commoner")
    }
    assert "direction" in found["rarer"]
    assert "direction" not in found["commoner"]
