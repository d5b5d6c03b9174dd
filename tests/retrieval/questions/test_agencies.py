"""Approvals, each of its own agency."""

from __future__ import annotations

import pytest

from retrieval.questions.agencies import with_approvals
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

APPROVED = make_result(
    "article:61",
    category="design",
    outcome="FDA approval date",
    statistic="date",
    arm="all",
    value="2021-03-31",
    data_cutoff=None,
)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Did the FDA and the EMA both approve it?", ("FDA approval date", "EU approval date")),
        ("Is it approved in the US and in Japan?", ("FDA approval date", "PMDA approval date")),
        ("Has Health Canada licensed zeltamab?", ("Health Canada approval date",)),
        ("Which agencies approved the combination?", ("FDA approval date",)),
        ("Was it approved by any regulator?", ("FDA approval date",)),
        ("Was the approval given in April 2021?", ("FDA approval date",)),
        ("fda ok'd it when?", ("FDA approval date",)),
        ("when did the ema give its thumbs-up", ("EU approval date",)),
        ("Which year was it okayed by the mhra?", ("MHRA approval date",)),
        ("What dose did the approved schedule have?", ()),
        ("Which drugs were approved before?", ()),
    ],
)
def test_whether_it_was_approved_is_told_by_the_date(text: str, dates: tuple[str, ...]) -> None:
    """Each agency that is named is answered for itself; one without a date is told to be missing."""
    question = with_approvals(ask(text), corpus=SmallCorpus((*RESULTS, APPROVED)))
    assert tuple(name for name in question.outcomes if name.endswith("approval date")) == dates
