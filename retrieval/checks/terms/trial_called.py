"""Arms that are called as the trial is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention


def called_as_the_trial(text: str, found: Mapping[str, list[Mention]], evidence: Evidence) -> list[Mention]:
    """Mentions of the arm whose label begins with the trial's own code, "the ACU-D1 group": the shortest such label."""
    taken = [(item.start, item.end) for item in found.get("arm", ())]
    arms: list[Mention] = []
    for mention in found.get("trial", ()):
        code = mention.text.casefold()
        begun = sorted((arm for arm in evidence.facts.arms if arm.casefold().startswith(f"{code} ")), key=len)
        term = evidence.terms.term(begun[0], kind="arm", trial=evidence.trial.id) if begun else None
        free = not any(low < mention.end and mention.start < high for low, high in taken)
        if term is not None and free and not _OF_A_TRIAL.match(text, mention.end):
            arms.append(Mention(mention.start, mention.end, mention.text, term))
    return arms


_OF_A_TRIAL = re.compile(r"(?:[\s-](?:trial|study|programme?|record)|'s)\b", re.IGNORECASE)
