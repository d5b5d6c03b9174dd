"""Whose a number is, where words that name no arm tell it: of all, of neither arm, of the other one of two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.terms.arm_pairs import Span

_IN_GROUP = re.compile(
    r"\s(?:(?:patients|participants) )?(?:in|on|with|for) (?:the )?[\w-]+(?: [\w-]+)? (?:arm|group)\b"
    r"|\s(?:patients |participants )?(?:given|on|with|receiving|taking|assigned(?: to)?) (?:the )?[\w-]+(?: [\w-]+)?"
    r" (?:regimen|tablets?|combination|therapy|treatment|drug|pill|formulation|vaccine|device)\b"
    r"|\s(?:in|on|with|for|among) the other\b(?! (?:trial|study|hand))|\s(?:of|in|among) the others\b"
    r"|\s(?:people|patients|participants) were not\b",
    re.IGNORECASE,
)
"""After a number: a group in words that name no arm is, beside one of two arms, the other."""
_OTHER_SUBJECT = re.compile(
    r"[,;]\s(?:and\s|but\s|while\s|whereas\s)?(?:the\s)?(?:doublet|triplet|quadruplet|combination|comparator|control"
    r"|other|standard|monotherapy|(?:active|new|study|experimental) (?:drug|agent|treatment|therapy))"
    r"(?:\s(?:arm|group|regimen|treatment|therapy))?\s?(?:for|had|was|were|with|at|by|:|,)?\s(?:in\s|a median of\s)?$",
    re.IGNORECASE,
)
"""Before a number: whom it is of, in words that name no arm: "A for 7.1 months, the doublet for 12.4"."""
_WITH_OTHER = re.compile(
    r"\s(?:patients |participants )?(?:with|on|given|receiving|after|under) an? \w+ \w+\b", re.IGNORECASE
)
"""After a number: it may be of another group, in words that name no arm: "94 with a plain balloon"."""
_WHO_GOT = re.compile(
    r"\)?\s(?:of (?:those|them) )?(?:who|that|whom) (?:got|received|had|were|took|was)\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\s(?:of|in|among|for)\s(?:those|patients|participants|people|subjects)\s(?:who|that)\s(?:had\s|have\s|then\s)?"
    r"(?:switched|crossed over|moved|changed|transferred|rolled over|transitioned)\b",
    re.IGNORECASE,
)
"""Behind a number: it is of those who changed their treatment, and of no arm named before."""
_ON_DUMMY = re.compile(
    r"(?:\s(?:patients|participants|people|recipients))?\s(?:with|on|in|for|given|receiving|taking)\s(?:the )?"
    r"(?:pooled |combined )?(?:placebos?|sham|vehicle)\b",
    re.IGNORECASE,
)
"""Behind a number: a placebo."""
_SEVERAL_GROUPS = re.compile(
    r"\b(?:two|three|both|several|all) [^.;()]{0,40}\b(?:groups|arms|cohorts|placebos|controls)\s\((?:n\s?=\s?)?$",
    re.IGNORECASE,
)
_SIZES = re.compile(r"(?:(?:,| and|, and|/)\s?(?:n\s?=\s?)?[0-9][0-9,]*)+\)")
_SIZES_BEFORE = re.compile(
    _SEVERAL_GROUPS.pattern[:-1] + r"[0-9][0-9,]*(?:(?:,| and|, and|/)\s?(?:n\s?=\s?)?[0-9][0-9,]*)*"
    r"(?:,| and|, and|/)\s?(?:n\s?=\s?)?$",
    re.IGNORECASE,
)
"""Sizes of several groups that share a name, in brackets behind it."""
_OF_THE = re.compile(r"\W*(?:of|among|out of)\s(?:the |these |those |all )*", re.IGNORECASE)
_LEAD = 80
"""Code points of "of the 107 early relapsers," in which an arm is looked for."""


def is_of_none(text: str, value: Span, mentions: Sequence[Span], *, start: int, first: bool) -> bool:
    """Whether a number is told of all patients, of those who changed their treatment, or of a group without a name."""
    end = value.end
    ends = text.find(",", end, end + _LEAD)
    if _is_shared_out(text, value, mentions):
        return True
    lead = ends > 0 and _OF_THE.fullmatch(text, start, value.start)
    if lead and not any(end <= item.start < ends for item in mentions):
        return True  # "of the 107 early relapsers, 61 received A": all of them
    if _CHANGED.match(text, end) and not any(it.start <= end + 4 < it.end for it in mentions):
        return True
    dummy = _ON_DUMMY.match(text, end)
    if dummy is not None and not any(it.start < dummy.end() and end <= it.end for it in mentions):
        return True  # of several placebos it is not known which
    bracketed = text.rfind("(", start, value.start) > text.rfind(")", start, value.start)
    if bracketed and _SIZES.match(text, end) and _SEVERAL_GROUPS.search(text, start, value.start):
        return True
    if bracketed and _SIZES_BEFORE.search(text, start, value.start):
        return True  # "two placebo groups (n=317 and n=321)": each is of another one
    last = not any(end <= item.start for item in mentions)
    one = len({item.name for item in mentions}) == 1
    unnamed = _WHO_GOT.match(text, end) or (one and _WITH_OTHER.match(text, end))
    return last and not first and bool(unnamed)  # "31 on A, 34 on B and 29 who got both"


def _is_shared_out(text: str, value: Span, mentions: Sequence[Span]) -> bool:
    """Whether those counted were assigned to one arm or another: "821 patients were randomised to A 600 mg or to B"."""
    arms = [item for item in mentions if item.start >= value.end][:2]
    if len({arm.name for arm in arms}) < len(("one", "other")):
        return False
    led = _ASSIGNING.search(text, max(0, value.start - _NEAR_BEFORE), value.start) and _TO.fullmatch(
        text, value.end, arms[0].start
    )
    if not led and not _ASSIGNED.fullmatch(text, value.end, arms[0].start):
        return False
    return _OR_TO.search(_BRACKETS.sub("", text[arms[0].end : arms[1].start])) is not None


_ASSIGNED = re.compile(
    r"[)\]]?(?:\s[a-z-]+){0,4}?\s(?:were|was|underwent|being)\s(?:[a-z-]+\s){0,2}"
    r"(?:randomi[sz]\w+|assigned|allocated)\b[^.;,()]{0,60}\s",
    re.IGNORECASE,
)
_ASSIGNING = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated)\s(?:a total of\s)?$", re.IGNORECASE)
_NEAR_BEFORE = 40
"""Code points before a number in which those counted are told to be assigned."""
_TO = re.compile(r"(?:\s[a-z-]+){0,4}?\s(?:to|between)\s(?:[a-z-]+\s){0,3}", re.IGNORECASE)
_OR_TO = re.compile(r"\b(?:or|and|versus|vs\.?)\s(?:[a-z-]+\s){0,4}$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


def is_of_other(text: str, left: int, value: Span) -> bool:
    """Whether words that name no arm tell whose a number is: of two arms, it is of the one not told before."""
    told = _IN_GROUP.match(text, value.end) or _IN_GROUP.search(text, value.start, value.end)
    return told is not None or _OTHER_SUBJECT.search(text, left, value.start) is not None
