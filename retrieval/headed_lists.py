"""A list under a heading is asked one by one, each thing with the heading: "Tocilizumab: dose, schedule, route"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answers.answering import Draft
from retrieval.every_part import one_by_one
from retrieval.parts_alone import subjects_denied

_FEWEST, _MOST = 2, 6
_HEADED = re.compile(
    r"\s*(?P<head>[\w+<>≥≤()/.;'-]+(?:\s[\w+<>≥≤()/.'-]+){0,3}?)\s?(?::|\s[-–—])\s+(?P<things>[^:]+?)[\s?.!]*$"
)
_JOINT = re.compile(r"\s*(?:[,;?]|\s/\s|\s\+\s|\band\b|\bas well as\b|\bthen\b)\s*", re.IGNORECASE)
_LONGEST = 4
"""Words that a thing has at most: of more, it is a sentence, which says itself what it asks."""
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|what|which|who|whom|whose|why|when"
    r"|where|please|thanks|hello|hi|dear|question|questions|asked|i|we|you|it|they|versus|vs)\b|\d[.·]\d",
    re.IGNORECASE,
)
"""What no heading and no thing under one has."""
_OF_EACH = re.compile(
    r"(?:\s[-–—]|,)?\s(?:how (?:many|much|often)|(?:per|by|in each|in both|both) arms?|please)\W*$", re.IGNORECASE
)
"""At the end of a list, what is asked of each thing."""
_SECTION = re.compile(
    r"(?:the )?(?:main |key )?(?:safety|tolerability|efficacy|results?|outcomes?|design|baseline(?: characteristics)?"
    r"|patients?|endpoints?|demographics|data|figures|numbers|subgroups?|responses?|disease|general|summary)",
    re.IGNORECASE,
)
"""Headings that say of what kind the things are, and name nothing that is measured."""
_EARLIER = re.compile(r"(?:prior|previous|earlier) (?:therap(?:y|ies)|treatments?|drugs?|exposure)", re.IGNORECASE)


def with_headed_list(whole: Draft, text: str, *, ask: Callable[[str], Draft]) -> Draft:
    """The answers to the things of a list under a heading, where they deny no more than the whole, and tell others.

    Args:
        ask: Drafts the answer to one question.
    """
    things = headed(text)
    if not things or whole.status == "declined":
        return whole
    drafts = [ask(thing) for thing in things]
    held = _told([whole])
    told = [_told([draft]) for draft in drafts]
    if not subjects_denied(whole) and (held == _told(drafts) or any(own & held and own - held for own in told)):
        return whole  # what one tells beyond its part of the whole is asked by no thing of the list
    denied = frozenset().union(*map(subjects_denied, drafts))
    return whole if len(denied) > len(subjects_denied(whole)) else one_by_one(drafts, whole)


def _told(drafts: Sequence[Draft]) -> frozenset[str]:
    return frozenset(row.id for draft in drafts for sentence in draft.sentences for row in sentence.results)


def headed(text: str) -> tuple[str, ...]:
    """The things of a list under a heading, each as a question of its own; nothing where there is no such list."""
    match = _HEADED.match(text)
    if match is None or _SENTENCE.search(match["head"]):
        return ()
    body = _OF_EACH.sub("", match["things"])
    things = [thing for thing in _JOINT.split(body) if thing]
    if not _FEWEST <= len(things) <= _MOST or any(map(_is_sentence, things)):
        return ()
    return tuple(f"{_under(match['head'], thing)}?" for thing in things)


def _is_sentence(thing: str) -> bool:
    return len(thing.split()) > _LONGEST or bool(_SENTENCE.search(thing))


def _under(head: str, thing: str) -> str:
    """A thing with what its heading says of it: nothing where that only names the kind."""
    if _SECTION.fullmatch(head):
        return thing
    return f"prior {thing}" if _EARLIER.fullmatch(head) else f"{head} {thing}"
