"""The answer without a language model: figures from the table, quotes from the documents, absences said plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval import relations, wording
from retrieval.asks import split_question
from retrieval.figures import Figure, group_figures
from retrieval.leading import disagreements
from retrieval.nearest import DIFFERENCE, MADE_OF_FIGURES, ask_nearest, describe_differences
from retrieval.notices import unread_notice
from retrieval.phrasing import (
    describe_disagreement,
    describe_figure,
    describe_hazard_reduction,
    describe_interval,
    grade_words,
    in_sentence,
)
from retrieval.prompting import fill
from retrieval.question import Question
from retrieval.ranking import introduce_ranking, rank_events
from retrieval.records import Notice, Sentence, Status
from retrieval.selection import Selection, select
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens

_SAFETY_EXAMPLES = 3
_COUNTED = ("baseline", "disposition", "design")
"""Kinds of results of which no effect is asked, where it stands beside another outcome."""
_AT_LARGE = re.compile(r"\b(?:adverse events?|deaths?|mortality)\b", re.IGNORECASE)
"""What a safety outcome is named by that sums up many events."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, before citations are numbered and numbers checked.

    Attributes:
        model: Name of the chat model that wrote it, or ``None``.
    """

    status: Status
    sentences: tuple[Sentence, ...]
    trial: str | None = None
    notices: tuple[Notice, ...] = ()
    model: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """What the table says of one part of a question: figures, and the subjects that it does not hold.

    Attributes:
        asked: The part as it was asked, where the figures only stand in for it; ``None`` else.
    """

    question: Question
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    asked: Question | None = None


def answer_figures(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """Answer from the results table, part by part; ``None`` when the question names no outcome.

    A part that the table does not hold is said, and takes nothing from the others.
    """
    if not question.outcomes:
        return None
    if question.ranked and (ranking := _rank(question, corpus=corpus, terms=terms)):
        return ranking
    parts = [_answer_part(part, corpus=corpus, terms=terms) for part in split_question(question)]
    figures = [figure for part in parts for figure in part.figures]
    missing = tuple(dict.fromkeys(subject for part in parts for subject in part.missing))
    absent = (not_found("; ".join(missing), corpus=corpus, question=question),) if missing else ()
    if not figures:
        return Draft("not_found", absent, question.trial)
    told = [sentence for part in parts for sentence in _tell_part(part, terms=terms)]
    first, last = (absent, ()) if any(part.asked for part in parts) else ((), absent)
    pointer = point_to_safety(figures, corpus=corpus)
    notices = unread_notice(_unread(question, figures, corpus=corpus))
    sentences = tuple(dict.fromkeys((*first, *told, *last, *((pointer,) if pointer else ()))))
    return Draft("answered", sentences, question.trial, notices)


def _answer_part(part: Question, *, corpus: Corpus, terms: TermIndex) -> _Part:
    selection = select(part, part.outcomes[0], corpus=corpus, terms=terms)
    figures = selection.figures
    stray = unaccounted(part, [row for figure in figures for row in figure.rows], corpus=corpus)
    words = stray or _unread(part, figures, corpus=corpus)
    if words and (others := _figures_in_other_words(part, words, corpus=corpus, terms=terms)):
        return _Part(part, tuple(others), ())
    if stray or not figures:
        if selection.missing == "statistic" and len(part.listed) > 1 and not stray:
            return _answer_part(
                replace(part, statistics=(), listed=()), corpus=corpus, terms=terms
            )  # another's statistic
        missing = (_subject(part, selection, stray),)
        near = None if stray else ask_nearest(part, selection.missing)
        held = _answer_part(near, corpus=corpus, terms=terms) if near else None
        return replace(held, missing=missing, asked=part) if held and held.figures else _Part(part, (), missing)
    counted = len(part.listed) > 1 and figures[0].first.category in _COUNTED  # another's hazard ratio
    told = () if counted else selection.lacking
    lacking = tuple(f"{in_sentence(selection.outcome)} ({slot})" for slot in told)
    return _Part(part, figures, lacking, asked=part if _is_made_of_figures(part, selection) else None)


def _is_made_of_figures(part: Question, selection: Selection) -> bool:
    """Whether a measure is asked that no source reports, and that the figures found make up."""
    told = {row.statistic.split()[-1] for figure in selection.figures for row in figure.rows}
    return bool(MADE_OF_FIGURES & set(selection.lacking)) or (DIFFERENCE in part.statistics and DIFFERENCE not in told)


def _unread(question: Question, figures: Sequence[Figure], *, corpus: Corpus) -> tuple[str, ...]:
    """Words without a slot that no result found carries; they may name another result."""
    held = frozenset().union(*(stems(_text_of(row, corpus)) for figure in figures for row in figure.rows))
    return tuple(token.text for token in question.unread if not stems(token.text) <= held)


def _figures_in_other_words(
    question: Question, stray: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> list[Figure]:
    """Figures of outcomes that name the one asked, and whose text holds every word that the exact outcome lacks."""
    words = stems(" ".join(stray))
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if any(stems(name) <= stems(row.outcome) for name in question.outcomes)
        and words <= stems(_text_of(row, corpus))
    ]
    titled = [row for row in rows if words <= stems(row.outcome)]
    return group_figures(titled or rows, corpus=corpus, terms=terms)


def _rank(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The ranking that "the most common side effects" asks for; ``None`` for another question."""
    safety = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    if question.subgroups or question.unknown or not any(term and term.category == "safety" for term in safety):
        return None
    figures = rank_events(question, corpus=corpus, terms=terms)
    if not figures:
        return None
    told = [sentence for figure in figures for sentence in describe_figure(figure, terms=terms)]
    return Draft("answered", (introduce_ranking(figures), *told))


def unaccounted(question: Question, rows: Sequence[Result], *, corpus: Corpus) -> tuple[str, ...]:
    """Restrictions of the question that stand in none of the results found, their sources or their trial."""
    if not question.unknown and not question.landmark:
        return ()
    held = frozenset().union(*(stems(_text_of(row, corpus)) for row in rows))
    left = [token.text for token in question.unknown if not stems(token.text) <= held]
    time = [token.text for token in split_tokens(question.landmark or "") if token.form not in common_words()]
    if question.landmark and not stems(" ".join(time)) <= held:
        left.append(question.landmark)
    return tuple(dict.fromkeys(left))


def not_found(subject: str, *, corpus: Corpus, question: Question) -> Sentence:
    """Say that the corpus does not hold ``subject``, and what it holds."""
    text = fill("not_found", subject=subject, holdings=describe_holdings(corpus, trial=question.trial))
    return Sentence(text, stays=True)


def describe_holdings(corpus: Corpus, *, trial: str | None) -> str:
    """What kind of sources the corpus holds, without counts: a number in an answer is a result."""
    sources = [source for source in corpus.sources.values() if trial in (None, source.trial)]
    texts = sum(source.kind != "figures" for source in sources)
    declared = any(trial in (None, entry.trial) for entry in corpus.disclosures)
    beside = ", with the disclosures printed there" if declared else ""
    parts = [f"the text of {'a single source' if texts == 1 else 'several sources'}{beside}"] if texts else []
    parts += ["only selected figures from other sources"] if texts < len(sources) else []
    return ", and ".join(parts) or "nothing about this trial"


def point_to_safety(figures: Sequence[Figure], *, corpus: Corpus) -> Sentence | None:
    """One line after an efficacy answer about a regimen: where its safety results are."""
    if not any(figure.first.category == "efficacy" for figure in figures):
        return None
    trial = figures[0].first.trial
    safety = [row for row in corpus.table.results(trial=trial) if row.category == "safety"]
    if not safety:
        return None
    quoted = sorted((row for row in safety if row.start is not None), key=lambda row: row.id)
    totals = [row for row in safety if _AT_LARGE.search(row.outcome)]
    first = (*quoted, *totals, *safety)
    outcomes = list(dict.fromkeys(in_sentence(row.outcome) for row in first))[:_SAFETY_EXAMPLES]
    return Sentence(fill("safety_pointer", examples=", ".join(outcomes)), (first[0],), stays=True)


def _tell_part(part: _Part, *, terms: TermIndex) -> list[Sentence]:
    told = [sentence for figure in part.figures for sentence in _tell(figure, part.question, terms=terms)]
    return [*told, *describe_differences(part.asked, part.figures)] if part.asked else told


def _tell(figure: Figure, question: Question, *, terms: TermIndex) -> list[Sentence]:
    sentences = list(describe_figure(figure, terms=terms))
    if question.brief:
        return sentences
    for row in figure.rows:
        if question.weighs and (interval := describe_interval(row)):
            sentences.append(interval)
        if "hazard reduction" in question.statistics and (reduction := describe_hazard_reduction(row)):
            sentences.append(reduction)
        sentences += [describe_disagreement(other) for other in disagreements(row, figure.others.get(row.id, ()))]
    return sentences


def _subject(question: Question, selection: Selection, stray: Sequence[str]) -> str:
    """What was asked and is not held: the outcome, and the slot of the question that no result fills."""
    asked: dict[str | None, Sequence[str]] = {
        "subgroup": question.subgroups,
        "grade": [grade_words(grade).removeprefix(", ") for grade in question.grades],
        "population": question.populations,
        "statistic": question.statistics,
        "arm": question.arms,
        "analysis": [words for _, words in question.analyses],
        "source": [token.text for token in question.hints],
        "aspect": relations.consequences(question.text),
        "assessor": [wording.assessor(question.text) or ""],
    }
    slots = [slot for slot in ("subgroup", selection.missing) if slot and asked.get(slot)]
    named = {slot: ", ".join(dict.fromkeys(map(_closed, asked[slot]))) for slot in dict.fromkeys(slots)}
    details = [words if slot == "grade" else f"{slot}: {words}" for slot, words in named.items()]
    details += [f"“{word}”" for word in stray] if selection.figures else []
    outcome = in_sentence(selection.outcome)
    return f"{outcome} ({'; '.join(details)})" if details else outcome


def _closed(words: str) -> str:
    """Words of a question that end within a bracket, with the bracket closed."""
    return words + ")" * (words.count("(") - words.count(")"))


def _text_of(row: Result, corpus: Corpus) -> str:
    source = corpus.sources[row.source]
    trial = next((trial for trial in corpus.trials if trial.id == row.trial), None)
    fields = (
        row.outcome,
        row.item,
        row.time_frame,
        row.grade,
        row.population,
        row.subgroup,
        row.assessor,
        row.censoring,
        row.analysis,
        row.arm,
    )
    more = (
        row.comparison,
        row.statistic,
        row.unit,
        row.note,
        row.quote,
        row.p_sides,
        row.p_tested,
        source.title,
        source.citation,
    )
    named = (trial.acronym, trial.title, trial.condition) if trial else ()
    return " ".join(str(part) for part in (*fields, *more, *source.authors, *named) if part)
