from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest.records import Passage
from ingest.table import ResultsTable
from retrieval.checks import check_text
from retrieval.records import Check, CheckReport, Verdict
from retrieval.terms import TermIndex

Checker = Callable[..., CheckReport]


def verdicts(report: CheckReport) -> dict[str, str]:
    """The verdict of each number, by the number as printed."""
    return {item.number: item.verdict.value for item in report.checks}


def only(report: CheckReport) -> Check:
    """The single check of a report."""
    (item,) = report.checks
    return item


def test_a_result_phrased_in_full_is_supported_to_the_last_number(check: Checker) -> None:
    """Estimate, bounds, levels and the cut-off's date are all looked up."""
    report = check(
        "Median progression-free survival was 27.4 months (95% CI 22.1-33.9) with Veda-Rx and 15.1 months (95% CI "
        "12.6-18.8) with Rx (intention-to-treat population; data cut-off 30 September 2021; final PFS analysis)."
    )
    assert len(report.checks) == 9
    assert {item.verdict for item in report.checks} == {Verdict.SUPPORTED}


def test_counts_and_denominators_are_supported(check: Checker) -> None:
    """n, N and the percentage of one expression are judged together."""
    report = check("Grade 3 or worse TEAEs occurred in 149 of 197 patients (76%) with Veda-Rx.")
    assert verdicts(report) == {"3": "supported", "149": "supported", "197": "supported", "76": "supported"}


def test_a_wrong_level_leaves_its_bounds_supported(check: Checker) -> None:
    """The level is contradicted with the one expected, and a finding names the class."""
    report = check("PFS: HR 0.61 (95% CI 0.41-0.92).")
    assert verdicts(report) == {"0.61": "supported", "95": "contradicted", "0.41": "supported", "0.92": "supported"}
    assert next(item for item in report.checks if item.number == "95").expected == "98"
    assert [item.kind for item in report.findings if item.severity == "error"] == ["ci_level"]


def test_a_wrong_number_shows_the_right_result(check: Checker) -> None:
    """The deciding result and its value come with the verdict."""
    item = only(check("Median OS with Rx was 57.1 months."))
    assert (item.verdict, item.result, item.expected) == (Verdict.CONTRADICTED, "larkspur:021", "51.7")
    assert "Overall survival, Rx" in item.reason


def test_digits_of_another_arm_are_named(check: Checker) -> None:
    """The reason names the slot that was read and the slot that has the digits."""
    item = only(check("Median PFS was 27.4 months with Rx."))
    assert item.verdict is Verdict.CONTRADICTED
    assert "Rx" in item.reason
    assert "the same digits are Kaplan-Meier median of Progression-free survival, Veda-Rx" in item.reason


def test_assumptions_are_said(check: Checker) -> None:
    """A cut-off that the sentence does not give is assumed, and the reason says so."""
    item = only(check("The PFS hazard ratio was 0.66."))
    assert item.verdict is Verdict.SUPPORTED
    assert "cut-off not given, 2021-09-30 assumed" in item.reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Alopecia occurred in 4% of patients on Veda-Rx.", id="known word without results"),
        pytest.param("Zorbitis occurred in 34.5% of patients on Veda-Rx.", id="unknown word with digits of another"),
        pytest.param("Febrile neutropenia was seen in 10%.", id="narrower event"),
        pytest.param("The 24-month PFS rate was 62.3%.", id="time point"),
        pytest.param("The number needed to treat for MRD negativity was 6.", id="number needed to treat"),
        pytest.param("Pneumonia-related discontinuation occurred in 34.5% with Veda-Rx.", id="what an event led to"),
        pytest.param("Left-handed patients had a PFS hazard ratio of 0.52.", id="unknown group"),
    ],
)
def test_what_the_table_does_not_hold_is_unchecked(check: Checker, text: str) -> None:
    """A coincidence of digits is no support, and no contradiction."""
    figures = [item for item in check(text).checks if item.number != "24"]
    assert {item.verdict for item in figures} == {Verdict.UNCHECKED}


@pytest.mark.parametrize(
    ("text", "number", "formula"),
    [
        ("149 of 197 patients (75.6%) had grade 3 or worse TEAEs with Veda-Rx.", "75.6", "149/197 = 75.6 %"),
        ("The CR rate was 13.6 percentage points higher (38.2% vs 24.6%).", "13.6", "|38.2 - 24.6| = 13.6 percentage"),
        ("Veda-Rx lowered the hazard of progression or death by 39%.", "39", "(1 - 0.61) x 100 = 39.0 % lower hazard"),
        ("In both arms, 237 patients had grade 3 or worse TEAEs.", "237", "149 + 88 = 237"),
        ("65.5% of patients on Veda-Rx had no diarrhoea of any grade.", "65.5", "100 - 34.5 = 65.5 %"),
        ("Two-thirds of the control group had grade 3 or worse TEAEs.", "Two-thirds", "65 % is about Two-thirds"),
        ("Median treatment duration was 20.2 months with Veda-Rx.", "20.2", "88.0 weeks = 20.2 months"),
    ],
)  # fmt: skip
def test_derived_numbers_show_their_formula(check: Checker, text: str, number: str, formula: str) -> None:
    """What follows from results is recomputed, and the formula is the reason."""
    item = next(item for item in check(text).checks if item.number == number)
    assert item.verdict is Verdict.DERIVED
    assert formula in item.reason


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("14.4", "supported"),
        ("14.3", "unchecked"),
        ("14.2", "contradicted"),
        ("14.35", "supported"),
        ("14", "supported"),
        ("14.350", "supported"),
    ],
)
def test_rounding_is_half_up_to_the_stated_decimals(check: Checker, stated: str, verdict: str) -> None:
    """14.35 rounds to 14.4; it is rounded itself, so that 14.3 may have been the nearer one."""
    assert verdicts(check(f"Median PFS with Rx was {stated} months at the primary analysis.")) == {stated: verdict}


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("<0.0001", "supported"), ("<0.001", "supported"), ("<0.00001", "unchecked"), ("=0.004", "contradicted")],
)
def test_bound_of_a_p_value_rules_out_what_lies_above(check: Checker, stated: str, verdict: str) -> None:
    """The table has p<0.0001: a smaller one may be right, too."""
    text = f"In BRAMBLE, cardiovascular death or hospitalisation for heart failure: HR 0.77 with Corivar, p{stated}."
    assert verdicts(check(text))[stated.strip("<=")] == verdict


def test_silent_sentence_goes_on_with_the_one_before(check: Checker) -> None:
    """The outcome is that of the sentence before, and so is the order of the arms."""
    report = check("MRD negativity was seen in 31.2% with Veda-Rx and 14.5% with Rx. The odds ratio was 2.67.")
    assert set(verdicts(report).values()) == {"supported"}


def test_a_table_in_the_text_gives_outcome_unit_and_arm(check: Checker) -> None:
    """A cell is read with the labels of its row and its column."""
    rows = "| Outcome | Veda-Rx (n=199) | Rx (n=138) |\n|---|---|---|\n| Median PFS, months | 27.4 | 15.1 |\n"
    report = check(rows + "| Complete response, % | 24.6 | 38.2 |\n")
    assert verdicts(report) == {
        "199": "supported", "138": "supported", "27.4": "supported", "15.1": "supported",
        "24.6": "contradicted", "38.2": "contradicted",
    }  # fmt: skip


def test_registry_titles_and_arm_labels_are_terms(check: Checker) -> None:
    """Outcomes and arms that stand in no vocabulary are read from the table."""
    true = "Hypotension occurred in 3.8% with Corivar 5 mg and 2.9% with placebo."
    assert set(verdicts(check(true, trial="NCT90000002")).values()) == {"supported"}
    swapped = "Hypotension occurred in 2.9% with Corivar 5 mg and 3.8% with placebo."
    assert set(verdicts(check(swapped, trial="NCT90000002")).values()) == {"contradicted"}


def test_trial_comes_from_the_argument_the_text_or_is_missing(check: Checker) -> None:
    """With two trials in the corpus and none named, nothing is checked."""
    assert only(check("The PFS hazard ratio was 0.61.", trial=None)).reason == "trial not named"
    assert only(check("In LARKSPUR, the PFS hazard ratio was 0.61.", trial=None)).verdict is Verdict.SUPPORTED


def test_a_trial_that_the_corpus_does_not_hold(check: Checker) -> None:
    """Its numbers are unchecked, and the next sentence about the own trial is read again."""
    report = check("In the THISTLE trial, the PFS hazard ratio was 0.45. In LARKSPUR it was 0.61.")
    assert verdicts(report) == {"0.45": "unchecked", "0.61": "supported"}
    assert report.checks[0].reason == "attributed to THISTLE, which the corpus does not hold"


def test_another_trials_figure_is_named(table: ResultsTable, terms: TermIndex, check: Checker) -> None:
    """Digits that only another trial has are told as that trial's."""
    item = only(check("The rate of hypotension was 3.8% with Veda-Rx in LARKSPUR."))
    assert item.verdict in (Verdict.UNCHECKED, Verdict.CONTRADICTED)
    report = check_text("", table=table, terms=terms, trials=())
    assert report == CheckReport("", (), ())


def passage(text: str) -> Sequence[Passage]:
    """One passage of the first trial."""
    return (Passage("p1", "larkspur", "NCT90000001", "text", text),)


def test_a_passage_can_bind_a_number_that_the_table_lacks(check: Checker) -> None:
    """The verdict is ``quoted`` when the passage tells it of the same slot, and only then."""
    held = passage("Alopecia occurred in 12.5% of patients with Veda-Rx and 11.0% with Rx.")
    assert verdicts(check("Alopecia was seen in 12.5% with Veda-Rx.", passages=held)) == {"12.5": "quoted"}
    assert verdicts(check("Alopecia was seen in 12.5% with Rx.", passages=held)) == {"12.5": "unchecked"}
    assert verdicts(check("Rash was seen in 12.5% with Veda-Rx.", passages=held)) == {"12.5": "unchecked"}


def test_checks_and_findings_come_in_order_with_their_own_text(check: Checker) -> None:
    """Every span cuts out what it names."""
    text = "PFS: HR 0·61 (95 % CI 0·41–0·92; two-sided p=0·0021). Patients on Rx did significantly better in OS."
    report = check(text)
    assert [item.start for item in report.checks] == sorted(item.start for item in report.checks)
    assert all(text[item.start : item.end] == item.number for item in report.checks)
    assert all(text[item.start : item.end] == item.text for item in report.findings)
    assert report.text == text
