"""A model's statement with what was found in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zeltamab improved quality of life, as a rate of 20% shows.", "the table holds no result for quality of life"),
        ("Zeltamab did not improve quality of life; pneumonia occurred in 20%.", None),
        ("Whether it improved quality of life is unknown; pneumonia occurred in 20%.", None),
        ("Quality of life is not told; pneumonia occurred in 20%.", None),
    ],
)
def test_nothing_is_bettered_of_which_the_table_has_nothing(text: str, reason: str | None) -> None:
    """A figure of another outcome bears it out as little as none."""
    _, terms = harbour()
    row = next(row for row in RESULTS if row.id == "article:2")
    start = text.index("20")
    check = Check("20", start, start + 2, Verdict.SUPPORTED, row.id, None, "read")
    sentence = Sentence(text, (row,), trial=HARBOUR.id, written=True)
    claims = claims_of(sentence, [check], start=0, basis=Basis("", terms, ResultsTable([row])))
    assert [claim.reason for claim in claims] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The overall survival results are based on a median follow-up of 20.7 months.", True),
        ("The progression-free survival results are based on a median follow-up of 20.7 months.", False),
        ("Overall survival data were not yet mature after a median follow-up of 20.7 months.", False),
    ],
)
def test_follow_up_is_that_of_the_results_told(text: str, *, refuted: bool) -> None:
    """The results of an outcome are of the data cut-offs at which the table has them."""
    _, terms = harbour()
    ratios = [row for row in RESULTS if row.id in ("article:1", "update:9")]
    early = next(row for row in ratios if row.id == "article:1").data_cutoff
    row = replace(ratios[0], id="article:99", outcome="Median follow-up", statistic="median", value=Decimal("20.7"),
                  unit="months", comparison=None, arm="all", data_cutoff=early)  # fmt: skip
    start = text.index("20.7")
    check = Check("20.7", start, start + 4, Verdict.SUPPORTED, row.id, None, "read")
    sentence = Sentence(text, (row,), trial=HARBOUR.id, written=True)
    claims = claims_of(sentence, [check], start=0, basis=Basis("", terms, ResultsTable([row, *ratios])))
    assert [claim.refuted for claim in claims] == ([True] if refuted else [])


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("HARBOUR is registered as NCT90000003.", []),
        ("HARBOUR is registered as NCT90000004.", ["NCT90000004"]),
        ("HARBOUR is registered as 2017-001940-38 in Europe.", ["2017-001940-38"]),
    ],
)
def test_number_of_a_register_is_that_of_a_trial_held(text: str, foreign: list[str]) -> None:
    """Another number is another trial's, or nobody's."""
    _, terms = harbour()
    sentence = Sentence(text, (ROW,), trial=HARBOUR.id, written=True)
    claims = claims_of(sentence, [], start=0, basis=Basis("", terms, ResultsTable([ROW])))
    assert [text[claim.start : claim.end] for claim in claims] == foreign
