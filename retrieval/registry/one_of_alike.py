"""Of several titles that the same words of a question lead to, the one that is asked: its time, its set, its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.alike import in_sets_asked, of_main_analysis
from retrieval.registry.limits_of_titles import limits_told, with_limits_asked
from retrieval.registry.measure_words import SHARES, MeasureWords, measures_of
from retrieval.registry.part_titles import are_by_part
from retrieval.registry.titles_asked import BY_PART
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex


def with_one_of_alike(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without titles that the same words lead to, and that are of another time, set or kind than asked.

    Nor with a name that the record does not have, and whose words a title that is left has: the "HIV RNA" of "HIV RNA
    below 50 copies".
    """
    told = measures_of(question.trial or "", corpus=corpus)
    question = _without_parts(_as_shares(question, told, corpus=corpus), corpus=corpus, terms=terms)
    question = _in_set_named(_without_drugs_of_rows(question, corpus=corpus, terms=terms), told, terms=terms)
    question = _without_set_unasked(question, told)
    spans: dict[tuple[int, int], list[str]] = {}
    for m in question.mentions:
        if m.term.kind == "outcome" and m.term.name in question.outcomes and m.term.name in told:
            spans.setdefault((m.start, m.end), []).append(m.term.name)
    alike = {span: dict.fromkeys(names) for span, names in spans.items() if len(set(names)) > 1}
    if not alike:
        return question
    kept = {title for names in alike.values() for title in _asked([*names], question, told, corpus=corpus)}
    gone = {title for names in alike.values() for title in names} - kept
    words = frozenset().union(*(told[title].titled for title in kept))
    gone |= {
        m.term.name
        for m in question.mentions
        if m.term.kind == "outcome" and m.term.name not in told and m.term.category == "efficacy"
        if stems(m.text) <= words
    }
    return replace(question, outcomes=tuple(name for name in question.outcomes if name not in gone))


def _without_set_unasked(question: Question, told: Mapping[str, MeasureWords]) -> Question:
    """The question for a measure in all patients, where it was read as that of a set which it does not name."""
    said = stems(question.text)

    def of_all(name: str) -> str:
        of_set = _OF_SET.search(name)
        if of_set is None or stems(of_set["set"]) <= said:
            return name
        bare = stems(name.replace(of_set[0], " "))
        wider = [title for title in told if not _OF_SET.search(title) and not BY_PART.search(title)]
        return min((title for title in wider if bare <= told[title].titled), key=len, default=name)

    return replace(question, outcomes=tuple(dict.fromkeys(map(of_all, question.outcomes))))


_OF_SET = re.compile(
    r"\((?P<set>per[- ]protocol|modified[^)]*|sensitivity[^)]*|observed[^)]*|completers?)[^)]*\)", re.IGNORECASE
)


def _in_set_named(question: Question, told: Mapping[str, MeasureWords], *, terms: TermIndex) -> Question:
    """The question for the title of a set that it names in plain words: "in everyone who was enrolled"."""
    said = stems(question.text)
    named = {title: match for title in told if (match := _IN_SET.fullmatch(title)) and stems(match["who"]) <= said}
    instead: dict[str, list[str]] = {}
    for name in question.outcomes:
        if name in named:
            continue
        own = terms.outcomes_of(name, trial=question.trial or "")
        words = frozenset().union(*(told[title].titled for title in own if title in told))
        found = [title for title, match in named.items() if title not in own and stems(match["what"]) <= words]
        instead |= {name: found} if found else {}
    sets = [stems(named[title]["who"]) for found in instead.values() for title in found]
    counted = {m.term.name for m in question.mentions if any(stems(m.text) <= who for who in sets)}  # "enrolled"
    kept = (name for name in question.outcomes if name not in counted)
    outcomes = tuple(dict.fromkeys(title for name in kept for title in instead.get(name, [name])))
    left = tuple(m for m in question.mentions if m.term.name not in {*instead, *counted})
    return replace(question, outcomes=outcomes, mentions=left) if instead else question


_IN_SET = re.compile(
    r"(?P<what>.+?)\s(?:in|for|among)\s(?:the\s|all\s)?(?P<who>[\w-]+)\s(?:analysis\s)?"
    r"(?:set|population|participants|patients)",
    re.IGNORECASE,
)


def _without_drugs_of_rows(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without a drug that none was tried with, where a row counts who got it: "received tocilizumab"."""
    foreign = [m for m in question.mentions if m.term.kind == "drug" and m.term.trial is None]
    if not foreign:
        return question
    titles = {t for name in question.outcomes for t in (name, *terms.outcomes_of(name, trial=question.trial or ""))}
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    rows = [stems(item) for title, item in slots if item and title in titles]
    told = [m for m in foreign if any(stems(m.text) <= row for row in rows)]
    return replace(question, mentions=tuple(m for m in question.mentions if m not in told)) if told else question


def _without_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without an outcome by which it only tells of whom it asks: "negativity in the complete responses".

    It is a part of the patients by which another outcome asked has a row of its own.
    """
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    rows = [(title, stems(item)) for title, item in slots if title and item]
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    gone: set[str] = set()
    for m in named:
        before = [other.term.name for other in named if other.end <= m.start]
        if before and _IN_THOSE.search(question.text[: m.start]):
            others = {title for title, item in rows if stems(m.text) <= item} - {m.term.name}
            measured = {title for name in before for title in terms.outcomes_of(name, trial=question.trial or "")}
            gone |= {m.term.name} if others & (measured | {*question.outcomes}) else set()
    left = tuple(name for name in question.outcomes if name not in gone)
    return replace(question, outcomes=left) if left else question


_IN_THOSE = re.compile(
    r"\b(?:in|among|for)\s(?:the\s)?"
    r"(?:(?:those|patients|people|participants|women|men)\s(?:with|in|who had)\s)?(?:an?\s|the\s)?$",
    re.IGNORECASE,
)


def _as_shares(question: Question, told: Mapping[str, MeasureWords], *, corpus: Corpus) -> Question:
    """The question for who reached something, where its words lead to the time until it was: "suppression rates".

    The title tells in brackets what it was: "Time to Suppression (RNA < 50 Copies)".
    """
    if not set(question.statistics) & set(SHARES) or _LASTED.search(question.text):
        return question

    def shares(name: str) -> Sequence[str]:
        match = _TIME_TO.match(name) if name in told and not told[name].shares else None
        limits = limits_told(match["what"]) if match else frozenset()
        found = [title for title, each in told.items() if match and each.shares and limits & limits_told(title)]
        found = [title for title in found if match and stems(match["what"]) <= told[title].titled]
        return _asked(found, question, told, corpus=corpus) if found else (name,)

    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in shares(name)))
    return replace(question, outcomes=outcomes)


_TIME_TO = re.compile(r"(?:Median )?Time to [^()]+\((?P<what>[^()]+)\)", re.IGNORECASE)
_LASTED = re.compile(r"\b(?:how (?:long|fast|quick\w*|soon)|time (?:to|until)|median)\b", re.IGNORECASE)


def _asked(
    titles: Sequence[str], question: Question, told: Mapping[str, MeasureWords], *, corpus: Corpus
) -> Sequence[str]:
    times = times_told(question.text)
    own = {title: times_told("; ".join((title, *told[title].names, *told[title].frames))) for title in titles}
    kept = [title for title in titles if not times or any(agree((time,), own[title]) for time in times)]
    kept = kept or list(titles)
    if set(question.statistics) & set(SHARES):
        kept = [title for title in kept if told[title].shares] or kept
    rows = {title: told[title].names for title in kept}
    kept = with_limits_asked(kept, question.text, rows=rows) or kept
    kept = in_sets_asked(kept, question, corpus=corpus)
    kept = [title for title in kept if not are_by_part((title,), question)] or kept
    return of_main_analysis(kept, told, question, words_of(question.trial, corpus=corpus))
