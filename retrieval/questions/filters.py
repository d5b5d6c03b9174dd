"""The slots of a question as filters of results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.leading import agrees
from retrieval.naming import is_cited, sources_named, sources_set_aside
from retrieval.questions.arm_rows import with_arm
from retrieval.questions.aspect_rows import with_aspect
from retrieval.questions.breadth import asks_apart, asks_one_arm, asks_other_value
from retrieval.questions.clause_slots import as_far_as_asked
from retrieval.questions.fate_rows import with_consequence
from retrieval.questions.grades import of_grade
from retrieval.questions.item_rows import at_one_of, of_item, of_letters
from retrieval.questions.meant import AND_LATER, after_baseline, at_baseline, at_entry
from retrieval.questions.names_of_rows import with_names_of_rows
from retrieval.questions.noted_tests import tests_meant
from retrieval.questions.periods import rows_in_period
from retrieval.questions.printed_rows import Filter, as_printed
from retrieval.questions.question import Question
from retrieval.questions.relations import compares, names_whole
from retrieval.questions.row_times import at_time, without_changes
from retrieval.questions.statistics_asked import with_statistic
from retrieval.questions.timed_titles import has_further_time, time_beside, times_told
from retrieval.questions.wording import assessor, names_p, sensitivity
from retrieval.registry.later_values import is_later
from retrieval.registry.trial_words import words_of

_TIME_POINT = re.compile(r"\b(?:day|week|month|year|cycle)\s?\d+\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_EPISODES = re.compile(
    r"\b(?:events|episodes|occurrences|how many times|number of times|times (?:in total|altogether|in all|overall))\b",
    re.IGNORECASE,
)
_DEFINING = ("threshold", "range", "ratio", "identifier")


def slot_filters(question: Question, *, corpus: Corpus) -> Iterator[tuple[str, Filter]]:
    """The name of each slot that restricts the question, and the filter that keeps the results which fill it."""
    named = sources_named(as_far_as_asked(question), corpus=corpus)
    words = words_of(question.trial, corpus=corpus)
    yield from _source_filters(question, named, corpus=corpus)
    yield from as_printed(question.text)
    yield "subgroup", lambda rows: _in_subgroup(rows, question)
    yield (
        "item",
        lambda rows: of_item(
            of_letters(rows, question.text), with_names_of_rows(question, corpus=corpus), written_out=words.written_out
        ),
    )
    yield "item", lambda rows: tests_meant(rows, question.text)
    yield from _time_filters(question, of_record=bool(words.naming), corpus=corpus)
    yield "unit", lambda rows: _of_patients(rows, question.text)
    yield "grade", lambda rows: of_grade(rows, question)
    if power := sensitivity(question.text):
        yield "assessor", lambda rows: tuple(row for row in rows if power in (row.assessor or ""))
    if (asked := assessor(question.text)) and not question.method:
        yield "assessor", lambda rows: tuple(row for row in rows if _is_assessed_by(row, asked))
    if question.populations:
        yield "population", lambda rows: _in_population(rows, question.populations)
    yield "statistic", lambda rows: with_statistic(_weighed_there(rows, question), question)
    yield "arm", lambda rows: with_arm(rows, question.arms, alone=asks_one_arm(question.text))
    yield "aspect", lambda rows: with_consequence(rows, question)
    yield "aspect", lambda rows: tuple(rows) if words.naming else with_aspect(rows, question)
    yield from _analysis_filters(question, named, corpus=corpus)


def _source_filters(question: Question, named: frozenset[str], *, corpus: Corpus) -> Iterator[tuple[str, Filter]]:
    """The filters by the sources that are named, or set aside."""
    if named and asks_apart(question.text):
        yield "source", lambda rows: _if_apart(_from_sources(rows, named), rows)
    elif named and _AT_THE_TIME.search(question.text):
        yield "source", lambda rows: _of_the_time(rows, named, corpus=corpus)
    elif named and (compares(question.text) or not question.every_cutoff):
        yield "source", lambda rows: _of_source(rows, named, question)
    if aside := sources_set_aside(question, corpus=corpus):
        yield "source", lambda rows: tuple(row for row in rows if row.source not in aside)


def _time_filters(question: Question, *, of_record: bool, corpus: Corpus) -> Iterator[tuple[str, Filter]]:
    """The filters by when something was measured: at the start or later, and at which time."""
    if at_baseline(question.text):
        yield "time", without_changes
    elif after_baseline(question.text) or (
        of_record and is_later(question, question.listed or question.outcomes, corpus=corpus)
    ):
        yield "time", lambda rows: tuple(row for row in rows if row.category != "baseline")
    times = _times_asked(question, of_record=of_record)
    moments = times_told(question.text) if of_record else frozenset()
    if len(times) == 1 and not has_further_time(times[0], moments):
        early = "baseline" if at_entry(question.text) and AND_LATER.search(question.text) else None
        in_period = partial(rows_in_period, landmark=times[0], text=question.text)
        yield "time", lambda rows: in_period(rows) or at_time(rows, times[0], beside=early)
    elif len(moments) > 1:
        yield "time", lambda rows: at_one_of(rows, moments)


def _analysis_filters(question: Question, named: frozenset[str], *, corpus: Corpus) -> Iterator[tuple[str, Filter]]:
    """The filters by analysis, where one is asked that the sources named do not tell."""
    held = [corpus.sources[name] for name in named]
    papers = len(named) > 1 and all(_PAPER.search(words) for _, words in question.analyses)  # told by the sources
    papers = papers or (bool(held) and all(is_cited(words, question.text, held) for _, words in question.analyses))
    if not question.analyses or question.every_cutoff or papers:
        return
    of_analysis = partial(_of_analysis, question=question)
    beside = named if compares(question.text) else frozenset()  # a source against an analysis
    of_either = partial(_of_analysis_or_source, question=question, sources=beside)
    apart = asks_apart(question.text)
    yield "analysis", lambda rows: _if_apart(of_analysis(rows), rows) if apart else of_either(rows)
    yield ARM_THEN, lambda rows: with_arm(rows, question.arms, alone=False)


def _times_asked(question: Question, *, of_record: bool) -> list[str]:
    """The times that restrict an outcome; of a record also the one that only its place makes such a time."""
    times = [question.landmark] if question.landmark else _TIME_POINT.findall(question.text)
    starts = [m.start for m in question.mentions if m.term.kind == "outcome"]
    beside = None if times or not of_record else time_beside(question.text, starts)
    return [beside] if beside else times or (_AT_HOURS.findall(question.text) if of_record else [])


_AT_HOURS = re.compile(r"\b(?:at|after|by)\s(\d+[ -]?hours?)\b(?!\s(?:of|or))", re.IGNORECASE)


def _of_source(rows: Sequence[Result], named: frozenset[str], question: Question) -> tuple[Result, ...]:
    """Rows of the sources named; of one that only has one of the two values asked, all."""
    if compares(question.text):  # two sources against each other, and no other report
        return _if_apart(_from_sources(rows, named), rows)
    if question.analyses and asks_other_value(question.text):
        return tuple(rows)
    return _from_sources(rows, named) or _worded(rows) or _of_its_analysis(rows, question)


def _weighed_there(rows: Sequence[Result], question: Question) -> Sequence[Result]:
    """The rows of the analysis asked, where only significance is: an analysis without a p-value has its interval."""
    weighed = set(question.statistics) == {"p-value"} and not names_p(question.text)
    return (_of_analysis(rows, question) if weighed and question.analyses else ()) or rows


def _is_assessed_by(row: Result, asked: str) -> bool:
    """Whether a result is of the assessor asked, as its slot or, where that is empty, its title tells."""
    told = row.assessor or assessor(row.outcome)
    return asked.casefold() in (told or "").casefold()


def _worded(rows: Sequence[Result]) -> tuple[Result, ...]:
    """The results where all are words that a source uses: what another one says stands in its text."""
    return tuple(rows) if all(row.statistic == "text" for row in rows) else ()


def _from_sources(rows: Sequence[Result], named: frozenset[str]) -> tuple[Result, ...]:
    """Rows of the sources that the question names, or censored as one of them asked ("FDA-requested")."""
    return tuple(row for row in rows if row.source in named)


def _of_its_analysis(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """The facts of the design where the source named stands for an analysis: "the cut-off of the first paper"."""
    stands_for = any(_PAPER.search(words) for _, words in question.analyses)
    return tuple(rows) if stands_for and all(row.category == "design" for row in rows) else ()


_PAPER = re.compile(r"\b(?:paper|publication|article|report|abstract)\b", re.IGNORECASE)


def _of_the_time(rows: Sequence[Result], named: frozenset[str], *, corpus: Corpus) -> tuple[Result, ...]:
    """Rows of the sources named, else of the one data cut-off that these report: "at the time of the first paper"."""
    held = [row for source in named for row in corpus.table.results(source=source) if row.data_cutoff]
    cutoffs = {row.data_cutoff for row in held}
    own = _from_sources(rows, named)
    if not own and not any(row.data_cutoff for row in rows):
        return tuple(rows)  # a date of its own is of no report's time
    return own or (tuple(row for row in rows if row.data_cutoff in cutoffs) if len(cutoffs) == 1 else ())


_AT_THE_TIME = re.compile(
    r"\b(?:at|by) the (?:time|date|point|moment) (?:of|when)\b|\bas of\b"
    r"|\b(?:when|before|after|since|until)\b[^?]*\b(?:published|appeared|came out)\b",
    re.IGNORECASE,
)


def _if_apart(kept: tuple[Result, ...], rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows kept, where they hold two values of one slot that can be held against each other; else all."""
    values: dict[tuple[object, ...], list[object]] = {}
    for row in kept:
        slot = (row.outcome, row.statistic, row.arm, row.comparison, row.grade, row.subgroup)
        values.setdefault(slot, []).append(row.value)
    apart = any(not agrees(found[0], other) for found in values.values() for other in found[1:])
    return kept if apart else tuple(rows)


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.arm, row.comparison, row.grade, row.subgroup, row.data_cutoff


def _in_subgroup(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the subgroups asked; else of the whole population, or of the only part of it that has results.

    What defines the trial or a test is of no part of the patients.
    """
    if question.subgroups:
        if rows and all(row.statistic in _DEFINING and row.subgroup is None for row in rows):
            return tuple(rows)
        return tuple(row for row in rows if row.subgroup in question.subgroups)
    whole = tuple(row for row in rows if row.subgroup is None)
    return whole if whole or names_whole(question.text) else tuple(rows)


def _in_population(rows: Sequence[Result], populations: Sequence[str]) -> tuple[Result, ...]:
    """Rows of the analysis sets asked; facts of the design stand for the trial, whatever set they are told of."""
    kept = tuple(row for row in rows if row.population in populations)
    if not kept and _ENROLLED in populations:
        kept = tuple(row for row in rows if row.population == _RANDOMISED)
    return kept or tuple(row for row in rows if row.category in ("design", "disposition"))


_ENROLLED, _RANDOMISED = "enrolled", "intention-to-treat"
"""Who was enrolled in a randomised trial is all that were randomised, where nothing is told of the others."""


def _of_patients(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """Rows that count patients, where the same is also counted in events and these are not asked for."""
    kept = tuple(row for row in rows if row.unit != "events")
    asked = _EPISODES.search(text) and not re.search(r"\badverse\W+events\b", text, re.IGNORECASE)
    return tuple(rows) if asked or not any(row.unit == "patients" for row in kept) else kept


ARM_THEN = "arm at the analysis"
"""The slot of an arm that has results, but none at the analysis asked."""


def _of_analysis_or_source(rows: Sequence[Result], question: Question, sources: frozenset[str]) -> tuple[Result, ...]:
    """Rows of the analysis asked, and those of the sources that it is held against."""
    kept = _of_analysis(rows, question)
    return tuple(row for row in rows if row in kept or row.source in sources) if kept and sources else kept


def _of_analysis(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the analysis asked, else of its data cut-off; facts that belong to no analysis stand for each."""
    if all(row.analysis is None and row.data_cutoff is None for row in rows):
        return tuple(rows)
    names = {term.name for term, _ in question.analyses}
    cutoffs = {term.cutoff for term, _ in question.analyses if term.cutoff}
    kept = tuple(row for row in rows if row.analysis in names)
    kept = kept or tuple(row for row in rows if row.data_cutoff in cutoffs)
    fixed = all(row.outcome in _FIXED and row.subgroup is None for row in rows)  # the same at every analysis
    return kept or (tuple(rows) if fixed else ())


_FIXED = ("Patients randomised", "Patients treated")
"""How many there were of all, which no later analysis changes."""
