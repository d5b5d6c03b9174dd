"""Figures of a trial's design: where, from when to when, at what dose, in which ratio and for whom it was done."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.proposals.reading import Scene

_ENROLLED = re.compile(r"\b(?:enrol|recruit|randomi[sz]|assign|screened)", re.IGNORECASE)
_PLACES = {"centres": "Study centres", "countries": "Countries"}
_UNITS_OF_CARE = re.compile(r"\s(?:outpatient |study |clinical |trial |academic |active |investigational )*"
    r"(?P<unit>sites|cent(?:re|er)s|hospitals|institutions|intensive care units|clinics|practices)\b")  # fmt: skip


def read_background(slot: Slot, scene: Scene) -> dict[str, object] | None:
    """Return the cells of a figure of the design, or ``None`` where the slot is none."""
    for read in (_date, _place, _lines, _follow_up):
        cells = read(slot, scene)
        if cells is not None:
            return {"category": "design", **cells}
    return None


def _date(slot: Slot, scene: Scene) -> dict[str, object] | None:
    """ "Between D and D patients were enrolled" dates the start and the end of enrolment."""
    number = slot.expression.number(Role.DATE)
    if number is None or number.form != "date" or not isinstance(number.value, date):
        return None
    sentence = scene.reading.sentences[slot.sentence]
    if not _ENROLLED.search(scene.reading.text, sentence.start, sentence.end):
        return None
    lead = scene.reading.text[max(0, number.start - 12) : number.start]
    first = re.search(r"\b(?:between|from|since)\s$", lead, re.IGNORECASE)
    last = re.search(r"\b(?:and|to|through|until)\s$", lead, re.IGNORECASE) or lead.rstrip().endswith("-")
    if not (first or last):
        return None
    return {
        "outcome": "Enrolment start" if first else "Enrolment end",
        "statistic": "date",
        "value": number.value,
        "arm": "all",
    }


def _place(slot: Slot, scene: Scene) -> dict[str, object] | None:
    number = slot.expression.number(Role.ESTIMATE)
    if number is None or len(slot.expression.parts) > 1 or not isinstance(number.value, Decimal):
        return None
    unit, after = slot.expression.unit, scene.reading.text[number.end : number.end + 60]
    if unit not in _PLACES and _UNITS_OF_CARE.match(after):
        unit = "centres"
    if unit not in _PLACES:
        return None
    return {"outcome": _PLACES[unit], "statistic": "count", "value": number.value, "unit": unit, "arm": "all"}


def _lines(slot: Slot, _: Scene) -> dict[str, object] | None:
    if {part.role for part in slot.expression.parts} != {Role.LOW, Role.HIGH} or slot.unit != "lines":
        return None
    low, high = (part.number.value for part in slot.expression.parts)
    return {
        "outcome": "Prior lines of therapy for eligibility", "statistic": "range", "value": f"{low}-{high}",
        "unit": "lines",
        "interval_kind": "range", "ci_low": low, "ci_high": high, "arm": "all",
    }  # fmt: skip


def _follow_up(slot: Slot, scene: Scene) -> dict[str, object] | None:
    number = slot.expression.number(Role.ESTIMATE)
    if number is None or number.unit not in TIMES or not isinstance(number.value, Decimal):
        return None
    text = scene.reading.text
    lead = text[max(0, number.start - 60) : number.start]
    found = re.search(
        r"\b(?P<kind>median|mean|minimum)\s(?:duration of )?follow[- ]?up[^.;0-9]{0,40}$|"
        r"(?:^|[.;,(]\s|\b[Oo]ver\s|[Aa]fter\s)[^.;0-9]{0,30}\b(?P<over>median|mean)\s(?:of|follow[- ]?up of)\s$",
        lead,
    )
    after = re.match(r"\s?(?:of )?follow[- ]?up", text[number.unit_end : number.unit_end + 20])
    if found is None and not (after and slot.statistics):
        return None
    kind = (found["kind"] or found["over"]) if found else "median"
    statistic = "threshold" if kind == "minimum" else kind
    low, high = slot.expression.number(Role.LOW), slot.expression.number(Role.HIGH)
    kinds = ("range", "IQR")
    bounds: dict[str, object] = {}
    if low and high and slot.expression.interval in kinds:
        bounds = {"interval_kind": slot.expression.interval, "ci_low": low.value, "ci_high": high.value}
    return {
        **bounds,
        "outcome": "Minimum follow-up" if kind == "minimum" else "Median follow-up", "statistic": statistic,
        "value": number.value, "unit": number.unit, "arm": "all",
    }  # fmt: skip
