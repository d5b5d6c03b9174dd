"""Which arm each number belongs to: beside it, in a "versus" or "respectively" pair, or by the order told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene, other_arm
from retrieval.checks.arms.bracketed import bind_bracketed, bind_closing, bind_compared
from retrieval.checks.arms.grouped_figures import names_of_group, rises
from retrieval.checks.arms.single_figures import bind_single, is_whole_of
from retrieval.checks.arms.told_apart import BUT, are_told_apart
from retrieval.checks.figures.cues import CONTRAST
from retrieval.checks.terms.arm_pairs import Span, find_pairs, is_turned

_PAIR = re.compile(
    r"[)\]%]*[\s,;]*(?:vs?\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|and|to|or|/|,|&|than"
    r"|against|from|\+|plus|minus|respectively)[\s,]*"
    r"(?:(?:a|an|the|only|just|median|of|in|about|approximately|to|was|were|at|for|and)\s+)*[(\[]?\s*",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:up|down|ris\w+|rose|fell|fall\w+) from\s$|^,\sfrom\s$")
"""Before the figures of an earlier analysis: they are no other arm's."""
_ITSELF = re.compile(r"\bitself\b|\bits (?:own )?(?!counterpart|comparator|control)[a-z]", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"\s?,\s(?!and\b|or\b|versus\b|vs\b)(?:[a-z]+\s)*(?:was|were)\s", re.IGNORECASE)
"""Between a figure and one of another clause: "after 44 months, the median was 35.7"."""
_ONLY_GRADED = re.compile(
    r"\s?%?(?: (?:of (?:them|these|those)|patients))?(?: (?:had|were|was|reached))?"
    r"(?: (?:an? )?(?:reaction|event|one))?"
    r"(?: an?)?(?: of)? (?:grade|serious|severe|fatal)\b",
    re.IGNORECASE,
)
"""After "but only 0.6 %": the same arm at a higher grade, and no other arm."""
_BUT_GRADED = re.compile(r"\bbut\b[^;]*\b(?:grades?|serious|severe|fatal)\b", re.IGNORECASE)
"""Before a number: the same arm, too: "in 45.8 % on A, but grade 3 reactions were rare, at 0.6 %"."""


def bind_scene(scene: Scene) -> list[ArmBinding]:
    """Return the arm of each expression, in order."""
    bindings = [ArmBinding() for _ in scene.values]
    bind_bracketed(scene, bindings)
    bind_compared(scene, bindings)
    bind_closing(scene, bindings)
    pairs = find_pairs(scene.text, scene.values, scene.mentions)
    for group in _group(scene):
        if len(group) > 1:
            _bind_group(scene, group, bindings, pairs)
            for first, second in pairwise(group):
                bindings[first].partner, bindings[second].partner = second, first
    for place in range(len(scene.values)):
        if bindings[place].arm is None and bindings[place].partner is None:
            bind_single(scene, bindings, place)
    _bind_others(scene, bindings)
    _bind_as_before(scene, bindings)
    return bindings


def _bind_as_before(scene: Scene, bindings: Sequence[ArmBinding]) -> None:
    """Numbers told side by side, after figures of the same sentence whose arms were named in order."""
    for group in _group(scene):
        named = [binding.arm for binding in bindings[: group[0]] if binding.arm and binding.source in ("named", "near")]
        own = [bindings[place] for place in group if bindings[place].arm]
        if any(it.source == "named" or (it.source == "near" and it.arm not in named) for it in own):
            continue  # an arm that is merely near may be that of the figure before
        told = tuple(dict.fromkeys(named[-len(group) :]))
        if _ON_OTHERS.match(scene.text, scene.values[group[-1]].end):
            continue
        if len(group) > 1 and len(told) == len(group):
            for place, arm in zip(group, told, strict=True):
                bindings[place].arm, bindings[place].source = arm, "sequence"


_ON_OTHERS = re.compile(
    r"(?:\s?%|\s[a-z/]{1,10})?\s(?:with|on|in|for|under)\s(?:(?:the|their|two|both|other|respective|matching)\s)+"
    r"(?:placebos?|controls?|comparators?)\b",
    re.IGNORECASE,
)
"""Behind figures of several other arms of one kind: "1.44 on A and 1.40 on B, 1.09 and 1.21 on the two placebos"."""


def _group(scene: Scene) -> list[list[int]]:
    """Neighbouring expressions that are told as one pair: "35.7 versus 19.2 months"."""
    groups: list[list[int]] = []
    for place, value in enumerate(scene.values):
        linked = bool(groups) and _is_linked(scene, scene.values[place - 1], value)
        if linked and not is_whole_of(scene, place - 1):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_linked(scene: Scene, first: Span, second: Span) -> bool:
    between = scene.text[first.end : second.start]
    if any(first.start <= mention.start < second.start for mention in scene.mentions):
        return False  # "20.3 months for A (95 % CI 15.8 to not reached)" has its arm inside
    if _OTHER_GROUP.search(between) or _ROUGHLY.fullmatch(between):
        return False
    bounded = all(_WITH_BOUNDS.match(scene.text, it.start, it.end) for it in (first, second))
    inside = between.startswith((")", "]")) and not bounded  # unlike "65 (37-86) vs 63 (33-90) years"
    if first.name != second.name and ("" not in (first.name, second.name) or inside):
        return False  # in "42 (1.5 %) and 12 (0.4 %)" no share is paired with the next count
    some = _OF_THEM.match(scene.text, second.end) or _OUT_OF.search(scene.text, scene.start, first.start)
    if between.lstrip().startswith(",") and some:
        return False  # "302 adults with 1 to 3 earlier lines, 179 of them on A", "of 302 patients, 107 had one"
    if (
        _EARLIER.search(between)
        or _ITSELF.search(between)
        or are_told_apart(scene, first, second)
        or _NEW_CLAUSE.match(between)
        or (first.name == "time" and not second.name and _EVENTS_BEHIND.match(scene.text, second.end))
        or (BUT.search(between) and _ONLY_GRADED.match(scene.text, second.end))
    ):
        return False
    opened = scene.text.rfind("(", scene.start, first.start) > scene.text.rfind(")", scene.start, first.start)
    if between.startswith(")") and opened and scene.text[second.start - 1] != "(":
        return False  # "30 on A (36 events) and 33 on B": what stands in brackets belongs to the number before
    if len(between) < 60 and _PAIR.fullmatch(between):
        return True
    rest = between.rpartition(";")[2]  # of "; death from any cause " no word holds figures against each other
    held = CONTRAST.search(rest) if rest == between else CONTRAST.match(rest.lstrip())
    return len(between) < 40 and held is not None


_WITH_BOUNDS = re.compile(r"[0-9.]+[^()0-9]{0,12}\([^()]*[0-9]\s?(?:-|to|,)\s?(?:[0-9]|NR|not)", re.IGNORECASE)
_OTHER_GROUP = re.compile(r"[,;]\s(?:(?:and|but|while)\s)?(?:(?:in|for|among|with|of)\s(?:the\s)?)?\s{3,}(?:was\s)?$")
"""Between the figures of two groups, whose names are blanks here: "in X 24.6 % vs 15.2 %, in Y 37.5 % vs 16.7 %"."""
_EVENTS_BEHIND = re.compile(r"(?:\s[a-z][\w-]*){1,4}\s(?:events|deaths)\b", re.IGNORECASE)
"""Behind a number that is no time: "a follow-up of 20.7 months and 103 progression-free survival events"."""
_ROUGHLY = re.compile(
    r"%?[\s,(\u2013\u2014-]+(?:(?:or|that is|i\.e\.),?\s)?"
    r"(?:(?:just|slightly|a little|well|far)\s)?(?:more|less|fewer) than\s",
    re.IGNORECASE,
)
"""Between a figure and the same in words: "26.3 %, more than a quarter"."""
_OF_THEM = re.compile(r"\s(?:of (?:them|these|those|whom)|assigned|allocated|randomi[sz]ed)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(?:of|among|from)\s(?:the |all |these |those )*$", re.IGNORECASE)
_RISEN_FROM = re.compile(r",\s(?:up |down |starting )?from\s$", re.IGNORECASE)


def _bind_group(
    scene: Scene, group: Sequence[int], bindings: Sequence[ArmBinding], pairs: Sequence[tuple[Span, ...]]
) -> None:
    first, last = scene.values[group[0]], scene.values[group[-1]]
    near = min(
        (pair for pair in pairs if len(pair) == len(group)), key=lambda pair: _distance(pair, first, last), default=None
    )
    if near is not None and is_turned(near) and rises(scene, group):
        near = near[::-1]  # "compared with B, A raised it from 15.4 % to 33.5 %"
    names, source = ([mention.name for mention in near], "named") if near else names_of_group(scene, group)
    for place, name in zip(group, names, strict=False):
        bindings[place].arm, bindings[place].source = name, source


def _distance(pair: tuple[Span, ...], first: Span, last: Span) -> int:
    """How far a pair of arms is from a pair of numbers; one before goes first."""
    low, high = min(span.start for span in pair), max(span.end for span in pair)
    return first.start - high if high <= first.start else low - last.end + 5


def _bind_others(scene: Scene, bindings: Sequence[ArmBinding]) -> None:
    """ "35.7 months with A versus 19.2": of two arms, the one that is left."""
    for place in range(1, len(bindings)):
        first, second = bindings[place - 1], bindings[place]
        between = scene.text[scene.values[place - 1].end : scene.values[place].start]
        if _EARLIER.search(between):
            continue
        if first.arm and second.source != "named" and _RISEN_FROM.search(between):
            second.arm, second.source = first.arm, "near"  # "had risen to 84.2 % with A, from 77 % before"
            continue
        apart = are_told_apart(scene, scene.values[place - 1], scene.values[place])
        if first.arm and second.arm is None and (apart or _ITSELF.search(between) or _ROUGHLY.fullmatch(between)):
            second.arm, second.source = first.arm, "near"  # "its lower bound was 52.2 months while the median itself"
            continue
        graded = _ONLY_GRADED.match(scene.text, scene.values[place].end) and BUT.search(between)
        graded = graded or _BUT_GRADED.search(between)
        if first.arm and second.arm is None and graded:
            second.arm, second.source = first.arm, "near"
        elif second.partner == place + 1:
            continue  # "179 for A and 123 for B, whereas that set has 177 and 122": a pair of its own
        elif first.arm and second.arm is None and len(scene.order) == 2 and CONTRAST.search(between):
            second.arm, second.source = other_arm(first.arm, scene.order), first.source
            first.partner, second.partner = place, place - 1
        elif first.arm is None and second.arm and first.partner == place:
            first.arm, first.source = other_arm(second.arm, scene.order), second.source
