"""The protocol section of a ClinicalTrials.gov record, and the record as a whole."""

from __future__ import annotations

from ingest.readers.registry_record import Count, Part, ResultsSection, Text


class Identifier(Part):
    """Another number of the trial."""

    id: Text = ""
    type: Text | None = None
    domain: Text | None = None


class Identification(Part):
    """Names and numbers of the trial."""

    nct_id: Text = ""
    brief_title: Text | None = None
    official_title: Text | None = None
    acronym: Text | None = None
    org_study_id_info: Identifier | None = None
    secondary_id_infos: tuple[Identifier, ...] = ()


class DateStruct(Part):
    """A date, sometimes only a month, and whether it is actual or estimated."""

    date: Text | None = None
    type: Text | None = None


class Status(Part):
    """Where the trial stands, and when."""

    overall_status: Text | None = None
    why_stopped: Text | None = None
    start_date_struct: DateStruct | None = None
    primary_completion_date_struct: DateStruct | None = None
    completion_date_struct: DateStruct | None = None
    study_first_post_date_struct: DateStruct | None = None
    results_first_post_date_struct: DateStruct | None = None
    last_update_post_date_struct: DateStruct | None = None


class Organisation(Part):
    """A sponsor or a collaborator."""

    name: Text | None = None


class Sponsors(Part):
    """Who is responsible for the trial, and who takes part in it."""

    lead_sponsor: Organisation | None = None
    collaborators: tuple[Organisation, ...] = ()


class Description(Part):
    """What the trial is about."""

    brief_summary: Text | None = None
    detailed_description: Text | None = None


class Conditions(Part):
    """Diseases studied."""

    conditions: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()


class Masking(Part):
    """Who did not know the treatment."""

    masking: Text | None = None
    masking_description: Text | None = None
    who_masked: tuple[Text, ...] = ()


class DesignInfo(Part):
    """How the trial is built."""

    allocation: Text | None = None
    intervention_model: Text | None = None
    intervention_model_description: Text | None = None
    primary_purpose: Text | None = None
    observational_model: Text | None = None
    time_perspective: Text | None = None
    masking_info: Masking | None = None


class Enrollment(Part):
    """How many take part."""

    count: Count | None = None
    type: Text | None = None


class Design(Part):
    """Kind, phase and design."""

    study_type: Text | None = None
    phases: tuple[Text, ...] = ()
    design_info: DesignInfo | None = None
    enrollment_info: Enrollment | None = None


class ArmGroup(Part):
    """An arm as the protocol plans it; its type is the sponsor's word, and sometimes wrong."""

    label: Text = ""
    type: Text | None = None
    description: Text | None = None
    intervention_names: tuple[Text, ...] = ()


class Intervention(Part):
    """What is given, and to which arms."""

    type: Text | None = None
    name: Text = ""
    description: Text | None = None
    arm_group_labels: tuple[Text, ...] = ()
    other_names: tuple[Text, ...] = ()


class Arms(Part):
    """Arms and interventions."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[Intervention, ...] = ()


class PlannedOutcome(Part):
    """An outcome as the protocol defines it."""

    measure: Text = ""
    description: Text | None = None
    time_frame: Text | None = None


class PlannedOutcomes(Part):
    """All outcomes of the protocol."""

    primary_outcomes: tuple[PlannedOutcome, ...] = ()
    secondary_outcomes: tuple[PlannedOutcome, ...] = ()
    other_outcomes: tuple[PlannedOutcome, ...] = ()


class Eligibility(Part):
    """Who could take part."""

    eligibility_criteria: Text | None = None
    healthy_volunteers: bool | None = None
    sex: Text | None = None
    minimum_age: Text | None = None
    maximum_age: Text | None = None
    study_population: Text | None = None
    sampling_method: Text | None = None


class Oversight(Part):
    """Who watches over the trial."""

    oversight_has_dmc: bool | None = None


class Official(Part):
    """A person, or an office, that is responsible for the trial as a whole."""

    name: Text | None = None
    affiliation: Text | None = None
    role: Text | None = None


class Sharing(Part):
    """Whether the data of single participants are shared."""

    ipd_sharing: Text | None = None
    description: Text | None = None


class Location(Part):
    """Where a centre is; its contacts are not read."""

    country: Text | None = None


class Locations(Part):
    """Where the trial runs."""

    locations: tuple[Location, ...] = ()
    overall_officials: tuple[Official, ...] = ()


class Retraction(Part):
    """The notice of a retraction."""

    pmid: Text | None = None
    source: Text | None = None


class Reference(Part):
    """A publication that the record names."""

    pmid: Text | None = None
    type: Text | None = None
    citation: Text | None = None
    retractions: tuple[Retraction, ...] = ()


class References(Part):
    """Publications."""

    references: tuple[Reference, ...] = ()


class ProtocolSection(Part):
    """The trial as it was registered."""

    identification_module: Identification = Identification()
    status_module: Status = Status()
    sponsor_collaborators_module: Sponsors = Sponsors()
    oversight_module: Oversight = Oversight()
    description_module: Description = Description()
    conditions_module: Conditions = Conditions()
    design_module: Design = Design()
    arms_interventions_module: Arms = Arms()
    outcomes_module: PlannedOutcomes = PlannedOutcomes()
    eligibility_module: Eligibility = Eligibility()
    contacts_locations_module: Locations = Locations()
    references_module: References = References()
    ipd_sharing_statement_module: Sharing = Sharing()


class Study(Part):
    """One record."""

    protocol_section: ProtocolSection = ProtocolSection()
    results_section: ResultsSection | None = None
