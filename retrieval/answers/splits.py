"""The classes into which a trial's patients are divided, where it is asked how they were distributed."""

from __future__ import annotations

import re
from collections.abc import Collection

from retrieval.questions.question import Question


def titles_of_kind(question: Question, slots: Collection[tuple[str | None, ...]]) -> tuple[str, ...]:
    """The classes into which the whole is divided by what parts are of, where that is asked: "the split by age"."""
    kinds = {name.split()[0] for name in question.subgroups}
    if question.outcomes or len(kinds) != 1 or not _SPLIT.search(question.text):
        return ()
    own = re.compile(rf"{re.escape(kinds.pop())}\s[^a-z]*\d", re.IGNORECASE)
    found = [o for o, category, part in slots if o and category == "baseline" and part is None and own.match(o)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


_SPLIT = re.compile(r"\b(?:distribut\w+|breakdown|split|spread|composition|make-?up|divided)\b", re.IGNORECASE)
