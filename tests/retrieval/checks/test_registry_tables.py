"""Statements about a table in a registry's own words: long titles, counts with denominators, time points."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from ingest.records import Category, Passage, Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.sentences.restrictions import unknown_groups
from retrieval.terms import TermIndex

SEDGE = Trial("NCT90000003", "SEDGE", "Lemvacor versus placebo in chronic kidney disease", "chronic kidney disease")
COMPOSITE = (
    "The First Occurrence of the Composite of Onset of Kidney Failure, a Sustained Decrease of eGFR "
    "at Least 40% From Baseline, or Renal Death"
)
ARMS = ("Lemvacor", "Placebo")


def _count(  # noqa: PLR0913  # what a count is of, each by its name
    outcome: str, arm: str, n: int, total: int, grade: str | None = None, *, unit: str = "patients"
) -> Result:
    return Result(
        f"r:{outcome[:9]}{grade}{arm}{unit}", SEDGE.id, "r", "safety" if grade else "efficacy", outcome, "count",
        grade=grade, arm=arm, value=Decimal(n), unit=unit, n=n if unit == "patients" else None, N=total,
    )  # fmt: skip


def _concentration(week: int, value: str) -> Result:
    return Result(
        f"r:week{week}", SEDGE.id, "r", "efficacy", f"Lemvacor Plasma Trough Concentration at Week {week}",
        "geometric mean", time_frame=f"Week {week}", arm="Lemvacor", value=Decimal(value), unit="µg/mL",
    )  # fmt: skip


WHOLE = "From randomization until the end of the study, with an average of 32 months"
ON_DRUG = "From the first dose up to 3 days after the last, with an average of 27 months"


def _deaths(outcome: str, arm: str, n: int, frame: str) -> Result:
    return Result(
        f"r:{outcome}{arm}", SEDGE.id, "r", "safety", outcome, "count", time_frame=frame, arm=arm,
        value=Decimal(n), unit="patients", n=n, N=1500,
    )  # fmt: skip


def _glucose(arm: str, *, fasting: str, later: str) -> tuple[Result, Result]:
    def row(item: str, value: str) -> Result:
        return Result(
            f"r:{item}{arm}", SEDGE.id, "r", "efficacy", "Glucose Tolerance", "mean", item=item, arm=arm,
            value=Decimal(value), unit="milligram/deciliter (mg/dL)", interval_kind="range",
            ci_low=Decimal(value) - 10, ci_high=Decimal(value) + 10,
        )  # fmt: skip

    return row("Fasting glucose", fasting), row("2 hour glucose", later)


def _sex(item: str, n: int) -> Result:
    return Result(
        f"r:{item}", SEDGE.id, "r", "baseline", "Sex: Female, Male", "count", item=item, arm="Lemvacor",
        value=Decimal(n), unit="patients", n=n, N=1500,
    )  # fmt: skip


def _weight(category: Category, value: str) -> Result:
    return Result(
        f"r:weight {category}", SEDGE.id, "r", category, "Weight", "mean", arm="Lemvacor", value=Decimal(value),
        unit="Kilograms (kg)",
    )  # fmt: skip


def _bites(statistic: str, value: str) -> Result:
    return Result(
        f"r:bites {statistic}", SEDGE.id, "r", "efficacy", "Bites Per Meal", statistic, arm="Lemvacor",
        value=Decimal(value), unit="number of bites",
    )  # fmt: skip


@pytest.fixture(scope="module")
def verdicts() -> Callable[[str], dict[str, str]]:
    """Check a text; verdicts by number."""
    ratio = Result(
        "r:hr", SEDGE.id, "r", "efficacy", COMPOSITE, "hazard ratio", comparison="Lemvacor vs Placebo",
        value=Decimal("0.81"), interval_kind="CI", ci_low=Decimal("0.70"), ci_high=Decimal("0.94"),
        ci_level=Decimal(95),
    )  # fmt: skip
    table = ResultsTable(
        (
            ratio,
            _count(COMPOSITE, "Lemvacor", 210, 1500),
            _count(COMPOSITE, "Placebo", 255, 1510),
            _count("Hyperkalaemia", "Lemvacor", 12, 1490, "serious"),
            _count("Hyperkalaemia", "Placebo", 5, 1500, "serious"),
            _count("Hyperkalaemia", "Lemvacor", 140, 1490, "non-serious"),
            _count("Hyperkalaemia", "Placebo", 70, 1500, "non-serious"),
            _concentration(4, "21.5"),
            _concentration(12, "24.6"),
            *_glucose("Lemvacor", fasting="94.5", later="184"),
            *_glucose("Placebo", fasting="101.5", later="186"),
            *(_sex(item, n) for item, n in (("Female", 452), ("Male", 1048))),
            _count("Hyperkalaemia", "Lemvacor", 15, 1490, "serious", unit="events"),
            _count("Hyperkalaemia", "Placebo", 7, 1500, "serious", unit="events"),
            _weight("baseline", "81.4"),
            _weight("efficacy", "78.9"),
            _bites("mean", "22"),
            _bites("standard deviation", "11"),
            _deaths("All-cause Mortality", "Lemvacor", 119, WHOLE),
            _deaths("All-cause Mortality", "Placebo", 144, WHOLE),
            _deaths("All-cause mortality", "Lemvacor", 92, ON_DRUG),
            _deaths("All-cause mortality", "Placebo", 111, ON_DRUG),
        )
    )
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=table)

    def run(text: str, *passages: Passage) -> dict[str, str]:
        report = check_text(text, table=table, terms=terms, trials=(SEDGE,), trial=SEDGE.id, passages=passages)
        return {check.number: check.verdict.value for check in report.checks}

    return run


def test_long_title_is_told_by_several_of_its_words(verdicts: Callable[[str], dict[str, str]]) -> None:
    """A composite endpoint in a paper's words is the registry's, and its parts are no outcomes of their own."""
    found = verdicts(
        "Kidney failure, a sustained decrease of eGFR of at least 40% or renal death occurred in 210 of 1500 patients "
        "(14.0%) in the lemvacor group and 255 of 1510 patients (16.9%) in the placebo group (hazard ratio 0.81)."
    )
    assert {found[number] for number in ("210", "1500", "255", "1510", "0.81")} == {"supported"}
    assert {found["14.0"], found["16.9"]} == {"derived"}


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        pytest.param("Serious hyperkalaemia: 12 lemvacor recipients (0.8%).", "0.8", "derived", id="share"),
        pytest.param("Serious hyperkalaemia: 12 lemvacor recipients (1.8%).", "1.8", "contradicted", id="wrong share"),
        pytest.param("Non-serious hyperkalaemia: 140 of 1490 on lemvacor.", "140", "supported", id="non-serious"),
        pytest.param("Serious hyperkalaemia: 140 of 1490 on lemvacor.", "140", "contradicted", id="seriousness"),
        pytest.param("Serious hyperkalaemia: 12 of 1500 on lemvacor.", "1500", "contradicted", id="denominator"),
        pytest.param("Hyperkalaemia occurred in 9.8% on lemvacor.", "9.8", "unchecked", id="either kind"),
        pytest.param("Hyperkalaemia occurred in 10.8% on lemvacor.", "10.8", "contradicted", id="more than both"),
        pytest.param("Hyperkalaemia occurred in 4.9% on lemvacor.", "4.9", "contradicted", id="fewer than one kind"),
    ],
)
def test_count_with_its_denominator(
    text: str, number: str, verdict: str, verdicts: Callable[[str], dict[str, str]]
) -> None:
    """A registry's count bears its share, its seriousness and its denominator out, and no others."""
    assert verdicts(text)[number] == verdict


def test_figures_stand_before_their_time_points(verdicts: Callable[[str], dict[str, str]]) -> None:
    """Each figure is of the time point behind it, and the time points stand with their figures."""
    found = verdicts("Plasma lemvacor trough concentrations were 21.5 µg/mL at week 4 and 24.6 µg/mL at week 12.")
    assert found == {"21.5": "supported", "4": "supported", "24.6": "supported", "12": "supported"}


DEATHS = "All-cause mortality: 92 of 1500 patients with Lemvacor and 111 of 1500 patients with Placebo"


def test_time_frame_is_that_of_the_results(verdicts: Callable[[str], dict[str, str]]) -> None:
    """A time frame printed behind its figures chooses among titles that only their case tells apart."""
    found = verdicts(f"{DEATHS} — time frame: {ON_DRUG}.")
    assert found == dict.fromkeys(("92", "1500", "111", "3", "27"), "supported")


def test_time_frame_in_brackets_ends_with_them(verdicts: Callable[[str], dict[str, str]]) -> None:
    """The figures behind the brackets are of the results, brackets within the frame or not."""
    for frame in (ON_DRUG, f"{ON_DRUG} (all visits)"):
        found = verdicts(f"In the trial (cut-off not stated; time frame: {frame}), {DEATHS}.")
        assert found == dict.fromkeys(("92", "1500", "111", "3", "27"), "supported")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param(f"{DEATHS} — time frame: {ON_DRUG.replace('27', '72')}.", "72", id="another average"),
        pytest.param(f"{DEATHS} — time frame: {ON_DRUG.replace('days', 'weeks')}.", "3", id="another unit"),
        pytest.param(f"{DEATHS} — time frame: {WHOLE}.", "92", id="frame of the other row"),
    ],
)
def test_altered_time_frame(text: str, number: str, verdicts: Callable[[str], dict[str, str]]) -> None:
    """Another time frame than that of the figures is an error: in its number, or in the figures that it chooses."""
    assert verdicts(text)[number] == "contradicted"


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        pytest.param("Of the lemvacor group, 452 of 1500 patients were women.", "452", "supported", id="women"),
        pytest.param("Of the lemvacor group, 1048 of 1500 patients were women.", "1048", "contradicted", id="men"),
        pytest.param(
            "With Lemvacor 452 were women and 1048 men.", "1048", "supported", id="a row by the word behind it"
        ),
        pytest.param("Sex: Female, Male - Male: 1048 of 1500 patients with Lemvacor.", "1048", "supported", id="own"),
        pytest.param(
            "Sex: Female, Male - Male: 452 of 1500 patients with Lemvacor.", "452", "contradicted", id="other"
        ),
        pytest.param("Bites Per Meal, mean: 22 number of bites (SD 11) with Lemvacor.", "11", "supported", id="SD"),
        pytest.param(
            "Bites Per Meal, mean: 22 number of bites (SD 12) with Lemvacor.", "12", "contradicted", id="no SD"
        ),
        pytest.param("Bites Per Meal, mean: 22 number of bites (SE 11) with Lemvacor.", "11", "contradicted", id="SE"),
        pytest.param("Serious hyperkalaemia: 15 events with lemvacor.", "15", "supported", id="events"),
        pytest.param("Serious hyperkalaemia: 12 events with lemvacor.", "12", "contradicted", id="patients as events"),
        pytest.param("Serious hyperkalaemia: 15 of 1490 on lemvacor.", "15", "contradicted", id="events as patients"),
        pytest.param("Mean weight at baseline was 81.4 kg with lemvacor.", "81.4", "supported", id="baseline"),
        pytest.param("Mean weight at baseline was 78.9 kg with lemvacor.", "78.9", "contradicted", id="not baseline"),
        pytest.param(
            "Mean weight at the end of the study was 81.4 kg with lemvacor.", "81.4", "contradicted", id="end"
        ),
        pytest.param("Bites Per Meal, mean: 11 number of bites with Lemvacor.", "11", "contradicted", id="SD as mean"),
    ],
)
def test_rows_and_dispersions(text: str, number: str, verdict: str, verdicts: Callable[[str], dict[str, str]]) -> None:
    """A row of an outcome bears out its own figures alone, and a standard deviation a figure told as one."""
    assert verdicts(text)[number] == verdict


STATED = "So it was then, and so it was at all of the times. Mean weight at baseline was {} kg with lemvacor."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param(f"The registry says: “{STATED.format('60.2')}”", "quoted", id="word for word"),
        pytest.param(STATED.format("60.2"), "contradicted", id="no quotation marks"),
        pytest.param(f"The registry says: “{STATED.format('61.2')}”", "contradicted", id="another number"),
    ],
)
def test_quotation_is_its_passage_word_for_word(
    text: str, verdict: str, verdicts: Callable[..., dict[str, str]]
) -> None:
    """A number that the table gives otherwise is quoted in quotation marks, among its passage's own words alone."""
    found = verdicts(text, Passage("r:1", "r", SEDGE.id, "text", STATED.format("60.2")))
    assert list(found.values()) == [verdict]


def test_digits_of_a_row_are_no_figures(verdicts: Callable[[str], dict[str, str]]) -> None:
    """ "2 hour glucose" is a name, and its figures have the abbreviation of a unit that the table spells out."""
    text = (
        "Glucose Tolerance – 2 hour glucose, mean: {} mg/dL (range 174–194) with Lemvacor and 186 mg/dL with Placebo."
    )
    assert verdicts(text.format("184")) == dict.fromkeys(("184", "174", "194", "186"), "supported")
    assert verdicts(text.format("94.5"))["94.5"] == "contradicted"


def test_no_word_of_a_group_is_cut() -> None:
    """A word that goes on beyond what is read of a group is no unknown word cut short."""
    text = f"for patients with {'the ' * 16}safetyphrase"
    assert list(unknown_groups(text, 0, len(text), spans=())) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("week 52", "12 months", True), ("four years", "4-year", True), ("week 12", "week 52", False)],
)
def test_time_points_are_compared_in_days(one: str, other: str, same: bool) -> None:
    """52 weeks are 12 months, however they are written."""
    assert share_time(read_times(one), read_times(other)) is same
