"""Values of a measure with its classes and categories: baseline characteristics and outcome measures have one shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.readers.registry_grades import read_grade, read_row_grade
from ingest.readers.registry_record import Denominator, GroupCount, Measure, MeasureClass, Measurement
from ingest.readers.registry_results import Frame, Record, Sides, say_notes, say_posted
from ingest.readers.registry_statistics import PATIENTS, Dispersion, read_dispersion, read_parameter
from ingest.readers.registry_values import read_count, read_value
from ingest.readers.registry_words import normalise, outcome_name, unescape
from ingest.records import Result

NUMBER_ANALYSED = "number analysed"
"""What the row is called that holds a denominator alone."""
_PEOPLE = ("participants", "participant", "patients", "subjects")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measure stands: the start of its results' ids, and the JSON pointer to it."""

    id: str
    pointer: str


def read_measure(measure: Measure, place: Place, *, record: Record, sides: Sides, frame: Frame) -> Iterator[Result]:
    """Yield every posted value of a measure, its dispersions, and denominators that stand with no value."""
    reader = _MeasureReader(measure, place, record, sides, frame)
    yield from reader.read()


@dataclass(frozen=True, slots=True)
class _MeasureReader:
    measure: Measure
    place: Place
    record: Record
    sides: Sides
    frame: Frame

    def read(self) -> Iterator[Result]:
        told: defaultdict[str, list[Result]] = defaultdict(list)
        for c, block in enumerate(self.measure.classes):
            here: defaultdict[str, list[Result]] = defaultdict(list)
            for group, result in self._read_class(block, c):
                here[group].append(result)
                told[group].append(result)
                yield result
            bare = self._read_bare_denominators(block.denoms, here, key=f"c{c}.n", pointer=f"classes/{c}/denoms")
            yield from (replace(row, item=_name_row(block.title, row.item or "")) for row in bare)
        yield from self._read_bare_denominators(self.measure.denoms, told, key="n", pointer="denoms")

    def _read_class(self, block: MeasureClass, c: int) -> Iterator[tuple[str, Result]]:
        """Yield the results of one class, each with the id of its group."""
        for k, row in enumerate(block.categories):
            for m, measurement in enumerate(row.measurements):
                group = measurement.group_id
                pointer = f"{self.place.pointer}/classes/{c}/categories/{k}/measurements/{m}"
                start = self._start(f"c{c}.k{k}.{group.casefold() or m}", pointer, group)
                safety = start.category == "safety"
                own = read_row_grade(row.title) if safety else None
                grade = own or (read_grade(row.title, block.title, self.measure.title) if safety else None)
                title = "" if own and block.title else row.title  # "Fever", and "Any" or "Grade 3" of it
                unit = _unit_told(start.unit, row.title, block.title)
                slot = replace(start, item=_name_row(block.title, title), grade=grade, unit=unit)
                for result in self._read_measurement(measurement, slot, block=block):
                    yield group, result

    def _start(self, key: str, pointer: str, group: str) -> Result:
        side = self.sides.get(group)
        statistic, unit = read_parameter(self.measure.param_type, self.measure.unit_of_measure)
        return Result(
            id=f"{self.record.source}:{self.place.id}.{key}",
            trial=self.record.trial,
            source=self.record.source,
            category=self.frame.category,
            outcome=outcome_name(self.measure.title),
            statistic=statistic,
            unit=unit,
            locator=pointer,
            population=(side.population if side else None) or self.frame.population,
            data_cutoff=self.frame.data_cutoff,
            cutoff_stated=True if self.frame.data_cutoff else None,
            time_frame=self.frame.time_frame,
            arm=side.arm if side else group or None,
            note=say_notes(say_posted(side), *self.frame.notes),
        )

    def _read_measurement(self, posted: Measurement, slot: Result, *, block: MeasureClass) -> Iterator[Result]:
        kind = read_dispersion(self.measure.dispersion_type)
        of_time = "median" in slot.statistic
        low, high = (
            read_value(limit, comment=posted.comment, of_time=of_time)
            for limit in (posted.lower_limit, posted.upper_limit)
        )
        value = read_value(posted.value, comment=posted.comment, of_time=of_time)
        total, basis = self._denominator(posted.group_id, block)
        slot = replace(slot, N=total, note=say_notes(slot.note, posted.comment, basis, self._say_unit(slot.unit)))
        if value is not None:
            counted = slot.unit == PATIENTS or self._counts_units()
            result = replace(slot, value=value)
            yield _with_bounds(_with_count(result) if counted else result, kind, low=low, high=high)
        spread = read_value(posted.spread, comment=posted.comment)
        if spread is not None:
            name, unit = kind.spread, None if "coefficient" in kind.spread else slot.unit
            yield replace(slot, id=f"{slot.id}.spread", statistic=name, unit=unit, value=spread)
        if kind.bounds is None or value is None:
            for name, limit in (("lower limit", low), ("upper limit", high)):
                if limit is not None:
                    note = say_notes(slot.note, f"Dispersion as posted: {self.measure.dispersion_type or 'not named'}")
                    yield replace(slot, id=f"{slot.id}.{name[:5]}", statistic=name, value=limit, note=note)

    def _denominator(self, group: str, block: MeasureClass) -> tuple[int | None, str | None]:
        """How many were analysed, by the class where it says so, else by the measure; of what, if not participants."""
        wanted = normalise(self.measure.denom_units_selected)
        if not wanted and self._counts_units():
            wanted = normalise(self.measure.type_units_analyzed)
        for denominators in (block.denoms, self.measure.denoms, self.frame.denoms):
            chosen = _choose(denominators, wanted)
            counts = {count.group_id: read_count(count.value) for count in chosen.counts} if chosen else {}
            if chosen and counts.get(group) is not None:
                others = [_say_analysed(d, _of_group(d, group)) for d in denominators if d is not chosen]
                basis = None if normalise(chosen.units) in ("", *_PEOPLE) else f"N counts {unescape(chosen.units)}"
                return counts[group], say_notes(basis, *others)
        return None, None

    def _counts_units(self) -> bool:
        return normalise(self.measure.param_type).replace("_", " ") == "count of units"

    def _say_unit(self, unit: str | None) -> str | None:
        posted = unescape(self.measure.unit_of_measure)
        return None if not posted or unit in (posted, PATIENTS) else f"Unit as posted: {posted}"

    def _read_bare_denominators(
        self, denoms: Sequence[Denominator], told: Mapping[str, Sequence[Result]], *, key: str, pointer: str
    ) -> Iterator[Result]:
        """Denominators that stand beside no value of their group: nobody analysed, or each class has its own."""
        for d, denominator in enumerate(denoms):
            for n, count in enumerate(denominator.counts):
                value = read_value(count.value)
                if value is None or _is_told(denominator, count, told.get(count.group_id, ())):
                    continue
                where = f"{self.place.pointer}/{pointer}/{d}/counts/{n}"
                start = self._start(f"{key}{d}.{count.group_id.casefold() or n}", where, count.group_id)
                people = normalise(denominator.units) in ("", *_PEOPLE)
                unit = PATIENTS if people else unescape(denominator.units)
                yield replace(start, statistic="count", item=NUMBER_ANALYSED, unit=unit, value=value)


def _is_told(denominator: Denominator, count: GroupCount, beside: Sequence[Result]) -> bool:
    """Whether values of the group have this number as ``N``, or in their notes."""
    number, words = read_count(count.value), _say_analysed(denominator, count.value)
    return any((number is not None and number == row.N) or words in (row.note or "") for row in beside)


def _say_analysed(denominator: Denominator, count: str | None) -> str:
    return f"{unescape(denominator.units)} analysed: {count or 'not posted'}"


def _with_count(result: Result) -> Result:
    """A count is also its result's ``n``; one that exceeds the number analysed is left for a person to judge."""
    n = read_count(str(result.value)) if isinstance(result.value, Decimal) and result.statistic == "count" else None
    if n is None or n < 0:
        return result
    if result.N is not None and n > result.N:
        return replace(result, note=say_notes(result.note, "The value exceeds the number analysed"))
    return replace(result, n=n)


def _with_bounds(result: Result, kind: Dispersion, *, low: Decimal | str | None, high: Decimal | str | None) -> Result:
    if kind.bounds is None or (low is None and high is None):
        return result
    unstated = "The source does not state the confidence level" if kind.bounds == "CI" and kind.level is None else None
    return replace(
        result,
        interval_kind=kind.bounds,
        ci_low=low,
        ci_high=high,
        ci_level=kind.level,
        note=say_notes(result.note, unstated),
    )


def _name_row(block: str, row: str) -> str | None:
    return ": ".join(part for part in (unescape(block), unescape(row)) if part) or None


def _unit_told(unit: str | None, *titles: str | None) -> str | None:
    """The unit that a row tells in brackets, where the measure's own only points to its rows: "see class title"."""
    if unit is None or not _POINTS_TO_ROWS.search(unit):
        return unit
    told = (match["unit"] for title in titles if (match := _IN_BRACKETS.search(unescape(title))))
    return next(told, None)


_POINTS_TO_ROWS = re.compile(
    r"\b(?:see|refer to|specified|stated|given|listed|noted|indicated|shown|described)\b.{0,20}"
    r"\b(?:title|class|category|row|name|description|label)s?\b|^(?:various|multiple|different|mixed)(?: units)?$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[](?P<unit>[^()\[\]]*[A-Za-z%][^()\[\]]*)[)\]]\s*$")


def _choose(denominators: Sequence[Denominator], wanted: str) -> Denominator | None:
    if wanted:
        named = [entry for entry in denominators if normalise(entry.units) == wanted]
        if named:
            return named[0]
    people = [entry for entry in denominators if normalise(entry.units) in _PEOPLE]
    return next(iter((*people, *denominators)), None)


def _of_group(denominator: Denominator, group: str) -> str | None:
    return next((count.value for count in denominator.counts if count.group_id == group), None)
