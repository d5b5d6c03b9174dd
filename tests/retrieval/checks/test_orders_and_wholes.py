"""Which of two figures is called the larger, of how many a share is told, and of whom; over an invented trial."""

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

TANSY = Trial("NCT90000077", "TANSY", "Belvarsen Versus Placebo in Adults With Plaque Morphoea", "Morphoea")
BELVA, NONE = "Belvarsen 40 mg", "Placebo"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
CLEARED = "Percentage of Participants With Skin Score Clearance at Week 16"
ANTIBODIES = "Geometric Mean Titre of Antibodies Against Drug at Week 16"
NAIVE = "Percentage of Participants With Skin Score Response at Week 16: Biologic-Naive"
SECOND = "Percentage of Participants With Skin Score Response at Week 16: Biologic-Experienced"
FLARED = "Percentage of Participants With Flare Up to Week 52"


def _rows() -> list[Result]:
    table = RowWriter(TANSY, arms=(BELVA, NONE))
    interval = {"interval_kind": "CI", "ci_level": "95"}
    for arm, share, low, high, total in ((BELVA, "64.8", "54.6", "73.9", 108), (NONE, "21.4", "13.9", "30.5", 103)):
        table.add(
            CLEARED, "percentage", share, "%", arm=arm, N=total, population="full analysis set", ci_low=low,
            ci_high=high, **interval,
        )  # fmt: skip
    table.add(CLEARED, "difference", "43.4", "percentage points", comparison=f"{BELVA} vs {NONE}")
    table.two(NAIVE, "percentage", ("71.7", "28.3"), "%")
    table.two(SECOND, "percentage", ("55.1", "12.2"), "%")
    table.add(FLARED, "percentage", "18.5", "%", arm=BELVA, N=108, note="No formal test was done.")
    table.add(FLARED, "percentage", "41.7", "%", arm=NONE, N=103, note="No formal test was done.")
    for item, titre in (("Aged 18 to 39 years", "88.4"), ("Aged 40 to 75 years", "51.6")):
        table.add(ANTIBODIES, "geometric mean", titre, "titer", arm=BELVA, item=item)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about an invented trial of a drug and placebo."""
    titles = (CLEARED, NAIVE, SECOND, FLARED, ANTIBODIES)
    own = (
        Term("arm", BELVA, None, (), TANSY.id, role="experimental"),
        Term("arm", NONE, None, (), TANSY.id, role="control"),
        *(Term("outcome", title, None, (), TANSY.id, category="efficacy") for title in titles),
    )
    table = ResultsTable(_rows())
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TANSY,))


def _is_wrong(report: CheckReport) -> bool:
    errors = [found for found in report.findings if found.severity == "error"]
    return bool(errors) or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were higher in those aged 18 to 39 years"
                     " than in those aged 40 to 75 years: 88.4 vs 51.6.", ("higher", "lower"), id="two rows"),
        pytest.param("In TANSY skin score clearance at week 16 was 43.4 percentage points more frequent on belvarsen"
                     " than on placebo.", ("more frequent on belvarsen than on placebo",
                                           "more frequent on placebo than on belvarsen"), id="a difference"),
        pytest.param("In TANSY skin score clearance at week 16 was 43.4 percentage points higher on belvarsen than on"
                     " placebo.", ("higher", "lower"), id="points lower"),
        pytest.param("In TANSY the skin score cleared by week 16 in 64.8% (95% CI 54.6 to 73.9) of the 108 patients on"
                     " belvarsen.", ("of the 108", "of the 93"), id="the whole of a share"),
        pytest.param("In TANSY a skin score response at week 16 was seen on belvarsen in 71.7% of patients who had"
                     " never been treated.", ("never", "previously"), id="treated before"),
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were 88.4 and 51.6 in those aged 18 to 39"
                     " and 40 to 75.", ("88.4 and 51.6", "51.6 and 88.4"), id="rows told in the order of figures"),
        pytest.param("In TANSY the skin score cleared by week 16 on belvarsen in 64.8% (95% CI 54.6 to 73.9) in the"
                     " full set of 108 patients.", ("set of 108 patients", "set of 86 patients"), id="the set of it"),
        pytest.param("In TANSY a flare up to week 52 was seen in 18.5% on belvarsen and in 41.7% on placebo.",
                     ("In TANSY a flare up to week 52 was seen", "In TANSY a flare up to week 52 was seen significantly"
                      " less often"), id="significance of what was not tested"),
    ],
)  # fmt: skip
def test_order_whole_and_whom(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert not _is_wrong(check(text))
    assert _is_wrong(check(text.replace(*change)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In TANSY grade 3 or higher flares were rarer on belvarsen (18.5%) than on placebo (41.7%).",
                     id="a limit is no direction"),
        pytest.param("In TANSY titres of antibodies to the drug on belvarsen were not lower in those aged 18 to 39"
                     " years than in those aged 40 to 75 years: 88.4 vs 51.6.", id="denied"),
    ],
)  # fmt: skip
def test_order_that_is_not_told_is_not_held_against(check: Callable[[str], CheckReport], text: str) -> None:
    """A word of direction that compares no two figures, or is denied, is no error."""
    assert "direction" not in {found.kind for found in check(text).findings if found.severity == "error"}
