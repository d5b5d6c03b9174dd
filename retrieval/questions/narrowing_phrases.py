"""Phrases of everyday words that narrow what is asked: rates over time, extensions of a study, doses not given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.terms import Token

_COUNT = r"(?:\d+|one|two|three|four|five|six)"
_BOUND = r"(?:only|just|at least|at most|more than|fewer than|less than|longer than|up to|over|under)"
_PHRASES = re.compile(
    r"\bper\s(?:\d[\d,]*\s)?(?:(?:patients?|persons?|subjects?|participants?)[- ]?)?"
    r"(?P<over>years?|months?|weeks?|days?|cycles?|infusions?)\b|\b(?P<annual>annuali[sz]ed|exposure[- ]adjusted)\b"
    r"|\b(?:in|during|from|at the end of)\s(?:the\s)?(?:(?:open[- ]label|long[- ]term)\s)*(?P<extension>extension)\b"
    r"(?:\s(?:study|phase|period|part))?"
    r"|\b(?:at|on|with|of)\s(?:the\s)?(?P<dose>\d+(?:\.\d+)?\s?(?:mg|µg|mcg)(?:/(?:kg|m2|m²))?)(?![\w/])(?:\sdose)?"
    r"|\b(?:at|by)\s(?:the\s)?(?P<end>end of (?:treatment|therapy))\b"
    r"|\bchanges?\b[^,;?]{0,30}\s(?P<change>from baseline)\b"
    rf"|\b(?:after|with|of|had|having)\s(?:{_BOUND}\s)?{_COUNT}(?:\s(?:or|to|and)\s(?:more|fewer|less|{_COUNT}))?\s"
    r"(?P<line>lines?)\b"
    rf"|\b(?:lasting|lasted|for)\s{_BOUND}\s(?:an?|{_COUNT})\s(?P<lasting>days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""Each with the word by which what is held would tell of it too."""
_UNITS = ("over", "annual")
"""Those of how a rate is counted, whatever else a word of them names ("exposure-adjusted")."""
_COUNTED = ("line", "lasting")
"""Those that no title tells by the word alone: how many lines, and how long, only a name of all of it does."""
_MEASURED = ("efficacy", "safety")
"""Categories of results that such a phrase narrows: of doses and schedules it tells what is asked."""


def with_narrowing_phrases(question: Question, *, corpus: Corpus) -> Question:
    """The question restricted by phrases that no result of its trial and no text of its sources tells of."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if question.method or not any(kinds.get(name) in _MEASURED for name in question.outcomes):
        return question
    held: str | None = None
    found: list[Token] = []
    told: list[tuple[int, int]] = []
    for match in _PHRASES.finditer(question.text):
        group = match.lastgroup or ""
        if group not in _UNITS and any(m.start <= match.start(group) < m.end for m in question.mentions):
            continue
        held = held if held is not None else _tight(" ".join(_texts(question.trial or "", corpus=corpus)))
        before = r"(?:\bper\s|/)[^.,;]{0,20}" if group == "over" else r"(?<![\w.])"
        told.append(match.span())
        if group in _COUNTED or not re.search(f"{before}{re.escape(_tight(match[group]))}", held):
            found.append(Token(match.start(), match.end(), match.group(), match.group().casefold()))
    inside = {m.term.name for m in question.mentions if any(t.start <= m.start < t.end for t in found)}
    return replace(
        question,
        outcomes=tuple(name for name in question.outcomes if name not in inside) or question.outcomes,
        unknown=(*(t for t in question.unknown if not any(a <= t.start < b for a, b in told)), *found),
    )


def _tight(text: str) -> str:
    """The text in small letters, without blanks between a number and its unit."""
    return re.sub(r"(?<=\d)\s(?=[a-zµ])", "", text.casefold())


def _texts(trial: str, *, corpus: Corpus) -> Iterator[str]:
    """What tells of such phrases: titles, units, arms, doses, and the texts of the sources."""
    for slots in corpus.table.slots(trial, ("outcome", "unit", "arm")):
        yield from filter(None, slots)
    for title, statistic in corpus.table.slots(trial, ("outcome", "statistic")):
        if title and statistic == "dose":
            yield from (f"{row.value} {row.unit}" for row in corpus.table.results(trial=trial, outcome=title))
    for source in corpus.sources.values():
        if source.trial == trial and (document := corpus.document(source.id)):
            yield document.text
