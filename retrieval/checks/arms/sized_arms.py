"""The arms of a sentence's figures, where some are the sizes of the arms, in brackets behind their names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene
from retrieval.checks.arms.arms import bind_scene
from retrieval.checks.terms.arm_pairs import Span, sized_in_brackets


def bind_arms(scene: Scene, joined: Collection[int] = ()) -> list[ArmBinding]:
    """Return the arm of each expression, in order; those ``joined`` to the one before them have its arm."""
    if not joined:
        return _bind_sized(scene)
    own = [place for place in range(len(scene.values)) if place not in joined]
    ends = [scene.values[place + (place + 1 in joined)].end for place in own]
    values = [replace(scene.values[place], end=end) for place, end in zip(own, ends, strict=True)]
    found = iter(_bind_sized(replace(scene, values=values)))
    bindings: list[ArmBinding] = []
    for place in range(len(scene.values)):
        binding = replace(bindings[-1], partner=None) if place in joined else next(found)
        told = None if binding.partner is None else own[binding.partner]
        bindings.append(replace(binding, partner=told))
    return bindings


def _bind_sized(scene: Scene) -> list[ArmBinding]:
    """The arm of each expression; a size in brackets, "A (n = 62)", belongs to its arm's name."""
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


_CLOSED = re.compile(r"[^()\[\]0-9]*[)\]]")
"""The rest of the brackets of a size, where no share of it follows."""
