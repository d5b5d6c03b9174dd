"""Proposed results measured on invented abstracts: ``python -m evaluation.run_proposals [FILE] [--show]``.

A row is right when value, arm or comparison, outcome with grade, statistic, unit and interval are right; it is right
whole when n, N and p are as well. Every row that is proposed and not among those of the abstract counts against
precision.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.records import Document, Result, Source, Trial
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks.figures.cues import family
from retrieval.proposals import Proposer
from retrieval.terms import common_words, normal_form, split_tokens

_SET = Path(__file__).parent / "proposals.toml"
_EMPTY = "-"
_ADDS_NOTHING = frozenset(
    normal_form(word)
    for word in "rate change median mean score baseline treatment emergent response total event duration week"
    " day geometric".split()
)
"""Words that an outcome may have more than the expected one."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One row as a person reads it; each field holds the spellings that are right."""

    outcomes: tuple[str, ...]
    grade: str | None
    groups: tuple[str, ...]
    statistics: tuple[str, ...]
    values: tuple[str, ...]
    units: tuple[str, ...]
    interval: str
    counts: str
    p: str

    def matches(self, result: Result) -> bool:
        """Whether the proposed row is the expected one, n, N and p aside."""
        return not self.differences(result)

    def differences(self, result: Result) -> list[str]:
        """The slots in which the proposed row is another."""
        wrong = []
        if not any(_same_outcome(name, result.outcome) for name in self.outcomes) or self.grade != _grade(result):
            wrong.append("outcome")
        if not any(_same_group(name, result) for name in self.groups):
            wrong.append("arm")
        if family(result.statistic, result.unit) not in {family(name, result.unit) for name in self.statistics}:
            wrong.append("statistic")
        if _shown(result.value) not in self.values and not (result.value is None and _EMPTY in self.values):
            wrong.append("value")
        if (result.unit or _EMPTY) not in self.units:
            wrong.append("unit")
        if _interval(result) != self.interval:
            wrong.append("interval")
        return wrong

    def matches_whole(self, result: Result) -> bool:
        """Whether n, N and p are right as well; "420/-" asks for n alone."""
        n, _, size = self.counts.partition("/")
        counts = self.counts == _EMPTY or (_shown(result.n) == n and size in (_EMPTY, _shown(result.N)))
        p = f"{result.p_comparator}{result.p_value}" if result.p_value is not None else _EMPTY
        return self.matches(result) and counts and p == self.p


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows were expected, proposed, right, and right with n, N and p."""

    expected: int = 0
    proposed: int = 0
    right: int = 0
    whole: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected,
            self.proposed + other.proposed,
            self.right + other.right,
            self.whole + other.whole,
        )

    def __str__(self) -> str:
        recall, precision = self.right / max(self.expected, 1), self.right / max(self.proposed, 1)
        return (
            f"{self.right} of {self.expected} rows right (recall {recall:.3f}), {self.proposed} proposed (precision "
            f"{precision:.3f}); {self.whole} right with n, N and p"
        )


def main() -> None:
    """Print the score of each abstract and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_SET)
    parser.add_argument("--show", action="store_true", help="print the rows that were missed and those that are wrong")
    arguments = parser.parse_args()
    proposer = Proposer(read_terms(CLINICAL_TERMS))
    total = Score()
    for abstract in tomllib.loads(arguments.file.read_text(encoding="utf-8"))["abstract"]:
        score, missed, wrong = measure(abstract["text"], abstract["rows"], proposer=proposer)
        total += score
        print(f"{abstract['field']}: {score}")
        if arguments.show:
            for row, nearest in missed:
                print(f"    missed {row.outcomes[0]}, {row.groups[0]}, {row.statistics[0]} {row.values[0]}: {nearest}")
            for result in wrong:
                print(f"    wrong  {_describe(result)}")
    print(f"all: {total}")


def measure(text: str, rows: str, *, proposer: Proposer) -> tuple[Score, list[tuple[Expected, str]], list[Result]]:
    """Return the score of one abstract, the rows that were missed, and the proposed rows that are none of them."""
    source = Source("abstract", "text", "T", "", "", "secondary")
    document = Document("abstract", text)
    found = [item.result for item in proposer.propose(document, source=source, trial=Trial("T", None, ""))]
    expected = [read_row(line) for line in rows.strip().splitlines()]
    left, missed, whole = list(found), [], 0
    for row in expected:
        fitting = sorted((result for result in left if row.matches(result)), key=lambda one: not row.matches_whole(one))
        if fitting:
            left.remove(fitting[0])
            whole += row.matches_whole(fitting[0])
        else:
            missed.append((row, _nearest(row, found)))
    right = len(expected) - len(missed)
    return Score(len(expected), len(found), right, whole), missed, left


def read_row(line: str) -> Expected:
    """Return the row that a line of the set describes."""
    outcomes, groups, statistic, value, unit, interval, counts, p = (cell.strip() for cell in line.split("|"))
    graded = re.search(r"\((any|serious|>=[1-5]|[1-5](?:-[1-5])?)\)$", outcomes)
    names = outcomes[: graded.start()] if graded else outcomes
    return Expected(
        _split(names), graded[1] if graded else None, _split(groups), _split(statistic), _split(value), _split(unit),
        interval, counts, p,
    )  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(" / "))


def _same_outcome(expected: str, proposed: str) -> bool:
    """Whether two names say the same: the same words, but for such as "rate" and "change"."""
    wanted, given = ({token.form for token in split_tokens(name)} for name in (expected, proposed))
    missing, more = wanted - given, given - wanted
    return not (missing - _ADDS_NOTHING) and not (more - _ADDS_NOTHING - common_words()) and bool(wanted & given)


def _same_group(expected: str, result: Result) -> bool:
    if expected == _EMPTY:
        return result.arm is None and result.comparison is None
    given = result.comparison or result.arm or ""
    return [_words(part) for part in expected.split(" vs ")] == [_words(part) for part in given.split(" vs ")] or (
        [_words(part, doses=False) for part in given.split(" vs ")] == [_words(part) for part in expected.split(" vs ")]
    )


def _words(name: str, *, doses: bool = True) -> frozenset[str]:
    plain = re.sub(r"([0-9.]+)[ -]?(mg|g)\b", r"\1\2" if doses else "", name.casefold())
    return frozenset(re.findall(r"[\w.]+", plain)) - {"group", "arm", "therapy", "mg", "chemotherapy", "plus", "oxygen"}


def _grade(result: Result) -> str | None:
    return None if result.grade == "any" else result.grade


def _interval(result: Result) -> str:
    if result.interval_kind is None:
        return _EMPTY
    kind = result.ci_level if result.interval_kind == "CI" else result.interval_kind
    if result.statistic == "range":
        return _EMPTY
    return f"{kind} {result.ci_low} {result.ci_high}"


def _shown(value: object) -> str:
    return str(value)


def _nearest(row: Expected, results: Sequence[Result]) -> str:
    near = [result for result in results if _shown(result.value) in row.values or str(result.p_value) == row.p[1:]]
    if not near:
        return "nothing with that value"
    best = min(near, key=lambda result: len(row.differences(result)))
    return f"{', '.join(row.differences(best)) or 'proposed once'} in {_describe(best)}"


def _describe(result: Result) -> str:
    return (
        f"{result.outcome}{f' ({result.grade})' if result.grade else ''} | {result.arm or result.comparison} | "
        f"{result.statistic} {_shown(result.value)} {result.unit or ''} | {_interval(result)} | "
        f"{result.n}/{result.N} | {result.p_comparator}{result.p_value}"
    )


if __name__ == "__main__":
    main()
