"""A part of the patients that heads what is asked of it."""

from __future__ import annotations

import pytest

from retrieval.questions.headed_parts import headed_by_part
from tests.retrieval.small_trial import RESULTS, ZELTA, SmallCorpus, ask, make_result

SHARE = {"statistic": "percentage", "unit": "%", "arm": ZELTA, "category": "baseline"}
CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result("update:30", outcome="Early relapse", value="34", **SHARE),
        make_result("update:31", outcome="Renal impairment", value="20", **SHARE),
        make_result("update:32", outcome="Renal impairment", value="31", subgroup="early relapse", **SHARE),
    )
)
SLOTS = CORPUS.table.slots("NCT90000003", ("outcome", "category", "subgroup"))


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("patients with early relapse: renal impairment %?", True),
        ("early relapse pts: % with renal impairment", True),
        ("early relapse - how many had impaired kidneys?", True),
        ("early relapse and renal impairment, how many?", False),
        ("renal impairment: % with early relapse", False),
    ],
)
def test_part_before_a_colon_narrows_what_is_counted(text: str, headed: bool) -> None:
    """The table counts impaired kidneys among those with an early relapse, and not the other way."""
    told = headed_by_part(ask(text), SLOTS)
    assert ((told.outcomes, told.subgroups) if told else None) == (
        (("Renal impairment",), ("early relapse",)) if headed else None
    )
