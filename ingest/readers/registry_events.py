"""Adverse events: totals and terms of each group, serious and other events apart.

Other events leave the serious ones out, and hold only terms above a threshold: the two are never added up, and neither
are groups. Numbers of events are results of their own beside the numbers of participants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.readers.registry_record import AdverseEvent, AdverseEvents, EventGroup
from ingest.readers.registry_results import Frame, Record, say_notes, say_posted
from ingest.readers.registry_statistics import PATIENTS
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result

SERIOUS, OTHER = "serious", "non-serious"
EVENTS = "events"

_POINTER = "/resultsSection/adverseEventsModule"
_ASSESSMENTS = {
    "SYSTEMATIC_ASSESSMENT": "Systematic assessment",
    "NON_SYSTEMATIC_ASSESSMENT": "Non-systematic assessment",
}


def read_events(module: AdverseEvents, *, record: Record, frame: Frame) -> Iterator[Result]:
    """Yield every posted count of the adverse events; ``N`` is the number at risk that stands beside each.

    Args:
        frame: The module's time frame and cut-off, and the analysis set that its description is about.
    """
    reader = _EventReader(module, record, frame)
    for g, group in enumerate(module.event_groups):
        yield from reader.read_totals(group, g)
    for letter, grade, name, events in (
        ("s", SERIOUS, "seriousEvents", module.serious_events),
        ("n", OTHER, "otherEvents", module.other_events),
    ):
        repeated = Counter(normalise(event.term) for event in events)
        for e, event in enumerate(events):
            row = _Row(f"{letter}{e}", f"{_POINTER}/{name}/{e}", grade, repeated[normalise(event.term)] > 1)
            yield from reader.read_term(event, row)


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    pointer: str
    grade: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class _EventReader:
    module: AdverseEvents
    record: Record
    frame: Frame

    def read_totals(self, group: EventGroup, place: int) -> Iterator[Result]:
        """Yield deaths, and participants with any serious and any other event."""
        start = self._start(group.id, f"{_POINTER}/eventGroups/{place}", key=f"t.{group.id.casefold() or place}")
        totals = (
            ("deaths", "All-cause mortality", None, group.deaths_num_affected, group.deaths_num_at_risk),
            ("serious", "Serious adverse events", SERIOUS, group.serious_num_affected, group.serious_num_at_risk),
            ("other", "Other adverse events", OTHER, group.other_num_affected, group.other_num_at_risk),
        )
        for key, outcome, grade, affected, at_risk in totals:
            if affected is None and at_risk is None:
                continue
            deaths = ("Reported with the adverse events", self.module.all_cause_mortality_comment)
            notes = (self._say_threshold(grade),) if grade else deaths
            total = replace(
                start,
                id=f"{start.id}.{key}",
                outcome=outcome,
                grade=grade,
                population=start.population if grade else self._population_of_deaths(group.id),
                note=say_notes(start.note, *notes),
            )
            yield from _with_counts(total, affected, at_risk=at_risk)

    def read_term(self, event: AdverseEvent, row: _Row) -> Iterator[Result]:
        """Yield participants with one term, and its number of events, in each group."""
        organ_system = unescape(event.organ_system)
        notes = (
            organ_system,
            event.source_vocabulary,
            _ASSESSMENTS.get(event.assessment_type or "", event.assessment_type),
            self._say_threshold(row.grade),
            event.notes,
        )
        for n, stats in enumerate(event.stats):
            key = f"{row.key}.{stats.group_id.casefold() or n}"
            start = self._start(stats.group_id, f"{row.pointer}/stats/{n}", key=key)
            result = replace(
                start,
                outcome=unescape(event.term),
                item=organ_system if row.repeated and organ_system else None,
                grade=row.grade,
                note=say_notes(start.note, *notes),
            )
            if stats.num_affected is not None or stats.num_events is None:
                yield from _with_counts(result, stats.num_affected, at_risk=stats.num_at_risk)
            if stats.num_events is not None:
                number = Decimal(stats.num_events)
                yield replace(result, id=f"{result.id}.events", unit=EVENTS, value=number, N=stats.num_at_risk)

    def _start(self, group: str, pointer: str, *, key: str) -> Result:
        side = self.record.events.get(group)
        return Result(
            id=f"{self.record.source}:{key}",
            trial=self.record.trial,
            source=self.record.source,
            category=self.frame.category,
            outcome="",
            statistic="count",
            unit=PATIENTS,
            locator=pointer,
            population=(side.population if side else None) or self.frame.population,
            data_cutoff=self.frame.data_cutoff,
            cutoff_stated=True if self.frame.data_cutoff else None,
            time_frame=self.frame.time_frame,
            arm=side.arm if side else group or None,
            note=say_notes(say_posted(side)),
        )

    def _population_of_deaths(self, group: str) -> str | None:
        """Deaths are often counted in another analysis set: a description that names several decides nothing."""
        side = self.record.events.get(group)
        named = self.record.sets.named_in(
            f"{self.module.description or ''} {self.module.all_cause_mortality_comment or ''}"
        )
        return (side.population if side else None) or (named[0] if len(named) == 1 else None)

    def _say_threshold(self, grade: str) -> str | None:
        threshold = unescape(self.module.frequency_threshold)
        if grade != OTHER or not threshold:
            return None
        return f"Other events are reported above a frequency of {threshold}{'' if '%' in threshold else '%'}"


def _with_counts(result: Result, affected: int | None, *, at_risk: int | None) -> Iterator[Result]:
    """Yield how many were affected; where that is not posted, how many were at risk."""
    if affected is None:
        if at_risk is not None:
            item = ": ".join(filter(None, (result.item, "number at risk")))
            yield replace(result, id=f"{result.id}.at_risk", item=item, value=Decimal(at_risk))
    elif at_risk is not None and affected > at_risk:
        note = say_notes(result.note, f"The value exceeds the number at risk, {at_risk}")
        yield replace(result, value=Decimal(affected), note=note)
    else:
        yield replace(result, value=Decimal(affected), n=affected, N=at_risk)
