"""A letter of many true statements, and tables large enough to show whether its numbers are looked up or searched for.

Both tables are of one trial: in the *deep* one every outcome is told of many subgroups, as an exploratory report does;
the *wide* one has many outcomes, as a registry's tables of adverse events do.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from evaluation.seeded_errors import read_pairs
from ingest.corpus import Corpus
from ingest.records import Result
from ingest.table import ResultsTable
from retrieval.checks import check_text
from retrieval.terms import TermIndex

LETTER_WORDS = 2000
TABLE_RESULTS = 100_000
_ROUNDS = 5
_PARTS = ("pain", "infection", "oedema", "rash", "nausea", "failure", "ulcer", "injury", "disorder", "bleeding")


def time_letters(corpus: Corpus) -> Iterator[tuple[str, float]]:
    """Yield what a letter was checked against, and the median seconds of a warm check."""
    trial = corpus.trials[0]
    own = corpus.table.results(trial=trial.id)
    letter = make_letter(trial.id)
    for what, rows in (
        (f"{len(own)} results", own),
        (f"{TABLE_RESULTS:,} results in many subgroups", make_deep(own, size=TABLE_RESULTS)),
        (f"{TABLE_RESULTS:,} results of many outcomes", make_wide(own, size=TABLE_RESULTS)),
    ):
        table = ResultsTable(rows)
        terms = TermIndex(corpus.terms, table=table)
        times = []
        for _ in range(_ROUNDS + 1):
            start = time.perf_counter()
            report = check_text(letter, table=table, terms=terms, trials=(trial,))
            times.append(time.perf_counter() - start)
        yield f"{len(letter.split())} words, {len(report.checks)} numbers, {what}", statistics.median(times[1:])


def make_letter(trial: str, *, words: int = LETTER_WORDS) -> str:
    """Return true statements of ``trial`` as paragraphs, at most ``words`` words of them."""
    texts = dict.fromkeys(pair.true.text for pair in read_pairs() if pair.trial == trial)
    kept: list[str] = []
    for text in texts:
        words -= len(text.split())
        if words < 0:
            break
        kept.append(text)
    return "\n\n".join(kept)


def make_deep(rows: Sequence[Result], *, size: int) -> list[Result]:
    """Return ``rows`` and copies of them in made-up subgroups, with other values."""
    chance = random.Random(0)  # noqa: S311  # no secrets
    whole = [row for row in rows if row.category in ("baseline", "efficacy", "safety") and not row.subgroup]
    made = list(rows)
    while len(made) < size:
        group = len(made) // len(whole)
        for row in whole:
            value = row.value
            if isinstance(value, Decimal):
                value += Decimal(chance.randint(1, 400)).scaleb(int(value.as_tuple().exponent))
            made.append(replace(row, id=f"{row.id}/{len(made)}", subgroup=f"Site {group}", value=value))
    return made[:size]


def make_wide(rows: Sequence[Result], *, size: int) -> list[Result]:
    """Return ``rows`` and percentages of made-up adverse events in both arms."""
    chance = random.Random(0)  # noqa: S311  # no secrets
    arms = {row.arm: row for row in rows if row.category == "safety" and row.N and row.n and row.arm != "all"}
    made = list(rows)
    while len(made) < size:
        number = len(made)
        name = f"Term {number} {chance.choice(_PARTS)} {chance.choice(_PARTS)}"
        for row in arms.values():
            n = chance.randint(1, row.N or 1)
            share = (Decimal(100 * n) / Decimal(row.N or 1)).quantize(Decimal("0.1"))
            made.append(
                replace(row, id=f"made:{len(made)}", outcome=name, statistic="percentage", value=share, unit="%", n=n)
            )
    return made[:size]
