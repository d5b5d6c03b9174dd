"""A list of things of different kinds ("median age and the response rate"): no slot of one is a slot of the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from retrieval.questions.framing import without_frames
from retrieval.questions.question import Question

_JOINT = re.compile(
    r"\s*(?:[,;]?\s*\b(?:and also|and|plus|as well as|along with|together with|also)\b|\s[+&]\s|,"
    r"|\?\s*(?:(?:and|also|plus)\b(?:\s(?:what|how) about\b)?)?|\.\s*(?:and|also|plus)\b)\s*(?:also\s)?",
    re.IGNORECASE,
)
_MOST = 5
"""Things that are asked one by one; a text of more is a letter."""


def kinds_apart(text: str, *, read: Callable[[str], Question]) -> tuple[str, ...]:
    """The pieces of a list, each of which names a thing of another kind than its neighbours; nothing else.

    Nothing where a piece names whom, when or in which arm: that may hold for all of them; a grade holds for events.

    Args:
        read: Reads a piece as a question of the same trial.
    """
    cuts = [match.span() for match in _JOINT.finditer(text)]
    if not cuts:
        return ()
    pieces: list[tuple[str, str]] = []
    start = 0
    for cut, after in (*cuts, (len(text), len(text))):
        piece = text[start:cut]
        kind = _kind(read(piece)) if without_frames(piece).strip(" ?.,;") else ""
        if kind is None:
            return ()
        if kind and not (pieces and pieces[-1][1] == kind):
            pieces.append((piece, kind))
            start = after
        elif pieces and kind:  # the next of the same kind stays with the one before
            before = pieces.pop()[0]
            pieces.append((text[text.rindex(before, 0, start) : cut], kind))
            start = after
    if start < len(text) and text[start:].strip(" ?.,;!") and without_frames(text[start:]).strip(" ?.,;!"):
        return ()
    if not 1 < len(pieces) <= _MOST or any(one == other for (_, one), (_, other) in pairwise(pieces)):
        return ()
    return tuple(piece.strip(" ?.,;") for piece, _ in pieces)


def _kind(question: Question) -> str | None:
    """The kind of the one thing that a piece names; empty for nothing, ``None`` for what narrows, leans or mixes.

    A trait of the patients counts only where its value or its number is asked: by its name alone it narrows.
    """
    narrows = question.arms or question.subgroups or question.populations or question.analyses
    if narrows or question.landmark or question.unknown or question.foreign or _LEANS.search(question.text):
        return None
    outcomes = [m.term for m in question.mentions if m.term.kind == "outcome"]
    topics = [m.term for m in question.mentions if m.term.kind == "topic"]
    kinds = {term.category or "" for term in outcomes} or {f"topic {topic.name}" for topic in topics}
    if not kinds:
        return "" if not (question.unread or question.grades or question.statistics) else None
    bare = not outcomes and (question.grades or question.statistics)
    if len(kinds) > 1 or bare or (kinds == {_TRAIT} and not question.statistics):
        return None
    return kinds.pop()


_TRAIT = "baseline"
_LEANS = re.compile(
    r"^\W*(?:(?:and|or)\s)?(?:in|among|for|with|of|by|per|between|at|on|during|after|before|within|under|from|if|when)\b"
    r"|\b(?:their|them|they|these|those|that|it|its|such|same|whom|respectively|each|both|who)\b",
    re.IGNORECASE,
)
"""Words by which a piece narrows the others, or stands for something in them."""
