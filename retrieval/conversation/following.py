"""A follow-up ("and in the control group?") as a question that stands alone.

The slots on which it is silent are taken from the question before it and written out in plain English; what is written
is read again, and used only where it is understood as it was meant. With a chat model its words are used where they
say the same, and where the slots do not suffice. A question that stands alone is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from retrieval.as_meant import as_meant
from retrieval.conversation.conversation import Conversation
from retrieval.conversation.rewriting import FollowUp, rewrite
from retrieval.conversation.words import read_wording
from retrieval.intake.detector import find_adverse_events
from retrieval.messages import question_in
from retrieval.questions.scope import asks_for_treatment_advice
from retrieval.records import Answer

if TYPE_CHECKING:
    from retrieval.assistant import Assistant


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
    if not earlier or _tells_of_a_patient(question, assistant=assistant):
        return StandAlone(question, rewritten=False)
    meant = partial(as_meant, corpus=assistant.corpus, terms=assistant.terms)
    earlier = [replace(answer, question=meant(answer.question)) for answer in earlier]
    conversation = Conversation(earlier, corpus=assistant.corpus, terms=assistant.terms)
    asked = question_in(meant(question), corpus=assistant.corpus, terms=assistant.terms)
    written = conversation.write_out(asked)
    if assistant.model is not None and (written or conversation.may_be_continued(question)):
        follow_up = FollowUp(question, tuple(answer.question for answer in earlier), written)
        told = rewrite(follow_up, model=assistant.model, corpus=assistant.corpus, reader=conversation.reader)
        written = told or written
    return StandAlone(written or question, rewritten=written not in (None, question))


def _tells_of_a_patient(question: str, *, assistant: Assistant) -> bool:
    """Whether it asks or tells about one patient: to that nothing is added."""
    told = find_adverse_events(question, terms=assistant.corpus.terms)
    only_may = told is not None and told.kinds == ("possible report",) and not told.patient
    return asks_for_treatment_advice(question) or bool(told and not (only_may and read_wording(question).marked))
