"""Whether patients of a kind took part in a trial, or were left out as a question has it: who the table counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.answering import answer_figures
from retrieval.answers.contrasts import presupposes
from retrieval.answers.splits import same_part
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of
from retrieval.terms import Mention, TermIndex

_VERBS = (
    r"(?:included?|allowed|permitted|admitted|accept(?:ed)?|enroll?(?:ed)?|recruit(?:ed)?|eligible|let in|taken in"
    r"|take part|taken part|participate|enter|join|get in|be in)"
)
_LEFT_OUT = re.compile(
    rf"\b(?:not|cannot|never)\s(?:\w+\s)?{_VERBS}\b|n['’]t\s(?:\w+\s){{0,3}}?{_VERBS}\b"
    r"|\b(?:excluded?|excluding|ineligible|left out|le(?:ave|ft) (?:\w+ ){0,3}?out|kept out|barred|shut out)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"^\W*(?:and |so |but )?(?:was|were|is|are|did|do|does|could|why|since|as|given)\b", re.IGNORECASE
)
_COULD = re.compile(
    rf"^\W*(?:and |so |but )?(?:was|were|did|do|does|could|can)\s[^?,;]{{3,60}}?\b{_VERBS}\b[^?,;]{{0,25}}\W*$"
    r"|^\W*(?:(?:are|were) there )?any(?:one|body| (?:patients?|pts|people|participants?))\b[^?,;]{2,40}\W*$",
    re.IGNORECASE,
)
_COUNTED = ("baseline", "disposition")
_SHARES = ("percentage", "count")
_SIZE = "Patients randomised"
_MEASURED = ("efficacy", "safety")
_AGE = "Age"
_BEYOND = re.compile(
    r"\b(?:over|above|older than|beyond|past|aged|>=?|≥)\s?(?P<years>[2-9]\d)\b"
    r"|\b(?P<least>[2-9]\d)\s?(?:years )?(?:\+|(?:and|or) (?:over|older|above|more))",
    re.IGNORECASE,
)


def tell_taken_part(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The patients of a kind that the table counts, where it is asked if they took part; nothing where it counts none.

    A record tells its criteria itself.
    """
    found = terms.find(question.text, trial=question.trial, kinds={"outcome", "subgroup"}, typos=False)
    parts = {(m.start, m.end) for m in found if m.term.kind == "subgroup"}
    measured = any(m.term.category in _MEASURED and (m.start, m.end) not in parts for m in question.mentions)
    if measured or question.grades or question.unknown or not _asks(question.text):
        return ()
    outcomes = _counting([*found, *question.mentions], question, corpus=corpus)
    if not outcomes or record_of(question.trial, corpus=corpus):
        return ()
    plain = replace(question, text="how many", outcomes=outcomes, subgroups=(), statistics=(), topics=(), mentions=())
    plain = replace(plain, unknown=(), unread=(), hints=(), weighs=False, method=False)
    figures = answer_figures(plain, corpus=corpus, terms=terms)
    if figures is None or figures.status != "answered":
        return ()
    return (Sentence(_WRONG if presupposes(question.text) else _TOOK_PART, stays=True), *figures.sentences)


_WRONG = "Correction: patients of this kind were not left out; the corpus counts them among those who took part:"
_TOOK_PART = "Patients of this kind took part:"


def _asks(text: str) -> bool:
    """Whether it is asked if, or taken for granted that, somebody could not take part, or asked if somebody could."""
    if _LEFT_OUT.search(text):
        return presupposes(text) or bool(_WHETHER.search(text))
    return bool(_COULD.search(text))


def _counting(mentions: Iterable[Mention], question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes that count those who are named, or tell that somebody was older than a bound; none without all."""
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if row.category in _COUNTED and row.subgroup is None and row.outcome != _SIZE
    ]
    told: dict[tuple[int, int], list[str]] = {}
    for m in mentions:
        if m.term.kind == "subgroup" or (m.term.kind == "outcome" and m.term.category == "baseline"):
            of_it = [row for row in rows if row.outcome == m.term.name or same_part(row.outcome, m.term.name)]
            told.setdefault((m.start, m.end), []).extend(row.outcome for row in of_it if _counts_somebody(row))
    bound = _BEYOND.search(question.text)
    ages = [_AGE] if bound and any(_goes_beyond(row, int(bound["years"] or bound["least"])) for row in rows) else []
    held = [*([bound.span()] if bound and ages else []), *(span for span, names in told.items() if names)]
    if any(not any(start < e and s < end for s, e in held) for start, end in told):
        return ()
    return tuple(dict.fromkeys((*(name for names in told.values() for name in names), *ages)))


def _goes_beyond(row: Result, years: int) -> bool:
    """Whether the ages of a row go beyond a number of years."""
    aged = row.outcome == _AGE and row.interval_kind == "range"
    return aged and isinstance(row.ci_high, Decimal) and row.ci_high > years


def _counts_somebody(row: Result) -> bool:
    """Whether a row counts those who are of the kind that its outcome names, and somebody is."""
    return row.statistic in _SHARES and isinstance(row.value, Decimal) and row.value > 0
