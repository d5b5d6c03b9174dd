"""What a question asks for, read with the vocabulary: slots of results, topics of prose, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import Trial
from ingest.vocabulary import Term
from retrieval.intake import stories
from retrieval.questions import breadth, ellipsis, time_words, wording
from retrieval.questions.analyses import analyses_named
from retrieval.questions.asides import of_the_question, within, without_asides
from retrieval.questions.bounds import mentions_by_bound, without_range_ends, without_vague, without_values
from retrieval.questions.denied_parts import with_parts_denied
from retrieval.questions.enrolment import with_enrolment
from retrieval.questions.framing import frame_spans
from retrieval.questions.frequencies import frequencies_of_drugs
from retrieval.questions.funding_asked import with_funding
from retrieval.questions.joined_rates import rates_of_two
from retrieval.questions.joint_parts import with_parts_at_once
from retrieval.questions.leftover import left_over, restricts, waits, without_times
from retrieval.questions.parts_counted import counted_as_parts, counted_by_part
from retrieval.questions.prose_beside import listed_topics, spans_of_prose
from retrieval.questions.settling import settle, take_for_restriction
from retrieval.questions.sources_named import names_source
from retrieval.questions.spoken_parts import arms_by_drug, left_for_events, lived_as_a_median, named_as_events
from retrieval.terms import Mention, TermIndex, Token, common_words, split_tokens
from retrieval.trials import find_trials

_PUBLICATION = "Publication"
_SCHEDULE = "dosing schedule"
_INTERVENTION = "intervention"
_OTHERS = "comparison with other trials"
_OTHER_TRIALS = re.compile(r"\bother (?:[\w-]+ ){0,2}(?:trials|studies)\b", re.IGNORECASE)
_NAMING = ("outcome", "topic")
_ASKED = (*_NAMING, "statistic", "grade")
"""Kinds of terms that say what is asked, and so do not count in the words around a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    Attributes:
        trial: The trial that it is about; ``None`` when it names none of several.
        foreign: Names of trials and registry numbers in it that the corpus does not hold.
        outcomes: Canonical outcome names in the order mentioned; likewise the other slots.
        analyses: Analyses (each with its data cut-off) that it names, with the words that name them.
        landmark: A time point such as "5-year" that restricts an outcome, as written.
        unknown: Words that restrict the question and that no slot accounts for.
        unread: Words that no slot accounts for and that restrict nothing, as far as their place tells.
        hints: Words that no slot of a result accounts for: they may name the source that is asked.
        every_cutoff: Whether it asks for the results of every analysis.
        ranked: Whether it asks for the most frequent of many outcomes.
        method: Whether it asks how something was done or measured, which prose answers.
        weighs: Whether it asks if a difference is one (significant, better, longer).
        mentions: The terms that the slots were read from, in order.
        listed: Of one part of a question: the outcomes of all its parts.
        brief: Whether it asks for many outcomes at large, each told by its latest figure alone.
        by_meaning: The outcomes that no word of it names, and that are nearest to it in meaning.
    """

    text: str
    trial: str | None
    foreign: tuple[str, ...]
    outcomes: tuple[str, ...]
    arms: tuple[str, ...]
    populations: tuple[str, ...]
    subgroups: tuple[str, ...]
    grades: tuple[str, ...]
    statistics: tuple[str, ...]
    analyses: tuple[tuple[Term, str], ...]
    topics: tuple[Term, ...]
    landmark: str | None
    unknown: tuple[Token, ...]
    unread: tuple[Token, ...]
    hints: tuple[Token, ...]
    every_cutoff: bool
    ranked: bool
    weighs: bool
    method: bool
    mentions: tuple[Mention, ...] = ()
    brief: bool = False
    listed: tuple[str, ...] = ()
    by_meaning: tuple[str, ...] = ()

    @property
    def listed_topics(self) -> tuple[Term, ...]:
        """Topics that stand in a list with an outcome: each is another part of the question."""
        return tuple(mention.term for mention in listed_topics(self.text, self.mentions))

    @property
    def drugs(self) -> tuple[Mention, ...]:
        """The drugs that it names by themselves."""
        return tuple(mention for mention in self.mentions if mention.term.kind == "drug")


def read_question(text: str, *, terms: TermIndex, trials: Sequence[Trial], trial: str | None = None) -> Question:
    """Read the slots of ``text``, asked of ``trial`` or else of the one trial that it is about; nothing is looked up.

    The story of one patient before the question ("a 67-year-old woman had a reaction; what was the rate?") names an
    outcome where the question itself names none, and restricts nothing; other lead-ins restrict by the terms they name.
    """
    foreign: tuple[str, ...] = ()
    if trial is None:
        about = find_trials(text, terms=terms, trials=trials)
        trial, foreign = (about.held[0] if len(about.held) == 1 else None), about.foreign
    tokens = split_tokens(text)
    mentions = _find_mentions(text, tokens, terms=terms, trial=trial)
    frames = frame_spans(text)
    tokens = tuple(token for token in tokens if not within(token, frames))
    outside = tuple(m for m in mentions if m.term.kind not in _ASKED or not within(m, frames))
    asking = _NAMING if any(m.term.kind in _NAMING for m in mentions) else _ASKED
    mentions = outside if any(m.term.kind in asking for m in outside) else mentions
    asked, aside = without_asides(text, stories.asking_spans(text), mentions)
    beside = without_times(text, [token for token in tokens if within(token, aside) and _is_word(token)])
    tokens = tuple(token for token in tokens if within(token, asked))
    mentions = of_the_question(text, mentions, asked)
    mentions = with_parts_denied(text, settle(text, mentions), terms=terms, trial=trial)
    mentions = with_parts_at_once(text, mentions)
    analyses, mentions = analyses_named(text, mentions, terms=terms, trial=trial)
    landmark = time_words.landmark_asked(text, analyses, asked)
    restrictions = take_for_restriction(text, mentions)
    mentions = tuple(mention for mention in mentions if mention not in restrictions)
    beside_figures = [*((m.start, m.end) for m in listed_topics(text, mentions)), *spans_of_prose(text, mentions)]
    left = tuple(
        token
        for token in left_over(text, tokens, (*mentions, *analyses), landmark=landmark)
        if not any(start <= token.start < end for start, end in beside_figures)
    )
    narrowing = {token for token in left if restricts(text, token, restrictions, mentions=mentions)}
    return Question(
        text=text,
        trial=trial,
        foreign=foreign,
        outcomes=_names(mentions, "outcome"),
        arms=_names(mentions, "arm"),
        populations=_names(mentions, "population"),
        subgroups=_names(mentions, "subgroup"),
        grades=_names(mentions, "grade"),
        statistics=_names(mentions, "statistic"),
        analyses=tuple((mention.term, mention.text) for mention in analyses),
        topics=_topics(mentions),
        landmark=landmark,
        unknown=(
            *(token for token in left if token in narrowing),
            *_traits_unread(restrictions, left, parts=_named(mentions, "subgroup")),
            *_of_untold_patients(text, mentions),
            *waits(text, tokens, mentions),
        ),
        unread=(*beside, *(token for token in left if token not in narrowing)),
        hints=(
            *(token for token in beside if names_source(text, token)),
            *left_over(text, tokens, [m for m in mentions if m.term.kind != "topic"], landmark=landmark),
        ),
        every_cutoff=breadth.every_analysis(text),
        ranked=wording.ranked(text),
        weighs=wording.weighs(_without_names(text, mentions)),
        method=wording.asks_method(text),
        mentions=mentions,
    )


def _traits_unread(
    restrictions: Sequence[Mention], left: Sequence[Token], *, parts: Sequence[Mention]
) -> Iterator[Token]:
    """The traits of common words alone ("the number of earlier treatments"), each as one word that narrows."""
    for m in restrictions:
        told = m.term.category != "baseline" or " " not in m.text  # "a man" of a story narrows nothing
        told = told or any(_is_inside(m, part) for part in parts)  # "poor sight (below 0.3)" is that part's name
        if not told and not any(m.start <= token.start < m.end for token in left):
            yield Token(m.start, m.end, m.text, m.text.casefold())


def _of_untold_patients(text: str, mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """Words of a story that tell of which patients is asked after it, where no slot is read from them."""
    spans = stories.untold_patients(text)
    told = any(m.term.kind == "outcome" and within(m, spans) for m in mentions)
    if told or any(m.term.kind in ("subgroup", "population", "grade") for m in mentions):
        return ()
    return tuple(token for token in split_tokens(text) if within(token, spans) and _is_word(token))


def _find_mentions(text: str, tokens: tuple[Token, ...], *, terms: TermIndex, trial: str | None) -> tuple[Mention, ...]:
    """What a text names: by the vocabulary, by a bound, by what it leaves out, and as a schedule or a rule of entry."""
    bounds = mentions_by_bound(text, terms=terms, trial=trial)
    mentions = without_values(text, without_vague(terms.find_in_tokens(text, tokens, trial=trial), bounds))
    mentions = without_range_ends(text, mentions, terms=terms, trial=trial)
    mentions = (*mentions, *(m for m in bounds if not _is_named(m, mentions)))
    completed = ellipsis.complete(text, mentions, terms=terms, trial=trial)
    mentions = (*(m for m in mentions if not _stands_for(m, completed, mentions)), *completed)
    mentions = ellipsis.without_both(text, mentions)
    named = [m for m in mentions if m.term.kind == "trial"]  # the "P" of "CITRUS-P" is no p-value
    mentions = tuple(m for m in mentions if m.term.kind != "statistic" or not any(_is_inside(m, n) for n in named))
    mentions = arms_by_drug(text, mentions, terms=terms, trial=trial)
    mentions = left_for_events(text, mentions, terms=terms, trial=trial)
    mentions = rates_of_two(text, named_as_events(text, mentions), terms=terms, trial=trial)
    mentions = counted_by_part(text, mentions, terms=terms, trial=trial)
    mentions = counted_as_parts(text, mentions, terms=terms, trial=trial)
    mentions = lived_as_a_median(text, mentions, terms=terms)
    mentions = with_funding(text, with_enrolment(text, mentions, terms=terms), terms=terms)
    return _with_entry(text, (*mentions, *_schedule_asked(text, mentions, terms=terms)), terms=terms)


def _is_inside(mention: Mention, other: Mention) -> bool:
    return other.start <= mention.start and mention.end <= other.end


def _is_word(token: Token) -> bool:
    """Whether a word may name something: no common one, and no number ("of 302 patients")."""
    return token.form not in common_words() and any(character.isalpha() for character in token.form)


def _without_names(text: str, mentions: Sequence[Mention]) -> str:
    """The text without the names of outcomes in which getting worse compares nothing ("until it got worse")."""
    for mention in mentions:
        if mention.term.kind == "outcome" and "worse" in mention.text.casefold():
            text = text[: mention.start] + "_" * (mention.end - mention.start) + text[mention.end :]
    return text


def _schedule_asked(text: str, mentions: Sequence[Mention], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The dosing schedule where it is asked how often something is given, that is no rate; and what was given."""
    others = match.span() if (match := _OTHER_TRIALS.search(text)) else None
    asked = [(wording.schedule(text), _SCHEDULE), (wording.given(text), _INTERVENTION), (others, _OTHERS)]
    asked += [(span, _SCHEDULE) for span in frequencies_of_drugs(text, mentions)]
    found = ((span, terms.term(name, kind="topic")) for span, name in asked)
    return tuple(Mention(*span, text[slice(*span)], term) for span, term in found if span and term)


def _with_entry(text: str, mentions: tuple[Mention, ...], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The mentions with how patients entered: a ratio of allocation, eligibility in place of the outcomes it covers."""
    ratio, outcome = wording.allocation(text), terms.term("Randomisation ratio", kind="outcome")
    if ratio and outcome:
        mentions = (*mentions, Mention(*ratio, text[slice(*ratio)], outcome))
    span, term = wording.entry(text), terms.term("eligibility", kind="topic")
    if span is None or term is None:
        return mentions
    left = tuple(m for m in mentions if not (m.term.kind == "outcome" and span[0] <= m.start < span[1] <= m.end + 1))
    return (*left, Mention(*span, text[slice(*span)], term))


def _stands_for(mention: Mention, completed: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether a drug named as those who had it stands in for another name of its kind ("refractory to A or to B")."""
    same = [(m.start, m.end) for m in mentions if m.term.kind == "drug"]
    span = (mention.start, mention.end)
    if mention.term.kind == "outcome" and any(c.start < span[0] and span[1] < c.end for c in completed):
        return True  # the "responded" of "no longer responded to it"
    return mention.term.kind == "outcome" and span in same and any((m.start, m.end) == span for m in completed)


def _is_named(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the vocabulary has read a name at the same words already."""
    kinds = (mention.term.kind, "subgroup", "grade")
    return any(m.term.kind in kinds and m.start < mention.end and mention.start < m.end for m in others)


def _named(mentions: Sequence[Mention], kind: str) -> list[Mention]:
    return [mention for mention in mentions if mention.term.kind == kind]


def _names(mentions: Sequence[Mention], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.term.name for mention in _named(mentions, kind)))


def _topics(mentions: Sequence[Mention]) -> tuple[Term, ...]:
    """The topics, what is asked of the trial before what is asked of its publication, the longer words first.

    A paper that is only where something else would stand ("any limitations in the paper") is none.
    """
    found = sorted(_named(mentions, "topic"), key=lambda m: (m.term.section == _PUBLICATION, m.start - m.end))
    if found and found[0].term.section is None:
        found = [m for m in found if m.term.section != _PUBLICATION]
    return tuple(mention.term for mention in found)
