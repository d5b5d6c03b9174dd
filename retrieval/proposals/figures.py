"""The numbers beside an estimate: its interval, its p-value, n and N, and its spread."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene

_SPREADS = (
    ("standard deviation", re.compile(r"\bSDs?\b|[Ss]tandard deviations?|±")),
    ("standard error", re.compile(r"\bSEM?s?\b|[Ss]tandard errors?")),
)
_OF_THE_ESTIMATE = (
    "statistic", "value", "unit", "interval_kind", "ci_low", "ci_high", "ci_level", "n", "N", "p_comparator", "p_value",
    "p_sides", "p_tested",
)  # fmt: skip
_SIGNS = {"<=": "<", ">=": ">", "~": "=", None: "="}


def add_interval(draft: Draft, parts: dict[Role, Number], scene: Scene) -> None:
    """Fill the bounds, their kind, and of a confidence interval the level."""
    low, high, level = parts.get(Role.LOW), parts.get(Role.HIGH), parts.get(Role.LEVEL)
    if low is None or high is None:
        return
    kind = draft.slot.expression.interval
    kind = "CI" if kind in (None, "plain") else kind
    draft.cells |= {"interval_kind": kind, "ci_low": low.value, "ci_high": high.value}
    if kind != "CI":
        return
    stated = level.value if level else _level_before(draft, scene)
    draft.cells["ci_level"] = stated
    if level is None:
        told = f"{stated} is that of the interval before" if stated is not None else "not told"
        draft.uncertain.append(f"confidence level: {told}")


def _level_before(draft: Draft, scene: Scene) -> Decimal | None:
    """The level of the last interval before this one in the paragraph that tells its own."""
    paragraph = scene.reading.sentences[draft.slot.sentence].paragraph
    levels = [
        part.number.value
        for slot in scene.reading.slots
        for part in slot.expression.parts
        if part.role is Role.LEVEL
        and part.number.start < draft.start
        and scene.reading.sentences[slot.sentence].paragraph == paragraph
    ]
    return levels[-1] if levels and isinstance(levels[-1], Decimal) else None


def add_p(draft: Draft, number: Number | None) -> None:
    """Fill the p-value with its comparator and its sides."""
    if number is None or not isinstance(number.value, Decimal):
        return
    draft.cells |= {
        "p_comparator": _SIGNS.get(number.comparator, number.comparator),
        "p_value": number.value,
        "p_sides": draft.slot.sides or "not stated",
        "p_tested": "unknown",
    }


def add_counts(draft: Draft, parts: dict[Role, Number], earlier: list[Draft]) -> None:
    """Fill n and N; an N that is not told beside them is looked for in the rows before."""
    count, total = parts.get(Role.COUNT), parts.get(Role.TOTAL)
    if total is draft.number:
        return
    if count is not None and count is not draft.number:
        draft.cells["n"] = _whole(count)
    if total is not None:
        draft.cells["N"] = _whole(total)
    n = draft.cells.get("n")
    if n is None or total is not None or draft.cells["statistic"] != "percentage":
        return
    size = _find_size(draft, int(str(n)), earlier)
    if size is not None:
        draft.cells["N"] = size
        draft.uncertain.append(f"N: {size} is told of the arm elsewhere")


def _find_size(draft: Draft, n: int, earlier: list[Draft]) -> int | None:
    """The number of patients that was last told of the same arm, where it gives the percentage that is printed."""
    for other in reversed(earlier):
        if other.cells.get("arm") != draft.cells.get("arm"):
            continue
        size = other.cells.get("N") or (other.cells.get("value") if other.cells["statistic"] == "count" else None)
        stated = draft.number.value
        if size is None or not isinstance(stated, Decimal) or int(str(size)) < max(n, 1):
            continue
        exact, places = Decimal(n * 100) / Decimal(int(str(size))), draft.number.decimals or 0
        if (exact - stated).copy_abs() * 2 <= Decimal(1).scaleb(-places):
            return int(str(size))
    return None


def spread_of(draft: Draft, scene: Scene, earlier: list[Draft]) -> Draft | None:
    """The row before, where "84.1 (12.3) kg" was announced as "mean (SD)" and this is the number in brackets."""
    last = earlier[-1] if earlier else None
    if last is None or cues.family(str(last.cells["statistic"]), None) not in (cues.MEAN, cues.MEDIAN):
        return None
    text = scene.reading.text
    between = text[last.number.unit_end : draft.number.start]
    if not re.fullmatch(r"\s?[(\[]", between) or text[draft.number.end : draft.number.end + 1] not in (")", "]"):
        return None
    return last if _spread_name(last, draft.number, scene) else None


def draft_spread(main: Draft, number: Number, scene: Scene) -> Draft:
    """Return the row of a standard deviation or error, which has the slots of its mean."""
    kept = {name: entry for name, entry in main.cells.items() if name not in _OF_THE_ESTIMATE}
    cells = {
        **kept,
        "statistic": _spread_name(main, number, scene) or "standard deviation",
        "value": number.value,
        "unit": main.cells.get("unit"),
    }
    return Draft(main.slot, number, main.start, max(main.end, number.unit_end), cells, list(main.uncertain))


def _spread_name(main: Draft, number: Number, scene: Scene) -> str:
    """What the number in brackets is: named beside it, or else last in the sentence; ``""`` where neither names it."""
    text = scene.reading.text
    near = text[max(0, number.start - 6) : number.start]
    whole = text[scene.reading.sentences[main.slot.sentence].start : number.start]
    for where in (near, whole):
        found = [(match.start(), name) for name, pattern in _SPREADS for match in pattern.finditer(where)]
        if found:
            return max(found)[1]
    return ""


def _whole(number: Number) -> int | None:
    return int(number.value) if isinstance(number.value, Decimal) else None
