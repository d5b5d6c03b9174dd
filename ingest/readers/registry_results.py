"""What the results of a registry record share: the trial, the source, its arms with their roles, its analysis sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.readers.registry_arms import Arm, ArmBook, Side
from ingest.readers.registry_populations import AnalysisSets, find_sets
from ingest.readers.registry_protocol import ArmGroup, Study
from ingest.readers.registry_record import Denominator, Group, ResultsSection
from ingest.readers.registry_roles import find_roles, pair_arms
from ingest.readers.registry_words import unescape
from ingest.records import Category

Sides = Mapping[str, Side]


@dataclass(frozen=True, slots=True)
class Record:
    """What the readers of a record's modules have in common.

    Attributes:
        flow: What the group ids of the participant flow stand for; likewise for the other modules.
        outcomes: The same for each outcome measure, since their ids are their own.
        arms: By name.
        planned: The arms of the protocol that each arm is, by its name.
        roles: "experimental" or "control", by an arm's name, where the protocol makes it clear.
    """

    source: str
    trial: str
    sets: AnalysisSets
    flow: Sides
    baseline: Sides
    outcomes: Sequence[Sides]
    events: Sides
    arms: Mapping[str, Arm]
    planned: Mapping[str, Sequence[ArmGroup]]
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the values of one measure, or one module, have in common; its denominators count where no others stand."""

    category: Category
    time_frame: str | None = None
    data_cutoff: date | None = None
    population: str | None = None
    denoms: tuple[Denominator, ...] = ()
    notes: tuple[str, ...] = ()


def open_record(study: Study, *, source: str) -> Record:
    """Return what the modules of a record share: every group's arm and analysis set, and the arms' roles."""
    results = study.results_section or ResultsSection()
    flow, baseline = results.participant_flow_module, results.baseline_characteristics_module
    events, measured = results.adverse_events_module, results.outcome_measures_module
    measures = measured.outcome_measures if measured else ()
    sets = find_sets(_texts(results))
    book = ArmBook(sets)
    scopes = [
        book.read_groups(groups)
        for groups in (
            flow.groups if flow else (),
            baseline.groups if baseline else (),
            *(measure.groups for measure in measures),
            events.event_groups if events else (),
        )
    ]
    protocol = study.protocol_section.arms_interventions_module
    planned = pair_arms(protocol, book=book)
    return Record(
        source=source,
        trial=study.protocol_section.identification_module.nct_id,
        sets=sets,
        flow=scopes[0],
        baseline=scopes[1],
        outcomes=scopes[2:-1],
        events=scopes[-1],
        arms={arm.name: arm for arm in book.arms},
        planned=planned,
        roles=find_roles(protocol, book=book, planned=planned),
    )


def say_notes(*notes: str | None) -> str | None:
    """Return what is known beside a value, as sentences; each once, ``None`` for nothing."""
    told = dict.fromkeys(plain for note in notes if (plain := unescape(note)))
    sentences = [note if note[-1] in ".!?" else f"{note}." for note in told]
    return " ".join(sentences) or None


def say_posted(side: Side | None) -> str | None:
    """Return the group's title where it says more than the arm's name and the population."""
    return f"Group as posted: {side.posted}" if side and side.posted else None


def _texts(results: ResultsSection) -> list[str | None]:
    """Where a record defines the abbreviations of its analysis sets."""
    flow, baseline = results.participant_flow_module, results.baseline_characteristics_module
    events, measured = results.adverse_events_module, results.outcome_measures_module
    measures = measured.outcome_measures if measured else ()
    groups: list[Group] = [*(group for measure in measures for group in measure.groups)]
    groups += events.event_groups if events else ()
    return [
        *((flow.pre_assignment_details, flow.recruitment_details) if flow else ()),
        baseline.population_description if baseline else None,
        events.description if events else None,
        *(measure.population_description for measure in measures),
        *(measure.description for measure in measures),
        *dict.fromkeys(group.description for group in groups),
    ]
