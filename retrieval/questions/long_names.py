"""Names of which a question's outcome or topic is a small part: "the transition dyspnoea index focal score"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from retrieval.questions.question import Question
from retrieval.terms import Token, common_words, split_tokens

_FEWEST = 2
"""Words that are not known, from which on they are a name that holds a known one."""
_SHORT = 4
"""Letters of a word that is known by its place alone: "anti"."""
SMALL_WORDS = frozenset(
    "a about after all among an and any are as at be been before between both but by can could did do does during each "
    "for from get gets give gives got had has have he how i if in into is it its me more most my no not of on or our "
    "out over per she should so such than that the their them there these they this those to under until up us was we "
    "were what when where whether which while who whose why will with within without would you your".split()
)
"""Words that stand within no name."""
_JOINT = re.compile(r"[ -]")


def without_parts_of_names(question: Question) -> Question:
    """The question without an outcome or a topic that only stands within a longer name that nothing accounts for.

    More words of that name are strange than known. What is asked has that name, then, and is not held.
    """
    strange = {token.start for token in question.unread}
    if len(strange) < _FEWEST or not (question.outcomes or question.topics):
        return question
    named = {m.term.name for m in question.mentions}
    for run in _runs(question.text):
        lost = [token for token in run if token.start in strange]
        known = [t for t in run if t.start not in strange and t.form not in common_words() and len(t.form) > _SHORT]
        if len(lost) < _FEWEST or len(lost) <= len(known):
            continue
        inside = {m.term.name for m in question.mentions if run[0].start <= m.start and m.end <= run[-1].end}
        outcomes = tuple(n for n in question.outcomes if not (n in inside or (known and n not in named)))
        topics = tuple(topic for topic in question.topics if topic.name not in inside)
        if (outcomes, topics) != (question.outcomes, question.topics):
            return replace(question, outcomes=outcomes, topics=topics, unknown=(*question.unknown, *lost))
    return question


def _runs(text: str) -> list[Sequence[Token]]:
    """The words of a text that stand in one name, with neither a mark nor a small word between."""
    places: list[tuple[int, Token]] = []
    place = end = 0
    for token in split_tokens(text):
        if token.form in SMALL_WORDS or not _JOINT.fullmatch(text, end, token.start):
            place += 1
        end = token.end
        if token.form not in SMALL_WORDS:
            places.append((place, token))
    return [[token for _, token in run] for _, run in groupby(places, key=lambda it: it[0])]
