"""What was done because of an event."""

from __future__ import annotations

from retrieval.answers.causes import ask_of_causes
from tests.retrieval.small_trial import RESULTS, ZELTA, SmallCorpus, ask, make_event

STOPPED = "Zeltamab interruption due to nausea"
STOPPED_TOO = "Zeltamab interruption due to headache"
ROWS = (
    *RESULTS,
    *(make_event(f"update:{i}", name, arm=ZELTA, n=9) for i, name in enumerate((STOPPED, STOPPED_TOO), 7)),
)


def test_each_cause_stands_for_what_was_done() -> None:
    """A list of causes asks for the outcome of each of them."""
    question = ask("dose interruptions of zeltamab for nausea and for headache")
    assert ask_of_causes(question, corpus=SmallCorpus(ROWS)).outcomes == (STOPPED, STOPPED_TOO)


def test_event_that_is_no_cause_stays() -> None:
    """Nausea beside interruptions is asked for itself."""
    question = ask("interruptions, and nausea")
    assert ask_of_causes(question, corpus=SmallCorpus(ROWS)) == question
