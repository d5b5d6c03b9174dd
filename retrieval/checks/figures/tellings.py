"""Numbers that count no patients, events or time: arms, figures told, decimals, points of a talk, hours of a day."""

from __future__ import annotations

import re


def counts_tellings(text: str, end: int, unit: str | None) -> bool:
    """Whether a number that ends at ``end`` counts arms, or what is told of them: "two different hazard ratios"."""
    told = unit is None and _TELLINGS_AFTER.match(text, end)
    return bool(told or _GROUPS_AFTER.match(text, end) or _POINTS_AFTER.match(text, end))


def counts_digits(text: str, end: int) -> bool:
    """Whether a number says how finely a figure is told, "to 3 decimals", or what it had to stay within."""
    return _DIGITS_AFTER.match(text, end) is not None or _MARGIN_AFTER.match(text, end) is not None


def is_time_of_day(printed: str, text: str, end: int) -> bool:
    """Whether what looks like a ratio is a time of day: "14:05", "9:30 am"."""
    parts = printed.split(":")
    return _CLOCK.fullmatch(printed) is not None and (
        any(len(part) > 1 and part[0] == "0" for part in parts) or _OF_DAY.match(text, end) is not None
    )


_GROUPS_AFTER = re.compile(r" (?:[\w-]+ ){0,2}(?:arms|groups|cohorts|medicines|agents|medications)\b|,? drugs\b")
"""After "the two study arms": how many arms there are is no figure of theirs."""
_TELLINGS_AFTER = re.compile(
    r" (?:[\w-]+ ){0,3}(?:ratios|analyses|looks|cut-?\s?offs|data cuts|estimates|figures|numbers|publications|reports"
    r"|papers|abstracts|sources|end ?points|outcomes|readouts|reasons|points|things|caveats|messages|remarks"
    r"|slides|pages|paragraphs|sentences|sections|tables|bullets|decimals|decimal places|digits)\b"
)
"""After "two different hazard ratios": how many are told is no figure of the trial."""
_POINTS_AFTER = re.compile(
    r" (?:[\w-]+ )?points (?:to (?!an? )[a-z]|(?:that|are|need|deserve|call|stand out|remain|emerge|follow|require"
    r"|merit|should|must|can|concern|matter|arise|of (?:interest|note|caution|discussion))\b)"
)
"""After "two points to raise": they are no percentage points."""
_DIGITS_AFTER = re.compile(r" (?:decimals?|decimal places?|significant (?:digits|figures))\b")
_MARGIN_AFTER = re.compile(
    r" ?%?(?:[ -]points?)? (?:non-?inferiority |equivalence )?(?:margin|limit of non-?inferiority)\b"
)
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9]")
_OF_DAY = re.compile(r"\s?(?:h|hrs?|hours|[ap]\.?m|[A-Z]{2,3}T|UTC)\b", re.IGNORECASE)
