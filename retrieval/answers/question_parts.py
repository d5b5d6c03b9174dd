"""What the table says of each part of a question: its figures, what they stand in for, and what is not held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.absence import subject_missing, words_asked
from retrieval.answers.accounting import figures_in_other_words, unaccounted, words_unread
from retrieval.answers.contrasts import presupposes
from retrieval.answers.differences import figures_held_apart, values_of
from retrieval.answers.figures import Figure
from retrieval.answers.nearest import (
    DIFFERENCE,
    MADE_OF_FIGURES,
    ask_nearest,
    asks_gap,
    select_instead,
)
from retrieval.answers.phrasing import (
    in_sentence,
)
from retrieval.answers.selection import Selection, select
from retrieval.intake import stories
from retrieval.questions import breadth, clauses
from retrieval.questions.asks import ANOTHER_ONE, COUNTS
from retrieval.questions.aspect_rows import aspects_asked
from retrieval.questions.measures_said import is_said_of
from retrieval.questions.printed_rows import level_lacking
from retrieval.questions.question import Question
from retrieval.questions.quoted import decimals_quoted
from retrieval.records import Sentence
from retrieval.registry.flow_words import quote_flow
from retrieval.terms import TermIndex

_SEVERAL = 2
_COUNTED = ("baseline", "disposition", "design")
"""Kinds of results of which no effect is asked, where it stands beside another outcome."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the table says of one part of a question: figures, and the subjects that it does not hold.

    Attributes:
        asked: The part as it was asked, where the figures only stand in for it; ``None`` else.
        instead: Whether the figures are what is held without a restriction that nothing meets: no answer.
        quoted: What a record says in words where it has no figure.
    """

    question: Question
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    asked: Question | None = None
    instead: bool = False
    quoted: tuple[Sentence, ...] = ()


def answer_part(part: Question, *, corpus: Corpus, terms: TermIndex) -> Part:
    """Select the figures of one outcome; where none is held as asked, what is nearest to it, and what is missing."""
    selection = select(part, part.outcomes[0], corpus=corpus, terms=terms)
    if MADE_OF_FIGURES & set(selection.lacking) and _RATE not in part.statistics:  # beside another effect that is held
        rates = replace(part, statistics=(*part.statistics, _RATE))
        found = select(rates, part.outcomes[0], corpus=corpus, terms=terms)
        part, selection = (part, selection) if _RATE in found.lacking else (rates, found)
    figures = _quoted_in(part, figures_held_apart(part, selection.figures))
    stray = unaccounted(part, _rows_told(figures), corpus=corpus)
    words = stray or words_unread(part, figures, corpus=corpus)
    if (
        words
        and selection.missing not in ("time", "assessor")
        and (others := figures_in_other_words(part, words, corpus=corpus, terms=terms))
    ):
        own = figures if not stray and ANOTHER_ONE.search(part.text) else ()
        return Part(part, (*own, *others), ())
    if not figures and (quoted := quote_flow(part, part.outcomes[0], corpus=corpus)):
        return Part(part, (), (), quoted=quoted)
    if words and part.outcomes == (_SIZE,) and not part.subgroups:  # "how many needed a transfusion"
        return Part(part, (), tuple(f"“{word}”" for word in words_asked(part) or words))
    if stray or not figures:
        return _answer_without(part, selection, stray, corpus=corpus, terms=terms)
    lacking = tuple(f"{in_sentence(selection.outcome)} ({slot})" for slot in _slots_lacking(part, selection, figures))
    return Part(part, figures, lacking, asked=part if _is_made_of_figures(part, selection) else None)


def _answer_without(
    part: Question, selection: Selection, stray: tuple[str, ...], *, corpus: Corpus, terms: TermIndex
) -> Part:
    """What is answered where no figure is held as asked: the part without what another one asks, or what is nearest.

    Args:
        stray: Words of the question that no figure accounts for: nothing is answered in other words then.
    """
    if not stray and (same := _without_words_of_another(part, selection.missing)):
        return answer_part(same, corpus=corpus, terms=terms)
    missing = (subject_missing(part, selection, stray),)
    if not stray and (wider := _beside_what_is_held(part, selection.missing)):
        whole = answer_part(wider, corpus=corpus, terms=terms)
        return replace(whole, missing=(*missing, *whole.missing))
    near = None if stray else ask_nearest(part, selection.missing)
    held = answer_part(near, corpus=corpus, terms=terms) if near else None
    if near and held and held.figures and not held.instead:
        each = set(near.grades) <= {figure.first.grade for figure in held.figures}
        singly = each and _EACH_OF.search(part.text) is not None  # "grades 1 and 2" are told one by one
        return replace(held, missing=() if singly else missing, asked=part)
    instead = select_instead(part, None if stray else selection.missing, corpus=corpus, terms=terms)
    return Part(instead[0], instead[1], missing, instead=True) if instead else Part(part, (), missing)


def _without_words_of_another(part: Question, missing: str | None) -> Question | None:
    """The part without the statistic or the grade that is not held, where another part or a story has it."""
    if missing == "statistic" and len({name.casefold() for name in part.listed}) > 1:  # two spellings of one are one
        return replace(part, statistics=(), listed=())
    if missing == "statistic" and _counts_another(part):
        return replace(part, statistics=())
    if missing == "grade" and _is_grade_of_story(part):
        return replace(part, grades=())
    return None


def _beside_what_is_held(part: Question, missing: str | None) -> Question | None:
    """The part without the grade or the arm that a further question asks, and that is not held."""
    if missing == "grade" and _OF_THESE.search(part.text):
        return replace(part, grades=())
    return _without_arm_of_later(part) if missing == "arm" else None


def _slots_lacking(part: Question, selection: Selection, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """What is asked of an outcome whose figures are told, and is not held: statistics, aspects, levels."""
    first = figures[0].first
    counted = len(part.listed) > 1 and first.category in _COUNTED  # another's hazard ratio
    counted = counted or part.outcomes[0].removesuffix(_EVENTS) in set(part.listed) - {part.outcomes[0]}
    slots = () if counted else [name for name in selection.lacking if is_said_of(name, selection.outcome, part)]
    aspects = aspects_asked(part) if first.category == "safety" else ()
    alone = len(part.listed) < _SEVERAL and not presupposes(part.text)  # a level taken for granted is corrected
    return (*slots, *aspects, *(level_lacking(part.text, _rows_told(figures)) if alone else ()))


def _rows_told(figures: tuple[Figure, ...]) -> list[Result]:
    return [row for figure in figures for row in (*figure.rows, *(r for rows in figure.others.values() for r in rows))]


_EVENTS = " events"
_SIZE = "Patients randomised"
_DEATHS = "All-cause mortality"
_RATE = "percentage"
"""What a difference or a ratio of risks is made of."""


def _counts_another(part: Question) -> bool:
    """Whether only clauses before that of the outcome count somebody: "how many had it, and what was the follow-up"."""
    cuts = clauses.further_questions(part.text)
    named = [m.start for m in part.mentions if m.term.name == part.outcomes[0]]
    begins = max((cut for cut in cuts if named and cut <= named[0]), default=0)
    counting = [m for m in part.mentions if m.term.kind == "statistic"]
    return bool(begins) and set(part.statistics) <= set(COUNTS) and all(m.start < begins for m in counting)


def _without_arm_of_later(part: Question) -> Question | None:
    """The part as asked before the arm that only a later question names: "and is there the same for placebo"."""
    named = [m.start for m in part.mentions if m.term.kind == "arm" and m.term.name in part.arms]
    cuts = clauses.further_questions(part.text)
    if not named or not cuts or min(named) < min(cuts):
        return None
    return replace(part, text=part.text[: min(cuts)], arms=())


def _is_grade_of_story(part: Question) -> bool:
    """Whether only the story before a question grades the event, or the grade is that of others: deaths have none."""
    if part.outcomes[0] == _DEATHS:
        return True
    asked = stories.asking_spans(part.text)
    graded = [m for m in part.mentions if m.term.kind == "grade"]
    return bool(graded) and not any(a <= m.start < b for m in graded for a, b in asked)


_OF_THESE = re.compile(
    r"(?:\band\b|[,;?])\s?(?:and\s)?(?:how many|what (?:share|proportion|percentage))\s(?:of (?:these|them|those)\s)?"
    r"(?:were|was|had)\b[^?]*\W*$",
    re.IGNORECASE,
)
"""That a grade is asked in a further question, of those that the first one counts."""
_EACH_OF = re.compile(r"\bgrades?\s[1-5]\s?(?:and|&|\+|,|vs\.?|versus|or)\s?(?:grade\s)?[1-5]\b", re.IGNORECASE)


def _quoted_in(part: Question, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Of figures of which it is asked where they are from, those that the question quotes; else all.

    By their value or both bounds, whichever source prints these; alone, where no statistic is named.
    """
    asked = breadth.asks_source(part.text) or breadth.asks_apart(part.text) or breadth.asks_of_each_source(part.text)
    asked = asked and not breadth.asks_other_value(part.text)
    numbers = decimals_quoted(part.text) if asked else frozenset()
    named = bool(set(part.statistics) - _TOLD_WITH)
    kept = [replace(figure, rows=rows) for figure in figures if (rows := _rows_quoted(figure, numbers, whole=named))]
    return tuple(kept) or tuple(figures)


def _rows_quoted(figure: Figure, numbers: frozenset[str], *, whole: bool) -> tuple[Result, ...]:
    """The rows of a figure of those statistics of which a source prints a value, or both bounds, that are quoted."""
    printed = (*figure.rows, *(row for rows in figure.others.values() for row in rows))
    told = {r.statistic for r in printed if values_of(r) & numbers or {str(r.ci_low), str(r.ci_high)} <= numbers}
    return figure.rows if whole and told else tuple(row for row in figure.rows if row.statistic in told)


_TOLD_WITH = {DIFFERENCE, "confidence interval", "p-value"}
"""What is told with any figure, or of two."""


def _is_made_of_figures(part: Question, selection: Selection) -> bool:
    """Whether a measure is asked that no source reports, and that the figures found make up."""
    told = {row.statistic.split()[-1] for figure in selection.figures for row in figure.rows}
    alone = len(part.listed) < _SEVERAL  # "PFS or PFS2, by how many months" compares no arms
    asked = DIFFERENCE in part.statistics or (alone and asks_gap(part.text))
    return bool(MADE_OF_FIGURES & set(selection.lacking)) or (asked and DIFFERENCE not in told)


def is_told_by(part: Part, other: Part) -> bool:
    """Whether what a part lacks is told by another outcome, or row, of its name: deaths as measured, and as events."""
    name = part.question.outcomes[0].casefold()
    told = {row.item.casefold() for figure in other.figures for row in figure.rows if row.item}
    same = name in (other.question.outcomes[0].casefold(), *told)
    return other is not part and bool(other.figures) and not other.missing and same
