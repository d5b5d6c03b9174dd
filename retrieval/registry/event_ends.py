"""What adverse events led to, where a record counts it by a measure or a row of one: stopping, death, a lower dose."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.causes import BECAUSE
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.terms import Mention, TermIndex

_LEFT = "Not completed: Adverse Event"
_STOPPED = "Treatment-emergent adverse event leading to discontinuation"
_ENDS = {
    _STOPPED: r"(?:stopp\w*|discontinu\w*|withdr\w+)",
    "Fatal treatment-emergent adverse event": r"(?:fatal|(?:outcome of|leading to|led to|result(?:ing|ed) in) death)",
    "Treatment-emergent adverse event leading to dose reduction": r"(?:dos(?:e|age) (?:reduc|decreas|lower)\w*)",
    "Treatment-emergent adverse event leading to dose interruption": r"(?:interrupt\w*)",
}
"""What events led to, by the name of the outcome: how a title or a row says so."""
_EVENTS = r"(?:adverse|(?:TE|S|TESA)?AEs?|side effects?|toxicit(?:y|ies))"
_OF_EVENTS = re.compile(rf"\b{_EVENTS}\b", re.IGNORECASE)
_MEASURED = ("efficacy", "safety")


def with_ends_of_events(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the measures that count what adverse events led to, where no outcome has the name of that.

    Where none counts who stopped treatment for them, those who left the trial for them.
    """
    trial = question.trial or ""
    held = {outcome for (outcome,) in corpus.table.slots(trial, ("outcome",))}
    question = _with_stopping(question)
    for name in (each for each in _ENDS if each in question.outcomes and not terms.outcomes_of(each, trial=trial)):
        measured = _measured(question, name, corpus=corpus)
        left = name == _STOPPED and _LEFT in held and (measured is question or _LEFT_TRIAL.search(question.text))
        measured = question if left else measured
        outcomes = (_LEFT if left and each == name else each for each in measured.outcomes)
        question = replace(measured, outcomes=tuple(dict.fromkeys(outcomes)))
    return _with_related(question, corpus=corpus)


def _with_related(question: Question, *, corpus: Corpus) -> Question:
    """The question for the row of a measure that counts related events, where those named are asked as related.

    As "Related SAE" for "related serious adverse events".
    """
    own = [m for m in question.mentions if m.term.name in question.outcomes and _SAID_OF_EVENTS.search(m.text)]
    if not own or not _RELATED.search(question.text):
        return question
    serious = bool(_SERIOUS.search(question.text))
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    rows = [
        (title, item)
        for title, item, kind in slots
        if title and item and kind in _MEASURED and _RELATED.search(item)
        if _SAID_OF_EVENTS.search(item) and bool(_SERIOUS.search(item)) is serious
    ]
    if not rows:
        return question
    names = {m.term.name for m in own}
    mentions = [replace(own[0], term=Term("outcome", item, category="safety")) for _, item in rows]
    others = (name for name in question.outcomes if name not in names)
    kept = (m for m in question.mentions if m not in own)
    outcomes = tuple(dict.fromkeys((*others, *(title for title, _ in rows))))
    grades = () if serious else question.grades
    return replace(question, outcomes=outcomes, mentions=(*kept, *mentions), grades=grades)


_RELATED = re.compile(r"\brelated\b", re.IGNORECASE)
_SERIOUS = re.compile(r"\b(?:serious|SAEs?)\b", re.IGNORECASE)
_SAID_OF_EVENTS = re.compile(r"\b(?:adverse|side effects?|(?:TE|S)?AEs?)\b", re.IGNORECASE)


def _with_stopping(question: Question) -> Question:
    """The question for events that made patients stop what was given, told in two places of it.

    As in "stopped drug A or placebo because of side effects"; who left the trial is counted by its flow.
    """
    named = [m for m in question.mentions if m.term.name in question.outcomes]
    events = [m for m in named if m.term.name == _AT_LARGE and BECAUSE.search(question.text[: m.start])]
    stopped = [m for m in named if m.term.name != _AT_LARGE and _DISCONTINUED.search(m.term.name)]
    given = any(m.term.kind in ("drug", "arm") for m in question.mentions) or _GIVEN.search(question.text)
    if not events or not (stopped or given) or _LEFT_TRIAL.search(question.text):
        return question
    if "discontinuation" not in consequences(question.text):
        return question
    told = {m.term.name for m in (*events, *stopped)}
    outcomes = (_STOPPED if name == _AT_LARGE else name for name in question.outcomes)
    mentions = (replace(m, term=Term("outcome", _STOPPED, category="safety")) if m in events else m for m in named)
    others = (m for m in question.mentions if m not in named)
    return replace(
        question,
        outcomes=tuple(dict.fromkeys(name for name in outcomes if name == _STOPPED or name not in told)),
        mentions=(*others, *(m for m in mentions if m not in stopped)),
    )


_AT_LARGE = "Treatment-emergent adverse event"
_DISCONTINUED = re.compile(r"\bdiscontinu", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:treatment|drug|medication|therapy|dosing|injections?|infusions?|pills?|tablets?)\b", re.IGNORECASE
)

_LEFT_TRIAL = re.compile(
    r"\b(?:le(?:ft|ave|aving)|withdr\w+(?: from)?|dropp?\w* out(?: of)?|quit|exit\w*|discontinu\w+(?: from)?|stopp?\w*)"
    r"\s(?:the\s|this\s)?(?:[\w-]+\s)?(?:trial|study|phase|period)\b(?!\s(?:drug|treatment|medication|medicine))",
    re.IGNORECASE,
)
"""That those are asked who left the trial, or a part of it, and not who stopped what was given."""


def _measured(question: Question, name: str, *, corpus: Corpus) -> Question:
    """The question for the measure, or the row of one, that counts in whom events ended so; itself where none does."""
    both = re.compile(rf"\b{_ENDS[name]}\b.*\b{_EVENTS}\b|\b{_EVENTS}\b.*\b{_ENDS[name]}", re.IGNORECASE)
    end = re.compile(rf"\b{_ENDS[name]}", re.IGNORECASE)
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    measured = [(title, item) for title, item, kind in slots if title and kind in _MEASURED]
    titles = tuple(dict.fromkeys(title for title, _ in measured if both.search(title)))
    rows = [
        (title, item)
        for title, item in measured
        if item and (both.search(item) or (end.search(item) and _OF_EVENTS.search(title)))
    ]
    asked = titles or tuple(dict.fromkeys(title for title, _ in rows))
    if not asked:
        return question
    own = [m for m in question.mentions if m.term.name == name]
    named = [replace(m, term=Term("outcome", item, category="safety")) for m in own[:1] for _, item in rows]
    others = (each for each in question.outcomes if each != name)
    mentions = tuple(m for m in question.mentions if m not in own)
    graded = {m.term.name for m in question.mentions if m.term.kind == "grade" and any(_is_in(m, o) for o in own)}
    return replace(
        question,
        outcomes=tuple(dict.fromkeys((*others, *asked))),
        grades=tuple(grade for grade in question.grades if grade not in graded),  # the "fatal" of "fatal events"
        mentions=(*mentions, *named),
    )


def _is_in(mention: Mention, other: Mention) -> bool:
    return other.start <= mention.start < other.end
