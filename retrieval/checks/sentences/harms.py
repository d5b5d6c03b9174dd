"""Words for what nobody wants, and for the hazard of it: where they stand, more is worse."""

from __future__ import annotations

import re

_HARM = re.compile(
    r"death|mortality|died|hospitali|progression(?!-free| free)|relapse(?!-free| free)|recurren(?!ce-free|ce free)"
    r"|failure|stroke|infarct|toxicit|adverse|discontinu|exacerbation|bleed|fracture|deteriorat"
    r"|\bevents?\b(?!-free| free)|hypoglyc|h[a]?emorrhag|thrombo(?!cyt)|embolism|seizure|\bflares?\b|\battacks?\b"
    r"|\bulcers?\b|nephropath|retinopath|amputation|arrhythmi|pneumoni",
    re.IGNORECASE,
)
_AVERTED = re.compile(
    r"\b(?:(?<!dose )reduction|free(?:dom)?|without|avoid\w*|absence|no|prevent\w*|resol\w*|improvement|recover\w*)\b",
    re.IGNORECASE,
)


def is_harm(title: str) -> bool:
    """Whether nobody wants an outcome: fewer of it are better. Survival, and being without it, is none."""
    return _HARM.search(title) is not None and _AVERTED.search(title) is None


HAZARD_OR_RISK = re.compile(
    r"(?<!-)(?<!high )(?<!low )\b(?:hazard|risk|likelihood|chance)\b(?! ratio)"
    r"|\brates? of (?:(?:disease|tumou?r) )?(?:progress|death|dying|relaps|recurr)\w*(?![- ]free)",
    re.IGNORECASE,
)
RISK_OF = re.compile(
    r"(?<!-)\b(?:(?:hazard|risk|likelihood|chance)\s(?:of|for)"
    r"|rate of (?=(?:\w+ )?(?:progress|death|dying|relaps|recurr)|(?:(?-i:[A-Z]{2,5})|[\w-]+ survival) events?\b))"
    r"\s?[^,;()]{3,70}$",
    re.IGNORECASE,
)
"""Before a word of comparison: the outcome's name may hold these words, "the risk of progression or death"."""
HARMS = re.compile(
    r"(?:more|fewer) (?:[\w-]+ ){0,2}(?:deaths|events|recurrences|relapses|progressions|failures)\b", re.IGNORECASE
)
"""Told of a survival: its hazard is told, and no longer time."""
HARMS_WERE = re.compile(
    r"\b(?:deaths|mortality|events|recurrences|relapses|progressions?|failures"
    r"|(?:death|mortality|event|recurrence|relapse|progression|failure) rates?)\s"
    r"(?:(?:on|with|in|under|among) [^.,;:()]{2,40}?\s)?"
    r"(?:(?:was|were|occurred|happened|came|\w+ly|thus|also|hence|so|but|though|if|not|still),?\s){1,7}$"
    r"|\b(?:deaths?|mortality|progression|relapses?|recurrences?|failures?|events)\b[^.,;:()]{1,40}"
    r"\bat an? (?:\w+ )?rate (?:[0-9.]+ ?% )?$",
    re.IGNORECASE,
)
"""The same before a word of comparison: "deaths were rarer", "the death rate on A was numerically lower"."""


def is_rate_of(title: str, before: str) -> bool:
    """Whether words before one of comparison tell how often comes what a title tells the time to."""
    return _TIME_TO.match(title) is not None and _RATE_OF.search(before) is not None


_TIME_TO = re.compile(r"time to\b(?!.*\bresponse\b)", re.IGNORECASE)
_RATE_OF = re.compile(r"\brates? of\b[^.;:()]{3,60}$", re.IGNORECASE)
"""Before "lower": what comes at a rate, comes the later for it, "the rate of the next treatment was lower"."""
