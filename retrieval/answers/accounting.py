"""Which words of a question the results found carry, and which stand in none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.condition_words import words_studied
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.pooled import POOLED
from retrieval.questions.bounds import is_beyond
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.questions.stretches import rows_of_stretch
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.kinds_of_condition import kinds_untold
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, Token, common_words, split_tokens


def unaccounted(question: Question, rows: Sequence[Result], *, corpus: Corpus) -> tuple[str, ...]:
    """Restrictions of the question that stand in none of the results found, their sources or their trial."""
    if not question.unknown and not question.landmark:
        return ()
    held = frozenset().union(*(stems(_text_of(row, corpus)) for row in rows))
    studied = words_studied(question, corpus=corpus)
    kinds = kinds_untold(question, corpus=corpus)
    following = {token.start: after.form for token, after in pairwise(split_tokens(question.text))}
    left = [
        token.text
        for token in question.unknown
        if token in kinds
        or (following.get(token.start) not in studied and not _is_accounted(token, question, rows, held=held))
    ]
    if question.landmark and not _is_time_told(question.landmark, question, rows, corpus=corpus, held=held):
        left.append(question.landmark)
    return tuple(dict.fromkeys(left))


def _is_accounted(token: Token, question: Question, rows: Sequence[Result], *, held: frozenset[str]) -> bool:
    """Whether a word restricts nobody, or the results found tell it.

    Args:
        held: The words of the results, their sources and their trial.
    """
    if token.form in _OF_MEASURING or _is_named_behind(token, question) or rows_of_stretch(rows, token.text):
        return True
    limits = bool(rows) and all(row.statistic == "threshold" for row in rows)
    measured = _SHARE_OF.search(question.text) if limits else None  # what a limit counts restricts nobody
    if measured and measured.start("what") <= token.start < measured.end("what"):
        return True
    timed_in = stems(" ".join(f"{row.outcome} {row.item or ''} {row.note or ''}" for row in rows))
    if stems(token.text) <= (timed_in if token.form in _TIMES else held) and _has_share(token.text, rows):
        return True
    if any(set(consequences(row.outcome)) & set(consequences(token.text)) for row in rows):
        return True
    return token.form in _initials(" ".join((*question.outcomes, *question.listed))).casefold().split()


def _is_time_told(
    landmark: str, question: Question, rows: Sequence[Result], *, corpus: Corpus, held: frozenset[str]
) -> bool:
    """Whether a time asked is that of the results found; the numbers of a paper stand in any sentence."""
    times = times_told(landmark)
    if times and any(agree(times, times_told(_own_text_of(row))) for row in rows):
        return True
    if rows_of_stretch(rows, landmark):
        return True
    time = [token.text for token in split_tokens(landmark) if token.form not in common_words()]
    strict = times and record_of(question.trial, corpus=corpus) is None
    return not strict and bool(time) and stems(" ".join(time)) <= held


def _is_named_behind(token: Token, question: Question) -> bool:
    """Whether a word only says what the name in brackets behind it is: "inflammation (CRP)"."""
    named = (m for m in question.mentions if m.term.kind == "outcome" and question.text[m.end : m.end + 1] == ")")
    return any(question.text[token.end : m.start].strip() == "(" for m in named)


_TIMES = ("time", "duration", "length")
"""Words by which a time is asked for, which only what a result is of tells: a source may have them in any sentence."""
_OF_MEASURING = frozenset("score scores scale scales rating ratings index questionnaire points measurement".split())
"""Words that only say that something is measured, whatever its title calls it."""


def _has_share(word: str, rows: Sequence[Result]) -> bool:
    """Whether a percentage stands in a result as one, and not as the milligrams of an arm; true of other words."""
    share = _PERCENTAGE.fullmatch(word)
    said = re.compile(rf"(?<![\d.]){re.escape(share['number'])}\s?(?:%|per ?cent)") if share else None
    return said is None or any(said.search(_own_text_of(row)) for row in rows)


_PERCENTAGE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?%")
_SHARE_OF = re.compile(
    r"\b(?:share|percentage|proportion|fraction|%) of (?:all |the )?(?P<what>\w+(?: \w+)?)", re.IGNORECASE
)


def words_unread(question: Question, figures: Sequence[Figure], *, corpus: Corpus) -> tuple[str, ...]:
    """Words without a slot that no result found carries; they may name another result."""
    told = {name for figure in figures for row in figure.rows for name in consequences(row.outcome)}
    held = frozenset().union(*(stems(_text_of(row, corpus)) for figure in figures for row in figure.rows))
    held |= _BEFORE_THE_END if any(figure.first.category == "disposition" for figure in figures) else frozenset()
    return tuple(
        token.text
        for token in question.unread
        if not stems(token.text) <= held
        and not set(consequences(token.text)) & told
        and not POOLED.fullmatch(token.text)
    )


_BEFORE_THE_END = stems("early prematurely")
"""What those who left did, and the flow does not say of them."""


def figures_in_other_words(
    question: Question, stray: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> list[Figure]:
    """Figures of outcomes that name the one asked, and whose text holds every word that the exact outcome lacks.

    Of many such words, those that hold the most, and most of them.
    """
    words = stems(" ".join(stray))
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if any(stems(name) <= stems(row.outcome) for name in question.outcomes)
        and (not question.subgroups or row.subgroup in question.subgroups)
        and not _is_beyond(row, question)
        and all(_has_share(word, (row,)) for word in stray)
    ]
    carried = {row.id: len(words & stems(_own_text_of(row))) for row in rows}
    most = max(carried.values(), default=0)
    enough = len(words) if len(words) < _MANY else _MOST_OF * len(words)
    rows = [row for row in rows if carried[row.id] == most and most >= enough]
    titled = [row for row in rows if words <= stems(row.outcome)]
    return group_figures(titled or rows, corpus=corpus, terms=terms)


def _is_beyond(row: Result, question: Question) -> bool:
    """Whether a value that the question says of a word lies outside the part of the patients that a row is of."""
    words = (token for token in (*question.unknown, *question.unread) if stems(token.text) <= stems(row.subgroup or ""))
    return any(is_beyond(row.subgroup or "", question.text[word.end :]) for word in words)


_MANY = 4
"""Words from which on it is told by most of them which result is meant."""
_MOST_OF = 0.75


def _text_of(row: Result, corpus: Corpus) -> str:
    source = corpus.sources[row.source]
    trial = next((trial for trial in corpus.trials if trial.id == row.trial), None)
    named = (trial.acronym, trial.title, trial.condition, _initials(trial.condition or "")) if trial else ()
    told = (source.title, source.citation, *source.authors, *named, _initials((row.assessor or "").replace("-", " ")))
    return " ".join((_own_text_of(row), *(str(part) for part in told if part)))


def _own_text_of(row: Result) -> str:
    slots = (row.outcome, row.item, row.time_frame, row.grade, row.population, row.subgroup, row.assessor)
    more = (row.censoring, row.analysis, row.arm, row.comparison, row.statistic, row.unit, row.note, row.quote)
    return " ".join(str(part) for part in (*slots, *more, row.p_sides, row.p_tested) if part)


def _initials(words_told: str) -> str:
    """Short forms of what is told: "CF" of "cystic fibrosis"."""
    words = [token.text for token in split_tokens(words_told)]
    runs = (words[a:b] for a in range(len(words)) for b in range(a + 2, min(a + _LONGEST_RUN, len(words)) + 1))
    return " ".join("".join(word[0] for word in run) for run in runs)


_LONGEST_RUN = 4
