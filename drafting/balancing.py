"""What a letter needs beside what was asked: the trial's design and background, the whole trial, and its safety."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from drafting.records import Role, Selection
from drafting.statistics import RATES
from ingest.corpus import Corpus
from ingest.records import Result
from ingest.sentences import sentence_spans
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.leading import source_rank
from retrieval.answers.sections import answers
from retrieval.records import Quote
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

AT_LARGE = re.compile(r"\badverse (?:events?|reactions?)\b|\ball-cause mortality\b|\bdeaths?\b", re.IGNORECASE)
"""What a safety outcome is named by that sums up many events."""
_NARROW = re.compile(r"\b(?:interruption|reduction|related|special interest|infusion)\b", re.IGNORECASE)
_FATAL = re.compile(r"\b(?:fatal|mortality|deaths?)\b")
_STOPPED = re.compile(r"discontinu|withdraw")
_OVERVIEW = (None, "any", ">=3", "serious", "non-serious", "5")
"""Grades of an overview; single grades are told where they are asked for."""
_MOST_SAFETY = 6  # outcomes: an overview, not a list of events
_MOST_CONTEXT = 3  # figures of the whole trial beside those of a subgroup
_MOST_DESIGN, _BACKGROUND_SENTENCES = 8, 2
_BESIDE_DESIGN = {"arms": 4, "primary outcomes": 2}
"""Sections of a registry record that are quoted after its design, each with its first sentences."""
_DESIGN_FACTS = ("count", "ratio", "dose", "text", "range", "threshold")


def balance(picked: Sequence[Selection], *, assistant: Assistant) -> tuple[Selection, ...]:
    """Return the evidence that is added to what was picked, trial by trial; a person may take it out again.

    A question that the corpus does not answer gets no results of other outcomes: nobody asked for them.
    """
    corpus = assistant.corpus
    added: list[Selection] = []
    declined = any(selection.status == "declined" for selection in picked)
    for trial in corpus.trials:
        mine = [selection for selection in picked if trial.id in selection.trials]
        if not mine and not (declined and len(corpus.trials) == 1):
            continue
        name = name_trial(trial)
        rows = [corpus.table.get(key) for selection in mine for key in selection.results]
        rows = [row for row in rows if row.trial == trial.id]
        context = _context(rows, trial=trial.id, needed=declined, assistant=assistant)
        if context:
            added.append(_select(f"{name}: the whole trial", "context", trial.id, rows=context))
        efficacy = declined or any(row.category == "efficacy" for row in (*rows, *context))
        if efficacy or any(_sums_up(row) for row in rows):
            safety = _safety([*rows, *context], trial=trial.id, assistant=assistant)
            safety = [row for row in safety if row.id not in {own.id for own in rows}]
            if safety or efficacy:
                added.append(_select(f"{name}: safety results for balance", "safety", trial.id, rows=safety))
        design = _design(trial.id, corpus=corpus)
        facts = [] if design else _design_facts(trial.id, corpus=corpus)
        added.append(_select(f"{name}: design", "design", trial.id, rows=facts, quotes=design))
        background = _quote_section("background", trial.id, corpus=corpus)[:_BACKGROUND_SENTENCES]
        added.append(_select(f"{name}: background", "background", trial.id, quotes=background))
    return tuple(added)


def _select(
    heading: str, role: Role, trial: str, *, rows: Iterable[Result] = (), quotes: Iterable[Quote] = ()
) -> Selection:
    results, spans = tuple(row.id for row in rows), tuple(quotes)
    status = "answered" if results or spans else "not_found"
    return Selection(heading, role, status, (trial,), results, spans)  # type: ignore[arg-type]  # one of the two


def _context(rows: Sequence[Result], *, trial: str, needed: bool, assistant: Assistant) -> list[Result]:
    """Figures of the whole trial: of the outcomes shown in a subgroup, or the primary outcome where nothing answers.

    What the trial tested comes first.
    """
    table, terms = assistant.corpus.table, assistant.terms
    whole = {row.outcome for row in rows if row.subgroup is None}
    outcomes = {row.outcome for row in rows if row.subgroup is not None and row.category == "efficacy"} - whole
    if needed and not rows:
        primary = [
            title
            for title in table.outcomes(trial)
            if (term := terms.term(title, kind="outcome", trial=trial)) and term.primary
        ]
        outcomes = set(primary[:1])
    reported = [table.results(trial=trial, outcome=title) for title in sorted(outcomes)]
    reported.sort(key=lambda rows: not any(row.p_tested == "tested" for row in rows))
    found = [row for rows in reported for row in rows]
    found = [row for row in found if row.subgroup is None and row.censoring is None]
    shown = {row.data_cutoff for row in rows}
    figures = group_figures(found, corpus=assistant.corpus, terms=terms)
    figures.sort(key=lambda figure: (figure.first.data_cutoff not in shown, -_day(figure.first.data_cutoff)))
    if needed:
        figures = _latest_and_tested(figures)
    return [row for figure in figures[:_MOST_CONTEXT] for row in figure.rows]


def _sums_up(row: Result) -> bool:
    """Whether a result tells of adverse events as a whole, which no single grade of them does."""
    return row.category == "safety" and bool(AT_LARGE.search(row.outcome)) and not _NARROW.search(row.outcome)


def _latest_and_tested(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for place, figure in enumerate(figures) if place == 0 or figure.role == "tested"]


def _safety(rows: Sequence[Result], *, trial: str, assistant: Assistant) -> list[Result]:
    """The overview of adverse events: of each outcome the latest cut-off, and those of the efficacy shown."""
    corpus = assistant.corpus
    groups = {row.subgroup for row in rows} | {None}
    found = [row for row in corpus.table.results(trial=trial) if row.category == "safety" and row.subgroup in groups]
    found = [row for row in found if row.statistic in RATES and row.unit != "events" and row.grade in _OVERVIEW]
    at_large = [row for row in found if _sums_up(row)]
    figures = group_figures(at_large or found, corpus=corpus, terms=assistant.terms)
    figures = [figure for figure in figures if figure.first.item is None] or figures
    latest: dict[tuple[object, ...], date | None] = {}
    for figure in figures:
        key = _outcome_of(figure)
        latest[key] = max(filter(None, (latest.get(key), figure.first.data_cutoff)), default=None)
    outcomes = sorted(latest, key=_rank)[:_MOST_SAFETY]
    efficacy = [row for row in rows if row.category == "efficacy"]
    shown = {row.data_cutoff for row in efficacy or rows}
    kept = [
        figure
        for key in outcomes
        for figure in figures
        if _outcome_of(figure) == key and (figure.first.data_cutoff == latest[key] or figure.first.data_cutoff in shown)
    ]
    return [row for figure in kept for row in figure.rows]


def _outcome_of(figure: Figure) -> tuple[object, ...]:
    first = figure.first
    return first.outcome, first.grade, first.subgroup, first.item


def _rank(outcome: tuple[object, ...]) -> tuple[int, str]:
    """All events before severe, serious, those that ended treatment, and deaths: the order of a safety overview."""
    title, grade = str(outcome[0]).casefold(), str(outcome[1])
    orders = ((4, _FATAL.search(title) or grade == "5"), (3, _STOPPED.search(title)), (5, grade == "non-serious"),
              (2, grade == "serious" or "serious" in title), (1, grade == ">=3"))  # fmt: skip
    return next((order for order, fits in orders if fits), 0), title


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _design(trial: str, *, corpus: Corpus) -> tuple[Quote, ...]:
    """How the trial was done: the methods of an abstract; of a registry record its design, its arms, its endpoint."""
    quotes = _quote_section("methods", trial, corpus=corpus)
    document = corpus.document(quotes[0].source) if quotes else None
    taken: Counter[str] = Counter()
    kept: list[Quote] = []
    for quote in quotes:
        assert document is not None, "there are quotes"
        section = next((s.title for s in document.sections if s.start <= quote.start < s.end), "").casefold()
        taken[section] += 1
        first = len(taken) == 1
        if taken[section] <= (_MOST_DESIGN if first else _BESIDE_DESIGN.get(section, 0)):
            kept.append(quote)
    return tuple(kept)


def _quote_section(family: str, trial: str, *, corpus: Corpus) -> tuple[Quote, ...]:
    """The sentences of the sections that tell it, in the leading source of the trial that has one."""
    sources = [source for source in corpus.sources.values() if source.trial == trial]
    for source in sorted(sources, key=lambda source: (source_rank(source), source.id)):
        quotes = tuple(_sentences(source.id, family, corpus=corpus))
        if quotes:
            return quotes
    return ()


def _sentences(source: str, family: str, *, corpus: Corpus) -> Iterator[Quote]:
    document = corpus.document(source)
    for section in document.sections if document else ():
        if document and answers(section.title, family):
            for start, end in sentence_spans(document.text[section.start : section.end]):
                if not document.text.startswith("#", section.start + start):  # a heading in Markdown
                    yield Quote(source, section.start + start, section.start + end)


def _design_facts(trial: str, *, corpus: Corpus) -> list[Result]:
    rows = [row for row in corpus.table.results(trial=trial) if row.category == "design"]
    told = {row.outcome: row for row in reversed(rows) if row.statistic in _DESIGN_FACTS}
    return list(told.values())
