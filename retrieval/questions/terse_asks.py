"""Questions in few words, in full: "IRR when", "min age", "gain in median PFS, in months"."""

from __future__ import annotations

import re

_PEOPLE = r"(?:patients|people|participants|subjects|pts)"
_IN_FULL = (
    (re.compile(r"\bmin\b\.?(?=\sage\b)", re.IGNORECASE), "minimum"),
    (re.compile(r"\bmax\b\.?(?=\sage\b)", re.IGNORECASE), "maximum"),
    (re.compile(r"\bdos(?:e|ing)[ -]?holds?\b", re.IGNORECASE), "dose interruptions"),
    (
        re.compile(r"^\W*(?P<event>IRRs?|(?:[\w-]+ )?reactions?)[\s,:–-]+when\W*$", re.IGNORECASE),
        r"when did \g<event> occur?",
    ),
    (
        re.compile(r"\bhow (?:is|was) (?:the )?treatment (?P<how>allocated|assigned)\b", re.IGNORECASE),
        r"how were patients \g<how> to treatment",
    ),
    (
        re.compile(
            r"^\W*(?:the )?(?:gain|improvement|benefit|prolongation) in (?P<what>[^?,;]{2,40}?),? in "
            r"(?P<unit>months|weeks|days)\b",
            re.IGNORECASE,
        ),
        r"by how many \g<unit> \g<what>",
    ),
    (
        re.compile(
            rf"\bhow many (?:more|fewer) {_PEOPLE} (?:were |are )?(?P<one>(?:in|on) [^?,;]{{2,30}}?) than"
            r" (?P<other>(?:in|on)\b)",
            re.IGNORECASE,
        ),
        r"how many patients were randomised \g<one> and \g<other>",
    ),
)


def asked_in_full(text: str) -> str:
    """The text with what it asks in few words in full."""
    for pattern, words in _IN_FULL:
        text = pattern.sub(words, text)
    return text
