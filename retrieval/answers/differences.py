"""In what two figures of one outcome differ: for a question that asks why, or whether its sources agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.figures import Figure
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.lower_hazards import lower_hazard
from retrieval.questions.breadth import asks_apart
from retrieval.questions.question import Question
from retrieval.questions.quoted import decimals_quoted
from retrieval.records import Sentence
from retrieval.stems import stems


def figures_held_apart(question: Question, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with the values that a question holds against each other ("why 0.53 and 0.548"); else all."""
    if not asks_apart(question.text):
        return figures
    claimed = _claimed(question)
    values = {number: [f for f in figures if any(number in values_of(row) for row in f.rows)] for number in claimed}
    kept = [figure for figure in figures if any(figure in found for found in values.values())]
    return tuple(kept) if len(kept) > 1 and all(values.values()) else figures


def describe_apart(question: Question, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """For each statistic told more than once: whether its figures agree, and in which slots they are not alike.

    A reason beyond the slots is none that a result records, and the sentence says so.
    """
    if not asks_apart(question.text):
        return ()
    groups: defaultdict[tuple[str | None, ...], list[Result]] = defaultdict(list)
    alone = len(figures) == 1  # one analysis, told by several sources
    for row in (row for figure in figures for row in figure.rows):
        groups[row.outcome, row.statistic, row.grade, row.subgroup].append(row)
    shown = [(figure, row) for figure in figures for row in figure.rows if alone]
    for other in (other for figure, row in shown for other in figure.others.get(row.id, ())):
        groups[other.outcome, other.statistic, other.grade, other.subgroup].append(other)
    claimed = _claimed(question)
    return tuple(
        _tell(rows)
        for rows in groups.values()
        if _are_held_twice(rows) and rows[0].value is not None and not _are_of_other_slots(rows, claimed)
        if _disagree(rows) or len(claimed) != _PAIR or claimed <= frozenset().union(*map(values_of, rows))
    )


def held_apart(question: Question, *, corpus: Corpus) -> dict[str, list[Result]]:
    """The results that have each of the figures which a question holds against each other, of outcomes of its words.

    Empty where it holds none apart, and where one of the figures is held nowhere.
    """
    claimed = _claimed(question) if asks_apart(question.text) else frozenset()
    if len(claimed) < _PAIR or not question.outcomes:
        return {}
    named = frozenset().union(*map(_words, question.outcomes))
    rows = [row for row in corpus.table.results(trial=question.trial) if _words(row.outcome) & named]
    found = {number: [row for row in rows if _has(number, row)] for number in sorted(claimed)}
    return found if all(found.values()) else {}


def tell_held_elsewhere(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> Iterator[Sentence]:
    """Of what else a figure is that a question holds against those shown: another outcome, or some of the patients."""
    for number, rows in held_apart(question, corpus=corpus).items():
        if any(_has(number, row) for row in shown):
            continue
        exact = next((row for row in rows if str(row.value) == number), rows[0])
        noted = "".join(f" Noted with it: {note}" for note in plain_notes([exact]))
        yield Sentence(f"The figure {number} is that of: {name_slot(exact)}: {format_value(exact)}.{noted}", (exact,))


def _words(title: str) -> frozenset[str]:
    return stems(re.sub(r"\W+", " ", title))


def _has(number: str, row: Result) -> bool:
    """Whether a figure is quoted as a result has it, or rounded."""
    if not isinstance(row.value, Decimal):
        return False
    told = Decimal(number)
    return number in values_of(row) or row.value.quantize(told, ROUND_HALF_UP) == told


_PAIR = 2
"""Values that are held against each other; of two outcomes, neither differs from another of its own."""


def _claimed(question: Question) -> frozenset[str]:
    return decimals_quoted(question.text)


def values_of(row: Result) -> frozenset[str]:
    """The value of a result as it may be quoted: as printed, or rounded to fewer decimals.

    Of a hazard ratio also the percentage by which the hazard is lower.
    """
    lower = lower_hazard(row)
    return frozenset({str(row.value), *_rounded(row.value), *((str(lower),) if lower is not None else ())})


def _rounded(value: object) -> Iterator[str]:
    """A number with fewer decimals, of which one is left; of one below 1, two."""
    if isinstance(value, Decimal):
        for places in range(1 if value >= 1 else 2, -int(value.as_tuple().exponent)):
            yield str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _are_of_other_slots(rows: Sequence[Result], claimed: frozenset[str]) -> bool:
    """Whether the values that a question holds against each other are of two arms: what sets them apart is told."""
    arms: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        arms[row.arm or row.comparison or ""] |= values_of(row)
    found = claimed & frozenset().union(*arms.values())
    return len(found) > 1 and not any(len(found & values) > 1 for values in arms.values())


def plain_notes(rows: Iterable[Result]) -> dict[str, Result]:
    """What is noted with results, each note with the first that has it; none that tells figures or names of sources."""
    noted: dict[str, Result] = {}
    for row in rows:
        if row.note and not _FIGURED.search(row.note):
            noted.setdefault(row.note, row)
    return noted


_FIGURED = re.compile(r"\d[.·]\d|\b[a-z]+-\d{4}\b|-\d{4}-")


def _are_held_twice(rows: Iterable[Result]) -> bool:
    """Whether one arm or comparison has two results of one statistic, whatever else they differ in."""
    seen: set[tuple[str | None, ...]] = set()
    for row in rows:
        slot = (row.outcome, row.statistic, row.grade, row.subgroup, row.arm, row.comparison)
        if slot in seen:
            return True
        seen.add(slot)
    return False


def _tell(rows: Sequence[Result]) -> Sentence:
    first = rows[0]
    what = f"figures for {in_sentence(first.outcome)} ({first.statistic})"
    slots = [f"{name} ({'; '.join(told)})" if shown else name for name, told, shown in _slots(rows) if len(told) > 1]
    apart = ", ".join(slots)
    if not _disagree(rows):
        text = f"These {what} agree within rounding" + (f", though they differ in {apart}." if apart else ".")
    elif apart:
        noted = " ".join(plain_notes(rows))
        reason = f"Noted with them: {noted}" if noted else "No further reason is recorded with them."
        text = f"These {what} are not the same; they differ in {apart}. {reason}"
    else:
        text = f"These {what} are not the same, though the slots recorded with them are; no reason is recorded."
    return Sentence(text, tuple(rows))


def _slots(rows: Sequence[Result]) -> list[tuple[str, list[str], bool]]:
    """What may tell two results of one statistic apart: its name, the values told, and whether they are printed."""
    told = {
        "analysis and data cut-off": ([row.analysis or str(row.data_cutoff or "none named") for row in rows], True),
        "censoring rule": ([row.censoring or "none named" for row in rows], True),
        "population": ([row.population or "none named" for row in rows], True),
        "method of assessment": ([row.assessor or "none named" for row in rows], False),
        "confidence level": ([str(row.ci_level) for row in rows if row.ci_level is not None], False),
        "source": ([row.source for row in rows], False),
    }
    return [(name, list(dict.fromkeys(values)), shown) for name, (values, shown) in told.items()]


def _disagree(rows: Sequence[Result]) -> bool:
    by_arm: defaultdict[tuple[str | None, ...], list[Result]] = defaultdict(list)
    for row in rows:
        by_arm[row.arm, row.comparison].append(row)
    return any(not agrees(own[0].value, other.value) for own in by_arm.values() for other in own[1:])
