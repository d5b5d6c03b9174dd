"""The measure that a question singles out by what it says, where no measure carries most of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.rates_of_each import has_rate_named
from retrieval.questions.timed_titles import without_times
from retrieval.registry.alike import of_what_is_asked
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.times_of_titles import at_the_times
from retrieval.registry.trial_words import TrialWords, words_of
from retrieval.registry.word_weights import carried_by
from retrieval.registry.words_asked import words_asked
from retrieval.stems import stems
from retrieval.terms import Token, common_words

_WEIGHT = 0.0
"""How well such a measure fits: worse than any to which a name leads."""
_EVERYDAY = 0.5
_CLEAR = 1.5
"""By how much the best measure has to be better than the next one."""


def singled_out(question: Question, *, corpus: Corpus) -> Measures | None:
    """The one measure that carries a word of the question which no other has, and clearly more than any other.

    A word that restricts what is asked has to be carried, and so has one that stands right before a word that is: a
    "lung function" is no kidney function. ``None`` where the words single out none.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    words = words_of(question.trial, corpus=corpus)
    asked = words_asked(question, words, told.values())
    carried = {title: carried_by(asked, each) for title, each in told.items()}
    kinds: dict[int, set[str]] = {}
    for title, places in carried.items():
        for place in places:
            kinds.setdefault(place, set()).add(without_times(title))
    rare = {place for place, own in kinds.items() if len(own) == 1 and tells(asked[place][0])}
    rare -= {p for p in rare if _sounds_everyday(asked[p][0], kinds[p], max(c.get(p, 0.0) for c in carried.values()))}
    rare -= {place for place in rare if _is_of_all(asked[place][0], words)}  # a drug whose level one of them is
    best = {without_times(title) for title in told if rare & set(carried[title])}
    if len(best) != 1:
        return None
    titles = [title for title in told if without_times(title) in best and rare & set(carried[title])]
    own = max(_worth(carried[title], asked) for title in titles)
    next_best = max((_worth(carried[title], asked) for title in told if without_times(title) not in best), default=0.0)
    covered = frozenset().union(*(carried[title] for title in titles))
    titles = [title for title in titles if has_rate_named(" ".join((title, *told[title].names)), question.text)]
    if own < _CLEAR * next_best or _is_restricted(question, asked, covered):
        return None
    titles = of_what_is_asked(titles, question, told, corpus=corpus)
    timed = at_the_times(titles, question.text, told) if titles else ()
    return Measures(timed, covered, _WEIGHT) if timed else None


def _is_of_all(token: Token, words: TrialWords) -> bool:
    """Whether a word is true of all in the trial: what is given or studied, and no more than a word of its title."""
    told = stems(" ".join((*words.arms, *words.studied))) | frozenset().union(*map(stems, words.given))
    return words.names_trial(token) and stems(token.text) <= told | in_lay_words(told)


def _sounds_everyday(token: Token, titles: set[str], worth: float) -> bool:
    """Whether an everyday word is none of the title's own: the "fall" of a decline."""
    return worth < _EVERYDAY and not any(stems(token.text) <= stems(title) for title in titles)


def tells(token: Token) -> bool:
    """Whether a word may name a measure by itself: it has letters enough, and is none of any question."""
    return len(token.form) >= _SHORTEST and token.form not in _OF_ANY


_SHORTEST = 4
_OF_ANY = frozenset(
    "able achieve achieved adverse after against all also among analysed analysis any arm arms average baseline "
    "before believe both case cases caused change changed changes claim compare compared comparison confirm "
    "correct data day days decrease decreased difference different does dose doses drug each effect effective "
    "effects else end endpoint endpoints even event events every figure figures first follow further gave get "
    "give given good great group groups happen happened have heard help high higher improve improved increase "
    "increased kind last leading less level long low lower main many mean means measure measured median month "
    "months more most much number numbers occur occurred other outcome overall part participants patient "
    "patients people per percent percentage placebo point points primary rate rates ratio reach reached "
    "reaction reactions really reduce reduced reduction relate related report reported result results right "
    "safe safety same score scores second secondary seen serious severe share show showed shown side "
    "significant since solicited some start started still study subjects such take taken tell than that them "
    "then there these they this those time times tolerated total treat treated treatment trial true under "
    "unsolicited until value values versus very week weeks well went what when where which while with without "
    "work worked worse wrong year years".split()
)
"""Words that any question may have, and that single out no measure however few titles have them."""


def _worth(carried: Mapping[int, float], asked: Mapping[int, tuple[Token, object]]) -> float:
    return sum(_EVERYDAY if asked[place][0].form in common_words() else worth for place, worth in carried.items())


def _is_restricted(question: Question, asked: Mapping[int, tuple[Token, object]], covered: frozenset[int]) -> bool:
    """Whether something else is asked of what the measure is: a word that restricts, or a noun before its own."""
    if question.subgroups or any(token.start not in covered for token in question.unknown):
        return True
    for place, (token, _) in asked.items():
        follows = _NEXT.match(question.text, token.end)
        if place not in covered and follows and follows.end() in covered and token.form not in common_words():
            return True
    return False


_NEXT = re.compile(r"[ -]")
