"""REEDHAM, an invented record: composites by their level, a primary concentration, who stopped what."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from tests.retrieval.registry.dose_record import answer
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, draft_in
from tests.retrieval.small_trial import make_result

REEDHAM = Trial("NCT90000041", "REEDHAM", "Rushamab in Fen Nephropathy", "Fen Nephropathy")
DRUG, DUMMY = "Rushamab", "Placebo"
FIRST = "First Occurrence of Fen Failure, a Sustained Decrease of eGFR ≥35% From Baseline, or Fen Death"
SECOND = "First Occurrence of Fen Failure, a Sustained Decrease of eGFR ≥55% From Baseline, or Fen Death"
EVENT = "End stage fen disease"
ITCH = "Bog Itch Index (BII) Score"
HALVED = "Percentage Achieving a Bog Itch Index-50 (BII-50) at Week 6"
SIGNS = "Change From Baseline in Fen Signs Score to Week 6"
LEVELS = "Rushamab Plasma Concentration at Week 6"
LED = "Percentage of Subjects With Adverse Events Leading to Withdrawal From Study Drug"
SOURCE = Source(
    "reedham", "registry_record", REEDHAM.id, "REEDHAM record", "REEDHAM. ClinicalTrials.gov: NCT90000041.",
    "registry", path="reedham.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("reedham", REEDHAM.id, (DRUG, DUMMY), size=900)


def _effect(key: str, outcome: str, value: str) -> Result:
    return make_result(
        f"reedham:{key}", trial=REEDHAM.id, outcome=outcome, comparison=f"{DRUG} vs {DUMMY}", value=Decimal(value),
        statistic="hazard ratio", p_value=Decimal("0.02"), **_EMPTY,
    )  # fmt: skip


ROWS = (
    *_rows("st", "Started", "900", "901", category="disposition"),
    *_rows("nc", "Not completed", "41", "37", category="disposition", item="Overall Study"),
    *_rows("na", "Not completed: Adverse Event", "9", "8", category="disposition", item="Overall Study"),
    *_rows("le", LED, "6.3", "4.1", statistic="percentage", unit="%", category="safety"),
    *_rows("f", FIRST, "151", "188"),
    _effect("fe", FIRST, "0.79"),
    *_rows("s", SECOND, "73", "99"),
    _effect("se", SECOND, "0.72"),
    *_rows("ae", EVENT, "3", "5", grade="serious", category="safety"),
    *_rows("bi", ITCH, "28.1", "29.4", statistic="mean", unit="units", category="baseline"),
    *_rows("b5", HALVED, "61.8", "30.3", statistic="percentage", unit="%"),
    *_rows("fs", SIGNS, "-7.5", "-2.6", statistic="mean", unit="units"),
    *_rows("pk", LEVELS, "24.7", statistic="geometric mean", unit="ug/mL"),
)
TERMS = (
    Term("arm", DRUG, trial=REEDHAM.id, role="experimental"),
    Term("arm", DUMMY, trial=REEDHAM.id, role="control"),
    Term("drug", DRUG, trial=REEDHAM.id),
    Term("outcome", FIRST, None, (), REEDHAM.id, category="efficacy", primary=True),
    Term("outcome", SECOND, None, (), REEDHAM.id, category="efficacy"),
    Term("outcome", LEVELS, None, (), REEDHAM.id, category="efficacy", primary=True),
    Term("outcome", ITCH, "BII", (), REEDHAM.id, category="baseline"),
    Term("outcome", EVENT, None, (), REEDHAM.id, category="safety"),
    Term("outcome", "Fen failure", None, ("end stage fen disease", "ESFD"), category="efficacy"),
    Term("outcome", "Not completed", None, ("dropped out",), REEDHAM.id, category="disposition"),
    Term("outcome", "Treatment discontinuation for any reason", None,
         ("discontinued treatment", "stopped the drug", "not completed")),
    Term("outcome", "Treatment-emergent adverse event", None, ("adverse event", "side effect"), category="safety"),
    Term("subgroup", "age >=50 years", None, ("at least 50",)),
    Term("statistic", "p-value", None, ("p value",)),
    Term("topic", "primary endpoint", section="Primary outcomes"),
)  # fmt: skip


@cache
def _reedham() -> OneRecord:
    return OneRecord(
        ROWS,
        terms=TERMS,
        trial=REEDHAM,
        source=SOURCE,
        parts=(("Title", "Rushamab in Fen Nephropathy"), ("Primary outcomes", f"Primary outcome: {FIRST}.")),
    )


def _draft(text: str) -> Draft:
    return draft_in(_reedham(), text)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many had fen failure or a 55% eGFR decline in REEDHAM?", "73 of 900", "151", id="higher"),
        pytest.param("How many had fen failure or a 35% eGFR drop in REEDHAM?", "151 of 900", "73", id="lower"),
        pytest.param("REEDHAM: fen failure or eGFR decrease of at least 55%?", "73 of 900", "151", id="in words"),
        pytest.param("What was the p value for the primary endpoint of REEDHAM?", "0.02", "24.7", id="what was tested"),
        pytest.param("Did rushamab lower the primary outcome in REEDHAM?", "0.79", "no result", id="another verb"),
        pytest.param("How many in REEDHAM stopped the drug because of an adverse event?", "6.3", "9 of", id="the drug"),
        pytest.param("How many did not complete REEDHAM because of an adverse event?", "9 of 900", "6.3", id="trial"),
        pytest.param("What was the rushamab trough level at week 6 in REEDHAM?", "24.7", "no result", id="trough"),
        pytest.param("How many entered REEDHAM and how many stopped early?", "41 of 900", "no result", id="early"),
    ],
)
def test_titles_by_level_and_kind(question: str, told: str, not_told: str) -> None:
    """A number of the question that is a level, and the kind of what is asked, choose among titles alike."""
    text = "\n".join(sentence.text for sentence in _draft(question).sentences)
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    "asked",
    ["the effect of rushamab on the 55% eGFR decline composite and on", "A kidney doctor asks about rushamab for"],
)
def test_thing_beside_another_is_told_whoever_asks(asked: str) -> None:
    """The other thing that a preposition repeats is told, and who asks is no word of the outcome."""
    told = "\n".join(
        sentence.text for sentence in _draft(f"{asked} fen failure or a 35% eGFR decline, REEDHAM").sentences
    )
    assert "0.79" in told
    assert ("0.72" in told) == ("55%" in asked)


@pytest.mark.parametrize("level", ["30%", "50 per cent"])
def test_level_that_no_title_has_is_said_not_to_be_held(level: str) -> None:
    """The titles of other levels are no answer to it."""
    drafted = _draft(f"fen failure or a fall in eGFR of at least {level} in REEDHAM?")
    assert drafted.status == "not_found"
    assert f"“{level}”" in drafted.sentences[0].text


def test_leaving_the_trial_is_only_near_to_stopping_treatment() -> None:
    """The count of the flow is told with a notice."""
    drafted = _draft("How many participants of REEDHAM discontinued treatment?")
    assert [notice.kind for notice in drafted.notices] == ["by_meaning"]
    assert "41 of 900" in drafted.sentences[0].text


@pytest.mark.parametrize("asked", ["How many had fen failure in REEDHAM?", "Did rushamab delay ESFD in REEDHAM?"])
def test_part_of_a_composite_is_told_as_such(asked: str) -> None:
    """An efficacy outcome is told by its composites and not by an adverse event, with a notice that they count more."""
    drafted = _draft(asked)
    text = "\n".join(sentence.text for sentence in drafted.sentences)
    assert "151 of 900" in text
    assert ": 3 of 900" not in text
    assert [notice.kind for notice in drafted.notices] == ["part_of_composite"]
    assert "fen failure" in drafted.notices[0].text.casefold()


@pytest.mark.parametrize(
    "asked", ["How many had fen failure, a 55% eGFR decline or fen death in REEDHAM?", "Who met the primary endpoint?"]
)
def test_composite_asked_as_such_raises_no_notice(asked: str) -> None:
    """Neither where its parts are named, nor where it is the primary endpoint."""
    assert not _draft(asked).notices


@pytest.mark.parametrize(
    "asked",
    ["Change from baseline in BII score to week 6?", "How did BII change?", "How did BII and fen failure change?"],
)
def test_later_value_is_not_told_by_that_at_baseline(asked: str) -> None:
    """Nor by another score that changed, but by who reached a threshold of it."""
    text = "\n".join(sentence.text for sentence in _draft(asked).sentences)
    assert "61.8%" in text
    assert "28.1" not in text
    assert "-7.5" not in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("How many patients on rushamab stopped treatment early in REEDHAM, and why?", ("41 of 900", "9 of 900")),
        ("How many stopped rushamab early in REEDHAM?", ("41 of 900",)),
        ("How many in REEDHAM discontinued rushamab because of side effects?", ("6.3",)),
        ("How many in REEDHAM came off rushamab because of adverse events?", ("6.3",)),
    ],
)
def test_stopping_a_drug_is_stopping_treatment(asked: str, told: tuple[str, ...]) -> None:
    """The drug is the treatment; who left for any reason is no number of those who left for harm."""
    text = "\n".join(sentence.text for sentence in _draft(asked).sentences)
    assert [part for part in told if part not in text] == []
    assert ("41 of 900" in text) is ("41 of 900" in told)


def test_leaving_for_any_reason_is_no_leaving_for_harm() -> None:
    """Where nothing counts those who left for harm, it is said not to be held."""
    text = answer("How many in DORNOCH discontinued limavax because of side effects?")
    assert "no result" in text
    assert "14 of 100" not in text
