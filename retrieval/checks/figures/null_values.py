"""The value of no effect, 1 or 0, as sentences speak of it: what an interval holds, leaves out, or lies beside."""

from __future__ import annotations

import re

_ONE = (
    r"(?:[01](?:\.0+)?(?![\w%]|\.?[0-9]| %)|unity\b|zero\b"
    r"|one\b(?! (?:of|patient|person|death|case|event|trial|study|or)\b))"
)
_NAMED = r"(?:null(?: value)?|(?:line|value) of no (?:difference|effect))\b"
_THE = r"(?: (?:the )?(?:null(?: value)?|line|value)?(?: of(?: no (?:difference|effect))?)?[ (:]{0,2})"
_INTERVAL = r"(?:(?:the|its|this|that|their) )?(?:[0-9.]+ ?% )?(?:confidence )?(?:CIs?|intervals?|limits|bounds|it)\b"
_IS = r"(?:(?:being|lying|lies|lay|lie|is|was|falls?|fell|still|well|just|safely),? )*"
NULL = re.compile(
    r"\b(?P<holds>contain|includ|cross|span|cover|encompass|straddl|overlap|reach|touch)"
    rf"\w*{_THE}(?P<null1>{_ONE}|(?<=null )value\b|(?<=the )null\b)"
    rf"|\b(?P<leaves>exclud\w*|(?:leav(?:es?|ing)|left) out|rul(?:es?|ed|ing) out|clear of|(?:on|to) one side of)"
    rf"{_THE}(?P<null2>{_ONE}|no (?:effect|difference)\b|(?<=the )null\b|(?<=null )value\b)"
    rf"|\b(?P<around>(?:both|either) sides? of){_THE}(?P<null3>{_ONE})"
    rf"|(?<![\w.])(?P<null4>{_ONE}|{_NAMED}) {_IS}"
    rf"(?:(?P<inside>inside|within)|(?P<outside>outside(?: of)?|not in(?:side)?))(?: {_INTERVAL}|(?=[.;,)]|$))"
    r"|\b(?P<possible>compatible with no (?:effect|difference|benefit)"
    r"|no (?:effect|difference|benefit) (?:cannot|can not|can't|could not) be (?:ruled out|excluded))\b",
    re.IGNORECASE,
)
"""The value of no effect, told of an interval: "still contained 1", "with 1 outside the interval"."""
LEAVES = ("leaves", "outside")
"""The groups of ``NULL`` that say that an interval does not hold the value."""
_VERB = (
    r"(?:lies|lay|lying|lie|stays?|stayed|remains?|remained|is|was|are|were|being|falls?|fell|sits?|sat"
    r"|(?P<extends>runs?|ran|goes|went|(?:extend|reach|stretch|running)(?:s|es|ed|ing)?))"
)
_SIDE = r"(?P<side>below|under|short of|less than|(?:to )?above|over|beyond|past|in excess of)"
_HOW = r"(?: (?:only|entirely|wholly|completely|all|both|fully|well|far|just|still|clearly|slightly)){0,2}"
ON_SIDE = re.compile(
    rf"(?:(?:\b{_VERB}|(?<=[0-9]\)),?|(?<=[0-9]),(?= (?:[ecw]\w+ly|below|above) )|\ball of (?:it|them|which)"
    r"|\b(?:upper|lower) (?:confidence )?(?:bound|limit|end|edge))"
    rf"{_HOW} {_SIDE}"
    r"|\b(?P<exceeds>exceed(?:s|ed|ing)?))"
    rf" (?:the )?(?P<null>{_ONE}|{_NAMED})",
    re.IGNORECASE,
)
"""A ratio or a bound told to lie on one side of the value of no effect: "0.993 is just below 1"."""
BELOW = ("below", "under", "short of", "less than")


def is_null_value(text: str, start: int, end: int) -> bool:
    """Whether a number is the value of no effect, which a sentence holds an interval or a ratio against."""
    if text[start:end].startswith("0") and not _OF_INTERVAL.search(text, max(0, start - _FAR), end + 60):
        return False  # "the count reached 0"
    told = NULL.search(text, max(0, start - 50), end + 60)
    if told is not None and start in {told.start(name) for name in ("null1", "null2", "null3", "null4")}:
        return True
    side = ON_SIDE.search(text, max(0, start - 40), end)
    near = _NEAR.search(text, max(0, start - 12), start)
    return (side is not None and side.start("null") == start) or near is not None


_FAR = 150
_OF_INTERVAL = re.compile(r"\b(?:intervals?|CIs?|bounds|limits)\b", re.IGNORECASE)
"""Told around 0, which is the value of no effect of a difference."""
_NEAR = re.compile(r"\b(?:clos(?:e|er) to|near(?:er)?(?: to)?)\s$", re.IGNORECASE)
