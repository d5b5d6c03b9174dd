"""P-values called what they are not: not significant below their threshold, nominal where they were tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict

_INSIGNIFICANT = re.compile(
    r"\b(?:(?:not|no|never|neither|without)\b[\w\s,-]{0,25}\bsignifican(?:t|tly|ce)|non-?significant(?:ly)?)\b",
    re.IGNORECASE,
)
_THRESHOLD = Rare(r"\b(?:threshold|significance level|alpha|boundary)\b", "threshold", "level", "alpha", "boundary")


def called_insignificant(text: str, clause: Clause, words: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """A p-value called not significant that lies below the threshold told beside it."""
    threshold = _THRESHOLD.search(words)
    match = _INSIGNIFICANT.search(words) if threshold else None
    if match is None or threshold is None:
        return []
    at = clause.sentence.start + threshold.start()
    told = [item for item in judgements if isinstance(item.part.number.value, Decimal)]
    limits = [item for item in told if 0 <= item.part.number.start - at < _BESIDE and item.part.number.decimals]
    values = [it for it in told if it.part.role is Role.P and it not in limits and it.verdict is Verdict.SUPPORTED]
    if len(limits) != 1 or not values:
        return []
    limit, value = limits[0].part.number, values[-1].part.number
    if value.value >= limit.value or value.comparator in (">", ">="):  # type: ignore[operator]  # decimals
        return []
    place = clause.sentence.start + match.start(), clause.sentence.start + match.end()
    return [finding(ErrorClass.P_VALUE, "error", text, place, f"p={value.text} is below the threshold {limit.text}")]


_BESIDE = 60
_CALLED_NOMINAL = re.compile(
    r"(?<!not )(?<!no )\bnominal(?:ly)?\b|\bnot (?:formally )?tested\b|\buntested\b|\bmerely descriptive\b",
    re.IGNORECASE,
)


def called_nominal(text: str, clause: Clause, words: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """A p-value called nominal that the table says was formally tested."""
    told = [item.result for item in judgements if item.part.role is Role.P and item.result is not None]
    if not told or any(row.p_tested != "tested" for row in told):
        return []
    match = _CALLED_NOMINAL.search(words)
    if match is None:
        return []
    if _OTHERWISE.search(words[: match.start()]) or _OF_OTHERS.search(words[: match.start()]):
        return []
    at = clause.sentence.start + match.start(), clause.sentence.start + match.end()
    reason = f"{told[0].source} gives the p-value of {told[0].outcome} as one of a formal test"
    return [finding(ErrorClass.P_VALUE, "error", text, at, reason)]


_OTHERWISE = re.compile(r"\b(?:unlike|whereas|in contrast to|as opposed to)\b[^.;]*$", re.IGNORECASE)
"""Before a p-value that is told of another outcome than the one tested: "unlike survival, for which it is nominal"."""
_OF_OTHERS = re.compile(r"\b(?:the (?:latter|last|other|second|third|remaining))\b[^.;]{0,24}$", re.IGNORECASE)
"""Before what is told of some p-values of a sentence alone: "the latter two are nominal"."""
