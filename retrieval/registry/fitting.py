"""Which of a record's titles fit the words of a question best, where a name leads to several or to none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.deaths import SURVIVAL
from retrieval.questions.doses_asked import doses_beside
from retrieval.questions.item_rows import SEXES
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import measures
from retrieval.questions.timed_titles import agree, times_told
from retrieval.questions.wording import assessors
from retrieval.registry.alike import in_sets_asked, of_times_alone, without_more
from retrieval.registry.called_otherwise import MOST_ALIKE, by_own_word, tells_itself, with_names_of_record
from retrieval.registry.deaths_counted import deaths_counted
from retrieval.registry.limits_of_titles import without_longer_codes
from retrieval.registry.shared_names import OR, at_any_time
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens

_MEASURED = "efficacy"
_TRAIT = "baseline"
_COUNTED = ("disposition", "design")
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio", "hazard reduction")
_LANDMARK_RATE = re.compile(r"(?P<count>\d+)-(?P<unit>year|month|week|day) (?P<outcome>.+?)(?: rate)?")
_FEWEST_WORDS = 2
_NAMED = ("arm", "drug", "trial", "statistic", "population")


def with_best_titles(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the titles that its words fit best, of the several that one name leads to.

    Times come first: of one outcome at two times, the one asked.
    """
    trial = question.trial or ""
    kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
    found: list[str] = []
    called: dict[str, str] = {}
    for name in question.outcomes:
        titles = terms.outcomes_of(name, trial=trial)
        term = terms.term(name, kind="outcome", trial=trial)
        if question.ranked and term is not None and "adverse event" in name.casefold() and term.category == _EVENTS:
            found.append(name)  # the most frequent of all events, which no title counts
            continue
        later = bool(times_told(question.text) or _LOST.search(question.text)) and not at_baseline(question.text)
        if term is not None and term.category == _TRAIT and not later:  # "AGE" is short for a disease elsewhere
            titles = tuple(title for title in titles if kinds.get(title) == _TRAIT) or titles
        counted = term is not None and term.category in _COUNTED  # "number of subjects" begins many titles
        several = len(titles) > 1 and name not in titles and any(kinds.get(title) == _MEASURED for title in titles)
        several = several and not counted
        dead = deaths_counted(name, titles, question, kinds=kinds)
        lived = name == SURVIVAL and any(name.casefold() in title.casefold() for title in titles)
        spoken = [] if counted or lived else by_own_word(name, titles, question, kinds=kinds, later=later)
        row = [] if kinds.get(name) == _TRAIT and not later else _with_row(name, question, corpus=corpus)
        row = at_any_time(name, row, titles, question, kinds=kinds)
        own = spoken or (dead if lived and dead else row or dead)
        if not own and len(titles) == 1 and tells_itself(name, titles[0], kinds=kinds):
            own = spoken = list(titles)
        called |= {name: spoken[0]} if len(spoken) == 1 else {}
        found += own or (_best(name, titles, question, corpus=corpus) if several else (name,))
    question = replace(question, outcomes=tuple(dict.fromkeys(found)))
    return with_names_of_record(question, called, terms=terms)


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
    found: list[str] = []
    for name in question.outcomes:
        said = [
            stems(SEXES.get(m.text.casefold(), m.text))
            for m in question.mentions
            if m.term.kind == "outcome" and m.term.name == name
        ]
        traits = [title for title, item, kind in rows if kind == _TRAIT and item and _tells(said, title, item)]
        own = any(kind == _MEASURED for title, _, kind, _ in slots if title == name) and name not in counted
        found += dict.fromkeys(traits) if own and traits else [name]
    outcomes = tuple(dict.fromkeys(found))
    told = {name for name in question.outcomes if name not in outcomes}
    mentions = tuple(m for m in question.mentions if m.term.kind != "outcome" or m.term.name not in told)
    return replace(question, outcomes=outcomes, mentions=mentions)


def _tells(said: Sequence[frozenset[str]], title: str, item: str) -> bool:
    """Whether a row of a characteristic has the words said, and some of them in its own name."""
    return any(words <= stems(f"{title} {item}") and words & stems(item) for words in said)


_NUMBERS = {"count", "percentage"}
_ANALYSED = "number analysed"  # the row that counts those in whom something was measured


def _best(name: str, titles: Sequence[str], question: Question, *, corpus: Corpus) -> Sequence[str]:
    told = _told_of(question.trial or "", corpus=corpus)
    titles = without_longer_codes(in_sets_asked(titles, question, corpus=corpus), question.text)
    titles = [t for t in titles if question.subgroups or not _BY_SUBGROUP.search(t)] or titles
    times = times_told(question.text)
    timed = [title for title in titles if times and agree(times, times_told(f"{title} {told[title]}"))] or list(titles)
    timed = of_times_alone(timed, times, told)
    if len(by_whom := assessors(question.text)) > 1 and {who for t in timed for who in assessors(t)} == by_whom:
        return [title for title in timed if assessors(title)]
    asked = (_content(question) - _OF_MEASURING) | stems(" ".join(doses_beside(question.text)))
    carried = {title: len(asked & stems(f"{title} {told[title]}")) for title in titles}
    said = [m.text for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    called = any(stems(words) <= stems(title) for words in (name, *said) for title in titles)
    if not called and not any(carried.values()) and len(titles) > MOST_ALIKE:
        return [name]  # a class of which no title has a word asked: other measures may have them
    at_each = [_most([t for t in titles if agree((time,), times_told(t))], carried) for time in times]
    if len(times) > 1 and all(at_each):
        return list(dict.fromkeys(title for found in at_each for title in found))
    best = _most(timed, carried)
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if at_baseline(question.text):
        best = [title for title in best if kinds[title] == _TRAIT] or best
    else:
        best = [title for title in best if kinds[title] not in ("baseline", "disposition")] or best
        best.sort(key=lambda title: kinds[title] != _MEASURED)
    best = [title for title in best if any(stems(words) <= stems(title) for words in (name, *said))] or best
    return without_more(best, words_of(question.trial, corpus=corpus))


def _most(titles: Sequence[str], carried: Mapping[str, int]) -> list[str]:
    """Those of some titles that carry most."""
    most = max((carried[title] for title in titles), default=0)
    return [title for title in titles if carried[title] == most]


_BY_SUBGROUP = re.compile(r"\bby (?:[\w-]+ )?subgroups?$", re.IGNORECASE)
_OF_MEASURING = stems("score scale rating index questionnaire points measurement")
"""Words that tell no measure from another."""


def _with_row(name: str, question: Question, *, corpus: Corpus) -> list[str]:
    """The measures that have a row of that very name, which composites only mention; none of what "or" joins."""
    own = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    joined = any(OR.match(question.text, m.end) or OR.search(question.text[: m.start]) for m in own)
    spoken = [stems(words) for words in (name, *(m.text for m in own))]
    fatal = any("fatal" in words and "non" not in words for words in spoken)
    names = {words - _FATAL for words in spoken}
    trial = question.trial or ""
    event = name in single_events(trial, table=corpus.table)
    graded = {title for title, grade in corpus.table.slots(trial, ("outcome", "grade")) if grade in question.grades}
    ungraded = event and bool(question.grades) and name not in graded
    any_of = {stems(item) - _GRADED for title, item in corpus.table.slots(trial, ("outcome", "item")) if _is_any(item)}
    solicited = not question.grades and any(words in any_of for words in names)
    names = {words for words in names if ungraded or len(words) >= _FEWEST_WORDS or words in any_of}
    if joined or not own or not names:
        return []
    words = words_of(question.trial, corpus=corpus)
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    rows = [(title, item) for title, item, kind in slots if title and item and kind in (_MEASURED, "safety")]
    rows = [(title, item) for title, item in rows if not fatal or stems(item) & _OF_THE_DEAD]
    found = dict.fromkeys(title for title, item in rows if stems(words.written_out(item)) - _FATAL - _GRADED in names)
    if ungraded and (own_grade := [title for title in found if title in graded]):
        return own_grade  # the registry's table grades none
    said = stems(" ".join(m.text for m in question.mentions if m.term.kind == "grade"))
    if said and any(said <= stems(item) for title, item in rows if title in found):
        return list(found)  # the registry's table tells no fatal ones
    return [*found, name] if found and event and not solicited else list(found)


def _is_any(item: str | None) -> bool:
    """Whether a row counts those who had an event that was asked of everybody, of whatever grade: "Any Pain"."""
    return bool(item and _ANY.match(item))


_ANY = re.compile(r"any (?!grade|event|AE|SAE|TEAE)[a-z]", re.IGNORECASE)


_OF_THE_DEAD = stems("fatal death died deaths mortality")
_FATAL = stems("non fatal nonfatal first any adjudicated confirmed new onset")
_GRADED = stems("any grade 1 2 3 4 5 or higher more worse above")
"""What a row of a composite, or of events by grade, adds to the name of an event."""


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
    trial = question.trial or ""
    rows = corpus.table.results(trial=trial) if asked and question.outcomes else ()
    own = [row for row in rows if row.outcome in question.outcomes]
    if not own or any(row.category != "safety" or any(measures(row, name) for name in asked) for row in own):
        return question
    words = _content(question) | stems(" ".join(m.text for m in question.mentions if m.term.kind == "outcome"))
    held = dict.fromkeys(row.outcome for row in rows if any(measures(row, name) for name in asked))
    carried: Mapping[str, int] = {title: len(words & stems(title)) for title in held}
    most = max(carried.values(), default=0)
    if most < _FEWEST_WORDS:
        return question
    best = min((title for title in carried if carried[title] == most), key=lambda title: len(stems(title)))
    counted = dict.fromkeys(row.outcome for row in own if _NUMBERS & set(question.statistics))
    said = [stems(m.text) for m in question.mentions if m.term.kind == "outcome"]
    meant = () if any(words <= stems(best) for words in said) else (best,)
    return replace(question, outcomes=(*counted, best), by_meaning=meant, unknown=(), unread=())


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


def _content(question: Question) -> frozenset[str]:
    """Stems of the words that tell what is asked, of whom, and when."""
    named = [m for m in question.mentions if m.term.kind in _NAMED]
    tokens = [
        token.text
        for token in split_tokens(question.text)
        if token.form not in common_words() and not any(m.start <= token.start < m.end for m in named)
    ]
    return stems(" ".join(tokens))


def _told_of(trial: str, *, corpus: Corpus) -> dict[str, str]:
    """Each outcome with what names its rows and times, short forms also in full."""
    words = words_of(trial, corpus=corpus)
    told: dict[str, str] = {}
    for outcome, *rows in corpus.table.slots(trial, ("outcome", "item", "time_frame")):
        if outcome:
            told[outcome] = " ".join(filter(None, (told.get(outcome), *rows)))
    return {outcome: f"{rows} {words.in_full(f'{outcome} {rows}')}" for outcome, rows in told.items()}
