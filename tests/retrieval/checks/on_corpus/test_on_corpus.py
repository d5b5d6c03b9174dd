from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Document
from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]


def test_every_figure_of_the_publication_stands(check: Check, document: Document) -> None:
    """The abstract's findings are true of the table that was made from them, to the last number."""
    start = document.text.index("Between Nov 15, 2017")
    findings = document.text[start : document.text.index("The addition of", start)]
    report = check(findings)
    assert len(report.checks) == 35
    assert [item for item in report.checks if item.verdict is not Verdict.SUPPORTED] == []
    assert [item for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    "altered",
    [
        "Median PFS was not reached with Kd versus 19.15 months with Isa-Kd.",
        "The PFS hazard ratio was 0.53 (95% CI 0.32-0.89).",
        "Serious TEAEs occurred in 77% of patients on Isa-Kd.",
        "Median PFS was 35.7 months with Isa-Kd, with a hazard ratio of 0.53.",
        "OS HR 0.58.",
        "Grade 3 or worse TEAEs occurred in 77% of 179 patients on Isa-Kd.",
        "The median treatment duration with Isa-Kd was 94 months.",
        "The PFS hazard ratio was 0.35.",
    ],
)
def test_errors_that_a_reader_would_miss_are_caught(check: Check, altered: str) -> None:
    """The right digits in the wrong slot are wrong."""
    report = check(altered)
    wrong = [item for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    assert wrong or [item for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("By January 2022, 27.4% of patients remained on Isa-Kd versus 8.9% on Kd.", ("27.4%", "37.4%")),
        ("At least three copies of 1q21 were found in 41.9% of the Isa-Kd arm.", ("41.9", "24.0")),
        ("Exactly three copies of 1q21 were found in 24.0% of the Isa-Kd arm.", ("24.0", "41.9")),
        ("Amp(1q21), that is, four or more copies, was found in 17.9% with Isa-Kd.", ("17.9", "24.0")),
        ("There were 86 patients aged 70 or older in the trial.", ("86", "68")),
        ("Under the FDA's censoring rule the PFS hazard ratio was 0.548 rather than 0.53.", ("0.548", "0.53")),
        ("Under the FDA-requested censoring the PFS HR was 0.548, and 0.53 under the protocol's own rule.",
         ("0.53 under", "0.548 under")),
        ("The final PFS analysis was based on 159 events, up from 103 at the interim.", ("103", "130")),
        ("The trial enrolled from November 2017 to March 2019.", ("2019", "2021")),
        ("For the kidney subgroup (eGFR below 60), PFS HR = 0.27 (95% CI 0.11-0.66).", ("0.27", "0.72")),
        ("Deaths from COVID-19 were censored in a sensitivity analysis, which moved the OS hazard ratio from 0.855 to "
         "0.803.", ("0.803", "0.855")),
        ("The one-sided nominal p-value for progression-free survival on next therapy was 0.0035.", ("35", "53")),
    ],
)  # fmt: skip
def test_plain_words_for_what_the_table_holds(check: Check, text: str, altered: tuple[str, str]) -> None:
    """A true sentence stands, and its twin with another figure does not."""
    report = check(text)
    assert {item.verdict for item in report.checks} <= {Verdict.SUPPORTED, Verdict.DERIVED}
    assert [item for item in report.findings if item.severity == "error"] == []
    other = check(text.replace(*altered, 1))
    wrong = [item for item in other.checks if item.verdict in (Verdict.CONTRADICTED, Verdict.UNCHECKED)]
    assert wrong or [item for item in other.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("columns", "rows", "altered"),
    [
        ("TEAE | Isa-Kd | Kd", "Discontinuation | 15 (8%) | 17 (14%)\nFatal | 6 (3%) | 4 (3%)", ("15", "51")),
        ("Event, n (%) | Isa-Kd (N=177) | Kd (N=122)",
         "Grade ≥3 TEAEs | 136 (77) | 82 (67)\nLeading to discontinuation | 15 (8) | 17 (14)\n"
         "Leading to death | 6 (3) | 4 (3)",
         ("6 (3)", "9 (5)")),
        ("AE | Isa-Kd | Kd", "Hypertension, any / grade ≥3 | 37.3% / 21.0% | 32.0% / 20.0%",
         ("37.3% / 21.0", "21.0% / 37.3")),
        ("TEAE | Isa-Kd | Kd", "Any grade ≥3 | 136 (77%) | 82 (67%)", ("136", "163")),
        ("AE | Isa-Kd | Kd", "Pneumonia (any grade / grade 3 or worse) | 36.2 / 22.0 | 30.0 / 18.0", ("22.0", "18.0")),
        ("Adverse event | Isa-Kd, any (≥3) | Kd, any (≥3)", "Hypertension | 37.3 (21.0) | 32.0 (20.0)",
         ("37.3", "32.0")),
        (" | Isa-Kd | Kd | HR or OR", "MRD-negative, % | 33.5 | 15.4 | 2.78\nTTNT, months | 44.0 | 25.0 | 0.583",
         ("2.78", "2.87")),
        ("Baseline | Isa-Kd | Kd", "ISS I / II / III, % | 50 / 35 / 15 | 58 / 25 / 16", ("50 / 35", "35 / 50")),
        ("Subgroup | n | PFS HR", "High-risk cytogenetics | | 0.724\nStandard risk | | 0.44", ("0.724", "0.44")),
        ("Grade ≥3 event | Isa-Kd | Kd", "Hypertension | | 20.0%\nPneumonia | 22.0% | ", ("20.0", "21.0")),
        ("AE, any (grade 3-4), % | Isa-Kd | Kd", "Hypertension | 37.3 (21.0) | 32.0 (20.0)", ("(21.0)", "(12.0)")),
    ],
)  # fmt: skip
def test_tables_of_events_as_letters_print_them(
    check: Check, columns: str, rows: str, altered: tuple[str, str]
) -> None:
    """Two grades in a cell, rows that go on with the first cell, lists, empty cells: true cells stand, no others."""
    text = "\n".join(f"| {row} |" for row in (columns, "|".join(["---"] * (columns.count("|") + 1)), *rows.split("\n")))
    found = {item.verdict for item in check(text).checks}
    assert found <= {Verdict.SUPPORTED, Verdict.DERIVED}
    assert Verdict.CONTRADICTED in {item.verdict for item in check(text.replace(*altered, 1)).checks}


def test_sizes_of_both_arms(check: Check) -> None:
    """Behind "n =" the size of the second arm is one, too."""
    report = check("# Safety of Isa-Kd and Kd (n=177 vs 122)\n\nSerious TEAEs occurred in 59% and 57%.")
    assert {item.verdict for item in report.checks} == {Verdict.SUPPORTED}


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("At 44 mo, mPFS was 35.7 mo vs 19.2 mo; HR 0.58. mOS (95% CI) was NR (52.2–NR) vs 50.6 (38.9–NR) mo at the "
         "final OS analysis.", ("38.9", "39.8")),
        ("IRRs occurred in 45.8% of pts with Isa-Kd (grade 3, 0.6%; no grade 4), and led to isatuximab discontinuation "
         "in 0.6%.", ("45.8", "48.5")),
    ],
)  # fmt: skip
def test_abstracts_in_short_forms(check: Check, text: str, altered: tuple[str, str]) -> None:
    """A follow-up that leads a sentence, short forms that begin one, units behind brackets, a grade nobody had."""
    found = {item.verdict for item in check(text).checks}
    assert Verdict.CONTRADICTED not in found
    assert Verdict.CONTRADICTED in {item.verdict for item in check(text.replace(*altered, 1)).checks}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("PFS2 was statistically significantly longer with Isa-Kd, with a nominal one-sided p of 0.0035.", False),
        ("PFS2 was longer with Isa-Kd, with a nominal one-sided p of 0.0035.", True),
        ("PFS2 was nominally significantly longer with Isa-Kd (one-sided p=0.0035).", True),
    ],
)
def test_nominal_p_makes_nothing_statistically_significant(check: Check, text: str, right: bool) -> None:
    """Who says statistically significant claims a test, though the p-value beside it is called nominal."""
    assert bool([item for item in check(text).findings if item.severity == "error"]) is not right


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        ("Median OS was not reached on Isa-Kd; on Kd it was 50.6 months (median follow-up 56.61 months).", "50.6",
         Verdict.SUPPORTED),
        ("On overall survival: HR 0.855, and the p you will see quoted, 0.1836, is nominal and one-sided.", "0.1836",
         Verdict.SUPPORTED),
        ("At the first cut-off (7 February 2020) 177 patients had been treated with Isa-Kd.", "177", Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_figures_told_from_afar(check: Check, text: str, number: str, verdict: Verdict) -> None:
    """An outcome that opens a bracket is of the number there, a p-value is told before a comma, sizes do not change."""
    assert {item.number: item.verdict for item in check(text).checks}[number] is verdict


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        (
            "The lower bound for median OS was 52.172 months with Isa-Kd and 38.932 months with Kd.",
            ("38.932", "39.832"),
        ),
        ("The lower 95% limit for median OS was 52.2 months on Isa-Kd and 38.9 on Kd.", ("38.9", "39.8")),
        ("In MRD-negative patients the PFS HR was 0.578; its interval runs from 0.052 to 6.405.", ("6.405", "6.045")),
    ],
)
def test_bounds_of_two_arms_and_intervals_that_run(check: Check, text: str, altered: tuple[str, str]) -> None:
    """The second of two bounds is one, too."""
    assert {item.verdict for item in check(text).checks} == {Verdict.SUPPORTED}
    assert check(text.replace(*altered, 1)).checks[-1].verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Because of infusion-related reactions, isatuximab was interrupted in 29.9% and stopped for good in 0.6% of"
         " patients.", True),
        ("For infusion-related reactions, isatuximab was interrupted in 0.6% and stopped for good in 29.9% of"
         " patients.", False),
        ("Infusion-related reactions led to interruption of isatuximab in 29.9% of patients on Isa-Kd, but to its"
         " discontinuation in only 0.6%.", True),
        ("Only 0.6% had to stop isatuximab because of an infusion-related reaction, although 29.9% had an interruption"
         " for that reason.", True),
        ("Infections led to permanent discontinuation of treatment in 2.8% of Isa-Kd patients.", True),
        ("Among the reasons for ending treatment, progressive disease came first (81 of 179 patients on Isa-Kd; 66 of"
         " 123 patients on Kd).", True),
        ("MRD negativity together with complete response was reached by 26.3% with Isa-Kd and 12.2% with Kd.", True),
        ("The combination of MRD negativity and complete response was reached by 33.5% with Isa-Kd.", False),
        ("MRD negativity plus complete response: 44.1% with Isa-Kd.", False),
        ("Serious TEAEs among high-risk patients were reported in 64.3% with Isa-Kd and 66.7% with Kd.", True),
        ("Upper respiratory tract infection was the commonest infection, affecting 66.7% of the Isa-Kd group.", True),
        ("Isolated 1q21+, that is without other high-risk abnormalities, was found in 26.3% with Isa-Kd.", True),
        ("1q21 gain, meaning exactly three copies, was present in 24.0% with Isa-Kd and 30.1% with Kd.", True),
        ("Of the 302 randomised patients, 86 patients were at least 70 years old.", True),
        ("28% of the randomised patients were aged 70 or over.", True),
        ("20% of the randomised patients were aged 70 or over.", False),
        ("Patients were eligible after one to three prior lines of therapy.", True),
        ("In high-risk patients the confidence interval for PFS (95% CI 0.361-1.451) includes one.", True),
        ("Censoring COVID-19 deaths shifts the OS hazard ratio from 0.855 to 0.803.", True),
        ("Censoring COVID-19 deaths shifts the OS hazard ratio from 0.803 to 0.855.", False),
        ("A subsequent therapy was needed after a median of 43.99 months with Isa-Kd and 25.0 months with Kd.", True),
        ("With FDA censoring the hazard of progression is 45% lower with Isa-Kd, close to the 47% that follows from the"
         " published hazard ratio of 0.53.", True),
        ("With FDA censoring the hazard of progression is 45% lower with Isa-Kd, close to the 57% that follows from the"
         " published hazard ratio of 0.53.", False),
        ("MRD negativity went from 29.6% to 33.5% on Isa-Kd with longer follow-up; on Kd it went from 13.0% to 15.4%.",
         True),
        ("MRD negativity went from 29.6% to 33.5% on Isa-Kd with longer follow-up; on Kd it went from 15.4% to 13.0%.",
         False),
        ("Progression-free survival events grew by 56, from 103 at the primary analysis to 159 at the final PFS"
         " analysis.", True),
        ("Progression-free survival events grew by 65, from 103 at the primary analysis to 159 at the final PFS"
         " analysis.", False),
        ("In the update, complete response was 44.1% in the Isa-Kd arm, whereas the 39.7% seen at the primary analysis"
         " came without that assay.", True),
        ("Cough of any grade was seen in 23% on Isa-Kd and 15% on Kd, none of grade 3 or worse.", True),
        ("Hypertension was seen in 37% on Isa-Kd and 32% on Kd, with no grade 4 events.", False),
        ("Isatuximab was interrupted because of an infusion-related reaction in 29.9%, yet just 0.6% had to stop the"
         " drug for that reason.", True),
        ("Isatuximab was interrupted because of an infusion-related reaction in 0.6%, yet just 29.9% had to stop the"
         " drug for that reason.", False),
        ("42 patients on Isa-Kd and 7 on Kd remained on treatment after a median follow-up of 56.61 months.", True),
    ],
)  # fmt: skip
def test_causes_composites_and_groups_as_models_tell_them(check: Check, text: str, good: bool) -> None:
    """An effect with its cause, two outcomes as one, and what only says who is counted."""
    report = check(text)
    stand = all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in report.checks)
    assert (stand and not [found for found in report.findings if found.severity == "error"]) is good


def test_group_below_a_limit_is_not_the_one_above_it(check: Check) -> None:
    """ "Age <70 years" has the words of the title "Age >=70 years"."""
    told = check("Of the 302 patients randomised, 86 were at least 70 years old and 216 were younger than 70.").checks
    assert Verdict.CONTRADICTED not in {item.verdict for item in told}
