"""A question's outcomes as a registry record posts them: by rows, by longer titles, by short forms in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.registry.alike import without_more
from retrieval.registry.arm_places import without_arms
from retrieval.registry.arms_called import with_arms_called
from retrieval.registry.arms_of_parts import with_arms_of_parts
from retrieval.registry.begun import with_events_begun
from retrieval.registry.cancers_asked import with_cancers_asked
from retrieval.registry.carried import defined_words
from retrieval.registry.classes_of_values import with_classes_of_values
from retrieval.registry.codes_asked import with_codes_not_held
from retrieval.registry.condition import (
    with_primary_of_condition,
    without_severity_by_scale,
    without_severity_of_condition,
    without_trial_condition,
)
from retrieval.registry.effect_names import titles_by_effect
from retrieval.registry.entry_values import (
    with_time_before,
    with_trait_at_entry,
    with_traits_named,
    with_values_at_entry,
)
from retrieval.registry.event_ends import with_ends_of_events
from retrieval.registry.fatal_grade import with_fatal_grade
from retrieval.registry.figures_asked import with_shares
from retrieval.registry.fitting import (
    with_best_titles,
    with_changes_compared,
    with_counts,
    with_effects,
    with_groups_asked,
    with_landmarks,
)
from retrieval.registry.flow import with_entries, with_milestone_named, with_milestones
from retrieval.registry.flow_before import with_flow_before
from retrieval.registry.flow_fates import with_fate_of_arm, with_those_ongoing
from retrieval.registry.flow_reasons import with_named_reasons
from retrieval.registry.flow_switch import with_switch
from retrieval.registry.foreign_doses import with_foreign_doses
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.limits_of_parts import with_limits_of_parts
from retrieval.registry.limits_of_titles import with_foreign_limits
from retrieval.registry.markers import with_markers_held
from retrieval.registry.measured import with_measures
from retrieval.registry.named_otherwise import SIZE, SMALL, by_other_names
from retrieval.registry.one_of_alike import with_one_of_alike
from retrieval.registry.outcomes_of_arms import with_outcomes_of_arms
from retrieval.registry.part_titles import are_by_part
from retrieval.registry.patients import with_foreign_conditions, with_needs, without_false_parts
from retrieval.registry.primary_asked import with_lots_compared, with_primary_asked
from retrieval.registry.primary_of_many import with_primary_of_many
from retrieval.registry.rows_counted import with_rows_counted, without_size_alone
from retrieval.registry.secondary_asked import with_key_secondary
from retrieval.registry.serious_asked import with_all_and_serious, with_serious
from retrieval.registry.sets_asked import without_unposted_sets
from retrieval.registry.shared_names import with_one_of_name
from retrieval.registry.strata import with_stratum_asked
from retrieval.registry.times_asked import with_each_time, with_times, with_times_posted, without_durations
from retrieval.registry.titled_parts import with_titled_parts
from retrieval.registry.titles_asked import BY_PART, with_titles_asked
from retrieval.registry.titles_in_full import titles_in_full
from retrieval.registry.traits import (
    with_age_classes,
    with_age_groups,
    with_conditions_at_entry,
    with_counted_parts,
    with_histories,
    with_traits,
)
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_STARTED = "Started"


def as_posted(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the outcomes that its trial's record has; as it is where no record is held."""
    if not words_of(question.trial, corpus=corpus).naming:
        return with_primary_asked(question, corpus=corpus, terms=terms)
    question = with_foreign_conditions(with_cancers_asked(question, corpus=corpus), corpus=corpus)
    question = without_severity_of_condition(question, corpus=corpus)
    question = with_needs(with_limits_of_parts(question, corpus=corpus), corpus=corpus)
    question = with_foreign_doses(without_unposted_sets(question, corpus=corpus), corpus=corpus)
    if (reached := with_milestone_named(question, corpus=corpus)) is not question:
        return with_arms_called(reached, corpus=corpus, terms=terms)
    question = with_named_reasons(with_switch(question, corpus=corpus), corpus=corpus)
    question = with_markers_held(with_those_ongoing(question, corpus=corpus), corpus=corpus, terms=terms)
    if (fatal := with_fatal_grade(question, corpus=corpus, terms=terms)) is not question:
        return fatal
    for read in (_with_past, with_arms_of_parts, with_flow_before, with_fate_of_arm):
        told = read(question, corpus=corpus)
        if told is not question:
            return with_arms_called(told, corpus=corpus, terms=terms)
    if (titled := with_titled_parts(question, corpus=corpus, terms=terms)) is not question:
        return titled
    question = with_age_classes(with_age_groups(question, corpus=corpus), corpus=corpus)
    question = with_rows_counted(with_traits(with_entries(question, corpus=corpus), corpus=corpus), corpus=corpus)
    question = with_counted_parts(
        _without_measures_of_effect(question, corpus=corpus, terms=terms), corpus=corpus, terms=terms
    )
    question = with_ends_of_events(question, corpus=corpus, terms=terms)
    question = _without_size(question, corpus=corpus, terms=terms)
    question = with_one_of_name(question, corpus=corpus, terms=terms)
    question = with_landmarks(without_trial_condition(question, corpus=corpus, terms=terms), terms=terms)
    question = _with_variants(by_other_names(question, corpus=corpus, terms=terms), corpus=corpus)
    question = with_changes_compared(with_effects(question, corpus=corpus), corpus=corpus)
    question = with_all_and_serious(with_serious(question, corpus=corpus), corpus=corpus)
    question = with_best_titles(question, corpus=corpus, terms=terms)
    question = with_primary_of_many(question, corpus=corpus, terms=terms)
    question = with_traits_named(with_trait_at_entry(question, corpus=corpus), corpus=corpus)
    question = with_primary_asked(with_shares(question, corpus=corpus), corpus=corpus, terms=terms)
    question = with_times(with_measures(question, corpus=corpus, terms=terms), corpus=corpus, terms=terms)
    question = without_durations(question, corpus=corpus)
    question = with_lots_compared(without_severity_by_scale(question, corpus=corpus), corpus=corpus)
    question = with_each_time(with_groups_asked(question, corpus=corpus), corpus=corpus)
    question = with_titles_asked(with_counts(with_times_posted(question, corpus=corpus), corpus=corpus), corpus=corpus)
    question = with_values_at_entry(with_one_of_alike(question, corpus=corpus, terms=terms), corpus=corpus)
    question = with_foreign_limits(with_milestones(without_size_alone(question), corpus=corpus))
    question = with_primary_of_condition(question, corpus=corpus, terms=terms)
    for read in (
        with_stratum_asked,
        with_codes_not_held,
        with_key_secondary,
        with_outcomes_of_arms,
        with_classes_of_values,
    ):
        question = read(question, corpus=corpus)
    question = with_events_begun(question, corpus=corpus, terms=terms)
    return with_arms_called(without_false_parts(question, corpus=corpus, terms=terms), corpus=corpus, terms=terms)


def _with_past(question: Question, *, corpus: Corpus) -> Question:
    question = with_conditions_at_entry(question, corpus=corpus)
    return with_time_before(with_histories(question, corpus=corpus), corpus=corpus)


def _without_measures_of_effect(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without an outcome that is how the record calls an effect, for what that is of."""
    measured = titles_by_effect(question, corpus=corpus)
    found = tuple(dict.fromkeys(title for name in question.outcomes for title in measured.get(name, ())))
    if not found:
        return question
    trial = question.trial or ""
    others = [name for name in question.outcomes if name not in measured]
    held = {name: _by_effect(name, found, trial, terms) for name in others}
    spans = {(m.start, m.end) for m in question.mentions if m.term.kind == "outcome" and held.get(m.term.name)}
    called = {m.term.name for m in question.mentions if (m.start, m.end) in spans}  # what one name leads to
    left = dict.fromkeys(title for name in others for title in held[name] or (() if name in called else (name,)))
    return replace(question, outcomes=tuple(without_more([*left], words_of(trial, corpus=corpus))) or found)


def _by_effect(name: str, found: Sequence[str], trial: str, terms: TermIndex) -> list[str]:
    """The titles of an outcome that have the effect asked; those with rows of parts are of no whole."""
    own = [title for title in terms.outcomes_of(name, trial=trial) if title in found]
    return [title for title in own if not BY_PART.search(title)] or own


def _without_size(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without the size of the trial that "how many patients" names, where its other words name a title."""
    counted = {(m.start, m.end) for m in question.mentions if m.term.kind == "statistic"}
    sizes = [m for m in question.mentions if m.term.name == SIZE and (m.start, m.end) in counted]
    if question.outcomes != (SIZE,) or not sizes:
        return question
    trial = question.trial or ""
    bare = replace(question, outcomes=(), mentions=tuple(m for m in question.mentions if m not in sizes))
    titles = titles_in_full(bare, corpus=corpus, terms=terms)
    if not titles:
        return question
    carried = frozenset().union(*(defined_words(title, trial, corpus=corpus) | stems(title) for title in titles))
    carried |= in_lay_words(carried)
    left = tuple(token for token in question.unknown if not stems(token.text) <= carried)
    return replace(question, outcomes=titles, unknown=left, unread=())


def _with_variants(question: Question, *, corpus: Corpus) -> Question:
    """The outcomes with those of a record in their place whose longer titles go on as the question does."""
    trial = question.trial or ""
    titles = [outcome for (outcome,) in corpus.table.slots(trial, ("outcome",)) if outcome]
    asked = stems(without_arms(question))
    traits = {title for title, kind in corpus.table.slots(trial, ("outcome", "category")) if kind == "baseline"}

    def longer(name: str) -> str:
        own = stems(name)
        among = [title for title in titles if name in traits or title not in traits or at_entry(question.text)]
        more = {title: stems(title) - own - SMALL for title in among if own < stems(title)}
        more = {t: words for t, words in more.items() if words & _DENYING <= asked and not are_by_part((t,), question)}
        if name in traits and at_entry(question.text):
            return name
        carried = {title: len(words & asked) for title, words in more.items() if len(words & asked) * 2 >= len(words)}
        best = max(carried, key=lambda title: carried[title], default=name)
        return best if carried.get(best, 0) >= _FEWEST_MORE and best not in question.outcomes else name

    return replace(question, outcomes=tuple(dict.fromkeys(map(longer, question.outcomes))))


_DENYING = stems("not without excluding")
_FEWEST_MORE = 2
"""Further words of a longer title that a question has to have."""
