"""Why patients left a trial: the reasons that its table has, asked for together."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.terms import Mention


def with_drug_stopped(question: Question) -> Question:
    """The question for who stopped treatment for any reason, where a drug or an arm is what was stopped.

    Where it names an outcome, that is what they stopped for.
    """
    if question.outcomes or question.topics:
        return question
    said = _WAS_STOPPED.search(question.text)
    if said and not question.unknown:
        named = Mention(*said.span(), said.group(), Term("outcome", _STOPPED, category="disposition"))
        return replace(question, outcomes=(_STOPPED,), mentions=(*question.mentions, named))
    for mention in question.mentions:
        verb = _STOPS.search(question.text[: mention.start]) if mention.term.kind in ("drug", "arm") else None
        if verb:
            stopped = Term("outcome", _STOPPED, category="disposition")
            span = verb.start(), mention.end
            named = Mention(*span, question.text[slice(*span)], stopped)
            others = tuple(m for m in question.mentions if m is not mention)
            return replace(question, outcomes=(_STOPPED,), mentions=(*others, named))
    return question


_STOPPED = "Treatment discontinuation for any reason"
_WAS_STOPPED = re.compile(
    r"\b(?:(?:the|their|its|study|trial) )+(?:drugs?|treatment|therapy|medication|regimen)\s(?:\w+ )?"
    r"(?:stopped|discontinued|withdrawn|given up|come off)\b",
    re.IGNORECASE,
)
"""That a treatment was stopped, in no name of a drug or an arm."""
_STOPS = re.compile(
    r"\b(?:stopp(?:ed|ing)|quit|quitting|ceased|discontinu(?:ed|ing)|c[ao]me off|went off|g[ai]ve up|abandoned)"
    r"\s(?:(?:taking|using|treatment with|therapy with|the|their|study) )*$",
    re.IGNORECASE,
)


def with_reasons(question: Question, *, corpus: Corpus) -> Question:
    """Ask for each reason of not completing, where it is asked why patients left the trial."""
    why = _WHY_LEFT.search(question.text)
    rest = why is not None and why["rest"] and not _COMPLETED.search(question.text[: why.start()])
    if why is None or rest or _is_of_the_trial(question) or _FOR_A_CAUSE.search(question.text):
        return question
    held = [(title, kind) for title, kind in corpus.table.slots(question.trial or "", ("outcome", "category")) if title]
    reasons = tuple(dict.fromkeys(title for title, _ in held if title.startswith(_REASON)))
    reasons = reasons or tuple(dict.fromkeys(title for title, kind in held if _is_reason(title, kind)))
    if not reasons:
        return replace(question, ranked=False)  # the most frequent reason is no most frequent event
    asked = _counted_apart(question, why.span())
    if not asked and _HOW_MANY.search(question.text) and any(title == _TOTAL for title, _ in held):
        asked = (_TOTAL,)  # "how many dropped out and the reasons"
    asked = (_LEFT,) if "count" in question.statistics and _LEFT in question.outcomes else asked
    return replace(question, outcomes=(*asked, *reasons), statistics=(), unknown=(), ranked=False)


_FOR_A_CAUSE = re.compile(
    r"\b(?:discontinuations?|withdrawals?|drop-?\s?outs?|stopping)(?: rates?)?\s"
    r"(?:for|due to|because of|owing to|over|from|caused by)\s(?!(?:any|other|the|which|what) (?:reasons?|causes?))"
    r"|\b(?:discontinued?|withdr[ae]wn?|dropped|stop(?:ped)?|quit|left|leave|came off|come off)(?:\s[\w-]+){0,3}?\s"
    r"(?:due to|because of|owing to|on account of)\s(?!(?:any|other|the|which|what) (?:reasons?|causes?))",
    re.IGNORECASE,
)
"""That the reason is named for which they left, so that it is asked why that was more or less frequent."""


def _is_reason(title: str, category: str | None) -> bool:
    """Whether an outcome counts those who stopped for one reason: progression, or adverse events at large."""
    if "discontinuation" not in consequences(title):
        return False
    return (category == "disposition" and " due to " in title) or title == _FOR_EVENTS


_FOR_EVENTS = "Treatment-emergent adverse event leading to discontinuation"


def _is_of_the_trial(question: Question) -> bool:
    """Whether it is asked why the trial itself was stopped."""
    names = [m for m in question.mentions if m.term.kind == "trial"]
    named = any(_WHY_IT.search(question.text[: m.start]) for m in names)
    return named or bool(_WHY_TRIAL.search(question.text))


_WHY_IT = re.compile(r"\bwhy (?:was|is|did|has) (?:the )?$", re.IGNORECASE)
_WHY_TRIAL = re.compile(r"\bwhy (?:was|is|did|has) (?:the |this )?(?:[\w-]+ )?(?:trial|study|it)\b", re.IGNORECASE)


def _counted_apart(question: Question, why: tuple[int, int]) -> tuple[str, ...]:
    """What else of the flow is asked in another clause: "how many completed, and why did the others stop"."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "disposition"]
    apart = [m for m in named if not why[0] <= m.start < why[1]]
    return tuple(dict.fromkeys(m.term.name for m in apart if m.term.name in question.outcomes))


_TOTAL = "Not completed"
_HOW_MANY = re.compile(
    r"\bhow (?:many|often)\b|\b(?:number|share|proportion|percent\w*|rate|fraction)\b|%", re.IGNORECASE
)
_LEAVING = (
    r"(?:not (?:complet|finish|make it|stay|go on)\w*|n['’]t (?:complete|finish|make it|stay)"
    r"|fail\w* to (?:complete|finish)|non-?complet\w*|incomplete\w*|drop\w* ?out|dropped|withdr[ae]w\w*"
    r"|discontinu\w*|(?:left|leave|leaving)(?! out)|quit|stopp?\w*|c[ao]me off|early termination)\b"
)
"""How it is called that someone left a trial."""
_WHY_LEFT = re.compile(
    rf"\b(?:why|reasons?|what made)\b[^?]*(?:\b|(?=n['’]t)){_LEAVING}"
    rf"|(?:\b|(?=n['’]t)){_LEAVING}[^?]*\b(?:why|reasons?|what for)\b"
    r"|(?P<rest>\bwhy (?:did|have|had)(?:n['’]t)? (?:the )?(?:rest|others?|remainder|remaining \w+)(?: not)?\W*$)",
    re.IGNORECASE,
)
_COMPLETED = re.compile(r"\b(?:complet|finish)\w*", re.IGNORECASE)
"""Before "why did the rest not": what they did not do."""
_LEFT = "Not completed"
_REASON = "Not completed: "
