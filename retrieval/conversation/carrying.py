"""What a follow-up takes over from the question before it: the slots on which it is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.answers.phrasing import in_sentence
from retrieval.answers.splits import same_part
from retrieval.conversation.asked import Slots
from retrieval.conversation.standing_for import named_in, other_name
from retrieval.conversation.words import Direction
from retrieval.questions import relations, time_words, wording
from retrieval.questions.asks import outcomes_asked
from retrieval.questions.question import Question, read_question
from retrieval.questions.statistics_asked import measures
from retrieval.questions.timed_titles import at_another_time, at_the_same_time, without_times
from retrieval.records import Answer
from retrieval.terms import TermIndex, common_words, word_forms

_MOST_OUTCOMES = 3
"""Outcomes of an answer that are taken for what was asked where the question named none; more are an overview."""
_MEDIAN = "median"
"""Of whatever kind: a follow-up may be about another outcome, which has another kind."""


class Reader:
    """Reads the slots of questions and answers over one corpus."""

    def __init__(self, corpus: Corpus, terms: TermIndex) -> None:
        self._corpus = corpus
        self._terms = terms

    def read(self, text: str, *, trial: str | None = None) -> Question:
        """A question as it is understood, of ``trial`` where that is given."""
        return read_question(text, terms=self._terms, trials=self._corpus.trials, trial=trial)

    def slots(self, question: Question) -> Slots:
        """The slots of a question."""
        outcomes = () if question.ranked else outcomes_asked(question)
        return Slots(
            trial=question.trial,
            outcomes=outcomes,
            statistics=tuple(dict.fromkeys(_MEDIAN if _MEDIAN in name else name for name in question.statistics)),
            grades=question.grades,
            arms=question.arms,
            subgroups=tuple(name for name in question.subgroups if name not in outcomes),
            populations=question.populations,
            analyses=self.fitting(
                tuple({term.name: term for term, _ in question.analyses}.values()),
                Slots(question.trial, outcomes=outcomes),
            ),
            landmark=question.landmark,
            phrase=restricting_phrase(question),
            ranked=question.ranked,
            method=question.method,
            weighs=question.weighs and "p-value" in question.statistics and not wording.names_p(question.text),
            every_cutoff=question.every_cutoff and any(self._cutoffs(question.trial)),
        )

    def _cutoffs(self, trial: str | None) -> Iterator[Term]:
        """The analyses of a trial that have a data cut-off; a record may have none."""
        return (term for term in self._terms.terms("analysis", trial=trial) if term.cutoff)

    def slots_of(self, answer: Answer) -> Slots:
        """The slots of an answered question, with the outcome that its answer is about where it names none."""
        question = self.read(answer.question)
        slots = self.slots(question)
        slots = replace(slots, outcomes=at_the_same_time(slots.outcomes, (answer.question,)))
        trials = dict.fromkeys(row.trial for row in answer.results)
        if slots.trial is None and len(trials) == 1:
            slots = replace(slots, trial=next(iter(trials)))
        told = tuple(dict.fromkeys(row.outcome for row in answer.results))
        titles = {row.outcome for row in self.rows(slots)}
        by_phrase = bool(slots.phrase and slots.statistics and not slots.outcomes)  # named in words of no outcome
        fits = 0 < len(told) <= _MOST_OUTCOMES and not slots.ranked and not by_phrase
        if fits and not titles.intersection(told):  # of what was asked in other words, or of the primary endpoint
            slots = replace(slots, outcomes=told, phrase="" if named_in(slots.phrase, told) else slots.phrase)
        if slots.analyses and not {term.name for term in slots.analyses} & {row.analysis for row in self.rows(slots)}:
            slots = replace(slots, analyses=self.analysis_of(answer.results) or slots.analyses)  # "the last cut-off"
        parts = {row.subgroup for row in answer.results}
        if len(parts) == 1 and None not in parts and not slots.subgroups and not slots.phrase:
            slots = replace(slots, subgroups=tuple(filter(None, parts)))  # "did their kidneys recover"
        return slots

    def every_row(self, trial: str | None) -> tuple[Result, ...]:
        """Every result of a trial."""
        return tuple(self._corpus.table.results(trial=trial or ""))

    def rows(self, slots: Slots) -> tuple[Result, ...]:
        """Every result of the outcomes asked."""
        trial = slots.trial or ""
        titles = [title for name in slots.outcomes for title in self._terms.outcomes_of(name, trial=trial)]
        return tuple(row for title in titles for row in self._corpus.table.results(trial=trial, outcome=title))

    def are_events(self, slots: Slots) -> bool:
        """Whether the outcomes are events, which patients have, and which have grades and rates."""
        terms = [self._terms.term(name, kind="outcome", trial=slots.trial) for name in slots.outcomes]
        safety = any(term.category == "safety" for term in terms if term)
        return slots.ranked or safety or any(row.category == "safety" for row in self.rows(slots))

    def analysis(self, direction: Direction, slots: Slots, *, shown: Sequence[Result]) -> Term | None:
        """The analysis at a place among those with results: later or earlier than the one asked for or shown first.

        Where none of the outcome's own lies there, it is the next of the trial's, so that its absence is said.
        """
        known = {term.name: term for term in self._cutoffs(slots.trial)}
        held = {known[row.analysis] for row in self._figures(slots) if row.analysis in known and not row.censoring}
        cutoffs = [row.data_cutoff for row in shown if row.data_cutoff]
        now = slots.analyses[0].cutoff if slots.analyses else next(iter(cutoffs), None)
        if not slots.analyses and len(set(cutoffs)) > 1:  # of several shown, one at either end is meant
            direction = {"later": "latest", "earlier": "earliest"}.get(direction, direction)  # type: ignore[assignment]
        for terms in (sorted(held, key=_age), sorted(known.values(), key=_age)):
            later = [term for term in terms if now is None or (term.cutoff and term.cutoff > now)]
            earlier = [term for term in terms if now is None or (term.cutoff and term.cutoff < now)]
            match direction:
                case "latest" if terms and (len(terms) > 1 or terms[-1].cutoff != now):
                    return terms[-1]
                case "earliest" if terms and (len(terms) > 1 or terms[0].cutoff != now):
                    return terms[0]
                case "later" if later:
                    return later[0] if slots.analyses else later[-1]
                case "earlier" if earlier:
                    return earlier[-1]
        return next((term for term in known.values() if term.cutoff == now), None)

    def analysis_of(self, shown: Sequence[Result]) -> tuple[Term, ...]:
        """The one analysis that all results shown are of; nothing where they are of several."""
        names = {row.analysis for row in shown}
        trial = next((row.trial for row in shown), None)
        return tuple(term for term in self._cutoffs(trial) if {term.name} == names)

    def _figures(self, slots: Slots) -> tuple[Result, ...]:
        """The results of the outcomes asked that are of the statistic, severity and part asked, where any are."""
        rows = self.rows(slots)
        for fits in (
            lambda row: not slots.grades or row.grade in slots.grades,
            lambda row: not slots.statistics or any(measures(row, name) for name in slots.statistics),
            lambda row: row.subgroup in slots.subgroups if slots.subgroups else row.subgroup is None,
        ):
            rows = tuple(filter(fits, rows)) or rows
        return rows

    def leads_on(self, analyses: Sequence[Term], direction: Direction, slots: Slots) -> bool:
        """Whether the one analysis named is another one that has results, or the trial's last: "longer follow-up"."""
        held = {row.analysis for row in self._figures(slots)}
        named = [term for term in analyses if direction == "latest" or term.name in held]
        return len(analyses) == len(named) == 1 and named[0] not in slots.analyses

    def analysis_named_by(self, words: str, earlier: Slots) -> Term | None:
        """The analysis that has in its name what another one is asked for: "for OS" after the follow-up for PFS."""
        known = {term.name: term for term in self._cutoffs(earlier.trial)}
        name = other_name(words, [term.name for term in earlier.analyses], known=known)
        return known[name] if name and any(row.analysis == name for row in self.rows(earlier)) else None

    def other_arms(self, arms: Sequence[str], *, trial: str | None) -> tuple[str, ...]:
        """The arms of a trial that are not among ``arms``; none where ``arms`` names none."""
        every = [term.name for term in self._terms.terms("arm", trial=trial) if term.trial and term.role != "all"]
        return tuple(name for name in every if name not in arms) if set(arms) & set(every) else ()

    def without_time(self, slots: Slots) -> Slots:
        """The same without the time point that an outcome's name tells ("2-year overall survival rate")."""
        outcomes: list[str] = []
        for name in slots.outcomes:
            spans = list(time_words.landmarks(name))
            bare = f"{name[: spans[0][0]]}{name[spans[0][1] :]}".removesuffix(" rate") if spans else name
            outcomes += self.read(bare, trial=slots.trial).outcomes or [name]
        return replace(slots, outcomes=tuple(dict.fromkeys(outcomes)), landmark=None)

    def at_time_told(self, words: str, *, earlier: Slots) -> Slots | None:
        """The outcomes asked before at the time that a follow-up tells ("week 52?"), where titles tell the time."""
        held = dict.fromkeys(row.outcome for row in self._corpus.table.results(trial=earlier.trial or ""))
        outcomes = at_another_time(earlier.outcomes, words, held=held)
        return replace(earlier, outcomes=outcomes, landmark=None) if outcomes else None

    def titled(self, phrase: str, *, trial: str | None) -> tuple[str, ...]:
        """The titles of one outcome, at whichever times, that alone have all the words of a phrase; else none."""
        said = word_forms(phrase) - common_words()
        titles = dict.fromkeys(row.outcome for row in self._corpus.table.results(trial=trial or "")) if said else ()
        found = tuple(title for title in titles if said <= word_forms(title))
        return found if len({without_times(title) for title in found}) == 1 else ()

    def as_patients(self, slots: Slots) -> Slots:
        """Those who had what was asked about at baseline ("prior transplant"), as the patients of a question."""
        terms = [self._terms.term(name, kind="outcome", trial=slots.trial) for name in slots.outcomes]
        parts = [term.name for term in self._terms.terms("subgroup", trial=slots.trial)]
        counted = all(any(same_part(name, part) for part in parts) for name in slots.outcomes)
        traits = all(term is not None and term.category == "baseline" for term in terms)
        if slots.subgroups or not terms or not (traits or counted):
            return slots
        who = " and ".join(in_sentence(name) for name in slots.outcomes)
        return Slots(slots.trial, arms=slots.arms, phrase=f"in patients with {who}")

    def of_another_drug(self, slots: Slots, drug: str) -> Slots | None:
        """The same of another drug, where the outcomes name one ("Zeltamab dose"); ``None`` where they do not."""
        drugs = {term.name.casefold() for term in self._terms.terms("drug")}
        named = [(name, word) for name in slots.outcomes for word in name.split() if word.casefold() in drugs]
        if not named or len(named) != len(slots.outcomes):
            return None
        outcomes = tuple(name.replace(word, drug.capitalize()) for name, word in named)
        return replace(slots, outcomes=tuple(dict.fromkeys(outcomes)), arms=(), analyses=())

    def of_another_trial(self, slots: Slots, trial: str) -> Slots:
        """The same asked of another trial: its arm of the same role; its analyses and subgroups are its own."""
        roles = {term.role for term in self._terms.terms("arm", trial=slots.trial) if term.name in slots.arms}
        own = [term for term in self._terms.terms("arm", trial=trial) if term.trial == trial]
        arms = tuple(term.name for term in own if term.role and term.role in roles) if slots.arms else ()
        named = "".join(f" in the subgroup {name}" for name in slots.subgroups)
        there = [self.read(in_sentence(name), trial=trial) for name in slots.outcomes]  # a trial has its own titles
        return replace(
            slots,
            trial=trial,
            outcomes=tuple(dict.fromkeys(name for question in there for name in question.outcomes)),
            grades=tuple(dict.fromkeys((*slots.grades, *(grade for question in there for grade in question.grades)))),
            arms=arms,
            analyses=(),
            subgroups=(),
            phrase=f"{slots.phrase}{named}".strip(),
        )

    def fitting(self, analyses: tuple[Term, ...], slots: Slots) -> tuple[Term, ...]:
        """Of analyses that share the words of a question ("final analysis"), those with results of the outcomes."""
        if len(analyses) < 2:
            return analyses
        names = {row.analysis for row in self.rows(slots)}
        return tuple(term for term in analyses if term.name in names) or analyses


def restricting_phrase(question: Question) -> str:
    """The words around those that restrict a question and that no slot accounts for: ``"in vegans"``."""
    phrases: dict[str, None] = {}
    ends = sorted(m.start for m in question.mentions)
    for token in question.unknown:
        start = relations.start_of_restriction(question.text, token.start)
        end = min((end for end in ends if end >= token.end), default=len(question.text))
        phrases[question.text[start:end].strip(" ?.!,;:")] = None
    return " ".join(one for one in phrases if not any(one in other and one != other for other in phrases))


def _age(term: Term) -> tuple[int, str]:
    return (term.cutoff.toordinal() if term.cutoff else 0, term.name)
