"""What a registry record says of the trial as it was registered: its chapters in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.registry_prose import BULLET, join, list_names, prose, sentence, words
from ingest.readers.registry_protocol import DateStruct, Design, Identifier, PlannedOutcome, ProtocolSection, Status
from ingest.readers.registry_words import unescape, unescape_lines

Parts = Iterator[tuple[str, str]]
"""Titles of sections, each with a paragraph; paragraphs of one title follow each other."""

_CRITERIA = re.compile(r"^\W*(?:key |main |major )?(inclusion|exclusion)\b[^\n]{0,60}?:?\s*\**$", re.IGNORECASE)
_LONGEST_HEADING = 70


def say_titles(protocol: ProtocolSection) -> Parts:
    """Yield the official and the brief title."""
    identity = protocol.identification_module
    for title in dict.fromkeys((unescape(identity.official_title), unescape(identity.brief_title))):
        yield "Title", title


def say_background(protocol: ProtocolSection) -> Parts:
    """Yield summary, description and conditions."""
    description = protocol.description_module
    yield "Summary", prose(description.brief_summary)
    yield "Description", prose(description.detailed_description)
    conditions = protocol.conditions_module
    yield "Conditions", list_names("Conditions studied", [unescape(name) for name in conditions.conditions])
    yield "Keywords", list_names("Keywords", [unescape(name) for name in conditions.keywords])


def say_methods(protocol: ProtocolSection) -> Parts:
    """Yield design, arms, outcomes, eligibility, places and dates."""
    yield "Design", _say_design(protocol.design_module)
    watched = {True: "yes", False: "no"}.get(protocol.oversight_module.oversight_has_dmc)  # type: ignore[arg-type]
    yield "Oversight", f"Data monitoring committee: {watched}." if watched else ""
    arms = protocol.arms_interventions_module
    for group in arms.arm_groups:
        kind = f" ({words(group.type)})" if group.type else ""
        given = list_names(" Interventions", [unescape(name) for name in group.intervention_names])
        yield "Arms", join(f"{unescape(group.label)}{kind}", prose(group.description)) + given
    for intervention in arms.interventions:
        kind = f" ({words(intervention.type)})" if intervention.type else ""
        names = list_names(" Other names", [unescape(name) for name in intervention.other_names])
        yield "Interventions", join(f"{unescape(intervention.name)}{kind}", prose(intervention.description)) + names
    outcomes = protocol.outcomes_module
    yield from _outcomes("Primary outcome", outcomes.primary_outcomes)
    yield from _outcomes("Secondary outcome", outcomes.secondary_outcomes)
    yield from _outcomes("Other outcome", outcomes.other_outcomes)
    yield from _eligibility(protocol)
    countries = sorted({unescape(place.country) for place in protocol.contacts_locations_module.locations} - {""})
    yield "Locations", list_names("Countries with study centres", countries)
    yield "Dates", _say_dates(protocol.status_module)
    for official in protocol.contacts_locations_module.overall_officials:
        who = ", ".join(filter(None, (unescape(official.name), unescape(official.affiliation))))
        yield "Investigators", f"{words(official.role or 'official').capitalize()}: {sentence(who)}" if who else ""
    sharing = protocol.ipd_sharing_statement_module
    shared = f"Sharing of individual participant data: {words(sharing.ipd_sharing)}" if sharing.ipd_sharing else ""
    yield "Data sharing", join(shared, prose(sharing.description))


def say_funding(protocol: ProtocolSection) -> Parts:
    """Yield who is responsible for the trial, and who takes part in it."""
    module = protocol.sponsor_collaborators_module
    sponsor = unescape(module.lead_sponsor.name) if module.lead_sponsor else ""
    yield "Funding", f"Sponsor: {sentence(sponsor)}" if sponsor else ""
    yield "Funding", list_names("Collaborators", [unescape(other.name) for other in module.collaborators])


def say_publication(protocol: ProtocolSection) -> Parts:
    """Yield the numbers of the trial and the publications that its record names."""
    identity = protocol.identification_module
    own = [unescape(identity.org_study_id_info.id)] if identity.org_study_id_info else []
    numbers = [*own, *(_say_number(other) for other in identity.secondary_id_infos if other.id)]
    acronym = f" Acronym: {sentence(unescape(identity.acronym))}" if identity.acronym else ""
    yield (
        "Registration",
        f"ClinicalTrials.gov identifier: {identity.nct_id}.{acronym}{list_names(' Other numbers', numbers)}",
    )
    for reference in protocol.references_module.references:
        pmid = f" PMID: {unescape(reference.pmid)}." if reference.pmid else ""
        yield "References", sentence(unescape(reference.citation)) + pmid if reference.citation else ""


def _say_number(other: Identifier) -> str:
    """A number with what it is: "2014-005181-30 (EudraCT number)", "R01DC011020 (NIH grant)"."""
    kind = _NUMBERS.get(other.type or "", "")
    told = ", ".join(filter(None, (kind, unescape(other.domain))))
    return f"{unescape(other.id)} ({told})" if told else unescape(other.id)


_NUMBERS = {
    "EUDRACT_NUMBER": "EudraCT number",
    "CTIS": "EU trial number",
    "EU_TRIAL_NUMBER": "EU trial number",
    "REGISTRY": "registry number",
    "NIH": "NIH grant number",
    "OTHER_GRANT": "grant number",
    "FDA": "FDA grant number",
    "AHRQ": "AHRQ grant number",
    "SAMHSA": "SAMHSA grant number",
}
"""What the registry's kinds of numbers are; "OTHER" says nothing."""


def _outcomes(name: str, outcomes: Sequence[PlannedOutcome]) -> Parts:
    for outcome in outcomes:
        frame = f" Time frame: {sentence(unescape(outcome.time_frame))}" if outcome.time_frame else ""
        yield f"{name}s", join(f"{name}: {unescape(outcome.measure)}", prose(outcome.description)) + frame


def _eligibility(protocol: ProtocolSection) -> Parts:
    module = protocol.eligibility_module
    title = "Eligibility criteria"
    heading = ""
    for line in filter(str.strip, unescape_lines(module.eligibility_criteria).splitlines()):
        found = _CRITERIA.match(line) if len(line) <= _LONGEST_HEADING else None
        if found:
            title, heading = f"{found.group(1).capitalize()} criteria", line.strip().rstrip(":*") + ": "
        else:
            yield title, heading + sentence(BULLET.sub("", line).strip())
            heading = ""
    facts = (
        ("Minimum age", module.minimum_age),
        ("Maximum age", module.maximum_age),
        ("Sex", words(module.sex) if module.sex else None),
        ("Healthy volunteers", {True: "accepted", False: "not accepted"}.get(module.healthy_volunteers)),  # type: ignore[arg-type]
    )
    yield "Eligibility criteria", " ".join(f"{name}: {sentence(unescape(told))}" for name, told in facts if told)
    yield "Study population", prose(module.study_population)
    yield "Study population", f"Sampling: {words(module.sampling_method)}." if module.sampling_method else ""


def _say_design(design: Design) -> str:
    info = design.design_info
    phases = ", ".join(words(phase).replace("phase", "phase ") for phase in design.phases if phase != "NA")
    masking = info.masking_info if info else None
    masked = ", ".join(words(who) for who in masking.who_masked) if masking else ""
    enrolled = design.enrollment_info
    facts = (
        ("Study type", words(design.study_type)),
        ("Phase", phases),
        ("Allocation", words(info.allocation) if info else ""),
        ("Intervention model", words(info.intervention_model) if info else ""),
        ("Intervention model description", unescape(info.intervention_model_description) if info else ""),
        ("Observational model", words(info.observational_model) if info else ""),
        ("Time perspective", words(info.time_perspective) if info else ""),
        ("Primary purpose", words(info.primary_purpose) if info else ""),
        ("Masking", (_say_masking(masking.masking) if masking else "") + (f" ({masked})" if masked else "")),
        ("Masking description", unescape(masking.masking_description) if masking else ""),
        ("Enrolment", _with_type(enrolled.count, enrolled.type) if enrolled and enrolled.count is not None else ""),
    )
    return " ".join(f"{name}: {sentence(told)}" for name, told in facts if told)


def _say_masking(code: str | None) -> str:
    return "none (open label)" if code == "NONE" else words(code)


def _say_dates(status: Status) -> str:
    facts = (
        ("Overall status", words(status.overall_status)),
        ("Why stopped", unescape(status.why_stopped)),
        ("Study start", _say_date(status.start_date_struct)),
        ("Primary completion", _say_date(status.primary_completion_date_struct)),
        ("Study completion", _say_date(status.completion_date_struct)),
        ("First posted", _say_date(status.study_first_post_date_struct)),
        ("Results first posted", _say_date(status.results_first_post_date_struct)),
        ("Last update posted", _say_date(status.last_update_post_date_struct)),
    )
    return " ".join(f"{name}: {sentence(told)}" for name, told in facts if told)


def _say_date(struct: DateStruct | None) -> str:
    if struct is None or not struct.date:
        return ""
    return _with_type(struct.date, struct.type)


def _with_type(told: object, kind: str | None) -> str:
    """What is told, and whether it is actual or estimated, where that is posted."""
    return f"{told} ({words(kind)})" if kind else str(told)
