"""What a question gives as known before it asks: "since A was better, is B so", which may be wrong itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from retrieval.answers.answering import Draft

_GIVEN = re.compile(
    r"^\W*(?P<lead>since|given(?: that)?|as|because|considering(?: that)?|seeing(?: that)?|now that|with|after)\s"
    r"(?P<claim>[^,?;]{8,140}),\s(?P<asked>[^?]{4,})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|\w{3,}ed|shows?|shown|shrank|fell|rose|met|led|won|lost|gave|got)\b",
    re.IGNORECASE,
)
_CORRECTION = "Correction"


def with_premise_corrected(draft: Draft, text: str, *, ask: Callable[[str], Draft]) -> Draft:
    """The draft with the corrections of what a question gives as known, where it has none yet.

    Args:
        ask: Drafts the answer to a question of the same trial that has one clause.
    """
    match = _GIVEN.match(text)
    if match is None or any(sentence.text.startswith(_CORRECTION) for sentence in draft.sentences):
        return draft
    claim = match["claim"] if _VERB.search(match["claim"]) else f"there was {match['claim']}"
    told = ask(f"{claim[0].upper()}{claim[1:]}, right?").sentences
    wrong = tuple(sentence for sentence in told if sentence.text.startswith(_CORRECTION))
    return replace(draft, status="answered", sentences=(*wrong, *draft.sentences)) if wrong else draft
