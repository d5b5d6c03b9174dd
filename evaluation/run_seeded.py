"""Seeded errors: ``python -m evaluation.run_seeded``. Does the checker see what is wrong, and nothing that is right?

Tells every figure of the corpus, and of four invented trials, in many ways, alters each telling in one thing, and has
both checked; then the same with pairs written by hand. Prints the tables and writes them between the marks of
``evaluation/results/seeded_errors.md``, and what failed to ``evaluation/results/seeded_errors.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.seeded_errors import TRIALS, Pair, generate, read_pairs, read_trial
from evaluation.seeded_errors.scoring import (
    Grade,
    Number,
    Reading,
    Remark,
    grade,
    list_failures,
    summarise,
    to_markdown,
)
from ingest.corpus import open_corpus
from ingest.records import Result, Trial
from ingest.results_file import read_results
from ingest.settings import Settings
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term, read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport
from retrieval.terms import TermIndex

_RESULTS = Path(__file__).parent / "results"
_PAGE = _RESULTS / "seeded_errors.md"
_FAILURES = _RESULTS / "seeded_errors.json"
_BEGIN, _END = "<!-- seeded errors: begin -->", "<!-- seeded errors: end -->"

Check = Callable[[str, str | None], CheckReport]


@dataclass(slots=True)
class Examiner:
    """Has each text checked once: most true statements have several twins."""

    check: Check
    readings: dict[str, Reading] = field(default_factory=dict)

    def grade(self, pair: Pair, *, trial: str | None) -> Grade:
        """Return what the checker made of a pair."""
        return grade(pair, true=self._read(pair.true.text, trial), altered=self._read(pair.altered.text, trial))

    def _read(self, text: str, trial: str | None) -> Reading:
        if text not in self.readings:
            self.readings[text] = _to_reading(self.check(text, trial))
        return self.readings[text]


@dataclass(frozen=True, slots=True)
class Field:
    """A table and its words, and the trials that it holds."""

    trials: tuple[Trial, ...]
    results: tuple[Result, ...]
    terms: tuple[Term, ...]

    def make_check(self) -> Check:
        """Return the checker over this table."""
        table = ResultsTable(self.results)
        index = TermIndex(self.terms, table=table)
        return lambda text, trial: check_text(text, table=table, terms=index, trials=self.trials, trial=trial)


def main() -> None:
    """Run the command."""
    arguments = _read_arguments()
    corpus, invented = _open_fields(arguments)
    sets = [] if arguments.pairs else [_seeded(one, limit=arguments.limit) for one in (corpus, invented)]
    named = list(zip(("Generated: the corpus", "Generated: invented trials"), sets, strict=False))
    named.append(("Written by hand", _handwritten((corpus, invented))))
    parts, failures = [], []
    for title, (grades, readings, seconds) in named:
        part = to_markdown(summarise(grades), title=title)
        parts.append(f"{part}\n{len(readings)} texts in {seconds:.1f} s.\n")
        failures += list_failures(grades, readings)
    page = "\n".join(parts)
    print(page)
    if arguments.limit is None and not arguments.pairs and arguments.results is None:
        _write(page)
    _FAILURES.parent.mkdir(exist_ok=True)
    _FAILURES.write_text(json.dumps(failures, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(failures)} failures in {_FAILURES}")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the checks on statements with seeded errors.")
    parser.add_argument("--home", type=Path, default=None, help="state folder (default: as set)")
    parser.add_argument("--results", type=Path, default=None, help="a results file of one trial in place of the corpus")
    parser.add_argument("--limit", type=int, default=None, help="pairs of each class and trial at most")
    parser.add_argument("--pairs", action="store_true", help="only the pairs written by hand")
    return parser.parse_args()


def _open_fields(arguments: argparse.Namespace) -> tuple[Field, Field]:
    general = read_terms(CLINICAL_TERMS)
    invented = Field(TRIALS, tuple(row for trial in TRIALS for row in read_trial(trial)), general)
    if arguments.results is not None:
        rows = read_results(arguments.results, documents={})
        trials = tuple(Trial(name, None, name) for name in sorted({row.trial for row in rows}))
        return Field(trials, rows, general), invented
    with open_corpus(arguments.home or Settings().home) as corpus:
        return Field(corpus.trials, corpus.table.results(), corpus.terms), invented


def _seeded(one: Field, *, limit: int | None) -> tuple[list[Grade], dict[str, Reading], float]:
    """Grade generated pairs; where a table holds several trials, the checker is told which one is meant."""
    examiner = Examiner(one.make_check())
    pairs = [pair for trial in one.trials for pair in _generate(trial, one, limit=limit)]
    start = time.perf_counter()
    grades = [examiner.grade(pair, trial=pair.trial if len(one.trials) > 1 else None) for pair in pairs]
    return grades, examiner.readings, time.perf_counter() - start


def _generate(trial: Trial, one: Field, *, limit: int | None) -> Iterable[Pair]:
    foreign = [(other, read_trial(other)) for other in TRIALS if other != trial]
    own = [row for row in one.results if row.trial == trial.id]
    return generate(own, trial=trial, foreign=foreign, **({} if limit is None else {"per_class": limit}))


def _handwritten(fields: Sequence[Field]) -> tuple[list[Grade], dict[str, Reading], float]:
    checks = {
        trial.id: (Examiner(check), trial.id if len(one.trials) > 1 else None)
        for one in fields
        for check in (one.make_check(),)
        for trial in one.trials
    }
    pairs = [pair for pair in read_pairs() if pair.trial in checks]
    start = time.perf_counter()
    grades = [checks[pair.trial][0].grade(pair, trial=checks[pair.trial][1]) for pair in pairs]
    seconds = time.perf_counter() - start
    return (
        grades,
        {text: reading for examiner, _ in checks.values() for text, reading in examiner.readings.items()},
        seconds,
    )


def _to_reading(report: CheckReport) -> Reading:
    numbers = tuple(Number(one.start, one.end, one.verdict.value, one.reason) for one in report.checks)
    return Reading(numbers, tuple(Remark(one.kind, one.severity, one.reason) for one in report.findings))


def _write(page: str) -> None:
    """Replace what stands between the marks; the words around it stay."""
    _RESULTS.mkdir(exist_ok=True)
    text = _PAGE.read_text(encoding="utf-8") if _PAGE.exists() else f"# Seeded errors\n\n{_BEGIN}\n{_END}\n"
    before, _, rest = text.partition(_BEGIN)
    _PAGE.write_text(f"{before}{_BEGIN}\n\n{page}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
