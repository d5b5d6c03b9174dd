"""Every posted value of a registry record's results, found by walking its JSON: it knows nothing of the readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_ROOT = "/resultsSection"
_SLOTS = ("value", "spread", "lowerLimit", "upperLimit")
_OF_ANALYSES = ("paramValue", "pValue", "ciPctValue", "ciLowerLimit", "ciUpperLimit", "dispersionValue")
_TOTALS = ("deaths", "serious", "other")


@dataclass(frozen=True, slots=True)
class Posted:
    """One value as it is posted.

    Attributes:
        pointer: JSON pointer to the object that holds it.
        name: Its key there.
        text: The value.
        group: Title of its group; ``None`` where it has none, as in an analysis.
        unit: Unit of its measure.
        denominators: What was posted as analysed, or at risk, for it: of its class, else its measure, else its module.
    """

    pointer: str
    name: str
    text: str
    group: str | None = None
    unit: str | None = None
    denominators: tuple[str, ...] = field(default=())


def walk(record: Mapping[str, Any]) -> Iterator[Posted]:
    """Yield every posted value of a record's results."""
    results = record.get("resultsSection") or {}
    yield from _walk_flow(results.get("participantFlowModule") or {})
    baseline = results.get("baselineCharacteristicsModule") or {}
    titles = _titles(baseline.get("groups"))
    for number, measure in enumerate(baseline.get("measures") or ()):
        pointer = f"{_ROOT}/baselineCharacteristicsModule/measures/{number}"
        yield from _walk_measure(measure, pointer, titles=titles, around=baseline.get("denoms") or ())
    pointer = f"{_ROOT}/baselineCharacteristicsModule/denoms"
    yield from _walk_denominators(baseline.get("denoms"), pointer, titles=titles)
    outcomes = results.get("outcomeMeasuresModule") or {}
    for number, measure in enumerate(outcomes.get("outcomeMeasures") or ()):
        pointer = f"{_ROOT}/outcomeMeasuresModule/outcomeMeasures/{number}"
        yield from _walk_measure(measure, pointer, titles=_titles(measure.get("groups")), around=())
        for place, analysis in enumerate(measure.get("analyses") or ()):
            for name in _OF_ANALYSES:
                if _is_posted(analysis.get(name)):
                    yield Posted(f"{pointer}/analyses/{place}", name, str(analysis[name]))
    yield from _walk_events(results.get("adverseEventsModule") or {})


def _walk_measure(
    measure: Mapping[str, Any], pointer: str, *, titles: Mapping[str, str], around: Sequence[Any]
) -> Iterator[Posted]:
    unit, own = measure.get("unitOfMeasure"), measure.get("denoms") or ()
    kind = str(measure.get("dispersionType")).casefold()  # a coefficient of variation is not in the measure's unit
    for c, block in enumerate(measure.get("classes") or ()):
        for k, row in enumerate(block.get("categories") or ()):
            for m, entry in enumerate(row.get("measurements") or ()):
                group = entry.get("groupId") or ""
                counts = next(filter(None, (_counts(each, group) for each in (block.get("denoms"), own, around))), ())
                where = f"{pointer}/classes/{c}/categories/{k}/measurements/{m}"
                for name in _SLOTS:
                    if _is_posted(entry.get(name)):
                        own_unit = unit if name != "spread" or "coefficient" not in kind else None
                        yield Posted(where, name, str(entry[name]), titles.get(group, group), own_unit, counts)
        yield from _walk_denominators(block.get("denoms"), f"{pointer}/classes/{c}/denoms", titles=titles)
    yield from _walk_denominators(own, f"{pointer}/denoms", titles=titles)


def _walk_denominators(denoms: Any, pointer: str, *, titles: Mapping[str, str]) -> Iterator[Posted]:
    for d, denominator in enumerate(denoms or ()):
        for n, count in enumerate(denominator.get("counts") or ()):
            if _is_posted(count.get("value")):
                group = count.get("groupId") or ""
                units = denominator.get("units")
                yield Posted(f"{pointer}/{d}/counts/{n}", "denominator", str(count["value"]), titles.get(group), units)


def _walk_flow(module: Mapping[str, Any]) -> Iterator[Posted]:
    titles = _titles(module.get("groups"))
    for p, period in enumerate(module.get("periods") or ()):
        for rows, entries in (("milestones", "achievements"), ("dropWithdraws", "reasons")):
            for r, row in enumerate(period.get(rows) or ()):
                for e, entry in enumerate(row.get(entries) or ()):
                    for name in ("numSubjects", "numUnits"):
                        if _is_posted(entry.get(name)):
                            pointer = f"{_ROOT}/participantFlowModule/periods/{p}/{rows}/{r}/{entries}/{e}"
                            group = entry.get("groupId") or ""
                            yield Posted(pointer, name, str(entry[name]), titles.get(group, group))


def _walk_events(module: Mapping[str, Any]) -> Iterator[Posted]:
    titles = _titles(module.get("eventGroups"))
    for g, group in enumerate(module.get("eventGroups") or ()):
        for name in _TOTALS:
            yield from _walk_counts(
                group, f"{_ROOT}/adverseEventsModule/eventGroups/{g}", group.get("title"), name, "NumAffected"
            )
    for kind in ("seriousEvents", "otherEvents"):
        for e, event in enumerate(module.get(kind) or ()):
            for s, stats in enumerate(event.get("stats") or ()):
                pointer = f"{_ROOT}/adverseEventsModule/{kind}/{e}/stats/{s}"
                title = titles.get(stats.get("groupId") or "", stats.get("groupId"))
                yield from _walk_counts(stats, pointer, title, "", "numAffected")
                if _is_posted(stats.get("numEvents")):
                    yield Posted(pointer, "numEvents", str(stats["numEvents"]), title, "events")


def _walk_counts(
    stats: Mapping[str, Any], pointer: str, title: str | None, kind: str, affected: str
) -> Iterator[Posted]:
    at_risk = stats.get(f"{kind}NumAtRisk" if kind else "numAtRisk")
    counts = (str(at_risk),) if _is_posted(at_risk) else ()
    if _is_posted(stats.get(f"{kind}{affected}")):
        yield Posted(pointer, f"{kind}{affected}", str(stats[f"{kind}{affected}"]), title, None, counts)
    elif counts:
        yield Posted(pointer, "denominator", counts[0], title)


def _titles(groups: Any) -> dict[str, str]:
    return {group.get("id") or "": group.get("title") or "" for group in groups or ()}


def _counts(denoms: Any, group: str) -> tuple[str, ...]:
    found = (count for each in denoms or () for count in each.get("counts") or () if count.get("groupId") == group)
    return tuple(str(count["value"]) for count in found if _is_posted(count.get("value")))


def _is_posted(value: Any) -> bool:
    return value is not None and str(value).strip() != ""
