"""Two outcomes told as one: "MRD negative and in complete response" is the outcome of both, where the table has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.vocabulary import Term
from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention

_JOINED = re.compile(
    r"(?: rates?)?(?: or better)?,?\s(?:(?:together |combined |along )?with|plus|and (?:also )?in|and also|and had"
    r"|while (?:also )?in)\s(?:an?\s|the\s|also\s)?",
    re.IGNORECASE,
)
"""Between the names of two outcomes of which both are told at once."""


def join_outcomes(clause: Clause, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, two as one where they are told of the same patients and the table has results of both together."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        term = _term_of_both(clause, last, mention) if last is not None else None
        if last is not None and term is not None:
            joined[-1] = Mention(last.start, mention.end, clause.text[last.start : mention.end], term)
        else:
            joined.append(mention)
    return joined


def _term_of_both(clause: Clause, first: Mention, second: Mention) -> Term | None:
    if first.term.category != "efficacy" or second.term.category != "efficacy":
        return None
    if not _JOINED.fullmatch(clause.text, first.end, second.start):
        return None
    names = [item.term.name.removesuffix(" rate") for item in (first, second)]
    for words in (f"{names[0]} with {names[1]}", f"{names[1]} with {names[0]}"):
        told = clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
        whole = [item.term for item in told if item.start == 0 and item.end == len(words)]
        held = [term for term in whole if clause.evidence.results(term.name)]
        if held:
            return held[0]
    return None


def is_in_one_name(clause: Clause, first: Mention, last: Mention) -> bool:
    """Whether nothing but words of one name stand between two outcomes: the "CD4 T-cell responder rate"."""
    return _OF_ONE_NAME.fullmatch(clause.text, first.end, last.start) is not None


_OF_ONE_NAME = re.compile(
    r"[ -](?:[\"'(\u2018\u201c]?(?!(?:of|and|or|in|on|at|by|with|for|to|from|than|as|but|plus|vs|versus|the|an?|was"
    r"|were|is|are|had|has|have|while|whereas|who|which|that)\b)[a-z][\w-]*[\"')\u2019\u201d]? ?){1,3}",
    re.IGNORECASE,
)
