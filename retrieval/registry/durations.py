"""How long those in a trial were followed or treated, as its record tells it in the time frames of its results."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Document, Result
from ingest.sentences import sentence_spans
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of

_FOLLOWED = re.compile(r"\bfollow(?:ed)?(?:[ -]?up)?\b", re.IGNORECASE)
_TREATED = re.compile(
    r"\b(?:how long|average|mean|median|duration|time)\b[^?]*\b(?:treat\w*|t[ao]ke?n?|receiv\w*|exposure|exposed"
    r"|on (?:the )?(?:study )?(?:drug|treatment|medication))\b"
    r"|\btreatment duration\b|\bduration of (?:treatment|exposure|therapy)\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\bhow long\b|\baverage\b|\bmean\b|\bmedian\b|\bduration\b|\bfor what time\b", re.IGNORECASE)
_TOLD_FOLLOWED = re.compile(
    r"(?:average|mean|median|maximum) (?:of |(?:follow[ -]?up|observation) (?:time |period )?(?:of )?)\d[^,;()]*"
    r"|follow[ -]?up(?: \w+){0,2} (?:time|period|duration|visit)[^,;\d]*\d[^,;]*",
    re.IGNORECASE,
)
_TOLD_TREATED = re.compile(
    r"(?:average|mean|median) (?:treatment|exposure) (?:duration|time|period)[^,;\d]*\d[^,;]*"
    r"|(?:average|mean|median) duration of (?:treatment|exposure)[^,;\d]*\d[^,;]*",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"\b(?:average|mean|median)\b", re.IGNORECASE)
_ABOUT = (("Median follow-up", _FOLLOWED, _TOLD_FOLLOWED), ("Treatment duration", _TREATED, _TOLD_TREATED))


def tell_durations(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The time frames that tell the follow-up or the duration of treatment asked, each once; else nothing."""
    record = record_of(question.trial, corpus=corpus) if _HOW_LONG.search(question.text) else None
    if record is None:
        return ()
    rows = corpus.table.results(trial=question.trial)
    frames = {row.time_frame: row for row in reversed(rows) if row.time_frame}
    told: dict[str, Sentence] = {}
    for name, asked, said in _ABOUT:
        if not asked.search(question.text):
            continue
        for frame, row in sorted(frames.items(), key=lambda entry: not _AVERAGED.search(entry[0] or "")):
            match = said.search(frame or "")
            if match:
                told.setdefault(name, _say(frame or "", row, record))
                break
    if _ABOUT[1][0] not in told and _TREATED.search(question.text) and not _TAKES.search(question.text):
        told |= {quoted.text: quoted for quoted in _planned(record)}
    return tuple(told.values())


def tell_period(question: Question, *, corpus: Corpus) -> Draft | None:
    """How long the period asked was ("the double-blind phase"), in the first sentence of the record that tells it.

    ``None`` where no such period is asked, or something that is measured in it.
    """
    asked = _PERIOD_ASKED.search(question.text) if _ASKS_LENGTH.search(question.text) else None
    record = record_of(question.trial, corpus=corpus) if asked else None
    if asked is None or record is None or any(m.term.kind == "outcome" for m in question.mentions):
        return None
    words = [re.escape(word) for word in re.split(r"[\s-]", asked["name"])]
    between = r"[\w-]*\W{1,3}(?:\w+\W{1,3}){0,3}?"
    named = re.compile(rf"\b{between.join(words)}{between}{_NOUN}", re.IGNORECASE)
    for start, end in sentence_spans(record.text):
        sentence = record.text[start:end]
        times = [time.span() for time in _LENGTH.finditer(sentence)]
        if any(_apart(period.span(), time) <= _NEAR for period in named.finditer(sentence) for time in times):
            quote = Quote(record.source, start, end)
            return Draft("answered", (Sentence(f"“{sentence}”", (), (quote,)),), question.trial)
    subject = f"the length of {asked.group()}"
    return Draft("not_found", (not_found(subject, corpus=corpus, question=question),), question.trial)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters stand between two spans."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


_NOUN = r"(?:period|phase|part|stage|portion)\b"
_PERIOD_ASKED = re.compile(
    rf"\b(?:the|a|an|its)\s(?P<name>(?!study\b|trial\b)[a-z]+(?:[\s-][a-z]+){{0,3}}?)\s{_NOUN}", re.IGNORECASE
)
"""A period that is named by what it is of: not "the study period"."""
_ASKS_LENGTH = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months|years))\b|(?<!for the )(?<!over the )(?<!throughout the )"
    r"\b(?:duration|length)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b\d+[ -](?:to \d+[ -])?(?:day|week|month|year)s?\b|\b(?:day|week|month|year)s?\s\d+\b", re.IGNORECASE
)
_NEAR = 30
"""Characters between the name of a period and the time that tells its length."""


def _planned(record: Document) -> tuple[Sentence, ...]:
    """The first sentence on an arm or a treatment that tells each length of time for which it was given."""
    found: dict[str, Sentence] = {}
    for title in ("Arms", "Interventions"):
        for section in record.sections if not found else ():
            text = record.text[section.start : section.end] if section.title == title else ""
            for start, end in sentence_spans(text):
                for match in _GIVEN_FOR.finditer(text[start:end]):
                    quote = Quote(record.source, section.start + start, section.start + end)
                    found.setdefault(match["time"].casefold(), Sentence(f"“{text[start:end]}”", (), (quote,)))
    return tuple(dict.fromkeys(found.values()))[:_MOST]


_GIVEN_FOR = re.compile(
    r"\b(?:for|over|during|lasting|up to)\s(?:up to\s|a total of\s|the\s)?"
    r"(?P<time>\d+[ -](?:day|week|month|year|cycle)s?)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\btake(?:\s(?:to|in|on|for|with|at|until|before|from|by)\b|\W*$)", re.IGNORECASE)
"""That it is asked how long something takes, which is no treatment that is taken."""
_MOST = 3


def _say(frame: str, row: Result, record: Document) -> Sentence:
    """The time frame in the record's own words, where its text has it; else as it is posted with a result."""
    start = record.text.find(frame)
    quotes = (Quote(record.source, start, start + len(frame)),) if start >= 0 else ()
    return Sentence(f"Time frame as posted: “{frame}”", () if quotes else (row,), quotes)
