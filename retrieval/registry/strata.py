"""Titles that tell an outcome in patients above a limit, one for each: "... with a TPS of ≥50%", "... of ≥1%"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.corpus import Corpus
from retrieval.questions import wording
from retrieval.questions.question import Question
from retrieval.registry.limits_of_titles import limits_told
from retrieval.registry.measure_words import MeasureWords, measures_of
from retrieval.stems import stems
from retrieval.terms import Token


def with_stratum_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for the titles of the stratum that it tells, where its outcomes are told by strata.

    By the limit itself, as those with a high level, or as all patients, who are those above the least limit. A range
    or a level of which there is no title restricts what is asked. Where no outcome is named and it is asked how a
    stratum did, its primary outcomes are.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    if (negative := _NEGATIVE.search(question.text)) and any(map(_OF_POSITIVE.search, question.outcomes)):
        return _restricted(question, negative)
    strata = _strata(told)
    limits = {limit for _, limit in limits_told(question.text)} | {m[1] for m in _OF_SCORE.finditer(question.text)}
    held = bool(limits & {str(limit) for _, limit in strata.values()})
    asked = _of_names([title for title in question.outcomes if title in strata], question, told)
    if not asked and held and _asks_how_fared(question) and not any(name in told for name in question.outcomes):
        asked = [title for title in strata if told[title].primary]
    if not asked:
        return question
    if range_ := _RANGE.search(question.text) or (not held and _LOW.search(question.text)):
        return _restricted(replace(question, outcomes=tuple(asked)), range_)
    spoken = [*_LEVEL.finditer(question.text)]
    kept = {title for title in asked if str(strata[title][1]) in limits}
    if not kept and (spoken or _ALL.search(question.text)):
        kept = {_end(asked, title, strata, highest=bool(spoken)) for title in asked}
    if not kept:
        return question
    others = [name for name in question.outcomes if name in told and name not in strata]
    outcomes = tuple(dict.fromkeys((*others, *(title for title in asked if title in kept))))
    accounted = [*spoken, *_MORE.finditer(question.text)]
    return replace(_without(question, accounted), outcomes=outcomes, subgroups=())


def _asks_how_fared(question: Question) -> bool:
    return wording.asks_overview(question.text) or question.weighs or bool(_FARED.search(question.text))


def _of_names(titles: list[str], question: Question, told: Mapping[str, MeasureWords]) -> list[str]:
    """The titles that have all names of outcomes in a question, where some have: no PFS where "OS by TPS" is asked."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in ("efficacy", "safety")]
    words = frozenset().union(*(stems(m.text) for m in named))
    return [title for title in titles if words <= told[title].titled] or titles


def _strata(titles: Iterable[str]) -> dict[str, tuple[str, Decimal]]:
    """The titles that tell an outcome above a limit, beside others above another: what they share, and the limit."""
    found: dict[str, tuple[str, Decimal]] = {}
    for title in titles:
        if match := _STRATUM.search(title):
            found[title] = f"{title[: match.start('limit')]}_{title[match.end('limit') :]}", Decimal(match["limit"])
    shared = [key for key, _ in found.values()]
    return {title: stratum for title, stratum in found.items() if shared.count(stratum[0]) > 1}


_STRATUM = re.compile(
    r"\b(?:in|among)\s(?:all\s)?(?:Participants|Patients|Subjects)\b[^<>\u2264\u2265]*(?:>=?|\u2265)\s?(?P<limit>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)


def _end(asked: Sequence[str], title: str, strata: Mapping[str, tuple[str, Decimal]], *, highest: bool) -> str:
    """The title of the highest or the lowest stratum of what one tells."""
    same = [other for other in asked if strata[other][0] == strata[title][0]]
    return (max if highest else min)(same, key=lambda other: strata[other][1])


def _restricted(question: Question, match: re.Match[str]) -> Question:
    """The question in a part of the patients that no title tells: a range, a level."""
    left = _without(question, [match])
    return replace(left, subgroups=(match.group(),))


def _without(question: Question, spoken: Iterable[re.Match[str]]) -> Question:
    """The question without the words of a stratum as words that nothing accounts for."""
    spans = [match.span() for match in spoken]

    def is_left(token: Token) -> bool:
        return not any(start <= token.start < end for start, end in spans)

    return replace(
        question,
        unknown=tuple(filter(is_left, question.unknown)),
        unread=tuple(filter(is_left, question.unread)),
    )


_MARKER = r"(?:PD-?L1|TPS|CPS|HER-?2|biomarker|score|target)"
_EXPRESS = r"express(?:ors?|ers?|ing|ion)"
_LEVEL = re.compile(
    rf"\b(?:very\s)?(?:high(?:est|ly|er)?|strong(?:est|ly)?)[\s-](?:{_MARKER}[\s-])?(?:{_EXPRESS}|positive|levels?|scores?)\b"
    rf"|\b{_MARKER}[\s-](?:very\s)?high\b|\bhigh(?:est)?[\s-]{_MARKER}\b|\bstrongly\spositive\b",
    re.IGNORECASE,
)
"""Those with a high level of what the patients are told apart by."""
_LOW = re.compile(
    rf"\b(?:low(?:est|er)?|weak(?:ly)?|no|non)[\s-](?:{_MARKER}[\s-])?(?:{_EXPRESS}|positive|levels?|scores?)\b"
    rf"|\b{_MARKER}[\s-](?:low|negative)\b|\blow[\s-]{_MARKER}\b"
    r"|(?:<|\u2264|\b(?:under|below|less than))\s?(?:an?\s|of\s)?\d+\s?%",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\d.])\d+\s?%?\s?(?:-|\u2013|to|and)\s?\d+\s?%")
_OF_SCORE = re.compile(rf"\b{_MARKER}\s?(?:of\s|at\s|was\s)*(\d+(?:\.\d+)?)\b", re.IGNORECASE)
_MORE = re.compile(rf"\b{_MARKER}\b|\b{_EXPRESS}\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    rf"\b(?:{_MARKER}|marker)[\s-](?:status\s)?(?:was\s|were\s|is\s)?(?:negative|undetectable|not detected|zero)\b"
    rf"|\b(?:without|no|undetectable|negative)\s(?:detectable\s)?(?:{_MARKER}|marker)\b",
    re.IGNORECASE,
)
_OF_POSITIVE = re.compile(
    r"\b(?:in|among)\s(?:all\s|the\s)?(?:[\w-]+\s){0,3}?(?:participants|patients|subjects|population|subpopulation)\b"
    r"[^<>\u2264\u2265]*\b(?:detectable|positive|expressing)\b|\bpositive (?:sub)?population\b",
    re.IGNORECASE,
)
"""A title of those alone who have a marker."""
_ALL = re.compile(
    r"\b(?:all(?:[\s-]comers)?|everyone|everybody|whole|overall|entire|total|ITT|intent(?:ion)?[- ]to[- ]treat"
    r"|full|any)\b(?!\s(?:survival|response|mortality|cause))(?!-cause)",
    re.IGNORECASE,
)
_FARED = re.compile(
    r"\bhow (?:did|does|do|well)\b[^?]{1,80}\b(?:do|fare|perform|work|compare|did)\b|\b(?:against|versus|vs)\b"
    r"|\b(?:effects?|results?|efficacy|outcomes?)\b",
    re.IGNORECASE,
)
