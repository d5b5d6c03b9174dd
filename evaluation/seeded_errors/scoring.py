"""What a checker made of the pairs: recall, false alarms and coverage, class by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.seeded_errors.records import STRICT, ErrorClass, Pair

GOOD = ("supported", "derived", "quoted")


@dataclass(frozen=True, slots=True)
class Number:
    """What was said of one number."""

    start: int
    end: int
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """An error or warning that is not one number."""

    kind: str
    severity: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a checker said of one text."""

    numbers: tuple[Number, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """What became of one pair.

    Attributes:
        detected: The altered number is contradicted, or there is an error finding that the true twin does not get; of
            an orphan, that nothing bears it out.
        warned: There is only a warning.
        unchecked: Neither, and the altered number was left unchecked.
        alarms: What is wrong, or is said to be wrong, of the true twin.
        verdicts: Verdicts on the numbers of the true twin.
    """

    pair: Pair
    detected: bool
    warned: bool
    unchecked: bool
    alarms: tuple[str, ...]
    verdicts: tuple[str, ...]


def grade(pair: Pair, *, true: Reading, altered: Reading) -> Grade:
    """Return what became of a pair."""
    touched = [number for number in altered.numbers if any(_overlap(number, span) for span in pair.altered.spans)]
    before = {remark.kind for remark in true.remarks if remark.severity == "error"}
    errors = {remark.kind for remark in altered.remarks if remark.severity == "error"} - before
    detected = bool(errors) or any(number.verdict == "contradicted" for number in touched)
    if pair.expected == "finding":  # what is said of the true twin too is a false alarm, and detects nothing
        detected = detected or bool(_contradicted(altered, pair.altered.text) - _contradicted(true, pair.true.text))
    if pair.expected == "unsupported":
        detected = detected or not any(number.verdict in GOOD for number in touched)
    if pair.error is ErrorClass.BALANCE:  # advice, not an error: any remark that the true twin does not get
        detected = {remark.kind for remark in altered.remarks} > {remark.kind for remark in true.remarks}
    warned = not detected and any(remark.severity == "warning" for remark in altered.remarks)
    unchecked = not detected and not any(number.verdict in GOOD for number in touched)
    return Grade(
        pair, detected, warned, unchecked, _alarms(pair, true), tuple(number.verdict for number in true.numbers)
    )


def _contradicted(reading: Reading, text: str) -> Counter[str]:
    return Counter(text[number.start : number.end] for number in reading.numbers if number.verdict == "contradicted")


def _alarms(pair: Pair, reading: Reading) -> tuple[str, ...]:
    numbers = tuple(
        f"{pair.true.text[number.start : number.end]}: {number.reason}"
        for number in reading.numbers
        if number.verdict == "contradicted"
    )
    return (*numbers, *(f"{remark.kind}: {remark.reason}" for remark in reading.remarks if remark.severity == "error"))


def _overlap(number: Number, span: tuple[int, int]) -> bool:
    return number.start < span[1] and span[0] < number.end


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; shares are ``None`` where there is nothing to share.

    Attributes:
        true_texts: Different true statements, of which ``false_alarms`` is a share.
    """

    name: str
    aim: float | None
    pairs: int
    recall: float | None
    unchecked: float | None
    warned: float | None
    true_texts: int
    false_alarms: float | None
    coverage: float | None
    derived: float | None
    quoted: float | None


def summarise(grades: Sequence[Grade]) -> tuple[Line, ...]:
    """Return one line for each class that occurs, and one for all."""
    lines = [
        _line(f"{error.value} {_words(error)}", [one for one in grades if one.pair.error is error], aim=_aim(error))
        for error in ErrorClass
    ]
    return (*(line for line in lines if line.pairs), _line("all", grades, aim=None))


def _line(name: str, grades: Sequence[Grade], *, aim: float | None) -> Line:
    trues = {grade.pair.true.text: grade for grade in grades}  # one true text has several twins
    verdicts = Counter(verdict for grade in trues.values() for verdict in grade.verdicts)
    numbers = sum(verdicts.values())
    return Line(
        name=name,
        aim=aim,
        pairs=len(grades),
        recall=_share(sum(grade.detected for grade in grades), len(grades)),
        unchecked=_share(sum(grade.unchecked for grade in grades), len(grades)),
        warned=_share(sum(grade.warned for grade in grades), len(grades)),
        true_texts=len(trues),
        false_alarms=_share(sum(bool(grade.alarms) for grade in trues.values()), len(trues)),
        coverage=_share(numbers - verdicts["unchecked"], numbers),
        derived=_share(verdicts["derived"], numbers),
        quoted=_share(verdicts["quoted"], numbers),
    )


def _aim(error: ErrorClass) -> float:
    return 0.99 if error in STRICT else 0.9


def _words(error: ErrorClass) -> str:
    return error.name.lower().replace("_", " ")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def to_markdown(lines: Iterable[Line], *, title: str) -> str:
    """Return the lines as a Markdown table under a heading; a recall below its aim is bold."""
    head = (
        "class",
        "pairs",
        "recall",
        "aim",
        "merely unchecked",
        "warning only",
        "true texts",
        "false alarms",
        "coverage",
        "derived",
        "quoted",
    )
    rows = [f"### {title}", "", "| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*rows, *("| " + " | ".join(_cells(line)) + " |" for line in lines)]) + "\n"


def _cells(line: Line) -> tuple[str, ...]:
    recall = _percent(line.recall)
    if line.recall is not None and line.aim is not None and line.recall < line.aim:
        recall = f"**{recall}**"
    aim = "" if line.aim is None else f"{line.aim:.2f}"
    shares = (line.unchecked, line.warned)
    rest = (line.false_alarms, line.coverage, line.derived, line.quoted)
    return (line.name, str(line.pairs), recall, aim, *map(_percent, shares), str(line.true_texts), *map(_percent, rest))


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def list_failures(grades: Iterable[Grade], readings: Mapping[str, Reading], *, most: int) -> list[dict[str, object]]:
    """Return what was missed and what was alarmed for nothing, with every number's verdict and reason.

    Args:
        most: Failures of one class and kind at most: the first show what the others are.
    """
    failures: list[dict[str, object]] = []
    counts: Counter[tuple[ErrorClass, str]] = Counter()
    for one in grades:
        kinds = (
            ("missed", one.pair.altered.text, not one.detected),
            ("false alarm", one.pair.true.text, bool(one.alarms)),
        )
        for what, text, failed in kinds:
            counts[one.pair.error, what] += failed
            if failed and counts[one.pair.error, what] <= most:
                failures.append(_failure(one.pair, what, text, readings))
    return failures


def _failure(pair: Pair, what: str, text: str, readings: Mapping[str, Reading]) -> dict[str, object]:
    reading = readings[text]
    numbers = [
        {"number": text[one.start : one.end], "verdict": one.verdict, "reason": one.reason} for one in reading.numbers
    ]
    altered = [text[start:end] for start, end in pair.altered.spans] if what == "missed" else []
    findings = [{"kind": one.kind, "severity": one.severity, "reason": one.reason} for one in reading.remarks]
    about = {"id": pair.id, "class": pair.error.value, "what": what, "shape": pair.altered.shape}
    return about | {"text": text, "true": pair.true.text, "altered": altered, "numbers": numbers, "findings": findings}
