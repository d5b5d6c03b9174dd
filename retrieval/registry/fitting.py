"""Which of a record's titles fit the words of a question best, where a name leads to several or to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.coded_events import single_events
from retrieval.questions.deaths import SURVIVAL
from retrieval.questions.item_rows import SEXES
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import measures
from retrieval.questions.timed_titles import times_told
from retrieval.registry.called_otherwise import by_own_word, tells_itself, with_names_of_record
from retrieval.registry.deaths_counted import deaths_counted
from retrieval.registry.shared_names import at_any_time
from retrieval.registry.titles_of_names import best_titles, content_of, titles_with_row
from retrieval.stems import stems
from retrieval.terms import TermIndex

_MEASURED = "efficacy"
_TRAIT = "baseline"
_COUNTED = ("disposition", "design")
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio", "hazard reduction")
_LANDMARK_RATE = re.compile(r"(?P<count>\d+)-(?P<unit>year|month|week|day) (?P<outcome>.+?)(?: rate)?")
_FEWEST_WORDS = 2


def with_best_titles(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the titles that its words fit best, of the several that one name leads to.

    Times come first: of one outcome at two times, the one asked.
    """
    found: list[str] = []
    called: dict[str, str] = {}
    for name in question.outcomes:
        term = terms.term(name, kind="outcome", trial=question.trial or "")
        if question.ranked and term is not None and "adverse event" in name.casefold() and term.category == _EVENTS:
            found.append(name)  # the most frequent of all events, which no title counts
            continue
        titles, spoken = _titles_of_name(name, term, question, corpus=corpus, terms=terms)
        called |= {name: spoken[0]} if len(spoken) == 1 else {}
        found += titles
    question = replace(question, outcomes=tuple(dict.fromkeys(found)))
    return with_names_of_record(question, called, terms=terms)


def _titles_of_name(
    name: str, term: Term | None, question: Question, *, corpus: Corpus, terms: TermIndex
) -> tuple[Sequence[str], Sequence[str]]:
    """The titles that a name means, or itself; with those that have its own words."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    titles = terms.outcomes_of(name, trial=question.trial or "")
    later = bool(times_told(question.text) or _LOST.search(question.text)) and not at_baseline(question.text)
    kind = term.category if term is not None else None
    if kind == _TRAIT and not later:  # "AGE" is short for a disease elsewhere
        titles = tuple(title for title in titles if kinds.get(title) == _TRAIT) or titles
    dead = deaths_counted(name, titles, question, kinds=kinds)
    lived = name == SURVIVAL and any(name.casefold() in title.casefold() for title in titles)
    counted = kind in _COUNTED  # "number of subjects" begins many titles
    spoken = [] if counted or lived else by_own_word(name, titles, question, kinds=kinds, later=later)
    row = [] if kinds.get(name) == _TRAIT and not later else titles_with_row(name, question, corpus=corpus)
    row = at_any_time(name, row, titles, question, kinds=kinds)
    if own := spoken or (dead if lived and dead else row or dead):
        return own, spoken
    if len(titles) == 1 and tells_itself(name, titles[0], kinds=kinds):
        return titles, titles
    if counted or len(titles) <= 1 or name in titles or all(kinds.get(title) != _MEASURED for title in titles):
        return (name,), ()
    return best_titles(name, titles, question, corpus=corpus), ()


_EVENTS = "safety"
_LOST = re.compile(r"\b(?:los[est]\w*|gain(?:ed|s)?|put on|shed|went (?:up|down)|chang(?:ed?|es))\b", re.IGNORECASE)


def with_groups_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question without an outcome of other groups, where the same words name one of all the groups asked."""
    spans: dict[tuple[int, int], list[str]] = {}
    for mention in question.mentions:
        if mention.term.kind == "outcome" and mention.term.name in question.outcomes:
            spans.setdefault((mention.start, mention.end), []).append(mention.term.name)
    if not question.arms or all(len(names) == 1 for names in spans.values()):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "arm"))

    def without_arms_asked(names: Sequence[str]) -> set[str]:
        held = {name: {arm for arm in question.arms if (name, arm) in slots} for name in names}
        shared = set.intersection(*held.values())  # as the control of every dose
        own = {name: arms - shared for name, arms in held.items()}
        return {name for name, arms in own.items() if not arms} if any(own.values()) else set()

    beside = {name for names in spans.values() if len(names) > 1 for name in without_arms_asked(names)}
    return replace(question, outcomes=tuple(name for name in question.outcomes if name not in beside))


def with_counts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the baseline characteristic of those counted, where a name leads to a measure of them.

    "How many had papillary histology" is no question for the survival of those who had.
    """
    if not _NUMBERS & set(question.statistics):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category", "statistic"))
    rows = [(title, item, kind) for title, item, kind, statistic in slots if title and statistic in _NUMBERS]
    counted = {title for title, item, _ in rows if item != _ANALYSED}
    measured = {title for title, _, kind, _ in slots if kind == _MEASURED} - counted
    traits = [(title, item) for title, item, kind in rows if kind == _TRAIT and item]
    found: list[str] = []
    for name in question.outcomes:
        named = (m.text for m in question.mentions if m.term.kind == "outcome" and m.term.name == name)
        said = [stems(SEXES.get(text.casefold(), text)) for text in named]
        own = [title for title, item in traits if _tells(said, title, item)] if name in measured else []
        found += own or [name]
    outcomes = tuple(dict.fromkeys(found))
    told = {name for name in question.outcomes if name not in outcomes}
    mentions = tuple(m for m in question.mentions if m.term.kind != "outcome" or m.term.name not in told)
    return replace(question, outcomes=outcomes, mentions=mentions)


def _tells(said: Sequence[frozenset[str]], title: str, item: str) -> bool:
    """Whether a row of a characteristic has the words said, and some of them in its own name."""
    return any(words <= stems(f"{title} {item}") and words & stems(item) for words in said)


_NUMBERS = {"count", "percentage"}
_ANALYSED = "number analysed"  # the row that counts those in whom something was measured


def with_landmarks(question: Question, *, terms: TermIndex) -> Question:
    """The question for the outcome itself at the time asked, where no result is called a rate at that time.

    Of several times asked none is the one: each result is held against all of them.
    """
    trial = question.trial or ""
    landmark = question.landmark if len(times_told(question.text)) < _SEVERAL else None
    outcomes: list[str] = []
    for name in question.outcomes:
        match = _LANDMARK_RATE.fullmatch(name)
        bare = f"{match['outcome'][0].upper()}{match['outcome'][1:]}" if match else ""
        if match and not terms.outcomes_of(name, trial=trial) and terms.outcomes_of(bare, trial=trial):
            landmark = f"{match['count']} {match['unit']}s"
            outcomes.append(bare)
        else:
            outcomes.append(name)
    return replace(question, outcomes=tuple(outcomes), landmark=landmark)


def with_effects(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcome that has the effect asked, where an event of that name has none.

    "The hazard ratio of invasive disease recurrence" is that of invasive disease-free survival.
    """
    asked = set(question.statistics) & set(_EFFECTS)
    rows = corpus.table.results(trial=question.trial or "") if asked and question.outcomes else ()
    own = [row for row in rows if row.outcome in question.outcomes]
    if not own or any(row.category != "safety" or _has_any(row, asked) for row in own):
        return question
    words = content_of(question) | stems(" ".join(m.text for m in question.mentions if m.term.kind == "outcome"))
    held = dict.fromkeys(row.outcome for row in rows if _has_any(row, asked))
    carried = {title: len(words & stems(title)) for title in held}
    most = max(carried.values(), default=0)
    if most < _FEWEST_WORDS:
        return question
    best = min((title for title in carried if carried[title] == most), key=lambda title: len(stems(title)))
    counted = dict.fromkeys(row.outcome for row in own if _NUMBERS & set(question.statistics))
    said = [stems(m.text) for m in question.mentions if m.term.kind == "outcome"]
    meant = () if any(words <= stems(best) for words in said) else (best,)
    return replace(question, outcomes=(*counted, best), by_meaning=meant, unknown=(), unread=())


def _has_any(row: Result, statistics: Iterable[str]) -> bool:
    return any(measures(row, name) for name in statistics)


def with_changes_compared(question: Question, *, corpus: Corpus) -> Question:
    """The question for the change of a value that arms were compared by, where an event of it, or none held, is named.

    Whether they put on significantly less weight is no question for who had "weight increased" as an adverse event.
    """
    trial = question.trial or ""
    tested = "p-value" in question.statistics or "difference" in question.statistics
    slots = corpus.table.slots(trial, ("outcome", "comparison", "category"))
    held = {title for title, *_ in slots} - (single_events(trial, table=corpus.table) if tested else set())
    counted = not tested and {*_NUMBERS, *_EFFECTS} & set(question.statistics)
    if counted or not question.outcomes or set(question.outcomes) & held or _AS_EVENT.search(question.text):
        return question
    compared = [title for title, pair, _ in slots if title and pair and stems(title) >= _CHANGED]
    names = {name: stems(name) - _DIRECTION for name in question.outcomes if stems(name) & _DIRECTION}
    found = {name: [title for title in compared if own <= stems(title)] for name, own in names.items()}
    if len(found) != len(question.outcomes) or not all(found.values()):
        return question
    titles = tuple(dict.fromkeys(title for own in found.values() for title in own))
    return replace(question, outcomes=titles, by_meaning=titles)


_CHANGED = stems("change")
_DIRECTION = stems("increased decreased gain loss elevated raised")
_AS_EVENT = re.compile(r"\b(?:adverse|side[ -]effects?|TE?AEs?|SAEs?|events?|reported|serious)\b", re.IGNORECASE)
_SEVERAL = 2
