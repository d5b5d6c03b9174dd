"""Which outcome measures of a registry record a question means: by its words together, by a list, by short forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, of_one_kind, times_told, without_times
from retrieval.registry.alike import of_what_is_asked
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures, measures_at_once
from retrieval.registry.singled_out import singled_out
from retrieval.registry.times_of_titles import at_the_times
from retrieval.registry.trial_words import words_of
from retrieval.registry.word_weights import carried_by
from retrieval.registry.words_asked import words_asked
from retrieval.terms import Token

_MOST = 3
"""Members of a list that may each mean a measure."""


def measures_meant(question: Question, *, corpus: Corpus) -> Measures | None:
    """The measures whose titles, rows and definitions carry most of what is asked; ``None`` where none is clear.

    Of a list whose members mean one measure each ("procedure times and success") all of them. The name of a period
    alone means none.
    """
    meant = _meant(question, corpus=corpus) or _at_another_time(question, corpus=corpus)
    return None if meant is not None and _tells_only_when(question.text, meant) else meant


def _at_another_time(question: Question, *, corpus: Corpus) -> Measures | None:
    """The measures meant that all tell times, and none the one asked: of each it is said not to be held then."""
    if not question.landmark or question.outcomes or not (asked := times_told(question.landmark)):
        return None
    bare = question.text.replace(question.landmark, " " * len(question.landmark))
    meant = _meant(replace(question, text=bare, landmark=None), corpus=corpus)
    told = [times_told(title) for title in meant.titles] if meant else []
    return meant if told and all(of_one_kind(asked, own) and not agree(asked, own) for own in told) else None


def _meant(question: Question, *, corpus: Corpus) -> Measures | None:
    asked = words_asked(
        question, words_of(question.trial, corpus=corpus), measures_of(question.trial or "", corpus=corpus).values()
    )
    whole = measures_at_once(question, corpus=corpus)
    if whole and set(asked) <= whole.covered:
        return whole
    members = [measures_at_once(part, corpus=corpus) for part in _members(question)]
    found = [member for member in members if member]
    titles = tuple(dict.fromkeys(title for member in found for title in member.titles))
    apart = len(found) > 1 and len(found) == len(members) and all(len(member.titles) == 1 for member in found)
    if not apart or len(titles) < len(found):
        found_by_letters = whole or _by_short_forms(question, asked, corpus=corpus)
        return found_by_letters or (None if _is_no_result(question) else singled_out(question, corpus=corpus))
    covered = frozenset().union(*(member.covered for member in found))
    return Measures(titles, covered, sum(member.weight for member in found))


def _tells_only_when(text: str, meant: Measures) -> bool:
    """Whether measures are meant by the name of a period alone, which tells nothing of what was measured in it."""
    spans = [match.span() for match in _PERIOD.finditer(text)]
    return bool(meant.covered) and all(any(a <= place < b for a, b in spans) for place in meant.covered)


_PERIOD = re.compile(
    r"\b(?:(?:double|single|triple)[- ]blind(?:ed)?|open(?:[- ]label)?|blinded|active|treatment|maintenance|induction"
    r"|run[- ]in"
    r"|extension|follow[- ]?up|main|core|randomi[sz]ed|long[- ]term|study|trial)"
    r"(?:\s(?:treatment|extension|withdrawal|follow[- ]?up|study))?\s(?:phase|period|part|stage)\b"
    r"|\b(?:what|which) phase\b|\bphase (?:[1-4]|I{1,3}|IV)\b",
    re.IGNORECASE,
)


def _is_no_result(question: Question) -> bool:
    """Whether what is named is of the design or of those in the trial, and no word beside it names a result."""
    return any(m.term.kind == "outcome" and m.term.category in _NO_RESULTS for m in question.mentions)


_NO_RESULTS = ("design", "disposition", "baseline")


def _members(question: Question) -> list[Question]:
    """The members of a list, each as the question with the words of the others left blank; none where it is no list."""
    text = question.text
    cuts = [match.span() for match in _JOINT.finditer(text)]
    if not 0 < len(cuts) < _MOST:
        return []
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [
        replace(question, text=" " * start + text[start:end] + " " * (len(text) - end))
        for start, end in zip(starts, ends, strict=True)
    ]


_JOINT = re.compile(r"(?<=\w)(?:\s?[,&]\s?(?:and\s)?|\sand\s|\splus\s)(?=[A-Za-z])")


def _by_short_forms(
    question: Question, asked: Mapping[int, tuple[Token, tuple[frozenset[str], ...]]], *, corpus: Corpus
) -> Measures | None:
    """The measures that alone have the short forms of a question ("AUC", "Tmax"), whatever its other words are."""
    told = measures_of(question.trial or "", corpus=corpus)
    places = {place for place, (token, _) in asked.items() if _SHORT_FORM.fullmatch(token.text)}
    found: dict[str, None] = {}
    covered: set[int] = set()
    for place in places:
        own = [title for title, each in told.items() if any(way <= each.titled for way in asked[place][1])]
        defined = [title for title, each in told.items() if any(way <= each.defined for way in asked[place][1])]
        own = own or (defined if len(defined) == 1 else [])
        own = of_what_is_asked(own, question, told, corpus=corpus)
        own = list(at_the_times(own, question.text, told))
        if own and len({without_times(title) for title in own}) == 1:
            found |= dict.fromkeys(own)
            covered |= set(carried_by(asked, told[own[0]])) | {place}
    restricting = {token.start for token in question.unknown} - covered
    return Measures(tuple(found), frozenset(covered), _OUTRIGHT * len(found)) if found and not restricting else None


_OUTRIGHT = 10.0
"""Weight of a measure that is named by its letters: more than words in common give a title."""
_SHORT_FORM = re.compile(r"(?=(?:.*[A-Z]){2}|.*[A-Za-z]max\b|.*\d)[A-Za-z][A-Za-z\d]{1,9}|\d{1,2}[A-Z]")
"""A word that names one thing by its letters: "AUC", "Tmax", "19A"."""
