"""Outcomes narrowed by what an event needed or led to, "exacerbations needing hospital care", of a title of all."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import common_words, split_tokens

_NARROWED = re.compile(
    r"\s(?:(?:that|which|who) )?(?:(?:had )?(?:need|requir|warrant|result|end|lead|le)(?:ed|ing|s|d)?(?: to| in)?"
    r"|serious enough (?:for|to)|bad enough (?:for|to)|treated with|managed with)\s(?P<what>(?:[a-z-]+ ?){1,5})",
    re.IGNORECASE,
)


def is_narrowed(clause: Clause, slot: Slot) -> bool:
    """Whether a sentence narrows the events that it names by words of which the title read for them has none.

    Only where other titles have the name, too: one of them may be meant.
    """
    names = [item for item in clause.mentions.get("outcome", ()) if item.start == slot.told_at]
    if not names or not slot.outcomes or slot.carried:
        return False
    told = _NARROWED.match(clause.text, names[0].end)
    if told is None:
        return False
    forms = frozenset(token.form for token in split_tokens(names[0].text))
    own = {token.form for token in split_tokens(slot.outcomes[0])} | {
        token.form for token in split_tokens(slot.item or "")
    }
    more = {token.form for token in split_tokens(told["what"])} - common_words()
    return bool(more) and not more & own and len(clause.evidence.titles_with(forms)) > 1
