"""Whether a question leaves something to the one before it, or stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Result
from retrieval.conversation.asked import Slots
from retrieval.conversation.words import Wording
from retrieval.questions import wording
from retrieval.questions.question import Question
from retrieval.records import Answer
from retrieval.terms import common_words, split_tokens


def follows(how: Wording, new: Slots, *, read: Question) -> bool:
    """Whether a question leaves something to the one before it.

    Args:
        new: What it says itself.
        read: The same as it was read, without the words of the question before it.
    """
    if new.outcomes or new.ranked:
        return _goes_on_of(how, new, read=read)
    if _names_topics(read, but_common=not how.clause and new.restrict):
        return False
    if new.subgroups and wording.asks_how_fared(read.text):
        return False
    said = bool(new.restrict or new.statistics or new.method or how.direction or how.other_arm)
    if not how.clause:
        return (said or bool(read.drugs)) and (how.marked or how.restricting or not new.phrase)
    if not said or any(not how.directs(token.text) for token in (*read.unknown, *read.unread)):
        return False
    if how.marked or how.points_back:
        return True
    if new.subgroups and wording.asks_overview(read.text):
        return False
    told = (new.statistics, new.grades, new.analyses, new.populations, new.landmark, how.direction, new.every_cutoff)
    return any(told)


def _goes_on_of(how: Wording, new: Slots, *, read: Question) -> bool:
    """Whether a question that names an outcome is asked of the patients, or at the time, of the one before it."""
    if how.marked or how.same_group or how.same_time:
        return True
    if how.clause:
        return False
    more = new.arms or new.subgroups or new.populations or new.analyses or new.landmark or new.statistics
    bare = how.brief or any(m.term.kind == "outcome" and m.text == how.rest for m in read.mentions)
    return how.restricting or bool(bare and not more)


def reaches_back(how: Wording, new: Slots) -> bool:
    """Whether it follows up figures even when something else was asked since: it names what only figures have."""
    return bool(not new.outcomes and (new.statistics or new.analyses or new.every_cutoff or how.direction))


def is_lost(answer: Answer, read: Question) -> bool:
    """Whether a question was not understood at all, and so leaves what was asked before it as it was."""
    return answer.status == "not_found" and not (read.mentions or read.unknown or read.unread)


def has_patients(slots: Slots, rows: Sequence[Result]) -> bool:
    """Whether a result is of the patients asked about."""
    return not slots.phrase and (not slots.subgroups or any(row.subgroup in slots.subgroups for row in rows))


def _names_topics(question: Question, *, but_common: bool) -> bool:
    """Whether it names a topic of prose, in words that name no slot of a figure, and are not all common ones."""
    others = [m for m in question.mentions if m.term.kind != "topic"]
    topics = [m for m in question.mentions if m.term.kind == "topic" and not (but_common and _is_common(m.text))]
    return any(not any(o.start < m.end and m.start < o.end for o in others) for m in topics)


def _is_common(text: str) -> bool:
    return all(token.form in common_words() for token in split_tokens(text))
