"""Analysis sets that are asked for together: what they are, how they differ, why one has fewer patients."""

from __future__ import annotations

import re

from retrieval.questions.analysis_words import asks_who_counted
from retrieval.questions.question import Question

_SAFETY, _RANDOMISED = "safety", "intention-to-treat"
_SETS = "analysis populations"


def sets_asked(question: Question) -> tuple[str, ...]:
    """The analysis sets of which it is asked who and how many are in them; none where their results are asked."""
    if asks_why_fewer(question):
        return tuple(dict.fromkeys((*question.populations, _SAFETY)))
    if sets := _sets_of_both_kinds(question) or _sets_told_apart(question):
        return sets
    counted = asks_who_counted(question.text) and "count" in question.statistics
    return _sets_named(question) if counted and _is_plain(question, counted=True) else ()


def asks_why_fewer(question: Question) -> bool:
    """Whether it is asked why an analysis set has other patients than those randomised: "177 and not 179"."""
    if question.populations and _WHY_FEWER.search(question.text):
        return True
    return _is_plain(question, counted=True) and _UNTREATED.search(question.text) is not None


_WHY_FEWER = re.compile(
    r"\bwhy\b[^?]*\b(?:patients|participants|people|pts|\d{2,4})\b[^?]*\b(?:not|instead|rather|fewer|less|than|only"
    r"|but|missing|while|and)\b"
    r"|\bwhy\b[^?]*\b(?:only|just|merely)\s\d{2,4}\b|\bwhy (?:is|was)(?: it not|n['’]t it) (?:all )?\d{2,4}\b"
    r"|\bwhy\b[^?]*\b(?:fewer|less|missing|smaller)\b|\bwhy (?:\w+ ){0,2}?not (?:all|every\w*|the whole|\d{2,4})\b",
    re.IGNORECASE,
)


_GOT_IT = (
    r"(?:treat(?:ed|ment)|dosed|dose|safety|(?:receiv|g[eo]t|took|start)\w*(?: \w+){0,3} (?:treatment|drugs?|doses?))"
)
_UNTREATED = re.compile(
    rf"\bbetween (?:the )?randomi[sz]ation and\b[^?]{{0,30}}\b{_GOT_IT}\b"
    rf"|\brandomi[sz]ed\b[^?]{{0,40}}\b(?:but|yet|while|whereas|only|vs\.?|versus|against)\b[^?]{{0,30}}\b{_GOT_IT}\b"
    rf"|\b(?:all|every|everybody|everyone|each)\b[^?]{{0,20}}\brandomi[sz]ed\b[^?]{{0,30}}\b{_GOT_IT}\b",
    re.IGNORECASE,
)
"""That those randomised are held against those who were treated."""


def _sets_told_apart(question: Question) -> tuple[str, ...]:
    """The analysis sets of which it is asked what they are, or how they differ; none where their results are."""
    sets = _sets_named(question)
    return sets if len(sets) > 1 and _is_plain(question) and _APART.search(question.text) else ()


_MEASURED = ("efficacy", "safety", "baseline")
_APART = re.compile(
    r"\b(?:differ\w*|compare\w*|versus|vs|distin\w+|defin\w+|meant|means?|explain|what (?:is|are|was|were)|what['’]s"
    r"|who (?:is|are|was|were|belong\w*|counts?|counted)|which (?:patients|people|participants)|consists?|comprises?"
    r"|made up)\b",
    re.IGNORECASE,
)


def _sets_named(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.term.name for m in question.mentions if m.term.kind == "population"))


def _sets_of_both_kinds(question: Question) -> tuple[str, ...]:
    """The sets for efficacy and for safety, where it is asked which they are or how large."""
    named = any(topic.name == _SETS for topic in question.topics) or _A_SET.search(question.text)
    both = _EFFICACY.search(question.text) and _OF_SAFETY.search(question.text)
    return (_RANDOMISED, _SAFETY) if named and both and _is_plain(question, counted=True) else ()


_A_SET = re.compile(r"\b(?:populations?|(?:analysis )?sets?)\b", re.IGNORECASE)
_EFFICACY = re.compile(r"\befficacy\b", re.IGNORECASE)
_OF_SAFETY = re.compile(r"\bsafety\b", re.IGNORECASE)


def _is_plain(question: Question, *, counted: bool = False) -> bool:
    """Whether nothing is asked that was measured in the sets; with ``counted`` no figure but a number of patients."""
    measured = any(m.term.category in _MEASURED for m in question.mentions)
    figured = counted and set(question.statistics) - {"count"}
    return not (measured or question.subgroups or question.grades or figured)
