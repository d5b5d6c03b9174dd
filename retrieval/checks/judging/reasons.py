"""What was read, compared and assumed, in plain words."""

from __future__ import annotations

from ingest.records import Result
from retrieval.checks.figures.agreement import printed
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot


def read_as(slot: Slot, row: Result | None, *, own: bool = False) -> str:
    """Say which slot the number was read as; with ``own``, the slot of ``row`` itself with its value."""
    if row is None:
        statistic = min(slot.statistics, default="figure")  # the same one in every run
        of = f" of {slot.outcomes[0]}" if slot.outcomes else ""
        given = [
            slot.arm,
            *sorted(slot.subgroups),
            *sorted(_grade(grade) for grade in slot.grades),
            *sorted(slot.population),
        ]
        given += [str(cutoff) for cutoff in sorted(slot.cutoffs)]
        return f"read as {statistic}{of}" + "".join(f", {item}" for item in given if item)
    lead = "" if own else "read as "
    trial = f", {row.trial}" if slot.trial not in (None, row.trial) else ""
    return f"{lead}{row.statistic} of {row.outcome}{_place(row)}{trial}" + (
        f" ({_value(row)}; {row.id})" if own else ""
    )


def describe(row: Result, role: Role) -> str:
    """Say what the deciding result reports."""
    if role in (Role.COUNT, Role.TOTAL) and row.n is not None and row.N is not None:
        return f"{row.source} gives {row.n}/{row.N} ({_value(row)})"
    if role is Role.LEVEL and row.ci_level is not None:
        return f"{row.source} gives a {row.ci_level} % CI"
    if role in (Role.LOW, Role.HIGH, Role.LEVEL) and row.ci_low is not None:
        level = f"{row.ci_level} % CI " if row.ci_level is not None else f"{row.interval_kind or 'interval'} "
        return f"{row.source} gives {_value(row)} ({level}{row.ci_low} to {row.ci_high})"
    if role is Role.P and row.p_value is not None:
        sides = f", {row.p_sides}" if row.p_sides else ""
        tested = ", nominal" if row.p_tested == "nominal" else ""
        return f"{row.source} gives p{row.p_comparator or '='}{row.p_value}{sides}{tested}"
    return f"{row.source} gives {_value(row)}"


def assumptions(slot: Slot, row: Result) -> str:
    """Name the qualifiers that the sentence does not give, and what was assumed for them."""
    assumed: list[str] = []
    if row.data_cutoff and not slot.cutoffs and not slot.analyses:
        assumed.append(f"cut-off not given, {row.data_cutoff} assumed")
    if row.grade not in (None, "any") and not slot.grades and row.grade not in ("5", "serious"):
        assumed.append(f"grade not given, {row.grade} assumed")
    if row.arm and row.arm != "all" and slot.arm_source == "convention":
        assumed.append(f"arm not given, {row.arm} assumed from the order")
    elif row.arm and row.arm != "all" and slot.arm is None:
        assumed.append(f"arm not given, {row.arm} assumed")
    if row.population and not slot.population and row.category in ("efficacy", "safety"):
        assumed.append(f"{row.population} population assumed")
    if row.subgroup and not slot.subgroups:
        assumed.append(f"group not given, {row.subgroup} assumed")
    if row.censoring:
        assumed.append(f"censoring: {row.censoring}")
    return "".join(f"; {item}" for item in assumed)


def _place(row: Result) -> str:
    given = [
        row.arm if row.arm != "all" else "all patients",
        row.comparison,
        row.subgroup,
        _grade(row.grade) if row.grade else None,
    ]
    if row.data_cutoff:
        given.append(f"cut-off {row.data_cutoff}")
    return "".join(f", {item}" for item in given if item)


def _grade(grade: str) -> str:
    return grade if grade == "serious" else "any grade" if grade == "any" else f"grade {grade}"


def _value(row: Result) -> str:
    value = printed(row.value)
    if value is None:
        return f"p{row.p_comparator or '='}{row.p_value}"
    return f"{value} {row.unit}" if row.unit else value
