"""Which of the outcomes is meant that a record gives one name to: the "cure" of several visits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import times_told
from retrieval.registry.measure_words import TOTALS, measures_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex

_MEASURED = ("efficacy", "safety")
_GOES_ON = r"(?=\s?\(|\s(?:at|in|by|from|to|through|over|up|during|within|after|on)\b|\W*$)"
"""What follows the whole name of an outcome in its title: when, in whom, its short form."""
_LEADS = r"(?:^|\b(?:of|with|in|who|had|a|an|the|achieving|achieved)\s)"


def with_one_of_name(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the outcome that it says most of among those of one name; the primary one where it says no more.

    As it is where it tells a time, by which they are told apart, or where the name leads to several.
    """
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    spans = Counter((m.start, m.end) for m in question.mentions if m.term.kind == "outcome")
    for mention in named if not times_told(question.text) else ():
        instead = _of_same_name(mention, question, corpus=corpus) if spans[mention.start, mention.end] == 1 else None
        if instead:
            question = _put_in_place(instead, mention.term.name, question, terms=terms)
    return question


def _of_same_name(mention: Mention, question: Question, *, corpus: Corpus) -> str | None:
    """The other outcome that is called as a mention calls one, and that is meant rather than that."""
    told = measures_of(question.trial or "", corpus=corpus)
    called = re.compile(rf"{_LEADS}{re.escape(mention.text)}{_GOES_ON}", re.IGNORECASE)
    same = [title for title in told if called.search(title) and title not in TOTALS]
    if mention.term.name not in same:
        return None
    shared = frozenset.intersection(*map(stems, same))
    said = {title: len((stems(title) - shared) & stems(question.text)) for title in same}
    best = [title for title in same if said[title] == max(said.values())]
    best = [title for title in best if told[title].primary] or best
    return best[0] if len(best) == 1 and mention.term.name not in best else None


def _put_in_place(title: str, name: str, question: Question, *, terms: TermIndex) -> Question:
    """The question for a title in place of an outcome, and of the names of none that its words were read as."""
    own = stems(title)
    read = [m for m in question.mentions if m.term.kind == "outcome" and stems(m.text) <= own]
    gone = {m.term.name for m in read if not terms.outcomes_of(m.term.name, trial=question.trial or "")}
    outcomes = (title if other == name else other for other in question.outcomes if other not in gone)
    return replace(
        question,
        outcomes=tuple(dict.fromkeys(outcomes)),
        unknown=tuple(token for token in question.unknown if not stems(token.text) <= own),
        unread=tuple(token for token in question.unread if not stems(token.text) <= own),
    )


def at_any_time(
    name: str, rows: list[str], titles: Sequence[str], question: Question, *, kinds: Mapping[str | None, str | None]
) -> list[str]:
    """The measures that have a row of a name, and those that are called by it: of another time, with their words."""
    named = {m.term.name for m in question.mentions if m.term.kind == "outcome"} & {*question.outcomes}
    alike = [t for t in dict.fromkeys((*titles, *named)) if kinds.get(t) == _OF_EFFECT and not OR.search(t)]
    said = [stems(m.text) for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    alike = [t for t in alike if any(words <= stems(t) for words in said)]
    if not alike or len(rows) != 1 or kinds.get(rows[0]) != _OF_EFFECT:
        return rows
    return _with_most_words(list(dict.fromkeys((*rows, *alike))), question.text)


def _with_most_words(titles: Sequence[str], text: str) -> list[str]:
    """The titles but for those whose words of a question are only some of another one's: "at the primary analysis"."""
    said = stems(text) - _SMALL
    own = {title: stems(title) & said for title in titles}
    return [title for title in titles if not any(own[title] < other for other in own.values())]


_SMALL = stems("a an and at by for from in of on or the to with")
_OF_EFFECT = "efficacy"
OR = re.compile(r",?\s?\bor\b(?:\s|$)", re.IGNORECASE)
"""What joins the names of a composite, or of a list."""
