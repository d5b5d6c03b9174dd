"""Rows of the periods of a trial: "Double-Blind Period (Week 0 - 52)" is what ended by week 52."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.terms import split_tokens

_PERIOD = re.compile(
    r"\b(?P<unit>day|week|month|year)s?\s(?P<start>\d+)\s?(?:-|–|to|through|until)\s?"
    r"(?:(?:day|week|month|year)s?\s)?(?P<end>\d+)\b",
    re.IGNORECASE,
)


CALLED = re.compile(
    r"\b(?:randomi[sz]ed (?:[\w-]+ )?|withdrawal )(?:group|arm|period|phase|part|stage|cohort)s?\b", re.IGNORECASE
)
"""A period or an arm that is called by what was done in it."""


def rows_in_period(rows: Sequence[Result], landmark: str, text: str) -> tuple[Result, ...]:
    """The rows of the period that ends at the time asked, or begins there where "after" it is asked.

    None where no row is of such a period.
    """
    times = times_told(landmark)
    after = re.search(rf"\b(?:after|from|since|beyond|past)\s(?:the\s)?{re.escape(landmark)}", text, re.IGNORECASE)
    bound = "start" if after else "end"
    found = [(row, _PERIOD.search(row.item or "")) for row in rows]
    return tuple(
        row for row, match in found if times and match and agree(times, {(match["unit"].casefold(), match[bound])})
    )


def without_row_names(question: Question, *, corpus: Corpus) -> Question:
    """Leave out facts of the design that name a row of another outcome: "completed the double-blind period".

    And a reason to leave that is only the name of a period or an arm: "the withdrawal period".
    """
    called = {
        m.term.name
        for m in question.mentions
        if m.term.kind == "outcome" and m.term.category == "disposition" and CALLED.match(question.text, m.start)
    }
    rest = tuple(name for name in question.outcomes if name not in called)
    question = replace(question, outcomes=rest) if rest else question
    facts = {m.term.name: m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "design"}
    rows = [(outcome, item) for outcome, item in corpus.table.slots(question.trial or "", ("outcome", "item")) if item]
    forms = [{token.form for token in split_tokens(item)} for _, item in rows]
    held = {outcome for outcome, _ in rows}
    others = [name for name in question.outcomes if name not in facts and name in held]
    named = {name for name, m in facts.items() if any({t.form for t in split_tokens(m.text)} <= row for row in forms)}
    if not others or not named:
        return question
    return replace(question, outcomes=tuple(name for name in question.outcomes if name not in named))
