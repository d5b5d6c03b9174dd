"""Figures in brackets behind another one, whose arm stands behind both: "54.8 % (grade 3: 19.2 %) with A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene, other_arm
from retrieval.checks.terms.arm_pairs import Span, is_beside

_INTO = re.compile(r"%?\s?\((?:[^()0-9]|(?<=grade )[1-5]|[\u2265\u2264<>=]\s?[1-5])*")
_OUT = re.compile(r"\s?%?[^()0-9]{0,20}\)")


def bind_bracketed(scene: Scene, bindings: Sequence[ArmBinding]) -> None:
    """Give a figure, and the one in brackets behind it, the arm that stands right behind the brackets."""
    for place in range(len(scene.values) - 1):
        first, second = scene.values[place], scene.values[place + 1]
        inside = _INTO.fullmatch(scene.text, first.end, second.start)
        out = _OUT.match(scene.text, second.end) if inside else None
        arm = next((item for item in scene.mentions if out and item.start >= out.end()), None)
        if out is None or arm is None or not is_beside(scene.text, out.end(), arm.start):
            continue
        for binding in bindings[place : place + 2]:
            binding.arm, binding.source = arm.name, "named"


_OPENED = re.compile(
    r"%?[^.;:,%()0-9]{0,60}\(\s?(?:(?:vs\.?|versus|against|compared with)\s)?(?:(?:the|in|on|with|for)\s)*",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?:\s(?:arm|group|alone))?\s?[:=,]?\s?(?:it was |was )?", re.IGNORECASE)
_CLOSED = re.compile(r"\s?\)")


def bind_compared(scene: Scene, bindings: Sequence[ArmBinding]) -> None:
    """Give a figure in brackets the arm that leads it there, and the one before it the other: "22 % did (B: 20 %)"."""
    for place in range(len(scene.values) - 1):
        first, second = scene.values[place], scene.values[place + 1]
        arm = next((it for it in scene.mentions if first.end <= it.start and it.end <= second.start), None)
        if arm is None or first.name != second.name or not first.name or not _CLOSED.match(scene.text, second.end):
            continue
        left = scene.values[place - 1].end if place else scene.start
        opened = _OPENED.fullmatch(scene.text, first.end, arm.start) and _TOLD.fullmatch(
            scene.text, arm.end, second.start
        )
        other = other_arm(arm.name, scene.order) if len(scene.order) == len(("one", "other")) else None
        if opened and other and not any(left <= it.start < first.start for it in scene.mentions):
            bindings[place].arm, bindings[place].source = other, "named"
            bindings[place + 1].arm, bindings[place + 1].source = arm.name, "named"


def bind_closing(scene: Scene, bindings: Sequence[ArmBinding]) -> None:
    """Give each figure the arm that closes its part in brackets: "179 had three drugs (A) and 123 had two (B)"."""
    closing = [
        it for it in scene.mentions if scene.text[it.start - 1] == "(" and scene.text[it.end : it.end + 1] == ")"
    ]
    if len(closing) != len(scene.order) or len({arm.name for arm in closing}) != len(closing):
        return
    ends = [scene.start, *(arm.end for arm in closing)]
    own = [
        [place for place, value in enumerate(scene.values) if low <= value.start and value.end <= arm.start]
        for low, arm in zip(ends, closing, strict=False)
    ]
    if not all(own) or any(
        _named_inside(scene, scene.values[places[-1]], arm) for places, arm in zip(own, closing, strict=True)
    ):
        return
    for places, arm in zip(own, closing, strict=True):
        bindings[places[-1]].arm, bindings[places[-1]].source = arm.name, "named"


def _named_inside(scene: Scene, value: Span, closing: Span) -> bool:
    """Whether another arm, or the end of a part, stands between a figure and the arm in brackets behind it."""
    others = [it for it in scene.mentions if value.end <= it.start < closing.start and it.name != closing.name]
    return bool(others) or _PART.fullmatch(scene.text, value.end, closing.start) is None


_PART = re.compile(r"[^.;:()0-9]{0,80}\(")
"""Between a figure and the arm in brackets that closes its part."""
