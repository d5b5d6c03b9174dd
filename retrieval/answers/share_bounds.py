"""The share of the patients that the events asked for reach, or stay below: "in at least a third", "in under 5 %"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "eighth": 8, "tenth": 10, "tenths": 10, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "hundred": 100,
}  # fmt: skip
"""Words for the parts of a whole, by how many make it up."""
_NOUN = (
    r"(?:adverse|side[- ]effects?|S?AEs?|TEAEs?|toxicit\w+|events?|reactions?|infections?|abnormalit\w+"
    r"|harms|complaints)\b"
)
_EVENTS = (
    rf"(?:^\W*(?:all |the )?{_NOUN}"
    rf"|\b(?:list|name|any|all|show|give me|are there)\b(?! (?:of|in) )[^?.;,]{{0,30}}?{_NOUN}"
    r"|\b(?:which|what)\b(?!\s(?:of the )?(?:\w+ )?(?:arms?|groups?|treatments?"
    r"|shares?|percent\w*|proportion|fraction|number|patients?|people|subgroups?|dose|was|were|is|are)\b))"
)
"""How events are asked for by their names; a word that is no event asks for something else."""
_VALUE = (
    r"(?:(?P<percent>\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)"
    r"|(?:(?:an?|one)[ -])?(?P<part>half|third|quarter|fifth|tenth)(?= of\b| the\b| (?:patients|people)\b|\W*$)"
    rf"|(?:one|1|an?) (?:in|out of)(?: every)? (?P<of>\d+|{'|'.join(sorted(PARTS))}))"
)
_OVER = r"at least|(?:no|not) (?:less|fewer) than|more than|greater than|over|above|exceed\w*|in excess of|>=?|≥|⩾"
_UNDER = r"at most|(?:no|not) more than|up to|(?:less|fewer) than|under|below|<=?|≤|⩽"
_BOUND = re.compile(
    rf"{_EVENTS}[^?;]*?(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\s?{_VALUE}(?!\s?(?:percentage |%-)?points?)"
    r"(?!\s(?:more|less|fewer|higher|lower)\b)",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    rf"{_EVENTS}[^?;]*?{_VALUE}(?:\s(?:of\s)?(?:the\s)?(?:patients|people|participants|them))?,?\s(?:or|and)\s"
    r"(?:(?P<over>more|over|above|higher|greater)|(?P<under>less|fewer|below|under))\b(?!\s(?:common|frequent|likely))",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"{_EVENTS}[^?;]*?\bevery (?P<nth>second|third|fourth|fifth|tenth) (?:patient|person|one)\b", re.IGNORECASE
)
_NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_EXACT = re.compile(r"at least|(?:no|not) |at most|up to|>=|<=|[≥≤⩾⩽]", re.IGNORECASE)
"""A bound that the share itself still meets; so does one that stands before "or more"."""


class ShareBound(NamedTuple):
    """The least or the greatest percentage of patients of the events asked for.

    Attributes:
        below: Whether the events stay below it.
        exact: Whether an event of this very percentage is among them.
    """

    percent: Decimal
    below: bool
    exact: bool

    def admits(self, share: Decimal) -> bool:
        """Whether an event of this percentage is asked for."""
        return (share < self.percent if self.below else share > self.percent) or (self.exact and share == self.percent)


def share_bound(text: str) -> ShareBound | None:
    """The share by which events are asked for; ``None`` where they are asked for otherwise."""
    if match := _BOUND.search(text):
        return ShareBound(_percent(match), bool(match["under"]), bool(_EXACT.match(match["over"] or match["under"])))
    if match := _OR_MORE.search(text):
        return ShareBound(_percent(match), bool(match["under"]), exact=True)
    if match := _EVERY.search(text):
        return ShareBound(Decimal(100) / _NTH[match["nth"].casefold()], below=False, exact=True)
    return None


def _percent(match: re.Match[str]) -> Decimal:
    if match["percent"]:
        return Decimal(match["percent"])
    of = match["part"] or match["of"]
    return Decimal(100) / (int(of) if of.isdigit() else PARTS[of.casefold()])
