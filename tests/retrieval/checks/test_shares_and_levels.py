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
STOPPED = "Number of Participants With Adverse Events (AEs) Leading to Discontinuation"


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
    for item, shares in (("Anterior <1%", ("61.7", "52.2")), ("Anterior >= 50%", ("73.0", "48.1"))):
        table.two("Overall Survival by Anterior Score", "percentage", shares, "%", item=item, time_frame="Month 12")
    for item, shares in (("Month 6", ("84.7", "71.9")), ("Month 12", ("69.2", "49.4"))):
        table.two("Overall Survival Rate", "percentage", shares, "%", item=item, time_frame="Months 6 and 12")
    table.two("Not completed: Adverse Event", "count", ("8", "9"), "patients", category="disposition")
    table.two(STOPPED, "count", ("17", "22"), "patients", category="safety")
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
        pytest.param("In SORREL 8 patients on tandolimus 240 mg BID and 9 on placebo discontinued because of an adverse"
                     " event.", ("8 patients", "6 patients"), id="events that ended treatment, or the trial"),
    ],
)  # fmt: skip
def test_share_level_and_rate(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert not _is_wrong(check(text))
    assert _is_wrong(check(text.replace(*change)))


LISTED = Trial("NCT90000082", "YARROW", "Osmelimab Weekly or Every Two Weeks Versus None in Dystonia", "Dystonia")
WEEKLY, FORTNIGHT = "Arm A: 1.5 mg/kg Osmelimab QW", "Arm B: 3 mg/kg Osmelimab Q2W"
UNTREATED, LATER = "Arm C: No Prevention (Control)", "Arm D: 1.5 mg/kg Osmelimab QW (Later)"
SPASMS = "Model-Based Spasm Rate"
DECLINE = "Annual Rate of Decline in Grip Over 52 Weeks"
KEPT = "Grip Responders Using 10% Threshold at 52 Weeks"
RELAPSED = "Proportion of Subjects Relapsed at 2 Years"
RECOVERY = "Time to Recovery"
STAY = "Duration of Hospital Stay"
GRADED = "Percentage of Participants Reporting Grade 3 and 4 Clinical and/or Laboratory Adverse Events (AEs)"
DONE = "Completed"
COUNTED = "Number of Enlarging Plaques (Imaging Cohort)"


def _more_rows() -> list[Result]:
    table = RowWriter(LISTED, arms=(WEEKLY, UNTREATED))
    bounds = {"interval_kind": "CI", "ci_level": "95"}
    pair = f"{WEEKLY} vs {UNTREATED}"
    for arm, rate in ((WEEKLY, "1.5"), (FORTNIGHT, "1.3"), (UNTREATED, "38.2")):
        table.add(SPASMS, "rate", rate, "spasms per year", arm=arm)
    table.add(SPASMS, "rate ratio", "0.04", None, comparison=pair, ci_low="0.020", ci_high="0.075", **bounds)
    table.two(DECLINE, "least-squares mean", ("-114.65", "-239.91"), "mL/yr")
    table.two(KEPT, "percentage", ("70.6", "56.9"), "%")
    table.two(RELAPSED, "proportion", ("0.270", "0.461"), "estimated proportion of participants")
    table.add(RELAPSED, "hazard ratio", "0.51", None, comparison=pair, ci_low="0.40", ci_high="0.66", **bounds)
    for arm, days, low, high in ((WEEKLY, "10", "9", "11"), (UNTREATED, "15", "13", "18")):
        table.add(RECOVERY, "median", days, "days", arm=arm, ci_low=low, ci_high=high, **bounds)
    table.add(RECOVERY, "rate ratio", "1.29", None, comparison=pair, ci_low="1.12", ci_high="1.49", **bounds)
    for arm, days, low, high in ((WEEKLY, "12", "6", "28"), (UNTREATED, "17", "8", "28")):
        table.add(STAY, "median", days, "days", arm=arm, ci_low=low, ci_high=high, interval_kind="IQR")
    table.two(GRADED, "percentage", ("51.3", "57.2"), "%", category="safety")
    table.two(DONE, "count", ("317", "319"), "patients", N=410, category="disposition")
    for arm, count in ((WEEKLY, "1.2"), (FORTNIGHT, "1.2"), (UNTREATED, "1.6")):
        table.add(COUNTED, "mean", count, "plaques", arm=arm)
    for item, shares in (("Anterior <1%", ("61.7", "52.2")), ("Anterior >= 50%", ("73.0", "48.1"))):
        table.two("Overall Survival by Anterior Score", "percentage", shares, "%", item=item, time_frame="Month 12")
    for item, shares in (("Month 6", ("84.7", "71.9")), ("Month 12", ("69.2", "49.4"))):
        table.two("Overall Survival Rate", "percentage", shares, "%", item=item, time_frame="Months 6 and 12")
    table.two("Not completed: Adverse Event", "count", ("34", "45"), "patients", N=410, category="disposition")
    return table.rows


@pytest.fixture(scope="module")
def check_listed() -> Callable[[str], CheckReport]:
    """Check a text of a trial whose arms are lettered, two of them with one schedule."""
    table = ResultsTable(_more_rows())
    categories = {row.outcome: row.category for row in table.results(trial=LISTED.id)}
    own = (
        Term("drug", "Osmelimab", None, (), LISTED.id),
        *(Term("arm", name, None, (), LISTED.id) for name in (WEEKLY, FORTNIGHT, UNTREATED, LATER)),
        *(Term("outcome", title, None, (), LISTED.id, category=kind) for title, kind in categories.items()),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(LISTED,))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In YARROW the spasm rate was 1.5 in group A and 38.2 in group C.", ("38.2", "1.3"),
                     id="groups with an arm's letter"),
        pytest.param("In YARROW the spasm rate was 1.5 with weekly osmelimab and 38.2 without prevention.",
                     ("1.5", "1.3"), id="the arm of a schedule that is compared, and one that got nothing"),
        pytest.param("In YARROW the spasm rate was 1.5 in patients dosed weekly and 1.3 in those dosed every two"
                     " weeks.", ("1.5 in patients dosed weekly and 1.3", "1.3 in patients dosed weekly and 1.5"),
                     id="who was dosed how often"),
        pytest.param("In YARROW the annual decline in grip was 114.7 mL in arm A and 239.9 mL in arm C.",
                     ("114.7", "141.7"), id="what is lost in a year"),
        pytest.param("In YARROW 70.6% were grip responders at the 10% threshold in arm A.", ("70.6%", "76.0%"),
                     id="the threshold of a title"),
        pytest.param("In YARROW 27.0% of arm A and 46.1% of arm C had relapsed by two years.", ("27.0%", "29.0%"),
                     id="a title with one telling word"),
        pytest.param("In YARROW patients of arm A recovered after a median of 10 days.", ("10 days", "15 days"),
                     id="a time told by its verb"),
        pytest.param("In YARROW time to recovery was faster in arm A than in arm C (10 vs 15 days).",
                     ("faster", "slower"), id="the faster, the shorter"),
        pytest.param("In YARROW the median duration of hospital stay was 12 days (IQR 6 to 28) in arm A.",
                     ("IQR", "95% CI"), id="quartiles are no confidence interval"),
        pytest.param("In YARROW grade 3 or 4 adverse events occurred in 51.3% of arm A.", ("51.3%", "53.1%"),
                     id="a title of events of a grade"),
        pytest.param("In YARROW 317 of the 410 patients in arm A completed; 93 did not.", ("317", "371"),
                     id="those who did not"),
        pytest.param("In YARROW enlarging plaques averaged 1.6 in arm C and 1.2 in each osmelimab group.",
                     ("1.6", "1.9"), id="each of several arms"),
    ],
)  # fmt: skip
def test_schedules_and_single_words(
    check_listed: Callable[[str], CheckReport], text: str, change: tuple[str, str]
) -> None:
    """The true sentence has no error, and the same sentence altered in one thing has."""
    assert not _is_wrong(check_listed(text))
    assert _is_wrong(check_listed(text.replace(*change)))


def test_events_are_no_reason_for_leaving(check_listed: Callable[[str], CheckReport]) -> None:
    """How many had adverse events is not how many left for one."""
    assert not _is_wrong(check_listed("In YARROW adverse events occurred in 95% of arm A and in 96% of arm C."))
    assert _is_wrong(check_listed("In YARROW 43 patients of arm A left the trial because of an adverse event."))


@pytest.mark.parametrize("time", ["one year", "1 year", "12 months"])
def test_share_of_all_is_that_of_no_group(check: Callable[[str], CheckReport], time: str) -> None:
    """A title "by score" leaves its groups to its rows: who is told of none has the figure of everybody."""
    (found,) = (it for it in check(f"On {TWICE} 69.2% were alive at {time}.").checks if it.number == "69.2")
    assert found.verdict is Verdict.SUPPORTED
