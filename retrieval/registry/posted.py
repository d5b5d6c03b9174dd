"""A question's outcomes as a registry record posts them: by rows, by longer titles, by short forms in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.lexicon import SHORTEST_TYPO
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.registry.alike import without_more
from retrieval.registry.arm_places import without_arms
from retrieval.registry.arms_called import with_arms_called
from retrieval.registry.arms_of_parts import with_arms_of_parts
from retrieval.registry.begun import with_events_begun
from retrieval.registry.cancers_asked import with_cancers_asked
from retrieval.registry.carried import defined_words, without_less
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
from retrieval.registry.flow import with_entries, with_milestone_named, with_milestones, with_named_reasons
from retrieval.registry.flow_before import with_flow_before
from retrieval.registry.flow_fates import with_fate_of_arm, with_those_ongoing
from retrieval.registry.flow_switch import with_switch
from retrieval.registry.foreign_doses import with_foreign_doses
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.limits_of_parts import with_limits_of_parts
from retrieval.registry.limits_of_titles import with_foreign_limits
from retrieval.registry.markers import with_markers_held
from retrieval.registry.measured import with_measures
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
from retrieval.terms import TermIndex, common_words, normal_form, split_tokens

_SIZE = "Patients randomised"
_OF_TIME = re.compile(
    r"(?:median |mean )?(?:time (?:to|until)|(?:duration|length) of|follow[- ]?up\W*$)", re.IGNORECASE
)
"""How a title begins that tells when something is reached or how long it lasts, and not how much or whether it is."""
_UNIT_OF_TIME = re.compile(r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
"""How results are told of a time: a "time to first stroke" of events per year is of how many had one."""
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
    question = _with_variants(_of_rows(question, corpus=corpus, terms=terms), corpus=corpus)
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
    sizes = [m for m in question.mentions if m.term.name == _SIZE and (m.start, m.end) in counted]
    if question.outcomes != (_SIZE,) or not sizes:
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


def _of_rows(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The outcomes of a record that are asked by other names: "Asian" is a row of the race, "weight" a "wt"."""
    trial = question.trial or ""
    words = words_of(trial, corpus=corpus)
    missed = [name for name in question.outcomes if not terms.outcomes_of(name, trial=trial)]
    slots = corpus.table.slots(trial, ("outcome", "item"))
    rows = {_words_of(item): outcome for outcome, item in slots if outcome and item}
    at_baseline = at_entry(question.text)
    kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
    titles = [title for title, kind in kinds.items() if title and (kind == "baseline") <= at_baseline] or [*kinds]
    events = single_events(trial, table=corpus.table)
    units = corpus.table.slots(trial, ("outcome", "unit")) if missed else ()
    lasting = {title for title, unit in units if unit and _UNIT_OF_TIME.match(unit)}  # else it is of how many had it
    instead: dict[str, tuple[str, ...]] = {}
    for name in missed:
        said = (m.text for m in question.mentions if m.term.name == name and m.term.kind == "outcome")
        called = dict.fromkeys(map(_words_of, (name, *said)))
        row = next(filter(None, (rows.get(words) or _row_nearly(words, rows) for words in called)), None)
        trait = any(m.term.name == name and m.term.category == "baseline" for m in question.mentions)
        wanted = stems(name) - (_NUMBERS if trait else _AVERAGES)
        among = [title for title in (kinds if trait else titles) if title and title not in events]
        among = [title for title in among if (_is_of_time(title) and title in lasting) is _is_of_time(name)]
        own = tuple(title for title in among if wanted <= stems(f"{title} {words.in_full(title)}"))
        own = _of_object(name, own, among, question) or without_less(own, question, corpus=corpus)
        own = own or tuple(title for title in events if wanted < stems(title) and stems(title) - wanted <= _SITES)
        instead[name] = (row,) if row else own if len(own) <= _MOST_ALIKE else ()
    found = [other for name in question.outcomes for other in instead.get(name) or (name,)]
    if any(kinds.get(name) == "baseline" for name in found) and _TOOK_PART.search(question.text):
        found = [name for name in found if name != _SIZE]  # how many of a kind took part, not how many did
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


_SITES = stems("application injection infusion implant device catheter site of at the")
"""What the name of an event adds that was seen where something was given: "application site erythema"."""


def _of_object(name: str, own: Sequence[str], among: Sequence[str], question: Question) -> tuple[str, ...]:
    """The titles that have what a general name is of, where none of its own has it: "antibodies to tetanus".

    None where the words beside the name are of its own titles, or of no title.
    """
    mention = next((m for m in question.mentions if m.term.name == name), None)
    if mention is None or not own:
        return ()
    beside = _OBJECT.match(question.text, mention.end) or _BEFORE.search(question.text, 0, mention.start)
    object_ = stems(beside["word"]) if beside and normal_form(beside["word"]) not in common_words() else frozenset()
    if not object_ or any(object_ <= stems(title) for title in own):
        return ()
    return tuple(title for title in among if object_ <= stems(title))


_OBJECT = re.compile(r"\s(?:to|against)\s(?:the\s)?(?P<word>[A-Za-z][\w-]{3,})")
_BEFORE = re.compile(r"\b(?P<word>[A-Za-z][\w-]{3,})\s$")


def _is_of_time(name: str) -> bool:
    return bool(_OF_TIME.match(name))


def _row_nearly(name: str, rows: Mapping[str, str]) -> str | None:
    """The outcome of the one row that has a name but for a slip of one letter: "Race: Asain"."""
    if len(name) < SHORTEST_TYPO:
        return None
    near = {
        outcome
        for row, outcome in rows.items()
        if any(OSA.distance(name, form, score_cutoff=1) <= 1 for form in row.split() if len(form) == len(name))
    }
    return near.pop() if len(near) == 1 else None


_TOOK_PART = re.compile(r"\b(?:took|taking|take) part\b|\bparticipat(?:ed|ing)\b", re.IGNORECASE)


_NUMBERS = stems("one two three four more most least")
"""Words of a trait that tell which of its rows is asked: "one prior line"."""
_AVERAGES = stems("median mean")
"""Words of a name that its results tell by their statistic, whatever the title."""
_MOST_ALIKE = 2
"""Titles of one trial that carry all words of an outcome's name: the same at two times; of more, none is meant."""


def _with_variants(question: Question, *, corpus: Corpus) -> Question:
    """The outcomes with those of a record in their place whose longer titles go on as the question does."""
    trial = question.trial or ""
    titles = [outcome for (outcome,) in corpus.table.slots(trial, ("outcome",)) if outcome]
    asked = stems(without_arms(question))
    traits = {title for title, kind in corpus.table.slots(trial, ("outcome", "category")) if kind == "baseline"}

    def longer(name: str) -> str:
        own = stems(name)
        among = [title for title in titles if name in traits or title not in traits or at_entry(question.text)]
        more = {title: stems(title) - own - _SMALL for title in among if own < stems(title)}
        more = {t: words for t, words in more.items() if words & _DENYING <= asked and not are_by_part((t,), question)}
        if name in traits and at_entry(question.text):
            return name
        carried = {title: len(words & asked) for title, words in more.items() if len(words & asked) * 2 >= len(words)}
        best = max(carried, key=lambda title: carried[title], default=name)
        return best if carried.get(best, 0) >= _FEWEST_MORE and best not in question.outcomes else name

    return replace(question, outcomes=tuple(dict.fromkeys(map(longer, question.outcomes))))


_SMALL = stems("a an and at by for from in of on or the to with")
_DENYING = stems("not without excluding")
_FEWEST_MORE = 2
"""Further words of a longer title that a question has to have."""


def _words_of(name: str) -> str:
    """The words of a name in their normal form."""
    return " ".join(token.form for token in split_tokens(name))
