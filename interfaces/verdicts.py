"""How a verdict looks on a page: a sign, a word and what it means, so that colour never carries it alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.records import Check, Verdict


@dataclass(frozen=True, slots=True)
class VerdictSign:
    """A sign of one character, and the meaning of its verdict in one sentence."""

    sign: str
    meaning: str


SIGNS = {
    Verdict.SUPPORTED: VerdictSign("✓", "A result in the table has this number for the same slot."),
    Verdict.DERIVED: VerdictSign("=", "Recomputed from results in the table by the formula shown."),
    Verdict.QUOTED: VerdictSign("“", "Not in the table, but a passage of the trial says it of the same slot."),
    Verdict.CONTRADICTED: VerdictSign("✗", "The table has another number here; it is shown beside."),
    Verdict.UNCHECKED: VerdictSign("?", "Could not be looked up: treat it as unverified."),
}
FINDING_SIGN = "!"
"""The sign of an error that is not one number."""


def summarise_verdicts(checks: Iterable[Check]) -> str:
    """Return the count of every verdict that occurs, e.g. ``"✓ 6 supported · ✗ 1 contradicted"``."""
    counts = Counter(check.verdict for check in checks)
    return " · ".join(f"{SIGNS[verdict].sign} {counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
