"""What a sentence leaves to its order, its table, the sentence before it, or a passage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.records import Passage, Source
from ingest.table import ResultsTable
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex

from .conftest import LARKSPUR, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("For PFS, the hazard ratio comparing Rx with Veda-Rx was 0.61.", "0.61", id="comparing"),
        pytest.param(
            "Comparing Rx with Veda-Rx, the hazard ratio for progression or death was 0.61.",
            "0.61",
            id="comparing first",
        ),
        pytest.param("PFS was compared between the Rx arm and the Veda-Rx arm. The HR was 0.61.", "0.61", id="before"),
        pytest.param("A hazard ratio of 0.61 was observed for PFS with Rx relative to Veda-Rx.", "0.61", id="after"),
        pytest.param("| | Rx vs Veda-Rx, odds ratio |\n|---|---|\n| MRD negativity | 2.67 |\n", "2.67", id="column"),
    ],
)
def test_ratio_of_the_inverse_comparison_is_contradicted(check: Check, text: str, number: str) -> None:
    """A ratio told for B versus A is not the table's ratio of A versus B."""
    assert verdicts_of(check(text))[number] is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MRD negativity favoured Rx, with an odds ratio of 2.67.", id="odds"),
        pytest.param(
            "The hazard of progression or death was higher with Veda-Rx than with Rx (PFS HR 0.61).", id="hazard"
        ),
        pytest.param("More patients had diarrhoea with Rx (27.9%) than with Veda-Rx (34.5%).", id="more patients"),
    ],
)
def test_words_of_direction_must_fit_the_figures(check: Check, text: str) -> None:
    """Figures that are right do not save the word that turns them round."""
    assert "direction" in {item.kind for item in check(text).findings}


def test_median_told_as_missing_is_contradicted_where_it_was_not_reached(check: Check) -> None:
    """A median that was not reached is a result, and not a gap in the report."""
    text = "| | Veda-Rx | Rx |\n|---|---|---|\n| Median PFS, months | not available | 14.35 |\n"
    (told,) = [item for item in check(text).checks if item.number == "not available"]
    assert (told.verdict, told.expected) == (Verdict.CONTRADICTED, "not reached")


def test_median_told_as_missing_is_read_beside_one_that_was_not_reached(check: Check) -> None:
    """Why there is no median stands in its own cell, and not in the next one."""
    text = "| | Veda-Rx | Rx |\n|---|---|---|\n| Median PFS, months | not available | not reached |\n"
    assert "not available" in {item.number for item in check(text).checks}


@pytest.mark.parametrize("rest", ["", "; the HR was 0.58", "; PFS was the primary endpoint, and 77 had died"])
def test_cutoff_behind_a_figure_holds_for_it_whatever_follows_a_semicolon(check: Check, rest: str) -> None:
    """The median had been reached by then, and had not at the analysis before."""
    told = check(f"Median PFS was not reached with Veda-Rx as of 30 September 2021{rest}.").checks[0]
    assert (told.number, told.verdict) == ("not reached", Verdict.CONTRADICTED)


def test_events_prevented_are_no_hazard_ratio(check: Check) -> None:
    """One minus the hazard ratio is no share of events or of patients."""
    text = "Veda-Rx prevented 39% of the PFS events seen with Rx (HR 0.61)."
    assert "hazard_as_absolute_risk" in {item.kind for item in check(text).findings}


def test_level_may_stand_after_its_interval(check: Check) -> None:
    """A level behind the bounds is the interval's own: 98 % here, and not 95 %."""
    assert verdicts_of(check("PFS: HR 0.61 (0.41 to 0.92, 98% CI)."))["98"] is Verdict.SUPPORTED
    assert verdicts_of(check("PFS: HR 0.61 (0.41 to 0.92, 95% CI)."))["95"] is Verdict.CONTRADICTED


def test_announced_grade_holds_for_the_paragraph(check: Check) -> None:
    """A sentence without figures says of which grade those after it are: 34.5 % is of any grade."""
    text = "The adverse events of grade 3 or higher with Veda-Rx are listed. Diarrhoea came first with {}."
    assert verdicts_of(check(text.format("34.5%")))["34.5"] is Verdict.CONTRADICTED
    assert verdicts_of(check(text.format("3.0%")))["3.0"] is Verdict.SUPPORTED


def test_row_named_after_a_grade_is_one_of_adverse_events(check: Check) -> None:
    """The digit of a row's grade is a qualifier, and the figures beside it are of adverse events."""
    text = "| Event | Veda-Rx | Rx |\n|---|---|---|\n| Grade 3 or worse | 76% | 65% |\n"
    assert verdicts_of(check(text)) == {"76": Verdict.SUPPORTED, "65": Verdict.SUPPORTED}


def test_date_of_a_letter_is_no_number_to_check(check: Check) -> None:
    """A date on a line of its own dates the letter."""
    report = check("Dear Dr Aldane,\n\n12 October 2023\n\nThe PFS hazard ratio was 0.61. Adverse events are below.\n")
    assert [item.number for item in report.checks] == ["0.61"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("Dear Dr Aldane,\n\nThe PFS hazard ratio was 0.61.\n\nYours,\nB. Reed\n", True, id="no word"),
        pytest.param(
            "Dear Dr Aldane,\n\nThe PFS hazard ratio was 0.61.\n\nAsk for the safety results.\n", False, id="told"
        ),
        pytest.param("The PFS hazard ratio was 0.61.", False, id="one sentence"),
    ],
)
def test_balance_is_satisfied_by_a_word_of_safety(check: Check, text: str, missing: bool) -> None:
    """A letter of efficacy alone is not balanced; one that points to the safety results is."""
    assert ("missing_balance" in {item.kind for item in check(text).findings}) is missing


def test_schedule_in_the_words_of_a_passage_is_quoted(check: Check) -> None:
    """A number among five words in a row of a passage is quoted; another number there is not."""
    words = "vedamab 12 mg/kg intravenously weekly for the first {} weeks, then every 3 weeks"
    passage = Passage("a:1", "a", LARKSPUR.id, "text", f"Patients received {words.format(6)}.")
    text = f"The schedule was {words}."
    assert [item.verdict for item in check(text.format(6), passages=(passage,)).checks[1:]] == [Verdict.QUOTED] * 2
    assert verdicts_of(check(text.format(8), passages=(passage,)))["8"] is Verdict.UNCHECKED


def test_leading_source_decides_and_its_level_is_named(table: ResultsTable, terms: TermIndex) -> None:
    """Of two reports of one interval the article leads: a text with the other's level is told so."""
    (row,) = [
        row for row in table.results(trial=LARKSPUR.id, outcome="Progression-free survival") if row.ci_level == 98
    ]
    other = replace(row, id="news:001", source="news", ci_level=row.ci_level - 3 if row.ci_level else None)
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=name, tier=tier)  # type: ignore[arg-type]  # tiers
        for name, tier in ((row.source, "primary"), ("news", "secondary"))
    }
    both = ResultsTable((*table.results(), other))
    report = check_text(
        "The PFS hazard ratio was 0.61 (95% CI 0.41-0.92).",
        table=both, terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert report.checks[0].result == row.id
    assert [item.verdict for item in report.checks if item.number == "95"] == [Verdict.SUPPORTED]
    (told,) = [item for item in report.findings if item.kind == "ci_level"]
    assert (told.severity, "98 % CI" in told.reason) == ("warning", True)


@pytest.mark.parametrize(
    "text",
    [
        "With longer follow-up (median 41.3 months), median PFS was 27.4 months with Veda-Rx and 15.1 months with Rx.",
        "At the final PFS analysis (30 September 2021, median follow-up 41.3 months), the hazard ratio was 0.66.",
    ],
)
def test_follow_up_in_brackets_is_no_outcome_of_the_figures_after_it(check: Check, text: str) -> None:
    """What stands in the brackets is told there; the sentence goes on with its own outcome."""
    assert set(verdicts_of(check(text)).values()) == {Verdict.SUPPORTED}


def test_formula_of_the_lower_hazard_holds_no_figure(check: Check) -> None:
    """The 1 of "1 - HR" was counted by nobody."""
    text = "The final PFS analysis gave a hazard ratio of 0.66; expressed as 1 − HR, the hazard is 34% lower."
    assert verdicts_of(check(text)) == {"0.66": Verdict.SUPPORTED, "34": Verdict.DERIVED}


def test_hazard_ratio_is_no_factor_between_shares_of_patients(check: Check) -> None:
    """A hazard ratio told as a ratio of proportions is not borne out."""
    text = "At the interim analysis, the proportion who progressed or died was 0.61 times the proportion on Rx."
    assert verdicts_of(check(text))["0.61 times"] is Verdict.UNCHECKED


def test_smaller_share_at_a_higher_grade_is_of_the_same_arm(check: Check) -> None:
    """ "But only" tells of another grade here, and of no other arm."""
    text = "Diarrhoea of any grade occurred in 34.5% of patients on Veda-Rx, but only 3.0% had grade 3 or worse."
    assert verdicts_of(check(text))["3.0"] is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "PFS on next therapy favoured Veda-Rx in the last report, medians 41.6 and 33.0 months.",
        "Treatment-emergent adverse events were fatal in seven of 197 patients (4%) with Veda-Rx, five of 136 with Rx.",
        "In the Veda-Rx arm, diarrhoea occurred in 34.5%, whereas 3.0% had an event of grade 3 or worse.",
        "MRD negativity was reached by 62 patients with Veda-Rx and 20 with Rx, a difference of 42 patients.",
    ],
)
def test_true_figures_told_in_other_ways_are_not_contradicted(check: Check, text: str) -> None:
    """A pair behind the arm that did better, fatal ones among events, a higher grade in the same arm, a difference."""
    assert set(verdicts_of(check(text)).values()) <= {Verdict.SUPPORTED, Verdict.DERIVED}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("When relapses outside the chest were left out, median PFS was 29.3 months with Veda-Rx.", "29.3"),
        ("In BRAMBLE, hospitalisation for heart failure was seen in 201 patients on Corivar 5 mg.", "201"),
        ("In BRAMBLE, hospitalisation for heart failure was seen in 14.9% of patients on Corivar 5 mg.", "14.9"),
    ],
)
def test_what_the_table_does_not_have_is_left_open(check: Check, text: str, number: str) -> None:
    """Another way of counting, and an event that the table has as a part of a composite alone."""
    assert verdicts_of(check(text, trial=None))[number] is Verdict.UNCHECKED


def test_p_value_behind_a_time_point_is_not_the_time_s(check: Check) -> None:
    """The 32 of "week 32" is a time, whatever p-value follows."""
    text = "In BRAMBLE, hypotension was seen in 80 patients on Corivar 5 mg and 61 on placebo by week 32 (p=0.112)."
    assert verdicts_of(check(text, trial=None))["32"] is not Verdict.CONTRADICTED
