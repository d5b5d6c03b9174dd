"""In how many patients an outcome was measured, where that is asked of it and not how many had it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of

_COUNTS = {"count", "percentage"}
_SIZES = {"Patients randomised", "Started"}
_ASKED = re.compile(
    r"\bhow many\s(?:(?:of the|in each|with)\s)?(?:\w+\s){0,3}?(?:(?:were|was|are|got|have been|could be)\s)?"
    r"(?:\w+\s){0,2}?(?:analy[sz]ed|analy[sz]able|evaluated|evaluable|assessed|assessable"
    r"|(?:included|counted) in (?:the|this|that|its) (?:\w+ )?analysis)\b"
    r"|\b(?:number|numbers|n) (?:of (?:patients|participants|subjects|people) )?(?:analy[sz]ed|evaluated|evaluable)\b"
    r"|\bhow many\s(?:\w+\s){0,3}?(?:contributed|had (?:data|values|measurements))\b"
    r"|\b(?:what|which) (?:was|were|is|are) the denominators?\b",
    re.IGNORECASE,
)


def asks_analysed(question: Question, *, corpus: Corpus) -> bool:
    """Whether it is asked of an outcome of a record in how many it was measured."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    measured = any(name not in _SIZES and kinds.get(name) not in _NOT_MEASURED for name in question.outcomes)
    return measured and names_analysed(question.text) and record_of(question.trial, corpus=corpus) is not None


def names_analysed(text: str) -> bool:
    """Whether words ask in how many patients something was measured."""
    return bool(_ASKED.search(text))


def tells_analysed(sentence: Sentence) -> bool:
    """Whether a sentence tells in how many patients something was measured."""
    return sentence.text.startswith(_LEAD)


_LEAD = "Analysed for "
_NOT_MEASURED = ("baseline", "disposition", "design")


def for_analysed(question: Question, *, corpus: Corpus) -> Question:
    """The question for the figures of what was measured, and not for counts, where it asks in how many it was."""
    if not asks_analysed(question, corpus=corpus):
        return question
    statistics = tuple(name for name in question.statistics if name not in _COUNTS)
    return replace(
        question, statistics=statistics, outcomes=tuple(name for name in question.outcomes if name not in _SIZES)
    )


def describe_analysed(figures: Sequence[Figure], question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """How many were analysed for each outcome asked, arm by arm: ``"Analysed for X: 80 patients with A and ..."``."""
    if not asks_analysed(question, corpus=corpus):
        return ()
    counted: dict[str, dict[str, tuple[str | None, list[Result]]]] = {}
    for figure in figures:
        held = {row.arm: row for row in _of_arms(figure, corpus=corpus)}
        counts = [f"{row.N} patients {'overall' if arm == 'all' else f'with {arm}'}" for arm, row in held.items()]
        if counts and figure.first.category not in _NOT_MEASURED:
            where = f" ({figure.first.population} population)" if figure.first.population in _POPULATIONS else ""
            of_outcome = counted.setdefault(f"{in_sentence(figure.first.outcome)}{where}", {})
            of_outcome.setdefault(" and ".join(counts), (figure.first.item, [*held.values()]))
    return tuple(
        Sentence(
            f"{_LEAD}{name}{f' – {item}' if item and len(by_item) > 1 else ''}: {counts}.",
            tuple(rows),
            counted=tuple(str(row.N) for row in rows),  # denominators of the rows, not what was counted in them
        )
        for name, by_item in counted.items()
        for counts, (item, rows) in by_item.items()
    )


def _of_arms(figure: Figure, *, corpus: Corpus) -> list[Result]:
    """The results of the arms in a figure, or in those that it compares, with the number analysed."""
    own = [row for row in figure.rows if row.arm and row.N is not None]
    first, pairs = figure.first, [(row.comparison or "").split(" vs ") for row in figure.rows]
    every = () if own else corpus.table.results(trial=first.trial, outcome=first.outcome)
    alike = [row for row in every if (row.item, row.population) == (first.item, first.population)]
    return own or [row for row in alike if row.N is not None and any(row.arm in pair for pair in pairs)]


_POPULATIONS = ("safety", "intention-to-treat", "per-protocol")
