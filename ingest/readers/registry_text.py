"""The document of a registry record: what it says in words, under the headings of a paper and its own within them.

The numbers of the results section are results, and stand in no table here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.registry_protocol import Design, PlannedOutcome, ProtocolSection, Status, Study
from ingest.readers.registry_record import ResultsSection
from ingest.readers.registry_words import unescape, unescape_lines
from ingest.records import Document, Section

_BULLET = re.compile(r"^\s*[*•-]\s+")
_CRITERIA = re.compile(r"^\W*(?:key |main |major )?(inclusion|exclusion)\b[^\n]{0,60}?:?\s*\**$", re.IGNORECASE)
_LONGEST_HEADING = 70


def build_document(study: Study, *, source: str) -> Document:
    """Return the text of a record with its sections; each chapter encloses the sections within it."""
    writer = _Writer()
    protocol = study.protocol_section
    for chapter, parts in (
        ("Title", _titles(protocol)),
        ("Background", _background(protocol)),
        ("Methods", _methods(protocol)),
        ("Results", _results(study.results_section or ResultsSection())),
        ("Funding", _funding(protocol)),
        ("Publication", _publication(protocol)),
    ):
        writer.write(chapter, parts)
    return Document(source=source, text=writer.text, sections=tuple(writer.sections))


@dataclass(slots=True)
class _Writer:
    text: str = ""
    sections: list[Section] = field(default_factory=list)

    def write(self, chapter: str, parts: Iterator[tuple[str, str]]) -> None:
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


def _titles(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    identity = protocol.identification_module
    for title in dict.fromkeys((unescape(identity.official_title), unescape(identity.brief_title))):
        yield "Title", title


def _background(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    description = protocol.description_module
    yield "Summary", _prose(description.brief_summary)
    yield "Description", _prose(description.detailed_description)
    conditions = protocol.conditions_module
    yield "Conditions", _list("Conditions studied", [unescape(name) for name in conditions.conditions])


def _methods(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    yield "Design", _say_design(protocol.design_module)
    arms = protocol.arms_interventions_module
    for group in arms.arm_groups:
        kind = f" ({_words(group.type)})" if group.type else ""
        given = _list(" Interventions", [unescape(name) for name in group.intervention_names])
        yield "Arms", _join(f"{unescape(group.label)}{kind}", _prose(group.description)) + given
    for intervention in arms.interventions:
        kind = f" ({_words(intervention.type)})" if intervention.type else ""
        names = _list(" Other names", [unescape(name) for name in intervention.other_names])
        yield "Interventions", _join(f"{unescape(intervention.name)}{kind}", _prose(intervention.description)) + names
    outcomes = protocol.outcomes_module
    yield from _outcomes("Primary outcome", outcomes.primary_outcomes)
    yield from _outcomes("Secondary outcome", outcomes.secondary_outcomes)
    yield from _outcomes("Other outcome", outcomes.other_outcomes)
    yield from _eligibility(protocol)
    countries = sorted({unescape(place.country) for place in protocol.contacts_locations_module.locations} - {""})
    yield "Locations", _list("Countries with study centres", countries)
    yield "Dates", _say_dates(protocol.status_module)


def _outcomes(name: str, outcomes: Sequence[PlannedOutcome]) -> Iterator[tuple[str, str]]:
    for outcome in outcomes:
        frame = f" Time frame: {_sentence(unescape(outcome.time_frame))}" if outcome.time_frame else ""
        yield f"{name}s", _join(f"{name}: {unescape(outcome.measure)}", _prose(outcome.description)) + frame


def _eligibility(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    module = protocol.eligibility_module
    title = "Eligibility criteria"
    for line in unescape_lines(module.eligibility_criteria).splitlines():
        heading = _CRITERIA.match(line)
        if heading and len(line) <= _LONGEST_HEADING:
            title = f"{heading.group(1).capitalize()} criteria"
        yield title, _sentence(_BULLET.sub("", line).strip()) if not heading else line.strip().rstrip(":*") + ":"
    facts = (
        ("Minimum age", module.minimum_age),
        ("Maximum age", module.maximum_age),
        ("Sex", _words(module.sex) if module.sex else None),
        ("Healthy volunteers", {True: "accepted", False: "not accepted"}.get(module.healthy_volunteers)),  # type: ignore[arg-type]
    )
    yield "Eligibility criteria", " ".join(f"{name}: {_sentence(unescape(told))}" for name, told in facts if told)
    yield "Study population", _prose(module.study_population)
    yield "Study population", f"Sampling: {_words(module.sampling_method)}." if module.sampling_method else ""


def _say_design(design: Design) -> str:
    info = design.design_info
    phases = ", ".join(_words(phase).replace("phase", "phase ") for phase in design.phases if phase != "NA")
    masking = info.masking_info if info else None
    masked = ", ".join(_words(who) for who in masking.who_masked) if masking else ""
    enrolled = design.enrollment_info
    facts = (
        ("Study type", _words(design.study_type)),
        ("Phase", phases),
        ("Allocation", _words(info.allocation) if info else ""),
        ("Intervention model", _words(info.intervention_model) if info else ""),
        ("Intervention model description", unescape(info.intervention_model_description) if info else ""),
        ("Observational model", _words(info.observational_model) if info else ""),
        ("Time perspective", _words(info.time_perspective) if info else ""),
        ("Primary purpose", _words(info.primary_purpose) if info else ""),
        ("Masking", (_say_masking(masking.masking) if masking else "") + (f" ({masked})" if masked else "")),
        ("Masking description", unescape(masking.masking_description) if masking else ""),
        ("Enrolment", f"{enrolled.count} ({_words(enrolled.type)})" if enrolled and enrolled.count is not None else ""),
    )
    return " ".join(f"{name}: {_sentence(told)}" for name, told in facts if told)


def _say_dates(status: Status) -> str:
    facts = (
        ("Overall status", _words(status.overall_status)),
        ("Why stopped", unescape(status.why_stopped)),
        ("Study start", _say_date(status.start_date_struct)),
        ("Primary completion", _say_date(status.primary_completion_date_struct)),
        ("Study completion", _say_date(status.completion_date_struct)),
        ("First posted", _say_date(status.study_first_post_date_struct)),
        ("Results first posted", _say_date(status.results_first_post_date_struct)),
        ("Last update posted", _say_date(status.last_update_post_date_struct)),
    )
    return " ".join(f"{name}: {_sentence(told)}" for name, told in facts if told)


def _say_date(struct: object) -> str:
    day, kind = getattr(struct, "date", None), getattr(struct, "type", None)
    return f"{day} ({_words(kind)})" if day and kind else str(day or "")


def _results(results: ResultsSection) -> Iterator[tuple[str, str]]:
    flow, events, more = results.participant_flow_module, results.adverse_events_module, results.more_info_module
    if flow:
        yield "Recruitment", _prose(flow.recruitment_details)
        yield "Before assignment", _prose(flow.pre_assignment_details)
    measured = results.outcome_measures_module
    for measure in measured.outcome_measures if measured else ():
        frame = f" Time frame: {_sentence(unescape(measure.time_frame))}" if measure.time_frame else ""
        analysed = f" Analysed: {_prose(measure.population_description)}" if measure.population_description else ""
        yield "Outcome measures", _join(unescape(measure.title), _prose(measure.description)) + frame + analysed
    if events:
        yield "Adverse event reporting", _prose(events.description)
        yield (
            "Adverse event reporting",
            f"Time frame: {_sentence(unescape(events.time_frame))}" if events.time_frame else "",
        )
        yield "Adverse event reporting", _prose(events.all_cause_mortality_comment)
    limits = more.limitations_and_caveats if more else None
    yield "Limitations", _prose(limits.description) if limits else ""


def _funding(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    module = protocol.sponsor_collaborators_module
    sponsor = unescape(module.lead_sponsor.name) if module.lead_sponsor else ""
    yield "Funding", f"Sponsor: {_sentence(sponsor)}" if sponsor else ""
    yield "Funding", _list("Collaborators", [unescape(other.name) for other in module.collaborators])


def _publication(protocol: ProtocolSection) -> Iterator[tuple[str, str]]:
    identity = protocol.identification_module
    others = [identity.org_study_id_info, *identity.secondary_id_infos]
    numbers = [unescape(other.id) for other in others if other and other.id]
    acronym = f" Acronym: {_sentence(unescape(identity.acronym))}" if identity.acronym else ""
    yield (
        "Registration",
        f"ClinicalTrials.gov identifier: {identity.nct_id}.{acronym}{_list(' Other numbers', numbers)}",
    )
    for reference in protocol.references_module.references:
        pmid = f" PMID: {unescape(reference.pmid)}." if reference.pmid else ""
        yield "References", _sentence(unescape(reference.citation)) + pmid if reference.citation else ""


def _prose(text: str | None) -> str:
    """The paragraphs of a text, each list entry a sentence of its own."""
    lines = (_BULLET.sub("", line).strip() for line in unescape_lines(text).splitlines())
    return "\n".join(_sentence(line) for line in lines if line)


def _join(head: str, body: str) -> str:
    return f"{_sentence(head)} {body}".strip() if head else body


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?:;," else f"{text}."


def _list(name: str, entries: Sequence[str]) -> str:
    named = [entry for entry in entries if entry]
    return f"{name}: {_sentence('; '.join(named))}" if named else ""


def _words(code: str | None) -> str:
    """A code of the registry as words: "OUTCOMES_ASSESSOR" is "outcomes assessor"."""
    return unescape(code).replace("_", " ").casefold()


def _say_masking(code: str | None) -> str:
    return "none (open label)" if code == "NONE" else _words(code)
