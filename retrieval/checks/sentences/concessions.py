"""What a sentence grants before it tells its figures: "although A had more events, fewer stopped: 8 % and 14 %"."""

from __future__ import annotations

import re

_CONCEDED = re.compile(
    r"(?:^|[.;,] )\W*(?:and |but )?(?:although|(?:even )?though|while|whereas|despite|in spite of|notwithstanding)\b"
    r"[^,;.]*$",
    re.IGNORECASE,
)
_MAIN_CLAUSE = re.compile(r"[^,;.0-9]*,\s")


def is_conceded(words: str, start: int, end: int) -> bool:
    """Whether a word of comparison stands in a clause of concession, with no figure up to the main clause.

    What the figures behind it show is told by the main clause.
    """
    return _MAIN_CLAUSE.match(words, end) is not None and _CONCEDED.search(words[:start]) is not None
