"""Bounds told by a verb, lists of visits in a title, whom a figure without an arm's name is of, who is favoured."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.figures.times import read_times
from retrieval.checks.findings.arm_orders import as_rates, orders_of_arms
from retrieval.checks.findings.favours import loser_of
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex

from .row_writer import RowWriter

Check = Callable[..., CheckReport]
ASPEN = Trial("NCT90000042", "ASPEN", "Orvelast versus placebo in nodular skin disease", "nodular skin disease")
ARMS = ("Orvelast", "Placebo")
NODULES = "Change From Baseline in Nodule Count at Weeks 4, 8 and 16"


@pytest.fixture(scope="module")
def told() -> Check:
    """Checks a text against a record with a title of several visits."""
    rows = RowWriter(ASPEN, arms=ARMS)
    for week, values in ((4, ("-3.1", "-1.2")), (8, ("-4.6", "-1.9")), (16, ("-6.7", "-2.4"))):
        rows.two(NODULES, "least-squares mean", values, "nodules", item=f"Week {week}")
    table = ResultsTable(tuple(rows.rows))
    own = [Term("arm", arm, None, (), ASPEN.id) for arm in ARMS]
    own.append(Term("outcome", NODULES, None, ("nodule count",), ASPEN.id, category="efficacy"))
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(ASPEN,), trial=ASPEN.id)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        pytest.param("By week 16 patients on Orvelast had lost 6.7 nodules from their nodule count.", "6.7", None,
                     id="lost"),
        pytest.param("By week 16 the nodule count had changed by -7.6 nodules with Orvelast.", "-7.6", "-6.7",
                     id="another number"),
        pytest.param("By week 8 the nodule count had changed by -4.6 nodules with Orvelast.", "-4.6", None,
                     id="its visit"),
    ],
)  # fmt: skip
def test_row_of_a_visit_in_a_list(told: Check, text: str, number: str, expected: str | None) -> None:
    """ "At Weeks 4, 8 and 16" names three visits, and each row is of its own."""
    (item,) = [item for item in told(text).checks if item.number == number]
    assert (item.verdict, item.expected) == (Verdict.CONTRADICTED if expected else Verdict.SUPPORTED, expected)


def test_list_of_visits_is_read_whole() -> None:
    """Each number of a list behind a plural is a time point; a count behind one week is none."""
    assert read_times("Weeks 4, 8 and 16") == {28.0, 56.0, 112.0}
    assert read_times("at week 12, 45 patients") == {84.0}
    assert read_times("to the last 3 months of treatment") == frozenset()
    assert read_times("a difference of -1.40 days at week 12") == {84.0}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The interval around the final PFS hazard ratio of 0.66 ran from 0.51 to 0.85 at the 95.2% level.", None),
        ("The interval around the final PFS hazard ratio of 0.66 ran from 0.51 to 0.95 at the 95.2% level.", "0.95"),
        ("The 95.2% CI of the PFS hazard ratio (0.66) extended from 0.51 to 0.85.", None),
        ("For PFS at the primary analysis the one-sided p value came to 0.0021.", None),
        ("For PFS at the primary analysis the one-sided p value came to 0.0210.", "0.0210"),
        ("Rx kept PFS going for a median of 15.1 months, the doublet for 27.4 months.", None),
    ],
)
def test_bounds_and_p_values_told_by_a_verb(check: Check, text: str, wrong: str | None) -> None:
    """ "Ran from ... to" tells the bounds of the interval named before, "came to" a p-value, "the doublet" an arm."""
    found = check(text).checks
    assert [item.number for item in found if item.verdict is Verdict.CONTRADICTED] == ([wrong] if wrong else [])
    assert all(item.verdict is not Verdict.UNCHECKED for item in found)


def test_group_told_by_whose_is_none_of_everybody(check: Check) -> None:
    """ "Patients whose ..." are a group, even where every word of it is known: no figure of all contradicts theirs."""
    text = "In patients whose response came late, MRD negativity was 44.0% with Veda-Rx."
    assert [item.verdict for item in check(text).checks] == [Verdict.UNCHECKED]


@pytest.mark.parametrize(
    ("outcome", "value", "loser"),
    [
        ("Freedom From Amputation at 6 Months", "16.6", "Placebo"),
        ("Objective Response Rate", "-4.0", "Orvelast"),
        ("Change in Nodule Count", "-4.5", None),
    ],
)
def test_arm_that_a_difference_does_not_favour(outcome: str, value: str, loser: str | None) -> None:
    """More of what everybody wants is better; a change is better or worse as its scale has it, and decides nothing."""
    row = Result("r:1", ASPEN.id, "r", "efficacy", outcome, "risk difference", unit="percentage points",
                 value=Decimal(value), comparison="Orvelast vs Placebo")  # fmt: skip
    assert loser_of(row) == loser


@pytest.mark.parametrize(
    "text",
    [
        "The lower 95% limit of the median OS with Veda-Rx was 49.9 months while the median itself was 58.3 months.",
        "With a one-sided p-value as small as 0.0021, PFS crossed its boundary at the primary analysis.",
    ],
)
def test_same_arm_and_p_value_in_other_words(check: Check, text: str) -> None:
    """ "While the median itself" goes on with the arm told; "as small as" leads a p-value."""
    assert {item.verdict for item in check(text).checks} == {Verdict.SUPPORTED}


def test_counts_are_compared_as_shares_of_unequal_arms() -> None:
    """24 of 188 are fewer than 21 of 94, where it is told what was less frequent."""
    rows = RowWriter(ASPEN, arms=ARMS)
    for arm, count, whole in zip(ARMS, ("24", "21"), (188, 94), strict=True):
        rows.add("Repeat Surgery", "count", count, "patients", arm=arm, n=int(count), N=whole)
    assert orders_of_arms(rows.rows, *ARMS) == {1}
    assert orders_of_arms(as_rates(rows.rows), *ARMS) == {-1}


def test_figures_of_three_groups_in_brackets_name_no_group() -> None:
    """ "The three groups (1, 1 and 2)" tells three figures, and no "Group 1"."""
    arms = ("Group 1: Orvelast", "Group 2: Placebo", "Group 3: Both")
    rows = RowWriter(ASPEN)
    for arm, count in zip(arms, ("1", "1", "2"), strict=True):
        rows.add("Febrile convulsion", "count", count, "patients", arm=arm, n=int(count), N=90, category="safety")
    table = ResultsTable(tuple(rows.rows))
    own = [Term("arm", arm, None, (arm.split(":")[0],), ASPEN.id) for arm in arms]
    own.append(Term("outcome", "Febrile convulsion", None, (), ASPEN.id, category="safety"))
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    text = "Febrile convulsions numbered four across the three groups (1, 1 and 2)."
    found = check_text(text, table=table, terms=terms, trials=(ASPEN,), trial=ASPEN.id).checks
    assert Verdict.CONTRADICTED not in {item.verdict for item in found}
