"""The records of a conversation: what was asked, what was answered, and what the reader thought of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from retrieval.personal.data import masked
from retrieval.records import Answer

if TYPE_CHECKING:
    from ingest.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's thumb, with a reason where one was given."""

    good: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the line of the error that stood in its way.

    Attributes:
        question: As it was typed; ``answer.question`` is how it was read.
        stopped: Whether the reader stopped the answer before it was whole.
        id: Key in the history; ``None`` where it is not kept.
        not_kept: Why it could not be kept.
    """

    question: str
    answer: Answer | None
    error: str | None = None
    stopped: bool = False
    id: int | None = None
    not_kept: str | None = None
    opinion: Opinion | None = None

    @property
    def read_as(self) -> str | None:
        """How a follow-up was read, where that differs from what was typed."""
        if self.answer is None or self.answer.question == self.question:
            return None
        return self.answer.question


def mask_turn(turn: Turn, *, corpus: Corpus) -> Turn:
    """Return ``turn`` as it may be kept: without personal data in its question, as typed and as read."""
    answer = turn.answer and replace(turn.answer, question=masked(turn.answer.question, corpus=corpus))
    return replace(turn, question=masked(turn.question, corpus=corpus), answer=answer)


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation as the history lists it.

    Attributes:
        title: Its first question, on one line.
        touched: When the last question was asked, in UTC.
    """

    id: str
    title: str
    touched: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion, with the answer that it is about, as it is exported."""

    given: datetime
    owner: str
    good: bool
    reason: str
    question: str
    answer: Answer | None
