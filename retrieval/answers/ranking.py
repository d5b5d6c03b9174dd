"""The most frequent adverse events, ranked by what the table reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.excess import MORE_WITH, SUMMARY, in_excess, is_single_event, share_of
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.share_bounds import ShareBound, share_bound
from retrieval.questions import relations, wording
from retrieval.questions.grades import ANY_GRADE
from retrieval.questions.left_aside import left_aside
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_MOST = 5
_MOST_NAMED = 10
"""Events that are told where their names are asked for, not the most frequent of them."""
_NON_SERIOUS = "non-serious"
_NAMES = re.compile(
    r"\b(?:which|what(?: kinds? of| types? of| were the| are the)?|names? (?:of )?(?:the |all )?"
    r"|list (?:of )?(?:the |all )?)"
    r"\s?(?:(?:most|common|frequent|single|individual|serious|severe|other|non-?serious"
    r"|(?:gr(?:ade)?|G)\s?[1-5](?:\s?(?:\+|[-–/,]\s?[2-5]|(?:or|and|to)\s(?:[2-5]|higher|worse|above|more|greater)))?)\s)*"
    r"(?:adverse (?:events?|reactions?|effects?)|side[- ]effects?|SAEs?|AEs?|TEAEs?|serious events?)\b"
    r"(?!\s(?:rates?|profile|leading|led|caus|resulting))",
    re.IGNORECASE,
)
"""That the events are asked for by their names."""
_COUNTED = re.compile(
    r"\b(?:how many|percent\w*|proportion|rate|share)\b|%|\b(?:lead|led|leading|caus\w+)\b", re.IGNORECASE
)
_MEASURED = "(laboratory)"
"""What ends the names of laboratory values, which are ranked by themselves where they are asked for."""


def rank_events(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Figure, ...]:
    """The adverse events most frequent in the arm asked (else the experimental one), most frequent first."""
    assert question.trial is not None, "a question is answered for one trial"
    figures = group_figures(_rows_ranked(question, corpus=corpus, terms=terms), corpus=corpus, terms=terms)
    latest: dict[str, Figure] = {}
    differ = asks_difference(question)
    own = set(question.arms) - {"all"}
    for figure in figures:
        of_arm = differ or not own or any(row.arm in own for row in figure.rows)
        if of_arm and (difference_of_arms(figure) if differ else arm_value(figure, question)) is not None:
            latest.setdefault(figure.first.outcome, figure)
    if bound := share_bound(question.text):
        meet = [figure for figure in latest.values() if _meets(figure, bound, question)]
        meet.sort(key=lambda figure: arm_value(figure, question) or 0, reverse=not bound.below)
        return tuple(meet)[:_MOST_NAMED]
    if excess := MORE_WITH.search(question.text):
        return in_excess(figures, excess, question, terms=terms)
    measure = difference_of_arms if differ else lambda figure: arm_value(figure, question)
    ranked = sorted(latest.values(), key=lambda figure: -(measure(figure) or 0))
    named = asks_names(question) and not question.ranked
    return tuple(figure for figure in ranked if measure(figure))[: _count_asked(question, named=named)]


def _rows_ranked(question: Question, *, corpus: Corpus, terms: TermIndex) -> list[Result]:
    """The rows of the events asked, in the grade asked, without those that are set aside."""
    events = [row for row in corpus.table.results(trial=question.trial) if is_single_event(row)]
    grade = question.grades[0] if question.grades else ANY_GRADE
    grades = {row.grade for row in events}
    if not question.grades and grade not in grades and _NON_SERIOUS in grades:
        grade = _NON_SERIOUS  # a registry counts the serious ones apart, and has no sum of both
    members = _members_ranked(question, terms=terms)
    if events_named(question):
        members = frozenset(m.term.name for m in question.mentions if m.term.kind == "outcome")
    named = terms.find(question.text, trial=question.trial, kinds={"outcome"})
    left = {m.term.name for m in left_aside(question.text, named)}
    measured = wording.asks_laboratory(question.text)
    rows = (row for row in events if row.grade == grade and (_MEASURED in row.outcome) == measured)
    return [row for row in rows if (not members or row.outcome in members) and row.outcome not in left]


def graded_beside(question: Question) -> bool:
    """Whether a grade is asked beside the most frequent events, not of them: "the commonest, and the fatal ones"."""
    ranks = [match.start() for match in wording.RANKED.finditer(question.text)]
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    grades = [m for m in question.mentions if m.term.kind == "grade"]
    if not grades or not ranks or not events:
        return False
    spans = [(events[0].end, g.start) if ranks[0] < g.start else (g.end, ranks[0]) for g in grades]
    first, last = min(spans)
    return first < last and bool(_BESIDE.search(question.text[first:last]))


def asked_beside(question: Question, *, terms: TermIndex, graded: bool) -> tuple[str, ...]:
    """The outcomes that are asked beside the events ranked: "the commonest side effects, and PFS".

    Args:
        graded: Whether all events of a grade are asked for beside the ranking.
    """
    ranked = _ranked_name(question)
    named = {m.term.name for m in question.mentions if m.term.kind == "outcome"} - {ranked}
    beside = []
    for name in question.outcomes:
        term = terms.term(name, kind="outcome", trial=question.trial)
        event = term is not None and term.category == "safety" and not relations.consequences(name)
        of_all = event and any(word in name.casefold() for word in SUMMARY)
        if name in named or (not event and name != ranked) or (of_all and graded):
            beside.append(name)
    return tuple(beside)


def _ranked_name(question: Question) -> str | None:
    """The outcome that names the events ranked: the first after the word that ranks, else the last before it."""
    start = next((match.start() for match in wording.RANKED.finditer(question.text)), 0)
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    after = [m for m in events if m.end > start]
    before = [m for m in events if m.end <= start and not _BESIDE.search(question.text[m.end : start])]
    chosen = (before[-1:] or after[:1]) if before else after[:1]
    return chosen[0].term.name if chosen else None


_BESIDE = re.compile(r"\b(?:and|plus|as well as)\b|&|\?", re.IGNORECASE)
"""What stands between the events ranked and those of a grade."""


def _members_ranked(question: Question, *, terms: TermIndex) -> frozenset[str]:
    """The events of the one kind that is ranked ("which infections"); nothing where all events are."""
    ranked = _ranked_name(question)
    if ranked is None or any(word in ranked.casefold() for word in SUMMARY):
        return frozenset()
    return frozenset(terms.narrower(ranked, trial=question.trial or ""))


def asks_difference(question: Question) -> bool:
    """Whether the events are asked for in which the arms differ most, or which one of them has more of."""
    if share_bound(question.text):
        return False
    return bool(DIFFER_MOST.search(question.text) or MORE_WITH.search(question.text))


DIFFER_MOST = re.compile(
    r"\b(?:biggest|largest|greatest|widest|most (?:pronounced|marked))\s(?:\w+\s)?"
    r"(?:differences?|gaps?|imbalances?|increases?)\b"
    r"|\bdiffer\w*\s(?:the\s)?most\b",
    re.IGNORECASE,
)


def _meets(figure: Figure, bound: ShareBound, question: Question) -> bool:
    """Whether the share of the arms asked is within a bound: of one of them where none is asked, or "either" is."""
    shares = [(row.arm, share) for row in figure.rows if row.arm and (share := share_of(row)) is not None]
    asked = [share for arm, share in shares if arm in question.arms] or [share for _, share in shares]
    every = _IN_BOTH.search(question.text) or (bound.below and not _IN_EITHER.search(question.text))
    return (all if every else any)(bound.admits(share) for share in asked)


_IN_BOTH = re.compile(r"\b(?:both|each|every) (?:\w+ )?(?:arms?|groups?|treatments?)\b", re.IGNORECASE)
_IN_EITHER = re.compile(r"\b(?:either|any|one) (?:\w+ )?(?:arm|group|treatment)\b", re.IGNORECASE)


def difference_of_arms(figure: Figure) -> Decimal | None:
    """By how much the shares of two arms differ."""
    shares = [share for row in figure.rows if row.arm not in (None, "all") and (share := share_of(row)) is not None]
    return abs(shares[0] - shares[1]) if len(shares) == 2 else None


def _count_asked(question: Question, *, named: bool) -> int:
    """How many events are asked for: "the ten most common"; else as many as fit."""
    match = _HOW_MANY.search(question.text)
    told = next(filter(None, match.groups())).casefold() if match else ""
    return _NUMBERS.get(told) or (int(told) if told else _MOST_NAMED if named else _MOST)


_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "seven": 7, "eight": 8, "ten": 10, "five": 5}
_HOW_MANY = re.compile(
    r"\b(\d{1,2}|two|three|four|five|six|seven|eight|ten)\s(?:most|commonest|leading)\b"
    r"|\btop[ -](\d{1,2}|three|four|five|six|ten)\b",
    re.IGNORECASE,
)


def asks_names(question: Question) -> bool:
    """Whether it is asked which adverse events there were."""
    return bool(_NAMES.search(question.text)) and not _COUNTED.search(question.text)


def introduce_ranking(
    figures: Sequence[Figure], *, by_difference: bool = False, bound: ShareBound | None = None
) -> Sentence:
    """Say that the ranking is of what the corpus holds, not of all that was reported."""
    rows = figures[0].rows[:1]
    what = "laboratory abnormalities" if _MEASURED in rows[0].outcome else "single adverse events"
    how = (
        "those in which the arms differ, the widest difference first"
        if by_difference
        else "the most frequent, in falling order"
    )
    if bound:
        more = " (the first of them)" if len(figures) == _MOST_NAMED else ""
        how = f"those {'below' if bound.below else 'that reach'} the share asked{more}, "
        how += "in rising order" if bound.below else "in falling order"
    return Sentence(f"Of the {what} that this corpus holds, these are {how}.", rows)


def events_named(question: Question) -> bool:
    """Whether the events to choose from are named, so that no others are asked: "which of anaemia and fatigue"."""
    named = {m.term.name for m in question.mentions if m.term.kind == "outcome" and m.term.category == "safety"}
    return len({name for name in named if not any(word in name.casefold() for word in SUMMARY)}) > 1


def ranks_arms(question: Question) -> bool:
    """Whether it is asked in which arm an event was the most frequent: "in which group was cough most common"."""
    return bool(_WHICH_ARM.search(question.text))


_WHICH_ARM = re.compile(
    r"\b(?:which|what) (?:of the )?(?:\w+ )?(?:arms?|groups?|doses?|treatments?|cohorts?)\b(?!'s)"
    r"(?=[^?]*\b(?:most|highest|commonest)\b)",
    re.IGNORECASE,
)


def arm_value(figure: Figure, question: Question) -> Decimal | None:
    """The share in the arm asked, else in the first; ``None`` where none is told."""
    values = [(row.arm, share) for row in figure.rows if row.arm and (share := share_of(row)) is not None]
    asked = [value for arm, value in values if arm in question.arms] or [value for _, value in values]
    return asked[0] if asked else None
