"""Results in words: every figure with its unit, interval, denominator, population and cut-off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ingest.records import NOT_REACHED, Result, Value
from retrieval.answers.figures import Figure
from retrieval.answers.shares import say_share
from retrieval.lower_hazards import lower_hazard
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_GRADES = {"any": "any grade", ">=3": "grade 3 or worse", "serious": "serious", "non-serious": "non-serious"}
DISPERSIONS = {
    "standard deviation": "SD",
    "standard error": "SE",
    "geometric coefficient of variation": "geometric CV",
}
"""Statistics that are told beside the estimate that they describe, with their usual short forms."""
_TITLE_LETTERS = 5  # "Kaplan-Meier" has a hyphen; shorter capitalised words are names more often than titles
_PLAIN = ("percentage", "count", "rate", "dose", "date", "text", "identifier", "ratio", "range", "threshold")
"""Statistics that a value tells by itself, or by its unit."""
_RATIOS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio", "relative risk")


def describe_figure(figure: Figure, *, terms: TermIndex) -> tuple[Sentence, ...]:
    """One sentence for each statistic of a figure and each comparison, the arms in one, each with its dispersion."""
    estimates, spreads = split_spreads(figure.rows)
    by_statistic: dict[tuple[str, str | None, str | None], list[Result]] = {}
    for row in estimates:
        by_statistic.setdefault((row.statistic, row.unit, row.comparison), []).append(row)
    return tuple(
        Sentence(
            f"{_predicate(rows, terms=terms, spreads=spreads)}{_qualifiers(rows[0])}.",
            (*rows, *(spreads[row.arm or row.comparison] for row in rows if tell_spread(row, spreads))),
        )
        for rows in by_statistic.values()
    )


def split_spreads(rows: Sequence[Result]) -> tuple[list[Result], dict[str | None, Result]]:
    """The estimates of a figure, and the dispersion of each by arm or comparison; dispersions alone are estimates."""
    spreads = {row.arm or row.comparison: row for row in rows if row.statistic in DISPERSIONS}
    return [row for row in rows if row.statistic not in DISPERSIONS] or list(rows), spreads


def tell_spread(row: Result, spreads: Mapping[str | None, Result]) -> str:
    """What stands beside an estimate, ``" (SE 0.4)"``: how far single values lie from it, or how sure it is."""
    spread = spreads.get(row.arm or row.comparison)
    if spread is None or spread is row or row.statistic in ("percentage", "count", *_RATIOS):
        return ""
    return f" ({DISPERSIONS[spread.statistic]} {_printed(spread.value)})"


def describe_disagreement(row: Result) -> Sentence:
    """What another source than the leading one reports for the same slot."""
    whose = f"with {row.arm}" if row.arm and row.arm != "all" else f"for {row.comparison}" if row.comparison else ""
    slot = " ".join(part for part in (row.statistic, "of", in_sentence(row.outcome), whose) if part)
    return Sentence(f"Another source gives the {slot} as {format_value(row)}{_qualifiers(row)}.", (row,))


def describe_assessment(rows: Sequence[Result]) -> Sentence:
    """How the outcome of a figure was assessed, and in which analysis."""
    first = rows[0]
    named = in_sentence(first.outcome)
    where = _qualifiers(replace(first, assessor=None))
    return Sentence(f"{named[0].upper()}{named[1:]} was assessed by {first.assessor}{where}.", tuple(rows))


def describe_hazard_reduction(row: Result) -> Sentence | None:
    """The lower hazard that a hazard ratio below 1 stands for; never a lower absolute risk."""
    lower = format_lower_hazard(row)
    if lower is None:
        return None
    text = f"A hazard ratio of {row.value} is a {lower} for {in_sentence(row.outcome)}"
    return Sentence(f"{text} ({row.comparison}), not an absolute risk reduction{_qualifiers(row)}.", (row,))


def describe_interval(row: Result, *, noted: bool = False) -> Sentence | None:
    """Whether the interval of a ratio includes no effect, and what kind of test its p-value belongs to.

    Args:
        noted: Whether a source notes how the effect was tested, which is told beside it.
    """
    if row.statistic not in _RATIOS or row.ci_low is None or row.ci_high is None:
        return None
    if not isinstance(row.ci_low, Decimal) or not isinstance(row.ci_high, Decimal):
        return None
    crosses = row.ci_low <= 1 <= row.ci_high
    verb = "includes" if crosses else "excludes"
    text = f"The confidence interval of this {row.statistic} {verb} the null value (no difference)"
    tests = {"tested": "it was formally tested", "nominal": "the p-value is nominal, not a formal test"}
    untold = "whether its p-value is of a formal test is not said" if row.p_value is not None else _UNTESTED
    test = tests.get(row.p_tested or "", "how it was tested is noted with it" if noted else untold)
    where = f" ({in_sentence(row.outcome)}, {row.comparison}{f', {row.analysis}' if row.analysis else ''})"
    return Sentence(f"{text}; {test}{where}.", (row,))


_UNTESTED = "no formal test is recorded for it"


def format_value(row: Result) -> str:
    """The value as printed, with unit, interval and n/N: ``"136 of 177 patients (77%)"``."""
    if row.value is None:
        return format_p(row)
    value = _printed(row.value)
    if value == "NA":
        return value  # not available: in no unit, and of nobody
    if row.statistic == "percentage":
        return _percentage(row, value)
    if row.statistic == "range" and row.interval_kind:
        return f"{print_bound(row.ci_low)} to {print_bound(row.ci_high)}{f' {row.unit}' if row.unit else ''}"
    unit = print_unit(row)
    counted = row.statistic == "count" and row.N and row.n != row.N and row.unit != "events"
    of_all = f" of {row.N}" if counted else ""  # a patient can have several events
    p = f"; {format_p(row)}" if row.p_value is not None else ""
    return f"{value}{of_all}{unit}{_interval(row)}{p}"


def format_plain(row: Result) -> str:
    """The value with its unit alone: ``"77%"``, ``"35.7 months"``; the p-value where that is the result."""
    if row.value is None:
        return format_p(row)
    if row.statistic == "range":
        return format_value(row)
    return f"{_printed(row.value)}{print_unit(row)}"


def print_unit(row: Result) -> str:
    """The unit as it follows the value: ``" months"``, ``"%"``, ``" event"`` of a single one; empty without one."""
    if not row.unit or row.value == NOT_REACHED:
        return ""
    single = row.unit == "events" and row.value == 1
    return "%" if row.unit == "%" else f" {row.unit.removesuffix('s') if single else row.unit}"


def format_interval(row: Result) -> str | None:
    """The interval with its level: ``"95.4% CI 0.42–0.79"``; ``None`` where none is reported."""
    return _interval(row, parenthesis=False).removeprefix("; ") or None


def format_patients(row: Result) -> str | None:
    """Those with the event among those analysed, with the percentage; ``None`` where they are not reported."""
    if row.n is None or row.N is None:
        return None
    share = f" ({_printed(row.value)}%)" if row.statistic == "percentage" else ""
    return f"{row.n} of {row.N} patients{share}"


def format_lower_hazard(row: Result) -> str | None:
    """By how much the hazard is lower for a hazard ratio below 1: ``"47% lower hazard"``; ``None`` for all else."""
    lower = lower_hazard(row)
    return None if lower is None else f"{lower}% lower hazard"


def format_p(row: Result) -> str:
    """The p-value with its sides and what kind of test it belongs to."""
    kind = "nominal " if row.p_tested == "nominal" else ""
    sides = f"{row.p_sides} " if row.p_sides not in (None, "not stated") else ""
    unstated = " (sides not stated)" if row.p_sides == "not stated" else ""
    tested = " (formally tested)" if row.p_tested == "tested" else ""
    return f"{kind}{sides}p {row.p_comparator} {_printed(row.p_value)}{unstated}{tested}"


def format_date(day: date) -> str:
    """A date in words, the same in every locale: ``"7 February 2020"``."""
    months = "January February March April May June July August September October November December".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def describe_setting(row: Result) -> str:
    """What makes the figure unambiguous: population, subgroup, analysis, cut-off, censoring, assessor."""
    parts = [
        _population(row.population),
        f"subgroup: {show_bounds(row.subgroup)}" if row.subgroup else None,
        f"time frame: {row.time_frame.rstrip('.')}" if row.time_frame else None,
        row.analysis,
        f"data cut-off {format_date(row.data_cutoff)}" if row.data_cutoff else None,
        f"censoring: {row.censoring}" if row.censoring else None,
        f"assessed by {row.assessor}" if row.assessor else None,
    ]
    return "; ".join(part for part in parts if part)


def show_bounds(text: str) -> str:
    """A name as it is printed: ``"age ≥70 years"``, where tables and questions have ``>=``."""
    return text.replace(">=", "≥").replace("<=", "≤")


def with_arm(row: Result) -> str:
    """Whose value it is; what was designed for all needs no "overall"."""
    if row.arm in (None, "all"):
        return " overall" if row.arm and row.category != "design" else ""
    return f" with {row.arm}"


def grade_words(grade: str | None) -> str:
    """A grade as it stands after an event: ``", grade 3 or worse"``; nothing without one."""
    return f", {_GRADES.get(grade, f'grade {grade}')}" if grade else ""


def in_sentence(outcome: str) -> str:
    """An outcome inside a sentence: its first letter small, unless the word is an abbreviation or a name.

    A title whose later words are capitalised too ("Invasive Disease Free Survival") stands as it was posted.
    """
    first, *rest = outcome.split() or [""]
    titled = any(len(word) >= _TITLE_LETTERS and word[0].isupper() and word[1:].islower() for word in rest)
    small = first[1:].islower() or ("-" in first and first[1:2].islower())
    return outcome[:1].lower() + outcome[1:] if small and not titled else outcome


def print_bound(value: Value | None) -> str:
    """A bound of an interval; a one-sided interval has one alone."""
    return "not given" if value is None else _printed(value)


def _printed(value: Value | None) -> str:
    """A value as its source prints it: no exponent, all decimals, a date in words."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return format_date(value) if isinstance(value, date) else str(value)


def _predicate(rows: Sequence[Result], *, terms: TermIndex, spreads: Mapping[str | None, Result]) -> str:
    first = rows[0]
    named = _named(first, terms=terms)
    if first.value is None:
        return f"For {named}, {first.comparison or first.arm}: {format_p(first)}"
    if first.comparison and first.statistic in (*_RATIOS, "hazard reduction"):
        tests = " and ".join(dict.fromkeys(map(format_value, rows)))  # of non-inferiority, then of superiority
        return f"The {first.statistic} for {named}, {first.comparison}, was {tests}"
    each = " and ".join(f"{format_value(row)}{tell_spread(row, spreads)}{with_arm(row)}" for row in rows)
    if "median" in first.statistic and not first.comparison:
        median = named if first.outcome.startswith("Median") else f"median {named}"
        return f"{median[0].upper()}{median[1:]} was {each}"
    words = _SEVERAL_GRADES.sub(" ", first.outcome).casefold().split()  # "Grade 3 or 4 Events" says of none which
    said = first.outcome.startswith("Fatal") or (first.grade or "").casefold() in words
    said = said or _GRADED.search(first.item or "") is not None
    grade = f", {_grade(first.grade)}" if first.grade and not said else ""
    statistic = "" if first.statistic in _PLAIN else f", {first.statistic}"
    compared = f" ({first.comparison})" if first.comparison else ""
    return f"{named[0].upper()}{named[1:]}{grade}{statistic}{compared}: {each}"


_SEVERAL_GRADES = re.compile(r"\bgrades?\s?\d\s?(?:or|and|to|/|-|\u2013)\s?\d\b", re.IGNORECASE)
_GRADED = re.compile(r"\bgrades?\s?(?:[<>\u2264\u2265]=?\s?)?\d", re.IGNORECASE)
"""In the name of a row that tells its grade itself: "Nail toxicity: Grade 3 or higher"."""


def _named(row: Result, *, terms: TermIndex) -> str:
    term = terms.term(row.outcome, kind="outcome", trial=row.trial)
    short = term.abbreviation if term else None
    named = f"{in_sentence(row.outcome)} ({short})" if short and short not in row.outcome else in_sentence(row.outcome)
    named += " at baseline" if row.category == "baseline" and _is_measured_later(row, terms=terms) else ""
    return f"{named} – {row.item}" if row.item else named


def _is_measured_later(row: Result, *, terms: TermIndex) -> bool:
    """Whether the title of a baseline characteristic is also what another outcome of the trial is called."""
    found = terms.find(row.outcome, trial=row.trial, kinds={"outcome"}, typos=False)
    own = {m.term.name: m.term.category for m in found if m.term.trial == row.trial and m.text == row.outcome}
    return any(name != row.outcome and category != "baseline" for name, category in own.items())


def _population(population: str | None) -> str | None:
    """An analysis set as it is named in a sentence: "safety population", "full analysis set"."""
    if population is None or population.endswith(("set", "population")):
        return population
    return f"{population} population"


def _grade(grade: str) -> str:
    return _GRADES.get(grade) or (f"grades {grade.replace('-', ' to ')}" if "-" in grade else f"grade {grade}")


def _percentage(row: Result, value: str) -> str:
    if row.n is not None and row.N is not None:
        return f"{row.n} of {row.N} patients ({value}%{_interval(row, parenthesis=False)})"
    return f"{value}%{say_share(row)}{_interval(row)}"


def _interval(row: Result, *, parenthesis: bool = True) -> str:
    if row.interval_kind is None:
        return ""
    level = f"{_printed(row.ci_level)}% " if row.ci_level is not None else ""
    text = f"{level}{row.interval_kind} {print_bound(row.ci_low)}–{print_bound(row.ci_high)}"
    return f" ({text})" if parenthesis else f"; {text}"


def _qualifiers(row: Result) -> str:
    text = describe_setting(row)
    return f" — {text}" if text else ""
