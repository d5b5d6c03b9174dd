"""When patients were enrolled, whatever the verb: "when did they recruit", "accrual dates", "when did it open"."""

from __future__ import annotations

import re

from retrieval.terms import Mention, TermIndex

_PERIOD = "Enrolment period"
_ENDS = ("Enrolment start", "Enrolment end")
_ENROLS = r"(?:enrol\w*|recruit\w*|accru\w*)"
_WHEN = (
    r"(?:when|(?:in|over|during|between|across|from|within|on) (?:which|what) (?:\w+ )?"
    r"(?:dates?|days?|months?|years?|periods?|times?|span|time ?frames?|windows?))"
)
_ASKED = re.compile(
    rf"\b{_WHEN}\b[^?.;,]{{0,30}}?\b(?P<when>{_ENROLS})\b(?! (?:in|into|to|under|after|before|from)\b)"
    rf"|\b(?P<noun>{_ENROLS})\s(?:periods?|phase|windows?|dates?|timelines?|time ?frames?|ran|run|running)\b",
    re.IGNORECASE,
)
_STARTED = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|open(?!\W+(?:from|until))\w*|commenc\w*|first)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:end\w*|clos\w*|stop\w*|finish\w*|complet\w*|last)\b", re.IGNORECASE)


def with_enrolment(text: str, mentions: tuple[Mention, ...], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The mentions with the period of enrolment, or one end of it, where it is asked when that was.

    In place of how many were enrolled, which the same word may ask.
    """
    match = _ASKED.search(text)
    if named := [m for m in mentions if m.term.name in _ENDS]:
        return (*mentions, *_other_end(text, named, terms=terms))
    if match is None or any(m.term.name == _PERIOD for m in mentions):
        return mentions
    ends = [name for name, said in zip(_ENDS, (_STARTED, _ENDED), strict=True) if said.search(text)]
    term = terms.term(ends[0] if len(ends) == 1 else _PERIOD, kind="outcome")
    if term is None:
        return mentions
    start, end = match.span("when" if match["when"] else "noun")
    left = tuple(m for m in mentions if not (m.term.kind == "outcome" and start <= m.start < end))
    return (*left, Mention(start, end, text[start:end], term))


def _other_end(text: str, named: list[Mention], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The other end of enrolment, which a bare verb names behind the one that is named: "began and ended"."""
    names = {mention.term.name for mention in named}
    joined = _JOINED.match(text, named[0].end)
    if len(names) > 1 or joined is None:
        return ()
    (other,) = set(_ENDS) - names
    verb = (_STARTED, _ENDED)[_ENDS.index(other)].match(text, joined.end())
    term = terms.term(other, kind="outcome") if verb else None
    return (Mention(verb.start(), verb.end(), verb.group(), term),) if verb and term else ()


_JOINED = re.compile(r"\s*(?:and|or|/|until|to)\s+(?:(?:when\s)?(?:did|was)\s(?:it|that|this)\s)?", re.IGNORECASE)
