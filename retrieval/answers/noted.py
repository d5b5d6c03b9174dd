"""What is noted with results, where a question asks for it: a plan, a denominator, a reason, what a source calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import time_spans
from retrieval.records import Sentence
from retrieval.stems import stem_forms, stems
from retrieval.terms import common_words

NOTED = "Noted with"
"""What begins a sentence that repeats a note."""
_MOST = 2
_LONG = 200
"""Characters of a note that tells more than one thing."""
_CUES = re.compile(
    r"\b(?:why|reasons?|how come|explain\w*|because|plan|planned|denominators?|counted|calls?|called|labels|labelled"
    r"|terms|termed|says?|(?:dis)?agree\w*|differ\w*|contradict\w*|consistent\w*|match\w*|exploratory|nominal"
    r"|which (?:rule|equation|formula|definition)|notes?|noted|caveats?|remarks?|footnotes?)\b",
    re.IGNORECASE,
)
"""Everyday words by which a question asks for what a note may tell."""
_SLOTS = ("outcome", "arm", "subgroup", "analysis", "grade", "trial", "drug")
_PLAIN = stems(
    "the a an of in and or is are was were by as at for to it its this that these those from which what who how with"
    " without one two three four five first second third same other least exactly give report figure number patient"
    " result analysis primary final interim interval level value study trial group publication paper source follow"
    " up print cut off"
)
"""Words of notes and questions alike, by which none asks for the other."""
_LIMITED = re.compile(
    r"\b(?:limit(?:s|ed)?|ceiling|maximum|at most|cap(?:ped)?|allow(?:s|ed)?|permit(?:s|ted)?|protocol"
    r"|criteri\w+|eligib\w+|(?:up to|more than|over|exceed\w*) (?:\d|two|three|four|five)"
    r"|outside|beyond|too many|violat\w*|deviat\w*)\b",
    re.IGNORECASE,
)
_OF_LIMITS = stems("eligibility beyond required")
"""Words for what a trial allowed, with those by which a note tells that something lies outside it."""
_SHARE = re.compile(r"%|\b(?:per ?cent(?:age)?|proportion|share|fraction)\b", re.IGNORECASE)
"""A share that is asked of what is counted, and that only a note may tell: "65 % of the events planned"."""
_LEVEL = re.compile(r"\bconfidence\b|\b\d\d(?:\.\d)?\s?%\s?(?:CI|interval)", re.IGNORECASE)
_SOURCE_ID = re.compile(r"\b[a-z]+-\d{4}\b|-\d{4}-")


def tell_noted(question: Question, sentences: Sequence[Sentence], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The notes of the results shown, and of others of their slots, that have words asked for and not told yet."""
    shown = [row for sentence in sentences if not sentence.stays for row in sentence.results]
    said = " ".join(sentence.text for sentence in sentences)
    asked = _words_asked(question, told=said, shown=shown)
    cue = bool(_CUES.search(question.text))
    found: dict[str, tuple[int, Result]] = {}
    for row in _of_the_slots(shown, corpus=corpus):
        note = row.note or ""
        hits = asked & stems(note)
        telling = (hits if cue else hits - _common()) or row.statistic == "text"  # what another source calls it
        telling = telling or (row.statistic == "count" and "%" in note and bool(_SHARE.search(question.text)))
        new = not stems(note) - _PLAIN <= stems(said)
        if telling and new and note not in said and not _SOURCE_ID.search(note):
            found.setdefault(note, (len(hits), row))
    best = sorted(found.items(), key=lambda item: -item[1][0])[:_MOST]
    return tuple(Sentence(f"{NOTED} {_named(row, shown)}: {note}", (row,)) for note, (_, row) in best)


def _named(row: Result, shown: Sequence[Result]) -> str:
    alike = {other.outcome for other in shown if other.note == row.note}
    return "these results" if len(alike) > 1 else in_sentence(row.outcome)


def _words_asked(question: Question, *, told: str, shown: Sequence[Result]) -> frozenset[str]:
    """The stems of the question's words that name no slot and that the answer does not have."""
    for row in shown:
        told = told.replace(row.analysis or " ", " ")  # "planned" of a "planned interim" tells no plan
    spans = [(m.start, m.end) for m in question.mentions if m.term.kind in _SLOTS]
    left = question.text
    for start, end in (*spans, *time_spans(left)):
        left = left[:start] + " " * (end - start) + left[end:]  # "planned" of "the planned interim", not that after it
    words = stems(left) - stems(told) - _PLAIN | (_OF_LIMITS if _LIMITED.search(question.text) else frozenset())
    return words | (stems("confidence") if _LEVEL.search(question.text) else frozenset())


def _of_the_slots(shown: Sequence[Result], *, corpus: Corpus) -> list[Result]:
    """The results shown, then those of other sources for the same outcome, statistic, part, grade and analysis."""
    slots = {_slot(row) for row in shown}
    rows = list(shown)
    for outcome in dict.fromkeys(row.outcome for row in shown):
        rows += [row for row in corpus.table.results(trial=shown[0].trial, outcome=outcome) if _slot(row) in slots]
    return [row for row in dict.fromkeys(rows) if row.note and len(row.note) < _LONG]


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.subgroup, row.grade, row.data_cutoff, row.censoring


@cache
def _common() -> frozenset[str]:
    return stem_forms(common_words())
