"""Safety: four figures that sum it up, and the adverse events by arm, each grade apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.records import Result
from retrieval.overview.rates import choose_rates, pair, rate_rows
from retrieval.overview.records import EventTable, Rates, Report, Tile
from retrieval.overview.reports import by_endpoint, lead
from retrieval.overview.view import View
from retrieval.questions.relations import consequences

_OVERALL = re.compile(
    r"^(?:any |all |patients? with |participants? with |at least one |number of \w+ with )*"
    r"(?:fatal |serious |severe )?(?:treatment[- ](?:emergent|related) )?(?:fatal |serious )?"
    r"(?:adverse (?:event|reaction)s?|teaes?|saes?|deaths?|all-cause mortality)\b",
    re.IGNORECASE,
)
"""An outcome that sums up events; what follows says whether it is of all of them."""
_FATAL = re.compile(r"\bfatal|\bdeaths?\b|\bmortality\b", re.IGNORECASE)
_DISCONTINUED = re.compile(r"\b(?:leading|led) to (?:permanent |treatment |study drug )*(?:discontinuation|withdrawal)")
_KINDS = ("serious", "non-serious")  # of which "death" is a term like others, not a total
_ALL_CAUSE = "All-cause mortality"
_SUMMARY = re.compile(
    r"treatment-emergent|treatment-related|adverse (?:event|reaction)|\bdue to\b|\bleading to\b|mortality|^deaths?$",
    re.IGNORECASE,
)
"""Outcomes that sum up events or tell what followed from one: none is a single event."""
_LABORATORY = re.compile(r"\blaborator", re.IGNORECASE)
_GRADES = {"any": "Any grade", ">=3": "Grade 3 or worse", "serious": "Serious", "non-serious": "Other, not serious"}
TILES = ("Grade 3 or worse", "Serious", "Leading to discontinuation", "Fatal")


def list_tiles(reports: Sequence[Report], view: View) -> tuple[Tile, ...]:
    """Return the four figures that sum up safety, whether they are held or not."""
    overall = [r for r in reports if _is_overall(r.first) and not r.first.subgroup and rate_rows(r)]
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for report in overall:
        if name := _name_tile(report.first):
            found[name].append(report)
    return tuple(_make_tile(name, found[name], view) for name in TILES)


def list_events(reports: Sequence[Report], view: View) -> tuple[EventTable, ...]:
    """Return single adverse events by grade, then laboratory values by grade; the two usual grades are always there."""
    single = [r for r in reports if r.first.category == "safety" and not r.first.subgroup and rate_rows(r)]
    tables: dict[str, list[Rates]] = {"Any grade": [], "Grade 3 or worse": []}
    for (outcome, _, _, grade, *_), same in by_endpoint(single, terms=view.terms).items():
        if _SUMMARY.search(outcome or "") or grade not in _GRADES:
            continue
        name = _GRADES[grade]
        if _LABORATORY.search(outcome or ""):
            name = f"Laboratory, {name[0].lower()}{name[1:]}"
        tables.setdefault(name, []).extend(choose_rates(same, view))
    order = sorted(tables, key=lambda name: (name.startswith("Laboratory"), list(tables).index(name)))
    return tuple(EventTable(name, tuple(sorted(tables[name], key=lambda r: (-r.largest, r.outcome)))) for name in order)


def choose_events(table: EventTable, *, words: str = "", order: str = "frequency") -> tuple[Rates, ...]:
    """Return the events whose name holds all ``words``, by ``"frequency"``, ``"difference"`` or ``"name"``."""
    asked = words.casefold().split()
    kept = [row for row in table.rows if all(word in row.outcome.casefold() for word in asked)]
    if order == "difference":
        kept.sort(key=lambda row: -abs(row.difference.points) if row.difference else 1)
    elif order == "name":
        kept.sort(key=lambda row: row.outcome.casefold())
    return tuple(kept)


def _is_overall(row: Result) -> bool:
    """Whether an outcome counts patients with any adverse event, or with any that led to the end of treatment."""
    if row.category != "safety" or not _OVERALL.match(row.outcome):
        return False
    if row.grade in _KINDS and row.outcome.casefold().startswith("death"):
        return False
    said = consequences(row.outcome)
    return not said or bool(_DISCONTINUED.search(row.outcome) or _FATAL.search(row.outcome))


def _name_tile(row: Result) -> str | None:
    if _DISCONTINUED.search(row.outcome):
        return "Leading to discontinuation"
    if row.grade == "5" or _FATAL.search(row.outcome):
        return "Fatal"
    return {">=3": "Grade 3 or worse", "serious": "Serious"}.get(row.grade or "")


def _make_tile(name: str, reports: Sequence[Report], view: View) -> Tile:
    """The leading figure at the cut-off asked for, else at the latest, and the leading one at each other cut-off."""
    exact = [report for report in reports if report.first.outcome != _ALL_CAUSE] or list(reports)
    by_day: defaultdict[object, list[Report]] = defaultdict(list)
    for report in exact:
        by_day[report.first.data_cutoff].append(report)
    leading = [rates[0] for same in by_day.values() if (rates := pair(_leading_grade(same, view), view))]
    leading.sort(key=lambda rates: str(rates.first.data_cutoff or ""), reverse=True)
    shown = [r for r in leading if view.cutoff is None or r.first.data_cutoff == view.cutoff.day]
    head = shown[0] if shown else None
    return Tile(name, head, tuple(rates for rates in leading if rates is not head))


def _leading_grade(reports: Sequence[Report], view: View) -> list[Report]:
    """Of figures under several titles, those of the title that leads: events of any grade go before a part of them."""
    whole = [r for r in reports if r.first.grade is None or "-" not in r.first.grade] or list(reports)
    kept = lead(whole, main=lambda report: next(iter(rate_rows(report)), None), sources=view.sources)
    return list(kept[:1])
