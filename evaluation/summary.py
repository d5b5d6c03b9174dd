"""The tally of a run: shares by set and category, citations, verdicts and times, as a record and as a table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from evaluation.citing import CitationCount
from evaluation.matching import holds, holds_any
from evaluation.question_file import Question, SetName
from evaluation.scoring import Grade
from retrieval.records import Answer, Verdict

_EFFICACY = ("efficacy", "subgroup")
_SAFETY = ("safety", "adverse events", "adverse event")
_DOUBTED = (Verdict.CONTRADICTED, Verdict.UNCHECKED)


@dataclass(frozen=True, slots=True)
class DoubtedNumber:
    """A number of an answered answer that the table does not support.

    Attributes:
        asked: The number stands in the question, as where a wrong premise is corrected.
    """

    question: str
    set: SetName
    number: str
    verdict: str
    reason: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything that a run has shown, before it is drawn.

    Attributes:
        numbers_not_held: Numbers that no quote cited beside them holds, by question.
    """

    grades: tuple[Grade, ...]
    citations: CitationCount = field(default_factory=CitationCount)
    verdicts: tuple[tuple[str, int], ...] = ()
    doubted: tuple[DoubtedNumber, ...] = ()
    numbers_not_held: tuple[tuple[str, str], ...] = ()


def count_verdicts(answers: Iterable[Answer]) -> tuple[tuple[str, int], ...]:
    """Return the number of checks by verdict over the answered answers, in the order of ``Verdict``."""
    counts = Counter(check.verdict for answer in answers if answer.status == "answered" for check in answer.checks)
    return tuple((verdict.value, counts[verdict]) for verdict in Verdict)


def find_doubted(question: Question, answer: Answer) -> tuple[DoubtedNumber, ...]:
    """Return the numbers of an answered answer that are contradicted or unchecked."""
    if answer.status != "answered":
        return ()
    return tuple(
        DoubtedNumber(
            question=question.id,
            set=question.set,
            number=check.number,
            verdict=check.verdict.value,
            reason=check.reason,
            asked=holds(question.question, check.number),
        )
        for check in answer.checks
        if check.verdict in _DOUBTED
    )


def find_percentile(seconds: Sequence[float], share: float) -> float:
    """Return the smallest time that at least ``share`` of ``seconds`` do not exceed; 0 for no times."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def describe(tally: Tally) -> dict[str, Any]:
    """Return the record of a run; what was wrong is told for the development set alone."""
    seconds = [grade.seconds for grade in tally.grades]
    return {
        "right": {name: _share(grades) for name, grades in _by(tally.grades, key=lambda grade: grade.question.set)},
        "categories": {
            name: {part: _share(grades) for part, grades in _by(members, key=lambda grade: grade.question.set)}
            for name, members in _by(tally.grades, key=lambda grade: grade.question.category)
        },
        "abstentions": _share(_expecting(tally.grades, status="not_found")),
        "declines": _share(_expecting(tally.grades, status="declined")),
        "safety_beside_efficacy": _count_safety_pointers(tally.grades),
        "citations": asdict(tally.citations),
        "numbers_not_held": [{"question": name, "number": number} for name, number in tally.numbers_not_held],
        "verdicts": dict(tally.verdicts),
        "doubted": [_describe_doubt(number) for number in tally.doubted],
        "seconds": {"p50": round(find_percentile(seconds, 0.5), 4), "p95": round(find_percentile(seconds, 0.95), 4)},
        "questions": [_describe_grade(grade) for grade in tally.grades],
    }


def draw_table(record: dict[str, Any]) -> str:
    """Return a record as Markdown: the categories by set, then one line for each other measure."""
    sets = list(record["right"])
    lines = [_row("category", *sets), _row(*["---"] + ["---:"] * len(sets))]
    for name, parts in record["categories"].items():
        lines.append(_row(name, *(_draw(parts.get(part)) for part in sets)))
    lines.append(_row("**all**", *(f"**{_draw(record['right'][part])}**" for part in sets)))
    return "\n".join([*lines, "", *(f"- {line}" for line in _draw_measures(record))])


def draw_failures(tally: Tally, *, reveal_held_out: bool) -> str:
    """Return what failed, with the answer that was got; of the held-out set only how many, unless revealed."""
    blocks = [
        f"{grade.question.id} [{grade.question.category}] {_flatten(grade.question.question, limit=200)}\n"
        + "".join(f"  - {fault}\n" for fault in grade.faults)
        + f"  got ({grade.status}): {_flatten(grade.got)}"
        for grade in tally.grades
        if not grade.right and (reveal_held_out or grade.question.set == "development")
    ]
    hidden = sum(not grade.right for grade in tally.grades) - len(blocks)
    return "\n".join([*blocks, *([f"{hidden} held-out failures, not shown"] if hidden else [])])


def _by(grades: Sequence[Grade], *, key: Callable[[Grade], str]) -> list[tuple[str, list[Grade]]]:
    groups: dict[str, list[Grade]] = {}
    for grade in grades:
        groups.setdefault(key(grade), []).append(grade)
    return list(groups.items())


def _expecting(grades: Sequence[Grade], *, status: str) -> list[Grade]:
    return [grade for grade in grades if grade.question.expect.status == (status,)]


def draw_doubts(tally: Tally, *, reveal_held_out: bool) -> str:
    """Return one line for each number that is contradicted or unchecked, or that its quote does not hold.

    Why a number of the held-out set is doubted stays hidden unless revealed.
    """
    doubted = (
        f"{one.verdict}: {one.number} in {one.question}{' (asked)' if one.asked else ''}"
        + (f": {_flatten(one.reason, limit=200)}" if reveal_held_out or one.set == "development" else "")
        for one in tally.doubted
    )
    return "\n".join([*doubted, *(f"not in its quote: {name}: {number}" for name, number in tally.numbers_not_held)])


def _flatten(text: str, *, limit: int = 700) -> str:
    """Return ``text`` on one line, cut at ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]} ..."


def _share(grades: Sequence[Grade]) -> dict[str, int]:
    return {"right": sum(grade.right for grade in grades), "of": len(grades)}


def _count_safety_pointers(grades: Sequence[Grade]) -> dict[str, int]:
    """Efficacy answers, and those of them whose last line says where the safety results are."""
    ends = [
        (grade.got.splitlines() or [""])[-1]
        for grade in grades
        if grade.question.category in _EFFICACY and grade.status == "answered"
    ]
    return {"right": sum(holds_any(end, _SAFETY) for end in ends), "of": len(ends)}


def _describe_grade(grade: Grade) -> dict[str, Any]:
    shown = grade.question.set == "development"
    return {
        "id": grade.question.id,
        "set": grade.question.set,
        "category": grade.question.category,
        "right": grade.right,
        "status": grade.status,
        "faults": list(grade.faults) if shown else None,
        "seconds": round(grade.seconds, 4),
    }


def _describe_doubt(number: DoubtedNumber) -> dict[str, Any]:
    return asdict(number) | {"reason": number.reason if number.set == "development" else None}


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _draw(share: dict[str, int] | None) -> str:
    if share is None:
        return ""
    percent = f" ({100 * share['right'] / share['of']:.0f} %)" if share["of"] else ""
    return f"{share['right']}/{share['of']}{percent}"


def _draw_measures(record: dict[str, Any]) -> Iterable[str]:
    counts = record["citations"]
    yield f"abstentions right: {_draw(record['abstentions'])}; declines right: {_draw(record['declines'])}"
    yield f"efficacy answers that end on where the safety results are: {_draw(record['safety_beside_efficacy'])}"
    yield f"answers with a citation: {counts['cited']}/{counts['answers']}"
    yield f"statements with a citation: {counts['cited_statements']}/{counts['statements']}"
    yield f"quotes that stand in their document at their offsets: {counts['verbatim']}/{counts['quotes']}"
    yield f"numbers of text sources that the quote beside them holds: {counts['held']}/{counts['numbers']}"
    yield "numbers by verdict: " + ", ".join(f"{name} {number}" for name, number in record["verdicts"].items())
    own = [number for number in record["doubted"] if not number["asked"]]
    yield f"contradicted or unchecked, beyond those that the question itself gave: {len(own)}"
    yield f"seconds a question: p50 {record['seconds']['p50']:.3f}, p95 {record['seconds']['p95']:.3f}"
