"""Terms that a sentence names only to say what another one means: "PFS2, which captures the time to death,"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.terms import Mention

_THAT_IS = re.compile(
    r"\s?(?:\([^()]{1,20}\))?[,(\u2013\u2014-]{0,2}\s?"
    r"(?:which (?:captures|measures|counts|is|means|describes|denotes|covers|runs|combines|reflects|tells"
    r"|records|takes)"
    r"|that is,?|i\.e\.,?|meaning|defined as|namely|measured as)\s[^,;:)0-9]*(?=[,;:)])",
    re.IGNORECASE,
)
"""Behind the name of an outcome or a group: what it means, up to the next pause; no figure stands there."""
_NAMING = ("outcome", "subgroup")
_CONCEDED = re.compile(
    r"(?:\w+, )?(?:despite|in spite of|notwithstanding|although|though|even though|while)\s[^,;:()]{3,90},",
    re.IGNORECASE,
)
"""A sentence's first words, that concede something before what its figures are of."""


def without_explanations(
    text: str, start: int, end: int, found: Mapping[str, list[Mention]]
) -> dict[str, list[Mention]]:
    """The mentions by kind, without those that only explain the one named before them, or concede something at first.

    Args:
        start: Where the sentence begins; it ends at ``end``.
    """
    named = [mention for kind in _NAMING for mention in found.get(kind, ())]
    spans = [meant.span() for mention in named if (meant := _THAT_IS.match(text, mention.end, end))]
    conceded = _conceded(text, start, end, found)
    if not spans and not conceded:
        return dict(found)
    left = dict(found)
    for kind in (*_NAMING, "grade"):
        out = [*(spans if kind in _NAMING else ()), *([conceded] if conceded and kind != "subgroup" else ())]
        left[kind] = [
            mention
            for mention in found.get(kind, ())
            if not any(low <= mention.start and mention.end <= high for low, high in out)
        ]
    return left


def _conceded(text: str, start: int, end: int, found: Mapping[str, list[Mention]]) -> tuple[int, int] | None:
    """Where a sentence begins with "despite more grade 3 events,", without a figure, and tells of something else."""
    match = _CONCEDED.match(text, start, end)
    if match is None or not any(mention.start >= match.end() for mention in found.get("outcome", ())):
        return None
    words = text
    for mention in found.get("grade", ()):
        words = words[: mention.start] + " " * (mention.end - mention.start) + words[mention.end :]
    return None if re.search(r"[0-9]", words[match.start() : match.end()]) else match.span()
