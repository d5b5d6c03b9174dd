"""Which arm each number belongs to: beside it, in a "versus" or "respectively" pair, or by the order told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.arms.arm_scenes import ArmBinding, Scene, arm_before, goes_second, other_arm
from retrieval.checks.arms.bracketed import bind_bracketed, bind_closing, bind_compared
from retrieval.checks.arms.single_figures import bind_single, is_whole_of
from retrieval.checks.arms.told_apart import BUT, UNIT, are_told_apart
from retrieval.checks.figures.cues import CONTRAST, RESPECTIVELY
from retrieval.checks.figures.intervals import CHANGED
from retrieval.checks.sentences.slots import ArmSource
from retrieval.checks.terms.arm_pairs import TO_ARM, Span, find_pairs, is_beside, is_turned

_CLOSED_BEHIND = re.compile(r"\s?%?\)")  # "more often (33.5 % v 15.4 %) with A"
_TWO_BEHIND = re.compile(r"(?: arm| group| patients)?(?:,? in|:| \(|,|)\s?[0-9.]+\s?%?(?:,? and |\s?/\s?)[0-9.]+\s?%")
_LEFT_BRACKETS = re.compile(r"\s?%?\)[,;]\s")
_PAIR = re.compile(
    r"[)\]%]*[\s,;]*(?:vs?\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|and|to|or|/|,|&|than"
    r"|against|from|\+|plus|minus|respectively)[\s,]*"
    r"(?:(?:a|an|the|only|just|median|of|in|about|approximately|to|was|were|at|for|and)\s+)*[(\[]?\s*",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s+(?:a median of\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\b", re.IGNORECASE)
_OVER_TIME = re.compile(
    r"\b(?:follow-up|cut-?off|baseline|weeks?|months?|days?|later|earlier|longer|by then|over time|between)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:up|down|ris\w+|rose|fell|fall\w+) from\s$|^,\sfrom\s$")
"""Before the figures of an earlier analysis: they are no other arm's."""
_ITSELF = re.compile(r"\bitself\b|\bits (?:own )?(?!counterpart|comparator|control)[a-z]", re.IGNORECASE)
_THAT_OF = re.compile(
    r"\b(?:(?:that|those|what)(?: was| were)?(?: seen| observed| found)? (?:of|in|with|on|under|for)"
    r"|than|(?:than|as) (?:in|with|on|under|for))\s(?:the )?$",
    re.IGNORECASE,
)
"""Before the arm that another one is held against: "double that of B (33.5 % vs 15.4 %)"."""
_NEW_CLAUSE = re.compile(r"\s?,\s(?!and\b|or\b|versus\b|vs\b)(?:[a-z]+\s)*(?:was|were)\s", re.IGNORECASE)
"""Between a figure and one of another clause: "after 44 months, the median was 35.7"."""
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
        if len(group) > 1 and len(told) == len(group):
            for place, arm in zip(group, told, strict=True):
                bindings[place].arm, bindings[place].source = arm, "sequence"


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
    return bool((len(between) < 60 and _PAIR.fullmatch(between)) or (len(between) < 40 and CONTRAST.search(between)))


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
_NEXT_PART = re.compile(r"[,;]\s(?:and|but|while)\s", re.IGNORECASE)
_LED_BY = re.compile(r"(?: arm| group| patients)?[,:(]?\s(?:it was |at |for |of )?", re.IGNORECASE)
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
    if near is not None and is_turned(near) and _rises(scene, group):
        near = near[::-1]  # "compared with B, A raised it from 15.4 % to 33.5 %"
    names, source = ([mention.name for mention in near], "named") if near else _names_of_group(scene, group)
    for place, name in zip(group, names, strict=False):
        bindings[place].arm, bindings[place].source = name, source


def _rises(scene: Scene, group: Sequence[int]) -> bool:
    """Whether two numbers are told as a change: "from 15.4 % to 33.5 %", "doubled (15.4 % to 33.5 %)"."""
    first, second = scene.values[group[0]], scene.values[group[1]]
    led = _FROM_TO.search(scene.text, max(0, first.start - 20), first.start)
    led = led or CHANGED.search(scene.text, scene.start, first.start)
    return led is not None and _TO.search(scene.text, first.end, second.start) is not None


def _distance(pair: tuple[Span, ...], first: Span, last: Span) -> int:
    """How far a pair of arms is from a pair of numbers; one before goes first."""
    low, high = min(span.start for span in pair), max(span.end for span in pair)
    return first.start - high if high <= first.start else low - last.end + 5


def _names_of_group(scene: Scene, group: Sequence[int]) -> tuple[Sequence[str], ArmSource]:
    """The arms of numbers told side by side, where the arms are not told so beside them."""
    text, order = scene.text, scene.order
    first, last = scene.values[group[0]], scene.values[group[-1]]
    preceding = [mention for mention in scene.mentions if scene.start <= mention.start and mention.end <= first.start]
    earlier = [value for value in scene.values if value.end <= first.start]
    own = [item for item in preceding if earlier and is_beside(text, earlier[-1].end, item.start)]
    if own and "," in text[own[-1].end : first.start]:
        preceding = [it for it in preceding if it.start > own[-1].start]  # "31 versus 9 on A, the other in 25 versus 6"
    following = [item for item in scene.mentions if item.start >= last.end and is_beside(text, last.end, item.start)]
    apart = preceding and text[first.start - 1] == "(" and _LEFT_BRACKETS.match(text, last.end)
    following = [] if apart else following  # "more often with A (35 % vs 25 %), the other with B (58 % vs 50 %)"
    second, rises = scene.values[group[1]].start, _rises(scene, group)
    if rises and following and len(_EACH_FROM.findall(text, scene.start)) > 1:
        return [following[0].name] * len(group), "named"  # "from 16.8 to 9.1 on A and from 16.5 to 13.2 on B"
    if (rises and _is_own_subject(preceding, earlier)) or _tells_two_of_each(scene, preceding, len(group)):
        return [preceding[-1].name] * len(group), "named"  # "on A from 29.6 % to 33.5 %; on B from 13.0 % to 15.4 %"
    if rises and following and not preceding and _is_over_time(scene, first, last):
        return [following[0].name] * len(group), "named"  # "with longer follow-up it rose from 36.2 % to 39.5 % with A"
    summed = _SUMMED.fullmatch(text, first.end, second)
    contrast = rises or bool(CONTRAST.search(text, first.end, second) or summed)
    since = [it for it in preceding if _is_own_subject([it], earlier) and it not in own] or preceding[-2:]
    one = len({mention.name for mention in since}) == 1
    if len(group) == 2 and len(order) == 2 and contrast:
        if following and (before := arm_before(following[0].name, since, order)):
            names = [before, following[0].name]
            enclosed = text[first.start - 1] == "(" and _CLOSED_BEHIND.match(text, last.end)
            return (names[::-1] if enclosed and not rises else names), "named"
        if one and other_arm(preceding[-1].name, order):
            names = [preceding[-1].name, other_arm(preceding[-1].name, order) or ""]
            against = _THAT_OF.search(text, scene.start, preceding[-1].start)
            apart = earlier and not own and _NEXT_PART.search(text, earlier[-1].end, first.start)
            loose = names[0] == order[1] and apart  # "OS with B was 50.6 months, and the other 43.99 against 25.0"
            return (order if loose else names[::-1] if rises or against else names), "convention" if loose else "named"
        return (order[::-1], "sequence") if rises else (order, "sequence" if scene.told else "convention")
    two = len(group) == 2 == len(order) and (first.name == last.name or {first.name, last.name} == {"", "time"})
    if two and one and _FAVOURS.search(text, scene.start, preceding[-1].start):
        return [preceding[-1].name, other_arm(preceding[-1].name, order) or ""], "named"
    led = preceding and (_VERB.fullmatch(text, preceding[-1].end, first.start) or goes_second(scene, group, preceding))
    if _is_own_subject(preceding, earlier) and not contrast and led:
        return [preceding[-1].name] * len(group), "named"  # "20 and 26 with A; those with B were 10 and 12"
    if len(group) == 2 and following and not contrast and {item.name for item in following} == {following[0].name}:
        each = len(preceding) == 1 and _LED_BY.fullmatch(text, preceding[0].end, first.start)  # "with A, 94, and"
        return [preceding[0].name if each else following[0].name, following[0].name], "named"  # "50 and 35 % of A; 58"
    alone = len({mention.name for mention in preceding}) == 1 and ";" not in text[preceding[-1].end : first.start]
    paired = any(CONTRAST.search(text, one.end, two.start) for one, two in pairwise(earlier))
    listed = RESPECTIVELY.search(text, last.end) and not _goes_on_with_other(scene, last, preceding)
    if alone and not contrast and not paired and (len(group) > 2 or not listed):
        return [preceding[0].name] * len(group), "named"
    if len(order) == len(group) and (scene.told or contrast or _OF_BOTH.search(text, scene.start, first.start)):
        return order, "sequence" if scene.told else "convention"
    return (), "convention"


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
