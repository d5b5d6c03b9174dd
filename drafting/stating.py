"""Figures as sentences of a letter: both arms and their comparison together, with population and data cut-off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from drafting.records import LetterText
from drafting.statistics import RATES, RATIOS, shorten, state_p, state_value
from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import format_date, in_sentence, show_bounds, split_spreads, tell_spread
from retrieval.terms import TermIndex

GRADES = {
    "any": "any grade",
    ">=3": "grade 3 or worse",
    "serious": "serious",
    "non-serious": "non-serious",
    "5": "fatal",
}
_PLURAL = re.compile(r"\b(adverse|infusion-related|infusion) (event|reaction)\b(?!s)")
_COUNTING_TITLE = re.compile(r"^(?:number|percentage|percent|proportion|count|incidence)\b", re.IGNORECASE)
_LONGEST_FRAME = 90  # characters of a registry's time frame that a sentence still carries


@dataclass(slots=True)
class Wording:
    """Words figures as sentences; a term's short form is explained where it first stands.

    Attributes:
        trials: How each trial is named, by id.
        several: Whether the letter is about several trials, so that each sentence names its own.
    """

    terms: TermIndex
    trials: Mapping[str, str]
    several: bool = False
    _explained: set[str] = field(default_factory=set)

    def state(self, figure: Figure, *, named: bool = False, whole: bool = False) -> LetterText:
        """One sentence with all that a figure reports.

        Args:
            named: Whether it says which trial it is about.
            whole: Whether it says that it is about the whole trial, beside figures of a part of it.
        """
        first = figure.first
        rows = [row for row in figure.rows if row.value is not None or row.p_value is not None]
        lead = self._lead(first, named=named or self.several)
        if whole and first.subgroup is None:
            lead = f"in the whole trial, {lead}"
        text = f"{lead}{self._predicate(rows)}."
        return LetterText(
            f"{text[0].upper()}{text[1:]}",
            results=tuple(row.id for row in rows),
            sources=tuple(dict.fromkeys(row.source for row in rows)),
            origin="result",
            trial=first.trial,
        )

    def name_outcome(self, row: Result) -> str:
        """The outcome inside a sentence, with its short form in brackets where it first stands."""
        name = plural(in_sentence(row.outcome))
        term = self.terms.term(row.outcome, kind="outcome", trial=row.trial)
        short = term.abbreviation if term else None
        if short and short not in row.outcome and short not in self._explained:
            self._explained.add(short)
            name = f"{name} ({short}{'s' if name.endswith('events') and not short.endswith('s') else ''})"
        return f"{name}, {row.item}" if row.item else name

    def _lead(self, row: Result, *, named: bool) -> str:
        """Where and when the figure was found: trial, subgroup, analysis, and the rest of its slot in brackets."""
        parts = [f"in {self.trials[row.trial]}"] if named else []
        parts += [f"in the subgroup {show_bounds(row.subgroup)}"] if row.subgroup else []
        analysis, *more = split_analysis(row.analysis)
        population = name_population(row.population)
        bracketed = [*more, *describe_slot(row)]
        if analysis:
            bracketed = [*bracketed, population] if population else bracketed
            parts.append(f"at the {analysis}")
        elif population:
            parts.append(f"in the {population}")
        elif not parts:
            return ""
        told = f" ({'; '.join(bracketed)})" if bracketed else ""
        return f"{', '.join(parts)}{told}, "

    def _predicate(self, rows: Sequence[Result]) -> str:
        estimates, spreads = split_spreads(rows)
        groups = [row for row in estimates if row.comparison is None]
        compared = [row for row in estimates if row.comparison is not None]
        told = [self._groups(same, spreads) for same in _by_statistic(groups)]
        named = bool(told)
        for row in compared:
            told.append(self._comparison(row, spreads, named=named))
            named = True
        return "; ".join(told)

    def _groups(self, rows: Sequence[Result], spreads: Mapping[str | None, Result]) -> str:
        first = rows[0]
        name = self.name_outcome(first)
        each = [f"{state_value(row)}{tell_spread(row, spreads)}{_whose(row)}" for row in rows]
        joined = join_words(each)
        counted = first.statistic in RATES and first.unit != "events"  # patients, of whom each may have several events
        if first.category == "safety" and counted and not _COUNTING_TITLE.match(first.outcome):
            return f"{_graded(name, first)} occurred in {joined}"
        if "median" in first.statistic:
            lead = name if first.outcome.casefold().startswith("median") else f"median {name}"
            return f"{lead} was {joined}"
        if re.search(r"\brates?\b", name) and first.statistic in RATES:
            return f"the {name} was {joined}"
        statistic = (
            ""
            if first.statistic in (*RATES, "dose", "ratio", "range", "date", "text", "identifier", "threshold")
            else f" ({shorten(first.statistic)})"
        )
        return f"{name}{statistic}: {joined}"

    def _comparison(self, row: Result, spreads: Mapping[str | None, Result], *, named: bool) -> str:
        outcome = "" if named else f" for {self.name_outcome(row)}, {row.comparison},"
        pair = f" for {row.comparison}" if named else ""
        if row.value is None:
            return f"{row.comparison}{'' if named else f', {self.name_outcome(row)}'}: {state_p(row)}"
        return f"the {row.statistic}{outcome}{pair} was {state_value(row)}{tell_spread(row, spreads)}{_null(row)}"


def describe_slot(row: Result) -> list[str]:
    """What makes a figure unambiguous beside its population and analysis: data cut-off, censoring, assessor."""
    frame = short_frame(row, most=_LONGEST_FRAME)
    parts = (
        describe_cutoff(row),
        f"time frame: {frame}" if frame else None,
        f"censoring: {row.censoring}" if row.censoring else None,
        f"assessed by {row.assessor}" if row.assessor else None,
    )
    return [part for part in parts if part]


def short_frame(row: Result, *, most: int) -> str | None:
    """A registry's time frame where it is no longer than ``most``, and not said by the outcome's title already."""
    frame = (row.time_frame or "").rstrip(".")
    return frame if frame and len(frame) <= most and frame.casefold() not in row.outcome.casefold() else None


def split_analysis(analysis: str | None) -> list[str]:
    """The name of an analysis and what it says of itself in brackets; an empty name without one."""
    name, _, more = (analysis or "").partition(" (")
    return [name, *([more.rstrip(")")] if more else [])]


def describe_cutoff(row: Result) -> str | None:
    """The data cut-off, or that the source states none; ``None`` where an outcome needs none."""
    if row.data_cutoff:
        return f"data cutoff, {format_date(row.data_cutoff)}"
    return "data cutoff not stated" if row.category in ("efficacy", "safety") else None


def name_population(population: str | None) -> str | None:
    """An analysis set as it is named in a sentence: "safety population", "full analysis set"."""
    if population is None or population.endswith(("set", "population")):
        return population
    return f"{population} population"


def plural(name: str) -> str:
    """An outcome's name with the events that it counts in the plural."""
    return _PLURAL.sub(r"\1 \2s", name)


def join_words(words: Sequence[str]) -> str:
    """Words as a list in prose: "a", "a and b", "a, b, and c"."""
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])}, and {words[-1]}"


def _null(row: Result) -> str:
    """That the interval of a ratio includes no difference, where it does."""
    low, high = row.ci_low, row.ci_high
    if row.statistic not in RATIOS or not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return ""
    return "; the confidence interval of this ratio includes the null value (no difference)" if low <= 1 <= high else ""


def _graded(name: str, row: Result) -> str:
    """The event with its grade before it; where its name says it already, as it is."""
    if row.grade in _SUMMED_UP and name.startswith(("other", "death")):  # "serious death", "non-serious other events"
        return f"{name} ({_SUMMED_UP[row.grade]})"
    told = row.grade in (None, "any") or (row.grade == "5" and "atal" in name) or (row.grade or "") in name.split()
    return name if told else f"{GRADES.get(row.grade or '', f'grade {row.grade}')} {name}"


_SUMMED_UP = {"serious": "reported as a serious adverse event", "non-serious": "not serious"}


def _by_statistic(rows: Sequence[Result]) -> list[list[Result]]:
    found: dict[tuple[str, str | None], list[Result]] = {}
    for row in rows:
        found.setdefault((row.statistic, row.unit), []).append(row)
    return list(found.values())


def _whose(row: Result) -> str:
    if row.arm in (None, "all"):
        return " overall" if row.arm and row.category != "design" else ""
    return f" with {row.arm}"
