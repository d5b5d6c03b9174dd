"""Words before a question that may name the source that is asked: "according to the JNCCN, what was"."""

from __future__ import annotations

import re

from retrieval.terms import Token

_IN_SOURCE = re.compile(
    r"(?:^|\b)(?:in|according to|per|from|as (?:reported|told|printed|published|stated) (?:in|by))\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Right before a name in a lead-in that may be a source's."""
_SOURCE = re.compile(r"\W*(?:[Tt]he\s)?(?:[A-Z][\w-]*\s){1,3}?(?:paper|coverage|report|article|abstract|label)?\s?:")
"""A lead-in that is a source's name: "The JNCCN paper: what was"."""
_AS_IT_DID = re.compile(
    r"\W*as\s(?:the\s)?(?-i:[A-Z])[\w.'’-]*(?:\s[\w'’-]+){0,2}?\s(?:(?:has|had|have)\s)?"
    r"(?:request|ask|want|demand|requir|count|censor|report|print|publish|stat|gave|giv|defin)\w*",
    re.IGNORECASE,
)
"""A clause by whose account, or whose rule, something is asked: "as the FDA requested"."""


def names_source(text: str, token: Token) -> bool:
    """Whether a word of a lead-in may be the name of a source, by what stands before it or by the whole lead-in."""
    return bool(_IN_SOURCE.search(text[: token.start]) or _SOURCE.match(text))


def is_as_somebody_did(clause: str) -> bool:
    """Whether a clause only says by whose account, or whose rule, something is asked."""
    return bool(_AS_IT_DID.match(clause))
