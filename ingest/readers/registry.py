"""ClinicalTrials.gov records in JSON, as its API (version 2) gives them: text, results, and the words of the trial.

Every value of the results section becomes a result, its locator the JSON pointer to it; nothing is computed. What the
record leaves open (a confidence level, the sides of a p-value, a cut-off in free text) stays open. Limits stand in
``registry_file``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.reading import Description, Reading
from ingest.readers.registry_cutoffs import find_cutoff
from ingest.readers.registry_events import read_events
from ingest.readers.registry_file import check_study, read_studies, registry_number
from ingest.readers.registry_flow import read_flow
from ingest.readers.registry_outcomes import read_baseline, read_outcomes
from ingest.readers.registry_protocol import Identification, ProtocolSection, Reference, Study
from ingest.readers.registry_record import AdverseEvents, ParticipantFlow
from ingest.readers.registry_results import Frame, Record, open_record
from ingest.readers.registry_terms import read_terms
from ingest.readers.registry_text import build_document
from ingest.readers.registry_titles import with_own_titles
from ingest.readers.registry_words import unescape
from ingest.records import Result, Source, SourceNotice, Trial

KIND = "registry_record"

_URL = "https://clinicaltrials.gov/study/"
_KINDS = {
    "EUDRACT_NUMBER": "eudract",
    "EU_TRIAL_NUMBER": "euct",
    "CTIS": "euct",
    "REGISTRY": "registry",
    "NIH": "grant",
}


def read_registry(path: Path, *, source: Source) -> Reading:
    """Read the record of a file that ``source`` names by its registry number.

    Raises:
        SourceError: The file holds no such record, or a field of it has a type that the registry does not give it.
    """
    number = dict(source.identifiers).get("nct") or source.trial or ""
    studies = {registry_number(study): study for study in read_studies(path)}
    if number not in studies:
        held = ", ".join(list(studies)[:5])
        raise SourceError(f"{path.name}: expected the record {number or 'of a registry number'}, found {held}")
    study = with_own_titles(check_study(studies[number], name=path.name, results=True))
    record = open_record(study, source=source.id)
    found = list(_read_results(study, record))
    results = _number_repeated([entry for entry in found if isinstance(entry, Result)])
    notices = tuple(dict.fromkeys(entry for entry in found if isinstance(entry, SourceNotice)))
    return Reading(
        document=build_document(study, source=source.id),
        results=results,
        terms=read_terms(study, record=record, results=results),
        notices=(*notices, *_retractions(study)),
    )


def describe_registry(path: Path) -> tuple[Description, ...]:
    """Return what each record of a file tells of itself.

    Raises:
        SourceError: The file holds no records, or breaks a limit.
    """
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return tuple(
        _describe(check_study(study, name=path.name, results=False), path=path, sha256=sha256)
        for study in read_studies(path)
    )


def _read_results(study: Study, record: Record) -> Iterator[Result | SourceNotice]:
    section = study.results_section
    if section is None:
        return
    flow, baseline = section.participant_flow_module, section.baseline_characteristics_module
    measured, events = section.outcome_measures_module, section.adverse_events_module
    if flow:
        yield from _ask_of_flow(flow)
        yield from read_flow(flow, record=record)
    if baseline:
        yield from read_baseline(baseline, record=record)
    if measured:
        yield from read_outcomes(measured, record=record)
    if events:
        yield from _read_events(events, record)


def _number_repeated(results: list[Result]) -> tuple[Result, ...]:
    """Give each result an id of its own where a record posts one group twice in one row."""
    seen: Counter[str] = Counter()
    own = []
    for result in results:
        seen[result.id] += 1
        number = seen[result.id]
        own.append(result if number == 1 else replace(result, id=f"{result.id}.{number}"))
    return tuple(own)


def _ask_of_flow(flow: ParticipantFlow) -> tuple[SourceNotice, ...]:
    """Dates in the texts on recruitment may be cut-offs of any figure: a person decides."""
    texts = (flow.recruitment_details, flow.pre_assignment_details)
    return find_cutoff("the trial's results", *texts, whole_record=True).notices


def _read_events(events: AdverseEvents, record: Record) -> Iterator[Result | SourceNotice]:
    found = find_cutoff("the adverse events", events.time_frame, events.description)
    yield from found.notices
    frame = Frame(
        category="safety",
        time_frame=unescape(events.time_frame) or None,
        data_cutoff=found.stated,
        population=record.sets.of_description(events.description),
    )
    yield from read_events(events, record=record, frame=frame)


def _describe(study: Study, *, path: Path, sha256: str) -> Description:
    protocol = study.protocol_section
    identity = protocol.identification_module
    title = unescape(identity.brief_title) or unescape(identity.official_title) or identity.nct_id
    source = Source(
        id=identity.nct_id.casefold(),
        kind=KIND,
        trial=identity.nct_id,
        title=f"{title} (registry record)",
        citation=_cite(title, protocol),
        tier="registry",
        identifiers=(("nct", identity.nct_id),),
        url=f"{_URL}{identity.nct_id}",
        publication_type="registry record",
        path=path.name,
        sha256=sha256,
    )
    trial = Trial(
        id=identity.nct_id,
        acronym=unescape(identity.acronym) or None,
        title=title,
        condition="; ".join(map(unescape, protocol.conditions_module.conditions)) or None,
        identifiers=_identifiers(identity),
    )
    return Description(source, trial)


def _cite(title: str, protocol: ProtocolSection) -> str:
    """A registry record in AMA style, with the date of its last update."""
    number = protocol.identification_module.nct_id
    struct = protocol.status_module.last_update_post_date_struct
    updated = _in_words(struct.date) if struct and struct.date else ""
    return f"{title.rstrip('.')}. ClinicalTrials.gov identifier: {number}.{updated} {_URL}{number}"


def _in_words(day: str) -> str:
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return f" Updated {unescape(day)}."  # a month alone
    return f" Updated {parsed:%B} {parsed.day}, {parsed.year}."


def _identifiers(identity: Identification) -> tuple[tuple[str, str], ...]:
    own = identity.org_study_id_info
    found = [("protocol", unescape(own.id))] if own else []
    found += [(_KINDS.get(other.type or "", "other"), unescape(other.id)) for other in identity.secondary_id_infos]
    return tuple(dict.fromkeys((kind, value) for kind, value in found if value))


def _retractions(study: Study) -> Iterator[SourceNotice]:
    """Retractions of publications that the record names as its own results."""
    references = study.protocol_section.references_module.references
    for reference in (entry for entry in references if entry.type == "RESULT"):
        for retraction in reference.retractions:
            yield SourceNotice("retraction", _say_retraction(reference, unescape(retraction.pmid)))


def _say_retraction(reference: Reference, notice: str) -> str:
    pmid = f" (PMID {unescape(reference.pmid)})" if reference.pmid else ""
    told = f"; notice: PMID {notice}" if notice else ""
    cited = unescape(reference.citation)
    return f"A publication that the record names for its results was retracted{pmid}: {cited}{told}"
