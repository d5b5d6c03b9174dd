"""Numbers that count no patients, events or time: arms, figures told, decimals, points of a talk, hours, pronouns."""

from __future__ import annotations

import re


def counts_tellings(text: str, end: int, unit: str | None) -> bool:
    """Whether a number that ends at ``end`` counts arms, or what is told of them: "two different hazard ratios"."""
    told = unit is None and _TELLINGS_AFTER.match(text, end)
    return bool(told or _GROUPS_AFTER.match(text, end) or _POINTS_AFTER.match(text, end))


def counts_digits(text: str, start: int, end: int) -> bool:
    """Whether a number says how finely a figure is told, "to 3 decimals", or what it had to stay within."""
    if _DIGITS_AFTER.match(text, end) is not None or _MARGIN_AFTER.match(text, end) is not None:
        return True
    near = text[max(0, start - _NEAR) : start]
    return "margin" in near and _MARGIN_BEFORE.search(near) is not None


_NEAR = 80
"""How far before a number the margin that it is may be named, in code points."""


def is_time_of_day(printed: str, text: str, end: int) -> bool:
    """Whether what looks like a ratio is a time of day: "14:05", "9:30 am"."""
    parts = printed.split(":")
    return _CLOCK.fullmatch(printed) is not None and (
        any(len(part) > 1 and part[0] == "0" for part in parts) or _OF_DAY.match(text, end) is not None
    )


_GROUPS_AFTER = re.compile(
    r" (?:[\w-]+ ){0,2}(?:arms|(?:sub)?groups|cohorts|medicines|agents|medications)\b|,? drugs\b"
)
"""After "the two study arms": how many arms there are is no figure of theirs."""
_TELLINGS_AFTER = re.compile(
    r" (?:[\w-]+ ){0,3}(?:(?<!p-)values|ratios|medians|versions|analyses|looks|cut-?\s?offs|data cuts"
    r"|estimates|figures|numbers|publications|reports"
    r"|papers|abstracts|sources|end ?points|outcomes|readouts|reasons|points|things|caveats|messages|remarks"
    r"|rows|columns|slides|pages|paragraphs|sentences|sections|tables|bullets|decimals|decimal places|digits)\b"
)
"""After "two different hazard ratios": how many are told is no figure of the trial."""
_POINTS_AFTER = re.compile(
    r" (?:[\w-]+ )?points (?:to (?!an? )[a-z]|(?:that|are|need|deserve|call|stand out|remain|emerge|follow|require"
    r"|merit|should|must|can|concern|matter|arise|of (?:interest|note|caution|discussion))\b)"
)
"""After "two points to raise": they are no percentage points."""
_DIGITS_AFTER = re.compile(r"[ -](?:decimals?|decimal places?|significant (?:digits|figures))\b")
_MARGIN_AFTER = re.compile(
    r" ?%?(?:[ -]points?)? (?:non-?inferiority |equivalence )?(?:margin|limit of non-?inferiority)\b"
)
_MARGIN_BEFORE = re.compile(
    r"(?:\b(?:non-?\s?inferiority|equivalence|pre-?specified|pre-?defined)(?: [a-z]+)? margin"
    r"|\((?:an? |the )?margin|\b(?:exceed(?:ed|s)|within|above|below|beyond|met|crossed) the margin)"
    r"(?: (?:of|was|is|being|set at|at|for [a-z ]{3,40}))*[\s:(=]{1,3}[\u00b1+-]?$",
    re.IGNORECASE,
)
"""Before a number that says from where on a difference would have mattered: "the non-inferiority margin of 12.5 %"."""
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9]")
_OF_DAY = re.compile(r"\s?(?:h|hrs?|hours|[ap]\.?m|[A-Z]{2,3}T|UTC)\b", re.IGNORECASE)
_NOT_ONE = re.compile(
    r" ?(?:of (?:the|these|those|which)\b|or more\b|another\b|month|week|day|year|hour|dose\b|arm\b"
    r"|line (?:for|on|about|to|in)\b|such\b|can\b|must\b|should\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r" ?(?:\(|to (?:two|three|four)|(?:death|event|case)\b)")
_REGIMENS_AFTER = re.compile(r" (?:[a-z-]+ )?(?:regimens|treatments|therapies|combinations)\b")
"""After "the two": the arms by what they get, and no lines of therapy."""
_BOTH = re.compile(r"\b(?:the|these|those|of|between) $", re.IGNORECASE)
_THE_ONE = re.compile(r"\bthe (?:[\w-]+ ){1,3}one$", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r" ?\([0-9.]+ ?%")
"""Around "one" that stands for a noun told before: "the interim analysis and the final one (January 2022)"."""


def counts_drugs(text: str, start: int, end: int) -> bool:
    """Whether a number counts the drugs of a treatment: "three medicines", and "two" behind them in a sentence."""
    if _DRUGS_AFTER.match(text, end):
        return True
    return (
        _NO_MORE.match(text, end) is not None and _OF_DRUGS.search(text, max(0, start - _SENTENCE), start) is not None
    )


_DRUGS_AFTER = re.compile(r"\s(?:medicines|drugs|agents|medications)\b", re.IGNORECASE)
_SENTENCE = 200
_OF_DRUGS = re.compile(
    r"\b(?:one|two|three|four|five|[1-5]) (?:medicines?|drugs?|agents|medications)\b[^.;:]*"
    r"(?:\b(?:given|got|get|received|receiving|took|taking|had|with|on)\s(?:only |just )?|[0-9]\s(?:only|just)\s)$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\s?(?:[(.,;:)]|$|\sof (?:them|these|those)\b)")
"""Around a word that counts the drugs named before: "179 were given three medicines (A) and 123 were given two (B)"."""


_OF_DECIMAL = re.compile(r"\sof\s[0-9]+\.[0-9]")
_OF_NUMBER = re.compile(r"\s(?:out\s)?of\s(?:the\s|all\s)?[0-9]")
"""Behind a count: what it is out of, "one out of 319"."""


def is_quantity(printed: str, *, text: str, end: int, unit: str | None) -> bool:
    """Whether a number word counts something; "one" rarely does."""
    if counts_tellings(text, end, unit) or counts_digits(text, end - len(printed), end):
        return False
    if unit is None and counts_drugs(text, end - len(printed), end):
        return False
    both = printed.lower() == "two" and _BOTH.search(text, max(0, end - 14), end - len(printed))
    if both and (unit is None or _REGIMENS_AFTER.match(text, end)):
        return False  # "ratio of the two", "the two regimens"
    if printed.lower() == "one":
        if _OF_DECIMAL.match(text, end):
            return False  # "they had one of 0.724": a ratio
        if _OF_NUMBER.match(text, end):
            return True
        pronoun = _THE_ONE.search(text, max(0, end - 40), end) and not _SHARE_BEHIND.match(text, end)
        if pronoun or _NOT_ONE.match(text, end):
            return False
        return unit is not None or _COUNTED.match(text, end) is not None
    return printed.lower() != "zero" or unit is not None
