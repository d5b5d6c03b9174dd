"""Which outcome, of several that are named, a number can be a figure of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.units import plain_unit
from retrieval.checks.outcomes.descriptions import BACKGROUND
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.terms import Mention


def best_first(clause: Clause, slot: Slot, mentions: Sequence[Mention]) -> list[Mention]:
    """Order the outcomes by nearness; those that have such a figure in the table go before those that have none."""
    nearest = sorted(
        mentions,
        key=lambda mention: min(abs(slot.expression.start - mention.end), abs(mention.start - slot.expression.end)),
    )
    fitting = [mention for mention in nearest if fits(clause, slot, mention.term.name)]
    clinical = [
        mention for mention in nearest if mention.term.category not in BACKGROUND and not _is_grouped(clause, mention)
    ]
    timed = not fitting and slot.unit in cues.TIMES and nearest and cues.is_follow_up_name(nearest[0].term.name)
    lead = (
        nearest[:1]
        if timed
        else fitting[:1]
        if fitting
        and (
            fitting[0] is nearest[0]
            or nearest[0].term.category in (*BACKGROUND, "baseline")
            or _is_aside(clause, nearest[0], slot)
        )
        else clinical[:1] or nearest[:1]
    )
    return lead + [mention for mention in nearest if mention not in lead]


def _is_aside(clause: Clause, mention: Mention, slot: Slot) -> bool:
    """Whether an outcome stands in brackets of its own, or only says whom the number is about."""
    opened = clause.text.rfind("(", slot.expression.start - len(slot.before), mention.start)
    return (
        _is_grouped(clause, mention)
        or (opened >= 0 and ")" in clause.text[mention.end : slot.expression.start])
        or bool(
            re.search(r"\b(?:with|of|without) (?:an? |the )?$", clause.text[max(0, mention.start - 12) : mention.start])
        )
    )


def _is_grouped(clause: Clause, mention: Mention) -> bool:
    """Whether the same words name a group of patients."""
    return is_in(mention, clause.mentions.get("subgroup", ()))


def fits(clause: Clause, slot: Slot, outcome: str) -> bool:
    """Whether the table has results of the outcome with the statistic and the unit of the number."""
    for statistic, unit in clause.evidence.kinds(outcome):
        if slot.statistics and statistic not in slot.statistics:
            continue
        if slot.unit in (None, unit) or (unit is not None and plain_unit(unit) == slot.unit):
            return True
        if statistic == cues.PERCENTAGE and slot.unit in ("patients", "events", "deaths"):
            return True
        if (slot.unit, unit) == ("deaths", "patients"):
            return True  # who died is counted as a patient
    return False


def counts_others(clause: Clause, slot: Slot, outcome: str) -> bool:
    """Whether patients are told, and the table counts something else under an outcome: "302 people in 16 countries"."""
    if slot.unit != "patients" and slot.expression.number(Role.COUNT) is None:
        return False
    units = {unit for _, unit in clause.evidence.kinds(outcome)}
    return (bool(units) and units <= _NO_PEOPLE) or cues.is_follow_up_name(outcome)


_NO_PEOPLE = frozenset(
    {"countries", "centres", "sites", "cycles", "doses", "lines", "months", "weeks", "days", "years"}
)


def counts_behind(clause: Clause, slot: Slot, mention: Mention) -> frozenset[str]:
    """The statistic of a whole number right before what it counts, "and 103 progression-free survival events"."""
    number = slot.expression.parts[0].number
    bare = len(slot.expression.parts) == 1 and slot.unit is None and number.decimals == 0
    right = bare and clause.text[slot.expression.end : mention.start] == " "
    units = {unit for kind, unit in clause.evidence.kinds(mention.term.name) if kind == cues.COUNT} if right else set()
    return frozenset({cues.COUNT}) if units & {"events", "deaths"} else frozenset()


def counts_people(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether a time or a ratio stands beside who took part, which has none: "50.6 months in those assigned B"."""
    number = slot.expression.number(Role.ESTIMATE)
    other = slot.unit in cues.TIMES or slot.statistics & cues.RATIOS or (number and number.form == "not reached")
    if slot.unit in cues.TIMES and any(unit in cues.TIMES for _, unit in clause.evidence.kinds(mention.term.name)):
        return False  # the time on treatment is one, in whatever unit it is told
    return mention.term.category == "disposition" and bool(other) and not fits(clause, slot, mention.term.name)


def no_hazard(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether an outcome behind a hazard ratio has none: in "(HR 0.58; CR 44.1 %)" it is told of the next figure."""
    behind = slot.statistics == {cues.HAZARD} and slot.expression.end <= mention.start
    return behind and not fits(clause, slot, mention.term.name)


def leads_other(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether an outcome behind a number is of another: of a follow-up told next, or of the whole that it is a part of.

    "13.4 months, at a median follow-up of 20.8 months"; "302 out of 341 who were screened".
    """
    if mention.start < slot.expression.end:
        return False
    if _is_of_later(clause, slot, mention):
        return True
    follow_up = cues.is_follow_up_name(mention.term.name)
    if follow_up and any(
        clause.text[mention.end : item.start] in (" of ", " was ", ": ") for item in clause.expressions
    ):
        return True
    total = slot.expression.number(Role.TOTAL)
    return total is not None and _WHO_WERE.fullmatch(clause.text, total.unit_end, mention.start) is not None


_WHO_WERE = re.compile(
    r"(?: (?:patients|people|participants|subjects))? (?:who|that) (?:were|had been) ", re.IGNORECASE
)


def _is_of_later(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether an outcome is told of a figure behind a ratio, and has none: "the HR was 0.27, and 52 % responded"."""
    ratio = slot.statistics & cues.RATIOS and not fits(clause, slot, mention.term.name)
    return bool(ratio) and any(slot.expression.end <= it.start < mention.start for it in clause.expressions)


def is_apart(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether a number of patients ends a clause before the outcome is named: it is told of none."""
    people = slot.unit in ("patients", None) and not slot.statistics
    grouped = slot.unit == "%" and any(
        item.end <= slot.expression.start and ";" not in clause.text[item.end : slot.expression.start]
        for item in clause.mentions.get("subgroup", ())
    )
    return (people or grouped) and ";" in clause.text[slot.expression.end : max(slot.expression.end, mention.start)]


def is_time_of_ratio(slot: Slot, outcome: str) -> bool:
    """Whether a ratio stands beside a follow-up, which has none."""
    return bool(slot.statistics & cues.RATIOS) and cues.is_follow_up_name(outcome)


def is_group_of_figure(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether a figure stands beside the name of a group, which has shares and no such figure: "carriers: HR 0.71"."""
    if mention.term.category not in ("baseline", "disposition"):
        return False
    grouped = _is_grouped(clause, mention)
    if slot.statistics & cues.RATIOS:
        kinds = {kind for kind, _ in clause.evidence.kinds(mention.term.name)}
        known = grouped or (bool(kinds) and mention.term.category == "baseline")
        return known and not kinds & cues.RATIOS
    if grouped and slot.hazards and slot.unit == "%" and cues.HAZARD_WORD.search(f"{slot.before} {slot.after[:40]}"):
        return True  # "standard-risk patients had a 56 % reduction in hazard (HR 0.44)"
    bounds = slot.expression.interval == "CI" or (slot.expression.interval == "plain" and _has_decimals(slot))
    if grouped and bounds and slot.unit is None and not slot.statistics:
        return {kind for kind, _ in clause.evidence.kinds(mention.term.name)} <= {cues.PERCENTAGE, cues.COUNT}
    measured = slot.unit in cues.TIMES or slot.statistics & {cues.MEDIAN} or _has_decimals(slot)
    rows = clause.evidence.results(mention.term.name)
    if slot.unit in cues.TIMES and rows.any(lambda row: row.unit in cues.TIMES):
        return False  # an age told in months is wrong, and of no group
    return grouped and measured and not rows.any(lambda row: has_statistic(row, slot))


def _has_decimals(slot: Slot) -> bool:
    """Whether a bare number or bound has decimals, as no count has."""
    return slot.unit is None and any(part.number.decimals for part in slot.expression.parts)


def is_in(mention: Mention, groups: Sequence[Mention]) -> bool:
    """Whether the same words name a group of patients."""
    return any(group.start < mention.end and mention.start < group.end for group in groups)


NAMED_BEHIND = cues.COMPARATIVE | {cues.PERCENTAGE, cues.MEDIAN}
"""Statistics whose outcome may stand behind the figure."""


def has_no_ratio(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether a ratio is told before an outcome that has none: "the ratio moved to 0.58, and responses rose"."""
    return bool(slot.statistics & cues.RATIOS) and not fits(clause, slot, mention.term.name)


def is_trait(clause: Clause, slot: Slot, name: str) -> bool:
    """Whether a ratio would go on with what patients were at baseline, or a median with a group: these have none."""
    measured = slot.statistics & (cues.RATIOS | {cues.MEDIAN})
    if not measured or fits(clause, slot, name):
        return False
    if name.casefold() in clause.evidence.facts.folded:
        return True
    ratio = bool(slot.statistics & cues.RATIOS)
    return ratio and clause.evidence.results(name).any(lambda row: row.category == "baseline")
