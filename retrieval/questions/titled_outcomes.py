"""Outcomes that no name of the vocabulary leads to, and whose titles carry the words of a question."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.agencies import is_approval
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import measures, named_statistics
from retrieval.questions.titles import of_their_kind
from retrieval.registry.names_split import lacks_part_of_name
from retrieval.registry.part_titles import are_by_part
from retrieval.registry.titles_in_full import titles_in_full
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

EFFECTS = {"hazard ratio", "p-value", "confidence interval", "hazard reduction"}
MEDIANS = {"median", "Kaplan-Meier median"}
_SCREENED = "Patients screened"
_TIME_TO = "Time to "
_DOSE = re.compile(r"\d[\d.,]*\s?(?:mg|mcg|µg|g|IU|ml)", re.IGNORECASE)
_EFFICACY = re.compile(
    r"\b(?:efficacy|effectiveness|how effective|(?:response|remission|success|cure) rates?)\b", re.IGNORECASE
)


def titled_outcomes(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """Outcomes that no name of the vocabulary leads to, and whose titles carry the question's words."""
    trial = question.trial or ""
    record = words_of(trial, corpus=corpus).naming
    if question.ranked or _is_named(question, corpus=corpus, terms=terms):
        return ()
    titles = titles_in_full(question if record else _without_topics(question), corpus=corpus, terms=terms)
    if any(m.term.category == "design" for m in question.mentions if m.term.name in question.outcomes):
        titles = tuple(title for title in titles if title not in single_events(trial, table=corpus.table))  # "blinded"
    if record:
        titles = _of_record(titles, question, corpus=corpus, terms=terms)
    elif question.grades and question.subgroups:  # "grade 3 events in people with kidney impairment"
        kinds = dict(corpus.table.slots(trial, ("outcome", "category")))
        titles = tuple(title for title in titles if kinds.get(title) == "safety")
    if not question.outcomes:
        return _measured_so(titles, question, corpus=corpus)
    if not record:
        titles = of_their_kind(titles, question, corpus=corpus, terms=terms)
    if any(name.startswith(_TIME_TO) for name in question.outcomes):  # a rate is no answer to "time to response"
        titles = tuple(title for title in titles if "time" in title.casefold())
    return titles


def _is_named(question: Question, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether a name leads to what is asked, or it is what no title tells: a dose, an approval, a family of events."""
    trial = question.trial or ""
    if any(terms.outcomes_of(name, trial=trial) for name in question.outcomes):
        return True
    if any(_DOSE.fullmatch(token.text) for token in question.unknown):
        return True  # of a dose that no arm has
    if any(is_approval(name) for name in question.outcomes):
        return True  # the date of another agency
    record = words_of(trial, corpus=corpus).naming
    return not record and any(terms.narrower(name, trial=trial) for name in question.outcomes)


def _of_record(titles: tuple[str, ...], question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The titles of a record, but those of another kind than what is asked, or without a part of its name."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if _SCREENED in question.outcomes:  # of whom no measure tells that is taken at screening
        titles = tuple(title for title in titles if kinds.get(title) not in ("efficacy", "safety"))
    titles = tuple(t for t in titles if not lacks_part_of_name(question, t, corpus=corpus, terms=terms))
    titles = tuple(t for t in titles if not are_by_part((t,), question)) or titles
    if _EFFICACY.search(question.text):  # of which who went on to a period tells nothing
        titles = tuple(title for title in titles if kinds.get(title) != "disposition")
    return titles


def _measured_so(titles: tuple[str, ...], question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The titles that have a result in a statistic asked: a date has no ratio."""
    measured = [name for name in named_statistics(question) if name in EFFECTS | MEDIANS]
    if not measured:
        return titles
    rows = {title: corpus.table.results(trial=question.trial or "", outcome=title) for title in titles}
    return tuple(title for title in titles if any(measures(row, name) for row in rows[title] for name in measured))


def asked_by_title(question: Question, titles: tuple[str, ...]) -> Question:
    """The question for these titles, which have its words; but for a time that is asked: a rate is no time to it.

    A part of the patients whose name is a title's own is counted, and restricts nothing: "how many MRD-negatives".
    """
    waited = tuple(token for token in question.unknown if token.form in _TIMES)
    counted = [title for title in titles if any(stems(part) <= stems(title) for part in question.subgroups)]
    plainest = min(counted, key=lambda title: len(stems(title)), default="")
    parts = tuple(part for part in question.subgroups if not stems(part) <= stems(plainest))
    titles = (plainest,) if plainest else titles
    return replace(question, outcomes=titles, subgroups=parts, unknown=waited, unread=())


_TIMES = ("time", "duration", "length")


def _without_topics(question: Question) -> Question:
    """The question without the words of what prose answers: "eligibility" of the rules is none of the screening."""
    text = question.text
    for topic in (m for m in question.mentions if m.term.kind == "topic" and not question.outcomes):
        text = text[: topic.start] + " " * (topic.end - topic.start) + text[topic.end :]
    return replace(question, text=text)
