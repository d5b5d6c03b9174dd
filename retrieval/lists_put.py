"""A list of things, each with its own article, is asked one by one: "the CR rate, the median age and how many died"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answers.answering import Draft
from retrieval.conversation.conversation import Conversation
from retrieval.every_part import as_answer, one_by_one
from retrieval.parts_alone import subjects_denied
from retrieval.questions.breadth import asks_source
from retrieval.records import Answer
from retrieval.terms import Mention

_FEWEST, _MOST = 2, 7
_ASKING = (
    r"(?:(?:in|of|by|at|for|with|on|from|to)\s)?(?:how (?:many|much|often|long|frequently)|what|which|whether|who)\b"
)
_DETERMINED = rf"(?:the\b|an?\b|any\b|{_ASKING})"
_JOINT = re.compile(
    r"\s*(?:(?:[;,]|\s[-–—])\s*(?:and|as well as|plus)?|\b(?:and|as well as)\b"
    r"|\bplus(?=\s(?:the|an?|any|how|what|which|whether)\b))\s+",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"(?:also\s|finally\s|then\s)?(?:{_DETERMINED}|(?:is|are|was|were|did|does|do) (?:there|the|it|they|any)\b)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\b{_DETERMINED}", re.IGNORECASE)
_WH = re.compile(_ASKING, re.IGNORECASE)
_FOLLOWING = re.compile(rf"(?:the )?following\b[^:]*:\s*|(?<!\d):\s+(?={_DETERMINED})", re.IGNORECASE)
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|these|those|this|same|such"
    r"|(?<!\bshare )(?<!\bnumber )(?<!\bproportion )that(?!\s(?:is|are|was|were|has|have|had)\b))\b",
    re.IGNORECASE,
)
"""Words of a thing that stand for another in the list."""
_TOGETHER = re.compile(
    r"\b(?:other|others|ones?|respectively|latter|former|vs\.?|versus|compared|than|between|difference"
    r"|(?:each|both(?!.*\band\b))(?! (?:of the )?(?:treatment )?(?:arms?|groups?)\b))\b",
    re.IGNORECASE,
)
"""Words that hold two things of a list together."""
_PER_ARM = re.compile(
    r",?\s(?:each|all)?\s?(?:for|in|by|per) (?:both|each|either) (?:treatment )?(?:arms?|groups?)\W*$", re.IGNORECASE
)
"""At the end of a list: every figure is told so."""
_FIGURE = re.compile(r"\d\s?%|\d[.·]\d")
"""A figure that is to be confirmed."""
_SCOPE = re.compile(
    r"\b(?:by|in|for|among(?:st)?|of|with|at|from|according to|on|after|before|since|until|during|between)\s$",
    re.IGNORECASE,
)
"""Before what says of whom or when it is asked: "by the patients with an early relapse, which"."""
_WISHES = re.compile(
    r"\b(?:send|give|tell|show|list|provide|need|want|like|missing|require|have|know|state|report)(?:\s(?:me|us))?\s$",
    re.IGNORECASE,
)
"""Before the first thing where that has no article."""
_OF_WHOM = ("subgroup", "population", "analysis")


def with_list_asked(
    whole: Draft,
    text: str,
    *,
    find: Callable[[str], Sequence[Mention]],
    ask: Callable[[str], Draft],
    converse: Callable[[Sequence[Answer]], Conversation],
) -> Draft:
    """The answers to the things of a list one after the other, where no more is denied by them than by the whole.

    Args:
        find: The terms that a text mentions.
        ask: Drafts the answer to one question.
        converse: The conversation of some answers.
    """
    things = listed(text, find=find)
    if not things or whole.status == "declined":
        return whole
    drafts: list[Draft] = []
    asked = ""
    for thing in things:
        asked = _with_what_is_left_out(thing, converse(list(map(as_answer, [asked], drafts[-1:]))), find=find)
        if not asked:
            return whole
        drafts.append(ask(asked))
    denied = frozenset().union(*map(subjects_denied, drafts))
    lost = any(map(_LEANS.search, things)) and _is_lost(whole, drafts)
    return whole if lost or len(denied) > len(subjects_denied(whole)) else one_by_one(drafts, whole)


def _is_lost(whole: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an outcome of the whole is told by no thing, or a thing tells nothing anew: "how many finished it".

    What patients were like at baseline is told where a part of them is named, without being asked.
    """
    said: set[str] = set()
    for draft in drafts:
        if said.issuperset(texts := [sentence.text for sentence in draft.sentences]):
            return True
        said.update(texts)
    measured = (row for sentence in whole.sentences for row in sentence.results if row.category != "baseline")
    return not {row.outcome for row in measured} <= frozenset().union(*map(_outcomes, drafts))


def _outcomes(draft: Draft) -> frozenset[str]:
    """The outcomes that an answer tells figures of."""
    return frozenset(row.outcome for sentence in draft.sentences for row in sentence.results)


def _with_what_is_left_out(thing: str, before: Conversation, *, find: Callable[[str], Sequence[Mention]]) -> str:
    """A thing with what it leaves to those before it; empty where it leans on them in a way that is not understood."""
    if _LEANS.search(thing):
        return before.write_out(thing) or ""
    wished = None if _measures(find(thing)) else _FIGURES_ALONE.search(thing)
    return (wished and before.write_out(thing[wished.start() :])) or thing


_FIGURES_ALONE = re.compile(
    r"\b(?:the|any) (?:corresponding |matching |respective )?(?:(?:hazard |odds |risk )?ratios?|rates?|figures?"
    r"|numbers?|results?|values?|medians?|percentages?|shares?|p[ -]?values?|(?:confidence )?intervals?|CIs?)\b",
    re.IGNORECASE,
)
"""Says which figures are wished for; of what, the thing before says where no outcome is named: "the rates in women"."""


def _measures(mentions: Sequence[Mention]) -> bool:
    """Whether an outcome is named that is no part of the patients by the same words, as "people over 70" are."""
    parts = {(m.start, m.end) for m in mentions if m.term.kind in _OF_WHOM}
    return any(m.term.kind == "outcome" and (m.start, m.end) not in parts for m in mentions)


def listed(text: str, *, find: Callable[[str], Sequence[Mention]]) -> tuple[str, ...]:
    """The things that a question lists, each behind its opening words; nothing where one may hold for another.

    A thing without an article is one of its own where it is of another kind than the one before it. One that points
    back stands alone, as a follow-up to those before it.
    """
    opening, first = _FOLLOWING.search(text), _FIRST.search(text)
    if first is None or _FIGURE.search(text):
        return ()
    found = find(text)
    parts = {m.start for m in found if m.term.kind in _OF_WHOM}
    outcomes = [m.start for m in found if m.term.kind == "outcome" and m.start not in parts]
    start = opening.end() if opening else min((first.start(), *outcomes))
    if _SCOPE.search(text[:start]) or (start < first.start() and not _WISHES.search(text[:start])):
        return ()
    lead, body = text[:start], _PER_ARM.sub("", text[start:]).rstrip(" .?!")
    pieces = _pieces(body, find=find)
    leaning = [bool(place and _LEANS.search(piece)) for place, piece in enumerate(pieces)]
    if not _FEWEST <= len(pieces) <= _MOST or any(map(_TOGETHER.search, pieces)) or _LEANS.search(pieces[0]):
        return ()
    if any(leans and asks_source(piece) for piece, leans in zip(pieces, leaning, strict=True)):
        return ()  # "what was the date, and which source states it": told with the figure itself
    named = [_kinds(find(piece)) or (place and _FIGURES_ALONE.match(piece)) for place, piece in enumerate(pieces)]
    if not all(map(any, zip(named, leaning, strict=True))) or _narrows_at_the_end(pieces, find=find):
        return ()
    end = "?" if "?" in text else "."
    return tuple(f"{'' if leans else lead}{piece}{end}" for piece, leans in zip(pieces, leaning, strict=True))


def _pieces(body: str, *, find: Callable[[str], Sequence[Mention]]) -> list[str]:
    pieces: list[str] = []
    joints: list[str] = []
    asks = _WH.match(body)  # "who could join: age limits and weight" is one question
    start = 0
    for match in [*_JOINT.finditer(body), None]:
        words = body[start : match.start() if match else len(body)].strip()
        alike = bool(pieces) and (asks or _of_whom(words) or not _is_of_another_kind(find(pieces[-1]), find(words)))
        open_pair = bool(pieces) and _OPEN_PAIR.search(pieces[-1])
        if open_pair or (alike and not _BEGINS.match(words)):
            pieces[-1] = f"{pieces[-1]}{joints[-1]}{words}"
        else:
            pieces.append(words)
        joints.append(match[0] if match else "")
        start = match.end() if match else start
    return pieces


_OPEN_PAIR = re.compile(r"\b(?:both|between|either)\b(?!.*\b(?:and|or|arms?|groups?)\b)", re.IGNORECASE)
"""Of what two things hold, one is still to come: "refractory to both a drug"."""


def _of_whom(words: str) -> bool:
    """Whether words only say of whom it is asked: "and in the late relapse group"."""
    return bool(re.match(r"(?:in|for|of|among|with|at|on)\s", words, re.IGNORECASE)) and not _WH.match(words)


def _kinds(mentions: Sequence[Mention]) -> frozenset[str]:
    """Of what kind the things are that are named: categories of outcomes, and topics."""
    kinds = {m.term.category or m.term.kind for m in mentions if m.term.kind == "outcome"}
    return frozenset(kinds | {"topic" for m in mentions if m.term.kind == "topic" and m.term.section != "Publication"})


def _is_of_another_kind(before: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    return bool(_kinds(before) and _kinds(mentions)) and not _kinds(before) & _kinds(mentions)


def _narrows_at_the_end(pieces: Sequence[str], *, find: Callable[[str], Sequence[Mention]]) -> bool:
    """Whether only the last thing says of whom or when it is asked, which may hold for all of them."""
    *others, last = map(find, pieces)
    topic = {"topic"}
    alike = any(_kinds(other) & _kinds(last) - topic for other in others)
    return alike and _narrows(last) and not any(map(_narrows, others))


def _narrows(mentions: Sequence[Mention]) -> bool:
    named = {(m.start, m.end) for m in mentions if m.term.kind == "outcome"}
    return any(m.term.kind in _OF_WHOM and (m.start, m.end) not in named for m in mentions)
