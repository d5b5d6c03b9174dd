"""Figures as a table: one row an outcome, the arms side by side, and a band above the rows of each data cut-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafting.arms import spell_out
from drafting.evidence import Evidence
from drafting.records import LetterText, Table, TableRow
from drafting.stating import GRADES, name_population, short_frame, split_analysis
from drafting.statistics import RATES, RATIOS, SHORT_NAMES, shorten, state_p, state_value
from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.leading import leading_first
from retrieval.answers.phrasing import format_date, show_bounds
from retrieval.terms import TermIndex

_MOST_COLUMNS = 5  # beside the label on an upright page: arms and comparison; of more arms each has a row
_LONGEST_FRAME = 60
_EMPTY = "–"
_WORD = re.compile(r"[A-Za-z]+")
_ABBREVIATIONS = {
    "CI": "confidence interval",
    **{short: long for long, short in SHORT_NAMES.items() if short.isupper()},
}
_SELF_TOLD = frozenset(
    (*RATES, "Kaplan-Meier median", "rate", "dose", "date", "text", "identifier", "ratio", "range", "threshold")
)


def tabulate(figures: Sequence[Figure], *, caption: str, evidence: Evidence, notes: str) -> Table:
    """Return a table of figures of one trial, the latest data cut-off first.

    Args:
        notes: What stands below the table, after the abbreviations that it uses.
    """
    trial = figures[0].first.trial
    populations = {figure.first.population for figure in figures}
    shared = name_population(next(iter(populations))) if len(populations) == 1 else None
    compared = any(row.comparison for figure in figures for row in figure.rows)
    arms = _arms(figures, terms=evidence.terms, most=_MOST_COLUMNS - compared)
    rows: list[TableRow] = []
    for cutoff in sorted({figure.first.data_cutoff for figure in figures}, key=_newest_first):
        here = [figure for figure in figures if figure.first.data_cutoff == cutoff]
        layout = _Layout(arms, compared, shared is None, len({figure.first.analysis for figure in here}) > 1)
        rows.append(TableRow((_band(here, evidence=evidence),), band=True))
        rows += [row for figure in here for row in layout.rows(figure)]
    title = LetterText(f"{caption}{f', {shared}' if shared else ''}", origin="result", trial=trial)
    header = ("Outcome", *arms, *(("Comparison",) if compared else ())) if arms else ("Outcome", "Group", "Result")
    about = next(known for known in evidence.trials if known.id == trial)
    spelled = spell_out((row for figure in figures for row in figure.rows), trial=about, terms=evidence.terms)
    return Table(title, header, tuple(rows), (LetterText(f"{_explain(rows, spelled)}{notes}"),))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns of a table.

    Attributes:
        arms: Those that have a column; empty where there are too many, and each has a row.
        compared: Whether the table has a column for comparisons.
        populated: Whether each row names its population.
        analysed: Whether each row names its analysis.
    """

    arms: tuple[str, ...]
    compared: bool
    populated: bool
    analysed: bool

    def rows(self, figure: Figure) -> Iterator[TableRow]:
        """The rows of one figure: one for each statistic, the comparison in the first."""
        statistics = list(dict.fromkeys((row.statistic, row.unit) for row in figure.rows if row.comparison is None))
        compared = [row for row in figure.rows if row.comparison is not None]
        for place, (statistic, unit) in enumerate(statistics or [("", None)]):
            same = [r for r in figure.rows if r.comparison is None and (r.statistic, r.unit) == (statistic, unit)]
            shown = [*same, *(compared if place == 0 else ())]
            if self.arms:
                cells = [_cell([row for row in same if (row.arm or "all") == arm]) for arm in self.arms]
                beside = [_cell(compared if place == 0 else [])] if self.compared else []
                yield TableRow((self._label(shown), *cells, *beside))
            else:
                for number, row in enumerate(shown):
                    label = self._label(shown) if number == 0 else LetterText("", origin="result")
                    group = LetterText(row.comparison or row.arm or "all", origin="result", trial=row.trial)
                    yield TableRow((label, group, _cell([row])))

    def _label(self, rows: Sequence[Result]) -> LetterText:
        """What a row is about, and where it was taken from."""
        first = rows[0]
        grade = GRADES.get(first.grade or "", f"grade {first.grade}" if first.grade else "")
        told = grade.casefold() in first.outcome.casefold() or (first.grade == "5" and "atal" in first.outcome)
        frame = short_frame(first, most=_LONGEST_FRAME)
        parts = (
            _median_of(first),
            first.item,
            "" if told else grade,
            "" if first.statistic in _SELF_TOLD or first.comparison else shorten(first.statistic),
            f"subgroup: {show_bounds(first.subgroup)}" if first.subgroup else None,
            first.population if self.populated else None,
            first.analysis if self.analysed else None,
            frame,
            f"censoring: {first.censoring}" if first.censoring else None,
            f"assessed by {first.assessor}" if first.assessor else None,
        )
        label = ", ".join(part for part in parts if part)
        return LetterText(
            f"{label}:" if label[-1:].isdigit() else label,  # a raised reference would read as part of the number
            sources=tuple(dict.fromkeys(row.source for row in rows)),
            origin="result",
            trial=first.trial,
        )


def _explain(rows: Sequence[TableRow], arms: Mapping[str, str]) -> str:
    """The abbreviations that the rows use and the short names of arms, as a sentence; nothing where there are none."""
    words = {word for row in rows for cell in row.cells for word in _WORD.findall(cell.text)}
    used = [f"{short}, {long}" for short, long in _ABBREVIATIONS.items() if short in words]
    used += [f"{short}, {long}" for short, long in arms.items()]
    return f"{'; '.join(used)}. " if used else ""


def _arms(figures: Sequence[Figure], *, terms: TermIndex, most: int) -> tuple[str, ...]:
    """The arms, the experimental ones first; none where they are too many for columns."""
    names = dict.fromkeys(row.arm or "all" for figure in figures for row in figure.rows if row.comparison is None)
    compared = [row.comparison.split(" vs ") for figure in figures for row in figure.rows if row.comparison]
    names |= dict.fromkeys(arm for pair in compared for arm in pair)

    def order(arm: str) -> int:
        term = terms.term(arm, kind="arm", trial=figures[0].first.trial)
        return {"experimental": 0, "control": 1, "all": 3}.get(
            (term.role if term else None) or "", 3 if arm == "all" else 2
        )

    arms = tuple(sorted(names, key=order))
    return arms if len(arms) <= most else ()


def _band(figures: Sequence[Figure], *, evidence: Evidence) -> LetterText:
    """What all rows below share: the data cut-off, the analysis and its median follow-up."""
    first = figures[0].first
    analyses = dict.fromkeys(figure.first.analysis for figure in figures if figure.first.analysis)
    followed = _follow_up(first, evidence=evidence)
    told = [part for part in split_analysis(next(iter(analyses))) if part] if len(analyses) == 1 else []
    told += [f"median follow-up, {state_value(followed)}"] if followed else []
    cutoff = (
        f"Data cutoff, {format_date(first.data_cutoff)}"
        if first.data_cutoff
        else "Data cutoff not stated by the source"
    )
    more = f" ({'; '.join(told)})" if told else ""
    return LetterText(
        f"{cutoff}{more}",
        results=(followed.id,) if followed else (first.id,),
        sources=(followed.source,) if followed else (),
        origin="result",
        trial=first.trial,
    )


def _follow_up(row: Result, *, evidence: Evidence) -> Result | None:
    """The median follow-up of the whole trial at the cut-off of a result."""
    rows = [
        other
        for other in evidence.corpus.table.results(trial=row.trial)
        if "follow-up" in other.outcome.casefold()
        and "median" in other.statistic
        and other.subgroup is None
        and other.data_cutoff == row.data_cutoff
        and other.data_cutoff is not None
        and other.arm in (None, "all")
    ]
    return leading_first(rows, sources=evidence.corpus.sources)[0] if rows else None


def _median_of(row: Result) -> str:
    if row.statistic != "Kaplan-Meier median" or row.outcome.casefold().startswith("median"):
        return row.outcome
    return f"{row.outcome}, median"


def _cell(rows: Sequence[Result]) -> LetterText:
    if not rows:
        return LetterText(_EMPTY, origin="result")
    return LetterText(
        "; ".join(_print(row) for row in rows),
        results=tuple(row.id for row in rows),
        origin="result",
        trial=rows[0].trial,
    )


def _print(row: Result) -> str:
    if row.comparison is None or row.value is None:
        return state_value(row) if row.value is not None else state_p(row)
    name = shorten(row.statistic)
    return f"{name}, {state_value(row)}" if row.statistic in RATIOS else f"{name}: {state_value(row)}"


def _newest_first(day: date | None) -> int:
    return -day.toordinal() if day else 1
