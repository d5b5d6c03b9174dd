"""When registries first posted results."""

from __future__ import annotations

import pytest

from retrieval.questions.postings import with_postings
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

POSTED = make_result(
    "registry:71",
    category="design",
    outcome="Results first posted",
    statistic="date",
    arm="all",
    value="2022-03-04",
    data_cutoff=None,
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Results went up first on ClinicalTrials.gov or on the EU register?", True),
        ("On which register did the results appear first?", True),
        ("Dates of results posting in both registries?", True),
        ("When did the EU register publish results?", True),
        ("When were results made public on CT.gov?", True),
        ("Which results are in the registry?", False),
        ("When was the trial registered on ClinicalTrials.gov?", False),
        ("When was the PFS result published?", False),
    ],
)
def test_first_posting_is_asked_in_many_words(text: str, asked: bool) -> None:
    """Results that go up, appear or are made public on a register ask for the date of their posting."""
    question = with_postings(ask(text), corpus=SmallCorpus((*RESULTS, POSTED)))
    assert ("Results first posted" in question.outcomes) is asked
