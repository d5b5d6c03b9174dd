"""Arms named side by side, \"A versus B\", and what stands between a number and an arm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINK = re.compile(
    r"(?:\s(?:arms?|groups?|patients|pts|participants|recipients|subjects))?[\s,;()\[\]]*"
    r"(?:vs?\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|and|or|than|over"
    r"|against|minus|relative to|/|&)[\s,]*"
    r"(?:(?:the|in|with|for|to|on|of|those|patients|participants|receiving|treated|given|a|an|who"
    r"|received|assigned|among|that)\s+)*",
    re.IGNORECASE,
)
_LOOSE_LINK = re.compile(
    r"\b(?:superior to|inferior to|than|versus|vs?\b\.?|compared (?:with|to)|over"
    r"|relative to|in comparison (?:with|to))\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"[)\]]?,?\s*(?:(?:from baseline(?: (?:to|through|until) (?:week|month|day|year) [0-9]{1,3})?"
    r"|of|in|with|for|on|among|from|to|by|under|at|the|all|those|these|patients?|pts"
    r"|participants?|subjects|recipients|people|adults|adolescents|children|infants|toddlers|women|men|still|remained|remaining"
    r"|who|that|which|if|when|where|they|were|was|had|"
    r"been|got|took|started|starting|began|received|receiving|treated|assigned|randomi[sz]ed|randomi[sz]ation|allocated|given|taking|months?|weeks?|years?"
    r"|stopped|stopping|discontinued|quit|left|tolerated"
    r"|seen|observed|reported|recorded|noted|achieved|cases|events|times|dose|while(?=\s(?:on|receiving|taking|using|being|under)\b)|after|using"
    r"|following|having|both|a|an|one|other|arm|group|their|its|matching|did(?: so)?|per [a-z-]{3,14}|"
    r"experienced|any|[0-9]{1,4})\b[\s(\[]*)*[(\[]?\s*",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\b(?:compar(?:ing|es|ed|isons? (?:of|between))|between)\s(?:the )?$", re.IGNORECASE)
_RATIO_OF = re.compile(r"\bratio (?:of|for)\s(?:the )?$", re.IGNORECASE)
_WITH = re.compile(r"(?:\s(?:arm|group))?\s(?:with|to|and|against)\s(?:the )?", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"[)\]]?\s?,\s?(?:(?:treatment|therapy|those|patients|adding|the addition) ?(?:with|on|given|receiving|of)? ?)?"
    r"(?:the )?",
    re.IGNORECASE,
)
_COMPARED_WITH = re.compile(
    r"(?:^|(?<=[.(:;\n])|(?<=[.(:;] ))(?:(?:when )?(?:as )?(?:compared (?:with|to)"
    r"|(?:(?:set|held|measured|put|judged|pitted) )?against)|relative to|versus|next to|in comparison (?:with|to))\s"
    r"(?:(?:those|patients|participants|treatment|people) )?(?:(?:on|with|given|receiving|in|under) )?(?:the )?$",
    re.IGNORECASE,
)
_SUBJECT_FOLLOWS = re.compile(r"[^,;:.0-9]{0,20},\s[^,;:.0-9]*")
"""Between the arm of "compared with A, B had more", and the one that is spoken of."""
TO_ARM = (
    r"(?:(?:with|on|in|for|under|among|after|when)\s(?:(?:the|all|those)\s)*)?"
    r"(?:(?:patients|participants|people|subjects|those)\s(?:who\s)?(?:(?:were|had|got|been)\s)*"
    r"(?:(?:given|on|in|with|treated|receiving|received|taking|assigned|allocated|randomi[sz]ed)\s(?:(?:to|with)\s)?)?)?"
    r"(?:the\s)?"
)
"""Before an arm, a pattern that may match nothing: "with patients given "; an arm's span may hold the first word."""
_AGAINST = re.compile(
    rf"\s?%?[)\]]?[^.;:,()0-9]{{0,40}}\b(?:against|versus|vs\.?|than|relative to|compared (?:with|to))\s{TO_ARM}",
    re.IGNORECASE,
)
_OWN_FIGURE = re.compile(r"\s\(?[0-9-]")
NEAR = 90
"""How far apart, in code points, two things may stand that are told side by side."""


@dataclass(frozen=True, slots=True)
class Span:
    """A number expression with its kind (``"%"``, ``"time"`` or ``""``), or an arm named, with its place."""

    start: int
    end: int
    name: str = ""


def held_against(text: str, end: int, arms: Iterable[Span]) -> Span | None:
    """The arm that a figure, which ends at ``end``, is held against: "0.85 against B"; not one with a figure behind."""
    behind = next((arm for arm in arms if arm.start >= end), None)
    if behind is None or _OWN_FIGURE.match(text, behind.end) or not _AGAINST.fullmatch(text, end, behind.start):
        return None
    return behind


def one_per_place(spans: Iterable[Span]) -> list[Span]:
    """The first span of each place: periods of an arm may share its name there."""
    unique: dict[tuple[int, int], Span] = {}
    for span in spans:
        unique.setdefault((span.start, span.end), span)
    return list(unique.values())


def find_pairs(text: str, values: Sequence[Span], mentions: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the arms named side by side, "A versus B", in the order told; "compared with B, A" is that, too."""
    pairs: list[tuple[Span, ...]] = []
    for first, second in pairwise(mentions):
        between = text[first.end : second.start]
        if first.name == second.name or any(first.end <= value.start < second.start for value in values):
            continue
        begins = _begin(text, first)
        against = _COMPARED_WITH.search(text, max(0, begins - NEAR), begins)
        if against and len(between) < NEAR and _SUBJECT_FOLLOWS.fullmatch(between):
            pairs.append((second, first))
            continue
        linked = len(between) < NEAR and _LINK.fullmatch(between)
        comparing = _COMPARING.search(text, max(0, first.start - 40), first.start) and _WITH.fullmatch(between)
        ratio = _RATIO_OF.search(text, max(0, first.start - 24), first.start) and between.strip() in ("to", "to the")
        side = _SIDE_BY_SIDE.fullmatch(between)
        if linked or ratio or comparing or (len(between) < NEAR and _LOOSE_LINK.search(between)) or side:
            if pairs and pairs[-1][-1] is first and (linked or side):
                pairs[-1] = (*pairs[-1], second)
            else:
                pairs.append((first, second))
    return pairs


def _begin(text: str, arm: Span) -> int:
    """Where the name of an arm begins: an arm may be known by its preposition, too, "with A"."""
    led = _LED.match(text, arm.start, arm.end)
    return led.end() if led else arm.start


_LED = re.compile(r"(?:with|on|to|in)\s(?:the\s)?", re.IGNORECASE)


def is_turned(pair: tuple[Span, ...]) -> bool:
    """Whether the arm that stands first in a text is the one that the other is held against: "compared with B, A"."""
    return pair[0].start > pair[-1].start


def is_beside(text: str, start: int, end: int) -> bool:
    """Whether nothing but prepositions and words for patients stands between a number and what follows it."""
    return 0 <= end - start < NEAR and _BESIDE.fullmatch(text, start, end) is not None


_OPENED = re.compile(
    r"(?:\s(?:arms?|groups?|patients|participants|recipients|subjects|women|men|children))?"
    r"(?:,?\s(?:at |in )?(?:a )?(?:dose of )?[0-9.]+\s?(?:mg|mcg|[\u00b5\u03bcm]g|g|Gy|IU|units?|mL)\b[^.;:()]{0,60}?)?"
    r"\s?[(\[](?P<n>n\s?=\s?|(?:out )?of )?",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:\s(?:patients|pts|participants|subjects|people|individuals|adults|women|men|children|infants))?"
    r"(?:[)\]]|[,;]\s?[0-9.]+\s?%[)\]])",
    re.IGNORECASE,
)
"""Behind a size in brackets; its share may follow, "A (n=5, 0.2 %)"."""


def sized_in_brackets(text: str, values: Sequence[Span], mentions: Sequence[Span]) -> list[tuple[int, Span]]:
    """The sizes that stand alone in brackets behind their arms, "to A (62), B (63) or C (61)", each with its arm."""
    found: list[tuple[int, Span, bool]] = []
    for place, value in enumerate(values):
        arm = next((item for item in reversed(mentions) if 0 < value.start - item.end < NEAR), None)
        opened = _OPENED.fullmatch(text, arm.end, value.start) if arm and not value.name else None
        if arm is not None and opened and _CLOSED.match(text, value.end):
            found.append((place, arm, bool(opened["n"])))
    listed = len({arm.name for _, arm, _ in found}) > 1
    return [(place, arm) for place, arm, sized in found if listed or sized]
