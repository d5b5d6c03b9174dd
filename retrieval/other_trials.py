"""A question that holds a trial of the corpus against another one: the trial that is held is answered by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answers.answering import Draft
from retrieval.questions import relations
from retrieval.questions.question import Question


def answer_held(text: str, foreign: Sequence[str], *, ask: Callable[[str], Draft]) -> Draft | None:
    """The answer for the trial that is held, where a question names it beside another; ``None`` where it tells nothing.

    Args:
        foreign: Names of trials in it that the corpus does not hold.
        ask: Drafts the answer to a question.
    """
    own = without_others(text, foreign)
    told = ask(own) if own != text else None
    return told if told and told.status == "answered" else None


def strange_names(question: Question) -> tuple[str, ...]:
    """Names in capitals that nothing held has, where a question compares: what it holds a trial against."""
    left = [token.text for token in (*question.unknown, *question.unread)]
    return tuple(name for name in left if _CAPITALS.fullmatch(name)) if relations.compares(question.text) else ()


_CAPITALS = re.compile(r"[A-Z][A-Z\d]{3,}(?:-[A-Z\d]+)*")


def without_others(text: str, foreign: Sequence[str]) -> str:
    """The question without the trials that it holds another against: "PFS in A compared with B" is "PFS in A"."""
    for name in (name.removesuffix("'s").removesuffix("’s") for name in foreign):
        said = rf"{re.escape(name)}(?:['’]s)?(?:\s(?:trial|study))?"
        joined = r"(?:and|or|with|to|versus|vs\.?|against|than|(?:as )?compared (?:with|to)|like|from|[,/&])"
        text = re.sub(rf"(?:,?\s*\b{joined}|\s?[,/&])\s+(?:(?:that|those|the) |in |of |from |for )*{said}\b", "", text)
        text = re.sub(rf"\b{re.escape(name)}['’]s\s+(?!{joined})", "", text)
        text = re.sub(rf"\b{said}\s*{joined}\s+", "", text)
    return text
