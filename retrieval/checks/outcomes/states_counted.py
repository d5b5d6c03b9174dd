"""Conditions that a sentence counts, where it does not restrict its figures to those who have them."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention


def is_state(clause: Clause, mention: Mention) -> bool:
    """Whether a group is what the patients of a number were, or had: "33.5 % were MRD negative" counts them."""
    if any(_HAD.fullmatch(clause.text, figure.end, mention.start) for figure in clause.expressions):
        return True
    more = _MORE_WITH.search(clause.text, max(clause.sentence.start, mention.start - 80), mention.start)
    if more is not None and _FIGURES_BEHIND.match(clause.text, mention.end):
        return True
    counted = _COUNTED_WHO.search(clause.text, max(clause.sentence.start, mention.start - 80), mention.start)
    if counted is not None and _FIGURE_LATER.match(clause.text, mention.end):
        return True
    copula = _COPULA.search(clause.text, max(clause.sentence.start, mention.start - 24), mention.start)
    return copula is not None and any(
        0 <= copula.start() - figure.end < _NEAR and not _APART.search(clause.text, figure.end, copula.start())
        for figure in clause.expressions
    )


_HAD = re.compile(r"%?(?: \([^()]{1,30}\))?(?: (?:of|in) [\w +-]{2,40}?)? had (?:an? )?", re.IGNORECASE)
"""Between a share and what so many had: "20 % of patients had renal impairment"."""
_MORE_WITH = re.compile(
    r"\b(?:had|has|included|contained|enrolled)\s(?:\w+\s)?(?:more|fewer|an? (?:higher|lower|larger|smaller|greater)"
    r" (?:share|proportion|percentage|number) of)\s(?:patients|participants|people|subjects|adults)\s(?:with|who had)\s"
    r"(?:an?\s)?$",
    re.IGNORECASE,
)
_FIGURES_BEHIND = re.compile(r"[,:]?\s\(?[0-9]")
"""Around what one arm had more of than the other: "A had more patients with renal impairment (24 % v 15 %)"."""
_COUNTED_WHO = re.compile(
    r"(?:\b(?:more|fewer|most|few|many) (?:of the )?(?:patients|participants|people|subjects|adults|children)"
    r"|\b(?:shares?|proportions?|percentages?|fractions?|numbers?)(?: of (?:the )?[a-z]+)? (?:who|that|which))"
    r"\s(?:was|were|are|is|became|remained|turned)\s$",
    re.IGNORECASE,
)
_FIGURE_LATER = re.compile(r"[^;.]{0,60}?[0-9]")
"""Around what so many were: "more patients were MRD negative with A (33.5 %)", "the shares that were MRD negative"."""
_COPULA = re.compile(
    r"(?<!\bwho )(?<!\bthat )(?<!\bas )\b(?:was|were|are|is|became|remained|turned)\s(?:both |also |still |all )?$",
    re.IGNORECASE,
)
_APART = re.compile(r"[;:.]|\b(?:if|when|whether|where|who|that)\b", re.IGNORECASE)
_NEAR = 60


def is_counted(clause: Clause, mention: Mention) -> bool:
    """Whether a condition itself is counted: "renal impairment was present in", not "in those with it ... reported"."""
    item = _ITEM.search(clause.text, clause.sentence.start, mention.start)
    if item and mention.term.category == "baseline" and _SHARES.match(clause.text, mention.end):
        return True  # "ISS III 15 % vs 16 %; renal impairment 24 % vs 15 %": an item of a list of traits
    if _OCCURRED.match(clause.text, mention.end) is None:
        return False
    return _AMONG.search(clause.text, max(clause.sentence.start, mention.start - 24), mention.start) is None


_ITEM = re.compile(r"(?:[;:]|(?:[0-9%)]|months|weeks|years|points),)\s(?:and\s)?$")
_SHARES = re.compile(r":?\s[0-9.]+\s?%\s(?:vs\.?|versus|and|/)\s[0-9.]+\s?%")
_AMONG = re.compile(
    r"\b(?:among|in|for|within|amongst)\s(?:the |those |patients |people |all |with ){0,3}$", re.IGNORECASE
)
_OCCURRED = re.compile(r"\s(?:was|were)\s(?:present|seen|found|noted|recorded|reported|diagnosed)\b", re.IGNORECASE)
"""After a condition: it is counted here, and restricts nobody."""
