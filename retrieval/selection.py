"""Which results answer a question: filtered by its slots, grouped into figures, the leading source first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.table import ResultsTable
from retrieval.asks import analyses_missing
from retrieval.leading import agrees, leading_first
from retrieval.naming import sources_named
from retrieval.question import Question
from retrieval.terms import Mention, TermIndex
from retrieval.wording import assessor, compares, consequences, consequences_of, names_p, names_whole, only_adds

ANY_GRADE = "any"
SEVERE = ">=3"
_MOST_FIGURES = 3
_MOST_VARIANTS = 2
_TIME_COUNT = re.compile(r"\bhow many (?:years|months|weeks|days)\b", re.IGNORECASE)
_LOOSE = {"count", "percentage"}
"""What "how many" and "rate" ask for; where neither is reported, another measure may be meant, but no time or ratio."""
_DESCRIPTIVE = {"dose", "ratio", "range", "date", "threshold", "text", "identifier"}
"""Statistics whose words ("dose", "ratio") also stand for other things; asked where a result has them."""
_TIME_UNITS = ("days", "weeks", "months", "years")
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "p-value", "hazard reduction")
_Kept = Callable[[Sequence[Result]], tuple[Result, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one analysis reports of one outcome in one population.

    Attributes:
        rows: The leading result of each arm and statistic: experimental arm, control, all, then comparisons.
        others: Other sources' reports of the same slot, by id of the leading result.
        role: ``"latest"`` leads; ``"tested"`` is the formally tested analysis; ``"earlier"`` any other cut-off;
            ``"variant"`` another censoring rule.
    """

    rows: tuple[Result, ...]
    others: Mapping[str, tuple[Result, ...]]
    role: Literal["latest", "tested", "earlier", "variant"]

    @property
    def first(self) -> Result:
        """A result whose shared slots (outcome, population, cut-off) describe the figure."""
        return self.rows[0]


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
    rows = _rows_of(question, outcome, table=corpus.table, terms=terms)
    if not rows:
        return Selection(outcome, (), "outcome")
    lacking: list[str] = []
    for slot, keep in _filters(question, corpus=corpus):
        if slot == "statistic":
            named = _named_statistics(question)
            lacking += [name for name in named if not any(_is(row, name) for row in rows)]
        kept = keep(rows)
        if not kept:
            return Selection(outcome, (), slot)
        if slot == "analysis":
            lacking += analyses_missing(question, held=frozenset(row.analysis for row in kept if row.analysis))
        rows = kept
    figures = group_figures(rows, corpus=corpus, terms=terms)
    return Selection(outcome, _pick(question, figures), lacking=tuple(lacking))


def _rows_of(question: Question, outcome: str, *, table: ResultsTable, terms: TermIndex) -> tuple[Result, ...]:
    """Rows of the outcome; of a safety outcome also of those that name it in full ("... leading to death")."""
    trial = question.trial
    assert trial is not None
    titles = list(terms.outcomes_of(outcome, trial=trial))
    rows = [row for title in titles for row in table.results(trial=trial, outcome=title)]
    if rows and rows[0].category != "safety":
        return tuple(rows)
    family = [
        title for title in table.outcomes(trial) if outcome.casefold() in title.casefold() and title not in titles
    ]
    if set(question.grades) - {SEVERE, "serious", ANY_GRADE} or not question.grades:
        rows += [
            row for title in family for row in table.results(trial=trial, outcome=title) if row.category == "safety"
        ]
    return tuple(rows)


def _filters(question: Question, *, corpus: Corpus) -> Iterator[tuple[str, _Kept]]:
    named = sources_named(question, corpus=corpus)
    if named and not compares(question.text):
        yield "source", lambda rows: _from_sources(rows, named)
    yield "subgroup", lambda rows: _in_subgroup(rows, question)
    yield "grade", lambda rows: _of_grade(rows, question.grades)
    if (asked := assessor(question.text)) and not question.method:
        yield "assessor", lambda rows: tuple(row for row in rows if asked.casefold() in (row.assessor or "").casefold())
    if question.populations:
        yield "population", lambda rows: _in_population(rows, question.populations)
    yield "statistic", lambda rows: _with_statistic(rows, question)
    yield "arm", lambda rows: _with_arm(rows, question.arms)
    yield "aspect", lambda rows: _with_consequence(rows, question)
    if question.analyses and not question.every_cutoff:
        yield "analysis", lambda rows: _of_analysis(rows, question)


def _from_sources(rows: Sequence[Result], named: frozenset[str]) -> tuple[Result, ...]:
    """Rows of the sources that the question names, or censored as one of them asked ("FDA-requested")."""
    return tuple(row for row in rows if row.source in named)


def _in_subgroup(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the subgroups asked; else of the whole population, or of the only part of it that has results."""
    if question.subgroups:
        return tuple(row for row in rows if row.subgroup in question.subgroups)
    whole = tuple(row for row in rows if row.subgroup is None)
    return whole if whole or names_whole(question.text) else tuple(rows)


def _in_population(rows: Sequence[Result], populations: Sequence[str]) -> tuple[Result, ...]:
    """Rows of the analysis sets asked; facts of the design stand for the trial, whatever set they are told of."""
    kept = tuple(row for row in rows if row.population in populations)
    return kept or tuple(row for row in rows if row.category in ("design", "disposition"))


def _of_grade(rows: Sequence[Result], grades: Sequence[str]) -> tuple[Result, ...]:
    """Rows of the grades asked; for "3 or worse" that no source sums up, grades 3, 4 and 5 each for itself."""
    if grades:
        asked = tuple(row for row in rows if row.grade in grades)
        split = SEVERE in grades and not asked
        return tuple(row for row in rows if row.grade in ("3", "4", "5")) if split else asked
    overview = tuple(row for row in rows if row.grade in (None, ANY_GRADE, SEVERE, "serious", "5"))
    return overview or tuple(rows)


def _with_statistic(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    asked = set(question.statistics)
    if _TIME_COUNT.search(question.text):
        asked.discard("count")
    if len(asked) > 1 or only_adds(question.text):
        asked.discard("confidence interval")  # comes with the estimate
    if only_adds(question.text) and asked == {"p-value"}:
        asked.clear()
    asked -= _DESCRIPTIVE - {row.statistic for row in rows}
    kept = tuple(row for row in rows if not asked or any(_is(row, statistic) for statistic in asked))
    if not kept and asked == {"p-value"} and question.weighs and not names_p(question.text):
        return tuple(row for row in rows if row.statistic in _EFFECTS) or tuple(rows)
    if not kept and asked <= _LOOSE:
        return tuple(row for row in rows if row.unit not in _TIME_UNITS and row.statistic not in _EFFECTS)
    return kept


def _is(row: Result, statistic: str) -> bool:
    match statistic:
        case "confidence interval":
            return row.interval_kind == "CI"
        case "p-value":
            return row.p_value is not None
        case "median" | "Kaplan-Meier median":
            return "median" in row.statistic
        case "count":
            return row.statistic in ("count", "percentage")
        case "range":
            return row.statistic == "range" or row.interval_kind == "range"
        case "hazard reduction":
            return row.statistic in ("hazard reduction", "hazard ratio")
        case _:
            return row.statistic == statistic


def _named_statistics(question: Question) -> tuple[str, ...]:
    """Statistics asked outright; "how many" and "rate" ask for any measure, an interval comes with its estimate."""
    added = {"p-value", "confidence interval"} if only_adds(question.text) else {"confidence interval"}
    return tuple(name for name in question.statistics if name not in _LOOSE | _DESCRIPTIVE | added)


def _with_consequence(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Of adverse events, the rows of what is asked beside the rate: discontinuations for pneumonia, not pneumonia."""
    if not rows or rows[0].category not in ("safety", "disposition"):
        return tuple(rows)
    own = [mention for mention in question.mentions if mention.term.name in question.outcomes]
    told = {name for m in own for name in consequences_of(question.text, m.start, m.end)}
    listed = [m.text for m in question.mentions if m.term.name in (*question.outcomes, *question.listed)]
    asked = told - set(consequences(" ".join((question.outcomes[0], *listed))))
    drugs = _drugs_beside(own or [m for m in question.mentions if m.term.kind == "outcome"], question)
    return tuple(
        row
        for row in rows
        if asked <= set(consequences(row.outcome)) and all(drug in row.outcome.casefold() for drug in drugs)
    )


def _drugs_beside(outcomes: Sequence[Mention], question: Question) -> tuple[str, ...]:
    """Drugs of which a discontinuation or a change of dose is asked: "carfilzomib discontinuation"."""
    changes = [mention for mention in outcomes if consequences(mention.text)]
    return tuple(
        drug.text.casefold()
        for drug in question.mentions
        if drug.term.kind == "drug"
        for change in changes
        if not re.search(r"[^\W_]{4,}", question.text[min(drug.end, change.end) : max(drug.start, change.start)])
    )


def _with_arm(rows: Sequence[Result], arms: Sequence[str]) -> tuple[Result, ...]:
    """All rows where one of the arms asked has a result: a figure is shown with its comparator."""
    asked = [arm for arm in arms if arm != "all"]
    held = any(row.arm in (arm, "all") or (row.comparison and arm in row.comparison) for row in rows for arm in asked)
    return tuple(rows) if held or not asked else ()


def _of_analysis(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the analysis asked, else of its data cut-off."""
    names = {term.name for term, _ in question.analyses}
    cutoffs = {term.cutoff for term, _ in question.analyses if term.cutoff}
    kept = tuple(row for row in rows if row.analysis in names)
    return kept or tuple(row for row in rows if row.data_cutoff in cutoffs)


def group_figures(rows: Sequence[Result], *, corpus: Corpus, terms: TermIndex) -> list[Figure]:
    """One figure for each outcome, grade, population, subgroup, assessor, censoring rule and cut-off; newest first."""
    groups: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for row in rows:
        key = (row.outcome, row.grade, row.population, row.subgroup, row.assessor, row.censoring, row.data_cutoff)
        groups[key].append(row)
    merged = _merge_standing(list(groups.values()))
    return [_lead(group, corpus=corpus, terms=terms) for group in merged]


def _merge_standing(groups: list[list[Result]]) -> list[list[Result]]:
    """Join facts that stand for the whole trial (patients randomised) and that differ in cut-off only by print."""
    merged: list[list[Result]] = []
    for group in groups:
        home = next((other for other in merged if _stands(group, other)), None)
        if home is None:
            merged.append(list(group))
        else:
            home.extend(group)
    return merged


def _stands(group: Sequence[Result], other: Sequence[Result]) -> bool:
    first, second = group[0], other[0]
    if first.category in ("efficacy", "safety") or (first.outcome, first.grade, first.subgroup) != (
        second.outcome,
        second.grade,
        second.subgroup,
    ):
        return False
    values = {(row.arm, row.comparison, row.statistic): row.value for row in other}
    shared = [
        agrees(row.value, values[slot]) for row in group if (slot := (row.arm, row.comparison, row.statistic)) in values
    ]
    return bool(shared) and all(shared)


def _lead(rows: Sequence[Result], *, corpus: Corpus, terms: TermIndex) -> Figure:
    slots: defaultdict[tuple[str | None, str], list[Result]] = defaultdict(list)
    for row in rows:
        slots[row.arm or row.comparison, row.statistic].append(row)
    ordered = [leading_first(reports, sources=corpus.sources) for reports in slots.values()]
    ordered.sort(key=lambda reports: (_arm_order(reports[0], terms), reports[0].statistic))
    told = {(row.comparison, row.p_value) for row in rows if row.value is not None}
    ordered = [
        reports
        for reports in ordered
        if reports[0].value is not None or (reports[0].comparison, reports[0].p_value) not in told
    ]
    leading = tuple(reports[0] for reports in ordered)
    tested = any(row.p_tested == "tested" for row in leading)
    return Figure(leading, {reports[0].id: reports[1:] for reports in ordered}, "tested" if tested else "earlier")


def _arm_order(row: Result, terms: TermIndex) -> int:
    if row.comparison:
        return 3
    term = terms.term(row.arm or "", kind="arm", trial=row.trial)
    return {"experimental": 0, "control": 1}.get(term.role or "" if term else "", 2)


def _pick(question: Question, figures: list[Figure]) -> tuple[Figure, ...]:
    """For each outcome and grade: the latest analysis, the tested one beside it, then others, then variants."""
    series: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        series[figure.first.outcome, figure.first.grade, figure.first.subgroup, figure.first.population].append(figure)
    picked: list[Figure] = []
    for group in series.values():
        group.sort(key=lambda figure: -(figure.first.data_cutoff.toordinal() if figure.first.data_cutoff else 0))
        plain = [figure for figure in group if not figure.first.censoring]
        main = plain or group
        if question.brief:
            picked.append(Figure(main[0].rows, main[0].others, "latest"))
            continue
        latest, *earlier = main
        earlier.sort(key=lambda figure: figure.role != "tested")
        limit = len(main) if question.every_cutoff or question.analyses else _MOST_FIGURES - 1
        variants = [figure for figure in group if figure not in main][:_MOST_VARIANTS]
        picked.append(Figure(latest.rows, latest.others, "latest"))
        picked.extend(earlier[:limit])
        picked.extend(Figure(figure.rows, figure.others, "variant") for figure in variants)
    return tuple(picked)
