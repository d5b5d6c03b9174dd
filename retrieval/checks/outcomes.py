"""Which outcome each number tells, and of which grade: before it, after it, in a list, or carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from retrieval.checks import cues
from retrieval.checks.restrictions import is_neutral, unknown_group, unknown_words
from retrieval.checks.roles import Role
from retrieval.checks.slots import Slot
from retrieval.terms import Mention

if TYPE_CHECKING:
    from retrieval.checks.binding import Clause, Context

_CLOSED = re.compile(r"\b(?:and|versus|vs|compared|than|while|whereas|but)\b|;", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r"[,;:(]|\band\b|\bwhile\b|\bwhereas\b|\bbut\b|\bwith\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:patients|participants|those|subjects) (?:with|who (?:had|achieved|reached))\s(?:an? )?$", re.IGNORECASE)
_BACKGROUND = ("design", "disposition")


def bind_outcomes(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Bind outcome and grade of every slot; words that no term accounts for go to ``Slot.unknown``."""
    mentions = _outcome_mentions(clause)
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    listed = _listed(clause, told, mentions)
    used = 0
    for place, slot in enumerate(told):
        left = max(told[place - 1].expression.end if place else clause.sentence.start, used)
        right = told[place + 1].expression.start if place + 1 < len(told) else clause.sentence.end
        before = [mention for mention in mentions if left <= mention.start and mention.end <= slot.expression.start]
        after = [mention for mention in mentions if slot.expression.end <= mention.start < right]
        unit = [mention for mention in mentions if slot.expression.parts[-1].number.end <= mention.start < slot.expression.end]
        beside = [mention for mention in after if not _CLOSED.search(clause.text, slot.expression.end, mention.start)]
        previous = told[place - 1] if place else None
        contrast = previous is not None and bool(cues.CONTRAST.search(slot.before)) and not before
        if id(slot) in listed:
            _take(clause, slot, [listed[id(slot)]], zone=left)
        elif unit and fits(clause, slot, unit[0].term.name):
            _take(clause, slot, unit, zone=left)
        elif before:
            _take(clause, slot, _best_first(clause, slot, before), zone=left)
        elif clause.sentence.label and _from_label(clause, slot):
            pass
        elif contrast and previous is not None:
            _carry(slot, previous)
            _own_grade(clause, slot, left, right)
        elif beside and not (previous is not None and previous.outcomes and slot.statistics & cues.COMPARATIVE):
            _take(clause, slot, _best_first(clause, slot, beside), zone=left)
            used = beside[0].end
        else:
            _silent(clause, slot, previous, after, context, left=left, right=right)
        _restrict(clause, slot, left, right)
        _compound(clause, slot)
        _dose(clause, slot)


def _outcome_mentions(clause: Clause) -> list[Mention]:
    """The outcomes named in the clause, without those that are part of an analysis's or a group's name."""
    longer = [mention for kind in ("analysis", "trial") for mention in clause.mentions.get(kind, ())]
    groups = clause.mentions.get("subgroup", ())
    named = [mention for mention in clause.mentions.get("outcome", ()) if not _tells_dates(clause, mention)]
    clinical = any(mention.term.category not in (*_BACKGROUND, "baseline") for mention in named)
    found: list[Mention] = []
    for mention in named:
        if clinical and mention.term.category == "baseline" and any(group.start < mention.end and mention.start < group.end for group in groups):
            continue
        inside = any(other.start <= mention.start and mention.end <= other.end and other.text != mention.text for other in longer)
        member = _WHERE.search(clause.text, max(0, mention.start - 32), mention.start)
        if not inside and not (member and clause.mentions.get("subgroup")):
            found.append(mention)
    return found


def _tells_dates(clause: Clause, mention: Mention) -> bool:
    """Whether the table has nothing but dates, identifiers and texts of an outcome: "data cut-off"."""
    kinds = clause.evidence.kinds(mention.term.name)
    return bool(kinds) and all(statistic in ("date", "identifier", "text") for statistic, _ in kinds)


_DOSES = ("mg", "mg/kg", "mg/m2", "g")


def _dose(clause: Clause, slot: Slot) -> None:
    """ "Given at 10 mg/kg": the dose of the drug that the sentence names."""
    if slot.unit not in _DOSES or (slot.outcomes and fits(clause, slot, slot.outcomes[0])):
        return
    drugs = [mention for mention in clause.mentions.get("drug", ()) if mention.start < slot.expression.end]
    for drug in reversed(drugs):
        found = clause.evidence.terms.find(f"{drug.term.name} dose", trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
        if found:
            slot.outcomes, slot.unknown, slot.carried = (found[0].term.name,), None, False
            return


_COMPOUNDS = (
    (re.compile(r"\b(?:fatal|lethal|died|deaths?)\b", re.IGNORECASE), re.compile(r"fatal|death", re.IGNORECASE)),
    (re.compile(r"\b(?:discontinu\w*|stopp\w*|withdr\w*)\b", re.IGNORECASE), re.compile(r"discontinu|withdraw", re.IGNORECASE)),
    (re.compile(r"\b(?:interrupt\w*|delay\w*)\b", re.IGNORECASE), re.compile(r"interrupt|delay", re.IGNORECASE)),
    (re.compile(r"\bdose reduc\w*\b", re.IGNORECASE), re.compile(r"reduc", re.IGNORECASE)),
)
_CAUSE = re.compile(r"\b(?:due to|because of|owing to|caused by|from|of|for|after)\s(?:an? |any |the )?(?:serious |grade [0-9] (?:or \w+ )?)?$", re.IGNORECASE)
_EFFECT = re.compile(r"[)\s]*(?:that |which )?(?:leading to|led to|lead to|leads to|resulting in|resulted in|causing|caused|requiring|with (?:a )?)[\s\w]{0,20}", re.IGNORECASE)


def _compound(clause: Clause, slot: Slot) -> None:
    """ "Died of an adverse event", "discontinuation due to one": another outcome than the event itself.

    The table's own outcome with those words is taken; where it has none, the number cannot be checked.
    """
    if slot.unit not in ("%", "patients", "events", "deaths", None) or slot.carried or slot.statistics & cues.RATIOS:
        return
    low, high = clause.sentence.start, clause.sentence.end
    leads = bool(slot.outcomes) and fits(clause, slot, slot.outcomes[0])
    for mention in clause.mentions.get("outcome", ()):
        if (leads and mention.start != slot.told_at) or mention.term.name not in slot.outcomes or mention.term.category != "safety":
            continue
        before, after = clause.text[max(low, mention.start - 50) : mention.start], clause.text[mention.end : min(high, mention.end + 50)]
        for said, stem in _COMPOUNDS:
            if stem.search(mention.term.name):
                continue
            caused = _CAUSE.search(before) and said.search(before)
            effect = _EFFECT.match(after)
            if caused or (effect and said.search(after[: effect.end() + 16])) or re.search(r"\bfatal\s$", before) and said.search("fatal"):
                _take_compound(clause, slot, mention, stem)
                return


def _take_compound(clause: Clause, slot: Slot, mention: Mention, stem: re.Pattern[str]) -> None:
    base = mention.term.name.casefold()
    titles = clause.evidence.table.outcomes(clause.evidence.trial.id)
    named = [title for title in titles if stem.search(title) and base in title.casefold()]
    if len(named) == 1:
        slot.outcomes, slot.grades = (named[0],), frozenset()
    else:
        slot.unknown = f"{stem.pattern.split('|')[0]} ... {mention.text}"


def _listed(clause: Clause, told: Sequence[Slot], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Outcomes told as a list before as many numbers, or pairs of numbers: "A and B were 44 % and 33 %"."""
    distinct = list({mention.term.name: mention for mention in mentions}.values())
    if len(distinct) < 2 or not told:
        return {}
    first = told[0].expression.start
    before = [mention for mention in distinct if mention.end <= first]
    figures = [slot for slot in told if not (slot.time and not slot.time.startswith("=")) and slot.expression.parts[0].role is not Role.DATE]
    if len(before) != len(distinct) or len(before) < 2 or not all(_joined(clause.text, one.end, two.start) for one, two in zip(before, before[1:], strict=False)):
        return {}
    groups: list[list[Slot]] = []
    index = {id(slot): place for place, slot in enumerate(told)}
    for slot in figures:
        if groups and slot.partner is not None and cues.CONTRAST.search(slot.before) and index[id(groups[-1][-1])] == index[id(slot)] - 1:
            groups[-1].append(slot)
        else:
            groups.append([slot])
    if len(groups) != len(before):
        return {}
    return {id(slot): mention for group, mention in zip(groups, before, strict=True) for slot in group}


def _joined(text: str, start: int, end: int) -> bool:
    return end - start < 30 and re.fullmatch(r"(?:\s*\([^()]{0,20}\))?\s*(?:,|and|, and|or|/|&)\s*(?:the |of |in )*", text[start:end]) is not None


def _best_first(clause: Clause, slot: Slot, mentions: Sequence[Mention]) -> list[Mention]:
    """Order the outcomes by nearness; those that have such a figure in the table go before those that have none."""
    nearest = sorted(mentions, key=lambda mention: min(abs(slot.expression.start - mention.end), abs(mention.start - slot.expression.end)))
    fitting = [mention for mention in nearest if fits(clause, slot, mention.term.name)]
    clinical = [mention for mention in nearest if mention.term.category not in _BACKGROUND and not _is_grouped(clause, mention)]
    lead = fitting[:1] if fitting and (fitting[0] is nearest[0] or nearest[0].term.category in (*_BACKGROUND, "baseline") or _is_aside(clause, nearest[0], slot)) else clinical[:1] or nearest[:1]
    return lead + [mention for mention in nearest if mention not in lead]


def _is_aside(clause: Clause, mention: Mention, slot: Slot) -> bool:
    """Whether an outcome stands in brackets of its own, or only says whom the number is about."""
    opened = clause.text.rfind("(", slot.expression.start - len(slot.before), mention.start)
    return _is_grouped(clause, mention) or (opened >= 0 and ")" in clause.text[mention.end : slot.expression.start]) or bool(
        re.search(r"\b(?:with|of|without) (?:an? |the )?$", clause.text[max(0, mention.start - 12) : mention.start])
    )


def _is_grouped(clause: Clause, mention: Mention) -> bool:
    """Whether the same words name a group of patients."""
    return any(group.start < mention.end and mention.start < group.end for group in clause.mentions.get("subgroup", ()))


def fits(clause: Clause, slot: Slot, outcome: str) -> bool:
    """Whether the table has results of the outcome with the statistic and the unit of the number."""
    for statistic, unit in clause.evidence.kinds(outcome):
        if slot.statistics and statistic not in slot.statistics:
            continue
        if slot.unit in (None, unit) or (unit == "patients" and slot.unit == "patients"):
            return True
        if statistic == cues.PERCENTAGE and slot.unit in ("patients", "events", "deaths"):
            return True
    return False


def _take(clause: Clause, slot: Slot, mentions: Sequence[Mention], *, zone: int) -> None:
    slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in mentions))
    slot.told_at = mentions[0].start
    nearest = min((mention.start for mention in mentions if mention.term.name == slot.outcomes[0]), default=zone)
    end = max(mention.end for mention in mentions)
    slot.unknown = _unknown_modifier(clause, mentions[0])
    grades = [
        mention for mention in clause.mentions.get("grade", ())
        if min(zone, nearest - 40) <= mention.start and mention.end <= max(slot.expression.start, end + 40) and _same_zone(clause, mention, nearest, slot)
    ]  # fmt: skip
    slot.grades = frozenset(mention.term.name for mention in grades[-1:])
    if not slot.grades:
        _own_grade(clause, slot, slot.expression.start, slot.expression.end + len(slot.after))


def _same_zone(clause: Clause, grade: Mention, outcome: int, slot: Slot) -> bool:
    """Whether no other figure stands between a grade and the outcome that it would qualify."""
    low, high = sorted((grade.start, outcome))
    figures = [item for item in clause.expressions if item.parts[0].role is not Role.GRADE and item is not slot.expression]
    return not any(low <= item.start < high for item in figures)


def _own_grade(clause: Clause, slot: Slot, left: int, right: int) -> None:
    """A grade beside the number itself: "2.8 % (grade 3 or higher)"."""
    for mention in clause.mentions.get("grade", ()):
        gap = clause.text[slot.expression.end : mention.start]
        after = slot.expression.end <= mention.start < right and not _CLOSED.search(gap) and "," not in gap.lstrip(",)")
        before = left <= mention.start and mention.end <= slot.expression.start
        if after or before:
            slot.grades = frozenset({mention.term.name})


def _unknown_modifier(clause: Clause, mention: Mention) -> str | None:
    """A word right before an adverse event that no term accounts for names another event: "febrile" neutropenia."""
    if mention.term.category != "safety":
        return None
    match = re.search(r"([A-Za-z]{5,}) $", clause.text[max(clause.sentence.start, mention.start - 24) : mention.start])
    if match is None or is_neutral(match[1].casefold()) or match[1].casefold().endswith(("ed", "ing", "er", "est")):
        return None
    start = mention.start - len(match[0])
    known = any(low <= start < high for low, high in clause.spans)
    from retrieval.terms import normal_form

    return None if known or normal_form(match[1]) in clause.neutral else f"{match[1]} {mention.text}"


def _carry(slot: Slot, previous: Slot) -> None:
    slot.outcomes, slot.carried, slot.grades, slot.unknown = previous.outcomes, previous.carried, previous.grades, previous.unknown
    slot.told_at = previous.told_at


def _from_label(clause: Clause, slot: Slot) -> bool:
    """A table cell takes its outcome from its row's or column's heading."""
    from retrieval.checks.binding import find_mentions

    for span in (clause.sentence.label, clause.sentence.header):
        if span is None:
            continue
        found = find_mentions(clause.text, *span, evidence=clause.evidence)
        outcomes = found.get("outcome", [])
        if outcomes:
            slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in reversed(outcomes)))
            slot.grades = frozenset(mention.term.name for mention in found.get("grade", ())[-1:])
            return True
    label = clause.sentence.label
    words = unknown_words(clause.text, *label, spans=clause.spans, neutral=clause.neutral) if label else ()
    if words:
        slot.unknown = " ".join(words)
        return True
    return False


def _silent(clause: Clause, slot: Slot, previous: Slot | None, after: Sequence[Mention], context: Context, *, left: int, right: int) -> None:
    """The clause names no outcome beside the number: it goes on with the one before, unless it names something unknown."""
    words = _subject(clause, slot, left, right)
    if words:
        slot.unknown = " ".join(words)
        if previous is None or not previous.outcomes:
            return
        slot.outcomes, slot.carried = (), True
        return
    if previous is not None and (previous.outcomes or previous.unknown) and _goes_on(clause, slot, previous.outcomes):
        _carry(slot, previous)
    elif only := _only(clause, slot):
        _take(clause, slot, only[:1], zone=only[0].start)
        return
    elif after and slot.statistics & (cues.COMPARATIVE | {cues.PERCENTAGE, cues.MEDIAN}):
        slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in after))
    elif context.outcomes and _goes_on(clause, slot, context.outcomes):
        slot.outcomes, slot.grades, slot.carried = context.outcomes, context.grades, True
    elif after:
        slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in after))
    _own_grade(clause, slot, left, right)


def _subject(clause: Clause, slot: Slot, left: int, right: int) -> tuple[str, ...]:
    """Words of the clause's own subject that neither a term nor common usage accounts for."""
    breaks = [match.end() for match in _NEW_SUBJECT.finditer(clause.text, left, slot.expression.start)]
    start = left
    for position in breaks:
        if re.search(r"[A-Za-z]{4,}", clause.text[position : slot.expression.start]):
            start = position
    before = unknown_words(clause.text, start, slot.expression.start, spans=clause.spans, neutral=clause.neutral)
    if before:
        return before
    stop = _CLOSED.search(clause.text, slot.expression.end, right)
    return _had(clause, slot, stop.start() if stop else right)


def _goes_on(clause: Clause, slot: Slot, outcomes: Sequence[str]) -> bool:
    """Whether a number without an outcome can be one of an outcome told before: "302 patients" is no dose."""
    if slot.unit in ("patients", "lines", "centres", "countries", "cycles", "doses", "mg", "mg/kg", "mg/m2", "weeks", "days") and not slot.statistics:
        return any(fits(clause, slot, name) for name in outcomes[:1])
    return True


def _only(clause: Clause, slot: Slot) -> list[Mention]:
    """The one outcome of the sentence, or the one of several that has such figures."""
    mentions = _outcome_mentions(clause)
    if len({mention.term.name for mention in mentions}) > 1:
        mentions = [mention for mention in mentions if fits(clause, slot, mention.term.name)]
    return mentions if len({mention.term.name for mention in mentions}) == 1 else []


_HAD = re.compile(r"\b(?:had|experienced|developed|reported|suffered|achieved|reached|showed|discontinued|stopped|attained|with)\b", re.IGNORECASE)


def _had(clause: Clause, slot: Slot, right: int) -> tuple[str, ...]:
    """Words after "36 % of patients had ..." that name what they had."""
    verb = _HAD.search(clause.text, slot.expression.end, right)
    if verb is None:
        return ()
    stop = re.search(r"[,;.()]", clause.text[verb.end() : right])
    end = verb.end() + stop.start() if stop else right
    return unknown_words(clause.text, verb.end(), end, spans=clause.spans, neutral=clause.neutral)


def _restrict(clause: Clause, slot: Slot, left: int, right: int) -> None:
    """Note a group of patients that no term accounts for."""
    start = clause.sentence.start
    found = unknown_group(clause.text, start, min(right, clause.sentence.end), spans=clause.spans, neutral=clause.neutral)
    if found and slot.unknown is None and (found[0] >= left or found[1] <= slot.expression.start):
        slot.unknown = found[2]
