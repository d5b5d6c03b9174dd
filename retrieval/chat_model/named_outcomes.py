"""Outcomes that a statement names beside its figures: does the table have what the words claim of them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.records import Result
from ingest.table import ResultsTable
from retrieval.chat_model.claim import Claim
from retrieval.checks.figures import cues
from retrieval.terms import Mention, TermIndex

Figures = Sequence[tuple[int, int, Result]]


def find_unheld(
    text: str, figures: Figures, outcomes: Sequence[Mention], *, table: ResultsTable, terms: TermIndex
) -> Iterator[Claim]:
    """What is claimed of an outcome of which the table has nothing, or not at the follow-up that is told of it.

    Args:
        outcomes: Where the text names outcomes.
    """
    for mention in outcomes:
        for start, _, row in figures:
            held = [one for name in terms.outcomes_of(mention.term.name, trial=row.trial)
                    for one in table.results(trial=row.trial, outcome=name)]  # fmt: skip
            if not held and mention.term.category in _MEASURED and _is_bettered(text, mention):
                yield Claim(mention.start, mention.end, f"the table holds no result for {mention.text}", refuted=True)
                return
            if cues.is_follow_up_name(row.outcome) and not cues.is_follow_up_name(mention.term.name):
                days = {one.data_cutoff for one in held if one.data_cutoff}
                if days and row.data_cutoff not in {None, *days} and _is_of_results(text, mention, start):
                    reason = f"the table has no {mention.text} of that follow-up ({row.data_cutoff})"
                    yield Claim(start, start + len(str(row.value)), reason, refuted=True)
                    return


_MEASURED = ("efficacy", "safety")
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|without|whether|if|cannot|could|may|might)\b|n't\b)[^.;]{0,30}$", re.IGNORECASE
)
_BETTERED = re.compile(
    r"\b(?:improv|enhanc|better|preserv|rais|prolong|extend|lengthen|boost|ameliorat|reliev)\w*\s"
    r"(?:in |of |the |their |patients'? |overall |also |health-related )*$",
    re.IGNORECASE,
)


def _is_bettered(text: str, mention: Mention) -> bool:
    """Whether an outcome is told to have been improved: "improved quality of life"."""
    found = _BETTERED.search(text, 0, mention.start)
    return found is not None and _DENIED.search(text, 0, found.start()) is None


_RESULTS = re.compile(
    r"(?:\s\([^()]{1,12}\))?[\s-](?:results?|data|figures?|estimates?|analys[ie]s|curves?|findings?)\b[^.;:0-9]{0,80}",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:immature|mature|not|no|yet|awaited|pending|lacking)\b", re.IGNORECASE)


def _is_of_results(text: str, mention: Mention, start: int) -> bool:
    """Whether a follow-up is told of an outcome's results: "the OS results rest on a follow-up of 44 months"."""
    between = text[mention.end : start]
    return _RESULTS.fullmatch(between) is not None and _NOT_YET.search(between) is None
