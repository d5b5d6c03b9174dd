"""A model's statement with what was found in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.table import ResultsTable
from retrieval.chat_model.claim_reading import Basis, claims_of
from retrieval.records import Check, Sentence, Verdict
from tests.retrieval.small_trial import HARBOUR, RESULTS, harbour

ROW = replace(next(row for row in RESULTS if row.id == "article:2"), outcome="Zeltamab interruption")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Base was interrupted in 20% of them.", False),
        ("The infusion was interrupted in 20% of them.", True),
        ("Zeltamab was interrupted in 20% of them.", False),
        ("With Zelta-Base it was interrupted in 20% of them.", False),
        ("Steroids were interrupted in 20% of them.", True),
    ],
)
def test_drug_of_a_title_has_to_be_named(text: str, *, claimed: bool) -> None:
    """What was interrupted is the drug that the title names; an arm beside it tells whose figure it is."""
    _, terms = harbour()
    start = text.index("20")
    check = Check("20", start, start + 2, Verdict.SUPPORTED, ROW.id, None, "read")
    sentence = Sentence(text, (ROW,), trial=HARBOUR.id, written=True)
    claims = claims_of(sentence, [check], start=0, basis=Basis("", terms, ResultsTable([ROW])))
    assert [claim.reason for claim in claims] == (["the result is Zeltamab interruption"] if claimed else [])


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("Pneumonia occurred in 20%, compared with daratumumab.", "daratumumab"),
        ("It beat bortezomib, with pneumonia in 20%.", "bortezomib"),
        ("Compared with bortezomib-refractory patients, 20% had pneumonia.", None),
        ("Pneumonia occurred in 20%, and with zeltamab rather more than with Base.", None),
        ("Pneumonia occurred in 20% of those who had received bortezomib.", None),
    ],
)
def test_nothing_is_compared_with_a_drug_of_no_arm(text: str, drug: str | None) -> None:
    """No arm of the trial had that drug."""
    _, terms = harbour()
    row = next(row for row in RESULTS if row.id == "article:2")
    start = text.index("20")
    check = Check("20", start, start + 2, Verdict.SUPPORTED, row.id, None, "read")
    sentence = Sentence(text, (row,), trial=HARBOUR.id, written=True)
    claims = claims_of(sentence, [check], start=0, basis=Basis("", terms, ResultsTable([row])))
    assert [claim.reason for claim in claims] == ([f"no arm of the trial had {drug}"] if drug else [])
