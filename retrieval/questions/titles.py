"""Outcomes by the words of their titles: a registry's titles are too long to be asked for verbatim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import log

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.rates_of_each import has_rate_named
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.lay_words import in_lay_words
from retrieval.stems import stem_forms, stems
from retrieval.terms import Mention, TermIndex, common_words, split_tokens

_ENOUGH = 0.7
"""Share of the question's weight that a title has to carry; half of it is a neighbour's."""
_FEWEST_WORDS = 2
"""Words that a question and a title share; one word ("score", "change") stands in many."""
_MOST_TITLES = 3
"""Titles that fit equally well; of more, the words do not tell which is meant."""
_NAMED = ("arm", "drug", "trial", "statistic", "population", "analysis", "grade")


def outcomes_by_words(
    question: Question, *, titles: Mapping[str, str], terms: TermIndex, inert: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Return the outcomes whose titles carry most of what ``question`` asks; none where no title carries enough.

    Words count by how rare they are among the titles; a word of the question that stands in none counts as the rarest,
    so that what the trial does not report is not answered by a neighbour. A time of the question has to stand in the
    title as a time: the 2 of "PFS at 2 years" is not that of PFS2.

    Args:
        titles: The outcomes of the question's trial, each with what names its rows and the time of its measurement.
        inert: Stems of words that are true of the whole trial: they count only where a title has them.
    """
    arms = stems(" ".join(term.name for term in terms.terms("arm", trial=question.trial) if term.trial))
    own = frozenset().union(*(stems(title) for title in titles))
    asked = frozenset(word for word in _words_asked(question) if word in own or word not in arms | inert)
    carried = {
        title: asked & _with_lay(_stems_of(title, terms=terms, trial=question.trial) | stems(rows), inert)
        for title, rows in titles.items()
    }
    weights = _weigh(asked, carried, light=_light(question))
    whole = sum(weights.values())
    times = times_told(question.landmark or (question.text if inert else ""))
    timed = (
        title
        for title, rows in titles.items()
        if agree(times, times_told(f"{title} {rows}")) and has_rate_named(f"{title} {rows}", question.text)
    )
    scores = {title: sum(weights[word] for word in carried[title]) for title in timed}
    best = max(scores.values(), default=0.0)
    if not whole or best < _ENOUGH * whole:
        return ()
    alone = bool(inert) and best == whole and not asked <= inert  # by the name of its drug no level of that is meant
    fewest = 1 if alone else _FEWEST_WORDS
    found = tuple(title for title, score in scores.items() if score == best and len(carried[title]) >= fewest)
    return found if len(found) <= _MOST_TITLES else ()


def _words_asked(question: Question) -> frozenset[str]:
    """Stems of the words that tell what is asked: neither common ones nor names of arms, drugs or statistics."""
    named = [m for m in question.mentions if m.term.kind in _NAMED and not _is_of_no_arm(m)]
    forms = (
        token.form
        for token in split_tokens(question.text)
        if token.form not in common_words() and not any(m.start <= token.start < m.end for m in named)
    )
    return stem_forms(form for form in forms if any(character.isalnum() for character in form))


def _is_of_no_arm(mention: Mention) -> bool:
    """Whether a drug is none of the trial's, so that it says what is measured: "days on antibiotics"."""
    return mention.term.kind == "drug" and mention.term.trial is None


def _stems_of(title: str, *, terms: TermIndex, trial: str | None) -> frozenset[str]:
    """Stems of a title and of its other names, such as the abbreviation that the source gives it."""
    term = terms.term(title, kind="outcome", trial=trial)
    return stems(" ".join(term.spellings if term else (title,)))


def _with_lay(words: frozenset[str], inert: frozenset[str]) -> frozenset[str]:
    """The words of a title; of a registry's, which is in terms of the trade, with everyday ones."""
    return words | in_lay_words(words) if inert else words


def _light(question: Question) -> frozenset[str]:
    """Stems of words that may only be another way of speaking: no name of a thing is."""
    things = [m for m in question.mentions if m.term.kind == "drug"]
    free = (t for t in question.unread if not any(m.start <= t.start < m.end for m in things))
    return stem_forms(token.form for token in free)


def _weigh(asked: frozenset[str], carried: Mapping[str, frozenset[str]], *, light: frozenset[str]) -> dict[str, float]:
    """Weights of the words; one that no title has and that restricts nothing ("weaken") counts half."""
    seen = Counter(word for words in carried.values() for word in words)
    return {
        word: log(1 + len(carried) / (1 + seen[word])) * (_LIGHT if word in light and not seen[word] else 1)
        for word in asked
    }


_LIGHT = 0.5


_RATE = re.compile(r"\s(?:rate|status)$")


def of_their_kind(titles: tuple[str, ...], question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The titles that may be what is asked: those that hold its whole name first, none of another category.

    Nor another outcome of its family: a very good partial response is no partial one. A title that is a name of the
    vocabulary itself is what is asked only where it holds that name as such: events of progression-free survival are
    no event-free survival, and a negativity is no sustained one.
    """
    trial = question.trial or ""
    asked = [term for name in question.outcomes if (term := terms.term(name, kind="outcome", trial=trial))]
    families = {name for term in asked for name in term.broader}
    kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
    known = {term.name: term for term in terms.terms("outcome", trial=trial)}

    def may_be(title: str) -> bool:
        alike = not asked or kinds.get(title) in {term.category for term in asked}
        return alike and not (title in known and families & set(known[title].broader)) and not is_another(title)

    def is_another(title: str) -> bool:
        said = (_RATE.sub("", term.name).casefold() for term in asked)
        return bool(asked) and title in known and not any(name in title.casefold() for name in said)

    whole = (t for t in corpus.table.outcomes(trial) if any(stems(term.name) <= stems(t) for term in asked))
    return tuple(filter(may_be, whole)) or tuple(filter(may_be, titles))
