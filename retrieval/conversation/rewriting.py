"""A follow-up rewritten by a chat model, and taken only where it adds nothing that was not asked."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.corpus import Corpus
from retrieval.chat_model.model import Message
from retrieval.chat_model.outages import Outage
from retrieval.chat_model.prompting import fill
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.inert import strip_links
from retrieval.personal.data import masked
from retrieval.questions.scope import asks_for_treatment_advice

_QUESTIONS = 6
"""Earlier questions that are sent: a follow-up rarely leaves more to what came before."""
_LONGEST_EARLIER = 500
_LONGEST = 600
"""Characters of a rewritten question; what is longer is no question, or holds an answer."""
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_LABEL = re.compile(r"^(?:follow-?up|(?:rewritten )?question|rewrite)\s*:\s*", re.IGNORECASE)
_NAMES = ("outcomes", "statistics", "grades", "arms", "subgroups", "populations")


class Replies(Protocol):
    """A chat model, as far as it is needed here."""

    def reply(self, messages: Sequence[Message]) -> str | Outage:
        """The whole reply, or why there is none."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that may leave something to others.

    Attributes:
        earlier: The questions before it, oldest first.
        written: The same written out from its slots, where that is possible: what the model says has to agree with it.
    """

    question: str
    earlier: tuple[str, ...]
    written: str | None


def rewrite(follow_up: FollowUp, *, model: Replies, corpus: Corpus, reader: Reader) -> str | None:
    """The follow-up as the model rewrites it; ``None`` where there is no reply, or one that says more than was asked.

    Personal data is masked, and only questions are sent: no answer, and no text of a document.
    """
    asked = [masked(text, corpus=corpus)[:_LONGEST_EARLIER] for text in follow_up.earlier[-_QUESTIONS:]]
    sent = masked(follow_up.question, corpus=corpus)
    prompt = fill(
        "follow_up",
        marker=f"==={secrets.token_hex(4)}===",
        conversation="\n".join(f"Question: {_one_line(text)}" for text in asked),
        question=_one_line(sent),
    )
    reply = model.reply([("user", prompt)])
    text = None if isinstance(reply, Outage) else _read(reply)
    if text is None or not _is_faithful(text, [*asked, sent], reader=reader, written=follow_up.written):
        return None
    return text


def _one_line(text: str) -> str:
    return " ".join(strip_links(text).split())


def _read(reply: str) -> str | None:
    """The question of a reply: its one line, bare, quoted, labelled, or in JSON; ``None`` where it is none."""
    bare = re.sub(r"^```\w*|```$", "", reply.strip()).strip()
    try:
        told = json.loads(bare)
    except ValueError:
        told = bare
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, str)), "")
    lines = [line.strip() for line in str(told).splitlines() if line.strip()]
    text = _LABEL.sub("", lines[0]).strip("\"“”'` ") if len(lines) == 1 else ""
    return text if text and len(text) <= _LONGEST else None


def _is_faithful(text: str, said: Sequence[str], *, reader: Reader, written: str | None) -> bool:
    """Whether a rewritten question holds only slots and numbers of the questions, and all that the last one says."""
    read = reader.read(text)
    new = reader.slots(read)
    if asks_for_treatment_advice(text):
        return False
    if written is not None:
        return new.say(reader.slots(reader.read(written))) and not read.unknown
    known = [reader.slots(reader.read(each)) for each in said]
    if not set(_NUMBER.findall(text)) <= {number for each in said for number in _NUMBER.findall(each)}:
        return False
    if any(not set(getattr(new, name)) <= _all_of(known, name) for name in _NAMES):
        return False
    kept = all(set(getattr(known[-1], name)) <= set(getattr(new, name)) for name in ("outcomes", "arms", "grades"))
    analyses = {term.name for slots in known for term in slots.analyses}
    return kept and {term.name for term in new.analyses} <= analyses


def _all_of(known: Sequence[Slots], name: str) -> set[str]:
    return {value for slots in known for value in getattr(slots, name)}
