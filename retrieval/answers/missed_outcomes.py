"""Outcomes that a question names, and that nothing shown or said is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.answers.phrasing import in_sentence
from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.records import Sentence
from retrieval.registry.trial_words import TrialWords
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_MEASURED = ("efficacy", "safety")


def outcomes_missed(
    question: Question, sentences: Sequence[Sentence], words_told: TrialWords, *, terms: TermIndex
) -> Iterator[str]:
    """Measured outcomes that the question names, and that neither a result shown nor a sentence is about."""
    trial = question.trial or ""
    shown = {row.outcome for sentence in sentences for row in sentence.results}
    words = [stems(outcome) for outcome in shown]
    sayings = [stems(sentence.text) for sentence in sentences]
    worded = [stems(f"{s.text} {_CROSS_OVER.sub('crossover', s.text)}") for s in sentences if not s.results]
    spans = _outcomes_asked(question, shown)
    for span, mentions in spans.items():
        if all(words_told.names_trial(token) for token in split_tokens(mentions[0].text)):
            continue  # it only says which trial is meant
        if any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans):
            continue
        names = {name for m in mentions for name in (m.term.name, *_titles(m.term.name, trial, terms))}
        called = [name for m in mentions for name in (m.term.name, m.text, words_told.written_out(m.text))]
        spoken = [stems(_TIMED.sub(" ", said_as)) for said_as in called]
        if names & shown or any(one <= each for one in spoken for each in words):
            continue
        if any(stems(m.text) <= told for m in mentions for told in worded):
            continue  # it is said not to be held, or quoted, in the words of the question
        if not any(stems(name) <= told for name in names for told in sayings):
            yield in_sentence(mentions[0].term.name)


def _outcomes_asked(question: Question, shown: Iterable[str]) -> dict[tuple[int, int], list[Mention]]:
    """The measured outcomes that are asked, by where they stand, but those that only tell what others led to."""
    asked = stories.asking_spans(question.text)
    fates = {fate for outcome in shown for fate in consequences(outcome)}
    spans: dict[tuple[int, int], list[Mention]] = {}
    for mention in question.mentions:
        measured = mention.term.kind == "outcome" and mention.term.category in _MEASURED
        told = _AT_LARGE in mention.term.name.casefold() or set(consequences(mention.text)) & fates
        if measured and not told and any(a <= mention.start < b for a, b in asked):
            spans.setdefault((mention.start, mention.end), []).append(mention)
    return spans


_CROSS_OVER = re.compile(r"\bcross(?:ed|ing)?[ -]over\b", re.IGNORECASE)
_TIMED = re.compile(r"\b\d+[- ](?:year|month|week|day)s?\b|\brate\b", re.IGNORECASE)
"""Words of an outcome's name that the time frame and the unit of its result tell."""


_AT_LARGE = "adverse event"
"""All events together, of which any single one is told instead."""


def _titles(name: str, trial: str, terms: TermIndex) -> tuple[str, ...]:
    term = terms.term(name, kind="outcome", trial=trial)
    broader = term.broader if term else ()
    return (*terms.outcomes_of(name, trial=trial), *terms.narrower(name, trial=trial), *broader)
