"""What the table prints as a date or as one text: "3:2", "20/56", "1-3"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees, printed
from retrieval.checks.figures.dates import read_month
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


def judge_text(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Judge what the table prints as one text: "3:2", "20/56", "1-3"."""
    parts = slot.expression.parts
    number = parts[0].number
    if number.form == "ratio" and len(parts) == 1:
        text = str(number.value)
    elif slot.expression.interval == "plain" and {part.role for part in parts} == {Role.LOW, Role.HIGH}:
        text = f"{parts[0].number.value}-{parts[1].number.value}"
    else:
        return []
    if number.form != "ratio" and re.search(r"\b(?:ratio|random|assign|allocat)", slot.before[-60:], re.IGNORECASE):
        text = text.replace("-", ":")  # "three to two"
    hits = [row for row in evidence.with_value(text) if row.unit in (slot.unit, None)]
    if hits:
        row = hits[0]
        reason = f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}"
        return [Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,)) for part in parts]
    if number.form != "ratio":
        return []
    if slot.unit is not None and (alike := next(iter(evidence.with_value(text)), None)) is not None:
        reason = f"{read_as(slot, None)}; the same digits are {read_as(slot, alike, own=True)}"
        expected = f"{printed(alike.value)} {alike.unit}"
        return [Judgement(parts[0], slot, Verdict.CONTRADICTED, reason, alike, expected, frozenset({"unit"}))]
    rows = [
        row
        for outcome in _ratio_outcomes(slot, evidence)
        for row in evidence.results(outcome).where(lambda row: isinstance(row.value, str))
    ]
    if rows:
        reason = f"{read_as(slot, rows[0])}; {describe(rows[0], Role.ESTIMATE)}"
        return [Judgement(parts[0], slot, Verdict.CONTRADICTED, reason, rows[0], printed(rows[0].value))]
    return [unchecked(parts[0], slot, "a ratio that the table does not give", evidence)]


def _ratio_outcomes(slot: Slot, evidence: Evidence) -> tuple[str, ...]:
    if slot.unit is None and cues.RANDOMISED.search(slot.before[-80:] + slot.after[:40]):
        found = evidence.terms.find("randomisation ratio", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
        return tuple(mention.term.name for mention in found)
    return slot.outcomes[:1] if slot.unit is not None else ()


def judge_time(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """A time point is a condition of other figures; one that is a median follow-up can be looked up."""
    found: list[Judgement] = []
    for part in slot.expression.parts:
        rows = _follow_ups_of(part.number, evidence)
        row = next(
            (row for row in rows if row.unit == part.number.unit and "follow-up" in row.outcome.casefold()), None
        )
        if row is None:
            found.append(unchecked(part, slot, f"read as a time point ({slot.time})", evidence))
        else:
            found.append(Judgement(part, slot, Verdict.SUPPORTED, f"{read_as(slot, row)}", row, supporters=(row,)))
    return found


def _follow_ups_of(number: Number, evidence: Evidence) -> Iterable[Result]:
    """The results that may be the follow-up told: of a whole number the median follow-ups that it rounds."""
    if number.decimals:
        return evidence.with_value(str(number.value))
    printed_times = {value.partition(" ")[0] for value, _ in evidence.facts.follow_ups}
    return [row for value in printed_times for row in evidence.with_value(value) if agrees(number, row.value)]


def judge_follow_up(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Judge "an average follow-up of 32 months" by the time frames, where these tell one average and no result does."""
    number = slot.expression.number(Role.ESTIMATE)
    told = evidence.facts.average_times
    if number is None or len(told) != 1 or len(slot.expression.parts) > 1 or number.unit not in cues.TIMES:
        return []
    if not cues.is_follow_up_name(slot.outcomes[0]) or not slot.statistics & {cues.MEAN, cues.MEDIAN}:
        return []
    frame = f"{told[0][0]} {told[0][1]}"
    reason = f"read as the follow-up; the time frames of {evidence.trial.id} tell an average of {frame}"
    same = (str(number.value), number.unit) == told[0]
    same = same or share_time(read_times(f"{number.value} {number.unit}"), read_times(frame))
    verdict = Verdict.SUPPORTED if same else Verdict.CONTRADICTED
    return [Judgement(slot.expression.parts[0], slot, verdict, reason, None, None if same else frame)]


def judge_date(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """A date is that of the event told beside it, a date that the table reports, or a data cut-off of its results."""
    own = [
        row
        for outcome in slot.outcomes
        for row in evidence.results(outcome).where(lambda row: isinstance(row.value, date))
    ]
    if other := _of_other_analysis(part, slot, evidence):
        return other
    rows = own or [row for day in _days_of(part.number) for row in evidence.with_value(day)]
    if not own and _ENROLLED.search(slot.told):
        rows = [row for row in rows if _ENROLLED.search(row.outcome)]  # and no approval that lies in that month
    row = next((row for row in rows if agrees(part.number, row.value)), None)
    if row is not None:
        reason = f"read as {row.outcome}; {describe(row, part.role)}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,))
    known = evidence.facts.cutoffs
    hit = next((day for day in known if agrees(part.number, day)), None)
    if hit is not None:
        reason = f"read as the data cut-off {hit} of {evidence.trial.acronym or evidence.trial.id}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason)
    if own:
        reason = f"read as {own[0].outcome}; {describe(own[0], part.role)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, own[0], printed(own[0].value))
    is_cutoff = slot.unknown_cutoff is not None or cues.CUT_OFF.search(slot.before[-45:])
    if is_cutoff and known and part.number.days:
        nearest = min(known, key=lambda day: abs((day - part.number.days[0]).days))
        reason = f"read as a data cut-off; those of the table are {', '.join(str(day) for day in known)}"
        differs = frozenset({"cutoff"})
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, None, nearest.isoformat(), differs)
    return unchecked(part, slot, "no date of the table", evidence)


_ENROLLED = re.compile(r"\b(?:enrol|recruit|screen|accru)", re.IGNORECASE)


def _days_of(number: Number) -> list[str]:
    """The days that a date can be, as the table prints them: of a month every one."""
    month = read_month(number.text) if number.form == "month" else None
    if month is None:
        return [day.isoformat() for day in number.days]
    return [f"{month[0]}-{month[1]:02}-{day:02}" for day in range(1, 32)]


def _of_other_analysis(part: Part, slot: Slot, evidence: Evidence) -> Judgement | None:
    """A data cut-off told of an analysis that has another one: "the final analysis, with a cut-off of 7 February"."""
    days = frozenset(part.number.days)
    if not slot.cutoffs or not days & frozenset(evidence.facts.cutoffs) or days & slot.cutoffs:
        return None
    if all(_IS_DAY.fullmatch(name) for name in slot.analyses):
        return None  # no analysis is told, but the other date of "PFS (cut-off, 7 May) and OS (cut-off, 9 June)"
    beside = slot.before[-_BESIDE:]
    if not cues.CUT_OFF.search(beside) or _MOVED_ON.search(slot.before) or ";" in slot.before:
        return None
    expected = min(slot.cutoffs).isoformat()
    reason = f"read as the data cut-off of the {' or '.join(sorted(slot.analyses))}, which is {expected}"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, None, expected, frozenset({"cutoff"}))


_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BESIDE = 80
"""How far before its date a cut-off and its analysis may be named, in code points."""
_MOVED_ON = re.compile(
    r"\b(?:after|since|beyond|later|until|than|from|update\w*|extend\w*|follow\w*|compared|relative|unlike)\b",
    re.IGNORECASE,
)
"""The date is of what came next, and not of the analysis named."""
