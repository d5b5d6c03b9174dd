"""The arms of a sentence's figures, where some are the sizes of the arms, in brackets behind their names."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene
from retrieval.checks.arms.arms import bind_scene
from retrieval.checks.terms.arm_pairs import Span, sized_in_brackets


def bind_arms(scene: Scene) -> list[ArmBinding]:
    """Return the arm of each expression, in order; a size in brackets, "A (n = 62)", belongs to its arm's name."""
    sized = dict(sized_in_brackets(scene.text, scene.values, scene.mentions))
    if not sized:
        return bind_scene(scene)
    ends = {mention: _bracket_end(scene.text, scene.values[place]) for place, mention in sized.items()}
    named = [replace(mention, end=ends.get(mention, mention.end)) for mention in scene.mentions]
    rest = [place for place in range(len(scene.values)) if place not in sized]
    found = bind_scene(replace(scene, values=[scene.values[place] for place in rest], mentions=named))
    told = {place: ArmBinding(mention.name, "named") for place, mention in sized.items()}
    first = min(sized.values(), key=lambda mention: mention.start)
    for value, binding in zip((scene.values[place] for place in rest), found, strict=True):
        whole = not value.name and value.end <= first.start and (binding.arm, binding.source) == (first.name, "near")
        if whole:
            binding.arm, binding.source = None, None  # "1902 patients: A (n=631), B (n=633)"
    for place, binding in zip(rest, found, strict=True):
        partner = None if binding.partner is None else rest[binding.partner]
        told[place] = replace(binding, partner=partner)
    return [told[place] for place in range(len(scene.values))]


def _bracket_end(text: str, size: Span) -> int:
    closed = _CLOSED.match(text, size.end)
    return closed.end() if closed else size.end


_CLOSED = re.compile(r"[^()\[\]]*[)\]]")
