"""What the value of a row is, and in which unit."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.proposals.categories import is_time_to_event
from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene

RATIOS = {cues.HAZARD: "hazard ratio", cues.ODDS: "odds ratio", cues.RISK: "risk ratio", cues.RATE: "rate ratio"}
COMPARING = (*RATIOS.values(), "difference", "p-value")
"""Statistics of a comparison, as rows name them."""
_UNIT = re.compile(
    r"\)?\s?(?P<unit>kg/m2|kg|mg/d[Ll]|mg/L|g/d[Ll]|g/L|mmol/L|mmol/mol|µmol/L|[np]g/m[Ll]|I?U/m?L|mm ?Hg"
    r"|mL/min(?:/1\.73 ?m2)?"
    r"|mL|cm|mm|L|points?|letters?|steps?|hours|minutes|seconds|days|weeks|months|years)(?![\w/])"
)
_PEOPLE = re.compile(
    r"\s(?:(?P<deaths>deaths?)|(?P<events>events?|cases?|episodes?)|(?P<patients>patients?"
    r"|participants?))\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\b(?:chang|decreas|increas|reduc|improv|declin)", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:annuali[sz]ed|event|exacerbation|incidence|relapse|bleeding|attack) rates?\b|\brates? of\b|\bincidence of\b",
    re.IGNORECASE,
)
_MEANS = (("least-squares mean", r"\b(?:least[- ]squares?|LS)\s+means?\b"), ("geometric mean", r"\bgeometric mean\b"))
_SCHEDULE = re.compile(r"\b(?:for|over|within|during|every|after|to|by|at|of|through)\s(?:the first )?$", re.IGNORECASE)


def name_statistic(draft: Draft, parts: dict[Role, Number], scene: Scene, earlier: list[Draft]) -> bool:
    """Fill statistic, value and unit; ``False`` where the number is none that a row can be made of."""
    slot, number, cells = draft.slot, draft.number, draft.cells
    unit, words = _unit(draft, scene), _words_before(draft, scene, earlier)
    if number is parts.get(Role.P):
        cells |= {"statistic": "p-value", "value": None, "unit": None}
        return True
    statistics = set(slot.statistics) or _carried(draft, unit, earlier)
    if not statistics and unit != "%" and Role.COUNT not in parts:
        statistics = {cues.last_statistic(words) or ""} & {cues.MEAN, cues.MEDIAN}
    if unit == "percentage points":
        statistics.add(cues.DIFFERENCE)
    ratio = next((name for family, name in RATIOS.items() if family in statistics), None)
    if ratio:
        name, unit = ratio, None
    elif cues.DIFFERENCE in statistics:
        name = "difference"
    elif cues.MEDIAN in statistics or number.form == "not reached":
        name = "Kaplan-Meier median" if is_time_to_event(str(cells["outcome"])) else "median"
    elif cues.MEAN in statistics or (unit == "%" and Role.COUNT not in parts and _tells_mean(words, cells)):
        name = next((mean for mean, pattern in _MEANS if re.search(pattern, words, re.IGNORECASE)), "mean")
    elif unit == "%":
        landmark = slot.time is not None and is_time_to_event(str(cells["outcome"]))
        name = "Kaplan-Meier estimate" if landmark else "percentage"
    elif unit and "patient-years" in unit:
        name = "rate"
    else:
        return _name_plain(draft, parts, unit=unit, words=words, earlier=earlier, scene=scene)
    if unit in TIMES and not statistics and _SCHEDULE.search(words):
        return False
    cells |= {"statistic": name, "value": number.value, "unit": unit}
    return True


def _name_plain(  # noqa: PLR0913  # each is a place where the statistic may be told
    draft: Draft, parts: dict[Role, Number], *, unit: str | None, words: str, earlier: list[Draft], scene: Scene
) -> bool:
    """A number whose statistic no word beside it names: a count, a rate, a change."""
    number, cells, category = draft.number, draft.cells, draft.cells["category"]
    whole = number.decimals == 0 and Role.LOW not in parts and number.comparator in (None, "~")
    people = _PEOPLE.match(scene.reading.text, number.end) if unit is None and whole else None
    if people:
        unit = str(people.lastgroup)
    if _RATE.search(words) and not whole:
        name = "rate"
    elif unit in ("patients", "events", "deaths"):
        name = "count"
    elif whole and unit is None and (category in ("safety", "disposition") or _after_count(draft, earlier)):
        name, unit = "count", "patients"
    elif unit in TIMES and is_time_to_event(str(cells["outcome"])) and not _SCHEDULE.search(words):
        name = "Kaplan-Meier median"
    elif (
        number.form == "digits"
        and not (unit in TIMES and _SCHEDULE.search(words))
        and _is_told_as_change(draft, words, unit)
    ):
        name = "mean"
        draft.uncertain.append("statistic: the text says change, and not of what kind")
    elif Role.LOW in parts and number.form == "digits":
        name = "mean"
        draft.uncertain.append("statistic: not named")
    else:
        return False
    cells |= {"statistic": name, "value": number.value, "unit": unit}
    return True


def _is_told_as_change(draft: Draft, words: str, unit: str | None) -> bool:
    return bool(_CHANGE.search(words) and (draft.number.decimals or unit))


def _after_count(draft: Draft, earlier: list[Draft]) -> bool:
    """ "9 participants in the vaccine group and 52 in the placebo group": the second counts participants too."""
    last = earlier[-1] if earlier else None
    return (
        last is not None
        and last.slot.sentence == draft.slot.sentence
        and last.cells["statistic"] == "count"
        and last.cells["outcome"] == draft.cells["outcome"]
        and draft.slot.arm is not None
    )


def _carried(draft: Draft, unit: str | None, earlier: list[Draft]) -> set[str]:
    """ "Median PFS was not reached in A compared with 19.15 months in B": the second is a median as well."""
    last = earlier[-1] if earlier else None
    if last is None or last.slot.sentence != draft.slot.sentence or draft.cells["outcome"] != last.cells["outcome"]:
        return set()
    family = cues.family(str(last.cells["statistic"]), None)
    same = unit == last.cells.get("unit") or last.cells.get("unit") is None or unit is None
    counts = {Role.COUNT, Role.TOTAL} & {part.role for part in draft.slot.expression.parts}
    if family == cues.DIFFERENCE and same and _and_with(draft, last):
        return {family}
    return {family} if family in (cues.MEDIAN, cues.MEAN) and same and not counts and draft.slot.arm else set()


def _and_with(draft: Draft, last: Draft) -> bool:
    """Whether a second difference of one sentence is told with an interval, as the first was."""
    roles = {part.role for part in draft.slot.expression.parts}
    return Role.LOW in roles and "ci_low" in last.cells


def _tells_mean(words: str, cells: dict[str, object]) -> bool:
    return re.search(r"\bmeans?\b|\baverage\b", words, re.IGNORECASE) is not None and cells["category"] != "safety"


def _words_before(draft: Draft, scene: Scene, earlier: list[Draft]) -> str:
    """The sentence up to the number, without what stands in brackets of its own or tells the design."""
    start = scene.reading.sentences[draft.slot.sentence].start
    start = max(
        [start, *(other.end for other in earlier if other.cells["category"] == "design" and other.end <= draft.start)]
    )
    return re.sub(r"\([^()]*\)", "", scene.reading.text[start : draft.number.start])


def _unit(draft: Draft, scene: Scene) -> str | None:
    """The unit beside the number, or behind the bracket that follows it."""
    unit = draft.slot.unit or draft.number.unit
    if unit is None:
        after = _UNIT.match(scene.reading.text, draft.slot.expression.end)
        return after["unit"] if after else None
    return unit
