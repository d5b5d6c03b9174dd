"""Outcome measures and baseline characteristics: which category, analysis set and cut-off each measure has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.readers.registry_analyses import find_row, read_analysis
from ingest.readers.registry_comparisons import Compared
from ingest.readers.registry_cutoffs import find_cutoff
from ingest.readers.registry_grades import read_grade
from ingest.readers.registry_measures import NUMBER_ANALYSED, Place, read_measure
from ingest.readers.registry_record import Baseline, Measure, OutcomeMeasures
from ingest.readers.registry_results import Frame, Record, say_notes
from ingest.readers.registry_words import outcome_name, unescape
from ingest.records import Category, Result, SourceNotice

_OUTCOMES = "/resultsSection/outcomeMeasuresModule/outcomeMeasures"
_BASELINE = "/resultsSection/baselineCharacteristicsModule"
_SAFETY = re.compile(
    r"\badverse\b|\b(?:TE|S|TESA)?AEs?\b|\bside effects?\b|\btoxicit|\bsafety\b|\btolerab|\bdose[ -]limiting\b|"
    r"\bhypersensitivity\b|\binfusion[ -](?:related )?reactions?\b|\binjection[ -]site reactions?\b|"
    r"\bsolicited\b|\breactogenicity\b|"
    r"\b(?:abnormal\w*|clinically significant)\b.*\b(?:laborator|ECG|electrocardiogra|vital sign|physical exam)|"
    r"\b(?:laborator\w*|ECG|electrocardiogra\w*|vital signs?)\b.*\babnormal|\banti-?drug antibod|\bimmunogenicity\b|"
    r"\bsuicid",
    re.IGNORECASE,
)
_TYPES = {
    "PRIMARY": "Primary",
    "SECONDARY": "Secondary",
    "OTHER_PRE_SPECIFIED": "Other pre-specified",
    "POST_HOC": "Post hoc",
}
_LONGEST_NOTE = 300


def read_baseline(module: Baseline, *, record: Record) -> Iterator[Result]:
    """Yield every posted baseline value, and the numbers of participants that stand beside none."""
    sides = record.baseline
    rows: list[Result] = []
    for b, measure in enumerate(module.measures):
        units = measure.type_units_analyzed or module.type_units_analyzed
        own = measure.model_copy(update={"type_units_analyzed": units})
        told = measure.population_description or module.population_description
        frame = Frame(
            category="baseline",
            population=record.sets.of_description(measure.population_description)
            or record.sets.of_description(module.population_description),
            denoms=module.denoms,
            notes=_say_population(told),
        )
        place = Place(f"b{b}", f"{_BASELINE}/measures/{b}")
        rows += read_measure(own, place, record=record, sides=sides, frame=frame)
    yield from rows
    used = {(row.arm, row.N) for row in rows}
    whole = Measure(title="Baseline participants", denoms=module.denoms)
    frame = Frame(category="baseline", notes=_say_population(module.population_description))
    counts = read_measure(whole, Place("b", _BASELINE), record=record, sides=sides, frame=frame)
    yield from (row for row in counts if (row.arm, row.value) not in used)


def read_outcomes(module: OutcomeMeasures, *, record: Record) -> Iterator[Result | SourceNotice]:
    """Yield every posted value of every outcome measure and its analyses, and what a person has to confirm of them."""
    for o, (measure, sides) in enumerate(zip(module.outcome_measures, record.outcomes, strict=True)):
        title = outcome_name(measure.title)
        found = find_cutoff(f"“{title}”", measure.time_frame, measure.description, measure.population_description)
        yield from found.notices
        frame = Frame(
            category=categorise(measure),
            time_frame=unescape(measure.time_frame) or None,
            data_cutoff=found.stated,
            population=record.sets.of_description(measure.population_description),
            notes=(_say_type(measure.type), *_say_population(measure.population_description)),
        )
        place = Place(f"o{o}", f"{_OUTCOMES}/{o}")
        values = list(read_measure(measure, place, record=record, sides=sides, frame=frame))
        yield from values
        like = _take_slots(measure, values, frame=frame, record=record)
        rows = {row.item: row.unit for row in values if row.item and not row.item.endswith(NUMBER_ANALYSED)}
        for a, analysis in enumerate(measure.analyses):
            item = find_row(analysis, tuple(rows))
            yield from read_analysis(
                analysis,
                Place(f"o{o}.a{a}", f"{place.pointer}/analyses/{a}"),
                record=record,
                compared=Compared(sides, values),
                like=replace(like, item=item, unit=rows[item] if item else like.unit),
            )


def categorise(measure: Measure) -> Category:
    """Return "safety" for a measure of harm by its title, else "efficacy"."""
    return "safety" if _SAFETY.search(outcome_name(measure.title)) else "efficacy"


def _take_slots(measure: Measure, values: list[Result], *, frame: Frame, record: Record) -> Result:
    """What an analysis has in common with the values that it compares: the analysis set where all have one."""
    populations = {value.population for value in values}
    return Result(
        id=record.source,
        trial=record.trial,
        source=record.source,
        category=frame.category,
        outcome=outcome_name(measure.title),
        grade=read_grade(measure.title) if frame.category == "safety" else None,
        statistic="",
        population=populations.pop() if len(populations) == 1 else frame.population,
        data_cutoff=frame.data_cutoff,
        cutoff_stated=True if frame.data_cutoff else None,
        time_frame=frame.time_frame,
        unit=values[0].unit if values else unescape(measure.unit_of_measure) or None,
        note=say_notes(*frame.notes),
    )


def _say_type(kind: str | None) -> str:
    return f"{_TYPES[kind]} outcome" if kind in _TYPES else ""


def _say_population(description: str | None) -> tuple[str, ...]:
    plain = unescape(description)
    return (plain if len(plain) <= _LONGEST_NOTE else f"{plain[:_LONGEST_NOTE].rstrip()} ...",) if plain else ()
