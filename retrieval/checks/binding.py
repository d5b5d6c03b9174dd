"""The slot of every number: what its clause, its sentence and the sentence before say that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from retrieval.checks import cues
from retrieval.checks.arms import Span, bind_arms, find_pairs
from retrieval.checks.evidence import Evidence
from retrieval.checks.layout import Sentence
from retrieval.checks.numbers import Number
from retrieval.checks.outcomes import bind_outcomes
from retrieval.checks.qualifiers import Qualifier, reach
from retrieval.checks.roles import Expression, Part, Role, read_expressions
from retrieval.checks.slots import Slot
from retrieval.checks.trials import TrialMention
from retrieval.terms import Mention

_TIMES = ("months", "weeks", "days", "years", "hours", "minutes")
_POINT_BEFORE = re.compile(
    r"\b(?:at|by|within|through|beyond|after)\s(?:the\s)?$|\b(?:at|by|after|on)\s(?:months?|weeks?|years?|days?|cycles?|visits?)\s$|\b(?:months?|weeks?|years?|days?|cycles?|visits?)\s$", re.IGNORECASE
)
_LANDMARK_AFTER = re.compile(
    r"\s?(?:(?:progression|overall|event|disease|invasive|relapse)[- ]?(?:free)?\s?survival|PFS|OS|EFS|DFS|survival|rates?|landmark|milestone|estimates?|mark)\b", re.IGNORECASE
)
_SCHEDULE = re.compile(r"\b(?:for|every|over|first|next|last|each|per|once|then|previous|past)\s(?:the\s)?(?:first\s)?$", re.IGNORECASE)
_QUANTITY = re.compile(r"[0-9.]+[ -]?(?:months?|mos?\.?|weeks?|years?)(?: of follow[- ]up)?", re.IGNORECASE)
_ASSESSOR = (
    ("independent", re.compile(r"\b(?:independent(?:ly)?(?:[- ](?:review|response|radiolog|assess|central)\w*)?|IRC|BICR|IRRC|blinded (?:independent )?central review)\b", re.IGNORECASE)),
    ("investigator", re.compile(r"\binvestigator(?:s'|'s)?[- ]assess\w*|\bby (?:the )?investigators?\b|\binvestigator assessment\b", re.IGNORECASE)),
)


@dataclass(slots=True)
class Context:
    """What the sentences before leave behind for a sentence that is silent."""

    outcomes: tuple[str, ...] = ()
    grades: frozenset[str] = frozenset()
    subgroups: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    topic: str | None = None
    statistics: frozenset[str] = frozenset()
    paragraph: int = -1


@dataclass(slots=True)
class Clause:
    """A sentence ready to be bound: its expressions, and the terms that it mentions, by kind."""

    text: str
    sentence: Sentence
    place: int
    expressions: tuple[Expression, ...]
    mentions: dict[str, list[Mention]]
    evidence: Evidence
    neutral: frozenset[str] = frozenset()
    trials: tuple[TrialMention, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_clause(
    text: str, sentence: Sentence, *, place: int, numbers: Sequence[Number], evidence: Evidence, trials: tuple[TrialMention, ...] = ()
) -> Clause:
    """Find the expressions and the terms of one sentence."""
    columns = "".join(text[slice(*span)] for span in (sentence.label, sentence.header) if span)
    expressions = read_expressions(text, numbers, start=sentence.start, shares="%" in columns or "n (%)" in text[sentence.start : sentence.end])
    mentions = find_mentions(text, sentence.start, sentence.end, evidence=evidence)
    spans = [(mention.start, mention.end) for found in mentions.values() for mention in found] + [(item.start, item.end) for item in trials]
    expressions = tuple(item for item in (_outside_names(expression, mentions) for expression in expressions) if item)
    return Clause(text, sentence, place, expressions, mentions, evidence, evidence.neutral_words, trials, spans)


def find_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """Return the terms of a span by kind, with offsets into ``text``."""
    found: dict[str, list[Mention]] = {}
    for mention in evidence.terms.find(text[start:end], trial=evidence.trial.id, typos=False):
        if mention.term.kind == "analysis" and _QUANTITY.fullmatch(mention.text.strip()):
            continue
        if not re.search(r"[^\W\d_]", mention.text) or _inside_number(text, mention.start + start, mention.end + start):
            continue  # digits alone name nothing: "14" is no translocation
        moved = Mention(mention.start + start, mention.end + start, mention.text, mention.term, mention.typo)
        found.setdefault(mention.term.kind, []).append(moved)
    _look_inside_groups(text, found, evidence)
    return found


def _look_inside_groups(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """ "Reached a response" names a group, and where no outcome is told it tells the outcome."""
    groups = [*found.get("grade", ()), *found.get("statistic", ()), *(found.get("subgroup", ()) if not found.get("outcome") else ())]
    for group in groups:
        if any(other.start < group.end and group.start < other.end for other in found.get("outcome", ())):
            continue
        if group.term.kind == "subgroup" and re.search(r"\b(?:patients|participants|those|people)\b", text[group.start : group.end]):
            continue
        for skip in re.finditer(r"\w+\W+", text[group.start : group.end]):
            start = group.start + skip.end()
            inner = evidence.terms.find(text[start : group.end], trial=evidence.trial.id, kinds={"outcome"}, typos=False)
            if inner:
                found.setdefault("outcome", []).extend(Mention(item.start + start, item.end + start, item.text, item.term, item.typo) for item in inner)
                break
    if groups and "outcome" in found:
        found["outcome"].sort(key=lambda mention: mention.start)


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether a term was found in the digits of a number: the "2" of "19.2"."""
    before = re.search(r"[0-9][.,]$", text[max(0, start - 2) : start]) and text[start].isdigit()
    after = re.match(r"[.,][0-9]", text[end : end + 2]) and text[end - 1].isdigit()
    return bool(before or after)


def bind(clause: Clause, context: Context) -> list[Slot]:
    """Return one slot for each expression of the clause, and leave its subject in ``context``."""
    text, evidence = clause.text, clause.evidence
    if context.paragraph != clause.sentence.paragraph and clause.sentence.kind == "prose":
        context.order, context.topic, context.subgroups = context.order, None, frozenset()
    slots = [Slot(expression, clause.place, trial=evidence.trial.id, unit=expression.unit) for expression in clause.expressions]
    _bind_words(clause, slots)
    _bind_statistics(clause, slots, context)
    _bind_arms(clause, slots, context)
    bind_outcomes(clause, slots, context)
    _bind_qualifiers(clause, slots, context)
    _share_units(slots)
    _leave(clause, slots, context)
    return slots


def arm_spans(clause: Clause) -> list[Span]:
    """The arms that the clause names, ``"all"`` left out."""
    spans = [Span(mention.start, mention.end, mention.term.name) for mention in clause.mentions.get("arm", ()) if mention.term.name != "all"]
    unique: dict[tuple[int, int], Span] = {}
    for span in spans:
        unique.setdefault((span.start, span.end), span)
    kept = list(unique.values())
    return [span for span in kept if not any(other is not span and other.start <= span.start and span.end <= other.end for other in kept)]


def _bind_words(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot the words before and after its numbers, up to the neighbouring expressions."""
    text, sentence = clause.text, clause.sentence
    told = [slot for slot in slots if not is_grade(slot.expression)]
    for place, slot in enumerate(told):
        left = told[place - 1].expression.end if place else sentence.start
        right = told[place + 1].expression.start if place + 1 < len(told) else sentence.end
        slot.before, slot.after = text[left : slot.expression.start], text[slot.expression.end : right]
        slot.time = _time_point(text, slot, sentence)
    times = [slot for slot in told if slot.time]
    for slot in told:
        if times and slot.time is None and slot.unit in ("%", None) and not (slot.expression.parts[0].role is Role.DATE):
            nearest = min(times, key=lambda other: abs(other.expression.start - slot.expression.start))
            slot.time = f"={nearest.time}"


def is_grade(expression: Expression) -> bool:
    """Whether the expression is the digit of a toxicity grade."""
    return expression.parts[0].role is Role.GRADE


def _time_point(text: str, slot: Slot, sentence: Sentence) -> str | None:
    """The time point that a number is, e.g. "24 months": a condition of other figures, no figure itself."""
    expression = slot.expression
    number = expression.number(Role.ESTIMATE)
    if number is None or len(expression.parts) > 1 or number.form not in ("digits", "cardinal"):
        return None
    before = text[max(sentence.start, number.start - 24) : number.start]
    near = text[max(sentence.start, number.start - 40) : min(sentence.end, number.unit_end + 30)]
    unit = number.unit if number.unit in _TIMES else None
    named = re.search(r"\b(month|week|year|day|cycle|visit)s?\s$", before, re.IGNORECASE)
    if unit is None and not (named and number.unit is None and number.decimals == 0):
        return None
    if cues.FOLLOW_UP.search(near) or re.search(r"\bmedian\b", before):
        return None
    hyphen = text[number.end : number.end + 1] == "-"
    if hyphen or named or _POINT_BEFORE.search(before) or (_LANDMARK_AFTER.match(text, number.unit_end) and not re.search(r"(?:of|was|is|were)\s$", before)):
        return f"{number.value} {unit or named[1].lower() + 's'}"  # type: ignore[index]  # one of the two is there
    return None


def _bind_statistics(clause: Clause, slots: list[Slot], context: Context) -> None:
    told = [slot for slot in slots if not is_grade(slot.expression)]
    heading = clause.text[slice(*clause.sentence.header)] if clause.sentence.header else ""
    label = clause.text[slice(*clause.sentence.label)] if clause.sentence.label else ""
    for place, slot in enumerate(told):
        after = re.match(r"[\s)(\]]{0,3}(?:hazard ratio|HR|odds ratio|OR)\b", slot.after)
        named = cues.last_statistic(slot.before) or (cues.last_statistic(after[0]) if after else None)
        if named is None and place and slot.expression.interval == "CI" and slot.unit is None and _in_ratio_list(slot.before):
            slot.statistics = told[place - 1].statistics & cues.RATIOS
        named = named or cues.last_statistic(label) or cues.last_statistic(heading)
        if named and _fits(named, slot):
            slot.statistics = frozenset({named})
        parts = {part.role for part in slot.expression.parts}
        if parts == {Role.P}:
            slot.statistics = frozenset({cues.P_VALUE})
        sides = cues.SIDES.search(slot.before[-60:] + clause.text[slot.expression.start : slot.expression.end] + slot.after[:30])
        if sides and Role.P in parts:
            slot.sides = "one-sided" if sides["side"].lower() in ("one", "1") else "two-sided"
        if slot.unit is None and place_unit(clause, slot):
            slot.unit = place_unit(clause, slot)
        slot.statistics = slot.statistics or _from_unit(slot)


_UNIT_OF_COLUMN = re.compile(r"(?:[,(\[]|\bin)\s*(?P<unit>%|percent|months?|weeks?|days?|years?)\s*[)\]]?", re.IGNORECASE)


def place_unit(clause: Clause, slot: Slot) -> str | None:
    """The unit that a table's row or column gives to its cells."""
    if {part.role for part in slot.expression.parts} & {Role.P, Role.DATE, Role.GRADE, Role.TOTAL}:
        return None
    for span in (clause.sentence.label, clause.sentence.header):
        match = _UNIT_OF_COLUMN.search(clause.text[slice(*span)]) if span else None
        if match:
            unit = match["unit"].lower()
            return "%" if unit in ("%", "percent") else unit.rstrip("s") + "s"
    return None


def _in_ratio_list(before: str) -> bool:
    return len(before) < 40 and re.search(r"\band\b|,", before) is not None


def _fits(statistic: str, slot: Slot) -> bool:
    if statistic in cues.RATIOS or statistic == "number needed to treat":
        return slot.unit is None and slot.expression.parts[0].role is not Role.DATE
    if statistic in (cues.MEDIAN, cues.MEAN):
        return slot.unit != "%" and Role.COUNT not in {part.role for part in slot.expression.parts}
    return True


def _from_unit(slot: Slot) -> frozenset[str]:
    if slot.unit == "%":
        return frozenset({cues.PERCENTAGE})
    if slot.unit == "points":
        return frozenset({cues.DIFFERENCE})
    return frozenset()


def _bind_arms(clause: Clause, slots: list[Slot], context: Context) -> None:
    spans = arm_spans(clause)
    values = [slot for slot in slots if _has_arm(slot)]
    all_arms = clause.evidence.facts.arms
    named = tuple(dict.fromkeys(span.name for span in spans))
    order = context.order if set(named) <= set(context.order) and context.order else (all_arms if len(all_arms) == 2 else ())
    told = bool(context.order) and order == context.order
    places = [Span(slot.expression.start, slot.expression.end, _kind(slot)) for slot in values]
    pairs = find_pairs(clause.text, places, spans)
    bindings = bind_arms(clause.text[: clause.sentence.end], places, spans, order=order, told=told, topic=None if spans else context.topic, start=clause.sentence.start)
    _bind_column(clause, values, bindings)
    index = {id(slot): place for place, slot in enumerate(slots)}
    for slot, binding in zip(values, bindings, strict=True):
        slot.arm, slot.arm_source = binding.arm, binding.source
        slot.partner = index[id(values[binding.partner])] if binding.partner is not None else None
    for slot in slots:
        if slot.arm is None and "all" in {mention.term.name for mention in clause.mentions.get("arm", ())} and not spans:
            slot.arm, slot.arm_source = "all", "near"
        if slot.statistics & cues.COMPARATIVE or {part.role for part in slot.expression.parts} == {Role.P}:
            slot.direction = _direction(clause, slot, pairs)
    told_pairs = [tuple(span.name for span in pair) for pair in pairs if len(pair) > 1]
    if told_pairs:
        context.order = told_pairs[-1]
    else:
        sequence = tuple(dict.fromkeys(binding.arm for binding in bindings if binding.arm and binding.source == "named"))
        context.order = sequence if len(sequence) > 1 else context.order
    context.topic = named[0] if len(named) == 1 else None if named else context.topic


def _bind_column(clause: Clause, values: list[Slot], bindings: list) -> None:  # type: ignore[type-arg]
    """A table cell takes its arm from its row's or column's heading."""
    for span in (clause.sentence.header, clause.sentence.label):
        if span is None:
            continue
        arms = [mention.term.name for mention in find_mentions(clause.text, *span, evidence=clause.evidence).get("arm", ())]
        if len(set(arms)) == 1:
            for binding in bindings:
                if binding.source in (None, "convention", "near"):
                    binding.arm, binding.source = arms[0], "named"
            return
        if len(set(arms)) > 1 and len(values) == len(arms):
            for binding, arm in zip(bindings, arms, strict=True):
                binding.arm, binding.source = arm, "named"
            return


def _has_arm(slot: Slot) -> bool:
    if slot.statistics & cues.COMPARATIVE or is_grade(slot.expression) or slot.time and not slot.time.startswith("="):
        return False
    if slot.unit in ("mg", "mg/kg", "mg/m2"):
        return False  # a dose belongs to a drug
    roles = {part.role for part in slot.expression.parts}
    if roles & {Role.DATE} or roles in ({Role.P}, {Role.LEVEL}):
        return False
    number = slot.expression.number(Role.ESTIMATE)
    return number is None or number.form not in ("ratio", "factor")


def _kind(slot: Slot) -> str:
    if slot.unit in ("%", "points"):
        return "%"
    number = slot.expression.number(Role.ESTIMATE)
    return "time" if slot.unit in _TIMES or (number is not None and number.form == "not reached") else ""


def _direction(clause: Clause, slot: Slot, pairs: list[tuple[Span, ...]]) -> tuple[str, str] | None:
    """The order of a pair that stands right beside a ratio: "HR for A versus B 0.53"."""
    start = slot.expression.start - len(slot.before)
    for pair in pairs:
        between = clause.text[pair[0].end : pair[-1].start]
        inside = start <= pair[0].start and pair[-1].end <= slot.expression.start
        if len(pair) == 2 and inside and re.search(r"\b(?:vs|versus|over|relative to|compared (?:with|to))\b|/", between, re.IGNORECASE):
            cue = clause.text[start : pair[0].start]
            rest = clause.text[pair[-1].end : slot.expression.start]
            if cues.last_statistic(cue) and len(clause.text[start : pair[0].start]) < 120 or (cues.last_statistic(rest) and len(rest) < 45 and not re.search(r"\d", rest)):
                return pair[0].name, pair[1].name
    return None


def _bind_qualifiers(clause: Clause, slots: list[Slot], context: Context) -> None:
    text, facts = clause.text, clause.evidence.facts
    others = [(slot.expression.start, slot.expression.end) for slot in slots if _counts(slot, facts.cutoffs)]
    found = {kind: [Qualifier(m.start, m.end, m.term.name) for m in clause.mentions.get(kind, ())] for kind in ("population", "subgroup")}
    analyses = _analyses(clause, slots)
    for kind, span in (("population", clause.sentence.label), ("subgroup", clause.sentence.label)):
        if span and not found[kind]:
            found[kind] = [Qualifier(m.start, m.end, m.term.name) for m in find_mentions(text, *span, evidence=clause.evidence).get(kind, ())]
    for slot in slots:
        place = (slot.expression.start, slot.expression.end)
        slot.population = frozenset(item.name for item in reach(text, place, others, found["population"]).strict)
        _bind_subgroup(slot, reach(text, place, others, _not_outcomes(found["subgroup"], slot, clause)), context)
        told = reach(text, place, others, analyses).strict
        slot.cutoffs = frozenset(cutoff for item in told for cutoff in item.cutoffs)
        slot.analyses = frozenset(item.name for item in told)
        slot.unknown_cutoff = next((date.fromisoformat(item.name) for item in told if not item.cutoffs and re.fullmatch(r"\d{4}-\d\d-\d\d", item.name)), None)
        sentence = text[clause.sentence.start : clause.sentence.end]
        slot.assessor = next((name for name, pattern in _ASSESSOR if pattern.search(sentence)), None)


def _bind_subgroup(slot: Slot, found: object, context: Context) -> None:
    slot.subgroups = frozenset(item.name for item in found.strict)  # type: ignore[attr-defined]
    slot.context_subgroups = frozenset(item.name for item in found.lenient) | context.subgroups  # type: ignore[attr-defined]


def _not_outcomes(subgroups: list[Qualifier], slot: Slot, clause: Clause) -> list[Qualifier]:
    """Leave out what is read as the number's own outcome: "renal impairment" is one at baseline."""
    taken = [(m.start, m.end) for m in clause.mentions.get("outcome", ()) if m.term.name in slot.outcomes[:1]]
    kept = [item for item in subgroups if not any(low < item.end and item.start < high for low, high in taken)]
    return kept


def _counts(slot: Slot, cutoffs: tuple[date, ...]) -> bool:
    roles = {part.role for part in slot.expression.parts}
    return not roles & {Role.DATE, Role.GRADE} and not (slot.time and not slot.time.startswith("="))


def _analyses(clause: Clause, slots: list[Slot]) -> list[Qualifier]:
    """Analyses and cut-offs that the clause names, by words or by a date."""
    known = clause.evidence.facts.cutoffs
    found: list[Qualifier] = []
    for mention in clause.mentions.get("analysis", ()):
        if not mention.term.cutoff and mention.term.name not in clause.evidence.facts.analyses:
            continue  # a general word for analyses that the trial does not report by
        if not re.search(r"[0-9]{4}", mention.text):
            cutoffs = frozenset({mention.term.cutoff}) if mention.term.cutoff else frozenset()
            found.append(Qualifier(mention.start, mention.end, mention.term.name, cutoffs))
    for slot in slots:
        number = slot.expression.number(Role.DATE)
        if number is None:
            continue
        days = frozenset(day for day in number.days if day in known) or _in_month(number, known)
        near = clause.text[max(clause.sentence.start, number.start - 50) : number.end + 30]
        if days:
            found.append(Qualifier(number.start, number.end, str(min(days)), days))
        elif number.days and cues.CUT_OFF.search(near):
            found.append(Qualifier(number.start, number.end, number.days[0].isoformat()))
    found.extend(_follow_ups(clause, slots))
    return sorted(found, key=lambda item: item.start)


def _in_month(number: Number, known: tuple[date, ...]) -> frozenset[date]:
    from retrieval.checks.dates import read_month

    month = read_month(number.text) if number.form == "month" else None
    return frozenset(day for day in known if month == (day.year, day.month))


def _follow_ups(clause: Clause, slots: list[Slot]) -> list[Qualifier]:
    """A median follow-up that the trial reports names its analysis."""
    found: list[Qualifier] = []
    for slot in slots:
        number = slot.expression.number(Role.ESTIMATE)
        if number is None or number.unit not in _TIMES or number.decimals is None:
            continue
        near = clause.text[max(clause.sentence.start, number.start - 40) : min(clause.sentence.end, number.unit_end + 30)]
        if not cues.FOLLOW_UP.search(near):
            continue
        cutoffs = frozenset(cutoff for printed, cutoff in clause.evidence.facts.follow_ups if _same_time(printed, number))
        if cutoffs:
            found.append(Qualifier(number.start, number.end, number.text, cutoffs))
    return found


def _same_time(printed: str, number: Number) -> bool:
    from decimal import Decimal, InvalidOperation

    from retrieval.checks.agreement import agrees

    value, _, unit = printed.partition(" ")
    try:
        return unit.startswith((number.unit or "")[:4]) and agrees(number, Decimal(value))
    except InvalidOperation:
        return False


def _share_units(slots: list[Slot]) -> None:
    """In "35.7 versus 19.2 months" the first number has the unit of the second."""
    for slot in slots:
        partner = slots[slot.partner] if slot.partner is not None else None
        if partner is None:
            continue
        if slot.unit is None and partner.unit is not None and {part.role for part in slot.expression.parts} - {Role.COUNT, Role.TOTAL}:
            slot.unit = partner.unit
        if not slot.statistics:
            slot.statistics = partner.statistics or _from_unit(slot)


def _outside_names(expression: Expression, mentions: dict[str, list[Mention]]) -> Expression | None:
    """Drop the digits that are part of a term's own name ("aged 65-74 years"), but keep grades and dates."""
    names = [
        (mention.start, mention.end)
        for kind in ("outcome", "subgroup", "arm", "drug", "trial", "population", "topic")
        for mention in mentions.get(kind, ())
        if mention.end - mention.start > 4
    ]
    parts = tuple(
        part for part in expression.parts
        if part.role in (Role.DATE, Role.GRADE) or not any(low <= part.number.start and part.number.end <= high for low, high in names)
    )  # fmt: skip
    if len(parts) == len(expression.parts):
        return expression
    if not parts:
        return None
    return Expression(parts, parts[0].number.start, max(part.number.unit_end for part in parts), expression.unit, expression.interval)


def _leave(clause: Clause, slots: list[Slot], context: Context) -> None:
    context.paragraph = clause.sentence.paragraph
    own = [mention.term.name for mention in clause.mentions.get("subgroup", ())]
    if own:
        context.subgroups = context.subgroups | frozenset(own)
    told = [slot for slot in slots if slot.outcomes]
    if told:
        context.outcomes = told[-1].outcomes
        context.grades = told[-1].grades
    elif clause.mentions.get("outcome"):
        context.outcomes = (clause.mentions["outcome"][-1].term.name,)
        context.grades = frozenset(mention.term.name for mention in clause.mentions.get("grade", ()))


def parts_of(slot: Slot) -> tuple[Part, ...]:
    """The numbers of the slot's expression."""
    return slot.expression.parts
