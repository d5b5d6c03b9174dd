"""The arms named beside a number, of those that a sentence names, which may be its own."""

from __future__ import annotations

import re

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene
from retrieval.checks.terms.arm_pairs import NEAR, Span, is_beside, sized_in_brackets

ADJACENT = re.compile(
    r"\)?\s*(?:group|arm|patients|pts|recipients)?\s*[:=,(\[-]?\s*(?:(?:was|were|had|is|of|at|in|to|for|a|an|the|median"
    r"|mean|with|only|about|after|n/N|(?:one|that)(?= of))\s+)*[(\[]?\s*"
    r"(?:(?:(?:any|all)[ -]grades?|grades? (?:[\u2265<>=]+ ?)?[1-5](?: or (?:higher|worse|above|more)|-[2-5])?)"
    r"[,:)]?\s+)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s?:(?!\d)")
"""After an arm: what it names follows, "A: median 35.7"."""


def names_beside(scene: Scene, place: int, previous: ArmBinding | None) -> tuple[list[Span], list[Span], list[Span]]:
    """The arms named before an expression, after it, and within it, that may be its own."""
    text, value = scene.text, scene.values[place]
    right = scene.values[place + 1].start if place + 1 < len(scene.values) else len(text)
    left = scene.values[place - 1].end if place else scene.start
    after = _names_after(scene, place, right)
    before = [mention for mention in scene.mentions if left <= mention.start and mention.end <= value.start]
    if before and previous and not _heads(text, left, before[-1], value):
        led = bool(after) and previous.arm == before[-1].name and _leads(text, left, (before[-1], value, after[0]))
        before = [] if led or _is_of_number_before(text, left, before[-1], previous) else before
    if after and place + 1 < len(scene.values) and (before or previous) and "," in text[value.end : after[0].start]:
        after = [] if ADJACENT.fullmatch(text, after[0].end, right) else after
    before = [item for item in before if not ((own := bracket_of(scene, item)) and own[1] < value.start)]
    return before, after, _names_within(scene, value, after)


def _names_within(scene: Scene, value: Span, after: list[Span]) -> list[Span]:
    """The arms named inside an expression; else those whose brackets begin right behind it."""
    inside = [mention for mention in scene.mentions if value.start <= mention.start and mention.end <= value.end]
    return inside or [item for item in after if (own := bracket_of(scene, item)) and 0 <= own[0] - value.end <= 1]


def _leads(text: str, left: int, told: tuple[Span, Span, Span]) -> bool:
    """Whether each number stands before its arm: "89 completed on A, 92 on B", "93 drew A and 86 drew B"."""
    before, value, after = told
    apart = "," in text[before.end : value.start] and is_beside(text, value.end, after.start)
    return apart or text[left : before.start] == text[value.end : after.start]


def _names_after(scene: Scene, place: int, right: int) -> list[Span]:
    """The arms named behind an expression, up to the next, that label no other figure."""
    text, value = scene.text, scene.values[place]
    after = [
        mention
        for mention in scene.mentions
        if value.end <= mention.start < right
        and not (_LABEL.match(text, mention.end) and right < len(text))
        and not _is_of_list(scene, mention)
        and not _leaves_brackets(scene, value, mention)
    ]
    if not after or value.name:
        return after
    sized = [mention for _, mention in sized_in_brackets(text, scene.values, scene.mentions)]
    return [mention for mention in after if mention not in sized]


def _heads(text: str, left: int, arm: Span, value: Span) -> bool:
    """Whether an arm heads its own figure behind a comma: ", A any grade 36.2 %, A grade 3 2.8 %, B"."""
    heads = text[left : arm.start].lstrip("% )").startswith((",", ";"))
    return heads and ADJACENT.fullmatch(text, arm.end, value.start) is not None


def _is_of_number_before(text: str, left: int, arm: Span, previous: ArmBinding) -> bool:
    """Whether an arm belongs to the number before, which it stands beside."""
    return (previous.arm, previous.source) == (arm.name, "named") and is_beside(text, left, arm.start)


def _is_of_list(scene: Scene, mention: Span) -> bool:
    """Whether an arm has its size behind it, in brackets with another: "302 were randomised (A, n=179; B, n=123)"."""
    if not _SIZE.match(scene.text, mention.end):
        return False
    opened, closed = scene.text.rfind("(", scene.start, mention.start), scene.text.find(")", mention.end)
    return 0 <= opened < closed and any(
        opened < other.start < closed and other.name != mention.name and _SIZE.match(scene.text, other.end)
        for other in scene.mentions
    )


_SIZE = re.compile(r"(?: arm| group)?[,:]? ?(?:[nN] ?= ?)?[0-9]")


def _leaves_brackets(scene: Scene, value: Span, mention: Span) -> bool:
    """Whether an arm is named in what a sentence goes on with, after the brackets that a number stands in."""
    opened = _OPENED.search(scene.text, scene.start, value.start) is not None
    return opened and _AFTER_BRACKETS.search(scene.text, value.end, mention.start) is not None


_OPENED = re.compile(r"\([^()]*$")
_AFTER_BRACKETS = re.compile(r"\)\s?[,;]\s")


def bracket_of(scene: Scene, mention: Span) -> tuple[int, int] | None:
    """The brackets that an arm stands in, where they are opened right after a number: "24.6 % (of 61 patients, A)"."""
    opened = scene.text.rfind("(", scene.start, mention.start)
    closed = scene.text.find(")", mention.end)
    if opened < 0 or closed < 0 or ")" in scene.text[opened : mention.start] or closed - mention.end > NEAR:
        return None
    return (opened, closed) if re.search(r"[0-9%]\s?$", scene.text[max(0, opened - 2) : opened]) else None
