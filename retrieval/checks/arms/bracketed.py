"""Figures in brackets behind another one, whose arm stands behind both: "54.8 % (grade 3: 19.2 %) with A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene
from retrieval.checks.terms.arm_pairs import is_beside

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
