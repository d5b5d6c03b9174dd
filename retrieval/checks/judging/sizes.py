"""Numbers of patients analysed: of a result, of an analysis set, of an arm, of a subgroup."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.arm_periods import labels_of
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees, rounds_to
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.judging.summed_sizes import Size, in_all_arms, sum_of_arms, sum_of_some
from retrieval.checks.sentences.matching import EVERYBODY
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

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


def judge_size(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement:
    """A number of patients analysed: that of the result, of the named subgroup or analysis set, or of the arm."""
    if best is not None and best.N is not None and agrees(part.number, best.N):
        reason = f"{read_as(slot, best)}; {describe(best, part.role)}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason, best, supporters=(best,))
    if slot.arm == "all" and slot.arm_source != "named" and is_whole_of(slot):
        slot = replace(slot, arm=None, arm_source=None)  # "of 179 and 123, 302 altogether": of each arm
    count = slot.expression.number(Role.COUNT)
    if (entered := _judge_entered(part, slot, evidence)) is not None:
        return entered
    arms = {None, slot.arm} if slot.arm_source == "named" else {None, slot.arm, "all"}
    counts = _counts_of(slot, evidence)
    if slot.arm is not None:
        arms |= labels_of(slot.arm, frozenset(row.arm for row in counts if row.arm))
    own = [row for row in counts if slot.arm is None or row.arm in arms]
    counted = [row for row in own if agrees(part.number, row.value)]
    if counted and part.role is Role.TOTAL and count is None:
        reason = f"{read_as(slot, counted[0])}; {describe(counted[0], Role.ESTIMATE)}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason, counted[0], supporters=(counted[0],))
    if best is not None and best.N is not None and part.role is Role.TOTAL and count and agrees(count, best.n):
        reason = f"{read_as(slot, best)}; {describe(best, part.role)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(best.N), frozenset({"denominator"}))
    if (
        best is not None
        and best.N is not None
        and part.role is Role.TOTAL
        and (_is_share_of(slot, best) or _is_share_of_none(part, slot, best))
    ):
        reason = f"{read_as(slot, best)}; {describe(best, part.role)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(best.N), frozenset({"denominator"}))
    judgement = _judge_group(part, slot, evidence, best)
    if judgement is None and not slot.subgroups and isinstance(part.number.value, Decimal):
        judgement = _judge_set(part, slot, evidence, best)
        if judgement is None or judgement.verdict is Verdict.CONTRADICTED:
            judgement = _judge_group(part, _of_own_group(slot, evidence), evidence, best) or judgement
    return judgement or unchecked(part, slot, "a number of patients that the table does not give", evidence)


def _judge_entered(part: Part, slot: Slot, evidence: Evidence) -> Judgement | None:
    """A total that is told as those who entered: "of the 302 randomised, 179 ...", "177 of the 179 assigned to A".

    Where the whole stands before the arms, it is everybody, if no arm is named beside it; and those who were treated
    are some of those assigned.
    """
    entering = bool(slot.outcomes) and cues.ALLOCATED.search(slot.outcomes[0]) is not None
    behind = slot.told.partition(part.number.text)[2].partition(",")[0]
    if part.role is not Role.TOTAL or not entering or not _ENTERED.match(behind):
        return None
    near = evidence.terms.find(f"{slot.before[-30:]} {behind}", trial=slot.trial, kinds={"arm"}, typos=False)
    arms = {slot.arm} if near or len(slot.expression.parts) > 1 else {None, "all"}
    sizes = {(arm or "all"): size for arm, size in evidence.facts.randomised if arm in arms}
    told = next((item for item in sizes.items() if agrees(part.number, item[1])), None)
    if told is None:
        return None
    return Judgement(part, slot, Verdict.SUPPORTED, f"read as the number of patients randomised, {told[0]}: {told[1]}")


_ENTERED = re.compile(
    r"\s(?:(?:patients|participants|people|subjects|adults) )?(?:(?:who|that) )?(?:(?:were|had been) )?"
    r"(?:randomly )?(?:randomi[sz]ed|assigned|allocated|enrolled)\b",
    re.IGNORECASE,
)


def _is_share_of(slot: Slot, row: Result) -> bool:
    """Whether a share told with its whole, "84.9 % of the 93", is that of a result, and its bounds or set are, too."""
    told = [part for part in slot.expression.parts if part.role in (Role.ESTIMATE, Role.LOW, Role.HIGH)]
    sure = len(told) > _SHARE_ALONE or (row.population is not None and row.population in slot.population)
    return sure and slot.unit == "%" and all(part_agrees(part, row, slot) for part in told) and bool(told)


def _is_share_of_none(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a result's share is no whole number of the patients told: 18.2 % of 11 is two, and of 13 nobody's."""
    share, whole = slot.expression.number(Role.ESTIMATE), part.number.value
    if share is None or slot.unit != "%" or not share.decimals or not isinstance(whole, Decimal) or not whole:
        return False
    if slot.expression.number(Role.COUNT) is not None or not agrees(share, row.value):
        return False
    nearest = int(whole * Decimal(share.value) / _HUNDRED)  # type: ignore[arg-type]  # a decimal
    return not any(rounds_to(_HUNDRED * count / whole, Decimal(share.value)) for count in (nearest, nearest + 1))  # type: ignore[arg-type]


_HUNDRED = Decimal(100)
_SHARE_ALONE = 2


def is_whole_of(slot: Slot) -> bool:
    """Whether a bare number is that of which a count is told next: "of 2841 placebo patients, 244 died"."""
    number = slot.expression.parts[0].number
    bare = len(slot.expression.parts) == 1 and number.form == "digits" and number.decimals == 0
    lead = _LEADS.search(slot.told) if bare else None
    if lead is not None and number.text in _DIGITS.findall(lead[0]):
        return True
    return bare and _OF.search(slot.before) is not None and _WHOM.fullmatch(slot.after) is not None


_LEADS = re.compile(
    r"(?:^|[:;]\s)(?:(?:out )?of|among)\s(?:the |all |these |those )*[0-9][0-9,]*(?:\s(?:and|plus)\s[0-9][0-9,]*)?\s"
    r"(?:[\w+-]+\s){0,2}(?:pts|patients|participants|people|subjects|adults|children|women|men)\b(?:\s?\([^()%]*\))?",
    re.IGNORECASE,
)
"""Begins a sentence with all of whom it tells, or those of each arm: "Of 302 patients (179 on A, 123 on B), 42 ..."."""
_DIGITS = re.compile(r"[0-9][0-9,]*")
_OF = re.compile(r"(?:^|[\s(;:,])(?:out )?of (?:the |all |those )?$", re.IGNORECASE)
_WHOM = re.compile(
    r"\s(?:(?:[\w+-]+ ){0,3}(?:patients|participants|people|subjects|recipients|adults|women|men|children|controls)\b"
    r"|(?:on|taking|given|receiving|with|in|assigned)\b)[^.;:%]{0,60},\s(?:only |just )?",
    re.IGNORECASE,
)


def judge_analysed(part: Part, slot: Slot, rows: Sequence[Result]) -> Judgement | None:
    """How many patients an outcome was measured in: the N of its results in the arm that is told."""
    if not _MEASURED.search(slot.before[-60:]) or slot.arm is None or part.number.decimals != 0:
        return None
    told = [row for row in rows if row.N is not None and row.arm == slot.arm and row.category != "baseline"]
    fitting = [row for row in told if agrees(part.number, row.N)]
    if not told:
        return None
    row = (fitting or told)[0]
    reason = f"read as the number of patients that {row.outcome} is of; {row.source} gives {row.N}"
    if fitting:
        return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=tuple(fitting))
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, row, str(row.N), frozenset({"denominator"}))


_MEASURED = re.compile(
    r"\b(?:evaluated|evaluable|assessed|analy[sz]ed|measured|available|based) (?:in|for|on|from)\s(?:the )?$",
    re.IGNORECASE,
)


def _counts_of(slot: Slot, evidence: Evidence) -> Sequence[Result]:
    """Counts that the table has of the number's own outcome: "65 % of the 159 events planned"."""
    if not slot.outcomes:
        return ()
    rows = evidence.results(slot.outcomes[0])
    return rows.where(lambda row: row.unit != "%" and cues.family(row.statistic, row.unit) == cues.COUNT)


def _judge_group(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement | None:
    """The number of patients of a subgroup, where one is told."""
    groups, value = slot.subgroups or slot.context_subgroups, part.number.value
    for row in evidence.with_value(str(value), groups=groups) if groups and isinstance(value, Decimal) else ():
        if value in (row.n, row.N) and (row.arm in (None, "all") or slot.arm is None or row.arm == slot.arm):
            reason = f"read as a number of patients; {describe(row, Role.COUNT)}"
            return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,))
    told = [
        (group, size)
        for group in sorted(slot.subgroups)
        for arm, size in evidence.facts.group_sizes.get(group, ())
        if arm in (slot.arm, None, "all")
    ]
    bare = part.number.unit is None and part.number.decimals == 0 and slot.arm is not None and not slot.statistics
    if not told or not (part.role is Role.TOTAL or part.number.unit == "patients" or bare):
        return None
    group, size = told[0]
    reason = f"read as the number of patients, {group}: {size}"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(size), frozenset({"denominator"}))


def _of_own_group(slot: Slot, evidence: Evidence) -> Slot:
    """The slot, of the group that its outcome counts: "107 had an early relapse (A, n=61; B, n=46)"."""
    group = evidence.facts.folded.get(slot.outcomes[0].casefold()) if slot.outcomes else None
    return replace(slot, subgroups=frozenset({group})) if group and len(slot.expression.parts) == 1 else slot


def _judge_set(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement | None:
    """The number of patients of an analysis set, or of an arm; a share in words is none."""
    if part.number.form == "share":
        return None
    every = sorted((arm or "all", population or "", size) for arm, population, size in evidence.facts.sizes)
    held = frozenset(arm for arm, _, _ in every)
    arms: Set[str] = held
    if slot.arm and slot.arm_source != "convention":
        arms = {slot.arm} | labels_of(slot.arm, held)
    populations = slot.population or ({best.population} if best is not None and best.population else frozenset())
    one = part.role is Role.TOTAL and slot.arm is None and not _AND_ANOTHER.fullmatch(slot.after)
    if one and slot.population and best is None:
        arms = {"all"}
    fitting = [item for item in every if item[0] in arms and (not populations or item[1] in (*populations, ""))]
    assigned = {size for arm, size in evidence.facts.randomised if (arm or "all") in arms}
    words = f"{slot.before[-90:]} {' '.join(slot.outcomes[:1])}"
    if assigned and slot.arm and not slot.population and best is None and cues.RANDOMISED.search(words):
        fitting = [item for item in fitting if item[2] in assigned]
    hit = next((item for item in fitting if agrees(part.number, item[2])), None)
    treated = [item for item in fitting if item[1] == _SAFETY] if _TREATED.match(slot.after) else []
    if hit and hit[1] == EVERYBODY and len({item[2] for item in treated if item[0] == hit[0]} - {hit[2]}) == 1:
        own = next(item for item in treated if item[0] == hit[0])
        reason = f"read as the number of patients treated, {_of(own)}; the same digits are {_of(hit)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(own[2]), frozenset({"population"}))
    if hit:
        return Judgement(part, slot, Verdict.SUPPORTED, f"read as the number of patients, {_of(hit)}")
    joined = slot.arm is None and not slot.outcomes and _JOINED.match(slot.after) is not None
    whole_trial = (joined or _TOGETHER.search(slot.before[-40:]) is not None) and not slot.population
    of_set = sum_of_arms(part, slot, every) if slot.arm in (None, "all") else None
    if formula := of_set or (sum_of_some(part, every) if whole_trial else None):
        return Judgement(part, slot, Verdict.DERIVED, f"read as the number of patients of the arms; {formula}")
    if whole_trial:
        fitting, arms = [item for item in every if item[0] == "all"], {"all"}
    elif slot.population and slot.unit == "patients" and slot.arm is None:
        arms = {item[0] for item in every} - {"all"}  # "in the safety set (177 and 122 patients)"
        fitting = [item for item in fitting if item[0] in arms]
    other = next((item for item in every if item[2] == part.number.value), None)
    if one and slot.population and not fitting and other is not None and (whole := in_all_arms(slot, every)):
        reason = f"read as the number of patients, all, {', '.join(sorted(slot.population))}: {whole}"
        reason += f"; the same digits are {_of(other)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(whole), frozenset({"population"}))
    if part.role is Role.ESTIMATE and _EVENT_IN.search(slot.before):
        return None  # "was seen in 504": who had an event is no analysis set
    beside = (slot.before[-60:] + slot.after[:40]).replace("-treated", "")
    allocated = cues.ALLOCATED.search(beside) is not None or _COUNTED.search(beside) is not None
    told = other is not None and slot.arm != "all"  # "in the extension, where all 243 had A": not of the trial
    is_size = whole_trial or told or allocated or part.role is Role.TOTAL or is_whole_of(slot)
    bound = (slot.arm and slot.arm != "all") or best is not None or arms == {"all"} or slot.population
    if not fitting or not is_size or not bound:
        return None
    differs = "denominator" if other is None else "population" if other[0] in arms else "arm"
    own = next((item for item in fitting if item[2]), fitting[0])  # of a period that others entered nobody
    reason = f"read as the number of patients, {_of(own)}" + (f"; the same digits are {_of(other)}" if other else "")
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(own[2]), frozenset({differs}))


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
