"""The arms of figures told side by side, "35.7 versus 19.2 months", where no pair of arms stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.checks.arms.arm_scenes import Scene, arm_before, goes_second, other_arm
from retrieval.checks.arms.told_apart import UNIT
from retrieval.checks.figures.cues import CONTRAST, RESPECTIVELY
from retrieval.checks.figures.intervals import CHANGED
from retrieval.checks.sentences.slots import ArmSource
from retrieval.checks.terms.arm_pairs import TO_ARM, Span, is_beside

_CLOSED_BEHIND = re.compile(r"\s?%?\)")  # "more often (33.5 % v 15.4 %) with A"
_TWO_BEHIND = re.compile(r"(?: arm| group| patients)?(?:,? in|:| \(|,|)\s?[0-9.]+\s?%?(?:,? and |\s?/\s?)[0-9.]+\s?%")
_LEFT_BRACKETS = re.compile(r"\s?%?\)[,;]\s")
_FROM_TO = re.compile(r"\bfrom\s+(?:a median of\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\b", re.IGNORECASE)
_OVER_TIME = re.compile(
    r"\b(?:follow-up|cut-?off|baseline|weeks?|months?|days?|later|earlier|longer|by then|over time|between)\b",
    re.IGNORECASE,
)
_THAT_OF = re.compile(
    r"\b(?:(?:that|those|what)(?: was| were)?(?: seen| observed| found)? (?:of|in|with|on|under|for)"
    r"|than|(?:than|as) (?:in|with|on|under|for))\s(?:the )?$",
    re.IGNORECASE,
)
"""Before the arm that another one is held against: "double that of B (33.5 % vs 15.4 %)"."""
_EACH_FROM = re.compile(r"\bfrom\s(?:a (?:mean|median) of\s)?(?=-?[0-9])", re.IGNORECASE)
_SUMMED = re.compile(r"\s?\+\s?")
"""Between the figures of two arms that are added up: "(105 + 70)"."""
_VERB = re.compile(
    r"(?: (?:arm|group|patients|recipients))?(?:,? (?:it |they |the \w+ )?(?:were|was|had)|:|,? (?:in|by))\s",
    re.IGNORECASE,
)
"""Between an arm and several figures that are all its own."""
_FAVOURS = re.compile(
    r"\b(?:favou?r(?:ed|s|ing)?(?: of)?|longer|shorter|higher|lower|greater|smaller|better|worse|rarer|commoner"
    rf"|deeper|(?:more|less) \w+)\s{TO_ARM}$",
    re.IGNORECASE,
)
"""Before the arm held against the other, whose figure comes first: "longer with A: medians 47.2 and 32.4 months"."""
_OF_BOTH = re.compile(
    r"\b(?:both|the two) (?:treatment |study )?(?:arms|groups)\s?[,:(]\s?(?:at |with )?$", re.IGNORECASE
)
"""Before one figure of each arm: "as common in both arms, 59 % and 57 %"."""
_NEXT_PART = re.compile(r"[,;]\s(?:and|but|while)\s", re.IGNORECASE)
_LED_BY = re.compile(r"(?: arm| group| patients)?[,:(]?\s(?:it was |at |for |of )?", re.IGNORECASE)


_Names = tuple[Sequence[str], ArmSource]
"""One arm for each figure, and how it was read."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Figures told side by side, and the arms named around them.

    Attributes:
        places: The places of the figures in the scene.
        preceding: The arms named before them, of which none belongs to a figure before.
        following: The arms named right behind them.
        earlier: The figures of the sentence before them.
        since: The arms that may be theirs, of those named before.
        rises: Whether they are told as a change.
        contrast: Whether they are held against each other.
    """

    scene: Scene
    places: Sequence[int]
    preceding: Sequence[Span]
    following: Sequence[Span]
    earlier: Sequence[Span]
    own: Sequence[Span]
    since: Sequence[Span]
    rises: bool
    contrast: bool

    @property
    def first(self) -> Span:
        return self.scene.values[self.places[0]]

    @property
    def last(self) -> Span:
        return self.scene.values[self.places[-1]]

    @property
    def is_of_one_before(self) -> bool:
        """Whether the arms that may be theirs are one arm."""
        return len({mention.name for mention in self.since}) == 1

    @property
    def leads_itself(self) -> bool:
        """Whether the last arm before them is named behind the figures before: it is their own."""
        return _is_own_subject(self.preceding, self.earlier)

    def all_of(self, arm: Span) -> _Names:
        return [arm.name] * len(self.places), "named"


def names_of_group(scene: Scene, places: Sequence[int]) -> _Names:
    """The arms of numbers told side by side, where the arms are not told so beside them; none where nothing tells."""
    group = _look_around(scene, places)
    for read in (_of_change, _of_contrast, _of_favoured, _of_arm_before, _of_arm_behind, _of_only_arm, _in_order):
        names = read(group)
        if names is not None:
            return names
    return (), "convention"


def _look_around(scene: Scene, places: Sequence[int]) -> _Group:
    text, first, last = scene.text, scene.values[places[0]], scene.values[places[-1]]
    preceding = [mention for mention in scene.mentions if scene.start <= mention.start and mention.end <= first.start]
    earlier = [value for value in scene.values if value.end <= first.start]
    own = [item for item in preceding if earlier and is_beside(text, earlier[-1].end, item.start)]
    if own and "," in text[own[-1].end : first.start]:
        preceding = [it for it in preceding if it.start > own[-1].start]  # "31 versus 9 on A, the other in 25 versus 6"
    following = [item for item in scene.mentions if item.start >= last.end and is_beside(text, last.end, item.start)]
    if preceding and text[first.start - 1] == "(" and _LEFT_BRACKETS.match(text, last.end):
        following = []  # "more often with A (35 % vs 25 %), the other with B (58 % vs 50 %)"
    second, changes = scene.values[places[1]].start, rises(scene, places)
    held = CONTRAST.search(text, first.end, second) or _SUMMED.fullmatch(text, first.end, second)
    since = [it for it in preceding if _is_own_subject([it], earlier) and it not in own] or preceding[-2:]
    return _Group(scene, places, preceding, following, earlier, own, since, changes, changes or bool(held))


def _of_change(group: _Group) -> _Names | None:
    """The one arm whose figure changes, and that of two figures of each arm."""
    scene, following = group.scene, group.following
    if group.rises and following and len(_EACH_FROM.findall(scene.text, scene.start)) > 1:
        return group.all_of(following[0])  # "from 16.8 to 9.1 on A and from 16.5 to 13.2 on B"
    if (group.rises and group.leads_itself) or _tells_two_of_each(scene, group.preceding, len(group.places)):
        return group.all_of(group.preceding[-1])  # "on A from 29.6 % to 33.5 %; on B from 13.0 % to 15.4 %"
    if group.rises and following and not group.preceding and _is_over_time(scene, group.first, group.last):
        return group.all_of(following[0])  # "with longer follow-up it rose from 36.2 % to 39.5 % with A"
    return None


def _of_contrast(group: _Group) -> _Names | None:
    """Both arms of a trial of two, whose figures are held against each other."""
    scene, order = group.scene, group.scene.order
    if not (len(group.places) == 2 == len(order) and group.contrast):
        return None
    if group.following and (before := arm_before(group.following[0].name, group.since, order)):
        names = [before, group.following[0].name]
        enclosed = scene.text[group.first.start - 1] == "(" and _CLOSED_BEHIND.match(scene.text, group.last.end)
        return (names[::-1] if enclosed and not group.rises else names), "named"
    if group.is_of_one_before and (other := other_arm(group.preceding[-1].name, order)):
        return _against_other(group, other)
    if group.rises:
        return order[::-1], "sequence"
    return order, "sequence" if scene.told else "convention"


def _against_other(group: _Group, other: str) -> _Names:
    """The arm named before its figure and the other's; turned, where the other one is what is held against it."""
    text, order, arm = group.scene.text, group.scene.order, group.preceding[-1]
    earlier = group.earlier
    apart = earlier and not group.own and _NEXT_PART.search(text, earlier[-1].end, group.first.start)
    if arm.name == order[1] and apart:
        return order, "convention"  # "OS with B was 50.6 months, and the other 43.99 against 25.0"
    turned = group.rises or _THAT_OF.search(text, group.scene.start, arm.start)
    return ([other, arm.name] if turned else [arm.name, other]), "named"


def _of_favoured(group: _Group) -> _Names | None:
    """The arm that is favoured first: "longer with A: medians 47.2 and 32.4 months"."""
    kinds = {group.first.name, group.last.name}
    alike = len(kinds) == 1 or kinds == {"", "time"}
    if not (len(group.places) == 2 == len(group.scene.order) and alike and group.is_of_one_before):
        return None
    arm = group.preceding[-1]
    if not _FAVOURS.search(group.scene.text, group.scene.start, arm.start):
        return None
    return [arm.name, other_arm(arm.name, group.scene.order) or ""], "named"


def _of_arm_before(group: _Group) -> _Names | None:
    """The arm that begins a part of the sentence of its own: "20 and 26 with A; those with B were 10 and 12"."""
    if not group.leads_itself or group.contrast:
        return None
    arm = group.preceding[-1]
    led = _VERB.fullmatch(group.scene.text, arm.end, group.first.start)
    return group.all_of(arm) if led or goes_second(group.scene, group.places, group.preceding) else None


def _of_arm_behind(group: _Group) -> _Names | None:
    """The arm right behind both: "50 and 35 % of A"; of two that stand around them, each its own: "with A, 94, and"."""
    if len(group.places) != 2 or group.contrast or len({item.name for item in group.following}) != 1:
        return None
    behind, preceding = group.following[0], group.preceding
    if not preceding and _AND_IN.search(group.scene.text, group.first.end - 1, group.last.start):
        other = other_arm(behind.name, group.scene.order)
        return ([other, behind.name], "named") if other else None
    each = len(preceding) == 1 and _LED_BY.fullmatch(group.scene.text, preceding[0].end, group.first.start)
    return [preceding[0].name if each else behind.name, behind.name], "named"


_AND_IN = re.compile(r"[a-z] and (?:in|among|by)\s$", re.IGNORECASE)
"""Between figures that are told of two groups, of which only the second is named: "in 23 treated and in 17 on B"."""


def _of_only_arm(group: _Group) -> _Names | None:
    """The one arm named before, where no other can be meant."""
    text, preceding = group.scene.text, group.preceding
    if group.contrast or len({mention.name for mention in preceding}) != 1:
        return None
    paired = any(CONTRAST.search(text, one.end, two.start) for one, two in pairwise(group.earlier))
    if paired or ";" in text[preceding[-1].end : group.first.start]:
        return None
    listed = RESPECTIVELY.search(text, group.last.end) and not _goes_on_with_other(group.scene, group.last, preceding)
    return group.all_of(preceding[0]) if len(group.places) > 2 or not listed else None


def _in_order(group: _Group) -> _Names | None:
    """Every arm in the order that was told, or in that of the convention."""
    scene = group.scene
    if len(scene.order) != len(group.places):
        return None
    if scene.told:
        return scene.order, "sequence"
    both = group.contrast or _OF_BOTH.search(scene.text, scene.start, group.first.start)
    return (scene.order, "convention") if both else None


def rises(scene: Scene, group: Sequence[int]) -> bool:
    """Whether two numbers are told as a change: "from 15.4 % to 33.5 %", "doubled (15.4 % to 33.5 %)"."""
    first, second = scene.values[group[0]], scene.values[group[1]]
    led = _FROM_TO.search(scene.text, max(0, first.start - 20), first.start)
    led = led or CHANGED.search(scene.text, scene.start, first.start)
    return led is not None and _TO.search(scene.text, first.end, second.start) is not None


def _goes_on_with_other(scene: Scene, last: Span, preceding: Sequence[Span]) -> bool:
    """Whether the other arm has a part of the sentence of its own: "with A 36.2 % and 41.8 %, respectively; with B"."""
    cut = scene.text.find(";", last.end)
    return cut >= 0 and any(item.start > cut and item.name != preceding[-1].name for item in scene.mentions)


def _tells_two_of_each(scene: Scene, preceding: Sequence[Span], size: int) -> bool:
    """Whether each arm has two figures of its own behind it: "with A (28.8 % and 23 %), with B (24 % and 15 %)"."""
    told = [item for item in scene.mentions if _TWO_BEHIND.match(scene.text, item.end)]
    own = bool(preceding) and preceding[-1] in told and size == len(("first", "second"))
    return own and len({item.name for item in told}) > 1


def _is_over_time(scene: Scene, first: Span, last: Span) -> bool:
    """Whether a change is told of time, in other words than the unit of its figures: "from 25.0 to 44.0 months"."""
    end = UNIT.match(scene.text, last.end).end()  # type: ignore[union-attr]  # it matches nothing, too
    return any(_OVER_TIME.search(scene.text, *span) for span in ((scene.start, first.start), (end,)))


def _is_own_subject(mentions: Sequence[Span], earlier: Sequence[Span]) -> bool:
    """Whether the last arm before a group of numbers is named behind the numbers before it: it is their own."""
    return bool(mentions and earlier) and mentions[-1].start >= earlier[-1].end
