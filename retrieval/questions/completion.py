"""A question completed: the outcomes meant where it names a statistic, a grade or a subgroup, but no outcome."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers import causes
from retrieval.answers.analysed import for_analysed
from retrieval.answers.counts import ask_for_parts, with_deaths, with_events, with_sizes
from retrieval.answers.counts_claimed import counts_claimed
from retrieval.answers.cutoffs import ask_for_cutoffs, ask_for_stage
from retrieval.answers.definitions import asks_definition, of_sets_counted
from retrieval.answers.flow_asked import with_flow
from retrieval.answers.leaving import with_drug_stopped, with_reasons
from retrieval.answers.prior_drugs import with_prior_drugs
from retrieval.answers.untold_causes import of_cause_untold
from retrieval.naming import sources_named
from retrieval.questions import breadth, wording
from retrieval.questions.agencies import with_approvals
from retrieval.questions.all_held import with_all_held
from retrieval.questions.arm_sizes import with_size_claimed
from retrieval.questions.at_large import (
    asks_at_large,
    measured_outcomes,
    outcomes_of_analyses,
    primary_outcomes,
    with_analysis,
    with_baseline,
    with_effect_listed,
    with_efficacy,
    with_overview,
)
from retrieval.questions.average_age import with_age_beside_classes, with_age_of_all, with_average_age
from retrieval.questions.composites import as_composite
from retrieval.questions.dates_told import with_dates_told
from retrieval.questions.deaths import without_causes, without_survival
from retrieval.questions.doses_asked import with_doses, without_doses
from retrieval.questions.effects_of_events import with_effects_of_events
from retrieval.questions.fared import with_fares
from retrieval.questions.held_names import with_held_names
from retrieval.questions.history import held_alternatives, without_history
from retrieval.questions.how_fared import asks_how_fared
from retrieval.questions.implied import (
    in_classes_of_age,
    with_ages_included,
    with_events_graded,
    with_number_of_lines,
    with_other_end,
    with_primary_completion,
    with_risk_cut,
    with_sizes_of_parts,
)
from retrieval.questions.lasting import with_lasting, with_time_on_treatment, with_time_to_response
from retrieval.questions.long_names import without_parts_of_names
from retrieval.questions.meaning import nearest_outcome, outcomes_by_meaning
from retrieval.questions.meant import fuller_titles, with_titles_meant
from retrieval.questions.methods import with_method
from retrieval.questions.narrowing_phrases import with_narrowing_phrases
from retrieval.questions.organ_events import with_events_of_organ
from retrieval.questions.parts_asked import (
    as_parts,
    in_every_subgroup,
    with_members,
    with_related_parts,
    with_slot_words,
)
from retrieval.questions.periods import without_row_names
from retrieval.questions.postings import with_postings
from retrieval.questions.question import Question
from retrieval.questions.quoted import with_outcomes_quoted
from retrieval.questions.stages import with_stages
from retrieval.questions.thresholds import with_thresholds
from retrieval.questions.titled_outcomes import EFFECTS, MEDIANS, asked_by_title, titled_outcomes
from retrieval.registry.arm_doses import with_arm_doses
from retrieval.registry.arm_words import with_arm_words
from retrieval.registry.arms_called import with_arms_called
from retrieval.registry.arms_left import with_arms_left
from retrieval.registry.carried import defined_words
from retrieval.registry.developed import with_events_developed
from retrieval.registry.entry_values import without_changes
from retrieval.registry.flow import with_flow_marked
from retrieval.registry.levels_asked import with_levels_asked, with_severity_asked
from retrieval.registry.past_parts import with_past_not_held
from retrieval.registry.patients import without_false_parts
from retrieval.registry.posted import as_posted
from retrieval.registry.secondary_asked import asks_secondary
from retrieval.registry.serious_asked import with_serious
from retrieval.registry.sets_asked import primary_in_set
from retrieval.registry.things import things_named
from retrieval.registry.times_asked import at_the_time_asked
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import TermIndex

_STUDIED = "study population"
_ADVERSE_EVENT = "Treatment-emergent adverse event"
_EVENTS = re.compile(
    r"(?:events?|effects?|reactions?|problems?|complications?|harms?|trouble)\b|\b\w*AEs?\b|toxic|safety|tolera|adverse",
    re.IGNORECASE,
)
"""What events of any sort are called."""
_HOW_LONG_WAS = re.compile(r"\bhow long (?:is|was|were|are)\b", re.IGNORECASE)  # a period's length, no time to an event


def complete(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Question:
    """Fill in the outcome where only its statistic, grade or subgroup is named: primary endpoint, adverse events."""
    question = with_drug_stopped(without_causes(question, corpus=corpus))
    held = with_all_held(question, corpus=corpus, terms=terms)
    question = held or _completed(question, corpus=corpus, terms=terms, retriever=retriever)
    question = with_events_developed(without_changes(question, corpus=corpus), corpus=corpus)
    question = with_levels_asked(with_severity_asked(question, corpus=corpus), corpus=corpus)
    question = with_past_not_held(question, corpus=corpus, terms=terms)
    return without_parts_of_names(with_flow_marked(for_analysed(question, corpus=corpus), corpus=corpus, terms=terms))


def _completed(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Question:
    question = _with_outcomes_named(with_outcomes_quoted(question, corpus=corpus), corpus=corpus, terms=terms)
    question = _with_parts_named(with_risk_cut(question), corpus=corpus, terms=terms)
    question = with_fares(with_events_of_organ(question, corpus=corpus), corpus=corpus, terms=terms)
    overview = wording.asks_overview(question.text) or question.weighs
    if question.subgroups and not record_of(question.trial, corpus=corpus):  # a record's parts are in its titles
        overview = overview or asks_how_fared(question.text, question.mentions)
    fared = overview or bool(set(question.statistics) & EFFECTS)  # how a part of the trial did, not how large it is
    if not (question.subgroups and fared) and (titled := titled_outcomes(question, corpus=corpus, terms=terms)):
        return without_false_parts(asked_by_title(question, titled), corpus=corpus, terms=terms)
    if question.outcomes:
        question = with_efficacy(
            with_other_end(with_events_graded(question, corpus=corpus), corpus=corpus), corpus=corpus, terms=terms
        )
        question = with_effects_of_events(with_effect_listed(question, corpus=corpus, terms=terms), corpus=corpus)
        return with_held_names(question, corpus=corpus, terms=terms)
    if wide := with_baseline(question, corpus=corpus) or with_analysis(question, corpus=corpus, terms=terms):
        return with_held_names(wide, corpus=corpus, terms=terms)
    if asks_at_large(question) and (not question.topics or record_of(question.trial, corpus=corpus)):
        return with_overview(question, corpus=corpus, terms=terms)
    if question.subgroups and (averaged := with_average_age(question, terms=terms)):
        return averaged
    if question.grades:
        return _of_events_graded(question, corpus=corpus, retriever=retriever)
    effects = _asks_effect(question, corpus=corpus)
    if effects and (asks_secondary(question) or not _is_of_primary(question, corpus=corpus, terms=terms)):
        return question  # "the median time to rewarming" is of no outcome that lacks its words
    told_of = [topic for topic in question.topics if topic.name != _STUDIED]  # "which patients did best"
    if effects or (breadth.asks_every_subgroup(question.text) and not told_of):
        effect = _with_primary(replace(question, topics=tuple(told_of)), corpus=corpus, terms=terms)
        return with_sizes(effect, corpus=corpus)
    if question.subgroups:
        meant = None if overview else nearest_outcome(question, corpus=corpus, retriever=retriever)
        measured = (meant,) if meant else _measured_in(question, corpus=corpus, terms=terms)
        return replace(question, outcomes=measured, brief=not meant)
    return _asked_of_all(question, corpus=corpus, terms=terms)


def _of_events_graded(question: Question, *, corpus: Corpus, retriever: Retriever) -> Question:
    """The question for the events of a grade that its words mean, else for all; of strange events for none."""
    words = question.unread or question.unknown
    if near := outcomes_by_meaning(question, corpus=corpus, retriever=retriever) if words else ():
        return _asked_by_meaning(question, near)
    strange = words and not _EVENTS.search(question.text)
    return with_serious(question if strange else replace(question, outcomes=(_ADVERSE_EVENT,)), corpus=corpus)


def _asks_effect(question: Question, *, corpus: Corpus) -> bool:
    """Whether an effect is asked of no outcome: by its name, a median of an arm, or which of two did better."""
    statistics = set(question.statistics)
    if statistics & EFFECTS:
        return True
    untopical = not question.topics or bool(sources_named(question, corpus=corpus))  # "the FDA's median" is a figure
    if untopical and question.arms and statistics & MEDIANS and not _HOW_LONG_WAS.search(question.text):
        return True
    return question.weighs and _compares_two(question) and not question.topics and not question.unknown


def _asked_of_all(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question at large for what an analysis set or the trial measured, or for what it claims to count."""
    if question.populations and asks_definition(question.text):
        return question
    left = (*question.unknown, *question.unread)  # what is asked at large is not what no word of it names
    left = left or things_named(question, corpus=corpus)
    if in_set := primary_in_set(question, left, corpus=corpus, terms=terms):
        return replace(question, outcomes=in_set, topics=())
    if wording.asks_overview(question.text) and not question.topics and not left:
        return replace(question, outcomes=measured_outcomes(question, corpus=corpus, terms=terms), brief=True)
    return replace(question, outcomes=counts_claimed(question, corpus=corpus))


def _with_outcomes_named(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the outcomes that its words lead to in the trial's own table."""
    if record_of(question.trial, corpus=corpus):
        question = with_arm_words(with_arm_doses(question, corpus=corpus), corpus=corpus)
        question = with_arms_left(question, corpus=corpus)
    question = with_age_of_all(with_postings(question, corpus=corpus, terms=terms), terms=terms)
    question = with_ages_included(as_parts(with_approvals(question, corpus=corpus), corpus=corpus), corpus=corpus)
    question = with_time_on_treatment(with_doses(question, corpus=corpus), corpus=corpus)
    question = with_time_to_response(question, corpus=corpus)
    question = as_posted(question, corpus=corpus, terms=terms)
    question = without_row_names(with_members(question, corpus=corpus, terms=terms), corpus=corpus)
    question = with_sizes(without_history(question, terms=terms), corpus=corpus)
    question = of_sets_counted(question, terms=terms)
    question = with_number_of_lines(with_thresholds(question, corpus=corpus), corpus=corpus)
    question = with_size_claimed(with_primary_completion(question, corpus=corpus), corpus=corpus)
    question = as_composite(with_flow(without_doses(question, terms=terms), corpus=corpus), corpus=corpus, terms=terms)
    question = with_prior_drugs(question, corpus=corpus)
    question = in_classes_of_age(ask_for_parts(question, corpus=corpus), corpus=corpus)
    question = with_sizes_of_parts(question, corpus=corpus)
    question = with_reasons(held_alternatives(question, terms=terms), corpus=corpus)
    question = ask_for_stage(ask_for_cutoffs(question, corpus=corpus, terms=terms), corpus=corpus)
    question = causes.ask_of_causes(with_dates_told(question, corpus=corpus), corpus=corpus)
    question = causes.with_events_that_led(causes.with_other_steps(question, corpus=corpus), corpus=corpus)
    question = of_cause_untold(question, corpus=corpus)
    question = with_method(with_titles_meant(question, corpus=corpus), corpus=corpus)
    question = replace(question, outcomes=fuller_titles(question, corpus=corpus))
    question = without_survival(with_deaths(with_events(question, corpus=corpus), corpus=corpus))
    question = with_narrowing_phrases(with_lasting(question, corpus=corpus), corpus=corpus)
    return with_age_beside_classes(question, terms=terms)


def _with_parts_named(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the members of a family, and the parts of the patients, that its other words tell."""
    question = with_related_parts(question, corpus=corpus, terms=terms)
    return with_slot_words(with_stages(question, terms=terms), corpus=corpus)


def _compares_two(question: Question) -> bool:
    """Whether two treatments of the trial are held against each other, by their arms or by what these got."""
    if len(question.arms) > 1:
        return True
    given = [m for m in question.mentions if m.term.kind == "arm" or (m.term.kind == "drug" and m.term.trial)]
    return any(one.end <= other.start for one in given for other in given)


def _asked_by_meaning(question: Question, outcomes: tuple[str, ...]) -> Question:
    return replace(question, outcomes=outcomes, by_meaning=outcomes, unknown=(), unread=())


def _measured_in(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The outcomes that have results in the parts asked; the primary endpoints where it is asked how they fared."""
    measured = measured_outcomes(question, corpus=corpus, terms=terms)
    return measured or (primary_outcomes(question, terms=terms) if question.weighs else ())


def _with_primary(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the outcome of the analysis named, else the primary endpoints: an effect is of no other."""
    effect = outcomes_of_analyses(question, terms=terms) or primary_outcomes(question, terms=terms)
    primary = at_the_time_asked(effect, question, corpus=corpus)
    question = with_arms_called(replace(question, outcomes=primary), corpus=corpus, terms=terms)
    return in_every_subgroup(question, corpus=corpus) if not question.subgroups else question


def _is_of_primary(question: Question, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether every word that a question over a record leaves unread is one of its primary outcomes."""
    left = [token for token in (*question.unknown, *question.unread) if token.form not in _OF_PRIMARY]
    if not left or record_of(question.trial, corpus=corpus) is None:
        return True
    titles = primary_outcomes(question, terms=terms)
    told = frozenset().union(
        *(stems(title) | defined_words(title, question.trial or "", corpus=corpus) for title in titles)
    )
    return all(stems(token.text) <= told for token in left)


_OF_PRIMARY = frozenset("main primary principal endpoint end point outcome trial study comparison result".split())
