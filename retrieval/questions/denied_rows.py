"""The rows of those who did not have what others had: "No aspirin", of a question on women who are not on aspirin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.stems import stems

_DENIES = re.compile(
    r"(?:no|not|without|never|non)\b[\s-]*(?:on\s|using\s|taking\s|receiving\s|prior\s)?", re.IGNORECASE
)
_SAID = (
    r"\b(?:not|no|never|without|neither|(?:is|are|was|were|do|does|did|has|have|had)n['\u2019]t|off|free of|non)\b"
    r"[\s-]*(?:(?!\b(?:and|but|or)\b)[\w-]+\s){0,3}?"
)
_BOTH = re.compile(
    r"\b(?:versus|vs|compared|than|differ\w*|with or without|(?:un)?like|interaction|regardless)\b", re.IGNORECASE
)


def denied_rows(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows that deny what a question denies, where another row of the outcome affirms it; else none.

    As "no aspirin" of women who are not on aspirin, beside "aspirin started before".
    """
    if _BOTH.search(text):
        return ()
    items = {row.item: stems(row.item) for row in rows if row.item}
    for item in items:
        match = _DENIES.match(item)
        denied = item[match.end() :].strip() if match else ""
        words = r"[\s-]+".join(re.escape(word) for word in re.findall(r"\w+", denied))
        others = [other for other, own in items.items() if other != item and stems(denied) <= own]
        if words and others and re.search(rf"{_SAID}{words}\b", text, re.IGNORECASE):
            return tuple(row for row in rows if row.item == item)
    return ()
