"""Which of the titles that a name leads to is meant, and those that have a row of that very name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.doses_asked import doses_beside
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.questions.wording import assessors
from retrieval.registry.alike import in_sets_asked, without_more
from retrieval.registry.called_otherwise import MOST_ALIKE
from retrieval.registry.limits_of_titles import without_longer_codes
from retrieval.registry.shared_names import OR
from retrieval.registry.times_of_titles import of_times_alone
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import common_words, split_tokens


def best_titles(name: str, titles: Sequence[str], question: Question, *, corpus: Corpus) -> Sequence[str]:
    """Of the titles that a name leads to, those at the times asked that carry most of the question's words."""
    told = told_of(question.trial or "", corpus=corpus)
    titles = without_longer_codes(in_sets_asked(titles, question, corpus=corpus), question.text)
    titles = [t for t in titles if question.subgroups or not _BY_SUBGROUP.search(t)] or titles
    times = times_told(question.text)
    timed = [title for title in titles if times and agree(times, times_told(f"{title} {told[title]}"))] or list(titles)
    timed = of_times_alone(timed, times, told)
    if by_whom := _by_each(assessors(question.text), timed):
        return by_whom
    asked = (content_of(question) - _OF_MEASURING) | stems(" ".join(doses_beside(question.text)))
    carried = {title: len(asked & stems(f"{title} {told[title]}")) for title in titles}
    if len(titles) > MOST_ALIKE and not any(carried.values()) and not _with_name(name, titles, question):
        return [name]  # a class of which no title has a word asked: other measures may have them
    at_each = [_most([t for t in titles if agree((time,), times_told(t))], carried) for time in times]
    if len(times) > 1 and all(at_each):
        return list(dict.fromkeys(title for found in at_each for title in found))
    best = _of_phase(_most(timed, carried), question, corpus=corpus)
    return without_more(_with_name(name, best, question) or best, words_of(question.trial, corpus=corpus))


def _by_each(assessors_asked: Collection[str], titles: Iterable[str]) -> list[str]:
    """The titles of each of several who assessed, where all that are asked have one."""
    found = [title for title in titles if assessors(title)]
    several = len(assessors_asked) > 1 and {who for title in found for who in assessors(title)} == assessors_asked
    return found if several else []


def _with_name(name: str, titles: Iterable[str], question: Question) -> list[str]:
    """The titles that have every word of a name, or of what it is called in the question."""
    said = [m.text for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    called = [stems(words) for words in (name, *said)]
    return [title for title in titles if any(words <= stems(title) for words in called)]


def _of_phase(titles: list[str], question: Question, *, corpus: Corpus) -> list[str]:
    """The titles of the start, where that is asked; else those of what was measured later, efficacy first."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if at_baseline(question.text):
        return [title for title in titles if kinds[title] == "baseline"] or titles
    later = [title for title in titles if kinds[title] not in ("baseline", "disposition")] or titles
    return sorted(later, key=lambda title: kinds[title] != _MEASURED)


def _most(titles: Sequence[str], carried: Mapping[str, int]) -> list[str]:
    """Those of some titles that carry most."""
    most = max((carried[title] for title in titles), default=0)
    return [title for title in titles if carried[title] == most]


_MEASURED = "efficacy"
_FEWEST_WORDS = 2
_BY_SUBGROUP = re.compile(r"\bby (?:[\w-]+ )?subgroups?$", re.IGNORECASE)
_OF_MEASURING = stems("score scale rating index questionnaire points measurement")
"""Words that tell no measure from another."""


def titles_with_row(name: str, question: Question, *, corpus: Corpus) -> list[str]:
    """The measures that have a row of that very name, which composites only mention; none of what "or" joins."""
    own = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    if not own or any(OR.match(question.text, m.end) or OR.search(question.text[: m.start]) for m in own):
        return []
    trial = question.trial or ""
    event = name in single_events(trial, table=corpus.table)
    graded = {title for title, grade in corpus.table.slots(trial, ("outcome", "grade")) if grade in question.grades}
    ungraded = event and bool(question.grades) and name not in graded
    any_of = {stems(it) - _GRADED for _, it in corpus.table.slots(trial, ("outcome", "item")) if it and _is_any(it)}
    spoken = [stems(words) for words in (name, *(m.text for m in own))]
    names = {words - _FATAL for words in spoken}
    solicited = not question.grades and bool(names & any_of)
    names = {words for words in names if ungraded or len(words) >= _FEWEST_WORDS or words in any_of}
    found = _rows_named(names, trial, fatal=any("fatal" in it and "non" not in it for it in spoken), corpus=corpus)
    if ungraded and (own_grade := [title for title in found if title in graded]):
        return own_grade  # the registry's table grades none
    if (
        not found
        or not event
        or solicited
        or _tells_grade(question, [item for each in found.values() for item in each])
    ):
        return [*found]
    return [*found, name]


def _rows_named(names: set[frozenset[str]], trial: str, *, fatal: bool, corpus: Corpus) -> dict[str, list[str]]:
    """The measures that have a row of one of these names, each with all its rows."""
    rows = _rows_measured(trial, fatal=fatal, corpus=corpus)
    written = words_of(trial, corpus=corpus).written_out
    found = dict.fromkeys(title for title, item in rows if stems(written(item)) - _FATAL - _GRADED in names)
    return {title: [item for of, item in rows if of == title] for title in found}


def _rows_measured(trial: str, *, fatal: bool, corpus: Corpus) -> list[tuple[str, str]]:
    """The rows of what was measured, each with its title; only those of the dead where that is asked."""
    slots = corpus.table.slots(trial, ("outcome", "item", "category"))
    rows = [(title, item) for title, item, kind in slots if title and item and kind in (_MEASURED, "safety")]
    return [(title, item) for title, item in rows if stems(item) & _OF_THE_DEAD] if fatal else rows


def _tells_grade(question: Question, items: Iterable[str]) -> bool:
    """Whether a row has the words for the grade asked: the registry's table tells no fatal ones."""
    said = stems(" ".join(m.text for m in question.mentions if m.term.kind == "grade"))
    return bool(said) and any(said <= stems(item) for item in items)


def _is_any(item: str | None) -> bool:
    """Whether a row counts those who had an event that was asked of everybody, of whatever grade: "Any Pain"."""
    return bool(item and _ANY.match(item))


_ANY = re.compile(r"any (?!grade|event|AE|SAE|TEAE)[a-z]", re.IGNORECASE)
_OF_THE_DEAD = stems("fatal death died deaths mortality")
_FATAL = stems("non fatal nonfatal first any adjudicated confirmed new onset")
_GRADED = stems("any grade 1 2 3 4 5 or higher more worse above")
"""What a row of a composite, or of events by grade, adds to the name of an event."""


def content_of(question: Question) -> frozenset[str]:
    """Stems of the words that tell what is asked, of whom, and when."""
    named = [m for m in question.mentions if m.term.kind in _NAMED]
    tokens = [
        token.text
        for token in split_tokens(question.text)
        if token.form not in common_words() and not any(m.start <= token.start < m.end for m in named)
    ]
    return stems(" ".join(tokens))


def told_of(trial: str, *, corpus: Corpus) -> dict[str, str]:
    """Each outcome with what names its rows and times, short forms also in full."""
    words = words_of(trial, corpus=corpus)
    told: dict[str, str] = {}
    for outcome, *rows in corpus.table.slots(trial, ("outcome", "item", "time_frame")):
        if outcome:
            told[outcome] = " ".join(filter(None, (told.get(outcome), *rows)))
    return {outcome: f"{rows} {words.in_full(f'{outcome} {rows}')}" for outcome, rows in told.items()}


_NAMED = ("arm", "drug", "trial", "statistic", "population")
