"""Arms that are called by what they go without: "Arm C: No Prophylaxis"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.registry.trial_words import TrialWords


def denied_in_arms(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """What an arm went without, by its name: "not on prophylaxis" of "Arm C: No Prophylaxis"."""
    for denied in {match["what"].casefold() for arm in words.arms for match in _NO_TREATMENT.finditer(arm)}:
        going = r"(?:(?:not|never) (?:on|given|getting|receiving|taking|under)|without|off)"
        said = re.compile(rf"\b{going} (?:any )?{re.escape(denied)}\b", re.IGNORECASE)
        yield from ((*match.span(), f"on no {denied}") for match in said.finditer(text))


_NO_TREATMENT = re.compile(r"\bno (?P<what>[\w-]{5,})$", re.IGNORECASE)
