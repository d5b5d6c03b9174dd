"""The rows of what became of an event, where that is asked: discontinuations for pneumonia, and not pneumonia."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.records import Result
from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences, consequences_of
from retrieval.terms import Mention

_OF_STORIES = {"onset", "duration"}
"""What a story of one patient tells of an event, and does not ask: "pneumonia on day 10, how common is that"."""
_STEPS = {"discontinuation", "interruption", "dose reduction", "dose delay"}


def with_consequence(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Of adverse events, the rows of what is asked beside the rate: discontinuations for pneumonia, not pneumonia."""
    if rows and rows[0].statistic == "dose" and _CHANGED.search(question.text):
        return ()  # how many had it reduced is no dose
    if not rows or rows[0].category not in ("safety", "disposition"):
        return tuple(rows)
    outcomes = [mention for mention in question.mentions if mention.term.kind == "outcome"]
    own = [mention for mention in outcomes if mention.term.name in question.outcomes]
    own = own or [mention for mention in outcomes if not consequences(mention.text)]
    of_fates = [row for row in rows if set(consequences(row.item or "")) & set(consequences(question.text))]
    if of_fates and not own:  # of a measure found by its words, the rows of what became of the events
        return tuple(of_fates)
    asked = _fates_asked(question, own)
    drugs = _drugs_beside(own or outcomes, question)
    return tuple(
        row
        for row in rows
        if asked <= set(consequences(f"{row.outcome} {row.item or ''}"))
        and all(drug in row.outcome.casefold() for drug in drugs)
    )


def _fates_asked(question: Question, own: Iterable[Mention]) -> set[str]:
    """What is asked to have become of the events named, and is no part of their names."""
    told = {name for m in own for name in consequences_of(question.text, m.start, m.end)}
    spans = stories.asking_spans(question.text)
    told -= _OF_STORIES - {name for start, end in spans for name in consequences(question.text[start:end])}
    if _COUNTS.search(question.outcomes[0]) and "dose" not in question.text.casefold():
        told.discard("dose reduction")  # what is reduced is the count
    listed = [m.text for m in question.mentions if m.term.name in (*question.outcomes, *question.listed)]
    return told - set(consequences(" ".join((question.outcomes[0], *question.listed, *listed))))


_COUNTS = re.compile(r"penia\b|\b(?:decreased|laboratory|anaemia)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\bdos(?:e|es|ing)\b\s(?:\w+\s){0,3}?(?:reduc\w*|delay\w*|interrupt\w*|omi(?:t|ss)\w*|held|withheld|modif\w*|skipp\w*|missed|lower\w*)"
    r"|\b(?:reduc\w*|delay\w*|omit\w*|modif\w*|skipp\w*|lower\w*|missed)\s(?:\w+\s){0,3}?dos(?:e|es|ing)\b",
    re.IGNORECASE,
)


def _drugs_beside(outcomes: Sequence[Mention], question: Question) -> tuple[str, ...]:
    """Drugs of which a discontinuation or a change of dose is asked: "X discontinuation"."""
    changes = [mention for mention in outcomes if _STEPS & set(consequences(mention.text))]
    return tuple(
        drug.text.casefold()
        for drug in question.mentions
        if drug.term.kind == "drug" and not _is_treated_or_compared(drug, question.text)
        for change in changes
        if not re.search(r"[^\W_]{4,}", question.text[min(drug.end, change.end) : max(drug.start, change.start)])
    )


def _is_treated_or_compared(drug: Mention, text: str) -> bool:
    """Whether a drug names an arm: patients on it, or what is compared ("due to side effects, X vs control")."""
    before, after = text[: drug.start], text[drug.end :]
    return bool(_GIVEN_TO.search(before) or _AGAINST.search(before) or _COMPARED.match(after))


_AGAINST = re.compile(r"\b(?:vs\.?|versus|against|compared (?:with|to)) (?:no |without |the )?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:[\s-](?:arms?|groups?))?\s"
    r"(?:vs\.?|versus|against|compared|or not\b|and (?:control|placebo|comparator|without)\b)",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(
    r"\b(?:patients?|people|those|participants|many)\s(?:(?:who|that) \w+\s)?(?:on|given|receiving|\w+ed to)\s$"
)
