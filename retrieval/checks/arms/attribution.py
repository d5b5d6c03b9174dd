"""The arm of each number of a sentence, and the order in which a ratio compares two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.arms.arm_orders import are_led, first_told, order_listed, order_meant, order_told
from retrieval.checks.arms.arm_scenes import ArmBinding, Scene
from retrieval.checks.arms.events_beside import events_beside
from retrieval.checks.arms.sized_arms import bind_arms
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause, Context, is_grade
from retrieval.checks.sentences.points import is_change_of_arm
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.checks.terms.arm_pairs import Span, find_pairs, held_against, is_beside, is_turned, one_per_place
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.terms import Mention


def bind_slots_to_arms(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Give each arm-level slot its arm, each comparative one its direction, and leave the order told in ``context``."""
    spans = arm_spans(clause) or _other_of(clause, context.topic, clause.evidence.facts.pair)
    values = [slot for slot in slots if _has_arm(slot)]
    listed, spans = first_told(clause, values, spans)
    named = tuple(dict.fromkeys(span.name for span in spans))
    listed = listed or order_listed(values, named, context)
    order = listed or order_meant(clause, named, context, figures=len(values))
    told = bool(listed) or (bool(context.order) and order == context.order) or are_led(clause, values, spans, order)
    places = [Span(slot.expression.start, slot.expression.end, _kind(slot)) for slot in values]
    pairs = find_pairs(clause.text, places, spans)
    topic = None if spans else context.topic
    scene = Scene(_without_groups(clause), clause.sentence.start, places, spans, order, told, topic)
    bindings = bind_arms(scene, events_beside(clause.text, values, spans))
    _bind_column(clause, values, bindings)
    index = {id(slot): place for place, slot in enumerate(slots)}
    for slot, binding in zip(values, bindings, strict=True):
        slot.arm, slot.arm_source = binding.arm, binding.source
        slot.partner = index[id(values[binding.partner])] if binding.partner is not None else None
    _share_arms(values)
    for place, slot in enumerate(slots):
        if slot.arm is None and not spans and slot.partner is None and _is_of_everybody(clause, slot):
            slot.arm, slot.arm_source = "all", "near"
        if slot.statistics & cues.COMPARATIVE or {part.role for part in slot.expression.parts} == {Role.P}:
            slot.direction = (
                _against_named(clause, slot, spans)
                or _direction(clause, slot, pairs, start=_begin(slots, place))
                or _against_control(clause, slot, spans)
                or (_only_compared(clause, named) if spans else context.compared)
            )
    context.compared = _compared_pair(clause, pairs) or (None if spans else context.compared)
    context.order = order_told(clause, pairs, bindings, named) or context.order
    context.order_of_all = context.order if len(context.order) > len(("one", "other")) else context.order_of_all
    led = len(named) == 1 and not _is_second(values, spans)
    context.topic = named[0] if led else None if named else context.topic


def _share_arms(values: Sequence[Slot]) -> None:
    """Give a share in words the arm of the figure in brackets behind it: "fewer than a sixth (15.4 %) with B"."""
    for first, second in pairwise(values):
        number = first.expression.number(Role.ESTIMATE)
        if number is not None and number.form == "share" and second.before == " (" and second.arm_source == "named":
            first.arm, first.arm_source = second.arm, "named"


def _is_of_everybody(clause: Clause, slot: Slot) -> bool:
    """Whether everybody is named before a figure, or behind it with no pause between."""
    return any(
        _is_everybody(clause, mention) and not re.search("[:;]", clause.text[mention.end : slot.expression.start])
        for mention in clause.mentions.get("arm", ())
    )


def _is_everybody(clause: Clause, mention: Mention) -> bool:
    """Whether everybody is named, and not the whole of what was given or done: "after the end of all therapy"."""
    return mention.term.name == "all" and not _OF_THINGS.match(clause.text, mention.end)


_OF_THINGS = re.compile(
    r"(?<=all)\s(?:of )?(?:the |other |their |(?:[a-z]+ )??)(?:\w*therap(?:y|ies)|treatments?|drugs?|medications?"
    r"|doses?|cycles?|injections?|infusions?|vaccin\w+|visits?|times?|time ?points?|grades?|causes?|events?|reactions?"
    r"|cases?|outcomes?|endpoints?|measures?|scores?|sites?|lesions?|analyses|years|months|weeks|days)\b",
    re.IGNORECASE,
)


def _against_control(clause: Clause, slot: Slot, spans: Sequence[Span]) -> tuple[str, str] | None:
    """The arm right behind a ratio, and the one that it is compared with: "against C, 1.22 with A and 0.67 with B"."""
    held, end = clause.evidence.facts.comparisons, slot.expression.end
    if clause.evidence.facts.pair or not slot.statistics & cues.RATIOS:
        return None
    behind = next((span for span in spans if span.start >= end and is_beside(clause.text, end, span.start)), None)
    named = {span.name for span in spans if span.end <= slot.expression.start} | {clause.evidence.compared_with}
    others = [name for name in named if behind is not None and f"{behind.name} vs {name}" in held]
    return (behind.name, others[0]) if behind is not None and len(others) == 1 and others[0] is not None else None


def _against_named(clause: Clause, slot: Slot, spans: Sequence[Span]) -> tuple[str, str] | None:
    """The arm that alone is compared with the one told so behind a figure: "0.85 against B and 0.75 against C"."""
    behind = None if clause.evidence.facts.pair else held_against(clause.text, slot.expression.end, spans)
    if behind is None:
        return None
    pairs = (pair.split(" vs ") for pair in clause.evidence.facts.comparisons)
    held = {first for first, *second in pairs if second == [behind.name]}
    held = held if len(held) == 1 else held & {span.name for span in spans}
    return (held.pop(), behind.name) if len(held) == 1 else None


def _only_compared(clause: Clause, named: tuple[str, ...]) -> tuple[str, str] | None:
    """The two arms of more that a sentence names, as the table compares them: its ratios and p-values are of these."""
    if len(named) != len(("one", "other")) or clause.evidence.facts.pair:
        return None
    held = clause.evidence.facts.comparisons
    return next((pair for pair in (named, named[::-1]) if " vs ".join(pair) in held), None)  # type: ignore[return-value]


def _is_second(values: Sequence[Slot], spans: Sequence[Span]) -> bool:
    """Whether the one arm named stands behind a figure of another: "two in three had one; on B it was 57.0 %"."""
    first = values[0] if values else None
    return first is not None and first.expression.end <= spans[0].start and first.arm != spans[0].name


def _other_of(clause: Clause, topic: str | None, arms: Sequence[str]) -> list[Span]:
    """The other of two arms, where the sentence before names one: "In the other group it was 19.2 months"."""
    other = _OTHER_ONE.search(clause.text, clause.sentence.start, clause.sentence.end)
    if other is None or topic not in arms or len(arms) != len(("one", "other")):
        return []
    return [Span(other.start(), other.end(), arms[0] if topic == arms[1] else arms[1])]


_OTHER_ONE = re.compile(
    r"\bthe other (?:group|arm|half|side|one|treatment|regimen)\b"
    r"|(?<![^\s])without (?:it|that|the (?:drug|antibody|agent|device|addition))\b",
    re.IGNORECASE,
)


def _without_groups(clause: Clause) -> str:
    """The text up to the end of the sentence, with blanks for the groups: "of late-relapse patients on B" tells B."""
    text = clause.text[: clause.sentence.end]
    for mention in clause.mentions.get("subgroup", ()):
        text = f"{text[: mention.start]}{' ' * (mention.end - mention.start)}{text[mention.end :]}"
    return text


def _compared_pair(clause: Clause, pairs: list[tuple[Span, ...]]) -> tuple[str, str] | None:
    """The arms of "PFS was compared between A and B", whose ratio the next sentence tells."""
    for pair in pairs:
        lead = clause.text[clause.sentence.start : pair[0].start]
        if len(pair) == 2 and (_COMPARED_BETWEEN.search(lead) or _COMPARING.search(lead)):
            return pair[0].name, pair[1].name
    return None


def _bind_column(clause: Clause, values: list[Slot], bindings: list[ArmBinding]) -> None:
    """A table cell takes its arm from its row's or column's heading, another cell before it, or the table's heading."""
    sentence, begin = clause.sentence, clause.text.rfind("\n", 0, clause.sentence.start) + 1
    row = (begin, sentence.start) if sentence.kind == "cell" and begin < sentence.start else None
    over = (sentence.header, sentence.label, sentence.spanner, row, sentence.corner, sentence.caption)
    for heading in filter(None, over):
        arms = [span.name for span in _arms_of_heading(clause, heading)]
        if len(set(arms)) == 1:
            for binding in bindings:
                if binding.source != "named":
                    binding.arm, binding.source = arms[0], "named"
            return
        if len(set(arms)) > 1 and len(values) == len(arms):
            for binding, arm in zip(bindings, arms, strict=True):
                binding.arm, binding.source = arm, "named"
            return


def _arms_of_heading(clause: Clause, span: tuple[int, int]) -> list[Span]:
    """The arms that a heading names; the periods of one that share a name, "Placebo", are one."""
    found = heading_mentions(clause.text, *span, evidence=clause.evidence).get("arm", ())
    return one_per_place(Span(mention.start, mention.end, mention.term.name) for mention in found)


def _has_arm(slot: Slot) -> bool:
    if (
        (slot.statistics & cues.COMPARATIVE and not is_change_of_arm(slot))
        or is_grade(slot.expression)
        or (slot.time and not slot.time.startswith("="))
    ):
        return False
    if slot.unit in ("mg", "mg/kg", "mg/m2", "g/kg", "\u00b5g/kg", "countries", "centres"):
        return False  # a dose belongs to a drug, and a place to no arm
    roles = {part.role for part in slot.expression.parts}
    if roles & {Role.DATE} or roles in ({Role.P}, {Role.LEVEL}):
        return False
    number = slot.expression.number(Role.ESTIMATE)
    return number is None or number.form not in ("ratio", "factor")


def _kind(slot: Slot) -> str:
    if slot.unit == "percentage points":
        return "points"
    if slot.unit == "%":
        return "%"
    number = slot.expression.number(Role.ESTIMATE)
    return "time" if slot.unit in TIMES or (number is not None and number.form == "not reached") else ""


def _begin(slots: list[Slot], place: int) -> int:
    """Where the words before a number begin: behind the figure before it, time points left aside."""
    while place and is_time_point(slots[place - 1]):
        place -= 1
    return slots[place].expression.start - len(slots[place].before)


def _direction(clause: Clause, slot: Slot, pairs: list[tuple[Span, ...]], *, start: int) -> tuple[str, str] | None:
    """The order of a pair that stands right beside a ratio: "HR for A versus B 0.53", "0.53 for A versus B"."""
    text, end = clause.text, slot.expression.end
    for pair in (pair for pair in pairs if len(pair) == 2):
        between, lead = text[pair[0].end : pair[1].start], text[clause.sentence.start : pair[0].start]
        before = pair[1].end <= slot.expression.start
        if _FAVOURED.search(lead):
            continue  # "in favour of B over A" says who did better, whichever the ratio divides by
        to = _RATIO_OF.search(lead) and _TO.fullmatch(between)
        versus = to or _OVER.search(between) or _COMPARING.search(lead)
        if is_turned(pair) and pair[0].end <= slot.expression.start:
            return pair[0].name, pair[1].name
        if not versus:
            continue
        if before and _COMPARING.search(lead):
            rest = text[pair[1].end : slot.expression.start]
            if len(rest) < _FAR and cues.last_statistic(rest) and not _FIGURE.search(rest):
                return pair[0].name, pair[1].name
        if before and start <= pair[0].start:
            cue, rest = text[start : pair[0].start], text[pair[1].end : slot.expression.start]
            told = cues.last_statistic(rest) and len(rest) < _FAR and not _FIGURE.search(rest)
            if (cues.last_statistic(cue) and len(cue) < 120) or told:
                return pair[0].name, pair[1].name
        elif (slot.expression.start < pair[0].start < end + 120 and _is_bracketed(text, pair)) or (
            end <= pair[0].start < end + 120 and _is_after(clause, slot, pair[0].start)
        ):
            return pair[0].name, pair[1].name
    return _direction_of_column(clause)


def _is_after(clause: Clause, slot: Slot, start: int) -> bool:
    """Whether what is compared is told after the ratio: "0.53 was seen for PFS with A versus B"."""
    end = slot.expression.end
    between = clause.text[end:start]
    if _AFTER.fullmatch(between):
        return True
    others = any(end <= item.start < start for item in clause.expressions)
    return (
        not others
        and not cues.BREAK.search(between)
        and re.search(r"\b(?:for|with|in|of)\s(?:the )?$", between) is not None
    )


def _is_bracketed(text: str, pair: tuple[Span, ...]) -> bool:
    """Whether a pair of arms stands in brackets of its own: "(A vs B; ..."."""
    return text[pair[0].start - 1] == "(" and re.match(r"[);]", text[pair[1].end :]) is not None


_FIGURE = re.compile(r"(?<![\w.-])-?[0-9]")
"""A digit that is no part of a name: "PFS2", "COVID-19"."""
_FAVOURED = re.compile(r"\bfavou?r(?:s|ed|ing)?(?: of)?\s(?:the\s)?$", re.IGNORECASE)
_FAR = 100
"""Code points between "comparing A with B" and the ratio told of it."""
_COMPARING = re.compile(r"\bcompar(?:ing|isons? of)\s(?:the )?$", re.IGNORECASE)
_COMPARED_BETWEEN = re.compile(
    r"\b(?:compared|comparisons?)\b[^.;]{0,20}\b(?:between|of|for)\s(?:the )?$", re.IGNORECASE
)
_RATIO_OF = re.compile(r"\bratio (?:of|for)\s(?:the )?$", re.IGNORECASE)
_TO = re.compile(r"(?:\s(?:arm|group))? to (?:the )?")
"""Between the arms of "the hazard ratio of A to B"."""
_OVER = re.compile(r"\b(?:vs|v|versus|over|against|relative to|compared (?:with|to))\b|/", re.IGNORECASE)
_AFTER = re.compile(r"[)\]\s]*[,;]?\s*[(\[]?\s*(?:(?:for|with|in|favou?ring|of|the)\s+)*", re.IGNORECASE)


def _direction_of_column(clause: Clause) -> tuple[str, str] | None:
    for span in (clause.sentence.header, clause.sentence.label):
        arms = _arms_of_heading(clause, span) if span else []
        pairs = [
            pair for pair in find_pairs(clause.text, (), arms) if _OVER.search(clause.text, pair[0].end, pair[-1].start)
        ]
        if len(pairs) == 1 and len(pairs[0]) == 2:
            return pairs[0][0].name, pairs[0][1].name
    return None
