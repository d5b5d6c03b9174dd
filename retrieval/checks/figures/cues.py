"""The words that tell what a number is: statistics, sides of a p-value, time points, follow-up, change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

HAZARD, ODDS, RISK, RATE, MEANS = "hazard ratio", "odds ratio", "risk ratio", "rate ratio", "ratio of means"
MEDIAN, MEAN, PERCENTAGE, COUNT, DIFFERENCE, P_VALUE = "median", "mean", "percentage", "count", "difference", "p-value"
TIMES = ("months", "weeks", "days", "years", "hours", "minutes")
RATIOS = frozenset({HAZARD, ODDS, RISK, RATE, MEANS})
COMPARATIVE = frozenset({*RATIOS, DIFFERENCE, P_VALUE})
"""Statistics that compare two arms."""

_STATISTIC = re.compile(
    r"(?P<hazard>\b(?:hazard ratios?|(?-i:a?HRs?)|hazards ratio)\b|(?-i:\ba?HR(?=[0-9])))"
    r"|(?P<odds>\bodds[ -]ratios?\b|\bodds [a-z]+ by a factor of\b|(?-i:\ba?ORs?\b(?! rate)))"
    r"|(?P<risk>\b(?:risk ratios?|relative risks?)\b(?! reduction)|(?-i:\ba?RRs?\b))"
    r"|(?P<rate>\b(?:(?:incidence )?rate ratios?)\b|(?-i:\bIRR\b(?= ?[=(0-9])))"
    r"|(?P<means>\b(?:(?:geometric |adjusted |LS |least[- ]squares )*mean (?:[a-z-]+ )?ratios?"
    r"|ratios? of (?:the )?(?:[a-z-]+ )?means|by a factor of|tit(?:er|re) ratios?|(?-i:a?GM[CT]?R))\b)"
    r"|(?P<difference>\b(?:(?:absolute |mean |risk |rate |between-group |treatment )*differences?"
    r"|differ(?:s|ed)?(?: from [^.;,0-9]{1,40}?)? by)\b)"
    r"|(?P<median>\bmedians?\b)|(?P<mean>\b(?:mean|averag(?:e|es|ed|ing)|LS mean|least[- ]squares mean)\b)"
    r"|(?P<nnt>\b(?:number needed to (?:treat|harm)|NN[TH])\b)",
    re.IGNORECASE,
)
_STATISTIC_WORDS = ("ratio", "relative risk", "factor", "differ", "median", "mean", "averag", "number needed")
_STATISTIC_LETTERS = ("HR", "OR", "RR", "GM", "NN")
"""One of these words, or of these capitals, stands in every statistic's name: most words around numbers have none."""
_NAMES = {
    "hazard": HAZARD, "odds": ODDS, "risk": RISK, "rate": RATE, "means": MEANS, "difference": DIFFERENCE,
    "median": MEDIAN, "mean": MEAN, "nnt": "number needed to treat",
}  # fmt: skip
SIDES = re.compile(r"\b(?P<side>one|two|1|2)[- ](?:sided|tailed)\b", re.IGNORECASE)
VERSUS = re.compile(
    r"\b(?:vs?\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|than|against|relative to"
    r"|as opposed to|over|rather than|"
    r"whereas|while|and|or)\b|/|&",
    re.IGNORECASE,
)
CONTRAST = re.compile(
    r"\b(?:vs?\b\.?|versus|compared (?:with|to)|in comparison (?:with|to)|(?<!rather )than|against|relative to"
    r"|as opposed to|whereas|while|but|minus"
    r"|from(?! (?:the )?(?:baseline|randomi[sz]ation|start|beginning|entry|screening|enrol|first|study|day|week"
    r"|month)))\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"\b(?:and|versus|vs|compared|than|while|whereas|but)\b|;", re.IGNORECASE)
"""Where what is told of one number ends and the next begins."""
FOLLOW_UP = re.compile(r"\bfollow(?:ed)?[ -]?up\b", re.IGNORECASE)
CUT_OFF = re.compile(
    r"\b(?:data )?cut[ -]?offs?\b|\bdata (?:lock|as of)\b|\bas of\b|\banalys[ei]s\b|\bcensor|\bdatabase\b"
    r"|\bdata (?:up )?to\b|\bby (?:the )?$",
    re.IGNORECASE,
)
RANDOMISED = re.compile(r"\b(?:randomi[sz]|assign|allocat)", re.IGNORECASE)
ALLOCATED = re.compile(r"\b(?:randomi[sz]|assign|allocat|receiv|treated|enrol|placed|got\b)", re.IGNORECASE)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
REDUCTION = re.compile(
    r"\b(?:reduc(?:ed|es|ing|tion|tions)|lower(?:ed|ing)?|decreas(?:ed|es|ing|e)|less(?:ened)?"
    r"|fell|falls|fallen|drop(?:ped|s)?|cut(?:ting)?|fewer|declin(?:e|ed)|diminish(?:ed)?)\b",
    re.IGNORECASE,
)
INCREASE = re.compile(
    r"\b(?:increas(?:ed|es|ing|e)|higher|greater|rais(?:ed|es|ing)|more|elevated|worse(?:ned)?)\b", re.IGNORECASE
)
HAZARD_WORD = re.compile(r"(?<!-)(?<!high )(?<!low )\b(?:risk|hazard|likelihood|rate|chance|odds)\b", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|without|no|never|free (?:of|from)|neither|failed to|did not)\b(?! reached)", re.IGNORECASE
)
DIFFERENCE_WORD = re.compile(
    r"\b(?:differ(?:ence|ed)|points?|absolute|improv(?:ed|ement|es|ing)|gain(?:ed)?|longer|shorter|higher"
    r"|lower|more|fewer|minus|increase[ds]?|decrease[ds]?|"
    r"reduc(?:ed|tion)|benefit|prolong(?:ed|ation|s)|extend(?:ed|s)|add(?:s|ed)|extra|additional|delay(?:ed)?"
    r"|(?:later|earlier|sooner) (?:with|on|under|than)"
    r"|rais(?:ed|es|ing)|(?:went|came|up|down) (?:up |down )?by|rose|rises|climbed|grew|fell|dropped|apart|gap)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # outcomes are asked again for every number
def is_follow_up_name(name: str) -> bool:
    """Whether the name of an outcome is that of a follow-up; not of what was found "at late follow-up"."""
    return FOLLOW_UP.search(name) is not None and _AT_FOLLOW_UP.search(name) is None


_AT_FOLLOW_UP = re.compile(
    r"\b(?:at|during|through|until|lost to|end of|withdr[ae]w from) (?:the )?(?:\w+[ -]){0,2}follow(?:ed)?[ -]?up\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)  # the words between two numbers are asked again for each
def last_statistic(text: str) -> str | None:
    """Return the statistic named last in ``text``."""
    found = None
    for match in _statistics_in(text):
        found = match
    return _NAMES[found.lastgroup or ""] if found else None


def statistics_of(text: str) -> frozenset[str]:
    """Return every statistic named in ``text``."""
    return frozenset(_NAMES[match.lastgroup or ""] for match in _statistics_in(text))


def _statistics_in(text: str) -> Iterable[re.Match[str]]:
    for letters in _STATISTIC_LETTERS:
        if letters in text:
            return _STATISTIC.finditer(text)
    folded = text.casefold()
    for word in _STATISTIC_WORDS:
        if word in folded:
            return _STATISTIC.finditer(text)
    return ()


@lru_cache(maxsize=4096)
def family(statistic: str, unit: str | None) -> str:
    """Return the kind of statistic that a table's own wording means, e.g. "Kaplan-Meier median" is a median."""
    words = statistic.casefold()
    for stem, name in _STEMS:
        if stem in words:
            return name
    if (
        unit in ("%", "percent", "percentage of participants", "percentage of patients")
        or "percent" in words
        or words in ("%", "n (%)", "n/n (%)", "proportion")
    ):
        return PERCENTAGE
    if words in ("n", "number") or words.startswith(("count", "number of")):
        return COUNT
    return words


_STEMS = (
    ("hazard ratio", HAZARD), ("cox", HAZARD), ("odds ratio", ODDS), ("risk ratio", RISK), ("relative risk", RISK),
    ("rate ratio", RATE), ("mean ratio", MEANS), ("ratio of geometric", MEANS), ("ratio of mean", MEANS),
    ("gmt ratio", MEANS), ("titer ratio", MEANS),
    ("ratio of ls", MEANS), ("ratio of least", MEANS), ("difference", DIFFERENCE), ("p-value", P_VALUE),
    ("p value", P_VALUE), ("median", MEDIAN), ("least squares mean", MEAN), ("mean", MEAN),
    ("hazard reduction", "hazard reduction"),
)  # fmt: skip
