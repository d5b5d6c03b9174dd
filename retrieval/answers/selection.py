"""Which results answer one part of a question: its rows, filtered by its slots, the latest analysis first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.answers.differences import values_of
from retrieval.answers.figures import Figure, group_figures
from retrieval.coded_events import single_events
from retrieval.questions.analyses import means_last
from retrieval.questions.asks import analyses_missing
from retrieval.questions.breadth import asks_apart, asks_latest_alone, asks_source, asks_variants
from retrieval.questions.filters import slot_filters
from retrieval.questions.grades import ANY_GRADE, SEVERE
from retrieval.questions.item_rows import without_analysed
from retrieval.questions.question import Question
from retrieval.questions.quoted import decimals_quoted
from retrieval.questions.relations import consequences
from retrieval.questions.statistics_asked import lasts_on_average, measures, named_statistics
from retrieval.questions.thresholds import asks_limit
from retrieval.registry.trial_words import REGISTRY_RECORD
from retrieval.stems import stems
from retrieval.terms import TermIndex

_MOST_FIGURES = 3
_MOST_VARIANTS = 2
_LOOSE = {"count", "percentage"}
_LIMIT = "threshold"
_AT_LARGE = "adverse event"
"""What an outcome of all events is called, whatever a source calls them ("... due to adverse reaction")."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures for one outcome.

    Attributes:
        missing: The slot of the question that no result fills; ``None`` with figures.
        lacking: Statistics and analyses that were asked beside those found, and that no result has.
    """

    outcome: str
    figures: tuple[Figure, ...]
    missing: str | None = None
    lacking: tuple[str, ...] = ()


def select(question: Question, outcome: str, *, corpus: Corpus, terms: TermIndex) -> Selection:
    """Select the figures of one outcome that fill every slot of ``question``, the latest analysis first."""
    assert question.trial is not None, "a question is answered for one trial"
    rows = without_analysed(_rows_of(question, outcome, corpus=corpus, terms=terms), question.text)
    if not rows:
        return Selection(outcome, (), "outcome")
    question = _at_latest_held(question, rows)
    lacking: list[str] = []
    for slot, keep in slot_filters(question, corpus=corpus):
        if slot == "statistic":
            named = named_statistics(question)
            averaged = any("median" in row.statistic for row in rows)
            lacking += [name for name in named if not any(measures(row, name) for row in rows)]
            lasting = lasts_on_average(question, rows)
            lacking = [n for n in lacking if not ((n == "mean" and averaged) or (lasting and "median" in n))]
        kept = keep(rows)
        if not kept:
            return Selection(outcome, (), slot)
        if slot == "analysis" and any(row.analysis for row in kept):
            lacking += analyses_missing(question, held=frozenset(row.analysis for row in kept if row.analysis))
        rows = kept
    rows = _without_absent_groups(rows)
    figures = group_figures(rows, corpus=corpus, terms=terms)
    own = {outcome, *terms.outcomes_of(outcome, trial=question.trial or "")}
    figures = [f for f in figures if f.first.outcome in own or _has_arm(f, question)] or figures
    return Selection(outcome, _pick(question, figures), lacking=tuple(lacking))


def _at_latest_held(question: Question, rows: Sequence[Result]) -> Question:
    """The question at the latest analysis that the outcome has, where the last one is meant by its place alone.

    The last of the trial is of other outcomes then: "complete response at the last analysis".
    """
    parts = question.subgroups or (None,)
    dated = [row for row in rows if row.data_cutoff and row.analysis and row.subgroup in parts]
    named = {term.cutoff for term, _ in question.analyses}
    if not named or not all(means_last(words) for _, words in question.analyses):
        return question
    if not dated or any(row.data_cutoff in named for row in dated):
        return question
    latest = max(dated, key=lambda row: row.data_cutoff or date.min)
    term = Term("analysis", latest.analysis or "", trial=question.trial, cutoff=latest.data_cutoff)
    return replace(question, analyses=((term, question.analyses[0][1]),))


def _rows_of(question: Question, outcome: str, *, corpus: Corpus, terms: TermIndex) -> tuple[Result, ...]:
    """Rows of the outcome; of a safety outcome also of those that name it in full ("... leading to death").

    A registry has one term for an event: another that holds its words is another event.
    """
    trial = question.trial
    assert trial is not None
    titles = list(terms.outcomes_of(outcome, trial=trial))
    rows = _rows_titled(titles, question, outcome, corpus=corpus)
    term = terms.term(outcome, kind="outcome", trial=trial)
    if term and term.category == "baseline":
        rows = [row for row in rows if row.category == term.category] or rows  # macular degeneration is no age
    if rows and (rows[0].category != "safety" or _is_coded(rows, corpus)):
        return tuple(rows)
    at_large = _AT_LARGE in outcome.casefold()
    if rows and _LOOSE & set(question.statistics) and not consequences(question.text) and not at_large:
        return tuple(rows)  # "how many had reactions" asks for none of what they led to
    if question.grades and not set(question.grades) - {SEVERE, "serious", ANY_GRADE}:
        return tuple(rows)
    family = _family_of(outcome, titles, question, corpus=corpus)
    full = (row for title in family for row in corpus.table.results(trial=trial, outcome=title))
    return (*rows, *(row for row in full if row.category == "safety"))


def _rows_titled(titles: Sequence[str], question: Question, outcome: str, *, corpus: Corpus) -> list[Result]:
    """The rows of these titles, without those above a limit that is not asked, and those who left."""
    rows = [row for title in titles for row in corpus.table.results(trial=question.trial, outcome=title)]
    if not asks_limit(question.text) or any(row.outcome in question.listed for row in rows if row.outcome != outcome):
        rows = [r for r in rows if r.statistic != _LIMIT or r.outcome == outcome]  # it counts nobody who is above it
    if _AT_LARGE in outcome.casefold() and not consequences(question.text):
        rows = [row for row in rows if row.category != "disposition"] or rows  # who left is no event
        rows = [row for row in rows if stems(outcome) <= stems(row.outcome)] or rows
    return rows


def _family_of(outcome: str, titles: Sequence[str], question: Question, *, corpus: Corpus) -> list[str]:
    """The titles that name an outcome in full, and those of what was done for any event where that is asked."""
    every = corpus.table.outcomes(question.trial or "")
    apart = {*titles, *single_events(question.trial or "", table=corpus.table)}
    family = [title for title in every if outcome.casefold() in title.casefold() and title not in apart]
    told = set(consequences(question.text)) if _AT_LARGE in outcome.casefold() else set()
    drugs = {drug.term.name.casefold() for drug in question.drugs}
    return family + [
        title
        for title in every
        if "due to adverse" in title.casefold()
        and told & set(consequences(title))
        and all(drug in title.casefold() for drug in drugs)
    ]


def _without_absent_groups(rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows without the groups that were not in a period of the flow: none started it, and none left it."""
    present = {(row.outcome, row.item) for row in rows if row.category == "disposition" and row.value}
    return tuple(
        row
        for row in rows
        if row.category != "disposition" or row.value != 0 or row.N or (row.outcome, row.item) not in present
    )


def _is_coded(rows: Sequence[Result], corpus: Corpus) -> bool:
    """Whether the rows are those of a registry's table of adverse events."""
    return all(corpus.sources[row.source].kind == REGISTRY_RECORD for row in rows)


def _has_arm(figure: Figure, question: Question) -> bool:
    """Whether a figure is of an arm that the question names; what compares arms is of each."""
    named = set(question.arms) - {"all"}
    return not named or any(row.arm is None or row.arm in named for row in figure.rows)


def _has_arms_of(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure is of each arm that others are of: a later report may have one arm alone."""
    return {row.arm for row in figure.rows} >= {row.arm for other in others for row in other.rows}


def _is_quoted(figures: Sequence[Figure], question: Question) -> bool:
    """Whether it is asked where a value is from that only a variant of the figure has."""
    numbers = decimals_quoted(question.text) if asks_source(question.text) else frozenset()
    return any(figure.first.censoring and any(numbers & values_of(row) for row in figure.rows) for figure in figures)


def _pick(question: Question, figures: list[Figure]) -> tuple[Figure, ...]:
    """For each outcome and grade: the latest analysis, the tested one beside it, then others, then variants."""
    series: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        first = figure.first
        what = (first.outcome, first.item, first.time_frame, first.grade)
        series[*what, first.subgroup, first.population].append(figure)
    picked: list[Figure] = []
    for group in series.values():
        group.sort(key=lambda figure: -(figure.first.data_cutoff.toordinal() if figure.first.data_cutoff else 0))
        main = [figure for figure in group if not figure.first.censoring] or group
        main = [figure for figure in main if _has_arm(figure, question)] or main
        latest, *earlier = main
        picked.append(Figure(latest.rows, latest.others, "latest"))
        if question.brief:
            continue
        earlier.sort(key=lambda figure: figure.role != "tested")
        limit = len(main) if question.every_cutoff or question.analyses else _MOST_FIGURES - 1
        if not question.analyses and asks_latest_alone(question.text) and _has_arms_of(latest, earlier):
            limit = 0
        picked.extend(earlier[:limit])
        picked.extend(Figure(it.rows, it.others, "variant") for it in _variants(group, main, question))
    return tuple(picked)


def _variants(group: list[Figure], main: list[Figure], question: Question) -> list[Figure]:
    """The figures censored otherwise, where they are asked."""
    variants = [figure for figure in group if figure not in main]
    named = {m.term.name for m in question.mentions if m.term.kind == "analysis"}
    named -= {figure.first.analysis for figure in main}
    asked = asks_variants(question.text) or asks_apart(question.text) or _is_quoted(group, question)
    asked = asked or any(figure.first.analysis in named for figure in variants)
    return variants[: _MOST_VARIANTS if asked else 0]
