"""Which of a record's titles alike is asked: of all patients or by parts, of patients or things, before or after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.age_rows import tells_age
from retrieval.questions.item_rows import ANALYSED
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told, without_times
from retrieval.registry.measure_words import MeasureWords, measures_of
from retrieval.registry.part_titles import is_pointed_at, is_said, without_parts_apart
from retrieval.registry.trial_words import TrialWords, words_of
from retrieval.registry.units_asked import with_unit_asked
from retrieval.stems import stems

_MEASURED = ("efficacy", "safety")


def with_titles_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for the titles that it asks, where those that its words lead to have a counterpart."""
    question = _with_wholes(question, corpus=corpus)
    question = _with_rates_asked(_with_units_asked(question, corpus=corpus), corpus=corpus)
    question = with_unit_asked(question, corpus=corpus)
    question = _with_each(question, corpus=corpus)
    left = not_before(question.outcomes, question.text)
    return without_parts_apart(replace(question, outcomes=left) if left else question)


def _with_each(question: Question, *, corpus: Corpus) -> Question:
    """The question for the measures told of each of a kind in place of the same of any: "efficacy per serotype"."""
    match = _PER.search(question.text)
    measures = measures_of(question.trial or "", corpus=corpus)
    what = stems(match["what"]) if match else frozenset()
    if match is None or not question.outcomes or not set(question.outcomes) <= measures.keys():
        return question
    each = [title for title in measures if (told := _OF_EACH.search(title)) and what <= stems(told["what"])]
    if not each or set(each) & set(question.outcomes):
        return question
    own = frozenset().union(*(measures[name].titled for name in question.outcomes))
    most = max(len(measures[title].titled & own) - len(measures[title].titled - own) for title in each)
    best = [title for title in each if len(measures[title].titled & own) - len(measures[title].titled - own) == most]
    unknown = tuple(token for token in question.unknown if not stems(token.text) <= what)
    return replace(question, outcomes=tuple(best), unknown=unknown) if len(best) == 1 else question


_PER = re.compile(
    r"\b(?:per|by|(?:for|against|of) each|each)\s(?!(?:week|month|visit|cycle|group|patient|person|participant)s?\b)"
    r"(?P<what>[a-z]{5,})\b",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\b(?:[Ee]ach|[Bb]y|[Pp]er)\s(?!(?:[Aa]ny|[Aa]ll)\b)(?P<what>(?:[\w-]+\s){0,3}[\w-]+)")


def _with_wholes(question: Question, *, corpus: Corpus) -> Question:
    """The measures of all patients in place of the same told by parts that nobody asked for: "... by Sex"."""
    trial = question.trial or ""
    parts = {name: match for name in question.outcomes if (match := BY_PART.search(name))}
    if not parts or _ASKS_PARTS.search(question.text) or question.subgroups:
        return question
    words = words_of(trial, corpus=corpus)
    measures = measures_of(trial, corpus=corpus)
    said = stems(f"{question.text} {words.in_full(question.text)}")
    rows: dict[str, list[frozenset[str]]] = {}
    for title, item, kind in corpus.table.slots(trial, ("outcome", "item", "category")):
        if title and kind in _MEASURED and item != ANALYSED:
            rows.setdefault(title, []).append(stems(item or ""))

    def is_named(name: str) -> bool:
        shared = frozenset.intersection(*rows[name]) if rows.get(name) else frozenset()
        named = any(row - shared and row - shared <= said for row in rows.get(name, ()))
        return named or (name in measures and tells_age(measures[name].names, question.text))

    def whole(name: str) -> str:
        match = parts.get(name)
        named = is_named(name)
        part = stems(_BRACKETS.sub(" ", match["part"]) if match else "") - _SMALL - _AT_ENTRY
        if match is None or named or part <= said or is_said(match["part"], said) or is_pointed_at(name, said):
            return name
        bare = name[: match.start()]
        same = [title for title in rows if title != name and _is_same(title, bare, words)]
        same = same or [title for title, each in measures.items() if each.primary and _defines(each, bare)]
        return same[0] if len(same) == 1 else name

    outcomes = tuple(dict.fromkeys(map(whole, question.outcomes)))
    others = [name for name in outcomes if name not in parts]
    told = {
        name
        for name, match in parts.items()
        if not is_pointed_at(name, said)
        and not is_named(name)
        and any(_tells_all(other, name[: match.start()], said) for other in others)
    }
    return replace(question, outcomes=tuple(name for name in outcomes if name not in told or whole(name) != name))


def _defines(primary: MeasureWords, bare: str) -> bool:
    """Whether a primary measure is what a shorter title names, by its definition alone: "MACE" of the composite."""
    core = stems(bare) - _SMALL - _COUNTING - _FIRST
    return bool(core) and core <= primary.defined and not core & primary.titled  # a title that has it lists it


_BRACKETS = re.compile(r"\([^()]*\)")
_AT_ENTRY = stems("baseline")
_FIRST = stems("time first until occurrence participants patients subjects event who had have")


def _tells_all(title: str, bare: str, said: frozenset[str]) -> bool:
    """Whether a title has all that a question says of another one, which tells it by parts."""
    asked = said & stems(bare) - _SMALL
    return bool(asked) and asked <= stems(title)


def _is_same(title: str, bare: str, words: TrialWords) -> bool:
    """Whether a title has the words of another, or spells a short form of it out: "Pain Scale (PS) Score"."""
    own = stems(bare)
    if stems(f"{title} {words.in_full(title)}") == stems(f"{bare} {words.in_full(bare)}"):
        return True
    more = stems(title) - own - _SMALL
    for match in _SHORT.finditer(title):
        before = title[: match.start()].split()
        written = [word for word in before[-_LONGEST_NAME:] if stems(word) - _SMALL <= more]
        if own <= stems(title) and stems(match["short"]) <= own and more <= stems(" ".join(written)):
            return True
    return False


_SHORT = re.compile(r"\((?P<short>[A-Z][\w-]*)\)")
_LONGEST_NAME = 10
"""Words before a bracket that may spell its short form out."""
BY_PART = re.compile(
    r"\s[Bb]y\s(?P<part>(?!(?:[\w-]+\s){0,2}(?:Grade|Severity|Intensity)\b(?<!Baseline Grade))"
    r"(?:[A-Z][\w-]*)(?:\s[\w-]+|\s\([^()]*\))*)$"
)
_ASKS_PARTS = re.compile(
    r"\b(?:by\s(?!how\b|week\b|day\b|month\b|year\b)\w|sub(?:group|type|set)s?\b|interactions?\b|older\b|younger\b"
    r"|(?:in|among|for|of|to)\s(?:the\s)?(?:[\w-]+\s){0,2}"
    r"(?:women|men|fe?males?|boys|girls|children|kids|adults|elderly|adolescents|teenagers|smokers)\b"
    r"|(?:patients|those|people|participants|subjects)\s(?:with|who|whose|aged|over|under|of|from)\b)",
    re.IGNORECASE,
)
"""That a part of the patients is asked for."""
_SMALL = stems("a an and at by for from in of on or the to with")


def _with_units_asked(question: Question, *, corpus: Corpus) -> Question:
    """The counterpart that counts what is asked: the patients of whom all lesions cleared, or the lesions that did."""
    things = _things_counted(question.trial or "", corpus=corpus)
    asked = _COUNTED.search(question.text)
    if not things or asked is None:
        return question
    people = asked["people"] is not None
    if not people and not any(stems(unit) & stems(asked["thing"]) for unit in things.values()):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    patients = [title for title, kind in kinds.items() if title and kind in _MEASURED and _OF_PATIENTS.match(title)]
    times = times_told(question.text)

    def counterparts(name: str) -> Iterable[str]:
        if people and name in things:
            found = [title for title in patients if _is_of(name, title)]
        elif not people and name in patients:
            found = [title for title in things if _is_of(title, name)]
        else:
            return (name,)
        return [title for title in found if not times or agree(times, times_told(title))] or (name,)

    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in counterparts(name)))
    return replace(question, outcomes=outcomes) if outcomes != question.outcomes else question


def _with_rates_asked(question: Question, *, corpus: Corpus) -> Question:
    """The rate over time of what a title counts the patients with, where such a rate is asked: "the incidence rate"."""
    told = measures_of(question.trial or "", corpus=corpus) if _RATE_ASKED.search(question.text) else {}
    full = words_of(question.trial, corpus=corpus).written_out
    timed = [title for title, each in told.items() if _RATE.search(title) and not each.shares]
    rates = {title: stems(full(title)) - _OF_RATES for title in timed}

    def rate(name: str) -> str:
        own = told[name].titled if name in told and told[name].shares else frozenset()
        own |= _PRIMARY if name in told and told[name].primary else frozenset()
        found = [title for title, words in rates.items() if words and words <= own]
        return max(found, key=lambda title: len(rates[title]), default=name)

    outcomes = tuple(dict.fromkeys(map(rate, question.outcomes)))
    return replace(question, outcomes=outcomes) if outcomes != question.outcomes else question


_RATE_ASKED = re.compile(
    r"\b(?:incidence|event|annuali[sz]ed|yearly)\srates?\b"
    r"|\bper\s(?:[\d,]+\s)?(?:person|patient|participant)[- ]years?\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:incidence rate|incidence density|rate|per [\d,]* ?(?:person|patient)[- ]years?)\b", re.IGNORECASE
)
_PRIMARY = stems("primary composite endpoint outcome")
_OF_RATES = stems("incidence density annualized annualised event rate of in the per person patient years")


def _things_counted(trial: str, *, corpus: Corpus) -> Mapping[str, str]:
    """The measures that count other things than patients, with what they count: lesions, eyes, teeth."""
    slots = corpus.table.slots(trial, ("outcome", "unit", "statistic", "category"))
    return {
        title: unit
        for title, unit, statistic, kind in slots
        if title and unit and statistic == "count" and kind in _MEASURED and unit not in _PATIENTS
    }


_PATIENTS = ("patients", "%")
_COUNTED = re.compile(
    r"(?:\bhow many|(?:%|\b(?:percentage|per ?cent|proportion|share|fraction|number|rate))\s(?:of\b)?"
    r"|\b(?:out )?of all)\s?"
    r"(?:of\s)?(?:all\s)?(?:of\s)?(?:the\s|these|those\s)?(?:(?:treated|target|single|individual|study)\s)?"
    r"(?:(?P<people>patients?|participants?|subjects?|people|persons?|individuals?|adults|children|men|women|pts)"
    r"|(?P<thing>[\w-]+))\b",
    re.IGNORECASE,
)
"""What is counted: "how many participants", "what share of the lesions", "of all the eyes"."""
_OF_PATIENTS = re.compile(
    r"(?:number|percentage|proportion|count) of (?:participants|patients|subjects|people)\b", re.IGNORECASE
)
_COUNTING = stems("number percentage proportion count of the all with at by in on a and")
_SHORTEST_ROOT = 4
"""Letters of a word that have to agree where its ends differ: "cleared", "clearance"."""


def _is_of(things: str, patients: str) -> bool:
    """Whether a title of patients has all that one of things tells, but for the time."""
    told = stems(without_times(patients))
    return all(
        any(other.startswith(word[: max(_SHORTEST_ROOT, len(word) - 1)]) for other in told)
        for word in stems(without_times(things)) - _COUNTING
    )


def not_before(titles: Iterable[str], text: str) -> tuple[str, ...]:
    """The titles of the stage asked: none of a value before treatment where one after it is, and the reverse."""
    titles = tuple(titles)
    after, before = bool(_AFTER.search(text)), bool(_BEFORE.search(text))
    if after == before or _CHANGE.search(text):
        return titles
    return tuple(title for title in titles if bool(_AT_START.search(title)) is before) or titles


def without_stage(text: str) -> str:
    """The text without its words of a stage: "after vaccination" tells when, and names no measure of a vaccine."""
    return _AFTER.sub(" ", text)


_GIVEN = r"(?:vaccination|immuni[sz]ation|vaccine|jab|shot|dose|dosing|injection|infusion|treatment|therapy|surgery)"
_AFTER = re.compile(
    rf"\b(?:after|following)\s(?:the\s|their\s|a\s)?(?:first\s|second\s|last\s|final\s|one\s)?{_GIVEN}\b"
    rf"|\bpost[- ]?{_GIVEN}\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:before|prior to)\s(?:the\s|their\s|a\s|any\s)?(?:first\s)?{_GIVEN}\b|\bpre[- ]?{_GIVEN}\b", re.IGNORECASE
)
_CHANGE = re.compile(r"\b(?:chang\w*|baseline|rises?|rose|fold|increas\w*|decreas\w*|differ\w*)\b", re.IGNORECASE)
_AT_START = re.compile(rf"\bpre[- ]?{_GIVEN}\b|\bbefore {_GIVEN}\b|\bat baseline\b", re.IGNORECASE)
