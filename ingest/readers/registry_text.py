"""The document of a registry record: what it says in words, under the headings of a paper and its own within them.

The numbers of the results section are results, and stand in no table here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.readers.registry_chapters import (
    Parts,
    say_background,
    say_funding,
    say_methods,
    say_publication,
    say_titles,
)
from ingest.readers.registry_prose import join, prose, sentence
from ingest.readers.registry_protocol import Study
from ingest.readers.registry_record import ResultsSection
from ingest.readers.registry_words import normalise, outcome_name, unescape
from ingest.records import Document, Section


def build_document(study: Study, *, source: str) -> Document:
    """Return the text of a record with its sections; each chapter encloses the sections within it."""
    writer = _Writer()
    protocol = study.protocol_section
    for chapter, parts in (
        ("Title", say_titles(protocol)),
        ("Background", say_background(protocol)),
        ("Methods", say_methods(protocol)),
        ("Results", _results(study)),
        ("Funding", say_funding(protocol)),
        ("Publication", say_publication(protocol)),
    ):
        writer.write(chapter, parts)
    return Document(source=source, text=writer.text, sections=tuple(writer.sections))


@dataclass(slots=True)
class _Writer:
    text: str = ""
    sections: list[Section] = field(default_factory=list)

    def write(self, chapter: str, parts: Parts) -> None:
        """Add the parts of a chapter; its section stands before those within it, as it opens before them."""
        begin, inner = None, list[Section]()
        for title, paragraph in parts:
            if not paragraph.strip():
                continue
            self.text += "\n\n" if self.text else ""
            start = len(self.text)
            begin = start if begin is None else begin
            self.text += paragraph.strip()
            if inner and inner[-1].title == title:
                start = inner.pop().start
            inner.append(Section(title=title, start=start, end=len(self.text)))
        if begin is not None:
            self.sections.append(Section(title=chapter, start=begin, end=len(self.text)))
            self.sections += [section for section in inner if section.title != chapter]


def _results(study: Study) -> Parts:
    results = study.results_section or ResultsSection()
    flow, events, more = results.participant_flow_module, results.adverse_events_module, results.more_info_module
    if flow:
        yield "Recruitment", prose(flow.recruitment_details)
        yield "Before assignment", prose(flow.pre_assignment_details)
    yield from _groups(study)
    yield from _measures(study)
    if events:
        yield "Adverse event reporting", prose(events.description)
        yield (
            "Adverse event reporting",
            f"Time frame: {sentence(unescape(events.time_frame))}" if events.time_frame else "",
        )
        yield "Adverse event reporting", prose(events.all_cause_mortality_comment)
    limits = more.limitations_and_caveats if more else None
    yield "Limitations", prose(limits.description) if limits else ""


def _groups(study: Study) -> Parts:
    """Reporting groups that the protocol's arms do not describe already: periods, switches, parts of the trial."""
    results = study.results_section or ResultsSection()
    flow, measured = results.participant_flow_module, results.outcome_measures_module
    groups = list(flow.groups if flow else ())
    groups += [group for measure in (measured.outcome_measures if measured else ()) for group in measure.groups]
    told = {normalise(arm.description) for arm in study.protocol_section.arms_interventions_module.arm_groups}
    for group in groups:
        if group.description and normalise(group.description) not in told:
            told.add(normalise(group.description))
            yield "Groups", join(unescape(group.title), prose(group.description))


def _measures(study: Study) -> Parts:
    """Outcome measures as reported; what the protocol's outcomes say word for word is not repeated."""
    module = study.protocol_section.outcomes_module
    planned = (*module.primary_outcomes, *module.secondary_outcomes, *module.other_outcomes)
    told = {normalise(outcome.description) for outcome in planned}
    measured = study.results_section.outcome_measures_module if study.results_section else None
    for measure in measured.outcome_measures if measured else ():
        said = "" if normalise(measure.description) in told else prose(measure.description)
        told.add(normalise(measure.description))
        frame = f" Time frame: {sentence(unescape(measure.time_frame))}" if measure.time_frame and said else ""
        analysed = f" Analysed: {prose(measure.population_description)}" if measure.population_description else ""
        if said or analysed:
            yield "Outcome measures", join(outcome_name(measure.title), said) + frame + analysed
