from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest

from ingest.errors import EvidenceError
from interfaces.answering import FAULT, Answering
from interfaces.conversations import Turn
from retrieval.records import Answer
from tests.interfaces.stand_in import ANSWERS

WHOLE = replace(ANSWERS["hazard"], question="What was it?")
PART = replace(WHOLE, answer=WHOLE.answer.split("\n")[0])
SECONDS = 10.0


class StandIn:
    """An assistant that gives what it is told to give."""

    def __init__(self, give: Callable[[], Iterator[Answer]]) -> None:
        self._give = give

    def stream(self, _question: str) -> Iterator[Answer]:
        """Whatever it was told to give."""
        return self._give()


class Keeper:
    """Keeps turns in a list."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    def __call__(self, turn: Turn) -> Turn:
        """Keep one, under its place."""
        self.turns.append(turn)
        return replace(turn, id=len(self.turns))


def _ask(give: Callable[[], Iterator[Answer]], keep: Keeper) -> Answering:
    return Answering("What was it?", earlier=(), assistant=StandIn(give), keep=keep)  # type: ignore[arg-type]


def _wait(answering: Answering) -> Turn:
    while not answering.done:
        answering.wait(SECONDS)
    return answering.turn


def test_whole_answer_is_kept_once() -> None:
    """The last of the growing answers is the one that is kept, and carries its id."""
    keep = Keeper()
    turn = _wait(_ask(lambda: iter((PART, WHOLE)), keep))
    assert keep.turns == [Turn("What was it?", WHOLE)]
    assert turn == Turn("What was it?", WHOLE, id=1)


def test_part_is_shown_before_the_whole() -> None:
    """What has come so far can be looked at while the rest is being written."""
    more = Event()

    def give() -> Iterator[Answer]:
        yield PART
        more.wait(SECONDS)
        yield WHOLE

    answering = _ask(give, Keeper())
    assert answering.wait(SECONDS).answer == PART
    assert not answering.done
    more.set()
    assert _wait(answering).answer == WHOLE


def test_stopped_answer_stays_as_it_was() -> None:
    """A stop keeps the part that was there, and what comes after it changes nothing."""
    more, left = Event(), Event()

    def give() -> Iterator[Answer]:
        try:
            yield PART
            more.wait(SECONDS)
            yield WHOLE
        finally:
            left.set()

    keep = Keeper()
    answering = _ask(give, keep)
    answering.wait(SECONDS)
    assert answering.stop() == Turn("What was it?", PART, stopped=True, id=1)
    more.set()
    assert left.wait(SECONDS)
    assert answering.turn.answer == PART
    assert len(keep.turns) == 1


def test_stop_after_the_end_changes_nothing() -> None:
    """Who stops too late has the whole answer."""
    answering = _ask(lambda: iter((WHOLE,)), Keeper())
    _wait(answering)
    assert answering.stop() == Turn("What was it?", WHOLE, id=1)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        pytest.param(EvidenceError("run trialcite ingest"), "run trialcite ingest", id="foreseen"),
        pytest.param(ZeroDivisionError("about my patient"), FAULT, id="unforeseen"),
    ],
)
def test_error_takes_the_place_of_the_answer(error: Exception, shown: str) -> None:
    """A foreseen error is told, and of another only that there was one."""

    def give() -> Iterator[Answer]:
        raise error
        yield WHOLE

    assert _wait(_ask(give, Keeper())).error == shown
