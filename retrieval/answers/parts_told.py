"""What is said of the figures of one part of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.answers.differences import describe_apart
from retrieval.answers.figures import Figure
from retrieval.answers.leading import disagreements, printed_otherwise
from retrieval.answers.nearest import describe_differences
from retrieval.answers.over_time import asks_change, describe_changes
from retrieval.answers.parts_ranked import by_effect, introduce_order
from retrieval.answers.phrasing import (
    describe_disagreement,
    describe_figure,
    describe_hazard_reduction,
    describe_interval,
)
from retrieval.answers.pooled import describe_pooled
from retrieval.answers.question_parts import Part
from retrieval.answers.testing import testing_notes
from retrieval.answers.top_events import name_top_grade
from retrieval.chat_model.prompting import fill
from retrieval.questions import breadth, wording
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.terms import TermIndex


def tell_ordered(parts: Sequence[Part], question: Question, *, terms: TermIndex) -> list[Sentence]:
    """The effects in the parts of the patients, the strongest first, where that is asked; else nothing."""
    figures = by_effect([figure for part in parts if not part.instead for figure in part.figures], question)
    plain = replace(question, weighs=False)
    told = [sentence for figure in figures for sentence in _tell(figure, plain, terms=terms)]
    return [introduce_order(figures), *told] if figures else []


def tell_part(part: Part, *, terms: TermIndex) -> list[Sentence]:
    """The figures of a part, with how they differ and change."""
    told: list[Sentence] = []
    changes = describe_changes(part.figures) if part.asked and asks_change(part.asked.text) else ()
    for figure in part.figures:
        told += _tell(figure, part.question, terms=terms)
        told += describe_differences(part.asked, (figure,)) if part.asked and not changes else ()
        told += describe_pooled(part.question, (figure,))
    told += changes
    told += describe_apart(part.question, part.figures)
    if wording.asks_top_grade(part.question.text) and (top := name_top_grade(part.figures, part.question)):
        told.insert(0, top)
    return told


def _is_worth_telling(row: Result, other: Result, question: Question) -> bool:
    """Whether another report differs in more than its confidence level, or the interval is asked for."""
    only_level = (row.value, row.ci_low, row.ci_high) == (other.value, other.ci_low, other.ci_high)
    asked = "confidence interval" in question.statistics or breadth.asks_variants(question.text)
    return asked or not only_level


def tell_instead(part: Part, *, terms: TermIndex) -> list[Sentence]:
    """What is held without a restriction that nothing meets, under a line that says so."""
    lead = Sentence(fill("held_instead", missing="; ".join(part.missing)), stays=True)
    return [lead, *tell_part(part, terms=terms)]


def _tell(figure: Figure, question: Question, *, terms: TermIndex) -> list[Sentence]:
    sentences = list(describe_figure(figure, terms=terms))
    if question.brief:
        weighed = figure.rows if question.weighs and question.subgroups else ()  # "any benefit in the elderly"
        return [*sentences, *filter(None, map(describe_interval, weighed))]
    explained = "hazard ratio" in question.statistics and asks_explanation(question.text)
    for row in figure.rows:
        notes = testing_notes(row) if question.weighs else ()
        interval = describe_interval(row, noted=bool(notes)) if question.weighs or explained else None
        sentences += [interval, *notes] if interval else notes
        reduced = explained or "hazard reduction" in question.statistics
        if reduced and (reduction := describe_hazard_reduction(row)):
            sentences.append(reduction)
        others = figure.others.get(row.id, ())
        apart = [other for other in disagreements(row, others) if _is_worth_telling(row, other, question)]
        apart += printed_otherwise(row, others) if breadth.asks_every_print(question.text) else ()
        sentences += [describe_disagreement(other) for other in dict.fromkeys(apart)]
    once: dict[str, Sentence] = {}
    for sentence in sentences:
        once.setdefault(sentence.text, sentence)
    return list(once.values())


def asks_explanation(text: str) -> bool:
    """Whether it is asked what a figure means."""
    return bool(_EXPLAINED.search(text))


_EXPLAINED = re.compile(
    r"\b(?:explain\w*|interpret\w*|meaning of|means|(?:does|do)\b[^?]*\bmean|ratio\b[^?]*\btell (?:us|me)|"
    r"(?:plain|lay|simple|everyday) "
    r"(?:words|terms|language|english))\b",
    re.IGNORECASE,
)
