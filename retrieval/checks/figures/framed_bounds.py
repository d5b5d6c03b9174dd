"""Bounds that the words around them call so, whatever these are: "with 0.608 and 1.202 as the 95 % limits"."""

from __future__ import annotations

import re

from retrieval.checks.figures.told_parts import Told, is_inside, told_estimate


def is_framed(told: Told, place: int, gap: str) -> bool:
    """Whether two numbers rise around the estimate before them and are called its limits, whatever the words.

    "0.855, with 0.608 and 1.202 as the 95 % limits", "0.855: the CI has 0.608 as its lower and 1.202 as its upper end"
    """
    estimate, (low, high) = told_estimate(told), told.numbers[place : place + 2]
    if estimate is None or told.kinds[-1] is not None or not is_inside(estimate, low, high) or low.value == high.value:
        return False
    if {low.unit, high.unit} - {None, estimate.unit} or not (low.decimals and high.decimals):
        return False
    before, edges = told.text[estimate.unit_end : low.after], _EDGE.search(gap)
    if not (_BESIDE.fullmatch(gap) or (edges and _WORDS.fullmatch(gap))) or _OTHERS.search(before):
        return False
    called = edges or told.level is not None or _CALLED.search(before)
    return bool(called) or _CALLED_BEHIND.match(told.text, high.unit_end) is not None


_EDGE = re.compile(
    r"\b(?:lower|upper|low|high)(?:,| (?:(?:confidence )?(?:limit|bound|end|edge)s?|one|and)\b)"
    r"|\b(?:limits?|bounds?|ends?|edges?|closing|closes|ending)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:CIs?|CrI|intervals?|limits|bounds|ends|edges|bounded|bracketed|flanked|framed|confiden(?:ce|t))\b",
    re.IGNORECASE,
)
_CALLED_BEHIND = re.compile(
    r"[^0-9.;]{0,40}?(?:\b[0-9]{2}(?:\.[0-9]+)? ?%[^0-9.;]{0,20}?)?"
    rf"{_CALLED.pattern}(?!\)?[^0-9.;]{{0,12}}[0-9])",
    re.IGNORECASE,
)
"""Behind two bounds: what they are, and no other two: "as the limits of its 99 % CI"."""
_BESIDE = re.compile(r"\s?(?:and|to|up to|through|/|;|,|-|\.{2,3})\s?", re.IGNORECASE)
_WORDS = re.compile(r"[^0-9.;]{1,45}")
_OTHERS = re.compile(r"\b(?:ratios?|HRs?|ORs?|RRs?|vs|versus|against|compared|while|whereas)\b", re.IGNORECASE)
"""Between an estimate and two numbers that are figures of something else."""
