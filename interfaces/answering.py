"""A question under way: its answer grows in a thread of its own, so that the page can be left, and the answer stopped.

A page is drawn anew at every click. What is under way therefore lies outside it: the page looks at how far the answer
has come, and whoever opens a source meanwhile loses nothing and asks nothing twice.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from ingest.errors import EvidenceError
from interfaces.conversations import Turn
from retrieval.conversation.following import stand_alone
from retrieval.records import Answer

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

_logger = logging.getLogger(__name__)

FAULT = "Fault in the program: this question could not be answered. Ask another, or tell whoever runs this server."
"""What the page says of an error that nobody foresaw; it may hold the question's text, which only the log may name."""


class Answering:
    """Begins to answer ``question`` at once, as one that follows the ``earlier`` answers.

    ``keep`` is given the turn once it is whole, or was stopped, and returns it as it is to be shown: a page that was
    left meanwhile finds it in the history.
    """

    def __init__(
        self, question: str, *, earlier: Sequence[Answer], assistant: Assistant, keep: Callable[[Turn], Turn]
    ) -> None:
        self._earlier = tuple(earlier)
        self._assistant = assistant
        self._keep = keep
        self._lock = Lock()
        self._changed, self._done = Event(), Event()
        self._ended = False
        self._turn = Turn(question, None)
        Thread(target=self._run, name="answering", daemon=True).start()

    @property
    def turn(self) -> Turn:
        """The question with its answer as far as it has come."""
        with self._lock:
            return self._turn

    @property
    def done(self) -> bool:
        """Whether nothing more will come."""
        return self._done.is_set()

    def wait(self, seconds: float) -> Turn:
        """Return what there is, as soon as there is more of it, and after ``seconds`` at the latest."""
        self._changed.wait(seconds)
        if not self.done:
            self._changed.clear()
        return self.turn

    def stop(self) -> Turn:
        """End it, and return what there is; a model that is writing is left at its next word."""
        self._end(replace(self.turn, stopped=True))
        self._done.wait()
        return self.turn

    def _run(self) -> None:
        question = self.turn.question
        try:
            asked = stand_alone(question, self._earlier, assistant=self._assistant)
            for answer in self._assistant.stream(asked.question):
                if not self._grow(Turn(question, answer)):
                    return
            self._end(self.turn)
        except EvidenceError as error:
            self._end(Turn(question, None, error=str(error)))
        except Exception as fault:  # noqa: BLE001  # the page would wait for ever
            # Where it happened, without the fault's own text: that may repeat the question, which is never logged.
            _logger.error("a question could not be answered: %s", type(fault).__name__)
            _logger.info("the fault:\n%s", "".join(traceback.format_tb(fault.__traceback__)))
            self._end(Turn(question, None, error=FAULT))

    def _grow(self, turn: Turn) -> bool:
        """Take a longer answer; ``False`` when it was stopped meanwhile, and stays as it was then."""
        with self._lock:
            if not self._ended:
                self._turn = turn
            self._changed.set()
            return not self._ended

    def _end(self, turn: Turn) -> None:
        """Keep ``turn`` as the last; only the first of those that end it does."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
        kept = self._keep(turn)
        with self._lock:
            self._turn = kept
        self._done.set()
        self._changed.set()
