"""From slot to verdict: the results that a number's words allow, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.agreement import agrees, printed
from retrieval.checks.cues import family
from retrieval.checks.derivation import derive
from retrieval.checks.evidence import Evidence
from retrieval.checks.numbers import Number
from retrieval.checks.reasons import assumptions, describe, read_as
from retrieval.checks.roles import Part, Role
from retrieval.checks.slots import Slot
from retrieval.records import Verdict

TIMES = ("months", "weeks", "days", "years")
_PEOPLE = ("patients", "events", "deaths", "participants")


@dataclass(slots=True)
class Judgement:
    """The verdict on one number, with what findings need to know.

    Attributes:
        differs: Qualifiers in which the result with the same digits differs from the slot.
        lookalike: That result.
        supporters: All results that agree, in the order of the table.
    """

    part: Part
    slot: Slot
    verdict: Verdict
    reason: str
    result: Result | None = None
    expected: str | None = None
    differs: frozenset[str] = frozenset()
    lookalike: Result | None = None
    supporters: tuple[Result, ...] = field(default=())


def judge(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Return a verdict for every number of the slot's expression."""
    if slot.expression.parts[0].role is Role.DATE:
        return [judge_date(part, slot, evidence) for part in slot.expression.parts]
    if {part.role for part in slot.expression.parts} == {Role.TOTAL}:
        return [_judge_size(part, slot, evidence, None) for part in slot.expression.parts]
    printed_whole = _judge_text(slot, evidence)
    if printed_whole:
        return printed_whole
    if slot.unknown:
        return [_unchecked(part, slot, f'"{slot.unknown}" is no term of the vocabulary or the table', evidence) for part in slot.expression.parts]
    if slot.time and not slot.time.startswith("="):
        return [_unchecked(part, slot, f"read as a time point ({slot.time})", evidence) for part in slot.expression.parts]
    if not slot.outcomes:
        return [_judge_unbound(part, slot, evidence) for part in slot.expression.parts]
    _choose_outcome(slot, evidence)
    outcome = slot.outcomes[0]
    if not evidence.results(outcome):
        return [_unchecked(part, slot, f"the table holds no result for {outcome}", evidence) for part in slot.expression.parts]
    rows = _in_groups(slot, evidence)
    candidates = _narrow(slot, [row for row in rows if _same_statistic(row, slot) and not differences(row, slot, evidence)])
    if not candidates and not slot.subgroups:
        rows = evidence.results(outcome)
        candidates = _narrow(slot, [row for row in rows if _same_statistic(row, slot) and not differences(row, slot, evidence)])
    if not candidates:
        return [_judge_without_slot(part, slot, evidence, rows) for part in slot.expression.parts]
    return _judge_with(slot, evidence, candidates, rows)


def _choose_outcome(slot: Slot, evidence: Evidence) -> None:
    """Put first the nearest outcome that has such a figure in the table at all."""
    for outcome in slot.outcomes:
        if any(_same_statistic(row, slot) for row in evidence.results(outcome)):
            slot.outcomes = (outcome, *(name for name in slot.outcomes if name != outcome))
            return


def _in_groups(slot: Slot, evidence: Evidence) -> Sequence[Result]:
    """The results of the outcome in the groups that are told, or in the whole population."""
    groups: frozenset[str | None] = slot.subgroups or frozenset({None, *slot.context_subgroups})
    return evidence.in_groups(slot.outcomes[0], groups)


def _judge_text(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Judge what the table prints as one text: "3:2", "20/56", "1-3"."""
    parts = slot.expression.parts
    number = parts[0].number
    if number.form == "ratio" and len(parts) == 1:
        text = str(number.value)
    elif slot.expression.interval == "plain" and {part.role for part in parts} == {Role.LOW, Role.HIGH}:
        text = f"{parts[0].number.value}-{parts[1].number.value}"
    else:
        return []
    hits = [row for row in evidence.with_value(text) if row.unit in (slot.unit, None)]
    if hits:
        row = hits[0]
        return [Judgement(part, slot, Verdict.SUPPORTED, f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}", row, supporters=(row,)) for part in parts]
    if number.form != "ratio":
        return []
    rows = [row for outcome in _ratio_outcomes(slot, evidence) for row in evidence.results(outcome) if isinstance(row.value, str)]
    if rows:
        reason = f"{read_as(slot, rows[0])}; {describe(rows[0], Role.ESTIMATE)}"
        return [Judgement(parts[0], slot, Verdict.CONTRADICTED, reason, rows[0], printed(rows[0].value))]
    return [_unchecked(parts[0], slot, "a ratio that the table does not give", evidence)]


def _ratio_outcomes(slot: Slot, evidence: Evidence) -> tuple[str, ...]:
    if slot.unit is None and cues.RANDOMISED.search(slot.before[-80:] + slot.after[:40]):
        found = evidence.terms.find("randomisation ratio", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
        return tuple(mention.term.name for mention in found)
    return slot.outcomes[:1] if slot.unit is not None else ()


def differences(row: Result, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The qualifiers that the text gives, or that a plain statement implies, in which a result differs."""
    found: set[str] = set()
    if not _arm_agrees(row, slot, evidence):
        found.add("arm")
    if slot.direction and row.comparison and row.comparison.split(" vs ") == [slot.direction[1], slot.direction[0]]:
        found.add("direction")
    if slot.population and row.population and row.population not in slot.population and row.category in ("efficacy", "safety", "baseline"):
        found.add("population")
    if slot.subgroups and row.subgroup not in slot.subgroups:
        found.add("subgroup")
    if slot.grades and not _grade_agrees(row, slot):
        found.add("grade")
    if slot.unknown_cutoff is not None and row.data_cutoff is not None:
        found.add("cutoff")
    if slot.cutoffs and row.data_cutoff is not None and row.data_cutoff not in slot.cutoffs:
        found.add("cutoff")
    if slot.analyses and not slot.cutoffs and row.analysis and row.analysis not in slot.analyses:
        found.add("cutoff")
    if slot.assessor and row.assessor and _other_assessor(row.assessor, slot.assessor):
        found.add("assessor")
    if slot.time and slot.time.startswith("=") and not _has_time(row, slot.time[1:]):
        found.add("time point")
    return frozenset(found)


def _judge_with(slot: Slot, evidence: Evidence, candidates: Sequence[Result], rows: Sequence[Result]) -> list[Judgement]:
    """Judge the numbers of one expression together, by the candidate that explains most of them."""
    parts = slot.expression.parts
    ranked = sorted(candidates, key=lambda row: (-_score(row, parts, slot), slot.arm not in (None, row.arm), _gaps(row)))
    best = ranked[0]
    if _score(best, parts, slot) == 0:
        return [_judge_against(part, slot, evidence, best, candidates, rows) for part in parts]
    coherent = [row for row in candidates if _key(row) == _key(best)]
    found: list[Judgement] = []
    for part in parts:
        supporters = tuple(row for row in coherent if _agrees(part, row, slot))
        finer = _finer_level(part, supporters, coherent)
        if finer is not None:
            reason = f"{read_as(slot, finer)}; {describe(finer, part.role)}, which {part.number.text} % rounds"
            found.append(Judgement(part, slot, Verdict.CONTRADICTED, reason, finer, printed(finer.ci_level)))
        elif supporters:
            leading = best if best in supporters else supporters[0]
            reason = f"{read_as(slot, leading)}; {describe(leading, part.role)}{assumptions(slot, leading)}"
            every_supporter = tuple(row for row in candidates if _agrees(part, row, slot))
            found.append(Judgement(part, slot, Verdict.SUPPORTED, reason, leading, supporters=every_supporter))
        else:
            found.append(_judge_against(part, slot, evidence, best, coherent, rows))
    return found


def _finer_level(part: Part, supporters: Sequence[Result], coherent: Sequence[Result]) -> Result | None:
    """A report of the same interval whose level is printed in full, where the stated level only rounds it."""
    if part.role is not Role.LEVEL or not supporters:
        return None
    same = [row for row in coherent if (row.ci_low, row.ci_high) == (supporters[0].ci_low, supporters[0].ci_high)]
    return next((row for row in same if row.ci_level and row.ci_level != part.number.value and agrees(part.number, row.ci_level)), None)


def align(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Let the numbers of one sentence be decided by results of one data cut-off, where all of them can."""
    decided = [item for item in judgements if item.verdict is Verdict.SUPPORTED and item.supporters]
    shared = [{row.data_cutoff for row in item.supporters} for item in decided if item.part.role in (Role.ESTIMATE, Role.COUNT)]
    common = set.intersection(*shared) if shared else set()
    if not common:
        return list(judgements)
    newest = max(common, key=lambda day: day or date.min)
    aligned: list[Judgement] = []
    for item in judgements:
        fitting = [row for row in item.supporters if row.data_cutoff == newest]
        if item in decided and item.result is not None and item.result.data_cutoff != newest and fitting:
            row = min(fitting, key=_gaps)
            reason = f"{read_as(item.slot, row)}; {describe(row, item.part.role)}{assumptions(item.slot, row)}"
            item = replace(item, result=row, reason=reason)
        aligned.append(item)
    return aligned


def _judge_against(
    part: Part, slot: Slot, evidence: Evidence, best: Result, candidates: Sequence[Result], rows: Sequence[Result]
) -> Judgement:
    """A number that no candidate has: derived, contradicted by the slot's own figure, or not to be decided."""
    derived = derive(part, slot, candidates, _but_for_arm(rows, slot, evidence))
    if derived is not None:
        return Judgement(part, slot, derived.verdict, f"{read_as(slot, derived.result)}; {derived.formula}", derived.result, derived.expected)
    if part.role is Role.TOTAL:
        return _judge_size(part, slot, evidence, best)
    holder = next((row for row in [best, *candidates] if _reported(part, row, slot) is not None), None)
    lookalike, differs = _lookalike(part, slot, evidence)
    if holder is None:
        if part.role is Role.COUNT and best.N is None or part.role not in (Role.ESTIMATE, Role.LOW, Role.HIGH):
            return _unchecked(part, slot, f"{read_as(slot, best)}; the table gives no {part.role} for it", evidence)
        return _unchecked(part, slot, f"{read_as(slot, best)}; the table gives no {part.role} for it", evidence)
    if not _is_decided(part, slot):
        return _unchecked(part, slot, f"{read_as(slot, holder)}; not bound closely enough to contradict it", evidence)
    reason = f"{read_as(slot, holder)}; {describe(holder, part.role)}{assumptions(slot, holder)}"
    if lookalike is not None:
        reason += f"; the same digits are {read_as(slot, lookalike, own=True)}"
    expected = printed(_reported(part, holder, slot))
    if part.role is Role.P and slot.sides and holder.p_sides in ("one-sided", "two-sided") and holder.p_sides != slot.sides:
        differs, expected = frozenset({"sides"}), f"{holder.p_comparator or '='}{holder.p_value} ({holder.p_sides})"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, holder, expected, differs, lookalike)


def _judge_without_slot(part: Part, slot: Slot, evidence: Evidence, rows: Sequence[Result]) -> Judgement:
    """The table has no result of this slot: a result with the same digits that differs in what is given contradicts."""
    derived = derive(part, slot, [row for row in rows if not differences(row, slot, evidence)], _but_for_arm(rows, slot, evidence))
    if derived is not None:
        return Judgement(part, slot, derived.verdict, f"{read_as(slot, derived.result)}; {derived.formula}", derived.result, derived.expected)
    lookalike, differs = _lookalike(part, slot, evidence)
    if lookalike is not None and part.role is not Role.LEVEL and differs - {"time point"}:
        reason = f"{read_as(slot, None)}; the same digits are {read_as(slot, lookalike, own=True)}"
        expected = f"{printed(_field(part.role, lookalike))} {lookalike.unit}" if differs == {"unit"} else None
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, lookalike, expected, differs, lookalike)
    if part.role is Role.TOTAL:
        return _judge_size(part, slot, evidence, None)
    return _unchecked(part, slot, f"{read_as(slot, None)}; the table holds no such result", evidence)


def _lookalike(part: Part, slot: Slot, evidence: Evidence) -> tuple[Result | None, frozenset[str]]:
    """The result with the same digits that differs least from the slot: in a qualifier, the unit, or the outcome."""
    found: list[tuple[int, Result, frozenset[str]]] = []
    for row in evidence.results(slot.outcomes[0]):
        if _same_statistic(row, slot) and _agrees(part, row, slot):
            differs = differences(row, slot, evidence) or _implied(row, slot)
            found.append((len(differs), row, differs))
    if not found and isinstance(part.number.value, Decimal) and part.number.form in ("digits", "cardinal"):
        found = _other_unit(part, slot, evidence) or _other_statistic(part, slot, evidence) or _other_outcome(part, slot, evidence)
        found = found or _other_trial(part, slot, evidence)
    if not found:
        return None, frozenset()
    _, row, differs = min(found, key=lambda item: item[0])
    return row, differs


def _other_unit(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    if slot.unit not in TIMES and slot.unit not in ("mg", "mg/kg", "mg/m2"):
        return []
    kin = TIMES if slot.unit in TIMES else ("mg", "mg/kg", "mg/m2")
    return [
        (1 + len(differences(row, slot, evidence)), row, frozenset({"unit"}))
        for outcome in slot.outcomes[:1]
        for row in evidence.results(outcome)
        if row.unit in kin and row.unit != slot.unit and agrees(part.number, _field(part.role, row)) and not differences(row, slot, evidence) - {"cutoff"}
    ]


def _other_statistic(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """An odds ratio told as a risk ratio, a mean as a median: the same digits, outcome and unit."""
    if not slot.statistics:
        return []
    return [
        (1 + len(differences(row, slot, evidence)), row, frozenset({"statistic"}))
        for outcome in slot.outcomes[:1]
        for row in evidence.results(outcome)
        if not _same_statistic(row, slot) and slot.unit == row.unit and agrees(part.number, _field(part.role, row)) and not differences(row, slot, evidence)
    ]


def _other_trial(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """The same figure of another trial that the table holds: the digits are its, not this trial's."""
    if not _is_telling(part, slot):
        return []
    return [
        (3, row, frozenset({"trial"}))
        for row in evidence.elsewhere(str(part.number.value))
        if row.outcome in slot.outcomes[:1] and _same_statistic(row, slot) and agrees(part.number, row.value)
    ]


def _is_telling(part: Part, slot: Slot) -> bool:
    """Whether digits say something by themselves, so that a coincidence does not pass for a mix-up."""
    digits = part.number.text.strip("-").replace(".", "").replace(",", "").lstrip("0")
    return bool(part.number.decimals) and len(digits) >= 2 and bool(slot.statistics) and part.role is Role.ESTIMATE


def _other_outcome(part: Part, slot: Slot, evidence: Evidence) -> list[tuple[int, Result, frozenset[str]]]:
    """A result of another outcome counts only when its digits are telling, so that a coincidence does not."""
    if slot.carried or not _is_telling(part, slot):
        return []
    return [
        (2 + len(differences(row, slot, evidence)), row, frozenset({"outcome"}))
        for row in evidence.with_value(str(part.number.value))
        if _same_statistic(row, slot) and agrees(part.number, row.value) and not differences(row, slot, evidence) and not row.subgroup
    ]


def _judge_unbound(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """No outcome is told: dates of cut-offs and sizes of arms can still be looked up."""
    number = part.number
    if part.role in (Role.TOTAL, Role.COUNT) or (part.role is Role.ESTIMATE and number.unit == "patients" or (number.unit is None and slot.arm and number.decimals == 0 and number.form == "digits")):
        return _judge_size(part, slot, evidence, None)
    return _unchecked(part, slot, "no outcome is told beside it", evidence)


def judge_date(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """A date is a date that the table reports, or a data cut-off of its results."""
    days = part.number.days
    for day in days:
        for row in evidence.with_value(day.isoformat()):
            if isinstance(row.value, date):
                return Judgement(part, slot, Verdict.SUPPORTED, f"read as {row.outcome}; {describe(row, part.role)}", row, supporters=(row,))
    known = evidence.facts.cutoffs
    hits = [day for day in days if day in known]
    if part.number.form == "month":
        from retrieval.checks.dates import read_month

        hits = [day for day in known if read_month(part.number.text) == (day.year, day.month)]
    if hits:
        return Judgement(part, slot, Verdict.SUPPORTED, f"read as the data cut-off {hits[0]} of {evidence.trial.acronym or evidence.trial.id}")
    if slot.unknown_cutoff is not None or cues.CUT_OFF.search(slot.before[-45:] + slot.after[:20]):
        told = ", ".join(str(day) for day in known)
        if known and days:
            nearest = min(known, key=lambda day: abs((day - days[0]).days))
            return Judgement(part, slot, Verdict.CONTRADICTED, f"read as a data cut-off; those of the table are {told}", None, nearest.isoformat(), frozenset({"cutoff"}))
    return _unchecked(part, slot, "no date of the table", evidence)


def _judge_size(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement:
    """A number of patients analysed: that of the result, of the named analysis set, or of the arm."""
    value = part.number.value
    sizes = evidence.facts.sizes
    arms = {slot.arm} if slot.arm and slot.arm_source != "convention" else {arm for arm, _, _ in sizes}
    if best is not None and best.N is not None and agrees(part.number, best.N):
        return Judgement(part, slot, Verdict.SUPPORTED, f"{read_as(slot, best)}; {describe(best, part.role)}", best, supporters=(best,))
    group = slot.subgroups or slot.context_subgroups
    whole = [row for row in evidence.with_value(str(value)) if value in (row.n, row.N)] if isinstance(value, Decimal) else []
    for row in whole:
        fits_group = row.subgroup in group if group else False
        if fits_group and (row.arm in (None, "all") or slot.arm is None or row.arm == slot.arm):
            return Judgement(part, slot, Verdict.SUPPORTED, f"read as a number of patients; {describe(row, Role.COUNT)}", row, supporters=(row,))
    populations = slot.population or ({best.population} if best is not None and best.population else frozenset())
    if slot.subgroups or not isinstance(value, Decimal):
        return _unchecked(part, slot, "a number of patients that the table does not give", evidence)
    fitting = sorted({(arm or "all", population or "", size) for arm, population, size in sizes if arm in arms and (not populations or population in populations or population is None)})
    hit = next((item for item in fitting if agrees(part.number, item[2])), None)
    if hit:
        return Judgement(part, slot, Verdict.SUPPORTED, f"read as the number of patients, {_of(hit)}")
    other = next((item for item in sorted((arm or "all", population or "", size) for arm, population, size in sizes) if item[2] == value), None)
    if fitting and (other or part.role is Role.TOTAL) and (slot.arm and slot.arm != "all" or best is not None):
        differs = frozenset({"population" if other and other[0] in arms else "arm" if other else "denominator"})
        reason = f"read as the number of patients, {_of(fitting[0])}" + (f"; the same digits are {_of(other)}" if other else "")
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(fitting[0][2]), differs)
    return _unchecked(part, slot, "a number of patients that the table does not give", evidence)


def _of(size: tuple[str, str, int]) -> str:
    arm, population, value = size
    return f"{arm}{f', {population}' if population else ''}: {value}"


def _but_for_arm(rows: Sequence[Result], slot: Slot, evidence: Evidence) -> list[Result]:
    rows = [row for row in rows if differences(row, slot, evidence) <= {"arm", "time point"}]
    return _narrow(slot, rows)


def _narrow(slot: Slot, rows: Sequence[Result]) -> list[Result]:
    """What a plain statement means: the whole population and any grade, where the table has them."""
    if not slot.subgroups:
        allowed = {None, *slot.context_subgroups}
        rows = [row for row in rows if row.subgroup in allowed] or list(rows)
    if not slot.grades:
        rows = [row for row in rows if row.grade in (None, "any")] or list(rows)
    return list(rows)


def _implied(row: Result, slot: Slot) -> frozenset[str]:
    found = set()
    if row.subgroup and not slot.subgroups and row.subgroup not in slot.context_subgroups:
        found.add("subgroup")
    if row.grade not in (None, "any") and not slot.grades:
        found.add("grade")
    return frozenset(found) or frozenset({"cutoff"})


def _same_statistic(row: Result, slot: Slot) -> bool:
    """Whether a result is of a kind that the words and the unit allow."""
    kind = family(row.statistic, row.unit)
    roles = {part.role for part in slot.expression.parts}
    estimate = slot.expression.number(Role.ESTIMATE)
    if roles & {Role.P} and Role.ESTIMATE not in roles and Role.LOW not in roles:
        return row.p_value is not None
    if estimate is not None and estimate.form == "not reached":
        return kind == cues.MEDIAN
    if slot.statistics:
        allowed = set(slot.statistics)
        if cues.PERCENTAGE in allowed or cues.COUNT in allowed:
            allowed |= {cues.PERCENTAGE, cues.COUNT, "threshold"} if slot.unit != "%" or Role.COUNT in roles else {"threshold"}
        if kind not in allowed and not (cues.DIFFERENCE in allowed and slot.unit in ("%", "points") and False):
            return False
    elif Role.COUNT in roles and Role.ESTIMATE not in roles:
        return kind in (cues.PERCENTAGE, cues.COUNT)
    elif estimate is not None and slot.unit is None and estimate.form in ("digits", "cardinal"):
        return _without_unit(row, kind, slot, estimate)
    return _same_unit(row, kind, slot)


def _without_unit(row: Result, kind: str, slot: Slot, estimate: Number) -> bool:
    if slot.expression.interval == "CI" or estimate.decimals:
        return kind in cues.RATIOS or (kind not in (cues.PERCENTAGE, cues.COUNT) and row.unit is None) or kind == cues.MEAN
    return kind == cues.COUNT or (kind == cues.PERCENTAGE and row.n is not None) or row.unit in (None, "lines", "cycles") and kind == cues.MEDIAN


def _same_unit(row: Result, kind: str, slot: Slot) -> bool:
    if slot.unit is None or row.unit == slot.unit:
        return True
    if slot.unit in ("patients", "events", "deaths"):
        return row.unit in _PEOPLE or kind in (cues.PERCENTAGE, cues.COUNT)
    if slot.unit == "%" and kind == cues.PERCENTAGE:
        return True
    if slot.unit == "points":
        return kind == cues.DIFFERENCE
    return row.unit is not None and row.unit.casefold() in (slot.unit, slot.unit.rstrip("s"))


def _score(row: Result, parts: Iterable[Part], slot: Slot) -> int:
    """How well a result explains the numbers: the estimate counts most, a different number against it."""
    score = 0
    for part in parts:
        if part.role is Role.GRADE:
            continue
        if _agrees(part, row, slot):
            score += 8 if part.role is Role.ESTIMATE else 5 if part.role in (Role.COUNT, Role.LOW, Role.HIGH) else 2 if part.role is Role.P else 1
    return score


def _agrees(part: Part, row: Result, slot: Slot) -> bool:
    if part.role is Role.LEVEL:
        return row.ci_level is not None and row.ci_level == part.number.value
    if part.role is Role.P and slot.sides and row.p_sides in ("one-sided", "two-sided") and row.p_sides != slot.sides:
        return False
    return agrees(part.number, _reported(part, row, slot))


def _reported(part: Part, row: Result, slot: Slot) -> Decimal | date | str | int | None:
    """What a result reports in the part that a number plays."""
    kind = family(row.statistic, row.unit)
    if part.role is Role.ESTIMATE:
        if slot.unit in ("patients", "events", "deaths", None) and kind == cues.PERCENTAGE and part.number.decimals == 0:
            return row.n
        return row.value
    if part.role is Role.COUNT:
        return row.n if row.n is not None else row.value if kind == cues.COUNT else None
    if part.role is Role.TOTAL:
        return row.N
    return _field(part.role, row)


def _field(role: Role, row: Result) -> Decimal | date | str | int | None:
    if role is Role.ESTIMATE:
        return row.value
    if role is Role.LOW:
        return row.ci_low
    if role is Role.HIGH:
        return row.ci_high
    if role is Role.LEVEL:
        return row.ci_level
    return row.p_value if role is Role.P else None


def _gaps(row: Result) -> int:
    """How much a result leaves out of what makes a figure whole."""
    return sum(field is None for field in (row.ci_low, row.ci_level, row.n, row.N, row.p_value, row.quote))


def _key(row: Result) -> tuple[object, ...]:
    return (row.data_cutoff, row.subgroup, row.grade, row.censoring, row.arm, row.comparison, row.statistic if row.value is not None else None)


def _arm_agrees(row: Result, slot: Slot, evidence: Evidence) -> bool:
    if slot.arm is None or row.arm is None or slot.arm_source == "convention":
        return True
    if row.arm == slot.arm:
        return True
    if row.arm == "all":
        return slot.arm_source != "named" or not any(other.arm == slot.arm for outcome in slot.outcomes[:1] for other in evidence.results(outcome))
    return False


def _grade_agrees(row: Result, slot: Slot) -> bool:
    if row.grade is None:
        return "any" in slot.grades or any(grade in row.outcome.casefold() for grade in slot.grades if grade.isalpha())
    return row.grade in slot.grades


def _other_assessor(reported: str, told: str) -> bool:
    words = reported.casefold()
    independent = "independent" in words or "irc" in words or "central" in words
    investigator = "investigator" in words or "local" in words
    return independent and told == "investigator" or investigator and told == "independent"


def _has_time(row: Result, time: str) -> bool:
    value, _, unit = time.partition(" ")
    words = f"{row.outcome} {row.statistic} {row.note or ''} {row.analysis or ''}".casefold().replace("-", " ")
    return f"{value} {unit.rstrip('s')}" in words or f"{unit.rstrip('s')} {value}" in words


def _is_decided(part: Part, slot: Slot) -> bool:
    """Whether the number's slot is told closely enough that another number in it is an error."""
    if part.number.form in ("share", "factor", "ratio") or part.role in (Role.SPREAD, Role.GRADE):
        return False
    if slot.statistics or part.role is not Role.ESTIMATE:
        return True
    return slot.unit is not None or part.number.form == "not reached"


def _unchecked(part: Part, slot: Slot, reason: str, evidence: Evidence) -> Judgement:
    """Say why nothing decides, and which figures look alike."""
    value = part.number.value
    alike = evidence.with_value(str(value)) if isinstance(value, Decimal) and part.number.form == "digits" and part.role is Role.ESTIMATE else ()
    telling = [row for row in alike if row.value is not None and agrees(part.number, row.value)][:2]
    if telling:
        reason += "; looks like " + " and ".join(read_as(slot, row, own=True) for row in telling)
    return Judgement(part, slot, Verdict.UNCHECKED, reason)
