"""A follow-up that asks how many patients are in the part that was asked of."""

from __future__ import annotations

from retrieval.answers.phrasing import in_sentence
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.words import Wording

_COUNTED = ("baseline", "disposition")
_SIZES = frozenset({"count", "percentage", "rate"})
_ALL = "Patients randomised"
"""What "how many patients" is read as by itself."""


def ask_size_of_part(how: Wording, earlier: Slots, *, reader: Reader) -> str | None:
    """The question how many patients are in the part that is asked of: nothing of theirs is counted by that."""
    new = reader.read(how.rest, trial=earlier.trial)
    parts = new.subgroups or earlier.subgroups
    another = set(new.outcomes) - {*parts, _ALL} or set(new.statistics) - _SIZES or reader.are_events(earlier)
    if not how.asks_size or len(parts) != 1 or another:
        return None
    for way in (f"had {in_sentence(parts[0])}", f"were in the subgroup {parts[0]}"):
        text = f"How many patients {way}?"
        asked = reader.slots(reader.read(text, trial=earlier.trial))
        if any(row.category in _COUNTED for row in reader.rows(asked)) and not set(asked.subgroups) - {*parts}:
            return text
    return None
