"""Shares held as proportions, levels of scales, rates of one arm, deaths by a time, schedules; an invented trial."""

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

SORREL = Trial("NCT90000081", "SORREL", "Tandolimus Twice or Three Times Daily Versus Placebo in Uveitis", "Uveitis")
TWICE, THRICE, NONE = "Tandolimus 240 mg BID", "Tandolimus 240 mg TID", "Placebo"
EARLY, LATE = "14-day Participant Mortality", "29-day Participant Mortality"
FLARES = "Annualized Flare Rate at 2 Years"
HEALED = "Time to Healing"
STATUS = "Functional Status at Entry"
ENTRY = "Functional performance status"
SEVERE = "Number of Participants With Treatment-emergent Adverse Events (TEAEs) and Serious TEAEs"
EYE = "Events Included in the Composite Endpoint of Loss of Vision and Surgery"
VENT = "Percentage of Participants Requiring a New Corneal Graft"
REASONS = "Categorized Percent Reduction in Flares"
RASH = "Rash"


def _rows() -> list[Result]:
    table = RowWriter(SORREL, arms=(TWICE, NONE))
    bounds = {"interval_kind": "CI", "ci_level": "95"}
    first, second = f"{TWICE} vs {NONE}", f"{THRICE} vs {NONE}"
    for title, frame, shares, ratio in (
        (EARLY, "Day 1 through Day 15", ("0.067", "0.119"), ("0.55", "0.36", "0.83")),
        (LATE, "Day 1 through Day 29", ("0.114", "0.152"), ("0.73", "0.52", "1.03")),
    ):
        table.two(title, "proportion", shares, "proportion of participants", time_frame=frame)
        table.add(
            title, "hazard ratio", ratio[0], None, comparison=first, ci_low=ratio[1], ci_high=ratio[2],
            time_frame=frame, **bounds,
        )  # fmt: skip
    for arm, rate, low, high in (
        (NONE, "0.364", "0.303", "0.436"), (TWICE, "0.172", "0.138", "0.214"), (THRICE, "0.189", "0.151", "0.237"),
    ):  # fmt: skip
        table.add(FLARES, "rate", rate, "flares per participant-year", arm=arm, ci_low=low, ci_high=high, **bounds)
    table.add(FLARES, "rate ratio", "0.473", None, comparison=first, ci_low="0.365", ci_high="0.613", **bounds)
    table.add(HEALED, "rate ratio", "1.23", None, comparison=first, ci_low="1.08", ci_high="1.41", **bounds)
    table.add(HEALED, "odds ratio", "1.60", None, comparison=second)
    for item, counts in (("0", ("205", "202")), ("1", ("129", "132"))):
        table.two(ENTRY, "count", counts, "patients", category="baseline", item=item)
    for item, grade, counts in (("Any TEAE", None, ("65", "70")), ("Grade 3 or higher TEAE", ">=3", ("9", "8"))):
        for arm, count in zip((TWICE, NONE), counts, strict=True):
            table.add(
                SEVERE, "count", count, "patients", arm=arm, n=int(count), N=84, grade=grade, item=item,
                category="safety",
            )  # fmt: skip
    table.add(EYE, "rate ratio", "0.75", None, comparison=first, ci_low="0.65", ci_high="0.88", **bounds)
    table.two(VENT, "percentage", ("12.9", "22.5"), "%")
    for item, counts in (("-25% to less than 25%", ("74", "108")), ("75% to less than 100%", ("30", "15"))):
        table.two(REASONS, "count", counts, "patients", item=item)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text of the trial."""
    table = ResultsTable(_rows())
    categories = {row.outcome: row.category for row in table.results(trial=SORREL.id)}
    own = (
        Term("arm", TWICE, None, (), SORREL.id, role="experimental"),
        Term("arm", THRICE, None, (), SORREL.id, role="experimental"),
        Term("arm", NONE, None, (), SORREL.id, role="control"),
        *(Term("outcome", title, None, (), SORREL.id, category=kind) for title, kind in categories.items()),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(SORREL,))


def _is_wrong(report: CheckReport) -> bool:
    errors = [found for found in report.findings if found.severity == "error"]
    return bool(errors) or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In SORREL 29-day participant mortality was 11.4% with tandolimus 240 mg BID and 15.2% with"
                     " placebo.", ("11.4%", "1.14%"), id="a proportion told in per cent"),
        pytest.param("In SORREL 14-day participant mortality was 6.7% with tandolimus 240 mg BID and 11.9% with"
                     " placebo, an absolute difference of 5.2 percentage points.", ("5.2", "7.2"),
                     id="a difference of proportions"),
        pytest.param("In SORREL the hazard ratio for death through day 15 was 0.55 (95% CI 0.36 to 0.83).",
                     ("day 15", "day 29"), id="deaths by the time told"),
        pytest.param("In SORREL healing was faster with tandolimus (time to healing: RR 1.23; 1.08 to 1.41).",
                     ("1.23", "1.32"), id="two letters of a ratio of rates"),
        pytest.param("In SORREL the annualised flare rate was 0.364 (95% CI 0.303 to 0.436) with placebo.",
                     ("0.303", "0.365"), id="bounds of the rate of one arm"),
        pytest.param("In SORREL the annualised flare rate was 0.189 on the three-times-a-day dose.",
                     ("three-times-a-day", "twice-a-day"), id="a schedule with hyphens"),
        pytest.param("In SORREL functional performance status was 0 in 205 patients on tandolimus 240 mg BID and 202 on"
                     " placebo.", ("was 0", "was 1"), id="a level of a scale"),
        pytest.param("In SORREL functional performance status was 0 in 205 patients on tandolimus 240 mg BID and 202 on"
                     " placebo.", ("202", "132"), id="the level of both arms"),
        pytest.param("In SORREL TEAEs of grade 3 or higher were reported by 9 of 84 patients on tandolimus 240 mg BID.",
                     ("9 of 84", "65 of 84"), id="a grade that a row tells"),
        pytest.param("In SORREL the composite of loss of vision and surgery, the rate ratio was 0.75 (95% CI 0.65 to"
                     " 0.88).", ("rate ratio", "odds ratio"), id="a composite ends before its ratio"),
        pytest.param("In SORREL a new corneal graft was required by 12.9% on tandolimus 240 mg BID among those not in"
                     " need of one at baseline.", ("12.9%", "19.2%"), id="who had nothing at baseline"),
        pytest.param("In SORREL the categorized percent reduction in flares (-25% to less than 25%) was 74 with"
                     " tandolimus 240 mg BID and 108 with placebo.", ("108", "15"), id="a row in brackets"),
    ],
)  # fmt: skip
def test_share_level_and_rate(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert not _is_wrong(check(text))
    assert _is_wrong(check(text.replace(*change)))
