"""ROWAN, an invented record: two cohorts of one drug, which one arm's title writes in full and the other in short."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, draft_in
from tests.retrieval.small_trial import make_result

ROWAN = Trial("NCT90000071", "ROWAN", "Sallowmab in Mere Ague of the Young", "Mere Ague")
ADULTS, CHILDREN = "Sallowmab (SLW), Cohort 1: adults", "SLW,Cohort 2: children"
SOURCE = Source(
    "rowan", "registry_record", ROWAN.id, "ROWAN record", "ROWAN. ClinicalTrials.gov: NCT90000071.",
    "registry", path="rowan.json", publication_type="registry record",
)  # fmt: skip


@cache
def _rowan() -> OneRecord:
    rows = [
        make_result(
            f"rowan:{place}", trial=ROWAN.id, outcome="Started", arm=arm, value=Decimal(9), category="disposition",
            statistic="count", unit="patients", data_cutoff=None, analysis=None, population=None,
        )
        for place, arm in enumerate((ADULTS, CHILDREN))
    ]  # fmt: skip
    terms = (
        Term("arm", ADULTS, None, ("Cohort 1",), ROWAN.id, role="experimental"),
        Term("arm", CHILDREN, None, ("Cohort 2",), ROWAN.id, role="experimental"),
        Term("drug", "Sallowmab", None, ("SLW",), ROWAN.id),
    )
    told = (
        f"{ADULTS} (experimental). Sallowmab 10 mg once daily.\n\n"
        "SLW, Cohort 2: children (experimental). SLW 5 mg once daily."
    )
    return OneRecord(
        rows, terms=terms, trial=ROWAN, source=SOURCE, parts=(("Title", ROWAN.title or ""), ("Arms", told))
    )


@pytest.mark.parametrize(
    ("question", "dose"),
    [
        ("How was sallowmab given in cohort 2 of ROWAN?", "5 mg"),
        ("How was sallowmab given in cohort 1 of ROWAN?", "10 mg"),
        ("What dose did cohort 2 get in ROWAN?", "5 mg"),
    ],
)
def test_an_arm_is_told_by_its_own_paragraph(question: str, dose: str) -> None:
    """Not by that of another arm which has the drug's name in full."""
    [told] = [sentence.text for sentence in draft_in(_rowan(), question).sentences]
    assert f" {dose} once daily" in told
