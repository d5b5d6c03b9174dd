"""Numbers of patients of an analysis set, of an arm, or of everybody in the trial."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from ingest.records import Result
from retrieval.arm_periods import labels_of, parts_of
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.summed_sizes import Size, in_all_arms, sum_of_arms, sum_of_some
from retrieval.checks.judging.wholes import is_whole_of
from retrieval.checks.sentences.matching import EVERYBODY
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


@dataclass(frozen=True, slots=True)
class _Told:
    """A number that may be that of an analysis set.

    Attributes:
        best: The result that its slot is of, where there is one.
        every: The sizes that the table has.
    """

    part: Part
    slot: Slot
    best: Result | None
    every: Sequence[Size]

    def contradicted(self, reason: str, *, held: int, differs: str) -> Judgement:
        """The verdict that the table has another number."""
        return Judgement(self.part, self.slot, Verdict.CONTRADICTED, reason, self.best, str(held), frozenset({differs}))

    def stands_alone(self) -> bool:
        """Whether it is one number of all, and not the first of those of each arm."""
        slot = self.slot
        return self.part.role is Role.TOTAL and slot.arm is None and not _AND_ANOTHER.fullmatch(slot.after)

    def elsewhere(self) -> Size | None:
        """The first size of these digits, whosever it is."""
        return next((item for item in self.every if item[2] == self.part.number.value), None)


def judge_set(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement | None:
    """The number of patients of an analysis set, or of an arm; a share in words is none."""
    if part.number.form == "share":
        return None
    every = sorted((arm or "all", population or "", size) for arm, population, size in evidence.facts.sizes)
    told = _Told(part, slot, best, every)
    arms = _arms_told(told)
    fitting = _sizes_told(told, arms, evidence)
    if (judgement := _judge_held(told, fitting)) is not None:
        return judgement
    whole_trial = _tells_whole_trial(slot)
    of_set = sum_of_arms(part, slot, every) if slot.arm in (None, "all") else None
    if formula := of_set or (sum_of_some(part, every) if whole_trial else None):
        return Judgement(part, slot, Verdict.DERIVED, f"read as the number of patients of the arms; {formula}")
    if whole_trial:
        fitting, arms = [item for item in every if item[0] == "all"], {"all"}
    elif slot.population and slot.unit == "patients" and slot.arm is None:
        arms = {item[0] for item in every} - {"all"}  # "in the safety set (177 and 122 patients)"
        fitting = [item for item in fitting if item[0] in arms]
    if not fitting:
        return _judge_in_all_arms(told)
    return _judge_other(told, fitting, arms) if _tells_size(told) and _is_bound(told, arms) else None


def _arms_told(told: _Told) -> Set[str]:
    """The arms that the number may be of."""
    slot = told.slot
    if told.stands_alone() and slot.population and told.best is None:
        return {"all"}
    held = frozenset(arm for arm, _, _ in told.every)
    return {slot.arm} | labels_of(slot.arm, held) if slot.arm and slot.arm_source != "convention" else held


def _sizes_told(told: _Told, arms: Set[str], evidence: Evidence) -> list[Size]:
    """The sizes of these arms in the analysis set told; those assigned where assigning is all that is told."""
    slot, best = told.slot, told.best
    populations = slot.population or ({best.population} if best is not None and best.population else frozenset())
    fitting = [item for item in told.every if item[0] in arms and (not populations or item[1] in (*populations, ""))]
    assigned = {size for arm, size in evidence.facts.randomised if (arm or "all") in arms}
    words = f"{slot.before[-90:]} {' '.join(slot.outcomes[:1])}"
    if assigned and slot.arm and not slot.population and best is None and cues.RANDOMISED.search(words):
        return [item for item in fitting if item[2] in assigned]
    return fitting


def _judge_held(told: _Told, fitting: Sequence[Size]) -> Judgement | None:
    """The verdict on a number that one of the sizes has; those treated may be fewer than everybody."""
    hit = next((item for item in fitting if agrees(told.part.number, item[2])), None)
    if hit is None:
        return None
    treated = [item for item in fitting if item[1] == _SAFETY and item[0] == hit[0]]
    if _TREATED.match(told.slot.after) and hit[1] == EVERYBODY and len({item[2] for item in treated} - {hit[2]}) == 1:
        reason = f"read as the number of patients treated, {_of(treated[0])}; the same digits are {_of(hit)}"
        return told.contradicted(reason, held=treated[0][2], differs="population")
    return Judgement(told.part, told.slot, Verdict.SUPPORTED, f"read as the number of patients, {_of(hit)}")


def _tells_whole_trial(slot: Slot) -> bool:
    """Whether a number is told of all who were in the trial."""
    joined = slot.arm is None and not slot.outcomes and _JOINED.match(slot.after) is not None
    return (joined or _TOGETHER.search(slot.before[-40:]) is not None) and not slot.population


def _judge_in_all_arms(told: _Told) -> Judgement | None:
    """The verdict on a number of an analysis set of which only the arms' sizes are held, where it is another size."""
    population, other = told.slot.population, told.elsewhere()
    whole = in_all_arms(told.slot, told.every)
    if not (population and told.stands_alone() and other is not None and whole):
        return None
    reason = f"read as the number of patients, all, {', '.join(sorted(population))}: {whole}"
    return told.contradicted(f"{reason}; the same digits are {_of(other)}", held=whole, differs="population")


def _tells_size(told: _Told) -> bool:
    """Whether the words beside a number, or its digits, tell that it is a size at all."""
    part, slot = told.part, told.slot
    if part.role is Role.ESTIMATE and _EVENT_IN.search(slot.before):
        return False  # "was seen in 504": who had an event is no analysis set
    beside = (slot.before[-60:] + slot.after[:40]).replace("-treated", "")
    allocated = cues.ALLOCATED.search(beside) is not None or _COUNTED.search(beside) is not None
    known = told.elsewhere() is not None and slot.arm != "all"  # "in the extension, where all 243 had A"
    return known or allocated or part.role is Role.TOTAL or _tells_whole_trial(slot) or is_whole_of(slot)


def _is_bound(told: _Told, arms: Set[str]) -> bool:
    """Whether it is told whose size a number is."""
    own_arm = told.slot.arm and told.slot.arm != "all"
    return bool(own_arm or told.best is not None or arms == {"all"} or told.slot.population)


def _judge_other(told: _Told, fitting: Sequence[Size], arms: Set[str]) -> Judgement:
    """The verdict that the size told is another, with whose size these digits are."""
    other, arm = told.elsewhere(), told.slot.arm
    if other is not None and arm and parts_of(arm, (other[0],), told.slot.told):  # of a period of that arm
        return Judgement(told.part, told.slot, Verdict.SUPPORTED, f"read as the number of patients, {_of(other)}")
    differs = "denominator" if other is None else "population" if other[0] in arms else "arm"
    own = next((item for item in fitting if item[2]), fitting[0])  # of a period that others entered nobody
    reason = f"read as the number of patients, {_of(own)}" + (f"; the same digits are {_of(other)}" if other else "")
    return told.contradicted(reason, held=own[2], differs=differs)


_TOGETHER = re.compile(r"\b(?:together|in total|altogether|in all|a total of|combined)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bdenominators?\b|\b(?:counted|analy[sz]ed|assessed|evaluated) in\b", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s(?:with|who|whose|that)\b[^.;:,()0-9]{3,50})?\s(?:joined|took part|participated|entered|enrolled)\b",
    re.IGNORECASE,
)
"""Behind a number of people: all who were in the trial."""
_EVENT_IN = re.compile(
    r"\b(?:seen|registered|recorded|reported|observed|noted|occurred|found|documented|happened) in\s(?:only\s|the\s)?$",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"\s?(?:,|and|vs?\.?|versus|/|;)\s?(?:n\s?=\s?)?", re.IGNORECASE)
"""Between the sizes of two arms: "ITT population (n=150 and 130)"."""
_SAFETY = "safety"
"""The analysis set of those who were treated."""
_TREATED = re.compile(
    r"\W?\s(?:patients |participants |people )?(?:(?:who|that) )?(?:were |had been )?(?:actually )?(?:treated|dosed)\b",
    re.IGNORECASE,
)


def _of(size: Size) -> str:
    arm, population, value = size
    return f"{arm}{f', {population}' if population else ''}: {value}"
