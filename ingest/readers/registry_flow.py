"""Participant flow: milestones of each period, and the reasons for which participants did not complete it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.readers.registry_record import Achievement, ParticipantFlow, Period
from ingest.readers.registry_results import Record, say_notes, say_posted
from ingest.readers.registry_statistics import PATIENTS
from ingest.readers.registry_values import read_count, read_value
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result

_POINTER = "/resultsSection/participantFlowModule/periods"
_STARTED = "started"
_USUAL = {"started": "Started", "completed": "Completed", "not completed": "Not completed"}
"""Milestones that the registry itself names, in capitals."""


def read_flow(module: ParticipantFlow, *, record: Record) -> Iterator[Result]:
    """Yield every posted count of the participant flow; ``N`` is the number that started the period in the same arm."""
    several = len(module.periods) > 1
    units = unescape(module.type_units_analyzed) or "units"
    for p, period in enumerate(module.periods):
        reader = _PeriodReader(period, p, record, units, unescape(period.title) if several else None)
        yield from reader.read()


@dataclass(frozen=True, slots=True)
class _PeriodReader:
    period: Period
    number: int
    record: Record
    units: str
    title: str | None

    def read(self) -> Iterator[Result]:
        started = {
            entry.group_id: read_count(entry.num_subjects)
            for milestone in self.period.milestones
            if normalise(milestone.type) == _STARTED
            for entry in milestone.achievements
        }
        for m, milestone in enumerate(self.period.milestones):
            name = _USUAL.get(normalise(milestone.type), unescape(milestone.type))
            place = _Row(f"m{m}", f"milestones/{m}/achievements", name, milestone.comment)
            of = {} if normalise(milestone.type) == _STARTED else started
            yield from self._read_row(place, milestone.achievements, started=of)
        for d, reason in enumerate(self.period.drop_withdraws):
            name = f"Not completed: {unescape(reason.type)}"
            place = _Row(f"d{d}", f"dropWithdraws/{d}/reasons", name, reason.comment)
            yield from self._read_row(place, reason.reasons, started=started)

    def _read_row(
        self, row: _Row, entries: Sequence[Achievement], *, started: Mapping[str, int | None]
    ) -> Iterator[Result]:
        for a, entry in enumerate(entries):
            side = self.record.flow.get(entry.group_id)
            key = f"f{self.number}.{row.key}.{entry.group_id.casefold() or a}"
            result = Result(
                id=f"{self.record.source}:{key}",
                trial=self.record.trial,
                source=self.record.source,
                category="disposition",
                outcome=row.name,
                item=self.title,
                statistic="count",
                unit=PATIENTS,
                locator=f"{_POINTER}/{self.number}/{row.pointer}/{a}",
                arm=side.arm if side else entry.group_id or None,
                population=side.population if side else None,
                note=say_notes(say_posted(side), row.comment, entry.comment),
            )
            value = read_value(entry.num_subjects)
            if value is not None:
                yield _with_counts(replace(result, value=value), started=started.get(entry.group_id))
            units = read_value(entry.num_units)
            if units is not None:
                yield replace(result, id=f"{result.id}.units", unit=self.units, value=units)


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    pointer: str
    name: str
    comment: str | None


def _with_counts(result: Result, *, started: int | None) -> Result:
    n = read_count(str(result.value)) if isinstance(result.value, Decimal) else None
    total = started if n is not None and started and n <= started else None
    return replace(result, n=n, N=total)
