"""Figures told in words that no title has: several of them find their row, whose qualifiers are then compared."""

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

YARROW = Trial("NCT90000051", "YARROW", "Two Doses of Quintamab Versus Saline in Adults With Gout", "Gout")
LOW, HIGH, NONE = "Quintamab 20 mg", "Quintamab 80 mg", "Placebo"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
FLARES = "Time From First Dose to First Investigator-confirmed Gout Flare"
BY_AGE = "Number of Participants With Any Flare by Age Group"
MARROW = "Change From Baseline in Bone Marrow Oedema Score Averaged Over Weeks 20, 22, and 24"
STAIRS = "Change From Baseline in Steps Climbed at Week 20"
SERIOUS = "Number of Participants With Serious Adverse Events"


def _rows() -> list[Result]:
    table = RowWriter(YARROW)
    interval = {"interval_kind": "CI", "ci_level": "95"}
    table.add(
        FLARES, "hazard ratio", "0.64", None, comparison=f"{HIGH} vs {NONE}", ci_low="0.47", ci_high="0.88", **interval
    )
    for arm, days in ((LOW, "66.5"), (HIGH, "91.5"), (NONE, "48.5")):
        table.add(FLARES, "median", days, "days", arm=arm)
    for arm, young, old in ((LOW, 31, 17), (HIGH, 25, 14), (NONE, 44, 23)):
        table.add(BY_AGE, "count", str(young), "patients", arm=arm, item="Age < 65 years", n=young, N=92)
        table.add(BY_AGE, "count", str(old), "patients", arm=arm, item="Age >= 65 years", n=old, N=38)
    for arm, change in ((LOW, "-2.31"), (HIGH, "-3.74"), (NONE, "-0.82")):
        table.add(MARROW, "least-squares mean", change, "score on a scale", arm=arm)
    table.add(
        MARROW, "least-squares mean difference", "-2.92", "score on a scale", comparison=f"{HIGH} vs {NONE}",
        ci_low="-3.61", ci_high="-2.23", **interval,
    )  # fmt: skip
    table.add(MARROW, "least-squares mean difference", "-1.49", "score on a scale", comparison=f"{LOW} vs {NONE}")
    table.add(
        STAIRS, "least-squares mean difference", "1.62", "steps", comparison=f"{HIGH} vs {NONE}",
        p_value="0.0043", p_comparator="=", p_sides="one-sided",
    )  # fmt: skip
    for arm, ill, all_ in ((LOW, 7, 130), (HIGH, 9, 131), (NONE, 12, 129)):
        table.add(SERIOUS, "count", str(ill), "patients", arm=arm, grade="serious", n=ill, N=all_)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about an invented trial of two doses and saline."""
    own = (
        Term("arm", LOW, None, (), YARROW.id, role="experimental"),
        Term("arm", HIGH, None, (), YARROW.id, role="experimental"),
        Term("arm", NONE, None, (), YARROW.id, role="control"),
        *(
            Term("outcome", title, None, (), YARROW.id, category="efficacy")
            for title in (FLARES, BY_AGE, MARROW, STAIRS)
        ),
        Term("outcome", SERIOUS, None, (), YARROW.id, category="safety"),
    )
    table = ResultsTable(_rows())
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(YARROW,))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In YARROW confirmed attacks came later on 80 mg than on placebo: 0.64 (95% CI 0.47-0.88).",
                     ("0.47-0.88", "0.47-0.98"), id="one bound of three figures"),
        pytest.param("In YARROW confirmed attacks came later on 80 mg than on placebo: 0.64 (95% CI 0.47-0.88).",
                     ("95%", "99%"), id="the level of three figures"),
        pytest.param("In YARROW swelling in the marrow went down to week 24 by 3.74 on the high dose"
                     " and by 0.82 on placebo, a difference of -2.92 (95% CI -3.61 to -2.23).",
                     ("3.74 on the high dose and by 0.82 on placebo", "0.82 on the high dose and by 3.74 on placebo"),
                     id="arms told by the level of their dose"),
        pytest.param("In YARROW the change in the bone marrow oedema score against placebo was -2.92 with 80 mg (95% CI"
                     " -3.61 to -2.23) and -1.49 with 20 mg.", ("with 80 mg", "with 20 mg"), id="another dose"),
        pytest.param("In YARROW swelling in the marrow went down to week 24 by 3.74 on the high dose"
                     " and by 0.82 after saline.", ("3.74 on the high", "3.74 on the low"), id="saline, lower dose"),
        pytest.param("In YARROW gout flared in 14 of 38 people aged 65 and over on 80 mg and in 23 of 38 on placebo.",
                     ("aged 65 and over", "younger than 65"), id="a limit in the name of a row"),
        pytest.param("In YARROW 80 mg was better than placebo for the week 20 climbing endpoint (LS mean difference"
                     " 1.62 steps, one-sided p=0.0043).", ("one-sided", "two-sided"), id="sides of the p-value"),
        pytest.param("In YARROW serious adverse events befell 9 of 131 patients on 80 mg and 12 of 129 on placebo.",
                     ("serious adverse events befell", "adverse events killed"), id="how bad events were"),
    ],
)  # fmt: skip
def test_figures_find_their_row(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """What no title says stands by its figures, and one altered thing is an error."""
    assert [(item.number, item.reason) for item in check(text).checks if item.verdict not in GOOD] == []
    assert [found.kind for found in check(text).findings if found.severity == "error"] == []
    report = check(text.replace(*change))
    errors = [found for found in report.findings if found.severity == "error"]
    assert errors or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In YARROW kidney stones gave a hazard ratio of 0.64 (95% CI 0.47-0.88).", id="of something else"),
        pytest.param("In YARROW 31 of 92 had a rash on 20 mg.", id="another event"),
    ],
)
def test_figures_alone_confirm_nothing(check: Callable[[str], CheckReport], text: str) -> None:
    """Figures of a row whose words are not told are not confirmed."""
    assert not any(item.verdict in GOOD for item in check(text).checks if item.number in ("0.64", "31"))
