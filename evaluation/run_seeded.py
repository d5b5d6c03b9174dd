"""Seeded errors: ``python -m evaluation.run_seeded``. Does the checker see what is wrong, and nothing that is right?

Tells every figure of the corpus, and of four invented trials, in many ways, alters each telling in one thing, and has
both checked; then the same with pairs and with whole texts written by hand. Prints the tables and writes them between
the marks of ``evaluation/results/seeded_errors.md``, and what failed to ``evaluation/results/seeded_errors.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.seeded_errors import TRIALS, Pair, generate, read_pairs, read_texts, read_trial
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
from ingest.records import Result, Source, Trial
from ingest.results_file import read_results
from ingest.settings import read_settings
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport
from retrieval.terms import TermIndex

_RESULTS = Path(__file__).parent / "results"
_PAGE = _RESULTS / "seeded_errors.md"
_FAILURES = _RESULTS / "seeded_errors.json"
_FAILURES_SHOWN = 3
"""Of one set, class and kind: a reader wants examples of each, not all of one."""
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
class Run:
    """The grades of one set of pairs, what was said of each text, and how long that took."""

    grades: tuple[Grade, ...]
    readings: dict[str, Reading]
    seconds: float

    def to_markdown(self, title: str) -> str:
        """Return the table of the run, with its speed."""
        table = to_markdown(summarise(self.grades), title=title)
        return f"{table}\n{len(self.readings)} texts in {self.seconds:.1f} s.\n"


@dataclass(frozen=True, slots=True)
class Field:
    """A table and its words, the trials that it holds, and the sources of its results, by id."""

    trials: tuple[Trial, ...]
    results: tuple[Result, ...]
    terms: tuple[Term, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)

    def make_check(self) -> Check:
        """Return the checker over this table."""
        table = ResultsTable(self.results)
        index = TermIndex(self.terms, table=table)
        return lambda text, trial: check_text(
            text, table=table, terms=index, trials=self.trials, trial=trial, sources=self.sources
        )


def main() -> None:
    """Run the command."""
    arguments = _read_arguments()
    fields = _open_fields(arguments)
    runs = [] if arguments.pairs else [_seeded(one, limit=arguments.limit) for one in fields]
    runs += [_by_hand(fields, read_pairs()), _by_hand(fields, read_texts())]
    titles = (
        ("Written by hand", "Whole texts")
        if arguments.pairs
        else ("Generated: the corpus", "Generated: invented trials", "Written by hand", "Whole texts")
    )
    page = "\n".join(run.to_markdown(title) for run, title in zip(runs, titles, strict=True))
    print(page)
    whole = arguments.limit is None and not arguments.pairs and arguments.results is None
    if whole:
        _write(page)
    if whole or arguments.json:
        failures = [
            failure for run in runs for failure in list_failures(run.grades, run.readings, most=arguments.failures)
        ]
        (arguments.json or _FAILURES).write_text(
            json.dumps(failures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the checks on statements with seeded errors.")
    parser.add_argument("--home", type=Path, default=None, help="state folder (default: as set)")
    parser.add_argument(
        "--results", type=Path, default=None, help="a results file in place of the corpus; publishes nothing"
    )
    parser.add_argument(
        "--limit", type=int, default=None, help="pairs of each class and trial at most; publishes nothing"
    )
    parser.add_argument(
        "--pairs", action="store_true", help="only the pairs and texts written by hand; publishes nothing"
    )
    parser.add_argument("--failures", type=int, default=_FAILURES_SHOWN, help="failures told of each class and kind")
    parser.add_argument("--json", type=Path, default=None, help="where to write the failures")
    return parser.parse_args()


def _open_fields(arguments: argparse.Namespace) -> tuple[Field, Field]:
    general = read_terms(CLINICAL_TERMS)
    invented = Field(TRIALS, tuple(row for trial in TRIALS for row in read_trial(trial)), general)
    if arguments.results is not None:
        rows = read_results(arguments.results, documents={})
        trials = tuple(Trial(name, None, name) for name in sorted({row.trial for row in rows}))
        return Field(trials, rows, general), invented
    with open_corpus(arguments.home or read_settings().home) as corpus:
        return Field(corpus.trials, corpus.table.results(), corpus.terms, corpus.sources), invented


def _seeded(one: Field, *, limit: int | None) -> Run:
    """Grade generated pairs of every trial."""
    return _grade(one, [pair for trial in one.trials for pair in _generate(trial, one, limit=limit)])


def _grade(one: Field, pairs: Sequence[Pair]) -> Run:
    """Where a table holds several trials, the checker is told which one is meant."""
    examiner = Examiner(one.make_check())
    start = time.perf_counter()
    grades = tuple(examiner.grade(pair, trial=pair.trial if len(one.trials) > 1 else None) for pair in pairs)
    return Run(grades, examiner.readings, time.perf_counter() - start)


def _generate(trial: Trial, one: Field, *, limit: int | None) -> Iterable[Pair]:
    foreign = [(other, read_trial(other)) for other in TRIALS if other != trial]
    own = [row for row in one.results if row.trial == trial.id]
    return generate(own, trial=trial, foreign=foreign, **({} if limit is None else {"per_class": limit}))


def _by_hand(fields: Sequence[Field], pairs: Sequence[Pair]) -> Run:
    """Grade the pairs of every trial that is there."""
    runs = [_grade(one, [pair for pair in pairs if pair.trial in {trial.id for trial in one.trials}]) for one in fields]
    grades = tuple(grade for run in runs for grade in run.grades)
    readings = {text: reading for run in runs for text, reading in run.readings.items()}
    return Run(grades, readings, sum(run.seconds for run in runs))


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
