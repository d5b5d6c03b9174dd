"""Short words for how a drug was given, and for where a finding was made, in full: "sc", "lab or AE"."""

from __future__ import annotations

import re

_GIVEN = r"(?P<given>\b(?:given|dosed|administered|infused|injected|used)\s(?:\w+\s)?)"
_EVENT = r"(?:an? )?(?:reported |investigator-reported )?(?:AEs?|adverse events?)(?: report\w*)?"
_LABORATORY = r"(?:an? |the )?lab\w*(?: values?| tests?| data)?"
_IN_FULL = (
    (re.compile(rf"{_GIVEN}(?:s\.c\.|sc|subcut|sub-?q|SQ)(?=\W|$)", re.IGNORECASE), r"\g<given>subcutaneously"),
    (re.compile(rf"{_GIVEN}(?:i\.v\.|iv)(?=\W|$)", re.IGNORECASE), r"\g<given>intravenously"),
    (  # whether a value of the laboratory is told or a report asks for the event by its laboratory name
        re.compile(
            rf"\b(?:from |by )?(?:{_EVENT}(?: by (?:the )?investigators?)? or (?:from |by )?{_LABORATORY}"
            rf"|{_LABORATORY} or (?:from |by )?{_EVENT})(?=\W|$)",
            re.IGNORECASE,
        ),
        "by laboratory",
    ),
)


def routes_in_full(text: str) -> str:
    """The text with those words in full."""
    for pattern, words in _IN_FULL:
        text = pattern.sub(words, text)
    return text
