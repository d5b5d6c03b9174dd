"""By how much a figure changed from one analysis to a later one."""

from __future__ import annotations

import pytest

from ingest.records import Result
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.over_time import asks_change, describe_changes
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, LAST, ZELTA, SmallCorpus, make_event

FIRST_RATES = (make_event("article:1", "Cough", arm=ZELTA, n=20), make_event("article:2", "Cough", arm=BASE, n=18))
LATER_RATE = make_event("update:1", "Cough", arm=ZELTA, n=29, data_cutoff=LAST)


def _figures(*rows: Result) -> tuple[Figure, ...]:
    return tuple(group_figures(rows, corpus=SmallCorpus(rows), terms=index_terms(SmallCorpus(rows))))


def test_change_of_each_arm_is_computed_from_the_earlier_to_the_later_cutoff() -> None:
    """An arm with a rate at both cut-offs has a change; one with a single rate has none."""
    [told] = describe_changes(_figures(*FIRST_RATES, LATER_RATE))
    assert f"with {ZELTA}, 20% at the primary analysis and 29% at the final analysis" in told.text
    assert "a difference of 9 percentage points" in told.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Cough rose between the first and the second cut-off; by how much?", True),
        ("By how many points did nausea go up from 2020 to 2022?", True),
        ("Did rashes get more frequent between the two reports?", True),
        ("From May to June, by how many did the number on treatment shrink?", True),
        ("By how much did PFS increase with zeltamab?", False),
        ("By how many points do the arms differ at the final analysis?", False),
    ],
)
def test_change_is_told_from_a_gap_between_arms(text: str, asked: bool) -> None:
    """A verb of change and two times ask for a change; what a treatment raised is a gap between arms."""
    assert asks_change(text) is asked
