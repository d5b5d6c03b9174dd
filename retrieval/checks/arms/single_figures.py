"""The arm of a number that is told alone, in no pair with another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene, other_arm
from retrieval.checks.arms.names_beside import ADJACENT, names_beside
from retrieval.checks.arms.unnamed_groups import is_of_none, is_of_other
from retrieval.checks.figures.cues import CONTRAST
from retrieval.checks.sentences.slots import ArmSource
from retrieval.checks.terms.arm_pairs import Span, is_beside

_DENIED = re.compile(r"\b(?:no|none|not|nobody|without)\b[^.;,]{0,60}$", re.IGNORECASE)
"""Before an arm that has no figure: "no median yet with A, 19.15 months with B"."""
_CLOSED = re.compile(
    r"\b(?:and|versus|vs|compared|than|while|whereas|but|favou?r\w*|over|relative|from(?=\s(?:the )?$)|against)\b|;",
    re.IGNORECASE,
)
_ON_TO = re.compile(r"\b(?:to|and)\s$")
"""Before a figure that goes on from the one before: "from 59.8 on day 1 to 301.2 on day 29"."""
_COMPARED = re.compile(r"\bcompar(?:ed|es|ing)\b", re.IGNORECASE)
_IS_THAT = re.compile(
    r"\s(?:was|is|were|being)\s(?:the|their)\s(?!\w+ for\b)[a-z][a-z -]{2,50}?\s"
    r"(?:in|on|with|for|under|of)\s(?:the\s)?",
    re.IGNORECASE,
)
"""Between a figure and its arm: "50.6 months was the median survival in B"."""


def bind_single(scene: Scene, bindings: Sequence[ArmBinding], place: int) -> None:
    """Give one expression that is no part of a pair its arm: named beside it, or that of the number before."""
    value, binding = scene.values[place], bindings[place]
    if is_of_none(scene.text, value, scene.mentions, start=scene.start, first=not place) or is_whole_of(scene, place):
        return
    if _is_of_each(scene, value):
        return
    previous = bindings[place - 1] if place else None
    before, after, inside = names_beside(scene, place, previous)
    told: _Told | None
    if inside:
        told = inside[0].name, "named"  # "20.3 months for A (95 % CI 15.8 to not reached)"
    elif after and _is_of_name_after(scene, place, before, after[0]):
        told = after[0].name, "named"
    elif before:
        told = _of_name_before(scene, value, before)
    elif after and _IS_THAT.fullmatch(scene.text, value.end, after[0].start):
        told = after[0].name, "named"
    elif after and not _CLOSED.search(scene.text, value.end, after[0].start):
        told = after[0].name, "named" if _begins_list(scene, place, after[0]) else "near"
    else:
        told = _of_number_before(scene, place, previous)
    if told is not None:
        binding.arm, binding.source = told


_Told = tuple[str | None, ArmSource | None]
"""An arm, and how it is told."""


def _is_of_name_after(scene: Scene, place: int, before: Sequence[Span], after: Span) -> bool:
    """Whether an arm right behind a number is its own, and no arm stands right before it that is not denied."""
    text, value = scene.text, scene.values[place]
    if not is_beside(text, value.end, after.start):
        return False
    close = bool(before) and value.start - before[-1].end < 40
    if not close or ADJACENT.fullmatch(text, before[-1].end, value.start) is None:
        return True
    if text[value.start - 1] == "(" and ")" not in text[value.end : after.end]:
        return True
    left = scene.values[place - 1].end if place else scene.start
    denied = _DENIED.search(text, left, before[-1].start) is not None
    return denied and text[before[-1].end : value.start] == ", "


def _of_name_before(scene: Scene, value: Span, before: Sequence[Span]) -> _Told | None:
    """The arm named before a number; none where a number is in all of them: "A was compared with B in 302 adults"."""
    text = scene.text
    among = re.fullmatch(r"\)?\s+(?:in|among)\s+(?:a total of |all )?", text[before[-1].end : value.start])
    if among and (_COMPARED.search(text, scene.start, value.start) or len({item.name for item in before}) > 1):
        return None
    return before[-1].name, "near" if among else "named"


def _of_number_before(scene: Scene, place: int, previous: ArmBinding | None) -> _Told | None:
    """The arm of a number beside which none is named: that of the one before, the other one, or the sentence's."""
    if previous is None:
        return (scene.topic, "near") if scene.topic else None
    text, value, last = scene.text, scene.values[place], scene.values[place - 1]
    of_two = previous.arm in scene.order and len(scene.order) == len(("one", "other"))
    if of_two and (is_of_other(text, last.end, value) or _are_sizes(text, last, value)):
        return other_arm(previous.arm or "", scene.order), "near"
    if previous.arm and previous.partner is None and not CONTRAST.search(text, last.end, value.start):
        return previous.arm, previous.source if _goes_on(scene, place) else "near"
    return None


def _begins_list(scene: Scene, place: int, arm: Span) -> bool:
    """Whether a sentence begins with a figure, its arm, and the next one with its own: "50 died on A and 49 on B"."""
    rest = scene.values[place + 1 :]
    if place or not rest or arm != scene.mentions[0] or not arm.end <= rest[0].start:
        return False
    behind = next((mention for mention in scene.mentions if mention.start >= rest[0].end), None)
    return behind is not None and behind.name != arm.name and is_beside(scene.text, rest[0].end, behind.start)


def _goes_on(scene: Scene, place: int) -> bool:
    """Whether a number is surely of the arm of the one before: a part of it, or the sentence names no other arm."""
    first, second = scene.values[place - 1], scene.values[place]
    span = scene.text, first.end, second.start
    if _WORSE_IN_BRACKET.fullmatch(*span) or _WORSE_NEXT.fullmatch(*span):
        return True
    if any(_is_whole_before(scene, first, mention, second) for mention in scene.mentions):
        return True
    low = scene.text.rfind(";", scene.start, second.start) + 1
    high = scene.text.find(";", second.end) % (len(scene.text) + 1)  # the end where there is none
    if len({mention.name for mention in scene.mentions if low <= mention.start < high}) != 1:
        return False
    worse = _WORSE.search(scene.text, first.end, second.start) or _WORSE_BEHIND.match(scene.text, second.end)
    return worse is not None or _ON_TO.search(scene.text, first.end, second.start) is not None


def _is_whole_before(scene: Scene, whole: Span, arm: Span, part: Span) -> bool:
    """Whether a number is told of those right before it: "among 177 patients on A, 136"."""
    text = scene.text
    return (
        whole.end <= arm.start
        and arm.end <= part.start
        and _AMONG.search(text, scene.start, whole.start) is not None
        and is_beside(text, whole.end, arm.start)
        and _PEOPLE_COMMA.fullmatch(text, arm.end, part.start) is not None
    )


_WORSE_IN_BRACKET = re.compile(
    r"\s?%?\s?\((?:[^()0-9]|(?<=grade )[1-5]|[\u2265<>=]\s?[1-5])*?\b(?:grades?|serious|severe|fatal)\b"
    r"(?:[^()0-9]|(?<=grade )[1-5]|[\u2265<>=]\s?[1-5]|(?<=[ -])[1-5](?= or ))*",
    re.IGNORECASE,
)
"""Between a figure and the worse ones of it in brackets: "36.2 % (grade 3 or higher: 22.0 %)"."""
_WORSE_NEXT = re.compile(
    r"\s?%?,\s(?:and\s)?(?:(?:\u2265|>=)\s?[1-5]|grades? (?:\u2265|>=)?\s?[1-5](?: or (?:higher|worse|more|above))?"
    r"|serious|severe|fatal):?\s(?:in\s)?",
    re.IGNORECASE,
)
"""The same without brackets: "36.2 %, serious 24.9 %"."""
_WORSE = re.compile(r"\b(?:grades?|serious|severe|fatal|life-threatening)\b", re.IGNORECASE)
_WORSE_BEHIND = re.compile(r"\s?%?\s(?:at|of|with|as)\s(?:grades?|serious|severe)\b", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|of|in|out of)\s(?:(?:the|all|those|these)\s)*$", re.IGNORECASE)
_PEOPLE_COMMA = re.compile(
    r"(?:\s(?:arm|group|patients|participants|recipients|people|subjects))?(?:\s(?:patients|participants))?"
    r",\s(?:only )?",
    re.IGNORECASE,
)


def _is_of_each(scene: Scene, value: Span) -> bool:
    """Whether a number tells how many were given one or the other of several arms: "280 were randomised to A or B"."""
    behind = [mention for mention in scene.mentions if mention.start >= value.end]
    if len(behind) < _SEVERAL or behind[0].name == behind[1].name:
        return False
    given = _GIVEN_ONE.fullmatch(scene.text, value.end, behind[0].start)
    return given is not None and _OR.fullmatch(scene.text, behind[0].end, behind[1].start) is not None


_GIVEN_ONE = re.compile(
    r"\s[^.;:()0-9]{0,40}\b(?:randomi[sz]ed|assigned|allocated|treated|received|given|got|took)\b"
    r"(?:\s[0-9]:[0-9](?::[0-9])*)?(?:\s(?:to|with|between|either|one of|the)){0,3}\s",
    re.IGNORECASE,
)
_OR = re.compile(r"(?:\s(?:arm|group))?(?:,|,?\s(?:or|and))\s(?:to\s|with\s)?(?:the\s)?", re.IGNORECASE)


def _are_sizes(text: str, first: Span, second: Span) -> bool:
    """Whether both figures are sizes alone in brackets: "A (279 patients) with what B is (277 patients)"."""
    return all(_SIZE_ALONE.match(text, it.start - 1) is not None for it in (first, second))


_SIZE_ALONE = re.compile(r"\([0-9][0-9,]* (?:patients|participants|people|subjects)\)")


def is_whole_of(scene: Scene, place: int) -> bool:
    """Whether a figure of all stands before one of each arm: "176 patients, 104 on A and 72 on B"."""
    if scene.values[place].name == "%":
        return False
    end = scene.values[place].end
    given = (
        part
        for part in scene.values[place + 1 : place + 3]
        if _OF_THEM.match(scene.text, part.end) or _OF_WHOM.search(scene.text[end : part.start])
    )
    part = next(given, None)  # "302 patients were randomised, 179 of them to A"
    if part is not None and not any(end <= mention.start < part.start for mention in scene.mentions):
        return any(0 <= mention.start - part.end < _NEAR_BY for mention in scene.mentions)
    arms = dict.fromkeys(mention.name for mention in scene.mentions)
    parts = scene.values[place + 1 : place + 1 + len(arms)]
    if (
        len(parts) < _SEVERAL
        or len(parts) < len(arms)
        or not _LISTS.fullmatch(scene.text, scene.values[place].end, parts[0].start)
    ):
        return False
    left = scene.values[place - 1].end if place else scene.start
    if any(left <= mention.start < parts[0].start for mention in scene.mentions):
        return False
    ends = [*(part.start for part in parts[1:]), len(scene.text)]
    behind = [
        {mention.name for mention in scene.mentions if part.end <= mention.start < end}
        for part, end in zip(parts, ends, strict=True)
    ]
    return all(len(names) == 1 for names in behind) and len(set().union(*behind)) == len(arms)


_LISTS = re.compile(r"(?:\s[a-z][\w-]*){0,3}\s?[,:(\u2013\u2014]\s?", re.IGNORECASE)
"""Between a figure of all and those of the arms."""
_SEVERAL = 2
_OF_WHOM = re.compile(r"^[^.;:0-9]*\bof (?:whom|which)\s(?:only )?$", re.IGNORECASE)
"""Between a figure of all and that of an arm: "in 1795 people with early disease, of whom 898 were assigned to A"."""
_NEAR_BY = 40
"""Code points between so many of all and the arm that they were given."""
_OF_THEM = re.compile(
    r"\s(?:patients\s)?of (?:them|these|those|whom)\s(?:were\s)?"
    r"(?:to|on|received|got|given|assigned|allocated|randomi[sz]ed)\b",
    re.IGNORECASE,
)
