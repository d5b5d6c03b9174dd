"""Arms of which a period is counted, arms by their part in the trial, and p-values that stand in notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.arm_periods import held_by_all, parts_of, whole_of
from retrieval.checks import check_text
from retrieval.records import CheckReport
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

SEDGE = Trial("NCT90000171", "SEDGE", "Torumab Versus Placebo in Osteoporosis", "Osteoporosis")
HIGH, LOW, NONE = "Torumab 90 mg", "Torumab 30 mg", "Placebo"
FALLS = "Number of Participants With a Wrist Break Through Month 12"
DENSITY = "Percent Change From Baseline in Bone Density at Month 12"
BY_MASS = "Number of Participants Who Fell by Baseline Bone Mass"
SPINE = "Percentage of Participants With a Spine Break Through Month 24"
SPELLS = "Monthly Days With Dizziness"
CROSSED = "Crossover to Torumab"
NOTE = "Analysis as posted: Hazard Ratio (HR). Adjusted p-value; the nominal p-value was 0.021."
LIMIT = "Interim analysis: a p-value of less than 0.0032 was required."
BOUNDS = {"ci_low": "0.52", "ci_high": "0.94", "ci_level": "95", "interval_kind": "CI"}


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(SEDGE)
    for arm, size, falls, change in zip(
        (HIGH, LOW, NONE), (412, 409, 415), (31, 38, 47), ("6.4", "4.1", "0.7"), strict=True
    ):
        writer.add(FALLS, "count", str(falls), "patients", arm=arm, n=falls, N=size)
        writer.add(DENSITY, "mean", change, "Percent change", arm=arm, N=size)
    for arm, first, whole in zip((HIGH, LOW, NONE), (22, 19, 17), (64, 58, 17), strict=True):
        period = f"{arm} - Induction Period"
        writer.add("Headache", "count", str(first), "patients", arm=period, n=first, N=400, category="safety")
        if arm != NONE:
            later = f"Any {arm} - Entire Treatment Period"
            writer.add("Headache", "count", str(whole), "patients", arm=later, n=whole, N=560, category="safety")
    for arm, note, p in ((HIGH, f"{NOTE}", "0.043"), (LOW, LIMIT, "0.0071")):
        own = {"p_value": p, "p_comparator": "=", **BOUNDS}
        writer.add(FALLS, "hazard ratio", "0.70", None, comparison=f"{arm} vs {NONE}", note=note, **own)
    for arm, falls in ((HIGH, 7), (NONE, 12)):
        writer.add(
            BY_MASS, "count", str(falls), "patients", arm=arm, n=falls, N=200, item="Baseline bone mass >2,500 g"
        )
    for going_on, share in ((f"{HIGH} / Senumab", "3.8"), (f"{NONE} / Senumab", "9.6")):
        writer.add(SPINE, "percentage", share, "%", arm=going_on, N=390)
    both = f"{HIGH} / Senumab vs {NONE} / Senumab"
    writer.add(SPINE, "risk ratio", "0.40", None, comparison=both, **BOUNDS | {"ci_low": "0.21", "ci_high": "0.76"})
    for arm, before, change in zip((HIGH, LOW, NONE), ("7.4", "7.1", "7.3"), ("-2.31", "-1.84", "-0.62"), strict=True):
        writer.add(SPELLS, "mean", before, "days / month", arm=arm, N=400, category="baseline")
        writer.add(f"Change From Baseline in {SPELLS}", "mean", change, "Days / month", arm=arm, N=390)
    writer.add("Headache", "count", "9", "patients", arm=CROSSED, n=9, N=80, category="safety")
    own = (
        Term("arm", CROSSED, None, (), SEDGE.id),
        Term("outcome", SPELLS, None, (), SEDGE.id, category="baseline"),
        Term("outcome", f"Change From Baseline in {SPELLS}", None, (), SEDGE.id, category="efficacy"),
        Term("arm", HIGH, None, (), SEDGE.id, role="experimental"),
        Term("arm", LOW, None, (), SEDGE.id, role="experimental"),
        Term("arm", NONE, None, ("placebo",), SEDGE.id, role="control"),
        Term("arm", f"{NONE} - Induction Period", None, (), SEDGE.id, role="control"),
        Term("drug", "Torumab", None, (), SEDGE.id),
        Term("drug", "Sedgemab", None, (), SEDGE.id),
        Term("outcome", "Headache", None, (), SEDGE.id, category="safety"),
        *(
            Term("outcome", title, None, (), SEDGE.id, category="efficacy")
            for title in (FALLS, DENSITY, BY_MASS, SPINE)
        ),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(SEDGE,), trial=SEDGE.id, sources={})


@pytest.mark.parametrize(
    ("label", "whole"),
    [
        ("Any Torumab 90 mg - Entire Treatment Period", "Torumab 90 mg"),
        ("Placebo (Double-blind Period)", "Placebo"),
        ("OLE: Torumab 90 mg", "Torumab 90 mg"),
        ("Placebo - Infants", "Placebo - Infants"),
        ("Torumab (90 mg)", "Torumab (90 mg)"),
        ("Arm A: Torumab", "Arm A: Torumab"),
    ],
)
def test_period_is_no_part_of_an_arm(label: str, whole: str) -> None:
    """A group that is counted in one period has its arm's name."""
    assert whole_of(label) == whole


@pytest.mark.parametrize(
    ("arm", "arms", "told", "parts"),
    [
        ("Torumab (Double-blind Period)", ("Torumab / Senumab", "Placebo / Senumab"), "", ["Torumab / Senumab"]),
        ("Placebo", ("Placebo - Infants", "Placebo - Mothers"), "infants on placebo", ["Placebo - Infants"]),
        ("Placebo", ("Placebo", "Placebo - Mothers"), "on placebo", []),
        ("Torumab (10 mg)", ("Torumab (20 mg)",), "", []),
    ],
)
def test_groups_of_an_arm(arm: str, arms: tuple[str, ...], told: str, parts: list[str]) -> None:
    """A figure told of an arm may be of its groups, where nothing is counted of the whole."""
    assert parts_of(arm, arms, told) == parts


def test_name_that_all_others_hold() -> None:
    """Of several labels with one dose the one that the others only add to is meant."""
    assert list(held_by_all(["Any Torumab 90 mg", "Torumab 90 mg"])) == ["Torumab 90 mg"]
    assert len(held_by_all(["Torumab 90 mg", "Senumab 90 mg"])) == 2


@pytest.mark.parametrize(
    "text",
    [
        "At month 12 bone density had risen by 6.4% with the 90 mg dose and by 4.1% with the 30 mg dose.",
        "Bone density at month 12: 6.4% (90 mg), 4.1% (30 mg), 0.7% (placebo).",
        "Headache was reported in 22 of 400 patients given 90 mg during induction, and in 17 of 400 on placebo.",
        "Headache was reported in 64 of 560 patients on 90 mg over the entire treatment period.",
        "Wrist breaks came in 31 patients (of 412) on torumab 90 mg and 47 comparator patients (of 415).",
        "Bone density at month 12 rose by 6.4% with Sedgemab 90 mg against 4.1% with Sedgemab 30 mg.",
        "Of those with a bone mass >2,500 g, 12 on placebo and 7 on 90 mg fell.",
        "Bone density at month 12 rose by 0.7% in the standard of care arm.",
        "Spine breaks came in 3.8% on torumab 90 mg and 9.6% on placebo by month 24 (risk ratio 0.40, 0.21 to 0.76).",
        "By month 24, torumab 90 mg versus placebo for a spine break: risk ratio 0.40 (95% CI 0.21-0.76).",
        "Days with dizziness, 7.4 per month at baseline, fell by 2.31 with 90 mg, 1.84 with 30 mg and 0.62 on placebo.",
        "From 7.4 at baseline, days with dizziness came down by 2.31 with 90 mg and 1.84 with 30 mg.",
        "In the 90 mg and 30 mg groups, days with dizziness at baseline were 7.4 days per month and 7.1 days a month.",
        "There were 2.31 fewer days with dizziness with 90 mg and 1.84 fewer with 30 mg.",
        "With torumab 90 mg headache was seen in 22 patients, compared with 9 with Crossover to Torumab.",
        "For wrist breaks with 90 mg the P value was 0.043 after adjustment, the nominal one being 0.021.",
        "Wrist breaks with 30 mg: HR 0.70, P=0.0071, short of the required threshold of 0.0032.",
        "Wrist breaks with 30 mg: HR 0.70, P=0.0071 (a P value below 0.0032 was required).",
    ],
)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand."""
    assert is_good(check(text)), text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("At month 12 bone density had risen by 4.1% with the 90 mg dose and by 6.4% with the 30 mg dose.", "4.1"),
        ("Spine breaks came in 9.6% on torumab 90 mg and 3.8% on placebo by month 24.", "9.6"),
        ("From 7.4 at baseline, monthly days with dizziness fell by 2.31 with 90 mg and 2.48 with 30 mg.", "2.48"),
        ("Headache was reported in 22 of 560 patients on 90 mg over the entire treatment period.", "22"),
        ("Wrist breaks with 30 mg: HR 0.70, P=0.0071, short of the required threshold of 0.032.", "0.032"),
        ("For wrist breaks with 90 mg the nominal P value was 0.043.", "0.043"),
    ],
)
def test_altered_figures(check: Callable[[str], CheckReport], text: str, wrong: str) -> None:
    """Altered figures are contradicted."""
    assert wrong in [item.number for item in check(text).checks if item.verdict == "contradicted"], check(text)


def test_shares_of_nobody_are_read(check: Callable[[str], CheckReport]) -> None:
    """A share told with no patients at all is judged without an error."""
    text = "Spine breaks by month 24: 3.8% of 0 patients on torumab 90 mg (95% CI 2.1 to 6.4), 9.6% of 0 on placebo."
    assert check(text).checks
