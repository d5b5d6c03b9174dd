"""What the table prints as a date or as one text: "3:2", "20/56", "1-3"."""

from __future__ import annotations

from datetime import date

from retrieval.checks import cues
from retrieval.checks.agreement import printed
from retrieval.checks.dates import read_month
from retrieval.checks.evidence import Evidence
from retrieval.checks.judgements import Judgement, unchecked
from retrieval.checks.reasons import describe, read_as
from retrieval.checks.roles import Part, Role
from retrieval.checks.slots import Slot
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
    hits = [row for row in evidence.with_value(text) if row.unit in (slot.unit, None)]
    if hits:
        row = hits[0]
        return [
            Judgement(
                part,
                slot,
                Verdict.SUPPORTED,
                f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}",
                row,
                supporters=(row,),
            )
            for part in parts
        ]
    if number.form != "ratio":
        return []
    rows = [
        row
        for outcome in _ratio_outcomes(slot, evidence)
        for row in evidence.results(outcome)
        if isinstance(row.value, str)
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


def judge_date(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """A date is a date that the table reports, or a data cut-off of its results."""
    days = part.number.days
    for day in days:
        for row in evidence.with_value(day.isoformat()):
            if isinstance(row.value, date):
                return Judgement(
                    part,
                    slot,
                    Verdict.SUPPORTED,
                    f"read as {row.outcome}; {describe(row, part.role)}",
                    row,
                    supporters=(row,),
                )
    known = evidence.facts.cutoffs
    hits = [day for day in days if day in known]
    if part.number.form == "month":
        hits = [day for day in known if read_month(part.number.text) == (day.year, day.month)]
    if hits:
        return Judgement(
            part,
            slot,
            Verdict.SUPPORTED,
            f"read as the data cut-off {hits[0]} of {evidence.trial.acronym or evidence.trial.id}",
        )
    if slot.unknown_cutoff is not None or cues.CUT_OFF.search(slot.before[-45:]):
        told = ", ".join(str(day) for day in known)
        if known and days:
            nearest = min(known, key=lambda day: abs((day - days[0]).days))
            return Judgement(
                part,
                slot,
                Verdict.CONTRADICTED,
                f"read as a data cut-off; those of the table are {told}",
                None,
                nearest.isoformat(),
                frozenset({"cutoff"}),
            )
    return unchecked(part, slot, "no date of the table", evidence)
