"""Benefits told as proven, and longer lives as shown: claims that a tested p-value would have to bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures.rare import Rare
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.clauses import Clause

_ALPHA = Decimal("0.05")
_NEAR = 30
"""How far before a claim its outcome may be named, in code points."""
_NOT_SO = (
    r"(?P<before>\b(?:not|no|never|nor|neither|without|cannot|whether|if|until|unless|before|nothing)\b[\w\s,-]{0,40})?"
)
_LIVE_LONGER = Rare(
    _NOT_SO + r"\b(?P<word>(?:show|prov|demonstrat|establish|confirm)(?:s|es|n|ed|en|ing)?)\b"
    r"(?= that (?:[\w+/-]+ ){0,6}?(?:lived?|lives|surviv(?:ed?|es))\s(?:\w+ )?longer\b)",
    "that",
)
"""What claims that patients live longer."""
_SAID_SO = Rare(
    r"(?P<before>(?!))?^\W*(?:(?:a: ?)?yes,? )?(?:that|this|it) (?:is|was|has been) (?:now |well )?"
    r"(?P<word>shown|proven|proved|established)\b(?=\s?[:.,;!]|$)",
    "shown",
    "prove",
    "established",
)
"""The same of what was asked: "Yes, that is shown: the hazard ratio is 0.855"."""
_PROVEN = Rare(
    _NOT_SO + r"\b(?:benefit|effect|superiority|advantage|protection|efficacy)"
    r"(?:\s(?!(?:not|never|nor|to|can|could|would|should|must|may|might|yet|hardly|only)\b)[a-z]+){0,4}?"
    r"\s(?:is|are|was|were|been|stands?)\s(?:(?!not\b|never\b|hardly\b|only\b|un)[a-z]+\s)?"
    r"(?P<word>proved|proven|established|demonstrated)\b",
    "prove",
    "established",
    "demonstrated",
)
"""What tells an effect as shown: "so a survival benefit has been proven"."""


def find_claim(clause: Clause, words: str, judgements: Sequence[Judgement]) -> re.Match[str] | None:
    """Return where a sentence claims that a benefit is proven, unless of a tested outcome; its groups are
    ``before`` and ``word``.
    """
    claim = _PROVEN.search(words) or _LIVE_LONGER.search(words) or _SAID_SO.search(words)
    return None if claim and _is_of_tested(clause, claim, judgements) else claim


def _is_of_tested(clause: Clause, claim: re.Match[str], judgements: Sequence[Judgement]) -> bool:
    """Whether a claim is of a tested outcome, and not of the figures: "the PFS benefit is established, but the OS"."""
    words = claim.string[max(0, claim.start() - _NEAR) : claim.start("word")]
    found = clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
    named = [item.term.name for item in found]
    if not named or any(item.result is not None and item.result.outcome == named[-1] for item in judgements):
        return False
    rows = clause.evidence.results(named[-1])
    return any(row.p_tested == "tested" and row.p_value is not None and row.p_value <= _ALPHA for row in rows)
