"""The slots of a document drafted as rows of the results table, with what a person has to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.proposals.background import read_background
from retrieval.proposals.draft import Draft
from retrieval.proposals.figures import add_counts, add_interval, add_p, draft_spread, spread_of
from retrieval.proposals.groups import name_group
from retrieval.proposals.naming import is_threshold, name_outcome
from retrieval.proposals.reading import Scene
from retrieval.proposals.scanning import scan
from retrieval.proposals.sizes import read_size
from retrieval.proposals.statistics import COMPARING, name_statistic

_P_GOES_ON = re.compile(r"[\s;,)\]]*(?:(?:one|two)-sided )?[pP](?:[- ]values?)?(?: for \w+)?\s?[=<>≤]?\s?$")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_GRADE_RANGE = re.compile(r"\bgrades? (?P<low>[1-4]) ?(?:-|to|or|and|/) ?(?P<high>[2-5])\b", re.IGNORECASE)


def draft_rows(slots: Iterable[Slot], scene: Scene) -> list[Draft]:
    """Return the rows that the slots of a document tell, in the order of the text."""
    scanned = scan(scene)
    taken = [(draft.number.start, draft.number.end) for draft in scanned]
    drafts: list[Draft] = []
    for slot in slots:
        numbers = [part.number for part in slot.expression.parts]
        if not any(number.start < high and low < number.end for number in numbers for low, high in taken):
            drafts.extend(_draft(slot, scene, drafts))
    return sorted([*scanned, *drafts], key=lambda draft: (draft.start, draft.number.start))


def _draft(slot: Slot, scene: Scene, earlier: list[Draft]) -> list[Draft]:
    parts = {part.role: part.number for part in slot.expression.parts}
    if slot.elsewhere or set(parts) <= {Role.GRADE, Role.LEVEL} or (slot.time and not slot.time.startswith("=")):
        return []
    cells = read_background(slot, scene) or read_size(slot, scene, earlier)
    if cells is not None:
        number = parts.get(Role.ESTIMATE) or slot.expression.parts[0].number
        return [Draft(slot, number, slot.expression.start, slot.expression.end, cells)]
    if Role.DATE in parts or Role.GRADE in parts or is_threshold(slot, scene):
        return []
    if set(parts) == {Role.P} and _add_to_last(slot, parts[Role.P], scene, earlier):
        return []
    main = _main(slot, parts, scene, earlier)
    if main is None:
        return []
    spread = parts.get(Role.SPREAD)
    rows = [main]
    if spread and main.cells["statistic"] not in COMPARING:
        rows.append(draft_spread(main, spread, scene))
    if Role.P in parts and main.cells["statistic"] not in COMPARING:
        rows.extend(_comparison_of(main, parts[Role.P], scene))
    return rows


def _main(slot: Slot, parts: dict[Role, Number], scene: Scene, earlier: list[Draft]) -> Draft | None:
    """The row of the expression's leading number; a spread told behind its mean is a row of its own."""
    number = parts.get(Role.ESTIMATE) or parts.get(Role.COUNT) or parts.get(Role.TOTAL) or parts.get(Role.P)
    if number is None or number.form in ("share", "factor", "ratio"):
        return None
    draft = Draft(slot, number, slot.expression.start, slot.expression.end, {})
    mean = spread_of(draft, scene, earlier)
    if mean is not None:
        return draft_spread(mean, number, scene)
    if not name_outcome(draft, scene, earlier) or not name_statistic(draft, parts, scene, earlier):
        return None
    name_group(draft, scene)
    add_interval(draft, parts, scene)
    if draft.cells["statistic"] in COMPARING:
        add_p(draft, parts.get(Role.P))
    add_counts(draft, parts, earlier)
    _add_qualifiers(draft, scene)
    return draft


def _add_to_last(slot: Slot, number: Number, scene: Scene, earlier: list[Draft]) -> bool:
    """Whether a p-value goes on with the comparison right before it, and is written there."""
    last = earlier[-1] if earlier else None
    if last is None or last.cells["statistic"] not in COMPARING or "p_value" in last.cells:
        return False
    if not _P_GOES_ON.fullmatch(scene.reading.text[last.end : number.start]):
        return False
    last.slot.sides = last.slot.sides or slot.sides
    add_p(last, number)
    last.end = max(last.end, number.unit_end)
    return True


def _comparison_of(main: Draft, number: Number, scene: Scene) -> list[Draft]:
    """The p-value behind the second of two arms: "-12.3 in the placebo group (p=0.01)"."""
    columns = ("outcome", "category", "grade", "population", "time_frame")
    kept = {name: entry for name, entry in main.cells.items() if name in columns}
    draft = Draft(main.slot, number, number.start, number.unit_end, {**kept, "statistic": "p-value"})
    draft.uncertain = [reason for reason in main.uncertain if reason.startswith(("outcome", "data cut-off"))]
    name_group(draft, scene)
    add_p(draft, number)
    return [draft]


def _add_qualifiers(draft: Draft, scene: Scene) -> None:
    slot, cells = draft.slot, draft.cells
    if len(slot.grades) == 1 and cells["category"] == "safety":
        cells["grade"] = _grade(next(iter(slot.grades)), draft, scene)
    analyses = [name for name in slot.analyses if not _ISO_DATE.fullmatch(name)]  # a date names a cut-off alone
    for column, names in (("population", slot.population), ("subgroup", slot.subgroups), ("analysis", analyses)):
        if len(names) == 1:
            cells[column] = next(iter(names))
    if len(slot.cutoffs) == 1:
        cells |= {"data_cutoff": next(iter(slot.cutoffs)), "cutoff_stated": True}
    elif slot.unknown_cutoff:
        cells |= {"data_cutoff": slot.unknown_cutoff, "cutoff_stated": True}
    cells["assessor"] = slot.assessor
    if slot.time:
        cells["time_frame"] = slot.time.removeprefix("=")
    if cells["category"] not in ("design", "disposition") and "data_cutoff" not in cells:
        draft.uncertain.append("data cut-off: not told")


def _grade(name: str, draft: Draft, scene: Scene) -> str:
    """The grade as it is printed: the vocabulary reads "grade 3-4" as "3 or worse"."""
    sentence = scene.reading.sentences[draft.slot.sentence]
    printed = [
        f"{match['low']}-{match['high']}"
        for match in _GRADE_RANGE.finditer(scene.reading.text, sentence.start, sentence.end)
    ]
    return printed[0] if name == ">=3" and printed and printed[0][0] == "3" else name
