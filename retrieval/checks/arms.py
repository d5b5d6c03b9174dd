"""Which arm each number belongs to: beside it, in a "versus" or "respectively" pair, or by the order told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.checks.cues import CONTRAST
from retrieval.checks.slots import ArmSource

_LINK = re.compile(
    r"[\s,;()\[\]]*(?:vs\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|and|or|than|over|against|relative to|/|&)[\s,]*"
    r"(?:(?:the|in|with|for|to|on|of|those|patients|participants|receiving|treated|given|a|an|who|received|assigned|among|that)\s+)*",
    re.IGNORECASE,
)
_LOOSE_LINK = re.compile(r"\b(?:than|versus|vs\b\.?|compared (?:with|to)|over|relative to|in comparison (?:with|to))\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"[)\]]?,?\s*(?:(?:of|in|with|for|on|among|from|to|by|under|at|the|all|those|these|patients?|participants?|subjects|people|who|that|which|were|was|had|"
    r"been|received|receiving|treated|assigned|randomi[sz]ed|allocated|given|taking|months?|weeks?|years?|achieved|cases|events|both|a|an|"
    r"experienced|[0-9]{1,4})\b[\s(\[]*)*[(\[]?\s*",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"[)\]%]*[\s,;]*(?:vs\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|and|to|or|/|,|&|than|against|from)[\s,]*"
    r"(?:(?:a|an|the|only|just|median|of|in|about|approximately|to|was|were|at|for|and)\s+)*[(\[]?\s*",
    re.IGNORECASE,
)
_ADJACENT = re.compile(
    r"\s*(?:group|arm|patients|recipients)?\s*[:=,(\[-]?\s*(?:(?:was|were|had|is|of|at|a|an|the|median|mean|with|only|about)\s+)*[(\[]?\s*", re.IGNORECASE
)
_FROM_TO = re.compile(r"\bfrom\s+(?:a median of\s+)?$", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:and|versus|vs|compared|than|while|whereas|but|favou?r\w*|over|relative|from|against)\b|;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A number expression with its kind (``"%"``, ``"time"`` or ``""``), or an arm named, with its place in the text."""

    start: int
    end: int
    name: str = ""


@dataclass(slots=True)
class ArmBinding:
    """The arm of one expression; ``partner`` is the index of the expression that it is paired with."""

    arm: str | None = None
    source: ArmSource | None = None
    partner: int | None = None


def bind_arms(
    text: str, values: Sequence[Span], mentions: Sequence[Span], *, order: tuple[str, ...], told: bool, topic: str | None, start: int
) -> list[ArmBinding]:
    """Bind the arm-level expressions of one part of a sentence.

    Args:
        order: The arms in the order of the last pair told, or in the order of the convention.
        told: Whether ``order`` was told; the convention is only an assumption.
        topic: The one arm that the sentence before was about.
    """
    bindings = [ArmBinding() for _ in values]
    groups = _group(text, values, mentions)
    pairs = _pairs(text, values, mentions)
    for group in groups:
        if len(group) > 1:
            _bind_group(text, [values[place] for place in group], [bindings[place] for place in group], mentions, pairs, order=order, told=told, start=start)
            for first, second in zip(group, group[1:], strict=False):
                bindings[first].partner, bindings[second].partner = second, first
    for place, value in enumerate(values):
        if bindings[place].arm is None:
            _bind_single(text, values, bindings, mentions, place=place, order=order, topic=topic, start=start)
    _bind_others(text, values, bindings, order=order, told=told)
    return bindings


def find_pairs(text: str, values: Sequence[Span], mentions: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the arms that are named side by side, "A versus B", in the order told."""
    return _pairs(text, values, mentions)


def is_beside(text: str, start: int, end: int) -> bool:
    """Whether nothing but prepositions and words for patients stands between a number and what follows it."""
    return 0 <= end - start < 80 and _BESIDE.fullmatch(text, start, end) is not None


def _pairs(text: str, values: Sequence[Span], mentions: Sequence[Span]) -> list[tuple[Span, ...]]:
    pairs: list[tuple[Span, ...]] = []
    for first, second in zip(mentions, mentions[1:], strict=False):
        between = text[first.end : second.start]
        if first.name == second.name or any(first.end <= value.start < second.start for value in values):
            continue
        linked = len(between) < 90 and _LINK.fullmatch(between)
        if linked or (len(between) < 90 and _LOOSE_LINK.search(between)) or re.fullmatch(r"\s?,\s?", between):
            if pairs and pairs[-1][-1] is first and linked:
                pairs[-1] = (*pairs[-1], second)
            else:
                pairs.append((first, second))
    return pairs


def _group(text: str, values: Sequence[Span], mentions: Sequence[Span]) -> list[list[int]]:
    """Neighbouring expressions that are told as one pair: "35.7 versus 19.2 months"."""
    groups: list[list[int]] = []
    for place, value in enumerate(values):
        if groups:
            last = values[groups[-1][-1]]
            between = text[last.end : value.start]
            apart = any(last.end <= mention.start < value.start for mention in mentions)
            linked = (len(between) < 60 and _PAIR.fullmatch(between)) or (len(between) < 40 and CONTRAST.search(between))
            if linked and not apart and (last.name == value.name or "" in (last.name, value.name)):
                groups[-1].append(place)
                continue
        groups.append([place])
    return groups


def _bind_group(
    text: str, group: Sequence[Span], bindings: Sequence[ArmBinding], mentions: Sequence[Span], pairs: Sequence[tuple[Span, ...]],
    *, order: tuple[str, ...], told: bool, start: int,
) -> None:  # fmt: skip
    first, last = group[0], group[-1]
    near = min(
        (pair for pair in pairs if len(pair) == len(group)),
        key=lambda pair: (first.start - pair[-1].end) if pair[-1].end <= first.start else (pair[0].start - last.end) + 5,
        default=None,
    )
    names: Sequence[str] | None = [mention.name for mention in near] if near else None
    source: ArmSource = "named"
    preceding = [mention for mention in mentions if start <= mention.start and mention.end <= first.start]
    following = [mention for mention in mentions if mention.start >= last.end and is_beside(text, last.end, mention.start)]
    contrast = bool(CONTRAST.search(text, group[0].end, group[1].start) or _FROM_TO.search(text, max(0, first.start - 20), first.start))
    if names is None and len(group) == 2 and len(order) == 2 and contrast:
        if following:
            names = [_other(following[0].name, order) or "", following[0].name]
        elif preceding and not any(preceding[-1].name != mention.name for mention in preceding[-2:]):
            names = [preceding[-1].name, _other(preceding[-1].name, order) or ""]
            if _FROM_TO.search(text, max(0, first.start - 20), first.start):
                names.reverse()
        elif told or len(order) == 2:
            names, source = list(order), "sequence" if told else "convention"
            if _FROM_TO.search(text, max(0, first.start - 20), first.start):
                names, source = list(reversed(order)), "sequence"
    if names is None and len(order) == len(group) and (told or contrast):
        names, source = list(order), "sequence" if told else "convention"
    for binding, name in zip(bindings, names or (), strict=False):
        if name:
            binding.arm, binding.source = name, source


def _bind_single(
    text: str, values: Sequence[Span], bindings: Sequence[ArmBinding], mentions: Sequence[Span],
    *, place: int, order: tuple[str, ...], topic: str | None, start: int,
) -> None:  # fmt: skip
    value, binding = values[place], bindings[place]
    if binding.partner is not None:
        return
    following = values[place + 1].start if place + 1 < len(values) else len(text)
    left = values[place - 1].end if place else start
    after = [mention for mention in mentions if value.end <= mention.start < following]
    before = [mention for mention in mentions if left <= mention.start and mention.end <= value.start]
    if before and place and bindings[place - 1].arm == before[-1].name and is_beside(text, left, before[-1].start) and bindings[place - 1].source == "named":
        before = []
    adjacent = bool(before) and value.start - before[-1].end < 40 and _ADJACENT.fullmatch(text, before[-1].end, value.start) is not None
    if after and not adjacent and is_beside(text, value.end, after[0].start):
        binding.arm, binding.source = after[0].name, "named"
    elif before:
        among = re.fullmatch(r"\s+in\s+(?:a total of )?", text[before[-1].end : value.start])
        binding.arm, binding.source = before[-1].name, "near" if among else "named"
    elif after and not _CLOSED.search(text, value.end, after[0].start):
        binding.arm, binding.source = after[0].name, "near"
    elif place and bindings[place - 1].arm and CONTRAST.search(text, left, value.start):
        return
    elif place and bindings[place - 1].arm and bindings[place - 1].partner is None:
        binding.arm, binding.source = bindings[place - 1].arm, "near"
    elif not place and topic:
        binding.arm, binding.source = topic, "near"


def _bind_others(text: str, values: Sequence[Span], bindings: Sequence[ArmBinding], *, order: tuple[str, ...], told: bool) -> None:
    """"35.7 months with A versus 19.2": of two arms, the one that is left."""
    for place in range(1, len(values)):
        first, second = bindings[place - 1], bindings[place]
        if first.arm and second.arm is None and len(order) == 2 and CONTRAST.search(text, values[place - 1].end, values[place].start):
            second.arm, second.source = _other(first.arm, order), first.source
            first.partner, second.partner = place, place - 1
        elif first.arm is None and second.arm and first.partner == place:
            first.arm, first.source = _other(second.arm, order), second.source


def _other(arm: str, order: tuple[str, ...]) -> str | None:
    return next((name for name in order if name != arm), None) if arm in order else None
