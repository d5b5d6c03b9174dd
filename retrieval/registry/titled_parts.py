"""Parts of the patients that a record tells in the titles of its measures: "... in Subjects Aged 60 to 69 Years"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions import wording
from retrieval.questions.bounds import mentions_by_bound
from retrieval.questions.question import Question
from retrieval.registry.measure_words import MeasureWords, measures_of
from retrieval.registry.part_titles import part_told
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex

_MEASURED = ("efficacy", "safety")
_GAINED = re.compile(r"\b(?:benefit|efficac|effective|help|protect|work)\w*\b", re.IGNORECASE)


def with_titled_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the measures whose titles tell the parts that it asks for, where no result has them as a slot.

    Those of the outcome that it names; where it names none and asks what was gained, those most like the primary one.
    A part that no title of the outcome tells stays, and is not held.
    """
    trial = question.trial or ""
    titles = _titles_of_parts(question, corpus=corpus, terms=terms)
    named = _measured_named(question, corpus=corpus)
    gained = wording.asks_overview(question.text) or question.weighs or _GAINED.search(question.text)
    if not any(titles.values()) or not (named or (gained and not question.topics)):
        return question
    told = measures_of(trial, corpus=corpus)
    among = {part: [t for t in own if not named or _is_of(told[t], named)] for part, own in titles.items()}
    best = {part: _fullest(own, question, told) for part, own in among.items() if own}
    if not best:
        return question
    carried = frozenset().union(_OF_PEOPLE, *(told[title].titled | told[title].defined for title in best.values()))
    return replace(
        question,
        outcomes=tuple(dict.fromkeys(best.values())),
        subgroups=tuple(part for part in question.subgroups if part not in best),
        mentions=tuple(m for m in question.mentions if m not in named and m.term.name not in best),
        unknown=tuple(token for token in question.unknown if not stems(token.text) <= carried),
        unread=(),
    )


def _titles_of_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> dict[str, list[str]]:
    """The measures whose titles tell each part asked, of those that no result has as a slot."""
    trial = question.trial or ""
    held = {part for (part,) in corpus.table.slots(trial, ("subgroup",)) if part}
    told = measures_of(trial, corpus=corpus)
    return {
        part: [title for title in told if any(m.term.name == part for m in _bounds_of(title, trial, terms))]
        or [title for title in told if _is_told_by(title, part, terms)]
        for part in question.subgroups
        if part not in held
    }


def _measured_named(question: Question, *, corpus: Corpus) -> list[Mention]:
    """The outcomes of efficacy and safety that a question names, but those whose name is that of an effect."""
    held = corpus.table.slots(question.trial or "", ("statistic",))
    effects = [stems(statistic) for (statistic,) in held if statistic]
    named = (m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED)
    return [m for m in named if not any(stems(m.term.name) <= effect for effect in effects)]


def _bounds_of(title: str, trial: str, terms: TermIndex) -> list[Mention]:
    return mentions_by_bound(title, terms=terms, trial=trial)


def _is_told_by(title: str, part: str, terms: TermIndex) -> bool:
    """Whether a title ends with the name of all parts of one kind, as which a part is known: "... by Sex"."""
    term, told = terms.term(part, kind="subgroup"), part_told(title).casefold()
    return bool(told) and term is not None and told in (term.name.casefold(), *map(str.casefold, term.spellings))


def _is_of(measure: MeasureWords, named: Collection[Mention]) -> bool:
    """Whether a measure has an outcome that is named in its title, short forms in full or in everyday words."""
    return any(stems(words) <= measure.titled for m in named for words in (m.term.name, m.text))


def _fullest(titles: Collection[str], question: Question, told: Mapping[str, MeasureWords]) -> str:
    """The title with the most words of the question, of as many the primary outcome's or the one most like it."""
    said = stems(question.text)
    primary = frozenset().union(*(each.titled for each in told.values() if each.primary))
    return max(
        titles, key=lambda t: (len(told[t].titled & said - _SMALL), told[t].primary, len(told[t].titled & primary))
    )


_OF_PEOPLE = stems("adults people patients participants subjects person persons those")
_SMALL = _OF_PEOPLE | stems("a an and as at by for from in of on or the to with number many old older years aged age")
