"""A list of things that share no slot ("median age and the response rate", "PFS? Also the sponsor"): its pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from retrieval.questions.breadth import asks_apart
from retrieval.questions.framing import without_frames
from retrieval.questions.items_asked import items_of
from retrieval.questions.left_aside import begins_aside
from retrieval.questions.question import Question
from retrieval.stems import stems

_JOINT = re.compile(
    r"\s*(?:(?P<strong>[,;]?\s*\b(?:and also|plus|as well as|along with|together with|in addition to)\b|\s[+]\s"
    r"|\?\s*(?:(?:and|also|plus)\b(?:\s(?:what|how) about\b)?)?|[.;]\s*(?:and|also|plus)\b)"
    r"|[,;]?\s*\band\b|\s&\s|,)\s*(?:also\s)?",
    re.IGNORECASE,
)
_MOST = 5
"""Things that are asked one by one; a text of more is a letter."""


def pieces_apart(
    text: str, *, read: Callable[[str], Question], titles: Iterable[str], loose: bool = False
) -> tuple[str, ...]:
    """The pieces of a list, each of which names a thing of another kind than its neighbours; nothing else.

    Things of one kind are apart only where "as well as", a plus sign or the end of a sentence stands between them.
    Nothing where a piece names whom, when or in which arm and that may hold for others; a grade holds for events.

    Args:
        read: Reads a piece as a question of the same trial.
        titles: The outcomes of the trial; words that stand together in one are in one piece.
        loose: Whether bare names are apart at "and" and a comma too, since together they are not answered.
    """
    if asks_apart(text) or begins_aside(text):
        return ()  # "why 0.54 here and 0.53 there": two figures that are held against each other
    items = items_of(text)
    if items and all(_stands_alone(read(item)) for item in items):
        return items
    loose = loose and not _HOLDS_FOR_ALL.search(without_frames(text))
    joints = [(*match.span(), loose or bool(match["strong"])) for match in _JOINT.finditer(text)]
    pieces: list[tuple[int, int, str]] = []
    start, apart, narrowed = 0, True, False
    for end, following, strong in (*joints, (len(text), len(text), True)):
        if without_frames(text[start:end]).strip(" ?.,;!"):
            piece = read(text[start:end])
            kind = _kind(piece, alone=apart and strong)
            if kind is None:
                return ()
            narrowed |= _narrows(piece)
            if not kind:
                continue  # what names nothing leads in what follows
            if pieces and pieces[-1][2] == kind and not apart:
                start = pieces.pop()[0]  # things of one kind share what is asked of them
            pieces.append((start, end, kind))
        start, apart = following, strong
    if start < len(text) or not 1 < len(pieces) <= _MOST:
        return ()
    if narrowed and sum(kind in _MEASURED for _, _, kind in pieces) > 1:
        return ()  # whom or when may hold for both
    titled = [stems(title) for title in titles]
    for (_, end, _), (begin, _, _) in pairwise(pieces):
        around = stems(" ".join((*text[:end].split()[-1:], *text[begin:].split()[:1])))
        if len(around) > 1 and any(around <= title for title in titled):
            return ()
    return tuple(text[begin:end].strip(" ?.,;") for begin, end, _ in pieces)


def _stands_alone(question: Question) -> bool:
    """Whether an item names something by itself, and nothing in it stands for another one."""
    named = any(mention.term.kind in ("outcome", "topic") for mention in question.mentions)
    return named and not _STANDS_FOR.search(question.text)


_STANDS_FOR = re.compile(r"\b(?:their|them|they|these|those|that|it|its|such|same|both|there)\b", re.IGNORECASE)


def _kind(question: Question, *, alone: bool) -> str | None:
    """The kind of the one thing that a piece names; empty for nothing, ``None`` for what narrows, leans or mixes.

    A trait of the patients counts only where its value or its number is asked: by its name alone it narrows.

    Args:
        alone: Whether the piece stands so far from the others that a word which names nothing known narrows none.
    """
    if question.landmark or question.foreign or _LEANS.search(_ASKS_WHO.sub("", question.text)):
        return None
    if _narrows(question) and (question.arms or not (alone and _names_first(question))):
        return None
    outcomes = [m.term for m in question.mentions if m.term.kind == "outcome"]
    topics = [m.term for m in question.mentions if m.term.kind == "topic"]
    kinds = {term.category or "" for term in outcomes} or {f"topic {topic.name}" for topic in topics}
    left = question.unknown or (question.unread and not kinds)
    if left:
        return "unknown" if alone and not (kinds or question.mentions) else None
    if not kinds:
        return "" if not (question.grades or question.statistics) else None
    bare = not outcomes and bool(question.grades or question.statistics or _is_of_arm(question))
    if len(kinds) > 1 or bare or (kinds == {_TRAIT} and not question.statistics):
        return None
    return kinds.pop()


_ASKS_WHO = re.compile(
    r"^\W*(?:(?:and|or|also|please|(?:give|tell|show) me|list|what (?:is|are|was)|i need)\W+)*who(?:se|m)?\b",
    re.IGNORECASE,
)
"""Begins what asks for somebody, and stands for nobody named before."""


def _narrows(question: Question) -> bool:
    """Whether a piece names in which arm, in whom or at which analysis."""
    return bool(question.arms or question.subgroups or question.populations or question.analyses)


def _names_first(question: Question) -> bool:
    """Whether a piece says what is asked before it says whom or when: "the cut-off of the final analysis"."""
    asked = [m.start for m in question.mentions if m.term.kind in ("outcome", "topic")]
    others = [m.start for m in question.mentions if m.term.kind in ("arm", "subgroup", "population", "analysis")]
    return bool(asked and others) and min(asked) < min(others)


_MEASURED = ("efficacy", "safety")


def _is_of_arm(question: Question) -> bool:
    """Whether a word of a topic tells a drug apart, as the name of an arm does: "IV fenimab"."""
    topics = [m for m in question.mentions if m.term.kind == "topic"]
    return any(question.text[m.end : drug.start].isspace() for m in topics for drug in question.drugs)


_HOLDS_FOR_ALL = re.compile(
    r"\b(?:in|among|for|with|of|by|per|between|at|on|during|after|before|within|under|from|to|than|because|due)\b",
    re.IGNORECASE,
)
"""Words before which or after which a list may stand that they hold for: "deaths from stroke and infarction"."""
_TRAIT = "baseline"
_LEANS = re.compile(
    r"^\W*(?:(?:and|or)\s)?"
    r"(?:in|among|for|with|of|by|per|every|between|at|on|during|after|before|within|under|from|if|when)\b"
    r"|\b(?:their|them|they|these|those|that|it|its|such|same|whom|respectively|each|both|who)\b",
    re.IGNORECASE,
)
"""Words by which a piece narrows the others, or stands for something in them."""
