"""Sentences of a registry record that answer what is asked beside a figure: was it related, what was the goal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.corpus import Corpus
from ingest.records import Document
from ingest.sentences import sentence_spans
from retrieval.answers.answering import Draft
from retrieval.questions.deaths import CAUSES
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.flow import SIZES_DIFFER
from retrieval.registry.lay_phrases import GUESSED
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems

_OUTCOMES = ("Primary outcomes", "Secondary outcomes", "Other outcomes", "Outcome measures")
_LIMITS = ("Limitations",)
_EVENTS = ("Adverse event reporting", *_LIMITS)
_MOST = 2


@dataclass(frozen=True, slots=True)
class _Beside:
    """What asks for a sentence, in which sections it may stand, and what it has to say.

    Attributes:
        of_shown: Whether its paragraph has to be that of an outcome shown.
        first: Whether the first of them tell it, in whatever words.
        alone: Whether it answers a question that nothing else does; its paragraph has to have words asked.
    """

    asked: re.Pattern[str]
    sections: tuple[str, ...]
    says: re.Pattern[str]
    of_shown: bool = False
    first: bool = False
    alone: bool = False


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_KINDS = (
    _Beside(
        CAUSES,
        _EVENTS,
        _any_of(
            r"deaths?\b[^.]*(?::\s|\b(?:due to|because of|caused by|from|attribut\w+|related))"
            r"|died (?:of|from|because)|causes? of deaths?"
        ),
    ),
    _Beside(
        _any_of(
            r"related|relatedness|attribut\w*|to do with|put down to|blam\w*|caus(?:ed|ation|ally)|responsible"
            r"|(?:because|as a result) of the (?:drug|vaccine|device|treatment|implant)"
        ),
        _EVENTS,
        _any_of(r"related|attribut\w*|caus(?:ed|al\w*)"),
    ),
    _Beside(
        _any_of(rf"{GUESSED}|guess\w*|(?:un)?blind\w*"),
        _LIMITS,
        _any_of(r"(?:un)?blind\w*|guess\w*"),
        first=True,
    ),
    _Beside(
        re.compile(
            r"\bcross(?:ed|ing)?[- ]?over\b|\bswitch(?:ed|ing)?\b|\bre-?randomi[sz]\w+"
            r"|\bwhat (?:happened to|became of)\b[^?]*\b(?:after|arm|group|patients|participants)\b",
            re.IGNORECASE,
        ),
        ("Before assignment", "Description", "Summary", "Arms", "Groups"),
        _any_of(r"cross(?:ed|ing)?[ -]?over|switch(?:ed|ing)?|re-?randomi[sz]ed|rolled over"),
        first=True,
        alone=True,
    ),
    _Beside(
        SIZES_DIFFER,
        ("Summary", "Design", "Description"),
        _any_of(r"cross-?over|crossed over|random order|switched"),
        first=True,
    ),
    _Beside(
        _any_of(
            r"benchmarks?|(?:performance )?goals?|targets?|yardsticks?|objective performance|thresholds?"
            r"|historical|null hypothesis|tested against|hurdle"
        ),
        _OUTCOMES,
        _any_of(
            r"goals?|criterion|(?:success|performance|acceptance) criteria|benchmarks?|thresholds?|target|historical"
            r"|null hypothesis"
            r"|(?:tested|compared)\b[^.]* (?:against|with) (?:an? )?(?:[\w-]+ ){0,4}?\d+"
        ),
        of_shown=True,
    ),
    _Beside(
        _any_of(
            r"relevan\w+|meaningful\w*|clinically (?:important|significant)|important (?:change|difference)"
            r"|MCID|MID|minimal(?:ly)? (?:clinically )?important|worthwhile|noticeable"
        ),
        _OUTCOMES,
        _any_of(r"relevan\w+|meaningful|(?:clinically|minimal(?:ly)?) important|MCID|important difference"),
        of_shown=True,
        first=True,
    ),
    _Beside(
        re.compile(
            r"\bscreen\w*[ -]fail\w*"
            r"|\b(?:screened|enroll?ed|recruited|signed up)\b[^?]{0,40}?\b(?:but|only|fewer|never|not)\b[^?]{0,40}?"
            r"\b(?:randomi[sz]ed|assigned|allocated|treated|dosed|started)\b"
            r"|\b(?:not|never|n['\u2019]t) (?:be |being |been |get )?(?:randomi[sz]ed|assigned|allocated)\b",
            re.IGNORECASE,
        ),
        ("Before assignment", "Recruitment"),
        _any_of(
            r"screen\w*[ -]fail\w*|were (?:screened|randomi[sz]ed|assigned|treated)|(?:not|never) (?:being |been )?"
            r"(?:randomi[sz]ed|assigned|enroll?ed|eligible|treated|dosed)|did not (?:receive|meet|start)"
        ),
        first=True,
        alone=True,
    ),
    _Beside(
        _any_of(r"multiplicity|multiple (?:testing|comparisons|tests)|corrected for|adjusted for multipl\w+"),
        (*_OUTCOMES, "Description", "Groups"),
        _any_of(r"multiple|multiplicity|two-sided level|2-sided level|hierarch\w+|Bonferroni|Hochberg"),
        alone=True,
    ),
    _Beside(
        re.compile(
            r"\b(?:which (?:one|of (?:them|the two|these)|figure|number)?\s?(?:is|['\u2019]s) (?:right|correct|true)"
            r"|discrepan\w*|mismatch\w*|inconsisten\w*|contradict\w*|don['\u2019]?t (?:match|agree)"
            r"|do not (?:match|agree)|says? [^?]*\bbut\b[^?]*\bsays?)\b",
            re.IGNORECASE,
        ),
        _EVENTS,
        _any_of(r"flow|known at|counted|given for|reported for|all deaths|whereas|instead"),
    ),
    _Beside(
        re.compile(
            r"\b(?:why|how come)\b[^?]*\b(?:fewer|less|smaller|not all|only|missing|lower)\b[^?]*"
            r"\b(?:analy[sz]\w*|efficacy|evaluat\w*|counted|numbers?|denominators?|set|population)\b"
            r"|\b(?:left out|excluded|missing|dropped|not (?:counted|included))"
            r" (?:of|from|in) the (?:[\w-]+ )?analys[ei]s\b",
            re.IGNORECASE,
        ),
        _OUTCOMES,
        re.compile(r"\bAnaly[sz]ed: |\b(?:excluded|full analysis|evaluable|intention-to-treat)\b", re.IGNORECASE),
        first=True,
        alone=True,
    ),
)  # fmt: skip


def said_beside(question: Question, draft: Draft, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The record's sentences that tell what is asked beside what an answer shows, quoted; most words first.

    Of an answer that holds nothing those that answer by themselves.
    """
    shown = draft.sentences if draft.status == "answered" else ()
    record = record_of(question.trial, corpus=corpus)
    if record is None:
        return ()
    titles = {row.outcome for sentence in shown for row in sentence.results}
    said = " ".join(sentence.text for sentence in shown)
    found: list[Sentence] = []
    for kind in _KINDS:
        if kind.asked.search(question.text) and (shown or kind.alone):
            spans = list(_sentences(record, kind, titles))
            spans = [(start, end) for start, end in spans if record.text[start:end] not in said]
            distinct = {record.text[start:end]: (start, end) for start, end in reversed(spans)}
            near = {span: _shared(_around(record, span) if kind.alone else span, record, question) for span in spans}
            spans = sorted(distinct.values(), key=lambda span: span if kind.first else (-near[span], 0))
            told = [span for span in spans if kind.first or near[span]]
            found += [_quote(record, *span) for span in told[:_MOST]]
    return tuple(dict.fromkeys((*found, *_codes(record, shown))))


def _codes(record: Document, shown: Sequence[Sentence]) -> Iterator[Sentence]:
    """What 0 and 1 stand for, where they are told of a scale: "1 = yes"."""
    rows = (row for sentence in shown for row in sentence.results)
    coded = {row.outcome for row in rows if row.statistic == "number" and "scale" in (row.unit or "")}
    said = " ".join(sentence.text for sentence in shown)
    for start, end in _sentences(record, _CODED, coded) if coded else ():
        if record.text[start:end] not in said:
            yield _quote(record, start, end)


_CODED = _Beside(re.compile(""), _OUTCOMES, re.compile(r"(?<![\d.])[01]\s?=\s?(?![\d.])"), of_shown=True)


def _quote(record: Document, start: int, end: int) -> Sentence:
    return Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),))


def _around(record: Document, span: tuple[int, int]) -> tuple[int, int]:
    """The paragraph in which a sentence stands."""
    first, last = record.text.rfind("\n\n", 0, span[0]), record.text.find("\n\n", span[1])
    return max(0, first), last if last >= 0 else len(record.text)


def _shared(span: tuple[int, int], record: Document, question: Question) -> int:
    """Words that a sentence has in common with what is asked, in everyday words too."""
    words = stems(record.text[slice(*span)])
    return len((words | in_lay_words(words)) & stems(question.text))


def _sentences(record: Document, kind: _Beside, titles: set[str]) -> Iterator[tuple[int, int]]:
    for section in record.sections:
        if section.title not in kind.sections:
            continue
        start = section.start
        for paragraph in record.text[section.start : section.end].split("\n\n"):
            if not kind.of_shown or any(title in paragraph for title in titles):
                for first, last in sentence_spans(paragraph):
                    named = any(title in paragraph[first:last] for title in titles)  # a title says nothing of itself
                    if kind.says.search(paragraph[first:last]) and not (kind.of_shown and named):
                        yield start + first, start + last
            start += len(paragraph) + 2
