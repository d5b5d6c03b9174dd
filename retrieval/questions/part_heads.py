"""A kind of parts of the patients that only heads a question for one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.stems import stems
from retrieval.terms import Mention


def heads_a_part(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a kind of parts only heads a question for one of them: "kidney function: how many had it impaired"."""
    if mention.term.kind != "subgroup" or mention.term.broader or not _HEAD.fullmatch(text[: mention.start]):
        return False
    own = stems(mention.term.name)
    members = [
        m for m in mentions if m.start > mention.end and m.term.kind == "outcome" and m.term.category == "baseline"
    ]
    return bool(_HEADED.match(text, mention.end)) and any(own & stems(m.term.name) for m in members)


_HEAD = re.compile(r"\W*(?:(?:and|now|also|as for|regarding|concerning|on|about)\s)*(?:the\s|their\s)?", re.IGNORECASE)
_HEADED = re.compile(r"(?:\s\([^()]*\))?(?:\s(?:at (?:baseline|entry|study entry)|status|groups?))?\s?[:;,.–—-]\s")
