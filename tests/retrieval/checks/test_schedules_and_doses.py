"""Arms told by how often or how much is given, titles of some arms alone, and outcomes in everyday words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.terms.arm_schedules import _SCHEDULE, _read
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

SORREL = Trial("NCT90000088", "SORREL", "Quenzumab Versus Placebo in Chronic Urticaria", "Chronic Urticaria")
WEEKLY, MONTHLY, NONE = "Quenzumab 90 mg qw", "Quenzumab 90 mg every 4 weeks", "Placebo qw"
ARMS = (WEEKLY, MONTHLY, NONE)
FREE = "Percentage of Participants Free of Wheals at Week 12"
SCORE = "Change From Baseline in Weekly Urticaria Activity Score at Week 12 (Weekly Arm)"
SCORE_MONTHLY = "Change From Baseline in Weekly Urticaria Activity Score at Week 12 (Monthly Arm)"
TROUGH = "Quenzumab Plasma Trough Concentration at Week 12"
DEAD = "Percentage of Participants With All-cause Mortality (ACM) at Day 90"
DEAD_EARLY = "Percentage of Participants With ACM at Day 30"
SITE = "Number of Participants With Solicited Local Reactions"
WEIGHT = "Change From Baseline in Body Weight"
WALK = "Ten Metre Walk Test"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(SORREL)
    for arm, size, share, dead, early in zip(
        ARMS, (204, 211, 198), ("48.5", "39.8", "11.6"), ("7.4", "8.1", "9.6"), ("3.4", "4.3", "5.1"), strict=True
    ):
        writer.add(FREE, "percentage", share, "%", arm=arm, N=size)
        writer.add(DEAD, "percentage", dead, "%", arm=arm, N=size, time_frame="Day 90")
        writer.add(DEAD_EARLY, "percentage", early, "%", arm=arm, N=size, time_frame="Day 30")
        writer.add("All-cause mortality", "count", "21", "patients", arm=arm, n=21, N=size, category="safety")
    for arm, value in ((WEEKLY, "-19.4"), (NONE, "-6.1")):
        writer.add(SCORE, "least-squares mean", value, "score on a scale", arm=arm)
    for arm, value in ((MONTHLY, "-16.2"), (NONE, "-6.1")):
        writer.add(SCORE_MONTHLY, "least-squares mean", value, "score on a scale", arm=arm)
    for arm, counts in ((WEEKLY, (61, 4)), (MONTHLY, (44, 3)), (NONE, (38, 1))):
        for item, n in zip(("Pain, any grade", "Pain, Grade 3"), counts, strict=True):
            writer.add(SITE, "count", str(n), "patients", arm=arm, item=item, n=n, N=204, category="safety")
    for arm, value in ((WEEKLY, "58.3"), (MONTHLY, "21.7")):
        writer.add(TROUGH, "geometric mean", value, "mg/L", arm=arm, N=90)
    for arm, value in ((WEEKLY, "-4.8"), (NONE, "-1.2")):
        writer.add(WEIGHT, "least-squares mean", value, "kilograms (kg)", arm=arm)
    for arm, value in ((WEEKLY, "7.9"), (NONE, "9.3")):
        writer.add(WALK, "mean", value, "seconds", arm=arm)
    bounds = {"ci_low": "-2.3", "ci_high": "-0.5", "ci_level": "95", "interval_kind": "CI"}
    writer.add(WALK, "mean difference", "-1.4", "seconds", comparison=f"{WEEKLY} vs {NONE}", **bounds)
    titles = (FREE, SCORE, SCORE_MONTHLY, TROUGH, DEAD, DEAD_EARLY, SITE, WEIGHT, WALK)
    own = (
        Term("arm", WEEKLY, None, (), SORREL.id, role="experimental"),
        Term("arm", MONTHLY, None, (), SORREL.id, role="experimental"),
        Term("arm", NONE, None, ("placebo",), SORREL.id, role="control"),
        Term("outcome", "All-cause mortality", None, ("deaths", "died"), SORREL.id, category="safety"),
        Term("drug", "Quenzumab", None, (), SORREL.id),
        *(Term("outcome", title, None, (), SORREL.id, category="efficacy") for title in titles),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(SORREL,), trial=SORREL.id, sources={})


@pytest.mark.parametrize(
    ("told", "often"),
    [
        ("q2w", (1, 2, "w")),
        ("every other week", (1, 2, "w")),
        ("fortnightly", (1, 2, "w")),
        ("once-weekly", (1, 1, "w")),
        ("monthly", (1, 4, "w")),
        ("every four weeks", (1, 4, "w")),
        ("twice a day", (2, 1, "d")),
        ("BID", (2, 1, "d")),
        ("q12h", (2, 1, "d")),
        ("every 8 hours", (3, 1, "d")),
        ("three times daily", (3, 1, "d")),
    ],
)
def test_schedule_is_read_in_whatever_words(told: str, often: tuple[int, int, str]) -> None:
    """The same schedule is the same in a prescriber's letters and in words."""
    match = _SCHEDULE.search(told)
    assert match is not None
    assert (match[0], _read(match)) == (told, often)


@pytest.mark.parametrize(
    "text",
    [
        "Free of wheals at week 12: weekly quenzumab 48.5%, placebo 11.6%.",
        "At week 12, 48.5% on qw quenzumab and 39.8% on q4w quenzumab were free of wheals, against 11.6% on placebo.",
        "Free of wheals at week 12 were 39.8% with quenzumab every 4 weeks and 48.5% with quenzumab once a week.",
        "Free of wheals at week 12 were 39.8% of the monthly group and 48.5% of the weekly group.",
        "The weekly urticaria activity score fell by 16.2 points with quenzumab monthly at week 12.",
        "Quenzumab levels at week 12 were 58.3 mg/L in the weekly and 21.7 mg/L in the monthly arm.",
        "Ninety days on, 7.4% of the weekly arm and 9.6% of the placebo arm had died.",
        "Thirty days on, 3.4% of the weekly arm and 5.1% of the placebo arm had died.",
        "Patients on weekly quenzumab lost 4.8 kg, those on placebo 1.2 kg.",
        "On the ten metre walk test patients were 1.4 seconds faster with weekly quenzumab than with placebo.",
        "The ten metre walk test took 1.4 seconds less on weekly quenzumab than on placebo (95% CI 0.5 to 2.3).",
    ],
)
def test_true_statement_is_confirmed(check: Callable[[str], CheckReport], text: str) -> None:
    """No number of it but a time point is left open, and nothing is called wrong."""
    report = check(text)
    wrong = [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    told = [item for item in report.checks if "." in item.number]
    assert not wrong
    assert all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in told)
    assert not [found for found in report.findings if found.severity == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "Free of wheals at week 12: weekly quenzumab 39.8%, placebo 11.6%.",
        "Free of wheals at week 12 were 48.5% of the monthly group and 39.8% of the weekly group.",
        "The weekly urticaria activity score fell by 19.4 points with quenzumab monthly at week 12.",
        "Ninety days on, 3.4% of the weekly arm and 5.1% of the placebo arm had died.",
        "Local pain of any grade was seen in 4 of 204 on weekly quenzumab and 1 of 204 on placebo.",
        "Patients were twice as likely to be free of wheals (OR 2.04) on weekly quenzumab.",
    ],
)
def test_false_statement_is_not_confirmed(check: Callable[[str], CheckReport], text: str) -> None:
    """Another arm's or time's figure, or one of another grade, is contradicted or at least left open."""
    assert not is_good(check(text))
