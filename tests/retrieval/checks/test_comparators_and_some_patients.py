"""Ratios against one of two comparators, titles of some patients alone, and units and shares told beside figures."""

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
from tests.retrieval.checks.conftest import is_good, verdicts_of
from tests.retrieval.checks.row_writer import RowWriter

SEDGE = Trial("NCT90000981", "SEDGE", "Triple Inhaler in Obstructive Lung Disease", "Obstructive lung disease")
TRIPLE, FIRST, SECOND = "Oral/Bex/Cav", "Oral/Bex", "Bex/Cav"
ARMS = (TRIPLE, FIRST, SECOND)
RATE = "Annual Rate of On-treatment Moderate and Severe Exacerbations"
SEVERE = "Annual Rate of On-treatment Severe Exacerbations"
FIRST_EVENT = "Incidence Rate of the First Event of Vascular Death or Admission for Lung Disease"
BY_PART = "Number of Participants With an Event, by Component"
BY_POWER = "Number of Participants With an Exacerbation, by Lung Power (LP) at Baseline"
VOLUME = "Change From Baseline in Trough Volume at Week 52"
DEATH = "Overall Survival (OS)"
LOW = "Overall Survival in Participants With Eosinophil Cell Score <1%"
HIGH = "Overall Survival in Participants With Eosinophil Cell Score >=50%"
LIVER = "Overall Survival in Participants With Liver Metastases at Baseline"
LOST = "Number of Participants Who Lost 20% or More of Body Weight"
SUGAR = "Change in Glycated Hemoglobin (HbA1c)"
STOPPED = "Number of Participants Who Discontinued All Study Treatment Due to an AE"
EVENTS, IMMUNE = "Number of Participants Who Experienced an Adverse Event (AE)", "Immune-mediated Adverse Events"
RATIOS = (
    (RATE, "rate ratio", (("0.85", "0.80", "0.90"), ("0.75", "0.70", "0.81"))),
    (VOLUME, "mean difference", (("97", "85", "109"), ("54", "39", "69"))),
    (DEATH, "hazard ratio", (("0.95", "0.64", "1.40"), ("0.58", "0.38", "0.88"))),
    (LOW, "hazard ratio", (("0.91", "0.62", "1.33"),)),
    (HIGH, "hazard ratio", (("0.42", "0.26", "0.68"),)),
    (LIVER, "hazard ratio", (("0.83", "0.52", "1.31"),)),
)


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(SEDGE)
    for outcome, statistic, figures in RATIOS:
        for against, (value, low, high) in zip((FIRST, SECOND), figures, strict=False):
            interval = {"ci_low": low, "ci_high": high, "ci_level": "95", "interval_kind": "CI"}
            unit = "mL" if outcome == VOLUME else None
            writer.add(outcome, statistic, value, unit, comparison=f"{TRIPLE} vs {against}", **interval)
    for item, value, low, high in (
        ("LP below 50 percent", "0.71", "0.57", "0.88"),
        ("LP 50 to below 60 percent", "0.80", "0.64", "0.99"),
        ("LP 60 percent or higher", "0.87", "0.69", "1.10"),
    ):
        interval = {"ci_low": low, "ci_high": high, "ci_level": "95", "interval_kind": "CI", "item": item}
        writer.add(BY_POWER, "hazard ratio", value, None, comparison=f"{TRIPLE} vs {FIRST}", **interval)
    for arm, severe, first, counts in zip(
        ARMS, ("0.13", "0.15", "0.19"), ("6.86", "8.67", "8.11"), ((415, 259, 219), (511, 352, 244), (480, 333, 230)),
        strict=True,
    ):  # fmt: skip
        writer.add(SEVERE, "rate", severe, "exacerbations per participant per year", arm=arm, N=1200)
        writer.add(FIRST_EVENT, "rate", first, "participants with event/100 patient-years", arm=arm, N=1200)
        for item, count in zip(("Primary composite", "First admission", "Vascular death"), counts, strict=True):
            writer.add(BY_PART, "count", str(count), "patients", arm=arm, n=count, N=1200, item=item)
    for arm, rate, volume, lost in zip(
        ARMS, ("0.91", "1.07", "1.21"), ("94.6", "-3.2", "40.1"), (388, 60, 50), strict=True
    ):
        writer.add(RATE, "rate", rate, "exacerbations per participant per year", arm=arm, N=1200)
        writer.add(VOLUME, "mean", volume, "mL", arm=arm, N=1200)
        writer.add("Body Weight", "mean", "80.1", "kg", arm=arm, N=1200, category="baseline")
        writer.add(LOST, "count", str(lost), "patients", arm=arm, n=lost, N=1200)
    for arm, sugar, any_event, graded, immune in zip(
        ARMS, ("-0.45", "-0.15", "-0.21"), (404, 401, 398), (272, 233, 241), (36, 9, 11), strict=True
    ):
        writer.add(SUGAR, "least-squares mean", sugar, "percentage points of HbA1c", arm=arm, N=1200)
        for outcome, item, count, grade in (
            (STOPPED, None, immune + 20, None),
            (EVENTS, "Any AE", any_event, None),
            (EVENTS, "Grade 3 to 5 AE", graded, ">=3"),
            (IMMUNE, "Any grade", immune + 50, None),
            (IMMUNE, "Grade 3 to 5", immune, ">=3"),
        ):
            row = {"item": item, "grade": grade, "arm": arm, "n": count, "N": 1200, "category": "safety"}
            writer.add(outcome, "count", str(count), "patients", **row)
    for arm, started in zip(ARMS, ("1190", "1200", "1150"), strict=True):
        writer.add("Started", "count", started, "patients", arm=arm, n=int(started), category="disposition")
    titles = (RATE, VOLUME, DEATH, LOW, HIGH, LIVER, LOST, SUGAR, SEVERE, FIRST_EVENT, BY_PART, BY_POWER)
    body = Term("outcome", "Body Weight", None, (), SEDGE.id, category="baseline")
    own = (
        body,
        *(Term("arm", arm, None, (), SEDGE.id, role="experimental") for arm in ARMS),
        *(Term("outcome", title, None, (), SEDGE.id, category="efficacy", primary=title == RATE) for title in titles),
    )
    own += tuple(Term("outcome", title, None, (), SEDGE.id, category="safety") for title in (EVENTS, IMMUNE, STOPPED))
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(SEDGE,), trial=SEDGE.id, sources={})


@pytest.mark.parametrize(
    "text",
    [
        "The rate ratio of exacerbations was 0.85 against Oral/Bex and 0.75 against Bex/Cav.",
        "Rate ratio of exacerbations: 0.85 (0.80-0.90) versus Oral/Bex and 0.75 (0.70-0.81) versus Bex/Cav.",
        "Trough volume was 97 mL (95% CI 85-109) higher than with Oral/Bex and 54 mL higher than with Bex/Cav.",
    ],
)
def test_each_ratio_or_difference_is_of_the_comparator_told_behind_it(
    check: Callable[[str], CheckReport], text: str
) -> None:
    """Each of two figures is held against the arm told behind it."""
    assert is_good(check(text))
    swapped = text.replace("Oral/Bex", "*").replace("Bex/Cav", "Oral/Bex").replace("*", "Bex/Cav")
    assert Verdict.CONTRADICTED in verdicts_of(check(swapped)).values()


def test_a_figure_behind_a_ratio_in_brackets_is_of_the_arm_behind_it(check: Callable[[str], CheckReport]) -> None:
    """What follows a ratio in brackets is no ratio."""
    text = "Exacerbations: 0.91 with Oral/Bex/Cav, 1.07 with Oral/Bex (rate ratio 0.85) and 1.21 with Bex/Cav."
    assert is_good(check(text))


@pytest.mark.parametrize(
    "text",
    [
        "With liver metastases, the OS interval (0.52-1.31) spans 1.",
        "Patients with liver metastases: OS HR 0.83.",
        "Time to death in ECS <1%: HR 0.91 (0.62 to 1.33).",
        "Patients with an ECS of 50% or more: OS HR 0.42 (95% CI 0.26-0.68).",
    ],
)
def test_a_measure_told_of_some_patients_is_that_of_their_own_title(
    check: Callable[[str], CheckReport], text: str
) -> None:
    """A limit, an abbreviation or a name tells whose figures they are."""
    assert is_good(check(text))


def test_a_figure_of_everybody_is_not_that_of_the_patients_that_a_sentence_begins_with(
    check: Callable[[str], CheckReport],
) -> None:
    """Patients told first are those of the figure."""
    assert not is_good(check("With liver metastases, the OS hazard ratio was 0.95."))


@pytest.mark.parametrize("unit", ["inches", "kPa", "%"])
def test_a_change_told_in_another_unit_is_contradicted(check: Callable[[str], CheckReport], unit: str) -> None:
    """The same digits in another unit are another change."""
    assert is_good(check("Trough volume rose by 94.6 mL with Oral/Bex/Cav."))
    assert verdicts_of(check(f"Trough volume rose by 94.6 {unit} with Oral/Bex/Cav."))["94.6"] is Verdict.CONTRADICTED


def test_a_share_in_words_is_held_against_the_count_of_a_whole_behind_it(check: Callable[[str], CheckReport]) -> None:
    """A third is 388 of 1200, and a half is not."""
    text = "{} of the participants, 388 of 1200, lost 20% or more on Oral/Bex/Cav."
    assert verdicts_of(check(text.format("A third")))["A third"] is Verdict.DERIVED
    assert verdicts_of(check(text.format("Half")))["Half"] is Verdict.CONTRADICTED


def test_sizes_told_with_one_verb_before_two_arms_are_each_of_the_arm_behind(
    check: Callable[[str], CheckReport],
) -> None:
    """The same words stand between each number and its arm."""
    assert is_good(check("Of the participants 1200 drew Oral/Bex and 1150 drew Bex/Cav."))
    assert not is_good(check("Of the participants 1150 drew Oral/Bex and 1200 drew Bex/Cav."))


def test_respectively_before_a_semicolon_with_no_arm_before_the_figures_is_read(
    check: Callable[[str], CheckReport],
) -> None:
    """No arm stands before the figures, and one behind the semicolon."""
    text = "Rates of exacerbations were 0.91, 1.07 and 1.21 for Oral/Bex/Cav; Oral/Bex and Bex/Cav, respectively."
    assert [item.number for item in check(text).checks] == ["0.91", "1.07", "1.21"]


@pytest.mark.parametrize(
    "text",
    [
        "At week 68 the HbA1c change was {} percentage points (Oral/Bex/Cav) versus {} percentage points (Oral/Bex).",
        "HbA1c: Oral/Bex/Cav {} percentage points, Oral/Bex {} percentage points.",
    ],
)
def test_points_with_a_sign_beside_one_arm_are_what_it_changed_by(
    check: Callable[[str], CheckReport], text: str
) -> None:
    """They are no difference of two arms."""
    assert Verdict.CONTRADICTED not in verdicts_of(check(text.format("-0.45", "-0.15"))).values()
    assert Verdict.CONTRADICTED in verdicts_of(check(text.format("-0.15", "-0.45"))).values()


def test_a_grade_that_is_a_row_of_one_kind_of_event_tells_no_such_kind(check: Callable[[str], CheckReport]) -> None:
    """The row "Grade 3 to 5" of immune-mediated events is not that of all of them."""
    text = "Grade 3 to 5 adverse events occurred in {} of 1200 patients on Oral/Bex/Cav."
    assert is_good(check(text.format(272)))
    assert verdicts_of(check(text.format(212)))["212"] is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (
            f"Annual exacerbation rates were 0.91, 1.07 and 1.21 for {TRIPLE}, {FIRST} and {SECOND}, respectively.",
            True,
        ),
        ("Annual severe exacerbation rates were 0.13, 0.15 and 0.19 for Oral/Bex/Cav, Oral/Bex and Bex/Cav.", True),
        ("The annual rate of severe exacerbations was 0.13 with Oral/Bex/Cav and 0.19 with Bex/Cav.", True),
        ("The annual rate of severe exacerbations was 0.19 with Oral/Bex/Cav and 0.13 with Bex/Cav.", False),
    ],
)
def test_one_of_two_joined_words_or_none_tells_which_title_is_meant(
    check: Callable[[str], CheckReport], text: str, good: bool
) -> None:
    """Severe exacerbations are not moderate and severe ones, and exacerbations are the primary endpoint's."""
    assert is_good(check(text)) is good


def test_a_composite_told_is_no_row_of_one_of_its_events(check: Callable[[str], CheckReport]) -> None:
    """219 and 244 had a vascular death, 415 and 511 one of both."""
    text = "Vascular death or admission for lung disease: 415 of 1200 (34.6%) on {}, 511 of 1200 (42.6%) on {}."
    text = text.format(TRIPLE, FIRST)
    assert Verdict.CONTRADICTED not in verdicts_of(check(text)).values()


def test_bounds_of_two_rows_are_no_interval(check: Callable[[str], CheckReport]) -> None:
    """0.69 to 1.10 is that of 60 percent or higher, and 0.99 the upper bound of another row."""
    text = "By lung power (LP) the interval of the hazard ratio 0.87 is 0.69 to {}."
    assert verdicts_of(check(text.format("1.10")))["1.10"] is Verdict.SUPPORTED
    assert verdicts_of(check(text.format("0.99")))["0.99"] is Verdict.CONTRADICTED
