"""A sentence as the arms of its numbers are read: its expressions, the arms that it names, the order told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.checks.sentences.slots import ArmSource
from retrieval.checks.terms.arm_pairs import Span


@dataclass(slots=True)
class ArmBinding:
    """The arm of one expression; ``partner`` is the index of the expression that it is paired with."""

    arm: str | None = None
    source: ArmSource | None = None
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The arm-level expressions of a sentence and the arms that it names.

    Attributes:
        text: The whole text up to the end of the sentence.
        start: Offset of the sentence.
        order: The arms in the order of the last pair told, or in the order of the convention.
        told: Whether ``order`` was told; the convention is only an assumption.
        topic: The one arm that the sentence before was about.
    """

    text: str
    start: int
    values: Sequence[Span]
    mentions: Sequence[Span]
    order: tuple[str, ...] = ()
    told: bool = False
    topic: str | None = None


def other_arm(arm: str, order: tuple[str, ...]) -> str | None:
    """Return the first arm of ``order`` that is another one; ``None`` where the arm is none of them."""
    return next((name for name in order if name != arm), None) if arm in order else None


def arm_before(second: str, told: Sequence[Span], order: tuple[str, ...]) -> str | None:
    """The arm of the first of two figures whose second is told of an arm behind: the other one of ``order``.

    Before a third group it is the one arm told: "3 on A, compared with 1 who crossed over to A".
    """
    names = {item.name for item in told}
    return told[-1].name if len(names) == 1 and second not in (*order, *names) else other_arm(second, order)


def goes_second(scene: Scene, group: Sequence[int], preceding: Sequence[Span]) -> bool:
    """Whether an arm right before its figures follows the other with as many: "on A 25 % and 38 %, on B 15 % and"."""
    names = {item.name for item in preceding[:-1]}
    alone = names == {other_arm(preceding[-1].name, scene.order)} and group[0] == len(group)
    return alone and not scene.text[preceding[-1].end : scene.values[group[0]].start].strip()
