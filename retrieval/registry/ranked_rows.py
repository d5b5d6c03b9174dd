"""Which row of a measure is the highest or the lowest: the serotypes, reactions or visits that a record tells apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.absence import point_to_safety
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.phrasing import describe_figure, format_value, in_sentence
from retrieval.answers.ranking import ranks_arms
from retrieval.questions.grades import tells_grade
from retrieval.questions.item_rows import ANALYSED
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.records import Sentence
from retrieval.registry.criteria import asks_criteria
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.measure_words import measures_of
from retrieval.registry.titles_asked import not_before, without_stage
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens

_HIGH = r"highest|most|greatest|largest|biggest|longest|strongest|best(?![ -]corrected)|commonest"
_LOW = r"lowest|least|smallest|shortest|weakest|worst|fewest|rarest"
_VERB = (
    r"(?:was|were|is|are|had|has|have|did|does|do|shows?|showed|gave|got|reached|produced|occurred|came|fell|dropped|rose"
    r"|decreased|increased|declined|improved?|worsened|changed|responded|benefit(?:t?ed)?)"
)
_NUMBER = r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?"
_ASKS = (
    re.compile(
        rf"\b(?:which|what|name the)\s(?:one\s)?(?:of\s)?(?:the\s)?{_NUMBER}(?P<noun>[^?,;]{{3,60}}?)\s{_VERB}\b"
        rf"[^?]*?\b(?P<end>{_HIGH}|{_LOW})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:which|what)\s(?:was|were|is|are)\sthe\s(?P<end>{_HIGH}|{_LOW})\s(?:common\s|frequent\s|often\s)?"
        r"(?:reported\s|seen\s)?(?P<noun>[\w-]+(?:\s[\w-]+){0,3}?)(?=\s(?:with|on|in|after|among|for|of)\b|\s?\?|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?P<end>{_HIGH}|{_LOW})\s(?:common\s|frequent\s)?(?P<noun>[\w-]+(?:\s[\w-]+){{0,3}})\W*$", re.IGNORECASE
    ),
)
"""How a row is asked for by its end: "which serotype had the highest", "the most common reaction"."""
_FELL = re.compile(
    r"\b(?:fell|fall|dropped|drop|decreased|declined|decline|shrank|went down)\s(?:the\s)?$", re.IGNORECASE
)
"""Before "most" where a change is a fall, so that the least value is the greatest."""
_CHANGED = re.compile(
    r"\b(?:improved?|changed?|responded?|benefit(?:t?ed)?)\b(?:\s\w+){0,2}?\s(?:the\s)?$", re.IGNORECASE
)
"""Before "most" where a change is one for the better: the least value, where all are falls."""
_IS_LOW = re.compile(_LOW, re.IGNORECASE)
_OF_ARMS = stems("arm group treatment dose drug cohort sequence vaccine regimen")
_FEWEST_ROWS = 2
_MOST_TITLES = 4
_PLAIN = stems("serious adverse event side effect common frequent")
"""Words of events at large, whose ranking is another one."""


def tell_ranked_rows(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Which row of each measure asked is at the end asked, with its figure; nothing where no rows are compared."""
    match = next(filter(None, (pattern.search(question.text) for pattern in _ASKS)), None)
    if match is None or record_of(question.trial, corpus=corpus) is None:
        return ()
    noun = stems(match["noun"]) - stems(" ".join(common_words()))
    if ranks_arms(question) or asks_criteria(question) or not noun or noun <= _OF_ARMS | _PLAIN:
        return ()
    before = question.text[: match.start("end")]
    low = bool(_IS_LOW.fullmatch(match["end"]) or _FELL.search(before))
    changed = bool(_CHANGED.search(before))
    told: list[Sentence] = []
    for title in _titles(question, noun, match.span("end"), corpus=corpus):
        rows = _rows_compared(title, question, corpus=corpus)
        arm = _arm(question, rows, terms=terms)
        own = [row for row in rows if row.arm == arm]
        low = low or (changed and bool(own) and all(_share(row) <= 0 for row in own))
        ranked = sorted(own, key=_share, reverse=not low)
        if len(ranked) < _FEWEST_ROWS or len({(r.statistic, r.unit) for r in ranked}) > 1:
            continue
        end = "lowest" if low else match["end"].casefold()
        told += _tell(ranked, end, question, corpus=corpus, terms=terms)
    return tuple(told)


def _rows_compared(title: str, question: Question, *, corpus: Corpus) -> list[Result]:
    """The rows of a measure that are held against each other: no totals and spreads, and of the grade asked."""
    rows = [row for row in corpus.table.results(trial=question.trial or "", outcome=title) if row.item]
    rows = [row for row in rows if row.item != ANALYSED and not row.comparison and isinstance(row.value, Decimal)]
    rows = [row for row in rows if row.statistic not in _SPREADS and not _TOTAL.match(row.item or "")]
    if not question.grades:
        return rows
    return [row for row in rows if row.grade in question.grades or tells_grade(row.item or "", question.grades)]


_TOTAL = re.compile(r"(?:any|total|overall|all)\b(?!.*:)", re.IGNORECASE)
"""How the row is called that sums up the others."""
_SPREADS = ("standard deviation", "standard error", "geometric coefficient of variation", "coefficient of variation")


def _titles(question: Question, noun: frozenset[str], end: tuple[int, int], *, corpus: Corpus) -> tuple[str, ...]:
    """The measures whose rows, or whose title, have what is ranked: those that the other words mean, where they do."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    items: dict[str, list[str]] = {}
    for title, item, kind in slots:
        if title and item and item != ANALYSED and kind in ("efficacy", "safety"):
            items.setdefault(title, []).append(item)
    told = measures_of(question.trial or "", corpus=corpus)
    held = {}
    for title, rows in items.items():
        each = told[title].titled if title in told else stems(" ".join((title, *rows)))
        if len(rows) >= _FEWEST_ROWS and noun <= each | in_lay_words(each):
            held[title] = each
    in_rows = {title: each for title, each in held.items() if noun <= stems(" ".join(items[title]))}
    held = in_rows or held
    held = {title: held[title] for title in not_before(held, question.text)}
    text = question.text[: end[0]] + " " * (end[1] - end[0]) + question.text[end[1] :]
    times = times_told(text)
    held = {title: each for title, each in held.items() if not times or agree(times, times_told(title))} or held
    said = stems(" ".join(t.text for t in split_tokens(without_stage(text)) if t.form not in common_words())) | noun
    carried = {title: len(said & (each | in_lay_words(each))) for title, each in held.items()}
    most = max(carried.values(), default=0)
    best = tuple(sorted((title for title in held if carried[title] == most), key=lambda title: bool(times_told(title))))
    own = tuple(title for title in question.outcomes if title in held)
    return best if len(best) <= _MOST_TITLES else own


def _arm(question: Question, rows: Sequence[Result], *, terms: TermIndex) -> str | None:
    """The arm whose values are ranked: the one asked, else the experimental one."""
    arms = tuple(dict.fromkeys(row.arm for row in rows if row.arm))
    asked = [arm for arm in question.arms if arm in arms]
    roles = {arm: term.role for arm in arms if (term := terms.term(arm, kind="arm", trial=question.trial))}
    treated = [arm for arm in arms if roles.get(arm) == "experimental"]
    return next(iter((*asked, *treated, *arms)), None)


def _share(row: Result) -> Decimal:
    """The value, or the share of those counted, by which rows are ranked."""
    assert isinstance(row.value, Decimal), "others are left out"
    return Decimal(row.n) / row.N if row.statistic == "count" and row.n is not None and row.N else row.value


def _tell(
    ranked: Sequence[Result], end: str, question: Question, *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    top = [row for row in ranked if _share(row) == _share(ranked[0])]
    names = " and ".join(f"{row.item}, {format_value(row)} with {row.arm}" for row in top)
    lead = f"Of the rows of {in_sentence(ranked[0].outcome)}, the {_WORDS.get(end, end)}: {names}."
    rows = corpus.table.results(trial=question.trial or "", outcome=ranked[0].outcome)
    own = [row for row in rows if row.item in {row.item for row in top}]
    figures: list[Figure] = group_figures(own, corpus=corpus, terms=terms)
    told = [sentence for figure in figures for sentence in describe_figure(figure, terms=terms)]
    pointer = point_to_safety(figures, corpus=corpus)
    return (Sentence(lead, tuple(top)), *told, *((pointer,) if pointer else ()))


_WORDS = {"most": "most frequent", "least": "least frequent", "best": "highest", "worst": "lowest"}
