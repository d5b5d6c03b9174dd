"""Which of a record's measures that fit a question alike is meant: the shorter title, its own row, its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.questions.age_rows import tells_age
from retrieval.questions.effects_asked import asks_working
from retrieval.questions.grades import tells_grade
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told, without_times
from retrieval.registry.effect_names import titles_by_effect
from retrieval.registry.limits_of_titles import without_longer_codes
from retrieval.registry.measure_words import DEFINED, PER_TIME, MeasureWords
from retrieval.registry.trial_words import TrialWords
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens


def adding_least(
    near: Sequence[str], fitting: Sequence[str], carried: Mapping[str, Mapping[int, float]], words: TrialWords
) -> list[str]:
    """Of the titles that fit best, and those that fit and carry as much, the ones that add least to what is asked."""
    return _without_longer(_with_shorter(near, fitting, carried, words), carried, words)


def _with_words_together(titles: Sequence[str], told: Mapping[str, MeasureWords], text: str) -> list[str]:
    """The titles that have, themselves or in a row, most of the words that stand side by side in a question.

    "The neonatal composite" is the composite of neonatal morbidity, and none that counts neonatal deaths.
    """
    asked = _pairs(text)
    together = {title: len(asked & _pairs("; ".join((title, *told[title].names)))) for title in titles}
    most = max(together.values(), default=0)
    return [title for title in titles if together[title] == most]


def _pairs(text: str) -> frozenset[frozenset[str]]:
    """Each two telling words that stand side by side, whichever comes first, as stems."""
    tokens = split_tokens(text)
    beside = ((one, two) for one, two in pairwise(tokens) if text[one.end : two.start] in (" ", "-"))
    telling = (pair for pair in beside if not any(token.form in common_words() for token in pair))
    return frozenset(frozenset().union(*(stems(token.text) for token in pair)) for pair in telling)


def _without_longer(titles: Sequence[str], carried: Mapping[str, Mapping[int, float]], words: TrialWords) -> list[str]:
    """The titles without those that only add to another what nobody asked: "... excluding second cancers".

    The analysis of which a title is adds nothing ("- ITT, On-Treatment"), nor that it is of the first event.
    """
    full = _bare_words(titles, words)
    return [
        title
        for title in titles
        if not any(
            full[other] < full[title] and _carries(carried[other], carried[title])
            for other in titles
            if bare_title(other) != bare_title(title) and _at_one_time(other, title)
        )
    ]


def without_more(titles: Sequence[str], words: TrialWords) -> list[str]:
    """The titles without those that have all words of another, and more: "rates", "rates leading to admission"."""
    full = {title: own - words.naming or own for title, own in _bare_words(titles, words).items()}
    return [
        title
        for title in titles
        if not any(full[other] < full[title] and _at_one_time(other, title) for other in titles)
    ]


def _carries(title: Mapping[int, float], other: Mapping[int, float]) -> bool:
    """Whether a title has all words of another, none of them in a definition that only mentions it."""
    return all(title.get(place, 0) >= min(worth, DEFINED) for place, worth in other.items())


def _with_shorter(
    near: Sequence[str], fitting: Sequence[str], carried: Mapping[str, Mapping[int, float]], words: TrialWords
) -> list[str]:
    """The titles near, with those that carry as much and add no more, whatever words stand side by side in them."""
    full = _bare_words(fitting, words)
    shorter = [
        title
        for title in fitting
        if title not in near
        and any(
            full[title] <= full[other] and _carries(carried[title], carried[other]) and _at_one_time(title, other)
            for other in near
            if bare_title(other) != other and bool(_OF_FIRST.match(other)) is bool(_OF_FIRST.match(title))
        )
    ]
    return [*near, *shorter]


def of_main_analysis(
    titles: Sequence[str], told: Mapping[str, MeasureWords], question: Question, words: TrialWords
) -> list[str]:
    """Of titles of one measure in several analyses the primary one, where no analysis set is asked.

    Of other titles those that have the words of the question side by side.
    """
    titles = _with_words_together(titles, told, question.text)
    full = _bare_words(titles, words)
    primary = [title for title in titles if told[title].primary]
    same = all(full[one] <= full[other] or full[other] <= full[one] for one in primary for other in titles)
    return primary if len(primary) == 1 and same and not question.populations else list(titles)


def _bare_words(titles: Iterable[str], words: TrialWords) -> dict[str, frozenset[str]]:
    """Stems of each title, short forms in full, without what tells it from the same measure in another analysis."""
    return {
        title: stems(f"{bare_title(title)} {words.in_full(_without_analysis(title))}") - _SEVERITY for title in titles
    }


def bare_title(title: str) -> str:
    """A title without what tells it from the same measure at another time, or in another analysis."""
    return without_times(_without_analysis(title))


def _without_analysis(title: str) -> str:
    return _OF_ANALYSIS.sub(" ", _OF_CYCLE.sub(" ", _OF_FIRST.sub(" ", title)))


_OF_FIRST = re.compile(r"^Time to (?:the )?first (?:occurrence of )?(?:any |the )?(?:event of )?", re.IGNORECASE)
_OF_CYCLE = re.compile(r"\s(?:during|in|of)\s(?:the\s(?:\w+\s){0,3}cycle\s\()?C\d\b\)?", re.IGNORECASE)
_SET = r"(?:m?ITT|intent(?:ion)?[- ]to[- ]treat|PP|per[- ]protocol|FAS|full analysis|on[- ]treatment)\b"
_OF_ANALYSIS = re.compile(
    rf"(?:\s[-\u2013]|[:,]|\sin the)\s(?:modified\s)?{_SET}.*$|\((?:modified\s)?{_SET}[^()]*\)", re.IGNORECASE
)
_SEVERITY = stems("mild moderate severe or and to")
"""Words that make a longer title the wider one: "moderate or severe attacks"."""


def _at_one_time(title: str, other: str) -> bool:
    """Whether two titles may be of one time: neither tells another than the other does."""
    told, said = times_told(title), times_told(other)
    return not told or not said or agree(told, said)


def without_composites(titles: Sequence[str], carried: Mapping[str, Mapping[int, float]], text: str) -> list[str]:
    """The titles without composites, where no composite is asked and another carries as much: "major bleeds"."""
    plain = [title for title in titles if not _COMPOSITE.search(title)]
    if not plain or _ASKS_COMPOSITE.search(text):
        return list(titles)
    return [
        title for title in titles if title in plain or not any(set(carried[title]) <= set(carried[p]) for p in plain)
    ]


def are_composites(titles: Sequence[str], text: str) -> bool:
    """Whether all titles are of composites, and none is asked for."""
    return all(_COMPOSITE.search(title) for title in titles) and not _ASKS_COMPOSITE.search(text)


_COMPOSITE = re.compile(
    r"\b(?:composite|combined|combination)\b|\b(?:and/)?or\b(?!\s(?:\d|more|higher|above|greater|worse|less|lower|below|fewer|moderate|severe))",
    re.IGNORECASE,
)
"""What is made of several outcomes."""
_ASKS_COMPOSITE = re.compile(rf"{_COMPOSITE.pattern}|\bplus\b|\bnet (?:clinical )?benefit\b", re.IGNORECASE)


def with_own_row(
    titles: Sequence[str],
    carried: Mapping[str, Mapping[int, float]],
    asked: Mapping[int, tuple[Token, tuple[frozenset[str], ...]]],
    told: Mapping[str, MeasureWords],
) -> list[str]:
    """The titles with one row that carries all that they carry, where there are such; composites list it."""

    def has_row(title: str) -> bool:
        places = [place for place, worth in carried[title].items() if worth == 1.0]
        return bool(places) and any(
            all(any(way <= row for way in asked[place][1]) for place in places) for row in told[title].rows
        )

    return [title for title in titles if has_row(title)] or list(titles)


def with_words_left(titles: Sequence[str], carried: Mapping[str, Mapping[int, float]], question: Question) -> list[str]:
    """The titles without those that have no word which nothing else accounts for, where another one has."""
    left = {token.start for token in (*question.unknown, *question.unread)}
    own = {title: {place for place in left if carried[title].get(place) == 1.0} for title in titles}
    return [title for title in titles if not any(own[title] < own[other] for other in titles)]


def of_what_is_asked(
    titles: Sequence[str], question: Question, told: Mapping[str, MeasureWords], *, corpus: Corpus
) -> list[str]:
    """The titles that have the effect, the unit per year and the class of age asked, where some have.

    Where a test is asked, those with a comparison; where an analysis set is, those with results in it.
    """
    kept = list(in_sets_asked(titles, question, corpus=corpus))
    for asked in (
        _with_effect(question, corpus=corpus),
        _per_time(question, corpus=corpus),
        {title for title in kept if any(tells_grade(name, question.grades) for name in told[title].names)},
        {title for title in kept if tells_age(told[title].names, question.text)},
    ):
        kept = [title for title in kept if title in asked] or kept
    kept = without_longer_codes(kept, question.text)
    if asks_working(question.text) or (_ENDPOINT.search(question.text) and not _OF_SAFETY.search(question.text)):
        kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
        kept = [title for title in kept if kinds.get(title) != "safety"] or kept
    primary = _PRIMARY.search(question.text)
    return [title for title in kept if primary and told[title].primary] or kept


def _with_effect(question: Question, *, corpus: Corpus) -> set[str]:
    """The titles that have a result in an effect asked; of a p-value alone, those with a comparison."""
    asked = set(question.statistics) & EFFECTS
    tested = not asked and "p-value" in question.statistics
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic", "comparison")) if asked or tested else ()
    measured = {title for title, statistic, pair in slots if title and (statistic in asked or (tested and pair))}
    return measured.union(*titles_by_effect(question, corpus=corpus).values())


def _per_time(question: Question, *, corpus: Corpus) -> set[str]:
    """The titles that have a result per time, where that is asked."""
    units = corpus.table.slots(question.trial or "", ("outcome", "unit")) if PER_TIME.search(question.text) else ()
    return {title for title, unit in units if title and unit and PER_TIME.search(unit)}


def in_sets_asked(titles: Sequence[str], question: Question, *, corpus: Corpus) -> list[str]:
    """The titles that have results in an analysis set asked, where some have: the same outcome in the ITT set."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "population")) if question.populations else ()
    held = {title for title, population in slots if population in question.populations}
    return [title for title in titles if title in held] or list(titles)


_ENDPOINT = re.compile(r"\b(?:outcomes?|end ?points?|composites?)\b", re.IGNORECASE)
_OF_SAFETY = re.compile(r"\b(?:safety|adverse|side[ -]effects?|events?|AEs?)\b", re.IGNORECASE)
_PRIMARY = re.compile(
    r"(?<!components of the )\b(?:co-?)?primary\s(?:[\w-]+\s){0,2}"
    r"(?:composites?|end-?points?|outcomes?|measures?|analys[ei]s|results?)\b",
    re.IGNORECASE,
)
"""That what the trial was about is asked."""
EFFECTS = frozenset({"hazard ratio", "odds ratio", "risk ratio", "rate ratio"})
"""Effects that only some of a record's measures have."""
