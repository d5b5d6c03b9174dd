"""Sentences of letters and newsletters about a registry record: arms as people write them, and titles' own figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

CLOVER = Trial("NCT90000005", "CLOVER", "Oremab with VDX/TAL in stiff joints", "stiff joints")
BOTH, ALONE, LESSONS = "Arm A: VDX/TAL + Oremab", "Arm B: VDX/TAL", "Joint School-Lessons"
LOW, HIGH = "VAX-3 15 µg", "VAX-3 50 µg"
FENNEL = Trial("NCT90000006", "FENNEL", "VAX-3 in adults", "rash")
PAIN, GROUP = (
    "Number of Participants With a First 4-point FRAC Event",
    "Number of Participants With 4-point FRAC in the Subgroup With Baseline Uric Acid >= 120 mg/dL",
)
RESPONSE, TITRES = (
    "Percentage of Participants With Seroconversion Against RV.1",
    "GMT of Antibodies Against {} at Day 1, Day 29",
)
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


class _Rows(RowWriter):
    """A count is also the number of patients with the event."""

    def add(self, outcome: str, statistic: str, value: str, unit: str | None, **fields: Any) -> None:
        counted = {"n": int(value)} if statistic == "count" else {}
        super().add(outcome, statistic, value, unit, **(counted | fields))


def _clover() -> list[Result]:
    table = _Rows(CLOVER)
    for arm, entered, events, weeks in (
        (BOTH, "206", "31", "8.9"),
        (ALONE, "205", "47", "7.1"),
        (LESSONS, "61", "12", "6.4"),
    ):
        table.add("Started", "count", entered, "patients", arm=arm, category="disposition")
        table.add(PAIN, "count", events, "patients", arm=arm, N=int(entered))
        table.add("Time to Relapse of Stiffness", "median", weeks, "weeks", arm=arm)
        table.add("Number of Participants With Any Bruise", "count", str(int(events) - 3), "patients", arm=arm)
    interval = {"interval_kind": "CI", "ci_level": "95"}
    for outcome, first, ratio, low, high in (
        (PAIN, BOTH, "0.65", "0.48", "0.88"),
        (PAIN, ALONE, "1.12", "0.71", "1.77"),
        (GROUP, BOTH, "0.71", "0.51", "0.99"),
    ):
        other = {"comparison": f"{first} vs {LESSONS}", "ci_low": low, "ci_high": high}
        table.add(outcome, "hazard ratio", ratio, None, **other, **interval)
    for item, values in (("Baseline", ("341.7", "338.9")), ("Week 8", ("369.4", "384.2"))):
        for arm, value in zip((BOTH, LESSONS), values, strict=True):
            table.add("Total Walking Time", "mean", value, "minutes", arm=arm, item=item)
    table.add("Uric Acid", "median", "104.6", "mg/dL", arm=BOTH, category="baseline")
    return table.rows


def _fennel() -> list[Result]:
    table = _Rows(FENNEL)
    for arm, share, titres in (
        (LOW, "75.5", ("61.4", "204.5")),
        (HIGH, "87.7", ("59.8", "301.2")),
        ("Placebo", "3.8", ("60.7", "60.1")),
    ):
        table.add(RESPONSE, "percentage", share, "%", arm=arm)
        for day, value in zip(("Day 1", "Day 29"), titres, strict=True):
            table.add(TITRES.format("RV.4"), "geometric mean", value, "Titer", arm=arm, item=day)
        table.add(
            "Geometric Mean Titer (GMT) of Antibodies Against RV.1", "geometric mean", titres[1] + "5", "Titer", arm=arm
        )
    interval = {"interval_kind": "CI", "ci_level": "95"}
    table.add(
        RESPONSE,
        "risk difference",
        "12.2",
        "percentage points",
        comparison=f"{HIGH} vs {LOW}",
        ci_low="4.4",
        ci_high="20.0",
        **interval,
    )
    table.add(
        "Number of Participants With Any Rash",
        "Vaccine efficacy (%)",
        "57.4",
        None,
        comparison=f"{HIGH} vs Placebo",
        ci_low="-8.6",
        ci_high="83.3",
        **interval,
    )
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[..., CheckReport]:
    """Check a text about one of the trials."""
    table = ResultsTable((*_clover(), *_fennel()))
    outcomes = (Term("outcome", PAIN, None, (), CLOVER.id, category="efficacy", primary=True),)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *outcomes), table=table)

    def run(text: str, trial: Trial = CLOVER) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(CLOVER, FENNEL), trial=trial.id)

    return run


def _open(report: CheckReport) -> list[tuple[str, str]]:
    return [(item.number, item.reason) for item in report.checks if item.verdict not in GOOD]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The median time to relapse of stiffness was 8.9 weeks in arm A and 7.1 weeks in arm B.",
                     id="letters"),
        pytest.param("Median time to relapse rose from 7.1 weeks with VDX/TAL to 8.9 weeks with the combination.",
                     id="combination"),
        pytest.param("Oremab added to VDX/TAL gave a median time to relapse of 8.9 weeks.", id="added"),
        pytest.param("Median time to relapse was 7.1 weeks on VDXTAL alone and 6.4 weeks with school lessons.",
                     id="hyphens"),
        pytest.param("Median time to relapse was 8.9 weeks with vedox/talin (VDX/TAL) plus oremab.", id="brackets"),
        pytest.param("The median time to relapse was 6.4 weeks in the joint-school group.", id="word of a label"),
        pytest.param("In all, 472 patients with long-standing disease were randomised.", id="sum of three arms"),
        pytest.param("Patients were assigned to VDX/TAL plus oremab (206), VDX/TAL (205) or lessons (61).", id="sizes"),
        pytest.param("Against lessons the hazard ratio of a 4-point FRAC event was 0.65 (95% CI 0.48-0.88)"
                     " with VDX/TAL plus oremab.",
                     id="against"),
        pytest.param("Among patients with a uric acid of 120 mg/dL or more, the hazard ratio for the primary endpoint"
                     " was 0.71 (95% CI 0.51-0.99).", id="a group's own outcome"),
        pytest.param("VDX/TAL plus oremab reduced the 4-point FRAC events, see issue 31 and room 214, or ring"
                     " 020 7946 0312.",
                     id="names"),
        pytest.param("Total walking time went from a mean of 338.9 to 384.2 minutes with school lessons.",
                     id="from a mean of"),
        pytest.param("472 people with stiff joints took part: 206 got VDX/TAL plus oremab, 205 got"
                     " VDX/TAL and 61 got lessons.",
                     id="took part"),
        pytest.param("A first 4-point FRAC event was seen in 12 patients with lessons.", id="figure in a title"),
        pytest.param("In the trial, IGA score of 0 or 1 apart, 472 patients were randomised.", id="values of a score"),
    ],
)  # fmt: skip
def test_true_sentence_is_confirmed(check: Callable[..., CheckReport], text: str) -> None:
    """No number of it is contradicted or left unchecked."""
    report = check(text)
    assert _open(report) == []
    assert [item.kind for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Seroconversion was 12.2 percentage points higher with 50 µg (95% CI 4.4 to 20.0).",
                     id="word of a title"),
        pytest.param("Vaccine efficacy was 57.4% (95% CI -8.6 to 83.3).", id="a statistic as an outcome"),
        pytest.param("Against RV.4 the geometric mean titre on 50 µg climbed from 59.8 on Day 1 to 301.2 on Day 29.",
                     id="code"),
        pytest.param("| | 15 µg | 50 µg | Placebo |\n|---|---|---|---|\n| Seroconversion | 75.5% | 87.7% | 3.8% |",
                     id="doses over columns"),
        pytest.param("Vaccine efficacy of 50 µg against any rash was 57.4% (95% CI -8.6 to 83.3).", id="of an outcome"),
        pytest.param("Against RV.4 the geometric mean titre peaked at 301.2 with 50 µg and was still 60.1 on"
                     " Day 29 with placebo.",
                     id="a time that is not its own"),
    ],
)  # fmt: skip
def test_true_sentence_on_doses_is_confirmed(check: Callable[..., CheckReport], text: str) -> None:
    """Doses name the arms, and the code or word of a title its outcome."""
    assert _open(check(text, FENNEL)) == []


@pytest.mark.parametrize(
    ("text", "wrong", "trial"),
    [
        pytest.param("Median time to relapse fell from 8.9 weeks with VDX/TAL to 7.1 weeks with the combination.",
                     ["8.9", "7.1"], CLOVER, id="combination swapped"),
        pytest.param("Patients were assigned to VDX/TAL plus oremab (205), VDX/TAL (206) or lessons (61).",
                     ["205", "206"], CLOVER, id="sizes swapped"),
        pytest.param("Against RV.4 the geometric mean titre on 50 µg climbed from 59.8 on Day 1 to 59.8 on Day 29.",
                     ["59.8"], FENNEL, id="another day"),
        pytest.param("| | 15 µg | 50 µg |\n|---|---|---|\n| Seroconversion | 87.7% | 75.5% |", ["87.7", "75.5"], FENNEL,
                     id="columns swapped"),
    ],
)  # fmt: skip
def test_wrong_number_is_found(check: Callable[..., CheckReport], text: str, wrong: list[str], trial: Trial) -> None:
    """Each altered number is contradicted, and no other."""
    found = [item.number for item in check(text, trial).checks if item.verdict is Verdict.CONTRADICTED]
    assert found == wrong


def test_limit_of_a_group_is_no_figure(check: Callable[..., CheckReport]) -> None:
    """A median of the same measure does not contradict it."""
    report = check("Patients with a uric acid of 150 mg/dL or more were seen first.")
    assert [item.verdict for item in report.checks] == [Verdict.UNCHECKED]
