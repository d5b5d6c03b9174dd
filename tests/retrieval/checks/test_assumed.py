"""Figures of a chat model whose arm, grade or group nobody tells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.checks import check_text
from retrieval.records import Verdict
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, HARBOUR, RESULTS, SOURCES, ZELTA, SmallCorpus, harbour


def _open(text: str, *, written: bool = True, corpus: SmallCorpus | None = None) -> list[str]:
    """The figures that are not confirmed."""
    corpus, terms = (corpus, index_terms(corpus)) if corpus else harbour()
    report = check_text(
        text,
        table=corpus.table,
        terms=terms,
        trials=corpus.trials,
        trial=HARBOUR.id,
        sources=SOURCES,
        written=[(0, len(text))] if written else [],
    )
    return [check.number for check in report.checks if check.verdict is Verdict.UNCHECKED]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Pneumonia occurred in 20% of patients.", "20"),
        ("Headache was seen in 31 patients (31%).", "31"),
        ("Nausea occurred in 30% with placebo.", "30"),
        ("Of those treated, 12% had pneumonia.", "12"),
        ("Headache was reported by 28% under the usual care.", "28"),
    ],
)
def test_figure_without_an_arm_is_left_open_where_the_other_arm_has_another(text: str, number: str) -> None:
    """In a text that was pasted it is read as the one that has it; a model has to say whose it is."""
    assert number in _open(text)
    assert number not in _open(text, written=False)


@pytest.mark.parametrize(
    "text",
    [
        f"Pneumonia occurred in 20% with {ZELTA}.",
        f"In the {BASE} group, pneumonia occurred in 12%.",
        "Pneumonia occurred in 20% and 12%.",
        f"Pneumonia occurred in 20% versus 12% ({ZELTA} versus {BASE}).",
        "The hazard ratio for PFS was 0.66 at the final analysis.",
    ],
)
def test_arm_that_is_told_and_a_pair_in_the_order_of_the_arms_stand(text: str) -> None:
    """The experimental arm comes first where nobody says so; a ratio is of both."""
    assert _open(text) == []


def test_pair_in_the_other_order_is_left_open() -> None:
    """Nobody can tell which of the two is meant first."""
    assert _open("Pneumonia occurred in 12% and 20%.") == ["12", "20"]
    assert _open("Pneumonia: 12% vs 20%.") == ["12", "20"]


def test_figure_of_a_group_that_is_not_told_is_left_open() -> None:
    """0.70 is the hazard ratio of the old alone, and there is no other."""
    corpus = SmallCorpus([row for row in RESULTS if row.subgroup])
    assert _open("The hazard ratio for PFS was 0.70 in people with age >=65 years.", corpus=corpus) == []
    assert _open("The hazard ratio for PFS was 0.70.", corpus=corpus) == ["0.70"]


def test_pair_told_as_a_gain_goes_from_the_other_arm() -> None:
    """ "From 12 % to 20 %": the experimental arm's figure is what it became."""
    assert _open("Pneumonia increased from 12% to 20%.") == []
    assert _open("Pneumonia went from 12% to 20%.") == []


def test_share_of_both_arms_leaves_the_counts_behind_it_in_order() -> None:
    """ "The same in each arm (5 and 4)": a share that fits both does not tell which of the two comes first."""
    rows = [
        replace(row, value=Decimal(16), n={ZELTA: 17, BASE: 15}[str(row.arm)], N=100)
        if row.outcome == "Pneumonia" else row for row in RESULTS
    ]  # fmt: skip
    corpus = SmallCorpus(rows)
    assert _open("Pneumonia occurred in 16% of each arm (17 and 15 patients).", corpus=corpus) == []
    assert _open("Pneumonia occurred in 16% of each arm (15 and 17 patients).", corpus=corpus) == ["15", "17"]
