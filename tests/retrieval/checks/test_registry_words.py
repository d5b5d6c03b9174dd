"""Registry titles in other words: limits and opposites in them, groups as rows, events counted twice, bare titres."""

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

TEASEL = Trial("NCT90000042", "TEASEL", "Orvexin Versus Placebo in Adults With Chronic Urticaria", "Chronic Urticaria")
DRUG, PLACEBO = "Orvexin 25 mg", "Placebo"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
ITCH = "Change From Baseline in Itch Visual Analog Scale (VAS) at Week 4"


def _rows() -> list[Result]:
    table = RowWriter(TEASEL, arms=(DRUG, PLACEBO))
    for arm, change in ((DRUG, "-24.3"), (PLACEBO, "-10.6")):
        table.add(ITCH, "least-squares mean", change, "mm", arm=arm)
    table.add(
        ITCH, "least-squares mean difference", "-13.7", "mm", comparison=f"{DRUG} vs {PLACEBO}", interval_kind="CI",
        ci_low="-19.6", ci_high="-7.8", ci_level="95",
    )  # fmt: skip
    for arm, met, seen in ((DRUG, 51, 76), (PLACEBO, 27, 77)):
        table.add(
            "Number of Participants With a Reduction in Weekly Hive Count of 30% or More at Week 4", "count", str(met),
            "patients", arm=arm, n=met, N=seen,
        )  # fmt: skip
        table.add(
            "Percentage of Participants With Any Relapse or Rescue Treatment at Week 12", "percentage",
            "11.6" if arm == DRUG else "15.1", "%", arm=arm,
        )  # fmt: skip
    for arm, awake in ((DRUG, "18.2"), (PLACEBO, "29.1")):
        table.add("Scratching Frequency While Awake at Week 4", "geometric mean", awake, "bouts per hour", arm=arm)
    for item, titres in (("18 to 64 years", ("1046", "1082")), ("65 years and older", ("566", "612"))):
        table.two("Antibody Titer by Age Group", "geometric mean", titres, "titer", item=item)
    for arm, mild, severe, solicited in ((DRUG, 476, 13, 1204), (PLACEBO, 217, 5, 605)):
        table.add(
            "Myalgia", "count", str(mild - 4), "patients", arm=arm, category="safety", grade="non-serious", n=mild - 4,
            N=solicited + 7,
        )  # fmt: skip
        for item, count in (("Muscle pain: any grade", mild), ("Muscle pain: Grade 3", severe)):
            table.add(
                "Number of Participants With Solicited Events", "count", str(count), "patients", arm=arm, item=item,
                category="safety", n=count, N=solicited,
            )  # fmt: skip
    table.two("Orvexin Exposure (AUC) at Week 2", "geometric mean", ("2950", "1110"), "h*ng/mL")
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    table = ResultsTable(_rows())
    own = (
        Term("arm", DRUG, None, ("orvexin",), TEASEL.id, role="experimental"),
        Term("arm", PLACEBO, None, (), TEASEL.id, role="control"),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TEASEL,))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In TEASEL the itch VAS slipped by 24.3 mm on orvexin and by 10.6 mm on placebo.",
                     ("24.3", "42.3"), id="a verb of falling"),
        pytest.param("In TEASEL the itch VAS dropped 13.7 mm more on orvexin than on placebo (95% CI 7.8 to 19.6).",
                     ("more", "less"), id="fell by more"),
        pytest.param("In TEASEL 51 of 76 cut their weekly hive count by 30% or more with orvexin, and 27 of 77 did so"
                     " with placebo.", ("27 of 77", "37 of 77"), id="a limit in a title"),
        pytest.param("In TEASEL the scratching frequency awake at week 4 was 18.2 per hour under orvexin versus 29.1"
                     " per hour under placebo.", ("awake", "asleep"), id="an opposite"),
        pytest.param("In TEASEL, among people aged 65 and over, antibody titers were 566 with orvexin and 612 with"
                     " placebo.", ("aged 65 and over", "aged 18 to 64"), id="a group that is a row"),
        pytest.param("In TEASEL muscle pain was recorded by 476 of 1204 orvexin recipients with diary data (39.5%).",
                     ("1204", "1208"), id="an event counted of others"),
        pytest.param("In TEASEL grade 3 muscle pain was rare: 13 orvexin patients and 5 placebo patients.",
                     ("grade 3 muscle pain was", "muscle pain of any grade was"), id="a grade in a row"),
        pytest.param("TEASEL, week-12 rate of relapse or rescue treatment: 11.6% with orvexin and 15.1% with placebo.",
                     ("week-12", "week-24"), id="either of two"),
        pytest.param("In TEASEL orvexin exposure (AUC) at week 2 was 2950 h*ng/mL with orvexin.", ("ng", "mg"),
                     id="a unit of three parts"),
    ],
)  # fmt: skip
def test_registry_title_in_other_words(check: Callable[[str], CheckReport], text: str, change: tuple[str, str]) -> None:
    """What is told in other words than the title's stands, and one altered thing is an error."""
    assert [item.reason for item in check(text).checks if item.verdict not in GOOD] == []
    assert [found.kind for found in check(text).findings if found.severity == "error"] == []
    report = check(text.replace(*change))
    errors = [found for found in report.findings if found.severity == "error"]
    assert errors or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


SORREL = Trial("NCT90000043", "SORREL", "Clipton Device in Tricuspid Regurgitation", "Tricuspid Regurgitation")
DEVICE, ALONE, FOLLOWED = "Device + Drugs", "Drugs Alone", "Roll-In"


@pytest.fixture(scope="module")
def check_device() -> Callable[[str], CheckReport]:
    """Check a text about a trial of two arms that are compared, and a third that was only followed."""
    writer = RowWriter(SORREL, arms=(DEVICE, ALONE))
    writer.add("Started", "count", "30", "patients", arm=FOLLOWED, category="disposition", n=30)
    for arm, better, paced, rate, atrial in ((DEVICE, 121, 9, "0.24", 161), (ALONE, 14, 1, "0.38", 157)):
        for title, count, seen in (
            ("Number of Participants With Regurgitation of Moderate or Less at 12 Months", better, 152),
            ("Number of Participants With a New Permanent Pacemaker Within 30 Days", paced, 138),
        ):
            writer.add(title, "count", str(count), "patients", arm=arm, n=count, N=seen)
        writer.add("Annualized Rate of Hospitalizations", "rate", rate, "events per participant-year", arm=arm)
        writer.add(
            "Atrial fibrillation", "count", str(atrial), "patients", arm=arm, category="baseline", n=atrial, N=176
        )
        writer.add("Not completed", "count", str(paced + 20), "patients", arm=arm, category="disposition", n=paced + 20)
        writer.add("Not completed: Death", "count", str(paced), "patients", arm=arm, category="disposition", n=paced)
    writer.add("Annualized Rate of Hospitalizations", "rate ratio", "0.63", None, comparison=f"{DEVICE} vs {ALONE}")
    own = (
        Term("arm", DEVICE, None, ("device", "device group"), SORREL.id, role="experimental"),
        Term("arm", ALONE, None, ("control", "controls"), SORREL.id, role="control"),
        Term("arm", FOLLOWED, None, (), SORREL.id),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(SORREL,))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In SORREL regurgitation was moderate or less in 121 of 152 patients with the device and in"
                     " 14 of 152 without it.", ("14 of 152", "41 of 152"), id="a word of a title, without it"),
        pytest.param("In SORREL, of 176 device patients, 161 had atrial fibrillation.", ("161", "116"),
                     id="a whole before its count"),
        pytest.param("In SORREL a new pacemaker was needed within 30 days by 9 of 138 patients with the device.",
                     ("9 of", "19 of"), id="what was needed is counted"),
        pytest.param("In SORREL the annualised rate of hospitalisations was 0.24 versus 0.38 events per patient-year.",
                     ("0.24", "0.34"), id="years of patients or participants"),
    ],
)  # fmt: skip
def test_arms_that_are_compared_are_two_of_three(
    check_device: Callable[[str], CheckReport], text: str, change: tuple[str, str]
) -> None:
    """An arm that no comparison is of leaves the other two a pair; words of a title are no grade and no condition."""
    assert [item.reason for item in check_device(text).checks if item.verdict not in GOOD and item.number != "30"] == []
    assert any(item.verdict is Verdict.CONTRADICTED for item in check_device(text.replace(*change)).checks)


def test_reason_leaves_the_count_of_all_open(check_device: Callable[[str], CheckReport]) -> None:
    """Who left for one reason is not measured by how many left."""
    told = check_device("In SORREL 9 patients in the device group and 1 control did not complete it because they died.")
    assert Verdict.CONTRADICTED not in {item.verdict for item in told.checks}


def test_outcome_of_another_paragraph_contradicts_no_words_of_its_own(
    check_device: Callable[[str], CheckReport],
) -> None:
    """A figure with words that no outcome has is not measured by the outcome of the paragraph before."""
    text = "In SORREL 161 of 176 patients in the device group had atrial fibrillation.\n\n{}"
    told = check_device(text.format("The device group won 46.8% of pairwise matches."))
    assert [item.verdict for item in told.checks][-1] is Verdict.UNCHECKED


def test_secondary_outcome_without_its_name_is_any_of_them(check: Callable[[str], CheckReport]) -> None:
    """A figure that one of them has stands; one that none has is left open, since another may be meant."""
    text = "A key secondary outcome was met by {} of 76 patients on Orvexin 25 mg and 27 of 77 on placebo."
    assert {item.verdict for item in check(text.format(51)).checks} <= set(GOOD)
    assert Verdict.CONTRADICTED not in {item.verdict for item in check(text.format(62)).checks}


def test_threshold_in_what_a_row_is_called_is_no_figure(check: Callable[[str], CheckReport]) -> None:
    """It only tells which title is meant."""
    text = "| | Orvexin 25 mg | Placebo |\n|---|---|---|\n| Fewer hives (30%) | 51 of 76 | 27 of 77 |"
    assert "30" not in [item.number for item in check(text).checks]


@pytest.fixture(scope="module")
def check_failures() -> Callable[[str], CheckReport]:
    """Check a text about a trial in which fewer patients of one arm had a composite of bad events."""
    table = RowWriter(TEASEL, arms=(DRUG, PLACEBO))
    title = "First Occurrence of Hive Collapse or Swelling"
    for arm, count in ((DRUG, 151), (PLACEBO, 188)):
        table.add(title, "count", str(count), "patients", arm=arm, n=count, N=900)
    table.add(title, "hazard ratio", "0.79", None, comparison=f"{DRUG} vs {PLACEBO}")
    held = ResultsTable(table.rows)
    own = (
        Term("arm", DRUG, None, ("orvexin",), TEASEL.id, role="experimental"),
        Term("arm", PLACEBO, None, (), TEASEL.id, role="control"),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=held)
    return lambda text: check_text(text, table=held, terms=terms, trials=(TEASEL,))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("In TEASEL orvexin was superior to placebo for the first occurrence of hive collapse or swelling.",
                     False, id="better with fewer"),
        pytest.param("In TEASEL placebo was superior to orvexin for the first occurrence of hive collapse or swelling.",
                     True, id="worse with more"),
        pytest.param("In TEASEL orvexin was worse than placebo for the first occurrence of hive collapse or swelling.",
                     True, id="better called worse"),
        pytest.param("TEASEL was to show whether placebo is superior to orvexin for the first occurrence of hive"
                     " collapse or swelling.", False, id="an aim"),
    ],
)  # fmt: skip
def test_what_is_better_and_not_what_is_more(
    check_failures: Callable[[str], CheckReport], text: str, wrong: bool
) -> None:
    """A ratio tells which arm did better, and an objective tells no result."""
    assert any(found.severity == "error" for found in check_failures(text).findings) == wrong
