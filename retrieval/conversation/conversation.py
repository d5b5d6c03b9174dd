"""A conversation as far as a follow-up needs it, and the follow-up written out from its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.cutoffs import CUTOFF
from retrieval.conversation import rephrasing
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.earlier_words import with_one_changed, with_part_added
from retrieval.conversation.entries import fact_named, has_none_of, of_another_entry, of_design, schedule_of
from retrieval.conversation.going_on import combined_with, go_on, of_the_first, qualified_by, under_name
from retrieval.conversation.merging import merge
from retrieval.conversation.named_before import in_same_source, of_another_drug, of_held_trial, with_names
from retrieval.conversation.part_sizes import ask_size_of_part
from retrieval.conversation.said_beside import EVENTS, as_far_as_carried, point, read_beside
from retrieval.conversation.standing_for import (
    one_of,
    one_titled,
    other_name,
    prior_one,
    refractory_to,
    with_left_out_named,
)
from retrieval.conversation.two_figures import left_for, of_the_two, under_same_head
from retrieval.conversation.words import Wording, read_wording
from retrieval.interests.following import follow_interests
from retrieval.questions import relations
from retrieval.questions.at_large import names_results
from retrieval.questions.dependence import follows, has_patients, is_lost, reaches_back
from retrieval.questions.question import Question
from retrieval.questions.shorthand import spelt_out
from retrieval.questions.timed_titles import at_the_same_time
from retrieval.records import Answer
from retrieval.registry.trial_words import REGISTRY_RECORD
from retrieval.terms import TermIndex
from retrieval.trials import find_trials

_LOOKED_BACK = 4  # answers that are looked through for figures where something else was asked since
_DATES = ((CUTOFF,), (rephrasing.FOLLOW_UP,))  # asked of figures


class Conversation:
    """The answers so far, oldest first; each holds the question that it answers."""

    def __init__(self, earlier: Sequence[Answer], *, corpus: Corpus, terms: TermIndex) -> None:
        self._earlier = earlier
        self._corpus = corpus
        self._terms = terms
        self.reader = Reader(corpus, terms)

    def write_out(self, question: str) -> str | None:
        """The follow-up as a question that stands alone; ``None`` where it does by itself, or cannot be made to."""
        asked = question = self._with_outcome_spelt(question)
        question = with_names(question, self._earlier, reader=self.reader, corpus=self._corpus, terms=self._terms)
        last = self._earlier[-1] if self._earlier else None
        if question != asked and last and of_design(self.reader.slots_of(last), reader=self.reader):
            return question  # what a text gives, after a fact of it: no fact has a figure
        return self._carry_over(question) or (question if question != asked else None)

    def _carry_over(self, question: str) -> str | None:
        """The follow-up, in words that name what they point to, with what it leaves to the questions before it."""
        how = read_wording(question)
        if not how.rest or not self._earlier:
            return None
        if here := of_held_trial(how.rest, self._earlier[-1].question, corpus=self._corpus, terms=self._terms):
            return here
        if asked := self._ask_interests(how):
            return asked
        if how.asks_source or how.asks_why or how.asks_why_several:
            return self._ask_of_last(how)
        if first := of_the_first(question, self._earlier):
            return Conversation(first[1], corpus=self._corpus, terms=self._terms).write_out(first[0])
        if larger := of_the_two(question, self._earlier, reader=self.reader):
            return larger
        last = self._earlier[-1]
        sources = {row.source for answer in self._earlier[-_LOOKED_BACK:] for row in answer.results}
        of_record = bool(sources) and all(self._corpus.sources[key].kind == REGISTRY_RECORD for key in sources)
        if of_record and (changed := with_one_changed(question, last.question)):
            return changed
        earlier = self.reader.slots_of(last)
        dates = bool(last.results) and all(row.statistic == "date" for row in last.results)
        dated = (last.question if dates else rephrasing.ask_cutoff(last.results)) if how.asks_cutoff else None
        dated = rephrasing.ask_follow_up(last.results) if how.asks_follow_up else dated
        asked = dated or refractory_to(how.rest, dict.fromkeys(row.outcome for row in last.results))
        asked = asked or ask_size_of_part(how, earlier, reader=self.reader) or go_on(how, earlier, reader=self.reader)
        asked = asked or schedule_of(how.rest, earlier) or left_for(how.rest, last.results, reader=self.reader)
        if asked := asked or of_another_entry(how, earlier, reader=self.reader, corpus=self._corpus):
            return asked
        if how.grade and self.reader.are_events(earlier):
            how = replace(how, rest=(question := f"grade {how.grade}"))
        if left := with_left_out_named(question, last.question, read=self.reader.read):
            return self._write_slots(left, read_wording(left)) or left
        short = not how.clause or how.points_back or how.marked or how.rest.casefold().startswith("how many")
        if short and (other := self._other_name(how, earlier)):
            return self._write_slots(other, replace(how, rest=other, marked=True, clause=False)) or f"{other}?"
        other = None if last.results or how.clause else of_another_drug(how.rest, last.question, terms=self._terms)
        written = other or self._write_slots(question, how) or self._name_trial(question, how)
        of_another = self.reader.read(question).outcomes or not of_record
        added = None if of_another else with_part_added(question, last.question)
        return written or added or self._ask_under(how, last)

    def _with_outcome_spelt(self, question: str) -> str:
        """The question in plain words where only these name an outcome of its own."""
        spelt = spelt_out(question)
        told, said = self.reader.read(spelt), self.reader.read(question)
        named = (told.outcomes and not said.outcomes) or (told.grades and not said.grades)
        return spelt if named else question

    def _ask_interests(self, how: Wording) -> str | None:
        """What a follow-up asks of the authors' interests, where these were asked since the last figures."""
        for answer in reversed(self._earlier[-_LOOKED_BACK:]):
            if answer.results:
                return None
            if asked := follow_interests(how, answer.question, corpus=self._corpus, reader=self.reader):
                return asked
        return None

    def _ask_under(self, how: Wording, last: Answer) -> str | None:
        """What a follow-up to figures asks that names nothing itself, under the name of what they are of."""
        own = self.reader.slots_of(last) if last.results else Slots(None)
        return under_name(how, own, reader=self.reader, corpus=self._corpus, trial=self._trial_said(own))

    def may_be_continued(self, question: str) -> bool:
        """Whether a question may leave something to the others, though in words that are not known here."""
        how = read_wording(question)
        read = self.reader.read(question)
        subject = read.outcomes or read.topics or read.foreign
        return bool(how.rest) and (how.marked or how.same_group or not subject)

    def _other_name(self, how: Wording, earlier: Slots) -> str | None:
        """The subgroup or the outcome that takes the place of the one asked before, by one word of its name."""
        titles = dict.fromkeys(row.outcome for row in self.reader.rows(earlier))
        only = fact_named(how.rest, earlier, reader=self.reader) or one_of(how.rest, titles)
        only = only or combined_with(how.rest, earlier, reader=self.reader)
        only = only or qualified_by(how.rest, earlier, reader=self.reader)
        if only := only or under_same_head(how.rest, earlier, reader=self.reader):
            return only
        others = tuple(row.outcome for row in self._corpus.table.results(trial=earlier.trial or ""))
        read = self.reader.read(how.rest, trial=earlier.trial)
        if (prior := prior_one(how.rest, earlier.outcomes, known=others)) or read.outcomes or how.direction:
            return prior
        parts = (term.name for term in self._terms.terms("subgroup", trial=earlier.trial))
        part = other_name(how.rest, earlier.subgroups, known=parts)
        with_fate = " ".join((how.rest, *relations.consequences(how.rest)))
        part = part or other_name(with_fate, earlier.outcomes, known=others)
        counts = all(m.term.kind == "statistic" and m.text != how.rest for m in read.mentions)
        return part or (one_titled(how.rest, others) if counts else None)

    def _ask_of_last(self, how: Wording) -> str | None:
        """The question of where the last answer comes from, or why it is so; what was not found comes from nowhere."""
        last = next((it for it in reversed(self._earlier[-_LOOKED_BACK:]) if it.status != "not_found"), None)
        if last is None:
            return None
        slots = self.reader.slots_of(last)
        if last.status == "declined" or not slots.outcomes:
            return None
        if how.asks_why_several:
            return rephrasing.ask_difference(slots, trial=self._trial_said(slots))
        asked = (rephrasing.ask_source if how.asks_source else rephrasing.ask_reason)(
            slots, trial=self._trial_said(slots)
        )
        return self._understood((asked,), slots)

    def _write_slots(self, question: str, how: Wording) -> str | None:
        """The follow-up with what it leaves to the last figures; ``None`` where it leaves nothing to them."""
        since = False
        looked_back = [(it, self.reader.slots_of(it)) for it in reversed(self._earlier[-_LOOKED_BACK:])]
        figures = any(slots.outcomes not in _DATES and slots.ask_figures for _, slots in looked_back)
        alone = self.reader.slots(self.reader.read(how.rest))
        for answer, earlier in looked_back:
            if figures and earlier.outcomes in _DATES and self._is_of_figures(how, earlier):
                continue  # "when was the data cut" was asked of the figures before it
            if answer.status != "declined" and earlier.ask_figures and earlier.trial:
                return self._write_beside(question, how, earlier, shown=() if since else answer.results)
            since = True
            if not (reaches_back(how, alone) or is_lost(answer, self.reader.read(answer.question))):
                return None
        return None

    def _is_of_figures(self, how: Wording, dated: Slots) -> bool:
        """Whether a follow-up to a date asks what only figures have."""
        new, _ = read_beside(how, replace(dated, outcomes=()), reader=self.reader)
        narrowed = {*new.statistics} - {"date"} or new.grades or new.subgroups or (how.restricting and new.analyses)
        named = self.reader.rows(Slots(dated.trial, outcomes=new.outcomes)) and not how.direction
        return bool(narrowed or named) and not how.same_time

    def _write_beside(self, question: str, how: Wording, earlier: Slots, *, shown: Sequence[Result]) -> str | None:
        about = find_trials(question, terms=self._terms, trials=self._corpus.trials)
        if about.foreign:
            return rephrasing.ask_elsewhere(earlier, about.foreign[0]) if how.marked or how.restricting else None
        named = about.held[0] if len(about.held) == 1 and len(self._corpus.trials) > 1 else None
        if named and named != earlier.trial:
            earlier, shown = self.reader.of_another_trial(earlier, named), ()
        new, read = read_beside(how, earlier, reader=self.reader)
        retimed = None if new.outcomes or how.clause else self.reader.at_time_told(how.rest, earlier=earlier)
        if retimed:
            earlier, new = retimed, replace(new, landmark=None, phrase="")
        bare = not how.clause and new == Slots(new.trial, phrase=new.phrase)
        if bare and (titled := self.reader.titled(how.rest, trial=earlier.trial)):
            new = replace(new, outcomes=titled, phrase="")
        new = replace(new, outcomes=at_the_same_time(new.outcomes, earlier.outcomes))
        if about.named and new.outcomes and not how.marked:
            return None
        if how.clause and how.points_back and (named_out := self._name_outcome(how, new, read, earlier=earlier)):
            return named_out
        moved = bool(named) and about.named and not how.clause and not new.outcomes
        if not (moved or retimed or follows(how, new, read=read)):
            asks_how = how.points_back and new.method and not new.outcomes
            return self._say_of_outcome(how, new, earlier=earlier) if asks_how and earlier.outcomes else None
        merged = self._merge(how, new, read, earlier=earlier, shown=shown)
        return self._understood(self._ways(merged), merged) if merged else None

    def _merge(
        self, how: Wording, new: Slots, read: Question, *, earlier: Slots, shown: Sequence[Result]
    ) -> Slots | None:
        """The slots asked for; ``None`` where nothing is carried, or nothing that can be."""
        subject = bool(new.outcomes or new.ranked)
        if not subject and has_none_of(new.statistics, earlier, reader=self.reader):
            return None
        if read.drugs and not subject and not new.arms:
            another = self.reader.of_another_drug(earlier, read.drugs[0].term.name)
            return another and merge(another, replace(new, phrase=""), subject=False, reader=self.reader)
        earlier = as_far_as_carried(how, new, earlier, reader=self.reader, corpus=self._corpus)
        if how.clause and subject:
            earlier = earlier.of_patients(time=how.same_time)
        new = point(new, how, earlier=earlier, shown=shown, reader=self.reader)
        subject = subject and bool(new.outcomes or new.ranked)
        own = new
        if how.same_time and not new.analyses:
            new = replace(new, analyses=earlier.analyses or self.reader.analysis_of(shown))
        merged = merge(earlier, new, subject=subject, reader=self.reader)
        if not (subject or merged.phrase or merged.analyses) and shown:
            merged = replace(merged, phrase=in_same_source(self._earlier[-1], reader=self.reader, corpus=self._corpus))
        rows = self.reader.rows(merged)
        if subject and merged == replace(own, trial=merged.trial):
            return None  # nothing is carried
        held = any(row.subgroup in new.subgroups for row in rows)
        if new.subgroups and not held and not subject and names_results(how.rest):
            return None  # "results in patients aged 70 and over": what is reported of them, no event asked before
        if new.grades and not merged.ranked and not subject and not self.reader.are_events(merged):
            if not how.same_time:
                return None  # a grade of what has none: adverse events are meant, and it stands alone
            merged = merge(earlier, replace(new, outcomes=(EVENTS,)), subject=True, reader=self.reader)
        if how.clause and subject and not how.same_group and not has_patients(merged, rows):
            return None
        return merged

    def _name_outcome(self, how: Wording, new: Slots, read: Question, *, earlier: Slots) -> str | None:
        """What is asked of an outcome by a pronoun ("did it lead to death", "did it differ"), with its name."""
        own = [m for m in read.mentions if m.term.kind == "outcome"]
        fate = self.reader.are_events(earlier) and all(relations.consequences(m.text) for m in own)
        led_to = bool(relations.consequences(how.rest))
        told = bool(own) or (led_to and not new.grades)
        if fate and (own or led_to):
            earlier = replace(earlier, grades=())  # what came of an event is told of it at any grade
        if not earlier.outcomes or not ((fate and told) or (how.compares and not new.outcomes)):
            return None
        return self._say_of_outcome(how, new, earlier=earlier)

    def _say_of_outcome(self, how: Wording, new: Slots, *, earlier: Slots) -> str | None:
        """The follow-up with the outcome in place of its pronoun, where it is so understood."""
        said = how.said_of(rephrasing.name_outcomes(earlier))
        where = rephrasing.name_restrictions(replace(earlier, arms=()), trial=self._trial_said(earlier))
        text = f"{' '.join(filter(None, (f'{said[0].upper()}{said[1:]}', where)))}?"
        named = {m.term.name for m in self.reader.read(text).mentions}
        return text if {*earlier.outcomes, *new.outcomes, *earlier.grades, *earlier.subgroups} <= named else None

    def _name_trial(self, question: str, how: Wording) -> str | None:
        """The question with the trial of the last answer, where several are held and it fits each of them."""
        about = find_trials(question, terms=self._terms, trials=self._corpus.trials)
        if len(self._corpus.trials) == 1 or about.foreign or len(about.held) == 1:
            return None
        spoken = (self.reader.slots_of(answer).trial for answer in reversed(self._earlier[-_LOOKED_BACK:]))
        trial = next((trial for trial in spoken if trial), None)
        if trial not in about.held or not self.reader.read(question).mentions:
            return None
        text = f"{how.rest[0].upper()}{how.rest[1:]} in {self._named(trial)}?"
        return text if self.reader.read(text).trial == trial else None

    def _ways(self, slots: Slots) -> tuple[str, ...]:
        return rephrasing.ask_results(slots, safety=self.reader.are_events(slots), trial=self._trial_said(slots))

    def _trial_said(self, slots: Slots) -> str | None:
        return self._named(slots.trial) if len(self._corpus.trials) > 1 else None

    def _named(self, trial: str | None) -> str:
        return next((one.acronym or one.id for one in self._corpus.trials if one.id == trial), trial or "")

    def _understood(self, texts: Sequence[str], wanted: Slots) -> str | None:
        """The first text that is read as what is wanted."""
        for text in texts:
            question = self.reader.read(text)
            if self.reader.slots(question).say(wanted) and (wanted.phrase or not question.unknown):
                return text
        return None
