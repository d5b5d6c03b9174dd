"""Which outcome measures of a registry record a question means: one scoring of its words, and a margin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.rates_of_each import has_rate_named
from retrieval.questions.timed_titles import agree, times_told, without_times
from retrieval.registry.alike import (
    adding_least,
    of_main_analysis,
    of_what_is_asked,
    with_own_row,
    with_words_left,
    without_composites,
)
from retrieval.registry.amounts_asked import asks_amount, asks_patients, in_units_asked
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.limits_of_titles import has_limits, percentages, with_limits_asked
from retrieval.registry.measure_words import DEFINED, PER_TIME, SHARES, MeasureWords, measures_of
from retrieval.registry.part_titles import are_by_part
from retrieval.registry.phrases import shared_phrases
from retrieval.registry.sounds_like import only_sounds_like, without_other_grades
from retrieval.registry.things import has_things_named
from retrieval.registry.times_of_titles import at_the_times
from retrieval.registry.trial_words import words_of
from retrieval.registry.word_weights import KINDS, PLAIN, Asked, carried_by, weigh
from retrieval.registry.words_asked import words_asked
from retrieval.stems import stems
from retrieval.terms import Token, common_words

_ENOUGH = 0.6
"""Share of a question's weight that a measure has to carry."""
_CLEAR = 1.1
"""By how much the best measure has to be better than the next one to be meant alone."""
_AT_OTHER_TIMES = 1.5
"""How much better a measure of other times has to fit than one of the time asked."""
_MOST = 3
"""Measures that fit equally well; of more, the words do not tell which is meant."""
_FEWEST_PLAIN = 3
"""Everyday words that have to agree where a question has no others."""
_FEWEST_NAMING = 2
"""Words of the whole trial that together may name a measure: "cough severity" in a trial of cough."""
_MENTIONED = 0.4
"""The same, where another measure has the word in its title: the definition of one vaccine's mentions the other."""
_SAME_KIND = 0.3
_OTHER_KIND = 0.6
"""What is left of a score where patients are counted, and a measure counts none."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures that a question means.

    Attributes:
        titles: Their titles, as posted.
        covered: Where the words stand that they carry.
        weight: How well they fit.
        listing: Titles that fit as well, and only list what a row of these is: composites.
    """

    titles: tuple[str, ...]
    covered: frozenset[int]
    weight: float
    listing: tuple[str, ...] = ()


def measures_at_once(question: Question, *, corpus: Corpus) -> Measures | None:
    """The measures that one question, or one member of a list, means by its words together."""
    told = measures_of(question.trial or "", corpus=corpus)
    words = words_of(question.trial, corpus=corpus)
    asked = words_asked(question, words, told.values())
    naming = frozenset(place for place, (token, _) in asked.items() if words.names_trial(token))
    carried = _less_where_titled({title: carried_by(asked, each) for title, each in told.items()}, asked)
    weights = weigh(asked, told, question, words)
    inert = frozenset(asked[place][0].form for place in naming)
    phrases = shared_phrases(question, {title: each.names for title, each in told.items()}, inert=inert)
    sums = {title: sum(weights[place] * worth for place, worth in carried[title].items()) for title in told}
    scores = _scores(sums, phrases, question, told, of_time=_any_per_time(carried, told))
    held = percentages(told)
    fitting = [
        title
        for title in told
        if (title in phrases or _fits(carried[title], asked, weights, timed=_is_timed(title, question), naming=naming))
        and has_limits(title, question.text, held=held)
        and has_rate_named(" ".join((title, *told[title].names)), question.text)
        and has_things_named(carried[title], question, words)
        and not only_sounds_like((title, *told[title].names), carried[title], asked, question.text)
    ]
    fitting = in_units_asked(carried, question, corpus=corpus) or fitting
    fitting = _limited(carried, asked, question, told) or fitting
    fitting = of_what_is_asked(fitting, question, told, corpus=corpus)
    fitting = without_other_grades(_of_all(fitting, carried, question), question.text)
    near, best = _nearest(fitting, scores, question, told)
    near = adding_least(near, fitting, carried, words)
    near = with_words_left(without_composites(near, carried, question.text), carried, question)
    own = with_own_row(of_main_analysis(near, told, question, words), carried, asked, told)
    titles = _of_few(at_the_times(own, question.text, told), told)
    if not titles:
        return None
    covered = frozenset().union(*(carried[title] for title in titles))
    return Measures(titles, covered, best, tuple(title for title in near if title not in own))


def _scores(
    sums: Mapping[str, float],
    phrases: Mapping[str, float],
    question: Question,
    told: Mapping[str, MeasureWords],
    *,
    of_time: bool,
) -> dict[str, float]:
    """What each measure's words weigh, more in the kind of figure asked, and less in another.

    Args:
        of_time: Whether a measure that has the words is told per time.
    """
    counted = _OF_EACH.search(question.text) or PER_TIME.search(question.text)
    shares = bool(set(question.statistics) & set(SHARES) or asks_patients(question.text)) and not counted
    shares = shares and not (of_time and _BARE_RATE.search(question.text))
    amounts = not shares and asks_amount(question.text)
    scores = {}
    for title, each in told.items():
        score = sums[title] + phrases.get(title, 0)
        score *= _OTHER_KIND if (shares and not each.shares) or (amounts and each.shares) else 1
        scores[title] = score + _SAME_KIND * (score > 0 and each.shares is shares)
    return scores


def _limited(
    carried: Mapping[str, Mapping[int, float]], asked: Asked, question: Question, told: Mapping[str, MeasureWords]
) -> list[str]:
    """The measures with the limits asked that carry a word whole, or are the only ones of plain words."""
    limited = with_limits_asked(told, question.text, rows={title: each.names for title, each in told.items()})
    only_plain = all(token.form in common_words() for token, _ in asked.values())
    alone = only_plain and len({without_times(title) for title in limited}) == 1
    return [title for title in limited if alone or 1.0 in carried[title].values()]


def _nearest(
    fitting: Sequence[str], scores: Mapping[str, float], question: Question, told: Mapping[str, MeasureWords]
) -> tuple[list[str], float]:
    """The measures whose words weigh nearly the most, at the times asked where these have them; with the most."""
    best = max((scores[title] for title in fitting), default=0.0)
    timed = at_the_times(fitting, question.text, told)
    if (best_timed := max((scores[title] for title in timed), default=0.0)) * _AT_OTHER_TIMES >= best:
        fitting, best = list(timed), best_timed
    return [title for title in fitting if scores[title] * _CLEAR >= best], best


def _of_few(titles: tuple[str, ...], told: Mapping[str, MeasureWords]) -> tuple[str, ...]:
    """The titles, of many alike those that the trial is about; none where too many are left."""
    if len({without_times(title) for title in titles}) > _MOST:
        titles = tuple(title for title in titles if told[title].primary) or titles
    return titles if len({without_times(title) for title in titles}) <= _MOST else ()


def _of_all(titles: Sequence[str], carried: Mapping[str, Mapping[int, float]], question: Question) -> list[str]:
    """The titles without those by parts of the patients that are not asked, but for one that alone has a word."""
    by_part = [title for title in titles if are_by_part((title,), question)]
    plain = [title for title in titles if title not in by_part]
    more = [
        title
        for title in by_part
        if any(all(carried[other].get(p, 0) < w for other in plain) for p, w in carried[title].items() if w == 1.0)
        and all(carried[title].get(p, 0) >= worth for other in plain for p, worth in carried[other].items())
    ]
    return [title for title in titles if title not in by_part or title in more] if plain else list(titles)


_BARE_RATE = re.compile(
    r"^(?!.*\b(?:percent\w*|proportion|share|fraction|how many|how often|responders?|respon\w+|surviv\w+)\b)(?!.*%)"
    r".*\b(?:bleed(?:ing)?|relapse|exacerbation|attack|flare|seizure|crisis|infection|event|incidence) rates?\b",
    re.IGNORECASE | re.DOTALL,
)
"""That it is asked how often something came, and not who had it."""


def _any_per_time(carried: Mapping[str, Mapping[int, float]], told: Mapping[str, MeasureWords]) -> bool:
    """Whether a measure that has words of the question counts events over time: "Annualized Bleeding Rate"."""
    return any(own and PER_TIME.search(" ".join((title, *told[title].names))) for title, own in carried.items())


def _less_where_titled(
    carried: Mapping[str, dict[int, float]], asked: Mapping[int, tuple[Token, object]]
) -> dict[str, dict[int, float]]:
    """What each word is worth to each measure, less where only its definition has one that another has in its title."""
    titled = {place for own in carried.values() for place, worth in own.items() if worth == 1.0}
    titled -= {place for place, (token, _) in asked.items() if stems(token.text) <= KINDS}
    return {
        title: {p: _MENTIONED if worth == DEFINED and p in titled else worth for p, worth in own.items()}
        for title, own in carried.items()
    }


_OF_EACH = re.compile(
    r"\bhow many [\w-]+s (?:per|a|an|each|every|on average|did (?:they|each|the average))\b"
    r"|\b(?:mean|average|median) number of\b|\b(?:per|each|every) (?:patient[- ]?)?year\b|\bannuali[sz]ed\b",
    re.IGNORECASE,
)
"""That something is counted in each patient, and no patients: "how many attacks per week"."""


def weight_of(question: Question, title: str, *, corpus: Corpus) -> float:
    """How well one title fits a question, by the same scoring."""
    told = measures_of(question.trial or "", corpus=corpus)
    asked = words_asked(question, words_of(question.trial, corpus=corpus), told.values())
    weights = weigh(asked, told, question, words_of(question.trial, corpus=corpus))
    own = told.get(title) or MeasureWords(stems(title) | in_lay_words(stems(title)), frozenset(), False)
    return sum(weights[place] * worth for place, worth in carried_by(asked, own).items())


def _fits(
    carried: Mapping[int, float],
    asked: Mapping[int, tuple[Token, object]],
    weights: Mapping[int, float],
    *,
    timed: bool,
    naming: frozenset[int] = frozenset(),
) -> bool:
    """Whether a measure carries enough of what is asked, and some of it in its title.

    Args:
        naming: Where words stand that are true of the whole trial, by which alone no measure is asked.
        timed: Whether its title tells the time asked: where it carries every everyday word, no other is needed.
    """
    telling = [place for place, (token, _) in asked.items() if token.form not in common_words()]
    plain = sum(worth == PLAIN for worth in carried.values())
    whole = sum(weights[place] for place in telling)
    if not whole:
        return plain >= _FEWEST_PLAIN or (plain == len(asked) and (timed or plain >= _FEWEST_NAMING) and plain > 0)
    own = [place for place in telling if place in carried]
    if set(own) <= naming and not plain and len(own) < _FEWEST_NAMING:
        return False
    share = sum(weights[place] for place in own) / whole
    titled = any(carried[place] == 1.0 for place in own) or (len(own) > 1 and share == 1.0)
    return titled and share >= _ENOUGH and (len(own) + plain > 1 or share == 1.0)


def _is_timed(title: str, question: Question) -> bool:
    """Whether a title tells all times that are asked."""
    times = times_told(question.text)
    return bool(times) and agree(times, times_told(title))
