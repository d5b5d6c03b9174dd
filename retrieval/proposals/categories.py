"""What an outcome's name says of it: its category, and which figures are told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.records import Category, Result
from ingest.table import ResultsTable
from ingest.vocabulary import Term

_SAFETY = re.compile(
    r"adverse|event|toxicit|reaction|infection|bleed|haemorrhag|hemorrhag|nausea|vomit|diarrh|pain at|pyrexia"
    r"|fever|rash"
    r"|fatigue|headache|neutropeni|an[a]?emia|thrombocytopeni|discontinu|safety|side effect|hypotension|complication",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"\bat baseline\b|\bbaseline\b|\bage\b|\bsex\b|body mass index|\bfemale|\bmale", re.IGNORECASE)
_DISPOSITION = re.compile(r"randomi[sz]ed|enrolled|analysis set|completed the|screened|withdr", re.IGNORECASE)
_TIME_TO_EVENT = re.compile(
    r"survival|\btime to\b|duration of response|\bduration of (?:remission"
    r"|benefit)\b",
    re.IGNORECASE,
)
_FIGURES: dict[str, tuple[tuple[str, str | None], ...]] = {
    "safety": (
        ("percentage", "%"),
        ("count", "patients"),
        ("rate", "events per 100 patient-years"),
        ("rate ratio", None),
    ),
    "efficacy": (
        ("percentage", "%"),
        ("count", "patients"),
        ("median", "months"),
        ("median", "days"),
        ("mean", None),
        ("mean", "%"),
        ("difference", None),
        ("difference", "percentage points"),
        ("hazard ratio", None),
        ("odds ratio", None),
        ("risk ratio", None),
        ("rate ratio", None),
        ("p-value", None),
    ),
    "time to event": (
        ("Kaplan-Meier median", "months"),
        ("Kaplan-Meier median", "years"),
        ("hazard ratio", None),
        ("percentage", "%"),
        ("count", "patients"),
        ("count", "deaths"),
        ("p-value", None),
    ),
    "baseline": (
        ("percentage", "%"),
        ("count", "patients"),
        ("median", "years"),
        ("mean", "years"),
        ("median", "lines"),
    ),
    "disposition": (("count", "patients"), ("percentage", "%")),
}
"""Which figures, each with its unit, outcomes of a category are told in."""


def guess_category(name: str) -> Category:
    """Return the category that the words of an outcome's name speak for; efficacy where none does."""
    for pattern, category in ((_SAFETY, "safety"), (_BASELINE, "baseline"), (_DISPOSITION, "disposition")):
        if pattern.search(name):
            return category  # type: ignore[return-value]  # the three above
    return "efficacy"


def is_time_to_event(outcome: str) -> bool:
    """Whether the median of an outcome is one of times to an event, estimated with the Kaplan-Meier method."""
    return _TIME_TO_EVENT.search(outcome) is not None


def expect_figures(outcomes: Iterable[Term], *, arms: Sequence[Term], trial: str) -> ResultsTable:
    """Return a table without a value: which kinds of figures each outcome may have, in each arm.

    The number checks bind a number to an outcome that has such figures in the table, and read the trial's arms there.
    Where nothing is held of a trial yet, this stands for what could be.
    """
    rows = [
        Result(f"expected:arm{place}", trial, "expected", "design", f"Arm {place:02}", "text", arm=arm.name)
        for place, arm in enumerate(arms)
    ]  # the reader takes the arms in the order of the table, which is that of categories and outcomes
    for term in outcomes:
        for statistic, unit in _kinds(term):
            key = f"expected:{len(rows)}"
            rows.append(Result(key, trial, "expected", _category(term), term.name, statistic, unit=unit))
    return ResultsTable(rows)


def _category(term: Term) -> Category:
    return term.category or guess_category(term.name)  # type: ignore[return-value]  # the vocabulary's own categories


def _kinds(term: Term) -> tuple[tuple[str, str | None], ...]:
    category = _category(term)
    return _FIGURES["time to event" if is_time_to_event(term.name) else category]
