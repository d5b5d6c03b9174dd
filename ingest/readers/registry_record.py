"""A ClinicalTrials.gov record as its API (version 2) gives it: the border where unknown JSON becomes typed records.

Everything is optional, as in the registry's own specification, and keys that are not read are ignored. Numbers of
results are texts there; a number in their place is taken as it is printed.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

MOST_PARTICIPANTS = 10**12
"""A larger count is a mistake, and would not fit the table."""


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _not_true(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("expected a whole number, found true or false")
    return value


Text = Annotated[str, BeforeValidator(_as_text)]
Count = Annotated[int, BeforeValidator(_not_true), Field(ge=0, le=MOST_PARTICIPANTS)]


class Part(BaseModel):
    """A part of a record: its keys are the registry's, and those that it does not know are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True)


class Group(Part):
    """A reporting group; its id names it within one module, or one outcome measure, alone."""

    id: Text = ""
    title: Text = ""
    description: Text = ""


class GroupCount(Part):
    """How many participants, or units, of one group were analysed."""

    group_id: Text = ""
    value: Text | None = None


class Denominator(Part):
    """What was analysed, in participants or other units."""

    units: Text = ""
    counts: tuple[GroupCount, ...] = ()


class Measurement(Part):
    """One posted value with its dispersion."""

    group_id: Text = ""
    value: Text | None = None
    spread: Text | None = None
    lower_limit: Text | None = None
    upper_limit: Text | None = None
    comment: Text | None = None


class MeasureCategory(Part):
    """A row within a class."""

    title: Text = ""
    measurements: tuple[Measurement, ...] = ()


class MeasureClass(Part):
    """A block of rows; its denominators, where it has some, go before the measure's."""

    title: Text = ""
    denoms: tuple[Denominator, ...] = ()
    categories: tuple[MeasureCategory, ...] = ()


class Analysis(Part):
    """A statistical analysis of an outcome measure."""

    group_ids: tuple[Text, ...] = ()
    group_description: Text | None = None
    non_inferiority_type: Text | None = None
    non_inferiority_comment: Text | None = None
    statistical_method: Text | None = None
    statistical_comment: Text | None = None
    p_value: Text | None = None
    p_value_comment: Text | None = None
    param_type: Text | None = None
    param_value: Text | None = None
    dispersion_type: Text | None = None
    dispersion_value: Text | None = None
    ci_pct_value: Text | None = None
    ci_num_sides: Text | None = None
    ci_lower_limit: Text | None = None
    ci_upper_limit: Text | None = None
    ci_lower_limit_comment: Text | None = None
    ci_upper_limit_comment: Text | None = None
    estimate_comment: Text | None = None
    other_analysis_description: Text | None = None


class Measure(Part):
    """A baseline characteristic or an outcome measure; ``groups`` and ``analyses`` are an outcome's alone."""

    type: Text | None = None
    title: Text = ""
    description: Text | None = None
    population_description: Text | None = None
    param_type: Text | None = None
    dispersion_type: Text | None = None
    unit_of_measure: Text | None = None
    time_frame: Text | None = None
    type_units_analyzed: Text | None = None
    denom_units_selected: Text | None = None
    groups: tuple[Group, ...] = ()
    denoms: tuple[Denominator, ...] = ()
    classes: tuple[MeasureClass, ...] = ()
    analyses: tuple[Analysis, ...] = ()


class Achievement(Part):
    """How many of one group reached a milestone, or left for a reason."""

    group_id: Text = ""
    comment: Text | None = None
    num_subjects: Text | None = None
    num_units: Text | None = None


class Milestone(Part):
    """A milestone of the participant flow."""

    type: Text = ""
    comment: Text | None = None
    achievements: tuple[Achievement, ...] = ()


class DropWithdraw(Part):
    """A reason for which participants did not complete a period."""

    type: Text = ""
    comment: Text | None = None
    reasons: tuple[Achievement, ...] = ()


class Period(Part):
    """A period of the participant flow."""

    title: Text = ""
    milestones: tuple[Milestone, ...] = ()
    drop_withdraws: tuple[DropWithdraw, ...] = ()


class ParticipantFlow(Part):
    """How participants moved through the trial."""

    pre_assignment_details: Text | None = None
    recruitment_details: Text | None = None
    type_units_analyzed: Text | None = None
    groups: tuple[Group, ...] = ()
    periods: tuple[Period, ...] = ()


class Baseline(Part):
    """Baseline characteristics."""

    population_description: Text | None = None
    type_units_analyzed: Text | None = None
    groups: tuple[Group, ...] = ()
    denoms: tuple[Denominator, ...] = ()
    measures: tuple[Measure, ...] = ()


class OutcomeMeasures(Part):
    """All outcome measures with results."""

    outcome_measures: tuple[Measure, ...] = ()


class EventGroup(Group):
    """A reporting group of the adverse events, with its totals."""

    deaths_num_affected: Count | None = None
    deaths_num_at_risk: Count | None = None
    serious_num_affected: Count | None = None
    serious_num_at_risk: Count | None = None
    other_num_affected: Count | None = None
    other_num_at_risk: Count | None = None


class EventStats(Part):
    """How often a term was reported in one group."""

    group_id: Text = ""
    num_events: Count | None = None
    num_affected: Count | None = None
    num_at_risk: Count | None = None


class AdverseEvent(Part):
    """One adverse event term."""

    term: Text = ""
    organ_system: Text | None = None
    source_vocabulary: Text | None = None
    assessment_type: Text | None = None
    notes: Text | None = None
    stats: tuple[EventStats, ...] = ()


class AdverseEvents(Part):
    """Adverse events: totals, serious terms, and other terms above a threshold."""

    frequency_threshold: Text | None = None
    time_frame: Text | None = None
    description: Text | None = None
    all_cause_mortality_comment: Text | None = None
    event_groups: tuple[EventGroup, ...] = ()
    serious_events: tuple[AdverseEvent, ...] = ()
    other_events: tuple[AdverseEvent, ...] = ()


class Limitations(Part):
    """Limitations and caveats in the sponsor's words."""

    description: Text | None = None


class MoreInfo(Part):
    """What else is said of the results; the names and addresses of contacts are not read."""

    limitations_and_caveats: Limitations | None = None


class ResultsSection(Part):
    """The posted results."""

    participant_flow_module: ParticipantFlow | None = None
    baseline_characteristics_module: Baseline | None = None
    outcome_measures_module: OutcomeMeasures | None = None
    adverse_events_module: AdverseEvents | None = None
    more_info_module: MoreInfo | None = None
