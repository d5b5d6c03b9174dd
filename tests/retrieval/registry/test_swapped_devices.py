"""WATENDLATH, an invented crossover of devices: guesses of the device, order of the periods, how soon, who stopped."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

WATENDLATH = Trial("NCT90000061", "WATENDLATH", "Tarnband in Beck Cramp", "Beck Cramp")
NEW, SHAM = "Tarnband", "Sham Band"
GUESS = "Blinding Check: Participant's Guess of Band Received"
ORDER = "Freedom From Cramp at 2 Hours by Treatment Sequence"
RELIEF = "Percentage of Cramps With Relief at 2 Hours"
SOON = "Time to Cramp Relief"
RELATED = "Number of Participants With Band-related Adverse Events"
CAVEAT = "More guessed right than wrong, so blinding may have been incomplete."
TEXT = (
    ("Title", "Tarnband in Beck Cramp"),
    ("Summary", "Each of them wore both bands in random order."),
    ("Design", "Intervention model: crossover."),
    ("Limitations", f"{CAVEAT} Short periods."),
)
SOURCE = Source(
    "watendlath", "registry_record", WATENDLATH.id, "WATENDLATH record", "WATENDLATH. ClinicalTrials.gov: NCT90000061.",
    "registry", path="watendlath.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("watendlath", WATENDLATH.id, (NEW, SHAM), size=90)


ROWS = (
    *_rows("st", "Started", "46", "45", category="disposition"),
    *_rows("us", "Used the band", "44", "43", category="disposition"),
    *_rows("g1", GUESS, "41", "33", item="Guessed real"),
    *_rows("g2", GUESS, "17", "23", item="Guessed sham"),
    *_rows("o1", ORDER, "15", "11", item="Real first, then sham"),
    *_rows("o2", ORDER, "14", "8", item="Sham first, then real"),
    *_rows("so", SOON, "65", "95", statistic="median", unit="minutes"),
    *_rows("fr", RELIEF, "52", "39", statistic="percentage", unit="%"),
    *_rows("r1", RELATED, "13", "7", category="safety", item="Any"),
    *_rows("r2", RELATED, "6", "1", category="safety", item="Leading to discontinuation"),
    *_rows("se", "Serious adverse events", "4", "5", category="safety", grade="serious"),
)
TERMS = (
    Term("arm", NEW, trial=WATENDLATH.id, role="experimental"),
    Term("arm", SHAM, trial=WATENDLATH.id, role="control"),
    *(Term("outcome", title, trial=WATENDLATH.id, category="efficacy") for title in (GUESS, ORDER, SOON, RELIEF)),
    Term("outcome", RELATED, trial=WATENDLATH.id, category="safety"),
    Term("outcome", "Serious adverse events", None, ("serious side effects",), WATENDLATH.id, category="safety"),
    Term("outcome", "Treatment-emergent adverse event", None, ("adverse events", "side effects"), category="safety"),
    Term("outcome", "Treatment-emergent adverse event leading to discontinuation", None,
         ("stopped because of side effects", "stop because of adverse events"), category="safety"),
    Term("outcome", "Time to first response", None, ("kicks in",), category="efficacy"),
    Term("outcome", "Started", None, ("randomised", "assigned"), WATENDLATH.id, category="disposition"),
    Term("outcome", "Used the band", None, (), WATENDLATH.id, category="disposition"),
    Term("topic", "masking", None, ("blinding", "double-blind"), section="Design"),
)  # fmt: skip


@cache
def _watendlath() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=WATENDLATH, source=SOURCE, parts=TEXT)


def _answer(text: str) -> str:
    return answer_in(_watendlath(), text)


@pytest.mark.parametrize(
    "question",
    [
        "In WATENDLATH, did people find out which band they wore?",
        "WATENDLATH: could they tell whether they had the real or the sham device?",
        "WATENDLATH: did the volunteers know what they were given?",
        "Did patients guess correctly in WATENDLATH?",
    ],
)
def test_what_participants_thought_they_had_and_what_is_said_of_it(question: str) -> None:
    """Who found out what was given is told by the guesses posted, with what the record says of blinding."""
    text = _answer(question)
    assert "41 of 90" in text
    assert "23 of 90" in text
    assert CAVEAT in text


def test_what_is_not_known_is_no_guess() -> None:
    """Whether something is known of those in the trial is no question for their guesses."""
    for asked in ("WATENDLATH: do we know what they had?", "WATENDLATH: did they know if they had ever had a cramp?"):
        assert "Guess" not in _answer(asked)


@pytest.mark.parametrize(
    "question",
    ["Any carry-over in WATENDLATH?", "Was there a carryover effect in WATENDLATH?",
     "Did the order of the treatments matter in WATENDLATH?", "Did effects carry over in WATENDLATH?"],
)  # fmt: skip
def test_carry_over_is_told_by_sequence(question: str) -> None:
    """What one period leaves to the next is told by what was measured by the order of the periods."""
    text = _answer(question)
    assert "15 of 90" in text
    assert "8 of 90" in text


@pytest.mark.parametrize(
    "question",
    ["How long until relief kicks in, in WATENDLATH?", "When did cramp relief set in in WATENDLATH?",
     "How long did it take for the cramp to ease in WATENDLATH?", "WATENDLATH: how long before relief came on?"],
)  # fmt: skip
def test_how_soon_it_set_in(question: str) -> None:
    """Verbs for a beginning are read however they are inflected."""
    assert "65" in _answer(question)


@pytest.mark.parametrize(
    "question",
    ["Any serious side effects in WATENDLATH? And did anyone stop because of them?",
     "WATENDLATH: serious side effects, and did anyone stop because of it?"],
)  # fmt: skip
def test_who_stopped_for_events_named_before(question: str) -> None:
    """Events that are only pointed at are those named before; a row of their measure counts who stopped."""
    text = _answer(question)
    assert "4 of 90" in text
    assert "6 of 90" in text


def test_who_stopped_is_held_without_a_flow() -> None:
    """A row by which a measure of events counts who stopped for them is found where no flow tells reasons."""
    text = _answer("How many stopped because of side effects in WATENDLATH?")
    assert "6 of 90" in text
    assert "no result" not in text
    assert "13 of 90" not in text


@pytest.mark.parametrize(
    "question",
    ["WATENDLATH: why are 90 in the real group when only 46 were randomised?",
     "WATENDLATH: how can 90 be in one group if 46 were assigned to it?",
     "WATENDLATH: how come fewer wore a band than were randomised?"],
)  # fmt: skip
def test_why_groups_are_not_as_large_as_assigned(question: str) -> None:
    """Beside those who started stand those who got what was given, and that the participants changed over."""
    text = _answer(question)
    assert "46 of 90" in text
    assert "44 of 90" in text
    assert "in random order" in text
    assert "crossover" in text


def test_who_started_is_asked_without_why() -> None:
    """Without a why those who were assigned are told alone."""
    assert "44" not in _answer("WATENDLATH: how many were randomised?")
