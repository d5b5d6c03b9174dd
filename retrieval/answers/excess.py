"""Which adverse events one arm has more of, or less, than the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.figures import Figure, group_figures
from retrieval.questions.question import Question
from retrieval.terms import TermIndex

SUMMARY = (
    "treatment-emergent",
    "treatment-related",
    "adverse event",
    "adverse reaction",
    "due to",
    "leading to",
)
"""Words of outcomes that sum up events, and are ranked with no single event."""
_MOST = 10
"""Events that are told at most."""


def summed_in_excess(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Figure, ...]:
    """Where the events are asked of which one arm has more: the sums of events, or what they led to, that it has."""
    excess = MORE_WITH.search(question.text)
    safety = (row for row in corpus.table.results(trial=question.trial) if row.category == "safety")
    rows = [row for row in safety if not is_single_event(row) and row.subgroup is None and share_of(row) is not None]
    figures = group_figures(rows, corpus=corpus, terms=terms)
    return in_excess(figures, excess, question, terms=terms) if excess else ()


def asks_excess(question: Question) -> bool:
    """Whether the events are asked for of which one arm has more, or less, than the other."""
    return bool(MORE_WITH.search(question.text))


def in_excess(
    figures: Sequence[Figure], excess: re.Match[str], question: Question, *, terms: TermIndex
) -> tuple[Figure, ...]:
    """The events that were more frequent in the arm asked, by so many points, the greatest difference first."""
    least = Decimal(excess["least"] or excess["points"] or 0)
    compared: dict[str, tuple[Decimal, Figure]] = {}
    for figure in figures:
        if (more := _excess(figure, question, less=bool(excess["less"]), terms=terms)) is not None:
            compared.setdefault(figure.first.outcome, (more, figure))
    kept = sorted((it for it in compared.values() if it[0] > 0 and it[0] >= least), key=lambda it: -it[0])
    return tuple(figure for _, figure in kept)[:_MOST]


MORE_WITH = re.compile(
    r"\b(?:which|what|list|name|any|show|give me)\b[^?.;,]{0,40}?"
    r"\b(?:adverse|side[- ]effects?|toxicit\w+|AEs?|TEAEs?|events?|reactions?|harms)\b[^?.;,]{0,60}?\b(?<!or )(?<!and )"
    r"(?:(?:at least|more than|over)\s(?P<points>\d+)\s?(?:percentage\s)?(?:points?|%)\s)?"
    r"(?:(?P<less>less (?:common|frequent|often)\w*|rarer|lower(?= (?:rates?|with|in|on|for|than)\b))"
    r"|more (?:common|frequent|often|prevalent)\w*|commoner|oftener|in excess|more (?:of )?(?=with|on|in|than)"
    r"|(?:higher|worse|increased|raised)(?= (?:rates?|frequency|incidence|with|in|on|for|under|by|than)\b))\b"
    r"(?:[^?]*?\bby (?:at least|more than|over|some)\s(?P<least>\d+))?",
    re.IGNORECASE,
)
"""That the events are asked for which one arm has more of, or less, than the other."""


def _excess(figure: Figure, question: Question, *, less: bool, terms: TermIndex) -> Decimal | None:
    """By how much the share of the arm that is said to have more (or less) exceeds (falls below) the other's."""
    shares = {
        row.arm: share for row in figure.rows if row.arm not in (None, "all") and (share := share_of(row)) is not None
    }
    known = {arm: terms.term(arm or "", kind="arm", trial=question.trial) for arm in shares}
    controls = [arm for arm, term in known.items() if term and term.role == "control"]
    treated = [arm for arm, term in known.items() if term and term.role == "experimental"]
    treated = treated or [arm for arm in shares if arm not in controls]
    named = [m for m in question.mentions if m.term.kind == "arm" and m.term.name in shares]
    than = re.search(r"\bthan\b", question.text, re.IGNORECASE)
    own = next((m.term.name for m in named if not than or m.start < than.start()), None)
    if own is None and named:  # "more common than with X"
        own = next((arm for arm in (*treated, *shares) if arm != named[0].term.name), None)
    own = own or next(iter((*treated, *shares)), None)
    others = [m.term.name for m in named] + (treated if own in controls else controls)
    others += list(shares) if len(shares) == _PAIR else []
    other = next((arm for arm in others if arm != own), None)
    if own is None or other is None:
        return None
    return (shares[other] - shares[own]) if less else (shares[own] - shares[other])


_PAIR = 2


def is_single_event(row: Result) -> bool:
    """Whether a result is the share of one event among all patients, and no sum of events."""
    single = row.category == "safety" and not any(word in row.outcome.casefold() for word in SUMMARY)
    return single and row.subgroup is None and share_of(row) is not None


def share_of(row: Result) -> Decimal | None:
    """The percentage of patients that a result tells, be it as a count."""
    if row.statistic == "percentage":
        return row.value if isinstance(row.value, Decimal) else None
    return 100 * Decimal(row.n) / row.N if row.statistic == "count" and row.n is not None and row.N else None
