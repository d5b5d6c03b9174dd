"""Where the figures of an answer are reported, in words: for a question that asks for the source itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.differences import values_of
from retrieval.answers.figures import Figure
from retrieval.answers.identifiers import asks_identifier
from retrieval.answers.leading import source_rank
from retrieval.answers.phrasing import format_plain, in_sentence
from retrieval.answers.splits import same_part
from retrieval.naming import sources_named
from retrieval.questions import breadth, clauses
from retrieval.questions.question import Question
from retrieval.records import Sentence

_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def describe_sources(
    figures: Iterable[Figure], *, corpus: Corpus, quoted: frozenset[str] = frozenset()
) -> tuple[Sentence, ...]:
    """One sentence for each figure: which source reports it, and which others do, with or without its interval.

    Args:
        quoted: Numbers that the question quotes: where sources print one of them, it is told which do, and no more.
    """
    figures = tuple(figures)
    if exactly := _describe_quoted(figures, corpus=corpus, quoted=quoted):
        return exactly
    return tuple(dict.fromkeys(_describe(row, corpus=corpus) for figure in figures for row in _told(figure)))


def _describe_quoted(figures: Sequence[Figure], *, corpus: Corpus, quoted: frozenset[str]) -> tuple[Sentence, ...]:
    """For each number quoted that sources print as one of the figures, and each of several dates, which sources do."""
    printing: defaultdict[tuple[str, ...], list[Result]] = defaultdict(list)
    for figure in figures:
        printed = (*figure.rows, *(other for rows in figure.others.values() for other in rows))
        dates = {row.value for row in printed if row.statistic == "date"}
        for row in printed:
            if quoted & values_of(row) or (row.statistic == "date" and len(dates) > 1):
                whose = f" with {row.arm}" if row.arm and row.arm != "all" else ""
                where = f" ({row.analysis})" if row.analysis else ""
                printing[row.statistic, in_sentence(row.outcome), whose, where, format_plain(row)].append(row)
    return tuple(
        Sentence(
            f"The {statistic} of {outcome}{whose}{where} is printed as {value} in: "
            f"{'; '.join(dict.fromkeys(_name(row, corpus) for row in rows))}.",
            tuple(rows),
        )
        for (statistic, outcome, whose, where, value), rows in printing.items()
    )


def describe_levels(figures: Iterable[Figure], *, corpus: Corpus, text: str) -> tuple[Sentence, ...]:
    """For each figure that is printed with several confidence levels: by which sources each of them is.

    Of the levels that a question names, else of all where it asks which they are.
    """
    figures = tuple(figures)
    named = {match["level"] for match in _LEVEL.finditer(text)}
    if _WHICH_LEVELS.search(text):
        rows = [row for figure in figures for row in (*figure.rows, *sum(map(tuple, figure.others.values()), ()))]
        named |= {str(row.ci_level) for row in rows if row.ci_level is not None}
    printing: defaultdict[tuple[str, ...], defaultdict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures if len(named) > 1 else ():
        for row in (*figure.rows, *(other for rows in figure.others.values() for other in rows)):
            if str(row.ci_level) in named:
                slot = (
                    row.statistic,
                    row.outcome,
                    row.arm or row.comparison or "",
                    row.analysis or "",
                    row.censoring or "",
                )
                printing[slot][str(row.ci_level)].append(row)
    return tuple(
        Sentence(
            f"The interval of the {statistic} of {in_sentence(outcome)} ({analysis}) is printed as a {level}% CI in: "
            f"{'; '.join(dict.fromkeys(_name(row, corpus) for row in rows))}.",
            tuple(rows),
        )
        for (statistic, outcome, _, analysis, _), levels in printing.items()
        for level, rows in levels.items()
        if len(levels) > 1
    )


_LEVEL = re.compile(r"(?<![\d.])(?P<level>\d\d(?:\.\d+)?)\s?(?:%|per ?cent\b)")
_WHICH_LEVELS = re.compile(
    r"^(?=.*\b(?:levels? of (?:confidence|the (?:intervals?|CIs?))"
    r"|(?:confidence|CI|coverage|interval) (?:interval )?levels?)\b)"
    r".*\b(?:each|every|sources|papers|publications|abstracts|articles|prints?|printed"
    r"|(?:two|different|several) (?:\w+ )?levels)\b",
    re.IGNORECASE,
)
"""That the levels of an interval are asked by source: "which confidence levels are printed, and by whom"."""


def tell_reports(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """Which sources report an analysis, or a part of the patients, where no outcome is asked but who published it."""
    parts = {term.name: {"analysis": term.name} for term, _ in question.analyses}
    slots = corpus.table.slots(question.trial or "", ("subgroup",))
    told = [part for (part,) in slots if part and any(same_part(name, part) for name in question.outcomes)]
    parts |= {name: {"subgroup": name} for name in (*question.subgroups, *told)}
    ends = (*clauses.further_questions(question.text), len(question.text))
    if asks_identifier(question.text) or sources_named(question, corpus=corpus):
        return ()
    measured = any(m.term.category in ("efficacy", "safety") for m in question.mentions)
    if not breadth.asks_source(question.text[: ends[0]]) or measured or question.statistics or question.drugs:
        return ()
    said = []
    for name, slot in parts.items():
        rows = corpus.table.results(trial=question.trial)
        held = {row.source: row for row in rows if all(getattr(row, key) == value for key, value in slot.items())}
        order = list(corpus.sources)
        first = sorted(
            held.values(), key=lambda row: (source_rank(corpus.sources[row.source]), order.index(row.source))
        )
        first = first[:1] if _MAIN_PAPER.search(question.text) else first
        if first:
            named = "; ".join(_name(row, corpus) for row in first)
            said.append(Sentence(f"Results of {_named(name, slot)} are reported in: {named}.", tuple(first)))
    return tuple(said)


_MAIN_PAPER = re.compile(
    r"\b(?:main|primary|original|principal|key|lead) (?:\w+ )?(?:publication|paper|article|report|reference)\b",
    re.IGNORECASE,
)
"""The one publication that leads, whatever others report the same analysis."""


def _named(name: str, slot: dict[str, str]) -> str:
    return f"the {name}" if "analysis" in slot else f"the subgroup {name}"


def _told(figure: Figure) -> list[Result]:
    """One row for each statistic of a figure: the arms of one have one source."""
    return list({(row.statistic, row.source): row for row in reversed(figure.rows)}.values())[::-1]


def _describe(row: Result, *, corpus: Corpus) -> Sentence:
    held = corpus.table.results(trial=row.trial, outcome=row.outcome)
    same_slot = [other for other in held if other.source != row.source and _slot(other) == _slot(row)]
    others = list({other.source: other for other in same_slot}.values())
    same, without = _split(others, whole=row.ci_low is None)
    where = f" ({row.analysis}{f', {row.censoring}' if row.censoring else ''})" if row.analysis else ""
    text = f"The {row.statistic} of {in_sentence(row.outcome)}{where} is reported in: {_name(row, corpus)}"
    if same:
        text += f"; also in: {'; '.join(_name(other, corpus) for other in same)}"
    if without:
        text += f"; without the interval in: {'; '.join(_name(other, corpus) for other in without)}"
    return Sentence(f"{text}.", (row, *same, *without))


def _slot(row: Result) -> tuple[str | None, ...]:
    return row.statistic, row.arm, row.comparison, row.analysis, row.subgroup, row.censoring, row.grade, row.item


def _split(others: Sequence[Result], *, whole: bool) -> tuple[list[Result], list[Result]]:
    same = [other for other in others if whole or other.ci_low is not None]
    return same, [other for other in others if other not in same]


def _name(row: Result, corpus: Corpus) -> str:
    """The reference of a result's source without its address, which stands in the citation."""
    return _ADDRESS.sub("", corpus.sources[row.source].citation).rstrip(" .")
