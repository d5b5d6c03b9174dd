"""How large a part of the patients is, asked in words: "how many, and PFS", "what fraction of the trial was it"."""

from __future__ import annotations

import re

_HOW_MANY = re.compile(
    r"\bhow many (?:such|of (?:these|those|them))\b"
    r"|\bhow many (?:patients |pts |people )?(?:in|per|by) (?:each|both|either|the) (?:arms?|groups?)"
    r"\W*(?:[+&,;?]|and\b|$)"
    r"|\bhow many\b(?:\s(?:patients|pts|people|were there|are there|of them))*\s*(?:,|;|&|\+|/|\?|$|\band\b)"
    r"|\b(?:(?:what|which) (?:fraction|share|proportion|percentage|part|portion)"
    r"|how (?:big|large|small|great) (?:a|an|the) (?:fraction|share|proportion|percentage|part|portion))"
    r" of (?:the |all )?(?:whole |entire |total |overall |study |trial )?"
    r"(?:trial|study|total|patients|participants|population|cohort|randomi[sz]ed|enrolled)(?: (?:patients|population))?"
    r" (?:(?:was|were|is|are|did|do|does) (?:it|they|this|that|these|those)\b(?! (?:patients )?(?!make|form)\w)"
    r"|(?:was|were|is|are) the [^,;?]{3,40}? (?:sub)?(?:group|set)\b(?=\W*(?:[,;?]|and\b|$)))"
    r"|\bhow (?:big|large|small) (?:was|were|is|are) (?:they|(?:the|those|these) (?:[\w≥>-]+ ){0,6}"
    r"(?:group|subgroup|subset)s?)(?=\W*(?:[,;?]|and\b|(?:in|per|by) (?:each |both |either |the )?(?:two )?arms?\b|$))"
    r"|\b(?:sizes?|numbers?) of the (?:[\w≥>-]+ ){0,6}(?:group|subgroup|subset)s\b",
    re.IGNORECASE,
)


def asks_size(text: str) -> bool:
    """Whether it is asked how many patients there are, and no outcome of theirs: "how many, and PFS"."""
    return bool(_HOW_MANY.search(text))
