"""Two things called the same: no result tells that, unless one figure is another with more decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from ingest.records import Result
from retrieval.chat_model.claim import Claim
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import family

_SAME = re.compile(
    r"(?<!not )\b(?:(?:is|are|was|were|be|remain(?:ed|s)?) (?:\w+ly |almost )?(?:the same|identical|equal|equivalent)\b"
    r"|(?:makes?|made) no difference|no (?:effect|impact|influence) on"
    r"|(?:exactly|precisely) (?:the same|as (?:long|many|often))|no difference (?:between|in)|equivalen(?:t|ce)"
    r"|non-?inferior(?:ity)?)\b",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\b(?:nearly|almost|virtually|practically|essentially|similarly)\b", re.IGNORECASE)
"""Within what is called the same: it is only like it, and told_orders.py holds the figures against that."""
_OF_NO_FIGURE = re.compile(
    r"\b(?:conclusions?|messages?|interpretations?|directions?|patterns?|pictures?|stor(?:y|ies)|designs?|methods?)\s$",
    re.IGNORECASE,
)
"""Before what stays the same and is no figure: "a slightly other estimate, but the conclusion is the same"."""
_UNCLAIMED = re.compile(
    r"[^.;,]{0,50}\b(?:(?:can|could|may|should|must) (?:not )?be|was|were|is|has been|have been)"
    r" (?:claimed|shown|concluded|established|demonstrated|proven|detected|inferred)\b",
    re.IGNORECASE,
)
"""Behind "no effect on": none was shown, which is not that there is none."""
_COMPATIBLE = re.compile(
    r"\b(?:not|never|no|cannot|compatible|consistent|includ\w+|exclud\w+|contain\w*|rul\w+ out)\b[\w\s]{0,40}$",
    re.IGNORECASE,
)
"""Before what is claimed to be the same: it is denied, or an interval holds it."""


def find_sameness(words: str, rows: Sequence[Result], *, beside: Sequence[Result]) -> Iterator[Claim]:
    """Where a statement calls two things the same of which its results have but an estimate, or two figures.

    Args:
        rows: The results that its figures were found to be.
        beside: Results of the same outcomes.
    """
    ratios = [row for row in rows if row.comparison and family(row.statistic, row.unit) in cues.RATIOS]
    values = {row.value for row in rows if row.arm not in (None, "all")}
    for found in _SAME.finditer(words):
        alike = _is_twin(words, found, rows, beside) or (_NEARLY.search(found[0]) and not ratios)
        open_yet = _UNCLAIMED.match(words, found.end()) or _COMPATIBLE.search(words[: found.start()])
        if not (alike or open_yet or _OF_NO_FIGURE.search(words[: found.start()])) and (ratios or len(values) > 1):
            yield Claim(*found.span(), "no result tells that two things are the same", refuted=bool(ratios))


def _is_twin(words: str, found: re.Match[str], rows: Sequence[Result], beside: Sequence[Result]) -> bool:
    """Whether a figure is called the same as another of its outcome, and the table has that: "the same estimate"."""
    if not _FIGURE.match(words, found.end()):
        return False
    return any(
        one.value != other.value or _kind(one) != _kind(other)
        for one in rows
        for other in beside
        if one.outcome == other.outcome
        and (one.arm, one.comparison) == (other.arm, other.comparison)
        and isinstance(one.value, Decimal)
        and isinstance(other.value, Decimal)
        and (rounds_to(one.value, other.value) or rounds_to(other.value, one.value))
    )


_FIGURE = re.compile(
    r"\s(?:[\w-]+\s)?(?:estimates?|results?|values?|figures?|ratios?|numbers?|rates?|medians?)\b", re.IGNORECASE
)


_kind = attrgetter("outcome", "data_cutoff", "subgroup")
